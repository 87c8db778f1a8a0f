import type { UnitAnswer } from '../api/booking';

export type UnitStep = 'correct' | 'stuff' | 'open_transport' | 'close_transport';

/** Returns what can be done with a unit, the main thing first: a number in doubt goes before all else. */
export function unitSteps({ identity, journey }: Pick<UnitAnswer['unit'], 'identity' | 'journey'>): UnitStep[] {
  const travel: UnitStep = journey.state === 'open' ? 'close_transport' : 'open_transport';
  return identity.finding ? ['correct', 'stuff', travel] : ['stuff', travel, 'correct'];
}
