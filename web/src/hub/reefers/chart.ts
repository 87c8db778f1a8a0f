import type { Reefer } from '../../api/hub';

/** What a chart of readings is drawn from: times as milliseconds, temperatures as tenths of a degree. */
export interface Drawn {
  from: number;
  until: number;
  low: number;
  high: number;
  /** Spans in which one set point held. */
  bands: { from: number; until: number; set: number }[];
  supply: [number, number][];
  returned: [number, number][];
  ambient: [number, number][];
}

/** Returns what to draw of a box; nothing where nothing was read. */
export function drawn(reefer: Reefer, now: string): Drawn | null {
  if (reefer.readings.length === 0) return null;
  const at = (text: string) => Date.parse(text);
  const of = (key: 'supply_dc' | 'return_dc' | 'ambient_dc') => reefer.readings.flatMap((reading): [number, number][] => (reading[key] === undefined || reading[key] === null ? [] : [[at(reading.at), reading[key]]]));
  const [supply, returned, ambient] = [of('supply_dc'), of('return_dc'), of('ambient_dc')];
  const from = at(reefer.readings[0]?.at ?? now);
  const until = Math.max(at(now), from + 3_600_000);
  const bands = reefer.set_points.flatMap((row, place) => {
    if (row.set_point_dc === undefined || row.set_point_dc === null) return [];
    const next = reefer.set_points[place + 1];
    // The first one known held before too.
    const begins = place === 0 ? from : Math.max(from, at(row.from));
    return [{ from: begins, until: next ? Math.max(begins, at(next.from)) : until, set: row.set_point_dc }];
  });
  const inside = [...supply, ...returned].map(([, dc]) => dc);
  const edges = bands.flatMap(({ set }) => [set - reefer.rules.band_dc, set + reefer.rules.band_dc]);
  const low = Math.min(...inside, ...edges) - 10;
  const high = Math.max(...inside, ...edges) + 10;
  return { from, until, low, high, bands, supply, returned, ambient };
}

/** Returns a path through points of a chart of a size. */
export function pathOf(points: readonly [number, number][], { from, until, low, high }: Drawn, [width, height]: readonly [number, number]): string {
  const x = (time: number) => (width * (time - from)) / (until - from);
  const y = (dc: number) => height - (height * (dc - low)) / (high - low);
  return points.map(([time, dc], place) => `${place === 0 ? 'M' : 'L'}${x(time).toFixed(1)} ${y(dc).toFixed(1)}`).join('');
}
