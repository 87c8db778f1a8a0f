import type { HandlingKind, HandlingView, HoldKind, PlanLegView } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { dateIn, instantOf, isoDate, localAt, wallText, zoneMark } from '../format/time';
import { unitNumber } from '../format/unitNumber';
import { translated, useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import { DateField } from '../plan/DateField';
import { PlaceField } from '../plan/PlaceField';
import { useNow } from '../shell/now';
import { useUnitNumbers } from '../units/queries';
import { HOLDS } from './filter';

export const HANDLINGS = ['received', 'loaded', 'departed', 'arrived', 'unloaded', 'gauge_changed', 'customs_cleared', 'held', 'released', 'delivered'] as const satisfies readonly HandlingKind[];
const RIDES = new Set<HandlingKind>(['loaded', 'departed', 'arrived', 'unloaded']);
const KEEPS = new Set<HandlingKind>(['held', 'released']);

/** What a person is writing down: the time as the clock of the place shows it. */
export interface HandlingDraft {
  what: HandlingKind;
  place: string;
  /** As typed; empty until somebody changes it. */
  wall: string;
  /** What an untouched time means; nothing for now. */
  at: string | null;
  unit: string;
  ride: string;
  hold: HoldKind;
}

const STEPS: Record<string, HandlingKind> = { receive: 'received', load: 'loaded', depart: 'departed', arrive: 'arrived', unload: 'unloaded', deliver: 'delivered' };

/** Returns a draft of what should come next, on the run that the plan has there. */
export function startHandling(next: { step: string; place: string } | null, legs: readonly PlanLegView[]): HandlingDraft {
  const isLeaving = next?.step === 'load' || next?.step === 'depart';
  const leg = next ? legs.find((one) => one.carriage.kind === 'ride' && (isLeaving ? one.from : one.to) === next.place) : undefined;
  const ride = leg ? rideOf(leg) : '';
  return { what: STEPS[next?.step ?? ''] ?? 'received', place: next?.place ?? '', wall: '', at: null, unit: '', ride, hold: 'customs' };
}

/** Returns the run and section of a leg as one text. */
function rideOf({ carriage }: PlanLegView): string {
  return carriage.kind === 'ride' ? `${carriage.run} ${carriage.section}` : '';
}

/** Returns a draft of what a record says, to be corrected. */
export function handlingDraft(handling: HandlingView): HandlingDraft {
  const ride = handling.vehicle?.kind === 'run' ? `${handling.vehicle.run} ${handling.vehicle.section}` : '';
  return { what: handling.kind, place: handling.place, wall: '', at: handling.happened_at, unit: handling.unit ?? '', ride, hold: handling.hold ?? 'customs' };
}

/** Returns what is sent, nothing while something is missing, and the time by the clock of the place. */
export function useHandling(draft: HandlingDraft): { handling: HandlingView | null; wall: string; zone: string } {
  const now = useNow(60_000);
  const places = usePlaceBook([draft.place]);
  const zone = places.zone(draft.place);
  const untouched = localAt(zone, draft.at ?? now.toISOString());
  const wall = draft.wall || (untouched ? wallText(untouched) : '');
  const happened_at = draft.wall === '' && draft.at ? draft.at : instantOf(zone, wall);
  if (!happened_at || !places.place(draft.place)) return { handling: null, wall, zone };
  const at = draft.ride.lastIndexOf(' ');
  const vehicle = !RIDES.has(draft.what) ? null : at > 0 ? { kind: 'run' as const, run: draft.ride.slice(0, at), section: draft.ride.slice(at + 1) } : { kind: 'on_demand' as const, mode: 'road' as const };
  return { handling: { kind: draft.what, place: draft.place, unit: draft.unit || null, happened_at, vehicle, hold: KEEPS.has(draft.what) ? draft.hold : null }, wall, zone };
}

/** What happened, where, when by the clock there, to which unit. */
export function HandlingFields({ draft, onChange, units, legs }: { draft: HandlingDraft; onChange: (draft: HandlingDraft) => void; units: readonly string[]; legs: readonly PlanLegView[] }) {
  const t = useT();
  const { wall, zone } = useHandling(draft);
  const places = usePlaceBook([draft.place, ...legs.flatMap(({ from, to }) => [from, to])]);
  const [day = '', clock = ''] = wall.split('T');
  const today = isoDate(dateIn(zone, useNow(60_000)));
  const set = (change: Partial<HandlingDraft>) => onChange({ ...draft, ...change });
  const time = localAt(zone, instantOf(zone, wall) ?? '');
  const mark = time ? zoneMark(time) : { text: zone };
  const rides = legs.filter(({ carriage }) => carriage.kind === 'ride');
  const numbers = useUnitNumbers(units);
  return (
    <div className="fields two">
      <Labelled label={t('record.what')}>
        {(field) => (
          <select {...field} value={draft.what} onChange={(event) => set({ what: HANDLINGS.find((one) => one === event.target.value) ?? draft.what })}>
            {HANDLINGS.map((what) => (
              <option key={what} value={what}>
                {t(`event.${what}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <PlaceField id="record-place" label={t('record.where')} value={draft.place} onChange={(place) => set({ place })} />
      <DateField id="record-date" label={t('record.when')} value={day} today={today} onChange={(date) => set({ wall: `${date}T${clock}` })} />
      <Labelled label={t('record.time')} error={/^\d{2}:\d{2}$/.test(clock) ? null : t('record.bad_time')} hint={t('record.clock_of', { zone: 'key' in mark ? t(mark.key) : mark.text })}>
        {(field) => <input {...field} inputMode="numeric" autoComplete="off" value={clock} onChange={(event) => set({ wall: `${day}T${event.target.value.trim()}` })} />}
      </Labelled>
      {units.length > 0 && (
        <Labelled label={t('record.unit')}>
          {(field) => (
            <select {...field} value={draft.unit} onChange={(event) => set({ unit: event.target.value })}>
              <option value="">{t('record.all_units', { count: units.length })}</option>
              {units.map((unit) => (
                <option key={unit} value={unit}>
                  {unitNumber(numbers(unit))}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      {RIDES.has(draft.what) && (
        <Labelled label={t('record.ride')}>
          {(field) => (
            <select {...field} value={draft.ride} onChange={(event) => set({ ride: event.target.value })}>
              <option value="">{t('record.on_demand')}</option>
              {rides.map((leg) => (
                <option key={leg.no} value={rideOf(leg)}>
                  {places.name(leg.from)} – {places.name(leg.to)}, {rideOf(leg)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      {KEEPS.has(draft.what) && (
        <Labelled label={t('record.hold')}>
          {(field) => (
            <select {...field} value={draft.hold} onChange={(event) => set({ hold: HOLDS.find((one) => one === event.target.value) ?? draft.hold })}>
              {HOLDS.map((hold) => (
                <option key={hold} value={hold}>
                  {translated(t, `hold.${hold}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
    </div>
  );
}
