/** A stretch of a way in its mode's form: sea round, ferry round with dashes, 1435 solid, 1520 two rails, road dashes. */
export function ModeBar({ mode, gauge, x, y, width }: { mode: string; gauge?: number | null | undefined; x: number; y: number; width: number }) {
  const w = Math.max(width, 1.5);
  if (mode === 'sea') return <rect x={x} y={y - 3.5} width={Math.max(w, 7)} height="7" rx="3.5" fill="var(--sea)" />;
  if (mode === 'ferry' || mode === 'barge') {
    return (
      <g>
        <rect x={x} y={y - 3.5} width={Math.max(w, 7)} height="7" rx="3.5" fill="var(--ferry)" />
        <line x1={x + 3} y1={y} x2={x + Math.max(w, 7) - 3} y2={y} stroke="var(--surface-1)" strokeWidth="1.5" strokeDasharray={mode === 'barge' ? '1.5 2' : '3 3'} />
      </g>
    );
  }
  if (mode === 'rail' && gauge === 1520) {
    return (
      <g fill="var(--rail-1520)">
        <rect x={x} y={y - 3.5} width={w} height="2.5" />
        <rect x={x} y={y + 1} width={w} height="2.5" />
      </g>
    );
  }
  if (mode === 'rail') return <rect x={x} y={y - 3.5} width={w} height="7" fill={gauge === 1435 ? 'var(--rail-1435)' : 'var(--src-model)'} />;
  return <line x1={x} y1={y} x2={x + w} y2={y} stroke="var(--road)" strokeWidth="4" strokeDasharray="5 2.5" />;
}

/** The hollow diamond of a gauge change, everywhere. */
export function GaugeDiamond({ x, y, size = 4 }: { x: number; y: number; size?: number }) {
  return (
    <path
      d={`M${x - size} ${y}l${size} ${-size * 1.25} ${size} ${size * 1.25}-${size} ${size * 1.25}z`}
      fill="var(--surface-1)"
      stroke="var(--text-1)"
      strokeWidth="1.3"
    />
  );
}

/** The form of a mode as a mark beside words. */
export function ModeMark({ mode, gauge, width = 24 }: { mode: string; gauge?: number | null | undefined; width?: number }) {
  return (
    <svg width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
      <ModeBar mode={mode} gauge={gauge} x={0} y={5} width={width} />
    </svg>
  );
}

export function GaugeMark() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <GaugeDiamond x={6} y={6} />
    </svg>
  );
}
