import { useQueries, useQuery } from '@tanstack/react-query';

import type { RunAction, RunAnswer, RunRow } from '../api/booking';
import { get } from '../api/client';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { makeStale } from '../session/session';

export const RUNS = '/v1/runs';

/** What the list of runs shows; the link of the page says the same. */
export interface RunFilter {
  /** The first day, `2026-12-01`. */
  from: string;
  /** How many days from then. */
  days: string;
  mode: string;
  /** A place at which they call. */
  place: string;
  q: string;
  sale: string;
  service: string;
}

export function useRuns(filter: RunFilter) {
  const query = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value || undefined]));
  return usePages<RunRow>(RUNS, { ...query, from: `${filter.from}T00:00:00Z` });
}

/** What names a run's section in addresses: service, date, section, and the shift of a run beside its day. */
export interface RunName {
  service: string;
  date: string;
  section: string;
  shift: string;
}

/** Returns the parts of `SV-LYG-ALA/2026-11-27` or `SV-LYG-ALA/2026-11-27+30`. */
export function runName({ run, section }: { run: string; section: string }): RunName {
  const [, service = '', date = '', shift = ''] = /^(.*)\/(\d{4}-\d{2}-\d{2})(?:\+(\d+))?$/.exec(run) ?? [];
  return { service, date, section, shift };
}

/** Returns a run's name as the link of the page says it. */
export function runText({ service, date, section, shift }: RunName): string {
  return [service, date, section, shift].join(' ').trim();
}

/** Returns the run that a link names, whether or not the list shows it now. */
export function runOfText(text: string | null): RunName | null {
  const [service = '', date = '', section = '', shift = ''] = (text ?? '').split(' ');
  return service && date && section ? { service, date, section, shift } : null;
}

function runPath({ service, date, section, shift }: RunName, tail = ''): string {
  return `${RUNS}/${[service, date, section].map(encodeURIComponent).join('/')}${tail}${shift ? `?shift=${shift}` : ''}`;
}

function runKey(name: RunName) {
  return ['own', 'run', runText(name)] as const;
}

/** The question for one run, kept for a while. */
export function runQuery(name: RunName) {
  return { queryKey: runKey(name), queryFn: ({ signal }: { signal: AbortSignal }) => get<RunAnswer>(runPath(name), signal), staleTime: 15_000 };
}

const NO_RUN: RunName = { service: '', date: '', section: '', shift: '' };

export function useRun(name: RunName | null) {
  return useQuery({ ...runQuery(name ?? NO_RUN), enabled: name !== null });
}

/** A run's section as bookings, plans and offers name it. */
interface Ridden {
  run: string;
  section: string;
}

/** Returns runs by their names, each asked for once; nothing until it is known. */
export function useRunRows(ridden: readonly Ridden[]) {
  const wanted = [...new Map(ridden.map((one) => [runText(runName(one)), runName(one)])).values()];
  const found = useQueries({ queries: wanted.map(runQuery) });
  const known = new Map(found.map(({ data }, index) => [runText(wanted[index] ?? NO_RUN), data]));
  const answer = (one: Ridden) => known.get(runText(runName(one)));
  return { answer, row: (one: Ridden) => answer(one)?.row };
}

/** Makes stale what shows a run and the bookings on it. */
export function runChanged(row: Pick<RunRow, 'run' | 'section'>): void {
  makeStale(pagesKey(RUNS), runKey(runName(row)), ['own', 'run'], ['own', 'departures'], ['own', 'consignment'], pagesKey('/v1/consignments'));
}

/** Does something to a run at the version that is on screen. */
export function useRunAct({ row, version }: RunAnswer, onDone?: () => void) {
  const name = runName(row);
  const stale = () => makeStale(pagesKey(RUNS), runKey(name));
  const send = useSend(() => {
    stale();
    onDone?.();
  });
  return { ...send, act: (action: RunAction) => send.mutate({ path: runPath(name, '/actions'), body: { version, action } }, { onError: stale }) };
}
