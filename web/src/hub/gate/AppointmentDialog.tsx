import { useState } from 'react';

import type { GateAppointment } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOrganisations } from '../../session/organisations';
import { useOperates } from '../may';
import { useHubAct } from '../queries';
import { clock, shortId } from '../words';
import { appointmentAction, isComplete, valuesOf, type AppointmentValues } from './forms';
import { useGateWindows, type HubClock } from './queries';

const EMPTY: AppointmentValues = { gate: '', from: '', plate: '', trailer: '', brings: '', length: '40', seals: '', collects: '', organisation: '', reference: '' };

/** Makes an appointment for a window that has a free place, or changes one. */
export function AppointmentDialog({ hub, appointment, from, onClose }: { hub: HubClock; appointment: GateAppointment | null; from: string; onClose: () => void }) {
  const t = useT();
  const organisations = useOrganisations();
  const forOthers = useOperates('book');
  const [typed, setTyped] = useState<Partial<AppointmentValues>>({});
  const [date, setDate] = useState('');
  const windows = useGateWindows(hub.id, date || (from === '' ? null : dayOf(hub.zone, from))).data;
  const before = appointment ? valuesOf(appointment) : { ...EMPTY, from };
  const first = windows?.gates[0]?.gate ?? '';
  const values = { ...before, gate: before.gate || first, ...typed };
  const rows = windows?.gates.find(({ gate }) => gate === values.gate)?.windows ?? [];
  const open = rows.filter((row) => row.from === before.from || (!row.over && row.taken < row.places));
  const chosen = open.some((row) => row.from === values.from) ? values.from : open[0]?.from ?? '';
  const { act, error, isPending } = useHubAct(hub.id, onClose);
  const filled = { ...values, from: chosen };
  const words = t(appointment ? 'hub.gate.do.amend' : 'hub.gate.do.book');
  const text = (field: 'plate' | 'trailer' | 'brings' | 'seals' | 'collects' | 'reference', label: string, hint?: string) => (
    <Labelled label={label} hint={hint}>
      {(attributes) => <input {...attributes} className="m" autoComplete="off" value={values[field]} onChange={(event) => setTyped({ ...typed, [field]: event.target.value })} />}
    </Labelled>
  );
  return (
    <Dialog
      title={words}
      width={560}
      onClose={onClose}
      onSubmit={() => isComplete(filled) && !isPending && act(appointmentAction(filled, appointment?.id ?? null))}
      foot={
        <>
          <span className="s t3">{t('hub.gate.zone', { zone: hub.zone })}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isComplete(filled) || isPending}>
            {words}
          </button>
        </>
      }
    >
      <div className="fields two">
        <Labelled label={t('hub.view.gate')}>
          {(field) => (
            <select {...field} value={values.gate} onChange={(event) => setTyped({ ...typed, gate: event.target.value })}>
              {(windows?.gates ?? []).map(({ gate }) => (
                <option key={gate} value={gate}>
                  {shortId(gate)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('hub.gate.date')}>{(field) => <input {...field} type="date" value={date || (windows?.date ?? '')} onChange={(event) => setDate(event.target.value)} />}</Labelled>
        <Labelled label={t('hub.gate.window_col')}>
          {(field) => (
            <select {...field} value={chosen} onChange={(event) => setTyped({ ...typed, from: event.target.value })}>
              {open.map((row) => (
                <option key={row.from} value={row.from}>
                  {t('hub.gate.window', { from: clock(hub.zone, row.from), until: clock(hub.zone, row.until), taken: row.taken, places: row.places })}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {forOthers && (
          <Labelled label={t('hub.gate.organisation')}>
            {(field) => (
              <select {...field} value={values.organisation} onChange={(event) => setTyped({ ...typed, organisation: event.target.value })}>
                <option value="">–</option>
                {organisations.all.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        {text('plate', t('hub.gate.plate'), t('hub.gate.plate_expected'))}
        {text('trailer', t('hub.gate.trailer'))}
        {text('brings', t('hub.gate.brings'), t('hub.gate.numbers_hint'))}
        <Labelled label={t('hub.gate.length')}>
          {(field) => (
            <select {...field} value={values.length} onChange={(event) => setTyped({ ...typed, length: event.target.value === '20' ? '20' : '40' })}>
              <option value="20">20′</option>
              <option value="40">40′</option>
            </select>
          )}
        </Labelled>
        {text('seals', t('hub.gate.check.seals'), t('hub.gate.seals_hint'))}
        {text('collects', t('hub.gate.collects'), t('hub.gate.numbers_hint'))}
        {text('reference', t('hub.gate.reference'))}
      </div>
      <Refused error={error} />
    </Dialog>
  );
}

/** Returns the day of an instant by the clock of a zone, as `2026-11-22`. */
function dayOf(zone: string, at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(at));
}
