//! Goods found, sorted, by pages.

use std::cmp::Reverse;

use jiff::Timestamp;
use lb_base::OrganisationId;
use lb_hub::goods::{Customs, Goods};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Depot;
use super::item::{GoodsStateView, HubGoodsRow};
use crate::hub::views::GoodsCustomsView;
use crate::refusal::Refusal;

/// Rows of one page at most.
pub const PAGE_MAX: usize = 500;

/// By what goods are sorted; those that came last come first where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoodsSort {
    /// Those that became known last come first.
    #[default]
    Latest,
    /// By number.
    Number,
    /// By owner, then by number.
    Owner,
    /// The heaviest of what stands here come first.
    Mass,
    /// Those that stand here longest come first.
    Oldest,
}

/// Which goods are wished; what is not said chooses nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoodsQuery {
    /// A part of number, marks, reference, description or consignment, however it is written.
    pub text: String,
    /// The warehouse that they stand in.
    pub warehouse: Option<String>,
    /// The bay that they stand in; 0 is the receiving floor.
    pub bay: Option<u16>,
    /// Whose they are.
    pub owner: Option<OrganisationId>,
    /// Whether customs watch over them now.
    pub customs: Option<GoodsCustomsView>,
    /// Where they are.
    pub state: Option<GoodsStateView>,
    /// Only those with a hold.
    pub held: bool,
    /// By what they are sorted.
    pub sort: GoodsSort,
    /// How many are passed over.
    pub offset: usize,
    /// How many are given at most.
    pub limit: Option<usize>,
}

/// Goods of a hub, a page of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsListAnswer {
    /// The hub.
    pub hub: String,
    /// How many events it has had.
    pub version: u64,
    /// The instant of the answer.
    pub now: String,
    /// How many goods fit the wish.
    pub total: usize,
    /// How many were passed over.
    pub offset: usize,
    /// The page.
    pub goods: Vec<HubGoodsRow>,
}

impl Depot<'_> {
    /// Returns a page of goods.
    ///
    /// # Errors
    /// `request.bad_value` when more rows are wished than a page has.
    pub fn search(
        &self,
        query: &GoodsQuery,
        (version, now): (u64, Timestamp),
    ) -> Result<GoodsListAnswer, Refusal> {
        let limit = query.limit.unwrap_or(100);
        if !(1..=PAGE_MAX).contains(&limit) {
            let expected = format!("1 to {PAGE_MAX}");
            return Err(Refusal::field("request.bad_value", "limit", expected, &limit.to_string()));
        }
        let rows = self.found(query);
        let total = rows.len();
        Ok(GoodsListAnswer {
            hub: self.floor.hub().to_string(),
            version,
            now: now.to_string(),
            total,
            offset: query.offset,
            goods: rows.into_iter().skip(query.offset).take(limit).collect(),
        })
    }

    /// Returns all goods that fit a wish, in order.
    pub(super) fn found(&self, query: &GoodsQuery) -> Vec<HubGoodsRow> {
        let wished = key(&query.text);
        let mut goods: Vec<&Goods> =
            self.store().all().filter(|goods| self.fits(goods, query, &wished)).collect();
        goods.sort_by_key(|goods| goods.sequence);
        let inside = |goods: &&Goods| self.store().inside(goods.declaration.id).mass;
        let since =
            |goods: &&Goods| self.store().places(goods.declaration.id).map(|(_, stock)| stock.since).min();
        match query.sort {
            GoodsSort::Latest => goods.reverse(),
            GoodsSort::Number => goods.sort_by(|a, b| a.number().cmp(b.number())),
            GoodsSort::Owner => goods
                .sort_by(|a, b| (&a.declaration.owner, a.number()).cmp(&(&b.declaration.owner, b.number()))),
            GoodsSort::Mass => goods.sort_by_key(|goods| Reverse(inside(goods))),
            GoodsSort::Oldest => goods.sort_by_key(|goods| (since(goods).is_none(), since(goods))),
        }
        let rows = goods.into_iter().map(|goods| self.row(goods));
        rows.filter(|row| query.state.is_none_or(|state| row.state == state)).collect()
    }

    fn fits(&self, goods: &Goods, query: &GoodsQuery, wished: &str) -> bool {
        let declaration = &goods.declaration;
        let texts =
            [&declaration.number, &declaration.marks, &declaration.reference, &declaration.description];
        let consignment = declaration.consignment.map(|id| id.to_string()).unwrap_or_default();
        let is_named = wished.is_empty()
            || texts.into_iter().any(|text| key(text).contains(wished))
            || key(&consignment).contains(wished);
        let is_placed = |location: &lb_hub::goods::Location| {
            query.warehouse.as_ref().is_none_or(|id| location.warehouse.as_str() == id)
                && query.bay.is_none_or(|bay| location.bay.unwrap_or(0) == bay)
        };
        let asks_place = query.warehouse.is_some() || query.bay.is_some();
        is_named
            && query.owner.as_ref().is_none_or(|owner| *owner == declaration.owner)
            && query.customs.is_none_or(|customs| Customs::from(customs) == goods.customs)
            && (!query.held || !goods.holds.is_empty())
            && (!asks_place || self.store().places(declaration.id).any(|(location, _)| is_placed(location)))
    }
}

/// Returns a text as it is searched: without what people put between signs, in one case.
fn key(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
