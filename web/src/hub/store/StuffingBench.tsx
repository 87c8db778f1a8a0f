import { useState } from 'react';

import type { GoodsRow } from '../../api/hub';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { Refused } from '../../parts/Refused';
import { useDebounced } from '../../parts/useDebounced';
import { Failure, Waiting } from '../../plan/States';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { GoodsMarks } from './GoodsMarks';
import { OpenListDialog } from './OpenListDialog';
import { NO_FILTER, useGoodsList, useLists, useStuffing } from './queries';
import { StuffingBox } from './StuffingBox';
import { TakeOverDialog } from './TakeOverDialog';
import { amountWords, DRAGGED_GOODS, placeWords } from './words';

/** The bench: left goods that wait, right the box of the chosen list; added by drag, by a key or by the button of the row. */
export function StuffingBench() {
  const t = useT();
  const { plan, params, go } = useOnHub();
  const { data, error } = useLists(plan.id);
  const records = useOperates('record');
  const [asking, setAsking] = useState<'open' | 'take' | null>(null);
  const chosen = params.get('list') ?? data?.lists[0]?.heading.id ?? null;
  const answer = useStuffing(plan.id, chosen).data;
  const { act, error: refused } = useHubAct(plan.id);
  if (!data) return error ? <Failure error={error} /> : <Waiting rows={6} />;
  const shown = answer && answer.row.heading.id === chosen ? answer : null;
  const add = (goods: string, place: GoodsRow['places'][number]['location']) => {
    if (shown?.row.stage === 'open') act({ do: 'stuffing_add', list: shown.row.heading.id, goods, from: place });
  };
  return (
    <div className="store-bench">
      <Waits isOpen={records && shown?.row.stage === 'open'} onAdd={add} />
      <section className="panel" aria-label={t('store.lists')}>
        <div className="ph tall">
          <h2>{t('store.lists')}</h2>
          <span className="grow" />
          {records && (
            <>
              <button type="button" className="btn" onClick={() => setAsking('take')}>{t('store.take_over')}</button>
              <button type="button" className="btn p" onClick={() => setAsking('open')}>
                <Icon name="plus" />
                {t('store.open')}
              </button>
            </>
          )}
        </div>
        {data.lists.length === 0 && <Nothing title={t('store.no_lists')}>{t('store.no_lists_words')}</Nothing>}
        {data.lists.length > 0 && (
          <div className="store-lists" tabIndex={0} role="region" aria-label={t('store.lists')}>
            <table className="store-table cl">
              <tbody>
                {data.lists.map(({ heading, stage, lines, told, left }) => (
                  <tr key={heading.id} aria-selected={heading.id === chosen} data-list={heading.number} onClick={() => go({ list: heading.id })}>
                    <td className="m">
                      <button type="button" className="link" onClick={() => go({ list: heading.id })}>{heading.number}</button>
                    </td>
                    <td className="m">{heading.container}</td>
                    <td><span className="chip">{t(`store.stage.${left ? 'away' : stage}`)}</span></td>
                    <td className="t3">{stage === 'stripping' ? t('store.told_of', { told, lines }) : lines}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Refused error={refused} />
        {shown && <StuffingBox key={shown.row.heading.id} answer={shown} onDropped={add} />}
      </section>
      {asking === 'open' && <OpenListDialog onClose={() => setAsking(null)} />}
      {asking === 'take' && <TakeOverDialog onClose={() => setAsking(null)} />}
    </div>
  );
}

function Waits({ isOpen, onAdd }: { isOpen: boolean; onAdd: (goods: string, place: GoodsRow['places'][number]['location']) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, select } = useOnHub();
  const [text, setText] = useState('');
  const { data, error } = useGoodsList(plan.id, { ...NO_FILTER, text: useDebounced(text, 250), state: 'here' }, 0, 200);
  const waiting = (data?.goods ?? []).flatMap((row) => row.places.map((place) => ({ row, place })));
  return (
    <section className="panel" aria-label={t('store.waiting')}>
      <div className="ph tall"><h2>{t('store.waiting')}</h2></div>
      <div className="store-filters">
        <input type="search" value={text} placeholder={t('store.find')} aria-label={t('store.find')} onChange={(event) => setText(event.target.value)} />
        {isOpen && <span className="xs t3">{t('store.waiting_hint')}</span>}
      </div>
      {!data && (error ? <Failure error={error} /> : <Waiting rows={4} />)}
      {data && waiting.length === 0 && <Nothing title={t('store.no_waiting')}>{t('store.no_goods_words')}</Nothing>}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('store.waiting')}>
        <table className="store-table cl">
          <tbody>
            {waiting.map(({ row, place }) => {
              const { id, number: named, description } = row.declaration;
              const key = `${id} ${placeWords(t, place.location)}`;
              return (
                <tr
                  key={key}
                  draggable={isOpen}
                  tabIndex={0}
                  data-waits={named}
                  onDragStart={(event) => event.dataTransfer.setData(DRAGGED_GOODS, JSON.stringify({ goods: id, place: place.location }))}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter' && event.target === event.currentTarget && isOpen) onAdd(id, place.location);
                  }}
                >
                  <td className="m">
                    <button type="button" className="link" onClick={() => select(`goods:${id}`)}>{named}</button>
                    <div className="t3">{description}</div>
                  </td>
                  <td>{amountWords(t, language, place.amount)}<div className="t3">{placeWords(t, place.location)}</div></td>
                  <td><GoodsMarks row={row} /></td>
                  <td className="num">
                    {isOpen && (
                      <button type="button" className="btn sq" aria-label={`${t('store.bulk_stuff')}: ${named}`} title={t('store.bulk_stuff')} onClick={() => onAdd(id, place.location)}>
                        <Icon name="arrow" />
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
