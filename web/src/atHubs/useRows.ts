import { useState } from 'react';

import { useRowKeys } from '../shell/useShortcuts';
import { useOnScreen } from './onScreen';

/** The chosen row of a list, moved by keys; `Enter` opens it, and the link keeps what is open. */
export function useRows<Row>(rows: readonly Row[], idOf: (row: Row) => string) {
  const { params, go } = useOnScreen();
  const [chosen, setChosen] = useState<string | null>(null);
  const opened = rows.find((row) => idOf(row) === params.get('id')) ?? null;
  const at = rows.findIndex((row) => idOf(row) === chosen);
  const select = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setChosen(idOf(row));
    document.querySelector(`[data-row="${CSS.escape(idOf(row))}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const open = (row: Row) => {
    setChosen(idOf(row));
    go({ id: idOf(row) });
  };
  useRowKeys(rows.length, at, select, () => rows[at] && open(rows[at]));
  const attributes = (row: Row) => ({ 'data-row': idOf(row), className: idOf(row) === chosen ? 'sel' : '', 'aria-current': idOf(row) === chosen ? ('true' as const) : undefined, onClick: () => open(row) });
  return { opened, attributes, close: () => go({ id: null }) };
}
