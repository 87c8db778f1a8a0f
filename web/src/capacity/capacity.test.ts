import { describe, expect, it } from 'vitest';

import type { ConsignmentRow, RunAnswer } from '../api/booking';
import { isAbout } from '../live/useLive';
import { readMoment, typedMoment } from '../parts/MomentField';
import { cargoLines, openList, readStuffing, unstuffed } from '../units/stuffing';
import { unitSteps } from '../units/steps';
import { waitingLists, type Entry } from './entries';
import { unsold } from './pools';
import { movings, together } from './rollMany';
import { readCalls, shifted, typedCalls } from './times';

const entry = (booking: string, leg: number, state: 'held' | 'waiting' | 'confirmed', position: number | null, hops: [number, number], teu_e3: number): Entry =>
  ({ booking, leg, hops: { from_call: hops[0], to_call: hops[1] }, amounts: { teu_e3 }, standing: state === 'confirmed' ? { state } : state === 'held' ? { state, until: '' } : { state, until: '', place: 9 }, position });

const CALLS: RunAnswer['ledger']['calls'] = [
  { place: 'KZALA', depart: '2026-12-01T05:00:00Z', cut_off: '2026-11-30T17:00:00Z', alighting: 'never' },
  { place: 'CNALA', arrive: '2026-12-02T08:00:00Z', depart: '2026-12-02T20:00:00Z', alighting: 'allowed' },
  { place: 'CNSIA', arrive: '2026-12-05T00:00:00Z', alighting: 'allowed' },
];
const ZONES: Record<string, string> = { KZALA: 'Asia/Almaty', CNALA: 'Asia/Shanghai', CNSIA: 'Asia/Shanghai' };
const write = (at: string | null | undefined, place: string) => typedMoment(ZONES[place] ?? 'UTC', at);
const read = (text: string, place: string) => readMoment(ZONES[place] ?? 'UTC', text);

const pools = [
  { pool: 'free', custodian: 'LYG', allotted: {}, hops: [], entries: [entry('b2', 1, 'waiting', 2, [0, 1], 4000), entry('b1', 1, 'confirmed', null, [0, 2], 2000), entry('b3', 2, 'waiting', 1, [1, 2], 1000)] },
  { pool: 'customer:ACME', custodian: 'LYG', allotted: {}, hops: [], entries: [entry('b1', 2, 'held', null, [1, 2], 2000)] },
];

describe('the waiting list', () => {
  it('is in the order in which room goes to them, pool by pool', () => {
    expect(waitingLists({ pools }).map(({ pool, entries }) => [pool, entries.map(({ booking }) => booking)])).toEqual([['free', ['b3', 'b2']]]);
    expect(waitingLists({ pools: [] })).toEqual([]);
  });
});

describe('bookings of a run', () => {
  it('are moved each once, with the consignment where it is known', () => {
    const rows = new Map([['b1', { id: 'c1' } as ConsignmentRow]]);
    expect(movings({ pools }, rows).map(({ booking, entries, consignment }) => [booking, entries.length, consignment?.id])).toEqual([['b2', 1, undefined], ['b1', 2, 'c1'], ['b3', 1, undefined]]);
  });

  it('want together what they want one by one, from the first boarding to the last call', () => {
    const run = { row: { run: 'T/2026-12-01', section: 'T.1' }, ledger: { calls: CALLS } } as unknown as RunAnswer;
    const all = together(run, pools.flatMap(({ entries }) => entries));
    expect(all?.booked.amounts).toEqual({ teu_e3: 9000 });
    expect([all?.leg.from, all?.leg.to]).toEqual(['KZALA', 'CNSIA']);
    expect(together(run, [])).toBeNull();
  });
});

describe('unsold room of a pool', () => {
  it('is what the fullest hop has left, never below nothing', () => {
    const hops = [{ hop: 0, used: {}, left: { teu_e3: 8000, mass_kg: 900 } }, { hop: 1, used: {}, left: { teu_e3: -2000, mass_kg: 400 } }];
    expect(unsold({ hops }, { teu: 20_000, tonnes: 1000 })).toEqual({ teu: 0, tonnes: 400 });
  });
});

describe('times of a run', () => {
  it('are read back as they were written, each by the clock of its place', () => {
    const typed = typedCalls(CALLS, write);
    expect(typed[0]).toEqual({ arrive: '', depart: '2026-12-01 10:00', cut_off: '2026-11-30 22:00' });
    expect(readCalls(CALLS, typed, read)).toEqual(CALLS);
  });

  it('move together, and are not sent while one cannot be read', () => {
    expect(shifted(CALLS, 3 * 3_600_000)[1]).toEqual({ ...CALLS[1], arrive: '2026-12-02T11:00:00Z', depart: '2026-12-02T23:00:00Z' });
    expect(shifted(shifted(CALLS, 5_400_000), -5_400_000)).toEqual(CALLS);
    expect(readCalls(CALLS, [{ arrive: '', depart: 'soon', cut_off: '' }], read)).toBeNull();
  });
});

describe('stuffing', () => {
  const line = { consignment: 'c1', mass_kg: 9000, pieces: 90 };

  it('knows what is in a unit and under which list', () => {
    expect(cargoLines({ state: 'empty' })).toEqual([]);
    expect([cargoLines({ state: 'one', line }), openList({ state: 'one', line })]).toEqual([[line], null]);
    expect([cargoLines({ state: 'stuffed', list: 'L', lines: [line, line] }).length, openList({ state: 'stuffed', list: 'L', lines: [line] })]).toEqual([2, 'L']);
  });

  it('reads what is typed in kilograms and whole pieces', () => {
    expect(readStuffing({ tonnes: '9,5', pieces: '' })).toEqual({ mass_kg: 9500, pieces: 0 });
    for (const bad of [{ tonnes: '', pieces: '1' }, { tonnes: '0', pieces: '1' }, { tonnes: '1', pieces: '1.5' }, { tonnes: '1', pieces: 'x' }]) expect(readStuffing(bad)).toBeNull();
  });

  it('proposes what of the order is in no unit', () => {
    expect(unstuffed({ mass_kg: 24_000, pieces: 200 }, [line, line])).toEqual({ mass_kg: 6000, pieces: 20 });
    expect(unstuffed({ mass_kg: 1000, pieces: 0 }, [line])).toEqual({ mass_kg: 0, pieces: 0 });
  });

  it('puts a number in doubt first, and ends a journey only where one is open', () => {
    const identity = { kind: 'container' as const, raw: 'CSQU3054384', reading: 'unreadable' as const };
    expect(unitSteps({ identity: { ...identity, finding: { code: 'code.check_digit', detail: '' } }, journey: { state: 'idle' } })).toEqual(['correct', 'stuff', 'open_transport']);
    expect(unitSteps({ identity, journey: { state: 'open', transport: 't' } })).toEqual(['stuff', 'close_transport', 'correct']);
  });
});

describe('what is recorded', () => {
  it('makes stale the run that it is about, and no other', () => {
    const run = ['own', 'run', 'SV-LYG-ALA 2026-11-27 SV-LYG-ALA.1'];
    expect(isAbout(run, 'ledger:SV-LYG-ALA_2026-11-27_0_SV-LYG-ALA.1')).toBe(true);
    expect(isAbout(run, 'ledger:SV-LYG-ALA_2026-11-28_0_SV-LYG-ALA.1')).toBe(false);
    expect(isAbout(['own', 'run', 'SV-LYG-ALA 2026-11-27 SV-LYG-ALA.1 720'], 'ledger:SV-LYG-ALA_2026-11-27_720_SV-LYG-ALA.1')).toBe(true);
    expect(isAbout(run, `ledger:${'a1'.repeat(24)}`)).toBe(true);
    expect(isAbout(['own', 'consignment', 'c-7'], 'consignment:c-7')).toBe(true);
    expect(isAbout(['pages', '/v1/runs'], 'ledger:x_y_0_z')).toBe(false);
  });
});
