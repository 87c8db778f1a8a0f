import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Reefer, Reefers } from '../../api/hub';
import { get } from '../../api/client';
import { hubPath } from '../queries';

/** Alarms come by time alone: what is on screen is asked for again. */
const REEFERS_MILLIS = 60_000;

export function useReefers(hub: string) {
  return useQuery({ queryKey: ['own', 'hub-reefers', hub], queryFn: ({ signal }) => get<Reefers>(hubPath(hub, 'reefers'), signal), refetchInterval: REEFERS_MILLIS, staleTime: 5000 });
}

export function useReefer(hub: string, unit: string | null) {
  return useQuery({
    queryKey: ['own', 'hub-reefers', unit ?? '', hub],
    queryFn: ({ signal }) => get<Reefer>(hubPath(hub, 'reefers', unit ?? ''), signal),
    enabled: unit !== null,
    placeholderData: keepPreviousData,
    staleTime: 5000,
  });
}
