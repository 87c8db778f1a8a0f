import { useState } from 'react';

import type { GoodsRow } from '../../api/hub';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Nothing } from '../../parts/Nothing';
import { RowCheck } from '../../parts/RowCheck';
import { allOrNone, NONE_CHOSEN, ranged, toggled, type Chosen } from '../../parts/selection';
import { useDebounced } from '../../parts/useDebounced';
import { Failure, Waiting } from '../../plan/States';
import { useOrganisations } from '../../session/organisations';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { hubPath } from '../queries';
import { BulkPutDialog } from './BulkPutDialog';
import { GoodsMarks } from './GoodsMarks';
import { goodsQuery, NO_FILTER, useGoodsList, type GoodsFilter } from './queries';
import { amountWords, placeWords } from './words';

const PAGE = 100;
const STATES = ['expected', 'here', 'in_box', 'gone'] as const;
const SORTS = ['latest', 'number', 'owner', 'mass', 'oldest'] as const;

/** The goods of a hub with their filters; a row opens its goods, several chosen are put away together. */
export function GoodsTable({ filter, onFilter }: { filter: GoodsFilter; onFilter: (filter: GoodsFilter) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, selected, select } = useOnHub();
  const [offset, setOffset] = useState(0);
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN);
  const [isPutting, setIsPutting] = useState(false);
  const text = useDebounced(filter.text, 250);
  const { data, error } = useGoodsList(plan.id, { ...filter, text }, offset, PAGE);
  const organisations = useOrganisations();
  const records = useOperates('record');
  const rows = data?.goods ?? [];
  const ids = rows.map((row) => row.declaration.id);
  const change = (part: Partial<GoodsFilter>) => {
    setOffset(0);
    onFilter({ ...filter, ...part });
  };
  const table = goodsQuery({ ...filter, text });
  return (
    <>
      <div className="store-filters">
        <input type="search" value={filter.text} placeholder={t('store.find')} aria-label={t('store.find')} onChange={(event) => change({ text: event.target.value })} />
        <select aria-label={t('store.col_state')} value={filter.state} onChange={(event) => change({ state: event.target.value })}>
          <option value="">{t('store.all_states')}</option>
          {STATES.map((state) => (
            <option key={state} value={state}>{t(`store.state.${state}`)}</option>
          ))}
        </select>
        <select aria-label={t('store.customs')} value={filter.customs} onChange={(event) => change({ customs: event.target.value })}>
          <option value="">{t('store.all_customs')}</option>
          <option value="bonded">{t('store.bonded')}</option>
          <option value="free">{t('store.free')}</option>
        </select>
        <select aria-label={t('store.sort.latest')} value={filter.sort} onChange={(event) => change({ sort: event.target.value })}>
          {SORTS.map((sort) => (
            <option key={sort} value={sort === 'latest' ? '' : sort}>{t(`store.sort.${sort}`)}</option>
          ))}
        </select>
        <label className="check s">
          <input type="checkbox" checked={filter.held} onChange={(event) => change({ held: event.target.checked })} />
          {t('store.held_only')}
        </label>
        {goodsQuery(filter) !== '' && (
          <button type="button" className="btn q" onClick={() => change(NO_FILTER)}>
            {filter.warehouse ? placeWords(t, { warehouse: filter.warehouse, bay: Number(filter.bay) }) : ''} {t('store.clear')}
          </button>
        )}
        <span className="grow" />
        {data && <span className="s t3" role="status">{t('store.of_total', { shown: number(language, rows.length), total: number(language, data.total) })}</span>}
        {(['csv', 'xlsx'] as const).map((format) => (
          <a key={format} className="link s" href={`${hubPath(plan.id, 'goods', 'table')}?${table}${table ? '&' : ''}format=${format}`} download>
            {format.toUpperCase()}
          </a>
        ))}
      </div>
      {!data && (error ? <Failure error={error} /> : <Waiting rows={4} />)}
      {data && rows.length === 0 && <Nothing title={t('store.no_goods')}>{t('store.no_goods_words')}</Nothing>}
      {rows.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('store.goods_table')}>
          <table className="store-table picks cl">
            <thead>
              <tr>
                <th scope="col"><RowCheck label={t('store.goods')} on={chosen.ids.size > 0 && chosen.ids.size === ids.length} mixed={chosen.ids.size > 0} onToggle={() => setChosen(allOrNone(chosen, ids))} /></th>
                <th scope="col">{t('store.col_number')}</th>
                <th scope="col">{t('store.col_what')}</th>
                <th scope="col">{t('store.col_owner')}</th>
                <th scope="col" className="num">{t('store.col_here')}</th>
                <th scope="col">{t('store.col_where')}</th>
                <th scope="col">{t('store.col_state')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const { id, number: named, description, marks } = row.declaration;
                return (
                  <tr key={id} data-goods={named} aria-selected={selected === `goods:${id}`} onClick={() => select(`goods:${id}`)}>
                    <td><RowCheck label={named} on={chosen.ids.has(id)} onToggle={(isRange) => setChosen(isRange ? ranged(chosen, ids, id) : toggled(chosen, id))} /></td>
                    <td className="m">
                      <button type="button" className="link" onClick={() => select(`goods:${id}`)}>{named}</button>
                    </td>
                    <td>{description} <span className="t3">{marks}</span></td>
                    <td>{organisations.name(row.declaration.owner)}</td>
                    <td className="num">{row.inside.packages > 0 ? amountWords(t, language, row.inside) : '–'}</td>
                    <td><Where row={row} /></td>
                    <td><GoodsMarks row={row} /></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {data && data.total > PAGE && (
        <div className="foot">
          <button type="button" className="btn" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>{t('store.back')}</button>
          <button type="button" className="btn" disabled={offset + PAGE >= data.total} onClick={() => setOffset(offset + PAGE)}>{t('store.more')}</button>
        </div>
      )}
      {chosen.ids.size > 0 && records && (
        <div className="foot bulk hub-bulk" role="group" aria-label={t('store.chosen', { count: chosen.ids.size })}>
          <b className="s">{t('store.chosen', { count: chosen.ids.size })}</b>
          <button type="button" className="btn" onClick={() => setIsPutting(true)}>{t('store.bulk_put')}</button>
          <span className="grow" />
          <button type="button" className="btn q" onClick={() => setChosen(NONE_CHOSEN)}>{t('hub.choose_none')}</button>
        </div>
      )}
      {isPutting && (
        <BulkPutDialog
          rows={rows.filter((row) => chosen.ids.has(row.declaration.id))}
          onClose={() => {
            setIsPutting(false);
            setChosen(NONE_CHOSEN);
          }}
        />
      )}
    </>
  );
}

function Where({ row }: { row: GoodsRow }) {
  const t = useT();
  const places = row.places.map(({ location }) => placeWords(t, location));
  const boxes = row.boxes.filter(({ told, left }) => !told && !left).map(({ container }) => container);
  return <>{[...places, ...boxes].join('; ') || '–'}</>;
}
