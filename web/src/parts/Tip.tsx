import { useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface Place {
  x: number;
  y: number;
  below: boolean;
}

const WIDTH = 300;

/** Words that appear on hover and on focus. */
export function Tip({ words, children, className = '', focusable = true, label }: {
  words: ReactNode;
  children: ReactNode;
  className?: string;
  focusable?: boolean;
  label?: string | undefined;
}) {
  const [place, setPlace] = useState<Place | null>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const id = useId();

  function show() {
    const box = anchor.current?.getBoundingClientRect();
    if (!box) return;
    const x = Math.max(8, Math.min(box.left + box.width / 2 - WIDTH / 2, window.innerWidth - WIDTH - 8));
    const below = box.top < window.innerHeight / 2;
    setPlace({ x, y: below ? box.bottom + 6 : window.innerHeight - box.top + 6, below });
  }

  const hide = () => setPlace(null);
  return (
    <span
      ref={anchor}
      className={`tip-anchor ${className}`}
      tabIndex={focusable ? 0 : undefined}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-describedby={place ? id : undefined}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => {
        if (event.key === 'Escape') hide();
      }}
    >
      {children}
      {place &&
        createPortal(
          <span
            role="tooltip"
            id={id}
            className="tip"
            style={place.below ? { left: place.x, top: place.y, width: WIDTH } : { left: place.x, bottom: place.y, width: WIDTH }}
          >
            {words}
          </span>,
          document.body,
        )}
    </span>
  );
}
