import { useState } from 'react';

import type { Moments } from '../api/hub';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { useRowKeys } from '../shell/useShortcuts';
import { ExpectDialog } from './ExpectDialog';
import { useOperates } from './may';
import { useOnHub } from './onHub';
import { StageChip } from './StageChip';

/** Every visit: planned, estimated and actual times each in a cell of their own, and what was found otherwise. */
export function VisitPanel() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, selected, select } = useOnHub();
  const rows = floor.visits;
  const dispatches = useOperates('dispatch');
  const [isExpecting, setIsExpecting] = useState(false);
  useRowKeys(rows.length, rows.findIndex(({ id }) => selected === `visit:${id}`), (index) => select(rows[index] ? `visit:${rows[index].id}` : null));
  return (
    <section className="panel hub-visits" aria-label={t('hub.visits')}>
      <div className="ph">
        <h2>{t('hub.visits')}</h2>
        <span className="c s">{number(language, rows.length)}</span>
        <span className="grow" />
        {dispatches && (
          <button type="button" className="btn" onClick={() => setIsExpecting(true)}>
            <Icon name="plus" />
            {t('hub.do.expect')}
          </button>
        )}
      </div>
      {isExpecting && <ExpectDialog onClose={() => setIsExpecting(false)} />}
      {rows.length === 0 && <Nothing title={t('hub.no_visits')}>{t('hub.no_visits_words')}</Nothing>}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.visits')}>
        <table data-rows>
          <colgroup>
            <col className="c-train" />
            <col className="c-stage" />
            <col className="c-moment" />
            <col className="c-moment" />
            <col className="c-moment" />
            <col className="c-moment" />
            <col className="c-moment" />
            <col className="c-few" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>{t('hub.col_visit')}</th>
              <th scope="col" rowSpan={2}>{t('hub.col_state')}</th>
              <th scope="colgroup" colSpan={3}>{t('hub.arrival')}</th>
              <th scope="colgroup" colSpan={2}>{t('hub.departure')}</th>
              <th scope="col" rowSpan={2} className="num">{t('hub.col_boxes')}</th>
              <th scope="col" rowSpan={2}>{t('hub.differences')}</th>
            </tr>
            <tr className="second">
              <th scope="col">{t('time.planned')}</th>
              <th scope="col">{t('time.estimated')}</th>
              <th scope="col">{t('time.actual')}</th>
              <th scope="col">{t('time.planned')}</th>
              <th scope="col">{t('time.estimated')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((visit) => (
              <tr key={visit.id} className={selected === `visit:${visit.id}` ? 'sel' : ''} data-visit={visit.id} onClick={() => select(`visit:${visit.id}`)}>
                <td>
                  <button type="button" className="link m" onClick={() => select(`visit:${visit.id}`)}>
                    {visit.name}
                  </button>
                  <span className="t3 xs"> {t(`hub.vehicle.${visit.vehicle.kind}`)}</span>
                  {visit.index && <span className="t3 xs nw"> {visit.index}</span>}
                </td>
                <td><StageChip stage={visit.stage} /></td>
                <Cells moments={visit.arrival} zone={plan.zone} hasActual />
                <Cells moments={visit.departure} zone={plan.zone} />
                <td className="num">{number(language, visit.boxes_on)}</td>
                <td>
                  {visit.differences.length > 0 && (
                    <span className="row c-late s">
                      <Icon name="attention" />
                      {t('hub.differences_of', { count: visit.differences.length })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cells({ moments, zone, hasActual = false }: { moments: Moments; zone: string; hasActual?: boolean }) {
  return (
    <>
      <td>{moments.planned && <Moment at={moments.planned} zone={zone} kind="planned" hasZone={false} />}</td>
      <td>{moments.estimated && <Moment at={moments.estimated.likely} zone={zone} kind="estimated" hasZone={false} />}</td>
      {hasActual && <td>{moments.actual && <Moment at={moments.actual} zone={zone} kind="actual" hasZone={false} />}</td>}
    </>
  );
}
