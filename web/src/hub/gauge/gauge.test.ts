import { describe, expect, it } from 'vitest';

import type { GaugeDocument, GaugePlan, GaugeUnit } from '../../api/gauge';
import type { Load, Wagon } from '../../api/hub';
import { minutesInAll, pairsOf, proposedPairs, stretches } from './pairs';

const by = { person: 'p', organisation: 'LYG', at: '2026-11-22T10:00:00Z' };

function box(id: string, slot: number, length: '20' | '40'): Load {
  return { id, number: id, slot, length, fill: 'laden' };
}

function wagon(id: string, slots: number, load: Load[] = []): Wagon {
  return { id, number: `9${id}`, wagon_type: 'X', length_mm: slots * 7000, slots, load, limits: [] };
}

function unit(id: string, slot: number, change: Partial<GaugeUnit> = {}): GaugeUnit {
  return { unit: id, number: id, seals: [], from: { wagon: 'a', number: '9a', slot }, outcome: 'open', exceptions: [], ...change };
}

const plan = (...changes: GaugePlan['changes']): GaugePlan => ({ from: 'f', to: 't', railway: 'KTZ', changes, behind: [], shifts: [], minutes: 0, slots_short: 0, shortages: [] });
const change = (id: string, slot: number, crane: string, order: number) => ({ unit: id, number: id, from_wagon: '9a', wagon: 'z', wagon_number: '9z', slot, crane, order, travel_mm: 0 });

function document(...units: GaugeUnit[]): GaugeDocument {
  const train = (visit: string) => ({ visit, name: visit, gauge_mm: visit === 'f' ? 1435 : 1520 });
  const counts = { units: units.length, over: 0, behind: 0, open: 0, tallied: 0, exceptions: 0 };
  return { id: 'c', hub: 'KHORGOS', from: train('f'), to: train('t'), opened: by, partner: 'DEMO-KTZ', stage: 'open', counts, notes: 0, units, missing: [], supplementary: [], signatures: [], text: '', hash: '' };
}

describe('gauge change', () => {
  const to = [wagon('z', 4)];

  it('pairs a box with the slots that it takes on the other train', () => {
    const from = [wagon('b', 2), wagon('a', 2, [box('1', 1, '20'), box('2', 2, '20')])];
    const pairs = proposedPairs(plan(change('2', 3, 'R1', 1)), from, to);
    expect(pairs).toMatchObject([{ unit: '2', state: 'proposed', from: { from: 21_000, to: 28_000 }, to: { from: 14_000, to: 21_000 }, crane: 'R1' }]);
  });

  it('tells what is over, planned, proposed, behind and open apart, and draws each where it stood', () => {
    const from = [wagon('a', 4, [box('1', 1, '20'), box('2', 2, '20')])];
    const stand = { wagon: 'z', number: '9z', slot: 1 };
    const exception = { kind: 'refused' as const, words: 'wet', by };
    const units = [
      unit('1', 1),
      unit('2', 2, { planned: { job: 'j', stage: 'planned', stand, crane: 'R2', order: 4 } }),
      unit('3', 3, { outcome: 'over', to: stand, tally: { by } }),
      unit('4', 4, { outcome: 'behind', exceptions: [exception] }),
      unit('5', 1),
    ];
    const pairs = pairsOf(document(...units), plan(change('1', 2, 'R1', 1), change('4', 4, 'R1', 2)), from, to);
    expect(pairs.map(({ state }) => state)).toEqual(['proposed', 'planned', 'over', 'behind', 'open']);
    expect(pairs.map((pair) => pair.to === null)).toEqual([false, false, false, true, true]);
    expect(pairs[2]).toMatchObject({ isTallied: true, hasException: false });
    expect(pairs[3]?.hasException).toBe(true);
  });

  it('gives each crane its stretch, its moves and its minutes; the slowest is the whole', () => {
    const from = [wagon('a', 4, [box('1', 1, '20'), box('2', 2, '20'), box('3', 3, '20')])];
    const pairs = proposedPairs(plan(change('1', 1, 'R1', 1), change('2', 2, 'R1', 2), change('3', 4, 'R2', 1)), from, to);
    const work = stretches(pairs, new Map([['R1', 18], ['R2', 30]]));
    expect(work).toEqual([
      { crane: 'R1', span: { from: 0, to: 14_000 }, moves: 2, minutes: 7 },
      { crane: 'R2', span: { from: 14_000, to: 28_000 }, moves: 1, minutes: 2 },
    ]);
    expect(minutesInAll(work)).toBe(7);
    expect(minutesInAll([])).toBe(0);
  });

  it('draws nothing of a train that has left', () => {
    expect(pairsOf(document(unit('1', 1)), undefined, [], to)).toEqual([]);
  });
});
