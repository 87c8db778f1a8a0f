import type { Load, Placement, Visit, Wagon } from '../api/hub';

/** Free length between two consists that share a track, millimetres: as much as a coupler and a look between them. */
export const GAP_MM = 10_000;

/** A piece of a track or wagon, in millimetres or as a share. */
export interface Span {
  from: number;
  to: number;
}

/** A wagon where it is drawn. */
export interface DrawnWagon {
  wagon: Wagon;
  span: Span;
}

/** Returns wagons one behind the other from a point of the track on. */
export function drawnWagons(wagons: readonly Wagon[], fromMm: number): DrawnWagon[] {
  let end = fromMm;
  return wagons.map((wagon) => {
    const from = end;
    end += wagon.length_mm;
    return { wagon, span: { from, to: end } };
  });
}

/** Returns where a box lies on its wagon, as shares of the wagon's length: a 40 ft box takes two slots. */
export function boxShare(slots: number, { slot, length }: Pick<Load, 'slot' | 'length'>): Span {
  const count = Math.max(slots, 1);
  const taken = length === '40' ? 2 : 1;
  return { from: Math.min((slot - 1) / count, 1), to: Math.min((slot - 1 + taken) / count, 1) };
}

/** Returns the wagons of a placement: those it names, else the whole train. */
export function wagonsOf(placement: Placement, visit: Visit | undefined): Wagon[] {
  const wagons = visit?.wagons ?? [];
  const named = placement.proposal.wagons;
  return named && named.length > 0 ? wagons.filter(({ id, number }) => named.includes(id) || named.includes(number)) : wagons;
}

/** A placement where it is drawn: its lane below the track's first, and its place along the track. */
export interface Laid {
  placement: Placement;
  lane: number;
  span: Span;
}

/** Returns whether the wagons stand on the track now. */
export function isStanding({ stage }: Pick<Placement, 'stage'>): boolean {
  return stage.state === 'placed' || stage.state === 'worked';
}

/**
 * Returns a track's placements along it: what stands there first, then what will come in order of time; what does not
 * fit behind the others (it comes when they have gone) is drawn in a lane of its own.
 */
export function laid(placements: readonly Placement[], usableMm: number): Laid[] {
  const order = [...placements].sort((one, other) => Number(isStanding(other)) - Number(isStanding(one)) || one.proposal.from.localeCompare(other.proposal.from));
  const ends: number[] = [];
  return order.map((placement) => {
    let lane = ends.findIndex((end) => end + GAP_MM + placement.length_mm <= usableMm);
    if (lane < 0) lane = ends.push(0) - 1;
    const from = (ends[lane] ?? 0) + GAP_MM;
    const span = { from, to: from + placement.length_mm };
    ends[lane] = span.to;
    return { placement, lane, span };
  });
}

/** Returns how many lanes a track is drawn with; an empty one has its own. */
export function laneCount(rows: readonly Laid[]): number {
  return rows.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
}

/** Returns how much of a placement's work is done, from 0 to 1, as far as its open jobs tell. */
export function workedShare(placement: Placement, visit: Visit | undefined): number {
  if (placement.stage.state === 'worked') return 1;
  if (placement.stage.state !== 'placed' || visit?.stage !== 'working') return 0;
  const { done, of } = workDone(placement, visit);
  return of === 0 ? 0 : done / of;
}

/** Returns how many units of a placed train have been worked: boxes taken off what it brought; of an empty train, what its open jobs leave. */
export function workDone({ proposal: { units } }: Placement, { boxes, boxes_on, jobs }: Visit): { done: number; of: number } {
  if (boxes > 0) return { done: Math.max(boxes - boxes_on, 0), of: boxes };
  return { done: Math.max(units - jobs, 0), of: units };
}

/** Returns round distances for an axis: at most `most` steps. */
export function metreTicks(lengthMm: number, most = 10): number[] {
  const metres = lengthMm / 1000;
  const step = [10, 20, 50, 100, 200, 500, 1000].find((candidate) => metres / candidate <= most) ?? 2000;
  return Array.from({ length: Math.floor(metres / step) + 1 }, (_, index) => index * step);
}

/** Returns the free length at the end of what stands on a track now, millimetres. */
export function freeMm(rows: readonly Laid[], usableMm: number): number {
  return usableMm - rows.filter(({ placement }) => isStanding(placement)).reduce((sum, { placement }) => sum + placement.length_mm, 0);
}
