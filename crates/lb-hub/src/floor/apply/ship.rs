//! What happens to a ship's loading.

use super::Floor;
use crate::ship::ShipEvent;

impl Floor {
    pub(super) fn apply_ship(&mut self, event: &ShipEvent) {
        self.change_visit(event.visit(), |visit| {
            let ship = &mut visit.ship;
            match event {
                ShipEvent::LoadListed { from, lines, .. } => {
                    ship.loads.truncate(*from);
                    ship.loads.extend_from_slice(lines);
                }
                ShipEvent::ShutOut { units, reason, .. } => {
                    let named = ship.loads.iter_mut().filter(|line| units.contains(&line.article.id));
                    named.for_each(|line| line.shut_out.clone_from(reason));
                }
                ShipEvent::Decked { decks, .. } => ship.decks.clone_from(decks),
            }
        });
    }
}
