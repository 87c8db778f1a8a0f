import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import type { HubFigures, SpanFigure, SpanRow } from '../../api/hub';
import { get } from '../../api/client';
import { pageAddress, usePages } from '../../api/pages';
import { hubPath } from '../queries';
import type { Period } from './figures';

/** Figures until now are made again so often; a hub in work would make them stale every second. */
const FIGURES_MILLIS = 60_000;
/** Rows that one answer brings. */
const PAGE_ROWS = '500';
/** So many spans are fetched at most. */
export const SPANS_MAX = 10_000;

function ends({ from, until }: Period) {
  return { from, until: until ?? undefined };
}

/** The figures of a hub in a period; those of the period before stay on screen while they are made. */
export function useFigures(hub: string, period: Period) {
  const address = pageAddress(hubPath(hub, 'figures'), ends(period), null);
  return useQuery({
    queryKey: ['own', 'hub-figures', address],
    queryFn: ({ signal }) => get<HubFigures>(address, signal),
    placeholderData: keepPreviousData,
    staleTime: FIGURES_MILLIS,
    refetchInterval: period.until === null ? FIGURES_MILLIS : false,
  });
}

/** The spans that a figure is made of, in the order of their ends; `isWhole` fetches them all. */
export function useSpans(hub: string, { kind, of }: Pick<SpanFigure, 'kind' | 'of'>, period: Period, isWhole: boolean) {
  const list = usePages<SpanRow>(hubPath(hub, 'figures', kind), { ...ends(period), of: of ?? undefined, limit: PAGE_ROWS });
  const { hasNextPage, isFetchingNextPage, isError, isPlaceholderData, fetchNextPage } = list;
  const mayFetch = hasNextPage && !isError && !isPlaceholderData && list.items.length < SPANS_MAX;
  useEffect(() => {
    if (isWhole && mayFetch && !isFetchingNextPage) void fetchNextPage();
  }, [isWhole, mayFetch, isFetchingNextPage, fetchNextPage]);
  return { ...list, mayFetch };
}
