import type { DimensionRow } from '../api/booking';
import { barParts, type BarPart } from './bar';

const WIDTH = 200;
const HEIGHT = 10;

/** Room as a bar: confirmed filled, held outlined with dashes, allotted hatched, left empty, the limit as a tick, waiting dotted past it. */
export function CapacityBar({ room }: { room: Pick<DimensionRow, 'room' | 'confirmed' | 'held' | 'waiting' | 'allotted'> }) {
  const { parts, limit } = barParts(room);
  return (
    <svg className="capacity-bar" viewBox={`0 0 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" aria-hidden="true">
      {parts.map((part) => (
        <Part key={part.name} part={part} />
      ))}
      <line x1={Math.min(limit * WIDTH, WIDTH - 1)} x2={Math.min(limit * WIDTH, WIDTH - 1)} y1="0" y2={HEIGHT + 4} stroke="var(--text-1)" strokeWidth="1.6" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function Part({ part }: { part: BarPart }) {
  const box = { x: part.start * WIDTH + 0.5, y: 2.5, width: Math.max(part.size * WIDTH - 1, 0.8), height: HEIGHT - 1, vectorEffect: 'non-scaling-stroke' as const };
  switch (part.name) {
    case 'confirmed':
      return <rect {...box} fill="var(--fill-4)" stroke="var(--fill-4)" />;
    case 'held':
      return <rect {...box} fill="var(--fill-1)" stroke="var(--accent)" strokeDasharray="3 2" />;
    case 'allotted':
      return <rect {...box} fill="url(#allotted)" stroke="var(--line-3)" />;
    case 'left':
      return <rect {...box} fill="var(--surface-1)" stroke="var(--line-2)" />;
    case 'waiting':
      return <rect {...box} fill="none" stroke="var(--late)" strokeDasharray="1.5 2" />;
  }
}

/** The hatch of what is allotted, once on the page. */
export function CapacityPatterns() {
  return (
    <svg width="0" height="0" className="defs" aria-hidden="true">
      <defs>
        <pattern id="allotted" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--surface-1)" />
          <line x1="0" y1="0" x2="0" y2="4" stroke="var(--line-3)" strokeWidth="1.6" />
        </pattern>
      </defs>
    </svg>
  );
}
