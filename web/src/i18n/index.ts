import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';

import en from './en.json';
import kk from './kk.json';
import ru from './ru.json';
import zh from './zh.json';

export const LANGUAGES = ['zh', 'ru', 'kk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a language calls itself, short. */
export const LANGUAGE_NAMES: Record<Language, { short: string; full: string }> = {
  zh: { short: '中文', full: '中文' },
  ru: { short: 'Рус', full: 'Русский' },
  kk: { short: 'Қаз', full: 'Қазақша' },
  en: { short: 'Eng', full: 'English' },
};

const listeners = new Set<() => void>();

void i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: {
    en: { translation: en },
    zh: { translation: zh },
    ru: { translation: ru },
    kk: { translation: kk },
  },
});

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

export function setLanguage(language: Language): void {
  void i18next.changeLanguage(language);
  listeners.forEach((listener) => listener());
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => i18next.language as Language,
  );
}

/** Returns the language on screen, outside of components. */
export function shownLanguage(): Language {
  return i18next.language as Language;
}

export type T = TFunction;

/** Returns the translator of the language on screen. */
export function useT(): T {
  return i18next.getFixedT(useLanguage());
}

/** Returns the translation of a key that data names, or nothing when no text file has it. */
export function translated(t: T, key: string, params: Record<string, unknown> = {}): string | null {
  return i18next.exists(key) ? t(key, params) : null;
}
