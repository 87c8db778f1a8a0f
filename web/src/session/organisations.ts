import { useQuery } from '@tanstack/react-query';

import type { OrganisationView, Page } from '../api/booking';
import { get } from '../api/client';
import { useMay, useSession } from './session';

export interface OrganisationBook {
  name: (id: string | null | undefined) => string;
  all: { id: string; name: string; kind: string }[];
}

/** Returns the names of organisations that this session may know; others show as their identifier. */
export function useOrganisations(): OrganisationBook {
  const session = useSession().data;
  const administers = useMay('administer');
  const listed = useQuery({
    queryKey: ['own', 'organisations'],
    queryFn: ({ signal }) => get<Page<OrganisationView>>('/v1/organisations?limit=200', signal),
    enabled: administers,
    staleTime: 60_000,
  }).data;
  const own = session?.organisation ? [session.organisation] : [];
  const known = new Map([...(session?.demo_organisations ?? []), ...own, ...(listed?.items ?? [])].map(({ id, name, kind }) => [id, { id, name, kind }]));
  return { name: (id) => (id ? (known.get(id)?.name ?? id) : '–'), all: [...known.values()] };
}
