import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { AnnouncedList, BoxRow, Floor, Grain, GrainLot, HistoryRow, HubAction, HubDone, HubPlan, HubRow, HubUnit } from '../api/hub';
import { get } from '../api/client';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { makeStale } from '../session/session';

const HUBS = '/v1/hubs';
/** A floor on screen is asked for again at least so often: offers run out without anything happening. */
const FLOOR_MILLIS = 60_000;

/** Returns the address of something of a hub. */
export function hubPath(hub: string, ...parts: string[]): string {
  return [HUBS, ...[hub, ...parts].map(encodeURIComponent)].join('/');
}

export function useHubs() {
  return useQuery({ queryKey: ['own', 'hubs'], queryFn: ({ signal }) => get<HubRow[]>(HUBS, signal) });
}

export function useHubPlan(hub: string | null) {
  return useQuery({ queryKey: ['hub-plan', hub], queryFn: ({ signal }) => get<HubPlan>(hubPath(hub ?? ''), signal), enabled: hub !== null });
}

/** The keys name the hub last: whatever happens there makes them stale. */
export function useFloor(hub: string) {
  return useQuery({ queryKey: ['own', 'hub-floor', hub], queryFn: ({ signal }) => get<Floor>(hubPath(hub, 'floor'), signal), refetchInterval: FLOOR_MILLIS, staleTime: 5000 });
}

export function useBlock(hub: string, block: string | null) {
  return useQuery({
    queryKey: ['own', 'hub-block', block ?? '', hub],
    queryFn: ({ signal }) => get<BoxRow[]>(hubPath(hub, 'blocks', block ?? ''), signal),
    enabled: block !== null,
    placeholderData: (before, query) => (query?.queryKey[2] === block ? before : undefined),
    staleTime: 5000,
  });
}

export function useHubUnit(hub: string, unit: string) {
  return useQuery({ queryKey: ['own', 'hub-unit', unit, hub], queryFn: ({ signal }) => get<HubUnit>(hubPath(hub, 'units', unit), signal), staleTime: 5000, placeholderData: keepPreviousData });
}

export function useGrain(hub: string) {
  return useQuery({ queryKey: ['own', 'hub-grain', hub], queryFn: ({ signal }) => get<Grain>(hubPath(hub, 'grain'), signal), staleTime: 5000 });
}

export function useGrainLot(hub: string, lot: string) {
  return useQuery({ queryKey: ['own', 'hub-lot', lot, hub], queryFn: ({ signal }) => get<GrainLot>(hubPath(hub, 'grain', 'lots', lot), signal), staleTime: 5000, placeholderData: keepPreviousData });
}

/** What a visit announced: it is typed over, so it is asked for anew each time (`isFetchedAfterMount`). */
export function useAnnouncedList(hub: string, visit: string) {
  return useQuery({ queryKey: ['own', 'hub-list', visit, hub], queryFn: ({ signal }) => get<AnnouncedList>(hubPath(hub, 'visits', visit, 'list'), signal), staleTime: 0, refetchOnMount: 'always' });
}

/** What happened to `visit:..`, `placement:..`, `equipment:..` or `block:..`, the latest first. */
export function useHubHistory(hub: string, subject: string) {
  return useQuery({
    queryKey: ['own', 'hub-history', subject, hub],
    queryFn: ({ signal }) => get<HistoryRow[]>(`${hubPath(hub, 'history')}?subject=${encodeURIComponent(subject)}`, signal),
    staleTime: 5000,
  });
}

export function useHubUnits(hub: string, filter: Record<string, string | undefined>) {
  return usePages<BoxRow>(hubPath(hub, 'units'), filter);
}

/** Makes stale what an action on a hub's floor may have touched. */
export function hubChanged(hub: string): void {
  makeStale(pagesKey(hubPath(hub, 'units')), ['own', 'hub-floor'], ['own', 'hub-block'], ['own', 'hub-unit'], ['own', 'hub-history'], ['own', 'hub-train'], ['own', 'hub-grain'], ['own', 'hub-lot'], ['own', 'hub-gate'], ['own', 'hub-ship'], ['own', 'hub-store'], ['own', 'hub-reefers']);
}

/** Does something on a hub's floor: all of it or nothing. */
export function useHubAct(hub: string, onDone?: (done: HubDone) => void) {
  const send = useSend<HubDone>((done) => {
    hubChanged(hub);
    onDone?.(done);
  });
  const path = hubPath(hub, 'actions');
  return { ...send, act: (...actions: HubAction[]) => send.mutate({ path, body: { actions } }, { onError: () => hubChanged(hub) }) };
}
