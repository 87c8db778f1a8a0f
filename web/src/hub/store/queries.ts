import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';

import { get, upload } from '../../api/client';
import type { Goods, GoodsList, GoodsReading, StuffingList, StuffingLists, Warehouses } from '../../api/hub';
import { newKey } from '../../api/intent';
import { hubPath } from '../queries';
import { listType } from '../train';

/** The first part of every key of goods: an action on the floor makes all of them stale. */
export const STORE_KEY = ['own', 'hub-store'] as const;

export function useWarehouses(hub: string) {
  return useQuery({ queryKey: [...STORE_KEY, 'warehouses', hub], queryFn: ({ signal }) => get<Warehouses>(hubPath(hub, 'warehouses'), signal), staleTime: 5000 });
}

/** What a list of goods is filtered by; what is empty chooses nothing. */
export interface GoodsFilter {
  text: string;
  warehouse: string;
  bay: string;
  customs: string;
  state: string;
  held: boolean;
  sort: string;
}

export const NO_FILTER: GoodsFilter = { text: '', warehouse: '', bay: '', customs: '', state: '', held: false, sort: '' };

/** Returns the part of an address that a filter is. */
export function goodsQuery(filter: GoodsFilter, further: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, held: filter.held ? 'true' : '', ...further })) if (value) query.set(name, value);
  return query.toString();
}

export function useGoodsList(hub: string, filter: GoodsFilter, offset = 0, limit = 100) {
  const query = goodsQuery(filter, { limit: String(limit), ...(offset > 0 ? { offset: String(offset) } : {}) });
  return useQuery({
    queryKey: [...STORE_KEY, 'goods', query, hub],
    queryFn: ({ signal }) => get<GoodsList>(`${hubPath(hub, 'goods')}?${query}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 5000,
  });
}

export function useGoods(hub: string, goods: string) {
  return useQuery({ queryKey: [...STORE_KEY, 'one', goods, hub], queryFn: ({ signal }) => get<Goods>(hubPath(hub, 'goods', goods), signal), staleTime: 5000, placeholderData: keepPreviousData });
}

export function useLists(hub: string) {
  return useQuery({ queryKey: [...STORE_KEY, 'lists', hub], queryFn: ({ signal }) => get<StuffingLists>(hubPath(hub, 'stuffing'), signal), staleTime: 5000 });
}

export function useStuffing(hub: string, list: string | null) {
  return useQuery({
    queryKey: [...STORE_KEY, 'list', list ?? '', hub],
    queryFn: ({ signal }) => get<StuffingList>(hubPath(hub, 'stuffing', list ?? ''), signal),
    enabled: list !== null,
    placeholderData: keepPreviousData,
    staleTime: 2000,
  });
}

/** Reads a shipper's list and records nothing. */
export function useReadGoods(hub: string) {
  return useMutation<GoodsReading, unknown, { file: Blob; name: string; owner: string }>({
    mutationFn: ({ file, name, owner }) => {
      const query = new URLSearchParams({ name, ...(owner ? { owner } : {}) });
      return upload<GoodsReading>(`${hubPath(hub, 'goods', 'read')}?${query.toString()}`, file, listType(name), newKey());
    },
  });
}
