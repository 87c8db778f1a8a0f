import { useLanguage, useT } from '../../i18n';
import { number } from '../../format/number';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { Failure, Waiting } from '../../plan/States';
import { useMay } from '../../session/session';
import { useOnHub } from '../onHub';
import { GaugeOne } from './GaugeOne';
import { GaugeStart } from './GaugeStart';
import { useGaugeChanges } from './queries';
import { moment } from '../words';

/** Gauge changes of a hub: those under way and signed, and one of them in full; or a new one between two trains. */
export function GaugeView() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params, go } = useOnHub();
  const dispatches = useMay('dispatch');
  const changes = useGaugeChanges(plan.id);
  const rows = changes.data ?? [];
  const wanted = params.get('change');
  const isNew = wanted === 'new' || (changes.isSuccess && rows.length === 0);
  const shown = rows.find(({ id }) => id === wanted) ?? rows[0];
  return (
    <div className="hub-gauge">
      <section className="panel gauge-list" aria-label={t('hub.gauge_list')} aria-busy={changes.isFetching}>
        <div className="ph">
          <h2>{t('hub.gauge_list')}</h2>
          <span className="grow" />
          {dispatches && (
            <button type="button" className="btn sq" aria-label={t('hub.gauge_new')} title={t('hub.gauge_new')} aria-pressed={isNew} onClick={() => go({ change: 'new' })}>
              <Icon name="plus" />
            </button>
          )}
        </div>
        <ul className="scroll">
          {changes.error && <Failure error={changes.error} />}
          {changes.isPending && <Waiting rows={3} />}
          {changes.isSuccess && rows.length === 0 && <Nothing title={t('hub.gauge_none')}>{t('hub.gauge_none_words')}</Nothing>}
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className={`gauge-row ${!isNew && row.id === shown?.id ? 'sel' : ''}`} aria-pressed={!isNew && row.id === shown?.id} data-change={row.id} onClick={() => go({ change: row.id })}>
                <span className="b el">
                  {row.from.name} <Icon name="arrow" /> {row.to.name}
                </span>
                <span className="s t2">{t('hub.gauge_gauges', { from: row.from.gauge_mm, to: row.to.gauge_mm })}</span>
                <span className="s">
                  <span className={`chip ${row.stage === 'signed' ? 'life-done' : row.stage === 'offered' ? 'attention' : 'life-way'}`}>{t(`hub.gauge_state.${row.stage}`)}</span>{' '}
                  {t('hub.gauge_counts', { over: number(language, row.counts.over), units: number(language, row.counts.units) })}
                </span>
                <span className="xs t3">{moment(language, plan.zone, row.opened.at, floor.now)}</span>
                {row.corrects && <span className="xs c-late el">{t('hub.gauge_corrects', { reason: row.corrects.reason })}</span>}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {isNew ? <GaugeStart onOpened={(change) => go({ change })} /> : shown ? <GaugeOne key={shown.id} change={shown.id} /> : <section className="panel" aria-busy="true" />}
    </div>
  );
}
