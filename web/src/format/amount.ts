import type { AmountsView } from '../api/booking';
import type { Language } from '../i18n';
import { number } from './number';

/** What a run can run out of, in the order of reading. */
export const DIMENSIONS = ['teu', 'wagons', 'tonnes', 'reefer_plugs', 'deck_m'] as const;

/** The integers of a dimension that make one of the unit shown: thousandths, kilograms, millimetres. */
const SCALE: Record<string, number> = { teu: 1000, wagons: 1000, tonnes: 1000, reefer_plugs: 1, deck_m: 1000 };

/** Returns an amount in the unit that people say. */
export function shownAmount(dimension: string, value: number): number {
  return value / (SCALE[dimension] ?? 1);
}

/** Returns the integer of an amount that a person typed, or nothing when it is no number. */
export function typedAmount(dimension: string, text: string): number | null {
  const value = Number(text.replace(/[\s\u00a0\u202f\u2009]/g, '').replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) || value < 0 ? null : Math.round(value * (SCALE[dimension] ?? 1));
}

/** Returns an amount without its unit: whole where it is whole, else two decimals. */
export function amount(language: Language, dimension: string, value: number): string {
  const shown = shownAmount(dimension, value);
  return number(language, shown, Number.isInteger(shown) || shown >= 100 ? 0 : 2);
}

/** Returns the dimensions that a set of amounts counts, in the order of reading. */
export function counted(amounts: Partial<Record<string, number>>): string[] {
  return DIMENSIONS.filter((dimension) => (amounts[dimension] ?? 0) !== 0);
}

/** Amounts by dimension, in its integers. */
export type Amounts = Partial<Record<string, number>>;

const MEMBERS = { teu: 'teu_e3', wagons: 'wagons_e3', tonnes: 'mass_kg', reefer_plugs: 'plugs', deck_m: 'deck_mm' } as const satisfies Record<(typeof DIMENSIONS)[number], keyof AmountsView>;

/** Returns what the server's amounts say, by dimension; a room without a dimension does not limit it. */
export function byDimension(view: { readonly [member in keyof AmountsView]?: number | null }): Amounts {
  return Object.fromEntries(DIMENSIONS.flatMap((name) => {
    const value = view[MEMBERS[name]];
    return value === undefined || value === null ? [] : [[name, value] as const];
  }));
}

/** Returns amounts by dimension as the server reads them. */
export function asView(amounts: Amounts): AmountsView {
  return Object.fromEntries(DIMENSIONS.flatMap((name) => (amounts[name] === undefined ? [] : [[MEMBERS[name], amounts[name]] as const])));
}
