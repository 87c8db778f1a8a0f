import { useQueries } from '@tanstack/react-query';

import type { BookedLeg, ConsignmentDetail, PlanLegView, RunRow } from '../api/booking';
import { get } from '../api/client';
import { pageAddress } from '../api/pages';
import { queryClient } from '../api/queries';
import { runName, runQuery, RUNS } from '../capacity/queries';
import { legsOf } from './detail';
import { departureOf, type Departure } from './roll';

/** Later departures that are looked at for one leg. */
const DEPARTURES_MAX = 10;
const DAYS = 31;
const RUNS_OF_A_PAGE = 200;

/** A leg of a booking that still can take another run. */
export interface Rollable {
  leg: PlanLegView;
  booked: BookedLeg;
}

/** Returns the booked legs that have not departed. */
export function rollable(consignment: Pick<ConsignmentDetail, 'booking' | 'plans' | 'plan_no'>, now: number): Rollable[] {
  const booked = consignment.booking?.booking.legs ?? [];
  return legsOf(consignment).flatMap((leg) => {
    const one = booked.find((known) => known.leg === leg.no);
    return one && leg.carriage.kind === 'ride' && Date.parse(leg.depart) > now ? [{ leg, booked: one }] : [];
  });
}

/** Returns the run that a leg is on and the departures after it, earliest first, each with what is left. */
export async function fetchDepartures({ leg, booked }: Rollable): Promise<Departure[]> {
  if (leg.carriage.kind !== 'ride') return [];
  const { run, section } = leg.carriage;
  const own = await queryClient.fetchQuery(runQuery(runName({ run, section })));
  const filter = { service: own.row.service, from: own.row.departure, days: String(DAYS), limit: String(RUNS_OF_A_PAGE) };
  const { items } = await get<{ items: RunRow[] }>(pageAddress(RUNS, filter, null));
  const later = items.filter((row) => row.section === section && row.run !== run).slice(0, DEPARTURES_MAX);
  const answers = await Promise.all(later.map((row) => queryClient.fetchQuery(runQuery(runName(row)))));
  return [own, ...answers].flatMap((answer) => departureOf(answer, leg, booked) ?? []);
}

/** A run begins at most this long before it calls where a leg boards. */
const BEFORE_MILLIS = 7 * 86_400_000;

/** Returns the departures of a leg's section between two instants, full ones too. */
async function fetchDeparturesBetween({ leg, booked }: Pick<Rollable, 'leg'> & { booked: Pick<BookedLeg, 'amounts'> }, from: string, until: string): Promise<Departure[]> {
  if (leg.carriage.kind !== 'ride') return [];
  const { section, run } = leg.carriage;
  const filter = { service: runName({ run, section }).service, from: new Date(Date.parse(from) - BEFORE_MILLIS).toISOString(), days: String(DAYS), limit: String(RUNS_OF_A_PAGE) };
  const { items } = await get<{ items: RunRow[] }>(pageAddress(RUNS, filter, null));
  const near = items.filter((row) => row.section === section && row.departure <= until && row.arrival > from).slice(-DEPARTURES_MAX);
  const answers = await Promise.all(near.map((row) => queryClient.fetchQuery(runQuery(runName(row)))));
  return answers.flatMap((answer) => departureOf(answer, leg, booked) ?? []).filter(({ depart }) => Date.parse(depart) >= Date.parse(from));
}

/** What an offer wants of one leg's run. */
export interface Wanted {
  leg: PlanLegView;
  booked: Pick<BookedLeg, 'amounts'>;
}

/** Returns the departures that a leg of an offer could take instead, from when the goods are ready to the offer's own. */
export function useEarlierDepartures(legs: readonly Wanted[], ready: string) {
  return useDepartureQueries(
    legs.map(({ leg, booked }) => ({
      no: leg.no,
      query: { queryKey: ['own', 'departures', 'earlier', ready, JSON.stringify(leg), JSON.stringify(booked.amounts)], queryFn: () => fetchDeparturesBetween({ leg, booked }, ready, leg.depart), staleTime: 15_000 },
    })),
  );
}

function departuresQuery(rolling: Rollable) {
  const { leg, booked } = rolling;
  const ridden = leg.carriage.kind === 'ride' ? [leg.carriage.run, leg.carriage.section, leg.carriage.hops.from_call, leg.carriage.hops.to_call].join(' ') : '';
  return { queryKey: ['own', 'departures', ridden, JSON.stringify(booked.amounts)], queryFn: () => fetchDepartures(rolling), staleTime: 15_000 };
}

/** Returns the departures of each leg by its number, and whether all are known. */
export function useDepartures(legs: readonly Rollable[]) {
  return useDepartureQueries(legs.map((one) => ({ no: one.leg.no, query: departuresQuery(one) })));
}

function useDepartureQueries(wanted: readonly { no: number; query: { queryKey: string[]; queryFn: () => Promise<Departure[]>; staleTime: number } }[]) {
  const found = useQueries({ queries: wanted.map(({ query }) => query) });
  const known = new Map(wanted.map(({ no }, index) => [no, found[index]?.data ?? []]));
  return {
    of: (leg: number): readonly Departure[] => known.get(leg) ?? [],
    isPending: found.some(({ isPending }) => isPending),
    error: found.find(({ error }) => error !== null)?.error ?? null,
  };
}
