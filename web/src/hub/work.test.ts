import { describe, expect, it } from 'vitest';

import type { HubAction, JobRow } from '../api/hub';
import { doneMoves, isSpot, puttingRight } from './done';
import { bulkActions, queued, queueOf } from './jobs';

const YARD = { at: 'yard', block: 'A', bay: 1, row: 1, tier: 1 } as const;

function job(id: string, order: number, equipment = 'RMG1', change: Partial<JobRow> = {}): JobRow {
  return { id, unit: `u-${id}`, number: id, from: YARD, to: YARD, from_place: '', to_place: '', order, urgency: 'normal', stage: { state: 'planned' }, equipment, ...change };
}

/** Returns the moves after some were given places, as the server keeps them. */
function after(jobs: readonly JobRow[], actions: readonly HubAction[]): JobRow[] {
  return jobs.map((one) => {
    const action = actions.find((wish) => wish.do === 'job_assign' && wish.job === one.id);
    return action?.do === 'job_assign' ? { ...one, order: action.order, equipment: action.equipment ?? null } : one;
  });
}

describe('a place in a queue', () => {
  it('is the one that was asked for, whatever the orders before, and moves nobody else', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const count = 1 + (seed % 6);
      const jobs = Array.from({ length: count }, (_, at) => job(`j${at}`, (seed * 31 + at * (seed % 3)) % 7, at % 4 === 3 ? 'RMG2' : 'RMG1'));
      const moved = jobs[seed % count] as JobRow;
      const machine = seed % 2 ? 'RMG1' : 'RMG2';
      const before = queueOf(jobs, machine).filter(({ id }) => id !== moved.id).map(({ id }) => id);
      const place = seed % (before.length + 1);
      const actions = queued(jobs, moved, machine, place);
      const wanted = [...before.slice(0, place), moved.id, ...before.slice(place)];
      const now = queueOf(after(jobs, actions), machine);
      expect(now.map(({ id }) => id), `seed ${seed}`).toEqual(wanted);
      // Behind the move nothing is left that only its place in the answer tells apart.
      const orders = now.slice(place).map(({ order }) => order);
      expect(new Set(orders.slice(0, 2)).size, `seed ${seed}`).toBe(Math.min(orders.length, 2));
    }
  });

  it('costs one command where there is room', () => {
    const jobs = [job('a', 10), job('b', 20), job('c', 30)];
    expect(queued(jobs, { id: 'c' }, 'RMG1', 0)).toEqual([{ do: 'job_assign', job: 'c', order: 9, equipment: 'RMG1' }]);
    expect(queued(jobs, { id: 'a' }, '', 0)).toEqual([{ do: 'job_assign', job: 'a', order: 1 }]);
  });
});

describe('many moves at once', () => {
  it('go behind those that a machine has, in their order', () => {
    const open = [job('a', 7, 'RMG2'), job('b', 1), job('c', 2)];
    const terms = { at: '2026-11-22T10:00:00Z', reason: '', machine: 'RMG2' };
    expect(bulkActions('assign', open.slice(1), terms, open)).toEqual([
      { do: 'job_assign', job: 'b', order: 8, equipment: 'RMG2' },
      { do: 'job_assign', job: 'c', order: 9, equipment: 'RMG2' },
    ]);
  });

  it.each([
    ['dispatch', { do: 'job_dispatch', job: 'a', at: 'T' }],
    ['start', { do: 'job_start', job: 'a', at: 'T' }],
    ['finish', { do: 'job_finish', job: 'a', at: 'T' }],
    ['abort', { do: 'job_abort', job: 'a', reason: 'R' }],
  ] as const)('%s', (bulk, expected) => {
    expect(bulkActions(bulk, [job('a', 1)], { at: 'T', reason: 'R', machine: '' }, [])).toEqual([expected]);
  });
});

describe('what was done last', () => {
  const event = { type: 'job_done', job: 'j', unit: 'u', from: { at: 'wagon', wagon: 'w', slot: 1 }, to: YARD, at: '2026-11-22T10:00:00Z' };
  const row = (kind: string, said?: object) => ({ kind, position: 1, happened_at: '', recorded_at: '', actor: '', organisation: '', ...(said ? { event: said } : {}) });

  it('is told by the moves of the machine, not by its breakdowns', () => {
    const rows = [row('hub.equipment_down'), row('hub.job_done', event), row('hub.job_done'), row('hub.job_done', { ...event, job: 'k' })];
    expect(doneMoves(rows as never, 1).map(({ job: id }) => id)).toEqual(['j']);
    expect(doneMoves(rows as never, 5).map(({ job: id }) => id)).toEqual(['j', 'k']);
  });

  it('is put right by a move back, and planned again where it was not moved', () => {
    const move = doneMoves([row('hub.job_done', event)] as never, 1)[0];
    if (!move) throw new Error('expected a move');
    const back = { job: 'n', at: 'T' };
    expect(puttingRight(move, 'RMG1', { ...back, isToDo: false })).toEqual([{ do: 'job_finish', job: 'n', at: 'T' }]);
    expect(puttingRight(move, 'RMG1', { ...back, isToDo: true })[1]).toEqual({ do: 'job_plan', jobs: [{ unit: 'u', to: YARD, order: 0, urgency: 'normal', equipment: 'RMG1' }] });
  });

  it('knows a spot whatever the order of its words', () => {
    expect(isSpot(YARD, { tier: 1, row: 1, bay: 1, block: 'A', at: 'yard' })).toBe(true);
    expect(isSpot(YARD, { ...YARD, tier: 2 })).toBe(false);
    expect(isSpot({ at: 'visit', visit: 'v' }, { at: 'visit', visit: 'v', stow: '' })).toBe(true);
  });
});
