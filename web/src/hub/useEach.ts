import { useState } from 'react';

import type { HubAction, HubEach } from '../api/hub';
import type { Problem } from '../api/types';
import { useSend } from '../api/useSend';
import { hubChanged, hubPath } from './queries';

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
  const send = (wishes: readonly Wish[]) =>
    each.mutate(
      { path: hubPath(hub, 'actions', 'each'), body: { actions: wishes.map(({ action }) => action) } },
      { onSuccess: ({ results }) => setOutcome(wishes.map(({ words }, index) => ({ words, problem: results[index]?.problem ?? null }))) },
    );
  return { send, outcome, error: each.error, isPending: each.isPending };
}
