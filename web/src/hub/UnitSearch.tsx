import { useState } from 'react';

import { number } from '../format/number';
import { shortName } from '../format/names';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { RowCheck } from '../parts/RowCheck';
import { SearchBox } from '../parts/SearchBox';
import { allOrNone, NONE_CHOSEN, ranged, toggled, type Chosen } from '../parts/selection';
import { Failure, Waiting } from '../plan/States';
import { useMay } from '../session/session';
import { useRowKeys } from '../shell/useShortcuts';
import { BulkBar } from './BulkBar';
import { HoldMarks } from './HoldMarks';
import { useOnHub } from './onHub';
import { useHubUnits } from './queries';
import { shortId, tonnes } from './words';

/** Which of the units are listed: all, those of the block on screen, those with a wrong number. */
const AMONG = ['all', 'block', 'flagged'] as const;

/** The units on the floor by number; one chosen is shown where it stands, several are held or moved together. */
export function UnitSearch() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params, selected, go } = useOnHub();
  const [records, dispatches] = [useMay('record'), useMay('dispatch')];
  const acts = records || dispatches;
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN);
  const q = params.get('q') ?? '';
  const block = plan.blocks.find(({ id }) => id === params.get('block')) ?? plan.blocks[0];
  const among = AMONG.find((one) => one === params.get('among')) ?? 'all';
  const list = useHubUnits(plan.id, { q: q || undefined, block: among === 'block' ? block?.id : undefined, flagged: among === 'flagged' ? 'true' : undefined, limit: '50' });
  const rows = list.items;
  const ids = rows.map(({ id }) => id);
  const at = rows.findIndex(({ id }) => selected === `unit:${id}`);
  const picked = rows.filter(({ id }) => chosen.ids.has(id));
  const show = (index: number) => {
    const row = rows[index];
    if (!row) return;
    go({ sel: `unit:${row.id}`, ...(row.spot.at === 'yard' ? { block: row.spot.block, bay: String(row.spot.bay % 2 === 0 ? row.spot.bay - 1 : row.spot.bay) } : {}) });
    document.querySelector(`[data-unit="${CSS.escape(row.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (id: string, isRange: boolean) => setChosen(isRange ? ranged(chosen, ids, id) : toggled(chosen, id));
  useRowKeys(rows.length, at, show, undefined, (isRange) => {
    const id = ids[at];
    if (acts && id) choose(id, isRange);
  });
  return (
    <section className="panel hub-find" aria-label={t('hub.units_here')}>
      <div className="ph">
        <h2>{t('hub.units_here')}</h2>
        <span className="c s">{list.total === null ? '' : number(language, list.total)}</span>
        <span className="grow" />
        <select className="filter" aria-label={t('hub.among')} value={among} onChange={(event) => go({ among: event.target.value === 'all' ? null : event.target.value })}>
          {AMONG.map((name) => (
            <option key={name} value={name}>
              {name === 'block' && block ? shortName(language, block.name) : t(`hub.among_${name}`)}
            </option>
          ))}
        </select>
        <SearchBox label={t('hub.find_unit')} value={q} onChange={(next) => go({ q: next })} />
      </div>
      {list.error && rows.length === 0 && <Failure error={list.error} />}
      {list.isPending && <Waiting rows={4} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('hub.no_unit')}>{t('hub.no_unit_words')}</Nothing>}
      {rows.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.units_here')}>
          <table className="cl" data-rows>
            <colgroup>
              {acts && <col className="c-check" />}
              <col className="c-ident" />
              <col />
              <col className="c-mass" />
              <col />
            </colgroup>
            <thead>
              <tr>
                {acts && (
                  <th scope="col">
                    <RowCheck label={t('hub.choose_all')} on={picked.length === rows.length} mixed={picked.length > 0 && picked.length < rows.length} onToggle={() => setChosen(allOrNone(chosen, ids))} />
                  </th>
                )}
                <th scope="col">{t('hub.col_number')}</th>
                <th scope="col">{t('hub.col_place')}</th>
                <th scope="col" className="num">{t('hub.col_mass')}</th>
                <th scope="col">{t('hub.holds')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.id} className={index === at ? 'sel' : ''} data-unit={row.id}>
                  {acts && (
                    <td>
                      <RowCheck label={unitNumber(row.number)} on={chosen.ids.has(row.id)} onToggle={(isRange) => choose(row.id, isRange)} />
                    </td>
                  )}
                  <td className="m">
                    <button type="button" className="link" onClick={() => show(index)}>
                      {unitNumber(row.number)}
                    </button>
                  </td>
                  <td className="t2 el">{shortId(row.place)}</td>
                  <td className="num">{tonnes(t, language, row.mass_kg)}</td>
                  <td>
                    <HoldMarks holds={row.holds ?? []} isShort />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <BulkBar units={picked} jobs={floor.jobs.filter(({ unit }) => chosen.ids.has(unit))} onClear={() => setChosen(NONE_CHOSEN)} />
      {picked.length === 0 && (
        <div className="foot">
          <MoreRows shown={rows.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        </div>
      )}
    </section>
  );
}
