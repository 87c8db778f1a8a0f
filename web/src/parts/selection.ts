/** Several rows chosen by their identifiers, and the row that a range starts from. */
export interface Chosen {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NONE_CHOSEN: Chosen = { ids: new Set(), anchor: null };

/** Returns the choice with one row added or taken out; a range starts there. */
export function toggled(chosen: Chosen, id: string): Chosen {
  const ids = new Set(chosen.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** Returns the choice with every row from where the range starts to this one. */
export function ranged(chosen: Chosen, rows: readonly string[], id: string): Chosen {
  const [start, end] = [rows.indexOf(chosen.anchor ?? id), rows.indexOf(id)];
  if (start < 0 || end < 0) return toggled(chosen, id);
  const between = rows.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { ids: new Set([...chosen.ids, ...between]), anchor: chosen.anchor ?? id };
}

/** Returns all rows, or none when all are chosen already. */
export function allOrNone(chosen: Chosen, rows: readonly string[]): Chosen {
  const isAll = rows.length > 0 && rows.every((id) => chosen.ids.has(id));
  return isAll ? NONE_CHOSEN : { ids: new Set([...chosen.ids, ...rows]), anchor: chosen.anchor };
}
