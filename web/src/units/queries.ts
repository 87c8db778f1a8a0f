import { useQueries, useQuery } from '@tanstack/react-query';

import type { UnitAction, UnitAnswer, UnitKind, UnitRow } from '../api/booking';
import { get } from '../api/client';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { makeStale } from '../session/session';

export const UNITS = '/v1/units';

export const UNIT_KINDS = ['container', 'wagon_12', 'wagon_8', 'vehicle', 'lot'] as const satisfies readonly UnitKind[];

export function useUnits(filter: Record<string, string | undefined>) {
  return usePages<UnitRow>(UNITS, filter);
}

function unitQuery(id: string) {
  return {
    queryKey: ['own', 'unit', id],
    queryFn: ({ signal }: { signal: AbortSignal }) => get<UnitAnswer>(`${UNITS}/${encodeURIComponent(id)}`, signal),
    enabled: id !== '',
    staleTime: 15_000,
  };
}

export function useUnit(id: string | null) {
  return useQuery(unitQuery(id ?? ''));
}

/** Returns the numbers of units as they were written; the identifier until it is known. */
export function useUnitNumbers(ids: readonly string[]): (id: string) => string {
  const found = useQueries({ queries: [...new Set(ids)].map(unitQuery) });
  const numbers = new Map(found.map(({ data }) => [data?.unit.id, data?.unit.identity.raw]));
  return (id) => numbers.get(id) ?? id;
}

export function unitChanged(id: string): void {
  makeStale(pagesKey(UNITS), ['own', 'unit', id]);
}

/** Does something to a unit at the version that is on screen. */
export function useUnitAct({ unit, version }: UnitAnswer, onDone?: () => void) {
  const send = useSend(() => {
    unitChanged(unit.id);
    onDone?.();
  });
  return { ...send, act: (action: UnitAction) => send.mutate({ path: `${UNITS}/${encodeURIComponent(unit.id)}/actions`, body: { version, action } }, { onError: () => unitChanged(unit.id) }) };
}
