import { useQuery } from '@tanstack/react-query';

import type { ActionAnswer, ConsignmentAction, ConsignmentAnswer, ConsignmentPage, ConsignmentRow, EventRow } from '../api/booking';
import { get } from '../api/client';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { makeStale } from '../session/session';
import type { Filter } from './filter';
import { toQuery } from './filter';

export const CONSIGNMENTS = '/v1/consignments';

export function consignmentPath(id: string): string {
  return `${CONSIGNMENTS}/${encodeURIComponent(id)}`;
}

export function useConsignments(filter: Filter, enabled = true) {
  return usePages<ConsignmentRow, ConsignmentPage>(CONSIGNMENTS, toQuery(filter), enabled);
}

export function consignmentKey(id: string) {
  return ['own', 'consignment', id] as const;
}

export function useConsignment(id: string | null) {
  return useQuery({
    queryKey: consignmentKey(id ?? ''),
    queryFn: ({ signal }) => get<ConsignmentAnswer>(consignmentPath(id ?? ''), signal),
    enabled: Boolean(id),
    staleTime: 15_000,
  });
}

export function useConsignmentEvents(id: string) {
  return usePages<EventRow>(`${consignmentPath(id)}/events`, {});
}

/** Makes stale what shows a consignment: the lists and its own page. */
export function consignmentChanged(id: string): void {
  makeStale(pagesKey(CONSIGNMENTS), pagesKey(`${consignmentPath(id)}/events`), consignmentKey(id));
}

/** Does something to a consignment at the version that is on screen, or at a later one that an answer named. */
export function useAct(consignment: { id: string; version: number }, onDone?: (answer: ActionAnswer) => void) {
  const send = useSend<ActionAnswer>((answer) => {
    consignmentChanged(consignment.id);
    onDone?.(answer);
  });
  const request = (action: ConsignmentAction, version = consignment.version) => ({ path: `${consignmentPath(consignment.id)}/actions`, body: { version, action } });
  return {
    ...send,
    request,
    // Also after a refusal: somebody may have changed it meanwhile.
    act: (action: ConsignmentAction) => send.mutate(request(action), { onError: () => consignmentChanged(consignment.id) }),
  };
}
