import type { Itinerary } from '../api/types';
import { atOffset, shortDate } from '../format/time';
import { useLanguage } from '../i18n';
import { GaugeDiamond, ModeBar } from '../parts/ModeMark';
import { position, type TimeAxis } from './timeAxis';

const DAY = 86_400_000;
const MIDDLE = 15;

/** Ticks and dates above the bars; a label that would touch the one before it gives way. */
export function TimeBarHead({ axis }: { axis: TimeAxis }) {
  const language = useLanguage();
  let free = -Infinity;
  const labels = axis.ticks.flatMap((tick, index) => {
    const date = atOffset(tick, axis.offset);
    const isWhole = index === 0 || date.day === 1 || language !== 'en';
    const text = isWhole || date.day <= 7 ? shortDate(language, date) : String(date.day);
    const half = text.length * 3.2;
    const at = position(axis, tick);
    const x = Math.max(half, Math.min(at, axis.width - half));
    if (x - half < free) return [];
    free = x + half + 6;
    return [{ x, text, tick }];
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
