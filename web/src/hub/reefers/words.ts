import { number } from '../../format/number';
import type { Language } from '../../i18n';

/** Returns `−18.0 °C` of tenths of a degree. */
export function celsius(language: Language, dc: number | null | undefined): string {
  return dc === null || dc === undefined ? '–' : `${number(language, dc / 10, 1)} °C`;
}

/** Returns tenths of a degree of what was typed: `-17,6`, `−17.6` and `-17.6` are -176; nothing where it is no such number. */
export function typedTenths(text: string): number | null {
  const match = /^([-−]?)(\d{1,3})(?:[.,](\d))?$/.exec(text.trim());
  if (!match) return null;
  const tenths = Number(match[2]) * 10 + Number(match[3] ?? '0');
  return match[1] === '' ? tenths : -tenths;
}
