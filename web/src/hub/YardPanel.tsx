import { number, percent } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { useSize } from '../parts/useSize';
import { BlockMark } from './BlockMark';
import { BlockTable } from './BlockTable';
import { useOnHub } from './onHub';
import { shortId } from './words';
import { bayNumber, drawnBlocks, LEVELS } from './yard';

const LABEL = 14;
const GAP = 4;

/** The yard from above: how high the stacks are; a block opens as a section, bay by bay. */
export function YardPanel({ isShort = false }: { isShort?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params, go } = useOnHub();
  const [measure, size] = useSize();
  const rows = new Map(floor.blocks.map((row) => [row.id, row]));
  const [taken, places] = [floor.blocks.reduce((sum, row) => sum + row.taken, 0), floor.blocks.reduce((sum, row) => sum + row.places, 0)];
  const drawn = drawnBlocks(plan.blocks);
  const bands = drawn.reduce((most, { band }) => Math.max(most, band + 1), 1);
  const width = Math.max((size?.width ?? 460) - 16, 200);
  const room = isShort ? Math.max((size?.height ?? 170) - 4, 120) : bands * 84;
  const bandHeight = room / bands;
  const chosen = params.get('block');
  const bay = Number(params.get('bay') ?? 0);

  return (
    <section className="panel hub-yard" aria-label={t('hub.yard')}>
      <div className="ph">
        <h2>{t('hub.yard')}</h2>
        <span className="c s el">{t('hub.yard_hint')}</span>
        <span className="grow" />
        <span className="s t2">{t('hub.yard_taken', { taken: number(language, taken), places: number(language, places), share: percent(language, places === 0 ? 0 : taken / places) })}</span>
      </div>
      <div className={isShort ? 'yard-drawing' : 'scroll yard-drawing'} ref={measure}>
        <svg width={width + 16} height={room} role="group" aria-label={t('hub.yard_drawn')}>
          {drawn.map(({ block, band, from, to }) => {
            const row = rows.get(block.id);
            const [x, y] = [8 + from * width, band * bandHeight + LABEL];
            const [w, h] = [Math.max((to - from) * width, 20), Math.max(bandHeight - LABEL - GAP, 6)];
            const isChosen = block.id === chosen;
            const open = (at: number) => go({ block: block.id, bay: String(at) });
            return (
              <g
                key={block.id}
                role="button"
                tabIndex={0}
                className="block"
                data-block={block.id}
                aria-pressed={isChosen}
                onClick={(event) => {
                  const left = event.currentTarget.querySelector('rect')?.getBoundingClientRect();
                  const share = left && event.clientX > 0 ? (event.clientX - left.left) / left.width : 0;
                  open(bayNumber(Math.min(Math.max(Math.floor(share * block.bays), 0), block.bays - 1)));
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') open(1);
                }}
              >
                <rect className="block-hit" x={x} y={y - LABEL} width={w} height={h + LABEL} fill="transparent" />
                <text x={x} y={y - 3} fontSize="11" fill="var(--text-3)">
                  <tspan fontWeight="600" fill="var(--text-1)">
                    {shortId(block.id)}
                  </tspan>
                  {' '}
                  <tspan dx="6">{percent(language, row && row.places > 0 ? row.taken / row.places : 0)}</tspan>
                  {(row?.held ?? 0) > 0 && (
                    <tspan dx="6" fill="var(--held)">
                      {t('hub.held_short', { count: row?.held ?? 0 })}
                    </tspan>
                  )}
                  {!isShort && block.purpose !== 'mixed' && <tspan dx="6">{t(`hub.purpose.${block.purpose}`)}</tspan>}
                </text>
                <BlockMark block={block} stacks={row?.stacks ?? []} x={x} y={y} width={w} height={h} />
                {isChosen && <rect x={x - 2} y={y - 2} width={w + 4} height={h + 4} fill="none" stroke="var(--accent)" strokeWidth="1.500" />}
                {isChosen && bay > 0 && <rect x={x + ((bay - 1) / 2 / block.bays) * w - 1.5} y={y - 3} width={w / block.bays + 3} height={h + 6} rx="1" fill="none" stroke="var(--accent)" strokeWidth="2" />}
              </g>
            );
          })}
        </svg>
        <div className={isShort ? 'sr-only' : ''}>
          <BlockTable />
        </div>
      </div>
      {/* Rows across a block are stretched: the drawing says so. */}
      <div className="foot xs t2 yard-foot">
        {t('hub.stack_height')}
        {Array.from({ length: LEVELS + 1 }, (_, at) => (
          <span key={at} className="row">
            <svg width="14" height="10" aria-hidden="true">
              <rect x=".5" y=".5" width="13" height="9" fill={`var(--fill-${at})`} stroke="var(--line-2)" />
            </svg>
            {at === 0 ? '0' : t('hub.level', { from: (at - 1) * 25, to: at * 25 })}
          </span>
        ))}
        <span className="grow" />
        <span className="el">{t('hub.stretched')}</span>
      </div>
    </section>
  );
}
