//! A gauge change under way: the first cranes' moves are done and tallied, a box is damaged, another has another seal, one is refused,
//! what fits nowhere follows on a supplementary note.

use lb_hub::gauge_record::Entry;

use super::{Far, TRAINS, Teller, first};
use crate::desk::{Caller, hub_entity};
use crate::hub::requests::{GaugeAction, HubAction, JobAction, NoteWish};
use crate::hub::views::GaugeExceptionKindView;
use crate::journal::Fault;

/// When it begins, minutes from now.
const BEGINS: i64 = -190;
/// Moves of each crane that are done.
const DONE: usize = 12;

/// A unit that a crane is to bring over.
struct Move {
    job: String,
    unit: String,
    crane: String,
    order: i64,
}

impl Teller<'_> {
    /// Tells the gauge change between the two trains that are worked on tracks that face each other.
    pub(super) async fn gauge_change(&self, trains: &[(u32, String)]) -> Result<(), Fault> {
        let of =
            |gauge: u32| trains.iter().find(|(other, _)| *other == gauge).map(|(_, visit)| visit.clone());
        let (Some(from), Some(to)) = (of(1_435), of(1_520)) else { return Ok(()) };
        let partner = self.railway.organisation().to_string();
        let open = GaugeAction::Open { from, to, partner, plan: true };
        let made = self.does(self.base, BEGINS, vec![HubAction::Gauge(open)]).await?;
        let Some(change) = first(made, "gauge") else { return Ok(()) };
        let (moves, behind) = self.moves().await?;
        for (at, one) in moves.iter().enumerate() {
            self.work_off(&change, (at, one)).await?;
        }
        self.stays(&change, &behind).await
    }

    /// Returns the moves that the first two cranes have done by now, and what has no move.
    async fn moves(&self) -> Result<(Vec<Move>, Vec<Entry>), Fault> {
        let entity = hub_entity(&self.layout.id)?;
        let sight = self.desk.look(&entity).await?;
        let Some(floor) = sight.state.as_ref().and_then(crate::desk::State::hub) else {
            return Ok((Vec::new(), Vec::new()));
        };
        let Some(change) = floor.gauge_changes().next() else { return Ok((Vec::new(), Vec::new())) };
        let (mut moves, mut behind) = (Vec::new(), Vec::new());
        for entry in &change.entries {
            match floor.job_of(entry.unit) {
                Some(job) => moves.push(Move {
                    job: job.id.to_string(),
                    unit: entry.unit.to_string(),
                    crane: job.equipment.as_ref().map(ToString::to_string).unwrap_or_default(),
                    order: job.order,
                }),
                None => behind.push(entry.clone()),
            }
        }
        let mut cranes: Vec<String> = moves.iter().map(|one| one.crane.clone()).collect();
        cranes.sort();
        cranes.dedup();
        cranes.truncate(2);
        let most = i64::try_from(DONE).unwrap_or(i64::MAX);
        moves.retain(|one| cranes.contains(&one.crane) && one.order <= most);
        moves.sort_by_key(|one| (one.order, one.crane.clone()));
        Ok((moves, behind))
    }

    /// A move is done; the clerk of one side or the other has looked, but for the last ones.
    async fn work_off(&self, change: &str, (at, one): (usize, &Move)) -> Result<(), Fault> {
        let minutes = BEGINS + 5 + one.order.saturating_mul(4);
        let finish = JobAction::Finish { job: one.job.clone(), at: None, to: None };
        self.does(self.base, minutes, vec![HubAction::Job(finish)]).await?;
        if at >= DONE * 2 - 5 {
            return Ok(());
        }
        let damage = (at == 6).then(|| "door bent at the lower hinge (demo)".to_owned());
        let seals = (at == 11).then(|| vec!["KZ 0000017 (demo)".to_owned()]);
        let (change, unit) = (change.to_owned(), one.unit.clone());
        let tally = GaugeAction::Tally { change, unit, seals, damage, photos: Vec::new(), at: None };
        let clerk: &Caller = if at % 3 == 0 { self.railway } else { self.base };
        self.does(clerk, minutes + 2, vec![HubAction::Gauge(tally)]).await?;
        Ok(())
    }

    /// What has no move: two boxes follow on a note, the railway refuses a third, the others are not decided.
    async fn stays(&self, change: &str, behind: &[Entry]) -> Result<(), Fault> {
        let except = |entry: &Entry, kind, words: &str| {
            let (change, unit, words) = (change.to_owned(), entry.unit.to_string(), words.to_owned());
            HubAction::Gauge(GaugeAction::Except { change, unit, kind, words })
        };
        let following = behind.get(..2).unwrap_or(behind);
        if following.is_empty() {
            return Ok(());
        }
        let words = "no platform left on 2501 (demo)";
        let stay = following.iter().map(|entry| except(entry, GaugeExceptionKindView::DoesNotFit, words));
        self.does(self.base, -60, stay.collect()).await?;
        let line = |entry: &Entry| NoteWish {
            unit: entry.unit.to_string(),
            wagon_number: None,
            mass_kg: entry.gross.map_or(0, lb_base::Mass::as_kg),
            pieces: 1,
        };
        let lines = following.iter().map(line).collect();
        let main = "SMGS 10045121 (demo)".to_owned();
        let note = GaugeAction::Note { change: change.to_owned(), main, lines };
        self.does(self.base, -55, vec![HubAction::Gauge(note)]).await?;
        if let Some(entry) = behind.get(2) {
            let words = "papers of the consignor missing (demo)";
            let refused = except(entry, GaugeExceptionKindView::Refused, words);
            self.does(self.railway, -40, vec![refused]).await?;
        }
        Ok(())
    }

    /// Returns whether trains of both gauges are worked here: then boxes change trains and do not go to the yard.
    pub(super) fn changes_gauge(&self) -> bool {
        let gauges = TRAINS.iter().filter(|story| story.far == Far::Working).map(|story| story.gauge);
        gauges.into_iter().all(|gauge| {
            self.layout.tracks.values().any(|track| {
                track.kind == lb_network::layout::TrackKind::Work && track.gauges.contains(&gauge)
            })
        })
    }
}
