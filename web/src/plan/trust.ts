import type { Itinerary } from '../api/types';
import { worst } from '../parts/reliability';

/** How far a figure is to be trusted, and the sources behind it. */
export interface Trust {
  level: string;
  basis: string[];
}

/** Returns what the cost of an itinerary rests on: the tariff of every leg, and the prices of all work that is paid. */
export function costTrust(itinerary: Itinerary): Trust {
  const legs = itinerary.legs.map((leg) => ({ level: leg.cost_reliability, basis: leg.cost_basis }));
  const paid = itinerary.transfers.filter((transfer) => transfer.cost !== 0);
  return together([...legs, ...paid.map((transfer) => ({ level: transfer.reliability, basis: transfer.basis }))]);
}

/** Returns what the emissions of an itinerary rest on: the factor of every leg. */
export function co2eTrust(itinerary: Itinerary): Trust {
  return together(itinerary.legs.map((leg) => ({ level: leg.co2e_reliability, basis: leg.co2e_basis })));
}

/** A sum is as good as the worst of its parts; its sources are all of theirs. */
function together(parts: readonly Trust[]): Trust {
  return { level: worst(parts.map((part) => part.level)), basis: [...new Set(parts.flatMap((part) => part.basis))] };
}
