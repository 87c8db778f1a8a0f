import { useMutation } from '@tanstack/react-query';

import type { DiscrepancyRow, ImportAnswer, ImportRow } from '../api/exchange';
import { get, upload } from '../api/client';
import { newKey } from '../api/intent';
import { pagesKey, usePages } from '../api/pages';
import { makeStale } from '../session/session';

export const IMPORTS = '/v1/imports';
export const DISCREPANCIES = '/v1/discrepancies';
export const IMPORT_KINDS = ['handlings', 'units', 'orders'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const ASK_AGAIN_MILLIS = 1000;

/** Returns the media type that a file is sent with, or nothing for a file of another kind. */
export function mediaType(name: string): string | null {
  if (/\.csv$/i.test(name)) return 'text/csv';
  return /\.xlsx$/i.test(name) ? XLSX : null;
}

/** Sends a file: once to see what it would do, once to record it. */
export function useImport(isDryRun: boolean) {
  return useMutation<ImportAnswer, unknown, { file: File; kind: ImportKind; key?: string }>({
    mutationFn: async ({ file, kind, key }) => {
      const query = new URLSearchParams({ kind, name: file.name, dry_run: String(isDryRun) });
      return finished(await upload<ImportAnswer>(`${IMPORTS}?${query.toString()}`, file, mediaType(file.name) ?? 'text/csv', key ?? newKey()));
    },
    onSuccess: () => {
      if (!isDryRun) makeStale(['pages'], ['own']);
    },
  });
}

/** Asks again until every row was looked at, and returns what became of the rows of the first page. */
async function finished(answer: ImportAnswer): Promise<ImportAnswer> {
  let now = answer;
  while (now.import.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MILLIS));
    now = await get<ImportAnswer>(`${IMPORTS}/${encodeURIComponent(now.import.id)}`);
  }
  return now;
}

export function useImports() {
  return usePages<ImportRow>(IMPORTS, {});
}

export function useDiscrepancies(state: string) {
  return usePages<DiscrepancyRow>(DISCREPANCIES, { state });
}

export function discrepanciesChanged(): void {
  makeStale(pagesKey(DISCREPANCIES));
}
