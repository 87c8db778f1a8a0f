import { useCallback, useEffect, useRef, useState } from 'react';

import { pagesKey } from '../api/pages';
import { queryClient } from '../api/queries';
import { listen } from './stream';

const SETTLE_MILLIS = 400;

export interface FreshRows {
  /** How many things changed that the list does not show yet. */
  waiting: number;
  show: () => void;
  /** For the element that holds the list. */
  engaged: { onPointerEnter: () => void; onPointerLeave: () => void; onFocus: () => void; onBlur: () => void };
}

/** Fetches a list anew when something of its kinds happens; while the pointer or the focus is in it, changes wait. */
export function useFreshRows(path: string, kinds: readonly string[]): FreshRows {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const isInside = useRef({ pointer: false, focus: false });
  const timer = useRef(0);
  const wanted = kinds.join(' ');

  const show = useCallback(() => {
    setChanged(new Set());
    void queryClient.invalidateQueries({ queryKey: pagesKey(path) });
  }, [path]);

  useEffect(() => {
    const stop = listen((heard) => {
      if ('lagging' in heard) {
        show();
        return;
      }
      const { kind, entity } = heard.recorded;
      if (!wanted.split(' ').some((prefix) => kind.startsWith(prefix))) return;
      if (isInside.current.pointer || isInside.current.focus) {
        setChanged((before) => new Set([...before, entity]));
        return;
      }
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(show, SETTLE_MILLIS);
    });
    return () => {
      stop();
      window.clearTimeout(timer.current);
    };
  }, [wanted, show]);

  const move = useCallback((what: 'pointer' | 'focus', on: boolean) => {
    isInside.current[what] = on;
  }, []);
  const engaged = {
    onPointerEnter: () => move('pointer', true),
    onPointerLeave: () => move('pointer', false),
    onFocus: () => move('focus', true),
    onBlur: () => move('focus', false),
  };
  return { waiting: changed.size, show, engaged };
}
