//! Every refusal of this crate in one place.

use jiff::Timestamp;
use lb_base::{Hash, HsCode, Length, Mass, OrganisationId, StuffingListId, UnitId, Volume};
use lb_network::layout::{
    BerthId, BlockId, CellId, EquipmentId, GateId, RailwayId, TrackId, WagonTypeId, WarehouseId,
};

use crate::gate::{AppointmentId, Plate};
use crate::gauge_record::GaugeChangeId;
use crate::goods::{GoodsId, Location};
use crate::grain::LotId;
use crate::hold::{HoldId, HoldKind};
use crate::job::JobId;
use crate::placement::PlacementId;
use crate::spot::Spot;
use crate::visit::VisitId;

lb_base::refusals! {
    // Time and texts
    InFuture = "hub.in_future",
        "What happened cannot lie in the future. Check the clock.",
        "expected an instant up to {now}, got {at}"
        { now: Timestamp, at: Timestamp };
    BadWindow = "hub.bad_window",
        "A time span ends before it begins, or is longer than this plan looks ahead.",
        "expected a span of at most {days} days that begins before it ends, got {from} to {until}"
        { days: i64, from: Timestamp, until: Timestamp };
    TooMany = "hub.too_many",
        "A list is longer than one command takes. Send it in parts.",
        "expected at most {limit}, got {found}"
        { limit: usize, found: usize };
    BadNumber = "hub.bad_number",
        "A mass, length or temperature is below 0 or beyond all reason.",
        "expected {expected}, got {found}"
        { expected: &'static str, found: i64 };

    // Units
    UnitNotHere = "hub.unit_not_here",
        "The unit does not stand on this floor: it has not come, or has left.",
        "expected a unit that is here, got {unit}"
        { unit: UnitId };
    UnitHere = "hub.unit_here",
        "The unit stands on this floor already, so it cannot come again. Check the number.",
        "expected a unit that is not here, got {number}, which stands at {spot}"
        { unit: UnitId, number: String, spot: Spot };
    ListedTwice = "hub.listed_twice",
        "The list names a unit, or a place for one, twice.",
        "expected every unit and place once, got {what} again"
        { what: String };
    NotListedWagon = "hub.not_listed_wagon",
        "A box is listed on a wagon that the list does not have.",
        "expected a wagon of the list under {number}, got {wagon}"
        { number: String, wagon: UnitId };

    // Spots
    NoSuchSpot = "hub.no_such_spot",
        "The floor plan has no such place for a thing of this form and length.",
        "expected a place of the floor plan, got {spot}: {why}"
        { spot: Spot, why: &'static str };
    SpotTaken = "hub.spot_taken",
        "Another unit stands there.",
        "expected a free place, got {spot}, where {number} stands"
        { spot: Spot, unit: UnitId, number: String };
    SpotReserved = "hub.spot_reserved",
        "Another job keeps the place free for its unit.",
        "expected a place that no job keeps free, got {spot}"
        { spot: Spot, job: JobId };
    NotSupported = "hub.not_supported",
        "Nothing stands below: boxes are not put into the air, and no 20 ft box on a longer one.",
        "expected a box that bears it below {spot}, got none"
        { spot: Spot };
    Buried = "hub.buried",
        "Another box stands on top. Move that one first.",
        "expected nothing on top of {number}, got {above}"
        { number: String, unit: UnitId, above: String };
    NoPlug = "hub.no_plug",
        "A running refrigerated box needs a place with a plug.",
        "expected a bay with plugs for {number}, got {spot}"
        { number: String, spot: Spot };
    DangerousRefused = "hub.dangerous_refused",
        "The block does not take dangerous goods of this class.",
        "expected a block for class {class}, got {block}"
        { class: String, block: BlockId };
    WrongPurpose = "hub.wrong_purpose",
        "The block is kept for empty or for laden boxes.",
        "expected a block for {fill} boxes, got {block}"
        { fill: &'static str, block: BlockId };
    BayOverloaded = "hub.bay_overloaded",
        "The bay of the warehouse would bear more than it can.",
        "expected at most {limit} in {warehouse} bay {bay}, got {mass}"
        { warehouse: WarehouseId, bay: u16, limit: Mass, mass: Mass };

    // Ships
    Overstowed = "hub.overstowed",
        "Another box stands on top aboard the ship: an overstow. Discharge that one first.",
        "expected nothing on top of {number}, got {above} at {spot}"
        { number: String, unit: UnitId, above: String, spot: Spot };
    ListGap = "hub.list_gap",
        "A part of a list begins beyond the end of what was said before. Send the parts in order.",
        "expected a part from line {before} on at the latest, got one from {from}"
        { before: usize, from: usize };
    NotOnLoadList = "hub.not_on_load_list",
        "The ship's load list does not name the unit.",
        "expected a unit of the load list of {name}, got {unit}"
        { name: String, unit: UnitId };
    LoadedAlready = "hub.loaded_already",
        "The unit is aboard, so it is not left behind.",
        "expected a unit that is not aboard, got {number}"
        { unit: UnitId, number: String };
    NoRoom = "hub.no_room",
        "No block that was named has a place for the unit.",
        "expected a free place for {number}, got none"
        { unit: UnitId, number: String };
    SizeUnknown = "hub.size_unknown",
        "Nobody has said how long and how high the unit is, so nobody can say whether it fits on a deck.",
        "expected length and height of {number}, got nothing"
        { unit: UnitId, number: String };
    DeckTooLow = "hub.deck_too_low",
        "The unit is higher than the deck.",
        "expected at most {limit} on deck {deck}, got {height} for {number}"
        { deck: String, number: String, limit: Length, height: Length };
    LaneFull = "hub.lane_full",
        "Fewer lane metres are left than the unit takes.",
        "expected at most {free} on lane {lane} of deck {deck}, got {length} for {number}"
        { deck: String, lane: u8, number: String, free: Length, length: Length };

    // Wagons
    UnknownWagonType = "hub.unknown_wagon_type",
        "The corridor's tables have no such type of wagon.",
        "expected a type of wagon_types.csv, got {wagon_type}"
        { wagon_type: WagonTypeId };
    WagonNotOnTrack = "hub.wagon_not_on_track",
        "The wagon does not stand on a track here. Place its train first.",
        "expected a wagon that is placed on a track, got {number}"
        { wagon: UnitId, number: String };
    MassUnknown = "hub.mass_unknown",
        "The gross mass of the box is not known, so nobody can say whether it may be loaded.",
        "expected a box with a gross mass, got {number}"
        { unit: UnitId, number: String };
    WagonOverloaded = "hub.wagon_overloaded",
        "The wagon would carry more than it may.",
        "expected at most {limit} on {wagon}, got {mass}"
        { wagon: String, limit: Mass, mass: Mass };
    AxleOverloaded = "hub.axle_overloaded",
        "An axle would bear more than the railway allows.",
        "expected at most {limit} on an axle of {wagon}, got {mass}"
        { wagon: String, railway: RailwayId, limit: Mass, mass: Mass };
    PairTooUneven = "hub.pair_too_uneven",
        "Two 20 ft boxes on one wagon differ in mass by more than the railway allows.",
        "expected a difference of at most {limit} on {wagon}, got {difference}"
        { wagon: String, railway: RailwayId, limit: Mass, difference: Mass };
    PairTwoDestinations = "hub.pair_two_destinations",
        "Two 20 ft boxes on one wagon go to two places, which the railway does not take.",
        "expected one destination on {wagon}, got {one} and {other}"
        { wagon: String, railway: RailwayId, one: String, other: String };
    KeptApart = "hub.kept_apart",
        "The railway does not take boxes with such dangerous goods on one wagon.",
        "expected {railway} to take {one} (class {class}) beside {other} (class {other_class}) on {wagon}, got a rule that keeps them apart"
        { wagon: String, railway: RailwayId, one: String, class: String, other: String, other_class: String };

    // Visits
    VisitNotFound = "hub.visit_not_found",
        "No such visit is expected or here: it has departed, was cancelled, or never was.",
        "expected a visit that is expected or here, got {visit}"
        { visit: VisitId };
    VisitExists = "hub.visit_exists",
        "The identifier stands for another visit already.",
        "expected a new visit, got {visit}"
        { visit: VisitId };
    VisitWrongStage = "hub.visit_wrong_stage",
        "The visit is not so far, or is beyond that.",
        "expected a visit that is {expected}, got {name}, which is {found}"
        { visit: VisitId, name: String, expected: &'static str, found: &'static str };
    WrongVehicle = "hub.wrong_vehicle",
        "That can be done with another kind of vehicle only.",
        "expected a {expected}, got {name}, which is a {found}"
        { visit: VisitId, name: String, expected: &'static str, found: &'static str };
    BeforeArrival = "hub.before_arrival",
        "A visit cannot end before it began.",
        "expected an instant after the arrival at {arrived}, got {at}"
        { arrived: Timestamp, at: Timestamp };
    JobsOpen = "hub.jobs_open",
        "Jobs are still open. Do or abort them first.",
        "expected no open job at {what}, got {count}"
        { what: String, count: usize };
    StillPlaced = "hub.still_placed",
        "Its wagons still stand on a track or are to be put there. Release or withdraw the placement first.",
        "expected no live placement of {name}, got {placement}"
        { name: String, placement: PlacementId };
    NotAboard = "hub.not_aboard",
        "The wagon is not part of that train.",
        "expected a wagon of {name}, got {wagon}"
        { name: String, wagon: UnitId };
    WrongGauge = "hub.wrong_gauge",
        "The gauge is another one.",
        "expected a gauge of {expected} mm, got {found} mm"
        { expected: String, found: u32 };
    BerthTaken = "hub.berth_taken",
        "Another ship lies there at that time.",
        "expected free quay at {berth}, got {other} there until {until}"
        { berth: BerthId, other: String, until: Timestamp };
    BerthTooShort = "hub.berth_too_short",
        "The ship is longer than the berth from that offset on.",
        "expected at most {limit} at {berth}, got {length}"
        { berth: BerthId, limit: Length, length: Length };
    BerthTooShallow = "hub.berth_too_shallow",
        "The ship lies deeper than the berth, with half a metre under the keel.",
        "expected a draught of at most {limit} at {berth}, got {draught}"
        { berth: BerthId, limit: Length, draught: Length };
    NoSuchBerth = "hub.no_such_berth",
        "The floor plan has no such berth.",
        "expected a berth of the floor plan, got {berth}"
        { berth: BerthId };

    // Placements
    PlacementNotFound = "hub.placement_not_found",
        "No such placement is live: it was refused, withdrawn or released, or never was.",
        "expected a live placement, got {placement}"
        { placement: PlacementId };
    PlacementExists = "hub.placement_exists",
        "The identifier stands for another placement already.",
        "expected a new placement, got {placement}"
        { placement: PlacementId };
    PlacementWrongStage = "hub.placement_wrong_stage",
        "The placement is not so far, or is beyond that.",
        "expected a placement that is {expected}, got one that is {found}"
        { placement: PlacementId, expected: &'static str, found: &'static str };
    OfferExpired = "hub.offer_expired",
        "Nobody answered in time. Offer it again.",
        "expected an answer before {expires}, got one at {now}"
        { placement: PlacementId, expires: Timestamp, now: Timestamp };
    NotAsked = "hub.not_asked",
        "Another organisation was asked, and only that one answers.",
        "expected an answer of {asked}, got one of {found}"
        { placement: PlacementId, asked: OrganisationId, found: OrganisationId };
    NotParty = "hub.not_party",
        "Only the two organisations of a placement change it.",
        "expected {one} or {other}, got {found}"
        { placement: PlacementId, one: OrganisationId, other: OrganisationId, found: OrganisationId };
    NoSuchTrack = "hub.no_such_track",
        "The floor plan has no such track.",
        "expected a track of the floor plan, got {track}"
        { track: TrackId };
    TrackTooShort = "hub.track_too_short",
        "The wagons are longer than what is free on the track at that time.",
        "expected at most {free} on {track} at {at}, got {length}"
        { track: TrackId, free: Length, length: Length, at: Timestamp };
    NoWagons = "hub.no_wagons",
        "The train has no wagons in its list, so nobody knows how long it is.",
        "expected a train with wagons, got {name}"
        { name: String };
    PlacedElsewhere = "hub.placed_elsewhere",
        "A wagon stands or will stand on another track at that time.",
        "expected wagons without another placement, got {number} on {track}"
        { wagon: UnitId, number: String, track: TrackId, placement: PlacementId };

    // Jobs
    JobNotFound = "hub.job_not_found",
        "No such job is open: it was never planned, or ended long ago.",
        "expected an open job, got {job}"
        { job: JobId };
    JobExists = "hub.job_exists",
        "The identifier stands for another job already.",
        "expected a new job, got {job}"
        { job: JobId };
    JobEnded = "hub.job_ended",
        "The job was done or aborted before. A job is not done twice.",
        "expected an open job, got {job}, which has ended"
        { job: JobId };
    UnitHasJob = "hub.unit_has_job",
        "The unit has another open job. Do or abort that one first.",
        "expected a unit without an open job, got {number}"
        { unit: UnitId, number: String, job: JobId };
    NotMovable = "hub.not_movable",
        "Wagons are moved by placements and trains, not by jobs.",
        "expected a box, vehicle or piece, got {number}"
        { unit: UnitId, number: String };
    NoSuchEquipment = "hub.no_such_equipment",
        "The floor plan has no such equipment.",
        "expected equipment of the floor plan, got {equipment}"
        { equipment: EquipmentId };
    EquipmentDown = "hub.equipment_down",
        "The equipment does not work.",
        "expected equipment that works, got {equipment}: {reason}"
        { equipment: EquipmentId, reason: String };
    OutOfReach = "hub.out_of_reach",
        "The equipment reaches neither where the unit stands nor where it should go.",
        "expected a place within reach of {equipment}, got {from} and {to}"
        { equipment: EquipmentId, from: Spot, to: Spot };
    TooHeavy = "hub.too_heavy",
        "The unit is heavier than the equipment lifts.",
        "expected at most {lift} for {equipment}, got {mass}"
        { equipment: EquipmentId, lift: Mass, mass: Mass };
    NotVerified = "hub.not_verified",
        "A box without a verified gross mass is not loaded on a ship.",
        "expected a verified gross mass of {number}, got none"
        { unit: UnitId, number: String };
    AlreadyThere = "hub.already_there",
        "The unit stands there already.",
        "expected another place than {spot}, got the same"
        { unit: UnitId, spot: Spot };

    // Gauge changes
    GaugeNotFound = "hub.gauge_not_found",
        "No such gauge change is open or signed here: it was given up, is long past, or never was.",
        "expected a gauge change of this floor, got {change}"
        { change: GaugeChangeId };
    GaugeExists = "hub.gauge_exists",
        "The identifier stands for another gauge change already.",
        "expected a new gauge change, got {change}"
        { change: GaugeChangeId };
    GaugeUnderWay = "hub.gauge_under_way",
        "The gauge change of the train is not signed by both sides yet. Sign it or give it up first.",
        "expected no open gauge change of {name}, got {change}"
        { name: String, change: GaugeChangeId };
    GaugeSameGauge = "hub.gauge_same_gauge",
        "Both trains run on the same gauge.",
        "expected a train of another gauge than {gauge} mm, got {name}"
        { name: String, gauge: u32 };
    GaugeOneSide = "hub.gauge_one_side",
        "A gauge change has two sides: nobody signs for both.",
        "expected another organisation than {found}, got the same"
        { found: OrganisationId };
    GaugeNotParty = "hub.gauge_not_party",
        "Only the two sides of a gauge change say something about it, and each what is its own.",
        "expected {expected}, got {found}"
        { change: GaugeChangeId, expected: String, found: OrganisationId };
    GaugeWrongStage = "hub.gauge_wrong_stage",
        "What one side has signed is changed only once it was sent back; what both have signed never: correct it by a new act.",
        "expected a gauge change that is {expected}, got one that is {found}"
        { change: GaugeChangeId, expected: &'static str, found: &'static str };
    GaugeUnitUnknown = "hub.gauge_unit_unknown",
        "The unit is not part of this gauge change. Add it if it stood on the train.",
        "expected a unit of the gauge change, got {unit}"
        { change: GaugeChangeId, unit: UnitId };
    GaugeStays = "hub.gauge_stays",
        "The unit stays behind by an exception. Resolve that first.",
        "expected a unit that goes over, got {number}, which stays behind: {kind}"
        { change: GaugeChangeId, number: String, kind: &'static str };
    GaugeWentOver = "hub.gauge_went_over",
        "The unit stands on the other train already.",
        "expected a unit that stays behind, got {number} on {wagon}"
        { change: GaugeChangeId, number: String, wagon: String };
    GaugeNotException = "hub.gauge_not_exception",
        "That is not said so: the tally tells of seals and damage; what was not in the list is added; only what stays can be resolved.",
        "expected an exception by which {number} stays behind, got none"
        { change: GaugeChangeId, number: String };
    GaugeOpenUnits = "hub.gauge_open_units",
        "Units stand neither on the other train nor among the exceptions.",
        "expected no open unit, got {count}, such as {number}"
        { change: GaugeChangeId, count: usize, number: String };
    GaugeNotTallied = "hub.gauge_not_tallied",
        "Units went over and were not tallied.",
        "expected a tally of every unit that went over, got {count} without, such as {number}"
        { change: GaugeChangeId, count: usize, number: String };
    GaugeNotNoted = "hub.gauge_not_noted",
        "Units stay behind without a supplementary note.",
        "expected a supplementary note for every unit that stays, got {count} without, such as {number}"
        { change: GaugeChangeId, count: usize, number: String };
    GaugeNoted = "hub.gauge_noted",
        "The unit is on a supplementary note. Void that first.",
        "expected a unit on no note, got {number} on {note}"
        { change: GaugeChangeId, number: String, note: String };
    GaugeNoteUnknown = "hub.gauge_note_unknown",
        "The gauge change has no such supplementary note.",
        "expected a note of the gauge change, got {note}"
        { change: GaugeChangeId, note: String };
    GaugeNoteEmpty = "hub.gauge_note_empty",
        "A supplementary note names its main note and at least one unit, each once.",
        "expected the number of the main note and units, got {found}"
        { found: &'static str };
    GaugeSignedBefore = "hub.gauge_signed_before",
        "This side has signed already.",
        "expected a signature of the other side, got one more of {by}"
        { change: GaugeChangeId, by: OrganisationId };
    GaugeOtherText = "hub.gauge_other_text",
        "What was seen is not what stands now. Look again before signing.",
        "expected the hash {stands}, got {seen}"
        { change: GaugeChangeId, stands: Hash, seen: Hash };

    // Holds
    Held = "hub.held",
        "A hold stops the unit. Who set it can lift it.",
        "expected a unit that may go, got {number}, held for {kind} by {by}: {reason}"
        { unit: UnitId, number: String, hold: HoldId, kind: HoldKind, by: OrganisationId, reason: String };
    HoldNotFound = "hub.hold_not_found",
        "The unit has no such hold.",
        "expected a hold of the unit, got {hold}"
        { unit: UnitId, hold: HoldId };
    HoldExists = "hub.hold_exists",
        "The identifier stands for another hold already.",
        "expected a new hold, got {hold}"
        { hold: HoldId };
    NotYourHold = "hub.not_your_hold",
        "Only the organisation that set a hold lifts it.",
        "expected {by}, got {found}"
        { hold: HoldId, by: OrganisationId, found: OrganisationId };

    // Floor plan
    NoSuchBlock = "hub.no_such_block",
        "The floor plan has no such block.",
        "expected a block of the floor plan, got {block}"
        { block: BlockId };

    // Grain
    NoSuchCell = "hub.no_such_cell",
        "The floor plan has no such silo cell.",
        "expected a silo cell of the floor plan, got {cell}"
        { cell: CellId };
    NotGrain = "hub.not_grain",
        "A lot is a subheading of six digits out of cereals, pulses or oil seeds.",
        "expected six digits of chapter 10, heading 0713 or headings 1201 to 1207, got {commodity}"
        { commodity: HsCode };
    LotNotFound = "hub.lot_not_found",
        "No such lot was ever declared here.",
        "expected a lot of this hub, got {lot}"
        { lot: LotId };
    LotExists = "hub.lot_exists",
        "The number or identifier stands for another lot already.",
        "expected a new lot, got {number}"
        { number: String };
    LotClosed = "hub.lot_closed",
        "The books of the lot are closed.",
        "expected an open lot, got {number}"
        { number: String };
    LotNotEmpty = "hub.lot_not_empty",
        "Grain of the lot still lies here, so its books cannot be closed.",
        "expected nothing left of {number}, got {mass}"
        { number: String, mass: Mass };
    LotHeld = "hub.lot_held",
        "A hold stops the lot. Who set it can lift it.",
        "expected a lot that may go, got {number}, held for {kind} by {by}: {reason}"
        { number: String, hold: HoldId, kind: HoldKind, by: OrganisationId, reason: String };
    LotHoldNotFound = "hub.lot_hold_not_found",
        "The lot has no such hold.",
        "expected a hold of {number}, got {hold}"
        { number: String, hold: HoldId };
    LotsDiffer = "hub.lots_differ",
        "Lots of two commodities or two owners are not made one.",
        "expected one {by}, got {number} and {other}"
        { number: String, other: String, by: &'static str };
    LotElsewhere = "hub.lot_elsewhere",
        "Grain of the lot lies in another cell too. Part one from the other first.",
        "expected all of {number} in {cell}, got some in {other}"
        { number: String, cell: CellId, other: CellId };
    MoistureUnknown = "hub.moisture_unknown",
        "Nobody has said how moist the lot is, so nobody can say what drying takes away.",
        "expected a lot of known moisture, got {number}"
        { number: String };
    SampleUnknown = "hub.sample_unknown",
        "No such sample was taken of the lot, or it was analysed before.",
        "expected a sample of {number} without a result, got {sample}"
        { number: String, sample: String };
    NotInCell = "hub.not_in_cell",
        "Less of the lot lies in that cell.",
        "expected at most {there} of {number} in {cell}, got {mass}"
        { number: String, cell: CellId, there: Mass, mass: Mass };
    CellRefuses = "hub.cell_refuses",
        "The cell does not take these goods.",
        "expected goods that {cell} takes, got {commodity}"
        { cell: CellId, commodity: HsCode };
    CellMixed = "hub.cell_mixed",
        "What lies in the cell is another commodity, or one is in quarantine and the other is not.",
        "expected the {by} of {other} in {cell}, got that of {number}"
        { cell: CellId, number: String, other: String, by: &'static str };
    CellFull = "hub.cell_full",
        "The cell would hold more than it can.",
        "expected at most {capacity} in {cell}, got {mass}"
        { cell: CellId, capacity: Mass, mass: Mass };
    CellEmpty = "hub.cell_empty",
        "After the books nothing lies in the cell, so nobody knows whose grain was found.",
        "expected a cell with grain, got {cell}"
        { cell: CellId };
    NotGrainCarrier = "hub.not_grain_carrier",
        "Grain is carried by boxes, grain wagons, trucks and ships.",
        "expected a box, grain wagon, truck or ship, got {number}"
        { number: String };
    NoGrainTrack = "hub.no_grain_track",
        "No grain is loaded or unloaded on the track that the wagon stands on.",
        "expected a track for grain under {number}, got {track}"
        { number: String, track: TrackId };
    CarrierEmpty = "hub.carrier_empty",
        "There is nothing in it any more.",
        "expected a laden unit, got {number}, which is empty"
        { number: String };
    CarrierLaden = "hub.carrier_laden",
        "Something else is in it.",
        "expected an empty unit or one with grain from here, got {number}"
        { number: String };
    GoodsDiffer = "hub.goods_differ",
        "After its papers something else is in it than the lot is.",
        "expected {commodity} in {number}, got {goods}"
        { number: String, commodity: HsCode, goods: HsCode };

    // Gate
    NoSuchGate = "hub.no_such_gate",
        "The floor plan has no such gate.",
        "expected a gate of the floor plan, got {gate}"
        { gate: GateId };
    GateNoWindow = "hub.gate_no_window",
        "No window of the gate begins then.",
        "expected an instant at which a window of {minutes} minutes begins, got {from}"
        { minutes: u16, from: Timestamp };
    GateWindowOver = "hub.gate_window_over",
        "The window of the gate is over already.",
        "expected a window that ends after {now}, got one until {until}"
        { until: Timestamp, now: Timestamp };
    GateTooFarAhead = "hub.gate_too_far_ahead",
        "Appointments are not made so far ahead.",
        "expected a window of the next {days} days, got {from}"
        { days: i64, from: Timestamp };
    GateWindowFull = "hub.gate_window_full",
        "All places of the window are taken. Choose another one.",
        "expected a free place at {gate} from {from}, got all {capacity} taken"
        { gate: GateId, from: Timestamp, capacity: usize };
    GateBookedTwice = "hub.gate_booked_twice",
        "The truck has another appointment at that time.",
        "expected one appointment of {plate} at a time, got {appointment} too"
        { plate: Plate, appointment: AppointmentId };
    AppointmentExists = "hub.appointment_exists",
        "The identifier stands for another appointment already.",
        "expected a new appointment, got {appointment}"
        { appointment: AppointmentId };
    AppointmentNotFound = "hub.appointment_not_found",
        "No such appointment is known.",
        "expected an appointment of this hub, got {appointment}"
        { appointment: AppointmentId };
    AppointmentWrongState = "hub.appointment_wrong_state",
        "The appointment stands otherwise: its truck has come, it was taken back, or it is over.",
        "expected an appointment that is {expected}, got one that is {found}"
        { appointment: AppointmentId, expected: &'static str, found: &'static str };
    GateTooEarly = "hub.gate_too_early",
        "The truck is before its time.",
        "expected an arrival from {first} on, got {at}"
        { first: Timestamp, at: Timestamp };
    GateTooLate = "hub.gate_too_late",
        "The truck is too late for its appointment. It can come without one, or get another.",
        "expected an arrival until {last}, got {at}"
        { last: Timestamp, at: Timestamp };
    GateOtherGate = "hub.gate_other_gate",
        "The appointment is for another gate.",
        "expected the truck at {expected}, got {found}"
        { expected: GateId, found: GateId };
    GateOtherPlate = "hub.gate_other_plate",
        "The appointment is for another truck. Have it changed first.",
        "expected {expected}, got {found}"
        { expected: Plate, found: Plate };
    GateTruckHere = "hub.gate_truck_here",
        "A truck with that plate is at the gate or inside already.",
        "expected a truck that is not here, got {plate}"
        { plate: Plate, visit: VisitId };
    GateTruckUnknown = "hub.gate_truck_unknown",
        "No such truck is at the gate or inside.",
        "expected a truck that came by the gate, got {visit}"
        { visit: VisitId };
    GateWrongStep = "hub.gate_wrong_step",
        "The truck is not where it would have to be for this.",
        "expected {name} {expected}, got it {found}"
        { name: String, expected: &'static str, found: &'static str };
    GateNoLane = "hub.gate_no_lane",
        "The gate has no such lane in that direction.",
        "expected a lane from 1 to {lanes}, got {lane}"
        { lane: u8, lanes: u8 };
    GateNoteMissing = "hub.gate_note_missing",
        "What is not as it should be is told in words.",
        "expected a note with the check of {check}, which is {verdict}, got none"
        { check: &'static str, verdict: &'static str };
    GateNotItsUnit = "hub.gate_not_its_unit",
        "Seals and damage are checked box by box, of boxes on the truck; plate, papers and weight once.",
        "expected what {name} carries for the check of {check}, got {unit}"
        { name: String, check: &'static str, unit: String };
    GateSealsDiffer = "hub.gate_seals_differ",
        "The seals found are not those announced: the check has failed, or is accepted with a note.",
        "expected seals {expected} on {number}, got {found}"
        { number: String, expected: String, found: String };
    GateCheckMissing = "hub.gate_check_missing",
        "A check that this hub asks for was not made.",
        "expected a check of {check} of {number}, got none"
        { check: &'static str, number: String };
    GateCheckFailed = "hub.gate_check_failed",
        "A check has failed. Look again, accept it with a note, or do not let the truck pass.",
        "expected {number} to pass the check of {check}, got: {note}"
        { check: &'static str, number: String, note: String };
    GateNotHere = "hub.gate_not_here",
        "What the truck collects has not come yet.",
        "expected a unit that is here, got {number}"
        { number: String };
    GateNoPlace = "hub.gate_no_place",
        "No place of the yard is free for it. Plan its move by hand.",
        "expected a free place of the yard for {number}, got none"
        { number: String };
    GateNotMeant = "hub.gate_not_meant",
        "The truck carries something that it was not to take.",
        "expected nothing on {name} but what it collects, got {number}"
        { name: String, number: String };
    GateNotLoaded = "hub.gate_not_loaded",
        "The truck lacks something that it was to take. Load it, or say anew what it collects.",
        "expected {number} on {name}, got it without"
        { name: String, number: String };
    AtGate = "hub.at_gate",
        "The truck came by the gate: it goes in and out there only.",
        "expected a visit that did not come by the gate, got {name}"
        { visit: VisitId, name: String };

    // Goods
    NoSuchWarehouse = "hub.no_such_warehouse",
        "The floor plan has no such warehouse or bay.",
        "expected a warehouse and bay of the floor plan, got {location}"
        { location: Location };
    GoodsNotFound = "hub.goods_not_found",
        "No such goods were ever declared here.",
        "expected goods of this hub, got {goods}"
        { goods: GoodsId };
    GoodsExist = "hub.goods_exist",
        "The number or identifier stands for other goods already.",
        "expected new goods, got {number}"
        { number: String };
    GoodsComplete = "hub.goods_complete",
        "All of the goods were received, as whoever received them said. What was found since is put right by a count.",
        "expected goods that are still to come, got {number}"
        { number: String };
    GoodsNotThere = "hub.goods_not_there",
        "Fewer packages or kilograms of the goods stand there.",
        "expected at most {there} of {number} at {location}, got {wished}"
        { number: String, location: Location, there: String, wished: String };
    GoodsTakeRest = "hub.goods_take_rest",
        "The last packages take the kilograms that are left. Count first if these are others.",
        "expected {rest} for the last packages of {number}, got {mass}"
        { number: String, rest: Mass, mass: Mass };
    GoodsBonded = "hub.goods_bonded",
        "Bonded goods stand in bonded warehouses and leave by a release of customs, or in transit under seal.",
        "expected {expected}, got {number}, which is bonded"
        { number: String, expected: &'static str };
    GoodsNotBonded = "hub.goods_not_bonded",
        "The goods are in free circulation: there is nothing to release, and no transit.",
        "expected bonded goods, got {number}"
        { number: String };
    GoodsTemperature = "hub.goods_temperature",
        "It is warmer or colder there than the goods bear.",
        "expected the temperatures of {number} at {place}, got others"
        { number: String, place: String };
    GoodsSegregated = "hub.goods_segregated",
        "Dangerous goods of these two classes do not go together.",
        "expected no goods of class {other_class} beside {number} of class {class}, got {other}"
        { number: String, class: String, other: String, other_class: String };
    GoodsHeld = "hub.goods_held",
        "A hold stops the goods. Who set it can lift it.",
        "expected goods that may go, got {number}, held for {kind} by {by}: {reason}"
        { number: String, hold: HoldId, kind: HoldKind, by: OrganisationId, reason: String };
    GoodsHoldNotFound = "hub.goods_hold_not_found",
        "The goods have no such hold.",
        "expected a hold of {number}, got {hold}"
        { number: String, hold: HoldId };
    GoodsEntryUnknown = "hub.goods_entry_unknown",
        "The goods have no such receipt or issue, or it was put right before.",
        "expected an entry of {number}, got {entry}"
        { number: String, entry: usize };
    GoodsEntryGone = "hub.goods_entry_gone",
        "What took the goods has left the hub, so the issue stands.",
        "expected {carrier} to be here, got entry {entry} of {number}"
        { number: String, entry: usize, carrier: String };
    NotGoodsCarrier = "hub.not_goods_carrier",
        "General cargo is carried by boxes, wagons, trucks and ships.",
        "expected a box, wagon, truck or ship, got {number}"
        { number: String };
    StuffingNotFound = "hub.stuffing_not_found",
        "No such stuffing list is known here.",
        "expected a stuffing list of this hub, got {list}"
        { list: StuffingListId };
    StuffingExists = "hub.stuffing_exists",
        "The number or identifier stands for another stuffing list, or goods on it differ from what is known.",
        "expected a new list, or more lines of the same, got {number}"
        { number: String };
    StuffingWrongStage = "hub.stuffing_wrong_stage",
        "The stuffing list is not so far, or is beyond that.",
        "expected a list that is {expected}, got {number}, which is {found}"
        { number: String, expected: &'static str, found: &'static str };
    StuffingBox = "hub.stuffing_box",
        "A list is opened for an empty box that stands here in reach, without a job, and has no other list.",
        "expected {expected}, got {number}"
        { number: String, expected: &'static str };
    UnderList = "hub.under_list",
        "The doors of the box are open under a stuffing list. Seal it, or finish stripping, before it is moved.",
        "expected a closed box, got {number} under {list}"
        { number: String, list: String };
    StuffingTooHeavy = "hub.stuffing_too_heavy",
        "The box would weigh more than its plate says.",
        "expected at most {limit} in the box of {number}, got {mass}"
        { number: String, limit: Mass, mass: Mass };
    StuffingTooFull = "hub.stuffing_too_full",
        "The goods do not find room in the box.",
        "expected at most {limit} in the box of {number}, got {volume}"
        { number: String, limit: Volume, volume: Volume };
    StuffingCustoms = "hub.stuffing_customs",
        "Bonded goods and goods in free circulation are not put under one list.",
        "expected {expected} goods under {list}, got {number}"
        { number: String, list: String, expected: &'static str };
    StuffingNoLine = "hub.stuffing_no_line",
        "The list has no such goods.",
        "expected goods of {list}, got {number}"
        { number: String, list: String };
    StuffingTold = "hub.stuffing_told",
        "What came out of the box under this line was told before. A count puts it right.",
        "expected a line of {list} that is still open, got {number}"
        { number: String, list: String };
    StuffingNotTold = "hub.stuffing_not_told",
        "Of some goods nobody has said yet what came out of the box.",
        "expected every line of {list} told, got {count} open, such as {number}"
        { number: String, list: String, count: usize };
    StuffingNotSealed = "hub.stuffing_not_sealed",
        "A box is sealed with goods in it and at least one seal; bonded goods need the number of their transit declaration.",
        "expected {expected} for {list}, got none"
        { list: String, expected: &'static str };
    StuffingNotEmpty = "hub.stuffing_not_empty",
        "Goods are in the box. Take them out before the list is given up.",
        "expected no goods under {list}, got {lines}"
        { list: String, lines: usize };

    // Reefers
    NotReefer = "hub.not_reefer",
        "The unit is no refrigerated box.",
        "expected a refrigerated box, got {number}"
        { number: String };
    ReeferPlugged = "hub.reefer_on_plug",
        "The box is on a plug. Unplug it first.",
        "expected a box on no plug, got {number}"
        { number: String };
    ReeferNotPlugged = "hub.reefer_off_plug",
        "The box is on no plug.",
        "expected a box on a plug, got {number}"
        { number: String };
    PlugTaken = "hub.plug_taken",
        "Another box is on that plug.",
        "expected a free plug at {spot}, got {number} on it"
        { spot: Spot, number: String };
    ReeferOutOfOrder = "hub.reefer_out_of_order",
        "The box was put on a plug or taken off one later than that.",
        "expected an instant from {last} on for {number}, got {at}"
        { number: String, last: Timestamp, at: Timestamp };
    ReeferEmptyReading = "hub.reefer_empty_reading",
        "A reading has at least one temperature.",
        "expected a temperature of {number} at {at}, got none"
        { number: String, at: Timestamp };
    ReeferReadOtherwise = "hub.reefer_read_otherwise",
        "The same source told another reading of that box and instant before.",
        "expected what {source_name} told of {number} at {at}, got something else"
        { number: String, at: Timestamp, source_name: String };
    ReeferNoAlarm = "hub.reefer_no_alarm",
        "The box has no such alarm: it began at another instant, or readings told later have undone it.",
        "expected an alarm of {number}, got {kind} since {began}"
        { number: String, kind: &'static str, began: Timestamp };
}

#[cfg(test)]
mod tests;
