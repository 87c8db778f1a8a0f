import type { HubAction, HubEach } from '../api/hub';
import type { Problem } from '../api/types';

/** A command of a work list that the server has not answered yet, or has refused. */
export interface Unsent {
  /** Its own name in this browser. */
  id: string;
  hub: string;
  /** With the moment at which it happened: it may leave much later. */
  action: HubAction;
  /** The box or machine that it is about, for people. */
  words: string;
  happenedAt: string;
  /** The key of the request that it left or will leave with; the same for every try. */
  batch: string | null;
  /** Why the server did not do it. */
  problem: Problem | null;
}

/** A request made of unsent commands of one hub. */
export interface Batch {
  key: string;
  hub: string;
  ids: string[];
  actions: HubAction[];
}

/** The most commands of one request. */
const BATCH_MAX = 200;

/**
 * Returns the request that is to leave next, and the commands as they are then. One that was tried already is tried again
 * as it was, with its key; only then those that wait for the first time.
 */
export function nextBatch(rows: readonly Unsent[], key: string): { rows: Unsent[]; batch: Batch } | null {
  const waiting = rows.filter(({ problem }) => problem === null);
  const first = waiting.find(({ batch }) => batch !== null) ?? waiting[0];
  if (!first) return null;
  const isTried = first.batch !== null;
  const name = first.batch ?? key;
  const chosen = waiting.filter((row) => (isTried ? row.batch === name : row.hub === first.hub)).slice(0, isTried ? waiting.length : BATCH_MAX);
  const ids = new Set(chosen.map(({ id }) => id));
  return {
    rows: rows.map((row) => (ids.has(row.id) ? { ...row, batch: name } : row)),
    batch: { key: name, hub: first.hub, ids: chosen.map(({ id }) => id), actions: chosen.map(({ action }) => action) },
  };
}

/** Returns the commands after an answer: done ones are gone, refused ones stay with the reason. */
export function settled(rows: readonly Unsent[], batch: Batch, answer: HubEach): Unsent[] {
  const results = new Map(batch.ids.map((id, index) => [id, answer.results[index]]));
  return rows.flatMap((row) => {
    if (!results.has(row.id)) return [row];
    const result = results.get(row.id);
    if (result?.problem) return [{ ...row, batch: null, problem: result.problem }];
    return result?.done ? [] : [row];
  });
}

/** Returns the commands after the whole request was refused: each stays with that reason. */
export function refused(rows: readonly Unsent[], batch: Batch, problem: Problem): Unsent[] {
  const ids = new Set(batch.ids);
  return rows.map((row) => (ids.has(row.id) ? { ...row, batch: null, problem } : row));
}
