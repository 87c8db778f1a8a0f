import { number } from '../../format/number';
import type { Language, T } from '../../i18n';

/** Returns `24 810 kg`: grain is told to the kilogram. */
export function kilograms(t: T, language: Language, kg: number | null | undefined): string {
  return kg === null || kg === undefined ? '–' : t('hub.grain_kg', { kg: number(language, kg) });
}

/** Returns `12.50 %` of basis points. */
export function percent(language: Language, bp: number | null | undefined): string {
  return bp === null || bp === undefined ? '–' : `${number(language, bp / 100, 2)} %`;
}

/** Returns `−1.25 ‰` of parts per million. */
export function perMille(t: T, language: Language, ppm: number | null | undefined): string {
  return ppm === null || ppm === undefined ? '–' : t('hub.grain_ppm', { value: number(language, ppm / 1000, 2) });
}

/** Returns whether a difference is beyond its norm; nothing where no norm is set. */
export function isBeyond(difference: number | null | undefined, limit: number | null | undefined): boolean {
  return difference !== null && difference !== undefined && limit !== null && limit !== undefined && Math.abs(difference) > limit;
}
