import type { Names } from '../api/types';
import type { Language } from '../i18n';

/** Returns the name in the language on screen. */
export function nameIn(language: Language, names: Names): string {
  return names[language] || names.en;
}

/** Returns the name without its closing remark or second name: `Qingdao Port (Qianwan)` is `Qingdao Port`. */
export function shortName(language: Language, names: Names): string {
  return cut(nameIn(language, names));
}

function cut(text: string): string {
  const bare = text.replace(/\s*[(（][^()（）]*[)）]\s*$/, '');
  const short = bare.split(/\s*[/,]/)[0]?.trim();
  return short && short.length > 1 ? short : text;
}

const PORT_WORDS = [/\s+Port$/, /(?<=.{2})港$/, /^Порт\s+/, /\s+порты$/];

/** Returns a place's name as routes say it: `Lianyungang Port` is `Lianyungang`. */
export function routeName(language: Language, names: Names): string {
  return PORT_WORDS.reduce((text, word) => text.replace(word, ''), shortName(language, names));
}

/** Returns the first side of a crossing: `Horgos - Altynkol` is `Horgos`. */
export function crossingName(language: Language, names: Names): string {
  const text = cut(nameIn(language, names));
  return text.split(/\s+[-–—]\s+|[—–]/)[0]?.trim() || text;
}

/**
 * Returns a place's name as lists have room for it: `Horgos (Khorgos CN) railway port` is `Horgos`, and
 * `China-Kazakhstan (Lianyungang) Logistics Cooperation Base` is `Lianyungang`.
 */
export function listName(language: Language, names: Names): string {
  const text = nameIn(language, names);
  const [, before = '', inside = '', after = ''] = /^([^()（）]+?)\s*[(（]([^()（）]+)[)）]\s*(.*)$/.exec(text) ?? [];
  const isFull = /[\s-]/.test(before) && inside.length < before.length && (after !== '' || before.length > LIST_LETTERS_MAX);
  if (isFull || /^\p{Script=Han}{1,2}$/u.test(before)) return inside;
  const bare = after !== '' ? before : routeName(language, names);
  return bare.split(/\s+-\s+|／/)[0]?.trim() || bare;
}

const LIST_LETTERS_MAX = 36;
