import type { GaugeDocument, GaugePlan, GaugeUnit } from '../../api/gauge';
import type { Wagon } from '../../api/hub';
import { boxShare, drawnWagons, type Span } from '../consist';

/** How a box is drawn: only proposed, planned as a job, over, behind, or not decided. */
export type PairState = 'proposed' | 'planned' | 'over' | 'behind' | 'open';

/** A box with where it stood and where it goes or stands, in millimetres along the two trains. */
export interface Pair {
  unit: string;
  number: string;
  state: PairState;
  hasException: boolean;
  isTallied: boolean;
  from: Span;
  to: Span | null;
  crane: string | null;
  order: number;
}

/** What one crane still has to do: where along the track, how many moves, how long. */
export interface Stretch {
  crane: string;
  span: Span;
  moves: number;
  minutes: number;
}

interface Place {
  wagon: string;
  slot: number;
}

/** Returns where on a train a box lies, millimetres from its head; nothing when the wagon has left. */
function spanOf(wagons: readonly Wagon[], { wagon, slot }: Place, length: string): Span | null {
  const drawn = drawnWagons(wagons, 0).find(({ wagon: one }) => one.id === wagon);
  if (!drawn) return null;
  const share = boxShare(drawn.wagon.slots, { slot, length });
  const size = drawn.span.to - drawn.span.from;
  return { from: drawn.span.from + share.from * size, to: drawn.span.from + share.to * size };
}

/** Returns how long a box is: as it lies on either train now; a box that is on neither counts as a long one. */
export function lengthOf(trains: readonly (readonly Wagon[])[], unit: string): string {
  const loads = trains.flatMap((wagons) => wagons.flatMap(({ load }) => load));
  return loads.find(({ id }) => id === unit)?.length ?? '40';
}

function stateOf(unit: GaugeUnit, proposed: boolean): PairState {
  if (unit.outcome === 'over' || unit.outcome === 'behind') return unit.outcome;
  if (unit.planned) return 'planned';
  return proposed ? 'proposed' : 'open';
}

/** Returns the boxes of a recorded gauge change as they are drawn; what is not planned yet as the plan proposes it. */
export function pairsOf(document: GaugeDocument, plan: GaugePlan | undefined, from: readonly Wagon[], to: readonly Wagon[]): Pair[] {
  const proposed = new Map((plan?.changes ?? []).map((change) => [change.unit, change]));
  return document.units.flatMap((unit) => {
    const length = lengthOf([from, to], unit.unit);
    const stood = spanOf(from, unit.from, length);
    const wish = proposed.get(unit.unit);
    const target: Place | null = unit.to ?? unit.planned?.stand ?? wish ?? null;
    return stood
      ? [
          {
            unit: unit.unit,
            number: unit.number,
            state: stateOf(unit, wish !== undefined),
            hasException: unit.exceptions.length > 0,
            isTallied: Boolean(unit.tally),
            from: stood,
            to: target && unit.outcome !== 'behind' ? spanOf(to, target, length) : null,
            crane: unit.planned?.crane ?? wish?.crane ?? null,
            order: unit.planned?.order ?? wish?.order ?? 0,
          },
        ]
      : [];
  });
}

/** Returns the boxes of a plan that is not recorded. */
export function proposedPairs(plan: GaugePlan, from: readonly Wagon[], to: readonly Wagon[]): Pair[] {
  const places = new Map(from.flatMap(({ id, load }) => load.map((box) => [box.id, { wagon: id, slot: box.slot }] as const)));
  const pair = (unit: string, number: string, state: PairState, target: Place | null, crane: string | null, order: number): Pair[] => {
    const stood = places.get(unit);
    const length = lengthOf([from], unit);
    const span = stood && spanOf(from, stood, length);
    return span ? [{ unit, number, state, hasException: false, isTallied: false, from: span, to: target && spanOf(to, target, length), crane, order }] : [];
  };
  return [
    ...plan.changes.flatMap((change) => pair(change.unit, change.number, 'proposed', change, change.crane ?? null, change.order ?? 0)),
    ...plan.behind.flatMap(({ unit, number }) => pair(unit, number, 'open', null, null, 0)),
  ];
}

/** Returns each crane's stretch of the track with what it still has to do. */
export function stretches(pairs: readonly Pair[], movesPerHour: ReadonlyMap<string, number>): Stretch[] {
  const waiting = pairs.filter(({ state, crane }) => crane !== null && (state === 'planned' || state === 'proposed'));
  const cranes = [...new Set(waiting.map(({ crane }) => crane ?? ''))].sort();
  return cranes.map((crane) => {
    const own = waiting.filter((pair) => pair.crane === crane);
    const ends = own.flatMap(({ from, to }) => [from.from, from.to, ...(to ? [to.from, to.to] : [])]);
    return { crane, span: { from: Math.min(...ends), to: Math.max(...ends) }, moves: own.length, minutes: Math.ceil((own.length * 60) / (movesPerHour.get(crane) ?? 1)) };
  });
}

/** Returns the minutes until the slowest crane has done its moves: they work side by side. */
export function minutesInAll(all: readonly Stretch[]): number {
  return Math.max(0, ...all.map(({ minutes }) => minutes));
}
