import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query';

import { get, post } from './client';
import type {
  CargoView,
  ClaimsAnswer,
  CorridorView,
  CrossingView,
  MapView,
  PlaceView,
  PlanAnswer,
  PlanRequest,
  RaceAnswer,
  RaceRequest,
  ReachAnswer,
  SourceView,
  UnitTypeView,
} from './types';

/** One cache for the whole page; the corridor's tables do not change while the server runs. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false } },
});

export function useCorridor() {
  return useQuery({ queryKey: ['corridor'], queryFn: ({ signal }) => get<CorridorView>('/v1/corridor', signal) });
}

export function useSources() {
  return useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => get<SourceView[]>('/v1/sources', signal) });
}

export function useCrossings() {
  return useQuery({ queryKey: ['crossings'], queryFn: ({ signal }) => get<CrossingView[]>('/v1/crossings', signal) });
}

export function useUnitTypes() {
  return useQuery({ queryKey: ['unit-types'], queryFn: ({ signal }) => get<UnitTypeView[]>('/v1/unit-types', signal) });
}

export function useMapView() {
  return useQuery({ queryKey: ['map'], queryFn: ({ signal }) => get<MapView>('/v1/map', signal) });
}

export function useClaims() {
  return useQuery({ queryKey: ['claims'], queryFn: ({ signal }) => get<ClaimsAnswer>('/v1/claims', signal) });
}

/** Returns places whose names or codes match, best first. */
export function findPlaces(text: string, signal?: AbortSignal): Promise<PlaceView[]> {
  return get<PlaceView[]>(`/v1/places?q=${encodeURIComponent(text)}&limit=12`, signal);
}

/** Returns goods whose names or HS codes match, best first. */
export function findCargo(text: string, signal?: AbortSignal): Promise<CargoView[]> {
  return get<CargoView[]>(`/v1/cargo?q=${encodeURIComponent(text)}&limit=12`, signal);
}

export function usePlaceSuggestions(text: string, enabled: boolean) {
  return useQuery({
    queryKey: ['places', text],
    queryFn: ({ signal }) => findPlaces(text, signal),
    enabled: enabled && text.trim() !== '',
    placeholderData: keepPreviousData,
  });
}

export function useCargoSuggestions(text: string, enabled: boolean) {
  return useQuery({
    queryKey: ['cargo', text],
    queryFn: ({ signal }) => findCargo(text, signal),
    enabled: enabled && text.trim() !== '',
    placeholderData: keepPreviousData,
  });
}

/** Returns the place of an id or UN/LOCODE, or nothing for other words. */
export function usePlace(code: string) {
  return useQuery({
    queryKey: ['place', code],
    queryFn: async ({ signal }) => {
      const places = await findPlaces(code, signal);
      return places.find((place) => place.id === code) ?? places.find((place) => place.unlocode === code) ?? null;
    },
    enabled: code.trim() !== '',
  });
}

/** Returns the goods of an HS code, or nothing for other words. */
export function useCargo(hs: string) {
  return useQuery({
    queryKey: ['cargo-of', hs],
    queryFn: async ({ signal }) => (await findCargo(hs, signal)).find((cargo) => cargo.hs === hs) ?? null,
    enabled: hs.trim() !== '',
  });
}

export function planKey(request: PlanRequest | null) {
  return ['plan', request] as const;
}

export function usePlan(request: PlanRequest | null) {
  return useQuery({
    queryKey: planKey(request),
    queryFn: ({ signal }) => post<PlanAnswer>('/v1/plan', request, signal),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    gcTime: 10 * 60_000,
  });
}

export function raceKey(request: RaceRequest | null) {
  return ['race', request] as const;
}

export function useRace(request: RaceRequest | null) {
  return useQuery({
    queryKey: raceKey(request),
    queryFn: ({ signal }) => post<RaceAnswer>('/v1/race', request, signal),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  });
}

export function useReach(from: string, days: number, enabled: boolean) {
  return useQuery({
    queryKey: ['reach', from, days],
    queryFn: ({ signal }) => get<ReachAnswer>(`/v1/reach?from=${encodeURIComponent(from)}&within=${days}d`, signal),
    enabled: enabled && from !== '',
    placeholderData: keepPreviousData,
  });
}
