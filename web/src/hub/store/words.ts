import type { GoodsPlace, GoodsRow } from '../../api/hub';
import { number } from '../../format/number';
import type { Language, T } from '../../i18n';
import { shortId } from '../words';

/** What is dragged onto a box: the identifier of goods and where they stand. */
export const DRAGGED_GOODS = 'application/x-landbridge-goods';

/** Returns `40 × CT, 800 kg`; goods are told by package and kilogram. */
export function amountWords(t: T, language: Language, { packages, mass_kg }: { packages: number; mass_kg: number }): string {
  return t('store.amount', { packages: number(language, packages), kg: number(language, mass_kg) });
}

/** Returns `W2 · 7`, or the receiving floor of a warehouse. */
export function placeWords(t: T, { warehouse, bay }: { warehouse: string; bay?: number | null | undefined }): string {
  return bay ? t('store.bay_of', { warehouse: shortId(warehouse), bay }) : t('store.floor_of', { warehouse: shortId(warehouse) });
}

/** Returns litres as cubic metres with one decimal. */
export function cubicMetres(t: T, language: Language, litres: number): string {
  return t('store.cubic_metres', { value: number(language, litres / 1000, 1) });
}

/** Returns a share in whole percent, 0 to 100 and beyond. */
export function share(part: number, whole: number): number {
  return whole > 0 ? Math.round((part * 100) / whole) : 0;
}

/** A place as a value of a choice, and back. */
export function placeKey({ warehouse, bay }: { warehouse: string; bay?: number | null | undefined }): string {
  return `${warehouse}/${bay ?? ''}`;
}

export function placeOf(key: string): { warehouse: string; bay?: number } {
  const [warehouse = '', bay = ''] = key.split('/');
  return bay === '' ? { warehouse } : { warehouse, bay: Number(bay) };
}

/** Returns the place of goods where most of them stand. */
export function mainPlace(row: Pick<GoodsRow, 'places'>): GoodsPlace | null {
  return [...row.places].sort((one, other) => other.amount.packages - one.amount.packages)[0] ?? null;
}
