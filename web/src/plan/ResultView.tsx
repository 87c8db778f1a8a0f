import { useCallback, useMemo, useRef, useState } from 'react';

import { useCrossings, usePlace } from '../api/queries';
import type { Itinerary, PlanAnswer } from '../api/types';
import { BookButton } from '../booking/BookButton';
import { download } from '../format/csv';
import { nameIn, routeName } from '../format/names';
import { number } from '../format/number';
import { offsetMillis, parseLocal } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useRowKeys } from '../shell/useShortcuts';
import { Inspector } from './Inspector';
import { itineraryCsv } from './itineraryCsv';
import { ItineraryTable } from './ItineraryTable';
import { Legend } from './Legend';
import { RouteMap } from './RouteMap';
import { Scatter } from './Scatter';
import { filterCounts, passes, sorted, type Filter, type SortColumn, type Sorting } from './sorting';
import { Empty, Failure, Waiting } from './States';
import { ViewSwitch, type Views } from './ViewSwitch';
import { wayWords } from './wayWords';
import { WhyNotPanel } from './WhyNotPanel';

interface ResultProps {
  /** Destination as asked. */
  to: string;
  answer: PlanAnswer | undefined;
  error: unknown;
  isFetching: boolean;
  isStale: boolean;
  showsAll: boolean;
  onShowAll: () => void;
  views: Views;
}

/** The answer: rows, legs, map, scatter and why not, with one selection. */
export function ResultView(props: ResultProps) {
  const { answer, error, isFetching } = props;
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const [sorting, setSorting] = useState<Sorting>({ column: 'arrives', descending: false });
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, setChosen] = useState(1);
  const inspector = useRef<HTMLDivElement>(null);
  const all = useMemo(() => answer?.itineraries ?? [], [answer]);
  const rows = useMemo(() => {
    const kept = all.filter((itinerary) => passes(itinerary, filter));
    return sorted(kept.length > 0 ? kept : all, sorting);
  }, [all, filter, sorting]);
  const selected = rows.find((itinerary) => itinerary.number === chosen) ?? rows[0] ?? null;
  const index = selected ? rows.indexOf(selected) : 0;
  const select = useCallback(
    (position: number) => {
      const row = rows[position];
      if (row) show(row, setChosen);
    },
    [rows],
  );
  useRowKeys(rows.length, index, select, () => inspector.current?.focus());

  function sort(column: SortColumn) {
    setSorting((before) => ({ column, descending: before.column === column ? !before.descending : column === 'on_time' }));
  }

  const destination = usePlace(props.to).data;
  const origin = answer ? parseLocal(answer.question.ready_local) : null;
  const others = useMemo(() => rows.filter((itinerary) => itinerary !== selected), [rows, selected]);
  const words = { t, language, crossings };
  const failed = error !== null && !isFetching;
  const points = rows.map((itinerary) => ({
    key: String(itinerary.number),
    mark: String(itinerary.number),
    name: wayWords(words, itinerary.legs),
    days: itinerary.days,
    p10: itinerary.days_spread.p10,
    p90: itinerary.days_spread.p90,
    cost: itinerary.cost.per_tonne,
    co2e: itinerary.co2e_kg_per_tonne,
  }));
  const hasRows = rows.length > 0 && !failed;
  const isNone = answer !== undefined && rows.length === 0;
  return (
    <>
      <div className={`left ${hasRows ? '' : 'alone'} ${failed ? 'failed' : ''}`}>
        <section className="panel results" aria-label={t('plan.itineraries_label')} aria-busy={isFetching}>
          <div className="ph tall">
            <h1>{answer && !failed ? t('plan.count', { count: rows.length, amount: number(language, rows.length) }) : t('screen.plan')}</h1>
            <span className="c s el" role="status">
              {summary(t, language, props, rows.length)}
            </span>
            <span className="grow" />
            {hasRows && <FilterSelect itineraries={all} filter={filter} onFilter={setFilter} />}
            <ViewSwitch {...props.views} />
          </div>
          {failed && <Failure error={error} />}
          {!failed && !answer && isFetching && <Waiting rows={8} />}
          {!failed && answer && rows.length === 0 && (
            <Empty title={t('plan.none')}>{answer.why_not.length > 0 ? t('plan.none_why', { count: answer.why_not.length }) : t('plan.none_no_why')}</Empty>
          )}
          {hasRows && (
            <ItineraryTable
              itineraries={rows}
              offset={origin ? offsetMillis(origin) : 0}
              destination={destination ? routeName(language, destination.name) : ''}
              sorting={sorting}
              onSort={sort}
              selected={selected?.number ?? 0}
              onSelect={setChosen}
              isStale={props.isStale && isFetching}
            />
          )}
          {hasRows && (
            <div className="foot">
              {answer && answer.found > all.length && !props.showsAll && (
                <button type="button" className="btn" onClick={props.onShowAll}>
                  {t('plan.show_rest', { count: answer.found - all.length, amount: number(language, answer.found - all.length) })}
                </button>
              )}
              {props.showsAll && (
                <button type="button" className="btn" onClick={props.onShowAll}>
                  {t('plan.show_best')}
                </button>
              )}
              <button type="button" className="btn q" onClick={() => download('landbridge-itineraries.csv', itineraryCsv(words, rows))}>
                <Icon name="file" /> CSV
              </button>
              <CopyLink />
              <span className="grow" />
              <Legend />
            </div>
          )}
        </section>
        {hasRows && selected && <Inspector itinerary={selected} badge={String(selected.number)} tableRef={inspector} action={<BookButton itinerary={selected} />} />}
      </div>
      {!failed && (
        <div className={`rgt ${isNone ? 'one' : ''}`}>
          {!isNone && <RouteMap itinerary={selected} others={others} title={selected ? String(selected.number) : ''} />}
          {!isNone && <Scatter points={points} currency={answer?.question.currency ?? ''} selected={String(selected?.number ?? '')} onSelect={(key) => setChosen(Number(key))} />}
          <WhyNotPanel items={answer?.why_not ?? null} hasWays={rows.length > 0} />
        </div>
      )}
    </>
  );
}

function show(row: Itinerary, choose: (number: number) => void) {
  choose(row.number);
  document.querySelector(`[data-number="${row.number}"]`)?.scrollIntoView({ block: 'nearest' });
}

function summary(t: ReturnType<typeof useT>, language: Parameters<typeof number>[0], props: ResultProps, shown: number): string {
  const { answer, isFetching } = props;
  if (!answer) return isFetching ? t('state.searching') : t('state.not_searched');
  if (isFetching) return t('state.searching_old');
  if (props.error) return '';
  if (shown === 0) return '';
  const millis = number(language, answer.elapsed_us / 1000, answer.elapsed_us < 10_000 ? 1 : 0);
  const bounded = answer.question.front === 'exact' ? t('plan.front_exact') : t('plan.front_bounded');
  return t('plan.of_found', { count: answer.found, found: number(language, answer.found), front: bounded, millis });
}

function FilterSelect({ itineraries, filter, onFilter }: { itineraries: readonly Itinerary[]; filter: Filter; onFilter: (filter: Filter) => void }) {
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const counts = filterCounts(itineraries);
  const name = (id: string) => {
    const crossing = crossings.find((known) => known.id === id);
    return crossing ? nameIn(language, crossing.name) : id;
  };
  const known: Filter[] = ['all', ...counts.modes.map(([mode]): Filter => `mode:${mode}`), ...counts.crossings.map(([id]): Filter => `crossing:${id}`)];
  return (
    <select className="filter" aria-label={t('plan.filter')} value={known.includes(filter) ? filter : 'all'} onChange={(event) => onFilter(event.target.value as Filter)}>
      <option value="all">{t('plan.filter_all', { amount: itineraries.length })}</option>
      <optgroup label={t('plan.filter_modes')}>
        {counts.modes.map(([mode, count]) => (
          <option key={mode} value={`mode:${mode}`}>
            {t(`mode.${mode}`)} {count}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('plan.filter_crossings')}>
        {counts.crossings.map(([id, count]) => (
          <option key={id} value={`crossing:${id}`}>
            {name(id)} {count}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

function CopyLink() {
  const t = useT();
  const [copied, setCopied] = useState<string | null>(null);
  const isCopied = copied === window.location.href;
  return (
    <button type="button" className="btn q" onClick={() => void navigator.clipboard?.writeText(window.location.href).then(() => setCopied(window.location.href))}>
      <Icon name={isCopied ? 'ok' : 'link'} /> {isCopied ? t('plan.copied') : t('plan.copy')}
    </button>
  );
}
