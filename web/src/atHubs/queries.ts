import { useEffect } from 'react';

import type { AtHubsGoods, AtHubsLot, AtHubsUnit } from '../api/hub';
import { pagesKey, usePages } from '../api/pages';
import { makeStale } from '../session/session';
import { listPath, type ListFilter, type ListPart } from './filter';

/** What stands at a hub is told by no message to its owner: a list on screen is asked for again so often. */
const LIST_MILLIS = 60_000;

/** The row of each list. */
interface Rows {
  units: AtHubsUnit;
  goods: AtHubsGoods;
  lots: AtHubsLot;
}

/** A list by pages, fresh to the minute. */
export function useList<Of extends ListPart>(part: Of, filter: ListFilter) {
  const path = listPath(part);
  useEffect(() => {
    const timer = window.setInterval(() => makeStale(pagesKey(path)), LIST_MILLIS);
    return () => window.clearInterval(timer);
  }, [path]);
  return usePages<Rows[Of]>(path, filter);
}

export type List<Of extends ListPart> = ReturnType<typeof useList<Of>>;

/** Returns how many rows each list has at a hub, or at all of them. */
export function useTotals(hub: string | undefined): Record<ListPart, number | undefined> {
  const filter = { hub, limit: '1' };
  const [units, goods, lots] = [usePages(listPath('units'), filter), usePages(listPath('goods'), filter), usePages(listPath('lots'), filter)];
  return { units: units.total ?? undefined, goods: goods.total ?? undefined, lots: lots.total ?? undefined };
}
