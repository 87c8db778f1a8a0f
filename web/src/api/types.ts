import type { components } from './schema';

type Schemas = components['schemas'];

/*
 * The JSON of the server. `schema.d.ts` is written from `docs/openapi.json` by `npm run gen`, which `npm run check` does first;
 * only what the document leaves open, the properties of the map's features, is said here.
 */
export type CargoView = Schemas['CargoView'];
export type ClaimsAnswer = Schemas['ClaimsAnswer'];
export type ClaimView = Schemas['ClaimView'];
export type CrossingView = Schemas['CrossingView'];
export type Itinerary = Schemas['Itinerary'];
export type Leg = Schemas['Leg'];
export type LoadView = Schemas['LoadView'];
export type Names = Schemas['Names'];
export type PlaceView = Schemas['PlaceView'];
export type PlanAnswer = Schemas['PlanAnswer'];
export type PlanRequest = Schemas['PlanRequest'];
export type Problem = Schemas['Problem'];
export type RaceAnswer = Schemas['RaceAnswer'];
export type RaceRequest = Schemas['RaceRequest'];
export type RaceRow = Schemas['RaceRow'];
export type ReachAnswer = Schemas['ReachAnswer'];
export type SourceView = Schemas['SourceView'];
export type Transfer = Schemas['Transfer'];
export type UnitTypeView = Schemas['UnitTypeView'];
export type WhyNot = Schemas['WhyNot'];
export type CorridorView = Schemas['CorridorSummary'];

/** Properties of a line of the map. */
export interface LinkProperties {
  kind: 'link';
  id: string;
  mode: string;
  gauge?: string | null;
  status: string;
  km: number;
  reliability: string;
  basis: string | string[];
}

/** Properties of a point of the map. */
export interface PlaceProperties {
  kind: 'place';
  id: string;
  name_en: string;
  name_zh: string;
  name_ru: string;
  name_kk: string;
  place_kind: string;
  country: string;
}

/** The corridor as a drawing. */
export type MapView = GeoJSON.FeatureCollection<GeoJSON.Geometry, LinkProperties | PlaceProperties>;
