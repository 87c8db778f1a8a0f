import { describe, expect, it } from 'vitest';

import type { Train, TrainRemark } from '../../api/hub';
import { readIndex, remarkOfTrain, remarksOn, tooNear } from './composing';

const standing = (wagon: string, unit: string, classes: string[]) => ({ wagon, unit, number: unit, classes });
const close: TrainRemark = { kind: 'too_close', stops: true, one: standing('w1', 'a', ['1.1D']), other: standing('w2', 'b', ['3']), rule: 'wagons_between', wanted: 1, found: 0 };
const first: TrainRemark = { kind: 'too_close', stops: true, one: standing('w1', 'a', ['1.1D']), end: 'loco', rule: 'wagons_between', wanted: 3, found: 0 };
const power: TrainRemark = { kind: 'needs_power', stops: true, without: 2 };
const train = { remarks: [close, first, power] } as Train;

describe('an index', () => {
  it.each([
    ['4860 123 7050', '4860 123 7050'],
    [' 4860-7-7050 ', '4860 007 7050'],
    ['4860+12+7050', '4860 012 7050'],
    ['48600 123 7050', null],
    ['4860 1234 7050', null],
    ['0000 000 0000', null],
    ['4860 123', null],
    ['', null],
  ])('%s is read as %s', (typed, read) => {
    expect(readIndex(typed)).toBe(read);
  });
});

describe('what stands in a train’s way', () => {
  it('marks each unit of a pair, and says it on both wagons', () => {
    expect([...tooNear(train)].sort()).toEqual(['a', 'b']);
    expect(remarksOn(train, 'w1')).toEqual([close, first]);
    expect(remarksOn(train, 'w2')).toEqual([close]);
    expect(remarksOn(train, 'w3')).toEqual([]);
    expect(tooNear({} as Train).size).toBe(0);
  });

  it('is said by rule, by end, or by the boxes without power', () => {
    const t = ((key: string, values?: Record<string, unknown>) => `${key} ${JSON.stringify(values)}`) as never;
    expect(remarkOfTrain(t, close)).toContain('hub.composing.wagons_between {"one":"a","class":"1.1D","other":"b","other_class":"3","wanted":1,"found":0}');
    expect(remarkOfTrain(t, first)).toContain('hub.composing.loco ');
    expect(remarkOfTrain(t, power)).toBe('hub.composing.needs_power {"boxes":2}');
  });
});
