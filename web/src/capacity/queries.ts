import { useQuery } from '@tanstack/react-query';

import type { RunAction, RunAnswer, RunRow } from '../api/booking';
import { get } from '../api/client';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { makeStale } from '../session/session';

export const RUNS = '/v1/runs';

/** What the list of runs shows; the link of the page says the same. */
export interface RunFilter {
  from: string;
  to: string;
  mode: string;
  place: string;
  q: string;
  state: string;
}

export function useRuns(filter: RunFilter) {
  const query = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value || undefined]));
  return usePages<RunRow>(RUNS, { ...query, sort: 'departure' });
}

/** What names a run's section in addresses: service, date, section, and the shift of a run beside its day. */
export interface RunName {
  service: string;
  date: string;
  section: string;
  shift: string;
}

/** Returns the parts of `SV-LYG-ALA@2026-11-27` or `SV-LYG-ALA@2026-11-27+30`, whatever sign stands between service and date. */
export function runName({ run, service, section }: { run: string; service: string; section: string }): RunName {
  const found = /(\d{4}-\d{2}-\d{2})(?:[^\d]*(\d+))?$/.exec(run);
  return { service, date: found?.[1] ?? '', section, shift: found?.[2] ?? '' };
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

export function useRun(name: RunName | null) {
  return useQuery({
    queryKey: name ? runKey(name) : ['own', 'run', ''],
    queryFn: ({ signal }) => get<RunAnswer>(name ? runPath(name) : '', signal),
    enabled: name !== null,
    staleTime: 15_000,
  });
}

/** Does something to a run at the version that is on screen. */
export function useRunAct(run: RunAnswer, onDone?: () => void) {
  const name = runName(run);
  const stale = () => makeStale(pagesKey(RUNS), runKey(name));
  const send = useSend(() => {
    stale();
    onDone?.();
  });
  return { ...send, act: (action: RunAction) => send.mutate({ path: runPath(name, '/actions'), body: { version: run.version, action } }, { onError: stale }) };
}
