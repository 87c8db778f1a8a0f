import { useState } from 'react';

import type { ImportAnswer, ImportResult } from '../api/exchange';
import { shortId } from '../consignments/words';
import { download } from '../format/csv';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon, type IconName } from '../parts/Icon';
import { Tabs } from '../parts/Tabs';
import { refusalWords } from '../plan/problems';
import { refusedCsv, resultCounts, RESULTS, type ResultState } from './results';

const FORMS: Record<string, { tone: string; icon: IconName | null }> = {
  refused: { tone: 'blocked', icon: 'blocked' },
  unknown_reference: { tone: 'attention', icon: 'attention' },
  would_do: { tone: 'life-plan', icon: null },
  done: { tone: 'ok', icon: 'ok' },
  repeated: { tone: 'none', icon: null },
};

/** Every row with what became of it, or would: filtered by result, the refused ones as a file. */
export function ImportResults({ answer, isRecorded, source }: { answer: ImportAnswer; isRecorded: boolean; source: string | null }) {
  const t = useT();
  const language = useLanguage();
  const [filter, setFilter] = useState<ResultState | 'all'>('all');
  const counts = resultCounts(answer.results);
  const present = RESULTS.filter((state) => (counts[state] ?? 0) > 0);
  const rows = answer.results.filter(({ state }) => filter === 'all' || state === filter);
  const lost = (counts.refused ?? 0) + (counts.unknown_reference ?? 0);
  const words = ({ problem }: ImportResult) => (problem ? refusalWords(t, withField(problem)) : '');
  return (
    <>
      <div className="tabs row">
        <Tabs<ResultState | 'all'>
          label={t('imports.by_result')}
          tabs={[{ name: 'all', words: t('figures.all'), count: answer.results.length }, ...present.map((name) => ({ name, words: t(`result.${name}`), count: counts[name] ?? 0 }))]}
          on={filter}
          onPick={setFilter}
        />
        <span className="grow" />
        {lost > 0 && (
          <button type="button" className="btn" onClick={() => download(`refused-${answer.import.name.replace(/\.\w+$/, '')}.csv`, refusedCsv(answer, source, words))}>
            <Icon name="file" />
            {t('imports.download_refused', { count: lost })}
          </button>
        )}
      </div>
      {!isRecorded && <p className="note">{t('imports.dry')}</p>}
      <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('imports.results')}>
        <table className="results-table">
          <colgroup>
            <col className="c-line" />
            <col className="c-result" />
            <col className="c-entity" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="num">{t('imports.col_line')}</th>
              <th scope="col">{t('imports.col_result')}</th>
              <th scope="col">{t('imports.col_entity')}</th>
              <th scope="col">{t('imports.col_reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((result) => {
              const form = FORMS[result.state] ?? { tone: 'none', icon: null };
              return (
                <tr key={result.row} data-state={result.state}>
                  <td className="num">{number(language, result.line)}</td>
                  <td>
                    <span className={`chip ${form.tone}`}>
                      {form.icon && <Icon name={form.icon} />}
                      {t(`result.${result.state}`)}
                    </span>
                  </td>
                  <td className="t2 el">{result.entity ? shortId(result.entity) : '–'}</td>
                  <td className="wrap">{words(result)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {answer.import.counts.rows > answer.results.length && <p className="s t3 price-note">{t('imports.first_only', { count: answer.results.length, rows: number(language, answer.import.counts.rows) })}</p>}
      </div>
    </>
  );
}

/** Returns a row's problem as other refusals say it: the column is the field. */
function withField({ code, detail, facts, column, expected, found }: NonNullable<ImportResult['problem']>) {
  return { code, detail, facts, fields: [{ field: column ?? '', expected: expected ?? '', found: found ?? '' }] };
}
