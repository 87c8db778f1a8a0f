import { useQuery } from '@tanstack/react-query';

import type { Permission, SessionView } from '../api/booking';
import { get } from '../api/client';
import { queryClient } from '../api/queries';

const SESSION_KEY = ['session'];
/** First words of the keys of what belongs to who is signed in. */
const OWN = new Set(['pages', 'own', 'offers']);

/** Returns who is signed in, and what that person may do. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: ({ signal }) => get<SessionView>('/v1/session', signal), staleTime: 60_000, refetchOnWindowFocus: true });
}

/** Returns whether the session allows something; nobody may while it is unknown. */
export function useMay(permission: Permission): boolean {
  return useSession().data?.permissions.includes(permission) ?? false;
}

/** Shows a new session at once; what was fetched for the one before is dropped. */
export function changeSession(session: SessionView | null): void {
  if (session) queryClient.setQueryData(SESSION_KEY, session);
  else void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
  void queryClient.resetQueries({ predicate: ({ queryKey }) => OWN.has(String(queryKey[0])) });
}

/** Makes stale what a change may have touched: lists by their address, single things by their words. */
export function makeStale(...keys: readonly (readonly string[])[]): void {
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
}
