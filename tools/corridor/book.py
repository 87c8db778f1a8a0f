"""The timetable tables under construction: rows, local times, patterns, tariffs; written sorted, same bytes twice."""

import csv
import datetime
import math
import os
import zlib

from opening import open_days

HERE = os.path.dirname(os.path.abspath(__file__))

COLUMNS = {
    "services": "service_id,name,name_zh,name_ru,name_kk,kind,operator,published_days_min,published_days_typ,"
    "published_days_max,reliability,basis,note",
    "sections": "section_id,service_id,seq,mode,gauge_mm,vehicle,forms,crossings,capacity_teu,capacity_wagons,capacity_t,"
    "reefer_plugs,deck_m,parcel_min_t,dangerous,factor_id,delay_id,reliability,basis",
    "calls": "section_id,seq,place_id,arrive_day,arrive,depart_day,depart,cutoff_hours,board,alight,km,via,"
    "reliability,basis",
    "connections": "connection_id,service_id,from_section,to_section,kind,crossing_id,hours_min,handlings,"
    "capacity_per_day,risk,reliability,basis",
    "patterns": "pattern_id,service_id,weekdays,every_days,anchor,shift_minutes,valid_from,valid_to,reliability,basis",
    "exceptions": "pattern_id,date,kind,note",
    "tariffs": "tariff_id,section_id,form,per,fixed,per_km,currency,valid_from,valid_to,reliability,basis",
    "drayages": "drayage_id,from,to,mode,km,hours,forms,price,price_per,currency,factor_id,both_ways,reliability,basis,note",
}
COLUMNS = {k: v.split(",") for k, v in COLUMNS.items()}

VALID_FROM = "2025-01-01"
# New Year's days of the lunar calendar: block trains that start in China do not leave.
CHINESE_NEW_YEAR = ("2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13")

KIND_WORDS = {
    "block_train": ("集装箱班列", "контейнерный поезд", "контейнерлік пойыз"),
    "grain_shuttle": ("粮食班列", "зерновой поезд", "астық пойызы"),
    "feeder_rail": ("铁路支线班列", "подвозной поезд", "жеткізуші пойыз"),
    "liner": ("集装箱班轮", "контейнерная линия", "контейнерлік желі"),
    "feeder": ("支线船", "фидерная линия", "фидерлік желі"),
    "ferry": ("渡轮", "паром", "паром"),
    "roro": ("滚装航线", "ро-ро линия", "ро-ро желісі"),
    "bulk_voyage": ("散货航次", "балкерный рейс", "балкер рейсі"),
    "truck": ("卡车运输", "автоперевозка", "автотасымал"),
    "rail_road": ("铁公联运", "железнодорожно-автомобильная линия", "теміржол-автокөлік желісі"),
    "barge": ("驳船", "баржевая линия", "баржа желісі"),
    "rail_sea": ("铁海联运", "железнодорожно-морская линия", "теміржол-теңіз желісі"),
}

# Names in service names where the part before a bracket is not enough.
SHORT = {
    "CNLYG-BASE": {"name": "Lianyungang base", "name_zh": "连云港中哈基地", "name_ru": "База Ляньюньган", "name_kk": "Ляньюньган базасы"},
}


def crc(text):
    """A fixed number for a text: the only 'random' choice made here."""
    return zlib.crc32(text.encode("utf-8"))


def plain(value, decimals):
    """A number without trailing zeros."""
    text = "%.*f" % (decimals, value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def up5(minutes):
    """Up to the next five minutes."""
    return int(math.ceil(minutes / 5.0 - 1e-9)) * 5


def shift_step(service_id, weekdays, passes):
    """Minutes between the patterns of a service: evenly over the day, or as far apart as the borders' hours let them be."""
    for step in range(1440 // len(weekdays) // 10 * 10, 0, -10):
        if all(set(days) <= set(open_days(passes, n * step)) for n, days in enumerate(weekdays)):
            return step
    raise SystemExit("the borders' hours are too short for its departures: " + service_id)


class Stop:
    """A call in absolute minutes since midnight of the service date at the first place's clock."""

    __slots__ = ("place", "arrive", "depart", "cutoff", "board", "alight", "km", "via")

    def __init__(self, place, arrive=None, depart=None, cutoff=None, board=False, alight=False, km=None, via=()):
        self.place, self.arrive, self.depart, self.cutoff = place, arrive, depart, cutoff
        self.board, self.alight, self.km, self.via = board, alight, km, tuple(via)


class Book:
    def __init__(self, places, facts_dir):
        self.places = places
        self.facts_dir = facts_dir
        self.rows = {name: [] for name in COLUMNS}
        self.services = {}
        self.first_place = {}
        self.report = []
        with open(os.path.join(HERE, "zone_offsets.csv"), encoding="utf-8", newline="") as f:
            self.seasons = {r["zone"]: (int(r["january"]), int(r["july"]), int(r["ramadan"])) for r in csv.DictReader(f)}

    # -- places -----------------------------------------------------------------------------------------------------

    def at(self, place):
        row = self.places[place]
        return (float(row["lat"]), float(row["lon"]))

    def offset(self, place):
        """Standard time of the place in minutes; daylight saving shifts a summer call by its hour, as real clocks do."""
        january, july, _ = self.seasons[self.places[place]["time_zone"]]
        return min(january, july)

    def season_shifts(self, a, b):
        """Minutes that a run from a to b takes longer than planned by the clocks of each season (summer time of one side)."""
        here, there = (self.seasons[self.places[p]["time_zone"]] for p in (a, b))
        shifts = {(x - self.offset(a)) - (y - self.offset(b)) for x, y in zip(here, there)}
        return sorted(shifts | {0})

    def run_minutes(self, a, b, km, minutes, low, high):
        """Minutes of a run, moved as little as needed so that it lies between two speeds (km/h) in every season."""
        shifts = self.season_shifts(a, b)
        if shifts == [0]:
            return minutes
        least = max(km / high * 60.0 - s for s in shifts)
        most = min(km / low * 60.0 - s for s in shifts)
        if least > most:  # too near: never too fast
            return up5(least)
        value = min(max(minutes, least), most)
        five = up5(value)
        return five if five <= most else int(most // 5) * 5 if int(most // 5) * 5 >= least else value

    def is_caspian(self, place):
        lat, lon = self.at(place)
        return 36.3 < lat < 47.3 and 46.5 < lon < 55.0 and self.places[place]["kind"] in ("seaport", "bulk_port")

    def label(self, place, column="name"):
        if place in SHORT:
            return SHORT[place][column]
        text = self.places[place].get(column, "") or ""
        for sign in ("(", "/", "（"):
            text = text.split(sign)[0]
        return text.strip()

    # -- rows -------------------------------------------------------------------------------------------------------

    def service(self, service_id, kind, ends, name=None, operator="", published=("", "", ""), reliability="modelled",
                basis="M", note="", middle=(), word=None):
        """One service; `ends` and the word of its kind name it in the other languages."""
        if service_id in self.services:
            raise SystemExit("service twice: " + service_id)
        row = {"service_id": service_id, "kind": kind, "operator": operator, "reliability": reliability, "basis": basis, "note": note}
        route = [ends[0]] + list(middle) + [ends[1]]
        row["name"] = name or " - ".join(self.label(p) for p in route)
        for column, word in zip(("name_zh", "name_ru", "name_kk"), KIND_WORDS[word or kind]):
            words = [self.label(p, column) for p in route]
            row[column] = "%s %s" % (" - ".join(words), word) if all(words) else ""
        for column, value in zip(("published_days_min", "published_days_typ", "published_days_max"), published):
            row[column] = value
        self.rows["services"].append(row)
        self.services[service_id] = row
        return row

    def section(self, service_id, seq, mode, stops, gauge="", vehicle="", forms=(), crossings=(), teu=0, wagons=0, tonnes=0,
                plugs=0, deck=0, parcel=0, dangerous="no", factor="", delay="", reliability="modelled", basis="M", named=()):
        """One section and its calls. `named`: places where a source says that this service works cargo; elsewhere calls are modelled."""
        section_id = "%s.%d" % (service_id, seq)
        blank = lambda n: plain(n, 1) if n else ""
        self.rows["sections"].append({
            "section_id": section_id, "service_id": service_id, "seq": seq, "mode": mode, "gauge_mm": gauge or "",
            "vehicle": vehicle, "forms": ";".join(forms), "crossings": ";".join(crossings), "capacity_teu": blank(teu),
            "capacity_wagons": blank(wagons), "capacity_t": blank(tonnes), "reefer_plugs": blank(plugs), "deck_m": blank(deck),
            "parcel_min_t": blank(parcel), "dangerous": dangerous, "factor_id": factor, "delay_id": delay,
            "reliability": reliability, "basis": basis,
        })
        base = self.offset(self.first_place.setdefault(service_id, stops[0].place))
        for n, stop in enumerate(stops):
            known = (reliability, basis) if stop.place in named else ("modelled", "M")
            row = {"section_id": section_id, "seq": n + 1, "place_id": stop.place, "reliability": known[0], "basis": known[1], "board": "yes" if stop.board else "no",
                   "alight": "yes" if stop.alight else "no", "via": ";".join(stop.via), "arrive_day": "", "arrive": "",
                   "depart_day": "", "depart": "", "cutoff_hours": "", "km": ""}
            for column, value in (("arrive", stop.arrive), ("depart", stop.depart)):
                if value is None:
                    continue
                local = value + self.offset(stop.place) - base
                row[column + "_day"] = local // 1440
                row[column] = "%02d:%02d" % (local % 1440 // 60, local % 60)
            if stop.depart is not None and stop.board:
                row["cutoff_hours"] = plain(stop.cutoff, 1) if stop.cutoff is not None else ""
            if n:
                row["km"] = plain(stop.km, 1)
            self.rows["calls"].append(row)
        return section_id

    def connect(self, service_id, seq, kind, crossing, hours, handlings, capacity, risk, reliability, basis):
        self.rows["connections"].append({
            "connection_id": "C-%s.%d" % (service_id, seq), "service_id": service_id, "from_section": "%s.%d" % (service_id, seq),
            "to_section": "%s.%d" % (service_id, seq + 1), "kind": kind, "crossing_id": crossing or "", "hours_min": plain(hours, 1),
            "handlings": handlings, "capacity_per_day": capacity, "risk": plain(risk, 3), "reliability": reliability, "basis": basis,
        })

    def pattern(self, service_id, per_week, reliability="modelled", basis="M", valid_from=VALID_FROM, holiday=False, passes=()):
        """Departures a week as patterns; below one a week as every n days. `passes`: crossings that must be open then."""
        seed = crc(service_id)
        days = open_days(passes)
        if not days:
            raise SystemExit("no weekday finds the borders open: " + service_id)
        specs = []
        if per_week < 1:
            every = max(2, int(round(7.0 / per_week)))
            every = every if len(days) == 7 else -(-every // 7) * 7
            anchor = datetime.date(2025, 1, 1) + datetime.timedelta(days=seed % every)
            while str(anchor.isoweekday()) not in days:
                anchor += datetime.timedelta(days=1)
            specs.append(("", str(every), anchor.isoformat()))
        else:
            daily, rest = divmod(int(round(per_week)), len(days))
            specs += [(days, "", "")] * daily
            if rest:
                some = {days[(seed + i * len(days) // rest) % len(days)] for i in range(rest)}
                specs.append(("".join(sorted(some)), "", ""))
        step = shift_step(service_id, [weekdays for weekdays, _, _ in specs], passes)
        for n, (weekdays, every, anchor) in enumerate(specs):
            pattern_id = "P-%s.%d" % (service_id, n + 1)
            self.rows["patterns"].append({
                "pattern_id": pattern_id, "service_id": service_id, "weekdays": weekdays, "every_days": every, "anchor": anchor,
                "shift_minutes": n * step, "valid_from": valid_from, "valid_to": "",
                "reliability": reliability, "basis": basis,
            })
            if holiday and weekdays:
                for text in CHINESE_NEW_YEAR:
                    if str(datetime.date.fromisoformat(text).isoweekday()) in weekdays:
                        self.rows["exceptions"].append({"pattern_id": pattern_id, "date": text, "kind": "cancelled",
                                                        "note": "Chinese New Year"})

    def tariff(self, section_id, form, per, total, km, reliability="modelled", basis="M", currency="USD"):
        """`total` for the whole section: 15 % fixed, the rest by kilometre."""
        self.rows["tariffs"].append({
            "tariff_id": "T-%s.%s" % (section_id, form), "section_id": section_id, "form": form, "per": per,
            "fixed": "%.2f" % (0.15 * total), "per_km": "%.4f" % (0.85 * total / max(km, 1.0)), "currency": currency,
            "valid_from": VALID_FROM, "valid_to": "", "reliability": reliability, "basis": basis,
        })

    def drayage(self, a, b, mode, km, hours, forms, price, per, factor, both=True, reliability="modelled", basis="M", note=""):
        if a not in self.places or b not in self.places:
            self.report.append("drayage left out, place missing: %s - %s" % (a, b))
            return
        used = {r["drayage_id"] for r in self.rows["drayages"]}
        drayage_id = "D-%s-%s-%s" % (a, b, mode.upper())
        n = 2
        while drayage_id in used:
            drayage_id = "D-%s-%s-%s-%d" % (a, b, mode.upper(), n)
            n += 1
        self.rows["drayages"].append({
            "drayage_id": drayage_id, "from": a, "to": b, "mode": mode, "km": plain(km, 1), "hours": plain(hours, 1),
            "forms": ";".join(forms), "price": plain(price, 2), "price_per": per, "currency": "USD", "factor_id": factor,
            "both_ways": "yes" if both else "no", "reliability": reliability, "basis": basis, "note": note,
        })

    # -- writing ----------------------------------------------------------------------------------------------------

    def write(self, folder):
        order = {
            "services": lambda r: r["service_id"],
            "sections": lambda r: (r["service_id"], int(r["seq"])),
            "calls": lambda r: (r["section_id"].rsplit(".", 1)[0], int(r["section_id"].rsplit(".", 1)[1]), int(r["seq"])),
            "connections": lambda r: (r["service_id"], r["connection_id"]),
            "patterns": lambda r: (r["service_id"], r["pattern_id"]),
            "exceptions": lambda r: (r["pattern_id"], r["date"]),
            "tariffs": lambda r: (r["section_id"], r["form"]),
            "drayages": lambda r: r["drayage_id"],
        }
        counts = {}
        for name, columns in COLUMNS.items():
            rows = sorted(self.rows[name], key=order[name])
            counts[name] = len(rows)
            with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as f:
                w = csv.DictWriter(f, columns, lineterminator="\n", extrasaction="raise")
                w.writeheader()
                w.writerows(rows)
        return counts
