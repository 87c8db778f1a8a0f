import { nameIn } from '../format/names';
import { localAt, shortDate } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { useSize } from '../parts/useSize';
import { drawnShips, hourTicks, share, type DrawnShip } from './berths';
import { useOnHub } from './onHub';
import { clock, metres, moment, shortId } from './words';

const LABEL = 92;
const TOP = 22;
/** A ship's two lines of words need so much height. */
const SHIP_MIN = 34;

/** Berths by hours: what lies there filled up to now, what is to lie there dashed or thin, to the length of the quay. */
export function BerthPanel() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const [measure, size] = useSize();
  const [width, height] = [Math.max(size?.width ?? 470, 300), Math.max(size?.height ?? 150, 40 * plan.berths.length + TOP)];
  const room = width - LABEL - 8;
  const lane = (height - TOP - 4) / Math.max(plan.berths.length, 1);
  const x = (at: number) => LABEL + at * room;
  const nowAt = x(share(floor.now, floor.now));
  const quay = plan.berths.reduce((sum, { length_mm }) => sum + length_mm, 0);
  return (
    <section className="panel hub-berths" aria-label={t('hub.berths')}>
      <div className="ph">
        <h2>{t('hub.berths')}</h2>
        <span className="c s">{t('hub.quay', { length: metres(t, language, quay) })}</span>
        <span className="grow" />
        <span className="leg xs t2">
          <span className="ta">{t('time.actual')}</span>
          <span className="te">{t('time.estimated')}</span>
          <span className="tp">{t('time.planned')}</span>
        </span>
      </div>
      <div className="berth-drawing" ref={measure}>
        <svg width={width} height={height} role="group" aria-label={t('hub.berths_drawn')}>
          <g fontSize="11" fill="var(--text-3)" aria-hidden="true">
            {hourTicks(floor.now).map((tick) => {
              const time = localAt(plan.zone, tick);
              const left = x(share(floor.now, tick));
              return (
                <g key={tick}>
                  <line x1={left} y1={TOP} x2={left} y2={height} stroke="var(--line-1)" />
                  {Math.abs(left - nowAt) > 34 && (
                    <text x={left} y="15" textAnchor="middle">
                      {time?.hour === 0 || time?.hour === 2 ? shortDate(language, time) : clock(plan.zone, tick)}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
          {plan.berths.map((berth, index) => {
            const top = TOP + index * lane;
            return (
              <g key={berth.id} data-berth={berth.id}>
                <line x1="0" y1={top} x2={width} y2={top} stroke="var(--line-2)" />
                <text x="10" y={top + lane / 2 - 1} fontSize="12" fontWeight="600" fill="var(--text-1)">
                  {shortId(berth.id)}
                </text>
                <text x="10" y={top + lane / 2 + 13} fontSize="11" fill="var(--text-3)">
                  {metres(t, language, berth.length_mm)}
                  <title>{nameIn(language, berth.name)}</title>
                </text>
                {drawnShips(berth, floor.visits, floor.now).map((ship) => (
                  <ShipMark key={ship.visit.id} ship={ship} x={x} nowAt={nowAt} top={top + 2} height={lane - 4} />
                ))}
              </g>
            );
          })}
          <line x1={nowAt} y1={TOP - 2} x2={nowAt} y2={height} stroke="var(--now)" strokeWidth="1.5" />
          <rect x={nowAt - 19} y="3" width="38" height="16" rx="2" fill="var(--now)" />
          <text x={nowAt} y="15" fontSize="11" fontWeight="600" fill="#fff" textAnchor="middle">
            {clock(plan.zone, floor.now)}
          </text>
        </svg>
      </div>
    </section>
  );
}

function ShipMark({ ship: { visit, time, quay, isHere }, x, nowAt, top, height }: { ship: DrawnShip; x: (at: number) => number; nowAt: number; top: number; height: number }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, selected, select } = useOnHub();
  const isSelected = selected === `visit:${visit.id}`;
  const [left, right] = [x(time.from), x(time.to)];
  const [start, h] = [top + quay.from * height, Math.max((quay.to - quay.from) * height, Math.min(height, SHIP_MIN))];
  const y = Math.min(start, top + height - h);
  const until = visit.mooring ? moment(language, plan.zone, visit.mooring.until, floor.now) : '';
  const from = visit.mooring ? moment(language, plan.zone, visit.mooring.from, floor.now) : '';
  const isThought = Boolean(visit.arrival.estimated);
  const words = isHere ? t('hub.ship_until', { until, boxes: visit.boxes_on }) : t('hub.ship_from', { from, until });
  const open = () => select(`visit:${visit.id}`);
  return (
    <g
      className="consist"
      role="button"
      tabIndex={0}
      data-ship={visit.id}
      aria-pressed={isSelected}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') open();
      }}
    >
      {isHere && <rect x={left} y={y} width={Math.max(Math.min(nowAt, right) - left, 2)} height={h} rx="2" fill="var(--sea)" fillOpacity="0.18" stroke="var(--sea)" strokeWidth="1.5" />}
      <rect x={isHere ? Math.min(nowAt, right) : left} y={y} width={Math.max(right - (isHere ? Math.min(nowAt, right) : left), 2)} height={h} rx="2" fill="transparent" stroke={isHere || isThought ? 'var(--estimated)' : 'var(--planned)'} strokeWidth={isHere || isThought ? 1.3 : 1} strokeDasharray={isHere || isThought ? '4 3' : undefined} />
      {isSelected && <rect x={left - 2} y={y - 2} width={right - left + 4} height={h + 4} rx="3" fill="none" stroke="var(--accent)" strokeWidth="2" />}
      <text x={left + 6} y={y + 13} fontSize="12" fill="var(--text-2)" stroke="var(--surface-1)" strokeWidth="4" strokeLinejoin="round" paintOrder="stroke">
        <tspan fontWeight="600" fill="var(--text-1)">
          {visit.name}
        </tspan>
      </text>
      {h >= SHIP_MIN && (
        <text x={left + 6} y={y + 28} fontSize="12" fill="var(--text-2)" stroke="var(--surface-1)" strokeWidth="4" strokeLinejoin="round" paintOrder="stroke">
          {words}
        </text>
      )}
    </g>
  );
}
