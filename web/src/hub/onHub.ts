import { createContext, useContext } from 'react';

import type { Floor, HubPlan } from '../api/hub';

/** What the panels of one hub share: its plan, its floor, what is selected, and how to say so. */
export interface OnHub {
  plan: HubPlan;
  floor: Floor;
  /** What is selected, as the link says it: `visit:..`, `placement:..`, `unit:..`, `block:..`, `equipment:..`. */
  selected: string | null;
  params: URLSearchParams;
  /** Changes what the link says. */
  go: (change: Record<string, string | null>) => void;
  select: (subject: string | null) => void;
}

export const HubContext = createContext<OnHub | null>(null);

/** Returns the hub on screen; only for what is drawn inside it. */
export function useOnHub(): OnHub {
  const on = useContext(HubContext);
  if (!on) throw new Error('expected a hub on screen');
  return on;
}
