import type { Language } from '../i18n';
import { locale } from './number';

/** A wall-clock reading with its offset and zone, cut out of `2026-11-26T13:00:00+08:00[Asia/Shanghai]`. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  offset: string;
  zone: string;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?(?:\[([^\]]+)\])?$/;

/** Returns the parts of a date or RFC 3339 time, read as written, or nothing for other text. */
export function parseLocal(text: string): LocalTime | null {
  const found = SHAPE.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, offset, zone] = found;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    offset: offset ?? '',
    zone: zone ?? '',
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function wallDate(time: LocalTime): Date {
  return new Date(Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute));
}

function named(language: Language, time: LocalTime, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(language), { ...options, timeZone: 'UTC' }).format(wallDate(time));
}

/** Returns `21 Nov`, `21.11` or `11-21`. */
export function shortDate(language: Language, time: LocalTime): string {
  if (language === 'zh') return `${two(time.month)}-${two(time.day)}`;
  if (language === 'en') return `${time.day} ${named('en', time, { month: 'short' })}`;
  return `${two(time.day)}.${two(time.month)}`;
}

/** Returns `21 Nov 18:42` and its forms in the other languages. */
export function shortDateTime(language: Language, time: LocalTime): string {
  return `${shortDate(language, time)} ${two(time.hour)}:${two(time.minute)}`;
}

/** Returns `Wed 25 Nov 2026` and its forms in the other languages. */
export function longDate(language: Language, time: LocalTime): string {
  const weekday = weekdayName(language, time);
  if (language === 'zh') return `${time.year}-${two(time.month)}-${two(time.day)} ${weekday}`;
  if (language === 'en') return `${weekday} ${time.day} ${named('en', time, { month: 'short' })} ${time.year}`;
  return `${capital(weekday, language)} ${two(time.day)}.${two(time.month)}.${time.year}`;
}

const KAZAKH_WEEKDAYS = ['дс', 'сс', 'ср', 'бс', 'жм', 'сн', 'жк'];
const KAZAKH_MONTHS = ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'];

function weekdayName(language: Language, time: LocalTime): string {
  if (language === 'kk') return KAZAKH_WEEKDAYS[(wallDate(time).getUTCDay() + 6) % 7] ?? '';
  return named(language, time, { weekday: 'short' });
}

function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(locale(language)) + text.slice(1);
}

/** Returns a date without its year when that is the year on the clock: `Wed 25 Nov`. */
export function fieldDate(language: Language, time: LocalTime, year: number): string {
  if (time.year !== year) return longDate(language, time);
  const weekday = weekdayName(language, time);
  if (language === 'en') return `${weekday} ${shortDate(language, time)}`;
  return language === 'zh' ? `${shortDate(language, time)} ${weekday}` : `${capital(weekday, language)} ${shortDate(language, time)}`;
}

/** Returns `2026-11-25`. */
export function isoDate(time: { year: number; month: number; day: number }): string {
  return `${time.year}-${two(time.month)}-${two(time.day)}`;
}

/** Returns the month in words with its year. */
export function monthName(language: Language, year: number, month: number): string {
  if (language === 'kk') return `${capital(KAZAKH_MONTHS[month - 1] ?? '', language)} ${year}`;
  const options: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' };
  return capital(new Intl.DateTimeFormat(locale(language), options).format(new Date(Date.UTC(year, month - 1, 1))), language);
}

/** Returns the seven weekdays, Monday first, as short as the language allows. */
export function weekdayNames(language: Language): string[] {
  if (language === 'kk') return KAZAKH_WEEKDAYS;
  const format = new Intl.DateTimeFormat(locale(language), { weekday: 'short', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(2024, 0, 1 + day))));
}

/** Returns the calendar date of an instant in a zone. */
export function dateIn(zone: string, instant: Date): { year: number; month: number; day: number } {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parsed = parseLocal(format.format(instant));
  return parsed ?? { year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, day: instant.getUTCDate() };
}

/** Returns `18:42` of an instant in a zone. */
export function clockIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(instant);
}

const KAZAKH_ZONES = new Set([
  'Asia/Almaty',
  'Asia/Qyzylorda',
  'Asia/Qostanay',
  'Asia/Aqtobe',
  'Asia/Aqtau',
  'Asia/Atyrau',
  'Asia/Oral',
]);

/** Returns how lists name the zone: `BJ`, `KZ`, or the offset. */
export function zoneMark(time: LocalTime): { key: 'zone.beijing' | 'zone.kazakhstan' } | { text: string } {
  if (time.zone === 'Asia/Shanghai' || time.zone === 'Asia/Urumqi') return { key: 'zone.beijing' };
  if (KAZAKH_ZONES.has(time.zone)) return { key: 'zone.kazakhstan' };
  if (time.offset === 'Z' || time.offset === '+00:00') return { text: 'UTC' };
  const found = /^([+-])0?(\d{1,2}):?(\d{2})$/.exec(time.offset);
  if (!found) return { text: time.offset };
  const [, sign, hours, minutes] = found;
  return { text: `${sign}${hours}${minutes === '00' ? '' : `:${minutes}`}` };
}

/** Returns the offset of a local time in milliseconds. */
export function offsetMillis(time: LocalTime): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(time.offset);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === '-' ? -minutes : minutes) * 60_000;
}

/** Returns the instant shifted by an offset and read as a wall clock. */
export function atOffset(instant: number, offset: number): LocalTime {
  const shifted = new Date(instant + offset);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    offset: '',
    zone: '',
  };
}

/** Returns an instant as the wall clock of a zone, or nothing for other text. */
export function localAt(zone: string, instant: string): LocalTime | null {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return null;
  const parts = Object.fromEntries(zoneFormat(zone).formatToParts(date).map(({ type, value }) => [type, value]));
  const offset = parts.timeZoneName?.replace('GMT', '') ?? '';
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    offset: offset === '' ? '+00:00' : offset,
    zone,
  };
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(zone: string): Intl.DateTimeFormat {
  let format = zoneFormats.get(zone);
  if (!format) {
    const figures = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-GB', { ...figures, timeZone: zone, hourCycle: 'h23', timeZoneName: 'longOffset' });
    zoneFormats.set(zone, format);
  }
  return format;
}

/** Returns the instant of a wall-clock reading `2026-11-25T08:00` in a zone, or nothing for other text. */
export function instantOf(zone: string, wall: string): string | null {
  const read = Date.parse(`${wall}Z`);
  if (Number.isNaN(read)) return null;
  // The offset of a zone depends on the instant: the second look settles readings near a change.
  let instant = read;
  for (let look = 0; look < 2; look += 1) {
    const at = localAt(zone, new Date(instant).toISOString());
    if (!at) return null;
    instant = read - (wallDate(at).getTime() - Math.floor(instant / 60_000) * 60_000);
  }
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Returns `2026-11-25T08:00`, as the browser's own field for times wants it. */
export function wallText(time: LocalTime): string {
  return `${isoDate(time)}T${two(time.hour)}:${two(time.minute)}`;
}
