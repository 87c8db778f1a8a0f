import type { Step } from '../api/booking';

/** Something that happened, as one record tells it. */
export interface Happened {
  at: string;
  recordedAt: string | null;
  record: string | null;
  unit: string | null;
  isCorrected: boolean;
}

/** One step: what was planned, what is thought, what happened, side by side and never in one field. */
export interface TimelineStep {
  key: string;
  what: string;
  place: string;
  leg: number | null;
  planned: string | null;
  estimated: string | null;
  happened: Happened[];
}

/**
 * Returns the steps of a timeline in the order in which the server tells them: what plan, estimate and records say about
 * one step (same event, place and leg) stands in one row; each record of it is kept.
 */
export function mergedTimeline(entries: readonly Step[]): TimelineStep[] {
  const steps = new Map<string, TimelineStep>();
  for (const entry of entries) {
    const key = stepKey(entry, steps);
    const step = steps.get(key) ?? { key, what: entry.what, place: entry.place, leg: entry.leg ?? null, planned: null, estimated: null, happened: [] };
    step.planned ??= entry.planned ?? null;
    step.estimated ??= entry.estimated ?? null;
    if (entry.actual) {
      step.happened.push({ at: entry.actual, recordedAt: entry.recorded_at ?? null, record: entry.record ?? null, unit: entry.unit ?? null, isCorrected: entry.corrected });
    }
    steps.set(key, step);
  }
  for (const step of steps.values()) step.happened.sort((a, b) => a.at.localeCompare(b.at));
  return [...steps.values()];
}

/** A hold may come twice at one place: the second of the same unit is a step of its own. */
function stepKey(entry: Step, steps: ReadonlyMap<string, TimelineStep>): string {
  const base = [entry.what, entry.place, entry.leg ?? ''].join(' ');
  let key = base;
  for (let round = 2; entry.actual && steps.get(key)?.happened.some(({ unit }) => unit === (entry.unit ?? null)); round += 1) key = `${base} ${round}`;
  return key;
}

/** A record this much later than what it tells is shown as late. */
export const RECORDED_LATE_MINUTES = 60;

/** Returns by how many minutes a record is later than the limit allows, or nothing when it is in time. */
export function recordedLate(happened: Happened): number | null {
  if (!happened.recordedAt) return null;
  const minutes = Math.round((Date.parse(happened.recordedAt) - Date.parse(happened.at)) / 60_000);
  return minutes > RECORDED_LATE_MINUTES ? minutes : null;
}

/** Returns the last thing that happened in a step. */
export function lastHappened(step: TimelineStep): Happened | null {
  return step.happened.at(-1) ?? null;
}

/** Returns by how many minutes a step is later than planned: by what happened, else by what is thought. */
export function lateness(step: TimelineStep): number | null {
  const known = lastHappened(step)?.at ?? step.estimated;
  if (!known || !step.planned) return null;
  return Math.round((Date.parse(known) - Date.parse(step.planned)) / 60_000);
}
