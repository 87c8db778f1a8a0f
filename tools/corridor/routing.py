"""Ways over the fact table `links`: cheapest chain of rail or road links between waypoints, cut where the gauge changes."""

import csv
import heapq
import os

OPEN = ("open", "opening 2025")

# Where boxes change gauge on a border link that both gauges cross, by direction of travel.
BREAK_PLACE = {
    ("CNALA", "KZDOS"): "KZDOS",
    ("KZDOS", "CNALA"): "CNALA",
    ("CNHRS", "KZALT"): "KZALT",
    ("KZALT", "CNHRS"): "CNHRS",
    ("CNRLC", "MNZAU"): "MNZAU",
    ("MNZAU", "CNRLC"): "CNRLC",
    ("CNMLX", "RUZAB"): "RUZAB",
    ("RUZAB", "CNMLX"): "CNMLX",
    ("BYBQT", "PLMAA"): "PLMAA",
    ("PLMAA", "BYBQT"): "BYBQT",
    ("LAVTS", "LATHL"): "LATHL",
    ("LATHL", "LAVTS"): "LAVTS",
    ("GEAKH", "TRKSY"): "GEAKH",
    ("TRKSY", "GEAKH"): "GEAKH",
    ("CNPIN", "VNDDA"): "VNDDA",
    ("VNDDA", "CNPIN"): "CNPIN",
    ("CNKMG", "VNLCA"): "VNLCA",
    ("VNLCA", "CNKMG"): "VNLCA",
    ("TMSER", "IRSRX"): "IRSRX",
    ("IRSRX", "TMSER"): "TMSER",
}

# Crossings whose row names other end points than the link that carries them, and those without a row in the fact table.
PAIR_CROSSING = {
    ("LATHL", "THNKI"): "X-VTE",
    ("KZTOB", "RUKRT"): "X-KRT",
    ("KZAKX", "KZILE"): "X-ILE",
    ("KZILE", "KZURA"): "X-ILE",
    ("RUOMS", "KZPPK"): "X-PPK",
    ("KZPPK", "RUCEK"): "X-PPK",
    ("RUSML", "BYMSQ"): "X-SML",
    ("MNULN", "RUNAU"): "X-NAU",
    ("KZLUG", "KGFRU"): "X-LUG",
}

# Scheduled hours at a crossing that has no row in `crossings` yet.
CROSSING_HOURS = {"X-KRT": 4, "X-ILE": 4, "X-PPK": 4, "X-SML": 2, "X-NAU": 24, "X-LUG": 8}

# Where a train or truck stands for a border without a change of gauge.
STAND_PLACE = {
    "X-SRY": "KZSRY",
    "X-BOL": "KZBOL",
    "X-INC": "IRINC",
    "X-MHN": "CNMHN",
    "X-KRT": "RUKRT",
    "X-ILE": "KZILE",
    "X-PPK": "KZPPK",
    "X-SML": "RUSML",
    "X-NAU": "RUNAU",
    "X-LUG": "KZLUG",
    "X-NZH": "KZNZH",
    "X-IRK": "CNIRK",
    "X-BAHR": "KZBAH",
}

# Borders that have no crossing row at all: hours stood at the place.
PLAIN_BORDER = {
    ("rail", "AZBYK", "GETBS"): ("AZBYK", 8.0),
    ("rail", "UZAND", "KGOSS"): ("UZAND", 6.0),
    ("rail", "UZBHK", "TMTUR"): ("TMTUR", 12.0),
    ("rail", "UZTMZ", "TJDYU"): ("UZTMZ", 12.0),
    ("rail", "KZBEY", "UZNVI"): ("KZBEY", 12.0),
    ("rail", "THLKR", "MYPDB"): ("MYPDB", 8.0),
    ("rail", "VNDDA", "VNHAN"): ("VNDDA", 2.0),
    ("road", "KZAKX", "RURNB"): ("RURNB", 4.0),
    ("road", "BYBQT", "PLWAW"): ("BYBQT", 30.0),
    ("road", "CNMHN", "LAVTS"): ("CNMHN", 6.0),
    ("road", "LAVTS", "THLKR"): ("LAVTS", 6.0),
    ("road", "CNTRG", "KGFRU"): ("CNTRG", 24.0),
    ("road", "KZCIT", "UZTAS"): ("KZCIT", 12.0),
    ("road", "CNNNG", "VNHAN"): ("VNHAN", 8.0),
    ("road", "AZALT", "GETBS"): ("GETBS", 24.0),
}


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def number(text, default=0.0):
    try:
        return float(text)
    except (TypeError, ValueError):
        return default


class Link:
    __slots__ = ("id", "a", "b", "mode", "km", "gauges", "traction", "low", "typ", "high", "owner")

    def __init__(self, row):
        self.id, self.a, self.b, self.mode = row["link_id"], row["from"], row["to"], row["mode"]
        self.km = number(row["km"])
        gauges = row.get("gauge_mm") or row.get("gauges") or ""
        self.gauges = frozenset(int(g) for g in gauges.replace(";", "/").split("/") if g.isdigit())
        self.traction = row["traction"]
        self.low, self.typ, self.high = (number(row["daily_km_" + k]) for k in ("low", "typ", "high"))
        self.owner = row["owner"]

    def hours(self, speed):
        """Hours at the daily kilometres of the class `low`, `typ` or `high`."""
        return self.km / {"low": self.low, "typ": self.typ, "high": self.high}[speed] * 24.0


class Network:
    def __init__(self, facts_dir, crossings):
        self.links = [Link(r) for r in read(os.path.join(facts_dir, "links.csv")) if r["status"] in OPEN]
        self.near = {}
        self.pair = {}
        for link in self.links:
            kind = "sea" if link.mode.startswith("sea") else link.mode
            for a, b in ((link.a, link.b), (link.b, link.a)):
                self.near.setdefault((kind, a), []).append((b, link))
                self.pair.setdefault((kind, a, b), link)
        self.crossings = crossings
        self.border = {}
        for row in crossings.values():
            if row["mode"] not in ("rail", "road"):
                continue
            self.border[(row["mode"], row["from"], row["to"])] = row["crossing_id"]
            self.border[(row["mode"], row["to"], row["from"])] = row["crossing_id"]
        for (a, b), crossing in PAIR_CROSSING.items():
            self.border[("rail", a, b)] = self.border[("rail", b, a)] = crossing

    def crossing(self, mode, a, b):
        return self.border.get((mode, a, b))

    def crossing_hours(self, crossing):
        row = self.crossings.get(crossing)
        hours = number(row.get("crossing_hours_avg") or row.get("crossing_hours")) if row else 0.0
        return hours or float(CROSSING_HOURS.get(crossing, 0))

    def transfer_hours(self, crossing):
        row = self.crossings.get(crossing)
        return number(row.get("transfer_hours_typ") or row.get("transfer_hours")) if row else 0.0

    def shortest(self, mode, a, b):
        """Places from a to b by least kilometres; None when there is no chain of open links."""
        best = {a: (0.0, None)}
        heap = [(0.0, a)]
        while heap:
            d, p = heapq.heappop(heap)
            if p == b:
                break
            if d > best[p][0]:
                continue
            for q, link in self.near.get((mode, p), ()):
                e = d + link.km
                if q not in best or e < best[q][0]:
                    best[q] = (e, p)
                    heapq.heappush(heap, (e, q))
        if b not in best:
            return None
        out = [b]
        while best[out[-1]][1] is not None:
            out.append(best[out[-1]][1])
        return out[::-1]

    def chain(self, mode, waypoints):
        """Every place of the way through the waypoints."""
        places = [waypoints[0]]
        for a, b in zip(waypoints, waypoints[1:]):
            part = self.shortest(mode, a, b)
            if part is None:
                raise SystemExit("no %s links from %s to %s" % (mode, a, b))
            places += part[1:]
        return places

    def by_gauge(self, places):
        """[(gauge, places)]: the rail way cut where the gauge changes."""
        gauges = [self.pair[("rail", a, b)].gauges for a, b in zip(places, places[1:])]
        cuts = []
        for i, (a, b) in enumerate(zip(places, places[1:])):
            if len(gauges[i]) > 1 and (a, b) in BREAK_PLACE:
                before = gauges[i - 1] if i else None
                after = gauges[i + 1] if i + 1 < len(gauges) else None
                if before and after and before & after and (before & after) & gauges[i]:
                    continue
                cuts.append(i if BREAK_PLACE[(a, b)] == a else i + 1)
        parts, start = [], 0
        for cut in sorted(set(cuts)) + [len(places) - 1]:
            if cut <= start:
                continue
            parts.append((start, cut))
            start = cut
        out = []
        for start, end in parts:
            common, first = None, start
            for i in range(start, end):
                now = gauges[i] if common is None else common & gauges[i]
                if not now:  # a plain change at a station of both gauges
                    out.append((common, places[first : i + 1]))
                    first, now = i, gauges[i]
                common = now
            out.append((common, places[first : end + 1]))
        result = []
        for n, (common, part) in enumerate(out):
            if len(common) > 1:  # a section of a dual link alone: the gauge of its other side
                before = out[n - 1][0] if n else frozenset()
                after = out[n + 1][0] if n + 1 < len(out) else frozenset()
                common = (common - before - after) or (common - before) or common
            result.append((min(common), part))
        return result
