import { describe, expect, it } from 'vitest';

import { daysBetween, filterOf, isFiltered, lotShares, partOf, STATUSES, tableAddress } from './filter';

const params = (text: string) => new URLSearchParams(text);

describe('what a link says', () => {
  it('chooses a list; anything else is the gate', () => {
    expect(['part=lots', 'part=units', 'part=floor', ''].map((text) => partOf(params(text)))).toEqual(['lots', 'units', 'appointments', 'appointments']);
  });
  it('filters, as far as the list knows the words', () => {
    const link = params('hub=TINY&q=CSQU&status=here&held=true&bonded=true&sort=-mass');
    expect(filterOf('goods', link)).toEqual({ hub: 'TINY', owner: undefined, q: 'CSQU', status: 'here', held: 'true', bonded: 'true', sort: '-mass' });
    expect(filterOf('units', link)).toMatchObject({ status: undefined, bonded: undefined, sort: '-mass' });
    expect(filterOf('lots', link)).toMatchObject({ status: 'here', bonded: undefined, sort: undefined });
    expect(filterOf('goods', params('held=yes&bonded=maybe&sort=colour'))).toMatchObject({ held: undefined, bonded: undefined, sort: undefined });
    expect(filterOf('goods', params(`q=${'x'.repeat(300)}`)).q).toHaveLength(100);
  });
  it('is a filter when something is left out; an order leaves nothing out', () => {
    expect(isFiltered(filterOf('lots', params('sort=-in')))).toBe(false);
    expect(STATUSES.lots.every((status) => isFiltered(filterOf('lots', params(`status=${status}`))))).toBe(true);
  });
  it('is the address of the file', () => {
    expect(tableAddress('goods', filterOf('goods', params('q=tea+%26+co&status=here')), 'xlsx')).toBe('/v1/at-hubs/goods/table?q=tea+%26+co&status=here&format=xlsx');
    expect(tableAddress('lots', {}, 'csv')).toBe('/v1/at-hubs/lots/table?format=csv');
  });
});

describe('kilograms of a lot', () => {
  it('are here, gone or lost, and fill the bar', () => {
    const shares = lotShares({ in_kg: 1000, out_kg: 600, inside_kg: 380, lost_kg: 20 });
    expect(shares.map(({ what, percent }) => [what, percent])).toEqual([['inside', 38], ['out', 60], ['lost', 2]]);
  });
  it('never fill more than it, whatever was found', () => {
    for (const lost_kg of [-50, 0, 50]) {
      const widths = lotShares({ in_kg: 1000, out_kg: 400, inside_kg: 600 - lost_kg, lost_kg }).map(({ percent }) => percent);
      expect(Math.min(...widths)).toBeGreaterThanOrEqual(0);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(100.0001);
    }
    expect(lotShares({ in_kg: 0, out_kg: 0, inside_kg: 0, lost_kg: 0 }).map(({ percent }) => percent)).toEqual([0, 0, 0]);
  });
});

describe('days', () => {
  it('are whole, and unknown where nobody saw it come', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(['2026-11-22T11:00:00Z', '2026-11-20T12:00:00Z', '2026-11-20T12:00:01Z', null, 'soon', '2026-11-23T00:00:00Z'].map((from) => daysBetween(from, now))).toEqual([0, 2, 1, null, null, 0]);
  });
});
