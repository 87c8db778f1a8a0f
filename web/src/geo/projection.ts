export type LonLat = readonly [number, number];
export type XY = [number, number];

/** A frame of the world on a drawing, Web Mercator. */
export interface Frame {
  width: number;
  height: number;
  project: (point: LonLat) => XY;
}

const LAT_MAX = 80;

function mercator(lat: number): number {
  const bounded = Math.max(-LAT_MAX, Math.min(LAT_MAX, lat));
  return (Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)) * 180) / Math.PI;
}

/** Returns the line with longitudes that never jump by half the world, so that it may leave -180..180. */
export function unwrapped(line: readonly LonLat[], near?: number): [number, number][] {
  let last = near ?? line[0]?.[0] ?? 0;
  return line.map(([lon, lat]) => {
    const turns = Math.round((last - lon) / 360);
    last = lon + turns * 360;
    return [last, lat];
  });
}

/** A ring of `[lon, lat]` points. */
export type Ring = [number, number][];

const POLE_LAT = -85;

/**
 * Returns a ring of the globe as a ring of the plane: past the antimeridian its longitudes go on, and one around the pole
 * is closed along the lower edge. The middle of the result is within -180..180.
 */
export function planar(ring: Ring): Ring {
  const open = unwrapped(ring);
  const lons = open.map(([lon]) => lon);
  const turns = Math.round((Math.min(...lons) + Math.max(...lons)) / 720);
  const line = open.map(([lon, lat]): [number, number] => [lon - turns * 360, lat]);
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return line;
  return [...line, [last[0], POLE_LAT], [first[0], POLE_LAT], first];
}

/** Returns a frame that shows all points with a margin, never closer than a few degrees. */
export function frameAround(points: readonly LonLat[], width: number, height: number, margin: number): Frame {
  const lons = points.map(([lon]) => lon);
  const ys = points.map(([, lat]) => mercator(lat));
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const spanX = Math.max(east - west, 4);
  const spanY = Math.max(north - south, 3);
  const scale = Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY);
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
  const project = ([lon, lat]: LonLat): XY => [width / 2 + (lon - middleX) * scale, height / 2 - (mercator(lat) - middleY) * scale];
  return { width, height, project };
}

/** Returns the part of a ring inside a box (Sutherland and Hodgman), coordinates of the drawing. */
export function clipped(ring: readonly XY[], box: { left: number; top: number; right: number; bottom: number }): XY[] {
  const sides: [(point: XY) => boolean, (a: XY, b: XY) => XY][] = [
    [([x]) => x >= box.left, (a, b) => atX(a, b, box.left)],
    [([x]) => x <= box.right, (a, b) => atX(a, b, box.right)],
    [([, y]) => y >= box.top, (a, b) => atY(a, b, box.top)],
    [([, y]) => y <= box.bottom, (a, b) => atY(a, b, box.bottom)],
  ];
  let points = [...ring];
  for (const [inside, cut] of sides) {
    const input = points;
    points = [];
    for (let index = 0; index < input.length; index += 1) {
      const here = input[index] as XY;
      const before = input[(index + input.length - 1) % input.length] as XY;
      if (inside(here) !== inside(before)) points.push(cut(before, here));
      if (inside(here)) points.push(here);
    }
  }
  return points;
}

function atX(a: XY, b: XY, x: number): XY {
  return [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
}

function atY(a: XY, b: XY, y: number): XY {
  return [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y];
}

/** Returns the points that lie at least a distance apart, ends kept. */
export function thinned(points: readonly XY[], distance: number): XY[] {
  const kept: XY[] = [];
  for (const [index, point] of points.entries()) {
    const last = kept.at(-1);
    const isEnd = index === points.length - 1;
    if (!last || isEnd || Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) >= distance) kept.push(point);
  }
  return kept;
}

export function pathOf(points: readonly XY[], close = false): string {
  if (points.length === 0) return '';
  return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}${close ? 'Z' : ''}`;
}
