/** The views of a hub, in the order of their tabs. */
export const HUB_VIEWS = ['overview', 'tracks', 'gauge', 'train', 'yard', 'grain', 'gate', 'reefers', 'berths', 'work', 'holds', 'figures'] as const;
export type HubView = (typeof HUB_VIEWS)[number];

export function isHubView(text: string): text is HubView {
  return HUB_VIEWS.some((view) => view === text);
}
