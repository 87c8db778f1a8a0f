import { describe, expect, it } from 'vitest';

import type { SpanFigure, SpanRow } from '../../api/hub';
import { hoursMinutes } from '../../format/duration';
import type { T } from '../../i18n';
import { DAYS_MAX, figureGroups, hoursOfDays, nights, ordered, periodOf, periodProblem, PERIODS, shownFigures, spanName, unchangedHours, yardScale } from './figures';
import { fileName, figuresCsv, spansCsv } from './figuresCsv';

const HOUR = 3_600_000;

function figure(kind: string, of?: string): SpanFigure {
  return { kind, of: of ?? null, count: 3, median_minutes: 10, p90_minutes: 20, most_minutes: 30 };
}

function span(about: string, until: string, minutes: number): SpanRow {
  return { about, name: about, of: '', from: until, until, minutes, places: 0 };
}

describe('periods', () => {
  // 16:30 in UTC is half past midnight of the next day in Shanghai, and still the same day in Almaty.
  const now = '2026-11-22T16:30:00Z';
  const chosen = (text: string, zone = 'Asia/Shanghai') => periodOf(new URLSearchParams(text), zone, now);

  it.each([
    ['period=today', 'Asia/Shanghai', '2026-11-22T16:00:00Z', null],
    ['period=today', 'Asia/Almaty', '2026-11-21T19:00:00Z', null],
    ['period=yesterday', 'Asia/Shanghai', '2026-11-21T16:00:00Z', '2026-11-22T16:00:00Z'],
    ['', 'Asia/Shanghai', '2026-11-16T16:00:00Z', null],
    ['period=14d', 'Asia/Shanghai', '2026-11-09T16:00:00Z', null],
    ['period=31d', 'Asia/Shanghai', '2026-10-23T16:00:00Z', null],
    ['period=own&from=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00Z', 'Asia/Shanghai', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'],
  ])('"%s" in %s begins at %s', (text, zone, from, until) => {
    expect(chosen(text, zone)).toMatchObject({ from, until });
  });

  it('shows a week where a link says nothing that can be read', () => {
    for (const text of ['period=year', 'period=own', 'period=own&from=monday&until=2026-11-02T00:00:00Z', 'period=own&from=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z']) expect(chosen(text), text).toEqual(chosen(''));
  });

  it('is never longer than the server allows', () => {
    for (const name of PERIODS) {
      const { from, until } = chosen(`period=${name}`);
      expect(periodProblem(from, until ?? now), name).toBeNull();
    }
  });

  it('says why a period cannot be shown', () => {
    expect(periodProblem('2026-11-02T00:00:00Z', '2026-11-02T00:00:00Z')).toBe('order');
    expect(periodProblem('2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z')).toBeNull();
    expect(periodProblem('2026-10-01T00:00:00Z', '2026-11-01T00:01:00Z')).toBe('length');
  });
});

describe('figures', () => {
  const figures = [figure('train_turnaround'), figure('train_turnaround', '1435'), figure('train_turnaround', '1520'), figure('move'), figure('move', 'RMG1')];

  it('stand by kind, and their parts where they are unfolded', () => {
    const groups = figureGroups(figures);
    expect(groups.map(({ kind, parts }) => [kind, parts.length])).toEqual([['train_turnaround', 2], ['move', 1]]);
    expect(shownFigures(groups, new Set())).toEqual([figures[0], figures[3]]);
    expect(shownFigures(groups, new Set(['train_turnaround', 'move']))).toEqual(figures);
  });

  it('show the longest span first and keep those of one length in the order of their ends', () => {
    const spans = [span('a', '2026-11-22T01:00:00Z', 5), span('b', '2026-11-22T02:00:00Z', 9), span('c', '2026-11-22T03:00:00Z', 5)];
    expect(ordered(spans, 'longest').map(({ about }) => about)).toEqual(['b', 'a', 'c']);
    expect(ordered(spans, 'time')).toEqual(spans);
    expect(new Set([...spans, span('a', '2026-11-22T09:00:00Z', 5)].map(spanName)).size).toBe(4);
  });

  it('leave as files that name the hub and the days', () => {
    expect(figuresCsv(figures.slice(0, 2))).toBe('kind,of,count,median_minutes,p90_minutes,most_minutes\r\ntrain_turnaround,,3,10,20,30\r\ntrain_turnaround,1435,3,10,20,30\r\n');
    expect(spansCsv('move', [span('unit:1', '2026-11-22T01:00:00Z', 5)]).split('\r\n')[1]).toBe('move,unit:1,,2026-11-22T01:00:00Z,2026-11-22T01:00:00Z,5,unit:1');
    expect(fileName('KHORGOS', 'move', { from: '2026-11-15T16:00:00Z', until: '2026-11-22T16:00:00Z' })).toBe('landbridge-KHORGOS-move-2026-11-15-2026-11-22.csv');
  });

  it('tell durations to the minute', () => {
    const t = ((key: string, values: Record<string, unknown>) => `${String(values.hours ?? values.minutes)} ${key.slice(5, 6)}`) as unknown as T;
    expect([0, 59, 60, 61, 2880, 2881].map((minutes) => hoursMinutes(t, 'en', minutes))).toEqual(['0 m', '59 m', '1 h', '1 h 1 m', '48 h', '48 h 1 m']);
  });
});

describe('the yard by hours', () => {
  const yard = (...places: number[]) => places.map((taken, hour) => ({ at: new Date(hour * HOUR).toISOString(), places: taken }));

  it.each([
    [[0, 40], 100, 0],
    [[51, 60], 100, 50],
    [[7638, 7882], 9008, 7000],
    [[16_462, 16_462], 18_000, 16_000],
    [[9500, 9600], 9008, 9000],
    [[], 100, 0],
  ])('with %j of %i places the axis begins at %i', (levels, places, low) => {
    const scale = yardScale(yard(...levels), places);
    expect(scale.low).toBe(low);
    expect(scale.high).toBeGreaterThanOrEqual(Math.max(places, ...levels));
    expect(scale.ticks.length).toBeGreaterThan(1);
    for (const level of levels) expect(level).toBeGreaterThanOrEqual(scale.low);
  });

  it('is not told as counted while nothing changed for more than a day', () => {
    const still = (hours: number) => Array.from({ length: hours }, () => 7);
    expect(unchangedHours(yard(...still(24), 8))).toBe(0);
    expect(unchangedHours(yard(...still(25), 8, 7))).toBe(25);
    expect(unchangedHours(yard(...still(40)))).toBe(40);
    expect(unchangedHours([])).toBe(0);
  });

  it('has its midnights where the hub has them', () => {
    const [from, until] = ['2026-11-20T10:00:00Z', '2026-11-22T16:00:00Z'];
    expect(hoursOfDays('Asia/Shanghai', from, until, '00:00')).toEqual(['2026-11-20T16:00:00Z', '2026-11-21T16:00:00Z', '2026-11-22T16:00:00Z']);
    expect(hoursOfDays('Asia/Almaty', from, until, '00:00')).toEqual(['2026-11-20T19:00:00Z', '2026-11-21T19:00:00Z']);
  });

  it('shades every night of the longest period, cut to it', () => {
    const [from, until] = ['2026-10-22T16:00:00Z', '2026-11-22T16:00:00Z'];
    const shaded = nights('Asia/Shanghai', from, until);
    const hours = shaded.reduce((sum, night) => sum + (night.until - night.from) / HOUR, 0);
    expect(hours).toBe(DAYS_MAX * 12);
    expect(shaded[0]).toEqual({ from: Date.parse(from), until: Date.parse('2026-10-23T00:00:00Z') });
  });
});
