import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import { isoDate, longDate, monthName, parseLocal, weekdayNames, type LocalTime } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';

const DAY_MILLIS = 86_400_000;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };

function utc(date: { year: number; month: number; day: number }): number {
  return Date.UTC(date.year, date.month - 1, date.day);
}

function dateOf(instant: number): { year: number; month: number; day: number } {
  const date = new Date(instant);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** A month to pick a day from; the arrow keys move by days and weeks. */
export function Calendar({ label, value, today, clearable, onPick, onClose }: {
  label: string;
  value: LocalTime | null;
  today: string;
  clearable: boolean;
  onPick: (date: string) => void;
  onClose: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const start = value ?? parseLocal(today);
  const [cursor, setCursor] = useState(() => (start ? utc(start) : Date.now()));
  const grid = useRef<HTMLDivElement>(null);
  const shown = dateOf(cursor);
  const first = Date.UTC(shown.year, shown.month - 1, 1);
  const lead = (new Date(first).getUTCDay() + 6) % 7;
  const cells = Array.from({ length: 42 }, (_, index) => first + (index - lead) * DAY_MILLIS);

  useEffect(() => {
    grid.current?.querySelector<HTMLButtonElement>('[tabindex="0"]')?.focus();
  }, [cursor]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setCursor(cursor + step * DAY_MILLIS);
  }

  function month(step: number) {
    setCursor(Date.UTC(shown.year, shown.month - 1 + step, 1));
  }

  return (
    <div className="calendar" role="dialog" aria-label={label} onKeyDown={onKeyDown}>
      <div className="row">
        <button type="button" className="btn sq q" aria-label={t('calendar.before')} onClick={() => month(-1)}>
          <Icon name="left" />
        </button>
        <b className="grow month" aria-live="polite">
          {monthName(language, shown.year, shown.month)}
        </b>
        <button type="button" className="btn sq q" aria-label={t('calendar.after')} onClick={() => month(1)}>
          <Icon name="right" />
        </button>
      </div>
      <div className="days" ref={grid}>
        {weekdayNames(language).map((name) => (
          <span key={name} className="xs t3" aria-hidden="true">
            {name}
          </span>
        ))}
        {cells.map((cell) => {
          const date = dateOf(cell);
          const iso = isoDate(date);
          const isOther = date.month !== shown.month;
          const isChosen = value !== null && cell === utc(value);
          return (
            <button
              key={cell}
              type="button"
              tabIndex={cell === cursor ? 0 : -1}
              className={`${isOther ? 'other' : ''} ${isChosen ? 'on' : ''} ${iso === today ? 'today' : ''}`}
              aria-label={longDate(language, { ...date, hour: 0, minute: 0, offset: '', zone: '' })}
              aria-pressed={isChosen}
              onClick={() => onPick(iso)}
            >
              {date.day}
            </button>
          );
        })}
      </div>
      {clearable && (
        <button type="button" className="btn q" onClick={() => onPick('')}>
          {t('calendar.clear')}
        </button>
      )}
    </div>
  );
}
