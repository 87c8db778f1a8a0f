import type { Placement } from '../api/hub';

export type PlacementStep = 'accept' | 'counter' | 'refuse' | 'place' | 'withdraw' | 'finish_work' | 'release';

/** Returns what an organisation can do with a placement, the next thing first. */
export function placementSteps({ by, proposal, stage, expired }: Placement, own: string): PlacementStep[] {
  const isAsked = proposal.to === own;
  if (by !== own && !isAsked) return [];
  switch (stage.state) {
    case 'offered': {
      const answers: PlacementStep[] = isAsked && !expired ? ['accept', 'counter', 'refuse'] : [];
      return [...answers, ...(by === own ? (['withdraw'] as const) : [])];
    }
    case 'accepted':
      return ['place', 'withdraw'];
    case 'placed':
      return ['finish_work', 'release'];
    case 'worked':
      return ['release'];
  }
}
