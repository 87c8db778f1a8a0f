//! Trying again what came in and was unknown.

use std::sync::Arc;

use super::resolve::{Missing, Resolved, Scene, Targets, resolve};
use super::round::entity_kind;
use crate::booking::discrepancy::{
    Discrepancy, DiscrepancyAction, ROW, SettleByDoing, SettleByHand, SettledBy, unknown,
};
use crate::desk::Task;
use crate::journal::{Fault, Idempotency};
use crate::refusal::Refusal;

/// What settles a discrepancy.
#[derive(Clone)]
pub struct Settling {
    /// What the desk is asked.
    pub task: Arc<dyn Task>,
    /// The key of what came in, where it is done now: so that the same row in another file is done no second time.
    pub idempotency: Option<Idempotency>,
}

/// Says how a discrepancy is settled as its action wants.
///
/// # Errors
/// A fault of the journal; inside, the refusal of what is still unknown or cannot be done.
pub async fn settle(
    scene: Scene<'_>,
    found: &Discrepancy,
    version: Option<u64>,
    action: &DiscrepancyAction,
) -> Result<Result<Settling, Refusal>, Fault> {
    let Ok(id) = found.row.id.parse() else { return Ok(Err(unknown(&found.row.id))) };
    let (note, targets) = match action {
        DiscrepancyAction::Retry {} => (None, Targets::default()),
        DiscrepancyAction::Settle { note, consignment, unit, place } => {
            let (consignment, unit) = (consignment.clone(), unit.clone());
            let targets = Targets { consignment, unit, place: place.clone() };
            if targets == Targets::default() {
                let (note, entity) = (note.clone().unwrap_or_default(), None);
                let task = Arc::new(SettleByHand { id, version, note, entity });
                return Ok(Ok(Settling { task, idempotency: None }));
            }
            (note.clone(), targets)
        }
    };
    Ok(match resolve(scene, &found.wish, &targets).await? {
        Resolved::Missing(Missing(refusal)) | Resolved::Refused(refusal) => Err(refusal),
        Resolved::Same(entity) => {
            let (note, entity) = (note.unwrap_or_default(), Some(entity));
            Ok(Settling { task: Arc::new(SettleByHand { id, version, note, entity }), idempotency: None })
        }
        Resolved::Command(task) => {
            let (by, entity_kind) = (SettledBy::Retry, entity_kind(&found.wish));
            let task = Arc::new(SettleByDoing { id, version, task, by, note, entity_kind });
            found.wish.idempotency(ROW).map(|key| Settling { task, idempotency: Some(key) })
        }
    })
}
