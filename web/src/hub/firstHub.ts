import type { SessionView } from '../api/booking';
import type { HubRow } from '../api/hub';

/**
 * Returns the hub to show where the link names none: the one of the operator who asks, else the one looked at last, else the first.
 * A site names its hubs after itself: `LYG` runs `LYG-BASE`.
 */
export function firstHub(hubs: readonly HubRow[], organisation: Pick<NonNullable<SessionView['organisation']>, 'id' | 'kind'> | null, last: string): HubRow | undefined {
  const own = organisation?.kind === 'operator' ? hubs.find(({ id }) => id === organisation.id || id.startsWith(`${organisation.id}-`)) : undefined;
  return own ?? hubs.find(({ id }) => id === last) ?? hubs[0];
}
