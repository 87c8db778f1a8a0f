/** The order of a list as its address says it: a name, with a minus for falling. */
export type SortKey = string;

/** Returns the order after a click on a column: the column rising, then falling. */
export function nextSort(sort: SortKey, column: string): SortKey {
  return sort === column ? `-${column}` : column;
}

/** A column's head that sorts; the arrow stands only on the sorted column. */
export function SortHead({ column, words, sort, onSort, numeric = false }: {
  column: string;
  words: string;
  sort: SortKey;
  onSort: (sort: SortKey) => void;
  numeric?: boolean;
}) {
  const isFalling = sort === `-${column}`;
  const isSorted = sort === column || isFalling;
  return (
    <th scope="col" className={numeric ? 'num' : ''} aria-sort={isSorted ? (isFalling ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="sort" onClick={() => onSort(nextSort(sort, column))} title={words}>
        {words}
        {isSorted && <span aria-hidden="true">{isFalling ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}
