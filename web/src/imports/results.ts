import type { ImportAnswer, ImportResult } from '../api/exchange';
import { csv } from '../format/csv';

/** What may become of a row, worst first. */
export const RESULTS = ['refused', 'unknown_reference', 'would_do', 'done', 'repeated'] as const;
export type ResultState = (typeof RESULTS)[number];

/** Returns how many of the rows listed are in each state. */
export function resultCounts(results: readonly ImportResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of results) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Returns the cells of each line of a CSV text (RFC 4180), for giving refused lines back as they came. */
export function csvLines(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const body = text.replace(/^\ufeff/, '');
  for (let index = 0; index < body.length; index += 1) {
    const sign = body[index] as string;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (body[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === ',' || sign === ';') {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/**
 * Returns the rows that were not taken, as a file to be put right and sent again: with its own cells where the file was
 * text, in any case with line, code and reason.
 */
export function refusedCsv(answer: ImportAnswer, source: string | null, words: (result: ImportResult) => string): string {
  const lost = answer.results.filter(({ state }) => state === 'refused' || state === 'unknown_reference');
  const lines = source === null ? [] : csvLines(source);
  const header = lines[0] ?? [];
  const rows = lost.map((result) => [...(lines[result.row] ?? header.map(() => '')), result.line, result.problem?.code ?? result.state, words(result)]);
  return csv([[...header, 'line', 'code', 'reason'], ...rows]);
}
