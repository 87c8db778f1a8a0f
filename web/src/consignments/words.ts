import type { ConsignmentRow, GoodsView } from '../api/booking';
import { number } from '../format/number';
import type { Language, T } from '../i18n';

/** Returns the name that people use: the customer's reference, else the start of the identifier. */
export function consignmentName({ id, reference }: { id: string; reference?: string | null }): string {
  return reference ?? shortId(id);
}

/** Returns the end of an identifier: its start is the time and alike for many. */
export function shortId(id: string): string {
  return id.length > 12 ? `…${id.slice(-8)}` : id;
}

/** Returns `12 × 40HC`. */
export function unitWords(units: GoodsView['units']): string {
  return (units ?? []).map(({ unit_type, count }) => `${count} × ${unit_type}`).join(' + ');
}

export function tonnes(t: T, language: Language, kg: number): string {
  return t('plan.tonnes', { tonnes: number(language, kg / 1000, kg % 1000 === 0 || kg >= 100_000 ? 0 : 1) });
}

/** Returns mass, units and goods in one line: the figures first, which may not be cut. */
export function goodsWords(t: T, language: Language, row: ConsignmentRow): string {
  const first = row.goods[0];
  const more = row.lines > 1 ? t('consignments.more_lines', { count: row.lines - 1 }) : '';
  const units = row.units > 0 ? t('consignments.units', { count: row.units }) : '';
  return [tonnes(t, language, row.mass_kg), units, first?.description, more].filter(Boolean).join(t('way.comma'));
}

/** Returns what goods need on the way: a temperature, care for what is dangerous. */
export function needsWords(t: T, goods: GoodsView): string {
  const degrees = (tenths: number) => String(tenths / 10).replace('-', '−');
  const range = goods.temperature ? t('order.degrees', { low: degrees(goods.temperature.lowest_c10), high: degrees(goods.temperature.highest_c10) }) : '';
  const danger = goods.dangerous ? [`UN ${goods.dangerous.un_number.replace(/^UN\s*/, '')}`, t('order.class_of', { class: goods.dangerous.class }), goods.dangerous.packing_group].filter(Boolean).join(t('way.comma')) : '';
  return [range, danger].filter(Boolean).join(t('way.comma'));
}
