import { useEffect, useRef, type KeyboardEvent } from 'react';

import { Icon } from './Icon';
import { usePopover } from './usePopover';

export interface MenuItem {
  name: string;
  words: string;
}

/** The key that opens the menu of the thing on screen. */
const KEY = '.';

/** What else can be done, under one button: arrows move in it, `Esc` closes it, `.` opens it from anywhere on the page. */
export function Menu({ label, items, disabled, onPick }: { label: string; items: readonly MenuItem[]; disabled?: boolean; onPick: (name: string) => void }) {
  const { open, setOpen, box, onKeyDown } = usePopover();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>('button')?.focus();
  }, [open]);
  useEffect(() => {
    function onPageKey(event: globalThis.KeyboardEvent) {
      const isTyping = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key !== KEY || event.ctrlKey || event.metaKey || event.altKey || isTyping || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setOpen(true);
    }
    window.addEventListener('keydown', onPageKey);
    return () => window.removeEventListener('keydown', onPageKey);
  }, [setOpen]);

  function move(event: KeyboardEvent<HTMLUListElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  return (
    <div className="popover-box" ref={box} onKeyDown={onKeyDown}>
      <button type="button" className="btn" aria-haspopup="menu" aria-expanded={open} disabled={disabled} onClick={() => setOpen(!open)}>
        {label}
        <Icon name="down" />
      </button>
      {open && (
        <ul ref={list} className="menu" role="menu" aria-label={label} onKeyDown={move}>
          {items.map(({ name, words }) => (
            <li key={name} role="none">
              <button
                type="button"
                role="menuitem"
                onClick={() => {
                  setOpen(false);
                  onPick(name);
                }}
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
