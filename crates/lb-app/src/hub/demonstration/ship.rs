//! Ships under work: one with a stowage plan that is half discharged and has a load list, a ferry with decks for what rolls.

use lb_base::codes::{Identity, UnitKind};
use lb_hub::article::{BoxLength, Gross};
use lb_hub::spot::Spot;

use super::things::Things;
use super::{Teller, first};
use crate::desk::{State, hub_entity};
use crate::hub::requests::{HubAction, JobAction, ListLine, ShipAction, ThingView, VisitAction};
use crate::hub::ship::port_of;
use crate::hub::views::{
    BoxLengthView, DeckView, FillView, FormView, GrossView, SeaPapersView, ShipDirectionView,
    VisitVehicleView,
};
use crate::journal::Fault;
use crate::json::identity::UnitKindView;

/// Bays of the ship that are full when it comes, by the even one of each pair.
const BAYS: [u16; 5] = [2, 6, 10, 14, 18];
/// Bays that are loaded here.
const LOADED: [u16; 2] = [22, 26];
/// The port after this one.
const NEXT: &str = "KRPUS";
/// Moves of the discharge that are done.
const DONE: usize = 14;
/// When the discharge began, minutes from now.
const BEGINS: i64 = -150;

impl Things {
    /// Returns what a ship brings, by stack: most for a port, whole stacks for the next one, one box in the way of those below it.
    pub(super) fn stowed(&mut self, port: &str) -> Vec<ListLine> {
        let mut lines = Vec::new();
        for pair in BAYS {
            for row in 0..6_u16 {
                let is_long = (row + pair / 4) % 3 != 0;
                let goes_on = row == 5;
                for tier in [2, 4, 82, 84_u16] {
                    let is_odd_one_out = pair == 10 && row == 2 && tier == 84;
                    let to = if goes_on || is_odd_one_out { NEXT } else { port };
                    let bays = if is_long { vec![pair] } else { vec![pair - 1, pair + 1] };
                    lines.extend(bays.into_iter().map(|bay| {
                        let length = if is_long { BoxLengthView::Forty } else { BoxLengthView::Twenty };
                        self.aboard_at((bay, row, tier), length, to)
                    }));
                }
            }
        }
        lines
    }

    fn aboard_at(&mut self, (bay, row, tier): (u16, u16, u16), length: BoxLengthView, to: &str) -> ListLine {
        let size_type = if length == BoxLengthView::Twenty { "22G1" } else { "45G1" };
        let thing =
            ThingView { sea: Some(papers(size_type, "VNSGN", to)), ..self.a_box(length, FillView::Laden) };
        ListLine { thing, wagon: None, slot: None, stow: Some(format!("{bay:03}{row:02}{tier:02}")) }
    }
}

fn papers(size_type: &str, from: &str, to: &str) -> SeaPapersView {
    SeaPapersView {
        size_type: Some(size_type.to_owned()),
        load_port: Some(from.to_owned()),
        discharge_port: Some(to.to_owned()),
        carrier: Some("DEMO".to_owned()),
        ..SeaPapersView::default()
    }
}

impl Teller<'_> {
    /// Tells the work on the ship that is here: jobs from the top, the first ones done; and what it is to load.
    pub(super) async fn ship_work(&self, visit: Option<&str>) -> Result<(), Fault> {
        let Some(visit) = visit else { return Ok(()) };
        let plan = ShipAction::Plan {
            visit: visit.to_owned(),
            direction: ShipDirectionView::Discharge,
            units: Vec::new(),
            blocks: Vec::new(),
            equipment: None,
        };
        let made = self.does(self.base, BEGINS, vec![HubAction::Ship(plan)]).await?;
        let jobs = made.map(|done| done.made).unwrap_or_default();
        for (at, job) in (0..).zip(jobs.iter().filter(|made| made.kind == "job").take(DONE)) {
            let (job, at) = (job.id.clone(), BEGINS + 4 + at * 4);
            let start = HubAction::Job(JobAction::Start { job: job.clone(), at: None });
            self.does(self.base, at, vec![start]).await?;
            let finish = HubAction::Job(JobAction::Finish { job, at: None, to: None });
            self.does(self.base, at + 3, vec![finish]).await?;
        }
        let lines = self.to_load().await?;
        let list = ShipAction::LoadList { visit: visit.to_owned(), from: 0, lines };
        self.does(self.base, BEGINS + 90, vec![HubAction::Ship(list)]).await?;
        Ok(())
    }

    /// Returns long boxes that nothing stands on and no job moves, in places aboard that are free: verified or not.
    async fn to_load(&self) -> Result<Vec<ListLine>, Fault> {
        let sight = self.desk.look(&hub_entity(&self.layout.id)?).await?;
        let Some(floor) = sight.state.as_ref().and_then(State::hub) else { return Ok(Vec::new()) };
        let free = floor.units().map(|(_, stay)| stay).filter(|stay| {
            let is_long = stay.article.box_length() == Some(BoxLength::Forty);
            let is_open = floor.on_top(&stay.spot, BoxLength::Forty).next().is_none();
            let known = !matches!(stay.article.gross, Gross::Unknown) && stay.holds.is_empty();
            let is_still = floor.job_of(stay.article.id).is_none() && matches!(stay.spot, Spot::Yard(_));
            is_long && is_open && known && is_still && stay.article.onward.is_none()
        });
        let places = LOADED.into_iter().flat_map(|bay| {
            [82, 84]
                .into_iter()
                .flat_map(move |tier| (0..6).map(move |row| format!("{bay:03}{row:02}{tier}")))
        });
        let port = port_of(self.layout);
        let line = |(stay, stow): (&lb_hub::floor::Stay, String)| ListLine {
            thing: ThingView { sea: Some(papers("45G1", &port, NEXT)), ..ThingView::of(&stay.article) },
            wagon: None,
            slot: None,
            stow: Some(stow),
        };
        Ok(free.zip(places).map(line).collect())
    }

    /// Tells a ferry at a berth with a ramp: two decks, lorries and cars that roll off here or go on.
    pub(super) async fn ferry(&self) -> Result<(), Fault> {
        let metres = 130_000;
        let long = || self.layout.berths.values().filter(|berth| berth.length.as_mm() >= metres);
        // The other ships lie at the first long one.
        let Some(berth) = long().find(|berth| berth.ramp).or_else(|| long().nth(1)) else { return Ok(()) };
        let expect = HubAction::Visit(VisitAction::Expect {
            vehicle: VisitVehicleView::Vessel { length_mm: metres, draught_mm: 5_600 },
            name: "Demo Ferry 012".to_owned(),
            operator: None,
            arrival: Some(self.minute(-90)),
            departure: Some(self.minute(420)),
        });
        let made = self.does(self.base, -1_200, vec![expect]).await?;
        let Some(visit) = first(made, "visit") else { return Ok(()) };
        let moor = VisitAction::Moor {
            visit: visit.clone(),
            berth: berth.id.to_string(),
            offset_mm: 0,
            from: self.minute(-90),
            until: self.minute(420),
        };
        self.does(self.base, -1_190, vec![HubAction::Visit(moor)]).await?;
        let decks =
            [("D2", 2_300, 90_000, 6), ("D3", 4_700, 110_000, 5)].map(|(name, height_mm, lane, lanes)| {
                DeckView { name: name.to_owned(), height_mm, lanes_mm: vec![lane; lanes] }
            });
        let decks = ShipAction::Decks { visit: visit.clone(), decks: decks.to_vec() };
        self.does(self.base, -1_180, vec![HubAction::Ship(decks)]).await?;
        let list = VisitAction::List { visit: visit.clone(), from: 0, lines: rolling(&port_of(self.layout)) };
        self.does(self.base, -1_170, vec![HubAction::Visit(list)]).await?;
        let arrive = VisitAction::Arrive { visit, at: None, found: None };
        self.does(self.base, -80, vec![HubAction::Visit(arrive)]).await?;
        Ok(())
    }
}

/// Returns lorries and cars on lanes of two decks.
fn rolling(port: &str) -> Vec<ListLine> {
    let on = |number: u32, (deck, lane): (&str, u32), (length_mm, height_mm, mass_kg): (i64, i64, i64)| {
        let to = if number.is_multiple_of(4) { NEXT } else { port };
        let sea = SeaPapersView {
            size_type: None,
            length_mm: Some(length_mm),
            height_mm: Some(height_mm),
            ..papers("", "KRINC", to)
        };
        let thing = ThingView {
            number: vehicle(number),
            kind: Some(UnitKindView::Vehicle),
            form: FormView::Vehicle {},
            fill: Some(FillView::Laden),
            gross: Some(GrossView::Declared { mass_kg }),
            set_point_dc: None,
            power: None,
            dangerous: Vec::new(),
            goods: None,
            destination: None,
            customer: None,
            consignment: None,
            onward: None,
            seals: Vec::new(),
            papers: None,
            sea: Some(sea),
        };
        ListLine { thing, wagon: None, slot: None, stow: Some(format!("{deck}/{lane}")) }
    };
    let lorries =
        (0..14).map(|at| on(at + 1, ("D3", at % 4 + 1), (16_500, 4_000, 32_000 + i64::from(at) * 310)));
    let cars =
        (0..36).map(|at| on(at + 101, ("D2", at % 5 + 1), (4_700 + i64::from(at % 3) * 150, 1_600, 1_780)));
    lorries.chain(cars).collect()
}

/// Returns a vehicle's number that says that it is made up, with the right check digit.
fn vehicle(number: u32) -> String {
    let with = |digit: char| format!("LDEM0000{digit}0{number:07}");
    let digits = "0123456789X".chars();
    let right = digits.map(with).find(|number| Identity::read(UnitKind::Vehicle, number).finding().is_none());
    right.unwrap_or_else(|| with('0'))
}
