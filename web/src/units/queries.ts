import { useQuery } from '@tanstack/react-query';

import type { UnitView } from '../api/booking';
import { get } from '../api/client';
import { pagesKey, usePages } from '../api/pages';
import { makeStale } from '../session/session';

export const UNITS = '/v1/units';

export function useUnits(filter: Record<string, string | undefined>) {
  return usePages<UnitView>(UNITS, filter);
}

export function useUnit(id: string | null) {
  return useQuery({
    queryKey: ['own', 'unit', id ?? ''],
    queryFn: ({ signal }) => get<UnitView>(`${UNITS}/${encodeURIComponent(id ?? '')}`, signal),
    enabled: Boolean(id),
    staleTime: 15_000,
  });
}

export function unitChanged(id: string): void {
  makeStale(pagesKey(UNITS), ['own', 'unit', id]);
}
