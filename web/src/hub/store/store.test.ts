import { describe, expect, it } from 'vitest';

import { actionOf, countOf, fieldsOf, isFilled, typedLitres, typedWhole, type GoodsForm, type GoodsValues } from './forms';
import { goodsQuery, NO_FILTER } from './queries';
import { mainPlace, placeKey, placeOf, share } from './words';

const FORMS: GoodsForm[] = ['declare', 'receive', 'put_away', 'issue', 'release', 'damage', 'hold', 'count'];
const VALUES: GoodsValues = { number: 'R-1', owner: 'ACME', marks: 'M 1', description: 'tea', commodity: '0902.10', packaging: 'CT', packages: '1 040', mass: '800', volume: '2,4', dangerous: '3; 8', customs: 'bonded', from: 'LYG-W1/7', to: 'LYG-W1/', carrier: 'visit:v1', weighed: 'yes', last: 'no', damaged: '2', what: 'wet', document: 'D 17', seals: 'S1, S2', hold: 'payment', reason: 'unpaid', how: 'by hand' };

describe('what is typed', () => {
  it('is whole packages and kilograms, and litres of cubic metres', () => {
    expect(['40', '1 040', '1.5', '-3', ''].map(typedWhole)).toEqual([40, 1040, null, null, null]);
    expect(['2,4', '2.45', '12', '0.005', 'x'].map(typedLitres)).toEqual([2400, 2450, 12000, 5, null]);
  });

  it('fills every form that has all it needs', () => {
    for (const form of FORMS) expect(fieldsOf(form, true).filter((field) => !isFilled(form, field, VALUES[field]))).toEqual([]);
    expect(isFilled('receive', 'packages', '')).toBe(false);
    expect(isFilled('issue', 'packages', '')).toBe(true);
  });
});

describe('what a form asks', () => {
  it('names places, carriers and parts as the server reads them', () => {
    expect(actionOf('receive', 'g', VALUES)).toEqual({ do: 'goods_receive', goods: 'g', to: { warehouse: 'LYG-W1' }, from: { by: 'visit', visit: 'v1' }, packages: 1040, mass_kg: 800, weighed: true, is_last: false, damaged: { packages: 2, what: 'wet' } });
    expect(actionOf('issue', 'g', { ...VALUES, packages: '', mass: '', carrier: 'TGHU1643396' })).toEqual({ do: 'goods_issue', goods: 'g', from: { warehouse: 'LYG-W1', bay: 7 }, to: { by: 'unit', unit: 'TGHU1643396' }, transit: { document: 'D 17', seals: ['S1', 'S2'] } });
    expect(actionOf('release', 'g', { ...VALUES, packages: '' })).toEqual({ do: 'goods_release', goods: 'g', document: 'D 17' });
  });

  it('counts every line, and leaves out what is not there', () => {
    expect(countOf('LYG-W1/7', new Map([['a', '12'], ['b', '0'], ['c', '']]), 'by hand')).toEqual({ do: 'goods_count', location: { warehouse: 'LYG-W1', bay: 7 }, found: [{ goods: 'a', packages: 12 }], how: 'by hand' });
  });
});

describe('places', () => {
  it('are written and read again', () => {
    for (const place of [{ warehouse: 'LYG-W1' }, { warehouse: 'LYG-W1', bay: 7 }]) expect(placeOf(placeKey(place))).toEqual(place);
  });

  it('begin with where most of the goods stand', () => {
    const place = (bay: number, packages: number) => ({ location: { warehouse: 'W', bay }, amount: { packages, mass_kg: 1 }, since: '' });
    expect(mainPlace({ places: [place(1, 4), place(2, 9)] })?.location.bay).toBe(2);
    expect(mainPlace({ places: [] })).toBeNull();
  });

  it('are full to the percent', () => {
    expect([share(0, 40_000), share(20_100, 40_000), share(1, 0)]).toEqual([0, 50, 0]);
  });
});

describe('a filter', () => {
  it('is the address of what it chooses', () => {
    expect(goodsQuery(NO_FILTER)).toBe('');
    expect(goodsQuery({ ...NO_FILTER, text: 'a b', held: true, bay: '0' })).toBe('text=a+b&bay=0&held=true');
  });
});
