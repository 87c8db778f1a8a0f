import { describe, expect, it } from 'vitest';

import { EMPTY, formField, fromParams, quantityCode, toParams, toRace, toRequest, type Question } from './question';

const WHEAT: Question = { ...EMPTY, from: 'KZKOV', to: 'VNSGN', cargo: '1001.99', quantity: '1 200 t', ready: '2026-11-25' };

describe('quantityCode', () => {
  it.each([
    ['1200t', '1200t'],
    ['1 200 t', '1200t'],
    ['1\u202f200 т', '1200t'],
    ['1200', '1200t'],
    ['1200吨', '1200t'],
    ['12,5 тонн', '12.5t'],
    ['800 кг', '800kg'],
    ['12 箱', '12u'],
    ['12u', '12u'],
    ['plenty', 'plenty'],
    ['-5t', '-5t'],
  ])('%s is %s', (text, expected) => {
    expect(quantityCode(text)).toBe(expected);
  });
});

describe('question', () => {
  it('survives the link', () => {
    const full: Question = { ...WHEAT, by: '2026-12-30', temperature: '-18', split: true, criteria: ['arrival', 'cost'], avoidCrossings: ['X-ALA-DOS'], avoidCountries: ['RU', 'BY'], currency: 'CNY' };
    expect(fromParams(new URLSearchParams(toParams(full).toString()))).toEqual(full);
  });

  it('becomes a request without what was not asked', () => {
    expect(toRequest(WHEAT, false)).toEqual({ from: 'KZKOV', to: 'VNSGN', cargo: '1001.99', quantity: '1200t', limit: 12, depart: '2026-11-25' });
  });

  it('asks for all when told', () => {
    expect(toRequest(WHEAT, true).limit).toBe(0);
  });

  it('becomes a race', () => {
    const race = toRace(WHEAT, ['KZKOV', 'AUKWI']);
    expect(race.from).toEqual(['KZKOV', 'AUKWI']);
    expect(race.plan?.to).toBe('VNSGN');
  });
});

describe('formField', () => {
  it.each([
    ['depart', 'ready'],
    ['plan.to', 'to'],
    ['avoid_crossings[1]', 'avoidCrossings'],
    ['limit', null],
  ])('%s is %s', (field, expected) => {
    expect(formField(field)).toBe(expected);
  });
});
