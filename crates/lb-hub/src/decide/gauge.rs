//! Gauge changes: opened, worked, tallied, signed by both sides.

use std::collections::BTreeSet;

use lb_base::{Hash, OrganisationId, UnitId};

use super::{Acting, Ground, check_gross, here, jobs};
use crate::article::Gross;
use crate::consist::Difference;
use crate::event::HubEvent;
use crate::floor::Floor;
use crate::gauge_change;
use crate::gauge_record::{
    ChangeTrain, Corrected, Entry, Exception, ExceptionKind, GaugeChange, GaugeChangeId, GaugeCommand,
    GaugeEvent, GaugeStage, GaugeWish, NoteLine, Outcome, PHOTOS_MAX, Signature, SupplementaryNote, Tally,
    Witness,
};
use crate::job::{JobEvent, JobId, JobOrder, Urgency};
use crate::refusal::Refusal;
use crate::spot::Spot;
use crate::visit::{Stage, Visit, VisitId};

type Events = Result<Vec<HubEvent>, Refusal>;

pub(super) fn decide(floor: &Floor, ground: &Ground<'_>, command: &GaugeCommand, acting: &Acting) -> Events {
    let organisation = acting.organisation.clone();
    let by = Witness { person: command.person.clone(), organisation, at: acting.now };
    let desk = Desk { floor, ground, by };
    match &command.wish {
        GaugeWish::Open { id, from, to, partner, jobs } => desk.open(*id, [*from, *to], partner, jobs),
        GaugeWish::Plan { change, jobs } => {
            let change = desk.own(*change)?;
            desk.plan(floor, change, jobs)
        }
        GaugeWish::Add { change, unit, words } => desk.add(*change, *unit, words),
        GaugeWish::Tally { change, unit, seals, damage, photos, at } => {
            acting.check_past(*at)?;
            let by = Witness { at: *at, ..desk.by.clone() };
            let (seals, damage, photos) = (seals.clone(), damage.clone(), photos.clone());
            desk.tally(*change, *unit, Tally { seals, damage, photos, by })
        }
        GaugeWish::Except { change, unit, kind, words } => desk.except(*change, *unit, *kind, words),
        GaugeWish::Resolve { change, unit, reason } => desk.resolve(*change, *unit, reason),
        GaugeWish::Note { change, main, lines } => desk.note(*change, main, lines),
        GaugeWish::Void { change, note, reason } => desk.void(*change, note, reason),
        GaugeWish::Sign { change, name, seen } => desk.sign(*change, name, *seen),
        GaugeWish::Return { change, reason } => desk.send_back(*change, reason),
        GaugeWish::Cancel { change, reason } => {
            let id = desk.own(*change)?.id;
            Ok(told(GaugeEvent::Cancelled { change: id, reason: reason.clone(), by: desk.by }))
        }
        GaugeWish::Correct { change, id, reason } => desk.correct(*change, *id, reason),
    }
}

/// Refuses to bring a unit onto a train of which a gauge change says that it stays behind.
pub(super) fn check_goes_over(floor: &Floor, unit: UnitId, to: &Spot) -> Result<(), Refusal> {
    let Some(onto) = floor.visit_of(to) else { return Ok(()) };
    let keeps = |change: &&GaugeChange| change.corrects.is_none() && change.to.visit == onto;
    for change in floor.gauge_changes().filter(keeps) {
        if let Some(entry) = change.entry(unit) {
            check_not_behind(change, entry)?;
        }
    }
    Ok(())
}

/// Refuses to let a train go whose gauge change is not signed by both sides.
pub(super) fn check_signed(floor: &Floor, visit: &Visit) -> Result<(), Refusal> {
    let concerns = |change: &&GaugeChange| {
        change.corrects.is_none() && [change.from.visit, change.to.visit].contains(&visit.id)
    };
    match floor.gauge_changes().find(concerns) {
        Some(change) => Err(Refusal::GaugeUnderWay { name: visit.name.clone(), change: change.id }),
        None => Ok(()),
    }
}

fn told(event: GaugeEvent) -> Vec<HubEvent> {
    vec![event.into()]
}

fn check_not_behind(change: &GaugeChange, entry: &Entry) -> Result<(), Refusal> {
    match entry.outcome() {
        Outcome::Behind(exception) => {
            let (number, kind) = (entry.number.clone(), exception.kind.word());
            Err(Refusal::GaugeStays { change: change.id, number, kind })
        }
        Outcome::Open | Outcome::Over(..) => Ok(()),
    }
}

fn check_not_noted(change: &GaugeChange, entry: &Entry) -> Result<(), Refusal> {
    match change.note_of(entry.unit) {
        Some(note) => {
            let (number, note) = (entry.number.clone(), note.number.clone());
            Err(Refusal::GaugeNoted { change: change.id, number, note })
        }
        None => Ok(()),
    }
}

fn entry_of(change: &GaugeChange, unit: UnitId) -> Result<&Entry, Refusal> {
    change.entry(unit).ok_or(Refusal::GaugeUnitUnknown { change: change.id, unit })
}

fn train(floor: &Floor, visit: VisitId) -> Result<(&Visit, ChangeTrain), Refusal> {
    let (found, gauge) = gauge_change::train(floor, visit)?;
    if !found.is_here() && found.consist.is_empty() {
        let (name, expected, stage) = (found.name.clone(), Stage::Arrived.word(), found.stage.word());
        return Err(Refusal::VisitWrongStage { visit, name, expected, found: stage });
    }
    Ok((found, ChangeTrain { visit, name: found.name.clone(), gauge }))
}

/// The floor with whoever speaks.
struct Desk<'a> {
    floor: &'a Floor,
    ground: &'a Ground<'a>,
    by: Witness,
}

impl Desk<'_> {
    fn found(&self, id: GaugeChangeId) -> Result<&GaugeChange, Refusal> {
        self.floor.gauge_change(id).ok_or(Refusal::GaugeNotFound { change: id })
    }

    fn check_one_of(&self, change: &GaugeChange, sides: &[&OrganisationId]) -> Result<(), Refusal> {
        if sides.contains(&&self.by.organisation) {
            return Ok(());
        }
        let names: Vec<&str> = sides.iter().map(|side| side.as_str()).collect();
        let (expected, found) = (names.join(" or "), self.by.organisation.clone());
        Err(Refusal::GaugeNotParty { change: change.id, expected, found })
    }

    /// Returns a gauge change of which the speaker is a side.
    fn party(&self, id: GaugeChangeId) -> Result<&GaugeChange, Refusal> {
        let change = self.found(id)?;
        self.check_one_of(change, &[&change.opened.organisation, &change.partner])?;
        Ok(change)
    }

    /// Returns a gauge change that may still be worked on, of which the speaker is a side.
    fn working(&self, id: GaugeChangeId) -> Result<&GaugeChange, Refusal> {
        let change = self.party(id)?;
        match &change.stage {
            GaugeStage::Open => Ok(change),
            GaugeStage::Offered { .. } | GaugeStage::Signed { .. } => Err(wrong_stage(change, "open")),
        }
    }

    /// Returns one that the speaker's side has opened.
    fn own(&self, id: GaugeChangeId) -> Result<&GaugeChange, Refusal> {
        let change = self.working(id)?;
        self.check_one_of(change, &[&change.opened.organisation])?;
        Ok(change)
    }

    fn open(
        &self,
        id: GaugeChangeId,
        [from, to]: [VisitId; 2],
        partner: &OrganisationId,
        jobs: &[JobId],
    ) -> Events {
        let floor = self.floor;
        if floor.gauge_change(id).is_some() {
            return Err(Refusal::GaugeExists { change: id });
        }
        if *partner == self.by.organisation {
            return Err(Refusal::GaugeOneSide { found: partner.clone() });
        }
        let ((bringing, from), (_, to)) = (train(floor, from)?, train(floor, to)?);
        if from.gauge == to.gauge {
            return Err(Refusal::GaugeSameGauge { name: to.name, gauge: to.gauge });
        }
        let other =
            floor.gauge_changes().find(|other| other.corrects.is_none() && other.from.visit == from.visit);
        if let Some(other) = other {
            return Err(Refusal::GaugeUnderWay { name: from.name, change: other.id });
        }
        let missing = bringing.differences.iter().filter_map(|difference| match difference {
            Difference::Missing { number, .. } => Some(number.clone()),
            Difference::Extra { .. }
            | Difference::OtherPlace { .. }
            | Difference::OtherOrder { .. }
            | Difference::NotLoaded { .. }
            | Difference::NotDischarged { .. }
            | Difference::Seals { .. } => None,
        });
        let change = GaugeChange {
            id,
            from,
            to,
            opened: self.by.clone(),
            partner: partner.clone(),
            corrects: None,
            entries: self.entries(bringing),
            missing: missing.collect(),
            notes: Vec::new(),
            stage: GaugeStage::Open,
        };
        let planned = change.clone();
        let mut events = told(GaugeEvent::Opened { change: Box::new(change) });
        if !jobs.is_empty() {
            let mut after = floor.clone();
            events.iter().for_each(|event| after.apply(event));
            events.extend(self.plan(&after, &planned, jobs)?);
        }
        Ok(events)
    }

    /// Returns what stands on a train, wagon by wagon; what its list did not have says so.
    fn entries(&self, visit: &Visit) -> Vec<Entry> {
        let is_extra = |unit: UnitId| {
            let mut differences = visit.differences.iter();
            differences.any(|one| matches!(one, Difference::Extra { unit: extra, .. } if *extra == unit))
        };
        let units = visit.consist.iter().flat_map(|wagon| self.floor.load(*wagon));
        let entry = |(_, unit): (u8, UnitId)| {
            let entry = self.entry(unit)?;
            let said = is_extra(unit).then(|| self.exception(ExceptionKind::NotListed, &visit.name));
            Some(Entry { said: said.into_iter().collect(), ..entry })
        };
        units.filter_map(entry).collect()
    }

    /// Returns a unit that stands on a wagon as it begins.
    fn entry(&self, unit: UnitId) -> Option<Entry> {
        let stay = self.floor.unit(unit)?;
        Some(Entry {
            unit,
            number: stay.article.identity.to_string(),
            gross: stay.article.gross.mass(),
            seals: stay.article.seals.clone(),
            from: self.floor.stand(&stay.spot)?,
            over: None,
            tally: None,
            said: Vec::new(),
        })
    }

    fn exception(&self, kind: ExceptionKind, words: &str) -> Exception {
        Exception { kind, words: words.to_owned(), by: self.by.clone() }
    }

    /// Plans every unit of the gauge change that fits, crane by crane.
    fn plan(&self, floor: &Floor, change: &GaugeChange, names: &[JobId]) -> Events {
        let trains = [change.from.visit, change.to.visit];
        let pairing = gauge_change::plan(floor, self.ground, trains)?.pairing;
        let mut changes = pairing.changes;
        changes.retain(|one| change.entry(one.unit).is_some());
        if changes.len() > names.len() {
            return Err(Refusal::TooMany { limit: names.len(), found: changes.len() });
        }
        let order = |(one, id): (gauge_change::Change, &JobId)| JobOrder {
            id: *id,
            unit: one.unit,
            to: Spot::Wagon { wagon: one.wagon, slot: one.slot },
            order: one.turn.as_ref().map_or(0, |turn| i64::try_from(turn.order).unwrap_or(i64::MAX)),
            equipment: one.turn.map(|turn| turn.crane),
            urgency: Urgency::Normal,
        };
        let orders: Vec<JobOrder> = changes.into_iter().zip(names).map(order).collect();
        jobs::plan(floor, self.ground, &orders)
    }

    fn add(&self, id: GaugeChangeId, unit: UnitId, words: &str) -> Events {
        let change = self.working(id)?;
        if change.entry(unit).is_some() {
            return Ok(Vec::new());
        }
        let stay = here(self.floor, unit)?;
        let stood = self.floor.visit_of(&stay.spot) == Some(change.from.visit);
        let entry = self.entry(unit).filter(|_| stood);
        let entry = entry.ok_or(Refusal::GaugeUnitUnknown { change: id, unit })?;
        let said = vec![self.exception(ExceptionKind::NotListed, words)];
        Ok(told(GaugeEvent::Added { change: id, entry: Box::new(Entry { said, ..entry }) }))
    }

    fn tally(&self, id: GaugeChangeId, unit: UnitId, tally: Tally) -> Events {
        let entry = entry_of(self.working(id)?, unit)?;
        if tally.photos.len() > PHOTOS_MAX {
            return Err(Refusal::TooMany { limit: PHOTOS_MAX, found: tally.photos.len() });
        }
        let is_new = entry.tally.as_ref() != Some(&tally);
        Ok(if is_new { told(GaugeEvent::Tallied { change: id, unit, tally }) } else { Vec::new() })
    }

    /// A unit stays behind: the crane need not come for it.
    fn except(&self, id: GaugeChangeId, unit: UnitId, kind: ExceptionKind, words: &str) -> Events {
        let change = self.working(id)?;
        let entry = entry_of(change, unit)?;
        let number = entry.number.clone();
        if !kind.stays() {
            return Err(Refusal::GaugeNotException { change: id, number });
        }
        if entry.said.iter().any(|said| said.kind == kind && said.words == words) {
            return Ok(Vec::new());
        }
        check_not_behind(change, entry)?;
        if let Some((stand, _)) = &entry.over {
            return Err(Refusal::GaugeWentOver { change: id, number, wagon: stand.number.clone() });
        }
        let exception = self.exception(kind, words);
        let mut events = told(GaugeEvent::Excepted { change: id, unit, exception });
        let job = self.floor.job_of(unit);
        if let Some(job) = job.filter(|job| self.floor.visit_of(&job.to) == Some(change.to.visit)) {
            events.push(JobEvent::Aborted { job: job.id, reason: kind.word().to_owned() }.into());
        }
        Ok(events)
    }

    fn resolve(&self, id: GaugeChangeId, unit: UnitId, reason: &str) -> Events {
        let change = self.working(id)?;
        let entry = entry_of(change, unit)?;
        let Outcome::Behind(exception) = entry.outcome() else {
            return Err(Refusal::GaugeNotException { change: id, number: entry.number.clone() });
        };
        self.check_one_of(change, &[&exception.by.organisation])?;
        check_not_noted(change, entry)?;
        let (reason, by) = (reason.to_owned(), self.by.clone());
        Ok(told(GaugeEvent::Resolved { change: id, unit, reason, by }))
    }

    fn note(&self, id: GaugeChangeId, main: &str, lines: &[NoteLine]) -> Events {
        let change = self.own(id)?;
        let mut units = BTreeSet::new();
        if main.is_empty() {
            return Err(Refusal::GaugeNoteEmpty { found: "no main note" });
        }
        if lines.is_empty() || !lines.iter().all(|line| units.insert(line.unit)) {
            return Err(Refusal::GaugeNoteEmpty {
                found: if lines.is_empty() { "no unit" } else { "a unit twice" },
            });
        }
        let mut kept = Vec::new();
        for line in lines {
            let entry = entry_of(change, line.unit)?;
            check_not_noted(change, entry)?;
            check_gross(Gross::Declared(line.mass))?;
            let stands_on = match entry.outcome() {
                Outcome::Open => {
                    let number = entry.number.clone();
                    return Err(Refusal::GaugeOpenUnits { change: id, count: 1, number });
                }
                Outcome::Over(stand, _) => Some(stand.number.clone()),
                Outcome::Behind(_) => None,
            };
            kept.push(NoteLine { wagon: line.wagon.clone().or(stands_on), ..line.clone() });
        }
        let number = format!("{}-D{:05}", self.floor.hub(), self.floor.notes_drawn().saturating_add(1));
        let note = SupplementaryNote { number, main: main.to_owned(), lines: kept, by: self.by.clone() };
        Ok(told(GaugeEvent::Noted { change: id, note }))
    }

    fn void(&self, id: GaugeChangeId, note: &str, reason: &str) -> Events {
        let change = self.own(id)?;
        if !change.notes.iter().any(|other| other.number == note) {
            return Err(Refusal::GaugeNoteUnknown { change: id, note: note.to_owned() });
        }
        let (note, reason, by) = (note.to_owned(), reason.to_owned(), self.by.clone());
        Ok(told(GaugeEvent::Voided { change: id, note, reason, by }))
    }

    fn sign(&self, id: GaugeChangeId, name: &str, seen: Hash) -> Events {
        let change = self.party(id)?;
        let signed = change.stage.signatures();
        if signed.iter().any(|other| other.by.organisation == self.by.organisation) {
            return Err(Refusal::GaugeSignedBefore { change: id, by: self.by.organisation.clone() });
        }
        let stands = change.hash();
        if seen != stands {
            return Err(Refusal::GaugeOtherText { change: id, stands, seen });
        }
        if signed.is_empty() {
            self.check_settled(change)?;
        }
        let signature = Signature { name: name.to_owned(), by: self.by.clone(), hash: stands };
        Ok(told(GaugeEvent::Signed { change: id, signature }))
    }

    /// Refuses to sign while anything is open: jobs, units, tallies, notes.
    fn check_settled(&self, change: &GaugeChange) -> Result<(), Refusal> {
        let concerns = |unit: UnitId| change.is_worked() && change.entry(unit).is_some();
        match self.floor.jobs().filter(|job| concerns(job.unit)).count() {
            0 => {}
            count => return Err(Refusal::JobsOpen { what: change.to.name.clone(), count }),
        }
        let which = |is_wrong: &dyn Fn(&Entry) -> bool| {
            let wrong: Vec<&Entry> = change.entries.iter().filter(|entry| is_wrong(entry)).collect();
            wrong.first().map(|first| (change.id, wrong.len(), first.number.clone()))
        };
        if let Some((change, count, number)) = which(&|entry| entry.outcome() == Outcome::Open) {
            return Err(Refusal::GaugeOpenUnits { change, count, number });
        }
        let is_untallied =
            |entry: &Entry| matches!(entry.outcome(), Outcome::Over(..)) && entry.tally.is_none();
        if let Some((change, count, number)) = which(&is_untallied) {
            return Err(Refusal::GaugeNotTallied { change, count, number });
        }
        let is_unnoted = |entry: &Entry| {
            matches!(entry.outcome(), Outcome::Behind(_)) && change.note_of(entry.unit).is_none()
        };
        match which(&is_unnoted) {
            Some((change, count, number)) => Err(Refusal::GaugeNotNoted { change, count, number }),
            None => Ok(()),
        }
    }

    fn send_back(&self, id: GaugeChangeId, reason: &str) -> Events {
        let change = self.party(id)?;
        match &change.stage {
            GaugeStage::Offered { .. } => {
                let (reason, by) = (reason.to_owned(), self.by.clone());
                Ok(told(GaugeEvent::Returned { change: id, reason, by }))
            }
            GaugeStage::Open | GaugeStage::Signed { .. } => Err(wrong_stage(change, "signed by one side")),
        }
    }

    fn correct(&self, id: GaugeChangeId, new: GaugeChangeId, reason: &str) -> Events {
        let act = self.party(id)?;
        let GaugeStage::Signed { .. } = act.stage else {
            return Err(wrong_stage(act, "signed by both sides"));
        };
        if self.floor.gauge_change(new).is_some() {
            return Err(Refusal::GaugeExists { change: new });
        }
        let corrects =
            |other: &&GaugeChange| other.corrects.as_ref().is_some_and(|corrected| corrected.act == id);
        if let Some(other) = self.floor.gauge_changes().find(corrects) {
            return Err(Refusal::GaugeUnderWay { name: act.from.name.clone(), change: other.id });
        }
        let is_partner = self.by.organisation == act.partner;
        let partner = if is_partner { &act.opened.organisation } else { &act.partner };
        let change = GaugeChange {
            id: new,
            opened: self.by.clone(),
            partner: partner.clone(),
            corrects: Some(Corrected { act: id, reason: reason.to_owned() }),
            stage: GaugeStage::Open,
            ..act.clone()
        };
        Ok(told(GaugeEvent::Opened { change: Box::new(change) }))
    }
}

fn wrong_stage(change: &GaugeChange, expected: &'static str) -> Refusal {
    Refusal::GaugeWrongStage { change: change.id, expected, found: change.stage.word() }
}
