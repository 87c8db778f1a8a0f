import type { RunAnswer } from '../api/booking';

type Call = RunAnswer['ledger']['calls'][number];

export const TIMES = ['arrive', 'depart', 'cut_off'] as const;
export type TimeName = (typeof TIMES)[number];

/** The times of one call as typed. */
export type CallText = Record<TimeName, string>;

/** Returns the times of calls as they are typed. */
export function typedCalls(calls: readonly Call[], written: (at: string | null | undefined, place: string) => string): CallText[] {
  return calls.map((call) => ({ arrive: written(call.arrive, call.place), depart: written(call.depart, call.place), cut_off: written(call.cut_off, call.place) }));
}

/** Returns the same calls with the times typed, nothing while one cannot be read; a call keeps which times it has. */
export function readCalls(calls: readonly Call[], typed: readonly CallText[], read: (text: string, place: string) => string | null): Call[] | null {
  const result: Call[] = [];
  for (const [index, call] of calls.entries()) {
    const next: Call = { ...call };
    for (const time of TIMES) {
      if (!call[time]) continue;
      const at = read(typed[index]?.[time] ?? '', call.place);
      if (at === null) return null;
      next[time] = at;
    }
    result.push(next);
  }
  return result;
}

/** Returns calls that are all later by some milliseconds, earlier for a negative number. */
export function shifted(calls: readonly Call[], millis: number): Call[] {
  const later = (at: string) => new Date(Date.parse(at) + millis).toISOString().replace('.000Z', 'Z');
  return calls.map((call) => ({ ...call, ...Object.fromEntries(TIMES.flatMap((time) => (call[time] ? [[time, later(call[time])]] : []))) }));
}
