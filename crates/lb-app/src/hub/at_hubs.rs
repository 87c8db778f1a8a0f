//! What organisations have at the hubs: boxes, goods and grain over all hubs, each in a list of its own.
//!
//! Whoever runs the hubs sees all of it, everybody else what is its own. Of the floor around it nothing is told: where something
//! stands is an area, a warehouse or a silo cell, never who stands beside it.

mod goods;
mod lots;
mod table;
mod units;

use std::collections::BTreeMap;

use lb_base::OrganisationId;
use lb_hub::Floor;
use lb_hub::floor::number_key;
use lb_network::layout::Layout;

use crate::booking::lists::{Page, paged};
use crate::desk::{Caller, OrganisationKind};
use crate::refusal::Refusal;

pub use goods::{AtHubsBoxRow, AtHubsGoodsRow, AtHubsPlaceRow};
pub use lots::{AtHubsLotRow, LotStateView};
pub use table::{Table, csv, xlsx};
pub use units::{AtHubsUnitRow, HubAreaView, UnitCustomsView};

/// Signs that each text of a question has at most, by its name.
const TEXT_MAX: [(&str, usize); 6] =
    [("owner", 64), ("hub", 64), ("q", 100), ("status", 16), ("sort", 16), ("cursor", 1_024)];

/// Whose things a caller sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Everybody's: whoever runs the hubs.
    All,
    /// Those of one organisation.
    Of(OrganisationId),
}

impl Sight {
    /// Returns what a caller sees: partners see the floors, and of these lists their own things only.
    ///
    /// # Errors
    /// `request.bad_value` when the caller's organisation has a name that no owner can have.
    pub fn of(caller: &Caller) -> Result<Self, Refusal> {
        match caller.kind {
            OrganisationKind::Operator => Ok(Self::All),
            OrganisationKind::Partner | OrganisationKind::Customer => {
                let own = caller.organisation().as_str();
                let unread = |_| Refusal::field("request.bad_value", "organisation", "an organisation", own);
                own.parse().map(Self::Of).map_err(unread)
            }
        }
    }
}

/// Which things are wished; what is not said chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Whose things are looked at at all.
    pub sight: Sight,
    /// Only those of this organisation.
    pub owner: Option<String>,
    /// Only those at this hub.
    pub hub: Option<String>,
    /// Only those whose numbers or words hold this text, however it is written.
    pub q: Option<String>,
    /// Only those that stand so.
    pub status: Option<String>,
    /// Only those that something stops.
    pub held: bool,
    /// Only goods under customs' supervision, or only those that are not.
    pub bonded: Option<bool>,
    /// The order: a field's word, after `-` descending.
    pub sort: Option<String>,
    /// Rows of the page, 1 to 200; 50 where nothing is said.
    pub limit: Option<usize>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

impl Wanted {
    /// Returns a wish for everything in sight.
    #[must_use]
    pub const fn all(sight: Sight) -> Self {
        Self {
            sight,
            owner: None,
            hub: None,
            q: None,
            status: None,
            held: false,
            bonded: None,
            sort: None,
            limit: None,
            cursor: None,
        }
    }

    /// Returns whether things of an owner are looked at.
    fn shows(&self, owner: &OrganisationId) -> bool {
        let in_sight = match &self.sight {
            Sight::All => true,
            Sight::Of(own) => own == owner,
        };
        in_sight && self.owner.as_deref().is_none_or(|wanted| wanted == owner.as_str())
    }

    /// Returns the floors that are looked at.
    fn floors<'a>(&'a self, hubs: &'a [HubNow<'a>]) -> impl Iterator<Item = &'a HubNow<'a>> {
        hubs.iter().filter(|hub| self.hub.as_deref().is_none_or(|wanted| wanted == hub.layout.id.as_str()))
    }

    /// Refuses texts that are longer than any that could be found, and words that say nothing here.
    fn check<R: Listed>(&self) -> Result<(), Refusal> {
        let texts = [&self.owner, &self.hub, &self.q, &self.status, &self.sort, &self.cursor];
        for (text, (name, most)) in texts.into_iter().zip(TEXT_MAX) {
            if let Some(text) = text.as_ref().filter(|text| text.chars().count() > most) {
                let expected = format!("at most {most} signs");
                let found = format!("{} signs", text.chars().count());
                return Err(Refusal::field("request.bad_value", name, expected, &found));
            }
        }
        match &self.status {
            Some(status) if !R::STATUSES.contains(&status.as_str()) => {
                let expected = format!("one of {}", R::STATUSES.join(", "));
                Err(Refusal::field("request.bad_value", "status", expected, status))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Returns the field by which rows are sorted, and whether the greatest come first.
    fn order<R: Listed>(&self) -> Result<(&str, bool), Refusal> {
        let sort = self.sort.as_deref().unwrap_or(R::SORT_DEFAULT);
        let (word, descends) = sort.strip_prefix('-').map_or((sort, false), |word| (word, true));
        if R::SORTS.contains(&word) {
            return Ok((word, descends));
        }
        let expected = format!("one of {}, after - descending", R::SORTS.join(", "));
        Err(Refusal::field("request.bad_value", "sort", expected, sort))
    }
}

/// A hub as it is now.
#[derive(Clone, Debug)]
pub struct HubNow<'a> {
    /// Its floor.
    pub floor: Floor,
    /// Its floor plan.
    pub layout: &'a Layout,
}

/// A row of one of the lists.
pub trait Listed: Sized {
    /// How a thing may stand.
    const STATUSES: &'static [&'static str];
    /// The fields by which the list is sorted.
    const SORTS: &'static [&'static str];
    /// The order of a question that says none.
    const SORT_DEFAULT: &'static str;

    /// Returns the rows that a wish may look at: of owners that it shows, at its hubs.
    fn rows(hubs: &[HubNow<'_>], wanted: &Wanted) -> Vec<Self>;

    /// Returns the hub and the identifier: no other row of the list has both.
    fn place(&self) -> (&str, &str);

    /// Returns how it stands, one of [`Listed::STATUSES`].
    fn status(&self) -> &'static str;

    /// Returns whether something stops it.
    fn is_held(&self) -> bool;

    /// Returns what is searched.
    fn texts(&self) -> Vec<&str>;

    /// Returns the text by which it is sorted by a field, one of [`Listed::SORTS`].
    fn key(&self, sort: &str) -> String;
}

/// Returns a page of a list, with how many rows there are by status.
///
/// Cost: one pass over what stands at the hubs.
///
/// # Errors
/// `request.bad_value` for a text that is too long, an unknown status or order, a cursor of another list, a page too large.
pub fn page<R: Listed>(hubs: &[HubNow<'_>], wanted: &Wanted) -> Result<Page<R>, Refusal> {
    let (keyed, descends, counts) = found::<R>(hubs, wanted)?;
    paged(keyed, descends, (wanted.limit, wanted.cursor.as_deref()), (counts, false))
}

/// Rows with what they are sorted by, whether they descend, and how many there are by status.
type Found<R> = (Vec<((String, String), R)>, bool, BTreeMap<String, usize>);

/// Returns all rows of a list that a wish lets through, in its order.
fn found<R: Listed>(hubs: &[HubNow<'_>], wanted: &Wanted) -> Result<Found<R>, Refusal> {
    wanted.check::<R>()?;
    let (word, descends) = wanted.order::<R>()?;
    let key = wanted.q.as_deref().map(number_key);
    let mut counts = BTreeMap::new();
    let mut keyed = Vec::new();
    for row in R::rows(hubs, wanted) {
        let is_named =
            key.as_ref().is_none_or(|key| row.texts().into_iter().any(|text| number_key(text).contains(key)));
        if !is_named || (wanted.held && !row.is_held()) {
            continue;
        }
        *counts.entry(row.status().to_owned()).or_insert(0) += 1;
        if wanted.status.as_deref().is_none_or(|status| status == row.status()) {
            let (hub, id) = row.place();
            keyed.push(((row.key(word), format!("{hub} {id}")), row));
        }
    }
    keyed.sort_by(|(a, _), (b, _)| if descends { b.cmp(a) } else { a.cmp(b) });
    Ok((keyed, descends, counts))
}

/// Returns a number as a text that sorts as the number does.
fn sortable(number: i64) -> String {
    let ordered = i128::from(number).saturating_sub(i128::from(i64::MIN));
    format!("{ordered:020}")
}
