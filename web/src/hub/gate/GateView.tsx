import { useState } from 'react';

import type { GateAppointment } from '../../api/hub';
import { useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { Failure, Waiting } from '../../plan/States';
import { useMay } from '../../session/session';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { AppointmentDialog } from './AppointmentDialog';
import { AppointmentTable } from './AppointmentTable';
import { ArriveDialog } from './ArriveDialog';
import { useGate, useGateWindows } from './queries';
import { TruckTable } from './TruckTable';
import { WindowStrip } from './WindowStrip';

/** The gate of a hub: windows of a day, trucks that wait, trucks inside, appointments. */
export function GateView() {
  const t = useT();
  const { plan, floor, select } = useOnHub();
  const [date, setDate] = useState('');
  const [asking, setAsking] = useState<{ appointment: GateAppointment | null; from: string } | 'arrive' | null>(null);
  const gate = useGate(plan.id);
  const windows = useGateWindows(plan.id, date === '' ? null : date);
  const [books, records] = [useMay('book'), useOperates('record')];
  const { act, isPending } = useHubAct(plan.id);
  if (!gate.data || !windows.data) return gate.error ?? windows.error ? <Failure error={gate.error ?? windows.error} /> : <Waiting rows={8} />;
  if (windows.data.gates.length === 0) {
    return (
      <section className="panel" aria-label={t('hub.view.gate')}>
        <Nothing title={t('hub.gate.none')}>{t('hub.gate.none_words')}</Nothing>
      </section>
    );
  }
  const { trucks, medians, overdue } = gate.data;
  const waiting = trucks.filter(({ entered }) => !entered);
  const inside = trucks.filter(({ entered }) => entered);
  return (
    <div className="hub-gate-view">
      <section className="panel" aria-label={t('hub.gate.title')}>
        <div className="ph tall">
          <h2>{t('hub.gate.title')}</h2>
          <label className="s t3">
            {t('hub.gate.date')} <input type="date" value={date === '' ? windows.data.date : date} onChange={(event) => setDate(event.target.value)} />
          </label>
          <span className="s t3">{t('hub.gate.zone', { zone: windows.data.zone })}</span>
          <span className="grow" />
          {books && (
            <button type="button" className="btn" onClick={() => setAsking({ appointment: null, from: '' })}>
              <Icon name="plus" />
              {t('hub.gate.do.book')}
            </button>
          )}
        </div>
        <WindowStrip answer={windows.data} onPick={(from) => books && setAsking({ appointment: null, from })} />
      </section>
      <section className="panel" aria-label={t('hub.gate.queue')}>
        <div className="ph tall">
          <h2>{t('hub.gate.queue')}</h2>
          <span className="c">{waiting.length}</span>
          {medians.queue_minutes != null && <span className="s t3">{t('hub.gate.median_queue', { minutes: medians.queue_minutes })}</span>}
          <span className="grow" />
          {records && overdue > 0 && (
            <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'gate_expire' })}>
              {t('hub.gate.do.expire', { count: overdue })}
            </button>
          )}
          {records && (
            <button type="button" className="btn p" onClick={() => setAsking('arrive')}>
              {t('hub.gate.do.arrive')}
            </button>
          )}
        </div>
        <TruckTable trucks={waiting} median={medians.queue_minutes ?? null} none={t('hub.gate.queue_none')} />
      </section>
      <section className="panel" aria-label={t('hub.gate.inside')}>
        <div className="ph tall">
          <h2>{t('hub.gate.inside')}</h2>
          <span className="c">{inside.length}</span>
          {medians.turn_minutes != null && <span className="s t3">{t('hub.gate.median_turn', { minutes: medians.turn_minutes, trucks: medians.trucks })}</span>}
        </div>
        <TruckTable trucks={inside} median={medians.turn_minutes ?? null} none={t('hub.gate.inside_none')} />
      </section>
      <AppointmentTable hub={plan} now={floor.now} date={date} onAmend={(appointment) => setAsking({ appointment, from: appointment.from })} onOpen={(visit) => select(`visit:${visit}`)} />
      {asking === 'arrive' && <ArriveDialog onClose={() => setAsking(null)} />}
      {asking !== null && asking !== 'arrive' && <AppointmentDialog hub={plan} appointment={asking.appointment} from={asking.from} onClose={() => setAsking(null)} />}
    </div>
  );
}
