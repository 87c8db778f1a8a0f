import { describe, expect, it } from 'vitest';

import type { BoxRow, ListLine } from '../api/hub';
import { isChecked } from '../format/unitNumber';
import { baysToCount, boxesOfBay, progress, said, standings, type Count } from './counting';
import { changedFacts, type TypedFacts } from './facts';
import { announcedLines, areSendable, emptyLine, foundOtherwise, lineProblems, listLines, slotOf, type LineDraft } from './lines';

describe('the check digit of a container', () => {
  // The example of ISO 6346, and the same with a wrong digit and with two letters changed about.
  it.each([
    ['CSQU3054383', true],
    ['CSQU3054384', false],
    ['SCQU3054383', false],
    ['csqu 305438-3', true],
    ['9412 3456', null],
  ])('of %s', (number, expected) => {
    expect(isChecked(number)).toBe(expected);
  });
});

function lines(...typed: Partial<LineDraft>[]): LineDraft[] {
  return typed.map((change, at) => ({ ...emptyLine(`k${at}`, change.form ?? '20', 'CN-NX70'), ...change }));
}

describe('a list that is typed', () => {
  it('puts boxes on the wagon above, in the next free slot', () => {
    const typed = lines({ form: 'wagon', number: '111' }, { form: '20', number: 'A' }, { form: '20', number: 'B' }, { form: 'wagon', number: '222' }, { form: '40', number: 'C' });
    expect(typed.map((_, at) => slotOf(typed, at))).toEqual([1, 1, 2, 3, 1]);
    expect(listLines(typed, true, [{ id: 'CN-NX70', tare_kg: 23_800 }]).map(({ thing, wagon, slot }) => [thing.number, wagon, slot, thing.gross])).toEqual([
      ['111', undefined, undefined, { known: 'declared', mass_kg: 23_800 }],
      ['A', '111', 1, undefined],
      ['B', '111', 2, undefined],
      ['222', undefined, undefined, { known: 'declared', mass_kg: 23_800 }],
      ['C', '222', 1, undefined],
    ]);
  });

  it('says what is known of a thing, and nothing of what is not', () => {
    const [line] = listLines(lines({ form: '40', number: ' CSQU3054383 ', mass: '24,5', seals: 'S1; S2', dangerous: '3', goods: '100199', destination: 'VNCLI', stow: '0300682', fill: 'laden' }), false, []);
    expect(line).toEqual({ thing: { number: 'CSQU3054383', form: { form: 'box', length: '40' }, fill: 'laden', gross: { known: 'declared', mass_kg: 24_500 }, seals: ['S1', 'S2'], dangerous: ['3'], destination: 'VNCLI', goods: '100199' }, stow: '0300682' });
  });

  it.each([
    [[{ form: '20' as const, number: 'A' }], true, ['wagon'], false],
    [[{ form: 'wagon' as const, number: '' }], true, ['number'], false],
    [[{ form: 'wagon' as const, number: '1' }, { number: 'A' }, { number: 'a ' }], true, ['twice'], false],
    [[{ form: 'wagon' as const, number: '1', isThere: false }, { number: 'A' }], true, ['wagon_gone'], false],
    [[{ form: 'wagon' as const, number: '1' }, { number: 'A', slot: '0' }], true, ['slot'], false],
    [[{ number: 'A', mass: '-2' }], false, ['mass'], false],
    [[{ number: 'CSQU3054384' }], false, ['check'], true],
    [[{ number: 'CSQU3054383' }], false, [], true],
  ])('tells what is wrong with %j', (typed, isTrain, expected, sendable) => {
    const problems = lineProblems(lines(...typed), isTrain);
    expect([...problems.values()]).toEqual(expected);
    expect(areSendable(problems)).toBe(sendable);
  });

  it('of what was found tells what is missing, extra and elsewhere', () => {
    const wagon = (number: string): ListLine => ({ thing: { number, form: { form: 'wagon', wagon_type: 'CN-NX70' }, gross: { known: 'declared', mass_kg: 23_800 } } });
    const box = (number: string, on: string, slot: number): ListLine => ({ thing: { number, form: { form: 'box', length: '20' }, gross: { known: 'declared', mass_kg: 20_000 } }, wagon: on, slot });
    const announced = announcedLines([wagon('W1'), box('A', 'W1', 1), box('B', 'W1', 2), wagon('W2'), box('C', 'W2', 1)]);
    expect(announced.map(({ number, mass }) => [number, mass])).toEqual([['W1', ''], ['A', '20'], ['B', '20'], ['W2', ''], ['C', '20']]);
    expect(foundOtherwise(announced, announced)).toEqual({ missing: 0, extra: 0, other_place: 0 });
    const found = announced.map((line) => (line.number === 'A' ? { ...line, isThere: false } : line.number === 'C' ? { ...line, slot: '2' } : line));
    expect(foundOtherwise(announced, [...found, { ...emptyLine('n', '20'), number: 'D' }])).toEqual({ missing: 1, extra: 1, other_place: 1 });
  });
});

describe('a list that was announced', () => {
  const all: ListLine[] = [
    { thing: { number: '94120011', kind: 'wagon_8', form: { form: 'wagon', wagon_type: 'KZ-FLAT-80' }, gross: { known: 'declared', mass_kg: 25_000 }, papers: { station: '698000' } } },
    { thing: { number: 'CSQU3054383', kind: 'container', form: { form: 'box', length: '40' }, fill: 'laden', gross: { known: 'verified', mass_kg: 24_500 }, set_point_dc: -180, dangerous: ['3'], goods: '020442', destination: 'CNLYG', customer: 'ORDA', consignment: 'C', onward: 'V', seals: ['KZ 77 1', 'CN2'] }, wagon: '94120011', slot: 1 },
  ];

  it('is the same when nothing is typed', () => {
    expect(listLines(announcedLines(all), true, [])).toEqual(all);
  });

  it('changes where something is typed, and loses nothing else', () => {
    const [wagon, box] = announcedLines(all);
    const typed = listLines([wagon!, { ...box!, mass: '25', seals: 'CN3', goods: '' }], true, []);
    expect(typed[1]).toEqual({ ...all[1], thing: { ...all[1]!.thing, goods: undefined, gross: { known: 'declared', mass_kg: 25_000 }, seals: ['CN3'] } });
  });
});

describe('a count of a block', () => {
  const stands = (id: string, bay: number, row: number, tier: number, form = '20') => ({ id, number: id, form, fill: 'laden', spot: { at: 'yard', block: 'B', bay, row, tier } }) as unknown as BoxRow;
  const books = [stands('A', 1, 1, 1), stands('B', 1, 1, 2), stands('C', 3, 2, 1), stands('D', 4, 1, 1, '40')];
  const none: Count = { began: 'T', seen: [], missing: [], found: [] };

  it('goes bay by bay, a longer box with its first', () => {
    expect(baysToCount(books, [])).toEqual([1, 3]);
    expect(boxesOfBay(books, 3).map(({ id }) => id)).toEqual(['D', 'C']);
  });

  it('is whole when every box was looked for', () => {
    expect(progress(none, books).open.length).toBe(4);
    const some = said(said(none, ['A', 'B', 'C'], 'seen'), ['B'], 'missing');
    expect(progress(some, books).open.map(({ id }) => id)).toEqual(['D']);
    expect(progress(some, books).missing.map(({ id }) => id)).toEqual(['B']);
    expect(standings(some, books, 'B').map(({ thing }) => thing.number)).toEqual(['A', 'C']);
  });

  it('takes a box that was found elsewhere for moved, one that is not in the books for extra, each once', () => {
    const at = { length: '20', fill: 'laden', bay: 5, row: 1, tier: 1 } as const;
    const count: Count = { ...said(none, ['A', 'B', 'C', 'D'], 'seen'), found: [{ number: 'B', ...at }, { number: 'E', ...at, tier: 2 }] };
    const far = progress(count, books);
    expect([far.open.length, far.moved.length, far.extra.length]).toEqual([0, 1, 1]);
    expect(standings(count, books, 'B').map(({ thing, spot }) => [thing.number, spot])).toEqual([
      ['A', books[0]?.spot],
      ['C', books[2]?.spot],
      ['D', books[3]?.spot],
      ['B', { at: 'yard', block: 'B', bay: 5, row: 1, tier: 1 }],
      ['E', { at: 'yard', block: 'B', bay: 5, row: 1, tier: 2 }],
    ]);
  });

  it('finds a box open again that came meanwhile', () => {
    const whole = said(none, books.map(({ id }) => id), 'seen');
    expect(progress(whole, [...books, stands('F', 5, 1, 1)]).open.map(({ id }) => id)).toEqual(['F']);
  });
});

describe('facts put right', () => {
  const before: TypedFacts = { number: 'A', fill: 'laden', mass: '20', known: 'declared', seals: 'S1, S2', setPoint: '', onward: 'v', damage: '' };

  it.each<[Partial<TypedFacts>, object | null]>([
    [{}, {}],
    [{ number: 'B ' }, { number: 'B' }],
    [{ number: ' ' }, null],
    [{ fill: 'empty', damage: 'dent' }, { fill: 'empty', damage: 'dent' }],
    [{ mass: '20,6' }, { gross: { known: 'declared', mass_kg: 20_600 } }],
    [{ known: 'verified' }, { gross: { known: 'verified', mass_kg: 20_000 } }],
    [{ mass: '' }, { gross: { known: 'unknown' } }],
    [{ mass: 'heavy' }, null],
    [{ seals: '' }, { seals: [] }],
    [{ setPoint: '-18.5' }, { set_point_dc: -185 }],
    [{ onward: '' }, { onward: '' }],
  ])('%j is recorded as %j', (change, expected) => {
    expect(changedFacts(before, { ...before, ...change })).toEqual(expected);
  });
});
