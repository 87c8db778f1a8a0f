import type { CrossingView, LinkProperties, MapView, PlaceProperties, ReachAnswer } from '../api/types';
import type { Language } from '../i18n';

/** What is chosen, in the list and on the map alike. */
export type Selection = { kind: 'crossing'; id: string } | { kind: 'place'; id: string } | { kind: 'link'; id: string } | null;

const COLLECTION = 'FeatureCollection' as const;

export const NOTHING: GeoJSON.FeatureCollection = { type: COLLECTION, features: [] };

function point(lon: number, lat: number, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties };
}

export function crossingFeatures(crossings: readonly CrossingView[], language: Language): GeoJSON.FeatureCollection {
  const features = crossings.flatMap(({ id, name, lon, lat, status }) =>
    lon == null || lat == null ? [] : [point(lon, lat, { id, status, name: name[language] || name.en })],
  );
  return { type: COLLECTION, features };
}

export function reachFeatures(reach: ReachAnswer | undefined): GeoJSON.FeatureCollection {
  if (!reach) return NOTHING;
  const features = reach.ports.map((port) => point(port.lon, port.lat, { id: port.place, days: port.days, modelled: port.rests_on_modelled }));
  return { type: COLLECTION, features };
}

/** Returns the link or place of an id. */
export function featureOf(map: MapView | undefined, kind: 'link' | 'place', id: string): GeoJSON.Feature<GeoJSON.Geometry, LinkProperties | PlaceProperties> | undefined {
  return map?.features.find(({ properties }) => properties.kind === kind && properties.id === id);
}

/** Returns the geometry that marks the selection on the map. */
export function chosenFeatures(selection: Selection, map: MapView | undefined, crossings: readonly CrossingView[], reach: ReachAnswer | undefined): GeoJSON.FeatureCollection {
  if (!selection) return NOTHING;
  if (selection.kind === 'crossing') {
    const crossing = crossings.find(({ id }) => id === selection.id);
    if (crossing?.lon == null || crossing.lat == null) return NOTHING;
    return { type: COLLECTION, features: [point(crossing.lon, crossing.lat, {})] };
  }
  const feature = featureOf(map, selection.kind, selection.id);
  if (feature) return { type: COLLECTION, features: [feature] };
  const port = reach?.ports.find(({ place }) => place === selection.id);
  return port ? { type: COLLECTION, features: [point(port.lon, port.lat, {})] } : NOTHING;
}

/** Returns where to move the map for a selection, if it is one point. */
export function centreOf(features: GeoJSON.FeatureCollection): [number, number] | null {
  const geometry = features.features[0]?.geometry;
  if (geometry?.type === 'Point') return [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0];
  return null;
}

/** Returns source ids whether they came as a list or as text. */
export function basisOf(basis: string | readonly string[]): string[] {
  if (typeof basis !== 'string') return [...basis];
  return basis
    .replace(/[[\]"]/g, '')
    .split(/[;,]/)
    .map((id) => id.trim())
    .filter(Boolean);
}
