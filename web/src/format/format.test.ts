import { describe, expect, it } from 'vitest';

import { csv } from './csv';
import { crossingName, routeName, shortName } from './names';
import { figure, number, percent } from './number';
import { fieldDate, longDate, parseLocal, shortDateTime, weekdayNames, zoneMark, type LocalTime } from './time';

const NOON = parseLocal('2026-11-25T13:05:00+08:00[Asia/Shanghai]') as LocalTime;
const named = (en: string, zh = en, ru = en) => ({ en, zh, ru, kk: en });

describe('numbers', () => {
  it('have thin-space thousands and the decimal mark of the language', () => {
    expect(number('en', 1234567.5, 1)).toBe('1\u202f234\u202f567.5');
    expect(number('ru', 1234.5, 1)).toBe('1\u202f234,5');
    expect(number('kk', 0.5, 1)).toBe('0,5');
  });

  it('show three figures', () => {
    expect([0.421, 5.964, 59.64, 1203.4].map((value) => figure('en', value))).toEqual(['0.42', '5.96', '59.6', '1\u202f203']);
  });

  it('never round a chance to certainty', () => {
    expect([1, 0.999, 0.82, 0.001, 0].map((value) => percent('zh', value))).toEqual(['100%', '>99%', '82%', '<1%', '0%']);
  });
});

describe('times', () => {
  it('are read as written', () => {
    expect(NOON).toMatchObject({ year: 2026, month: 11, day: 25, hour: 13, minute: 5, zone: 'Asia/Shanghai' });
    expect(parseLocal('tomorrow')).toBeNull();
  });

  it('have the form of the language', () => {
    expect((['en', 'zh', 'ru', 'kk'] as const).map((language) => shortDateTime(language, NOON))).toEqual(['25 Nov 13:05', '11-25 13:05', '25.11 13:05', '25.11 13:05']);
    expect(longDate('kk', NOON)).toBe('Ср 25.11.2026');
    expect(fieldDate('en', NOON, 2026)).toBe('Wed 25 Nov');
    expect(weekdayNames('kk')[0]).toBe('дс');
  });

  it('carry the mark of their zone', () => {
    expect(zoneMark(NOON)).toEqual({ key: 'zone.beijing' });
    expect(zoneMark(parseLocal('2026-11-25T13:05:00+05:00[Asia/Almaty]') as LocalTime)).toEqual({ key: 'zone.kazakhstan' });
    expect(zoneMark(parseLocal('2026-11-25T13:05:00+07:00[Asia/Ho_Chi_Minh]') as LocalTime)).toEqual({ text: '+7' });
    expect(zoneMark(parseLocal('2026-11-25T13:05:00+05:30[Asia/Kolkata]') as LocalTime)).toEqual({ text: '+5:30' });
  });
});

describe('names', () => {
  it('lose their closing remark only', () => {
    expect(shortName('en', named('Qingdao Port (Qianwan)'))).toBe('Qingdao Port');
    expect(shortName('en', named('China-Kazakhstan (Lianyungang) Logistics Cooperation Base'))).toBe('China-Kazakhstan (Lianyungang) Logistics Cooperation Base');
    expect(routeName('en', named('Lianyungang Port'))).toBe('Lianyungang');
    expect(routeName('ru', named('Lianyungang Port', '连云港港', 'Порт Ляньюньган'))).toBe('Ляньюньган');
    expect(routeName('zh', named('Lianyungang Port', '连云港港'))).toBe('连云港');
  });

  it('say the first side of a crossing', () => {
    expect(crossingName('en', named('Horgos - Altynkol (with Khorgos-East Gate)'))).toBe('Horgos');
    expect(crossingName('ru', named('Alashankou - Dostyk', '', 'Алашанькоу — Достык'))).toBe('Алашанькоу');
  });
});

describe('csv', () => {
  it('quotes what needs it and runs no formula', () => {
    expect(csv([['a,b', 'say "x"', 1.5, -18], ['=1+1', '-x', '', 'ok']])).toBe('"a,b","say ""x""",1.5,-18\r\n\'=1+1,\'-x,,ok\r\n');
  });
});
