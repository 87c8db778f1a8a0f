//! Finding what other systems name: consignments, units, places, and when it was there.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use lb_base::{BookingId, ConsignmentId, HandlingId, Minute, OrganisationId, UnitId, Zone};
use lb_booking::consignment::ConsignmentCommand;
use lb_booking::handling::{Handling, Statement};
use lb_booking::order::{Draft, Goods, RouteSpecification};
use lb_booking::unit::{Identity, UnitCommand, UnitKind};
use lb_network::model::Place;

use super::projection::REFERENCES;
use super::wish::{HandlingWish, OrderWish, UnitWish, Wish};
use crate::app::App;
use crate::booking::act::{Act, ActOn, NewOrder};
use crate::booking::lists;
use crate::booking::rows::{ConsignmentRow, UnitRow};
use crate::booking::unit::UnitOn;
use crate::booking::views::HandlingView;
use crate::desk::{Caller, Desk, Task};
use crate::journal::{By, Fault, JournalError, Lookup, Moment, Value};
use crate::refusal::Refusal;

/// Consignments with one name that are looked at.
const SAME_NAMES_MAX: usize = 100;

/// Who brings rows in, where and when.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The corridor.
    pub app: &'a Arc<App>,
    /// The desk, for questions.
    pub desk: &'a Desk,
    /// Who asks.
    pub caller: &'a Caller,
    /// Now.
    pub now: Moment,
}

/// What a row is meant for, in place of what it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// The consignment.
    pub consignment: Option<String>,
    /// The unit's identifier or number.
    pub unit: Option<String>,
    /// The place, in place of the one that is unknown.
    pub place: Option<String>,
}

/// What a row names and nobody knows here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub Refusal);

impl Missing {
    fn new(code: &'static str, field: &'static str, expected: &str, found: &str) -> Self {
        Self(Refusal::field(code, field, expected, found))
    }
}

/// What becomes of a wish.
#[derive(Clone)]
pub enum Resolved {
    /// This is to be done.
    Command(Arc<dyn Task>),
    /// It is so already, as this entity.
    Same(String),
    /// It names something unknown.
    Missing(Missing),
    /// It cannot be.
    Refused(Refusal),
}

/// Why a wish becomes no command.
enum Not {
    Missing(Missing),
    Refused(Refusal),
    Same(String),
    Fault(Fault),
}

impl From<Fault> for Not {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Missing> for Not {
    fn from(missing: Missing) -> Self {
        Self::Missing(missing)
    }
}

impl From<Refusal> for Not {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Finds what a wish names, and says what is to be done.
///
/// # Errors
/// A fault of the journal.
pub async fn resolve(scene: Scene<'_>, wish: &Wish, targets: &Targets) -> Result<Resolved, Fault> {
    let found = match wish {
        Wish::Handling(wish) => scene.handling(wish, targets).await,
        Wish::Unit(wish) => scene.unit(wish).await,
        Wish::Order(wish) => scene.order(wish, targets).await,
    };
    match found {
        Ok(task) => Ok(Resolved::Command(task)),
        Err(Not::Missing(missing)) => Ok(Resolved::Missing(missing)),
        Err(Not::Refused(refusal)) => Ok(Resolved::Refused(refusal)),
        Err(Not::Same(entity)) => Ok(Resolved::Same(entity)),
        Err(Not::Fault(fault)) => Err(fault),
    }
}

impl Scene<'_> {
    async fn handling(&self, wish: &HandlingWish, targets: &Targets) -> Result<Arc<dyn Task>, Not> {
        let name = targets.consignment.as_ref().unwrap_or(&wish.consignment);
        let consignment = self.consignment(name, wish.customer.as_deref()).await?;
        let unit = match targets.unit.as_ref().or(wish.unit.as_ref()) {
            Some(number) => Some(self.known_unit(number, &consignment).await?.id),
            None => None,
        };
        let place = self.place("place", targets.place.as_ref().unwrap_or(&wish.place))?;
        let happened_at = instant(&wish.happened_at, &place.zone, DayMeans::Begin)
            .ok_or_else(|| Refusal::field("import.bad_cell", "happened_at", "a time", &wish.happened_at))?;
        let view = HandlingView {
            kind: wish.kind,
            vehicle: wish.vehicle.clone(),
            hold: wish.hold,
            place: place.id.to_string(),
            unit,
            happened_at: happened_at.to_string(),
        };
        let handling = Handling::try_from(&view).map_err(Refusal::from)?;
        let millis = self.now.unix_millis();
        let record: Option<HandlingId> = wish.record.as_ref().and_then(|record| record.parse().ok());
        let id = record.unwrap_or_else(|| HandlingId::at(millis, self.desk.draw()));
        let act = Act::Alone(ConsignmentCommand::Record { id, statement: Statement::Happened(handling) });
        let booking = BookingId::at(millis, self.desk.draw());
        let id = consignment.id.parse().map_err(|error| Fault::caused("row of a consignment", error))?;
        Ok(Arc::new(ActOn { app: Arc::clone(self.app), id, version: None, act, booking }))
    }

    async fn unit(&self, wish: &UnitWish) -> Result<Arc<dyn Task>, Not> {
        let kind = UnitKind::from(wish.kind);
        let known = self.units_numbered(&wish.number, &[kind]).await?;
        if let Some(known) = known.iter().find(|known| known.identity.kind == wish.kind) {
            let is_same = wish.unit_type.is_none() || wish.unit_type == known.unit_type;
            let entity = format!("unit:{}", known.id);
            let expected = format!("`{}` as it is registered", known.unit_type.as_deref().unwrap_or(""));
            let found = wish.unit_type.as_deref().unwrap_or_default();
            return Err(match is_same {
                true => Not::Same(entity),
                false => Refusal::field("import.unit_differs", "unit_type", expected, found).into(),
            });
        }
        let unit_type = wish.unit_type.as_ref().map(|id| id.parse()).transpose();
        let unit_type = unit_type.map_err(|error: lb_base::IdError| {
            Refusal::field("import.bad_cell", "unit_type", error.to_string(), "")
        })?;
        let id = UnitId::at(self.now.unix_millis(), self.desk.draw());
        let command = UnitCommand::Register { id, kind, raw: wish.number.clone(), unit_type };
        Ok(Arc::new(UnitOn { app: Arc::clone(self.app), id, version: None, command }))
    }

    async fn order(&self, wish: &OrderWish, targets: &Targets) -> Result<Arc<dyn Task>, Not> {
        let customer: OrganisationId = match &wish.customer {
            Some(customer) => customer.parse().map_err(|error: lb_base::IdError| {
                Refusal::field("import.bad_cell", "customer", error.to_string(), customer)
            })?,
            None => self.caller.organisation().clone(),
        };
        if let Some(reference) = &wish.reference {
            self.check_new(&Wish::Order(Box::new(wish.clone())), reference, customer.as_str()).await?;
        }
        let instead = targets.place.as_ref();
        let origin = self.place_or("origin", &wish.origin, instead)?;
        let destination = self.place_or("destination", &wish.destination, instead)?;
        let minute = |field: &'static str, text: &str, zone: &Zone, day: DayMeans| {
            let found = instant(text, zone, day).and_then(|instant| Minute::from_timestamp_up(instant).ok());
            found.ok_or_else(|| Refusal::field("import.bad_cell", field, "a day or a time", text))
        };
        let ready = minute("ready", &wish.ready, &origin.zone, DayMeans::Begin)?;
        let due =
            wish.due.as_ref().map(|due| minute("due", due, &destination.zone, DayMeans::End)).transpose()?;
        let goods: Result<Vec<Goods>, _> = wish.goods.iter().map(Goods::try_from).collect();
        let goods = goods.map_err(Refusal::from)?;
        let route =
            RouteSpecification { origin: origin.id.clone(), destination: destination.id.clone(), ready, due };
        Ok(Arc::new(NewOrder {
            app: Arc::clone(self.app),
            id: ConsignmentId::at(self.now.unix_millis(), self.desk.draw()),
            customer,
            reference: wish.reference.clone(),
            draft: Draft { route: Some(route), goods },
            placed: wish.placed,
        }))
    }

    /// A customer's reference names one order: the same row again is the same order, another row about it is a mistake.
    async fn check_new(&self, wish: &Wish, reference: &str, customer: &str) -> Result<(), Not> {
        let named = self.consignments_named(reference, Some(customer)).await?;
        let Some(known) = named.iter().find(|row| row.status != "cancelled") else { return Ok(()) };
        let key = wish.idempotency("row")?;
        let entity = format!("consignment:{}", known.id);
        match self.desk.journal().answered(&self.caller.author, &key).await {
            Ok(Some(_)) => Err(Not::Same(entity)),
            Ok(None) => {
                let expected = "a reference that no other order of the customer has";
                let refusal = Refusal::field("import.reference_known", "reference", expected, reference);
                Err(Refusal { facts: vec![("consignment", known.id.clone())], ..refusal }.into())
            }
            Err(JournalError::Refused(_)) => Err(row_differs("reference", reference).into()),
            Err(JournalError::Fault(fault)) => Err(fault.into()),
        }
    }

    /// Finds the one consignment with an identifier, a booking or a reference.
    async fn consignment(&self, name: &str, customer: Option<&str>) -> Result<ConsignmentRow, Not> {
        let journal = self.desk.journal().as_ref();
        if name.parse::<ConsignmentId>().is_ok() {
            let name = name.trim().to_lowercase();
            let mut found = lists::consignment(journal, &name).await?;
            if found.is_none()
                && let Some((id, _)) = lists::booking_of(journal, &name).await?
            {
                found = lists::consignment(journal, &id).await?;
            }
            return found.filter(|row| self.sees(row)).ok_or_else(|| unknown_consignment(name).into());
        }
        let mut named = self.consignments_named(name, customer).await?;
        match (named.pop(), named.len()) {
            (None, _) => Err(unknown_consignment(name).into()),
            (Some(only), 0) => Ok(only),
            (Some(_), others) => {
                let expected = "a reference of one consignment; say the customer or the identifier";
                let found = format!("{name}: {} consignments", others.saturating_add(1));
                Err(Missing::new("import.ambiguous", "consignment", expected, &found).into())
            }
        }
    }

    fn sees(&self, row: &ConsignmentRow) -> bool {
        let own = self.caller.organisation().as_str();
        self.caller.sees_all() || row.customer == own || row.shared_with.iter().any(|other| other == own)
    }

    async fn consignments_named(
        &self,
        reference: &str,
        customer: Option<&str>,
    ) -> Result<Vec<ConsignmentRow>, Fault> {
        let journal = self.desk.journal().as_ref();
        if reference.contains('\0') {
            return Ok(Vec::new());
        }
        let prefix = vec![Value::Text(reference.trim().to_owned())];
        let lookup =
            Lookup { table: REFERENCES, by: By::Key, prefix, after: Vec::new(), limit: SAME_NAMES_MAX };
        let mut named = Vec::new();
        for row in journal.rows(&lookup).await? {
            let [_, Value::Text(id)] = row.as_slice() else { continue };
            let Some(row) = lists::consignment(journal, id).await? else { continue };
            // A reference that was changed keeps its line in the table.
            let is_named = row.reference.as_deref() == Some(reference.trim());
            if is_named && self.sees(&row) && customer.is_none_or(|customer| row.customer == customer) {
                named.push(row);
            }
        }
        Ok(named)
    }

    async fn units_numbered(&self, number: &str, kinds: &[UnitKind]) -> Result<Vec<UnitRow>, Fault> {
        let journal = self.desk.journal().as_ref();
        if number.contains('\0') {
            return Ok(Vec::new());
        }
        let mut found = lists::units_numbered(journal, number).await?;
        for kind in kinds {
            let read = Identity::read(*kind, number).to_string();
            if found.is_empty() && read != number {
                found = lists::units_numbered(journal, &read).await?;
            }
        }
        Ok(found)
    }

    /// Finds the one unit with an identifier or a number; a customer's are those with its goods.
    async fn known_unit(&self, number: &str, consignment: &ConsignmentRow) -> Result<UnitRow, Not> {
        let unknown = || Missing::new("import.unknown_unit", "unit", "a unit that is registered", number);
        let mut units = match number.parse::<UnitId>() {
            Ok(id) => {
                let entity = crate::desk::unit_entity(id)?;
                let sight = self.desk.look(&entity).await?;
                let unit = sight.state.as_ref().and_then(crate::desk::State::unit);
                unit.map(UnitRow::of).into_iter().collect()
            }
            Err(_) => self.units_numbered(number, &UnitKind::ALL).await?,
        };
        units.retain(|unit| self.caller.sees_all() || unit.consignments.contains(&consignment.id));
        match (units.pop(), units.len()) {
            (None, _) => Err(unknown().into()),
            (Some(only), 0) => Ok(only),
            (Some(_), others) => {
                let found = format!("{number}: {} units", others.saturating_add(1));
                Err(Missing::new("import.ambiguous", "unit", "a number of one unit", &found).into())
            }
        }
    }

    fn place_or(&self, field: &'static str, text: &str, instead: Option<&String>) -> Result<&Place, Not> {
        match (self.place(field, text), instead) {
            (Ok(place), _) => Ok(place),
            (Err(_), Some(instead)) => self.place(field, instead).map_err(Not::from),
            (Err(missing), None) => Err(missing.into()),
        }
    }

    /// Finds a place by its identifier, or by a UN/LOCODE that no other has.
    fn place(&self, field: &'static str, text: &str) -> Result<&Place, Missing> {
        let places = &self.app.corridor().places;
        let name = text.trim().to_uppercase();
        if let Some(place) = places.iter().find(|place| place.id.as_str().to_uppercase() == name) {
            return Ok(place);
        }
        let code: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
        let has_code = |place: &&Place| place.unlocode.as_ref().is_some_and(|own| own.to_string() == code);
        let mut coded = places.iter().filter(has_code);
        match (coded.next(), coded.next()) {
            (Some(place), None) => Ok(place),
            (Some(_), Some(_)) => {
                let expected = "a UN/LOCODE of one place; say the place's identifier";
                Err(Missing::new("import.ambiguous", field, expected, text))
            }
            (None, _) => {
                let expected = "a place of the corridor; /v1/places finds them by name";
                Err(Missing::new("import.unknown_place", field, expected, text))
            }
        }
    }
}

/// Returns the refusal of a row that was done before with other contents.
#[must_use]
pub fn row_differs(field: &'static str, found: &str) -> Refusal {
    let expected = "the same row as was imported before; change what it made instead";
    Refusal::field("import.row_differs", field, expected, found)
}

fn unknown_consignment(name: impl AsRef<str>) -> Missing {
    let expected = "the identifier, booking or reference of a consignment that you may see";
    Missing::new("import.unknown_consignment", "consignment", expected, name.as_ref())
}

/// What a day without a time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayMeans {
    /// Its beginning.
    Begin,
    /// Its end.
    End,
}

/// Returns the instant of what a wish says, by the clocks of a place. A clock time that is there twice is the earlier one, and
/// one that is not there moves later by the length of the gap.
fn instant(text: &str, zone: &Zone, day_means: DayMeans) -> Option<Timestamp> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    let at = |clock: DateTime| zone.time_zone().to_ambiguous_timestamp(clock).compatible().ok();
    match text.parse::<Date>() {
        Ok(day) if text.len() <= 10 => match day_means {
            DayMeans::Begin => at(day.at(0, 0, 0, 0)),
            DayMeans::End => at(day.tomorrow().ok()?.at(0, 0, 0, 0)),
        },
        Ok(_) | Err(_) => at(text.parse().ok()?),
    }
}
