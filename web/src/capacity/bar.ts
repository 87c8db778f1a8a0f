import type { DimensionRow } from '../api/booking';

/** A part of a bar of room, from `start` over `size`, both as shares of the whole. */
export interface BarPart {
  name: 'confirmed' | 'held' | 'allotted' | 'left' | 'waiting';
  start: number;
  size: number;
}

/**
 * Returns the parts of a bar in the order confirmed, held, allotted, left; who waits stands past the limit. The whole is the
 * room, or more where the waiting would go beyond it.
 */
export function barParts(room: Pick<DimensionRow, 'room' | 'confirmed' | 'held' | 'waiting' | 'allotted'>): { parts: BarPart[]; limit: number } {
  const taken = room.confirmed + room.held + room.allotted;
  const left = Math.max(room.room - taken, 0);
  const whole = Math.max(room.room, taken + left) + room.waiting;
  if (whole <= 0) return { parts: [], limit: 1 };
  const sizes: [BarPart['name'], number][] = [['confirmed', room.confirmed], ['held', room.held], ['allotted', room.allotted], ['left', left], ['waiting', room.waiting]];
  let start = 0;
  const parts: BarPart[] = [];
  for (const [name, amount] of sizes) {
    if (amount > 0) parts.push({ name, start, size: amount / whole });
    start += amount / whole;
  }
  return { parts, limit: room.room / whole };
}

/** Returns the dimension that runs out first: the least share left of what it has. */
export function scarcest(dimensions: readonly DimensionRow[]): DimensionRow | null {
  const counted = dimensions.filter(({ room }) => room > 0);
  return counted.reduce<DimensionRow | null>((least, one) => (least === null || one.left / one.room < least.left / least.room ? one : least), null);
}
