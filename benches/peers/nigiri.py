"""Asks nigiri (through pynigiri) every question of a file; one JSON line each.

    nigiri.py FEED.zip QUERIES.csv OUT.jsonl [--split]

The questions are those of stations.py. `--split`: the feed is one of split.py.
"""

import csv
import datetime
import io
import json
import sys
import time
import zipfile

import pynigiri


def day_range(path):
    """Returns the first service day and the day after the last."""
    with zipfile.ZipFile(path) as feed, feed.open("calendar.txt") as file:
        weeks = list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig")))
    first = min(week["start_date"] for week in weeks)
    last = max(week["end_date"] for week in weeks)
    day = lambda text: datetime.datetime.strptime(text, "%Y%m%d").date()
    return day(first), day(last) + datetime.timedelta(days=1)


def load(path):
    config = pynigiri.LoaderConfig()
    config.link_stop_distance = 0
    options = pynigiri.FinalizeOptions()
    # The walks of the feed as they are: no speed of nigiri's own, no bound of 20 minutes, no merging.
    options.adjust_footpaths = False
    options.max_footpath_length = 1_000
    options.merge_dupes_intra_src = False
    options.merge_dupes_inter_src = False
    first, end = day_range(path)
    source = pynigiri.TimetableSource("feed", path, config)
    return pynigiri.load_timetable([source], str(first), str(end), options)


def ask(timetable, row, sides):
    query = pynigiri.Query()
    depart = int(datetime.datetime.fromisoformat(row["depart"]).timestamp()) // 60
    query.start, query.destination = (
        [pynigiri.Offset(timetable.find_location(stop + side), 0, 0) for stop in row[end].split(";")]
        for end, side in zip(("from", "to"), sides)
    )
    query.start_time = depart
    query.start_match_mode = pynigiri.LocationMatchMode.EXACT
    query.dest_match_mode = pynigiri.LocationMatchMode.EXACT
    query.use_start_footpaths = False
    # Its longest; more has no effect.
    query.max_travel_time = 5 * 1_440
    started = time.perf_counter_ns()
    journeys = pynigiri.route(timetable, query)
    elapsed = (time.perf_counter_ns() - started) / 1_000
    found = {(60 * j.arrival_time(), j.transfers + 1): 60 * j.legs[0].dep_time for j in journeys}
    itineraries = [{"departure": d, "arrival": a, "rides": r} for (a, r), d in sorted(found.items())]
    return {"itineraries": itineraries, "elapsed_us": round(elapsed, 1)}


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--split"]
    if len(arguments) != 3:
        sys.exit(__doc__.strip())
    feed, queries, out = arguments
    sides = ("#b", "#a") if "--split" in sys.argv else ("", "")
    timetable = load(feed)
    with open(queries, newline="") as file, open(out, "w") as lines:
        for number, row in enumerate(csv.DictReader(file)):
            print(json.dumps({"query": number, **ask(timetable, row, sides)}), file=lines)


if __name__ == "__main__":
    main()
