import { useState } from 'react';

import type { SpanFigure } from '../../api/hub';
import { useT } from '../../i18n';
import { Nothing } from '../../parts/Nothing';
import { Failure, Waiting } from '../../plan/States';
import { useRowKeys } from '../../shell/useShortcuts';
import { useOnHub } from '../onHub';
import { figureGroups, isSame, periodOf, shownFigures } from './figures';
import { FigureTable } from './FigureTable';
import { MachineFigures } from './MachineFigures';
import { PeriodBar } from './PeriodBar';
import { useFigures } from './queries';
import { SpanPanel } from './SpanPanel';
import { YardChart } from './YardChart';

/** How the days went: how long things took, how busy machines were, how full the yard was, and what each figure is made of. */
export function FiguresView() {
  const t = useT();
  const { plan, floor, params, go } = useOnHub();
  const period = periodOf(params, plan.zone, floor.now);
  const { data, error, isPending, isFetching, isPlaceholderData } = useFigures(plan.id, period);
  const wanted = { kind: params.get('measure') ?? '', of: params.get('part') };
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set(wanted.of ? [wanted.kind] : []));
  const groups = figureGroups(data?.spans ?? []);
  const rows = shownFigures(groups, unfolded);
  const chosen = data?.spans.find((figure) => isSame(figure, wanted)) ?? groups[0]?.all;
  const isInSpans = params.get('span') !== null && chosen !== undefined && isSame(chosen, wanted);
  const choose = (figure: Pick<SpanFigure, 'kind' | 'of'>, span: string | null = null) => go({ measure: figure.kind, part: figure.of ?? null, span });
  // Choosing what is chosen opens its spans, and leads back from them.
  const pick = (figure: Pick<SpanFigure, 'kind' | 'of'>) => choose(figure, chosen && isSame(figure, chosen) && !isInSpans ? 'first' : null);
  const unfold = (kind: string) => setUnfolded(unfolded.has(kind) ? new Set([...unfolded].filter((one) => one !== kind)) : new Set([...unfolded, kind]));
  const select = (position: number) => {
    const row = rows[position];
    if (!row) return;
    choose(row);
    document.querySelectorAll('[data-figure]')[position]?.scrollIntoView({ block: 'nearest' });
  };
  useRowKeys(isInSpans ? 0 : rows.length, rows.findIndex((row) => chosen && isSame(row, chosen)), select, () => chosen && choose(chosen, 'first'));
  return (
    <div className={`hub-figures-view ${data && data.yard_places === 0 ? 'dry' : ''} ${groups.length === 0 ? 'none' : ''}`} aria-busy={isFetching}>
      <PeriodBar key={`${period.from}${period.until}`} zone={plan.zone} now={floor.now} go={go} period={period} figures={data} isLate={isPlaceholderData || error !== null} />
      <section className="panel figures-took" aria-label={t('hub.figures_took')}>
        {error && !data && <Failure error={error} />}
        {isPending && <Waiting rows={9} />}
        {data && groups.length === 0 && (
          <Nothing
            title={t('hub.figures_none')}
            action={
              period.name !== '31d' && (
                <button type="button" className="btn" onClick={() => go({ period: '31d', from: null, until: null })}>
                  {t('hub.figures_longer')}
                </button>
              )
            }
          >
            {t('hub.figures_none_words')}
          </Nothing>
        )}
        {data && groups.length > 0 && <FigureTable figures={data} groups={groups} unfolded={unfolded} chosen={chosen} isOld={isPlaceholderData} onUnfold={unfold} onChoose={pick} />}
      </section>
      {data && <MachineFigures figures={data} chosen={chosen} onChoose={pick} />}
      {data && data.yard_places > 0 && <YardChart figures={data} />}
      <SpanPanel key={`${chosen?.kind} ${chosen?.of ?? ''}`} figure={chosen} period={period} isInSpans={isInSpans} />
    </div>
  );
}
