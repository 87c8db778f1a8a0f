import { useState } from 'react';

import type { Ship, ShipRow, Visit } from '../../api/hub';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Refused } from '../../parts/Refused';
import { RowCheck } from '../../parts/RowCheck';
import { allOrNone, NONE_CHOSEN, ranged, toggled, type Chosen } from '../../parts/selection';
import { Tabs } from '../../parts/Tabs';
import { refusalWords } from '../../plan/problems';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { tonnes } from '../words';
import { listed, SHIP_LISTS, SHIP_SORTS, stowAddress, type ShipList, type ShipSort } from './ship';
import { WorkDialog } from './WorkDialog';

const LISTS = ['', 'discharge', 'load', 'stays'] as const;
const PROGRESSES = ['', 'to_do', 'planned', 'done', 'absent', 'shut_out'] as const;
/** Rows that are drawn at once. */
const SHOWN_MAX = 300;

/** What is to be discharged and loaded and what stays, as a list: filtered, sorted, chosen, planned. */
export function ShipTable({ visit, ship }: { visit: Visit; ship: Ship }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const dispatches = useOperates('dispatch');
  const [list, setList] = useState<(typeof LISTS)[number]>('');
  const [progress, setProgress] = useState('');
  const [text, setText] = useState('');
  const [sort, setSort] = useState<ShipSort>('stow');
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN);
  const [asking, setAsking] = useState<ShipList | 'shut' | null>(null);
  const { act, error } = useHubAct(plan.id, () => setAsking(null));
  const rows = listed(ship.rows, { list, progress, text, sort });
  const ids = rows.map(({ id }) => id);
  const picked = ship.rows.filter(({ id }) => chosen.ids.has(id));
  const count = (of: string) => ship.rows.filter((row) => of === '' || row.list === of).length;
  const isOpen = dispatches && visit.stage !== 'complete';
  const shuts = picked.filter((row) => row.list === 'load' && row.progress !== 'done' && row.progress !== 'planned');
  return (
    <section className="panel hub-ship-list" aria-label={t('hub.ship_lists')}>
      <div className="ph tall">
        <Tabs label={t('hub.ship_lists')} tabs={LISTS.map((name) => ({ name, words: t(`hub.ship_list.${name || 'all'}`), count: count(name) }))} on={list} onPick={setList} />
        <span className="grow" />
        {SHIP_LISTS.includes(list as ShipList) && <a className="link s" href={stowAddress(plan.id, visit.id, 'xlsx', list as ShipList)} download>{t('hub.ship_format.xlsx')}</a>}
      </div>
      <div className="row ship-filters">
        <input type="search" value={text} placeholder={t('hub.ship_find')} aria-label={t('hub.ship_find')} onChange={(event) => setText(event.target.value)} />
        <select aria-label={t('hub.ship_progress')} value={progress} onChange={(event) => setProgress(event.target.value)}>
          {PROGRESSES.map((name) => (
            <option key={name} value={name}>
              {t(`hub.ship_progresses.${name || 'any'}`)}
            </option>
          ))}
        </select>
        <select aria-label={t('list.sort')} value={sort} onChange={(event) => setSort(SHIP_SORTS.find((name) => name === event.target.value) ?? 'stow')}>
          {SHIP_SORTS.map((name) => (
            <option key={name} value={name}>
              {t(`hub.ship_sort.${name}`)}
            </option>
          ))}
        </select>
      </div>
      {rows.length === 0 && <Nothing title={t('hub.ship_no_rows')}>{t('hub.ship_no_rows_words')}</Nothing>}
      {rows.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.ship_lists')}>
          <table className="cl ship-table">
            <colgroup>
              <col className="c-pick" />
              <col className="c-ship-number" />
              <col className="c-ship-stow" />
              <col className="c-ship-mass" />
              <col className="c-ship-port" />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">
                  <RowCheck label={t('list.choose_all')} on={ids.length > 0 && ids.every((id) => chosen.ids.has(id))} mixed={ids.some((id) => chosen.ids.has(id))} onToggle={() => setChosen(allOrNone(chosen, ids))} />
                </th>
                <th scope="col">{t('hub.ship_sort.number')}</th>
                <th scope="col">{t('hub.ship_sort.stow')}</th>
                <th scope="col" className="num">{t('hub.ship_sort.mass')}</th>
                <th scope="col">{t('hub.ship_sort.port')}</th>
                <th scope="col">{t('hub.ship_progress')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN_MAX).map((row) => (
                <Row key={`${row.id} ${row.list}`} row={row} on={chosen.ids.has(row.id)} onToggle={(isRange) => setChosen(isRange ? ranged(chosen, ids, row.id) : toggled(chosen, row.id))} />
              ))}
            </tbody>
          </table>
          {rows.length > SHOWN_MAX && <p className="s t3 ship-more">{t('hub.ship_more', { count: rows.length - SHOWN_MAX })}</p>}
        </div>
      )}
      <Refused error={error} />
      {isOpen && (
        <div className="foot bulk hub-bulk" role="group" aria-label={t('hub.ship_do')}>
          <b className="s">{chosen.ids.size > 0 ? t('hub.chosen_of', { count: picked.length }) : t('hub.ship_all', { count: number(language, ship.discharge.to_do + ship.load.to_do) })}</b>
          {SHIP_LISTS.map((name) => (
            <button key={name} type="button" className="btn" disabled={visit.stage === 'expected' || ship[name].to_do === 0} onClick={() => setAsking(name)}>
              {t(`hub.ship_plan.${name}`)}
            </button>
          ))}
          {shuts.length > 0 && (
            <button type="button" className="btn" onClick={() => (shuts.every((row) => row.shut_out) ? act({ do: 'ship_shut_out', visit: visit.id, units: shuts.map(({ id }) => id) }) : setAsking('shut'))}>
              {t(shuts.every((row) => row.shut_out) ? 'hub.ship_take_back' : 'hub.ship_shut_out')}
            </button>
          )}
          <span className="grow" />
          {chosen.ids.size > 0 && (
            <button type="button" className="btn q" onClick={() => setChosen(NONE_CHOSEN)}>
              {t('hub.choose_none')}
            </button>
          )}
        </div>
      )}
      {(asking === 'discharge' || asking === 'load') && <WorkDialog visit={visit} list={asking} rows={picked.length > 0 ? picked : ship.rows} isAll={picked.length === 0} onClose={() => setAsking(null)} />}
      {asking === 'shut' && (
        <ReasonDialog title={t('hub.ship_shut_title', { count: shuts.length })} words={t('hub.ship_shut_words')} go={t('hub.ship_shut_out')} onGo={(reason) => act({ do: 'ship_shut_out', visit: visit.id, units: shuts.map(({ number: name }) => name), reason })} onClose={() => setAsking(null)} />
      )}
    </section>
  );
}

function Row({ row, on, onToggle }: { row: ShipRow; on: boolean; onToggle: (isRange: boolean) => void }) {
  const t = useT();
  const language = useLanguage();
  const { selected, select } = useOnHub();
  const stop = row.stop;
  return (
    <tr className={selected === `unit:${row.id}` ? 'sel' : ''} data-ship-row={row.number} data-progress={row.progress}>
      <td>
        <RowCheck label={unitNumber(row.number)} on={on} onToggle={onToggle} />
      </td>
      <td className="nw">
        <button type="button" className="link m" onClick={() => select(`unit:${row.id}`)}>
          {unitNumber(row.number)}
        </button>{' '}
        <span className="t3 s">{row.sea?.size_type ?? row.form}</span>
        {(row.dangerous ?? []).length > 0 && <span className="chip attention xs">{(row.dangerous ?? []).join(' ')}</span>}
        {row.set_point_dc !== undefined && row.set_point_dc !== null && <span className="chip xs">{number(language, row.set_point_dc / 10, 1)} °C</span>}
      </td>
      <td className="nw m">{row.stow || '–'}</td>
      <td className="num">
        {tonnes(t, language, row.mass_kg)} {row.verified ? <span title={t('hub.ship_verified')}>✓</span> : ''}
      </td>
      <td className="nw">{row.sea?.discharge_port ?? '–'}</td>
      <td className="wrap">
        <span className="s">{t(`hub.ship_progresses.${row.progress}`)}</span> <span className="s t3">{row.shut_out ?? (row.aboard ? '' : row.place)}</span>
        {stop && (
          <span className="s c-attention said">
            <Icon name="attention" />
            <span>{refusalWords(t, { code: stop.code, detail: stop.detail, facts: stop.facts, fields: [] })}</span>
          </span>
        )}
      </td>
    </tr>
  );
}
