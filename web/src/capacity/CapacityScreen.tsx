import { useCallback } from 'react';

import type { RunRow } from '../api/booking';
import { useNow } from '../shell/now';
import { csv, download } from '../format/csv';
import { dateIn, isoDate } from '../format/time';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { FreshButton } from '../live/FreshButton';
import { useFreshRows } from '../live/useFreshRows';
import { Icon } from '../parts/Icon';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { SearchBox } from '../parts/SearchBox';
import { Tabs } from '../parts/Tabs';
import { DateField } from '../plan/DateField';
import { Failure, Waiting } from '../plan/States';
import { changed, navigate, useRoute } from '../route';
import { useRowKeys } from '../shell/useShortcuts';
import { CapacityPatterns } from './CapacityBar';
import { CapacityLegend } from './CapacityLegend';
import { runName, runOfText, RUNS, runText, useRuns, type RunFilter } from './queries';
import { RunFilterBox } from './RunFilterBox';
import { RunInspector } from './RunInspector';
import { RunList } from './RunList';

const SALES = ['all', 'open', 'closed', 'not_opened'] as const;
const DAYS = ['1', '3', '7', '14', '31'] as const;
const MODES = ['rail', 'sea', 'ferry', 'road', 'barge'] as const;

/** Capacity: the runs with their room, and of one run every hop, pool and entry. */
export default function CapacityScreen() {
  const t = useT();
  const language = useLanguage();
  const { params } = useRoute();
  const today = isoDate(dateIn('Asia/Shanghai', useNow(60_000)));
  const text = (name: string) => params.get(name) ?? '';
  const filter: RunFilter = { from: text('from') || today, days: DAYS.find((days) => days === params.get('days')) ?? '7', mode: text('mode'), place: text('place'), q: text('q'), sale: text('sale'), service: text('service') };
  const list = useRuns(filter);
  const fresh = useFreshRows(RUNS, ['ledger.']);
  const go = useCallback((change: Record<string, string | null>) => navigate('capacity', changed(params, change), true), [params]);
  const rows = list.items;
  const key = params.get('run');
  // What the link names stays inspected, even when a change takes it out of the list.
  const name = runOfText(key) ?? (rows[0] ? runName(rows[0]) : null);
  const selected = name ? runText(name) : '';
  const select = (position: number) => {
    const row = rows[position];
    if (!row) return;
    go({ run: rowKey(row) });
    document.querySelector(`[data-run="${CSS.escape(rowKey(row))}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useRowKeys(rows.length, rows.findIndex((row) => rowKey(row) === selected), select, () => document.querySelector<HTMLElement>('.run-side .scroll')?.focus());
  const failed = list.error !== null && rows.length === 0;
  return (
    <>
      <CapacityPatterns />
      <section className="panel" aria-label={t('screen.capacity')} aria-busy={list.isFetching}>
        <div className="ph tall">
          <h1>{t('screen.capacity')}</h1>
          <span className="c s">{list.total === null ? '' : number(language, list.total)}</span>
          <FreshButton fresh={fresh} />
          <span className="grow" />
          <SearchBox label={t('capacity.search')} value={filter.q} onChange={(q) => go({ q })} />
        </div>
        <div className="tabs row capacity-filters">
          <Tabs label={t('capacity.by_sale')} tabs={SALES.map((name) => ({ name, words: t(`sale_filter.${name}`) }))} on={SALES.find((name) => name === filter.sale) ?? 'all'} onPick={(sale) => go({ sale: sale === 'all' ? null : sale })} />
          <select className="filter" aria-label={t('capacity.mode')} value={filter.mode} onChange={(event) => go({ mode: event.target.value })}>
            <option value="">{t('capacity.any_mode')}</option>
            {MODES.map((mode) => (
              <option key={mode} value={mode}>
                {t(`mode.${mode}`)}
              </option>
            ))}
          </select>
          <RunFilterBox filter={filter} onChange={go} />
          <span className="grow" />
          <DateField id="runs-from" label={t('capacity.from')} value={filter.from} today={today} onChange={(from) => go({ from })} />
          <select className="filter" aria-label={t('capacity.days')} value={filter.days} onChange={(event) => go({ days: event.target.value })}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t('capacity.days_of', { count: Number(days) })}
              </option>
            ))}
          </select>
        </div>
        {failed && <Failure error={list.error} />}
        {list.isPending && !failed && <Waiting rows={9} />}
        {list.isSuccess && rows.length === 0 && <Nothing title={t('capacity.none')}>{t('capacity.none_words')}</Nothing>}
        {rows.length > 0 && <RunList rows={rows} selected={selected} rowKey={rowKey} onOpen={(run) => go({ run })} isStale={list.isPlaceholderData} engaged={fresh.engaged} />}
        {rows.length > 0 && (
          <div className="foot">
            <MoreRows shown={rows.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
            <button type="button" className="btn q" onClick={() => download('landbridge-runs.csv', runsCsv(rows))}>
              <Icon name="file" /> CSV
            </button>
            <span className="grow" />
            <CapacityLegend />
          </div>
        )}
      </section>
      <RunInspector key={selected} name={name} isOpened={key !== null} onClose={() => go({ run: null })} />
    </>
  );
}

function rowKey(row: RunRow): string {
  return runText(runName(row));
}

/** Amounts stay integers in their unit: a spreadsheet adds them without rounding. */
function runsCsv(rows: readonly RunRow[]): string {
  const header = ['run', 'section', 'mode', 'from', 'to', 'planned_departure_utc', 'planned_arrival_utc', 'cut_off_utc', 'sale', 'dimension', 'room', 'confirmed', 'held', 'waiting', 'allotted', 'left', 'hop'];
  const lines = rows.flatMap((row) =>
    row.dimensions.map((one) => [row.run, row.section, row.mode, row.from, row.to, row.departure, row.arrival, row.cut_off ?? '', row.sale, one.dimension, one.room, one.confirmed, one.held, one.waiting, one.allotted, one.left, one.hop]),
  );
  return csv([header, ...lines]);
}
