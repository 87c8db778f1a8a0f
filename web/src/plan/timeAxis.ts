import type { Itinerary } from '../api/types';

const DAY = 86_400_000;
const STEPS = [1, 2, 5, 7, 10, 14, 20, 30];

export interface TimeAxis {
  start: number;
  end: number;
  width: number;
  /** Offset of the origin, milliseconds: days begin at its midnight. */
  offset: number;
  ticks: number[];
}

/** Returns an axis from the first ready time to the last late arrival, with ticks at local midnights. */
export function timeAxis(itineraries: readonly Itinerary[], offset: number, width: number): TimeAxis {
  const start = Math.min(...itineraries.map((itinerary) => Date.parse(itinerary.ready)));
  const late = itineraries.map((itinerary) => Date.parse(itinerary.ready) + itinerary.days_spread.p90 * DAY);
  const end = Math.max(...itineraries.map((itinerary) => Date.parse(itinerary.arrival)), ...late, start + DAY);
  const step = (STEPS.find((days) => (end - start) / (days * DAY) <= Math.max(3, width / 52)) ?? 60) * DAY;
  const first = Math.ceil((start + offset) / DAY) * DAY - offset;
  const ticks: number[] = [];
  for (let tick = first; tick <= end; tick += step) ticks.push(tick);
  return { start, end, width, offset, ticks };
}

export interface TickLabel {
  tick: number;
  x: number;
  text: string;
}

/** Returns the labels that fit: one that would touch the one before it gives way. */
export function tickLabels(axis: TimeAxis, words: (tick: number, isFirst: boolean) => string): TickLabel[] {
  const labels: TickLabel[] = [];
  let free = -Infinity;
  for (const [index, tick] of axis.ticks.entries()) {
    const text = words(tick, index === 0);
    const half = text.length * 3.2;
    const x = Math.max(half, Math.min(position(axis, tick), axis.width - half));
    if (x - half < free) continue;
    free = x + half + 6;
    labels.push({ tick, x, text });
  }
  return labels;
}

/** Returns where an instant stands on the axis. */
export function position(axis: TimeAxis, instant: number): number {
  return ((instant - axis.start) / (axis.end - axis.start)) * axis.width;
}
