import type { GrainCell } from '../../api/hub';
import { useLanguage, useT } from '../../i18n';
import { HatchDefs } from '../HatchDefs';
import { useOnHub } from '../onHub';
import { shortId, tonnes } from '../words';
import { drawnLayers } from './layers';

const [WIDTH, GAP, TOP, HEIGHT] = [96, 18, 20, 142];

/** The cells beside each other with their levels to scale; each layer is a lot, hatched while something stops it. The table of lots says the same. */
export function SiloDrawing({ cells }: { cells: readonly GrainCell[] }) {
  const t = useT();
  const width = cells.length * (WIDTH + GAP);
  return (
    <div className="silo-drawing" tabIndex={0} role="region" aria-label={t('hub.grain_cells_drawn')}>
      <svg width={width} height={TOP + HEIGHT + 40} role="group" aria-label={t('hub.grain_cells_drawn')}>
        <HatchDefs />
        {cells.map((cell, index) => (
          <Cell key={cell.id} cell={cell} x={index * (WIDTH + GAP) + 4} />
        ))}
      </svg>
    </div>
  );
}

function Cell({ cell, x }: { cell: GrainCell; x: number }) {
  const t = useT();
  const language = useLanguage();
  const { selected, select } = useOnHub();
  const [level, capacity] = [tonnes(t, language, cell.level_kg), tonnes(t, language, cell.capacity_kg)];
  const takes = cell.takes.length > 0 ? cell.takes.join(', ') : t('hub.grain_any');
  return (
    <g transform={`translate(${x} 0)`} data-cell={cell.id}>
      <text x="0" y="13" fontSize="12" fontWeight="600" fill="var(--text-1)">
        {shortId(cell.id)}
      </text>
      <text x={WIDTH} y="13" fontSize="11" fill="var(--text-3)" textAnchor="end">
        {takes}
      </text>
      <rect x="0" y={TOP} width={WIDTH} height={HEIGHT} rx="3" fill="var(--surface-2)" stroke="var(--line-2)" />
      {drawnLayers(cell, HEIGHT).map((layer, index) => {
        const y = TOP + HEIGHT - layer.from - layer.height;
        const isChosen = selected === `lot:${layer.lot}`;
        const open = () => select(`lot:${layer.lot}`);
        return (
          <g
            key={index}
            className="consist"
            role="button"
            tabIndex={0}
            aria-pressed={isChosen}
            aria-label={`${layer.number}, ${tonnes(t, language, layer.kg)}`}
            data-layer={layer.number}
            onClick={open}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ' ') open();
            }}
          >
            <rect className="consist-hit" x="1" y={y} width={WIDTH - 2} height={Math.max(layer.height, 3)} fill={layer.held ? 'url(#hub-held)' : 'var(--estimated)'} fillOpacity={layer.held ? 1 : 0.28 + (index % 2) * 0.16} stroke={isChosen ? 'var(--accent)' : 'var(--line-2)'} strokeWidth={isChosen ? 2 : 1} />
            {layer.height >= 15 && (
              <text x="6" y={y + layer.height / 2 + 4} fontSize="11" fill="var(--text-1)" stroke="var(--surface-1)" strokeWidth="3" strokeLinejoin="round" paintOrder="stroke">
                {layer.number.slice(0, 14)}
              </text>
            )}
          </g>
        );
      })}
      <text x={WIDTH / 2} y={TOP + HEIGHT + 15} fontSize="11" fill="var(--text-2)" textAnchor="middle">
        {cell.level_kg === 0 ? t('hub.grain_empty') : level}
      </text>
      <text x={WIDTH / 2} y={TOP + HEIGHT + 29} fontSize="11" fill="var(--text-3)" textAnchor="middle">
        {capacity}
      </text>
      <title>{t('hub.grain_level_of', { level, capacity })}</title>
    </g>
  );
}
