//! Boxes, vehicles and pieces that stand at hubs.

use lb_hub::article::{BoxLength, Gross};
use lb_hub::floor::{Floor, Mode, Stay};
use lb_hub::goods::Customs;
use lb_hub::goods::stuffing::ListStage;
use lb_hub::hold::HoldKind;
use lb_hub::spot::Spot;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{HubNow, Listed, Wanted, sortable};
use crate::hub::views::HoldView;

/// Where in a hub something stands, as far as its owner is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HubAreaView {
    /// In the yard.
    Yard,
    /// On a wagon.
    Wagon,
    /// Aboard a ship, on a truck, part of a train.
    Aboard,
    /// In a warehouse.
    Warehouse,
}

impl HubAreaView {
    const fn word(self) -> &'static str {
        match self {
            Self::Yard => "yard",
            Self::Wagon => "wagon",
            Self::Aboard => "aboard",
            Self::Warehouse => "warehouse",
        }
    }
}

impl From<&Spot> for HubAreaView {
    fn from(spot: &Spot) -> Self {
        match spot {
            Spot::Yard(_) => Self::Yard,
            Spot::Wagon { .. } => Self::Wagon,
            Spot::Visit { .. } => Self::Aboard,
            Spot::Warehouse { .. } => Self::Warehouse,
        }
    }
}

/// What the hub knows of customs' view of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitCustomsView {
    /// Customs hold it.
    Held,
    /// It is stuffed with goods under customs' supervision.
    Bonded,
    /// The hub knows of nothing that customs want.
    Nothing,
}

/// A box, vehicle or piece of an organisation at a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AtHubsUnitRow {
    /// The hub.
    pub hub: String,
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// Whether the number is wrong after its standard.
    pub flagged: bool,
    /// `20` or `40` for a box; `wagon`, `vehicle` or `piece` otherwise.
    pub kind: String,
    /// `empty` or `laden`.
    pub fill: String,
    /// Gross mass, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Whether the mass is verified.
    pub verified: bool,
    /// The organisation whose it is.
    pub owner: String,
    /// HS code of what is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// Where it goes in the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// The consignment in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consignment: Option<String>,
    /// Set point, tenths of a degree Celsius.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// Classes of dangerous goods.
    pub dangerous: Vec<String>,
    /// Where it stands, as an area.
    pub area: HubAreaView,
    /// By what it came: `rail`, `sea` or `road`; absent where nobody saw it come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came_by: Option<String>,
    /// Since when it is here; absent when it was here before the books were opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub since: Option<String>,
    /// Name of the train, ship or truck that takes it on, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
    /// What stops it, who set it and why.
    pub holds: Vec<HoldView>,
    /// What the hub knows of customs' view of it.
    pub customs: UnitCustomsView,
    /// Damage in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
}

impl Listed for AtHubsUnitRow {
    const STATUSES: &'static [&'static str] = &["yard", "wagon", "aboard", "warehouse"];
    const SORTS: &'static [&'static str] =
        &["number", "hub", "owner", "since", "status", "mass", "destination", "holds"];
    const SORT_DEFAULT: &'static str = "number";

    fn rows(hubs: &[HubNow<'_>], wanted: &Wanted) -> Vec<Self> {
        let of_hub = |hub: &HubNow<'_>| {
            let stays = hub.floor.units().map(|(_, stay)| stay);
            let rows = stays.filter_map(|stay| {
                let owner = stay.article.customer.as_ref().filter(|owner| wanted.shows(owner))?;
                Some(row(&hub.floor, stay, owner.as_str()))
            });
            rows.collect::<Vec<Self>>()
        };
        wanted.floors(hubs).flat_map(of_hub).collect()
    }

    fn place(&self) -> (&str, &str) {
        (&self.hub, &self.id)
    }

    fn status(&self) -> &'static str {
        self.area.word()
    }

    fn is_held(&self) -> bool {
        !self.holds.is_empty()
    }

    fn texts(&self) -> Vec<&str> {
        let named = [Some(&self.number), self.goods.as_ref(), self.destination.as_ref()];
        let further = [self.consignment.as_ref(), self.onward.as_ref()];
        named.into_iter().chain(further).flatten().map(String::as_str).collect()
    }

    fn key(&self, sort: &str) -> String {
        match sort {
            "hub" => self.hub.clone(),
            "owner" => self.owner.clone(),
            // What was here before the books were opened stands here longest.
            "since" => self.since.clone().unwrap_or_default(),
            "status" => self.area.word().to_owned(),
            "mass" => sortable(self.mass_kg.unwrap_or(0)),
            "destination" => self.destination.clone().unwrap_or_default(),
            "holds" => sortable(i64::try_from(self.holds.len()).unwrap_or(i64::MAX)),
            _ => self.number.clone(),
        }
    }
}

fn row(floor: &Floor, stay: &Stay, owner: &str) -> AtHubsUnitRow {
    let article = &stay.article;
    let kind = article.box_length().map_or_else(|| article.form.word(), BoxLength::word);
    let onward = article.onward.and_then(|visit| floor.visit(visit));
    AtHubsUnitRow {
        hub: floor.hub().to_string(),
        id: article.id.to_string(),
        number: article.identity.to_string(),
        flagged: article.identity.finding().is_some(),
        kind: kind.to_owned(),
        fill: article.fill.word().to_owned(),
        mass_kg: article.gross.mass().map(lb_base::Mass::as_kg),
        verified: matches!(article.gross, Gross::Verified(_)),
        owner: owner.to_owned(),
        goods: article.goods.map(|goods| goods.to_string()),
        destination: article.destination.as_ref().map(ToString::to_string),
        consignment: article.consignment.map(|consignment| consignment.to_string()),
        set_point_dc: article.set_point,
        dangerous: article.dangerous.clone(),
        area: HubAreaView::from(&stay.spot),
        came_by: stay.came_by.map(|mode| came(mode).to_owned()),
        since: stay.entered.map(|at| at.to_string()),
        onward: onward.map(|visit| visit.name.clone()),
        holds: stay.holds.values().map(HoldView::from).collect(),
        customs: customs(floor, stay),
        damage: stay.damage.clone(),
    }
}

const fn came(mode: Mode) -> &'static str {
    match mode {
        Mode::Rail => "rail",
        Mode::Sea => "sea",
        Mode::Road => "road",
    }
}

fn customs(floor: &Floor, stay: &Stay) -> UnitCustomsView {
    if stay.holds.values().any(|hold| hold.kind == HoldKind::Customs) {
        return UnitCustomsView::Held;
    }
    let id = stay.article.id;
    let is_bonded = floor.store().lists().any(|list| {
        list.unit == Some(id)
            && list.left.is_none()
            && list.stage != ListStage::Stripped
            && list.heading.customs == Customs::Bonded
    });
    if is_bonded { UnitCustomsView::Bonded } else { UnitCustomsView::Nothing }
}
