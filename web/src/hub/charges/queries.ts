import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { ChargeRow, HubCharges, TariffLine } from '../../api/hub';
import { get } from '../../api/client';
import { pageAddress, usePages } from '../../api/pages';
import type { Period } from '../figures/figures';
import { hubPath } from '../queries';

/** The word of the interface for acts that nobody is known to pay. */
export const NOBODY = 'none';

/** Which acts are wanted; an empty text means all. */
export interface ChargesWanted {
  act: string;
  payer: string;
  q: string;
  /** Only those that the tariff has no line for. */
  isUnpriced: boolean;
}

/** Returns a filter as the interface takes it. */
export function chargesQuery({ from, until }: Period, { act, payer, q, isUnpriced }: ChargesWanted): Record<string, string | undefined> {
  const given = (text: string) => text || undefined;
  return { from, until: until ?? undefined, act: given(act), payer: given(payer), q: given(q), priced: isUnpriced ? 'false' : undefined };
}

/** What a hub charges for a period, by pages; the first has the sums. */
export function useCharges(hub: string, period: Period, wanted: ChargesWanted) {
  return usePages<ChargeRow, HubCharges>(hubPath(hub, 'charges'), { ...chargesQuery(period, wanted), limit: '100' });
}

/** Returns where the same acts are had as a file. */
export function chargesFile(hub: string, period: Period, wanted: ChargesWanted, format: 'csv' | 'xlsx'): string {
  return pageAddress(hubPath(hub, 'charges', 'table'), { ...chargesQuery(period, wanted), format }, null);
}

/** The tariff of a hub: data of the corridor, which does not change while the server runs. */
export function useTariff(hub: string) {
  return useQuery({
    queryKey: ['hub-tariff', hub],
    queryFn: ({ signal }) => get<TariffLine[]>(hubPath(hub, 'tariff'), signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
