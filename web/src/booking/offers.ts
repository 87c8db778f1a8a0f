import type { OfferedItinerary, OfferLedger } from '../api/booking';
import { counted } from '../format/amount';

/** One dimension of a run as an offer sees it. */
export interface Shortfall {
  dimension: string;
  left: number;
  wanted: number;
}

/** Returns the dimension in which a run has the least to spare for what is wanted. */
export function tightest(ledger: OfferLedger): Shortfall | null {
  const rows = counted(ledger.wanted).map((dimension) => ({ dimension, left: ledger.left[dimension] ?? 0, wanted: ledger.wanted[dimension] ?? 0 }));
  return rows.reduce<Shortfall | null>((least, row) => (least === null || row.left / row.wanted < least.left / least.wanted ? row : least), null);
}

/** Returns the offers that can be booked and are no earlier than the chosen one; then the others that can. */
export function nextBookable(offers: readonly OfferedItinerary[], chosen: OfferedItinerary): OfferedItinerary[] {
  const bookable = offers.filter((offer) => offer.offer.bookable && offer !== chosen);
  const later = bookable.filter((offer) => offer.departure >= chosen.departure);
  return [...later, ...bookable.filter((offer) => !later.includes(offer))];
}

/** Returns the offer that rides the runs of an itinerary chosen before, the first one that can be booked otherwise. */
export function firstChosen(offers: readonly OfferedItinerary[], runs: string | null): OfferedItinerary | null {
  const same = runs ? offers.find((offer) => runsOf(offer) === runs) : undefined;
  return same ?? offers.find((offer) => offer.offer.bookable) ?? offers[0] ?? null;
}

/** Returns the runs of an itinerary as one text. */
export function runsOf({ legs }: { legs: readonly { run?: string | null | undefined }[] }): string {
  return legs.flatMap(({ run }) => (run ? [run] : [])).join(' ');
}

/** Returns whether only room is missing, so that waiting for it makes sense. */
export function mayWait(offer: OfferedItinerary): boolean {
  const code = offer.offer.why?.code ?? '';
  return !offer.offer.bookable && (code === 'booking.sold_out' || code === 'booking.allotment_exhausted');
}
