"""Commodities with their units, and facilities with their handling.

Commodities: hand/commodities.csv gives names, a cargo class and the exceptions; the class gives unit types and stowage.
Facilities: hand/facilities.csv holds the places that are known; every other place gets what its kind usually has (`modelled`).
"""

from __future__ import annotations

import csv
from pathlib import Path

HAND = Path(__file__).resolve().parent / "hand"

BOX = ["20GP", "40GP", "40HC"]
REEFER = ["20RF", "40RF"]
# class: unit types (the first is the usual one), stowage m3 per t
CLASSES = {
    "appliance": (["40HC"], 6.5),
    "bagged": (["20GP", "40GP", "40HC"], 1.6),
    "bales": (["20GP", "40GP", "40HC"], 3.3),
    "car": (["roro", "40HC"], 7.0),
    "coffee": (["20GP", "40HC"], 1.75),
    "drums": (["20GP", "40GP"], 1.4),
    "food": (["20GP", "40HC", *REEFER], 2.2),
    "general": (BOX, 3.2),
    "grain": (["20GP", "40HC", "hopper", "bulk"], 1.33),
    "heavy": (["20GP", "40GP"], 0.9),
    "heavybulk": (["20GP", "40GP", "bulk"], 0.6),
    "light": (["20GP", "40HC"], 6.0),
    "machine": (["20GP", "40HC", "roro-mafi"], 3.0),
    "mineral": (["20GP", "hopper", "bulk"], 0.95),
    "ore": (["20GP", "hopper", "bulk"], 0.5),
    "parcels": (["40HC"], 6.0),
    "parts": (["20GP", "40HC"], 3.0),
    "pharma": (["20GP", "40HC", *REEFER], 5.0),
    "polymer": (["20GP", "40HC"], 1.9),
    "project": (["40HC", "roro-mafi"], 3.5),
    "reefer": (REEFER, 2.1),
    "rolling": (["roro-mafi", "40HC"], 3.5),
    "seedlight": (["20GP", "40HC", "hopper", "bulk"], 2.2),
    "solar": (["40HC"], 3.0),
    "timber": (["20GP", "40HC"], 1.9),
    "tyres": (["40HC"], 4.5),
    "vehicle": (["roro", "40HC"], 6.0),
}
FILL = 0.9
# Tonnes in one unit that are known better than by volume: (hs, unit type) -> t, reliability, basis.
UNITS = {
    ("1001.99", "20GP"): (24.5, "unverified", "K"),
    ("1001.99", "40HC"): (27, "mixed", "S19;S22;K"),
    ("1001.99", "hopper"): (68, "unverified", "K"),
    ("5201.00", "40HC"): (22, "unverified", "K"),
    ("8450.11", "40HC"): (11, "unverified", "K"),
    ("8541.43", "40HC"): (22, "unverified", "K"),
    ("8703.23", "40HC"): (4.5, "unverified", "K"),
    ("8703.23", "roro"): (1.5, "unverified", "K"),
    ("8703.40", "40HC"): (4.8, "unverified", "K"),
    ("8703.40", "roro"): (1.6, "unverified", "K"),
    ("8703.80", "40HC"): (5.4, "unverified", "K"),
    ("8703.80", "roro"): (1.8, "unverified", "K"),
    ("8429.52", "roro-mafi"): (22, "unverified", "K"),
    ("8430.41", "roro-mafi"): (30, "unverified", "K"),
    ("8433.51", "40HC"): (7.5, "unverified", "K"),
    ("8433.51", "roro-mafi"): (15, "unverified", "K"),
    ("8701.95", "40HC"): (9, "unverified", "K"),
    ("8701.95", "roro-mafi"): (9, "unverified", "K"),
    ("8704.21", "40HC"): (4.2, "unverified", "K"),
    ("8704.21", "roro"): (2.1, "unverified", "K"),
    ("87", "40HC"): (4.8, "unverified", "K"),
    ("87", "roro"): (1.6, "unverified", "K"),
}
BULK_DENSEST = {"grain": 68, "seedlight": 42, "mineral": 69, "ore": 70}  # tonnes in a hopper wagon


def read(name: str) -> list[dict]:
    with (HAND / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def commodities(build) -> None:
    types = {row["unit_type"]: row for row in build.tables["unit_types"]}
    rows, units = [], []
    for hand in read("commodities.csv"):
        allowed, stowage = CLASSES[hand["class"]]
        chapter = len(hand["hs"]) == 2
        note = "; ".join(part for part in ("fallback of the chapter" if chapter else "", hand["note"]) if part)
        rows.append({
            "hs": hand["hs"], "name": hand["name"], "name_zh": hand["name_zh"], "name_ru": hand["name_ru"], "name_kk": hand["name_kk"],
            "unit_types": allowed, "stowage_m3_per_t": stowage, "temperature_min": hand["tmin"], "temperature_max": hand["tmax"],
            "dangerous_class": hand["danger"], "value_per_t": hand["value"], "currency": "USD",
            "quarantine": "yes" if hand["quarantine"] == "y" else "no", "reliability": "unverified", "basis": "K", "note": note,
        })
        for unit in allowed:
            tonnes, reliability, basis = UNITS.get((hand["hs"], unit), (None, "computed", "C;K"))
            if tonnes is None:
                payload, volume = float(types[unit]["payload_t"]), types[unit]["volume_m3"]
                tonnes = min(payload, FILL * float(volume) / stowage) if volume else payload
                if unit == "hopper":
                    tonnes = min(tonnes, BULK_DENSEST.get(hand["class"], tonnes))
                tonnes = round(tonnes, 1)
            units.append({"hs": hand["hs"], "unit_type": unit, "t_per_unit": tonnes, "reliability": reliability, "basis": basis})
    build.put("commodities", rows)
    build.put("commodity_units", units)


# Hours added when cargo arrives from another country, by country.
CUSTOMS = {"CN": 8, "KZ": 12, "RU": 16, "BY": 12, "UZ": 16, "KG": 12, "TM": 24, "TJ": 24, "MN": 16, "IR": 36, "AZ": 12, "GE": 6, "SG": 2,
           "HK": 2, "KR": 6, "JP": 6, "AE": 6, "VN": 12, "AU": 16, "US": 24, "IN": 24, "BD": 36, "NG": 48}
CUSTOMS_ELSE = 18
EUROPE = {"PL", "DE", "NL", "BE", "FR", "HU", "LT", "RO", "GR", "GB", "ES", "IT", "SE", "DK", "FI", "NO", "PT", "LV", "EE", "IE", "BG", "HR", "SI"}
CHEAP = {"CN", "VN", "TH", "ID", "IN", "LK", "BD", "KH", "MM", "MY", "PH", "KZ", "UZ", "KG", "TM", "TJ", "MN", "LA", "RU", "BY", "AZ", "GE", "IR", "TR", "UA", "EG"}

# Places that change gauge or load grain, beside the kinds that always do.
BULK_PLACES = set("""
CNLYG CNLYG-BASE VNTOT RUNVS KZAAU KZKUR IRAMD IRBAZ TMKRW AZALT GEPTI ROCND UZTAS UZAND KZDOS KZALT KZKHG CNALA CNHRS KZSRY CNTXG
CNSIA CNMLX RUZAB PHMNL IDJKT MYPKG KZALA KZTSE KZCIT KZSEM KZPWQ KZAKX KZKGF KZZHK KGFRU TJDYU UZSKD CNTAO CNQZH EGPSD
""".split())
BOX_AT_BULK_PORTS = {"USTIW", "CAVAN", "USMSY", "USPDX", "USVAN"}
# Vehicle berths at ports that have no names of their own in names.csv, and at one bulk port.
RORO_PORTS = set("""
ARZAE AUPKL BRSUA BRVIX CGPNR CRCAL DOHAI GNCKY GTPRQ KWSWK MZMNC NICIO SVAQJ
""".split())
RORO_PLACES = set("""
CNLYG-BASE CNHRS CNALA KZALT KZDOS KZKHG KZNZH KZALA KZTSE KZCIT KZAKX UZTAS UZABL RUMOW RUYEK KGFRU CNMLX RUZAB CNKHG CNIRK KZKPC
KGOSS AZBAK CNLYG-SCO KZZHE THLKR CNTCG KZBAH KZKOV KZKSN KZPPK BYBQT PLMAA
""".split())


def money(country: str, base: float) -> float:
    return round(base * (0.7 if country in CHEAP else 1.6 if country in EUROPE | {"US", "CA", "AU", "JP", "NZ"} else 1.1), 2)


def opening(place: dict) -> tuple[str, bool]:
    """Opening hours and whether shut on public holidays, by kind and country."""
    kind, country = place["kind"], place["country"]
    if kind in ("seaport", "bulk_port", "border_station", "road_border", "rail_junction", "rail_hub"):
        return "24/7", False
    if kind in ("elevator", "grain_origin"):
        return "Mo-Sa 08:00-20:00", True
    if kind == "city":
        return "Mo-Fr 08:00-18:00", True
    if country in ("CN", "LA", "VN", "TH", "MY"):
        return "24/7", False
    if country in EUROPE:
        return "Mo-Fr 06:00-22:00;Sa 06:00-14:00", True
    return "Mo-Su 08:00-20:00", False


WORDS = {
    "container_terminal": ("{} container terminal", "{}集装箱码头", "Контейнерный терминал: {}", "Контейнер терминалы: {}"),
    "bulk_terminal": ("{} bulk berths", "{}散货泊位", "Насыпной терминал: {}", "Үйме жүк терминалы: {}"),
    "roro_terminal": ("{} vehicle berths", "{}滚装泊位", "Терминал ро-ро: {}", "Ро-ро терминалы: {}"),
    "intermodal_terminal": ("{} rail container yard", "{}铁路集装箱场站", "Железнодорожный контейнерный терминал: {}", "Теміржол контейнер терминалы: {}"),
    "transfer_yard": ("{} transfer yard", "{}换装场", "Перегрузочный двор: {}", "Ауыстырып тиеу ауласы: {}"),
    "goods_yard": ("{} goods yard", "{}货场", "Грузовой двор: {}", "Жүк ауласы: {}"),
    "elevator": ("{} grain elevator", "{}粮库", "Элеватор: {}", "Элеватор: {}"),
    "road_terminal": ("{} truck terminal", "{}公路货运站", "Автомобильный терминал: {}", "Автокөлік терминалы: {}"),
    "consignee_site": ("{} site", "{}现场", "Площадка: {}", "Алаң: {}"),
}


def generic(place: dict, main_port: bool) -> list[tuple[str, str, list[str]]]:
    """Facilities of a place by its kind: suffix, facility kind, forms."""
    kind, code = place["kind"], place["place_id"]
    bulk = ["bulk"] if code in BULK_PLACES else []
    roro = ["roro"] if code in RORO_PLACES else []
    if kind == "area":
        return []
    if kind == "seaport":
        out = [("C", "container_terminal", ["box", "reefer"])]
        if bulk:
            out.append(("B", "bulk_terminal", ["bulk"]))
        if main_port or code in RORO_PORTS:
            out.append(("R", "roro_terminal", ["roro"]))
        return out
    if kind == "bulk_port":
        out = [("B", "bulk_terminal", ["bulk"])]
        if code in BOX_AT_BULK_PORTS:
            out.append(("C", "container_terminal", ["box", "reefer"]))
        if code in RORO_PORTS:
            out.append(("R", "roro_terminal", ["roro"]))
        return out
    if kind in ("elevator", "grain_origin"):
        return [("E", "elevator", ["box", "bulk"] + (["reefer"] if kind == "grain_origin" else []) + roro)]
    if kind == "city":
        return [("S", "consignee_site", ["box", "reefer"] + roro)]
    if kind == "road_border":
        return [("T", "road_terminal", ["box", "reefer"] + roro)]
    if kind == "border_station":
        return [("T", "transfer_yard", ["box", "reefer"] + bulk + roro)]
    if kind in ("rail_terminal", "dry_port", "logistics_park", "rail_hub"):
        return [("T", "intermodal_terminal", ["box", "reefer"] + bulk + roro)]
    return [("T", "goods_yard", ["box", "reefer"] + bulk + roro)]


# form at a facility kind: unload hours, load hours, units or tonnes an hour, price, price per
HANDLING = {
    "container_terminal": {"box": (3, 3, 60, 75, "unit"), "reefer": (3, 3, 60, 105, "unit")},
    "bulk_terminal": {"bulk": (6, 6, 700, 3.8, "t")},
    "roro_terminal": {"roro": (3, 3, 60, 35, "unit")},
    "intermodal_terminal": {"box": (3, 3, 30, 45, "unit"), "reefer": (3, 3, 30, 60, "unit"), "bulk": (8, 8, 120, 3.2, "t"), "roro": (3, 3, 20, 40, "unit")},
    "transfer_yard": {"box": (1, 1, 40, 35, "unit"), "reefer": (1, 1, 40, 48, "unit"), "bulk": (4, 4, 180, 4, "t"), "roro": (2, 2, 20, 40, "unit")},
    "goods_yard": {"box": (4, 4, 12, 50, "unit"), "reefer": (4, 4, 12, 65, "unit"), "bulk": (8, 8, 80, 3.5, "t"), "roro": (4, 4, 10, 45, "unit")},
    "elevator": {"box": (4, 6, 6, 55, "unit"), "reefer": (4, 6, 6, 70, "unit"), "bulk": (6, 6, 200, 2.6, "t"), "roro": (4, 4, 6, 45, "unit")},
    "road_terminal": {"box": (2, 2, 20, 40, "unit"), "reefer": (2, 2, 20, 55, "unit"), "roro": (2, 2, 20, 40, "unit")},
    "consignee_site": {"box": (3, 3, 6, 60, "unit"), "reefer": (3, 3, 6, 70, "unit"), "roro": (3, 3, 6, 60, "unit")},
}
# facility kind: free days, storage per TEU and day, per t and day
STORAGE = {
    "container_terminal": (5, 7, None), "bulk_terminal": (7, None, 0.15), "roro_terminal": (5, None, 1.5), "intermodal_terminal": (5, 5, 0.3),
    "transfer_yard": (3, 6, 0.4), "goods_yard": (3, 6, 0.4), "elevator": (20, 3, 0.08), "road_terminal": (2, 10, 1), "consignee_site": (30, 0, 0),
}


def facilities(build) -> None:
    names = build.names()
    known: dict[str, list[dict]] = {}
    for row in read("facilities.csv"):
        known.setdefault(row["place_id"], []).append(row)
    own_handling: dict[str, list[dict]] = {}
    for row in read("handling.csv"):
        own_handling.setdefault(row["facility_id"], []).append(row)
    rows, handling = [], []
    for place in build.tables["places"]:
        code, country = place["place_id"], place["country"]
        if code in known:
            for row in known[code]:
                rows.append(row)
                handling += own_handling[row["facility_id"]]
            continue
        hours, shut = opening(place)
        main_port = code in names
        for suffix, kind, forms in generic(place, main_port):
            facility = f"{code}-{suffix}"
            free, teu, tonne = STORAGE[kind]
            words = dict(zip(("name", "name_zh", "name_ru", "name_kk"), WORDS[kind]))
            row = {
                "facility_id": facility, "place_id": code, "kind": kind, "opening": hours, "closed_on_holidays": shut, "free_days": free,
                "storage_per_teu_day": "" if teu is None else money(country, teu),
                "storage_per_t_day": "" if tonne is None else money(country, tonne), "currency": "USD", "reliability": "modelled",
                "basis": "M", "note": "",
            }
            for column, word in words.items():
                row[column] = word.format(place[column]) if place[column] else ""
            rows.append(row)
            for form in forms:
                unload, load, rate, price, per = HANDLING[kind][form]
                if kind == "container_terminal" and main_port:
                    rate *= 2
                handling.append({
                    "facility_id": facility, "form": form, "unload_hours": unload, "load_hours": load,
                    "customs_hours": CUSTOMS.get(country, CUSTOMS_ELSE), "rate_per_hour": rate, "price": money(country, price),
                    "price_per": per, "currency": "USD", "reliability": "modelled", "basis": "M",
                })
    build.put("facilities", rows)
    build.put("handling", handling)
