import type { Itinerary } from '../api/types';
import { atOffset, shortDate } from '../format/time';
import { useLanguage } from '../i18n';
import { GaugeDiamond, ModeBar } from '../parts/ModeMark';
import { position, tickLabels, type TimeAxis } from './timeAxis';

const DAY = 86_400_000;
const MIDDLE = 15;

/** Dates above the bars. */
export function TimeBarHead({ axis }: { axis: TimeAxis }) {
  const language = useLanguage();
  const labels = tickLabels(axis, (tick, isFirst) => {
    const date = atOffset(tick, axis.offset);
    return isFirst || date.day <= 7 || language !== 'en' ? shortDate(language, date) : String(date.day);
  });
  return (
    <svg className="time-head" viewBox={`0 0 ${axis.width} 24`} width={axis.width} height="24" aria-hidden="true">
      {labels.map((label) => (
        <text key={label.tick} x={label.x} y="16" textAnchor="middle">
          {label.text}
        </text>
      ))}
    </svg>
  );
}

/** One itinerary to scale: waits thin, rides in their mode's form, the spread of the arrival below. */
export function TimeBar({ itinerary, axis }: { itinerary: Itinerary; axis: TimeAxis }) {
  const x = (instant: number) => position(axis, instant);
  const ready = Date.parse(itinerary.ready);
  const spread = itinerary.days_spread;
  const early = x(ready + spread.p10 * DAY);
  const late = x(ready + spread.p90 * DAY);
  const changes = itinerary.transfers.filter((transfer) => transfer.reasons.some((reason) => reason.code === 'gauge_change'));
  return (
    <svg className="time-bar" viewBox={`0 0 ${axis.width} 32`} width={axis.width} height="32" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <line key={tick} x1={x(tick)} y1="0" x2={x(tick)} y2="32" stroke="var(--line-1)" />
      ))}
      <line x1={x(ready)} y1={MIDDLE} x2={x(Date.parse(itinerary.arrival))} y2={MIDDLE} stroke="var(--line-3)" />
      {itinerary.legs.map((leg, index) => (
        <ModeBar
          key={index}
          mode={leg.mode}
          gauge={leg.gauge_mm}
          x={x(Date.parse(leg.departure))}
          y={MIDDLE}
          width={x(Date.parse(leg.arrival)) - x(Date.parse(leg.departure))}
        />
      ))}
      {changes.map((transfer) => (
        <GaugeDiamond key={transfer.before_leg} x={(x(Date.parse(transfer.from_time)) + x(Date.parse(transfer.to_time))) / 2} y={MIDDLE} />
      ))}
      <rect x={early} y="24" width={Math.max(late - early, 3)} height="3.5" rx="1.75" fill="none" stroke="var(--estimated)" strokeDasharray="2 1.5" />
      <circle cx={x(ready + spread.p50 * DAY)} cy="25.75" r="3" fill="var(--estimated)" />
    </svg>
  );
}
