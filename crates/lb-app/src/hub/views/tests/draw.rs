//! Events of every kind with everything in them that may be there or not, from a seed.

use lb_base::codes::TrainIndex;
use lb_base::time::{Actual, Estimated};
use lb_base::{Hash, Length};
use lb_hub::HubEvent;
use lb_hub::article::{Article, BoxLength, Fill, Form, Gross, PowerSource, WagonPapers};
use lb_hub::consist::{Difference, ListedPlace, Listing};
use lb_hub::equipment::EquipmentEvent;
use lb_hub::gauge_record::{
    ChangeTrain, Corrected, Entry, Exception, ExceptionKind, GaugeChange, GaugeEvent, GaugeStage, NoteLine,
    Signature, Stand, SupplementaryNote, Tally, Witness,
};
use lb_hub::hold::{Hold, HoldEvent, HoldKind};
use lb_hub::inventory::{Correction, Counted, Facts, InventoryEvent};
use lb_hub::job::{Job, JobEvent, JobStage, Urgency};
use lb_hub::placement::{Placement, PlacementEvent, PlacementStage, Proposal};
use lb_hub::spot::{Slot, Spot};
use lb_hub::visit::{Announcement, Moments, Mooring, Stage, Vehicle, Visit, VisitEvent};

pub use crate::json::tests::draw::Draw;

impl Draw {
    pub fn length(&mut self) -> Length {
        Length::from_mm(self.amount())
    }

    pub fn tenths(&mut self) -> i16 {
        self.pick(&[0, -250, i16::MIN, i16::MAX])
    }

    fn spot(&mut self) -> Spot {
        let (bay, row, tier) = (self.number(), self.pick(&[0, 1, u8::MAX]), self.pick(&[1, 5]));
        let yard = Spot::Yard(Slot { block: self.id(), bay, row, tier });
        let wagon = Spot::Wagon { wagon: self.uuid(), slot: self.pick(&[1, 3, u8::MAX]) };
        let visit = Spot::Visit { visit: self.uuid(), stow: self.stow() };
        let warehouse = Spot::Warehouse { warehouse: self.id(), bay: self.number() };
        self.pick(&[yard, wagon, visit, warehouse])
    }

    fn gross(&mut self) -> Gross {
        let mass = self.mass();
        self.pick(&[Gross::Unknown, Gross::Declared(mass), Gross::Verified(mass)])
    }

    pub fn article(&mut self) -> Article {
        let forms =
            [Form::Box(self.pick(&BoxLength::ALL)), Form::Wagon(self.id()), Form::Vehicle, Form::Piece];
        Article {
            id: self.uuid(),
            identity: self.identity(),
            form: self.pick(&forms),
            fill: self.pick(&Fill::ALL),
            gross: self.gross(),
            set_point: self.maybe(Self::tenths),
            power: self.pick(&PowerSource::ALL),
            dangerous: self.some(Self::prose),
            goods: self.maybe(|draw| draw.pick(&["10", "1001", "1001.99"]).parse().unwrap()),
            destination: self.maybe(Self::id),
            customer: self.maybe(Self::id),
            consignment: self.maybe(Self::uuid),
            onward: self.maybe(Self::uuid),
            seals: self.some(Self::prose),
            papers: self.maybe(|draw| Box::new(draw.papers())),
            sea: self.maybe(|draw| Box::new(draw.sea())),
        }
    }

    fn papers(&mut self) -> WagonPapers {
        WagonPapers {
            cargo: self.maybe(Self::mass),
            station: self.maybe(Self::prose),
            cargo_code: self.maybe(Self::prose),
            consignee: self.maybe(Self::prose),
            roller: self.maybe(Self::prose),
            cover: self.maybe(Self::prose),
            oversize: self.maybe(Self::prose),
            exit_station: self.maybe(Self::prose),
            seal_count: self.maybe(|draw| draw.pick(&[0, u8::MAX])),
            box_counts: self.maybe(|draw| draw.pick(&[(0, 2), (u8::MAX, 0)])),
            note: self.maybe(Self::prose),
        }
    }

    fn counted(&mut self) -> Counted {
        Counted { article: self.article(), spot: self.spot() }
    }

    fn correction(&mut self) -> Correction {
        let moved = Correction::Moved { unit: self.uuid(), from: self.spot(), to: self.spot() };
        let missing = Correction::Missing { unit: self.uuid(), from: self.spot() };
        let found = Correction::Found(self.counted());
        self.pick(&[moved, missing, found])
    }

    fn facts(&mut self) -> Facts {
        Facts {
            identity: self.maybe(Self::identity),
            gross: self.maybe(Self::gross),
            fill: self.maybe(|draw| draw.pick(&Fill::ALL)),
            seals: self.maybe(|draw| draw.some(Self::prose)),
            set_point: self.maybe(|draw| draw.maybe(Self::tenths)),
            onward: self.maybe(|draw| draw.maybe(Self::uuid)),
            damage: self.maybe(|draw| draw.maybe(Self::prose)),
        }
    }

    fn inventory_events(&mut self) -> Vec<InventoryEvent> {
        vec![
            InventoryEvent::Opened { units: self.some(Self::counted) },
            InventoryEvent::Counted {
                block: self.id(),
                units: self.number(),
                corrections: self.some(Self::correction),
                at: self.instant(),
            },
            InventoryEvent::Stated { unit: self.uuid(), facts: self.facts(), at: self.instant() },
        ]
    }

    fn vehicle(&mut self) -> Vehicle {
        let train = Vehicle::Train { gauge: self.number() };
        let vessel = Vehicle::Vessel { length: self.length(), draught: self.length() };
        self.pick(&[train, vessel, Vehicle::Truck])
    }

    fn listing(&mut self) -> Listing {
        let wagon = ListedPlace::Wagon { wagon: self.uuid(), slot: self.pick(&[1, u8::MAX]) };
        let aboard = ListedPlace::Aboard { stow: self.stow() };
        Listing { article: self.article(), place: self.pick(&[ListedPlace::Consist, wagon, aboard]) }
    }

    fn difference(&mut self) -> Difference {
        let (unit, number) = (self.uuid(), self.prose());
        let kinds = [
            Difference::Missing { unit, number: number.clone() },
            Difference::Extra { unit, number: number.clone() },
            Difference::OtherPlace { unit, number: number.clone() },
            Difference::OtherOrder {
                unit,
                number: number.clone(),
                listed: self.number(),
                found: self.number(),
            },
            Difference::NotLoaded { unit, number: number.clone() },
            Difference::NotDischarged { unit, number: number.clone() },
            Difference::Seals { unit, number, listed: self.some(Self::prose), found: self.some(Self::prose) },
        ];
        self.pick(&kinds)
    }

    fn estimated(&mut self) -> Estimated {
        Estimated { early: self.minute(), likely: self.minute(), late: self.minute() }
    }

    fn mooring(&mut self) -> Mooring {
        Mooring { berth: self.id(), offset: self.length(), from: self.planned(), until: self.planned() }
    }

    fn moments(&mut self) -> Moments {
        Moments {
            planned: self.maybe(Self::planned),
            estimated: self.maybe(Self::estimated),
            actual: self.maybe(|draw| Actual(draw.instant())),
        }
    }

    /// Returns a stay.
    pub fn visit(&mut self) -> Visit {
        Visit {
            id: self.uuid(),
            vehicle: self.vehicle(),
            name: self.prose(),
            index: self.maybe(Self::index),
            operator: self.maybe(Self::id),
            arrival: self.moments(),
            departure: self.moments(),
            stage: self.pick(&Stage::ALL),
            listed: self.some(Self::listing),
            differences: self.some(Self::difference),
            consist: self.some(Self::uuid),
            mooring: self.maybe(Self::mooring),
            ship: lb_hub::ship::Ship::default(),
        }
    }

    fn index(&mut self) -> TrainIndex {
        self.pick(&["4860 123 7050", "0012 001 0340"]).parse().unwrap()
    }

    fn announcement(&mut self) -> Announcement {
        Announcement {
            id: self.uuid(),
            vehicle: self.vehicle(),
            name: self.prose(),
            operator: self.maybe(Self::id),
            arrival: self.maybe(Self::planned),
            departure: self.maybe(Self::planned),
        }
    }

    fn visit_events(&mut self) -> Vec<VisitEvent> {
        let (visit, at) = (self.uuid(), self.instant());
        vec![
            VisitEvent::Expected { announcement: self.announcement() },
            VisitEvent::Listed { visit, from: self.pick(&[0, 500]), listings: self.some(Self::listing) },
            VisitEvent::Estimated {
                visit,
                arrival: self.maybe(Self::estimated),
                departure: self.maybe(Self::estimated),
            },
            VisitEvent::Indexed { visit, index: self.maybe(Self::index) },
            VisitEvent::Moored { visit, mooring: self.mooring() },
            VisitEvent::Arrived {
                visit,
                at,
                brings: self.some(Self::listing),
                differences: self.some(Self::difference),
            },
            VisitEvent::Brought { visit, at, brings: self.some(Self::listing) },
            VisitEvent::Formed { visit, wagons: self.some(Self::uuid), at },
            VisitEvent::Worked { visit, at },
            VisitEvent::Completed { visit, at, differences: self.some(Self::difference) },
            VisitEvent::Carried { visit, at, takes: self.some(Self::uuid) },
            VisitEvent::Departed { visit, at, takes: self.some(Self::uuid) },
            VisitEvent::Cancelled { visit, reason: self.prose() },
        ]
    }

    /// Returns a placement.
    pub fn placement(&mut self) -> Placement {
        let at = self.instant();
        let stages = [
            PlacementStage::Offered,
            PlacementStage::Accepted { at },
            PlacementStage::Placed { at },
            PlacementStage::Worked { at },
        ];
        Placement {
            proposal: Proposal {
                id: self.uuid(),
                visit: self.uuid(),
                wagons: self.some(Self::uuid),
                track: self.id(),
                from: self.planned(),
                until: self.planned(),
                units: self.number(),
                to: self.id(),
                expires: self.instant(),
            },
            by: self.id(),
            offered_at: self.instant(),
            length: self.length(),
            counters: self.maybe(Self::uuid),
            stage: self.pick(&stages),
        }
    }

    fn placement_events(&mut self) -> Vec<PlacementEvent> {
        let (placement, at) = (self.uuid(), self.instant());
        vec![
            PlacementEvent::Offered { placement: self.placement() },
            PlacementEvent::Accepted { placement, at, by: self.id() },
            PlacementEvent::Refused {
                placement,
                by: self.id(),
                reason: self.prose(),
                instead: self.maybe(Self::uuid),
            },
            PlacementEvent::Withdrawn { placement, by: self.id(), reason: self.prose() },
            PlacementEvent::Placed { placement, at },
            PlacementEvent::Worked { placement, at },
            PlacementEvent::Released { placement, at },
        ]
    }

    /// Returns a job.
    pub fn job(&mut self) -> Job {
        let at = self.instant();
        let sign = self.pick(&[1, -1]);
        Job {
            id: self.uuid(),
            unit: self.uuid(),
            length: self.maybe(|draw| draw.pick(&BoxLength::ALL)),
            from: self.spot(),
            to: self.spot(),
            equipment: self.maybe(Self::id),
            urgency: self.pick(&Urgency::ALL),
            order: sign * self.amount(),
            stage: self.pick(&[JobStage::Planned, JobStage::Dispatched { at }, JobStage::Started { at }]),
        }
    }

    fn job_events(&mut self) -> Vec<JobEvent> {
        let (job, at) = (self.uuid(), self.instant());
        vec![
            JobEvent::Planned { job: self.job() },
            JobEvent::Assigned { job, equipment: self.maybe(Self::id), order: self.amount() },
            JobEvent::Dispatched { job, at },
            JobEvent::Started { job, at },
            JobEvent::Done {
                job,
                unit: self.uuid(),
                from: self.spot(),
                to: self.spot(),
                equipment: self.maybe(Self::id),
                at,
            },
            JobEvent::Aborted { job, reason: self.prose() },
        ]
    }

    fn witness(&mut self) -> Witness {
        Witness { person: self.prose(), organisation: self.id(), at: self.instant() }
    }

    fn stand(&mut self) -> Stand {
        Stand { wagon: self.uuid(), number: self.prose(), slot: self.pick(&[1, 3, u8::MAX]) }
    }

    fn photo(&mut self) -> Hash {
        Hash::of(&[self.prose().as_bytes()])
    }

    fn tally(&mut self) -> Tally {
        Tally {
            seals: self.maybe(|draw| draw.some(Self::prose)),
            damage: self.maybe(Self::prose),
            photos: self.some(Self::photo),
            by: self.witness(),
        }
    }

    fn exception(&mut self) -> Exception {
        Exception { kind: self.pick(&ExceptionKind::ALL), words: self.prose(), by: self.witness() }
    }

    fn gauge_entry(&mut self) -> Entry {
        Entry {
            unit: self.uuid(),
            number: self.prose(),
            gross: self.maybe(Self::mass),
            seals: self.some(Self::prose),
            from: self.stand(),
            over: self.maybe(|draw| (draw.stand(), draw.instant())),
            tally: self.maybe(Self::tally),
            said: self.some(Self::exception),
        }
    }

    fn note(&mut self) -> SupplementaryNote {
        let line = |draw: &mut Self| NoteLine {
            unit: draw.uuid(),
            wagon: draw.maybe(Self::prose),
            mass: draw.mass(),
            pieces: draw.number(),
        };
        SupplementaryNote {
            number: self.prose(),
            main: self.prose(),
            lines: self.some(line),
            by: self.witness(),
        }
    }

    fn signature(&mut self) -> Signature {
        Signature { name: self.prose(), by: self.witness(), hash: self.photo() }
    }

    /// Returns a gauge change.
    pub fn gauge_change(&mut self) -> GaugeChange {
        let train =
            |draw: &mut Self| ChangeTrain { visit: draw.uuid(), name: draw.prose(), gauge: draw.number() };
        let first = self.signature();
        let stages = [
            GaugeStage::Open,
            GaugeStage::Offered { first: first.clone() },
            GaugeStage::Signed { both: [first, self.signature()] },
        ];
        GaugeChange {
            id: self.uuid(),
            from: train(self),
            to: train(self),
            opened: self.witness(),
            partner: self.id(),
            corrects: self.maybe(|draw| Corrected { act: draw.uuid(), reason: draw.prose() }),
            entries: self.some(Self::gauge_entry),
            missing: self.some(Self::prose),
            notes: self.some(Self::note),
            stage: self.pick(&stages),
        }
    }

    fn gauge_events(&mut self) -> Vec<GaugeEvent> {
        let (change, unit) = (self.uuid(), self.uuid());
        let (reason, by) = (self.prose(), self.witness());
        let resolved = GaugeEvent::Resolved { change, unit, reason: reason.clone(), by: by.clone() };
        let note = self.prose();
        let voided = GaugeEvent::Voided { change, note, reason: reason.clone(), by: by.clone() };
        vec![
            GaugeEvent::Opened { change: Box::new(self.gauge_change()) },
            GaugeEvent::Added { change, entry: Box::new(self.gauge_entry()) },
            GaugeEvent::Tallied { change, unit, tally: self.tally() },
            GaugeEvent::Excepted { change, unit, exception: self.exception() },
            resolved,
            GaugeEvent::Noted { change, note: self.note() },
            voided,
            GaugeEvent::Signed { change, signature: self.signature() },
            GaugeEvent::Returned { change, reason: reason.clone(), by: by.clone() },
            GaugeEvent::Cancelled { change, reason, by },
        ]
    }

    /// Returns a hold.
    pub fn hold(&mut self) -> Hold {
        Hold {
            id: self.uuid(),
            kind: self.pick(&HoldKind::ALL),
            reason: self.prose(),
            by: self.id(),
            since: self.instant(),
        }
    }

    fn hold_events(&mut self) -> Vec<HoldEvent> {
        vec![
            HoldEvent::Set { unit: self.uuid(), hold: self.hold() },
            HoldEvent::Lifted { unit: self.uuid(), hold: self.uuid(), by: self.id(), reason: self.prose() },
        ]
    }

    fn equipment_events(&mut self) -> Vec<EquipmentEvent> {
        vec![
            EquipmentEvent::Broken { equipment: self.id(), reason: self.prose(), at: self.instant() },
            EquipmentEvent::Mended { equipment: self.id(), at: self.instant() },
        ]
    }

    /// Returns an event of each variant.
    pub fn hub_events(&mut self) -> Vec<HubEvent> {
        let mut all: Vec<HubEvent> = Vec::new();
        all.extend(self.inventory_events().into_iter().map(HubEvent::from));
        all.extend(self.visit_events().into_iter().map(HubEvent::from));
        all.extend(self.placement_events().into_iter().map(HubEvent::from));
        all.extend(self.job_events().into_iter().map(HubEvent::from));
        all.extend(self.gauge_events().into_iter().map(HubEvent::from));
        all.extend(self.hold_events().into_iter().map(HubEvent::from));
        all.extend(self.equipment_events().into_iter().map(HubEvent::from));
        all.extend(self.grain_events().into_iter().map(HubEvent::from));
        all.extend(self.gate_events().into_iter().map(HubEvent::from));
        all.extend(self.goods_events().into_iter().map(HubEvent::from));
        all.extend(self.stuffing_events().into_iter().map(HubEvent::from));
        all.extend(self.ship_events().into_iter().map(HubEvent::from));
        all.extend(self.reefer_events().into_iter().map(HubEvent::from));
        all
    }
}
