import type { QuotationView, QuotedComponent } from '../api/booking';
import { summed } from '../format/money';

/** One line of a price: the parts of a leg that are charged alike, together. */
export interface PriceLine {
  leg: number | null;
  charge: string;
  facility: string | null;
  tariff: string;
  basis: string;
  quantity: number;
  /** For one of the basis. */
  rate: number;
  amount: string;
}

/** A step of a fee table this low stands for any time after departure. */
export const AFTER_DEPARTURE = -1_000_000;

/** Returns the lines of a price: what is charged hop by hop is one line a leg, its exact amounts summed exactly. */
export function priceLines({ components }: QuotationView): PriceLine[] {
  const lines = new Map<string, PriceLine>();
  for (const component of components) {
    const { leg, charge, tariff, basis } = component;
    const facility = 'facility' in charge ? charge.facility : null;
    const key = [leg, charge.kind, facility, tariff, basis, component.quantity_e3].join(' ');
    const before = lines.get(key);
    const rate = (before?.rate ?? 0) + rateForOne(component);
    const amount = before ? summed([before.amount, component.amount.amount]) : component.amount.amount;
    lines.set(key, { leg: leg ?? null, charge: charge.kind, facility, tariff, basis, quantity: component.quantity_e3 / 1000, rate, amount });
  }
  return [...lines.values()];
}

/** What one of the basis costs in the currency of the price. */
function rateForOne({ rate, amount, quantity_e3, exchange }: QuotedComponent): number {
  if (exchange) return quantity_e3 === 0 ? 0 : (Number(amount.amount) * 1000) / quantity_e3;
  return (Number(rate.amount.amount) * 1000) / rate.for_quantity_e3;
}
