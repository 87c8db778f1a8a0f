import { describe, expect, it } from 'vitest';

import i18next from 'i18next';

import { setLanguage, type Language } from '../i18n';
import { factWords } from './facts';

function check(language: Language, fact: string, expected: string) {
  setLanguage(language);
  expect(factWords(i18next.getFixedT(language), fact).replace(/[\u00a0\u202f]/g, ' ')).toBe(expected);
}

describe('facts of a refusal', () => {
  it('say quantities in the words of the screen', () => {
    check('en', '12 TEU', '12 TEU');
    check('zh', '12 TEU', '12 标准箱');
    check('ru', '2.25 TEU', '2,25 ДФЭ');
    check('kk', '60 t', '60 т');
    check('zh', '6 TEU, 2 plugs', '6 标准箱, 2 个插座');
    check('ru', '-1 wagons', '-1 ваг.');
    setLanguage('en');
  });

  it('leave everything else as it is', () => {
    for (const fact of ['SV-LYG-ALA/2026-12-04', 'B-17', '3', '12 TEUs', 'TEU', '12 TEU, B-17', '']) check('ru', fact, fact);
    setLanguage('en');
  });
});
