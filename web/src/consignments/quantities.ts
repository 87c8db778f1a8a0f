import type { ConsignmentDetail, GoodsView } from '../api/booking';
import { typedNumber } from './orderDraft';

type OrderView = NonNullable<ConsignmentDetail['order']>;

/** How much of one line of goods, as typed. */
export interface Quantity {
  tonnes: string;
  units: string;
  pieces: string;
}

export type QuantityName = keyof Quantity;

/** Returns the quantity of a line as it would have been typed. */
export function quantityOf({ mass_kg, units = [], packaging }: GoodsView): Quantity {
  const [first] = units;
  return { tonnes: String(mass_kg / 1000), units: first ? String(first.count) : '', pieces: packaging.pieces > 0 ? String(packaging.pieces) : '' };
}

/** Returns which fields of a line cannot be read. */
export function unreadable(line: GoodsView, { tonnes, units, pieces }: Quantity): ReadonlySet<QuantityName> {
  const isWhole = (text: string) => Number.isInteger(typedNumber(text));
  const found = new Set<QuantityName>();
  if ((typedNumber(tonnes) ?? 0) <= 0) found.add('tonnes');
  if ((line.units ?? []).length > 0 && (!isWhole(units) || Number(typedNumber(units)) <= 0)) found.add('units');
  if (pieces.trim() !== '' && (!isWhole(pieces) || Number(typedNumber(pieces)) < 0)) found.add('pieces');
  return found;
}

/** Returns the order with other quantities, nothing while one cannot be read. Volume goes with the mass. */
export function withQuantities(order: OrderView, typed: readonly Quantity[]): OrderView | null {
  const lines = order.goods.map((line, index) => ({ line, quantity: typed[index] ?? quantityOf(line) }));
  if (lines.some(({ line, quantity }) => unreadable(line, quantity).size > 0)) return null;
  return { ...order, goods: lines.map(({ line, quantity }) => withQuantity(line, quantity)) };
}

function withQuantity(line: GoodsView, { tonnes, units, pieces }: Quantity): GoodsView {
  const mass_kg = Math.round((typedNumber(tonnes) ?? 0) * 1000);
  const [first, ...rest] = line.units ?? [];
  const scaled = line.volume_l && mass_kg !== line.mass_kg ? Math.round((line.volume_l * mass_kg) / line.mass_kg) : line.volume_l;
  return {
    ...line,
    mass_kg,
    ...(scaled === undefined ? {} : { volume_l: scaled }),
    packaging: { ...line.packaging, pieces: typedNumber(pieces) ?? 0 },
    units: first ? [{ ...first, count: typedNumber(units) ?? first.count }, ...rest] : [],
  };
}
