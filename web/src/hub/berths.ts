import type { Berth, Visit } from '../api/hub';
import type { Span } from './consist';

/** Hours of the chart before and after now. */
export const HOURS_BEFORE = 8;
export const HOURS_AFTER = 40;

/** A ship at a berth: when along the chart, and how much of the berth's length, as shares. */
export interface DrawnShip {
  visit: Visit;
  time: Span;
  quay: Span;
  isHere: boolean;
}

/** Returns an instant's place on the chart, from 0 at its beginning to 1 at its end. */
export function share(now: string, at: string): number {
  const hours = (Date.parse(at) - Date.parse(now)) / 3_600_000;
  return Math.min(Math.max((hours + HOURS_BEFORE) / (HOURS_BEFORE + HOURS_AFTER), 0), 1);
}

/** Returns the ships of a berth that the chart shows, by their beginning. */
export function drawnShips(berth: Berth, visits: readonly Visit[], now: string): DrawnShip[] {
  return visits
    .flatMap((visit) => {
      const { mooring, vehicle } = visit;
      if (!mooring || mooring.berth !== berth.id || vehicle.kind !== 'vessel') return [];
      const from = visit.arrival.actual ?? mooring.from;
      const time = { from: share(now, from), to: share(now, mooring.until) };
      const quay = { from: mooring.offset_mm / berth.length_mm, to: Math.min((mooring.offset_mm + vehicle.length_mm) / berth.length_mm, 1) };
      return time.to > time.from ? [{ visit, time, quay, isHere: visit.stage !== 'expected' }] : [];
    })
    .sort((one, other) => one.time.from - other.time.from);
}

/** Returns the full hours of the chart that are multiples of a step, as instants. */
export function hourTicks(now: string, step = 6): string[] {
  const hour = 3_600_000;
  const start = Math.ceil((Date.parse(now) - HOURS_BEFORE * hour) / (step * hour)) * step * hour;
  const end = Date.parse(now) + HOURS_AFTER * hour;
  const ticks: string[] = [];
  for (let at = start; at <= end; at += step * hour) ticks.push(new Date(at).toISOString());
  return ticks;
}
