import type { HubFigures, SpanFigure, SpanRow } from '../../api/hub';
import { csv } from '../../format/csv';

/** Returns figures as CSV, a kind's own before those of its parts. */
export function figuresCsv(figures: readonly SpanFigure[]): string {
  const header = ['kind', 'of', 'count', 'median_minutes', 'p90_minutes', 'most_minutes'];
  return csv([header, ...figures.map((row) => [row.kind, row.of ?? '', row.count, row.median_minutes, row.p90_minutes, row.most_minutes])]);
}

/** Returns what machines did as CSV. */
export function machinesCsv(machines: HubFigures['machines']): string {
  const header = ['equipment', 'moves', 'worked_minutes', 'moves_per_hour', 'rated_moves_per_hour'];
  return csv([header, ...machines.map((row) => [row.equipment, row.moves, row.worked_minutes, (row.moves_per_hour_e1 / 10).toFixed(1), row.rated_moves_per_hour])]);
}

/** Returns the yard hour by hour as CSV. */
export function yardCsv({ yard, yard_places }: HubFigures): string {
  return csv([['at', 'places_taken', 'places'], ...yard.map(({ at, places }) => [at, places, yard_places])]);
}

/** Returns spans as CSV. */
export function spansCsv(kind: string, spans: readonly SpanRow[]): string {
  const header = ['kind', 'name', 'of', 'from', 'until', 'minutes', 'about'];
  return csv([header, ...spans.map((row) => [kind, row.name, row.of, row.from, row.until, row.minutes, row.about])]);
}

/** Returns the name of a file of figures of a hub: its days by their dates. */
export function fileName(hub: string, what: string, { from, until }: Pick<HubFigures, 'from' | 'until'>): string {
  return `landbridge-${hub}-${what}-${from.slice(0, 10)}-${until.slice(0, 10)}.csv`;
}
