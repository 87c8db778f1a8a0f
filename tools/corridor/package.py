#!/usr/bin/env python3
"""Tables of the corridor format and the writer of `datapackage.json`.

    python3 tools/corridor/package.py corridors/tiny corridors/eurasia

writes `datapackage.json` (Tabular Data Package v1) into every folder named. Missing tables get a
header-only file, so that a folder always holds all tables. Standard library only.
The meaning of the columns: docs/corridor-format.md.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

ID = r"[A-Za-z0-9][A-Za-z0-9._+-]*"
ID_PATTERN = f"^{ID}$"
ID_LIST = f"^{ID}(;{ID})*$"
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
GAUGE = "(1000|1067|1435|1520|1668|1676)"
GAUGES = f"^{GAUGE}(;{GAUGE})*$"
FORM = "(box|reefer|bulk|roro)"
FORMS = f"^{FORM}(;{FORM})*$"
HS = r"^[0-9]{2}([0-9]{2}([.][0-9]{2})?)?$"
HS_LIST = r"^[0-9]{2}([0-9]{2}([.][0-9]{2})?)?(;[0-9]{2}([0-9]{2}([.][0-9]{2})?)?)*$"
DANGEROUS = r"^(no|all|[1-9]([.][1-6])?(;[1-9]([.][1-6])?)*)$"
ZONE = r"^[A-Za-z_]+(/[A-Za-z0-9_+-]+)+$"
COUNTRY = "^[A-Z]{2}$"
CURRENCY = "^[A-Z]{3}$"
LOCODE = "^[A-Z]{2}[A-Z2-9]{3}$"
DANGEROUS_CLASSES = r"^(no|[1-9]([.][1-6])?(;[1-9]([.][1-6])?)*)$"
CLASS_LIST = "[1-9]([.][1-6])?(;[1-9]([.][1-6])?)*"
CLASSES = rf"^([*]|{CLASS_LIST})$"
CLASSES_OR_END = rf"^([*]|loco|tail|{CLASS_LIST})$"
NUMBERS = "^[0-9]+(;[0-9]+)*$"
PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

RELIABILITY = ["seen", "mixed", "unverified", "computed", "modelled"]
PLACE_KINDS = [
    "seaport", "bulk_port", "dry_port", "logistics_park", "rail_terminal", "rail_station", "rail_hub",
    "rail_junction", "border_station", "road_border", "grain_origin", "elevator", "city", "area",
]
SERVICE_KINDS = [
    "block_train", "grain_shuttle", "feeder_rail", "liner", "feeder", "ferry", "roro", "bulk_voyage",
    "truck", "rail_road", "rail_sea",
]
TRACK_KINDS = ["work", "reception", "departure", "storage"]
BLOCK_PURPOSES = ["mixed", "laden", "empty"]
BILLABLE_ACTS = [
    "lift_rail", "lift_ship", "lift_truck", "ship_direct", "gauge_change", "storage", "plugging", "power",
    "weighing", "gate", "train", "berth", "stuffing", "stripping", "goods_in", "goods_out",
    "goods_storage", "grain_in", "grain_out", "grain_storage", "drying",
]
SEPARATION_RULES = ["not_on_one_wagon", "wagons_between", "not_in_one_train"]
EQUIPMENT_KINDS = [
    "rail_gantry", "yard_gantry", "quay_crane", "reach_stacker", "empty_handler", "grain_loader", "forklift",
]
STATUS = ["open", "opening", "restricted", "planned", "closed"]


def string(pattern=None, enum=None, required=False, unique=False):
    field = {"type": "string"}
    constraints = {}
    if required:
        constraints["required"] = True
    if unique:
        constraints["unique"] = True
    if pattern:
        constraints["pattern"] = pattern
    if enum:
        constraints["enum"] = enum
    if constraints:
        field["constraints"] = constraints
    return field


def number(minimum=None, maximum=None, required=False, kind="number"):
    field = {"type": kind}
    constraints = {}
    if required:
        constraints["required"] = True
    if minimum is not None:
        constraints["minimum"] = minimum
    if maximum is not None:
        constraints["maximum"] = maximum
    if constraints:
        field["constraints"] = constraints
    return field


def integer(minimum=None, maximum=None, required=False):
    return number(minimum, maximum, required, "integer")


def date(required=False):
    field = {"type": "date"}
    if required:
        field["constraints"] = {"required": True}
    return field


def yes_no(required=True):
    field = {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    if required:
        field["constraints"] = {"required": True}
    return field


def key():
    return string(ID_PATTERN, required=True)


def ref(required=True):
    return string(ID_PATTERN, required=required)


TEXT = string()
NAME = string(required=True)
BASIS = string(ID_LIST, required=True)
REL = string(enum=RELIABILITY, required=True)
MONEY = number(0)
CUR = string(CURRENCY)

NAMES = [("name", NAME), ("name_zh", TEXT), ("name_ru", TEXT), ("name_kk", TEXT)]
SOURCED = [("reliability", REL), ("basis", BASIS)]
NOTED = [*SOURCED, ("note", TEXT)]

# table -> (title, fields, primary key, foreign keys as (column, table, column))
TABLES = {
    "places": ("Places", [
        ("place_id", key()), *NAMES, ("unlocode", string(LOCODE)), ("country", string(COUNTRY, required=True)),
        ("area_id", ref(False)), ("lat", number(-90, 90, True)), ("lon", number(-180, 180, True)),
        ("kind", string(enum=PLACE_KINDS, required=True)), ("gauges", string(GAUGES)),
        ("time_zone", string(ZONE, required=True)), *SOURCED, ("note", TEXT),
    ], ["place_id"], [("area_id", "", "place_id")]),
    "facilities": ("Facilities: where cargo is loaded, unloaded, changed and stored", [
        ("facility_id", key()), ("place_id", ref()), *NAMES, ("kind", string(ID_PATTERN, required=True)),
        ("opening", string(required=True)), ("closed_on_holidays", yes_no()), ("free_days", number(0)),
        ("storage_per_teu_day", MONEY), ("storage_per_t_day", MONEY), ("currency", CUR), *SOURCED, ("note", TEXT),
    ], ["facility_id"], [("place_id", "places", "place_id"), ("currency", "currencies", "currency")]),
    "handling": ("Handling: hours and prices of a form at a facility", [
        ("facility_id", ref()), ("form", string(f"^{FORM}$", required=True)), ("unload_hours", number(0, 1000, True)),
        ("load_hours", number(0, 1000, True)), ("customs_hours", number(0, 1000)), ("rate_per_hour", number(0)),
        ("price", MONEY), ("price_per", string(enum=["unit", "teu", "t"])), ("currency", CUR), *SOURCED,
    ], ["facility_id", "form"], [("facility_id", "facilities", "facility_id"), ("currency", "currencies", "currency")]),
    "links": ("Links: infrastructure", [
        ("link_id", key()), ("from", ref()), ("to", ref()), ("mode", string(enum=["rail", "road", "sea"], required=True)),
        ("km", number(0, 40000, True)), ("gauges", string(GAUGES)), ("tracks", integer(1, 8)), ("traction", TEXT),
        ("daily_km_low", number(0)), ("daily_km_typ", number(0)), ("daily_km_high", number(0)), ("owner", TEXT),
        ("status", string(enum=STATUS, required=True)), *SOURCED, ("note", TEXT),
    ], ["link_id"], [("from", "places", "place_id"), ("to", "places", "place_id")]),
    "crossings": ("Crossings: border, gauge-change, port and sea-passage nodes", [
        ("crossing_id", key()), *NAMES,
        ("kind", string(enum=["rail_border", "road_border", "port", "passage"], required=True)),
        ("from", ref(False)), ("to", ref(False)),
        ("mode", string(enum=["rail", "road", "sea", "ferry"], required=True)), ("gauges", string(GAUGES)),
        ("status", string(enum=STATUS, required=True)), ("capacity_unit", TEXT), ("capacity_per_day", number(0)),
        ("average_per_day", number(0)), ("peak_per_day", number(0)), ("transfer_hours", number(0)),
        ("crossing_hours", number(0)), ("clearance_hours", number(0)), ("opening", TEXT), *SOURCED, ("note", TEXT),
    ], ["crossing_id"], [("from", "places", "place_id"), ("to", "places", "place_id")]),
    "services": ("Services", [
        ("service_id", key()), *NAMES, ("kind", string(enum=SERVICE_KINDS, required=True)), ("operator", TEXT),
        ("published_days_min", number(0)), ("published_days_typ", number(0)), ("published_days_max", number(0)),
        *SOURCED, ("note", TEXT),
    ], ["service_id"], []),
    "sections": ("Sections of a service, cut at every change of gauge, vehicle or mode", [
        ("section_id", key()), ("service_id", ref()), ("seq", integer(1, None, True)),
        ("mode", string(enum=["rail", "sea", "ferry", "road", "barge"], required=True)),
        ("gauge_mm", integer(600, 1700)), ("vehicle", TEXT), ("forms", string(FORMS, required=True)),
        ("crossings", string(ID_LIST)), ("capacity_teu", number(0)), ("capacity_wagons", number(0)),
        ("capacity_t", number(0)), ("reefer_plugs", integer(0)), ("deck_m", number(0)), ("parcel_min_t", number(0)),
        ("dangerous", string(DANGEROUS)), ("factor_id", ref(False)), ("delay_id", ref(False)), *SOURCED,
    ], ["section_id"], [("service_id", "services", "service_id"), ("factor_id", "emission_factors", "factor_id"),
                        ("delay_id", "delays", "delay_id")]),
    "calls": ("Calls of a section", [
        ("section_id", ref()), ("seq", integer(1, None, True)), ("place_id", ref()), ("arrive_day", integer(-1)),
        ("arrive", string(TIME)), ("depart_day", integer(-1)), ("depart", string(TIME)), ("cutoff_hours", number(0)),
        ("board", yes_no()), ("alight", yes_no()), ("km", number(0)), ("via", string(ID_LIST)),
        ("reliability", string(enum=RELIABILITY)), ("basis", string(ID_LIST)),
    ], ["section_id", "seq"], [("section_id", "sections", "section_id"), ("place_id", "places", "place_id")]),
    "connections": ("Connections joining the sections of one service", [
        ("connection_id", key()), ("service_id", ref()), ("from_section", ref()), ("to_section", ref()),
        ("kind", string(enum=["gauge_change", "vehicle_change", "mode_change"], required=True)),
        ("crossing_id", ref(False)), ("hours_min", number(0, None, True)), ("handlings", integer(0, 10, True)),
        ("capacity_per_day", number(0)), ("risk", number(0, 1)), *SOURCED,
    ], ["connection_id"], [("service_id", "services", "service_id"), ("from_section", "sections", "section_id"),
                           ("to_section", "sections", "section_id"), ("crossing_id", "crossings", "crossing_id")]),
    "patterns": ("Operating patterns", [
        ("pattern_id", key()), ("service_id", ref()), ("weekdays", string("^1?2?3?4?5?6?7?$")),
        ("every_days", integer(1, 400)), ("anchor", date()), ("shift_minutes", integer(-1440, 10080)),
        ("valid_from", date()), ("valid_to", date()), *SOURCED,
    ], ["pattern_id"], [("service_id", "services", "service_id")]),
    "exceptions": ("Exceptions of patterns", [
        ("pattern_id", ref()), ("date", date(True)), ("kind", string(enum=["cancelled", "extra"], required=True)),
        ("note", TEXT),
    ], ["pattern_id", "date"], [("pattern_id", "patterns", "pattern_id")]),
    "drayages": ("Drayages: moves at any time between near places", [
        ("drayage_id", key()), ("from", ref()), ("to", ref()),
        ("mode", string(enum=["road", "barge", "rail"], required=True)), ("km", number(0, 5000, True)),
        ("hours", number(0, 1000, True)), ("forms", string(FORMS, required=True)), ("price", MONEY),
        ("price_per", string(enum=["unit", "teu", "t"])), ("currency", CUR), ("factor_id", ref(False)),
        ("both_ways", yes_no()), *SOURCED, ("note", TEXT),
    ], ["drayage_id"], [("from", "places", "place_id"), ("to", "places", "place_id"),
                        ("currency", "currencies", "currency"), ("factor_id", "emission_factors", "factor_id")]),
    "unit_types": ("Unit types", [
        ("unit_type", key()), *NAMES, ("form", string(f"^{FORM}$", required=True)), ("teu", number(0)),
        ("payload_t", number(0)), ("volume_m3", number(0)), ("wagons", number(0)), ("lane_m", number(0)),
        ("plugs", number(0)), *SOURCED,
    ], ["unit_type"], []),
    "commodities": ("Commodities by HS code; a two-digit row is the chapter's fallback", [
        ("hs", string(HS, required=True)), *NAMES, ("unit_types", string(ID_LIST, required=True)),
        ("stowage_m3_per_t", number(0)), ("temperature_min", number(-80, 60)), ("temperature_max", number(-80, 60)),
        ("dangerous_class", string(r"^[1-9]([.][1-6])?$")), ("value_per_t", MONEY), ("currency", CUR),
        ("quarantine", yes_no()), *SOURCED, ("note", TEXT),
    ], ["hs"], [("currency", "currencies", "currency")]),
    "commodity_units": ("Tonnes of a commodity in one unit", [
        ("hs", string(HS, required=True)), ("unit_type", ref()), ("t_per_unit", number(0, None, True)), *SOURCED,
    ], ["hs", "unit_type"], [("hs", "commodities", "hs"), ("unit_type", "unit_types", "unit_type")]),
    "tariffs": ("Tariffs of sections", [
        ("tariff_id", key()), ("section_id", ref()), ("form", string(f"^{FORM}$", required=True)),
        ("per", string(enum=["teu", "unit", "t", "lane_m"], required=True)), ("fixed", number(0, None, True)),
        ("per_km", number(0, None, True)), ("currency", string(CURRENCY, required=True)), ("valid_from", date()),
        ("valid_to", date()), *SOURCED,
    ], ["tariff_id"], [("section_id", "sections", "section_id"), ("currency", "currencies", "currency")]),
    "restrictions": ("Dated restrictions", [
        ("restriction_id", key()), ("target", string(enum=["crossing", "place", "section", "service"], required=True)),
        ("target_id", ref()), ("effect", string(enum=["closed", "ban", "quota"], required=True)),
        ("hs", string(HS_LIST)), ("forms", string(FORMS)), ("per_day", number(0)), ("valid_from", date()),
        ("valid_to", date()), ("reason", NAME), ("reason_zh", TEXT), ("reason_ru", TEXT), ("reason_kk", TEXT), *SOURCED,
    ], ["restriction_id"], []),
    "delays": ("Delay distributions: minutes late at percentiles", [
        ("delay_id", key()), ("name", NAME),
        *[(p, number(-1440, None, True)) for p in ("p10", "p50", "p80", "p90", "p95", "p99", "max")], *SOURCED,
    ], ["delay_id"], []),
    "emission_factors": ("Emission factors, well to wheel", [
        ("factor_id", key()), ("name", NAME), ("kind", string(enum=["mode", "hub"], required=True)),
        ("g_per_tkm", number(0)), ("g_per_t", number(0)), ("scope", NAME), ("year", integer(1990, 2100)),
        ("licence", TEXT), *SOURCED,
    ], ["factor_id"], []),
    "currencies": ("Currencies", [
        ("currency", string(CURRENCY, required=True)), ("per_usd", number(0, None, True)), ("date", date(True)), *SOURCED,
    ], ["currency"], []),
    "holidays": ("Public holidays", [
        ("country", string(COUNTRY, required=True)), ("date", date(True)), ("name", NAME),
    ], ["country", "date"], []),
    "claims": ("Published figures", [
        ("claim_id", key()), ("publication", NAME), ("subject", NAME), ("value", TEXT), ("value_max", TEXT),
        ("unit", TEXT), ("qualifier", TEXT), ("rule", string(r"^[a-z][a-z0-9_]*$")), ("args", TEXT),
        ("judgement", TEXT), ("reason", TEXT),
    ], ["claim_id"], []),
    "sources": ("Sources", [("source_id", key()), ("what", NAME), ("url", TEXT)], ["source_id"], []),
    "lane_nodes": ("Nodes of the sea lane network", [
        ("node_id", key()), ("lat", number(-90, 90, True)), ("lon", number(-360, 360, True)),
    ], ["node_id"], []),
    "lanes": ("Sea lanes", [
        ("lane_id", key()), ("from", ref()), ("to", ref()), ("km", number(0, 20000, True)),
        ("passage", string(r"^[a-z][a-z0-9_]*$")),
    ], ["lane_id"], [("from", "lane_nodes", "node_id"), ("to", "lane_nodes", "node_id")]),
    "port_checks": ("Coordinates of the same UN/LOCODE in further sources", [
        ("unlocode", string(LOCODE, required=True)), ("source", string(required=True)), ("lat", number(-90, 90, True)),
        ("lon", number(-180, 180, True)),
    ], ["unlocode", "source"], []),
    "volumes": ("Published series", [
        ("series", key()), ("period", NAME), ("value", number(None, None, True)), ("unit", NAME), ("note", TEXT), *SOURCED,
    ], None, []),
    "queue_events": ("Dated disruptions", [
        ("date", string(PARTIAL_DATE, required=True)), ("crossing_id", ref()), ("event", NAME), *SOURCED,
    ], ["date", "crossing_id"], [("crossing_id", "crossings", "crossing_id")]),
    "grain_seasonality": ("Seasonality of grain traffic, mean 1", [
        ("month", integer(1, 12, True)), ("index_mean_1", number(0, None, True)), *SOURCED,
    ], ["month"], []),
    "hubs": ("Hubs: facilities that one dispatch runs", [
        ("hub_id", key()), *NAMES, ("place_id", ref()), ("facilities", string(ID_LIST, required=True)),
        ("railways", string(ID_LIST, required=True)), ("time_zone", string(ZONE, required=True)), ("shifts", string(NUMBERS, required=True)), *NOTED,
    ], ["hub_id"], [("place_id", "places", "place_id")]),
    "berths": ("Berths of a hub", [
        ("berth_id", key()), ("facility_id", ref()), *NAMES, ("from_m", number(0, None, True)),
        ("length_m", number(0, None, True)), ("depth_m", number(0, None, True)), ("ramp", yes_no()), *NOTED,
    ], ["berth_id"], [("facility_id", "facilities", "facility_id")]),
    "tracks": ("Tracks of a hub", [
        ("track_id", key()), ("facility_id", ref()), *NAMES, ("kind", string(enum=TRACK_KINDS, required=True)),
        ("gauges", string(GAUGES, required=True)), ("usable_m", number(0, None, True)), ("grain", yes_no()), *NOTED,
    ], ["track_id"], [("facility_id", "facilities", "facility_id")]),
    "yard_blocks": ("Blocks of a hub's container yard", [
        ("block_id", key()), ("facility_id", ref()), *NAMES, ("bays", integer(0, None, True)),
        ("rows", integer(0, None, True)), ("tiers", integer(0, None, True)), ("plug_bays", integer(0, None, True)),
        ("dangerous", string(DANGEROUS_CLASSES)), ("purpose", string(enum=BLOCK_PURPOSES, required=True)),
        ("east_m", number(0, None, True)), ("north_m", number(0, None, True)), *NOTED,
    ], ["block_id"], [("facility_id", "facilities", "facility_id")]),
    "gates": ("Gates for trucks", [
        ("gate_id", key()), ("facility_id", ref()), *NAMES, ("lanes_in", integer(0, None, True)),
        ("lanes_out", integer(0, None, True)), *NOTED,
    ], ["gate_id"], [("facility_id", "facilities", "facility_id")]),
    "warehouses": ("Warehouses of a hub", [
        ("warehouse_id", key()), ("facility_id", ref()), *NAMES, ("bays", integer(0, None, True)),
        ("bay_load_t", number(0, None, True)), ("bonded", yes_no()), ("temperature_min", number(-60, 60)),
        ("temperature_max", number(-60, 60)), *NOTED,
    ], ["warehouse_id"], [("facility_id", "facilities", "facility_id")]),
    "silo_cells": ("Cells of a hub's silo", [
        ("cell_id", key()), ("facility_id", ref()), *NAMES, ("capacity_t", number(0, None, True)),
        ("commodities", string(HS_LIST)), *NOTED,
    ], ["cell_id"], [("facility_id", "facilities", "facility_id")]),
    "equipment": ("Equipment of a hub and what it reaches", [
        ("equipment_id", key()), ("facility_id", ref()), *NAMES, ("kind", string(enum=EQUIPMENT_KINDS, required=True)),
        ("lift_t", number(0, None, True)), ("moves_per_hour", integer(0, None, True)), ("tracks", string(ID_LIST)),
        ("blocks", string(ID_LIST)), ("berths", string(ID_LIST)), ("warehouses", string(ID_LIST)), *NOTED,
    ], ["equipment_id"], [("facility_id", "facilities", "facility_id")]),
    "wagon_types": ("Types of wagons", [
        ("wagon_type_id", key()), *NAMES, ("gauge_mm", integer(600, 1700, True)), ("length_m", number(0, None, True)),
        ("tare_t", number(0, None, True)), ("payload_t", number(0, None, True)), ("axles", integer(0, None, True)),
        ("slots", integer(0, None, True)), ("long_from", string(NUMBERS)), ("grain", yes_no()),
        ("power_points", integer(0, 255)), *NOTED,
    ], ["wagon_type_id"], []),
    "railways": ("Loading rules of railways", [
        ("railway_id", key()), *NAMES, ("gauge_mm", integer(600, 1700, True)), ("train_length_m", number(0, None, True)),
        ("train_mass_t", number(0, None, True)), ("axle_load_t", number(0, None, True)),
        ("pair_difference_t", number(0, None, True)), ("bogie_difference_t", number(0, None, True)),
        ("pair_one_destination", yes_no()), ("empty_platforms", yes_no()), *NOTED,
    ], ["railway_id"], []),
    "hub_tariffs": ("What hubs charge", [
        ("line_id", key()), ("hub_id", ref()), ("act", string(enum=BILLABLE_ACTS, required=True)),
        ("size", string(enum=["20", "40"])), ("fill", string(enum=["laden", "empty"])), ("from_day", integer(1, 1000)),
        ("currency", string(CURRENCY, required=True)), ("price", number(0, None, True)), ("valid_from", date()),
        ("valid_to", date()), *NOTED,
    ], ["line_id"], [("hub_id", "hubs", "hub_id"), ("currency", "currencies", "currency")]),
    "railway_separations": ("Dangerous goods that railways keep apart within a train", [
        ("railway_id", ref()), ("one", string(CLASSES, required=True)), ("other", string(CLASSES_OR_END, required=True)),
        ("rule", string(enum=SEPARATION_RULES, required=True)), ("wagons", integer(1, 50)), *NOTED,
    ], ["railway_id", "one", "other", "rule"], [("railway_id", "railways", "railway_id")]),
}


def columns(table: str) -> list[str]:
    """Column names of a table, in the order of the format."""
    return [name for name, _ in TABLES[table][1]]


def schema(table: str) -> dict:
    _, fields, primary, foreign = TABLES[table]
    out = {"fields": [{"name": name, **field} for name, field in fields], "missingValues": [""]}
    if primary:
        out["primaryKey"] = primary
    if foreign:
        out["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [target]}}
            for column, other, target in foreign
        ]
    return out


def write_csv(path: Path, header: list[str], rows: list[dict]) -> None:
    """One table: header row, LF, quotes only where needed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            unknown = set(row) - set(header)
            if unknown:
                raise ValueError(f"{path.name}: unknown columns {sorted(unknown)}")
            writer.writerow([text(row.get(column, "")) for column in header])


def text(value) -> str:
    """A cell: numbers without a trailing .0, lists joined by `;`, booleans as yes / no."""
    if value is None:
        return ""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))
    if isinstance(value, (list, tuple)):
        return ";".join(text(item) for item in value)
    return str(value)


def descriptor(folder: Path) -> dict:
    """The Data Package of a folder; its own words come from `package.meta.json` when there is one."""
    meta_file = folder / "package.meta.json"
    meta = json.loads(meta_file.read_text(encoding="utf-8")) if meta_file.exists() else {}
    out = {
        "profile": "tabular-data-package",
        "name": meta.get("name", f"landbridge-corridor-{folder.name}"),
        "title": meta.get("title", f"Landbridge corridor: {folder.name}"),
    }
    for word in ("description", "version", "licenses"):
        if word in meta:
            out[word] = meta[word]
    out["resources"] = []
    for table, (title, _, _, _) in TABLES.items():
        out["resources"].append({
            "name": table,
            "title": title,
            "path": f"{table}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "quoteChar": "\"", "doubleQuote": True, "lineTerminator": "\n", "header": True},
            "schema": schema(table),
        })
    return out


def write(folder: Path) -> None:
    for table in TABLES:
        path = folder / f"{table}.csv"
        if not path.exists():
            write_csv(path, columns(table), [])
    target = folder / "datapackage.json"
    target.write_text(json.dumps(descriptor(folder), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0 if arguments else 2
    for argument in arguments:
        folder = Path(argument)
        if not folder.is_dir():
            print(f"package.py: no folder {argument}", file=sys.stderr)
            return 2
        write(folder)
        print(f"{folder / 'datapackage.json'}: {len(TABLES)} tables")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
