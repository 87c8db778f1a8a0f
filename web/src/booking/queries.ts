import { useQuery } from '@tanstack/react-query';

import type { OffersAnswer } from '../api/booking';
import { post } from '../api/client';
import { consignmentPath } from '../consignments/queries';

/** Returns the ways of a consignment, searched with the room that is left, each with what it would cost to book. */
export function useOffers(consignment: string | null) {
  return useQuery({
    queryKey: ['offers', consignment],
    queryFn: ({ signal }) => post<OffersAnswer>(`${consignmentPath(consignment ?? '')}/offers`, {}, signal),
    enabled: consignment !== null,
    staleTime: 60_000,
  });
}
