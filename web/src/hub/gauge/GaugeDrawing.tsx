import type { Wagon } from '../../api/hub';
import { nameIn } from '../../format/names';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT, type T } from '../../i18n';
import { useSize } from '../../parts/useSize';
import { drawnWagons } from '../consist';
import { useOnHub } from '../onHub';
import { metres } from '../words';
import { minutesInAll, stretches, type Pair, type PairState } from './pairs';

/** A train as it is drawn. */
interface Train {
  name: string;
  gauge_mm: number;
  wagons: readonly Wagon[];
}

const LEFT = 12;
const UPPER = { text: 16, box: 24, deck: 40 };
const LOWER = { box: 128, deck: 144, text: 164 };
const BOX = 14;
const CRANES = 178;
const CRANE_LANE = 28;
/** Pixels of a kilometre at least: a wagon of 14 m is wide enough to be pointed at. */
const PIXELS_PER_KM_MIN = 1400;

/** Two trains that face each other to length, a line from each box to its slot, and each crane's stretch of the track. */
export function GaugeDrawing({ from, to, pairs, selected, onSelect }: { from: Train; to: Train; pairs: readonly Pair[]; selected?: string | null; onSelect?: (unit: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const [measure, size] = useSize();
  const lengths = [from, to].map(({ wagons }) => wagons.reduce((sum, { length_mm }) => sum + length_mm, 0));
  const longest = Math.max(...lengths, 100_000);
  const width = Math.max((size?.width ?? 900) - 2, LEFT * 2 + (longest / 1_000_000) * PIXELS_PER_KM_MIN);
  const x = (mm: number) => LEFT + (mm / longest) * (width - 2 * LEFT);
  const rates = new Map(plan.equipment.map(({ id, moves_per_hour }) => [id, moves_per_hour]));
  const work = stretches(pairs, rates);
  const craneName = (id: string) => {
    const name = plan.equipment.find((machine) => machine.id === id)?.name;
    return name ? nameIn(language, name) : id;
  };
  return (
    <div ref={measure} className="gauge-drawing" tabIndex={0} role="region" aria-label={t('hub.gauge_drawn')}>
      <svg width={width} height={CRANES + work.length * CRANE_LANE + 6} role="group" aria-label={t('hub.gauge_drawn')}>
        <Deck train={from} x={x} at={UPPER} length={metres(t, language, lengths[0] ?? 0)} />
        <Deck train={to} x={x} at={LOWER} length={metres(t, language, lengths[1] ?? 0)} />
        {pairs.map((pair) => (
          <PairMark key={pair.unit} pair={pair} x={x} t={t} isSelected={selected === pair.unit} {...(onSelect ? { onSelect } : {})} />
        ))}
        {work.map(({ crane, span, moves, minutes }, lane) => (
          <g key={crane} transform={`translate(0 ${CRANES + lane * CRANE_LANE})`} data-crane={crane}>
            <path d={`M${x(span.from)} 4v8M${x(span.from)} 8H${x(span.to)}M${x(span.to)} 4v8`} stroke="var(--text-3)" strokeWidth="1.5" fill="none" />
            <text x={x(span.from) + 6} y="25" fontSize="12" fill="var(--text-2)" stroke="var(--surface-1)" strokeWidth="4" paintOrder="stroke">
              {t('hub.gauge_crane', { crane: craneName(crane), moves: number(language, moves), minutes: number(language, minutes) })}
            </text>
          </g>
        ))}
      </svg>
      <p className="s t2 gauge-legend">
        {(['proposed', 'planned', 'over', 'behind', 'open'] as const).map((state) => (
          <span key={state}>
            <svg width="30" height="12" aria-hidden="true">
              <rect x="1" y="1" width="10" height="10" {...boxLook(state)} />
              {lineLook(state) && <path d="M12 6h17" {...lineLook(state)} />}
            </svg>
            {t(`hub.gauge_pair.${state}`)}
          </span>
        ))}
        {work.length > 0 && <b className="t1">{t('hub.gauge_whole', { minutes: number(language, minutesInAll(work)) })}</b>}
      </p>
    </div>
  );
}

function Deck({ train, x, at, length }: { train: Train; x: (mm: number) => number; at: { text: number; box: number; deck: number }; length: string }) {
  const colour = train.gauge_mm === 1520 ? 'var(--rail-1520)' : 'var(--rail-1435)';
  return (
    <g>
      <text x={LEFT} y={at.text} fontSize="12" fill="var(--text-2)">
        <tspan fontWeight="600" fill="var(--text-1)">
          {train.name}
        </tspan>
        <tspan dx="8">
          {train.gauge_mm} mm, {length}
        </tspan>
      </text>
      {drawnWagons(train.wagons, 0).map(({ wagon, span }) => (
        <g key={wagon.id}>
          <rect x={x(span.from) + 0.6} y={at.deck} width={Math.max(x(span.to) - x(span.from) - 1.4, 1)} height="4" fill={colour} />
          {Array.from({ length: wagon.slots }, (_, slot) => (
            <rect key={slot} x={x(span.from + ((span.to - span.from) * slot) / wagon.slots) + 0.9} y={at.box} width={Math.max((x(span.to) - x(span.from)) / wagon.slots - 1.6, 0.8)} height={BOX} fill="none" stroke="var(--line-1)" strokeWidth="0.7" />
          ))}
          <title>{wagon.number}</title>
        </g>
      ))}
    </g>
  );
}

/** Form and colour together: dashed while wanted, thin while planned, full when over, crossed when it stays. */
function boxLook(state: PairState) {
  switch (state) {
    case 'proposed':
      return { fill: 'var(--accent-weak)', stroke: 'var(--accent)', strokeWidth: 0.9, strokeDasharray: '2.500 2' };
    case 'planned':
      return { fill: 'var(--surface-3)', stroke: 'var(--planned)', strokeWidth: 1 };
    case 'over':
      return { fill: 'var(--ok)', stroke: 'var(--ok)', strokeWidth: 0.8 };
    case 'behind':
      return { fill: 'var(--late-bg)', stroke: 'var(--late)', strokeWidth: 1.6 };
    case 'open':
      return { fill: 'var(--fill-3)', stroke: 'var(--fill-3)', strokeWidth: 0.8 };
  }
}

function lineLook(state: PairState) {
  switch (state) {
    case 'proposed':
      return { fill: 'none', stroke: 'var(--accent)', strokeWidth: 0.9, strokeDasharray: '2.500 2' };
    case 'planned':
      return { fill: 'none', stroke: 'var(--planned)', strokeWidth: 1 };
    case 'over':
      return { fill: 'none', stroke: 'var(--ok)', strokeWidth: 1.2 };
    case 'behind':
    case 'open':
      return null;
  }
}

function PairMark({ pair, x, t, isSelected, onSelect }: { pair: Pair; x: (mm: number) => number; t: T; isSelected: boolean; onSelect?: (unit: string) => void }) {
  const middle = ({ from, to }: { from: number; to: number }) => (x(from) + x(to)) / 2;
  const line = lineLook(pair.state);
  const words = `${unitNumber(pair.number)}, ${t(`hub.gauge_pair.${pair.state}`)}${pair.hasException ? `, ${t('hub.gauge_exceptions')}` : ''}`;
  const stood = { x: x(pair.from.from) + 0.8, width: Math.max(x(pair.from.to) - x(pair.from.from) - 1.4, 1) };
  return (
    <g
      data-unit={pair.unit}
      data-state={pair.state}
      className="gauge-pair"
      {...(onSelect ? { role: 'button', tabIndex: 0, 'aria-pressed': isSelected, 'aria-label': words, onClick: () => onSelect(pair.unit) } : {})}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onSelect?.(pair.unit);
      }}
    >
      {line && pair.to && <path d={`M${middle(pair.from)} ${UPPER.deck + 4}L${middle(pair.to)} ${LOWER.box}`} {...line} strokeWidth={isSelected ? 2.4 : line.strokeWidth} />}
      <rect {...stood} y={UPPER.box} height={BOX} {...(pair.state === 'over' ? { fill: 'none', stroke: 'var(--ok)', strokeWidth: 0.8 } : boxLook(pair.state))} />
      {pair.to && <rect x={x(pair.to.from) + 0.8} y={LOWER.box} width={Math.max(x(pair.to.to) - x(pair.to.from) - 1.4, 1)} height={BOX} {...(pair.state === 'over' ? boxLook('over') : { ...boxLook(pair.state), fillOpacity: 0.4 })} />}
      {pair.state === 'behind' && <path d={`M${stood.x} ${UPPER.box}l${stood.width} ${BOX}m0 ${-BOX}l${-stood.width} ${BOX}`} stroke="var(--late)" strokeWidth="1" />}
      {pair.hasException && <circle cx={middle(pair.from)} cy={UPPER.box - 3} r="2.5" fill="var(--late)" />}
      {pair.isTallied && pair.to && <path d={`M${middle(pair.to) - 3} ${LOWER.box + 7}l2 3 4-6`} stroke="var(--surface-1)" strokeWidth="1.4" fill="none" />}
      {isSelected && <rect x={stood.x - 2} y={UPPER.box - 2} width={stood.width + 4} height={BOX + 4} fill="none" stroke="var(--accent)" strokeWidth="2" />}
      <title>{words}</title>
    </g>
  );
}
