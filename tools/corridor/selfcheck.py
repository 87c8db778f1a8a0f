"""Checks of the timetables just made, the days report, and a plain earliest-arrival reach."""

import datetime
import heapq

SPEED = {"rail": (10.0, 90.0), "sea": (8.0, 24.5), "ferry": (8.0, 24.5), "road": (15.0, 90.0), "barge": (4.0, 20.0)}
KNOT = 1.852


def minutes(day, clock):
    return int(day) * 1440 + int(clock[:2]) * 60 + int(clock[3:])


def sections_with_calls(book):
    calls = {}
    for row in book.rows["calls"]:
        calls.setdefault(row["section_id"], []).append(row)
    for rows in calls.values():
        rows.sort(key=lambda r: int(r["seq"]))
    return {s["section_id"]: (s, calls[s["section_id"]]) for s in book.rows["sections"]}


def check(book, net):
    out = []
    table = sections_with_calls(book)
    for section_id, (section, calls) in sorted(table.items()):
        mode, gauge = section["mode"], section["gauge_mm"]
        if (mode == "rail") != bool(gauge):
            out.append("%s: gauge %r" % (section_id, gauge))
        if len(calls) < 2:
            out.append(section_id + ": fewer than two calls")
        before = None
        for n, call in enumerate(calls):
            place = call["place_id"]
            if place not in book.places:
                out.append("%s: no place %s" % (section_id, place))
                continue
            offset = book.offset(place)
            arrive = minutes(call["arrive_day"], call["arrive"]) - offset if call["arrive"] else None
            depart = minutes(call["depart_day"], call["depart"]) - offset if call["depart"] else None
            if (arrive is None) != (n == 0) or (depart is None) != (n == len(calls) - 1):
                out.append("%s.%d: arrival or departure missing or too many" % (section_id, n + 1))
            if "-" in str(call["arrive_day"]) + str(call["depart_day"]):
                out.append("%s.%d: a day before the service date" % (section_id, n + 1))
            if arrive is not None and depart is not None and depart < arrive:
                out.append("%s.%d: negative dwell" % (section_id, n + 1))
            if call["board"] == "yes" and not call["cutoff_hours"]:
                out.append("%s.%d: boards without cut-off" % (section_id, n + 1))
            if n:
                hours = (arrive - before) / 60.0
                km = float(call["km"])
                low, high = SPEED[mode]
                unit = KNOT if mode in ("sea", "ferry") else 1.0
                if km < 25:  # near places: rounding to five minutes and summer time of one side
                    low, high = low * 0.1, high * 1.3
                for shift in book.season_shifts(calls[n - 1]["place_id"], place):
                    real = hours + shift / 60.0
                    speed = km / real / unit if real > 0 else 0.0
                    if real <= 0 or not low - 0.05 <= speed <= high + 0.05:
                        out.append("%s.%d: %.0f km in %.2f h = %.1f" % (section_id, n + 1, km, real, speed))
                if mode in ("rail", "road"):
                    chain = [calls[n - 1]["place_id"]] + [p for p in call["via"].split(";") if p] + [place]
                    total = 0.0
                    for a, b in zip(chain, chain[1:]):
                        link = net.pair.get((mode, a, b))
                        if link is None:
                            out.append("%s: no %s link %s-%s" % (section_id, mode, a, b))
                        else:
                            total += link.km
                            if mode == "rail" and int(gauge) not in link.gauges:
                                out.append("%s: gauge %s not on %s-%s" % (section_id, gauge, a, b))
                    if abs(total - km) > 0.11:
                        out.append("%s: km %s but links %.1f" % (section_id, km, total))
            before = depart
    for row in book.rows["connections"]:
        a, b = table[row["from_section"]], table[row["to_section"]]
        if a[1][-1]["place_id"] != b[1][0]["place_id"]:
            out.append(row["connection_id"] + ": sections do not meet")
            continue
        gap = minutes(b[1][0]["depart_day"], b[1][0]["depart"]) - minutes(a[1][-1]["arrive_day"], a[1][-1]["arrive"])
        if gap < float(row["hours_min"]) * 60:
            out.append("%s: gap %d min below the least time" % (row["connection_id"], gap))
    chained = {r["from_section"] for r in book.rows["connections"]}
    per_service = {}
    for row in book.rows["sections"]:
        per_service.setdefault(row["service_id"], []).append(row)
    for service_id, rows in per_service.items():
        for row in rows[:-1]:
            if row["section_id"] not in chained:
                out.append(row["section_id"] + ": no connection to the next section")
    patterned = {r["service_id"] for r in book.rows["patterns"]}
    for service_id in book.services:
        if service_id not in patterned or service_id not in per_service:
            out.append(service_id + ": no pattern or no section")
    for row in book.rows["patterns"]:
        if bool(row["weekdays"]) == bool(row["every_days"]) or (row["every_days"] and not row["anchor"]):
            out.append(row["pattern_id"] + ": weekdays and every_days")
    return out


def weekly(book, service_id):
    total = 0.0
    for row in book.rows["patterns"]:
        if row["service_id"] == service_id:
            total += len(row["weekdays"]) if row["weekdays"] else 7.0 / int(row["every_days"])
    return total


def show(book, counts, results, problems):
    for name in sorted(counts):
        print("%-12s %6d" % (name, counts[name]))
    kinds = {}
    for row in book.rows["services"]:
        key = (row["kind"], "modelled" if row["reliability"] == "modelled" else "published")
        kinds[key] = kinds.get(key, 0) + 1
    for key in sorted(kinds):
        print("  %-14s %-10s %4d" % (key[0], key[1], kinds[key]))
    print("computed against published days (first departure to last arrival; with cut-off and dwell at the destination)")
    for service_id, days, km, row in results:
        low, typ, high = (float(row["transit_days_" + k]) for k in ("min", "typ", "max"))
        door = days + float(row["cutoff_hours"]) / 24 + float(row["destination_dwell_hours"]) / 24
        word = "ok" if low - 0.05 <= days <= high + 0.05 else "below min" if days < low else "above max"
        print("  %-16s %7.0f km  %5.1f d (%5.1f)  published %g / %g / %g  %s" % (service_id, km, days, door, low, typ, high, word))
    base = sum(weekly(book, s) for s in book.services if s.startswith("SV-LYG-") and not s.endswith("-R"))
    back = weekly(book, "SV-ALA-LYG") + weekly(book, "SV-GRN-VN") + sum(
        weekly(book, s) for s in book.services if s.startswith("SV-LYG-") and s.endswith("-R"))
    print("base trains a week: out %.2f, back %.2f, a year %.0f" % (base, back, (base + back) * 365.25 / 7))
    for text in sorted(set(book.report)):
        print("note: " + text)
    for published in (True, False):
        reached = reach(book, "CNLYG", published)
        ports = [p for p in reached if book.places[p]["kind"] in ("seaport", "bulk_port")]
        print("reach CNLYG in 60 days, %s: %d seaports, %d countries of ports, %d countries of all places" % (
            "published services only" if published else "with modelled", len(ports), len({book.places[p]["country"] for p in ports}),
            len({book.places[p]["country"] for p in reached})))
        if not published:
            missing = [p for p, r in sorted(book.places.items()) if r["kind"] == "seaport" and p not in reached]
            print("seaports not reached: %d %s" % (len(missing), " ".join(missing[:60])))
    print("problems: %d" % len(problems))
    for text in problems[:60]:
        print("  " + text)


def reach(book, origin, published, depart="2026-12-01", days=60):
    """Earliest arrival by boxes from an origin: 24 h at a transfer or the cut-off, whichever is longer."""
    first = datetime.date.fromisoformat(depart)
    table = sections_with_calls(book)
    patterns = {}
    for row in book.rows["patterns"]:
        patterns.setdefault(row["service_id"], []).append(row)
    good = {s for s, r in book.services.items() if not published or r["reliability"] != "modelled"}
    by_service = {}
    for section_id, (section, calls) in table.items():
        if section["service_id"] in good and ("box" in section["forms"] or section["forms"] == "roro"):
            by_service.setdefault(section["service_id"], []).append((int(section["seq"]), calls))
    boarding = {}
    for service_id, parts in by_service.items():
        line = [c for _, calls in sorted(parts, key=lambda p: p[0]) for c in calls]
        steps = []
        for call in line:
            offset = book.offset(call["place_id"])
            steps.append((call["place_id"], minutes(call["arrive_day"], call["arrive"]) - offset if call["arrive"] else None,
                          minutes(call["depart_day"], call["depart"]) - offset if call["depart"] else None, call))
        for n, step in enumerate(steps):
            if step[3]["board"] == "yes":
                boarding.setdefault(step[0], []).append((service_id, n, steps))
    roads = {}
    for row in book.rows["drayages"]:
        for a, b in ((row["from"], row["to"]), (row["to"], row["from"])):
            roads.setdefault(a, []).append((b, float(row["hours"])))
    best = {origin: 0}
    heap = [(0, origin)]
    limit = days * 1440

    while heap:
        now, place = heapq.heappop(heap)
        if now > best[place]:
            continue
        for other, hours in roads.get(place, ()):
            when = now + hours * 60 + 240
            if when <= limit and when < best.get(other, 1e18):
                best[other] = when
                heapq.heappush(heap, (when, other))
        for service_id, n, steps in boarding.get(place, ()):
            ready = now + max(float(steps[n][3]["cutoff_hours"] or 0), 0 if place == origin else 12) * 60
            earliest = None
            for row in patterns[service_id]:
                shift = int(row["shift_minutes"]) + steps[n][2]
                day = int((ready - shift) // 1440)
                while day * 1440 + shift < ready:
                    day += 1
                if row["weekdays"]:
                    while str((first + datetime.timedelta(days=day)).isoweekday()) not in row["weekdays"]:
                        day += 1
                else:
                    anchor = datetime.date.fromisoformat(row["anchor"])
                    every = int(row["every_days"])
                    day += (-((first + datetime.timedelta(days=day)) - anchor).days) % every
                base = day * 1440 + int(row["shift_minutes"])
                earliest = base if earliest is None else min(earliest, base)
            for other, arrive, _, call in steps[n + 1 :]:
                if arrive is None or call["alight"] != "yes":
                    continue
                when = earliest + arrive + 720
                if when > limit:
                    break
                if when < best.get(other, 1e18):
                    best[other] = when
                    heapq.heappush(heap, (when, other))
    return best
