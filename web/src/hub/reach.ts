import type { Equipment, Floor, HubPlan, Spot } from '../api/hub';

/** Returns whether a machine reaches a spot: the block, the wagon's track, the ship's berth, the warehouse. */
export function reaches(floor: Floor, machine: Equipment, spot: Spot): boolean {
  switch (spot.at) {
    case 'yard':
      return machine.blocks.includes(spot.block);
    case 'warehouse':
      return machine.warehouses.includes(spot.warehouse);
    case 'wagon': {
      const track = floor.visits.flatMap(({ wagons }) => wagons).find(({ id, number }) => id === spot.wagon || number === spot.wagon)?.track;
      return typeof track === 'string' && machine.tracks.includes(track);
    }
    case 'visit': {
      const berth = floor.visits.find(({ id }) => id === spot.visit)?.mooring?.berth;
      // Trucks have no berth: whatever stands in the yard reaches them.
      return berth === undefined ? machine.blocks.length > 0 : machine.berths.includes(berth);
    }
  }
}

/** Returns the machines that can do a move: those that reach both ends first, then those for which a tractor brings or takes the box. */
export function able(plan: HubPlan, floor: Floor, from: Spot, to: Spot): Equipment[] {
  const ends = (machine: Equipment) => [from, to].filter((spot) => reaches(floor, machine, spot)).length;
  return plan.equipment
    .filter((machine) => ends(machine) > 0)
    .sort((one, other) => ends(other) - ends(one));
}

/** Returns whether a machine is out of order. */
export function isDown(floor: Floor, machine: string): boolean {
  return floor.equipment.some(({ id, down }) => id === machine && Boolean(down));
}
