import { useSyncExternalStore } from 'react';

import { isLanguage, setLanguage, type Language } from '../i18n';

export type Theme = 'light' | 'dark';
export type Density = 'comfortable' | 'dense' | 'glove';

export const DENSITIES: readonly Density[] = ['comfortable', 'dense', 'glove'];

interface Settings {
  language: Language;
  theme: Theme;
  density: Density;
  /** The hub that was looked at last; empty before the first. */
  hub: string;
  /** The machine whose work list was looked at last, by hub. */
  machines: Record<string, string>;
}

const STORAGE_KEY = 'landbridge.settings';
const listeners = new Set<() => void>();
let current: Settings = read();

function read(): Settings {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const settings: Settings = { language: browserLanguage(), theme: prefersDark ? 'dark' : 'light', density: 'comfortable', hub: '', machines: {} };
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Settings>;
    if (stored.language && isLanguage(stored.language)) settings.language = stored.language;
    if (stored.theme === 'light' || stored.theme === 'dark') settings.theme = stored.theme;
    if (stored.density && DENSITIES.includes(stored.density)) settings.density = stored.density;
    if (typeof stored.hub === 'string') settings.hub = stored.hub;
    if (stored.machines && typeof stored.machines === 'object') settings.machines = stored.machines;
  } catch {
    // A broken or forbidden store means the defaults.
  }
  return settings;
}

function browserLanguage(): Language {
  const found = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return found ?? 'en';
}

function apply(settings: Settings): void {
  const root = document.documentElement;
  root.dataset.theme = settings.theme;
  root.dataset.density = settings.density;
  root.lang = settings.language === 'zh' ? 'zh-Hans' : settings.language;
  setLanguage(settings.language);
}

/** Changes some settings, shows them at once and keeps them for the next visit. */
export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  apply(current);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // Shown, but not kept.
  }
  listeners.forEach((listener) => listener());
}

export function startSettings(): void {
  apply(current);
}

export function currentSettings(): Settings {
  return current;
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
