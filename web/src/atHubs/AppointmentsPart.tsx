import { useState } from 'react';

import type { GateAppointment, GateWindows } from '../api/hub';
import { shortName } from '../format/names';
import { number } from '../format/number';
import { AppointmentDialog } from '../hub/gate/AppointmentDialog';
import { AppointmentTable } from '../hub/gate/AppointmentTable';
import { useGateWindows } from '../hub/gate/queries';
import { WindowStrip } from '../hub/gate/WindowStrip';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { Failure, Waiting } from '../plan/States';
import { useMay } from '../session/session';
import { currentSettings } from '../shell/settings';
import { useOnScreen } from './onScreen';

/** The gate of a hub as who sends trucks sees it: the day's windows with their free places, and the own appointments. */
export function AppointmentsPart() {
  const t = useT();
  const language = useLanguage();
  const { hubs, params } = useOnScreen();
  const hub = hubs.find(({ id }) => id === params.get('hub')) ?? hubs.find(({ id }) => id === currentSettings().hub) ?? hubs[0];
  const [date, setDate] = useState('');
  const [asking, setAsking] = useState<{ appointment: GateAppointment | null; from: string } | null>(null);
  const books = useMay('book');
  const { data, error } = useGateWindows(hub?.id ?? '', date === '' ? null : date);
  if (!hub || !data) return <section className="panel">{error ? <Failure error={error} /> : <Waiting rows={6} />}</section>;
  if (data.gates.length === 0) {
    return (
      <section className="panel" aria-label={t('hub.view.gate')}>
        <Nothing title={t('hub.gate.none')}>{t('at_hubs.no_gate_words', { hub: shortName(language, hub.name) })}</Nothing>
      </section>
    );
  }
  return (
    <div className="hub-gate-view">
      <section className="panel" aria-label={t('hub.gate.title')}>
        <div className="ph tall">
          <h2>{t('hub.gate.title')}</h2>
          <label className="s t3">
            <span className="sr-only">{t('hub.gate.date')}</span>
            <input type="date" value={date === '' ? data.date : date} onChange={(event) => setDate(event.target.value)} />
          </label>
          <span className="s t2">
            {shortName(language, hub.name)}, {t('hub.gate.zone', { zone: data.zone })}
          </span>
          <span className="s t2" role="status">
            {t('at_hubs.free_places', { count: freePlaces(data), amount: number(language, freePlaces(data)) })}
          </span>
          <span className="grow" />
          {books && (
            <button type="button" className="btn p at-hubs-book" onClick={() => setAsking({ appointment: null, from: '' })}>
              <Icon name="plus" />
              {t('hub.gate.do.book')}
            </button>
          )}
        </div>
        <p className="s t2 at-hubs-rule">{t('at_hubs.in_time', { early: data.early_minutes, grace: data.grace_minutes })}</p>
        <WindowStrip answer={data} onPick={(from) => books && setAsking({ appointment: null, from })} />
      </section>
      <AppointmentTable hub={hub} now={data.now} date={date} onAmend={(appointment) => setAsking({ appointment, from: appointment.from })} />
      {asking && <AppointmentDialog hub={hub} appointment={asking.appointment} from={asking.from} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** Returns how many trucks the day still takes. */
function freePlaces({ gates }: GateWindows): number {
  const open = gates.flatMap(({ windows }) => windows).filter(({ over }) => !over);
  return open.reduce((sum, { places, taken }) => sum + Math.max(0, places - taken), 0);
}
