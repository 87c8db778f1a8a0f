import type { components } from './schema';

type Schemas = components['schemas'];

/* The JSON of the routes of hubs, as `docs/openapi.json` says it. */
export type AtHubsGoods = Schemas['AtHubsGoodsRow'];
export type AtHubsLot = Schemas['AtHubsLotRow'];
export type AtHubsUnit = Schemas['AtHubsUnitRow'];
export type Berth = Schemas['BerthView'];
export type Block = Schemas['BlockView'];
export type BlockRow = Schemas['BlockRow'];
export type BoxRow = Schemas['BoxRow'];
export type Difference = Schemas['DifferenceView'];
export type Equipment = Schemas['EquipmentView'];
export type EquipmentRow = Schemas['EquipmentRow'];
export type Floor = Schemas['FloorAnswer'];
export type Bay = Schemas['BayRow'];
export type Goods = Schemas['GoodsAnswer'];
export type GoodsList = Schemas['GoodsListAnswer'];
export type GoodsPlace = Schemas['GoodsPlaceRow'];
export type GoodsReading = Schemas['GoodsReading'];
export type GoodsRow = Schemas['HubGoodsRow'];
export type StuffingLine = Schemas['StuffingLineRow'];
export type StuffingList = Schemas['StuffingAnswer'];
export type StuffingLists = Schemas['ListsAnswer'];
export type StuffingAnnouncement = Schemas['StuffingAnnouncement'];
export type StuffingRow = Schemas['StuffingRow'];
export type Warehouse = Schemas['WarehouseRow'];
export type Warehouses = Schemas['WarehousesAnswer'];
export type Grain = Schemas['GrainAnswer'];
export type GrainCell = Schemas['GrainCellRow'];
export type GrainLot = Schemas['GrainLotAnswer'];
export type GrainLotRow = Schemas['GrainLotRow'];
export type GrainLoss = Schemas['GrainLossView'];
export type Gate = Schemas['GateAnswer'];
export type GateAppointment = Schemas['GateAppointmentRow'];
export type GateAppointments = Schemas['Page_GateAppointmentRow'];
export type GateCheckKind = Schemas['GateCheckKindView'];
export type GateTruck = Schemas['GateTruckRow'];
export type GateVerdict = Schemas['GateVerdictView'];
export type GateWindows = Schemas['GateWindowsAnswer'];
export type ChargeLine = Schemas['ChargeLineRow'];
export type ChargeRow = Schemas['ChargeRow'];
export type ChargeSum = Schemas['ChargeSum'];
export type HubCharges = Schemas['HubCharges'];
export type TariffLine = Schemas['TariffRow'];
export type HistoryRow = Schemas['HistoryRow'];
export type Hold = Schemas['HoldView'];
export type HubAction = Schemas['HubAction'];
export type HubFigures = Schemas['HubFigures'];
export type HubDone = Schemas['HubDone'];
export type HubEach = Schemas['HubEachAnswer'];
export type HubHoldKind = Schemas['HubHoldKindView'];
export type HubPlan = Schemas['HubPlan'];
export type HubRow = Schemas['HubRow'];
export type HubUnit = Schemas['HubUnitAnswer'];
export type JobRow = Schemas['JobRow'];
export type ListReading = Schemas['ListReading'];
export type Load = Schemas['LoadRow'];
export type MachineFigure = Schemas['MachineFigure'];
export type Moments = Schemas['MomentsView'];
export type Placement = Schemas['PlacementView'];
export type Deck = Schemas['DeckRow'];
export type Ship = Schemas['ShipAnswer'];
export type ShipRow = Schemas['ShipRow'];
export type StowReading = Schemas['StowReading'];
export type Reefer = Schemas['ReeferAnswer'];
export type ReeferAlarm = Schemas['ReeferAlarmRow'];
export type ReeferFile = Schemas['ReeferFileAnswer'];
export type ReeferRow = Schemas['ReeferRow'];
export type Reefers = Schemas['ReefersAnswer'];
export type SpanFigure = Schemas['SpanFigure'];
export type SpanRow = Schemas['SpanRow'];
export type Spot = Schemas['SpotView'];
export type Standing = Schemas['StandingThing'];
export type Track = Schemas['TrackView'];
export type AnnouncedList = Schemas['AnnouncedList'];
export type ListLine = Schemas['ListLine'];
export type Thing = Schemas['ThingView'];
export type Train = Schemas['TrainAnswer'];
export type TrainBox = Schemas['TrainBoxRow'];
export type TrainLimit = Schemas['TrainLimitRow'];
export type TrainRemark = Schemas['TrainRemarkRow'];
export type TrainWagon = Schemas['TrainWagonRow'];
export type Visit = Schemas['VisitRow'];
export type Wagon = Schemas['WagonRow'];
export type YardHour = Schemas['YardHour'];

/** Returns the count of a block: everything that was found standing in it. */
export function countOf(block: string, found: readonly Standing[], at: string): HubAction {
  return { do: 'inventory_count', block, at, found: [...found] };
}

/** Why a unit is stopped, in the order in which filters show it. */
export const HOLD_KINDS = ['customs', 'quarantine', 'payment', 'damage', 'overweight', 'certificate'] as const satisfies readonly HubHoldKind[];

/** Why grain is no more, in the order in which forms offer it. */
export const GRAIN_LOSSES = ['spillage', 'dust', 'screenings', 'moisture', 'storage', 'samples', 'scale'] as const satisfies readonly GrainLoss[];
