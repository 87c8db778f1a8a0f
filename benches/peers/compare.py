"""Compares answers first, then times.

    compare.py QUERIES.csv FEED.zip NAME=REFERENCE.jsonl NAME=PEER.jsonl ...

A line of a file is an answer: {"query": 0, "itineraries": [{"departure", "arrival", "rides"}], "elapsed_us": 12}. Times are
seconds since 1970 or RFC 3339. Two answers agree when they give the same arrivals by the same numbers of rides. `arrival
only` names answers that know no rides: then the earliest arrival is compared.
"""

import csv
import datetime
import io
import json
import sys
import zipfile

EXAMPLES = 3


def seconds(value):
    if isinstance(value, (int, float)):
        return int(value)
    return int(datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp())


def front(itineraries):
    """The arrivals by rides that no other beats; `rides` may be missing."""
    points = sorted((seconds(i["arrival"]), i.get("rides") or 0) for i in itineraries)
    kept = []
    for arrival, rides in points:
        if all(rides < other for _, other in kept):
            kept.append((arrival, rides))
    return kept


def departures(itineraries):
    latest = {}
    for i in itineraries:
        if i.get("departure") is not None:
            key = (seconds(i["arrival"]), i.get("rides"))
            latest[key] = max(latest.get(key, 0), seconds(i["departure"]))
    return latest


def read(path):
    answers = {}
    with open(path) as lines:
        for line in lines:
            row = json.loads(line)
            answers[row["query"]] = row
    return answers


def walked(feed):
    """Stops that a footpath leads to: a peer may walk to them after the last ride."""
    with zipfile.ZipFile(feed) as files, files.open("transfers.txt") as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig"))
        return {row["to_stop_id"] for row in rows if row["from_stop_id"] != row["to_stop_id"]}


def share(sorted_values, percent):
    return sorted_values[min(len(sorted_values) - 1, len(sorted_values) * percent // 100)]


def shown(points, depart):
    if not points:
        return "nothing"
    return ", ".join(f"{(arrival - depart) / 3600:.2f} h by {rides or '?'}" for arrival, rides in points)


def judge(reference, peer, is_arrival_only):
    """Returns the class of a pair of answers."""
    if is_arrival_only:
        reference, peer = reference[:1], peer[:1]
        reference, peer = [(a, 0) for a, _ in reference], [(a, 0) for a, _ in peer]
    if reference == peer:
        return "agree"
    if reference and not peer:
        return "unanswered by the peer"
    if peer and not reference:
        return "answered by the peer alone"
    if set(peer) <= set(reference):
        return "peer lacks some of the front"
    better = min(peer)[0] < min(reference)[0]
    worse = min(peer)[0] > min(reference)[0]
    return "peer arrives earlier" if better else "peer arrives later" if worse else "same earliest, other front"


def compare(queries, targets, reference, peer):
    (name, expected), (other, found) = reference, peer
    arrival_only = any(not i.get("rides") for row in found.values() for i in row["itineraries"])
    classes, examples, walks, later, apart = {}, {}, 0, [0, 0], []
    for number, query in enumerate(queries):
        depart = seconds(query["depart"])
        ours, theirs = (front(rows.get(number, {"itineraries": []})["itineraries"]) for rows in (expected, found))
        verdict = judge(ours, theirs, arrival_only)
        if verdict == "agree":
            a, b = departures(expected[number]["itineraries"]), departures(found[number]["itineraries"])
            for key in a.keys() & b.keys():
                later[0] += 1
                later[1] += a[key] == b[key]
                if a[key] != b[key]:
                    leaves = " and ".join(f"{(left[key] - depart) / 3600:.2f} h" for left in (a, b))
                    apart.append(f"{number}: {query['from']} to {query['to']} by {key[1]}: leave after {leaves}")
        elif query["to"] in targets:
            walks += 1
        classes[verdict] = classes.get(verdict, 0) + 1
        text = f"{number}: {query['from']} to {query['to']}: {name} {shown(ours, depart)}; {other} {shown(theirs, depart)}"
        examples.setdefault(verdict, []).append(text)
    what = "earliest arrival" if arrival_only else "arrivals by rides"
    print(f"{other} against {name}, {what}, {len(queries)} questions")
    for verdict, count in sorted(classes.items(), key=lambda pair: -pair[1]):
        print(f"  {count:5} {verdict}")
        if verdict not in ("agree", "unanswered by the peer"):
            for text in examples[verdict][:EXAMPLES]:
                print(f"          {text}")
    if later[0]:
        print(f"  latest departure the same on {later[1]} of {later[0]} points where both name one")
        for text in apart[:EXAMPLES]:
            print(f"          {text}")
    if walks:
        print(f"  of those that differ, {walks} end at a stop that has footpaths (a walk after the last ride)")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__.strip())
    with open(sys.argv[1], newline="") as file:
        queries = list(csv.DictReader(file))
    targets = walked(sys.argv[2])
    answers = [(name, read(path)) for name, path in (argument.split("=", 1) for argument in sys.argv[3:])]
    for peer in answers[1:]:
        compare(queries, targets, answers[0], peer)
    print(f"\n{'milliseconds':28}{'answered':>10}{'median':>10}{'p95':>10}{'worst':>10}")
    for name, rows in answers:
        times = sorted(row["elapsed_us"] / 1_000 for row in rows.values())
        answered = sum(bool(row["itineraries"]) for row in rows.values())
        figures = "".join(f"{value:>10.3f}" for value in (share(times, 50), share(times, 95), times[-1]))
        print(f"{name:28}{answered:>10}{figures}")


if __name__ == "__main__":
    main()
