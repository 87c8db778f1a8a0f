import { useQueries } from '@tanstack/react-query';

import { listName, nameIn } from '../format/names';
import { useLanguage } from '../i18n';
import { findPlaces } from './queries';
import type { PlaceView } from './types';

/** What lists need of places: names in the language on screen and time zones. */
export interface PlaceBook {
  place: (id: string | null | undefined) => PlaceView | undefined;
  /** Short, as lists have room for; the identifier until the name is known. */
  name: (id: string | null | undefined) => string;
  full: (id: string | null | undefined) => string;
  zone: (id: string | null | undefined) => string;
}

/** Returns a book of the places named; each is asked for once and kept. */
export function usePlaceBook(ids: readonly (string | null | undefined)[]): PlaceBook {
  const language = useLanguage();
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))];
  const known = useQueries({
    queries: wanted.map((id) => ({
      queryKey: ['place', id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const places = await findPlaces(id, signal);
        return places.find((place) => place.id === id) ?? places.find((place) => place.unlocode === id) ?? null;
      },
    })),
    combine: (results) => new Map(results.map((result, index) => [wanted[index], result.data ?? undefined])),
  });
  const place = (id: string | null | undefined) => (id ? known.get(id) : undefined);
  return {
    place,
    name: (id) => {
      const found = place(id);
      return found ? listName(language, found.name) : (id ?? '–');
    },
    full: (id) => {
      const found = place(id);
      return found ? nameIn(language, found.name) : (id ?? '–');
    },
    zone: (id) => place(id)?.zone ?? 'UTC',
  };
}
