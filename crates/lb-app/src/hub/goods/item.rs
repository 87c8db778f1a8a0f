//! Goods with where they are: in bays, in boxes, given out; and a parcel looked up over all hubs.

use lb_base::OrganisationId;
use lb_hub::Floor;
use lb_hub::goods::stuffing::{ListStage, StuffingList};
use lb_hub::goods::{Amount, Goods, Way};
use lb_network::layout::Layout;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Depot, GoodsBalance, balance};
use crate::hub::answers::HistoryRow;
use crate::hub::views::{
    GoodsAmountView, GoodsCustomsView, GoodsDamageView, GoodsDeclarationView, GoodsEntryView, GoodsLeftView,
    GoodsLocationView, GoodsReleaseView, HoldView, ListStageView,
};

/// Where goods are, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoodsStateView {
    /// They have not come.
    Expected,
    /// Some or all of them stand in a warehouse.
    Here,
    /// None stand in a warehouse, some are in a box that is here.
    InBox,
    /// All of them left, or are about to.
    Gone,
}

/// Goods in a warehouse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsPlaceRow {
    /// Where.
    pub location: GoodsLocationView,
    /// How much.
    pub amount: GoodsAmountView,
    /// Since when.
    pub since: String,
}

/// Goods in a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsInBox {
    /// The stuffing list.
    pub list: String,
    /// Its number.
    pub number: String,
    /// Number of the box.
    pub container: String,
    /// How far the list has come.
    pub stage: ListStageView,
    /// How much is in the box, or was until it was stripped.
    pub amount: GoodsAmountView,
    /// Whether it was told what came out.
    pub told: bool,
    /// Where the box stands, in words; absent when it is not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spot: Option<String>,
    /// With what the box left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<GoodsLeftView>,
}

/// Goods in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HubGoodsRow {
    /// What is declared of them.
    pub declaration: GoodsDeclarationView,
    /// Where they are, in one word.
    pub state: GoodsStateView,
    /// Whether customs watch over them now.
    pub customs: GoodsCustomsView,
    /// Packages that customs have released in part and that have not left.
    pub cleared_packages: i64,
    /// What stands in warehouses.
    pub inside: GoodsAmountView,
    /// Where.
    pub places: Vec<GoodsPlaceRow>,
    /// Boxes that they are or were in.
    pub boxes: Vec<GoodsInBox>,
    /// Kinds of their holds.
    pub holds: Vec<String>,
    /// Packages that were seen damaged.
    pub damaged_packages: i64,
    /// Whether all that came was weighed here.
    pub weighed: bool,
    /// When the last of them came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete: Option<String>,
    /// What came more than was declared, below 0 less; absent until all has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_otherwise: Option<GoodsAmountView>,
}

/// A receipt or an issue with how long the goods had stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsEntryRow {
    /// Its number, from 1.
    pub number: usize,
    /// What came or went.
    pub entry: GoodsEntryView,
    /// Minutes that they stood where they were issued from; absent of receipts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stood_minutes: Option<i64>,
    /// Whether they went from the receiving floor, without having been put away.
    pub cross_dock: bool,
}

/// Goods with their whole way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoodsAnswer {
    /// The goods.
    pub row: HubGoodsRow,
    /// What came and went, the first first.
    pub entries: Vec<GoodsEntryRow>,
    /// Damage.
    pub damages: Vec<GoodsDamageView>,
    /// Releases.
    pub releases: Vec<GoodsReleaseView>,
    /// Holds.
    pub holds: Vec<HoldView>,
    /// Their books.
    pub balance: GoodsBalance,
    /// What happened to them, the latest first.
    pub history: Vec<HistoryRow>,
}

/// Goods at one hub, for whoever looks for a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrackRow {
    /// The hub.
    pub hub: String,
    /// The goods there.
    pub row: HubGoodsRow,
    /// What came and went there, the first first.
    pub entries: Vec<GoodsEntryRow>,
    /// When something was last seen of them there; absent until they have come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
}

/// A parcel or other goods over all hubs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrackAnswer {
    /// The number that was looked for.
    pub number: String,
    /// The instant of the answer.
    pub now: String,
    /// Hubs that know it; the one whose latest news is the youngest comes first.
    pub hubs: Vec<TrackRow>,
}

impl Depot<'_> {
    /// Returns goods with their whole way.
    #[must_use]
    pub fn goods(&self, goods: &Goods, history: Vec<HistoryRow>) -> GoodsAnswer {
        GoodsAnswer {
            row: self.row(goods),
            entries: entries(goods),
            damages: goods.damages.iter().map(GoodsDamageView::from).collect(),
            releases: goods.releases.iter().map(GoodsReleaseView::from).collect(),
            holds: goods.holds.values().map(HoldView::from).collect(),
            balance: balance(&goods.account, self.store().inside(goods.declaration.id)),
            history,
        }
    }

    /// Returns goods as a list shows them.
    #[must_use]
    pub(in crate::hub) fn row(&self, goods: &Goods) -> HubGoodsRow {
        let id = goods.declaration.id;
        let places: Vec<GoodsPlaceRow> = self
            .store()
            .places(id)
            .map(|(location, stock)| GoodsPlaceRow {
                location: GoodsLocationView::from(location),
                amount: GoodsAmountView::from(&stock.amount),
                since: stock.since.to_string(),
            })
            .collect();
        let boxes = self.boxes(goods);
        HubGoodsRow {
            state: state_of(goods, &places, &boxes),
            declaration: GoodsDeclarationView::from(&goods.declaration),
            customs: goods.customs.into(),
            cleared_packages: goods.cleared,
            inside: GoodsAmountView::from(&self.store().inside(id)),
            places,
            boxes,
            holds: goods.holds.values().map(|hold| hold.kind.word().to_owned()).collect(),
            damaged_packages: goods.damaged(),
            weighed: goods.weighed,
            complete: goods.complete.map(|at| at.to_string()),
            received_otherwise: goods
                .received_otherwise()
                .filter(|otherwise| *otherwise != Amount::ZERO)
                .as_ref()
                .map(GoodsAmountView::from),
        }
    }

    fn boxes(&self, goods: &Goods) -> Vec<GoodsInBox> {
        let lists = self.store().lists_with(goods.declaration.id);
        lists.filter_map(|list| self.in_box(list, goods)).collect()
    }

    fn in_box(&self, list: &StuffingList, goods: &Goods) -> Option<GoodsInBox> {
        let line = list.line(goods.declaration.id)?;
        Some(GoodsInBox {
            list: list.heading.id.to_string(),
            number: list.heading.number.clone(),
            container: list.heading.container.clone(),
            stage: list.stage.into(),
            amount: GoodsAmountView::from(&line.amount),
            told: line.outcome.is_some(),
            spot: self.spot_of(list),
            left: list.left.as_ref().map(GoodsLeftView::from),
        })
    }

    /// Returns where the box of a list stands, in words that people read: slot, wagon by number, visit by name.
    pub(super) fn spot_of(&self, list: &StuffingList) -> Option<String> {
        if list.left.is_some() || list.stage == ListStage::Stripped {
            return None;
        }
        let unit = list.unit.or_else(|| self.floor.numbered(&list.heading.container))?;
        Some(spot_words(self.floor, &self.floor.unit(unit)?.spot))
    }
}

fn spot_words(floor: &Floor, spot: &lb_hub::spot::Spot) -> String {
    use lb_hub::spot::Spot;
    match spot {
        Spot::Yard(slot) => slot.to_string(),
        Spot::Wagon { wagon, slot } => {
            let number = floor.unit(*wagon).map(|stay| stay.article.identity.to_string());
            format!("{} / {slot}", number.unwrap_or_else(|| wagon.to_string()))
        }
        Spot::Visit { visit, .. } => {
            floor.visit(*visit).map_or_else(|| visit.to_string(), |visit| visit.name.clone())
        }
        Spot::Warehouse { .. } => spot.to_string(),
    }
}

fn state_of(goods: &Goods, places: &[GoodsPlaceRow], boxes: &[GoodsInBox]) -> GoodsStateView {
    let in_box = |one: &GoodsInBox| one.left.is_none() && !one.told;
    if !places.is_empty() {
        GoodsStateView::Here
    } else if boxes.iter().any(in_box) {
        GoodsStateView::InBox
    } else if goods.entries.is_empty() && boxes.is_empty() {
        GoodsStateView::Expected
    } else {
        GoodsStateView::Gone
    }
}

fn entries(goods: &Goods) -> Vec<GoodsEntryRow> {
    let rows = goods.entries.iter().zip(1..).map(|(entry, number)| GoodsEntryRow {
        number,
        entry: GoodsEntryView::from(entry),
        stood_minutes: entry.since.map(|since| entry.at.duration_since(since).as_mins()),
        cross_dock: entry.way == Way::Out && entry.location.bay.is_none(),
    });
    rows.collect()
}

/// Returns what a hub knows of goods by number or identifier, for whoever may see it: customers see their own goods.
#[must_use]
pub fn track(
    floor: &Floor,
    layout: &Layout,
    given: &str,
    owner: Option<&OrganisationId>,
) -> Option<TrackRow> {
    let id = given.parse().ok().or_else(|| floor.store().numbered(given))?;
    let goods = floor.store().goods(id)?;
    if owner.is_some_and(|owner| *owner != goods.declaration.owner) {
        return None;
    }
    let depot = Depot::new(floor, layout);
    let lists =
        floor.store().lists_with(id).map(|list| list.left.as_ref().map_or(list.since, |left| left.at));
    let seen = goods.entries.iter().map(|entry| entry.left.as_ref().map_or(entry.at, |left| left.at));
    let stood = floor.store().places(id).map(|(_, stock)| stock.since);
    Some(TrackRow {
        hub: floor.hub().to_string(),
        row: depot.row(goods),
        entries: entries(goods),
        latest: seen.chain(lists).chain(stood).max().map(|at| at.to_string()),
    })
}
