"""Sea lane network: `lane_nodes.csv` and `lanes.csv`, and sea distances over it.

Source: the package `searoute` 1.6.0 (Apache-2.0), file `searoute/data/marnet_searoute.geojson`.
Every point of every polyline becomes a node, every step between two points a lane. The largest connected part is kept.

Passages: the source flags straits and canals. They are renamed to the words of the crossings (`PASSAGE_NAMES`), and the lanes
north of Siberia, which the source does not flag, become `northeast`: both ends north of 69.5 N and between 90 E and 180 E.
"""

import csv
import heapq
import json
import math
import os
from array import array

EARTH_KM = 6371.0088
# Closed for merchant ships in every distance unless the caller says otherwise.
ARCTIC = frozenset(("northwest", "northeast"))

# name in the source -> name in `lanes.passage`
PASSAGE_NAMES = {
    "babalmandab": "bab",
    "bering": "bering",
    "bosporus": "bosporus",
    "chili": "magellan",
    "dardanelles": "dardanelles",
    "gibraltar": "gibraltar",
    "malacca": "malacca",
    "northwest": "northwest",
    "ormuz": "hormuz",
    "panama": "panama",
    "south_africa": "cape",
    "suez": "suez",
    "sunda": "sunda",
}

# name in `lanes.passage` -> crossing named by sea sections that pass it
PASSAGE_CROSSING = {
    "bab": "X-BAB",
    "bering": "X-BERING",
    "bosporus": "X-BOSPORUS",
    "cape": "X-CAPE",
    "dardanelles": "X-DARDANELLES",
    "gibraltar": "X-GIBRALTAR",
    "hormuz": "X-HORMUZ",
    "magellan": "X-MAGELLAN",
    "malacca": "X-MALACCA",
    "northeast": "X-NEP",
    "northwest": "X-NWP",
    "panama": "X-PANAMA",
    "suez": "X-SUEZ",
    "sunda": "X-SUNDA",
}


def great_circle(lat1, lon1, lat2, lon2):
    """Kilometres along the sphere; the antimeridian needs no care."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    dp, dl = p2 - p1, math.radians(lon2 - lon1)
    h = math.sin(dp / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def find_geojson(source=None):
    """The marnet file: from an argument (file, or folder of an unpacked package), or from an installed `searoute`."""
    names = ("marnet_searoute.geojson", "data/marnet_searoute.geojson", "searoute/data/marnet_searoute.geojson")
    if source:
        if os.path.isfile(source):
            return source
        for name in names:
            path = os.path.join(source, name)
            if os.path.isfile(path):
                return path
        raise SystemExit("no marnet_searoute.geojson under %s" % source)
    try:
        import importlib.util

        spec = importlib.util.find_spec("searoute")
    except ImportError:
        spec = None
    if spec and spec.submodule_search_locations:
        for place in spec.submodule_search_locations:
            path = os.path.join(place, "data", "marnet_searoute.geojson")
            if os.path.isfile(path):
                return path
    return None


def _norm(point):
    lon, lat = float(point[0]), float(point[1])
    while lon >= 180.0:
        lon -= 360.0
    while lon < -180.0:
        lon += 360.0
    return (round(lon, 4) + 0.0, round(lat, 4) + 0.0)


def _is_northeast(a, b):
    return all(lat >= 69.5 and (lon >= 90.0 or lon == -180.0) for lon, lat in (a, b))


class Lanes:
    """The graph: `lat`, `lon` per node; `adjacent[i]` = list of (node, km, passage)."""

    def __init__(self, points, edges):
        """`points`: [(lon, lat)], `edges`: {(i, j): passage}, i < j."""
        self.lon = [p[0] for p in points]
        self.lat = [p[1] for p in points]
        self.edges = []
        self.adjacent = [[] for _ in points]
        for (i, j), passage in sorted(edges.items()):
            km = round(great_circle(self.lat[i], self.lon[i], self.lat[j], self.lon[j]), 1)
            self.edges.append((i, j, km, passage))
            self.adjacent[i].append((j, km, passage))
            self.adjacent[j].append((i, km, passage))
        self._grid = {}
        for i in range(len(points)):
            self._grid.setdefault(self._cell(self.lat[i], self.lon[i]), []).append(i)
        self._trees = {}
        self._near = {}

    # -- making -----------------------------------------------------------------------------------------------------

    @classmethod
    def from_geojson(cls, path):
        with open(path, encoding="utf-8") as f:
            features = json.load(f)["features"]
        index, edges = {}, {}
        for feature in features:
            geometry = feature["geometry"]
            lines = [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]
            passage = feature["properties"].get("passage")
            passage = PASSAGE_NAMES.get(passage, passage) or ""
            for line in lines:
                points = [_norm(p) for p in line]
                for a, b in zip(points, points[1:]):
                    if a == b:
                        continue
                    for p in (a, b):
                        index.setdefault(p, len(index))
                    key = (a, b) if a < b else (b, a)
                    name = passage or ("northeast" if _is_northeast(a, b) else "")
                    edges[key] = edges.get(key) or name
        # the largest connected part
        near = {}
        for a, b in edges:
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
        seen, best = set(), []
        for start in sorted(index):
            if start in seen:
                continue
            part, stack = [], [start]
            seen.add(start)
            while stack:
                p = stack.pop()
                part.append(p)
                for q in near.get(p, ()):
                    if q not in seen:
                        seen.add(q)
                        stack.append(q)
            if len(part) > len(best):
                best = part
        points = sorted(best)
        number = {p: i for i, p in enumerate(points)}
        return cls(points, {(number[a], number[b]): name for (a, b), name in edges.items() if a in number})

    @classmethod
    def from_csv(cls, folder):
        points, number, edges = [], {}, {}
        with open(os.path.join(folder, "lane_nodes.csv"), encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                number[row["node_id"]] = len(points)
                points.append((float(row["lon"]), float(row["lat"])))
        with open(os.path.join(folder, "lanes.csv"), encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                i, j = sorted((number[row["from"]], number[row["to"]]))
                edges[(i, j)] = row["passage"]
        return cls(points, edges)

    def write(self, folder):
        with open(os.path.join(folder, "lane_nodes.csv"), "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow(("node_id", "lat", "lon"))
            for i in range(len(self.lat)):
                w.writerow(("N%05d" % (i + 1), "%.4f" % self.lat[i], "%.4f" % self.lon[i]))
        with open(os.path.join(folder, "lanes.csv"), "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow(("lane_id", "from", "to", "km", "passage"))
            for n, (i, j, km, passage) in enumerate(self.edges):
                w.writerow(("L%05d" % (n + 1), "N%05d" % (i + 1), "N%05d" % (j + 1), "%.1f" % km, passage))

    # -- asking -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _cell(lat, lon):
        return (int(math.floor(lat / 2.0)), int(math.floor(lon / 2.0)) % 180)

    def nearest(self, lat, lon):
        """(node, km) of the nearest node of the network."""
        key = (lat, lon)
        if key in self._near:
            return self._near[key]
        row, column = self._cell(lat, lon)
        best, ring = None, 0
        while ring < 90:
            for r in range(row - ring, row + ring + 1):
                wide = range(-ring, ring + 1) if abs(r - row) == ring else (-ring, ring)
                for c in wide:
                    for i in self._grid.get((r, (column + c) % 180), ()):
                        km = great_circle(lat, lon, self.lat[i], self.lon[i])
                        if best is None or (km, i) < best:
                            best = (km, i)
            # a cell is at least 2 degrees high and 222 km x cos(lat) wide
            safe = ring * 222.0 * max(0.05, math.cos(math.radians(min(88.0, abs(lat) + 2.0 * ring))))
            if best is not None and best[0] <= safe:
                break
            ring += 1
        self._near[key] = (best[1], best[0])
        return self._near[key]

    def tree(self, node, closed=ARCTIC):
        """Shortest paths from a node: (km list, parent list)."""
        closed = frozenset(closed)
        key = (node, closed)
        if key in self._trees:
            return self._trees[key]
        size = len(self.lat)
        far = [math.inf] * size
        parent = [-1] * size
        far[node] = 0.0
        heap = [(0.0, node)]
        adjacent = self.adjacent
        while heap:
            d, i = heapq.heappop(heap)
            if d > far[i]:
                continue
            for j, km, passage in adjacent[i]:
                if passage and passage in closed:
                    continue
                e = d + km
                if e < far[j]:
                    far[j] = e
                    parent[j] = i
                    heapq.heappush(heap, (e, j))
        # arrays: a thousand trees stay small
        self._trees[key] = (array("d", far), array("i", parent))
        return self._trees[key]

    def _passage(self, i, j):
        for k, _, passage in self.adjacent[i]:
            if k == j:
                return passage
        return ""

    def distance(self, a, b, closed=ARCTIC):
        """(km, passages in order) between two (lat, lon); None when there is no way."""
        na, leg_a = self.nearest(*a)
        nb, leg_b = self.nearest(*b)
        if na == nb:
            return (great_circle(a[0], a[1], b[0], b[1]), [])
        # The tree of the smaller node number, so that both directions give the same bytes.
        low, high = min(na, nb), max(na, nb)
        closed = frozenset(closed)
        if (low, closed) not in self._trees and (high, closed) in self._trees:
            low, high = high, low
        far, parent = self.tree(low, closed)
        if math.isinf(far[high]):
            return None
        names, i = [], high
        while parent[i] >= 0:
            name = self._passage(i, parent[i])
            if name and name not in names:
                names.append(name)
            i = parent[i]
        if nb != low:
            names.reverse()
        return (leg_a + far[high] + leg_b, names)

    def path(self, a, b, closed=ARCTIC):
        """Nodes from a to b."""
        na, nb = self.nearest(*a)[0], self.nearest(*b)[0]
        _, parent = self.tree(na, closed)
        nodes, i = [], nb
        while i >= 0:
            nodes.append(i)
            i = parent[i]
        return nodes[::-1]


def load(source=None, folder=None):
    """The network from the source package when it is there, else from the tables of `folder`."""
    path = find_geojson(source)
    if path:
        return Lanes.from_geojson(path)
    if folder and os.path.isfile(os.path.join(folder, "lanes.csv")):
        return Lanes.from_csv(folder)
    raise SystemExit("searoute is not installed, no --lanes given and no lanes.csv in the output folder")


def main(argv=None):
    import argparse

    parser = argparse.ArgumentParser(description="write lane_nodes.csv and lanes.csv")
    parser.add_argument("--out", default="corridors/eurasia")
    parser.add_argument("--lanes", help="marnet_searoute.geojson, or the folder of an unpacked searoute")
    args = parser.parse_args(argv)
    lanes = load(args.lanes, args.out)
    os.makedirs(args.out, exist_ok=True)
    lanes.write(args.out)
    print("lane_nodes %d, lanes %d" % (len(lanes.lat), len(lanes.edges)))


if __name__ == "__main__":
    main()
