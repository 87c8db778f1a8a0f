import { useState } from 'react';

import type { HubAction, HubEach } from '../api/hub';
import type { Problem } from '../api/types';
import { useSend } from '../api/useSend';
import { problemOf } from '../plan/problems';
import { hubChanged, hubPath } from './queries';

/** The most wishes of one request. */
const EACH_MAX = 200;

/** One of many wishes, and what a row calls it. */
export interface Wish {
  words: string;
  action: HubAction;
}

/** What became of one wish. */
export interface EachRow {
  words: string;
  problem: Problem | null;
}

/** Does many things on a hub's floor, each by itself, and keeps what became of each. */
export function useEach(hub: string) {
  const [outcome, setOutcome] = useState<EachRow[] | null>(null);
  const each = useSend<HubEach>(() => hubChanged(hub));

  async function sendAll(wishes: readonly Wish[]): Promise<void> {
    const rows: EachRow[] = [];
    for (let from = 0; from < wishes.length; from += EACH_MAX) {
      const part = wishes.slice(from, from + EACH_MAX);
      try {
        const { results } = await each.mutateAsync({ path: hubPath(hub, 'actions', 'each'), body: { actions: part.map(({ action }) => action) } });
        rows.push(...part.map(({ words }, index) => ({ words, problem: results[index]?.problem ?? null })));
      } catch (error) {
        // Nothing was done: the same is tried again. Later, what was done is told, and why the rest was not.
        if (from === 0) return;
        const problem = problemOf(error);
        rows.push(...wishes.slice(from).map(({ words }) => ({ words, problem })));
        break;
      }
    }
    setOutcome(rows);
  }

  return { send: (wishes: readonly Wish[]) => void sendAll(wishes), outcome, error: each.error, isPending: each.isPending };
}
