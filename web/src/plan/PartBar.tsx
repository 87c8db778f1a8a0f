/** One part of a stacked bar in a form of its own: moving is filled, waiting is hollow, work at a place is hatched. */
export function PartRect({ part, x, y, width, height }: { part: string; x: number; y: number; width: number; height: number }) {
  const box = { x, y, width: Math.max(width, 0), height };
  switch (part) {
    case 'rail':
      return <rect {...box} fill="var(--rail-1435)" />;
    case 'sailing':
      return <rect {...box} fill="var(--sea)" />;
    case 'road':
    case 'drayage':
      return (
        <g>
          <rect {...box} fill="var(--fill-0)" stroke="var(--road)" strokeWidth="0.8" />
          <line x1={x + 1} x2={x + Math.max(width - 1, 1)} y1={y + height / 2} y2={y + height / 2} stroke="var(--road)" strokeWidth={part === 'road' ? 5 : 3} strokeDasharray="5 2.5" />
        </g>
      );
    case 'waiting_for_train':
      return <rect {...inner(box)} fill="var(--surface-1)" stroke="var(--rail-1435)" strokeDasharray="2 2" />;
    case 'waiting_for_ship':
      return <rect {...inner(box)} fill="var(--surface-1)" stroke="var(--sea)" strokeDasharray="2 2" />;
    case 'border':
      return <rect {...box} fill="var(--line-3)" />;
    case 'gauge_change':
      return <rect {...inner(box)} fill="var(--surface-1)" stroke="var(--text-1)" strokeWidth="1.3" />;
    case 'opening_hours':
      return <rect {...inner(box)} fill="var(--surface-1)" stroke="var(--line-3)" strokeWidth="0.8" />;
    case 'customs':
      return <rect {...inner(box)} fill="url(#part-customs)" stroke="var(--held)" strokeWidth="0.8" />;
    default:
      return <rect {...inner(box)} fill="url(#part-handling)" stroke="var(--line-3)" strokeWidth="0.8" />;
  }
}

function inner(box: { x: number; y: number; width: number; height: number }) {
  return { x: box.x + 0.5, y: box.y + 0.5, width: Math.max(box.width - 1, 0.5), height: box.height - 1 };
}

/** Hatches shared by all bars of the page. */
export function PartPatterns() {
  return (
    <svg width="0" height="0" className="defs" aria-hidden="true">
      <defs>
        <pattern id="part-handling" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--surface-1)" />
          <line x1="0" y1="0" x2="0" y2="4" stroke="var(--line-3)" strokeWidth="1.6" />
        </pattern>
        <pattern id="part-customs" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="4" height="4" fill="var(--surface-1)" />
          <line x1="0" y1="0" x2="0" y2="4" stroke="var(--held)" strokeWidth="1.6" />
        </pattern>
      </defs>
    </svg>
  );
}
