import type { BookedLeg, ConsignmentAction, PlanLegView, RunAnswer } from '../api/booking';
import { tightest, type Shortfall } from '../booking/offers';

/** A departure that a leg could take, with what is left on its hops. */
export interface Departure {
  run: string;
  depart: string;
  arrive: string;
  cutOff: string | null;
  sale: string;
  least: Shortfall | null;
  /** How many legs wait for room on it. */
  waiting: number;
}

/** Returns how a leg would ride a run of its section; nothing where the run does not call there. */
export function departureOf(answer: RunAnswer, leg: PlanLegView, booked: Pick<BookedLeg, 'amounts'>): Departure | null {
  if (leg.carriage.kind !== 'ride') return null;
  const { from_call, to_call } = leg.carriage.hops;
  const { calls, pools } = answer.ledger;
  const [depart, arrive] = [calls[from_call]?.depart, calls[to_call]?.arrive];
  if (!depart || !arrive) return null;
  const room = { leg: leg.no, run: answer.row.run, section: answer.row.section, wanted: booked.amounts };
  const waiting = pools.flatMap(({ entries }) => entries).filter(({ standing }) => standing.state === 'waiting').length;
  return { run: answer.row.run, depart, arrive, cutOff: calls[from_call]?.cut_off ?? null, sale: answer.row.sale, least: tightest(room, leg, answer), waiting };
}

/** Returns whether a departure is sold and has the room. */
export function hasRoom({ sale, least }: Departure): boolean {
  return sale !== 'closed' && (least === null || least.left >= least.wanted);
}

/** What becomes of a plan when some of its legs take other departures. */
export interface Rolled {
  legs: PlanLegView[];
  /** Legs that take another run, by number. */
  changed: { leg: number; run: string }[];
  /** Whether a move on demand leaves later than planned, which a roll does not do by itself. */
  movesShift: boolean;
  /** Legs for which no known departure is late enough. */
  missed: number[];
}

/**
 * Returns the plan with the departures picked: a later leg that would be missed takes the first departure that can be reached and
 * has room, a section of the same train goes along with it, and what goes on demand leaves when the goods are there.
 */
export function rolled(plan: readonly PlanLegView[], picked: ReadonlyMap<number, string>, departures: (leg: number) => readonly Departure[]): Rolled {
  const result: Rolled = { legs: [], changed: [], movesShift: false, missed: [] };
  const there = new Map<string, string>();
  const trains = new Map<string, string>();
  for (const leg of [...plan].sort((a, b) => a.depart.localeCompare(b.depart))) {
    const ready = there.get(leg.from) ?? null;
    const next = leg.carriage.kind === 'ride' ? ridden(leg, ready, { picked, departures, trains, result }) : moved(leg, ready);
    if (leg.carriage.kind === 'move' && next.depart !== leg.depart) result.movesShift = true;
    if (isAfter(next.arrive, there.get(leg.to) ?? null)) there.set(leg.to, next.arrive);
    result.legs.push(next);
  }
  result.legs.sort((a, b) => a.no - b.no);
  return result;
}

/** Returns the plan in which what goes on demand to an earlier departure leaves as much earlier, but not before the goods are ready. */
export function pulled(plan: readonly PlanLegView[], picked: ReadonlyMap<number, string>, departures: (leg: number) => readonly Departure[], ready: string): PlanLegView[] {
  let by = 0;
  return [...plan].reverse().map((leg) => {
    const pick = departures(leg.no).find(({ run }) => run === picked.get(leg.no));
    if (pick) by = Math.min(0, Date.parse(pick.depart) - Date.parse(leg.depart));
    if (leg.carriage.kind !== 'move' || by === 0) return leg;
    const step = Math.max(by, Date.parse(ready) - Date.parse(leg.depart));
    const at = (text: string) => new Date(Date.parse(text) + Math.min(0, step)).toISOString().replace('.000Z', 'Z');
    return { ...leg, depart: at(leg.depart), arrive: at(leg.arrive) };
  }).reverse();
}

interface Rolling {
  picked: ReadonlyMap<number, string>;
  departures: (leg: number) => readonly Departure[];
  /** Which run stands instead of which. */
  trains: Map<string, string>;
  result: Rolled;
}

function ridden(leg: PlanLegView, ready: string | null, { picked, departures, trains, result }: Rolling): PlanLegView {
  if (leg.carriage.kind !== 'ride') return leg;
  const { run } = leg.carriage;
  const known = departures(leg.no);
  const wished = picked.get(leg.no) ?? trains.get(run);
  const isReached = ({ depart }: { depart: string }) => !isAfter(ready, depart);
  const inTime = (one: Departure) => isReached(one) && !isAfter(ready, one.cutOff ?? one.depart);
  const pick = known.find((one) => one.run === wished && isReached(one));
  // What stands stays as long as it is reached.
  const stays = !pick && isReached(leg) && wished === undefined;
  const later = pick ?? (stays ? undefined : (known.find((one) => one.run !== run && inTime(one) && hasRoom(one)) ?? known.find((one) => one.run !== run && inTime(one))));
  if (!later) {
    if (!stays) result.missed.push(leg.no);
    return leg;
  }
  trains.set(run, later.run);
  if (later.run !== run) result.changed.push({ leg: leg.no, run: later.run });
  return { ...leg, carriage: { ...leg.carriage, run: later.run }, depart: later.depart, arrive: later.arrive };
}

function moved(leg: PlanLegView, ready: string | null): PlanLegView {
  if (ready === null || !isAfter(ready, leg.depart)) return leg;
  const lasts = Date.parse(leg.arrive) - Date.parse(leg.depart);
  return { ...leg, depart: ready, arrive: new Date(Date.parse(ready) + lasts).toISOString().replace('.000Z', 'Z') };
}

function isAfter(a: string | null, b: string | null): boolean {
  return a !== null && (b === null || Date.parse(a) > Date.parse(b));
}

/** Returns what is sent: a roll, or the same way booked anew where a move on demand has to leave later too. */
export function rollAction({ legs, changed, movesShift }: Rolled, cause: 'customer' | 'carrier', wait: boolean): ConsignmentAction {
  return movesShift ? { do: 'reroute', legs, cause, terms: { wait } } : { do: 'roll', legs: changed, cause };
}
