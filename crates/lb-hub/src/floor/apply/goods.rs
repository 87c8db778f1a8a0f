//! What stuffing lists and departures do to goods and to the boxes that they are in.

use jiff::Timestamp;
use lb_base::UnitId;

use super::Floor;
use crate::goods::Left;
use crate::goods::stuffing::StuffingEvent;
use crate::visit::VisitId;

impl Floor {
    pub(super) fn apply_stuffing(&mut self, event: &StuffingEvent) {
        self.store.apply_stuffing(event);
        match event {
            StuffingEvent::Sealed { unit, dangerous, .. } => {
                self.change_unit(*unit, |stay| stay.article.dangerous.clone_from(dangerous));
            }
            StuffingEvent::Stripped { unit, .. } => {
                self.change_unit(*unit, |stay| stay.article.dangerous.clear());
            }
            StuffingEvent::Opened { .. }
            | StuffingEvent::Added { .. }
            | StuffingEvent::Removed { .. }
            | StuffingEvent::Cancelled { .. }
            | StuffingEvent::Announced { .. }
            | StuffingEvent::Stripping { .. }
            | StuffingEvent::Told { .. } => {}
        }
    }

    /// A visit leaves with all that is on it: goods and lists know with what they left.
    pub(super) fn depart_goods(&mut self, visit: VisitId, takes: &[UnitId], at: Timestamp) {
        let name = self.visits.get(&visit).map(|visit| visit.name.clone()).unwrap_or_default();
        self.store.depart(&Left { visit, name, at }, takes);
    }
}
