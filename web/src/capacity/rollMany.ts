import type { BookedLeg, ConsignmentFound, ConsignmentRow, Done, PlanLegView, RunAnswer } from '../api/booking';
import { ApiError, get, noAnswer, send } from '../api/client';
import type { Intent } from '../api/intent';
import type { Problem } from '../api/types';
import { fetchDepartures, rollable, type Rollable } from '../consignments/departures';
import { legsOf } from '../consignments/detail';
import { consignmentPath } from '../consignments/queries';
import { rollAction, rolled, type Departure } from '../consignments/roll';
import { byDimension, asView, type Amounts } from '../format/amount';
import type { Cause } from '../consignments/CauseField';
import { problemOf } from '../plan/problems';
import type { Entry } from './entries';

/** One booking on a run that is to take another departure. */
export interface Moving {
  booking: string;
  entries: Entry[];
  consignment: ConsignmentRow | null;
}

/** Returns the bookings that have entries on a run, each once; with its consignment where this session sees it. */
export function movings({ pools }: Pick<RunAnswer['ledger'], 'pools'>, consignments: ReadonlyMap<string, ConsignmentRow>): Moving[] {
  const found = new Map<string, Moving>();
  for (const entry of pools.flatMap(({ entries }) => entries)) {
    const moving = found.get(entry.booking) ?? { booking: entry.booking, entries: [], consignment: consignments.get(entry.booking) ?? null };
    moving.entries.push(entry);
    found.set(entry.booking, moving);
  }
  return [...found.values()];
}

/** Returns one leg that stands for all entries together: from the first call where one boards to the last where one leaves. */
export function together({ row, ledger }: RunAnswer, entries: readonly Entry[]): Rollable | null {
  const [first] = entries;
  if (!first) return null;
  const from_call = Math.min(...entries.map(({ hops }) => hops.from_call));
  const to_call = Math.max(...entries.map(({ hops }) => hops.to_call));
  const [from, to] = [ledger.calls[from_call], ledger.calls[to_call]];
  if (!from?.depart || !to?.arrive) return null;
  const hops = { from_call, to_call };
  const sum: Amounts = {};
  for (const { amounts } of entries) for (const [name, value] of Object.entries(byDimension(amounts))) sum[name] = (sum[name] ?? 0) + (value ?? 0);
  const booked: BookedLeg = { leg: 0, run: row.run, section: row.section, hops, pool: 'free', amounts: asView(sum) };
  const leg: PlanLegView = { no: 0, carriage: { kind: 'ride', run: row.run, section: row.section, hops }, from: from.place, to: to.place, depart: from.depart, arrive: to.arrive, units: 0, mass_kg: 0 };
  return { leg, booked };
}

/** What became of one booking: `null` where it was rolled, else why not. */
export type Fate = Problem | null;

/** Rolls one booking's legs off a run onto another departure, with the legs after it; says what the server, or the plan, refuses. */
export async function rollOne(moving: Moving, off: RunAnswer, onto: string, { cause, intent, now }: { cause: Cause; intent: Intent; now: number }): Promise<Fate> {
  if (!moving.consignment) return said('screen.booking_unknown');
  try {
    const path = consignmentPath(moving.consignment.id);
    const { consignment, version } = await get<ConsignmentFound>(path);
    const legs = rollable(consignment, now);
    const isOff = ({ booked }: Rollable) => booked.run === off.row.run && booked.section === off.row.section;
    if (!legs.some(isOff)) return said('screen.already_rolled');
    const known = new Map<number, Departure[]>();
    for (const one of legs) known.set(one.leg.no, await fetchDepartures(one));
    const picked = new Map(legs.filter(isOff).map(({ leg }) => [leg.no, onto]));
    const plan = rolled(legsOf(consignment), picked, (leg) => known.get(leg) ?? []);
    if (plan.missed.length > 0) return said('screen.roll_missed');
    const body = { version, action: rollAction(plan, cause, false) };
    await send<Done>(`${path}/actions`, { method: 'POST', body, key: intent.key(body) });
    intent.done();
    return null;
  } catch (error) {
    return problemOf(error);
  }
}

function said(code: string): Problem {
  return { ...new ApiError(noAnswer(0, code)).problem, code };
}
