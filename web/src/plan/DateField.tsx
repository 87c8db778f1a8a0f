import { useEffect, useRef, useState } from 'react';

import { fieldDate, parseLocal } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Calendar } from './Calendar';
import { errorId, Field } from './Field';

/** A date: read in the language's form, typed as `2026-11-25`, or picked in a month. */
export function DateField({ id, label, value, onChange, error, today, optional = false }: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  today: string;
  optional?: boolean;
}) {
  const t = useT();
  const language = useLanguage();
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const parsed = parseLocal(value);
  const text = editing || !parsed ? value : fieldDate(language, parsed, parseLocal(today)?.year ?? 0);

  useEffect(() => {
    if (!open) return undefined;
    const onPointerDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    window.addEventListener('pointerdown', onPointerDown);
    return () => window.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  return (
    <Field id={id} label={label} error={error} className="fld-date">
      <div className="v date" ref={box}>
        <input
          id={id}
          value={text}
          placeholder={optional ? t('form.any_date') : '2026-12-01'}
          aria-invalid={Boolean(error)}
          aria-describedby={errorId(id, error)}
          autoComplete="off"
          onFocus={() => setEditing(true)}
          onBlur={() => setEditing(false)}
          onChange={(event) => onChange(event.target.value.trim())}
        />
        <button type="button" className="icon-button" aria-label={t('form.pick_date', { field: label })} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="calendar" />
        </button>
        {open && (
          <Calendar
            label={label}
            value={parsed ?? parseLocal(today)}
            today={today}
            clearable={optional && value !== ''}
            onPick={(date) => {
              onChange(date);
              setOpen(false);
              document.getElementById(id)?.focus();
            }}
            onClose={() => {
              setOpen(false);
              document.getElementById(id)?.focus();
            }}
          />
        )}
      </div>
    </Field>
  );
}
