import { useCallback, useState } from 'react';

import type { UnitRow } from '../api/booking';
import { csv, download } from '../format/csv';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { FreshButton } from '../live/FreshButton';
import { useFreshRows } from '../live/useFreshRows';
import { Icon } from '../parts/Icon';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { SearchBox } from '../parts/SearchBox';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { changed, navigate, useRoute } from '../route';
import { useMay } from '../session/session';
import { useRowKeys } from '../shell/useShortcuts';
import { UNITS, useUnits } from './queries';
import { RegisterDialog } from './RegisterDialog';
import { UnitInspector } from './UnitInspector';
import { UnitList } from './UnitList';

const STATES = ['all', 'loaded', 'empty', 'finding'] as const;
type State = (typeof STATES)[number];

/** Units: containers, wagons, vehicles, lots; a number that does not check is flagged and kept. */
export default function UnitsScreen() {
  const t = useT();
  const language = useLanguage();
  const { params } = useRoute();
  const records = useMay('record');
  const [isMaking, setIsMaking] = useState(false);
  const state = STATES.find((name) => name === params.get('state')) ?? 'all';
  const list = useUnits({ q: params.get('q') ?? undefined, state: state === 'loaded' || state === 'empty' ? state : undefined, flagged: state === 'finding' ? 'true' : undefined });
  const fresh = useFreshRows(UNITS, ['unit.']);
  const go = useCallback((change: Record<string, string | null>) => navigate('units', changed(params, change), true), [params]);
  const rows = list.items;
  const selected = params.get('id') ?? rows[0]?.id ?? null;
  const select = (position: number) => {
    const row = rows[position];
    if (!row) return;
    go({ id: row.id });
    document.querySelector(`[data-unit="${CSS.escape(row.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useRowKeys(rows.length, rows.findIndex(({ id }) => id === selected), select, () => document.querySelector<HTMLButtonElement>('.inspector-foot .btn.p')?.click());
  const failed = list.error !== null && rows.length === 0;
  return (
    <>
      <section className="panel" aria-label={t('screen.units')} aria-busy={list.isFetching}>
        <div className="ph tall">
          <h1>{t('screen.units')}</h1>
          <span className="c s">{list.total === null ? '' : number(language, list.total)}</span>
          <FreshButton fresh={fresh} />
          <span className="grow" />
          <SearchBox label={t('units.search')} value={params.get('q') ?? ''} onChange={(q) => go({ q })} />
          {records && (
            <button type="button" className="btn p" onClick={() => setIsMaking(true)}>
              <Icon name="plus" />
              {t('units.register')}
            </button>
          )}
        </div>
        <div className="tabs row">
          <Tabs<State> label={t('units.by_state')} tabs={STATES.map((name) => ({ name, words: t(`unit_state.${name}`) }))} on={state} onPick={(name) => go({ state: name === 'all' ? null : name })} />
        </div>
        {failed && <Failure error={list.error} />}
        {list.isPending && !failed && <Waiting rows={9} />}
        {list.isSuccess && rows.length === 0 && <Nothing title={t('units.none')}>{t('units.none_words')}</Nothing>}
        {rows.length > 0 && <UnitList rows={rows} selected={selected} onOpen={(id) => go({ id })} isStale={list.isPlaceholderData} engaged={fresh.engaged} />}
        {rows.length > 0 && (
          <div className="foot">
            <MoreRows shown={rows.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
            <button type="button" className="btn q" onClick={() => download('landbridge-units.csv', unitsCsv(rows))}>
              <Icon name="file" /> CSV
            </button>
          </div>
        )}
      </section>
      <UnitInspector key={selected ?? ''} id={selected} isOpened={params.get('id') !== null} onClose={() => go({ id: null })} />
      {isMaking && <RegisterDialog onClose={() => setIsMaking(false)} onMade={(id) => { setIsMaking(false); go({ id }); }} />}
    </>
  );
}

function unitsCsv(rows: readonly UnitRow[]): string {
  const header = ['id', 'kind', 'number', 'unit_type', 'finding', 'finding_detail', 'consignments', 'transport'];
  const lines = rows.map(({ id, identity, unit_type, consignments, transport }) => [id, identity.kind, identity.raw, unit_type ?? '', identity.finding?.code ?? '', identity.finding?.detail ?? '', consignments.join('; '), transport ?? '']);
  return csv([header, ...lines]);
}
