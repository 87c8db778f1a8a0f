import { useQuery } from '@tanstack/react-query';

import type { OrganisationsView } from '../api/booking';
import { get } from '../api/client';
import { useT } from '../i18n';
import { DEMO_ORGANISATIONS, useMay, useSession } from './session';

export interface OrganisationBook {
  name: (id: string | null | undefined) => string;
  all: { id: string; name: string; kind: string }[];
}

/** Returns the organisations that the session may know of: all at the operator, else the own one. */
export function useOrganisationList() {
  return useQuery({
    queryKey: ['own', 'organisations'],
    queryFn: ({ signal }) => get<OrganisationsView>('/v1/organisations', signal),
    enabled: useMay('read'),
    staleTime: 60_000,
  });
}

/** Returns the names of organisations that this session may know; others show as their identifier. */
export function useOrganisations(): OrganisationBook {
  const t = useT();
  const session = useSession().data;
  const listed = useOrganisationList().data?.organisations ?? [];
  const demo = session?.demo ? DEMO_ORGANISATIONS.map(({ id, kind }) => ({ id, kind, name: t(`demo_organisation.${id}`) })) : [];
  const own = session?.organisation ? [session.organisation] : [];
  const known = new Map([...own, ...listed, ...demo].map(({ id, name, kind }) => [id, { id, name, kind }]));
  return { name: (id) => (id ? (known.get(id)?.name ?? id) : '–'), all: [...known.values()] };
}
