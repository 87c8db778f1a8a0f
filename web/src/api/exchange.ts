import type { Problem } from './types';

/*
 * The JSON of imports, discrepancies and webhooks, by hand after the server's views (`crates/lb-web/src/booking/imports.rs`,
 * `crates/lb-web/src/hooks/views.rs`). Replace it by re-exports of `schema.d.ts` once `docs/openapi.json` has the routes.
 */

export type RowState = 'done' | 'repeated' | 'refused' | 'unknown_reference' | 'would_do' | 'left';

export interface RowProblem extends Pick<Problem, 'code' | 'detail' | 'fields' | 'facts'> {
  file: string;
  line: number;
}

export interface ImportResult {
  row: number;
  line: number;
  state: RowState;
  entity?: string | null;
  problem?: RowProblem | null;
}

export interface ImportRow {
  id: string;
  kind: string;
  name: string;
  organisation: string;
  actor: string;
  state: 'running' | 'finished' | 'cancelled' | 'failed';
  dry_run: boolean;
  counts: { rows: number; done: number; repeated: number; refused: number; unknown: number; would_do: number; left: number };
  unknown_columns: string[];
  began_at: string;
}

export interface ImportAnswer {
  import: ImportRow;
  results: ImportResult[];
  next?: string | null;
}

export interface DiscrepancyRow {
  id: string;
  version: number;
  kind: string;
  organisation: string;
  state: 'open' | 'settled';
  code: string;
  field: string;
  expected: string;
  found: string;
  import: string;
  file: string;
  lines: number[];
  rows: Record<string, string>[];
  made_at: string;
  settled?: { by: 'hand' | 'retry' | 'import'; actor: string; note?: string | null; entity?: string | null; at: string } | null;
}

export interface WebhookView {
  id: string;
  organisation: string;
  url: string;
  kinds: string[];
  description: string;
  state: string;
  /** The receiver said that it wants no more. */
  gone: boolean;
  made_at: string;
  failing?: { attempts: number; next_at: string; last_status?: number | null; last_error: string } | null;
}

export interface SecretAnswer {
  id: string;
  secret?: string | null;
}

export interface DeliveryView {
  id: number;
  event: string;
  kind: string;
  state: 'waiting' | 'delivered' | 'dead';
  attempts?: number | null;
  next_at?: string | null;
  last_status?: number | null;
  last_error?: string | null;
  made_at: string;
}
