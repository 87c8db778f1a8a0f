import { useQueries, useQuery } from '@tanstack/react-query';

import type { ConsignmentAction, ConsignmentDetail, ConsignmentFound, ConsignmentRow, Done, EventRow } from '../api/booking';
import { get } from '../api/client';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { makeStale } from '../session/session';
import type { Filter } from './filter';
import { toQuery } from './filter';
import { consignmentName } from './words';

export const CONSIGNMENTS = '/v1/consignments';

export function consignmentPath(id: string): string {
  return `${CONSIGNMENTS}/${encodeURIComponent(id)}`;
}

export function useConsignments(filter: Filter, enabled = true) {
  return usePages<ConsignmentRow>(CONSIGNMENTS, toQuery(filter), enabled);
}

export function consignmentKey(id: string) {
  return ['own', 'consignment', id] as const;
}

export function useConsignment(id: string | null) {
  return useQuery({
    queryKey: consignmentKey(id ?? ''),
    queryFn: ({ signal }) => get<ConsignmentFound>(consignmentPath(id ?? ''), signal),
    select: flat,
    enabled: Boolean(id),
    staleTime: 15_000,
  });
}

function flat({ consignment, ...answer }: ConsignmentFound): ConsignmentDetail {
  return { ...consignment, ...answer };
}

/** The events of a consignment, in the order of recording. */
export function useConsignmentEvents(id: string) {
  return useQuery({ queryKey: ['own', 'events', id], queryFn: ({ signal }) => get<EventRow[]>(`${consignmentPath(id)}/events`, signal), staleTime: 15_000 });
}

/** Returns the names that people use of consignments; the end of the identifier until it is known. */
export function useConsignmentNames(ids: readonly string[]): (id: string) => string {
  const found = useQueries({
    queries: [...new Set(ids)].map((id) => ({ queryKey: consignmentKey(id), queryFn: ({ signal }: { signal: AbortSignal }) => get<ConsignmentFound>(consignmentPath(id), signal), staleTime: 15_000 })),
  });
  const names = new Map(found.map(({ data }) => [data?.consignment.id, data?.reference]));
  return (id) => consignmentName({ id, reference: names.get(id) ?? null });
}

/** Makes stale what shows a consignment: the lists and its own page. */
export function consignmentChanged(id: string): void {
  makeStale(pagesKey(CONSIGNMENTS), ['own', 'events', id], consignmentKey(id));
}

/** Does something to a consignment at the version that is on screen, or at a later one that an answer named. */
export function useAct(consignment: { id: string; version: number }, onDone?: (answer: Done) => void) {
  const send = useSend<Done>((answer) => {
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
