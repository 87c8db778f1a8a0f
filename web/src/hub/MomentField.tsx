import { isoDate, dateIn, instantOf } from '../format/time';
import { useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import { DateField } from '../plan/DateField';

/** A moment by the clock of a place, typed or picked: `2026-11-22T19:00`. */
export function MomentField({ id, label, zone, now, wall, onChange }: { id: string; label: string; zone: string; now: string; wall: string; onChange: (wall: string) => void }) {
  const t = useT();
  const [day = '', clock = ''] = wall.split('T');
  return (
    <>
      <DateField id={id} label={label} value={day} today={isoDate(dateIn(zone, new Date(now)))} onChange={(date) => onChange(`${date}T${clock}`)} />
      <Labelled label={t('hub.clock_of', { label })} error={isWall(zone, wall) ? null : t('record.bad_time')}>
        {(field) => <input {...field} inputMode="numeric" autoComplete="off" value={clock} onChange={(event) => onChange(`${day}T${event.target.value.trim()}`)} />}
      </Labelled>
    </>
  );
}

function isWall(zone: string, wall: string): boolean {
  return /T\d{2}:\d{2}$/.test(wall) && instantOf(zone, wall) !== null;
}

/** Returns the instant of what was typed, or nothing while it is not a time. */
export function typedInstant(zone: string, wall: string): string | null {
  return isWall(zone, wall) ? instantOf(zone, wall) : null;
}
