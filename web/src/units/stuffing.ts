import type { UnitAnswer } from '../api/booking';
import { typedNumber } from '../consignments/orderDraft';

type Cargo = UnitAnswer['unit']['cargo'];
export type StuffedLine = Extract<Cargo, { state: 'one' }>['line'];

/** Returns what is in a unit, line by line. */
export function cargoLines(cargo: Cargo): StuffedLine[] {
  switch (cargo.state) {
    case 'empty':
      return [];
    case 'one':
      return [cargo.line];
    case 'stuffed':
      return cargo.lines;
  }
}

/** Returns the stuffing list that is open in a unit. */
export function openList(cargo: Cargo): string | null {
  return cargo.state === 'stuffed' ? cargo.list : null;
}

/** What is put into a unit, as typed. */
export interface Stuffing {
  tonnes: string;
  pieces: string;
}

/** How much goes into a unit. */
export interface Quantity {
  mass_kg: number;
  pieces: number;
}

/** Returns what is sent, nothing while it cannot be read. */
export function readStuffing({ tonnes, pieces }: Stuffing): Quantity | null {
  const mass = typedNumber(tonnes);
  const count = pieces.trim() === '' ? 0 : typedNumber(pieces);
  if (mass === null || mass <= 0 || count === null || count < 0 || !Number.isInteger(count)) return null;
  return { mass_kg: Math.round(mass * 1000), pieces: count };
}

/** Returns what of an order is in no unit yet, never below nothing. */
export function unstuffed(order: Quantity, shares: readonly Quantity[]): Quantity {
  const sum = (name: 'mass_kg' | 'pieces') => shares.reduce((total, share) => total + share[name], 0);
  return { mass_kg: Math.max(0, order.mass_kg - sum('mass_kg')), pieces: Math.max(0, order.pieces - sum('pieces')) };
}
