import { describe, expect, it } from 'vitest';

import type { Equipment, Floor, HubPlan, Visit } from '../api/hub';
import { composed, freeWagons } from './forming';
import { able } from './reach';
import { visitSteps } from './visitSteps';

const wagon = (id: string, track: string | null, wagon_type = 'NARROW') => ({ id, number: id, wagon_type, length_mm: 14_000, slots: 2, limits: [], load: [{ mass_kg: 20_000 }], track });
const train = (id: string, change: object): Visit => ({ id, name: id, vehicle: { kind: 'train', gauge_mm: 1435 }, stage: 'arrived', wagons: [], boxes: 0, length_mm: 0, mass_kg: 0, ...change }) as unknown as Visit;
const plan = {
  wagon_types: [{ id: 'NARROW', gauge_mm: 1435, tare_kg: 22_000 }, { id: 'BROAD', gauge_mm: 1520, tare_kg: 22_000 }],
  tracks: [{ gauges_mm: [1435], usable_mm: 29_000 }, { gauges_mm: [1520], usable_mm: 900_000 }],
  equipment: [],
} as unknown as HubPlan;

describe('a train that is made up', () => {
  const own = train('own', { wagons: [wagon('own1', null)], length_mm: 14_000, mass_kg: 42_000 });
  const floor = { visits: [own, train('here', { wagons: [wagon('a', 'T1'), wagon('b', null), wagon('c', null, 'BROAD')] }), train('later', { stage: 'expected', wagons: [wagon('d', null)] })] } as unknown as Floor;

  it('takes wagons of its gauge that are here with others; those on a track come last', () => {
    expect(freeWagons(plan, floor, own).map(({ wagon: { id }, track }) => [id, track])).toEqual([['b', null], ['a', 'T1']]);
  });

  it('is as long and heavy as all of it, beside the longest track of its gauge', () => {
    const rows = freeWagons(plan, floor, own).map((one) => one.wagon);
    expect(composed(plan, own, [])).toEqual({ wagons: 1, length_mm: 14_000, mass_kg: 42_000, limit_mm: 29_000, fits: true });
    expect(composed(plan, own, rows)).toEqual({ wagons: 3, length_mm: 42_000, mass_kg: 126_000, limit_mm: 29_000, fits: false });
  });
});

describe('the machines for a move', () => {
  const machine = (id: string, blocks: string[], tracks: string[]) => ({ id, blocks, tracks, berths: [], warehouses: [] }) as unknown as Equipment;
  const ground = { ...plan, equipment: [machine('stacker', ['A'], []), machine('quay', [], []), machine('gantry', ['A'], ['T1'])] } as unknown as HubPlan;
  const floor = { visits: [train('here', { wagons: [wagon('w', 'T1')] })] } as unknown as Floor;

  it('reach one end at least, those that reach both go first', () => {
    expect(able(ground, floor, { at: 'wagon', wagon: 'w', slot: 1 }, { at: 'yard', block: 'A', bay: 1, row: 1, tier: 1 }).map(({ id }) => id)).toEqual(['gantry', 'stacker']);
    expect(able(ground, floor, { at: 'yard', block: 'B', bay: 1, row: 1, tier: 1 }, { at: 'yard', block: 'A', bay: 1, row: 1, tier: 1 }).map(({ id }) => id)).toEqual(['stacker', 'gantry']);
    expect(able(ground, floor, { at: 'yard', block: 'B', bay: 1, row: 1, tier: 1 }, { at: 'warehouse', warehouse: 'W', bay: 1 })).toEqual([]);
  });
});

describe('what is done to a visit', () => {
  it.each([
    [train('x', { stage: 'expected', boxes: 44, wagons: [wagon('a', null)] }), false, ['arrive', 'offer', 'list', 'read', 'estimate', 'build', 'cancel']],
    [train('x', { stage: 'expected' }), false, ['arrive', 'offer', 'list', 'read', 'estimate', 'form', 'build', 'cancel']],
    [train('x', { stage: 'expected', wagons: [wagon('a', null)] }), true, ['arrive', 'list', 'read', 'estimate', 'form', 'build', 'depart', 'cancel']],
    [train('x', { stage: 'arrived' }), true, ['complete', 'estimate', 'form', 'build']],
    [train('x', { stage: 'working', vehicle: { kind: 'vessel', length_mm: 1, draught_mm: 1 } }), false, ['ship', 'complete', 'moor', 'estimate']],
    [train('x', { stage: 'complete', vehicle: { kind: 'truck' } }), false, ['depart', 'estimate']],
  ])('%# follows from its stage', (visit, isPlaced, expected) => {
    expect(visitSteps(visit, isPlaced)).toEqual(expected);
  });
});
