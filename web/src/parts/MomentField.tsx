import { instantOf, localAt, wallText, zoneMark } from '../format/time';
import { useT } from '../i18n';
import { Labelled } from './Labelled';

const SHAPE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/;

/** Returns an instant as it is typed by the clock of a place: `2026-12-05 17:00`. */
export function typedMoment(zone: string, at: string | null | undefined): string {
  const time = at ? localAt(zone, at) : null;
  return time ? wallText(time).replace('T', ' ') : '';
}

/** Returns the instant that was typed by the clock of a place, nothing for other text. */
export function readMoment(zone: string, text: string): string | null {
  const packed = text.trim();
  return SHAPE.test(packed) ? instantOf(zone, packed.replace(' ', 'T')) : null;
}

/** A date and time by the clock of a place, typed in one box. */
export function MomentField({ label, zone, value, onChange, error, hint, isOptional = false }: {
  label: string;
  zone: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
  hint?: string;
  isOptional?: boolean;
}) {
  const t = useT();
  const isBad = value.trim() === '' ? !isOptional : readMoment(zone, value) === null;
  return (
    <Labelled label={label} error={error ?? (isBad && value.trim() !== '' ? t('record.bad_moment') : null)} hint={hint}>
      {(field) => <input {...field} inputMode="numeric" autoComplete="off" placeholder="2026-12-01 18:42" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Labelled>
  );
}

/** Returns the words for the clock that a zone keeps at an instant. */
export function useClockWords(): (zone: string, at: string) => string {
  const t = useT();
  return (zone, at) => {
    const time = localAt(zone, at);
    const mark = time ? zoneMark(time) : { text: zone };
    return 'key' in mark ? t(mark.key) : mark.text;
  };
}
