"""World seaports chosen from three open port tables, and the cross-checks of their coordinates.

Inputs: `ports.geojson` of PyPI searoute (Apache-2.0), `lib/ports.json` of npm sea-ports (MIT),
the World Port Index rows inside PyPI harborly (public domain; the GeoNames rows are not used), `zone.tab` of PyPI tzdata
(public domain).
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

TOTAL = 1150
LEAST_PER_COUNTRY = 4
MOST_PER_COUNTRY = 22
# Big traders and long coasts.
MORE = {"AU": 28, "BR": 32, "CA": 30, "CN": 64, "ES": 30, "GB": 42, "ID": 36, "IN": 30, "IT": 30, "JP": 48, "NO": 25, "RU": 26, "US": 62}
AGREE_KM = 50
NEAR_FACT_KM = 15
NEAR_PORT_KM = 8
LANE_KM = 250

# Not loaded: disputed or closed to trade, doubled codes, names that are not ports.
SKIP = set("""
UASVP UAKEH UAFEO UAYAL UAEUP UAYEV UAKER GESUK DZDZC DECGN DEDUS USIND USLRD CNGAO CNNBO CNSGH CNSZX
UAERD UAMPW UAKHE CYFMG CYKAR CYKYR KITAI RERUN RELPT BEBRU ITMIL ITMOD KMDZA AWAUA EGAIS
""".split())
# No coast, no trade by sea, or closed by sanctions.
SKIP_COUNTRIES = set("AQ IO KP UM XZ ZZ AT BF BI BO BT BW BY CF CH CZ HU LA LI LU MD ML MW NE PY RW SK SZ TD UG ZM ZW".split())

# Zones by hand, of a code or a country, where a table or the nearest city of zone.tab is wrong.
ZONES = {
    "UA": "Europe/Kyiv", "CY": "Asia/Nicosia",
    "BRBEL": "America/Belem", "CATHU": "America/Toronto", "CAPRR": "America/Vancouver", "CASJB": "America/Moncton",
    "CLPNT": "America/Punta_Arenas", "CLPUQ": "America/Punta_Arenas", "CLCHB": "America/Coyhaique", "CLPCH": "America/Coyhaique",
    "RUKHO": "Asia/Sakhalin", "RUKOR": "Asia/Sakhalin", "USGGE": "America/New_York", "USOAK": "America/Los_Angeles",
    "AUBME": "Australia/Perth", "AUMEL": "Australia/Melbourne", "AUHBA": "Australia/Hobart", "AUBEL": "Australia/Hobart",
    "AUBWT": "Australia/Hobart", "AUDPO": "Australia/Hobart", "AULST": "Australia/Hobart",
    "USBUH": "America/Chicago", "USDLH": "America/Chicago", "USGRB": "America/Chicago", "USMIL": "America/Chicago",
    "USMOB": "America/Chicago", "USPFN": "America/Chicago", "USPNS": "America/Chicago", "USSUW": "America/Chicago",
}


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle kilometres between (lat, lon) pairs."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def read_searoute(folder: Path) -> dict[str, dict]:
    out: dict[str, dict] = {}
    for feature in json.loads((folder / "ports.geojson").read_text(encoding="utf-8"))["features"]:
        values = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"]
        code = values["port"]
        ties = len(values.get("to_cty") or [])
        old = out.get(code)
        if old and (old["ties"], old["name"]) >= (ties, values["name"]):
            continue
        out[code] = {"name": values["name"], "at": (lat, lon), "ties": ties, "t": values.get("t"), "country": values["cty"]}
    return out


def read_sea_ports(path: Path) -> dict[str, dict]:
    out = {}
    for code, values in json.loads(path.read_text(encoding="utf-8")).items():
        if values.get("coordinates"):
            lon, lat = values["coordinates"]
            out[code] = {"name": values["name"], "at": (lat, lon), "zone": values.get("timezone", "")}
    return out


def read_world_port_index(path: Path) -> dict[str, dict]:
    import pyarrow.parquet as parquet

    out = {}
    table = parquet.read_table(path, columns=["provider", "provider_id", "canonical_name", "latitude", "longitude", "unlocode"])
    for row in sorted(table.to_pylist(), key=lambda row: (row["provider"], row["provider_id"])):
        if row["provider"] == "NGA_WPI" and row["unlocode"]:
            out.setdefault(row["unlocode"], {"name": row["canonical_name"], "at": (row["latitude"], row["longitude"])})
    return out


def read_zones(path: Path) -> dict[str, list[tuple[str, tuple[float, float]]]]:
    """zone.tab: country -> zones with the coordinates of their city."""
    out: dict[str, list] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, at, zone = line.split("\t")[:3]
        lat, lon = re.match(r"([+-]\d+)([+-]\d+)$", at).groups()

        def degrees(text: str, whole: int) -> float:
            sign = -1 if text[0] == "-" else 1
            digits = text[1:]
            value = int(digits[:whole]) + int(digits[whole:whole + 2]) / 60
            return sign * (value + int(digits[whole + 2:] or 0) / 3600)

        out.setdefault(country, []).append((zone, (degrees(lat, 2), degrees(lon, 3))))
    return out


def zone_of(code: str, at, sea_ports: dict, zones: dict) -> str:
    if code in ZONES or code[:2] in ZONES:
        return ZONES.get(code) or ZONES[code[:2]]
    choices = zones.get(code[:2], [])
    if not choices:
        return ""
    stated = sea_ports.get(code, {}).get("zone", "")
    if any(zone == stated for zone, _ in choices):
        return stated
    return min(choices, key=lambda item: (km(item[1], at), item[0]))[0]


def choose(searoute, sea_ports, index, lanes, zones, fact_places, always=()):
    """World seaports as rows: code, name, lat, lon, zone, reliability, sources. Sorted by code."""
    fact_codes = {p["unlocode"] for p in fact_places if p["unlocode"]} | {p["place_id"] for p in fact_places}
    fact_ports = [(p["lat"], p["lon"]) for p in fact_places if p["kind"] in ("seaport", "bulk_port")]
    reached = lanes.tree(lanes.nearest(34.75, 119.45)[0])[0]
    candidates = []
    for code in sorted(set(searoute) | set(sea_ports) | set(index)):
        country = code[:2]
        if code in fact_codes or code in SKIP or country in SKIP_COUNTRIES or country not in zones:
            continue
        if not re.match(r"^[A-Z]{2}[A-Z2-9]{3}$", code):
            continue
        have = [(name, table[code]) for name, table in (("SR", searoute), ("WPI", index), ("NSP", sea_ports)) if code in table]
        agree = [
            (a, b) for i, a in enumerate(have) for b in have[i + 1:] if km(a[1]["at"], b[1]["at"]) <= AGREE_KM
        ]
        base = agree[0][0] if agree else have[0]
        at = base[1]["at"]
        ties = searoute.get(code, {}).get("ties", 0)
        busy = searoute.get(code, {}).get("t") == 1.0
        if any(km(at, port) < NEAR_FACT_KM for port in fact_ports):
            continue
        node, away = lanes.nearest(*at)
        if away > LANE_KM or math.isinf(reached[node]):
            continue
        name = next(table[code]["name"] for table in (sea_ports, searoute, index) if code in table)
        zone = zone_of(code, at, sea_ports, zones)
        if not zone:
            continue
        score = 10 * ties + (6 if busy else 0) + 4 * len(agree) + len(have) + (1000 if code in always else 0)
        candidates.append({
            "code": code, "name": tidy(name), "at": at, "zone": zone, "score": score, "ties": ties, "must": code in always,
            "agree": sorted({n for pair in agree for n in (pair[0][0], pair[1][0])}), "first": base[0],
        })
    candidates.sort(key=lambda c: (-c["score"], c["code"]))
    chosen: list[dict] = []
    count: dict[str, int] = {}

    def take(candidate) -> bool:
        country = candidate["code"][:2]
        if any(other["code"][:2] == country and km(other["at"], candidate["at"]) < NEAR_PORT_KM for other in chosen):
            return False
        chosen.append(candidate)
        count[country] = count.get(country, 0) + 1
        return True

    taken = set()
    for candidate in candidates:  # main ports of every country; places named by one table only when there is no other
        country = candidate["code"][:2]
        if candidate["must"] or (count.get(country, 0) < LEAST_PER_COUNTRY and (candidate["agree"] or not count.get(country))):
            if take(candidate):
                taken.add(candidate["code"])
    for candidate in candidates:  # then the bigger ones of the world
        country = candidate["code"][:2]
        if len(chosen) >= TOTAL:
            break
        if candidate["code"] in taken or not candidate["agree"] or count.get(country, 0) >= MORE.get(country, MOST_PER_COUNTRY):
            continue
        take(candidate)
    return sorted(chosen, key=lambda c: c["code"])


def tidy(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip()
    return name.title() if name.isupper() else name


def checks(codes, searoute, sea_ports, index):
    """Coordinates of the same UN/LOCODE in the further tables: code, source, lat, lon."""
    for code in sorted(codes):
        for source, table in (("NSP", sea_ports), ("SR", searoute), ("WPI", index)):
            if code in table:
                lat, lon = table[code]["at"]
                yield {"unlocode": code, "source": source, "lat": round(lat, 4), "lon": round(lon, 4)}
