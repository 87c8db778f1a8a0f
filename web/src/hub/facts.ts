import type { HubAction, HubUnit } from '../api/hub';
import { typedNumber } from '../consignments/orderDraft';

export type Facts = Extract<HubAction, { do: 'inventory_state' }>['facts'];

/** What a person types of a unit. */
export interface TypedFacts {
  number: string;
  fill: 'laden' | 'empty';
  /** Tonnes. */
  mass: string;
  known: 'declared' | 'verified';
  /** With commas or spaces between. */
  seals: string;
  /** Degrees Celsius. */
  setPoint: string;
  onward: string;
  damage: string;
}

/** Returns what is known of a unit as a person would type it. */
export function typedFacts({ row, article }: HubUnit): TypedFacts {
  return {
    number: row.number,
    fill: row.fill === 'empty' ? 'empty' : 'laden',
    mass: row.mass_kg === null || row.mass_kg === undefined ? '' : String(row.mass_kg / 1000),
    known: row.verified ? 'verified' : 'declared',
    seals: (article.seals ?? []).join(', '),
    setPoint: row.set_point_dc === null || row.set_point_dc === undefined ? '' : String(row.set_point_dc / 10),
    onward: row.onward ?? '',
    damage: row.damage ?? '',
  };
}

/** Returns several words that were typed with commas, semicolons or spaces between. */
export function typedWords(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** Returns what differs from what was known; nothing while something typed is no number or a number was erased. */
export function changedFacts(before: TypedFacts, after: TypedFacts): Facts | null {
  const facts: Facts = {};
  const differs = (name: keyof TypedFacts) => before[name].trim() !== after[name].trim();
  if (differs('number')) {
    if (after.number.trim() === '') return null;
    facts.number = after.number.trim();
  }
  if (differs('fill')) facts.fill = after.fill;
  if (differs('mass') || (differs('known') && after.mass.trim() !== '')) {
    const mass = typedNumber(after.mass);
    if (after.mass.trim() !== '' && (mass === null || mass <= 0)) return null;
    facts.gross = mass === null ? { known: 'unknown' } : { known: after.known, mass_kg: Math.round(mass * 1000) };
  }
  if (differs('seals')) facts.seals = typedWords(after.seals);
  if (differs('setPoint')) {
    const point = typedNumber(after.setPoint);
    // A set point once known is replaced, not taken away: the interface has no word for none.
    if (point === null) return null;
    facts.set_point_dc = Math.round(point * 10);
  }
  if (differs('onward')) facts.onward = after.onward;
  if (differs('damage')) facts.damage = after.damage.trim();
  return facts;
}
