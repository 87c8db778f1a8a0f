import { useQuery } from '@tanstack/react-query';

import type { Permission, SessionView } from '../api/booking';
import { get, post } from '../api/client';
import { queryClient } from '../api/queries';

const SESSION_KEY = ['session'];
/** First words of the keys of what belongs to who is signed in. */
const OWN = new Set(['pages', 'own', 'offers']);

/** The organisations of the demonstration; the first is entered by itself. */
export const DEMO_ORGANISATIONS = [
  { id: 'LYG', kind: 'operator' },
  { id: 'DEMO-GRAIN', kind: 'customer' },
  { id: 'DEMO-FORWARD', kind: 'customer' },
  { id: 'DEMO-RAIL', kind: 'partner' },
  { id: 'DEMO-KTZ', kind: 'partner' },
] as const;

/** Set where somebody signed out of the demonstration on purpose: it is not entered again by itself in this tab. */
const LEFT = 'landbridge.left';

/** Returns who is signed in, and what that person may do. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: ({ signal }) => session(signal), staleTime: 60_000, refetchOnWindowFocus: true });
}

async function session(signal: AbortSignal): Promise<SessionView> {
  const found = await get<SessionView>('/v1/session', signal);
  if (found.signed_in || !found.demo || sessionStorage.getItem(LEFT)) return found;
  return post<SessionView>('/v1/session/demo', { organisation: DEMO_ORGANISATIONS[0].id }, signal);
}

/** Returns whether the session allows something; nobody may while it is unknown. */
export function useMay(permission: Permission): boolean {
  return useSession().data?.permissions.includes(permission) ?? false;
}

/** Returns whether a customer is signed in: whose things stand at the hubs, and who does not see the floors. */
export function useIsCustomer(): boolean {
  return useSession().data?.organisation?.kind === 'customer';
}

/** Shows a new session at once; what was fetched for the one before is dropped. */
export function changeSession(next: SessionView): void {
  if (next.signed_in) sessionStorage.removeItem(LEFT);
  else sessionStorage.setItem(LEFT, 'yes');
  queryClient.setQueryData(SESSION_KEY, next);
  void queryClient.resetQueries({ predicate: ({ queryKey }) => OWN.has(String(queryKey[0])) });
}

/** Makes stale what a change may have touched: lists by their address, single things by their words. */
export function makeStale(...keys: readonly (readonly string[])[]): void {
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
}
