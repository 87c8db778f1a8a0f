import type { HubPlan } from '../api/hub';

/** The views of a hub, in the order of their tabs. */
export const HUB_VIEWS = ['overview', 'tracks', 'gauge', 'train', 'yard', 'grain', 'gate', 'store', 'reefers', 'berths', 'ship', 'work', 'holds', 'figures', 'charges'] as const;
export type HubView = (typeof HUB_VIEWS)[number];

/** What a hub must have for a view to be of use. */
const NEEDS: Partial<Record<HubView, (plan: HubPlan) => boolean>> = {
  tracks: ({ tracks }) => tracks.length > 0,
  gauge: ({ tracks }) => new Set(tracks.flatMap(({ gauges_mm }) => gauges_mm)).size > 1,
  train: ({ tracks }) => tracks.length > 0,
  yard: ({ blocks }) => blocks.length > 0,
  grain: ({ cells }) => cells.length > 0,
  gate: ({ gates }) => gates.length > 0,
  store: ({ warehouses }) => warehouses.length > 0,
  reefers: ({ blocks }) => blocks.some(({ plug_bays }) => plug_bays > 0),
  ship: ({ berths }) => berths.length > 0,
};

export function isHubView(text: string): text is HubView {
  return HUB_VIEWS.some((view) => view === text);
}

/** Returns the views of a hub: those that it can use, and the one shown. */
export function hubViews(plan: HubPlan, shown: HubView): HubView[] {
  return HUB_VIEWS.filter((view) => view === shown || (NEEDS[view]?.(plan) ?? true));
}
