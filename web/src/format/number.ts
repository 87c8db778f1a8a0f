import type { Language } from '../i18n';

// Browsers often come without Kazakh; its figures are written as in Russian, its names are in `time.ts`.
const LOCALES: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN', ru: 'ru-RU', kk: 'ru-RU' };
// One that no line breaks at.
const THIN_SPACE = '\u202f';
const formats = new Map<string, Intl.NumberFormat>();

export function locale(language: Language): string {
  return LOCALES[language];
}

/** Returns the number with thin-space thousands and the decimals asked for. */
export function number(language: Language, value: number, decimals = 0): string {
  const key = `${language} ${decimals}`;
  let format = formats.get(key);
  if (!format) {
    const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: 'always' as const };
    format = new Intl.NumberFormat(LOCALES[language], options);
    formats.set(key, format);
  }
  const parts = format.formatToParts(value);
  return parts.map((part) => (part.type === 'group' ? THIN_SPACE : part.value)).join('');
}

/** Returns three significant figures or whole numbers: 0.42, 5.96, 59.6, 1 203. */
export function figure(language: Language, value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || value === 0) return number(language, value, 0);
  return number(language, value, size >= 10 ? 1 : 2);
}

/** Returns days with one decimal below ten. */
export function days(language: Language, value: number): string {
  return number(language, value, 1);
}

/** Returns a probability as a percentage that never says certain when it is not. */
export function percent(language: Language, probability: number): string {
  const whole = Math.round(probability * 100);
  const space = language === 'zh' ? '' : '\u00a0';
  if (whole >= 100 && probability < 1) return `>99${space}%`;
  if (whole <= 0 && probability > 0) return `<1${space}%`;
  return `${number(language, whole)}${space}%`;
}
