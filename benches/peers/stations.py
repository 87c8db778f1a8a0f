"""Writes the questions with the stops of a station in its place, joined by `;`.

    stations.py FEED.zip QUERIES.csv OUT.csv
"""

import csv
import io
import sys
import zipfile


def children(path):
    found = {}
    with zipfile.ZipFile(path) as feed, feed.open("stops.txt") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline="")):
            if row.get("parent_station") and row.get("location_type", "0") in ("", "0"):
                found.setdefault(row["parent_station"], []).append(row["stop_id"])
    return found


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__.strip())
    feed, queries, out = sys.argv[1:]
    stops = children(feed)
    with open(queries, newline="") as file, open(out, "w", newline="") as expanded:
        writer = csv.writer(expanded, lineterminator="\n")
        writer.writerow(["from", "to", "depart"])
        for row in csv.DictReader(file):
            ends = (";".join(stops.get(row[end], [row[end]])) for end in ("from", "to"))
            writer.writerow([*ends, row["depart"]])


if __name__ == "__main__":
    main()
