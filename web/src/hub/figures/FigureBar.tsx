import type { SpanFigure } from '../../api/hub';

/** How durations spread, to the longest of their kind: dark up to the median, light up to nine of ten, a line up to the longest. */
export function FigureBar({ figure, most }: { figure: SpanFigure; most: number }) {
  const share = (minutes: number) => (most > 0 ? (minutes / most) * 100 : 0);
  const [median, p90, longest] = [share(figure.median_minutes), share(figure.p90_minutes), share(figure.most_minutes)];
  return (
    <svg className="figure-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" y1="6" x2={longest} y2="6" stroke="var(--line-3)" vectorEffect="non-scaling-stroke" />
      <line x1={longest} y1="1" x2={longest} y2="11" stroke="var(--line-3)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
      <rect x="0" y="2" width={p90} height="8" fill="var(--fill-2)" />
      <rect x="0" y="2" width={median} height="8" fill="var(--fill-4)" />
    </svg>
  );
}

/** What the forms of `FigureBar` mean. */
export function FigureKey({ words }: { words: { median: string; p90: string; longest: string } }) {
  return (
    <span className="leg xs t2">
      <span>
        <svg width="14" height="8" aria-hidden="true">
          <rect width="14" height="8" fill="var(--fill-4)" />
        </svg>
        {words.median}
      </span>
      <span>
        <svg width="14" height="8" aria-hidden="true">
          <rect width="14" height="8" fill="var(--fill-2)" />
        </svg>
        {words.p90}
      </span>
      <span>
        <svg width="14" height="10" aria-hidden="true">
          <path d="M0 5h13M13 0v10" stroke="var(--line-3)" strokeWidth="1.500" />
        </svg>
        {words.longest}
      </span>
    </span>
  );
}
