"""Writes a feed in which every rule for changing is an explicit footpath.

Each stop becomes two: `ID#a`, where one may only alight, and `ID#b`, where one may only board. A change at the stop is a
footpath from the first to the second. So a peer that knows no minimum time at a stop, or its own, answers by the rules of
the feed; and no walk comes before the first ride or after the last.

    split.py FEED.zip OUT.zip
"""

import csv
import io
import sys
import zipfile


def rows(feed, name):
    with feed.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""))


def write(out, name, header, lines):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    out.writestr(name, text.getvalue())


def stops(feed):
    for row in rows(feed, "stops.txt"):
        if row.get("location_type", "0") in ("", "0"):
            for side in "ab":
                name = f"{row['stop_name']} {row['stop_id']} {side}"
                yield f"{row['stop_id']}#{side}", name, row["stop_lat"], row["stop_lon"]


def stop_times(feed):
    """Every call becomes an arrival and a departure at the same place."""
    trip, arrived = None, None
    for row in rows(feed, "stop_times.txt"):
        if row.get("pickup_type", "0") not in ("", "0") or row.get("drop_off_type", "0") not in ("", "0"):
            sys.exit("expected a feed without pickup and drop-off types")
        if row["trip_id"] != trip:
            trip, arrived = row["trip_id"], None
        elif arrived:
            yield arrived
        seq = 2 * int(row["stop_sequence"])
        if arrived or seq > 2:
            at = row["arrival_time"]
            yield trip, at, at, row["stop_id"] + "#a", seq, 1, 0
        at = row["departure_time"]
        arrived = (trip, at, at, row["stop_id"] + "#b", seq + 1, 0, 1)
        if seq == 2:
            yield arrived
            arrived = None


def transfers(feed):
    same = {row["stop_id"]: 0 for row in rows(feed, "stops.txt") if row.get("location_type", "0") in ("", "0")}
    for row in rows(feed, "transfers.txt"):
        if row["transfer_type"] != "2":
            sys.exit("expected transfers of type 2 alone")
        if row["from_stop_id"] == row["to_stop_id"]:
            same[row["from_stop_id"]] = int(row["min_transfer_time"])
        else:
            yield row["from_stop_id"] + "#a", row["to_stop_id"] + "#b", 2, row["min_transfer_time"]
    for stop, seconds in same.items():
        yield stop + "#a", stop + "#b", 2, seconds


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    with zipfile.ZipFile(sys.argv[1]) as feed, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as out:
        for name in feed.namelist():
            if name not in ("stops.txt", "stop_times.txt", "transfers.txt"):
                out.writestr(name, feed.read(name))
        write(out, "stops.txt", ["stop_id", "stop_name", "stop_lat", "stop_lon"], stops(feed))
        header = ["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "pickup_type", "drop_off_type"]
        write(out, "stop_times.txt", header, stop_times(feed))
        header = ["from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time"]
        write(out, "transfers.txt", header, transfers(feed))


if __name__ == "__main__":
    main()
