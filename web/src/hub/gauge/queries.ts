import { useQuery } from '@tanstack/react-query';

import { get } from '../../api/client';
import type { GaugeChangeRow, GaugeDocument, GaugePlan } from '../../api/gauge';
import { hubPath } from '../queries';

/* The keys begin as the floor's do and name the hub last: whatever happens there makes them stale. */

export function useGaugeChanges(hub: string) {
  return useQuery({ queryKey: ['own', 'hub-floor', 'gauge-changes', hub], queryFn: ({ signal }) => get<GaugeChangeRow[]>(hubPath(hub, 'gauge-changes'), signal), staleTime: 5000 });
}

export function useGaugeDocument(hub: string, change: string | null) {
  return useQuery({
    queryKey: ['own', 'hub-floor', 'gauge-change', change, hub],
    queryFn: ({ signal }) => get<GaugeDocument>(hubPath(hub, 'gauge-changes', change ?? ''), signal),
    enabled: change !== null,
    staleTime: 5000,
  });
}

/** What a plan between two trains would be now: which box where, what is missing. */
export function useGaugePlan(hub: string, from: string | null, to: string | null) {
  return useQuery({
    queryKey: ['own', 'hub-floor', 'gauge-plan', from, to, hub],
    queryFn: ({ signal }) => get<GaugePlan>(`${hubPath(hub, 'gauge-change')}?from=${encodeURIComponent(from ?? '')}&to=${encodeURIComponent(to ?? '')}`, signal),
    enabled: from !== null && to !== null,
    staleTime: 5000,
  });
}
