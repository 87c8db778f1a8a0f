//! Some hundred wishes through the desk, side by side: each is a command of its own, and each is told by itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::lists::open_discrepancy;
use super::projection::DISCREPANCIES;
use super::reading::{Item, Reading};
use super::report::{RowResult, RowState};
use super::resolve::{Resolved, Scene, Targets, resolve, row_differs};
use super::wish::Wish;
use super::{DiscrepancyId, ImportId};
use crate::booking::discrepancy::{OpenDiscrepancy, ROW, SettleByDoing, SettledBy};
use crate::desk::{DeskError, Rehearsal, Request, Task};
use crate::journal::{
    Body, By, Fault, Freshness, Idempotency, IdempotencyKey, Lookup, Receipt, Value as Cell,
};
use crate::refusal::Refusal;
use lb_booking::unit::{Identity, UnitKind};

/// Rows of one discrepancy that are kept as they came.
const KEPT_ROWS_MAX: usize = 20;

/// What a request at the desk stands for.
#[derive(Clone, Debug)]
enum Asked {
    /// The row itself.
    Row,
    /// To keep it as a discrepancy, for this reason.
    Discrepancy(Refusal),
}

/// What becomes of an item before the desk is asked.
enum Plan {
    Ask(Box<Request>, Asked),
    Told(RowState, Option<String>, Option<Refusal>),
}

/// The file, its import, and whether anything in it may have been a discrepancy before.
struct Work<'a> {
    scene: Scene<'a>,
    reading: &'a Reading,
    import: ImportId,
    had_discrepancies: bool,
}

/// Carries out items and returns what became of their rows. `ask` has requests decided and recorded, and answers in their order.
///
/// # Errors
/// A fault of the journal: what became of the items is unknown, and they may be carried out again.
pub async fn round<F, Answered>(
    scene: Scene<'_>,
    (reading, import): (&Reading, ImportId),
    items: &[Item],
    ask: F,
) -> Result<Vec<RowResult>, Fault>
where
    F: FnOnce(Vec<Request>) -> Answered,
    Answered: Future<Output = Vec<Result<Receipt, DeskError>>>,
{
    let work = Work::begin(scene, reading, import).await?;
    let (mut requests, mut waiting, mut results) = (Vec::new(), Vec::new(), Vec::new());
    for item in items {
        match work.plan(item).await? {
            Plan::Ask(request, asked) => {
                requests.push(*request);
                waiting.push((item, asked));
            }
            Plan::Told(state, entity, refusal) => {
                results.extend(reading.told(&item.rows, state, entity.as_deref(), refusal.as_ref()));
            }
        }
    }
    for ((item, asked), outcome) in waiting.into_iter().zip(ask(requests).await) {
        results.extend(work.outcome(item, &asked, outcome)?);
    }
    Ok(results)
}

/// Decides items without recording anything and returns what would become of their rows. `seen` are the keys of the items before.
///
/// # Errors
/// A fault of the journal.
pub async fn rehearse(
    scene: Scene<'_>,
    (reading, import): (&Reading, ImportId),
    items: &[Item],
    seen: &mut BTreeSet<IdempotencyKey>,
) -> Result<Vec<RowResult>, Fault> {
    let work = Work::begin(scene, reading, import).await?;
    let mut results = Vec::new();
    for item in items {
        let (state, entity, refusal) = match work.plan(item).await? {
            Plan::Told(state, entity, refusal) => (state, entity, refusal),
            Plan::Ask(request, asked) => {
                let is_new = seen.insert(request.idempotency.key.clone());
                match (is_new, scene.desk.rehearse(&request, scene.now).await) {
                    (false, Ok(_)) | (_, Ok(Rehearsal::Done(_))) => (RowState::Repeated, None, None),
                    (true, Ok(Rehearsal::Would(decision))) => match asked {
                        Asked::Row if decision.facts.is_empty() => (RowState::Repeated, None, None),
                        Asked::Row => (RowState::WouldDo, None, flag(&item.wish)),
                        Asked::Discrepancy(why) => (RowState::UnknownReference, None, Some(why)),
                    },
                    (_, Err(DeskError::Refused(refusal))) => (RowState::Refused, None, Some(refusal)),
                    (_, Err(DeskError::Fault(fault))) => return Err(fault),
                }
            }
        };
        results.extend(reading.told(&item.rows, state, entity.as_deref(), refusal.as_ref()));
    }
    Ok(results)
}

impl<'a> Work<'a> {
    async fn begin(scene: Scene<'a>, reading: &'a Reading, import: ImportId) -> Result<Self, Fault> {
        let prefix = vec![Cell::text(scene.caller.organisation()), Cell::Text("open".to_owned())];
        let any = Lookup { table: DISCREPANCIES, by: By::Index(3), prefix, after: Vec::new(), limit: 1 };
        let had_discrepancies = !scene.desk.journal().rows(&any).await?.is_empty();
        Ok(Self { scene, reading, import, had_discrepancies })
    }

    async fn plan(&self, item: &Item) -> Result<Plan, Fault> {
        let key = match item.wish.idempotency(ROW) {
            Ok(key) => key,
            Err(refusal) => return Ok(Plan::Told(RowState::Refused, None, Some(refusal))),
        };
        match resolve(self.scene, &item.wish, &Targets::default()).await? {
            Resolved::Command(task) => {
                let task = self.settling(task, &item.wish, &key).await?;
                Ok(Plan::Ask(Box::new(self.request(task, key)), Asked::Row))
            }
            Resolved::Same(entity) => Ok(Plan::Told(RowState::Repeated, Some(entity), None)),
            Resolved::Refused(refusal) => Ok(Plan::Told(RowState::Refused, None, Some(refusal))),
            Resolved::Missing(missing) => self.keep(item, missing.0),
        }
    }

    fn request(&self, task: Arc<dyn Task>, idempotency: Idempotency) -> Request {
        Request { task, caller: self.scene.caller.clone(), idempotency }
    }

    /// A row that can be done now settles the discrepancy that it was.
    async fn settling(
        &self,
        task: Arc<dyn Task>,
        wish: &Wish,
        key: &Idempotency,
    ) -> Result<Arc<dyn Task>, Fault> {
        if !self.had_discrepancies {
            return Ok(task);
        }
        let journal = self.scene.desk.journal().as_ref();
        let Some(id) = open_discrepancy(journal, self.scene.caller, &key.key).await? else { return Ok(task) };
        let (by, entity_kind) = (SettledBy::Import, entity_kind(wish));
        Ok(Arc::new(SettleByDoing { id, version: None, task, by, note: None, entity_kind }))
    }

    fn keep(&self, item: &Item, missing: Refusal) -> Result<Plan, Fault> {
        let key = match item.wish.idempotency("discrepancy") {
            Ok(key) => key,
            Err(refusal) => return Ok(Plan::Told(RowState::Refused, None, Some(refusal))),
        };
        let rows = item.rows.iter().take(KEPT_ROWS_MAX);
        let task = OpenDiscrepancy {
            id: DiscrepancyId::at(self.scene.now.unix_millis(), self.scene.desk.draw()),
            import: self.import,
            file: self.reading.name.clone(),
            lines: item.rows.iter().map(|row| self.reading.line(*row)).collect(),
            rows: rows.map(|row| self.reading.as_it_came(*row)).collect(),
            wish: item.wish.clone(),
            missing: missing.clone(),
        };
        Ok(Plan::Ask(Box::new(self.request(Arc::new(task), key)), Asked::Discrepancy(missing)))
    }

    fn outcome(
        &self,
        item: &Item,
        asked: &Asked,
        outcome: Result<Receipt, DeskError>,
    ) -> Result<Vec<RowResult>, Fault> {
        let told = |state, entity: Option<&str>, refusal: Option<&Refusal>| {
            self.reading.told(&item.rows, state, entity, refusal)
        };
        let receipt = match outcome {
            Ok(receipt) => receipt,
            Err(DeskError::Fault(fault)) => return Err(fault),
            Err(DeskError::Refused(refusal)) if refusal.code == "idempotency.key_reused" => {
                return Ok(told(RowState::Refused, None, Some(&differing(&item.wish))));
            }
            Err(DeskError::Refused(refusal)) => return Ok(told(RowState::Refused, None, Some(&refusal))),
        };
        let answer = receipt.answer.as_ref().and_then(Body::value);
        let word = |field: &str| answer.as_ref()?.get(field)?.as_str();
        let is_new = receipt.freshness == Freshness::Fresh && receipt.places.is_some();
        Ok(match (asked, is_new) {
            (Asked::Row, _) => {
                // Who settled a discrepancy was answered with both: it, and what was recorded.
                let id = || word("id").map(|id| format!("{}:{id}", entity_kind(&item.wish)));
                let entity = word("entity").map(str::to_owned).or_else(id);
                let (state, flag) =
                    if is_new { (RowState::Done, flag(&item.wish)) } else { (RowState::Repeated, None) };
                told(state, entity.as_deref(), flag.as_ref())
            }
            (Asked::Discrepancy(why), _) => {
                let entity = word("id").map(|id| format!("discrepancy:{id}"));
                let state = if is_new { RowState::UnknownReference } else { RowState::Repeated };
                told(state, entity.as_deref(), Some(why))
            }
        })
    }
}

/// Returns the kind of entity that a wish is done to.
pub const fn entity_kind(wish: &Wish) -> &'static str {
    match wish {
        Wish::Handling(_) | Wish::Order(_) => "consignment",
        Wish::Unit(_) => "unit",
    }
}

/// Returns what is flagged though it is done: a number that does not follow its standard.
fn flag(wish: &Wish) -> Option<Refusal> {
    let Wish::Unit(unit) = wish else { return None };
    let identity = Identity::read(UnitKind::from(unit.kind), &unit.number);
    let finding = identity.finding()?;
    let sentence = finding.to_string();
    let rest = sentence.strip_prefix("expected ").unwrap_or(&sentence);
    let expected = rest.split(", got ").next().unwrap_or(rest);
    Some(Refusal::field(finding.code(), "number", expected, &unit.number))
}

fn differing(wish: &Wish) -> Refusal {
    match wish {
        Wish::Handling(wish) => row_differs("consignment", &wish.consignment),
        Wish::Unit(wish) => row_differs("number", &wish.number),
        Wish::Order(wish) => row_differs("reference", wish.reference.as_deref().unwrap_or_default()),
    }
}
