import { describe, expect, it } from 'vitest';

import type { BulkAnswer, ConsignmentRow, Step } from '../api/booking';
import { allOrNone, NONE_CHOSEN, ranged, toggled } from '../parts/selection';
import { nextSort } from '../parts/SortHead';
import { bulkRows } from './bulk';
import { consignmentCsv } from './consignmentCsv';
import { filtersSet, fromParams, SORT_FIRST, stageCounts, STAGES, toQuery } from './filter';
import { steps } from './nextSteps';
import { EMPTY_ORDER, emptyGoods, missing, toOrder, typedNumber, unitsFor } from './orderDraft';
import { lateness, mergedTimeline, recordedLate } from './timeline';

const NONE: Step = { what: '', place: '', leg: null, unit: null, planned: null, estimated: null, actual: null, recorded_at: null, record: null, corrected: false };

const ROW: ConsignmentRow = {
  id: 'c1', version: 4, reference: '=HYPERLINK("x")', customer: 'ORG', status: 'under_way', origin: 'KZKOV', destination: 'VNCLI', ready: '2026-11-20T00:00:00Z', due: null,
  goods: [{ hs: '1001.99', description: 'Wheat, milling', mass_kg: 1_196_000, units: 46 }], lines: 1, mass_kg: 1_196_000, units: 46, departure: '2026-11-21T17:00:00Z', arrival: '2026-12-09T20:20:00Z',
  estimate: { early: '2026-12-09T10:00:00Z', likely: '2026-12-10T04:00:00Z', late: '2026-12-12T00:00:00Z', made_at: '2026-11-22T00:00:00Z' }, late_minutes: 460, booking: null, price: { amount: '96800.00', currency: 'USD' },
  progress: 'under_way', next: null, holds: ['customs', 'payment'], misdirected: false, shared_with: [], made_at: '2026-11-11T00:00:00Z', updated_at: '2026-11-21T00:00:00Z',
};

describe('the timeline', () => {
  it('puts plan, estimate and record of one step into one row, each in its own field', () => {
    const merged = mergedTimeline([
      { ...NONE, what: 'departed', place: 'KZKOV', leg: 0, planned: 'P1' },
      { ...NONE, what: 'arrived', place: 'CNALA', leg: 0, planned: 'P2' },
      { ...NONE, what: 'arrived', place: 'CNALA', leg: 0, estimated: 'E2' },
      { ...NONE, what: 'departed', place: 'KZKOV', leg: 0, actual: 'A1', record: 'r1' },
    ]);
    expect(merged.map(({ what, planned, estimated, happened }) => [what, planned, estimated, happened.map(({ at }) => at)])).toEqual([
      ['departed', 'P1', null, ['A1']],
      ['arrived', 'P2', 'E2', []],
    ]);
  });

  it('keeps a record per unit in one row, and a second one of the same unit in a row of its own', () => {
    const held = { ...NONE, what: 'held', place: 'KZALT' };
    const merged = mergedTimeline([
      { ...held, unit: 'u1', actual: '2026-11-21T08:00:00Z' },
      { ...held, unit: 'u2', actual: '2026-11-21T07:00:00Z' },
      { ...held, unit: 'u1', actual: '2026-11-22T09:00:00Z' },
    ]);
    expect(merged.map(({ happened }) => happened.map(({ unit }) => unit))).toEqual([['u2', 'u1'], ['u1']]);
  });

  it('never lets a later entry overwrite what the plan said', () => {
    const [step] = mergedTimeline([{ ...NONE, what: 'departed', place: 'A', planned: 'first' }, { ...NONE, what: 'departed', place: 'A', planned: 'second' }]);
    expect(step?.planned).toBe('first');
  });

  it('says how late a record and a step are', () => {
    const [step] = mergedTimeline([
      { ...NONE, what: 'arrived', place: 'A', planned: '2026-11-21T08:00:00Z' },
      { ...NONE, what: 'arrived', place: 'A', actual: '2026-11-21T09:30:00Z', recorded_at: '2026-11-21T14:42:00Z' },
    ]);
    expect(step && lateness(step)).toBe(90);
    expect(step?.happened[0] && recordedLate(step.happened[0])).toBe(312);
    expect(recordedLate({ at: '2026-11-21T09:30:00Z', recordedAt: '2026-11-21T09:59:00Z', record: null, unit: null, isCorrected: false })).toBeNull();
  });
});

describe('the filter', () => {
  it('is the link, and the link is the question', () => {
    const filter = fromParams(new URLSearchParams('stage=way&q=wheat&late=yes&sort=-arrival&hold=customs'));
    expect(toQuery(filter)).toMatchObject({ status: 'received,under_way', q: 'wheat', late: 'true', sort: '-arrival', hold: 'customs', customer: undefined });
    expect(filtersSet(filter)).toBe(2);
  });

  it('falls back for what it does not know', () => {
    expect(fromParams(new URLSearchParams('stage=nowhere&sort=colour'))).toMatchObject({ stage: 'all', sort: SORT_FIRST });
  });

  it('counts every status in exactly one tab, so that the tabs add up', () => {
    const counts = stageCounts({ drafted: 1, ordered: 2, planned: 4, booked: 8, received: 16, under_way: 32, arrived: 64, delivered: 128, closed: 256, cancelled: 512 });
    const { all, ...tabs } = counts;
    expect(all).toBe(1023);
    expect(Object.values(tabs).reduce((sum, count) => sum + count, 0)).toBe(all);
    expect(new Set(Object.values(STAGES).flat()).size).toBe(10);
  });

  it('sorts by a column rising, then falling', () => {
    expect([nextSort('-updated', 'arrival'), nextSort('arrival', 'arrival'), nextSort('-arrival', 'arrival')]).toEqual(['arrival', '-arrival', 'arrival']);
  });
});

describe('several chosen', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'];
  const names = (chosen: { ids: ReadonlySet<string> }) => [...chosen.ids].sort().join('');

  it('adds, takes out, and fills a range from the last one touched, in both directions', () => {
    const one = toggled(NONE_CHOSEN, 'd');
    expect(names(ranged(one, rows, 'b'))).toBe('bcd');
    expect(names(ranged(one, rows, 'e'))).toBe('de');
    expect(names(toggled(toggled(one, 'a'), 'd'))).toBe('a');
  });

  it('chooses all, then none', () => {
    const all = allOrNone(NONE_CHOSEN, rows);
    expect(names(all)).toBe('abcde');
    expect(names(allOrNone(all, rows))).toBe('');
    expect(names(allOrNone(NONE_CHOSEN, []))).toBe('');
  });
});

describe('a bulk action', () => {
  it('tells the truth about each: what the answer does not name was not done', () => {
    const rows = ['c1', 'c2', 'c3'].map((id) => ({ ...ROW, id }));
    const problem = { type: '', title: '', status: 409, code: 'booking.still_waiting', detail: '' };
    const answer: BulkAnswer = { results: [{ id: 'c2', problem }, { id: 'c1', done: { id: 'c1', version: 5 } }] };
    expect(bulkRows(rows, answer).map(({ row, state, problem: why }) => [row.id, state, why?.code ?? ''])).toEqual([['c1', 'done', ''], ['c2', 'refused', 'booking.still_waiting'], ['c3', 'refused', '']]);
    expect(bulkRows(rows, undefined).every(({ state }) => state === 'asked')).toBe(true);
  });
});

describe('the file of the list', () => {
  it('has a column for each kind of time and runs no formula', () => {
    const [header = '', line = ''] = consignmentCsv([ROW]).split('\r\n');
    for (const column of ['planned_arrival_utc', 'estimated_early_utc', 'estimated_likely_utc', 'estimated_late_utc']) expect(header.split(',')).toContain(column);
    expect(line).toContain(`"'=HYPERLINK(""x"")"`);
    expect(line).toContain('"Wheat, milling"');
    expect(line).toContain('customs; payment');
  });
});

describe('a new order', () => {
  it('reads numbers as people type them', () => {
    expect(['1 200', '1\u2009200,5', '−18', 'plenty', ''].map(typedNumber)).toEqual([1200, 1200.5, -18, null, null]);
  });

  it('names what is missing', () => {
    const order = { ...EMPTY_ORDER, goods: [{ ...emptyGoods(1), hs: '8507.60', tonnes: '88', unitType: '40HC', units: '5', isDangerous: true, dangerClass: '9' }] };
    expect([...missing(order)]).toEqual(['from', 'to', 'ready', 'goods.0.un']);
  });

  it('is sent in kilograms, litres and tenths of degrees, with days by the clocks of the places', () => {
    const mutton = { ...emptyGoods(1), hs: '0204.42', description: 'Frozen mutton', tonnes: '130', cubic: '310', packaging: 'CT', pieces: '5200', unitType: '40RF', units: '5', needsTemperature: true, lowest: '-25', highest: '-18' };
    const order = toOrder({ ...EMPTY_ORDER, from: 'KZALA', to: 'CNSIA', ready: '2026-11-25', by: '2026-12-11', goods: [mutton] }, { from: 'Asia/Almaty', to: 'Asia/Shanghai' });
    expect(order.route).toEqual({ origin: 'KZALA', destination: 'CNSIA', ready: '2026-11-24T19:00:00Z', due: '2026-12-11T15:59:00Z' });
    expect(order.goods?.[0]).toMatchObject({ mass_kg: 130_000, volume_l: 310_000, units: [{ unit_type: '40RF', count: 5 }], temperature: { lowest_c10: -250, highest_c10: -180 }, dangerous: null });
  });

  it('says how many units the mass needs', () => {
    const type = { id: '20GP', name: { en: '', zh: '', ru: '', kk: '' }, form: 'box', teu: 1, payload_t: 27 };
    expect(unitsFor('1200', type)).toBe(45);
    expect(unitsFor('', type)).toBeNull();
  });
});

describe('what can be done next', () => {
  const all = ['read', 'record', 'book'];

  it('is one main thing, and nothing that the person may not do', () => {
    expect(steps({ status: 'drafted', standings: [] }, all)[0]).toBe('place_order');
    expect(steps({ status: 'ordered', standings: [] }, all)[0]).toBe('find');
    expect(steps({ status: 'delivered', standings: [] }, all)[0]).toBe('close');
    expect(steps({ status: 'ordered', standings: [] }, ['read', 'record'])).toEqual(['record']);
    expect(steps({ status: 'closed', standings: [] }, all)).toEqual([]);
  });
});
