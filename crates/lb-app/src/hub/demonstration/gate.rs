//! Trucks of the day: some have come and gone, some are inside, one waits at the gate with another seal than announced, one did
//! not come; the windows ahead fill up.

use lb_hub::floor::Stay;
use lb_hub::spot::Spot;
use lb_network::layout::GateId;

use super::Teller;
use super::things::Things;
use crate::desk::{State, hub_entity};
use crate::hub::requests::{GateAction, GateWish, HubAction, JobAction, ThingView};
use crate::hub::views::{GateCheckKindView, GateVerdictView, GateWayView};
use crate::journal::Fault;

/// Who sends trucks, in turns.
const SENDERS: [&str; 3] = ["DEMO-FORWARD", "DEMO-FORWARD", "DEMO-GRAIN"];
/// Minutes of a window of a hub that has said nothing.
const WINDOW: i64 = 30;

/// How far a truck has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passed {
    /// It did not come.
    Missed,
    /// It waits, nobody has looked.
    Waiting,
    /// It waits with another seal than announced.
    WrongSeal,
    /// It is inside; its moves are planned.
    Inside,
    /// It is inside with what it collects; its moves are done.
    Loaded,
    /// It has left.
    Gone,
}

/// A truck of the story: minutes from now to its arrival, how far it has come, whether it collects.
type TruckStory = (i64, Passed, bool);

const TRUCKS: [TruckStory; 13] = [
    (-352, Passed::Gone, true),
    (-341, Passed::Gone, false),
    (-318, Passed::Gone, true),
    (-262, Passed::Gone, true),
    (-250, Passed::Gone, false),
    (-226, Passed::Missed, true),
    (-214, Passed::Gone, true),
    (-133, Passed::Gone, true),
    (-118, Passed::Inside, true),
    (-47, Passed::Loaded, true),
    (-31, Passed::Inside, false),
    (-14, Passed::WrongSeal, false),
    (-6, Passed::Waiting, true),
];

/// Windows ahead, each with how many trucks it has.
const AHEAD: [usize; 12] = [3, 7, 12, 9, 4, 0, 2, 6, 5, 1, 3, 2];

impl Teller<'_> {
    /// Tells the trucks of the day, where there is a gate.
    pub(super) async fn trucks(&self, things: &mut Things) -> Result<(), Fault> {
        let Some(gate) = self.layout.gates.keys().next() else { return Ok(()) };
        let free = self.free_to_go().await?;
        let mut collected = free.iter();
        for (number, story) in TRUCKS.into_iter().enumerate() {
            let (brings, collects) = (things.on_truck(), collected.next().filter(|_| story.2).cloned());
            self.gate_truck((gate, number), story, (brings, collects)).await?;
        }
        self.gate_at(-10, GateAction::Expire {}).await?;
        let mut number = TRUCKS.len();
        for (window, trucks) in (1_i64..).zip(AHEAD) {
            for _ in 0..trucks {
                let brings = (!number.is_multiple_of(3)).then(|| things.on_truck());
                let collects = collected.next().filter(|_| brings.is_none()).cloned();
                let wish = self.wish((gate, number), window * WINDOW, (brings, collects));
                self.gate_at(-400, GateAction::Book { wish }).await?;
                number += 1;
            }
        }
        Ok(())
    }

    /// Returns the numbers of boxes that a truck could take: on top of their stacks, held by nobody, on no plug.
    async fn free_to_go(&self) -> Result<Vec<String>, Fault> {
        let sight = self.desk.look(&hub_entity(&self.layout.id)?).await?;
        let Some(floor) = sight.state.as_ref().and_then(State::hub) else { return Ok(Vec::new()) };
        let is_free = |stay: &&Stay| {
            let (Spot::Yard(slot), Some(length)) = (&stay.spot, stay.article.box_length()) else {
                return false;
            };
            let mut above = slot.at_tier(slot.tier.saturating_add(1)).cells(length).into_iter();
            above.all(|cell| floor.occupant(&cell).is_none())
                && stay.holds.is_empty()
                && stay.article.set_point.is_none()
                && floor.job_of(stay.article.id).is_none()
        };
        let free = floor.units().map(|(_, stay)| stay).filter(is_free);
        Ok(free.step_by(23).map(|stay| stay.article.identity.to_string()).collect())
    }

    async fn gate_at(&self, minutes: i64, action: GateAction) -> Result<Option<String>, Fault> {
        let made = self.does(self.base, minutes, vec![HubAction::Gate(action)]).await?;
        Ok(made.and_then(|made| made.made.into_iter().next()).map(|made| made.id))
    }

    /// Returns when the window begins that some minutes from now lie in.
    fn window(&self, minutes: i64) -> String {
        let at = self.at(minutes).timestamp().as_second().div_euclid(WINDOW * 60).saturating_mul(WINDOW * 60);
        jiff::Timestamp::from_second(at).map(|at| at.to_string()).unwrap_or_default()
    }

    fn wish(
        &self,
        (gate, number): (&GateId, usize),
        minutes: i64,
        (brings, collects): (Option<ThingView>, Option<String>),
    ) -> GateWish {
        let letter = ["A", "B", "C"][number % 3];
        GateWish {
            gate: gate.to_string(),
            from: self.window(minutes),
            plate: format!("DEMO {letter}{:03}", 100 + number),
            trailer: (number % 2 == 0).then(|| format!("DEMO T{:02}", 10 + number)),
            brings: brings.into_iter().collect(),
            collects: collects.into_iter().collect(),
            organisation: Some(SENDERS[number % SENDERS.len()].to_owned()),
            reference: format!("TR-{:04} (demo)", 2_600 + number),
        }
    }

    async fn gate_truck(
        &self,
        named: (&GateId, usize),
        (arrival, passed, _): TruckStory,
        (brings, collects): (ThingView, Option<String>),
    ) -> Result<(), Fault> {
        let wish = self.wish(named, arrival, (Some(brings.clone()), collects));
        let (gate, plate) = (wish.gate.clone(), wish.plate.clone());
        self.gate_at(arrival - 240, GateAction::Book { wish }).await?;
        if passed == Passed::Missed {
            return Ok(());
        }
        let arrive = GateAction::Arrive {
            gate,
            plate,
            trailer: None,
            appointment: None,
            brings: None,
            collects: None,
            at: None,
        };
        let Some(visit) = self.gate_at(arrival, arrive).await? else { return Ok(()) };
        if passed == Passed::Waiting {
            return Ok(());
        }
        self.looked(&visit, arrival + 4, (&brings.number, passed)).await?;
        if passed == Passed::WrongSeal {
            return Ok(());
        }
        let lane = u8::try_from(named.1 % 2).unwrap_or(0) + 1;
        self.gate_at(arrival + 8, GateAction::Enter { visit: visit.clone(), lane, at: None }).await?;
        let plan = GateAction::Plan { visit: visit.clone() };
        let made = self.does(self.base, arrival + 9, vec![HubAction::Gate(plan)]).await?;
        if passed == Passed::Inside {
            return Ok(());
        }
        let jobs = made.map(|made| made.made).unwrap_or_default();
        for (at, job) in (0_i64..).zip(jobs) {
            let begins = arrival + 12 + at * 9;
            let start = JobAction::Start { job: job.id.clone(), at: None };
            self.does(self.base, begins, vec![HubAction::Job(start)]).await?;
            let finish = JobAction::Finish { job: job.id, at: None, to: None };
            self.does(self.base, begins + 4, vec![HubAction::Job(finish)]).await?;
        }
        if passed == Passed::Gone {
            let out = arrival + 34 + i64::try_from(named.1).unwrap_or(0) * 3;
            self.seen(&visit, out - 2, (GateWayView::Out, GateCheckKindView::Plate)).await?;
            // What a hold stops, or could not be loaded, stays inside.
            self.gate_at(out, GateAction::Leave { visit, lane: 1, at: None }).await?;
        }
        Ok(())
    }

    async fn seen(
        &self,
        visit: &str,
        minutes: i64,
        (way, check): (GateWayView, GateCheckKindView),
    ) -> Result<(), Fault> {
        let passed = GateAction::Check {
            visit: visit.to_owned(),
            way,
            check,
            unit: None,
            verdict: GateVerdictView::Passed,
            note: String::new(),
            seals: None,
            mass_kg: None,
            at: None,
        };
        self.gate_at(minutes, passed).await.map(|_| ())
    }

    /// A clerk goes round: plate, papers, the box.
    async fn looked(&self, visit: &str, minutes: i64, (number, passed): (&str, Passed)) -> Result<(), Fault> {
        for check in [GateCheckKindView::Plate, GateCheckKindView::Papers] {
            self.seen(visit, minutes, (GateWayView::In, check)).await?;
        }
        let is_wrong = passed == Passed::WrongSeal;
        for check in [GateCheckKindView::Seals, GateCheckKindView::Damage] {
            let is_wrong = is_wrong && check == GateCheckKindView::Seals;
            let verdict = if is_wrong { GateVerdictView::Failed } else { GateVerdictView::Passed };
            let note = if is_wrong { "seal DEMO000001 found (demo)" } else { "" }.to_owned();
            let wrong = GateAction::Check {
                visit: visit.to_owned(),
                way: GateWayView::In,
                check,
                unit: Some(number.to_owned()),
                verdict,
                note,
                seals: is_wrong.then(|| vec!["DEMO000001".to_owned()]),
                mass_kg: None,
                at: None,
            };
            self.gate_at(minutes, wrong).await?;
        }
        Ok(())
    }
}
