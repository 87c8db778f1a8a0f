import type { Language, T } from '../i18n';
import { number } from './number';

/** Returns `24 min`, `5 h 20 min` or `1 203 h 5 min`: to the minute, for figures that are compared. */
export function hoursMinutes(t: T, language: Language, minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return t('time.minutes', { minutes: rest });
  const whole = t('time.hours', { hours: number(language, hours) });
  return rest === 0 ? whole : `${whole} ${t('time.minutes', { minutes: rest })}`;
}

/** Returns `24 min`, `5 h 20 min` or `3 days`; never a sign. */
export function duration(t: T, language: Language, minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  if (whole < 60) return t('time.minutes', { minutes: whole });
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours < 48) return rest === 0 || hours >= 10 ? t('time.hours', { hours }) : `${t('time.hours', { hours })}${language === 'zh' ? '' : ' '}${t('time.minutes', { minutes: rest })}`;
  const days = Math.round(hours / 24);
  return t('time.days', { count: days, days: number(language, days) });
}
