import { useSources } from '../api/queries';
import { translated, useT } from '../i18n';
import { bars } from './reliability';
import { Tip } from './Tip';

const HEIGHTS = [4, 7, 10];

/** Three small bars after a figure; hover or focus names the level and its sources. */
export function Reliability({ level, basis = [], about, focusable = false, showBasis = false }: {
  level: string;
  basis?: readonly string[];
  about?: string | undefined;
  focusable?: boolean;
  showBasis?: boolean;
}) {
  const t = useT();
  const sources = useSources().data ?? [];
  const named = basis.map((id) => ({ id, what: sources.find((source) => source.id === id)?.what ?? '' }));
  const word = translated(t, `reliability.${level}`) ?? level;
  const words = (
    <>
      <b>{word}</b>
      {about && <span className="tip-line">{about}</span>}
      <span className="tip-line">{translated(t, `reliability.${level}_why`) ?? ''}</span>
      {named.slice(0, 8).map((source) => (
        <span className="tip-line" key={source.id}>
          {source.what ? `${source.id}: ${source.what}` : source.id}
        </span>
      ))}
    </>
  );
  return (
    <Tip words={words} focusable={focusable} label={word} className="rel-anchor">
      <Bars level={level} />
      {showBasis && <span className="rel-word">{word}</span>}
    </Tip>
  );
}

/** The mark itself: 3 bars seen, 2 mixed, 1 computed, none unverified, dotted when modelled. */
export function Bars({ level }: { level: string }) {
  const filled = bars(level);
  return (
    <svg className="rel" viewBox="0 0 11 10" aria-hidden="true">
      {HEIGHTS.map((height, index) => (
        <rect
          key={height}
          x={0.5 + index * 4}
          y={10 - height - 0.5 + (index === 2 ? 0.5 : 0)}
          width="2"
          height={height - (index === 2 ? 0.5 : 0)}
          fill={index < filled ? 'var(--text-2)' : 'none'}
          stroke={index < filled ? 'var(--text-2)' : 'var(--line-3)'}
          strokeWidth={index < filled ? 1 : 0.8}
          strokeDasharray={level === 'modelled' ? '1 1.2' : undefined}
        />
      ))}
    </svg>
  );
}
