import type { BulkAnswer, ConsignmentAction, ConsignmentRow, Permission } from '../api/booking';
import type { Problem } from '../api/types';

/** What can be done to many consignments at once, and what it takes. */
export const BULK = [
  { name: 'place_order', permission: 'book' },
  { name: 'confirm', permission: 'book' },
  { name: 'release', permission: 'book' },
  { name: 'record', permission: 'record' },
  { name: 'share', permission: 'book' },
  { name: 'close', permission: 'book' },
  { name: 'cancel', permission: 'book' },
] as const satisfies readonly { name: ConsignmentAction['do']; permission: Permission }[];
export type BulkName = (typeof BULK)[number]['name'];

/** What became of one row: still asked, done, or refused with the reason. */
export interface BulkRow {
  row: ConsignmentRow;
  state: 'asked' | 'done' | 'refused';
  problem: Problem | null;
}

/** Returns what became of each row; a row that the answer does not name was not done. */
export function bulkRows(rows: readonly ConsignmentRow[], answer: BulkAnswer | undefined): BulkRow[] {
  const results = new Map(answer?.results.map((result) => [result.id, result]));
  return rows.map((row) => {
    if (!answer) return { row, state: 'asked', problem: null };
    const result = results.get(row.id);
    return { row, state: result?.done ? 'done' : 'refused', problem: result?.problem ?? null };
  });
}
