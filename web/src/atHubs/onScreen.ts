import { createContext, useContext } from 'react';

import type { HubRow } from '../api/hub';

/** What the parts of the screen share: the hubs, whether others' things are seen too, and what the link says. */
export interface OnScreen {
  hubs: readonly HubRow[];
  /** Whether the things of all owners are shown: then rows say whose they are. */
  seesAll: boolean;
  params: URLSearchParams;
  go: (change: Record<string, string | null>) => void;
}

export const ScreenContext = createContext<OnScreen | null>(null);

/** Returns what the screen shares; only for what is drawn inside it. */
export function useOnScreen(): OnScreen {
  const on = useContext(ScreenContext);
  if (!on) throw new Error('expected the screen of things at hubs');
  return on;
}
