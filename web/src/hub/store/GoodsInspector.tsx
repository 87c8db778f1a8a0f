import { useState } from 'react';

import type { Goods } from '../../api/hub';
import { duration } from '../../format/duration';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Refused } from '../../parts/Refused';
import { Failure, Waiting } from '../../plan/States';
import { useOrganisations } from '../../session/organisations';
import { useMay } from '../../session/session';
import { HoldList } from '../HoldList';
import { InspectorHead } from '../InspectorHead';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { Story } from '../Story';
import { moment } from '../words';
import { CountDialog } from './CountDialog';
import type { GoodsForm } from './forms';
import { GoodsDialog } from './GoodsDialog';
import { GoodsMarks } from './GoodsMarks';
import { useGoods } from './queries';
import { amountWords, cubicMetres, mainPlace, placeKey, placeWords } from './words';

/** One goods: what was declared, where they are, what came and went, what stops them, what happened, and what can be done. */
export function GoodsInspector({ goods }: { goods: string }) {
  const { plan } = useOnHub();
  const { data, error } = useGoods(plan.id, goods);
  if (data) return <Contents answer={data} />;
  return error ? <Failure error={error} /> : <Waiting rows={6} />;
}

function Contents({ answer }: { answer: Goods }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const { plan, floor } = useOnHub();
  const { row } = answer;
  const { declaration } = row;
  const at = (instant: string) => moment(language, plan.zone, instant, floor.now);
  return (
    <>
      <InspectorHead title={declaration.number} chip={<GoodsMarks row={row} />}>
        <div className="s t2">
          {[declaration.description, declaration.commodity ? `HS ${declaration.commodity}` : '', organisations.name(declaration.owner)].filter(Boolean).join(' · ')}
        </div>
      </InspectorHead>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.inspector')}>
        <dl className="kv hub-kv">
          <dt>{t('store.inside')}</dt>
          <dd>
            <b className="m">{amountWords(t, language, row.inside)}</b>
            {row.places.map((place) => (
              <div key={placeKey(place.location)} className="s">
                {placeWords(t, place.location)}: {amountWords(t, language, place.amount)} <span className="t3">{at(place.since)}</span>
              </div>
            ))}
          </dd>
          <dt>{t('store.declared')}</dt>
          <dd>{amountWords(t, language, declaration.declared)} {declaration.packaging}</dd>
          <dt>{t('store.volume')}</dt>
          <dd>{declaration.volume_l ? cubicMetres(t, language, declaration.volume_l) : '–'}</dd>
          <dt>{t('store.marks')}</dt>
          <dd>{[declaration.marks, declaration.reference].filter(Boolean).join('; ') || '–'}</dd>
          {declaration.consignment && (
            <>
              <dt>{t('store.consignment')}</dt>
              <dd className="m el">{declaration.consignment}</dd>
            </>
          )}
          {declaration.dangerous && declaration.dangerous.length > 0 && (
            <>
              <dt>{t('store.dangerous')}</dt>
              <dd>{declaration.dangerous.join(', ')}</dd>
            </>
          )}
          <dt>{t('store.customs')}</dt>
          <dd>
            {t(`store.${row.customs}`)}
            {row.cleared_packages > 0 && <div className="s">{t('store.cleared', { count: row.cleared_packages })}</div>}
            {answer.releases.map(({ document, at: released }) => (
              <div key={document} className="s t2">{document}, {at(released)}</div>
            ))}
          </dd>
          {answer.damages.length > 0 && (
            <>
              <dt>{t('store.damages')}</dt>
              <dd>{answer.damages.map(({ packages, what }) => `${number(language, packages)}: ${what}`).join('; ')}</dd>
            </>
          )}
        </dl>
        <Boxes answer={answer} />
        <Entries answer={answer} />
        <HoldList holds={answer.holds} lift={(hold, reason) => ({ do: 'goods_lift', goods: declaration.id, hold, reason })} />
        <Story rows={answer.history} />
      </div>
      <Foot answer={answer} />
    </>
  );
}

function Boxes({ answer: { row } }: { answer: Goods }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, go } = useOnHub();
  if (row.boxes.length === 0) return null;
  return (
    <>
      <h3 className="part-head">{t('store.boxes')}</h3>
      <ul className="hold-list">
        {row.boxes.map((box) => (
          <li key={box.list} className="s">
            <button type="button" className="link" onClick={() => go({ view: 'store', part: 'stuffing', list: box.list })}>{box.container}</button> {amountWords(t, language, box.amount)} <span className="chip">{t(`store.stage.${box.stage}`)}</span>
            <div className="t3">{box.left ? t('store.left_with', { name: box.left.name, at: moment(language, plan.zone, box.left.at, floor.now) }) : box.spot}</div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Receipts and issues with how long the goods stood; a wrong one is taken back. */
function Entries({ answer }: { answer: Goods }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const records = useOperates('record');
  const [righting, setRighting] = useState<number | null>(null);
  const { act, error } = useHubAct(plan.id, () => setRighting(null));
  if (answer.entries.length === 0) return null;
  return (
    <>
      <h3 className="part-head">{t('store.entries')}</h3>
      <table className="store-table story">
        <thead>
          <tr>
            <th scope="col">{t('store.col_way')}</th>
            <th scope="col">{t('store.col_with')}</th>
            <th scope="col">{t('store.col_amount')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.entries.map(({ number: named, entry, stood_minutes, cross_dock }) => (
            <tr key={named} className={entry.righted ? 't3' : ''}>
              <td>
                {t(`store.way.${entry.way}`)} <span className="t3">{moment(language, plan.zone, entry.at, floor.now)}</span>
                {entry.righted && <div>{t('store.righted')}</div>}
              </td>
              <td className="wrap">
                {entry.name}
                {entry.left && <div className="t3">{t('store.left_with', { name: entry.left.name, at: moment(language, plan.zone, entry.left.at, floor.now) })}</div>}
              </td>
              <td className="wrap">
                {amountWords(t, language, entry.amount)}
                {stood_minutes !== null && stood_minutes !== undefined && (
                  <div className="t3">{t('store.col_stood')} {duration(t, language, stood_minutes)}{cross_dock ? `, ${t('store.cross_dock')}` : ''}</div>
                )}
                {records && !entry.righted && !entry.left && (
                  <button type="button" className="link" onClick={() => setRighting(named)}>{t('store.put_right')}</button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Refused error={error} />
      {righting !== null && <ReasonDialog title={t('store.put_right_title')} words={t('store.put_right_words')} go={t('store.put_right')} onGo={(reason) => act({ do: 'goods_put_right', goods: answer.row.declaration.id, entry: righting, reason })} onClose={() => setRighting(null)} />}
    </>
  );
}

function Foot({ answer: { row } }: { answer: Goods }) {
  const t = useT();
  const [operates, records] = [useOperates('record'), useMay('record')];
  const [asking, setAsking] = useState<GoodsForm | null>(null);
  const stands = row.places.length > 0;
  const place = mainPlace(row);
  const forms: GoodsForm[] = [
    ...(operates && !row.complete ? (['receive'] as const) : []),
    ...(operates && stands ? (['put_away', 'issue', 'count', 'damage'] as const) : []),
    ...(records && row.customs === 'bonded' ? (['release'] as const) : []),
    ...(records ? (['hold'] as const) : []),
  ];
  return (
    <div className="inspector-foot">
      <div className="row buttons hub-buttons">
        {forms.map((form, index) => (
          <button key={form} type="button" className={index === 0 ? 'btn p' : 'btn'} onClick={() => setAsking(form)}>
            {t(`store.do.${form}`)}
          </button>
        ))}
      </div>
      {asking === 'count' && place && <CountDialog place={placeKey(place.location)} onClose={() => setAsking(null)} />}
      {asking && asking !== 'count' && <GoodsDialog form={asking} row={row} onClose={() => setAsking(null)} />}
    </div>
  );
}
