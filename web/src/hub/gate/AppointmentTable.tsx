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
import { useOnHub } from '../onHub';
import { hubPath, useHubAct } from '../queries';
import { moment, clock } from '../words';
import { appointmentsQuery, useAppointments } from './queries';

const STATES = ['booked', 'overdue', 'arrived', 'done', 'cancelled', 'missed', 'refused'] as const;

/** All appointments that may be seen, by state and by plate, box or reference; as files too. */
export function AppointmentTable({ date, onAmend }: { date: string; onAmend: (appointment: GateAppointment) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, select } = useOnHub();
  const organisations = useOrganisations();
  const books = useMay('book');
  const [typed, setTyped] = useState('');
  const [state, setState] = useState('');
  const [cancelled, setCancelled] = useState<GateAppointment | null>(null);
  const wanted = { q: useDebounced(typed, 250), state, date };
  const { data, error } = useAppointments(plan.id, wanted);
  const { act, error: refused } = useHubAct(plan.id, () => setCancelled(null));
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
          <a key={format} className="link s" href={`${hubPath(plan.id, 'gate', 'appointments', 'table')}?${appointmentsQuery(wanted, { format })}`} download>
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
                <th scope="col"><span className="sr-only">{t('hub.gate.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <tr key={row.id} data-appointment={row.plate}>
                  <td className="nw">
                    {moment(language, plan.zone, row.from, floor.now)}–{clock(plan.zone, row.until)}
                  </td>
                  <td className="m">{row.visit ? <button type="button" className="link" onClick={() => select(`visit:${row.visit ?? ''}`)}>{row.plate}</button> : row.plate}</td>
                  <td className="el">{organisations.name(row.organisation)}</td>
                  <td className="m">{row.brings.map(({ number }) => unitNumber(number)).join(', ') || '–'}</td>
                  <td className="m">{row.collects.map((number) => unitNumber(number)).join(', ') || '–'}</td>
                  <td className="el">{row.reference}</td>
                  <td>
                    <span className={`chip ${chipOf(row.state)}`}>{t(`hub.gate.state.${stateOf(row.state)}`)}</span>
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
      {cancelled && <ReasonDialog title={`${t('hub.gate.do.cancel')}: ${cancelled.plate}`} words={`${moment(language, plan.zone, cancelled.from, floor.now)} ${cancelled.reference}`} go={t('hub.gate.do.cancel')} onClose={() => setCancelled(null)} onGo={(reason) => act({ do: 'gate_cancel', appointment: cancelled.id, reason })} />}
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
