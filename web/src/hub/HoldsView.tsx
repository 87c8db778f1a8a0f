import { useState } from 'react';

import { HOLD_KINDS, type BoxRow } from '../api/hub';
import { usePlaceBook } from '../api/places';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { RowCheck } from '../parts/RowCheck';
import { allOrNone, NONE_CHOSEN, ranged, toggled, type Chosen } from '../parts/selection';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { useMay } from '../session/session';
import { useRowKeys } from '../shell/useShortcuts';
import { BulkBar } from './BulkBar';
import { HoldDialog } from './HoldDialog';
import { HoldMarks } from './HoldMarks';
import { MachinePanel } from './MachinePanel';
import { useOnHub } from './onHub';
import { useHubUnits } from './queries';
import { tonnes } from './words';

/** What is stopped, by reason, and which machines work. */
export function HoldsView() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params, selected, go, select } = useOnHub();
  const records = useMay('record');
  const list = useHubUnits(plan.id, { held: 'true', limit: '500' });
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN);
  const [isHolding, setIsHolding] = useState(false);
  const kind = HOLD_KINDS.find((one) => one === params.get('kind')) ?? 'all';
  const has = (row: BoxRow, one: string) => (row.holds ?? []).includes(one);
  const rows = list.items.filter((row) => kind === 'all' || has(row, kind));
  const ids = rows.map(({ id }) => id);
  const places = usePlaceBook(rows.slice(0, 60).map(({ destination }) => destination));
  const marked = list.items.filter(({ id }) => chosen.ids.has(id));
  const at = ids.findIndex((id) => selected === `unit:${id}`);
  const choose = (id: string, isRange: boolean) => setChosen(isRange ? ranged(chosen, ids, id) : toggled(chosen, id));
  const show = (index: number) => {
    const id = ids[index];
    if (!id) return;
    select(`unit:${id}`);
    document.querySelector(`[data-unit="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useRowKeys(ids.length, at, show, undefined, (isRange) => {
    const id = ids[at];
    if (id) choose(id, isRange);
  });
  const tabs = [{ name: 'all' as const, words: t('hub.all_holds'), count: list.items.length }, ...HOLD_KINDS.map((one) => ({ name: one, words: t(`hub.hold.${one}`), count: list.items.filter((row) => has(row, one)).length }))];
  return (
    <div className="hub-holds-view">
      <section className="panel" aria-label={t('hub.held_units')}>
        <div className="ph tall">
          <h2>{t('hub.held_units')}</h2>
          <span className="c s">{number(language, list.total ?? 0)}</span>
          <span className="grow" />
          {records && (
            <button type="button" className="btn" onClick={() => setIsHolding(true)}>
              <Icon name="plus" />
              {t('hub.do.hold_several')}
            </button>
          )}
        </div>
        <div className="tabs row">
          <Tabs label={t('hub.by_kind')} tabs={tabs} on={kind} onPick={(name) => go({ kind: name === 'all' ? null : name })} />
        </div>
        {list.error && list.items.length === 0 && <Failure error={list.error} />}
        {list.isPending && <Waiting rows={8} />}
        {list.isSuccess && rows.length === 0 && <Nothing title={t('hub.no_holds')}>{t('hub.no_holds_words')}</Nothing>}
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.held_units')}>
          {rows.length > 0 && (
            <table className="cl" data-rows>
              <colgroup>
                <col className="c-check" />
                <col className="c-ident" />
                <col />
                <col className="c-place" />
                <col className="c-mass" />
                <col />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">
                    <RowCheck label={t('hub.choose_all')} on={ids.every((id) => chosen.ids.has(id))} mixed={marked.length > 0 && marked.length < ids.length} onToggle={() => setChosen(allOrNone(chosen, ids))} />
                  </th>
                  <th scope="col">{t('hub.col_number')}</th>
                  <th scope="col">{t('hub.holds')}</th>
                  <th scope="col">{t('hub.col_place')}</th>
                  <th scope="col" className="num">{t('hub.col_mass')}</th>
                  <th scope="col">{t('hub.goes_to')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id} className={selected === `unit:${row.id}` ? 'sel' : ''} data-held={row.number} data-unit={row.id} onClick={() => select(`unit:${row.id}`)}>
                    <td>
                      <RowCheck label={unitNumber(row.number)} on={chosen.ids.has(row.id)} onToggle={(isRange) => choose(row.id, isRange)} />
                    </td>
                    <td className="m">
                      <button type="button" className="link" onClick={() => select(`unit:${row.id}`)}>
                        {unitNumber(row.number)}
                      </button>
                    </td>
                    <td><HoldMarks holds={row.holds ?? []} /></td>
                    <td>{row.place}</td>
                    <td className="num">{tonnes(t, language, row.mass_kg)}</td>
                    <td className="t2">{places.name(row.destination)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
        <BulkBar units={marked} jobs={floor.jobs.filter(({ unit }) => chosen.ids.has(unit))} onClear={() => setChosen(NONE_CHOSEN)} />
      </section>
      <MachinePanel />
      {isHolding && <HoldDialog units={[]} onClose={() => setIsHolding(false)} />}
    </div>
  );
}
