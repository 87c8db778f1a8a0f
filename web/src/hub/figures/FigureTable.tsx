import type { HubFigures, SpanFigure } from '../../api/hub';
import { download } from '../../format/csv';
import { hoursMinutes } from '../../format/duration';
import { number } from '../../format/number';
import { translated, useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { useOnHub } from '../onHub';
import { CsvButton } from './CsvButton';
import { FigureBar, FigureKey } from './FigureBar';
import { isSame, type FigureGroup } from './figures';
import { fileName, figuresCsv } from './figuresCsv';
import { useFigureWords } from './words';

/** How long things took, kind by kind; the parts of a kind unfold below it. */
export function FigureTable({ figures, groups, unfolded, chosen, isOld, onUnfold, onChoose }: {
  figures: HubFigures;
  groups: readonly FigureGroup[];
  unfolded: ReadonlySet<string>;
  chosen: SpanFigure | undefined;
  isOld: boolean;
  onUnfold: (kind: string) => void;
  onChoose: (figure: SpanFigure) => void;
}) {
  const t = useT();
  const { plan } = useOnHub();
  const columns = ['count', 'median', 'p90', 'longest'] as const;
  return (
    <>
      <div className="ph tall">
        <h2>{t('hub.figures_took')}</h2>
        <span className="c s el">{t('hub.figures_ended')}</span>
        <span className="grow" />
        <FigureKey words={{ median: t('hub.figures_col.median'), p90: t('hub.figures_col.p90'), longest: t('hub.figures_col.longest') }} />
        <CsvButton label={t('hub.figures_took')} onSave={() => download(fileName(plan.id, 'figures', figures), figuresCsv(figures.spans))} />
      </div>
      <div
        className="scroll"
        data-rows
        tabIndex={0}
        role="region"
        aria-label={t('hub.figures_took')}
        onKeyDown={(event) => {
          const [opens, closes] = [event.key === 'ArrowRight', event.key === 'ArrowLeft'];
          if (chosen && (opens || closes) && unfolded.has(chosen.kind) === closes) onUnfold(chosen.kind);
        }}
      >
        <table className={isOld ? 'figure-table stale' : 'figure-table'}>
          <colgroup>
            <col className="c-figure" />
            <col className="c-count" />
            <col className="c-took" />
            <col className="c-took" />
            <col className="c-took" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('hub.figures_col.what')}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="num">
                  {t(`hub.figures_col.${column}`)}
                </th>
              ))}
              <th scope="col">{t('hub.figures_col.spread')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <GroupRows key={group.kind} group={group} isUnfolded={unfolded.has(group.kind)} chosen={chosen} onUnfold={() => onUnfold(group.kind)} onChoose={onChoose} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function GroupRows({ group: { kind, all, parts }, isUnfolded, chosen, onUnfold, onChoose }: { group: FigureGroup; isUnfolded: boolean; chosen: SpanFigure | undefined; onUnfold: () => void; onChoose: (figure: SpanFigure) => void }) {
  const t = useT();
  const words = useFigureWords();
  const row = (figure: SpanFigure) => ({ figure, most: all.most_minutes, isChosen: chosen !== undefined && isSame(figure, chosen), onChoose: () => onChoose(figure) });
  return (
    <>
      <FigureRow {...row(all)}>
        {parts.length > 0 ? (
          <button
            type="button"
            className="icon-button"
            aria-expanded={isUnfolded}
            aria-label={t('hub.figures_parts', { name: words.kind(kind) })}
            onClick={(event) => {
              event.stopPropagation();
              onUnfold();
            }}
          >
            <Icon name={isUnfolded ? 'down' : 'right'} />
          </button>
        ) : (
          <span className="no-parts" />
        )}
      </FigureRow>
      {isUnfolded && parts.map((part) => <FigureRow key={part.of} {...row(part)} />)}
    </>
  );
}

function FigureRow({ figure, most, isChosen, onChoose, children }: { figure: SpanFigure; most: number; isChosen: boolean; onChoose: () => void; children?: React.ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const words = useFigureWords();
  const { kind, of } = figure;
  const ends = of ? null : translated(t, `hub.figures_ends.${kind}`);
  const took = (minutes: number) => hoursMinutes(t, language, minutes);
  return (
    <tr className={`${isChosen ? 'sel' : ''} ${of ? 'part' : ''}`} data-figure={of ? `${kind}/${of}` : kind} onClick={onChoose}>
      <td>
        <div className="figure-name">
          {children}
          <button type="button" className="origin" aria-pressed={isChosen}>
            <span className={of ? 'el' : 'm el'}>{of ? words.part(of) : words.kind(kind)}</span>
            {ends && <span className="xs t3 el">{ends}</span>}
          </button>
        </div>
      </td>
      <td className="num">{number(language, figure.count)}</td>
      <td className="num b">{took(figure.median_minutes)}</td>
      <td className="num">{took(figure.p90_minutes)}</td>
      <td className="num">{took(figure.most_minutes)}</td>
      <td>
        <FigureBar figure={figure} most={most} />
      </td>
    </tr>
  );
}
