import { useState } from 'react';

import type { GateAppointment } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Nothing } from '../../parts/Nothing';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Refused } from '../../parts/Refused';
import { useDebounced } from '../../parts/useDebounced';
import { Failure, Waiting } from '../../plan/States';
import { useOrganisations } from '../../session/organisations';
import { useMay } from '../../session/session';
import { hubPath, useHubAct } from '../queries';
import { moment, clock } from '../words';
import { appointmentsQuery, useAppointments, type HubClock } from './queries';

const STATES = ['booked', 'overdue', 'arrived', 'done', 'cancelled', 'missed', 'refused'] as const;

interface Asked {
  hub: HubClock;
  /** The instant of the hub's last answer. */
  now: string;
  date: string;
  onAmend: (appointment: GateAppointment) => void;
  /** Shows the visit of a truck; nothing for who does not see the floor. */
  onOpen?: (visit: string) => void;
}

/** All appointments that may be seen, by state and by plate, box or reference; as files too. */
export function AppointmentTable({ hub, now, date, onAmend, onOpen }: Asked) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const books = useMay('book');
  const [typed, setTyped] = useState('');
  const [state, setState] = useState('');
  const [cancelled, setCancelled] = useState<GateAppointment | null>(null);
  const wanted = { q: useDebounced(typed, 250), state, date };
  const { data, error } = useAppointments(hub.id, wanted);
  const { act, error: refused } = useHubAct(hub.id, () => setCancelled(null));
  return (
    <section className="panel" aria-label={t('hub.gate.appointments')}>
      <div className="ph tall">
        <h2>{t('hub.gate.appointments')}</h2>
        <span className="c">{data?.total ?? 0}</span>
        <input type="search" className="gate-search" aria-label={t('hub.gate.search')} placeholder={t('hub.gate.search')} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <select aria-label={t('hub.gate.state_col')} value={state} onChange={(event) => setState(event.target.value)}>
          <option value="">{t('hub.gate.all_states')}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t(`hub.gate.state.${one}`)} ({data?.counts?.[one] ?? 0})
            </option>
          ))}
        </select>
        <span className="grow" />
        {(['csv', 'xlsx'] as const).map((format) => (
          <a key={format} className="link s" href={`${hubPath(hub.id, 'gate', 'appointments', 'table')}?${appointmentsQuery(wanted, { format })}`} download>
            {format.toUpperCase()}
          </a>
        ))}
      </div>
      <Refused error={refused} />
      {!data && (error ? <Failure error={error} /> : <Waiting rows={4} />)}
      {data?.items.length === 0 && <Nothing title={t('hub.gate.appointments')}>{t('hub.gate.appointments_none')}</Nothing>}
      {data && data.items.length > 0 && (
        <div className="scroll gate-list" tabIndex={0} role="region" aria-label={t('hub.gate.appointments')}>
          <table className="cl">
            <thead>
              <tr>
                <th scope="col">{t('hub.gate.window_col')}</th>
                <th scope="col">{t('hub.gate.plate')}</th>
                <th scope="col">{t('hub.gate.organisation')}</th>
                <th scope="col">{t('hub.gate.brings')}</th>
                <th scope="col">{t('hub.gate.collects')}</th>
                <th scope="col">{t('hub.gate.reference')}</th>
                <th scope="col">{t('hub.gate.state_col')}</th>
                <th scope="col" className="num">{t('at_hubs.turn')}</th>
                <th scope="col"><span className="sr-only">{t('hub.gate.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <tr key={row.id} data-appointment={row.plate}>
                  <td className="nw" data-label={t('hub.gate.window_col')}>
                    {moment(language, hub.zone, row.from, now)}–{clock(hub.zone, row.until)}
                  </td>
                  <td className="m" data-label={t('hub.gate.plate')}>{row.visit && onOpen ? <button type="button" className="link" onClick={() => onOpen(row.visit ?? '')}>{row.plate}</button> : row.plate}</td>
                  <td className="el" data-label={t('hub.gate.organisation')}>{organisations.name(row.organisation)}</td>
                  <td className="m" data-label={t('hub.gate.brings')}>{row.brings.map(({ number }) => unitNumber(number)).join(', ') || '–'}</td>
                  <td className="m" data-label={t('hub.gate.collects')}>{row.collects.map((number) => unitNumber(number)).join(', ') || '–'}</td>
                  <td className="el" data-label={t('hub.gate.reference')}>{row.reference || '–'}</td>
                  <td data-label={t('hub.gate.state_col')}>
                    <span className={`chip ${chipOf(row.state)}`}>{t(`hub.gate.state.${stateOf(row.state)}`)}</span>
                  </td>
                  <td className="num" data-label={t('at_hubs.turn')} title={row.arrived ? `${moment(language, hub.zone, row.arrived, now)} – ${row.left ? moment(language, hub.zone, row.left, now) : ''}` : undefined}>
                    {row.turn_minutes == null ? '–' : t('hub.gate.age', { minutes: row.turn_minutes })}
                  </td>
                  <td className="gate-actions">
                    {books && row.state === 'booked' && (
                      <>
                        <button type="button" className="btn q" onClick={() => onAmend(row)}>
                          {t('hub.gate.do.amend')}
                        </button>
                        <button type="button" className="btn q" onClick={() => setCancelled(row)}>
                          {t('hub.gate.do.cancel')}
                        </button>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {cancelled && <ReasonDialog title={`${t('hub.gate.do.cancel')}: ${cancelled.plate}`} words={`${moment(language, hub.zone, cancelled.from, now)} ${cancelled.reference}`} go={t('hub.gate.do.cancel')} onClose={() => setCancelled(null)} onGo={(reason) => act({ do: 'gate_cancel', appointment: cancelled.id, reason })} />}
    </section>
  );
}

function stateOf(text: string): (typeof STATES)[number] {
  return STATES.find((state) => state === text) ?? 'booked';
}

function chipOf(state: string): string {
  if (state === 'arrived') return 'ok';
  if (state === 'overdue' || state === 'refused') return 'late';
  return state === 'missed' ? 'attention' : 'none';
}
