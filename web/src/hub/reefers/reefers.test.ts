import { describe, expect, it } from 'vitest';

import type { Reefer } from '../../api/hub';
import { drawn, pathOf } from './chart';
import { typedTenths } from './words';

describe('typed temperatures', () => {
  it('are tenths of a degree, however they are written', () => {
    expect(['-17.6', '−17,6', '4', '-0.5', '0', '17.66', 'cold', ''].map(typedTenths)).toEqual([-176, -176, 40, -5, 0, null, null, null]);
  });
});

describe('a chart of readings', () => {
  const reefer: Reefer = {
    row: { unit: 'u', number: 'CSQU3054383', spot: { at: 'yard', block: 'A', bay: 1, row: 1, tier: 1 }, place: 'A-01-1-1', fill: 'laden', has_plug: true, alarms: [] },
    rules: { band_dc: 20, band_minutes: 60, silent_minutes: 360, unplugged_minutes: 120 },
    readings: [
      { at: '2026-11-22T00:00:00Z', return_dc: -180 },
      { at: '2026-11-22T05:00:00Z', return_dc: -150, supply_dc: -200 },
    ],
    set_points: [
      { from: '2026-11-21T00:00:00Z', set_point_dc: -180 },
      { from: '2026-11-22T05:00:00Z', set_point_dc: -190 },
    ],
    plugs: [],
    alarms: [],
  };
  it('reaches from the first reading to now, with a band for each set point', () => {
    const picture = drawn(reefer, '2026-11-22T10:00:00Z');
    expect(picture).toMatchObject({ low: -220, high: -140 });
    expect(picture?.bands.map(({ from, until, set }) => [new Date(from).getUTCHours(), new Date(until).getUTCHours(), set])).toEqual([[0, 5, -180], [5, 10, -190]]);
    expect(picture && pathOf(picture.returned, picture, [100, 80])).toBe('M0.0 40.0L50.0 10.0');
  });
  it('is none where nothing was read', () => {
    expect(drawn({ ...reefer, readings: [] }, '2026-11-22T10:00:00Z')).toBeNull();
  });
});
