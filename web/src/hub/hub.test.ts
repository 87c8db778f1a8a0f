import { describe, expect, it } from 'vitest';

import type { BoxRow, Floor, HubAction, HubPlan, JobRow, Placement, TrainBox, TrainWagon, Visit, Wagon } from '../api/hub';
import type { Problem } from '../api/types';
import { drawnShips, hourTicks, HOURS_AFTER, HOURS_BEFORE, share } from './berths';
import { boxShare, drawnWagons, freeMm, GAP_MM, laid, laneCount, metreTicks, wagonsOf, workDone, workedShare } from './consist';
import { nextStep, presumedStage, queueOf } from './jobs';
import { nextBatch, refused, settled, type Unsent } from './outbox';
import { placementSteps } from './placementSteps';
import { drawnSlots, freeSlots, listAddress, machineFor, wagonsToTake } from './train';
import { baysFor, boxAt, covers, drawnBlocks, isAbove, isBorne, level, levelPaths, topSpots } from './yard';

const METRE = 1000;

function placement(id: string, metres: number, state: 'offered' | 'accepted' | 'placed' | 'worked', from = '2026-11-22T12:00:00Z'): Placement {
  const at = '2026-11-22T10:00:00Z';
  const stage = state === 'offered' ? { state } : { state, at };
  return { by: 'LYG', offered_at: at, length_mm: metres * METRE, expired: false, stage, proposal: { id, visit: `v-${id}`, track: 'T1', from, until: '2026-11-22T20:00:00Z', units: 60, to: 'RAIL', expires: '2026-11-22T13:00:00Z' } };
}

function wagon(id: string, length_mm: number): Wagon {
  return { id, number: `9${id}`, wagon_type: 'X', length_mm, slots: 2, load: [], limits: [] };
}

function visit(change: Partial<Visit>): Visit {
  return { id: 'v', name: 'X1', stage: 'working', arrival: {}, departure: {}, boxes: 0, boxes_on: 0, held: 0, jobs: 0, length_mm: 0, mass_kg: 0, differences: [], wagons: [], vehicle: { kind: 'train', gauge_mm: 1435 }, ...change };
}

describe('tracks', () => {
  it('draws wagons one behind the other without a gap or an overlap', () => {
    const drawn = drawnWagons([wagon('1', 13_966), wagon('2', 19_620), wagon('3', 14_620)], 10_000);
    expect(drawn.map(({ span }) => [span.from, span.to])).toEqual([[10_000, 23_966], [23_966, 43_586], [43_586, 58_206]]);
  });

  it('draws a 40 ft box over two slots, and none over the end of its wagon', () => {
    expect(boxShare(2, { slot: 1, length: '40' })).toEqual({ from: 0, to: 1 });
    expect(boxShare(3, { slot: 3, length: '20' })).toEqual({ from: 2 / 3, to: 1 });
    expect(boxShare(2, { slot: 2, length: '40' }).to).toBe(1);
  });

  it('draws what stands first, and what does not fit behind it in a lane of its own', () => {
    const rows = laid([placement('later', 600, 'offered'), placement('here', 614, 'placed')], 850 * METRE);
    expect(rows.map(({ placement: { proposal }, lane }) => [proposal.id, lane])).toEqual([['here', 0], ['later', 1]]);
    expect(laneCount(rows)).toBe(2);
    expect(freeMm(rows, 850 * METRE)).toBe(236 * METRE);
  });

  it('draws nothing over anything else in a lane, whatever comes', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const some = Array.from({ length: 1 + (seed % 7) }, (_, at) => placement(`p${at}`, 50 + ((seed * 7919 + at * 104_729) % 700), at % 2 ? 'offered' : 'placed', `2026-11-22T${String((seed + at) % 24).padStart(2, '0')}:00:00Z`));
      const rows = laid(some, 850 * METRE);
      expect(rows.length).toBe(some.length);
      for (const one of rows) {
        expect(one.span.to - one.span.from, `seed ${seed}`).toBe(one.placement.length_mm);
        for (const other of rows) if (one !== other && one.lane === other.lane) expect(one.span.from >= other.span.to + GAP_MM || other.span.from >= one.span.to + GAP_MM, `seed ${seed}`).toBe(true);
      }
    }
  });

  it('marks the work that is done: boxes taken off, all once it is said', () => {
    const half = visit({ boxes: 44, boxes_on: 33 });
    expect(workDone(placement('p', 600, 'placed'), half)).toEqual({ done: 11, of: 44 });
    expect(workedShare(placement('p', 600, 'placed'), half)).toBe(0.25);
    expect(workedShare(placement('p', 600, 'accepted'), half)).toBe(0);
    expect(workedShare(placement('p', 600, 'worked'), undefined)).toBe(1);
    expect(workDone(placement('p', 600, 'placed'), visit({ jobs: 20 }))).toEqual({ done: 40, of: 60 });
  });

  it('takes the wagons that a placement names', () => {
    const train = visit({ wagons: [wagon('1', 1), wagon('2', 1)] });
    const some = placement('p', 1, 'placed');
    expect(wagonsOf(some, train).length).toBe(2);
    expect(wagonsOf({ ...some, proposal: { ...some.proposal, wagons: ['92'] } }, train).map(({ id }) => id)).toEqual(['2']);
  });

  it('has round metres on its axis', () => {
    expect(metreTicks(700 * METRE)).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
    expect(metreTicks(1000 * METRE).at(-1)).toBe(1000);
  });
});

describe('placements', () => {
  it('can be answered by who is asked, withdrawn by who offered, and touched by nobody else', () => {
    const offer = placement('p', 600, 'offered');
    expect(placementSteps(offer, 'RAIL')).toEqual(['accept', 'counter', 'refuse']);
    expect(placementSteps(offer, 'LYG')).toEqual(['withdraw']);
    expect(placementSteps(offer, 'OTHER')).toEqual([]);
    expect(placementSteps({ ...offer, expired: true }, 'RAIL')).toEqual([]);
    expect(placementSteps(placement('p', 600, 'accepted'), 'LYG')[0]).toBe('place');
  });
});

function box(number: string, bay: number, row: number, tier: number, form = '20'): BoxRow {
  return { id: number, number, fill: 'laden', flagged: false, form, place: '', verified: true, spot: { at: 'yard', block: 'A', bay, row, tier } };
}

describe('yard', () => {
  it('knows which bays a box covers', () => {
    expect([1, 3, 5, 7].filter((bay) => covers(box('X', 4, 1, 1, '40').spot, bay))).toEqual([3, 5]);
    expect([1, 3, 5].filter((bay) => covers(box('X', 3, 1, 1).spot, bay))).toEqual([3]);
    expect(boxAt([box('X', 4, 2, 1, '40')], 5, 2, 1)?.number).toBe('X');
  });

  it('knows what must be moved first', () => {
    const low = box('LOW', 3, 1, 1);
    expect(isAbove(box('TOP', 4, 1, 2, '40'), low)).toBe(true);
    expect(isAbove(box('BESIDE', 3, 2, 2), low)).toBe(false);
    expect(isAbove(box('FAR', 7, 1, 2), low)).toBe(false);
    expect(isAbove(low, box('TOP', 3, 1, 2))).toBe(false);
  });

  it('offers only places on top, and for longer boxes only where both stacks are equally high', () => {
    const stacks = [[0, 3, 1], [0, 2, 1]];
    expect(topSpots(stacks, 3, 1)).toEqual([{ row: 1, tier: 1 }, { row: 3, tier: 2 }]);
    expect(topSpots(stacks, 3, 2)).toEqual([{ row: 1, tier: 1 }, { row: 3, tier: 2 }]);
    expect(topSpots(stacks, 3, 3)).toEqual([{ row: 1, tier: 1 }, { row: 2, tier: 3 }, { row: 3, tier: 2 }]);
    expect(topSpots(stacks, 3, 4)).toEqual([]);
    expect(baysFor(3, '20')).toEqual([1, 3, 5]);
    expect(baysFor(3, '40')).toEqual([2, 4]);
  });

  it('puts no short box on a long one', () => {
    const boxes = [box('LONG', 2, 1, 1, '40'), box('SHORT', 1, 2, 1), box('SHORT2', 3, 2, 1)];
    expect(isBorne(boxes, 1, { row: 1, tier: 2 })).toBe(false);
    expect(isBorne(boxes, 2, { row: 1, tier: 2 })).toBe(true);
    expect(isBorne(boxes, 1, { row: 2, tier: 2 })).toBe(true);
    expect(isBorne(boxes, 2, { row: 2, tier: 2 })).toBe(true);
    expect(isBorne(boxes, 5, { row: 3, tier: 1 })).toBe(true);
  });

  it('draws every stack once, the fuller the darker', () => {
    expect([0, 1, 2, 3].map((height) => level(height, 3))).toEqual([0, 2, 3, 4]);
    const stacks = [[0, 3, 1], [2, 2, 1]];
    const paths = levelPaths(stacks, 3, { x: 0, y: 0, width: 5, height: 5 });
    expect(paths.map((path) => path.split('M').length - 1)).toEqual([1, 0, 2, 2, 1]);
  });

  it('draws blocks of one band beside each other, the northern band first', () => {
    const at = (id: string, west: number, south: number) => ({ id, name: { en: id, zh: id, ru: id, kk: id }, bays: 10, rows: 6, tiers: 3, plug_bays: 0, dangerous: [], purpose: 'mixed', at_mm: [west, south], trust: { basis: [], reliability: 'modelled' } });
    const drawn = drawnBlocks([at('S', 0, 0), at('NE', 100_000, 50_000), at('NW', 0, 51_000)]);
    expect(drawn.map(({ block, band }) => [block.id, band])).toEqual([['NW', 0], ['NE', 0], ['S', 1]]);
    expect(drawn[1]?.to).toBe(1);
  });
});

describe('berths', () => {
  const now = '2026-11-22T12:00:00Z';

  it('puts now where the hours before it end', () => {
    expect(share(now, now)).toBeCloseTo(HOURS_BEFORE / (HOURS_BEFORE + HOURS_AFTER));
    expect(share(now, '2020-01-01T00:00:00Z')).toBe(0);
    expect(hourTicks(now)[0]).toBe('2026-11-22T06:00:00.000Z');
  });

  it('draws a ship to the length of the berth, from its arrival', () => {
    const berth = { id: 'Q1', name: { en: '', zh: '', ru: '', kk: '' }, length_mm: 350_000, depth_mm: 16_000, from_mm: 0, ramp: false, trust: { basis: [], reliability: 'modelled' } };
    const ship = visit({ vehicle: { kind: 'vessel', length_mm: 175_000, draught_mm: 9000 }, mooring: { berth: 'Q1', offset_mm: 35_000, from: '2026-11-22T10:00:00Z', until: '2026-11-23T00:00:00Z' }, arrival: { actual: '2026-11-22T11:00:00Z' } });
    const [drawn] = drawnShips(berth, [ship, visit({ id: 'train' })], now);
    expect(drawn?.quay).toEqual({ from: 0.1, to: 0.6 });
    expect(drawn?.time.from).toBeCloseTo((HOURS_BEFORE - 1) / (HOURS_BEFORE + HOURS_AFTER));
  });
});

function unsent(id: string, action: HubAction, change: Partial<Unsent> = {}): Unsent {
  return { id, hub: 'H', action, words: id, happenedAt: '2026-11-22T12:00:00Z', batch: null, problem: null, ...change };
}
const start = (job: string): HubAction => ({ do: 'job_start', job, at: '2026-11-22T12:00:00Z' });
const finish = (job: string): HubAction => ({ do: 'job_finish', job, at: '2026-11-22T12:05:00Z' });
const problem: Problem = { type: '', title: '', status: 422, code: 'hub.buried', detail: 'buried' };
const done = { id: 'H', made: [], version: 1 };

describe('commands kept while the line is down', () => {
  it('leave in order, with a key that stays when they are tried again', () => {
    const first = nextBatch([unsent('a', start('1')), unsent('b', finish('1'))], 'key-1');
    expect(first?.batch).toMatchObject({ key: 'key-1', ids: ['a', 'b'] });
    const again = nextBatch([...(first?.rows ?? []), unsent('c', start('2'))], 'key-2');
    expect(again?.batch).toMatchObject({ key: 'key-1', ids: ['a', 'b'] });
    expect(again?.batch.actions).toEqual(first?.batch.actions);
  });

  it('are gone once done; refused ones stay, each with its reason, and are not sent again', () => {
    const sent = nextBatch([unsent('a', start('1')), unsent('b', finish('2'))], 'key-1');
    if (!sent) throw new Error('expected a batch');
    const after = settled([...sent.rows, unsent('c', start('3'))], sent.batch, { results: [{ done }, { problem }] });
    expect(after.map(({ id, problem: told }) => [id, told?.code ?? null])).toEqual([['b', 'hub.buried'], ['c', null]]);
    expect(nextBatch(after, 'key-2')?.batch.ids).toEqual(['c']);
    expect(refused(sent.rows, sent.batch, problem).every((row) => row.problem === problem)).toBe(true);
    expect(nextBatch([], 'key')).toBeNull();
  });

  it('never mixes hubs in one request', () => {
    expect(nextBatch([unsent('a', start('1')), unsent('b', start('2'), { hub: 'OTHER' })], 'k')?.batch.ids).toEqual(['a']);
  });
});

describe('work lists', () => {
  const job = (id: string, change: Partial<JobRow>): JobRow => ({ id, unit: id, number: id, order: 1, urgency: 'normal', stage: { state: 'planned' }, from: { at: 'visit', visit: 'v' }, to: { at: 'visit', visit: 'w' }, from_place: '', to_place: '', equipment: 'C1', ...change });

  it('begin with what is under way, then direct moves, then by order', () => {
    const jobs = [job('later', { order: 9 }), job('direct', { order: 8, urgency: 'direct' }), job('soon', { order: 2 }), job('now', { order: 7, stage: { state: 'started', at: '' } }), job('other', { equipment: 'C2' })];
    expect(queueOf(jobs, 'C1').map(({ id }) => id)).toEqual(['now', 'direct', 'soon', 'later']);
  });

  it('go on from what waits in this browser', () => {
    const one = job('1', {});
    expect(presumedStage(one, [])).toBe('planned');
    expect(presumedStage(one, [unsent('a', start('1'))])).toBe('started');
    expect(presumedStage(one, [unsent('a', start('1')), unsent('b', finish('1'))])).toBeNull();
    expect(presumedStage(one, [unsent('a', start('1'), { problem })])).toBe('planned');
    expect(nextStep('planned', true)).toBe('dispatch');
    expect(nextStep('planned', false)).toBe('start');
    expect(nextStep('started', true)).toBe('finish');
  });
});

describe('trains', () => {
  const box = (slot: number, length: string, bound: string): TrainBox => ({ slot, length, bound, id: `${slot}`, number: `B${slot}`, fill: 'laden', held: false });
  const platform = (boxes: TrainBox[]): TrainWagon => ({ id: 'w', number: '1', flagged: false, wagon_type: 'X', at_mm: 0, length_mm: 25_620, axles: 4, slots: 4, long_from: [1, 3], free: 0, gross_kg: 0, boxes, limits: [], remarks: [], holds: true });

  it('finds the slots where a box may begin: free as planned, long ones where the wagon lets them', () => {
    expect(freeSlots(platform([]), '20')).toEqual([1, 2, 3, 4]);
    expect(freeSlots(platform([]), '40')).toEqual([1, 3]);
    expect(freeSlots(platform([box(2, '20', 'comes')]), '40')).toEqual([3]);
    expect(freeSlots(platform([box(2, '20', 'leaves')]), '40')).toEqual([1, 3]);
    expect(freeSlots(platform([box(1, '40', 'stands'), box(3, '40', 'comes')]), '20')).toEqual([]);
  });

  it('draws every slot once, a long box over two', () => {
    const drawn = drawnSlots(platform([box(2, '40', 'stands'), box(4, '20', 'leaves')]));
    expect(drawn.map(({ slot, count, box: on }) => [slot, count, on?.number ?? null])).toEqual([[1, 1, null], [2, 2, 'B2'], [4, 1, null]]);
  });

  it('gives the job to a machine that works and reaches the track, the shortest queue first', () => {
    const machine = (id: string, tracks: string[], lift_kg = 40_000) => ({ id, tracks, blocks: ['A'], lift_kg });
    const plan = { equipment: [machine('G1', ['T1']), machine('G2', ['T1']), machine('S', []), machine('G3', ['T1'], 1)] } as unknown as HubPlan;
    const floor = (down: string[]) => ({ equipment: ['G1', 'G2', 'S', 'G3'].map((id) => ({ id, jobs: id === 'G1' ? 3 : 1, ...(down.includes(id) ? { down: 'x' } : {}) })) }) as unknown as Floor;
    const row = { spot: { at: 'yard', block: 'A', bay: 1, row: 1, tier: 1 }, mass_kg: 20_000 } as BoxRow;
    expect(machineFor(plan, floor([]), 'T1', row)).toBe('G2');
    expect(machineFor(plan, floor(['G2']), 'T1', row)).toBe('G1');
    expect(machineFor(plan, floor(['G1', 'G2']), 'T1', row)).toBe('S');
    expect(machineFor(plan, floor(['G1', 'G2', 'S']), 'T1', row)).toBe(null);
  });

  it('takes wagons of the gauge that are here and on no track', () => {
    const [free, stands] = [wagon('1', 14_000), { ...wagon('2', 14_000), track: 'T1' }];
    const visits = [visit({ id: 'a', wagons: [free, stands] }), visit({ id: 'later', stage: 'expected', wagons: [free] }), visit({ id: 'broad', vehicle: { kind: 'train', gauge_mm: 1520 }, wagons: [free] })];
    expect(wagonsToTake(visits, 1435).map(({ visit: { id }, wagons }) => [id, wagons.map((one) => one.id)])).toEqual([['a', ['1']]]);
  });

  it('asks for a list with what stands above it', () => {
    expect(listAddress('KHORGOS', 'v', 'du1', { index: ' 6700 015 6980', station: '' })).toBe('/v1/hubs/KHORGOS/visits/v/train/list?format=du1&index=6700+015+6980');
  });
});
