import type { HistoryRow, HubAction, Spot } from '../api/hub';

/** A move that was recorded as done. */
export interface DoneMove {
  job: string;
  unit: string;
  from: Spot;
  to: Spot;
  at: string;
}

/** Returns the last moves of a machine's history, the latest first. */
export function doneMoves(rows: readonly HistoryRow[], most: number): DoneMove[] {
  return rows
    .flatMap(({ kind, event }) => (kind === 'hub.job_done' && event ? [event as unknown as DoneMove] : []))
    .slice(0, most);
}

/** Returns whether two spots are the same. */
export function isSpot(one: Spot, other: Spot): boolean {
  const said = (spot: Spot) => JSON.stringify(Object.entries(spot).filter(([, value]) => value !== '').sort(([a], [b]) => a.localeCompare(b)));
  return said(one) === said(other);
}

/**
 * Returns what puts a move right that was recorded but did not happen so. A record stays: the box is moved in the books to where it
 * really stands, and where it was not moved at all, its move is to be done again.
 */
export function puttingRight(move: DoneMove, machine: string, back: { job: string; isToDo: boolean; at: string }): HubAction[] {
  const finish: HubAction = { do: 'job_finish', job: back.job, at: back.at };
  const again: HubAction = { do: 'job_plan', jobs: [{ unit: move.unit, to: move.to, order: 0, urgency: 'normal', ...(machine ? { equipment: machine } : {}) }] };
  return back.isToDo ? [finish, again] : [finish];
}
