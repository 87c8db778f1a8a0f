import { describe, expect, it } from 'vitest';

import type { GateTruck } from '../../api/hub';
import { appointmentAction, checkActions, checkLines, isPlate, isSound, meanAction, meantOtherwise, numbersIn, sealsAgree, standingOf, type AppointmentValues } from './forms';

const truck: GateTruck = {
  visit: 'v1', gate: 'LYG-G1', plate: '苏G12345', punctuality: 'on_time', arrived: '2026-11-22T08:00:00Z', minutes: 12,
  brings: [{ unit: 'u1', number: 'CSQU3054383', flagged: false, form: '40', fill: 'laden', seals: ['CN-88'] }],
  collects: [], aboard: [], way: 'in',
  checks: [{ way: 'in', check: 'plate', verdict: 'passed', note: '', by: 'LYG', at: '2026-11-22T08:02:00Z' }],
  missing: [{ check: 'papers' }, { check: 'seals', unit: 'u1', number: 'CSQU3054383' }],
};

describe('plates and numbers', () => {
  it('are read as people type them', () => {
    expect(['苏G·12345', 'a 1', 'lorry', '1', '1234567890123'].map(isPlate)).toEqual([true, true, false, false, false]);
    expect(numbersIn(' CSQU3054383, TOLU4734787;MSKU1\n')).toEqual(['CSQU3054383', 'TOLU4734787', 'MSKU1']);
  });
});

describe('an appointment', () => {
  const values: AppointmentValues = { gate: 'LYG-G1', from: '2026-11-22T08:00:00Z', plate: ' 苏G12345 ', trailer: '', brings: 'CSQU3054383', length: '20', seals: 'CN-88 CN-89', collects: 'TOLU4734787', organisation: '', reference: 'PO 17' };
  it('asks for what was typed, and for nothing that was not', () => {
    const wish = { gate: 'LYG-G1', from: '2026-11-22T08:00:00Z', plate: '苏G12345', brings: [{ number: 'CSQU3054383', form: { form: 'box', length: '20' }, seals: ['CN-88', 'CN-89'] }], collects: ['TOLU4734787'], reference: 'PO 17' };
    expect(appointmentAction(values, null)).toEqual({ do: 'gate_book', wish });
    expect(appointmentAction(values, 'a1')).toEqual({ do: 'gate_amend', appointment: 'a1', wish });
  });
});

describe('checks', () => {
  it('go round the truck, box by box where it matters', () => {
    expect(checkLines(truck).map(({ check, unit, verdict }) => [check, unit, verdict])).toEqual([['plate', null, 'passed'], ['papers', null, null], ['seals', 'u1', null], ['damage', 'u1', null], ['weight', null, null]]);
  });
  it('send what is new, with seals as found and words where something is wrong', () => {
    const lines = checkLines(truck).map((line) => (line.check === 'seals' ? { ...line, seals: 'CN-99', verdict: 'failed' as const, note: 'other seal' } : line));
    expect(checkActions(truck, lines)).toEqual([{ do: 'gate_check', visit: 'v1', way: 'in', check: 'seals', verdict: 'failed', unit: 'u1', note: 'other seal', seals: ['CN-99'] }]);
  });
  it('are not sound with other seals passed, or without words', () => {
    const line = { ...checkLines(truck)[2]!, verdict: 'passed' as const };
    expect(isSound(line)).toBe(true);
    expect(sealsAgree({ ...line, seals: 'cn 88' })).toBe(false);
    expect(sealsAgree({ ...line, seals: 'cn88' })).toBe(true);
    expect(isSound({ ...line, seals: 'CN-99' })).toBe(false);
    expect(isSound({ ...line, verdict: 'accepted' })).toBe(false);
  });
  it('say what keeps a truck', () => {
    expect(standingOf(truck)).toEqual({ missing: ['papers', 'seals'], failed: [], held: [], extra: [], lacking: [] });
    const out = { ...truck, way: 'out' as const, missing: [], aboard: ['CSQU3054383'], collects: [{ number: 'TOLU 473478-7', aboard: false, planned: false, holds: [] }] };
    expect(standingOf(out)).toMatchObject({ extra: ['CSQU3054383'], lacking: ['TOLU 473478-7'] });
    const failed = { ...truck, checks: [{ ...truck.checks[0]!, verdict: 'failed' as const }] };
    expect(standingOf(failed).failed).toEqual(['plate']);
  });
});

describe('what a truck collects', () => {
  const row = (number: string) => ({ number, aboard: false, planned: false, holds: [] });
  const one = { ...truck, collects: [row('TOLU4734787'), row('TGHU1643396')] };
  const all = new Set(['TOLU4734787', 'TGHU1643396']);
  it('is what it was and is kept, and what is typed, each once', () => {
    expect(meanAction(one, new Set(['TGHU1643396']), 'MSKU1 tghu 164339-6, msku1').collects).toEqual(['TGHU1643396', 'MSKU1', 'tghu', '164339-6']);
    expect(meanAction(one, all, 'tghu164339-6').collects).toEqual(['TOLU4734787', 'TGHU1643396']);
  });
  it('is another list only when a number came or went', () => {
    expect(meantOtherwise(one, meanAction(one, all, 'tolu-473478-7'))).toBe(false);
    expect(meantOtherwise(one, meanAction(one, all, 'MSKU1'))).toBe(true);
    expect(meantOtherwise(one, meanAction(one, new Set(), ''))).toBe(true);
  });
});
