import type { Floor, HubPlan, Visit, Wagon } from '../api/hub';

/** A wagon that may go into a train, and where it is now; one that stands on a track under a placement is released first. */
export interface FreeWagon {
  wagon: Wagon;
  train: string;
  track: string | null;
}

/** Returns the wagons of a train's gauge that are here with other visits: those that can be taken at once first. */
export function freeWagons(plan: HubPlan, floor: Floor, visit: Visit): FreeWagon[] {
  const gauge = visit.vehicle.kind === 'train' ? visit.vehicle.gauge_mm : 0;
  const types = new Set(plan.wagon_types.filter(({ gauge_mm }) => gauge_mm === gauge).map(({ id }) => id));
  const all = floor.visits
    .filter(({ id, stage }) => id !== visit.id && stage !== 'expected')
    .flatMap(({ name, wagons }) => wagons.map((wagon) => ({ wagon, train: name, track: wagon.track ?? null })))
    .filter(({ wagon }) => types.has(wagon.wagon_type));
  return [...all.filter(({ track }) => !track), ...all.filter(({ track }) => track)];
}

/** Returns a train with more wagons: how many, how long, how heavy, and whether the longest track takes it. */
export function composed(plan: HubPlan, visit: Visit, more: readonly Wagon[]): { wagons: number; length_mm: number; mass_kg: number; limit_mm: number; fits: boolean } {
  const tares = new Map(plan.wagon_types.map(({ id, tare_kg }) => [id, tare_kg]));
  const gauge = visit.vehicle.kind === 'train' ? visit.vehicle.gauge_mm : 0;
  const limit_mm = plan.tracks.filter(({ gauges_mm }) => gauges_mm.includes(gauge)).reduce((most, { usable_mm }) => Math.max(most, usable_mm), 0);
  const length_mm = more.reduce((sum, wagon) => sum + wagon.length_mm, visit.length_mm);
  const mass = (wagon: Wagon) => wagon.load.reduce((sum, load) => sum + (load.mass_kg ?? 0), tares.get(wagon.wagon_type) ?? 0);
  return { wagons: visit.wagons.length + more.length, length_mm, mass_kg: more.reduce((sum, wagon) => sum + mass(wagon), visit.mass_kg), limit_mm, fits: length_mm <= limit_mm };
}
