"""Timetables of the corridor: services, sections, calls, connections, patterns, exceptions, tariffs, drayages, lanes.

    python tools/corridor/timetables.py [--facts DIR] [--out DIR] [--lanes FILE_OR_FOLDER]

Reads the fact tables and the `places.csv` of the output folder (all places that stand there are used), writes the tables
above and prints a report: computed against published days, self-check, reach. How each figure is made: MODEL.md.
Published days are never an input.
"""

import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import lanes as lanes_module  # noqa: E402
import liner_model  # noqa: E402
import selfcheck  # noqa: E402
import service_specs as specs  # noqa: E402
from book import Book, Stop, crc, up5  # noqa: E402
from opening import Pass, read_openings  # noqa: E402
from routing import BREAK_PLACE, PLAIN_BORDER, STAND_PLACE, Network, number, read  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))

CARGO_KINDS = ("seaport", "bulk_port", "dry_port", "logistics_park", "rail_terminal", "rail_hub", "grain_origin")
# Border stations where boxes are put on and off trains, not only moved across.
BORDER_CARGO = ("KZALT", "KZDOS", "CNHRS", "CNALA", "CNMLX", "CNRLC", "PLMAA", "BYBQT", "CNMHN", "CNPIN")
FIRST_HOURS = (2, 6, 8, 10, 14, 16, 20, 22)
SLOW_KMH, SLOW_RUN_KMH = 12.0, 15.0

# Risk that the onward section is missed at a change, by crossing; ports and others by kind.
RISK = {
    "X-ALA-DOS": 0.03, "X-HRS-ALT": 0.04, "X-RLC-ZAU": 0.05, "X-MLX-ZAB": 0.04, "X-BST-MAL": 0.06, "X-VTE": 0.04,
    "X-AKH": 0.05, "X-INC": 0.06, "X-SER": 0.06, "X-AAU": 0.08, "X-PIN": 0.03,
}
# Scheduled and least hours of a change without a crossing row.
PLAIN_CHANGE = {"VNLCA": (20.0, 4.0), "AZALT": (24.0, 12.0), "GEPTI": (36.0, 12.0), "CNKHG": (24.0, 8.0), "CNPIN": (24.0, 2.0)}
PORT_CROSSING = {"KZAAU": "X-AAU", "KZKUR": "X-KUR", "GEPTI": "X-POT", "GEBUS": "X-POT"}

# Tonnes an hour of loose cargo from wagon to wagon at a change of gauge.
BULK_CHANGE_RATE = 250.0
# Ro-ro tariffs are quoted for heavy pieces: a roll trailer with 20 t takes 12.5 m of lane.
ROLL_T_PER_LANE_M = 20 / 12.5

# Plugs of fact trains other than the usual 8.
PLUGS = {"SV-KMG-BKK": 38, "SV-TRK-WEWC": 2, "SV-LYG-TAS": 10, "SV-LYG-ALA": 10, "SV-ALA-LYG": 10}

EQUIPMENT = {
    # forms, TEU, wagons, tonnes, plugs, vehicle
    "box": (("box", "reefer"), 82, 41, 1000, 8, "container train"),
    "dom": (("box", "reefer"), 50, 25, 1200, 5, "container train"),
    "hop": (("bulk",), 0, 54, 3600, 0, "hopper train"),
    "hop24": (("bulk",), 0, 24, 1632, 0, "hopper train"),
}
KIND_EN = {"block_train": "container train", "grain_shuttle": "grain train", "feeder_rail": "feeder train", "truck": "truck",
           "liner": "liner", "feeder": "feeder", "roro": "ro-ro", "bulk_voyage": "bulk voyage"}


class Maker:
    def __init__(self, book, net, lanes, openings):
        self.book, self.net, self.lanes, self.openings = book, net, lanes, openings
        self._sea = {}

    # -- sea --------------------------------------------------------------------------------------------------------

    def sea(self, a, b, closed=()):
        """(km, crossings) between two ports: Caspian fact links, else the lane network."""
        key = (min(a, b), max(a, b), tuple(closed))
        if key not in self._sea:
            self._sea[key] = self._sea_km(key[0], key[1], closed)
        return self._sea[key]

    def _sea_km(self, a, b, closed):
        if self.book.is_caspian(a) and self.book.is_caspian(b):
            link = self.net.pair.get(("sea", a, b))
            if link:
                return link.km, []
        got = self.lanes.distance(self.book.at(a), self.book.at(b), lanes_module.ARCTIC | frozenset(closed))
        if got is None:
            raise SystemExit("no sea way from %s to %s" % (a, b))
        straight = lanes_module.great_circle(*self.book.at(a), *self.book.at(b))
        km = round(max(got[0], straight * 1.02, 3.0))
        return km, [lanes_module.PASSAGE_CROSSING[p] for p in got[1] if p in lanes_module.PASSAGE_CROSSING]

    def sea_stops(self, ports, knots, stay, cutoff, start, closed=()):
        """Calls of a ship and the crossings it passes. `stay`: hours in a port, or {port: hours}."""
        book = self.book
        stops, crossings, now = [], [], start
        for n, port in enumerate(ports):
            km = None
            if n:
                km, passed = self.sea(ports[n - 1], port, closed)
                for crossing in passed:
                    if crossing not in crossings:
                        crossings.append(crossing)
                now = up5(now + book.run_minutes(ports[n - 1], port, km, km / (knots * 1.852) * 60.0, 8.2 * 1.852, 23.5 * 1.852))
            if PORT_CROSSING.get(port) and PORT_CROSSING[port] not in crossings:
                crossings.append(PORT_CROSSING[port])
            last = n == len(ports) - 1
            stop = Stop(port, arrive=now if n else None, km=km, board=not last, alight=bool(n), cutoff=cutoff)
            if not last:
                if n:
                    now = up5(now + 60.0 * (stay.get(port, 18) if isinstance(stay, dict) else stay))
                stop.depart = now
            else:
                stop.cutoff = None
            stops.append(stop)
        return stops, sorted(crossings), now

    # -- rail and road ----------------------------------------------------------------------------------------------

    def parts(self, way):
        """Cut a way [(mode, waypoints)] into sections: (mode, gauge, places, waypoints)."""
        out = []
        for mode, text in way:
            points = text.split()
            if mode == "sea":
                out.append(("sea", None, points, points))
                continue
            places = self.net.chain(mode, points)
            if mode == "road":
                out.append(("road", None, places, points))
            else:
                out += [("rail", gauge, part, points) for gauge, part in self.net.by_gauge(places)]
        return out

    def gates(self, mode, places):
        """Crossings with opening hours on a way: {index of the place on its `from` side: (opening, whether it is left there)}."""
        out = {}
        for i, (a, b) in enumerate(zip(places, places[1:])):
            crossing = self.net.crossing(mode, a, b)
            if crossing in self.openings:
                leaves = self.book.places[a]["country"] == self.book.places[self.net.crossings[crossing]["from"]]["country"]
                out[i if leaves else i + 1] = (self.openings[crossing], leaves)
        return out

    def land_stops(self, mode, places, points, speed, start, cutoff, first_cutoff, stations, dwell, base):
        """Calls of one land section, its crossings, hours of slow running that are left for the change at its end, and when it
        passes crossings with opening hours. `base`: minutes by which the clock of the service's first place is ahead of UTC."""
        book, net = self.book, self.net
        links = [net.pair[(mode, a, b)] for a, b in zip(places, places[1:])]
        stands, crossings, gates = {}, [], self.gates(mode, places)
        for a, b in zip(places, places[1:]):
            crossing = net.crossing(mode, a, b)
            if crossing:
                if crossing not in crossings:
                    crossings.append(crossing)
                gauge_break = mode == "rail" and ((a, b) in BREAK_PLACE or crossing in ("X-INC", "X-SER"))
                place = STAND_PLACE.get(crossing)
                if not gauge_break and place in places:
                    stands[place] = net.crossing_hours(crossing) * (0.5 if speed == "high" else 1.0)
            for key in ((mode, a, b), (mode, b, a)):
                if key in PLAIN_BORDER:
                    stands[PLAIN_BORDER[key][0]] = PLAIN_BORDER[key][1]
        listed = set(points)

        def cargo(place):
            kind = book.places[place]["kind"]
            if kind in CARGO_KINDS or place in BORDER_CARGO:
                return True
            return stations and kind in ("rail_station", "rail_junction", "city")

        marks = [0]
        for i in range(1, len(places) - 1):
            if places[i] in stands or i in gates or (places[i] in listed and cargo(places[i])):
                marks.append(i)
        marks.append(len(places) - 1)
        legs = []
        for i, j in zip(marks, marks[1:]):
            km = sum(link.km for link in links[i:j])
            hours = sum(link.hours(speed) for link in links[i:j])
            spare = 0.0
            if km / hours < SLOW_KMH:
                run = km / SLOW_RUN_KMH
                spare, hours = hours - run, run
            legs.append([km, hours, spare, places[i + 1 : j]])
        waits = [0.0] * len(marks)
        tail = 0.0
        for n, leg in enumerate(legs):
            if not leg[2]:
                continue
            if n + 1 < len(marks) - 1:
                waits[n + 1] += leg[2]
            elif n > 0:
                waits[n] += leg[2]
            else:
                tail += leg[2]
        stops, passes, now = [], [], start
        for n, i in enumerate(marks):
            place, last = places[i], n == len(marks) - 1
            work = cargo(place) or (n in (0, len(marks) - 1) and place not in stands and book.places[place]["kind"] != "border_station")
            stop = Stop(place, board=work and not last, alight=work and n > 0)
            if n:
                low, high = (10.0, 90.0) if mode == "rail" else (15.0, 90.0)
                now = up5(now + book.run_minutes(places[marks[n - 1]], place, legs[n - 1][0], legs[n - 1][1] * 60.0, low, high))
                opening, leaves = gates.get(i, (None, True))
                if not leaves:  # the vehicle waits at the stop before, on the far side
                    wait = opening.wait(now + book.offset(place) - base)
                    stops[-1].depart, now = stops[-1].depart + wait, now + wait
                    passes.append(Pass(opening, now + book.offset(place) - base))
                stop.arrive, stop.km, stop.via = now, legs[n - 1][0], legs[n - 1][3]
            if not last:
                if n:
                    hours = stands.get(place, 0.0) + waits[n]
                    if work and place not in stands:
                        hours += dwell
                    now = up5(now + max(hours, 0.25) * 60.0)
                opening, leaves = gates.get(i, (None, False))
                if leaves:
                    now += opening.wait(now + book.offset(place) - base)
                    passes.append(Pass(opening, now + book.offset(place) - base))
                stop.depart = now
                stop.cutoff = first_cutoff if n == 0 else min(cutoff, first_cutoff)
            stops.append(stop)
        return stops, crossings, now, tail, passes

    def factor(self, mode, places):
        if mode == "road":
            return "F-TRUCK"
        weight = {}
        for a, b in zip(places, places[1:]):
            link = self.net.pair[("rail", a, b)]
            weight[rail_factor(link)] = weight.get(rail_factor(link), 0.0) + link.km
        return max(sorted(weight), key=lambda k: weight[k])

    @staticmethod
    def delay(mode, gauge, places):
        if mode == "road":
            return "D-ROAD"
        if mode == "sea":
            return "D-CASPIAN"
        if gauge == 1520:
            return "D-RAIL-1520"
        return "D-RAIL-CN" if places[0][:2] in ("CN", "LA", "TH", "VN", "MY") else "D-RAIL-EU"

    def land_service(self, service_id, kind, way, per_week, forms, teu, wagons, tonnes, plugs, vehicle, price, per,
                     cutoff=24, speed="typ", stations=False, dangerous="9", reliability="modelled", basis="M",
                     holiday=False, deck=0, keep=1.0):
        """Sections, calls, connections, patterns and tariffs of a train, truck or trans-Caspian service."""
        book, net = self.book, self.net
        parts = self.parts(way)
        now = FIRST_HOURS[crc(service_id) % len(FIRST_HOURS)] * 60
        if kind == "truck":
            now = max(now, 480)
        base = book.offset(parts[0][2][0])
        named = (parts[0][2][0], parts[-1][2][-1], *specs.NAMED_CALLS.get(service_id, ()))
        start, total, lengths, ids, passes = now, 0.0, [], [], []
        dwell = 1.0 if speed == "high" else 2.0
        for n, (mode, gauge, places, points) in enumerate(parts):
            first_cutoff = cutoff if n == 0 else 24
            tail = 0.0
            if mode == "sea":
                link = net.pair[("sea", places[0], places[1])]
                knots = link.km / link.hours("typ") / 1.852
                stops, crossings, now = self.sea_stops(places, knots, 0, first_cutoff, now)
                bulk = "bulk" in forms
                factor = "F-BULK-HANDY" if bulk else "F-SEA-FEEDER"
                section_vehicle = "dry cargo ship" if bulk else "feeder ship"
            else:
                stops, crossings, now, tail, passed = self.land_stops(
                    mode, places, points, speed, now, 24, first_cutoff, stations, dwell, base)
                passes += passed
                factor = self.factor(mode, places)
                section_vehicle = "trucks" if mode == "road" and kind != "truck" else vehicle
            ids.append(book.section(
                service_id, n + 1, mode, stops, gauge=gauge, vehicle=section_vehicle, forms=forms, crossings=crossings, teu=teu,
                wagons=wagons if mode == "rail" else 0, tonnes=tonnes, plugs=plugs, deck=deck, dangerous=dangerous,
                factor=factor, delay=self.delay(mode, gauge, places), reliability=reliability, basis=basis, named=named))
            if n == 0:
                start = stops[0].depart
            length = sum(s.km for s in stops[1:])
            lengths.append(length)
            total += length
            if n + 1 < len(parts):
                place = places[-1]
                kind_of = "gauge_change" if parts[n + 1][0] == mode else "mode_change"
                before = places[-2]
                after = parts[n + 1][2][1]
                crossing = net.crossing("rail", before, place) or net.crossing("rail", place, after)
                if kind_of == "mode_change":
                    crossing = PORT_CROSSING.get(place)
                if crossing:
                    wait = net.crossing_hours(crossing) * (0.5 if speed == "high" else 1.0)
                    least = max(1.0, net.transfer_hours(crossing))
                    if "bulk" in forms and kind_of == "gauge_change":
                        least = max(least, round(tonnes / BULK_CHANGE_RATE, 1))
                else:
                    wait, least = PLAIN_CHANGE.get(place, (24.0, 6.0))
                row = net.crossings.get(crossing or "", {})
                book.connect(service_id, n + 1, kind_of, crossing, least, 1, row.get("capacity_per_day", ""),
                             RISK.get(crossing, 0.05), reliability, basis)
                now = up5(now + (wait + tail) * 60.0)
        for section_id, length in zip(ids, lengths):
            share = price * keep * length / max(total, 1.0)
            for form in forms:
                book.tariff(section_id, form, per, share * (1.6 if form == "reefer" else 1.0), length, reliability, basis)
        book.pattern(service_id, per_week, reliability, basis, holiday=holiday, passes=passes)
        return (now - start) / 1440.0, total


def rail_factor(link):
    country, electric = link.a[:2], link.traction == "electric"
    if link.owner in ("RZD", "BC") or country in ("RU", "BY"):
        return "F-RAIL-RU-E" if electric else "F-RAIL-DIESEL"
    if country in ("CN", "LA"):
        return "F-RAIL-CN-E" if electric else "F-RAIL-DIESEL"
    if country == "KZ":
        return "F-RAIL-KZ-E" if electric else "F-RAIL-KZ-D"
    if country in ("PL", "DE", "HU", "BE", "NL", "FR", "LT"):
        return "F-RAIL-EU-E" if electric else "F-RAIL-DIESEL"
    return "F-RAIL-KZ-E" if electric else "F-RAIL-DIESEL"


def mirrored(way):
    return [(mode, " ".join(reversed(text.split()))) for mode, text in reversed(way)]


def fact_way(row):
    return [("road" if row["type"] == "truck" else "rail", row["route"].replace(">", " "))]


def published(row):
    return tuple(row["transit_days_" + k] for k in ("min", "typ", "max"))


def rail_price(row):
    """(price of the whole way, `per`) of a fact row."""
    price, unit = number(row["tariff_typ"]), row["tariff_unit"]
    if unit == "USD/FEU":
        return price / 2.0, "teu"
    return price, "t" if unit == "USD/t" else "unit"


def facts_land(maker, rows, results):
    book = maker.book
    equipment = {}
    for row in rows:
        service_id, kind = row["service_id"], row["type"]
        if kind not in ("block_train", "grain_shuttle", "rail_road", "rail_sea", "truck", "feeder_rail"):
            continue
        way = specs.WAYS.get(service_id) or fact_way(row)
        bulk = number(row["capacity_teu"]) == 0
        forms = ("bulk",) if bulk else ("box",) if kind == "grain_shuttle" else ("box", "reefer")
        # Cold-chain trains are all reefers; others carry their generator car's plugs.
        plugs = 0 if "reefer" not in forms else PLUGS.get(service_id, 8)
        price, per = rail_price(row)
        vehicle = "truck" if kind == "truck" else "hopper train" if bulk else "container train"
        short = service_id in specs.SHORTENED
        keep = 1.0
        if service_id == "SV-GRN-VN":
            km = sum(l.km for l in chain_links(maker.net, way))
            keep = km / (km + maker.sea("CNLYG", "VNCLI")[0])
        if service_id == "SV-ALT-CND":
            km = sum(l.km for l in chain_links(maker.net, way)) + 469
            keep = km / (km + 1098)
        equipment[service_id] = (way, forms, number(row["capacity_teu"]), number(row["wagons"]), number(row["payload_t"]), plugs,
                                 vehicle, price, per, number(row["cutoff_hours"]), keep, kind, row)
        ends = (way[0][1].split()[0], way[-1][1].split()[-1])
        note = row["note"]
        if short:
            note = "; ".join(x for x in (note, specs.SHORTENED[service_id]) if x)
        if service_id in specs.FREQUENCY:
            note = "; ".join(x for x in (note, "frequency set so that the base's trains make the 911 of 2024") if x)
        book.service(service_id, kind, ends, name=row["name"], operator=row["operator"], published=("", "", "") if short else published(row),
                     reliability=row["reliability"], basis=row["basis"], note=note)
        days, km = maker.land_service(
            service_id, kind, way, specs.FREQUENCY.get(service_id, number(row["departures_per_week"])), forms, number(row["capacity_teu"]),
            number(row["wagons"]), number(row["payload_t"]), plugs, vehicle, price, per, cutoff=number(row["cutoff_hours"]),
            speed=specs.speed_class(service_id, kind), stations=kind == "feeder_rail",
            dangerous="3;8;9" if kind == "truck" else "no" if kind == "grain_shuttle" else "9", reliability=row["reliability"],
            basis=row["basis"], holiday=ends[0][:2] == "CN" and kind != "truck", keep=keep)
        results.append((service_id, days, km, row))
    for service_id, of, per_week in specs.RETURNS:
        way, forms, teu, wagons, tonnes, plugs, vehicle, price, per, cutoff, keep, kind, row = equipment[of]
        way = mirrored(way)
        ends = (way[0][1].split()[0], way[-1][1].split()[-1])
        domestic = kind == "feeder_rail"
        book.service(service_id, kind, ends, name="%s - %s return %s" % (book.label(ends[0]), book.label(ends[1]), KIND_EN.get(kind, "train")),
                     operator=row["operator"], note="return of %s; way, wagons and hours mirrored, frequency modelled" % of)
        maker.land_service(service_id, kind, way, per_week, forms, teu, wagons, tonnes, plugs, vehicle,
                           price * (1.0 if domestic else 0.8 if kind == "truck" else 0.6), per, cutoff=cutoff,
                           speed=specs.speed_class(service_id, kind), stations=domestic,
                           dangerous="3;8;9" if kind == "truck" else "9", holiday=ends[0][:2] == "CN" and kind != "truck", keep=keep)


def chain_links(net, way):
    out = []
    for mode, text in way:
        if mode == "sea":
            continue
        places = net.chain(mode, text.split())
        out += [net.pair[(mode, a, b)] for a, b in zip(places, places[1:])]
    return out


def facts_sea(maker, rows, results):
    book = maker.book
    for row in rows:
        service_id, kind = row["service_id"], row["type"]
        if service_id in specs.RELAYS:
            relay(maker, row, results)
            continue
        if service_id not in specs.SHIPS:
            continue
        knots, text, stay, factor, delay = specs.SHIPS[service_id]
        ports = text.split()
        closed = specs.CLOSED.get(service_id, ())
        teu, tonnes = number(row["capacity_teu"]), number(row["payload_t"])
        deck = specs.FERRY_DECK.get(service_id, 0)
        parcel, plugs, wagons = 0, 0, number(row["wagons"])
        if kind == "bulk_voyage":
            forms, vehicle, parcel = ("bulk",), "bulk carrier", specs.PARCEL_MIN[service_id]
        elif kind == "roro":
            forms, vehicle = ("roro",), "ro-ro ship"
        elif wagons:
            forms, vehicle = ("bulk", "roro"), "rail ferry"
        elif service_id.startswith("SV-FER"):
            forms, vehicle, plugs = ("box", "reefer", "roro"), "ro-pax ferry", 30
        else:
            forms, vehicle, plugs = ("box", "reefer"), "container ship", max(10, round(teu * 0.07))
        if not tonnes:
            tonnes = teu * 14
        cutoff = number(row["cutoff_hours"])
        start = FIRST_HOURS[crc(service_id) % len(FIRST_HOURS)] * 60
        stops, crossings, _ = maker.sea_stops(ports, knots, stay, cutoff, start, closed)
        book.service(service_id, kind, (row["from"], row["to"]), name=row["name"], operator=row["operator"], published=published(row),
                     reliability=row["reliability"], basis=row["basis"], note=row["note"])
        section_id = book.section(
            service_id, 1, "ferry" if kind == "ferry" and service_id != "SV-CAS-FDR" else "sea", stops, vehicle=vehicle, forms=forms,
            crossings=crossings, teu=teu, wagons=wagons, tonnes=tonnes, plugs=plugs, deck=deck, parcel=parcel,
            dangerous="no" if kind == "bulk_voyage" else "3;9" if kind == "ferry" else "2;3;4;5;6;8;9", factor=factor, delay=delay,
            reliability=row["reliability"], basis=row["basis"], named=row["route"].split(">"))
        to = next(i for i, s in enumerate(stops) if i and s.place == row["to"])
        km = sum(s.km for s in stops[1 : to + 1])
        price, per = rail_price(row)
        for form in forms:
            if kind == "ferry" and "box" in forms and form == "roro":
                book.tariff(section_id, form, "lane_m", 42, km, row["reliability"], row["basis"])
                continue
            if kind == "roro" and per == "t":
                book.tariff(section_id, form, "lane_m", price * ROLL_T_PER_LANE_M, km, row["reliability"], row["basis"])
                continue
            book.tariff(section_id, form, per, price * (1.6 if form == "reefer" else 1.0), km, row["reliability"], row["basis"])
        book.pattern(service_id, number(row["departures_per_week"]), row["reliability"], row["basis"])
        results.append((service_id, (stops[to].arrive - start) / 1440.0, km, row))


def relay(maker, row, results):
    """A liner service sold through a transshipment port, and its way back."""
    book = maker.book
    text, knots, hub_hours, factor = specs.RELAYS[row["service_id"]]
    for back in (False, True):
        ports = text.split()[::-1] if back else text.split()
        service_id = row["service_id"] + ("-R" if back else "")
        reliability, basis = ("modelled", "M") if back else (row["reliability"], row["basis"])
        ends = (ports[0], ports[-1])
        book.service(service_id, "liner", ends, operator=row["operator"], reliability=reliability, basis=basis, middle=ports[1:-1],
                     name="%s - %s liner with transshipment at %s" % (book.label(ends[0]), book.label(ends[1]), book.label(ports[1]))
                     if back else row["name"], published=("", "", "") if back else published(row),
                     note="return of %s" % row["service_id"] if back else row["note"])
        now = FIRST_HOURS[crc(service_id) % len(FIRST_HOURS)] * 60
        start, made, teu = now, [], number(row["capacity_teu"])
        for n in range(2):
            stops, crossings, now = maker.sea_stops(ports[n : n + 2], knots, 0, number(row["cutoff_hours"]) if n == 0 else 24, now)
            section_id = book.section(
                service_id, n + 1, "sea", stops, vehicle="container ship", forms=("box", "reefer"), crossings=crossings, teu=teu,
                tonnes=teu * 14, plugs=round(teu * 0.07), dangerous="2;3;4;5;6;8;9", factor=factor, delay="D-SEA-LINER",
                reliability=reliability, basis=basis, named=ports)
            made.append((section_id, stops[1].km))
            if n == 0:
                book.connect(service_id, 1, "vehicle_change", "", 24, 2, "", 0.05, reliability, basis)
                now = up5(now + hub_hours * 60)
        total = sum(km for _, km in made)
        for section_id, km in made:
            for form in ("box", "reefer"):
                book.tariff(section_id, form, "t", number(row["tariff_typ"]) * km / total * (1.6 if form == "reefer" else 1.0), km,
                            reliability, basis)
        book.pattern(service_id, number(row["departures_per_week"]), reliability, basis)
        if not back:
            results.append((service_id, (now - start) / 1440.0, total, row))


def modelled_land(maker):
    book = maker.book
    for service_id, kind, text, per_week, equipment, price, cutoff, back in specs.TRAINS:
        forms, teu, wagons, tonnes, plugs, vehicle = EQUIPMENT[equipment]
        for sid, way, weekly, rate in ((service_id, [("rail", text)], per_week, 1.0), (service_id + "-R", mirrored([("rail", text)]), back, 0.8)):
            if not weekly:
                continue
            ends = (way[0][1].split()[0], way[0][1].split()[-1])
            book.service(sid, kind, ends, name="%s - %s %s" % (book.label(ends[0]), book.label(ends[1]), KIND_EN[kind]),
                         note="modelled" if sid == service_id else "modelled, return of " + service_id)
            maker.land_service(sid, kind, way, weekly, forms, teu, wagons, tonnes, plugs, vehicle,
                               price * rate / (2.0 if teu else 1.0), "teu" if teu else "t", cutoff=cutoff, stations=kind == "feeder_rail",
                               speed=specs.speed_class(sid, kind),
                               dangerous="no" if kind == "grain_shuttle" else "8;9" if ends[0][:2] == "CN" else "2;3;4;8;9",
                               holiday=ends[0][:2] == "CN")
    for service_id, text, per_week, back, price in specs.TRUCKS:
        for sid, way, weekly in ((service_id, [("road", text)], per_week), (service_id + "-R", mirrored([("road", text)]), back)):
            ends = (way[0][1].split()[0], way[0][1].split()[-1])
            book.service(sid, "truck", ends, name="%s - %s truck" % (book.label(ends[0]), book.label(ends[1])), note="modelled convoy of ten trucks")
            maker.land_service(sid, "truck", way, weekly, ("box", "reefer"), 20, 0, 220, 10, "truck", price, "unit", cutoff=6,
                               dangerous="3;8;9")


def drayages(book):
    for a, b, mode, km, hours, forms, price, per, factor, note in specs.DRAYAGES:
        shuttle = (a, b, mode) == ("CNLYG-BASE", "CNLYG", "rail")
        book.drayage(a, b, mode, km, hours, forms, price, per, factor, reliability="mixed" if shuttle else "unverified",
                     basis="S09;K" if shuttle else "K", note=note)


def more_ships(maker):
    book = maker.book
    for sid, kind, text, knots, stay, weekly, teu, tonnes, parcel, price, factor, delay in specs.MORE_SHIPS:
        ports = text.split()
        if any(p not in book.places for p in ports):
            book.report.append("left out, a port is missing: " + sid)
            continue
        start = FIRST_HOURS[crc(sid) % len(FIRST_HOURS)] * 60
        bulk = kind == "bulk_voyage"
        # A whole cargo is gathered and loaded over ten days, a part cargo over four.
        cutoff = 24 if not bulk else 240 if parcel > 10000 else 96
        stops, crossings, _ = maker.sea_stops(ports, knots, stay, cutoff, start)
        far = ports[1] if len(ports) == 3 else ports[-1]
        book.service(sid, kind, (ports[0], far), name="%s - %s %s" % (book.label(ports[0]), book.label(far), KIND_EN[kind]), note="modelled")
        forms = ("bulk",) if bulk else ("box", "reefer")
        section_id = book.section(sid, 1, "sea", stops, vehicle="bulk carrier" if bulk else "feeder ship", forms=forms, crossings=crossings,
                                  teu=teu, tonnes=tonnes, plugs=0 if bulk else 15, parcel=parcel,
                                  dangerous="no" if bulk else "3;8;9", factor=factor, delay=delay)
        for form in forms:
            book.tariff(section_id, form, "t" if bulk else "teu", price * (1.6 if form == "reefer" else 1.0), stops[1].km)
        book.pattern(sid, weekly)


def barges(maker):
    """River barges, each way a service of one leg."""
    book = maker.book
    for base_id, a, b, km, hours, weekly, price, note in specs.BARGES:
        for sid, ends in ((base_id, (a, b)), (base_id + "-R", (b, a))):
            start = FIRST_HOURS[crc(sid) % len(FIRST_HOURS)] * 60
            stops = [Stop(ends[0], depart=start, cutoff=12, board=True),
                     Stop(ends[1], arrive=up5(start + hours * 60), km=km, alight=True)]
            book.service(sid, "feeder", ends, name="%s - %s barge" % (book.label(ends[0]), book.label(ends[1])), note="modelled; " + note, word="barge")
            section_id = book.section(sid, 1, "barge", stops, vehicle="river barge", forms=("box", "reefer"), teu=200, tonnes=2800,
                                      plugs=14, dangerous="3;8;9", factor="F-BARGE", delay="D-BARGE")
            for form in ("box", "reefer"):
                book.tariff(section_id, form, "teu", price * (1.6 if form == "reefer" else 1.0), km)
            book.pattern(sid, weekly)


def black_sea_leg(maker, rows):
    """The sea leg of SV-ALT-CND as a service of its own: Poti - Constanta, at that row's frequency and share of its tariff."""
    row = next(r for r in rows if r["service_id"] == "SV-ALT-CND")
    book, sid, ports = maker.book, "SV-POT-CND", ("GEPTI", "ROCND", "GEPTI")
    stops, crossings, _ = maker.sea_stops(ports, 12, 24, 24, 720)
    book.service(sid, "feeder", ports[:2], name="Poti - Constanta feeder", operator=row["operator"], reliability=row["reliability"],
                 basis=row["basis"], note="sea leg of SV-ALT-CND")
    section_id = book.section(sid, 1, "sea", stops, vehicle="feeder ship", forms=("box", "reefer"), crossings=crossings, teu=350,
                              tonnes=350 * 14, plugs=30, dangerous="2;3;4;5;6;8;9", factor="F-SEA-FEEDER", delay="D-SEA-SHORT",
                              reliability=row["reliability"], basis=row["basis"], named=ports)
    land = sum(l.km for l in chain_links(maker.net, specs.WAYS["SV-ALT-CND"])) + 469
    price = number(row["tariff_typ"]) / 2 * stops[1].km / (land + stops[1].km)
    for form in ("box", "reefer"):
        book.tariff(section_id, form, "teu", price * (1.6 if form == "reefer" else 1.0), stops[1].km, row["reliability"], row["basis"])
    book.pattern(sid, number(row["departures_per_week"]), row["reliability"], row["basis"])


def load_places(facts_dir, out_dir):
    """places.csv of the corridor when it stands, with the fact table's rows where it has none."""
    places = {}
    path = os.path.join(out_dir, "places.csv")
    if os.path.isfile(path):
        places = {r["place_id"]: r for r in read(path)}
    else:
        for row in read(os.path.join(facts_dir, "places.csv")):
            places[row["place_id"]] = row
    return places


def default_facts():
    return os.path.join(HERE, "facts")


def main(facts_dir=None, out_dir="corridors/eurasia", lanes_source=None, report=True):
    facts_dir = facts_dir or default_facts()
    os.makedirs(out_dir, exist_ok=True)
    lanes = lanes_module.load(lanes_source, out_dir)
    lanes.write(out_dir)
    crossings = {r["crossing_id"]: r for r in read(os.path.join(facts_dir, "crossings.csv"))}
    net = Network(facts_dir, crossings)
    book = Book(load_places(facts_dir, out_dir), facts_dir)
    rows = read(os.path.join(facts_dir, "services.csv"))
    maker = Maker(book, net, lanes, read_openings(read(os.path.join(HERE, "hand", "crossing_names.csv"))))
    results = []
    facts_land(maker, rows, results)
    facts_sea(maker, rows, results)
    modelled_land(maker)
    black_sea_leg(maker, rows)
    more_ships(maker)
    liner_model.build(maker)
    barges(maker)
    drayages(book)
    counts = book.write(out_dir)
    counts["lane_nodes"], counts["lanes"] = len(lanes.lat), len(lanes.edges)
    problems = selfcheck.check(book, net)
    if report:
        selfcheck.show(book, counts, results, problems)
    return {"counts": counts, "problems": problems, "notes": book.report, "results": results}


def command(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", default=default_facts(), help="folder of the fact tables")
    parser.add_argument("--out", default="corridors/eurasia", help="the corridor folder")
    parser.add_argument("--lanes", help="marnet_searoute.geojson, or the folder of an unpacked searoute")
    args = parser.parse_args(argv)
    made = main(args.facts, args.out, args.lanes)
    return 1 if made["problems"] else 0


if __name__ == "__main__":
    sys.exit(command())
