import { useQuery } from '@tanstack/react-query';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import countriesUrl from 'world-atlas/countries-50m.json?url';
import landUrl from 'world-atlas/land-50m.json?url';

import { planar, type Ring } from './projection';


async function load(url: string, object: string): Promise<GeoJSON.FeatureCollection> {
  const topology = (await (await fetch(url)).json()) as Topology<Record<string, GeometryCollection>>;
  const shapes = topology.objects[object];
  if (!shapes) throw new Error(`expected ${object} in the base map`);
  const { type, features } = feature(topology, shapes);
  return { type, features: features.map((one) => ({ ...one, geometry: planarGeometry(one.geometry) })) };
}

function planarGeometry(geometry: GeoJSON.Geometry): GeoJSON.Geometry {
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: (geometry.coordinates as Ring[]).map(planar) };
  if (geometry.type !== 'MultiPolygon') return geometry;
  return { type: 'MultiPolygon', coordinates: (geometry.coordinates as Ring[][]).map((rings) => rings.map(planar)) };
}

/** The world's land, 1:50 million, without borders. */
export function useLand() {
  return useQuery({ queryKey: ['land'], queryFn: () => load(landUrl, 'land'), gcTime: Infinity });
}

/** Countries, 1:50 million; fetched only when somebody switches borders on. */
export function useCountries(enabled: boolean) {
  return useQuery({ queryKey: ['countries'], queryFn: () => load(countriesUrl, 'countries'), enabled, gcTime: Infinity });
}

/** Returns the rings of all polygons. */
export function ringsOf(land: GeoJSON.FeatureCollection): Ring[] {
  return land.features.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return geometry.coordinates as Ring[];
    if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat() as Ring[];
    return [];
  });
}
