import { useEffect } from 'react';

import { LANGUAGES } from '../i18n';
import { navigate, type Screen } from '../route';
import { followsGo, forgetGo, rememberGo } from './goKey';
import { SEARCH_ID } from './PlaceSearch';
import { changeSettings, currentSettings, DENSITIES } from './settings';

const GO_TO: Record<string, Screen> = { p: 'plan', m: 'map', b: 'hub', a: 'at-hubs', f: 'figures', c: 'consignments', r: 'capacity', u: 'units', i: 'imports' };

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

function next<Value>(values: readonly Value[], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}

/** The keys that work on every screen. Rows are moved by `useRowKeys`. */
export function useShortcuts(onHelp: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const target = followsGo(event) ? GO_TO[key] : undefined;
      forgetGo();
      if (document.querySelector('dialog[open]')) return;
      if (target) navigate(target);
      else if (key === 'g') rememberGo(event);
      else if (key === '?') onHelp();
      else if (key === 'l') changeSettings({ language: next(LANGUAGES, currentSettings().language) });
      else if (key === 'd') changeSettings({ density: next(DENSITIES, currentSettings().density) });
      else if (key === '/') {
        event.preventDefault();
        // A list's own search goes before the search for places.
        const own = document.querySelector<HTMLInputElement>('[data-list-search]');
        (own ?? document.getElementById(SEARCH_ID))?.focus();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onHelp]);
}

/** `J` and `K` (or the arrows inside a list) move a selection; `Enter` acts on it, `X` and `Shift+X` choose it and up to it. */
export function useRowKeys(count: number, selected: number, select: (index: number) => void, act?: () => void, choose?: (isRange: boolean) => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || count === 0) return;
      if (document.querySelector('dialog[open]')) return;
      const target = event.target as HTMLElement;
      const inList = target.closest('[data-rows]') !== null;
      const isPage = target === document.body || inList;
      if (event.key === 'j' || event.key === 'J' || (inList && event.key === 'ArrowDown')) {
        event.preventDefault();
        select(Math.min(selected + 1, count - 1));
      } else if (event.key === 'k' || event.key === 'K' || (inList && event.key === 'ArrowUp')) {
        event.preventDefault();
        select(Math.max(selected - 1, 0));
      } else if ((event.key === 'x' || event.key === 'X') && choose) {
        event.preventDefault();
        choose(event.shiftKey);
      } else if (event.key === 'Enter' && act && isPage && target.tagName !== 'BUTTON' && target.tagName !== 'A') act();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [count, selected, select, act, choose]);
}
