import { useSyncExternalStore } from 'react';

import type { HubAction, HubEach } from '../api/hub';
import { ApiError, send } from '../api/client';
import { newKey } from '../api/intent';
import { linkState, watchLink } from '../live/stream';
import { nextBatch, refused, settled, type Unsent } from './outbox';
import { hubChanged, hubPath } from './queries';

const STORAGE_KEY = 'landbridge.hub.unsent';
const RETRY_MILLIS = 15_000;

const listeners = new Set<() => void>();
let rows: readonly Unsent[] = read();
let isSending = false;
let timer = 0;

function read(): Unsent[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? (stored as Unsent[]) : [];
  } catch {
    return [];
  }
}

function keep(next: readonly Unsent[]): void {
  rows = next;
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  } catch {
    // Kept for as long as the page is open.
  }
  listeners.forEach((listener) => listener());
}

/** Sends what waits, request by request, until the line is gone or nothing waits. */
async function sendAll(): Promise<void> {
  if (isSending) return;
  isSending = true;
  window.clearTimeout(timer);
  try {
    for (let next = nextBatch(rows, newKey()); next !== null; next = nextBatch(rows, newKey())) {
      const { batch } = next;
      // The key is on the disk before the request leaves: whoever reloads the page sends the same again.
      keep(next.rows);
      try {
        const answer = await send<HubEach>(hubPath(batch.hub, 'actions', 'each'), { method: 'POST', body: { actions: batch.actions }, key: batch.key });
        keep(settled(rows, batch, answer));
        hubChanged(batch.hub);
      } catch (error) {
        if (!(error instanceof ApiError) || isPassing(error.problem.status)) {
          timer = window.setTimeout(() => void sendAll(), RETRY_MILLIS);
          return;
        }
        keep(refused(rows, batch, error.problem));
      }
    }
  } finally {
    isSending = false;
  }
}

/** Returns whether a failure may be over when the same is sent again. */
function isPassing(status: number): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}

/** Keeps a command and sends it as soon as the line allows. */
export function doOrKeep(hub: string, words: string, happenedAt: string, action: HubAction): void {
  keep([...rows, { id: newKey(), hub, action, words, happenedAt, batch: null, problem: null }]);
  void sendAll();
}

/** Forgets a refused command that somebody has read. */
export function forget(id: string): void {
  keep(rows.filter((row) => row.id !== id || row.problem === null));
}

window.addEventListener('online', () => void sendAll());
watchLink(() => {
  if (linkState().state === 'open') void sendAll();
});
if (rows.length > 0) void sendAll();


function watchRows(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns the commands of a hub that have not been done. */
export function useUnsent(hub: string): Unsent[] {
  return useSyncExternalStore(watchRows, () => rows).filter((row) => row.hub === hub);
}
