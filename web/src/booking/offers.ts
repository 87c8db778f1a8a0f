import type { Offer, OfferRoom, PlanLegView, RunAnswer } from '../api/booking';
import { FREE_POOL } from '../capacity/pools';
import { byDimension, counted } from '../format/amount';

/** One dimension of a run as an offer sees it. */
export interface Shortfall {
  dimension: string;
  left: number;
  wanted: number;
}

/** Returns the dimension in which a run has the least to spare on the hops ridden; nothing while the run is unknown. */
export function tightest(room: OfferRoom, leg: PlanLegView | undefined, run: RunAnswer | undefined): Shortfall | null {
  if (!leg || leg.carriage.kind !== 'ride' || !run) return null;
  const { from_call, to_call } = leg.carriage.hops;
  const hops = run.ledger.pools.find(({ pool }) => pool === FREE_POOL)?.hops.filter(({ hop }) => from_call <= hop && hop < to_call) ?? [];
  const wanted = byDimension(room.wanted);
  // What the run does not count does not limit it.
  const limits = byDimension(run.ledger.room);
  const rows = counted(wanted).filter((dimension) => limits[dimension] !== undefined).map((dimension) => {
    const left = Math.min(...hops.map((hop) => byDimension(hop.left)[dimension] ?? 0), limits[dimension] ?? 0);
    return { dimension, left, wanted: wanted[dimension] ?? 0 };
  });
  return scarcer(rows);
}

/** Returns what is left least of, by the share of what is wanted. */
export function scarcer(rows: readonly Shortfall[]): Shortfall | null {
  return rows.reduce<Shortfall | null>((least, row) => (least === null || row.left / row.wanted < least.left / least.wanted ? row : least), null);
}

/** Returns whether a run of an offer has less left than it wants; not so while a run is unknown. */
export function isShort({ rooms, legs }: Offer, answer: (room: OfferRoom) => RunAnswer | undefined): boolean {
  return rooms.some((room) => {
    const least = tightest(room, legs.find(({ no }) => no === room.leg), answer(room));
    return least !== null && least.left < least.wanted;
  });
}

export function isBookable({ refused }: Offer): boolean {
  return !refused;
}

/** Returns what names an offer among others: the runs it rides and when. */
export function offerKey({ legs }: Offer): string {
  return legs.map(({ carriage, depart }) => (carriage.kind === 'ride' ? `${carriage.run} ${carriage.section}` : `${carriage.mode} ${depart}`)).join(' > ');
}

/** Returns the offers that can be booked and are no earlier than the chosen one; then the others that can. */
export function nextBookable(offers: readonly Offer[], chosen: Offer): Offer[] {
  const bookable = offers.filter((offer) => isBookable(offer) && offer !== chosen);
  const later = bookable.filter((offer) => offer.itinerary.departure >= chosen.itinerary.departure);
  return [...later, ...bookable.filter((offer) => !later.includes(offer))];
}

/** Returns the offer that rides the runs of an itinerary chosen before, the first one that can be booked otherwise. */
export function firstChosen(offers: readonly Offer[], runs: string | null): Offer | null {
  const same = runs ? offers.find((offer) => runsOf(offer.itinerary) === runs) : undefined;
  return same ?? offers.find(isBookable) ?? offers[0] ?? null;
}

/** Returns the runs of an itinerary as one text. */
export function runsOf({ legs }: { legs: readonly { run?: string | null | undefined }[] }): string {
  return legs.flatMap(({ run }) => (run ? [run] : [])).join(' ');
}

/** Returns whether a refusal says that only room is missing, so that waiting for it makes sense. */
export function saysFull(code: string): boolean {
  return code === 'booking.sold_out' || code === 'booking.allotment_exhausted';
}
