import type { Train, TrainRemark } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import type { T } from '../../i18n';

const PARTS = /^(\d{4})[ +-]+(\d{1,3})[ +-]+(\d{4})$/;

/** Returns a typed index in its usual notation, `4860 123 7050`; nothing where it is none: no part of it is all zeros. */
export function readIndex(typed: string): string | null {
  const [, forming, consist, destination] = PARTS.exec(typed.trim()) ?? [];
  if (!forming || !consist || !destination) return null;
  if ([forming, consist, destination].some((part) => Number(part) === 0)) return null;
  return `${forming} ${consist.padStart(3, '0')} ${destination}`;
}

/** Returns the units of a train that stand too near to something: boxes, and wagons that hold goods themselves. */
export function tooNear({ remarks }: Train): Set<string> {
  return new Set((remarks ?? []).flatMap(({ one, other }) => [one?.unit, other?.unit]).filter((unit): unit is string => Boolean(unit)));
}

/** Returns what of a whole train's remarks is about a wagon: something on it stands too near. */
export function remarksOn({ remarks }: Train, wagon: string): TrainRemark[] {
  return (remarks ?? []).filter(({ one, other }) => one?.wagon === wagon || other?.wagon === wagon);
}

/** Says what stands in a train's way. */
export function remarkOfTrain(t: T, { kind, one, other, end, rule, wanted, found, without }: TrainRemark): string {
  if (kind === 'needs_power') return t('hub.composing.needs_power', { boxes: without ?? 0 });
  const named = { one: unitNumber(one?.number ?? ''), class: (one?.classes ?? []).join(' '), other: unitNumber(other?.number ?? ''), other_class: (other?.classes ?? []).join(' '), wanted: wanted ?? 0, found: found ?? 0 };
  return t(`hub.composing.${end ?? rule ?? 'wagons_between'}`, named);
}
