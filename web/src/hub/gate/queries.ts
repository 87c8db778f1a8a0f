import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Gate, GateAppointments, GateWindows } from '../../api/hub';
import { get } from '../../api/client';
import { hubPath } from '../queries';

/** What waits grows older without anything happening. */
const GATE_MILLIS = 30_000;

/** A hub as far as its gate is concerned: its name in addresses, and its clock. */
export interface HubClock {
  id: string;
  zone: string;
}

export function useGate(hub: string) {
  return useQuery({ queryKey: ['own', 'hub-gate', hub], queryFn: ({ signal }) => get<Gate>(hubPath(hub, 'gate'), signal), refetchInterval: GATE_MILLIS, staleTime: 5000 });
}

/** The windows of a day by the hub's clock; today's where nothing is said. */
export function useGateWindows(hub: string, date: string | null) {
  return useQuery({
    queryKey: ['own', 'hub-gate', 'windows', date ?? '', hub],
    queryFn: ({ signal }) => get<GateWindows>(`${hubPath(hub, 'gate', 'windows')}${date ? `?date=${date}` : ''}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 5000,
  });
}

export interface AppointmentsWanted {
  q: string;
  state: string;
  date: string;
}

/** Returns a filter as the part of an address behind the question mark. */
export function appointmentsQuery(wanted: AppointmentsWanted, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...wanted, ...more }).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}

export function useAppointments(hub: string, wanted: AppointmentsWanted) {
  const query = appointmentsQuery(wanted, { limit: '500' });
  return useQuery({
    queryKey: ['own', 'hub-gate', 'appointments', query, hub],
    queryFn: ({ signal }) => get<GateAppointments>(`${hubPath(hub, 'gate', 'appointments')}?${query}`, signal),
    placeholderData: keepPreviousData,
    staleTime: 5000,
  });
}
