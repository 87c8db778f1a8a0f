import type { ReactNode } from 'react';

import { useCrossings } from '../api/queries';
import type { Itinerary } from '../api/types';
import { days, figure, number, percent } from '../format/number';
import { parseLocal, shortDate, shortDateTime } from '../format/time';
import { translated, useLanguage, useT } from '../i18n';
import { Reliability } from '../parts/Reliability';
import { useSize } from '../parts/useSize';
import type { SortColumn, Sorting } from './sorting';
import { TimeBar, TimeBarHead } from './TimeBar';
import { timeAxis } from './timeAxis';
import { co2eTrust, costTrust } from './trust';
import { factWords, wayWords } from './wayWords';

const AXIS_WIDTH = 210;

/** The itineraries as rows: the way, its time to scale, arrival, cost, emissions, chance. */
export function ItineraryTable({ itineraries, offset, destination, sorting, onSort, selected, onSelect, isStale }: {
  itineraries: readonly Itinerary[];
  offset: number;
  destination: string;
  sorting: Sorting;
  onSort: (column: SortColumn) => void;
  selected: number;
  onSelect: (number: number) => void;
  isStale: boolean;
}) {
  const t = useT();
  const [head, headSize] = useSize();
  const axis = timeAxis(itineraries, offset, Math.max(headSize?.width ?? AXIS_WIDTH, 80));
  const currency = itineraries[0]?.cost.currency ?? '';
  return (
    <div className={`scroll ${isStale ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('plan.itineraries_label')}>
      <table className="it">
        <colgroup>
          <col className="c-number" />
          <col />
          <col className="c-time" />
          <col className="c-arrives" />
          <col className="c-cost" />
          <col className="c-co2e" />
          <col className="c-chance" />
        </colgroup>
        <thead>
          <tr>
            <SortHead column="number" words={t('plan.col_number')} hidden {...{ sorting, onSort }} />
            <th scope="col">{t('plan.col_way')}</th>
            <th scope="col" aria-label={t('plan.col_time')}>
              <div ref={head}>
                <TimeBarHead axis={axis} />
              </div>
            </th>
            <SortHead column="arrives" words={t('plan.col_arrives')} {...{ sorting, onSort }} />
            <SortHead column="cost" numeric words={t('plan.col_cost', { currency })} {...{ sorting, onSort }} />
            <SortHead column="co2e" numeric words={t('plan.col_co2e')} {...{ sorting, onSort }} />
            <SortHead column="on_time" numeric words={t('plan.col_on_time')} {...{ sorting, onSort }} />
          </tr>
        </thead>
        <tbody>
          {itineraries.map((itinerary) => (
            <Row
              key={itinerary.number}
              itinerary={itinerary}
              isSelected={itinerary.number === selected}
              destination={destination}
              onSelect={() => onSelect(itinerary.number)}
              bar={<TimeBar itinerary={itinerary} axis={axis} />}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortHead({ column, words, sorting, onSort, numeric = false, hidden = false }: {
  column: SortColumn;
  words: string;
  sorting: Sorting;
  onSort: (column: SortColumn) => void;
  numeric?: boolean;
  hidden?: boolean;
}) {
  const isSorted = sorting.column === column;
  const order = sorting.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={numeric ? 'num' : ''} aria-sort={isSorted ? order : 'none'}>
      <button type="button" className="sort" onClick={() => onSort(column)} title={words}>
        <span className={hidden ? 'sr-only' : ''}>{words}</span>
        {hidden && !isSorted && <span aria-hidden="true">#</span>}
        {isSorted && <span aria-hidden="true">{sorting.descending ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

function Row({ itinerary, isSelected, destination, onSelect, bar }: {
  itinerary: Itinerary;
  isSelected: boolean;
  destination: string;
  onSelect: () => void;
  bar: ReactNode;
}) {
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const words = { t, language, crossings, destination };
  const arrival = parseLocal(itinerary.arrival_local);
  const due = parseLocal(itinerary.due);
  const spread = itinerary.days_spread;
  const basis = [...new Set(itinerary.legs.flatMap((leg) => leg.basis))];
  const range = { low: number(language, Math.round(spread.p10)), high: number(language, Math.round(spread.p90)), count: Math.round(spread.p90) };
  const spreadWhy = translated(t, `spread.${spread.reason}`, { where: spread.reason_where }) ?? '';
  const way = wayWords(words, itinerary.legs);
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} onClick={onSelect} data-number={itinerary.number}>
      <td>
        <button type="button" className="n" aria-pressed={isSelected} aria-label={t('plan.show_route', { number: itinerary.number, way })}>
          {itinerary.number}
        </button>
      </td>
      <td>
        <div className="ti">{way}</div>
        <div className="xs t3 facts">{factWords(words, itinerary)}</div>
      </td>
      <td className="bar">{bar}</td>
      <td>
        <div className="te b" title={`${t('time.estimated')}: ${itinerary.arrival_local}`}>
          {arrival ? shortDate(language, arrival) : itinerary.arrival_local}
        </div>
        <div className="xs t3" title={`${t('plan.spread_title', { p10: days(language, spread.p10), p50: days(language, spread.p50), p90: days(language, spread.p90) })} ${spreadWhy}`}>
          {range.low === range.high ? t('plan.days_about', { count: range.count, days: range.high }) : t('plan.days_range', range)}
        </div>
      </td>
      <td className="num">
        <b className="b">{figure(language, itinerary.cost.per_tonne)}</b>
        <Reliability {...costTrust(itinerary)} about={t('plan.about_cost')} focusable={isSelected} />
        <div className="xs t3">{number(language, itinerary.cost.amount)}</div>
      </td>
      <td className="num">
        {figure(language, itinerary.co2e_kg_per_tonne)}
        <Reliability {...co2eTrust(itinerary)} about={t('plan.about_co2e')} focusable={isSelected} />
        <div className="xs t3">{t('plan.tonnes', { tonnes: figure(language, itinerary.co2e_kg / 1000) })}</div>
      </td>
      <td className="num">
        {percent(language, itinerary.on_time_probability)}
        <Reliability
          level={itinerary.reliability}
          about={t('plan.about_on_time', { due: due ? `${shortDateTime(language, due)} UTC` : itinerary.due })}
          basis={basis}
          focusable={isSelected}
        />
      </td>
    </tr>
  );
}
