import type { Deck, ShipRow } from '../../api/hub';
import { useLanguage, useT } from '../../i18n';
import { useOnHub } from '../onHub';
import { metres } from '../words';

const [HEIGHT, LEFT, WIDTH] = [30, 64, 560];

/** A deck with its lanes to length: what stands there, what comes, what is free. Beside it the metres as a table. */
export function DeckDrawing({ deck, rows }: { deck: Deck; rows: readonly ShipRow[] }) {
  const t = useT();
  const language = useLanguage();
  const { select } = useOnHub();
  const longest = Math.max(1, ...deck.lanes_mm);
  const scale = WIDTH / longest;
  return (
    <div className="ship-deck">
      <div className="s">
        <b>{t('hub.ship_deck', { name: deck.name })}</b> <span className="t2">{t('hub.ship_deck_high', { metres: (deck.height_mm / 1000).toFixed(2) })}</span>
      </div>
      <div className="ship-deck-both">
        <svg width={LEFT + WIDTH + 4} height={deck.lanes_mm.length * HEIGHT + 4} role="group" aria-label={t('hub.ship_deck', { name: deck.name })}>
          {deck.lanes_mm.map((length, index) => {
            const y = index * HEIGHT + 2;
            const here = rows.filter((row) => row.stow === `${deck.name}/${index + 1}` && row.sea?.length_mm && (row.aboard || row.list === 'load'));
            const before = (at: number) => here.slice(0, at).reduce((sum, row) => sum + (row.sea?.length_mm ?? 0), 0) * scale + LEFT;
            return (
              <g key={index}>
                <text x={LEFT - 8} y={y + 19} fontSize="12" textAnchor="end" fill="var(--text-3)">
                  {t('hub.ship_lane', { lane: index + 1 })}
                </text>
                <rect x={LEFT} y={y} width={length * scale} height={HEIGHT - 4} fill="var(--surface-2)" stroke="var(--line-2)" />
                {here.map((row, at) => {
                  const width = (row.sea?.length_mm ?? 0) * scale;
                  const from = before(at);
                  return (
                    <g key={row.id} className="consist" role="button" tabIndex={0} aria-label={row.number} onClick={() => select(`unit:${row.id}`)} onKeyDown={(event) => event.key === 'Enter' && select(`unit:${row.id}`)}>
                      <rect className={`ship-cell consist-hit ${row.aboard ? (row.list === 'discharge' ? 'discharge' : 'done') : 'load'}`} x={from + 1} y={y + 2} width={Math.max(width - 2, 2)} height={HEIGHT - 8} rx="2" />
                      {width > 60 && (
                        <text x={from + width / 2} y={y + 18} fontSize="11" textAnchor="middle" className="ship-text">
                          {row.number.slice(-8)}
                        </text>
                      )}
                      <title>{row.number}</title>
                    </g>
                  );
                })}
              </g>
            );
          })}
        </svg>
        <table className="cl">
          <thead>
            <tr>
              <th scope="col">{t('hub.ship_lanes')}</th>
              <th scope="col" className="num">{t('hub.ship_lane_taken')}</th>
              <th scope="col" className="num">{t('hub.ship_lane_comes')}</th>
              <th scope="col" className="num">{t('hub.ship_lane_free')}</th>
            </tr>
          </thead>
          <tbody>
            {deck.lanes_mm.map((length, index) => {
              const [taken, comes] = [deck.taken_mm[index] ?? 0, deck.coming_mm[index] ?? 0];
              return (
                <tr key={index} data-lane={`${deck.name}/${index + 1}`}>
                  <td>{index + 1}</td>
                  <td className="num">{metres(t, language, taken)}</td>
                  <td className="num">{metres(t, language, comes)}</td>
                  <td className="num">{metres(t, language, length - taken - comes)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
