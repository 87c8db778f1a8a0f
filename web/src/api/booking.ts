import type { components } from './schema';

type Schemas = components['schemas'];

/* The JSON of the routes that book and record, as `docs/openapi.json` says it. */
export type AmountsView = Schemas['AmountsView'];
export type BookedLeg = Schemas['BookedLegView'];
export type BulkAnswer = Schemas['BulkAnswer'];
export type CarriageView = Schemas['CarriageView'];
export type ConsignmentAction = Schemas['ConsignmentAction'];
export type ConsignmentAnswer = Schemas['ConsignmentAnswer'];
export type ConsignmentRow = Schemas['ConsignmentRow'];
export type DimensionRow = Schemas['DimensionRow'];
export type DocumentView = Schemas['DocumentView'];
export type Done = Schemas['Done'];
export type DraftView = Schemas['DraftView'];
export type EventRow = Schemas['EventRow'];
export type FeeTableView = Schemas['FeeTableView'];
export type GoodsView = Schemas['GoodsView'];
export type HandlingKind = Schemas['HandlingKindView'];
export type HandlingRecord = Schemas['HandlingRecordView'];
export type HandlingView = Schemas['HandlingView'];
export type HoldKind = Schemas['HoldKindView'];
export type IssuedView = Schemas['IssuedView'];
export type InvitedView = Schemas['InvitedView'];
export type KeysView = Schemas['KeysView'];
export type LegStanding = Schemas['LegStanding'];
export type Money = Schemas['MoneyView'];
export type Offer = Schemas['Offer'];
export type OfferRoom = Schemas['OfferRoom'];
export type OffersAnswer = Schemas['OffersAnswer'];
export type OrganisationView = Schemas['OrganisationView'];
export type OrganisationsView = Schemas['OrganisationsView'];
export type PackingGroup = Schemas['PackingGroupView'];
export type PeopleView = Schemas['PeopleView'];
export type PersonView = Schemas['PersonView'];
export type PlanLegView = Schemas['PlanLegView'];
export type PoolView = Schemas['PoolView'];
export type QuotationView = Schemas['QuotationView'];
export type QuotedComponent = Schemas['QuotedComponentView'];
export type Recorded = Schemas['Recorded'];
export type RunAction = Schemas['RunAction'];
export type RunAnswer = Schemas['RunAnswer'];
export type RunRow = Schemas['RunRow'];
export type SessionView = Schemas['SessionView'];
export type StandingView = Schemas['StandingView'];
export type StatementView = Schemas['StatementView'];
export type Status = Schemas['StatusView'];
export type Step = Schemas['Step'];
export type UnitAction = Schemas['UnitAction'];
export type UnitAnswer = Schemas['UnitAnswer'];
export type UnitFinding = Schemas['IdentityFindingView'];
export type UnitKind = Schemas['UnitKindView'];
export type UnitRow = Schemas['UnitRow'];

/** A list by pages; `next` is the cursor of the page after. */
export interface Page<Item> {
  items: Item[];
  next?: string | number | null;
  total?: number | null;
  counts?: Record<string, number>;
  cut?: boolean;
}

/** What happened to the goods of a consignment. By hand: the document has two views of the name `DeliveryView` and shows the other one. */
export interface Delivery {
  progress: Schemas['ProgressView'];
  direction: Schemas['DirectionView'];
  holds: HoldKind[];
  next?: Schemas['ExpectedView'] | null;
}

type ConsignmentView = Omit<ConsignmentAnswer['consignment'], 'delivery'> & { delivery: Delivery };

/** What the server answers about one consignment. */
export type ConsignmentFound = Omit<ConsignmentAnswer, 'consignment'> & { consignment: ConsignmentView };

/** A consignment with its version, papers and timeline: the answer with the view in it laid out flat. */
export type ConsignmentDetail = Omit<ConsignmentAnswer, 'consignment'> & ConsignmentView;

export const PERMISSIONS = ['read', 'record', 'book', 'capacity', 'dispatch', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Every status of a consignment, in the order of its life. */
export const STATUSES = ['drafted', 'ordered', 'planned', 'booked', 'received', 'under_way', 'arrived', 'delivered', 'closed', 'cancelled'] as const satisfies readonly Status[];
