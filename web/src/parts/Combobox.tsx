import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface ComboboxProps<Item> {
  id: string;
  label: string;
  /** Whether a visible `<label>` names the field already. */
  labelled?: boolean;
  text: string;
  items: readonly Item[];
  itemKey: (item: Item) => string;
  renderItem: (item: Item) => ReactNode;
  onText: (text: string) => void;
  onPick: (item: Item) => void;
  onLeave?: () => void;
  placeholder?: string;
  emptyWords?: string | undefined;
  invalid?: boolean;
  describedBy?: string | undefined;
  className?: string;
  suffix?: ReactNode;
}

/** A text field with suggestions (ARIA combobox with a list box). */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { id, items, itemKey, onPick } = props;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const shown = open && (items.length > 0 || Boolean(props.emptyWords));
  const index = Math.min(active, items.length - 1);

  useEffect(() => {
    if (shown) list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, [shown, index]);

  function pick(item: Item) {
    setOpen(false);
    onPick(item);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (!shown) setOpen(true);
      else setActive((index + step + items.length) % Math.max(items.length, 1));
    } else if (event.key === 'Enter' && shown) {
      const item = items[index];
      if (item !== undefined) {
        event.preventDefault();
        pick(item);
      } else setOpen(false);
    } else if (event.key === 'Escape' && shown) {
      event.stopPropagation();
      setOpen(false);
    }
  }

  return (
    <span className={`combobox ${props.className ?? ''}`}>
      <input
        id={id}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={props.labelled ? undefined : props.label}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && items.length > 0 ? `${listId}-${index}` : undefined}
        aria-invalid={props.invalid ?? false}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        value={props.text}
        onChange={(event) => {
          props.onText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => {
          setOpen(false);
          props.onLeave?.();
        }}
        onKeyDown={onKeyDown}
      />
      {props.suffix}
      {shown && items.length === 0 && (
        <span className="options options-empty" role="status">
          {props.emptyWords}
        </span>
      )}
      <ul ref={list} id={listId} role="listbox" aria-label={props.label} className="options" hidden={!shown || items.length === 0}>
        {items.map((item, position) => (
          <li
            key={itemKey(item)}
            id={`${listId}-${position}`}
            role="option"
            aria-selected={position === index}
            onPointerDown={(event) => {
              event.preventDefault();
              pick(item);
            }}
            onPointerMove={() => setActive(position)}
          >
            {props.renderItem(item)}
          </li>
        ))}
      </ul>
    </span>
  );
}
