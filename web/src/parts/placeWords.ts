import type { Names, PlaceView } from '../api/types';
import { nameIn, shortName } from '../format/names';
import type { Language } from '../i18n';

/** Returns `Almaty-1, KZ`. */
export function placeLabel(language: Language, place: { name: Names; country: string }): string {
  return `${shortName(language, place.name)}, ${place.country}`;
}

/** Returns whether the words are exactly one of the place's names or codes. */
export function isExactly(place: PlaceView, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  const names = [place.id, place.unlocode ?? '', ...Object.values(place.name)];
  const shorts = (['en', 'zh', 'ru', 'kk'] as const).map((language) => shortName(language, place.name));
  return [...names, ...shorts].some((name) => name.toLowerCase() === wanted);
}

/** Returns the other languages' names, for a suggestion's second line. */
export function otherNames(language: Language, names: Names): string {
  const shown = nameIn(language, names);
  const others = [names.zh, names.ru, names.kk, names.en].filter((name) => name && name !== shown);
  return [...new Set(others)].slice(0, 2).join(' · ');
}
