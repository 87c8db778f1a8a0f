import type { BoxRow, Standing } from '../api/hub';

/** A box that was found beside what the books say: not in the books here, or in another place. */
export interface FoundBox {
  number: string;
  length: '20' | '40';
  fill: 'laden' | 'empty';
  bay: number;
  row: number;
  tier: number;
}

/** A count of a block as far as it has come: it takes hours, so it is kept in the browser. */
export interface Count {
  /** When it began, RFC 3339. */
  began: string;
  /** Boxes seen where the books say, by identifier. */
  seen: readonly string[];
  /** Boxes that are not where the books say. */
  missing: readonly string[];
  found: readonly FoundBox[];
}

/** Returns the 20 ft bay from which a box is counted: a longer one from its first. */
export function countedBay(bay: number): number {
  return bay % 2 === 0 ? bay - 1 : bay;
}

/** Returns the boxes of a bay from the ground up, row by row. */
export function boxesOfBay(boxes: readonly BoxRow[], bay: number): (BoxRow & { spot: { at: 'yard'; row: number; tier: number; bay: number; block: string } })[] {
  return boxes
    .flatMap((box) => (box.spot.at === 'yard' && countedBay(box.spot.bay) === bay ? [{ ...box, spot: box.spot }] : []))
    .sort((one, other) => one.spot.row - other.spot.row || one.spot.tier - other.spot.tier);
}

/** Returns the bays in which something stands, or was found, in order. */
export function baysToCount(boxes: readonly BoxRow[], found: readonly FoundBox[]): number[] {
  const bays = [...boxes.flatMap(({ spot }) => (spot.at === 'yard' ? [countedBay(spot.bay)] : [])), ...found.map(({ bay }) => countedBay(bay))];
  return [...new Set(bays)].sort((one, other) => one - other);
}

/** Returns the count with boxes said to be there, not there, or neither yet. */
export function said(count: Count, ids: readonly string[], what: 'seen' | 'missing' | null): Count {
  const others = (all: readonly string[]) => all.filter((id) => !ids.includes(id));
  return { ...count, seen: what === 'seen' ? [...others(count.seen), ...ids] : others(count.seen), missing: what === 'missing' ? [...others(count.missing), ...ids] : others(count.missing) };
}

/** How far a count has come against the books as they are now. */
export interface Progress {
  total: number;
  /** Boxes that nobody has looked for yet. */
  open: BoxRow[];
  missing: BoxRow[];
  /** Found boxes that the books have elsewhere in this block. */
  moved: FoundBox[];
  /** Found boxes that the books do not have here. */
  extra: FoundBox[];
}

/** Returns how far a count has come; boxes that came since it began are open. */
export function progress(count: Count, boxes: readonly BoxRow[]): Progress {
  const [seen, missing] = [new Set(count.seen), new Set(count.missing)];
  const inBooks = new Set(boxes.map(({ number }) => packed(number)));
  const isKnown = ({ number }: FoundBox) => inBooks.has(packed(number));
  const found = new Set(count.found.map(({ number }) => packed(number)));
  return {
    total: boxes.length,
    open: boxes.filter(({ id, number }) => !seen.has(id) && !missing.has(id) && !found.has(packed(number))),
    missing: boxes.filter(({ id, number }) => missing.has(id) && !found.has(packed(number))),
    moved: count.found.filter(isKnown),
    extra: count.found.filter((one) => !isKnown(one)),
  };
}

/** Returns everything that was found standing in a block: what was seen where the books say, and what was found beside it. */
export function standings(count: Count, boxes: readonly BoxRow[], block: string): Standing[] {
  const found = new Set(count.found.map(({ number }) => packed(number)));
  const seen = boxes.filter(({ id, number }) => count.seen.includes(id) && !found.has(packed(number)));
  return [
    ...seen.map((box): Standing => ({ thing: { number: box.number, form: box.form === '40' ? { form: 'box', length: '40' } : { form: 'box', length: '20' }, fill: box.fill === 'empty' ? 'empty' : 'laden' }, spot: box.spot })),
    ...count.found.map(({ number, length, fill, bay, row, tier }): Standing => ({ thing: { number, form: { form: 'box', length }, fill }, spot: { at: 'yard', block, bay, row, tier } })),
  ];
}

function packed(number: string): string {
  return number.replace(/[\s-]/g, '').toUpperCase();
}

const STORAGE_KEY = 'landbridge.hub.count';

/** Returns the count of a block that was begun in this browser, or a new one. */
export function keptCount(block: string, now: string): Count {
  try {
    const kept = JSON.parse(localStorage.getItem(`${STORAGE_KEY}.${block}`) ?? 'null') as Count | null;
    if (kept && Array.isArray(kept.seen) && Array.isArray(kept.missing) && Array.isArray(kept.found)) return kept;
  } catch {
    // A broken or forbidden store means a new count.
  }
  return { began: now, seen: [], missing: [], found: [] };
}

/** Keeps a count in this browser, or forgets it. */
export function keepCount(block: string, count: Count | null): void {
  try {
    if (count) localStorage.setItem(`${STORAGE_KEY}.${block}`, JSON.stringify(count));
    else localStorage.removeItem(`${STORAGE_KEY}.${block}`);
  } catch {
    // Kept for as long as the dialog is open.
  }
}
