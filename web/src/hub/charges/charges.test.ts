import { expect, test } from 'vitest';

import type { ChargeLine } from '../../api/hub';
import { chargesQuery } from './queries';
import { daysOf, isByDay } from './words';

const line = (days: number): ChargeLine => ({ line: `L${days}`, price: { amount: '1.00', currency: 'USD' }, days, money: { amount: `${days}.00`, currency: 'USD' } });

test('each line charges the days after those that are free and those of the lines before it', () => {
  const [first, second] = [line(15), line(2)];
  const row = { free_days: 14, lines: [first, second] };
  expect(daysOf(row, first)).toEqual([15, 29]);
  expect(daysOf(row, second)).toEqual([30, 31]);
});

test('days count where something is charged by the day', () => {
  expect(['each', 'day', 'm_day', 't', 't_day', 't_percent'].filter(isByDay)).toEqual(['day', 'm_day', 't_day']);
});

test('what is not asked for is not in the address', () => {
  const period = { name: '7d' as const, from: '2026-11-15T16:00:00Z', until: null };
  const nothing = { act: '', payer: '', q: '', isUnpriced: false };
  expect(Object.values(chargesQuery(period, nothing)).filter(Boolean)).toEqual(['2026-11-15T16:00:00Z']);
  expect(chargesQuery(period, { act: 'gate', payer: 'none', q: 'KD', isUnpriced: true })).toMatchObject({ act: 'gate', payer: 'none', q: 'KD', priced: 'false' });
});
