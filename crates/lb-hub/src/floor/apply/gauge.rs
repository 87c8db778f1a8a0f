//! What events do to gauge changes.

use jiff::Timestamp;
use lb_base::UnitId;

use super::super::Floor;
use crate::gauge_record::{
    ACTS_MAX, Entry, GaugeChange, GaugeChangeId, GaugeEvent, GaugeStage, Signature, Stand,
};
use crate::spot::Spot;

impl Floor {
    pub(super) fn apply_gauge(&mut self, event: &GaugeEvent) {
        let id = event.change();
        match event {
            GaugeEvent::Opened { change } => self.gauge_changes.insert_mut(id, (**change).clone()),
            GaugeEvent::Added { entry, .. } => {
                self.change_gauge(id, |change| change.entries.push((**entry).clone()));
            }
            GaugeEvent::Tallied { unit, tally, .. } => {
                self.change_entry(id, *unit, |entry| entry.tally = Some(tally.clone()));
            }
            GaugeEvent::Excepted { unit, exception, .. } => {
                self.change_entry(id, *unit, |entry| entry.said.push(exception.clone()));
            }
            GaugeEvent::Resolved { unit, .. } => {
                self.change_entry(id, *unit, |entry| entry.said.retain(|said| !said.kind.stays()));
            }
            GaugeEvent::Noted { note, .. } => {
                self.notes = self.notes.saturating_add(1);
                self.change_gauge(id, |change| change.notes.push(note.clone()));
            }
            GaugeEvent::Voided { note, .. } => {
                self.change_gauge(id, |change| change.notes.retain(|other| other.number != *note));
            }
            GaugeEvent::Signed { signature, .. } => self.sign(id, signature),
            GaugeEvent::Returned { .. } => {
                self.change_gauge(id, |change| change.stage = GaugeStage::Open);
                self.look_again(id);
            }
            GaugeEvent::Cancelled { .. } => {
                self.gauge_changes.remove_mut(&id);
            }
        }
    }

    fn sign(&mut self, id: GaugeChangeId, signature: &Signature) {
        let Some(change) = self.gauge_changes.get(&id).cloned() else { return };
        match &change.stage {
            GaugeStage::Open => {
                let stage = GaugeStage::Offered { first: signature.clone() };
                self.gauge_changes.insert_mut(id, GaugeChange { stage, ..change });
            }
            GaugeStage::Offered { first } => {
                let stage = GaugeStage::Signed { both: [first.clone(), signature.clone()] };
                self.gauge_changes.remove_mut(&id);
                self.acts.insert_mut(id, GaugeChange { stage, ..change });
                if self.acts.size() > ACTS_MAX
                    && let Some(oldest) = self.acts.keys().next().copied()
                {
                    self.acts.remove_mut(&oldest);
                }
            }
            GaugeStage::Signed { .. } => {}
        }
    }

    /// A unit was put down: gauge changes that are being worked see whether it stands on the other train now.
    pub(super) fn follow(&mut self, unit: UnitId, to: &Spot, at: Timestamp) {
        let stand = self.stand(to);
        let onto = self.visit_of(to);
        let concerned = self.gauge_changes.values().filter(|change| change.is_worked());
        let concerned = concerned.filter(|change| change.entry(unit).is_some());
        let concerned: Vec<(GaugeChangeId, bool)> =
            concerned.map(|change| (change.id, onto == Some(change.to.visit))).collect();
        for (id, is_over) in concerned {
            let over = stand.clone().filter(|_| is_over).map(|stand| (stand, at));
            self.change_entry(id, unit, |entry| entry.over = over);
        }
    }

    /// What was moved while the text was not to change counts again.
    fn look_again(&mut self, id: GaugeChangeId) {
        let Some(change) = self.gauge_changes.get(&id).filter(|change| change.is_worked()) else { return };
        let stays = change.entries.iter().filter_map(|entry| self.units.get(&entry.unit));
        let stands = stays.map(|stay| (stay.article.id, stay.spot.clone(), stay.since));
        let stands: Vec<(UnitId, Spot, Timestamp)> = stands.collect();
        for (unit, spot, since) in stands {
            self.follow(unit, &spot, since);
        }
    }

    /// Returns a place on a wagon with the wagon's number.
    pub(crate) fn stand(&self, spot: &Spot) -> Option<Stand> {
        match spot {
            Spot::Wagon { wagon, slot } => {
                let number = self.units.get(wagon)?.article.identity.to_string();
                Some(Stand { wagon: *wagon, number, slot: *slot })
            }
            Spot::Yard(_) | Spot::Visit { .. } | Spot::Warehouse { .. } => None,
        }
    }

    fn change_gauge(&mut self, id: GaugeChangeId, change: impl FnOnce(&mut GaugeChange)) {
        if let Some(mut state) = self.gauge_changes.get(&id).cloned() {
            change(&mut state);
            self.gauge_changes.insert_mut(id, state);
        }
    }

    fn change_entry(&mut self, id: GaugeChangeId, unit: UnitId, change: impl FnOnce(&mut Entry)) {
        self.change_gauge(id, |state| {
            if let Some(entry) = state.entry_mut(unit) {
                change(entry);
            }
        });
    }
}
