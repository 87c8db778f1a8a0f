import type { Itinerary } from '../api/types';

export type SortColumn = 'number' | 'arrives' | 'cost' | 'co2e' | 'on_time';

export interface Sorting {
  column: SortColumn;
  descending: boolean;
}

const VALUES: Record<SortColumn, (itinerary: Itinerary) => number> = {
  number: (itinerary) => itinerary.number,
  arrives: (itinerary) => Date.parse(itinerary.arrival),
  cost: (itinerary) => itinerary.cost.amount,
  co2e: (itinerary) => itinerary.co2e_kg,
  on_time: (itinerary) => itinerary.on_time_probability,
};

/** Returns the itineraries in the order of a column; equal ones keep their number's order. */
export function sorted(itineraries: readonly Itinerary[], sorting: Sorting): Itinerary[] {
  const value = VALUES[sorting.column];
  const sign = sorting.descending ? -1 : 1;
  return [...itineraries].sort((a, b) => sign * (value(a) - value(b)) || a.number - b.number);
}

/** Which itineraries to list: all, those with a mode, or those over a crossing. */
export type Filter = 'all' | `mode:${string}` | `crossing:${string}`;

export function passes(itinerary: Itinerary, filter: Filter): boolean {
  if (filter === 'all') return true;
  const [kind, value = ''] = [filter.slice(0, filter.indexOf(':')), filter.slice(filter.indexOf(':') + 1)];
  if (kind === 'mode') return modesOf(itinerary).includes(value);
  return itinerary.legs.some((leg) => leg.crossings.includes(value));
}

export function modesOf(itinerary: Itinerary): string[] {
  const rides = itinerary.legs.filter((leg) => leg.kind !== 'drayage');
  return [...new Set((rides.length > 0 ? rides : itinerary.legs).map((leg) => leg.mode))];
}

/** Returns every mode and crossing of some itineraries with how many use it. */
export function filterCounts(itineraries: readonly Itinerary[]): { modes: [string, number][]; crossings: [string, number][] } {
  const modes = new Map<string, number>();
  const crossings = new Map<string, number>();
  for (const itinerary of itineraries) {
    for (const mode of modesOf(itinerary)) modes.set(mode, (modes.get(mode) ?? 0) + 1);
    for (const id of new Set(itinerary.legs.flatMap((leg) => leg.crossings))) crossings.set(id, (crossings.get(id) ?? 0) + 1);
  }
  return { modes: [...modes].sort(), crossings: [...crossings].sort() };
}
