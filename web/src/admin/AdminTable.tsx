import type { ReactNode } from 'react';

import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { Failure, Waiting } from '../plan/States';

export interface Column<Row> {
  words: string;
  width?: string;
  isNumber?: boolean;
  cell: (row: Row) => ReactNode;
}

/** The rows of a list, all of them or by pages. */
export interface Listed<Row> {
  items: readonly Row[];
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  isSuccess: boolean;
}

/** A list of administration: its tabs, one button to add, rows with their columns. */
export function AdminTable<Row extends { id: string }>({ title, views, list, columns, add, empty, selected, onOpen, aside }: {
  title: string;
  views: ReactNode;
  list: Listed<Row>;
  columns: readonly Column<Row>[];
  add: { words: string; onAdd: () => void };
  empty: { title: string; words: string };
  selected?: string | null;
  onOpen?: (row: Row) => void;
  aside?: ReactNode;
}) {
  const t = useT();
  const rows = list.items;
  const failed = list.error !== null && rows.length === 0;
  return (
    <section className="panel" aria-label={title} aria-busy={list.isFetching}>
      <div className="ph tall">
        <h1>{title}</h1>
        <span className="grow" />
        {views}
        <button type="button" className="btn p" onClick={add.onAdd}>
          <Icon name="plus" />
          {add.words}
        </button>
      </div>
      {failed && <Failure error={list.error} />}
      {list.isPending && !failed && <Waiting rows={6} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={empty.title}>{empty.words}</Nothing>}
      {rows.length > 0 && (
        <div className="scroll" data-rows tabIndex={0} role="region" aria-label={title}>
          <table className="it one-line">
            <colgroup>
              {columns.map(({ words, width }) => (
                <col key={words} className={width ?? ''} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {columns.map(({ words, isNumber }) => (
                  <th key={words} scope="col" className={isNumber ? 'num' : ''}>
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className={row.id === selected ? 'sel' : ''} data-row={row.id} aria-current={row.id === selected ? 'true' : undefined} onClick={onOpen ? () => onOpen(row) : undefined}>
                  {columns.map(({ words, isNumber, cell }) => (
                    <td key={words} className={isNumber ? 'num' : ''}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {aside}
      <span className="sr-only">{t('list.end')}</span>
    </section>
  );
}
