/*
 * The JSON of the routes that book and record, written by hand after the interface's contract. Replace it by re-exports of
 * `schema.d.ts` (as in `types.ts`) once `docs/openapi.json` has these routes; nothing else of the screens changes then.
 * Instants are RFC 3339 texts in UTC, masses kilograms, amounts integers in their dimension's unit (see `format/amount.ts`).
 */
import type { CargoView, Itinerary, LoadView, Names, PlaceView, WhyNot } from './types';

/** A list by pages; `next` is the cursor of the page after. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
  total: number | null;
}

export interface Money {
  amount: number;
  currency: string;
}

// Session and organisations

export const PERMISSIONS = ['read', 'record', 'book', 'capacity', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface OrganisationName {
  id: string;
  name: string;
  kind: string;
}

export interface SessionView {
  signed_in: boolean;
  demo: boolean;
  person: { id: string; name: string; email: string | null; roles: string[] } | null;
  organisation: OrganisationName | null;
  permissions: string[];
  expires_at: string | null;
  demo_organisations: OrganisationName[];
}

export interface OrganisationView extends OrganisationName {
  state: string;
  people: number;
  keys: number;
  made_at: string;
}

export interface PersonView {
  id: string;
  name: string;
  email: string | null;
  organisation: string;
  roles: string[];
  state: string;
  made_at: string;
}

export interface Invitation {
  id: string;
  link: string;
  expires_at: string;
}

export interface KeyView {
  id: string;
  name: string;
  organisation: string;
  scopes: string[];
  expires_at: string | null;
  state: string;
  made_at: string;
  hint: string;
}

export interface NewSecret {
  id: string;
  secret: string;
}

export interface WebhookView {
  id: string;
  url: string;
  kinds: string[];
  description: string;
  state: string;
  made_at: string;
}

export interface DeliveryView {
  id: string;
  event: string;
  kind: string;
  state: string;
  attempts: number;
  next_at: string | null;
  last_status: number | null;
  last_error: string | null;
  made_at: string;
}

// Consignments

export const STATUSES = ['drafted', 'ordered', 'planned', 'booked', 'received', 'under_way', 'arrived', 'delivered', 'closed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

export interface UnitCount {
  unit_type: string;
  count: number;
}

export interface GoodsView {
  hs: string;
  description: string;
  packaging: { kind: string; pieces: number };
  mass_kg: number;
  volume_l: number | null;
  units: UnitCount[];
  /** Tenths of a degree Celsius. */
  temperature: { lowest: number; highest: number } | null;
  dangerous: { number: string; class: string; packing_group: string | null } | null;
}

export interface RouteWish {
  origin: string;
  destination: string;
  ready: string;
  due: string | null;
}

export interface OrderView {
  route: RouteWish | null;
  goods: GoodsView[];
}

export interface EstimateView {
  early: string;
  likely: string;
  late: string;
  made_at: string;
  reason?: string | null;
}

export interface ConsignmentRow {
  id: string;
  version: number;
  reference: string | null;
  customer: string;
  status: string;
  origin: string | null;
  destination: string | null;
  ready: string | null;
  due: string | null;
  goods: { hs: string; description: string; mass_kg: number; units: UnitCount[] }[];
  lines: number;
  mass_kg: number;
  units: number;
  departure: string | null;
  arrival: string | null;
  estimate: EstimateView | null;
  late_minutes: number | null;
  booking: { id: string; standing: string | null; until: string | null } | null;
  price: Money | null;
  progress: string;
  whereabouts_place: string | null;
  next: { step: string; place: string; planned: string | null } | null;
  holds: string[];
  misdirected: boolean;
  made_at: string;
  updated_at: string;
}

export interface ConsignmentPage extends Page<ConsignmentRow> {
  counts: Partial<Record<string, number>>;
}

export type Amounts = Partial<Record<string, number>>;

export interface PlanLegView {
  leg: number;
  run: string | null;
  section: string | null;
  service_name: Names | null;
  mode: string;
  gauge_mm: number | null;
  from: string;
  to: string;
  departure: string;
  arrival: string;
  units: number;
  mass_kg: number;
}

export interface PlanView {
  number: number;
  made_at: string;
  legs: PlanLegView[];
}

export interface QuotedComponent {
  leg: number | null;
  charge: string;
  place: string | null;
  tariff: string;
  quantity: number;
  per: string;
  rate: Money;
  amount: Money;
}

export interface FeeStep {
  hours_before_min: number;
  /** Share of the price, or nothing when the fee is a fixed amount. */
  percent: number | null;
  fixed: Money | null;
}

export interface QuotationView {
  components: QuotedComponent[];
  total: Money;
  made_at: string;
  valid_until: string;
  cancel_fees: FeeStep[];
  change_fees: FeeStep[];
}

export interface Standing {
  /** `held`, `confirmed` or `waiting`. */
  state: string;
  until: string | null;
  /** Place in the waiting list, from 1. */
  place: number | null;
}

export interface BookedLeg {
  leg: number;
  run: string;
  section: string;
  hops: { from: number; to: number };
  pool: string;
  amounts: Amounts;
  standing: Standing;
}

export interface BookingView {
  id: string;
  held_until: string | null;
  confirmed_at: string | null;
  legs: BookedLeg[];
  quotation: QuotationView;
  fees: Money[];
}

export interface PastBooking {
  id: string;
  end: string;
  reason: string | null;
  at: string;
  fees: Money[];
}

export interface HandlingView {
  /** `received`, `loaded`, `departed`, `arrived`, `unloaded`, `gauge_changed`, `customs_cleared`, `held`, `released`, `delivered`. */
  what: string;
  place: string;
  unit: string | null;
  happened_at: string;
  vehicle: { run: string; section: string } | { on_demand: string } | null;
  hold: string | null;
}

export interface RecordView {
  id: string;
  /** `happened`, `corrects` or `withdraws`. */
  statement: string;
  record: string | null;
  handling: HandlingView | null;
  recorded_at: string;
}

export interface TimelineEntry {
  what: string;
  place: string;
  leg: number | null;
  unit: string | null;
  planned: string | null;
  estimated: string | null;
  actual: string | null;
  recorded_at: string | null;
  record: string | null;
  source: string;
  corrected: boolean;
}

export interface DocumentView {
  hash: string;
  name: string;
  media_type: string;
  bytes: number;
  added_at: string;
}

export interface ConsignmentUnit {
  unit: string;
  number: string;
  pieces: number;
  mass_kg: number;
}

export interface ConsignmentAnswer {
  id: string;
  version: number;
  reference: string | null;
  customer: string;
  status: string;
  order: OrderView | null;
  draft: OrderView | null;
  plans: PlanView[];
  plan: number | null;
  booking: BookingView | null;
  past_bookings: PastBooking[];
  records: RecordView[];
  estimate: EstimateView | null;
  delivery: {
    progress: string;
    whereabouts_place: string | null;
    misdirected: boolean;
    next: { step: string; place: string; planned: string | null } | null;
    holds: string[];
    oddities: { kind: string; record: string }[];
  };
  units: ConsignmentUnit[];
  shared_with: string[];
  documents: DocumentView[];
  timeline: TimelineEntry[];
}

export interface EventRow {
  position: number;
  id: string;
  kind: string;
  entity: string;
  version: number;
  happened_at: string;
  recorded_at: string;
  actor: string;
  organisation: string;
  corrects: string | null;
  body: Record<string, unknown> | null;
  hash: string;
}

/** What is done to a consignment; the tag is `do`. */
export type ConsignmentAction =
  | { do: 'redraft'; draft: OrderView }
  | { do: 'place_order' | 'confirm' | 'release' | 'close' }
  | { do: 'take_offer'; itinerary: string; hold_minutes: number; wait: boolean }
  | { do: 'hold'; minutes: number; wait: boolean }
  | { do: 'cancel_booking'; reason: string; cause: 'customer' | 'carrier' }
  | { do: 'cancel'; reason: string }
  | { do: 'record'; handling: HandlingView; id?: string }
  | { do: 'correct'; record: string; handling: HandlingView }
  | { do: 'withdraw'; record: string }
  | { do: 'share' | 'unshare'; with: string }
  | { do: 'refer'; reference: string }
  | { do: 'attach'; hash: string; name: string };

export interface ActionAnswer {
  id: string;
  version: number;
  events: { id: string; kind: string }[];
  status: string;
  booking: BookingView | null;
}

export interface Refusal {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  fields?: { field: string; expected: string; found: string }[];
  facts?: Record<string, string>;
}

export interface BulkAnswer {
  results: { id: string; done: boolean; version: number | null; problem: Refusal | null }[];
}

// Offers

export interface OfferLedger {
  run: string;
  section: string;
  /** The leg of the itinerary, from 0. */
  leg: number;
  left: Amounts;
  wanted: Amounts;
}

export interface Offer {
  bookable: boolean;
  why: Refusal | null;
  ledgers: OfferLedger[];
  quotation: QuotationView | null;
}

export interface OfferedItinerary extends Itinerary {
  key: string;
  offer: Offer;
}

export interface OffersAnswer {
  question: { from: PlaceView[]; to: PlaceView[]; cargo: CargoView; mass_kg: number; ready: string; ready_local: string; currency: string; front: string; loads: LoadView[] };
  itineraries: OfferedItinerary[];
  found: number;
  why_not: WhyNot[];
  elapsed_us: number;
}

// Runs

export interface DimensionRoom {
  dimension: string;
  room: number;
  /** Confirmed. */
  sold: number;
  held: number;
  waiting: number;
  allotted: number;
  left: number;
  tightest_hop: number;
}

export interface RunRow {
  run: string;
  section: string;
  service: string;
  name: Names;
  mode: string;
  gauge_mm: number | null;
  from: string;
  to: string;
  departure: string;
  arrival: string;
  cut_off: string | null;
  owner: string;
  sale: string;
  dimensions: DimensionRoom[];
  bookings: number;
  version: number;
}

export interface RunCall {
  place: string;
  arrive: string | null;
  depart: string | null;
  boarding: boolean;
  alighting: boolean;
}

export interface PoolView {
  id: string;
  /** An organisation or site; nothing for the free pool. */
  custodian: string | null;
  allotted: Amounts;
  hops: { used: Amounts; held: Amounts; left: Amounts }[];
}

export interface RunEntry {
  booking: string;
  leg: number;
  consignment: string | null;
  reference: string | null;
  customer: string | null;
  hops: { from: number; to: number };
  amounts: Amounts;
  standing: Standing;
}

export interface AllotmentOffer {
  id: string;
  from: string;
  to: string;
  amounts: Amounts;
  state: string;
}

export interface RunAnswer extends RunRow {
  calls: RunCall[];
  capacity: Amounts;
  pools: PoolView[];
  entries: RunEntry[];
  offers: AllotmentOffer[];
  sale_reason: string | null;
}

export type RunAction =
  | { do: 'open' | 'reopen_sale' }
  | { do: 'close_sale'; reason: string }
  | { do: 'set_room'; room: Amounts }
  | { do: 'move_allotment'; from: string; to: string; amounts: Amounts }
  | { do: 'accept_allotment' | 'decline_allotment'; offer: string };

// Units

export interface UnitFinding {
  code: string;
  expected: string;
  found: string;
}

export interface UnitView {
  id: string;
  version: number;
  kind: string;
  /** As it was written. */
  number: string;
  unit_type: string;
  finding: UnitFinding | null;
  former: { kind: string; number: string; at: string }[];
  transport: { id: string; since: string } | null;
  cargo: { consignment: string; reference: string | null; pieces: number; mass_kg: number }[];
  last: { what: string; place: string; happened_at: string } | null;
}

// Events in

export interface ImportResult {
  row: number;
  line: number;
  state: string;
  entity: string | null;
  problem: Refusal | null;
}

export interface ImportAnswer {
  id: string;
  kind: string;
  name: string;
  rows: number;
  done: number;
  repeated: number;
  refused: number;
  unknown: number;
  results: ImportResult[];
  columns: string[];
  dry_run?: boolean;
}

export interface ImportRow {
  id: string;
  kind: string;
  name: string;
  rows: number;
  done: number;
  repeated: number;
  refused: number;
  unknown: number;
  made_at: string;
  actor: string;
}

export interface DiscrepancyView {
  id: string;
  version: number;
  kind: string;
  state: string;
  consignment: string | null;
  reference: string | null;
  unit: string | null;
  place: string | null;
  ours: string;
  theirs: string;
  source: string;
  made_at: string;
  settled_at: string | null;
  note: string | null;
}

// Live

export interface RecordedEvent {
  position: number;
  kind: string;
  entity: string;
  version: number;
  happened_at: string;
  recorded_at: string;
  actor: string;
  organisation: string;
}
