import type { Recorded } from '../api/booking';

/** The line to the server: open, being opened, lost since a moment, or not wanted. */
export interface LinkState {
  state: 'off' | 'opening' | 'open' | 'lost';
  since: number;
}

export type Heard = { recorded: Recorded } | { lagging: true };

const RETRY_MILLIS = [1000, 2000, 5000, 15_000];

const listeners = new Set<(heard: Heard) => void>();
const watchers = new Set<() => void>();
let source: EventSource | null = null;
let timer = 0;
let tries = 0;
let last = 0;
let link: LinkState = { state: 'off', since: 0 };

function change(state: LinkState['state']): void {
  if (link.state === state) return;
  link = { state, since: Date.now() };
  watchers.forEach((watch) => watch());
}

function tell(heard: Heard): void {
  listeners.forEach((listen) => listen(heard));
}

function open(): void {
  source?.close();
  // The browser resumes by itself with `Last-Event-ID`; a line opened anew says where to resume.
  source = new EventSource(last > 0 ? `/v1/stream?after=${last}` : '/v1/stream');
  source.onopen = () => {
    tries = 0;
    change('open');
  };
  source.onerror = () => {
    change('lost');
    if (source?.readyState !== EventSource.CLOSED) return;
    timer = window.setTimeout(open, RETRY_MILLIS[Math.min(tries, RETRY_MILLIS.length - 1)]);
    tries += 1;
  };
  source.addEventListener('recorded', (event) => {
    const position = Number(event.lastEventId);
    if (position > last) last = position;
    const recorded = read(event.data);
    if (recorded) tell({ recorded });
  });
  source.addEventListener('lagging', () => tell({ lagging: true }));
}

function read(data: unknown): Recorded | null {
  try {
    return JSON.parse(String(data)) as Recorded;
  } catch {
    return null;
  }
}

/** Opens the line; what was missed since the last event is sent first. */
export function startStream(): void {
  if (source) return;
  change('opening');
  open();
}

/** Closes the line and forgets where it was: the next session hears only what is new. */
export function stopStream(): void {
  window.clearTimeout(timer);
  source?.close();
  source = null;
  last = 0;
  tries = 0;
  change('off');
}

/** Calls for every event until the returned function is called. */
export function listen(listener: (heard: Heard) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function watchLink(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function linkState(): LinkState {
  return link;
}
