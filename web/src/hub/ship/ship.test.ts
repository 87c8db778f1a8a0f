import { describe, expect, it } from 'vitest';

import type { ShipRow } from '../../api/hub';
import { decksOf } from './DeckDialog';
import { acrossRows, bayPairs, cellState, isDrawn, listed, pairOf, tiersOf } from './ship';
import { partsOf } from './StowDialog';

function row(number: string, stow: string, change: Partial<ShipRow> = {}): ShipRow {
  const [bay, across, tier] = [Number(stow.slice(0, 3)), Number(stow.slice(3, 5)), Number(stow.slice(5, 7))];
  return { id: number, number, flagged: false, form: '40', fill: 'laden', list: 'discharge', progress: 'to_do', verified: true, stow, bay, row: across, tier, aboard: true, place: '', ...change };
}

describe('a ship', () => {
  it('has 20 ft bays in pairs under the even one between them', () => {
    expect([1, 2, 3, 5, 6, 7, 9].map(pairOf)).toEqual([2, 2, 2, 6, 6, 6, 10]);
  });

  it('is drawn with the empty bays between, and without what has left it', () => {
    const rows = [row('A', '0020082'), row('B', '0110102', { form: '20' }), row('C', '0140182', { progress: 'done', aboard: false }), row('D', '0180002', { list: 'load', progress: 'shut_out', aboard: false })];
    expect(bayPairs(rows).map(({ bay, deck, hold }) => [bay, deck, hold])).toEqual([[2, 1, 0], [6, 0, 0], [10, 0, 1]]);
    expect(rows.map(isDrawn)).toEqual([true, true, false, false]);
  });

  it('is cut from port to starboard, deck over hold', () => {
    expect(acrossRows([0, 1, 2, 3, 4, 2])).toEqual([4, 2, 0, 1, 3]);
    expect(tiersOf([row('A', '0020086'), row('B', '0020006')])).toEqual({ deck: [86, 84, 82], hold: [6, 4, 2] });
    expect(tiersOf([row('A', '0020080')])).toEqual({ deck: [80], hold: [] });
  });

  it('tells what is done with a box', () => {
    const state = (change: Partial<ShipRow>) => cellState(row('A', '0020082', change));
    expect([state({}), state({ list: 'stays' }), state({ list: 'load', aboard: false }), state({ list: 'load' }), state({ list: 'load', progress: 'shut_out' })]).toEqual(['discharge', 'stays', 'load', 'done', 'shut_out']);
  });

  it('is listed by filters and order', () => {
    const rows = [row('CSQU3054383', '0020084', { mass_kg: 9 }), row('TOLU4734787', '0020082', { mass_kg: 20, list: 'load' }), row('TGHU1643396', '', { mass_kg: 10 })];
    const names = (filter: Partial<Parameters<typeof listed>[1]>) => listed(rows, { list: '', progress: '', text: '', sort: 'stow', ...filter }).map(({ number }) => number.slice(0, 4));
    expect(names({})).toEqual(['TOLU', 'CSQU', 'TGHU']);
    expect(names({ sort: 'mass' })).toEqual(['TOLU', 'TGHU', 'CSQU']);
    expect(names({ list: 'load' })).toEqual(['TOLU']);
    expect(names({ text: 'csqu 305' })).toEqual(['CSQU']);
  });

  it('has its long lists recorded in parts', () => {
    const lines = Array.from({ length: 520 }, (_, index) => ({ thing: { number: String(index), form: { form: 'box' as const, length: '20' as const } } }));
    const wishes = partsOf('v', 'load', lines as never);
    expect(wishes.map((wish) => ('lines' in wish ? [wish.do, 'from' in wish ? wish.from : null, wish.lines.length] : null))).toEqual([['ship_load_list', 0, 250], ['ship_load_list', 250, 250], ['ship_load_list', 500, 20]]);
  });

  it('has decks of lines that people type', () => {
    expect(decksOf('D3 4.7 120 118,5\n\n D2;2.3;90')).toEqual([{ name: 'D3', height_mm: 4700, lanes_mm: [120_000, 118_500] }, { name: 'D2', height_mm: 2300, lanes_mm: [90_000] }]);
    expect(decksOf('D3 4.7')).toBeNull();
    expect(decksOf('D3 high 120')).toBeNull();
    expect(decksOf('')).toEqual([]);
  });
});
