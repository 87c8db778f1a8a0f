/**
 * The JSON of the server, one type per answer, kept one-to-one with it by hand.
 * `npm run gen` writes `schema.d.ts` from `docs/openapi.json`; a type test compares the two when it is there.
 */

/** A name in the four languages of the screens; an untranslated one repeats the English. */
export interface Names {
  /** English. */
  en: string;
  /** Chinese (simplified). */
  zh: string;
  /** Russian. */
  ru: string;
  /** Kazakh (Cyrillic). */
  kk: string;
}

/** A place as suggestions and answers show it. */
export interface PlaceView {
  /** Identifier in the corridor. */
  id: string;
  /** Names. */
  name: Names;
  /** UN/LOCODE, where known. */
  unlocode?: string;
  /** ISO 3166 alpha-2 country. */
  country: string;
  /** Kind of place (`seaport`, `rail_terminal`, ...). */
  kind: string;
  /** Latitude, degrees north. */
  lat: number;
  /** Longitude, degrees east. */
  lon: number;
  /** IANA time zone. */
  zone: string;
  /** How far the row is to be trusted. */
  reliability: string;
  /** Source identifiers. */
  basis: string[];
}

/** A commodity as suggestions show it. */
export interface CargoView {
  /** HS code with its dot, e.g. `1001.99`. */
  hs: string;
  /** Names. */
  name: Names;
  /** Unit types it travels in, the preferred first. */
  unit_types: string[];
  /** Temperature range in degrees Celsius, where it needs one. */
  temperature?: [number, number];
  /** Dangerous goods class, where it has one. */
  dangerous_class?: string;
}

/** A question for itineraries. */
export interface PlanRequest {
  /** Origin: place id, UN/LOCODE or `lat,lon`. */
  from: string;
  /** Destination: place id, UN/LOCODE or `lat,lon`. */
  to: string;
  /** HS code of the goods, 2 to 6 digits. */
  cargo: string;
  /** Quantity with its unit: `1200t`, `800kg`, `12u` (units). */
  quantity: string;
  /** When the cargo is ready: date (00:00 local at the origin) or RFC 3339. Now, when absent. */
  depart?: string;
  /** Unit type; every type that suits the goods when absent. */
  unit?: string;
  /** Temperature to keep, degrees Celsius. */
  temperature?: number;
  /** UN number (`UN3480`) or class (`9`) of dangerous goods. */
  dangerous?: string;
  /** Value of the whole quantity, for the cost of capital on the way. */
  value?: string;
  /** Currency of every amount in the answer; `USD` when absent. */
  currency?: string;
  /** Wanted arrival, date or RFC 3339. */
  arrive_by?: string;
  /** Tolerance of the arrival when `arrive_by` is absent: `48h` when absent. */
  tolerance?: string;
  /** Departure window: the cargo may be ready on any day of it, e.g. `14d`. */
  window?: string;
  /** Longest time from ready to arrival; `60d` when absent. */
  horizon?: string;
  /** Split a shipment larger than a run over successive runs. */
  split?: boolean;
  /** Let the cargo be a part of a larger parcel where a vessel has a least parcel. */
  share_parcel?: boolean;
  /** Criteria out of `arrival`, `cost`, `co2e`, `handlings`, `reliability`; all when empty. */
  criteria?: string[];
  /** Crossings not to use. */
  avoid_crossings?: string[];
  /** Countries not to pass. */
  avoid_countries?: string[];
  /** Use published services only. */
  published_only?: boolean;
  /** How many itineraries to show; 12 when absent, 0 = all. */
  limit?: number;
}

/** The answer to a `PlanRequest`. */
export interface PlanAnswer {
  /** How the question was understood. */
  question: Question;
  /** Representatives of the front, earliest arrival first. */
  itineraries: Itinerary[];
  /** Size of the whole non-dominated front. */
  found: number;
  /** Rules that closed a way (or all ways). */
  why_not: WhyNot[];
  /** Search time in microseconds; the one value that differs between identical runs. */
  elapsed_us: number;
}

/** How a question was understood. */
export interface Question {
  /** Origin places. */
  from: PlaceView[];
  /** Destination places. */
  to: PlaceView[];
  /** The goods. */
  cargo: CargoView;
  /** Mass in kilograms. */
  mass_kg: number;
  /** Ready, UTC. */
  ready: string;
  /** Ready, local at the origin. */
  ready_local: string;
  /** Wanted arrival, UTC, if asked. */
  due?: string;
  /** Tolerance in hours used when no arrival is wanted. */
  tolerance_hours: number;
  /** Criteria searched. */
  criteria: string[];
  /** Currency of every amount. */
  currency: string;
  /** Loads tried: the same goods in different units. */
  loads: LoadView[];
  /** Front mode: `exact`, or `bounded` with its tolerances in words. */
  front: string;
}

/** The goods as units. */
export interface LoadView {
  /** Unit type. */
  unit_type: string;
  /** Form: `box`, `reefer`, `bulk`, `roro`. */
  form: string;
  /** Number of units (tonnes for bulk). */
  units: number;
  /** TEU. */
  teu: number;
}

/** Money with its shares. */
export interface Cost {
  /** Amount for the whole quantity. */
  amount: number;
  /** ISO 4217 code. */
  currency: string;
  /** Per tonne. */
  per_tonne: number;
  /** Per TEU, where the load has TEU. */
  per_teu?: number;
}

/** One part of a cost. */
export interface CostPart {
  /** `freight`, `handling`, `storage`, `drayage`, `capital`. */
  kind: string;
  /** Amount in the answer's currency. */
  amount: number;
}

/** One way from origin to destination. */
export interface Itinerary {
  /** Number in this answer, from 1. */
  number: number;
  /** When the cargo was ready, UTC. */
  ready: string;
  /** First departure, UTC. */
  departure: string;
  /** First departure, local at its place. */
  departure_local: string;
  /** Door arrival (available to the consignee), UTC. */
  arrival: string;
  /** Door arrival, local. */
  arrival_local: string;
  /** Arrival minus ready, days. */
  days: number;
  /** Part of `days` spent standing. */
  waiting_days: number;
  /** Part of `days` spent on a vehicle. */
  moving_days: number;
  /** Door days at the 10th, 50th and 90th percentile, missed connections and their next runs counted. */
  days_spread: DaysSpread;
  /** Cost of the whole quantity. */
  cost: Cost;
  /** What the cost is made of. */
  cost_parts: CostPart[];
  /** Emissions, well to wheel, kilograms CO2e for the whole quantity. */
  co2e_kg: number;
  /** The same per tonne of cargo. */
  co2e_kg_per_tonne: number;
  /** Lifts after first loading and before last unloading. */
  handlings: number;
  /** Runs boarded. */
  rides: number;
  /** Probability of arriving by `due`, every connection held. */
  on_time_probability: number;
  /** The instant that probability refers to, UTC. */
  due: string;
  /** Kilometres of all legs. */
  distance_km: number;
  /** Unit type, form, units. */
  load: LoadView;
  /** Least trusted reliability of its legs. */
  reliability: string;
  /** Whether any leg rests on a modelled row. */
  rests_on_modelled: boolean;
  /** Least parcel of a bulk voyage that this cargo is a part of, tonnes. */
  parcel_min_t?: number;
  /** The legs. */
  legs: Leg[];
  /** What happens between and around the legs. */
  transfers: Transfer[];
}

/** Percentiles of the door days. */
export interface DaysSpread {
  /** 10th percentile. */
  p10: number;
  /** Median. */
  p50: number;
  /** 90th percentile. */
  p90: number;
  /** What makes it wide: a code of the largest contributor (`missed_connection`, `leg_delay`). */
  reason: string;
  /** Where that contributor stands (place or service id). */
  reason_where: string;
}

/** One move of the cargo. */
export interface Leg {
  /** `rail`, `sea`, `ferry`, `road`, `barge`. */
  mode: string;
  /** Gauge for rail, millimetres. */
  gauge_mm?: number;
  /** `ride` (a run is boarded), `through` (the same run goes on after a through connection), `drayage` (on demand). */
  kind: string;
  /** Service id (drayage id for a drayage). */
  service: string;
  /** Service names. */
  service_name: Names;
  /** Run: service id and its service date. */
  run?: string;
  /** Place id. */
  from: string;
  /** Its names. */
  from_name: Names;
  /** Place id. */
  to: string;
  /** Its names. */
  to_name: Names;
  /** Departure, UTC. */
  departure: string;
  /** Departure, local. */
  departure_local: string;
  /** Arrival, UTC. */
  arrival: string;
  /** Arrival, local. */
  arrival_local: string;
  /** Kilometres. */
  distance_km: number;
  /** Freight of this leg in the answer's currency. */
  cost: number;
  /** Emissions of this leg, kilograms CO2e. */
  co2e_kg: number;
  /** Capacity of the run in the load's measure, in words (`90 TEU`, `35000 t`); absent for a drayage. */
  capacity?: string;
  /** Crossings used. */
  crossings: string[];
  /** How far the timetable row is to be trusted. */
  reliability: string;
  /** Source identifiers of the timetable row. */
  basis: string[];
  /** How far the tariff row is to be trusted. */
  cost_reliability: string;
  /** Emission factor id. */
  factor: string;
  /** Line to draw: `[lon, lat]` points. */
  path?: [number, number][];
}

/** What happens at a place between two legs, or before the first and after the last. */
export interface Transfer {
  /** Place id. */
  place: string;
  /** Its names. */
  place_name: Names;
  /** Index of the leg that follows (`legs.len()` after the last). */
  before_leg: number;
  /** From, UTC. */
  from_time: string;
  /** From, local. */
  from_time_local: string;
  /** To, UTC. */
  to_time: string;
  /** To, local. */
  to_time_local: string;
  /** Lifts. */
  handlings: number;
  /** Handling and storage in the answer's currency. */
  cost: number;
  /** What the time is spent on, in order. */
  reasons: Reason[];
}

/** One reason for time spent at a place. */
export interface Reason {
  /** `unload`, `customs`, `opening_hours`, `gauge_change`, `border`, `wait_for_departure`, `cut_off`, `load`. */
  code: string;
  /** Minutes it takes. */
  minutes: number;
}

/** A rule that closed a way; lifting that rule alone opens it. */
export interface WhyNot {
  /** Stable code, e.g. `booking.cut_off_passed`, `capacity.exceeds_run`, `crossing.not_open`. */
  code: string;
  /** Crossing, place, service or run it binds at. */
  where: string;
  /** One English sentence; screens translate `code` with `params`. */
  detail: string;
  /** Values of the sentence. */
  params: Record<string, string>;
  /** Days earlier the arrival would be without this rule; absent when nothing arrives with it. */
  days_earlier?: number;
}

/** A comparison of origins. */
export interface RaceRequest {
  /** Origins. */
  from: string[];
  /** Everything else; its `from` is ignored. */
  plan: PlanRequest;
}

/** The answer to a `RaceRequest`. */
export interface RaceAnswer {
  /** One row per origin, in the order asked. */
  rows: RaceRow[];
  /** Search time in microseconds. */
  elapsed_us: number;
}

/** One origin of a race. */
export interface RaceRow {
  /** Origin as asked. */
  from: string;
  /** Its names. */
  from_name: Names;
  /** Median over the departures of a year: door days (elevator to importer's gate). */
  days: number | null;
  /** 10th percentile over the year's departures. */
  days_p10: number | null;
  /** 90th percentile over the year's departures. */
  days_p90: number | null;
  /** Quay to quay (or first terminal to last): first departure to last arrival of vehicle. */
  days_quay_to_quay: number | null;
  /** Days standing. */
  waiting_days: number | null;
  /** Days moving. */
  moving_days: number | null;
  /** Cost per tonne. */
  cost_per_tonne: number | null;
  /** Currency. */
  currency: string;
  /** Kilograms CO2e per tonne. */
  co2e_kg_per_tonne: number | null;
  /** Cargo form. */
  form: string | null;
  /** Least parcel, tonnes. */
  parcel_min_t: number | null;
  /** Days more than the fastest origin. */
  days_behind: number | null;
  /** What the days are made of: hours by `sailing`, `rail`, `road`, `waiting_for_ship`, `waiting_for_train`, `border`, `gauge_change`, `handling`, `customs`, `drayage`. */
  hours_by_part: Record<string, number>;
  /** The typical itinerary (the one whose days are nearest the median). */
  itinerary: Itinerary | null;
  /** When there is none. */
  why_not: WhyNot[];
}

/** What can be reached. */
export interface ReachAnswer {
  /** Origin. */
  from: PlaceView;
  /** Days allowed. */
  within_days: number;
  /** Ports, earliest first. */
  ports: ReachPort[];
  /** Totals with published services only. */
  published: ReachTotals;
  /** Totals with modelled services too. */
  with_modelled: ReachTotals;
  /** Search time in microseconds. */
  elapsed_us: number;
}

/** Totals of a reach. */
export interface ReachTotals {
  /** Sea ports. */
  ports: number;
  /** Inland places. */
  inland: number;
  /** Countries and territories (of the ports). */
  countries: number;
}

/** One port reached. */
export interface ReachPort {
  /** Place id. */
  place: string;
  /** Names. */
  name: Names;
  /** Country. */
  country: string;
  /** Kind of place. */
  kind: string;
  /** Latitude. */
  lat: number;
  /** Longitude. */
  lon: number;
  /** Earliest arrival, UTC. */
  arrival: string;
  /** Days from the start. */
  days: number;
  /** Whether the way there rests on a modelled service. */
  rests_on_modelled: boolean;
}

/** Published figures recomputed. */
export interface ClaimsAnswer {
  /** One per claim, in the table's order. */
  claims: ClaimView[];
}

/** One published figure. */
export interface ClaimView {
  /** Claim id. */
  id: string;
  /** Publication and date. */
  publication: string;
  /** What is claimed. */
  subject: string;
  /** Claimed value. */
  claimed: string;
  /** Recomputed value. */
  computed: string | null;
  /** Unit. */
  unit: string;
  /** `reproduced`, `plausible`, `optimistic`, `contradicted`, `impossible`, `not_testable`. */
  verdict: string;
  /** How it was computed. */
  how: string;
  /** The table's own judgement, beside ours. */
  judgement: string;
  /** The table's reason. */
  reason: string;
}
/** What the corridor is and how much is in it. */
export interface CorridorView {
  /** Title of the corridor's data package. */
  title: string;
  /** Whether this is the reference corridor with demonstration and modelled data. */
  reference: boolean;
  /** The server's now, RFC 3339. */
  now: string;
  /** End of the timetable, RFC 3339. */
  timetable_end: string;
  /** Problems found while reading. */
  problems: number;
  /** Rows by table. */
  counts: Record<string, number>;
  /** Services by reliability. */
  services_by_reliability: Record<string, number>;
}

/** A unit type as the form offers it. */
export interface UnitTypeView {
  /** Unit type id. */
  id: string;
  /** Names. */
  name: Names;
  /** `box`, `reefer`, `bulk`, `roro`. */
  form: string;
  /** TEU of one unit. */
  teu: number;
  /** Largest load, tonnes. */
  payload_t?: number;
}

/** A source of figures. */
export interface SourceView {
  /** Identifier that rows name in `basis`. */
  id: string;
  /** What it is. */
  what: string;
  /** Address, or empty. */
  url: string;
}

/** A dated rule at a crossing. */
export interface RestrictionView {
  /** `closed`, `ban`, `quota`. */
  effect: string;
  /** Runs a day, for a quota. */
  per_day?: number;
  /** Why. */
  reason: Names;
  /** First date, or empty. */
  valid_from?: string;
  /** End date, exclusive, or empty. */
  valid_to?: string;
}

/** A border, gauge change, port or passage. */
export interface CrossingView {
  /** Identifier. */
  id: string;
  /** Names. */
  name: Names;
  /** `rail_border`, `road_border`, `port`, `passage`. */
  kind: string;
  /** `open`, `opening`, `restricted`, `planned`, `closed`. */
  status: string;
  /** Latitude, where it has a place. */
  lat?: number;
  /** Longitude, where it has a place. */
  lon?: number;
  /** Largest number of `capacity_unit` a day. */
  capacity_per_day?: number;
  /** Average a day. */
  average_per_day?: number;
  /** Unit of both, e.g. `trains`. */
  capacity_unit: string;
  /** Everything at the border as observed, hours. */
  crossing_hours?: number;
  /** How far the row is to be trusted. */
  reliability: string;
  /** Source identifiers. */
  basis: string[];
  /** Remark of the table. */
  note: string;
  /** Dated rules. */
  restrictions: RestrictionView[];
}

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

/** A field that was refused. */
export interface ProblemField {
  /** Name of the request's field. */
  field: string;
  /** What was expected. */
  expected: string;
  /** What was found. */
  found: string;
}

/** A refusal (application/problem+json). */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  /** Stable code that the screens translate. */
  code: string;
  detail: string;
  fields?: ProblemField[];
}
