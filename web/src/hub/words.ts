import type { Load, Moments, Placement } from '../api/hub';
import { localAt, shortDateTime, wallText } from '../format/time';
import type { Language, T } from '../i18n';
import { number } from '../format/number';

/** Returns `850 m` of millimetres. */
export function metres(t: T, language: Language, mm: number): string {
  return t('hub.metres', { metres: number(language, Math.round(mm / 1000)) });
}

/** Returns `27.4 t` of kilograms, or a dash where nobody knows. */
export function tonnes(t: T, language: Language, kg: number | null | undefined): string {
  return kg === null || kg === undefined ? '–' : t('hub.tonnes', { tonnes: number(language, kg / 1000, 1) });
}

/** Returns `18:42` of an instant by the clock of a zone. */
export function clock(zone: string, at: string): string {
  const time = localAt(zone, at);
  return time ? `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}` : at;
}

/** Returns `18:42` on the day of `now`, `22 Nov 18:42` on others. */
export function moment(language: Language, zone: string, at: string, now: string): string {
  const [time, today] = [localAt(zone, at), localAt(zone, now)];
  if (!time || !today) return at;
  return time.year === today.year && time.month === today.month && time.day === today.day ? clock(zone, at) : shortDateTime(language, time);
}

/** Returns an instant as a wall-clock text of a zone, on a whole five minutes later by some. */
export function wallAfter(zone: string, at: string, minutes: number): string {
  const five = 5 * 60_000;
  const later = new Date(Math.ceil((Date.parse(at) + minutes * 60_000) / five) * five).toISOString();
  const time = localAt(zone, later);
  return time ? wallText(time) : '';
}

/** Returns whole minutes from one instant to another. */
export function minutesBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
}

/** Returns the best known instant of something: as it happened, else as thought, else as planned. */
export function bestOf(moments: Moments): string | null {
  return moments.actual ?? moments.estimated?.likely ?? moments.planned ?? null;
}

/** What a box on a wagon is drawn as: the first that applies. */
export type BoxForm = 'held' | 'laden' | 'empty';

export function boxForm({ holds, fill }: Pick<Load, 'holds' | 'fill'>): BoxForm {
  if (holds && holds.length > 0) return 'held';
  return fill === 'empty' ? 'empty' : 'laden';
}

/** Returns an offer's deadline in minutes from now; below 0 it has passed. */
export function minutesLeft(placement: Placement, now: string): number {
  return minutesBetween(now, placement.proposal.expires);
}

/** Returns an identifier of a track, block, berth or spot without its hub's letters: `LYG-A-02-2-2` is `A-02-2-2`. */
export function shortId(hubId: string): string {
  return hubId.replace(/^[A-Z]{3}-/, '');
}
