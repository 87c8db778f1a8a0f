import { describe, expect, it } from 'vitest';

import { barParts, scarcest } from '../capacity/bar';
import { runName } from '../capacity/queries';
import { csvLines, refusedCsv, resultCounts } from '../imports/results';
import type { ImportAnswer } from '../api/exchange';
import { Intent } from '../api/intent';
import { pageAddress } from '../api/pages';
import { priceLines } from '../parts/price';
import { amount, asView, byDimension, counted, typedAmount } from './amount';
import { summed } from './money';
import { listName } from './names';
import { instantOf, localAt, wallText } from './time';
import { unitNumber } from './unitNumber';

describe('times by the clock of a place', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-25T00:00:00Z', '2026-11-25T08:00', '+08:00'],
    ['Asia/Almaty', '2026-11-25T00:00:00Z', '2026-11-25T05:00', '+05:00'],
    // Kazakhstan east of it kept UTC+6 until 1 March 2024.
    ['Asia/Almaty', '2024-02-29T00:00:00Z', '2024-02-29T06:00', '+06:00'],
    ['UTC', '2026-11-25T00:00:00Z', '2026-11-25T00:00', '+00:00'],
  ])('%s reads %s as %s', (zone, instant, wall, offset) => {
    const time = localAt(zone, instant);
    expect(time && wallText(time)).toBe(wall);
    expect(time?.offset).toBe(offset);
    expect(instantOf(zone, wall)).toBe(instant);
  });

  it('goes to and fro in zones whose clocks change', () => {
    for (const zone of ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Almaty']) {
      for (let hour = 0; hour < 24 * 366; hour += 7) {
        const instant = new Date(Date.UTC(2024, 0, 1, hour, 30)).toISOString().replace('.000Z', 'Z');
        const time = localAt(zone, instant);
        const back = time ? instantOf(zone, wallText(time)) : null;
        // An hour that comes twice in autumn may be read as the other one of the two.
        expect([0, 3_600_000], `${zone} ${instant}`).toContain(Math.abs(Date.parse(back ?? '') - Date.parse(instant)));
      }
    }
    // Thousands of readings: a busy machine may take its time.
  }, 30_000);

  it('refuses other text', () => {
    expect(localAt('UTC', 'soon')).toBeNull();
    expect(instantOf('UTC', '2026-11-25T9')).toBeNull();
  });
});

describe('amounts', () => {
  it('are shown in the unit that people say and read back exactly', () => {
    expect(amount('en', 'teu', 2250)).toBe('2.25');
    expect(amount('en', 'tonnes', 1_196_000)).toBe('1\u202f196');
    expect(amount('en', 'reefer_plugs', 5)).toBe('5');
    expect(typedAmount('teu', '2,25')).toBe(2250);
    expect(typedAmount('tonnes', '1 196')).toBe(1_196_000);
    expect(typedAmount('deck_m', 'wide')).toBeNull();
    expect(asView(byDimension({ teu_e3: 2250, mass_kg: 52_000 }))).toEqual({ teu_e3: 2250, mass_kg: 52_000 });
    expect(byDimension({ plugs: null, deck_mm: 0 })).toEqual({ deck_m: 0 });
    expect(counted({ reefer_plugs: 2, teu: 92_000, wagons: 0 })).toEqual(['teu', 'reefer_plugs']);
  });
});

describe('money', () => {
  it('is summed exactly, cents with cents', () => {
    expect(summed(['0.10', '0.20'])).toBe('0.30');
    expect(summed(['9007199254740993.01', '0.01', '-1.00'])).toBe('9007199254740992.02');
    expect(summed(['-0.05', '0.01'])).toBe('-0.04');
    expect(summed(['1200', '35'])).toBe('1235');
  });

  it('of a price stands in one line a leg and kind, and the lines add up to the total', () => {
    const part = (leg: number, hop: number, amount: string) => ({
      leg, charge: { kind: 'hop' as const, section: 'S.1', hop }, tariff: 'T', basis: 'teu' as const, rate: { amount: { amount, currency: 'USD' }, for_quantity_e3: 2000 }, quantity_e3: 2000, amount: { amount, currency: 'USD' },
    });
    const components = [part(1, 0, '10.01'), part(1, 1, '20.02'), part(2, 0, '5.00')];
    const fees = { steps: [] };
    const lines = priceLines({ components, total: { amount: '35.03', currency: 'USD' }, made_at: '', valid_until: '', cancel_fees: fees, change_fees: fees });
    expect(lines.map(({ leg, quantity, amount }) => [leg, quantity, amount])).toEqual([[1, 2, '30.03'], [2, 2, '5.00']]);
    expect(lines[0]?.rate).toBeCloseTo(15.015, 9);
    expect(summed(lines.map(({ amount }) => amount))).toBe('35.03');
  });
});

describe('bars of room', () => {
  it('stand in order, fill the whole, and put who waits past the limit', () => {
    const { parts, limit } = barParts({ room: 90, confirmed: 40, held: 20, allotted: 10, waiting: 10 });
    expect(parts.map(({ name }) => name)).toEqual(['confirmed', 'held', 'allotted', 'left', 'waiting']);
    expect(parts.reduce((sum, { size }) => sum + size, 0)).toBeCloseTo(1, 9);
    expect(parts.find(({ name }) => name === 'waiting')?.start).toBeCloseTo(limit, 9);
  });

  it('show an oversold run beyond its limit, and nothing for no room', () => {
    expect(barParts({ room: 90, confirmed: 100, held: 0, allotted: 0, waiting: 0 }).limit).toBeCloseTo(0.9, 9);
    expect(barParts({ room: 0, confirmed: 0, held: 0, allotted: 0, waiting: 0 }).parts).toEqual([]);
  });

  it('choose the dimension that runs out first', () => {
    const one = { confirmed: 0, held: 0, waiting: 0, allotted: 0, hop: 0 };
    expect(scarcest([{ ...one, dimension: 'teu', room: 90, left: 45 }, { ...one, dimension: 'reefer_plugs', room: 10, left: 1 }, { ...one, dimension: 'deck_m', room: 0, left: 0 }])?.dimension).toBe('reefer_plugs');
  });
});

describe('names and numbers', () => {
  it.each([
    ['TGHU1643396', 'TGHU 164339 6'],
    ['tghu-164339-6', 'TGHU 164339 6'],
    ['54102330', '5410 2330'],
    ['TGHU16433S6', 'TGHU16433S6'],
  ])('%s is read as %s', (written, shown) => expect(unitNumber(written)).toBe(shown));

  it.each([
    ['China-Kazakhstan (Lianyungang) Logistics Cooperation Base', 'Lianyungang'],
    ['Horgos (Khorgos CN) railway port', 'Horgos'],
    ['Lianyungang Port (Lianyun/Miaoling)', 'Lianyungang'],
    ['Khorgos-East Gate Dry Port (KTZE-Khorgos Gateway)', 'Khorgos-East Gate Dry'],
    ['Kokshetau-1', 'Kokshetau-1'],
  ])('%s is listed as %s', (en, shown) => expect(listName('en', { en, zh: '', ru: '', kk: '' })).toBe(shown));

  it('a run is named by its service, day, section and shift', () => {
    expect(runName({ run: 'SV-LYG-ALA/2026-11-27', section: 'SV-LYG-ALA.1' })).toEqual({ service: 'SV-LYG-ALA', date: '2026-11-27', section: 'SV-LYG-ALA.1', shift: '' });
    expect(runName({ run: 'SV-LYG-ALA/2026-11-27+30', section: 'SV-LYG-ALA.2' })).toMatchObject({ service: 'SV-LYG-ALA', date: '2026-11-27', shift: '30' });
  });
});

describe('imports', () => {
  const answer: ImportAnswer = {
    import: {
      id: 'i', kind: 'handlings', name: 'gate.csv', organisation: 'LYG', actor: 'p', state: 'finished', dry_run: false, unknown_columns: [], began_at: '2026-11-22T00:00:00Z',
      counts: { rows: 3, done: 1, repeated: 0, refused: 1, unknown: 1, would_do: 0, left: 0 },
    },
    results: [
      { row: 1, line: 2, state: 'done', entity: 'c1', problem: null },
      { row: 2, line: 3, state: 'refused', entity: null, problem: { code: 'import.bad_cell', detail: '', file: 'gate.csv', line: 3 } },
      { row: 3, line: 5, state: 'unknown_reference', entity: null, problem: null },
    ],
  };

  it('give back the rows that were not taken as they came, with line, code and reason', () => {
    const source = '\ufeffreference,note\r\nA1,"one, two"\r\nA2,"said ""no"""\r\nA3,"two\nlines"\r\n';
    expect(csvLines(source)).toEqual([['reference', 'note'], ['A1', 'one, two'], ['A2', 'said "no"'], ['A3', 'two\nlines']]);
    expect(csvLines(refusedCsv(answer, source, () => 'why'))).toEqual([
      ['reference', 'note', 'line', 'code', 'reason'],
      ['A2', 'said "no"', '3', 'import.bad_cell', 'why'],
      ['A3', 'two\nlines', '5', 'unknown_reference', 'why'],
    ]);
    expect(csvLines(refusedCsv(answer, null, () => ''))[0]).toEqual(['line', 'code', 'reason']);
  });

  it('are counted by result', () => expect(resultCounts(answer.results)).toEqual({ done: 1, refused: 1, unknown_reference: 1 }));
});

describe('what is sent', () => {
  it('has one key per intent: the same until it was carried out, another for other words', () => {
    const intent = new Intent();
    const first = intent.key({ do: 'confirm' });
    expect(intent.key({ do: 'confirm' })).toBe(first);
    expect(intent.key({ do: 'release' })).not.toBe(first);
    const second = intent.key({ do: 'confirm' });
    intent.done();
    expect(intent.key({ do: 'confirm' })).not.toBe(second);
    expect(second).toMatch(/^[0-9a-f]{32}$/);
  });

  it('asks for pages by cursor and leaves out what is empty', () => {
    expect(pageAddress('/v1/units', { q: '', kind: 'container', state: undefined }, null)).toBe('/v1/units?kind=container');
    expect(pageAddress('/v1/units', {}, 'c 2')).toBe('/v1/units?cursor=c+2');
  });
});
