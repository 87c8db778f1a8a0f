import { useState } from 'react';

import type { ReeferRow } from '../../api/hub';
import { useLanguage, useT } from '../../i18n';
import { unitNumber } from '../../format/unitNumber';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { Refused } from '../../parts/Refused';
import { Failure, Waiting } from '../../plan/States';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { minutesBetween, moment, shortId } from '../words';
import { AlarmTable } from './AlarmTable';
import { ReadDialog } from './ReadDialog';
import { ReadingChart } from './ReadingChart';
import { ReadingsFileDialog } from './ReadingsFileDialog';
import { useReefers } from './queries';
import { celsius } from './words';

/** The refrigerated boxes of a hub: alarms, a list for rounds, the readings of one. */
export function ReefersView() {
  const t = useT();
  const language = useLanguage();
  const { plan, params, go } = useOnHub();
  const { data, error } = useReefers(plan.id);
  const records = useOperates('record');
  const [asking, setAsking] = useState<ReeferRow | 'file' | null>(null);
  const { act, error: refused, isPending } = useHubAct(plan.id);
  if (!data) return error ? <Failure error={error} /> : <Waiting rows={8} />;
  const chosen = data.boxes.find(({ unit }) => unit === params.get('reefer')) ?? data.boxes.find(({ alarms }) => alarms.length > 0) ?? data.boxes[0];
  return (
    <div className="hub-reefers-view">
      <section className="panel" aria-label={t('hub.reefers.alarms')}>
        <div className="ph tall">
          <h2>{t('hub.reefers.alarms')}</h2>
          <span className="c">{data.alarms.filter(({ cleared }) => !cleared).length}</span>
          <span className="s t3">{t('hub.reefers.rules', { band: celsius(language, data.rules.band_dc), minutes: data.rules.band_minutes, silent: data.rules.silent_minutes / 60, unplugged: data.rules.unplugged_minutes / 60 })}</span>
        </div>
        <AlarmTable alarms={data.alarms} onPick={(reefer) => go({ reefer })} />
      </section>
      {chosen && (
        <section className="panel" aria-label={t('hub.reefers.chart')}>
          <ReadingChart hub={plan.id} unit={chosen.unit} now={data.now} />
        </section>
      )}
      <section className="panel" aria-label={t('hub.reefers.round')}>
        <div className="ph tall">
          <h2>{t('hub.reefers.round')}</h2>
          <span className="c">{data.boxes.length}</span>
          <span className="grow" />
          {records && (
            <button type="button" className="btn" onClick={() => setAsking('file')}>
              <Icon name="file" />
              {t('hub.reefers.do.file')}
            </button>
          )}
        </div>
        <Refused error={refused} />
        {data.boxes.length === 0 && <Nothing title={t('hub.reefers.none')}>{t('hub.reefers.none_words')}</Nothing>}
        {data.boxes.length > 0 && (
          <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.reefers.round')}>
            <table className="cl reefer-round">
              <thead>
                <tr>
                  <th scope="col">{t('hub.reefers.place')}</th>
                  <th scope="col">{t('hub.reefers.number')}</th>
                  <th scope="col" className="num">{t('hub.reefers.set_point')}</th>
                  <th scope="col" className="num">{t('hub.reefers.return')}</th>
                  <th scope="col" className="num">{t('hub.reefers.supply')}</th>
                  <th scope="col">{t('hub.reefers.read_at')}</th>
                  <th scope="col">{t('hub.reefers.due')}</th>
                  <th scope="col">{t('hub.reefers.plug')}</th>
                  <th scope="col"><span className="sr-only">{t('hub.gate.actions')}</span></th>
                </tr>
              </thead>
              <tbody>
                {data.boxes.map((row) => (
                  <tr key={row.unit} data-reefer={row.number} className={row.unit === chosen?.unit ? 'sel' : ''}>
                    <td className="m">{shortId(row.place)}</td>
                    <td className="m">
                      <button type="button" className="link" onClick={() => go({ reefer: row.unit })}>
                        {unitNumber(row.number)}
                      </button>
                      {row.alarms.map((alarm) => (
                        <span key={alarm} className="chip late">
                          <Icon name="attention" />
                          {t(`hub.reefers.alarm.${alarm}`)}
                        </span>
                      ))}
                    </td>
                    <td className="num">{celsius(language, row.set_point_dc)}</td>
                    <td className="num">{celsius(language, row.last?.return_dc)}</td>
                    <td className="num">{celsius(language, row.last?.supply_dc)}</td>
                    <td className="nw">{row.last ? moment(language, plan.zone, row.last.at, data.now) : '–'}</td>
                    <td className="nw">
                      {row.due && <span className={minutesBetween(data.now, row.due) < 0 ? 'c-late' : ''}>{moment(language, plan.zone, row.due, data.now)}</span>}
                      {!row.due && '–'}
                    </td>
                    <td>{row.plugged ? <span className="chip ok"><Icon name="ok" />{t('hub.reefers.on')}</span> : <span className={`chip ${row.has_plug ? 'attention' : 'none'}`}>{t(row.has_plug ? 'hub.reefers.off' : 'hub.reefers.no_plug')}</span>}</td>
                    <td className="gate-actions">
                      {records && (
                        <button type="button" className="btn" onClick={() => setAsking(row)}>
                          {t('hub.reefers.do.read')}
                        </button>
                      )}
                      {records && (row.plugged || row.has_plug) && (
                        <button type="button" className="btn q" disabled={isPending} onClick={() => act({ do: row.plugged ? 'reefer_unplug' : 'reefer_plug', unit: row.unit })}>
                          {t(row.plugged ? 'hub.reefers.do.unplug' : 'hub.reefers.do.plug')}
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {asking === 'file' && <ReadingsFileDialog onClose={() => setAsking(null)} />}
      {asking !== null && asking !== 'file' && <ReadDialog row={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}
