import { useState } from 'react';

import type { HubUnit } from '../api/hub';
import { usePlaceBook } from '../api/places';
import { unitNumber } from '../format/unitNumber';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { useMay } from '../session/session';
import { FactsDialog } from './FactsDialog';
import { HoldDialog } from './HoldDialog';
import { HoldList } from './HoldList';
import { HoldMarks } from './HoldMarks';
import { InspectorHead } from './InspectorHead';
import { useOperates } from './may';
import { MoveDialog } from './MoveDialog';
import { useOnHub } from './onHub';
import { useHubUnit } from './queries';
import { Story } from './Story';
import { moment, tonnes } from './words';

/** One unit on the floor: where it stands, its facts, what stops it, its history; a move can be planned. */
export function UnitInspector({ unit }: { unit: string }) {
  const { plan } = useOnHub();
  const { data, error } = useHubUnit(plan.id, unit);
  if (data) return <Contents answer={data} />;
  return error ? <Failure error={error} /> : <Waiting rows={6} />;
}

function Contents({ answer }: { answer: HubUnit }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, go } = useOnHub();
  const organisations = useOrganisations();
  const { row, article, holds } = answer;
  const places = usePlaceBook([row.destination]);
  const job = floor.jobs.find(({ id }) => id === row.job);
  const onward = floor.visits.find(({ id }) => id === row.onward);
  const { spot } = row;
  return (
    <>
      <InspectorHead title={unitNumber(row.number)} chip={<HoldMarks holds={row.holds ?? []} />}>
        <div className="s t2">
          {row.form === '20' || row.form === '40' ? t('hub.feet', { feet: row.form }) : t(`hub.thing.${row.form}`)}
          {t('way.comma')}
          {t(`hub.fill.${row.fill}`)}
          {t('way.comma')}
          <b className="m t1">{row.place}</b>
        </div>
        {row.flagged && (
          <div className="row s c-late">
            <Icon name="attention" />
            {t('hub.flagged')}
          </div>
        )}
      </InspectorHead>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.inspector')}>
        <dl className="kv hub-kv">
          <dt>{t('hub.col_mass')}</dt>
          <dd>
            <b className="m">{tonnes(t, language, row.mass_kg)}</b> <span className="t3">{row.mass_kg ? t(row.verified ? 'hub.mass_verified' : 'hub.mass_declared') : ''}</span>
          </dd>
          <dt>{t('hub.goes_to')}</dt>
          <dd>{places.name(row.destination)}</dd>
          {row.customer && (
            <>
              <dt>{t('hub.whose')}</dt>
              <dd>{organisations.name(row.customer)}</dd>
            </>
          )}
          {row.goods && (
            <>
              <dt>{t('hub.goods')}</dt>
              <dd>HS {row.goods}</dd>
            </>
          )}
          <dt>{t('hub.seals')}</dt>
          <dd>{(article.seals ?? []).join(', ') || '–'}</dd>
          {row.set_point_dc !== null && row.set_point_dc !== undefined && (
            <>
              <dt>{t('hub.set_point')}</dt>
              <dd>{number(language, row.set_point_dc / 10, 1)} °C</dd>
            </>
          )}
          {(row.dangerous?.length ?? 0) > 0 && (
            <>
              <dt>{t('hub.dangerous')}</dt>
              <dd className="c-late m">{row.dangerous?.join(', ')}</dd>
            </>
          )}
          {row.damage && (
            <>
              <dt>{t('hub.damage')}</dt>
              <dd className="c-late">{row.damage}</dd>
            </>
          )}
          {onward && (
            <>
              <dt>{t('hub.onward')}</dt>
              <dd>{onward.name}</dd>
            </>
          )}
          <dt>{t('hub.since')}</dt>
          <dd>{row.since ? moment(language, plan.zone, row.since, floor.now) : t('hub.since_opening')}</dd>
          {job && (
            <>
              <dt>{t('hub.job')}</dt>
              <dd>
                {job.from_place} → <b className="m">{job.to_place}</b>
              </dd>
            </>
          )}
        </dl>
        {spot.at === 'yard' && (
          <div className="pad">
            <button type="button" className="link s" onClick={() => go({ block: spot.block, bay: String(spot.bay % 2 === 0 ? spot.bay - 1 : spot.bay) })}>
              {t('hub.show_in_yard')}
            </button>
          </div>
        )}
        <HoldList holds={holds} lift={(hold, reason) => ({ do: 'hold_lift', unit: row.id, hold, reason })} />
        <Story rows={answer.history} />
      </div>
      <Foot answer={answer} />
    </>
  );
}

function Foot({ answer }: { answer: HubUnit }) {
  const t = useT();
  const { row } = answer;
  const [dispatches, records, holds] = [useOperates('dispatch'), useOperates('record'), useMay('record')];
  const [asking, setAsking] = useState<'move' | 'hold' | 'facts' | null>(null);
  const isBox = row.form === '20' || row.form === '40';
  return (
    <div className="inspector-foot">
      {row.job && <p className="s t2">{t('hub.has_job')}</p>}
      <div className="row buttons hub-buttons">
        {dispatches && isBox && !row.job && (
          <button type="button" className="btn p" onClick={() => setAsking('move')}>
            {t('hub.do.plan_move')}
          </button>
        )}
        {holds && (
          <button type="button" className="btn" onClick={() => setAsking('hold')}>
            {t('hub.do.hold')}
          </button>
        )}
        {records && (
          <button type="button" className="btn" onClick={() => setAsking('facts')}>
            {t('hub.do.facts')}
          </button>
        )}
      </div>
      {asking === 'facts' && <FactsDialog answer={answer} onClose={() => setAsking(null)} />}
      {asking === 'move' && <MoveDialog row={row} onClose={() => setAsking(null)} />}
      {asking === 'hold' && <HoldDialog units={[row]} onClose={() => setAsking(null)} />}
    </div>
  );
}
