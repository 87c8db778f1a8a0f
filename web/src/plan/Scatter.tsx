import { figure, number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { useSize } from '../parts/useSize';
import { scaleFor } from './scale';

export interface Point {
  key: string;
  /** Number or code drawn on the mark. */
  mark: string;
  name: string;
  days: number;
  p10: number;
  p90: number;
  cost: number;
  co2e: number;
}

const PAD = { left: 46, right: 14, top: 12, bottom: 26 };
const RADIUS_MAX = 17;
const RADIUS_MIN = 8.5;

/** Days against cost, CO2e as the area of the mark, whiskers from the 10th to the 90th percentile. */
export function Scatter({ points, currency, selected, onSelect }: { points: readonly Point[]; currency: string; selected: string; onSelect: (key: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const [box, size] = useSize();
  const width = size?.width ?? 0;
  const height = size?.height ?? 0;
  const isDrawn = points.length > 0 && width > 80 && height > 60;
  const costs = points.map((point) => point.cost);
  const x = scaleFor(Math.min(...points.map((point) => point.p10)), Math.max(...points.map((point) => point.p90)), PAD.left, width - PAD.right, false);
  const y = scaleFor(Math.min(...costs), Math.max(...costs), height - PAD.bottom, PAD.top + 8, true);
  const largest = Math.max(...points.map((point) => point.co2e));
  const radius = (co2e: number) => Math.max(RADIUS_MIN, RADIUS_MAX * Math.sqrt(co2e / (largest || 1)));
  const drawn = [...points].sort((a, b) => Number(a.key === selected) - Number(b.key === selected) || b.co2e - a.co2e);
  return (
    <section className="panel scatter" aria-label={t('scatter.title')}>
      <div className="ph">
        <h2>{t('scatter.title')}</h2>
        <span className="c s el" title={t('scatter.how', { currency })}>
          {isDrawn && t(y.isLog ? 'scatter.sub_log' : 'scatter.sub', { currency })}
        </span>
      </div>
      <div className="drawing" ref={box}>
        {isDrawn && (
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            {y.ticks.map((tick) => (
              <g key={tick}>
                <line x1={PAD.left} x2={width - PAD.right} y1={y.at(tick)} y2={y.at(tick)} stroke="var(--line-1)" />
                <text className="axis" x={PAD.left - 6} y={y.at(tick) + 4} textAnchor="end">
                  {number(language, tick, tick < 10 && tick % 1 !== 0 ? 1 : 0)}
                </text>
              </g>
            ))}
            <line x1={PAD.left} x2={width - PAD.right} y1={height - PAD.bottom} y2={height - PAD.bottom} stroke="var(--line-2)" />
            {x.ticks.map((tick, index) => (
              <text key={tick} className="axis" x={x.at(tick)} y={height - PAD.bottom + 16} textAnchor={index === x.ticks.length - 1 ? 'end' : 'middle'}>
                {index === x.ticks.length - 1 ? t('scatter.days', { days: number(language, tick), count: tick }) : number(language, tick, tick % 1 === 0 ? 0 : 1)}
              </text>
            ))}
            <Front points={points} at={(point) => [x.at(point.days), y.at(point.cost)]} />
            {drawn.map((point) => {
              const isOn = point.key === selected;
              return (
                <line
                  key={point.key}
                  x1={x.at(point.p10)}
                  x2={x.at(point.p90)}
                  y1={y.at(point.cost)}
                  y2={y.at(point.cost)}
                  stroke={isOn ? 'var(--accent)' : 'var(--line-3)'}
                  strokeWidth={isOn ? 1.6 : 1}
                  strokeDasharray="2 2"
                />
              );
            })}
            {drawn.map((point) => {
              const isOn = point.key === selected;
              const name = `${point.mark}: ${point.name}. ${t('scatter.point', { days: number(language, point.days, 1), cost: figure(language, point.cost), currency, co2e: figure(language, point.co2e) })}`;
              return (
                <g key={point.key} className="dot" onClick={() => onSelect(point.key)}>
                  <title>{name}</title>
                  <circle cx={x.at(point.days)} cy={y.at(point.cost)} r={radius(point.co2e)} fill={isOn ? 'var(--accent)' : 'var(--fill-1)'} fillOpacity={isOn ? 1 : 0.85} stroke={isOn ? 'var(--accent)' : 'var(--fill-4)'} />
                  <text x={x.at(point.days)} y={y.at(point.cost) + 4} textAnchor="middle" className="mark" fill={isOn ? 'var(--on-accent)' : 'var(--text-1)'}>
                    {point.mark}
                  </text>
                </g>
              );
            })}
          </svg>
        )}
        {isDrawn && <AreaKey points={points} radius={radius} corner={freeCorner(points.map((point) => [x.at(point.days), y.at(point.cost), x.at(point.p90)]), width, height)} />}
      </div>
    </section>
  );
}

/** The broken line through the points that no other beats on both axes. */
function Front({ points, at }: { points: readonly Point[]; at: (point: Point) => [number, number] }) {
  const front = points
    .filter((point) => !points.some((other) => other !== point && other.days <= point.days && other.cost <= point.cost && (other.days < point.days || other.cost < point.cost)))
    .sort((a, b) => a.days - b.days);
  if (front.length < 2) return null;
  return <path d={`M${front.map((point) => at(point).map((value) => value.toFixed(1)).join(' ')).join('L')}`} fill="none" stroke="var(--line-3)" strokeDasharray="3 3" />;
}

const KEY = { width: 176, height: 38 };

/** Returns the corner of the drawing where the key covers the fewest marks and whiskers. */
function freeCorner(marks: readonly (readonly [number, number, number])[], width: number, height: number): { left: number; top: number } {
  const right = width - PAD.right - KEY.width;
  const bottom = height - PAD.bottom - KEY.height;
  const corners = [
    { left: right, top: 2 },
    { left: right, top: bottom },
    { left: PAD.left + 4, top: 2 },
    { left: PAD.left + 4, top: bottom },
  ];
  const covered = ({ left, top }: { left: number; top: number }) =>
    marks.filter(([at, level, end]) => end > left - 10 && at < left + KEY.width + RADIUS_MAX && level > top - RADIUS_MAX && level < top + KEY.height + RADIUS_MAX).length;
  return corners.reduce((best, corner) => (covered(corner) < covered(best) ? corner : best));
}

function AreaKey({ points, radius, corner }: { points: readonly Point[]; radius: (co2e: number) => number; corner: { left: number; top: number } }) {
  const t = useT();
  const language = useLanguage();
  const values = points.map((point) => point.co2e);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const shown = high / Math.max(low, 1e-9) < 1.3 ? [high] : [low, high];
  return (
    <div className="area-key xs t3" aria-hidden="true" style={{ left: corner.left, top: corner.top, width: KEY.width }}>
      {shown.map((value, index) => (
        <span key={value}>
          <svg width={radius(value) * 2 + 2} height={radius(value) * 2 + 2}>
            <circle cx={radius(value) + 1} cy={radius(value) + 1} r={radius(value)} fill="none" stroke="var(--fill-4)" />
          </svg>
          {index === shown.length - 1 ? t('scatter.area', { co2e: figure(language, value) }) : figure(language, value)}
        </span>
      ))}
    </div>
  );
}
