import type { Names } from '../api/types';
import type { Language } from '../i18n';

/** Returns the name in the language on screen. */
export function nameIn(language: Language, names: Names): string {
  return names[language] || names.en;
}

/** Returns the name up to its first remark: `Almaty-1 (sorting)` is `Almaty-1`. */
export function shortName(language: Language, names: Names): string {
  return cut(nameIn(language, names));
}

function cut(text: string): string {
  const short = text.split(/\s*[(（/,]/)[0]?.trim();
  return short && short.length > 1 ? short : text;
}

/** Returns the first side of a crossing: `Horgos - Altynkol` is `Horgos`. */
export function crossingName(language: Language, names: Names): string {
  const text = cut(nameIn(language, names));
  return text.split(/\s+[-–—]\s+|[—–]/)[0]?.trim() || text;
}
