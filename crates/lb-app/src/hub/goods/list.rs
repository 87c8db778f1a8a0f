//! Stuffing lists: what is in which box, how full it is, and what the other end is told.

use jiff::Timestamp;
use lb_hub::goods::Amount;
use lb_hub::goods::stuffing::{ListedGoods, StuffingList};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Depot;
use crate::hub::answers::HistoryRow;
use crate::hub::views::{
    GoodsAmountView, GoodsDeclarationView, GoodsLeftView, GrossView, ListStageView, ListedGoodsView,
    StuffingHeadingView, StuffingLineView,
};

/// A stuffing list among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StuffingRow {
    /// What is said of it.
    pub heading: StuffingHeadingView,
    /// How far it has come.
    pub stage: ListStageView,
    /// Since when.
    pub since: String,
    /// Whether it was made here.
    pub own: bool,
    /// Where the box stands, in words; absent when it is not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spot: Option<String>,
    /// How many lines.
    pub lines: usize,
    /// Of how many lines it was told what came out.
    pub told: usize,
    /// All that is in the box.
    pub contents: GoodsAmountView,
    /// What may be put into it, kilograms.
    pub payload_kg: i64,
    /// Volume of the goods as far as they say, litres.
    pub volume_l: i64,
    /// Material that secures the goods, kilograms.
    pub dunnage_kg: i64,
    /// What the box weighs: by the sum of its parts until it is sealed.
    pub gross: GrossView,
    /// Seals as found when it was opened.
    pub seals_found: Vec<String>,
    /// With what the box left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<GoodsLeftView>,
}

/// The stuffing lists of a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListsAnswer {
    /// The hub.
    pub hub: String,
    /// How many events it has had.
    pub version: u64,
    /// The instant of the answer.
    pub now: String,
    /// Lists, the youngest first; those that are done and those whose boxes have left come last.
    pub lists: Vec<StuffingRow>,
}

/// A line with what is declared of its goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StuffingLineRow {
    /// The line.
    pub line: StuffingLineView,
    /// What is declared of the goods.
    pub goods: GoodsDeclarationView,
    /// What they take, litres; absent where nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume_l: Option<i64>,
    /// What was found more than the line has, below 0 less; absent until it was told, or when nothing differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_otherwise: Option<GoodsAmountView>,
}

/// What a consignment has in the box: what its own list of units is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StuffingShareRow {
    /// The consignment.
    pub consignment: String,
    /// Pieces and kilograms.
    pub amount: GoodsAmountView,
}

/// A stuffing list with its lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StuffingAnswer {
    /// The list.
    pub row: StuffingRow,
    /// Lines, in the order in which they were put in.
    pub lines: Vec<StuffingLineRow>,
    /// By consignment.
    pub shares: Vec<StuffingShareRow>,
    /// What happened to it, the latest first.
    pub history: Vec<HistoryRow>,
}

/// A list as the hub at the other end takes it over: with `"do": "stuffing_announce"` it is an action there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StuffingAnnouncement {
    /// What is said of it.
    pub heading: StuffingHeadingView,
    /// Goods.
    pub goods: Vec<ListedGoodsView>,
}

impl Depot<'_> {
    /// Returns its stuffing lists.
    #[must_use]
    pub fn lists(&self, version: u64, now: Timestamp) -> ListsAnswer {
        let mut lists: Vec<&StuffingList> = self.store().lists().collect();
        lists.sort_by_key(|list| (list.left.is_some(), list.stage, std::cmp::Reverse(list.sequence)));
        ListsAnswer {
            hub: self.floor.hub().to_string(),
            version,
            now: now.to_string(),
            lists: lists.into_iter().map(|list| self.list_row(list)).collect(),
        }
    }

    /// Returns a list with its lines.
    #[must_use]
    pub fn list(&self, list: &StuffingList, history: Vec<HistoryRow>) -> StuffingAnswer {
        let lines = list.lines.iter().filter_map(|line| {
            let goods = &self.store().goods(line.goods)?.declaration;
            let otherwise = line.outcome.as_ref().map(|outcome| outcome.found.minus(line.amount));
            Some(StuffingLineRow {
                line: StuffingLineView::from(line),
                volume_l: goods.volume_of(line.amount.packages).map(lb_base::Volume::as_litres),
                goods: GoodsDeclarationView::from(goods),
                found_otherwise: otherwise
                    .filter(|otherwise| *otherwise != Amount::ZERO)
                    .as_ref()
                    .map(GoodsAmountView::from),
            })
        });
        let shares = list.shares(self.store()).into_iter().map(|(consignment, amount)| StuffingShareRow {
            consignment: consignment.to_string(),
            amount: GoodsAmountView::from(&amount),
        });
        StuffingAnswer { row: self.list_row(list), lines: lines.collect(), shares: shares.collect(), history }
    }

    /// Returns what the hub at the other end is told of a list.
    #[must_use]
    pub fn announcement(&self, list: &StuffingList) -> StuffingAnnouncement {
        let mut heading = StuffingHeadingView::from(&list.heading);
        if heading.origin.is_empty() {
            heading.origin = self.floor.hub().to_string();
        }
        let goods = list.lines.iter().filter_map(|line| {
            let declaration = self.store().goods(line.goods)?.declaration.clone();
            let (amount, position, weighed) = (line.amount, line.position.clone(), line.weighed);
            Some(ListedGoodsView::from(&ListedGoods { declaration, amount, position, weighed }))
        });
        StuffingAnnouncement { heading, goods: goods.collect() }
    }

    fn list_row(&self, list: &StuffingList) -> StuffingRow {
        let gross = list.gross.unwrap_or_else(|| list.reckoned(list.dunnage));
        StuffingRow {
            heading: StuffingHeadingView::from(&list.heading),
            stage: list.stage.into(),
            since: list.since.to_string(),
            own: list.is_own,
            spot: self.spot_of(list),
            lines: list.lines.len(),
            told: list.lines.iter().filter(|line| line.outcome.is_some()).count(),
            contents: GoodsAmountView::from(&list.contents()),
            payload_kg: list.heading.plate.payload().as_kg(),
            volume_l: list.volume(self.store()).as_litres(),
            dunnage_kg: list.dunnage.as_kg(),
            gross: GrossView::from(&gross),
            seals_found: list.seals_found.clone(),
            left: list.left.as_ref().map(GoodsLeftView::from),
        }
    }
}
