//! Things and places as requests describe them, and the reader that knows the floor.

use jiff::Timestamp;
use lb_base::UnitId;
use lb_base::codes::{Identity, UnitKind};
use lb_hub::article::{Article, Fill, Form, Gross};
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::floor::number_key;
use lb_hub::inventory::{Counted, Facts};
use lb_hub::job::{JobOrder, Urgency};
use lb_hub::spot::Spot;
use lb_hub::stow::{Lane, Stow};
use lb_hub::visit::Vehicle;
use lb_hub::{Floor, JobId, VisitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::hub::views::{
    FillView, FormView, GrossView, PowerSourceView, SeaPapersView, SpotView, UrgencyView, WagonPapersView,
};
use crate::journal::{Moment, Randomness};
use crate::json::ViewError;
use crate::json::identity::UnitKindView;
use crate::json::read::{instant, integer, part, part_if, prose, proses, text, text_if};

/// A thing that is not known here yet, by its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThingView {
    /// Its number as written.
    pub number: String,
    /// How the number is read; after its form where nothing is said: a container's, a wagon's of 8 or 12 digits, a vehicle's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnitKindView>,
    /// What it is.
    pub form: FormView,
    /// Whether there are goods in it; a wagon is empty and all else laden where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<FillView>,
    /// Gross mass; of a wagon its tare. Unknown where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross: Option<GrossView>,
    /// Set point of a refrigerated box, tenths of a degree Celsius.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// Where a refrigerated box takes its power from on a train; a plug where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<PowerSourceView>,
    /// Classes of dangerous goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dangerous: Vec<String>,
    /// HS code of what is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// The place where it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// The organisation whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The consignment in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment: Option<String>,
    /// The visit that takes it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
    /// Seals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
    /// What the railway's list says of it, if it is a wagon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<WagonPapersView>,
    /// What a ship's lists say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sea: Option<SeaPapersView>,
}

impl ThingView {
    /// Returns a thing of the floor as a request would describe it.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        Self {
            number: article.identity.to_string(),
            kind: Some(article.identity.kind.into()),
            form: FormView::from(&article.form),
            fill: Some(article.fill.into()),
            gross: Some(GrossView::from(&article.gross)),
            set_point_dc: article.set_point,
            power: PowerSourceView::said(article.power),
            dangerous: article.dangerous.clone(),
            goods: article.goods.map(|goods| goods.to_string()),
            destination: article.destination.as_ref().map(ToString::to_string),
            customer: article.customer.as_ref().map(ToString::to_string),
            consignment: article.consignment.map(|consignment| consignment.to_string()),
            onward: article.onward.map(|visit| visit.to_string()),
            seals: article.seals.clone(),
            papers: article.papers.as_deref().map(WagonPapersView::from),
            sea: article.sea.as_deref().map(SeaPapersView::from),
        }
    }

    fn identity(&self, form: &Form) -> Result<Identity, ViewError> {
        let digits = self.number.chars().filter(char::is_ascii_digit).count();
        let by_form = match form {
            Form::Box(_) => UnitKind::Container,
            Form::Wagon(_) if digits > 8 => UnitKind::Wagon12,
            Form::Wagon(_) => UnitKind::Wagon8,
            Form::Vehicle => UnitKind::Vehicle,
            Form::Piece => UnitKind::Lot,
        };
        Ok(Identity::read(self.kind.map_or(by_form, UnitKind::from), &prose("number", &self.number)?))
    }

    /// Returns the thing as the rules take it, under an identifier that its number is given.
    pub(in crate::hub) fn article(&self, id: impl FnOnce(&Identity) -> UnitId) -> Result<Article, ViewError> {
        let form: Form = part("form", &self.form)?;
        let identity = self.identity(&form)?;
        let usual = if matches!(form, Form::Wagon(_)) { Fill::Empty } else { Fill::Laden };
        Ok(Article {
            id: id(&identity),
            identity,
            form,
            fill: self.fill.map_or(usual, Fill::from),
            gross: part_if("gross", self.gross.as_ref())?.unwrap_or(Gross::Unknown),
            set_point: self.set_point_dc,
            power: PowerSourceView::meant(self.power),
            dangerous: proses("dangerous", &self.dangerous)?,
            goods: text_if("goods", self.goods.as_ref())?,
            destination: text_if("destination", self.destination.as_ref())?,
            customer: text_if("customer", self.customer.as_ref())?,
            consignment: text_if("consignment", self.consignment.as_ref())?,
            onward: text_if("onward", self.onward.as_ref())?,
            seals: proses("seals", &self.seals)?,
            papers: part_if("papers", self.papers.as_ref())?.map(Box::new),
            sea: part_if("sea", self.sea.as_ref())?.map(Box::new),
        })
    }
}

/// One line of a wagon list, a discharge list or a truck's papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListLine {
    /// What.
    pub thing: ThingView,
    /// The number of the wagon that it is on, from the same list; absent for a wagon and for what is aboard a ship or truck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wagon: Option<String>,
    /// The first slot that it takes, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<u8>,
    /// Where aboard: a position of seven digits, a lane of a deck as `D3/2`, or the ship's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stow: Option<String>,
}

/// A thing and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingThing {
    /// What.
    pub thing: ThingView,
    /// Where; a wagon by its number.
    pub spot: SpotView,
}

/// A move that is wished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobWish {
    /// What is to be moved, by number or identifier.
    pub unit: String,
    /// Where to; a wagon by number or identifier.
    pub to: SpotView,
    /// By what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<String>,
    /// How urgent it is; `normal` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<UrgencyView>,
    /// Its place in the queue; 0 when absent.
    #[serde(default)]
    pub order: i64,
}

/// What is known better now about a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsWish {
    /// The right number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Gross mass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross: Option<GrossView>,
    /// Whether there are goods in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<FillView>,
    /// Seals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seals: Option<Vec<String>>,
    /// Set point, tenths of a degree Celsius.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// The visit that takes it on; an empty text for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
    /// Damage in words; an empty text for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
}

/// What reading a wish needs: the floor that it is about, now, and new names.
pub(in crate::hub) struct Reader<'a> {
    pub floor: &'a Floor,
    pub now: Moment,
    /// Whose account asks.
    pub person: &'a str,
    /// For which organisation.
    pub organisation: &'a str,
    pub randomness: &'a mut Randomness,
}

impl Reader<'_> {
    pub(super) fn millis(&self) -> u64 {
        self.now.unix_millis()
    }

    pub(super) fn at(&self, at: Option<&String>) -> Result<Timestamp, ViewError> {
        at.map_or_else(|| Ok(self.now.timestamp()), |at| instant("at", at))
    }

    /// Returns a unit by its identifier, or by its number among what is here.
    pub(super) fn unit(&self, field: &str, given: &str) -> Result<UnitId, ViewError> {
        if let Ok(id) = given.parse() {
            return Ok(id);
        }
        let found = self.floor.numbered(given);
        found.ok_or_else(|| ViewError::new(field, "the number or identifier of a unit that is here", given))
    }

    pub(super) fn units(&self, field: &str, given: &[String]) -> Result<Vec<UnitId>, ViewError> {
        given.iter().map(|unit| self.unit(field, unit)).collect()
    }

    pub(super) fn spot(&self, view: &SpotView) -> Result<Spot, ViewError> {
        match view {
            SpotView::Wagon { wagon, slot } => {
                Ok(Spot::Wagon { wagon: self.unit("wagon", wagon)?, slot: *slot })
            }
            SpotView::Visit { .. } => Ok(match Spot::try_from(view)? {
                Spot::Visit { visit, stow: Stow::Words(words) } => {
                    Spot::Visit { visit, stow: self.stow(visit, &words) }
                }
                spot @ (Spot::Visit { .. } | Spot::Yard(_) | Spot::Wagon { .. } | Spot::Warehouse { .. }) => {
                    spot
                }
            }),
            SpotView::Yard { .. } | SpotView::Warehouse { .. } => Spot::try_from(view),
        }
    }

    /// Returns where aboard a text means: on ships a position or a lane of a deck that it has, else words.
    pub(super) fn stow(&self, visit: VisitId, text: &str) -> Stow {
        let ship = self.floor.visit(visit).filter(|visit| matches!(visit.vehicle, Vehicle::Vessel { .. }));
        let Some(ship) = ship else { return Stow::Words(text.to_owned()) };
        let lane = text.rsplit_once('/').and_then(|(deck, lane)| {
            let lane = Lane { deck: deck.trim().to_owned(), lane: lane.trim().parse().ok()? };
            ship.ship.deck(&lane.deck).map(|_| Stow::Lane(lane))
        });
        lane.unwrap_or_else(|| Stow::read(text))
    }

    /// Returns the identifier of a thing: that of what is here or in the visit's list under its number, else a new one.
    pub(super) fn known_as(&mut self, identity: &Identity, visit: Option<VisitId>) -> UnitId {
        let number = identity.to_string();
        let key = number_key(&number);
        let listed = visit.and_then(|visit| self.floor.visit(visit)).and_then(|visit| {
            let mut lines = visit.listed.iter();
            let line = lines.find(|line| number_key(&line.article.identity.to_string()) == key);
            line.map(|line| line.article.id)
        });
        let found = listed.or_else(|| self.floor.numbered(&number)).or_else(|| self.announced(&key));
        found.unwrap_or_else(|| UnitId::at(self.now.unix_millis(), self.randomness.draw()))
    }

    /// Returns the identifier under which something that is not here is announced anywhere: by a visit, or to be loaded on a ship.
    fn announced(&self, key: &str) -> Option<UnitId> {
        let is_it = |article: &&Article| number_key(&article.identity.to_string()) == key;
        let mut announced = self.floor.visits().flat_map(|visit| {
            let listed = visit.listed.iter().filter(|_| !visit.is_here()).map(|line| &line.article);
            listed.chain(visit.ship.loads.iter().map(|line| &line.article))
        });
        announced.find(is_it).map(|article| article.id)
    }

    pub(super) fn counted(
        &mut self,
        views: &[StandingThing],
        field: &str,
    ) -> Result<Vec<Counted>, ViewError> {
        let mut all = Vec::new();
        for (at, view) in views.iter().enumerate() {
            let within = |error: ViewError| error.within(&format!("{field}[{at}]"));
            let article = view.thing.article(|identity| self.known_as(identity, None));
            let article = article.map_err(|error| within(error.within("thing")))?;
            let spot = self.spot(&view.spot).map_err(|error| within(error.within("spot")))?;
            all.push(Counted { article, spot });
        }
        Ok(all)
    }

    pub(in crate::hub) fn listings(
        &mut self,
        visit: VisitId,
        lines: &[ListLine],
        field: &str,
    ) -> Result<Vec<Listing>, ViewError> {
        let mut all: Vec<Listing> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let within = |error: ViewError| error.within(&format!("{field}[{at}]"));
            let article = line.thing.article(|identity| self.known_as(identity, Some(visit)));
            let article = article.map_err(|error| within(error.within("thing")))?;
            let place = match (&line.wagon, &article.form) {
                (Some(wagon), _) => {
                    let key = number_key(wagon);
                    let mut wagons = all.iter().filter(|line| line.place == ListedPlace::Consist);
                    let on = wagons.find(|line| number_key(&line.article.identity.to_string()) == key);
                    let expected = "the number of a wagon of this list that stands before";
                    let on = on.ok_or_else(|| within(ViewError::new("wagon", expected, wagon)))?;
                    ListedPlace::Wagon { wagon: on.article.id, slot: line.slot.unwrap_or(1) }
                }
                (None, Form::Wagon(_)) => ListedPlace::Consist,
                (None, Form::Box(_) | Form::Vehicle | Form::Piece) => {
                    let stow = line.stow.as_deref().unwrap_or_default();
                    prose("stow", stow).map_err(within)?;
                    ListedPlace::Aboard { stow: self.stow(visit, stow) }
                }
            };
            all.push(Listing { article, place });
        }
        Ok(all)
    }

    pub(super) fn job(&mut self, wish: &JobWish) -> Result<JobOrder, ViewError> {
        Ok(JobOrder {
            id: JobId::at(self.millis(), self.randomness.draw()),
            unit: self.unit("unit", &wish.unit)?,
            to: self.spot(&wish.to).map_err(|error| error.within("to"))?,
            equipment: text_if("equipment", wish.equipment.as_ref())?,
            urgency: wish.urgency.map_or(Urgency::Normal, Urgency::from),
            order: integer("order", wish.order)?,
        })
    }

    pub(super) fn facts(&self, unit: UnitId, wish: &FactsWish) -> Result<Facts, ViewError> {
        let kind = self.floor.unit(unit).map_or(UnitKind::Container, |stay| stay.article.identity.kind);
        let number = wish.number.as_ref().map(|number| prose("number", number)).transpose()?;
        let onward = wish.onward.as_ref().map(|visit| match visit.as_str() {
            "" => Ok(None),
            visit => text("onward", visit).map(Some),
        });
        let damage = wish.damage.as_ref().map(|damage| prose("damage", damage)).transpose()?;
        Ok(Facts {
            identity: number.map(|number| Identity::read(kind, &number)),
            gross: part_if("gross", wish.gross.as_ref())?,
            fill: wish.fill.map(Fill::from),
            seals: wish.seals.as_ref().map(|seals| proses("seals", seals)).transpose()?,
            set_point: wish.set_point_dc.map(Some),
            onward: onward.transpose()?,
            damage: damage.map(|damage| Some(damage).filter(|damage| !damage.is_empty())),
        })
    }
}
