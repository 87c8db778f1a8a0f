import { useState, type ReactNode } from 'react';

import type { ListReading } from '../api/hub';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { refusalWords } from '../plan/problems';

export type RowProblem = NonNullable<ListReading['problem']>;

/** A row of a file that was read: what is wrong with it, if anything. */
export interface ReadRow {
  line: number;
  state: 'read' | 'warned' | 'refused';
  problems?: RowProblem[] | undefined;
}

interface ReadRowsProps<Row extends ReadRow> {
  reading: { rows: readonly Row[]; refused: number; warned: number };
  /** What the file was read as. */
  words: string;
  /** What else there is to say of the whole file. */
  more?: ReactNode;
  /** What is wrong with the whole file. */
  problems?: ReactNode;
  /** Columns between the line and the result. */
  columns: readonly { words: string; cell: (row: Row) => ReactNode; className?: string }[];
}

/** A file as it was read: how many rows are wrong, then each of those, or all, with what is wrong. */
export function ReadRows<Row extends ReadRow>({ reading, words, more, problems, columns }: ReadRowsProps<Row>) {
  const t = useT();
  const [isAll, setIsAll] = useState(reading.refused + reading.warned === 0);
  const rows = reading.rows.filter(({ state }) => isAll || state !== 'read');
  return (
    <>
      <p className="s list-summary" role="status">
        <b>{words}</b>
        {reading.refused > 0 && (
          <span className="chip blocked">
            <Icon name="blocked" />
            {t('hub.train_refused', { count: reading.refused })}
          </span>
        )}
        {reading.warned > 0 && (
          <span className="chip attention">
            <Icon name="attention" />
            {t('hub.train_warned', { count: reading.warned })}
          </span>
        )}
        {more}
      </p>
      {problems}
      <label className="check s">
        <input type="checkbox" checked={isAll} onChange={(event) => setIsAll(event.target.checked)} />
        {t('hub.train_all_rows', { count: reading.rows.length })}
      </label>
      <div className="scroll list-rows" tabIndex={0} role="region" aria-label={t('hub.train_rows')}>
        <table>
          <colgroup>
            <col className="c-line" />
            {columns.map((column) => (
              <col key={column.words} className="c-number" />
            ))}
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="num">{t('hub.train_col_line')}</th>
              {columns.map((column) => (
                <th key={column.words} scope="col">{column.words}</th>
              ))}
              <th scope="col">{t('hub.train_col_result')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={`${row.line} ${index}`} data-list-row={row.state}>
                <td className="num t3">{row.line}</td>
                {columns.map((column) => (
                  <td key={column.words} className={`nw ${column.className ?? ''}`}>{column.cell(row)}</td>
                ))}
                <td className="wrap">
                  <Result row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Result({ row }: { row: ReadRow }) {
  const t = useT();
  if ((row.problems ?? []).length === 0) return <span className="s t2">{t('hub.train_row.read')}</span>;
  return (
    <>
      {(row.problems ?? []).map((problem) => (
        <div key={`${problem.code} ${problem.column ?? ''}`} className={`s said ${row.state === 'refused' ? 'c-blocked' : 'c-attention'}`}>
          <Icon name={row.state === 'refused' ? 'blocked' : 'attention'} />
          <span>
            <b>{t(`hub.train_row.${row.state}`)}</b> {rowWords(t, problem)}
          </span>
        </div>
      ))}
    </>
  );
}

/** Returns a row's problem as other refusals say it: the column is the field. */
export function rowWords(t: ReturnType<typeof useT>, { code, detail, facts, column, expected, found }: RowProblem): string {
  return refusalWords(t, { code, detail, facts, fields: [{ field: column ?? '', expected: expected ?? '', found: found ?? '' }] });
}
