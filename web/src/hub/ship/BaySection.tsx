import type { ShipRow } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { HatchDefs } from '../HatchDefs';
import { useOnHub } from '../onHub';
import { tonnes } from '../words';
import { acrossRows, cellState, tiersOf, type BayPair } from './ship';

const [WIDTH, HEIGHT, LEFT, TOP] = [66, 34, 34, 20];
const STATES = ['discharge', 'load', 'stays', 'done'] as const;

/** A bay from aft: rows across, tiers up, on deck and below the hatch. Two short boxes behind each other are two halves of a cell. The table beside says the same. */
export function BaySection({ pair }: { pair: BayPair }) {
  const t = useT();
  const across = acrossRows(pair.rows.map(({ row }) => row ?? 0));
  const { deck, hold } = tiersOf(pair.rows);
  const width = LEFT + across.length * WIDTH + 4;
  const hatch = TOP + deck.length * HEIGHT + 6;
  const height = hatch + 6 + hold.length * HEIGHT + 6;
  const y = (tier: number) => (deck.includes(tier) ? TOP + deck.indexOf(tier) * HEIGHT : hatch + 6 + hold.indexOf(tier) * HEIGHT);
  return (
    <div className="ship-section">
      <div className="row s">
        <b>{t('hub.ship_bay', { bay: String(pair.bay).padStart(2, '0') })}</b>
        <span className="ship-legend">
          {STATES.map((state) => (
            <span key={state} className="nw">
              <svg width="14" height="12" aria-hidden="true">
                <HatchDefs />
                <rect x="1" y="1" width="12" height="10" className={`ship-cell ${state}`} />
              </svg>{' '}
              {t(`hub.ship_state.${state}`)}
            </span>
          ))}
        </span>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.ship_section')}>
        <svg width={width} height={height} role="group" aria-label={t('hub.ship_section')}>
          <HatchDefs />
          {across.map((row, index) => (
            <text key={row} x={LEFT + index * WIDTH + WIDTH / 2} y="13" fontSize="12" textAnchor="middle" fill="var(--text-3)">
              {String(row).padStart(2, '0')}
            </text>
          ))}
          {[...deck, ...hold].map((tier) => (
            <text key={tier} x={LEFT - 8} y={y(tier) + HEIGHT / 2 + 4} fontSize="12" textAnchor="end" fill="var(--text-3)">
              {String(tier).padStart(2, '0')}
            </text>
          ))}
          {[...deck, ...hold].flatMap((tier) => across.map((row, index) => <rect key={`${tier} ${row}`} x={LEFT + index * WIDTH + 1} y={y(tier) + 1} width={WIDTH - 2} height={HEIGHT - 2} fill="none" stroke="var(--line-1)" strokeDasharray="2 3" />))}
          <line x1={LEFT - 4} y1={hatch} x2={width} y2={hatch} stroke="var(--text-2)" strokeWidth="3">
            <title>{t('hub.ship_hatch')}</title>
          </line>
          {pair.rows.map((row) => (
            <Box key={`${row.id} ${row.list}`} row={row} pair={pair.bay} x={LEFT + across.indexOf(row.row ?? 0) * WIDTH} y={y(row.tier ?? 0)} />
          ))}
        </svg>
      </div>
    </div>
  );
}

function Box({ row, pair, x, y }: { row: ShipRow; pair: number; x: number; y: number }) {
  const t = useT();
  const language = useLanguage();
  const { selected, select } = useOnHub();
  const isShort = row.form === '20';
  // The fore one of two short boxes stands left.
  const width = isShort ? WIDTH / 2 : WIDTH;
  const at = isShort && (row.bay ?? 0) > pair ? x + WIDTH / 2 : x;
  const state = cellState(row);
  const isChosen = selected === `unit:${row.id}`;
  const words = [unitNumber(row.number), row.stow, t(`hub.ship_state.${state}`), tonnes(t, language, row.mass_kg), row.verified ? t('hub.ship_verified') : t('hub.ship_not_verified'), row.sea?.discharge_port ?? ''].filter(Boolean).join(t('way.comma'));
  const open = () => select(`unit:${row.id}`);
  return (
    <g
      className="consist"
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      aria-label={words}
      data-cell={row.stow}
      data-state={state}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') open();
      }}
    >
      <rect className={`consist-hit ship-cell ${state}`} x={at + 1.5} y={y + 1.5} width={width - 3} height={HEIGHT - 3} rx="2" strokeWidth={isChosen ? 3 : 1} data-on={isChosen} />
      <text x={at + width / 2} y={y + 14} fontSize="11" textAnchor="middle" className="ship-text">
        {isShort ? row.number.slice(-4) : row.number.slice(-7)}
      </text>
      <text x={at + width / 2} y={y + 27} fontSize="11" textAnchor="middle" className="ship-text">
        {isShort ? Math.round((row.mass_kg ?? 0) / 1000) || '–' : (row.sea?.discharge_port ?? tonnes(t, language, row.mass_kg))}
      </text>
      <title>{words}</title>
    </g>
  );
}
