import { describe, expect, it } from 'vitest';

import type { Itinerary } from '../api/types';
import { partsOf, stacked } from './raceParts';
import { scaleFor } from './scale';
import { filterCounts, passes, sorted } from './sorting';
import { position, tickLabels, timeAxis } from './timeAxis';
import { co2eTrust, costTrust } from './trust';

function way(number: number, arrival: string, amount: number, modes: string[], crossings: string[] = []): Itinerary {
  const legs = modes.map((mode) => ({ mode, kind: 'ride', crossings }));
  return { number, ready: '2026-11-24T19:00:00Z', arrival, cost: { amount }, days_spread: { p10: 8, p50: 10, p90: 14 }, legs } as unknown as Itinerary;
}

const WAYS = [way(1, '2026-12-04T00:00:00Z', 300, ['rail', 'sea'], ['X-A']), way(2, '2026-12-06T00:00:00Z', 200, ['rail']), way(3, '2026-12-07T00:00:00Z', 200, ['road'], ['X-B'])];

describe('timeAxis', () => {
  it('spans ready to the last late arrival, with ticks at local midnights', () => {
    const axis = timeAxis(WAYS, 5 * 3_600_000, 260);
    expect(position(axis, Date.parse('2026-11-24T19:00:00Z'))).toBe(0);
    expect(axis.end).toBe(Date.parse('2026-12-08T19:00:00Z'));
    expect(axis.ticks.every((tick) => (tick + 5 * 3_600_000) % 86_400_000 === 0)).toBe(true);
  });

  it('leaves out labels that would touch', () => {
    const axis = timeAxis(WAYS, 0, 60);
    const labels = tickLabels(axis, () => '25 Nov');
    labels.slice(1).forEach((label, index) => expect(label.x - (labels[index]?.x ?? 0)).toBeGreaterThan(38));
  });
});

describe('scaleFor', () => {
  it('is logarithmic only for wide ranges and then says so', () => {
    expect(scaleFor(60, 110, 0, 100, true).isLog).toBe(false);
    expect(scaleFor(60, 900, 0, 100, true).isLog).toBe(true);
    expect(scaleFor(60, 900, 0, 100, false).isLog).toBe(false);
  });

  it('keeps every value between its ends', () => {
    for (const scale of [scaleFor(60, 110, 0, 100, true), scaleFor(60, 900, 0, 100, true), scaleFor(5, 5, 0, 100, true)]) {
      expect(scale.ticks.length).toBeGreaterThan(1);
      expect(scale.at(60)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('lists', () => {
  it('sort by a column and keep the order of equals', () => {
    expect(sorted(WAYS, { column: 'cost', descending: false }).map(({ number }) => number)).toEqual([2, 3, 1]);
    expect(sorted(WAYS, { column: 'arrives', descending: true }).map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('filter by mode and crossing, and count them', () => {
    expect(WAYS.filter((one) => passes(one, 'mode:rail'))).toHaveLength(2);
    expect(WAYS.filter((one) => passes(one, 'crossing:X-B'))).toHaveLength(1);
    expect(filterCounts(WAYS)).toEqual({ modes: [['rail', 2], ['road', 1], ['sea', 1]], crossings: [['X-A', 1], ['X-B', 1]] });
  });
});

describe('race parts', () => {
  it('are drawn in one order, unknown ones last', () => {
    expect(partsOf([{ hours_by_part: { border: 3, rail: 10, zeal: 1, customs: 0 } }])).toEqual(['rail', 'border', 'zeal']);
  });

  it('fill the bar without gaps', () => {
    const pieces = stacked({ rail: 48, border: 24 }, ['rail', 'border'], 10);
    expect(pieces.map(({ x, span }) => [x, span])).toEqual([[0, 20], [20, 10]]);
  });
});

describe('trust', () => {
  const itinerary = {
    legs: [
      { cost_reliability: 'seen', cost_basis: ['S1'], co2e_reliability: 'mixed', co2e_basis: ['S2'] },
      { cost_reliability: 'mixed', cost_basis: ['S1', 'S3'], co2e_reliability: 'unverified', co2e_basis: ['S2', 'K'] },
    ],
    transfers: [
      { cost: 12, reliability: 'unverified', basis: ['K'] },
      { cost: 0, reliability: 'modelled', basis: ['M'] },
    ],
  } as unknown as Itinerary;

  it('of a cost is the worst of its tariffs and of the work that is paid, with all their sources', () => {
    expect(costTrust(itinerary)).toEqual({ level: 'unverified', basis: ['S1', 'S3', 'K'] });
  });

  it('of emissions is the worst of the factors', () => {
    expect(co2eTrust(itinerary)).toEqual({ level: 'unverified', basis: ['S2', 'K'] });
  });
});
