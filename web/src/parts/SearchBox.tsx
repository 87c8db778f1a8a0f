import { useEffect, useRef, useState } from 'react';

import { Icon } from './Icon';

const STILL_MILLIS = 250;

/** The search of one list; `/` leads to it. What is typed reaches the list when the hand rests. */
export function SearchBox({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [textOf, setTextOf] = useState(value);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  if (textOf !== value) {
    setTextOf(value);
    setText(value);
  }
  return (
    <span className="list-search">
      <Icon name="search" />
      <input
        data-list-search
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          window.clearTimeout(timer.current);
          timer.current = window.setTimeout(() => onChange(next.trim()), STILL_MILLIS);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </span>
  );
}
