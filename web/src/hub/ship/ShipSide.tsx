import { useLanguage, useT } from '../../i18n';
import { number } from '../../format/number';
import { HatchDefs } from '../HatchDefs';
import { cellState, tiersOf, type BayPair, type CellState } from './ship';

const [BAY, GAP, CELL, TOP, BOTTOM] = [34, 4, 7, 16, 26];
const ORDER: readonly CellState[] = ['stays', 'discharge', 'load', 'done'];

/** The ship side-on, the bow to the right: of each bay how many boxes stand and are to stand on deck and below. The cross-section and the table say which. */
export function ShipSide({ pairs, on, onPick }: { pairs: readonly BayPair[]; on: number | null; onPick: (bay: number) => void }) {
  const t = useT();
  const language = useLanguage();
  const most = (part: 'deck' | 'hold') => Math.max(1, ...pairs.map((pair) => tiersOf(pair.rows)[part].length));
  const [deckHigh, holdHigh] = [most('deck') * CELL + 6, most('hold') * CELL + 6];
  const width = pairs.length * (BAY + GAP) + 92;
  const hatch = TOP + deckHigh;
  const keel = hatch + 6 + holdHigh;
  // The bow is to the right: bay 01 stands there.
  const at = (index: number) => 40 + (pairs.length - 1 - index) * (BAY + GAP);
  const step = (by: number) => {
    const next = pairs[pairs.findIndex(({ bay }) => bay === on) + by];
    if (next) onPick(next.bay);
  };
  return (
    <div className="ship-side" tabIndex={0} role="region" aria-label={t('hub.ship_side')}>
      <svg className="ship-drawing" viewBox={`0 0 ${width} ${keel + BOTTOM}`} width={width} height={keel + BOTTOM} role="group" aria-label={t('hub.ship_side')}>
        <HatchDefs />
        <path d={`M 6 ${hatch + 3} H ${width - 30} L ${width - 2} ${hatch - 10} Q ${width - 14} ${keel - 2} ${width - 52} ${keel} H 26 Q 8 ${keel - 6} 6 ${hatch + 3} Z`} fill="var(--surface-2)" stroke="var(--line-2)" />
        {pairs.map((pair, index) => {
          const { deck, hold } = tiersOf(pair.rows);
          const words = t('hub.ship_bay_of', { bay: String(pair.bay).padStart(2, '0'), deck: number(language, pair.deck), hold: number(language, pair.hold) });
          return (
            <g
              key={pair.bay}
              className="consist ship-bay"
              role="button"
              tabIndex={0}
              aria-pressed={pair.bay === on}
              aria-label={words}
              data-bay={pair.bay}
              transform={`translate(${at(index)} 0)`}
              onClick={() => onPick(pair.bay)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === ' ') onPick(pair.bay);
                if (event.key === 'ArrowLeft') step(1);
                if (event.key === 'ArrowRight') step(-1);
              }}
            >
              <rect className="consist-hit" x="-1" y={TOP - 4} width={BAY + 2} height={keel - TOP + BOTTOM} fill={pair.bay === on ? 'var(--accent)' : 'var(--surface-1)'} fillOpacity={pair.bay === on ? 0.12 : 0} stroke={pair.bay === on ? 'var(--accent)' : 'none'} strokeWidth="2" rx="3" />
              {deck.map((tier) => (
                <Tier key={tier} pair={pair} tier={tier} y={hatch - ((tier - (deck.at(-1) ?? 82)) / 2 + 1) * CELL} />
              ))}
              {hold.map((tier) => (
                <Tier key={tier} pair={pair} tier={tier} y={keel - ((tier - (hold.at(-1) ?? 2)) / 2 + 1) * CELL - 3} />
              ))}
              <text x={BAY / 2} y={keel + 16} fontSize="12" textAnchor="middle" fill="var(--text-2)" fontWeight={pair.bay === on ? 600 : 400}>
                {String(pair.bay).padStart(2, '0')}
              </text>
              <title>{words}</title>
            </g>
          );
        })}
        <line x1="6" y1={hatch + 3} x2={width - 30} y2={hatch + 3} stroke="var(--text-3)" strokeWidth="2" />
        <text x={width - 4} y="12" fontSize="11" textAnchor="end" fill="var(--text-3)">
          {t('hub.ship_bow')}
        </text>
      </svg>
    </div>
  );
}

/** A tier of a bay as one bar: its boxes side by side, each a share of the bar. */
function Tier({ pair, tier, y }: { pair: BayPair; tier: number; y: number }) {
  const here = pair.rows.filter((row) => row.tier === tier).map(cellState);
  const share = BAY / Math.max(here.length, 1);
  const before = (state: CellState) => here.filter((other) => ORDER.indexOf(other) < ORDER.indexOf(state)).length;
  return (
    <>
      {ORDER.filter((state) => here.includes(state)).map((state) => (
        <rect key={state} x={before(state) * share} y={y} width={here.filter((other) => other === state).length * share} height={CELL - 1} className={`ship-cell ${state}`} />
      ))}
    </>
  );
}
