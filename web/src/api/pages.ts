import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

import type { Page } from './booking';
import { get } from './client';

/** Returns the address of one page of a list; empty filters are left out. */
export function pageAddress(path: string, filter: Record<string, string | undefined>, cursor: string | null): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  if (cursor) query.set('cursor', cursor);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** A list by pages; the pages before stay on screen while the next one is fetched. */
export function usePages<Item, Answer extends Page<Item> = Page<Item>>(path: string, filter: Record<string, string | undefined>, enabled = true) {
  const query = useInfiniteQuery({
    queryKey: ['pages', path, filter],
    queryFn: ({ pageParam, signal }) => get<Answer>(pageAddress(path, filter, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Answer) => (page.next ? String(page.next) : null),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    enabled,
  });
  const pages = query.data?.pages ?? [];
  return { ...query, first: pages[0], items: pages.flatMap((page) => page.items), total: pages[0]?.total ?? null };
}

/** The first part of the key of every page of a list, for making it stale. */
export function pagesKey(path: string) {
  return ['pages', path] as const;
}
