import { useQuery } from '@tanstack/react-query';

import { findPlaces, useCorridor } from '../api/queries';
import { dateIn, isoDate } from '../format/time';
import { EMPTY, type Question } from './question';

const DAYS_TO_READY = 3;
const DAY_MILLIS = 86_400_000;

/** The question a newcomer finds answered: wheat from Kokshetau to Ho Chi Minh City, ready in three days. */
export function useFirstQuestion(enabled: boolean): Question | null {
  const corridor = useCorridor().data;
  const to = useQuery({
    queryKey: ['first-destination'],
    queryFn: async ({ signal }) => {
      const places = await findPlaces('VNSGN', signal);
      return places.some((place) => place.id === 'VNSGN') ? 'VNSGN' : 'VNCLI';
    },
    enabled,
  }).data;
  if (!corridor || !to) return null;
  const ready = dateIn('Asia/Almaty', new Date(Date.parse(corridor.now) + DAYS_TO_READY * DAY_MILLIS));
  return { ...EMPTY, from: 'KZKOV', to, cargo: '1001.99', quantity: '1200 t', ready: isoDate(ready) };
}
