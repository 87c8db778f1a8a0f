import { useState } from 'react';

import type { HubFigures, YardHour } from '../../api/hub';
import { download } from '../../format/csv';
import { number, percent } from '../../format/number';
import { localAt, shortDate, shortDateTime } from '../../format/time';
import { useLanguage, useT } from '../../i18n';
import { useSize } from '../../parts/useSize';
import { useOnHub } from '../onHub';
import { clock } from '../words';
import { CsvButton } from './CsvButton';
import { hoursOfDays, NIGHT, nights, unchangedHours, yardScale } from './figures';
import { fileName, yardCsv } from './figuresCsv';

const LEFT = 48;
const RIGHT = 22;
const TOP = 18;
const BOTTOM = 20;
/** So many pixels a date or an hour needs below the axis. */
const DATE_ROOM = 44;
const DAY = 86_400_000;

/** How full the yard was hour by hour, of how much room; nights are shaded. */
export function YardChart({ figures }: { figures: HubFigures }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const [read, setRead] = useState<YardHour | null>(null);
  const { yard, yard_places: places } = figures;
  const levels = yard.map((hour) => hour.places);
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const of = (taken: number) => percent(language, taken / places);
  const at = (instant: string) => {
    const time = localAt(plan.zone, instant);
    return time ? shortDateTime(language, time) : instant;
  };
  const said = read
    ? t('hub.figures_yard_at', { at: at(read.at), taken: number(language, read.places), share: of(read.places) })
    : t('hub.figures_yard_range', { taken: low === high ? number(language, low) : `${number(language, low)} – ${number(language, high)}`, share: of(high) });
  return (
    <section className="panel figures-yard" aria-label={t('hub.figures_yard')}>
      <div className="ph">
        <h2>{t('hub.figures_yard')}</h2>
        {yard.length > 0 && <span className="c s el">{said}</span>}
        <span className="grow" />
        <CsvButton label={t('hub.figures_yard')} isDisabled={yard.length === 0} onSave={() => download(fileName(plan.id, 'yard', figures), yardCsv(figures))} />
      </div>
      <YardDrawing figures={figures} read={read} onRead={setRead} />
      <div className="sr-only">
        <table data-yard-hours>
          <thead>
            <tr>
              <th scope="col">{t('hub.figures_hour')}</th>
              <th scope="col">{t('hub.col_taken')}</th>
            </tr>
          </thead>
          <tbody>
            {yard.map((hour) => (
              <tr key={hour.at}>
                <th scope="row">{at(hour.at)}</th>
                <td>{number(language, hour.places)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function YardDrawing({ figures, read, onRead }: { figures: HubFigures; read: YardHour | null; onRead: (hour: YardHour | null) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const [measure, size] = useSize();
  const { from, until, yard, yard_places: places } = figures;
  const [width, height] = [Math.max(size?.width ?? 400, 200), Math.max(size?.height ?? 150, 80)];
  const scale = yardScale(yard, places);
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const x = (at: number) => LEFT + ((at - start) / Math.max(end - start, 1)) * (width - LEFT - RIGHT);
  const y = (taken: number) => height - BOTTOM - ((taken - scale.low) / (scale.high - scale.low)) * (height - BOTTOM - TOP);
  const pathOf = (hours: readonly YardHour[]) => hours.map((hour) => `${x(Date.parse(hour.at)).toFixed(1)} ${y(hour.places).toFixed(1)}`).join('L');
  const unchanged = unchangedHours(yard);
  const [quiet, counted] = [yard.slice(0, unchanged), yard.slice(Math.max(unchanged - 1, 0))];
  const [first, last] = [yard[0], yard[yard.length - 1]];
  return (
    <div
      className="yard-hours"
      ref={measure}
      onPointerMove={(event) => {
        const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
        onRead(nearest(yard, (hour) => Math.abs(x(Date.parse(hour.at)) - left)));
      }}
      onPointerLeave={() => onRead(null)}
    >
      <svg width={width} height={height} role="img" aria-label={t('hub.figures_yard')}>
        {nights(plan.zone, from, until).map((night) => (
          <rect key={night.from} x={x(night.from)} y={TOP} width={x(night.until) - x(night.from)} height={height - TOP - BOTTOM} fill="var(--surface-3)" fillOpacity=".6" />
        ))}
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} y1={y(tick)} x2={width - RIGHT} y2={y(tick)} stroke="var(--line-1)" />
            <text x={LEFT - 6} y={y(tick) + 4} fontSize="11" fill="var(--text-3)" textAnchor="end">
              {number(language, tick)}
            </text>
          </g>
        ))}
        <TimeTicks from={from} until={until} x={x} height={height} room={width} />
        <line x1={LEFT} y1={y(places)} x2={width - RIGHT} y2={y(places)} stroke={scale.high > places ? 'var(--blocked)' : 'var(--line-3)'} strokeWidth="2" />
        {first && last && scale.low === 0 && <path d={`M${x(Date.parse(first.at))} ${y(0)}L${pathOf(yard)}L${x(Date.parse(last.at))} ${y(0)}Z`} fill="var(--fill-1)" />}
        {counted.length > 0 && <path data-yard-line d={`M${pathOf(counted)}`} fill="none" stroke="var(--fill-4)" strokeWidth="2" strokeLinejoin="round" />}
        {first && quiet.length > 0 && (
          <g>
            <path d={`M${pathOf(quiet)}`} fill="none" stroke="var(--fill-4)" strokeWidth="2" strokeDasharray="5 4" />
            <text x={LEFT + 6} y={y(first.places) - 7} fontSize="11" fill="var(--text-2)" stroke="var(--surface-1)" strokeWidth="4" strokeLinejoin="round" paintOrder="stroke">
              {t('hub.figures_unchanged')}
            </text>
          </g>
        )}
        {read && (
          <g>
            <line x1={x(Date.parse(read.at))} y1={TOP} x2={x(Date.parse(read.at))} y2={height - BOTTOM} stroke="var(--line-3)" />
            <circle cx={x(Date.parse(read.at))} cy={y(read.places)} r="3.500" fill="var(--accent)" />
          </g>
        )}
        <text x={LEFT} y="12" fontSize="11" fill="var(--text-3)">
          {t('hub.figures_places', { places: number(language, places) })}
          {scale.low > 0 && `${t('way.comma')}${t('hub.figures_axis', { from: number(language, scale.low) })}`}
        </text>
        <text x={width - RIGHT} y="12" fontSize="11" fill="var(--text-3)" textAnchor="end">
          {t('hub.figures_night', { from: NIGHT.begins, until: NIGHT.ends })}
        </text>
      </svg>
    </div>
  );
}

/** Dates at the midnights of the hub, as many as have room; hours too where the period is two days or less. */
function TimeTicks({ from, until, x, height, room }: { from: string; until: string; x: (at: number) => number; height: number; room: number }) {
  const language = useLanguage();
  const { plan } = useOnHub();
  const midnights = hoursOfDays(plan.zone, from, until, '00:00');
  const every = Math.ceil((midnights.length * DATE_ROOM) / (room - LEFT - RIGHT));
  const hours = Date.parse(until) - Date.parse(from) <= 2 * DAY ? ['06:00', '12:00', '18:00'].flatMap((hour) => hoursOfDays(plan.zone, from, until, hour)) : [];
  const ticks = [...midnights.filter((_, index) => index % every === 0), ...hours];
  return (
    <g fontSize="11" fill="var(--text-3)">
      {ticks.map((tick) => {
        const time = localAt(plan.zone, tick);
        const left = x(Date.parse(tick));
        return (
          <g key={tick}>
            <line x1={left} y1={TOP} x2={left} y2={height - BOTTOM + 4} stroke="var(--line-2)" />
            <text x={left} y={height - 5} textAnchor="middle">
              {time?.hour === 0 ? shortDate(language, time) : clock(plan.zone, tick)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function nearest(yard: readonly YardHour[], distance: (hour: YardHour) => number): YardHour | null {
  return yard.reduce<YardHour | null>((best, hour) => (best === null || distance(hour) < distance(best) ? hour : best), null);
}
