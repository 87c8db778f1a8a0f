#!/usr/bin/env python3
"""Builds the tables of corridors/eurasia from facts, hand-written tables and three open port tables.

    .tools/venv/bin/python tools/corridor/build.py --sea-ports .tools/sea-ports/package/lib/ports.json      (make corridor)

What is read, what is made and how to get the data packages: tools/corridor/README.md. Same inputs, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import lanes as lane_network  # noqa: E402
import package  # noqa: E402
import ports  # noqa: E402
import reference  # noqa: E402

FACTS = HERE / "facts"
HAND = HERE / "hand"
# Floor plans of hubs, wagons, railways.
LAYOUT_TABLES = (
    "hubs", "berths", "tracks", "yard_blocks", "gates", "warehouses", "silo_cells", "equipment", "wagon_types", "railways",
    "hub_tariffs",
    "railway_separations",
)
HOLIDAY_YEARS = range(2024, 2029)


def read(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def gauges(text: str) -> str:
    return "" if text in ("", "none") else text.replace("/", ";")


def plain(value: str) -> str:
    """A number of the facts without a trailing .0."""
    return re.sub(r"\.0$", "", value)


class Build:
    def __init__(self, out: Path, inputs: argparse.Namespace):
        self.out, self.inputs = out, inputs
        self.tables: dict[str, list[dict]] = {}

    def put(self, table: str, rows: list[dict]) -> None:
        """One table, sorted by its key."""
        key = package.TABLES[table][2] or package.columns(table)[:3]
        columns = package.columns(table)
        rows = [{c: package.text(row.get(c, "")) for c in columns} for row in rows]
        rows.sort(key=lambda row: [order(row[c]) for c in key])
        self.tables[table] = rows
        package.write_csv(self.out / f"{table}.csv", columns, rows)

    def names(self) -> dict[str, dict]:
        return {row["place_id"]: row for row in read(HAND / "names.csv")}

    def places(self) -> None:
        names = self.names()
        extra = read(HAND / "places.csv")
        area = {member: row["place_id"] for row in extra for member in row["members"].split(";") if member}
        rows = []
        for fact in read(FACTS / "places.csv"):
            row = {k: fact[k] for k in ("place_id", "name", "unlocode", "country", "kind", "time_zone", "reliability", "basis", "note")}
            row.update(lat=float(fact["lat"]), lon=float(fact["lon"]), gauges=gauges(fact["gauge_mm"]))
            rows.append(row)
        for hand in extra:
            row = {k: v for k, v in hand.items() if k != "members"}
            row.update(lat=float(hand["lat"]), lon=float(hand["lon"]), name=names[hand["place_id"]]["name"])
            rows.append(row)

        data = self.inputs.searoute / "data" if (self.inputs.searoute / "data").is_dir() else self.inputs.searoute
        searoute = ports.read_searoute(data)
        sea_ports = ports.read_sea_ports(self.inputs.sea_ports)
        index = ports.read_world_port_index(self.inputs.harborly)
        zones = ports.read_zones(self.inputs.zone_tab)
        network = lane_network.load(str(data / "marnet_searoute.geojson"))
        fixed = [row for row in rows if row["kind"] != "area"]
        for port in ports.choose(searoute, sea_ports, index, network, zones, fixed, set(names)):
            agree = port["agree"]
            rows.append({
                "place_id": port["code"], "name": port["name"], "unlocode": port["code"], "country": port["code"][:2],
                "lat": round(port["at"][0], 4), "lon": round(port["at"][1], 4), "kind": "seaport", "gauges": "",
                "time_zone": port["zone"], "reliability": "seen" if agree else "unverified", "basis": agree or [port["first"]],
                "note": "",
            })
        for row in rows:
            own = names.get(row["place_id"], {})
            row["name"] = own.get("name") or row["name"]
            for column in ("name_zh", "name_ru", "name_kk"):
                row[column] = own.get(column, "")
            row["area_id"] = area.get(row["place_id"], "")
        self.check_zones(rows)
        unknown = sorted(set(names) - {row["place_id"] for row in rows})
        if unknown:
            print(f"names.csv: no such place: {' '.join(unknown)}", file=sys.stderr)
        self.put("places", rows)
        at = {row["unlocode"]: (row["lat"], row["lon"]) for row in rows if row["unlocode"] and row["kind"] in ("seaport", "bulk_port")}
        good, faults = [], []
        for check in ports.checks(at, searoute, sea_ports, index):
            away = ports.km(at[check["unlocode"]], (check["lat"], check["lon"]))
            (good if away <= ports.AGREE_KM else faults).append({**check, "km": round(away)})
        self.put("port_checks", [{k: v for k, v in check.items() if k != "km"} for check in good])
        package.write_csv(HERE / "port_faults.csv", ["unlocode", "source", "lat", "lon", "km"], faults)

    @staticmethod
    def check_zones(rows: list[dict]) -> None:
        from zoneinfo import ZoneInfo

        for row in rows:
            ZoneInfo(row["time_zone"])

    def links(self) -> None:
        rows = []
        for fact in read(FACTS / "links.csv"):
            status = fact["status"].split()[0]
            note = fact["note"]
            if status != fact["status"]:
                note = "; ".join(part for part in (fact["status"], note) if part)
            rows.append({
                "link_id": fact["link_id"], "from": fact["from"], "to": fact["to"],
                "mode": "sea" if fact["mode"].startswith("sea") else fact["mode"], "km": plain(fact["km"]),
                "gauges": gauges(fact["gauge_mm"]), "tracks": fact["tracks"], "traction": fact["traction"],
                "daily_km_low": fact["daily_km_low"], "daily_km_typ": fact["daily_km_typ"], "daily_km_high": fact["daily_km_high"],
                "owner": fact["owner"], "status": status, "reliability": fact["reliability"], "basis": fact["basis"], "note": note,
            })
        self.put("links", rows + read(HAND / "links.csv"))

    def crossings(self) -> None:
        names = {row["crossing_id"]: row for row in read(HAND / "crossing_names.csv")}
        kinds = {"rail": "rail_border", "road": "road_border", "sea": "port", "ferry": "port"}
        rows = []
        for fact in read(FACTS / "crossings.csv"):
            note = "; ".join(part for part in (fact["equipment"], fact["note"]) if part and part not in ("none", "none yet", "K"))
            row = {k: fact[k] for k in ("crossing_id", "name", "from", "to", "mode", "status", "capacity_per_day", "average_per_day",
                                        "peak_per_day", "reliability", "basis")}
            row.update(
                names[fact["crossing_id"]], kind=kinds[fact["mode"]], gauges=gauges(fact["gauge_mm"]), capacity_unit=fact["unit"],
                transfer_hours=fact["transfer_hours_typ"], crossing_hours=fact["crossing_hours_avg"],
                clearance_hours=fact["import_clearance_hours"], note=note,
            )
            rows.append(row)
        self.put("crossings", rows + read(HAND / "crossings.csv"))

    def copies(self) -> None:
        """Tables written by hand in the format, and facts that need other column names only."""
        for table in ("emission_factors", "delays", "unit_types", "currencies", "restrictions", *LAYOUT_TABLES):
            self.put(table, read(HAND / f"{table}.csv"))
        for table in ("volumes", "queue_events", "grain_seasonality"):
            self.put(table, read(FACTS / f"{table}.csv"))
        own = read(HAND / "sources.csv")
        kept = {row["source_id"] for row in own}
        facts = [{"source_id": r["source_id"], "what": r["what"], "url": r["url_or_path"]} for r in read(FACTS / "sources.csv")]
        self.put("sources", [row for row in facts if row["source_id"] not in kept] + own)

    def claims(self) -> None:
        rules = {row["claim_id"]: row for row in read(HERE / "claim_rules.csv")}
        rows = []
        for fact in read(FACTS / "facts.csv"):
            value, value_max = fact["value"], ""
            # A month such as 2014-05 is a date, not a range.
            span = fact["unit"] != "date" and re.fullmatch(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)", value)
            if span:
                value, value_max = span.groups()
            rule = rules.get(fact["fact_id"], {})
            rows.append({
                "claim_id": fact["fact_id"], "publication": fact["publication"], "subject": fact["subject"], "value": value,
                "value_max": value_max, "unit": fact["unit"], "qualifier": fact["qualifier"], "rule": rule.get("rule", ""),
                "args": rule.get("args", ""), "judgement": fact["judgement"], "reason": fact["reason"],
            })
        self.put("claims", rows)

    def holidays(self) -> None:
        import holidays

        countries = sorted({row["country"] for row in read(FACTS / "places.csv")})
        known = holidays.list_supported_countries(include_aliases=False)
        rows = []
        for country in countries:
            if country not in known:
                print(f"holidays: none for {country}", file=sys.stderr)
                continue
            make = getattr(holidays, country)
            language = "en_US" if "en_US" in (make.supported_languages or ()) else None
            for day, name in sorted(make(years=HOLIDAY_YEARS, language=language).items()):
                rows.append({"country": country, "date": day.isoformat(), "name": name})
        self.put("holidays", rows)

    def check_references(self) -> int:
        """Foreign keys and basis words over the whole folder; the number of broken ones."""
        have = {}
        for table in package.TABLES:
            path = self.out / f"{table}.csv"
            have[table] = read(path) if path.exists() else []
        broken = 0
        sources = {row["source_id"] for row in have["sources"]}
        for table, (_, fields, primary, foreign) in package.TABLES.items():
            for column, other, target in foreign:
                values = {row[target] for row in have[other or table]}
                for row in have[table]:
                    if row[column] and row[column] not in values:
                        broken += 1
                        print(f"{table}.{column}: no {row[column]} in {other or table}", file=sys.stderr)
            seen = set()
            for row in have[table]:
                key = tuple(row[c] for c in primary or ())
                if primary and key in seen:
                    broken += 1
                    print(f"{table}: twice {key}", file=sys.stderr)
                seen.add(key)
                for source in (row.get("basis") or "").split(";"):
                    if source and source not in sources:
                        broken += 1
                        print(f"{table}: {key}: no source {source}", file=sys.stderr)
        return broken + self.check_drayages(have)

    @staticmethod
    def check_drayages(have: dict[str, list[dict]]) -> int:
        """A short move stays in its country, and both ends handle what it carries."""
        country = {row["place_id"]: row["country"] for row in have["places"]}
        site = {row["facility_id"]: row["place_id"] for row in have["facilities"]}
        handled = {(site.get(row["facility_id"]), row["form"]) for row in have["handling"]}
        broken = 0
        for row in have["drayages"]:
            ends = (row["from"], row["to"])
            if len({country.get(end) for end in ends}) > 1:
                broken += 1
                print(f"drayages: {row['drayage_id']}: crosses a border", file=sys.stderr)
            for end in ends:
                for form in row["forms"].split(";"):
                    if (end, form) not in handled:
                        broken += 1
                        print(f"drayages: {row['drayage_id']}: {form} is not handled at {end}", file=sys.stderr)
        return broken

    def timetables(self) -> int:
        """Services and lanes (tools/corridor/timetables.py), from the places just written; the number of problems found."""
        import timetables

        made = timetables.main(str(FACTS), str(self.out), str(self.inputs.searoute), report=False)
        for problem in made["problems"]:
            print(f"timetables: {problem}", file=sys.stderr)
        return len(made["problems"])

    def run(self) -> int:
        """Writes the folder; the number of problems in it."""
        self.places()
        self.links()
        self.crossings()
        self.copies()
        self.claims()
        self.holidays()
        reference.commodities(self)
        reference.facilities(self)
        problems = 0 if self.inputs.no_timetables else self.timetables()
        package.write(self.out)
        return problems + self.check_references()


def order(text: str):
    """Numbers before words, numbers by value."""
    try:
        return (0, float(text), "")
    except ValueError:
        return (1, 0.0, text)


def package_file(module: str, *parts: str) -> Path | None:
    """A data file of an installed package, without importing the package."""
    spec = importlib.util.find_spec(module)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, *parts)
        if path.exists():
            return path
    return None


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE.parent.parent / "corridors" / "eurasia")
    parser.add_argument("--searoute", type=Path, help="folder `searoute` of the package (default: where it is installed)")
    parser.add_argument("--sea-ports", type=Path, help="lib/ports.json of the npm package sea-ports")
    parser.add_argument("--harborly", type=Path, help="data/port_registry.parquet of the package (default: where it is installed)")
    parser.add_argument("--zone-tab", type=Path, help="zone.tab of the package tzdata (default: where it is installed)")
    parser.add_argument("--no-timetables", action="store_true", help="leave the tables of services and lanes as they are")
    inputs = parser.parse_args(arguments)
    inputs.searoute = inputs.searoute or package_file("searoute")
    inputs.harborly = inputs.harborly or package_file("harborly", "data", "port_registry.parquet")
    inputs.zone_tab = inputs.zone_tab or package_file("tzdata", "zoneinfo", "zone.tab")
    for name in ("searoute", "sea_ports", "harborly", "zone_tab"):
        path = getattr(inputs, name)
        if not path or not path.exists():
            print(f"build.py: --{name.replace('_', '-')} is missing; see tools/corridor/README.md", file=sys.stderr)
            return 2
    inputs.out.mkdir(parents=True, exist_ok=True)
    build = Build(inputs.out, inputs)
    broken = build.run()
    for table in package.TABLES:
        path = inputs.out / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            print(f"{table:18} {sum(1 for _ in csv.reader(file)) - 1:7}")
    if broken:
        print(f"{broken} problems", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
