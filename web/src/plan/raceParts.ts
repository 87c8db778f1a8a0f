/** What the days of a race are made of, in the order they are drawn. */
export const RACE_PARTS = [
  'rail',
  'sailing',
  'road',
  'drayage',
  'waiting_for_train',
  'waiting_for_ship',
  'border',
  'gauge_change',
  'customs',
  'handling',
  'opening_hours',
] as const;

/** Returns the parts an answer has, the known ones first, others after. */
export function partsOf(rows: readonly { hours_by_part: Record<string, number> }[]): string[] {
  const found = new Set(rows.flatMap((row) => Object.entries(row.hours_by_part).filter(([, hours]) => hours > 0).map(([part]) => part)));
  const known = RACE_PARTS.filter((part) => found.has(part));
  return [...known, ...[...found].filter((part) => !(RACE_PARTS as readonly string[]).includes(part)).sort()];
}

/** One piece of a stacked bar. */
export interface Piece {
  part: string;
  x: number;
  span: number;
  days: number;
}

/** Returns the pieces of a bar from left to right; `scale` is pixels a day. */
export function stacked(hours: Record<string, number>, parts: readonly string[], scale: number): Piece[] {
  const pieces: Piece[] = [];
  let x = 0;
  for (const part of parts) {
    const days = (hours[part] ?? 0) / 24;
    if (days <= 0) continue;
    pieces.push({ part, x, span: days * scale, days });
    x += days * scale;
  }
  return pieces;
}
