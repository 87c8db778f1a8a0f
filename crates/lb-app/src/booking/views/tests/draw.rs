//! Events of every kind with everything in them that may be there or not, from a seed.

use lb_base::time::{Actual, Estimated};
use lb_base::{Currency, Money, Ppm, Volume};
use lb_booking::amount::{Amounts, Dimension, Room};
use lb_booking::booking::{BookedLeg, Booking, BookingEnd, Cause, ChangeKind, Shortage};
use lb_booking::consignment::{ArrivalEstimate, BookingChange, ConsignmentEvent, Share};
use lb_booking::fees::{Fee, FeeStep, FeeTable};
use lb_booking::handling::{Handling, HandlingKind, HoldKind, Record, Statement, Vehicle};
use lb_booking::ledger::{
    Alighting, Boarding, CallTimes, Entry, EntryKey, Holder, LedgerEvent, LedgerId, PoolId, ReleaseReason,
    Standing, Transfer,
};
use lb_booking::order::{
    DangerousGoods, Draft, Goods, Order, Packaging, PackingGroup, RouteSpecification, TemperatureRange,
    UnitCount,
};
use lb_booking::plan::{Carriage, Hops, LegNo, Plan, PlanLeg, PlanNo, PlanReason};
use lb_booking::quotation::{ExchangeRate, Quotation, QuotedComponent};
use lb_booking::tariff::{Basis, Charge, Rate};
use lb_booking::unit::{Cargo, Journey, Quantity, UnitEvent};
use lb_network::model::{Mode, Per};

pub use crate::json::tests::draw::Draw;

impl Draw {
    fn money(&mut self) -> Money {
        let currency: Currency = self.pick(&["USD", "JPY", "KWD", "CNY", "KZT"]).parse().unwrap();
        let minor = self.pick(&[0, 1, -1, 99, 123_450, i64::MAX, i64::MIN]);
        Money::from_minor(minor, currency)
    }

    fn amounts(&mut self) -> Amounts {
        Dimension::ALL.into_iter().fold(Amounts::ZERO, |sum, dimension| {
            let sign = self.pick(&[1, 1, -1]);
            sum.with(dimension, sign * self.amount())
        })
    }

    fn room(&mut self) -> Room {
        Dimension::ALL.into_iter().fold(Room::default(), |room, dimension| {
            let value = self.maybe(Self::amount);
            room.with(dimension, value)
        })
    }

    fn route(&mut self) -> RouteSpecification {
        let (origin, destination, ready) = (self.id(), self.id(), self.minute());
        RouteSpecification { origin, destination, ready, due: self.maybe(Self::minute) }
    }

    fn goods(&mut self) -> Goods {
        let group = |draw: &mut Self| draw.pick(&[PackingGroup::I, PackingGroup::II, PackingGroup::III]);
        let dangerous = self.maybe(|draw| (draw.pick(&["UN1263", "UN0004"]), draw.prose()));
        Goods {
            hs: self.pick(&["10", "1001", "1001.99"]).parse().unwrap(),
            description: self.prose(),
            packaging: Packaging { kind: self.prose(), pieces: self.number() },
            mass: self.mass(),
            volume: self.maybe(|draw| Volume::from_litres(draw.amount())),
            units: self.some(|draw| UnitCount { unit_type: draw.id(), count: draw.number() }),
            temperature: self.maybe(|draw| TemperatureRange {
                lowest: draw.pick(&[-250, 0, i32::MIN]),
                highest: draw.pick(&[-180, 45]),
            }),
            dangerous: dangerous.map(|(number, class)| DangerousGoods {
                number: number.parse().unwrap(),
                class,
                packing_group: self.maybe(group),
            }),
        }
    }

    fn draft(&mut self) -> Draft {
        Draft { route: self.maybe(Self::route), goods: self.some(Self::goods) }
    }

    fn order(&mut self) -> Order {
        Order { route: self.route(), goods: self.some(Self::goods) }
    }

    fn hops(&mut self) -> Hops {
        Hops { from_call: self.number(), to_call: self.number() }
    }

    fn run(&mut self) -> lb_base::RunId {
        self.pick(&["SV-LYG-ALA/2026-12-04", "SV-LYG-ALA/2026-12-04+720"]).parse().unwrap()
    }

    fn mode(&mut self) -> Mode {
        self.pick(&Mode::ALL)
    }

    fn leg(&mut self) -> PlanLeg {
        let ride = Carriage::Ride { run: self.run(), section: self.id(), hops: self.hops() };
        let on_demand = Carriage::Move { mode: self.mode() };
        PlanLeg {
            no: LegNo(self.number()),
            carriage: self.pick(&[ride, on_demand]),
            from: self.id(),
            to: self.id(),
            depart: self.planned(),
            arrive: self.planned(),
            units: self.number(),
            mass: self.mass(),
        }
    }

    fn plan(&mut self) -> Plan {
        let reasons = [PlanReason::First, PlanReason::OrderAmended, PlanReason::Rolled, PlanReason::Rerouted];
        Plan {
            no: PlanNo(self.number()),
            made_at: self.instant(),
            reason: self.pick(&reasons),
            legs: self.some(Self::leg),
        }
    }

    fn fees(&mut self, currency: Currency) -> FeeTable {
        let mut steps = Vec::new();
        for hours_before_min in [0, self.number(), self.number::<i32>() - 2] {
            let share = Fee::Share(Ppm::new(self.pick(&[0, 125_000, 1_000_000])).unwrap());
            let fixed = Fee::Fixed(Money::from_minor(self.amount(), currency));
            steps.push(FeeStep { hours_before_min, fee: self.pick(&[share, fixed]) });
        }
        FeeTable::new(steps, currency).unwrap()
    }

    fn component(&mut self) -> QuotedComponent {
        let charges = [
            Charge::Section { section: self.id() },
            Charge::Hop { section: self.id(), hop: self.number() },
            Charge::Lift { facility: self.id() },
            Charge::Storage { facility: self.id() },
            Charge::Booking,
        ];
        let per = [Per::Unit, Per::Teu, Per::Tonne, Per::LaneMetre].map(Basis::Per);
        let for_quantity_e3 = self.pick(&[1_000, -1, 1_000_000_000_000]).try_into().unwrap();
        QuotedComponent {
            leg: self.maybe(|draw| LegNo(draw.number())),
            charge: self.pick(&charges),
            tariff: self.id(),
            basis: self.pick(&[Basis::Flat, per[0], per[1], per[2], per[3]]),
            rate: Rate { amount: self.money(), for_quantity_e3 },
            quantity_e3: self.amount(),
            exchange: self.maybe(|draw| ExchangeRate {
                from: draw.money().currency(),
                to: draw.money().currency(),
                rate_e6: draw.amount(),
            }),
            amount: self.money(),
        }
    }

    fn quotation(&mut self) -> Quotation {
        let total = self.money();
        Quotation {
            components: self.some(Self::component),
            total,
            made_at: self.instant(),
            valid_until: self.instant(),
            cancel_fees: self.fees(total.currency()),
            change_fees: self.fees(total.currency()),
        }
    }

    fn pool(&mut self) -> PoolId {
        let (site, customer) = (Holder::Site(self.id()), Holder::Customer(self.id()));
        self.pick(&[PoolId::Free, PoolId::Allotted(site), PoolId::Allotted(customer)])
    }

    fn ledger_id(&mut self) -> LedgerId {
        LedgerId { run: self.run(), section: self.id() }
    }

    fn booked_leg(&mut self) -> BookedLeg {
        BookedLeg {
            leg: LegNo(self.number()),
            ledger: self.ledger_id(),
            hops: self.hops(),
            pool: self.pool(),
            amounts: self.amounts(),
        }
    }

    fn booking(&mut self) -> Booking {
        Booking {
            id: self.uuid(),
            plan: PlanNo(self.number()),
            site: self.id(),
            legs: self.some(Self::booked_leg),
            shortage: self.pick(&[Shortage::Refuse, Shortage::Wait]),
            quotation: self.quotation(),
            made_at: self.instant(),
            fees: self.some(Self::money),
        }
    }

    fn cause(&mut self) -> Cause {
        self.pick(&[Cause::Customer, Cause::Carrier])
    }

    fn change(&mut self) -> BookingChange {
        BookingChange {
            booking: self.uuid(),
            kind: self.pick(&[ChangeKind::Amended, ChangeKind::Rolled, ChangeKind::Rerouted]),
            cause: self.cause(),
            order: self.maybe(Self::order),
            plan: self.plan(),
            legs: self.some(Self::booked_leg),
            quotation: self.maybe(Self::quotation),
            fee: self.maybe(Self::money),
            at: self.instant(),
        }
    }

    fn end(&mut self) -> BookingEnd {
        let (cause, reason, fee) = (self.cause(), self.prose(), self.maybe(Self::money));
        let cancelled = BookingEnd::Cancelled { cause, reason, fee };
        self.pick(&[BookingEnd::Expired, BookingEnd::Released, cancelled])
    }

    fn handling(&mut self) -> Handling {
        let run = Vehicle::Run { run: self.run(), section: self.id() };
        let on_demand = Vehicle::OnDemand(self.mode());
        let vehicle = self.pick(&[run, on_demand]);
        let hold = self.pick(&[HoldKind::Customs, HoldKind::Quarantine, HoldKind::Payment, HoldKind::Other]);
        let kinds = [
            HandlingKind::Received,
            HandlingKind::Loaded(vehicle.clone()),
            HandlingKind::Departed(vehicle.clone()),
            HandlingKind::Arrived(vehicle.clone()),
            HandlingKind::Unloaded(vehicle),
            HandlingKind::GaugeChanged,
            HandlingKind::CustomsCleared,
            HandlingKind::Held(hold),
            HandlingKind::Released(hold),
            HandlingKind::Delivered,
        ];
        Handling {
            kind: self.pick(&kinds),
            place: self.id(),
            unit: self.maybe(Self::uuid),
            happened_at: Actual(self.instant()),
        }
    }

    fn record(&mut self) -> Record {
        let (record, handling) = (self.uuid(), self.handling());
        let statements = [
            Statement::Happened(handling.clone()),
            Statement::Corrects { record, handling },
            Statement::Withdraws { record },
        ];
        Record { id: self.uuid(), statement: self.pick(&statements), recorded_at: self.instant() }
    }

    fn share(&mut self) -> Share {
        Share { pieces: self.number(), mass: self.mass(), list: self.maybe(Self::uuid) }
    }

    /// Returns an event of each variant.
    pub fn consignment_events(&mut self) -> Vec<ConsignmentEvent> {
        let arrival = Estimated { early: self.minute(), likely: self.minute(), late: self.minute() };
        vec![
            ConsignmentEvent::Drafted { id: self.uuid(), customer: self.id(), draft: self.draft() },
            ConsignmentEvent::Redrafted { draft: self.draft() },
            ConsignmentEvent::Ordered { order: self.order() },
            ConsignmentEvent::Planned { plan: self.plan() },
            ConsignmentEvent::BookingHeld { booking: Box::new(self.booking()), until: self.instant() },
            ConsignmentEvent::BookingConfirmed { booking: self.uuid(), at: self.instant() },
            ConsignmentEvent::BookingChanged(Box::new(self.change())),
            ConsignmentEvent::BookingEnded { booking: self.uuid(), end: self.end(), at: self.instant() },
            ConsignmentEvent::HandlingRecorded(self.record()),
            ConsignmentEvent::Estimated(ArrivalEstimate { arrival, made_at: self.instant() }),
            ConsignmentEvent::Stuffed { unit: self.uuid(), share: self.share() },
            ConsignmentEvent::Stripped { unit: self.uuid() },
            ConsignmentEvent::Closed { at: self.instant() },
            ConsignmentEvent::Cancelled { at: self.instant(), reason: self.prose() },
        ]
    }

    fn call(&mut self) -> CallTimes {
        CallTimes {
            place: self.id(),
            arrive: self.maybe(Self::planned),
            depart: self.maybe(Self::planned),
            boarding: self.maybe(Self::minute).map_or(Boarding::Never, Boarding::Until),
            alighting: self.pick(&[Alighting::Allowed, Alighting::Never]),
        }
    }

    fn transfer(&mut self) -> Transfer {
        Transfer { from: self.pool(), to: self.pool(), amounts: self.amounts() }
    }

    fn entry(&mut self) -> Entry {
        let until = self.instant();
        let waiting = Standing::Waiting { until, place: self.below(1 << 53) };
        let standing = self.pick(&[Standing::Held { until }, Standing::Confirmed, waiting]);
        Entry { hops: self.hops(), amounts: self.amounts(), standing }
    }

    fn key(&mut self) -> EntryKey {
        EntryKey { booking: self.uuid(), leg: LegNo(self.number()) }
    }

    /// Returns an event of each variant.
    pub fn ledger_events(&mut self) -> Vec<LedgerEvent> {
        let reasons = [ReleaseReason::Released, ReleaseReason::Cancelled, ReleaseReason::Changed];
        let (key, pool, at, reason) = (self.key(), self.pool(), self.instant(), self.pick(&reasons));
        vec![
            LedgerEvent::Opened {
                id: self.ledger_id(),
                owner: self.id(),
                calls: self.some(Self::call),
                room: self.room(),
            },
            LedgerEvent::RoomSet { room: self.room() },
            LedgerEvent::Retimed { calls: self.some(Self::call) },
            LedgerEvent::SaleClosed { reason: self.prose() },
            LedgerEvent::SaleReopened,
            LedgerEvent::AllotmentMoved(self.transfer()),
            LedgerEvent::AllotmentOffered { offer: self.uuid(), transfer: self.transfer() },
            LedgerEvent::AllotmentAccepted { offer: self.uuid(), transfer: self.transfer() },
            LedgerEvent::AllotmentDeclined { offer: self.uuid(), transfer: self.transfer() },
            LedgerEvent::Entered { key, pool: pool.clone(), entry: self.entry() },
            LedgerEvent::Confirmed { key, pool: pool.clone() },
            LedgerEvent::Amended { key, pool: pool.clone(), entry: self.entry() },
            LedgerEvent::Released { key, pool: pool.clone(), reason },
            LedgerEvent::Lapsed { key, pool: pool.clone(), at },
            LedgerEvent::Promoted { key, pool, at },
        ]
    }

    fn cargo(&mut self) -> Cargo {
        let quantity = |draw: &mut Self| Quantity { pieces: draw.number(), mass: draw.mass() };
        let lines = (0..self.below(4)).map(|_| (self.uuid(), quantity(self))).collect();
        let one = Cargo::One { consignment: self.uuid(), quantity: quantity(self) };
        let stuffed = Cargo::Stuffed { list: self.uuid(), lines };
        self.pick(&[Cargo::Empty, one, stuffed])
    }

    /// Returns a journey of either kind.
    pub fn journey(&mut self) -> Journey {
        self.maybe(Self::uuid).map_or(Journey::Idle, Journey::Open)
    }

    /// Returns an event of each variant.
    pub fn unit_events(&mut self) -> Vec<UnitEvent> {
        vec![
            UnitEvent::Registered {
                id: self.uuid(),
                identity: self.identity(),
                unit_type: self.maybe(Self::id),
            },
            UnitEvent::IdentityCorrected { was: self.identity(), identity: self.identity() },
            UnitEvent::TransportOpened { transport: self.uuid(), at: self.instant() },
            UnitEvent::TransportClosed { transport: self.uuid(), at: self.instant() },
            UnitEvent::CargoSet { cargo: self.cargo(), at: self.instant() },
        ]
    }
}
