//! Every refusal of this crate in one place: business answers with a stable code and fields, which screens translate.
//!
//! A refusal changes nothing. Codes never change their meaning; new ones are added at the end of their subject.

use jiff::Timestamp;
use lb_base::{
    BookingId, ConsignmentId, Currency, HandlingId, Minute, Money, OfferId, PlaceId, RunId, SectionId,
    SiteId, StuffingListId, TransportId, UnitId,
};

use crate::amount::{Amount, Dimension};
use crate::ledger::{Holder, PoolId};
use crate::plan::{LegNo, PlanNo};
use crate::tariff::Charge;

lb_base::refusals! {
    // Capacity of a run
    SoldOut = "booking.sold_out",
        "A hop of the run has less room left than wanted. Take a later run, or wait.",
        "expected {wanted} on hop {hop} of {run} {section}, got {left}"
        { run: RunId, section: SectionId, hop: u16, dimension: Dimension, wanted: Amount, left: Amount };
    AllotmentExhausted = "booking.allotment_exhausted",
        "The allotment has less room left on a hop than wanted. Ask for more of it, or take free capacity.",
        "expected {wanted} of {holder} on hop {hop} of {run} {section}, got {left}"
        { run: RunId, section: SectionId, holder: Holder, hop: u16, dimension: Dimension, wanted: Amount, left: Amount };
    NoAllotment = "booking.no_allotment",
        "The site or customer has no allotment on this run.",
        "expected an allotment of {holder} on {run} {section}, got none"
        { run: RunId, section: SectionId, holder: Holder };
    NotCustodian = "booking.not_custodian",
        "Another site decides about this capacity. Send the request there.",
        "expected a decision of {custodian} about {pool} of {run} {section}, got one of {site}"
        { run: RunId, section: SectionId, pool: PoolId, custodian: SiteId, site: SiteId };
    ExceedsRun = "capacity.exceeds_run",
        "The load is larger than one run. Split it over successive runs.",
        "expected at most {capacity} on {run} {section}, got {wanted}"
        { run: RunId, section: SectionId, dimension: Dimension, wanted: Amount, capacity: Amount };
    NotCarried = "booking.not_carried",
        "The run does not carry that at all: no plugs, no deck, no slots.",
        "expected a load without {dimension} on {run} {section}, got {wanted}"
        { run: RunId, section: SectionId, dimension: Dimension, wanted: Amount };
    NothingWanted = "booking.nothing_wanted",
        "The leg takes no room of the run in any dimension that the run counts.",
        "expected a load for leg {leg}, got nothing that {run} {section} counts"
        { run: RunId, section: SectionId, leg: LegNo };
    BadAmount = "capacity.bad_amount",
        "A quantity is negative or beyond all reason.",
        "expected a quantity of {dimension} of 0 or more, got {found}"
        { dimension: Dimension, found: i64 };
    NoSuchCall = "booking.no_such_call",
        "The run has no such calls in this order.",
        "expected two of the {calls} calls of {run} {section} in order, got {from} and {to}"
        { run: RunId, section: SectionId, from: u16, to: u16, calls: usize };
    CannotBoard = "booking.cannot_board",
        "Cargo is not taken on board at this call.",
        "expected a call of {run} {section} where cargo may board, got {call}"
        { run: RunId, section: SectionId, call: u16 };
    CannotAlight = "booking.cannot_alight",
        "Cargo does not leave the run at this call.",
        "expected a call of {run} {section} where cargo may alight, got {call}"
        { run: RunId, section: SectionId, call: u16 };
    CutOffPassed = "booking.cut_off_passed",
        "The cut-off of the call is over. Take a later run.",
        "expected a booking before the cut-off {cut_off} of call {call} of {run} {section}, got one at {now}"
        { run: RunId, section: SectionId, call: u16, cut_off: Minute, now: Timestamp };
    Departed = "booking.departed",
        "The run has left the call, so the leg cannot be changed or cancelled.",
        "expected a change before {departure} at call {call} of {run} {section}, got one at {now}"
        { run: RunId, section: SectionId, call: u16, departure: Minute, now: Timestamp };
    SaleClosed = "booking.sale_closed",
        "The run is not sold now: cancelled, or set aside.",
        "expected a run that is sold, got {run} {section}, closed: {reason}"
        { run: RunId, section: SectionId, reason: String };
    RunNotFound = "booking.run_not_found",
        "No ledger is open for this run and section.",
        "expected an open run, got {run} {section}"
        { run: RunId, section: SectionId };
    QueueFull = "booking.queue_full",
        "The run has as many entries as a ledger keeps.",
        "expected at most {limit} entries on {run} {section}, got one more"
        { run: RunId, section: SectionId, limit: usize };

    // Bookings
    BookingNotFound = "booking.not_found",
        "The consignment has no such booking.",
        "expected a booking of the consignment, got {booking}"
        { booking: BookingId };
    BookingExists = "booking.exists",
        "The identifier stands for another booking already.",
        "expected a new booking, got {booking}, which has other contents"
        { booking: BookingId };
    OtherBookingLive = "booking.other_live",
        "The consignment has another booking that is held or confirmed. Change or end that one.",
        "expected no live booking, got {booking}"
        { booking: BookingId };
    HoldExpired = "booking.hold_expired",
        "The hold ended before it was confirmed. Book again.",
        "expected an answer before {until}, got one at {now}"
        { booking: BookingId, until: Timestamp, now: Timestamp };
    HoldTooShort = "booking.hold_too_short",
        "The hold would end before it begins.",
        "expected a hold until after {now}, got {until}"
        { until: Timestamp, now: Timestamp };
    StillWaiting = "booking.still_waiting",
        "A leg still stands on the waiting list, so the booking cannot be confirmed.",
        "expected every leg held, got leg {leg} waiting for {run} {section}"
        { booking: BookingId, leg: LegNo, run: RunId, section: SectionId };
    BookingConfirmed = "booking.already_confirmed",
        "The booking is confirmed. Cancel it instead of releasing it.",
        "expected a held booking, got {booking}, which is confirmed"
        { booking: BookingId };
    BookingEnded = "booking.ended",
        "The booking was released or cancelled before.",
        "expected a live booking, got {booking}, which is {how}"
        { booking: BookingId, how: &'static str };
    LegMissing = "booking.leg_missing",
        "A leg of the plan that rides a run is not in the booking.",
        "expected capacity for every leg of the plan, got none for leg {leg}"
        { leg: LegNo };
    LegNotInPlan = "booking.leg_not_in_plan",
        "The booking names a leg that the plan does not have or that rides no run, or names it twice.",
        "expected each leg of the plan that rides a run once, got leg {leg}"
        { leg: LegNo };
    OtherPlace = "booking.other_place",
        "The plan's leg begins or ends at another place than the run's call.",
        "expected {expected} at call {call} of leg {leg}, got {found}"
        { leg: LegNo, call: u16, expected: PlaceId, found: PlaceId };
    NotLater = "booking.not_later",
        "A booking rolls to another run of the same section that departs later.",
        "expected a run of {section} later than the booked one, got {run}"
        { leg: LegNo, run: RunId, section: SectionId };

    // Ledgers and allotments
    LedgerExists = "ledger.exists",
        "The run's section is open for sale already, with other contents.",
        "expected a run that is not open yet, got {run} {section}"
        { run: RunId, section: SectionId };
    LedgerNotOpen = "ledger.not_open",
        "The run's section is not open for sale.",
        "expected a ledger that is open, got none"
        {};
    NotOwner = "ledger.not_owner",
        "Only the site that owns the run's capacity may do this.",
        "expected a decision of {owner}, got one of {site}"
        { run: RunId, section: SectionId, owner: SiteId, site: SiteId };
    BadCalls = "ledger.bad_calls",
        "The calls are fewer than two or too many, their times do not ascend, or a cut-off is after its departure.",
        "expected two or more calls with times in order, got a problem at call {call}"
        { call: u16 };
    OtherPlaces = "ledger.other_places",
        "New times must be those of the same calls.",
        "expected times of {calls} calls at the same places, got a difference at call {call}"
        { call: u16, calls: usize };
    CapacityInUse = "capacity.in_use",
        "More has been sold or allotted than would be left. Roll or cancel bookings first.",
        "expected at least {used} on hop {hop} of {run} {section}, got {wanted}"
        { run: RunId, section: SectionId, hop: u16, dimension: Dimension, wanted: Amount, used: Amount };
    AllotmentNotFree = "allotment.not_free",
        "The pool has less unsold room than should be moved out of it.",
        "expected {wanted} unsold in {pool} on hop {hop} of {run} {section}, got {left}"
        { run: RunId, section: SectionId, pool: PoolId, hop: u16, dimension: Dimension, wanted: Amount, left: Amount };
    SamePool = "allotment.same_pool",
        "Allotment moves between two different pools.",
        "expected two pools, got {pool} twice"
        { pool: PoolId };
    OfferNotFound = "allotment.offer_not_found",
        "No such offer of allotment is open on this run.",
        "expected an open offer, got {offer}"
        { offer: OfferId };
    OfferExists = "allotment.offer_exists",
        "The identifier stands for another offer already.",
        "expected a new offer, got {offer}"
        { offer: OfferId };

    // Prices
    NoTariff = "quotation.no_tariff",
        "No tariff in force covers a charge that the carriage needs.",
        "expected a tariff in force for {charge}, got none"
        { charge: Charge };
    QuotationExpired = "quotation.expired",
        "The quotation is no longer valid. Ask for a new one.",
        "expected a booking before {until}, got one at {now}"
        { until: Timestamp, now: Timestamp };
    NoRate = "quotation.no_rate",
        "No exchange rate is known between the tariff's currency and the quotation's.",
        "expected a rate from {from} to {to}, got none"
        { from: Currency, to: Currency };
    FeeCurrency = "quotation.fee_currency",
        "A fixed fee is in another currency than the quotation.",
        "expected fees in {expected}, got {found}"
        { expected: Currency, found: Money };
    FeesIncomplete = "quotation.fees_incomplete",
        "The fee rules name no fee for the last hours before departure.",
        "expected a step from 0 hours before departure, got steps from {from_hours}"
        { from_hours: i32 };
    PriceOutOfRange = "quotation.out_of_range",
        "A price or quantity is negative or does not fit.",
        "expected a price that fits, got none for {charge}"
        { charge: Charge };

    // Orders and plans
    OrderIncomplete = "order.incomplete",
        "The draft lacks something that an order needs.",
        "expected {field}, got none"
        { field: &'static str };
    SamePlace = "order.same_place",
        "Origin and destination are one place.",
        "expected two places, got {place} twice"
        { place: PlaceId };
    DueBeforeReady = "order.due_before_ready",
        "The goods are wanted before they are ready.",
        "expected a time after {ready}, got {due}"
        { ready: Minute, due: Minute };
    BadQuantity = "order.bad_quantity",
        "A line of the order has no mass, too many lines stand in it, or a number is beyond all reason.",
        "expected a possible {field} in line {line}, got {found}"
        { line: usize, field: &'static str, found: i64 };
    BadTemperature = "order.bad_temperature",
        "The lowest temperature of a line is above the highest.",
        "expected a range of temperature in line {line}, got {lowest} to {highest} tenths of a degree"
        { line: usize, lowest: i32, highest: i32 };
    PlanEmpty = "plan.empty",
        "A plan has at least one leg and no more than the limit.",
        "expected 1 to {limit} legs, got {found}"
        { limit: usize, found: usize };
    PlanBadLeg = "plan.bad_leg",
        "A leg's number stands twice, it does not lead on in place and time, or it carries nothing.",
        "expected legs numbered once that lead on and carry something, got leg {leg}"
        { leg: LegNo };
    PlanBroken = "plan.broken",
        "A leg takes more than is at its place when it departs: the leg before arrives later, elsewhere, or brings less.",
        "expected {needed} {what} at {place} for leg {leg} at {departure}, got {there}"
        { leg: LegNo, place: PlaceId, departure: Minute, what: &'static str, needed: i64, there: i64 };
    PlanTooEarly = "plan.before_ready",
        "The first departure is before the goods are ready.",
        "expected a departure from {ready}, got {departure}"
        { ready: Minute, departure: Minute };
    PlanShort = "plan.not_all_goods",
        "The plan does not bring exactly what was ordered to the destination.",
        "expected {ordered} {what} at {place} in the end, got {planned}"
        { place: PlaceId, what: &'static str, ordered: i64, planned: i64 };
    PlanOutdated = "plan.outdated",
        "The plan was replaced meanwhile. Look at the current one.",
        "expected plan {current}, got {wanted}"
        { current: PlanNo, wanted: PlanNo };

    // Consignments
    ConsignmentNotFound = "consignment.not_found",
        "There is no such consignment.",
        "expected a consignment that exists, got none"
        {};
    ConsignmentExists = "consignment.exists",
        "The identifier stands for another consignment already.",
        "expected a new consignment, got {consignment}"
        { consignment: ConsignmentId };
    WrongState = "consignment.wrong_state",
        "The consignment is not in a state in which this can be done.",
        "expected a consignment that is {expected}, got one that is {found}"
        { expected: &'static str, found: &'static str };
    StillBooked = "consignment.still_booked",
        "Capacity is held or booked for the consignment. End or change the booking.",
        "expected a consignment without a live booking, got {booking}"
        { booking: BookingId };
    AlreadyMoving = "consignment.already_moving",
        "The goods are on their way, so the consignment cannot be cancelled.",
        "expected a consignment that was not received, got one that is {status}"
        { status: &'static str };
    NotDelivered = "consignment.not_delivered",
        "Not all goods have been delivered, so the consignment cannot be closed.",
        "expected a consignment that is delivered, got one that is {status}"
        { status: &'static str };
    HandlingDiffers = "consignment.handling_differs",
        "The identifier stands for another handling event already. Record a correction instead.",
        "expected the handling event as recorded before, got another one under {handling}"
        { handling: HandlingId };
    CorrectsItself = "consignment.corrects_itself",
        "A correction names another record than itself.",
        "expected a record to correct, got the correction {handling} itself"
        { handling: HandlingId };
    TooManyRecords = "consignment.too_many_records",
        "The consignment has as many records as it keeps.",
        "expected at most {limit} records, got one more"
        { limit: usize };
    BadEstimate = "consignment.bad_estimate",
        "The three times of an estimate are not in order.",
        "expected early, likely and late in order, got {early}, {likely}, {late}"
        { early: Minute, likely: Minute, late: Minute };
    OverStuffed = "consignment.over_stuffed",
        "More of the consignment would be in units than was ordered.",
        "expected at most {ordered} {what} in units, got {stuffed}"
        { consignment: ConsignmentId, what: &'static str, ordered: i64, stuffed: i64 };

    // Units
    UnitNotFound = "unit.not_found",
        "No such unit is registered.",
        "expected a registered unit, got none"
        {};
    UnitExists = "unit.exists",
        "The identifier stands for another unit already.",
        "expected a new unit, got {unit}"
        { unit: UnitId };
    InTransport = "unit.in_transport",
        "The unit stands in another open transport. Close that one first.",
        "expected a unit without an open transport, got {unit} in {transport}"
        { unit: UnitId, transport: TransportId };
    NotInTransport = "unit.not_in_transport",
        "The unit does not stand in this transport.",
        "expected {unit} in transport {transport}, got another or none"
        { unit: UnitId, transport: TransportId };
    CarriesOther = "unit.carries_other",
        "The unit carries another consignment. Several in one unit need one stuffing list.",
        "expected an empty unit, got {unit} with {consignment}"
        { unit: UnitId, consignment: ConsignmentId };
    OtherList = "unit.other_list",
        "The unit is stuffed under another list. One container has one list at a time.",
        "expected stuffing list {open} of {unit}, got {found}"
        { unit: UnitId, open: StuffingListId, found: StuffingListId };
    DoesNotCarry = "unit.does_not_carry",
        "The unit does not carry this consignment.",
        "expected a consignment in {unit}, got {consignment}"
        { unit: UnitId, consignment: ConsignmentId };
    NothingStuffed = "unit.nothing_stuffed",
        "The list is empty, too long, names a consignment twice, or a line has no mass.",
        "expected 1 to {limit} lines with a mass each, got {found}"
        { limit: usize, found: usize };
    ListDiffers = "unit.list_differs",
        "The consignment stands in the unit with another quantity already. Strip it first.",
        "expected {consignment} in {unit} as before, got another quantity"
        { unit: UnitId, consignment: ConsignmentId };
}

#[cfg(test)]
mod tests;
