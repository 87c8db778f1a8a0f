import { useSyncExternalStore } from 'react';

const SCREENS = ['map', 'hub', 'at-hubs', 'plan', 'book', 'consignments', 'capacity', 'units', 'imports', 'figures', 'admin', 'invitation'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  screen: Screen;
  params: URLSearchParams;
}

// After the `#`, so that any server of files can serve the page and a link still says everything.
function read(): Route {
  // The link of an invitation: its secret stands after `#` and is sent to no server.
  if (window.location.pathname === '/join') return { screen: 'invitation', params: new URLSearchParams({ secret: window.location.hash.slice(1) }) };
  const [path = '', search = ''] = window.location.hash.replace(/^#\/?/, '').split('?');
  const screen = SCREENS.find((known) => known === path) ?? 'plan';
  return { screen, params: new URLSearchParams(search) };
}

let current = read();
const listeners = new Set<() => void>();

window.addEventListener('hashchange', () => {
  current = read();
  listeners.forEach((listener) => listener());
});

export function href(screen: Screen, params?: URLSearchParams): string {
  const search = params?.toString();
  return `#/${screen}${search ? `?${search}` : ''}`;
}

/** Shows a screen; `replace` leaves no step in the browser's history. */
export function navigate(screen: Screen, params?: URLSearchParams, replace = false): void {
  const target = href(screen, params);
  if (target === window.location.hash) return;
  if (replace) {
    window.history.replaceState(null, '', target);
    current = read();
    listeners.forEach((listener) => listener());
  } else {
    window.location.hash = target;
  }
}

export function useRoute(): Route {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** Returns the parameters with some changed; `null` takes one out. */
export function changed(params: URLSearchParams, change: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}
