import type { HubFigures, MachineFigure, SpanFigure } from '../../api/hub';
import { download } from '../../format/csv';
import { figure, number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Nothing } from '../../parts/Nothing';
import { useOnHub } from '../onHub';
import { CsvButton } from './CsvButton';
import { isSame } from './figures';
import { fileName, machinesCsv } from './figuresCsv';
import { useFigureWords } from './words';

/** What each machine did: moves, hours at work, moves per hour beside what its data sheet says. */
export function MachineFigures({ figures, chosen, onChoose }: { figures: HubFigures; chosen: SpanFigure | undefined; onChoose: (figure: Pick<SpanFigure, 'kind' | 'of'>) => void }) {
  const t = useT();
  const language = useLanguage();
  const words = useFigureWords();
  const { plan } = useOnHub();
  const rows = figures.machines;
  const most = Math.max(...rows.flatMap((row) => [row.moves_per_hour_e1 / 10, row.rated_moves_per_hour]), 1);
  return (
    <section className="panel figures-machines" aria-label={t('hub.machines')}>
      <div className="ph">
        <h2>{t('hub.machines')}</h2>
        <span className="c s el">{t('hub.figures_rests')}</span>
        <span className="grow" />
        <CsvButton label={t('hub.machines')} isDisabled={rows.length === 0} onSave={() => download(fileName(plan.id, 'machines', figures), machinesCsv(rows))} />
      </div>
      {rows.length === 0 && <Nothing title={t('hub.figures_no_moves')}>{t('hub.figures_no_moves_words')}</Nothing>}
      {rows.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.machines')}>
          <table className="machine-figures">
            <colgroup>
              <col />
              <col className="c-moves" />
              <col className="c-moves" />
              <col className="c-moves" />
              <col className="c-moves" />
              <col className="c-rate" />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t('hub.machine')}</th>
                <th scope="col" className="num">{t('hub.figures_moves')}</th>
                <th scope="col" className="num">{t('hub.figures_worked')}</th>
                <th scope="col" className="num" title={t('hub.moves_per_hour')}>{t('hub.figures_per_hour')}</th>
                <th scope="col" className="num">{t('hub.figures_rated')}</th>
                <th scope="col">{t('hub.figures_beside')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const moves = { kind: 'move', of: row.equipment };
                const isChosen = chosen !== undefined && isSame(moves, chosen);
                return (
                  <tr key={row.equipment} className={isChosen ? 'sel' : ''} data-machine={row.equipment} onClick={() => onChoose(moves)}>
                    <td className="m">
                      <button type="button" className="link" aria-pressed={isChosen}>
                        {words.part(row.equipment)}
                      </button>
                    </td>
                    <td className="num">{number(language, row.moves)}</td>
                    <td className="num">{figure(language, row.worked_minutes / 60)}</td>
                    <td className="num b">{number(language, row.moves_per_hour_e1 / 10, 1)}</td>
                    <td className="num t2">{number(language, row.rated_moves_per_hour)}</td>
                    <td>
                      <RateBar row={row} most={most} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Moves per hour as a bar, the rated ones as a tick across it. */
function RateBar({ row, most }: { row: MachineFigure; most: number }) {
  const rated = (row.rated_moves_per_hour / most) * 100;
  return (
    <svg className="figure-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="2" width={(row.moves_per_hour_e1 / 10 / most) * 100} height="8" fill="var(--fill-3)" />
      <line x1={rated} y1="0" x2={rated} y2="12" stroke="var(--text-1)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
