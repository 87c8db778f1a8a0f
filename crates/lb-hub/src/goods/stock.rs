//! The goods of a hub: what stands where, lists, books, and what events do to them. Cannot fail: what is not there is not changed.

mod lists;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_base::{Mass, StuffingListId, UnitId};
use lb_network::layout::WarehouseId;

use super::declaration::{Customs, Declaration, Location};
use super::event::{Correction, GoodsEvent};
use super::item::{Entry, Goods, Left, Way};
use super::stuffing::StuffingList;
use super::{Account, Amount, Difference, GoodsId};
use crate::article::Fill;
use crate::floor::{Map, Set, number_key};
use crate::grain::Carrier;
use crate::visit::VisitId;

/// Some goods that stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// How much.
    pub amount: Amount,
    /// Since when the first of it is in warehouses of the hub: putting away does not begin anew.
    pub since: Timestamp,
}

/// The goods of a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    goods: Map<GoodsId, Goods>,
    numbers: Map<String, GoodsId>,
    stock: Map<(Location, GoodsId), Stock>,
    /// Where goods stand.
    stands: Map<GoodsId, BTreeSet<Location>>,
    accounts: Map<WarehouseId, Account>,
    counted: Map<Location, Timestamp>,
    lists: Map<StuffingListId, StuffingList>,
    list_numbers: Map<String, StuffingListId>,
    /// The lists that goods are or were under.
    listed: Map<GoodsId, BTreeSet<StuffingListId>>,
    /// The list of a box that is open, sealed or stripped, by the box's number.
    boxes: Map<String, StuffingListId>,
    /// Goods that were put without a list into boxes, wagons and trucks that are still here.
    loaded: Map<UnitId, Mass>,
    /// What was issued to something that is still here.
    taken: Set<(GoodsId, usize)>,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            goods: Map::new_sync(),
            numbers: Map::new_sync(),
            stock: Map::new_sync(),
            stands: Map::new_sync(),
            accounts: Map::new_sync(),
            counted: Map::new_sync(),
            lists: Map::new_sync(),
            list_numbers: Map::new_sync(),
            listed: Map::new_sync(),
            boxes: Map::new_sync(),
            loaded: Map::new_sync(),
            taken: Set::new_sync(),
        }
    }
}

impl Store {
    /// Returns goods, here or gone.
    #[must_use]
    pub fn goods(&self, id: GoodsId) -> Option<&Goods> {
        self.goods.get(&id)
    }

    /// Returns all goods that were ever known here, in order of identifiers.
    pub fn all(&self) -> impl Iterator<Item = &Goods> {
        self.goods.values()
    }

    /// Returns the goods with a number, however it is written.
    #[must_use]
    pub fn numbered(&self, number: &str) -> Option<GoodsId> {
        self.numbers.get(&number_key(number)).copied()
    }

    /// Returns what stands at a place of some goods.
    #[must_use]
    pub fn at(&self, location: &Location, goods: GoodsId) -> Option<&Stock> {
        self.stock.get(&(location.clone(), goods))
    }

    /// Returns all that stands at a place.
    pub fn in_location<'a>(&'a self, location: &'a Location) -> impl Iterator<Item = (GoodsId, &'a Stock)> {
        let range = self.stock.range((location.clone(), lowest_goods())..);
        let there = range.take_while(move |((at, _), _)| at == location);
        there.map(|((_, goods), stock)| (*goods, stock))
    }

    /// Returns all that stands anywhere, by place.
    pub fn stock(&self) -> impl Iterator<Item = (&Location, GoodsId, &Stock)> {
        self.stock.iter().map(|((location, goods), stock)| (location, *goods, stock))
    }

    /// Returns where goods stand.
    pub fn places(&self, goods: GoodsId) -> impl Iterator<Item = (&Location, &Stock)> {
        let locations = self.stands.get(&goods).into_iter().flatten();
        locations.filter_map(move |location| Some((location, self.at(location, goods)?)))
    }

    /// Returns all of some goods that stands in warehouses.
    #[must_use]
    pub fn inside(&self, goods: GoodsId) -> Amount {
        self.places(goods).fold(Amount::ZERO, |sum, (_, stock)| sum.plus(stock.amount))
    }

    /// Returns what the goods in a bay weigh.
    #[must_use]
    pub fn bay_mass(&self, warehouse: &WarehouseId, bay: u16) -> Mass {
        let location = Location { warehouse: warehouse.clone(), bay: Some(bay) };
        self.in_location(&location).fold(Mass::ZERO, |sum, (_, stock)| sum.saturating_add(stock.amount.mass))
    }

    /// Returns the books of a warehouse.
    #[must_use]
    pub fn account(&self, warehouse: &WarehouseId) -> Account {
        self.accounts.get(warehouse).cloned().unwrap_or_default()
    }

    /// Returns when a place was last counted.
    #[must_use]
    pub fn counted(&self, location: &Location) -> Option<Timestamp> {
        self.counted.get(location).copied()
    }

    /// Returns what was put without a list into a unit that is here.
    #[must_use]
    pub fn loaded(&self, unit: UnitId) -> Mass {
        self.loaded.get(&unit).copied().unwrap_or_default()
    }

    /// Returns a list, however far it has come.
    #[must_use]
    pub fn list(&self, id: StuffingListId) -> Option<&StuffingList> {
        self.lists.get(&id)
    }

    /// Returns all lists.
    pub fn lists(&self) -> impl Iterator<Item = &StuffingList> {
        self.lists.values()
    }

    /// Returns the lists that goods are or were under, the oldest first.
    pub fn lists_with(&self, goods: GoodsId) -> impl Iterator<Item = &StuffingList> {
        self.listed.get(&goods).into_iter().flatten().filter_map(|list| self.list(*list))
    }

    /// Returns the list with a number, however it is written.
    #[must_use]
    pub fn list_numbered(&self, number: &str) -> Option<StuffingListId> {
        self.list_numbers.get(&number_key(number)).copied()
    }

    /// Returns the list of a box by its number, while anything is in the box after it.
    #[must_use]
    pub fn list_of(&self, container: &str) -> Option<&StuffingList> {
        self.lists.get(self.boxes.get(&number_key(container))?)
    }

    pub(crate) fn apply(&mut self, event: &GoodsEvent) {
        match event {
            GoodsEvent::Declared { declaration } => self.enter(declaration),
            GoodsEvent::Received { goods, entry, weighed, damage, is_last, leaves } => {
                self.receive(*goods, entry, *leaves);
                self.change(*goods, |goods| {
                    goods.weighed &= *weighed;
                    goods.damages.extend(damage.iter().cloned());
                    goods.complete = is_last.then_some(entry.at);
                });
            }
            GoodsEvent::PutAway { goods, from, to, amount, at } => {
                let since = self.at(from, *goods).map_or(*at, |stock| stock.since);
                self.take(from, *goods, *amount);
                self.put(to, *goods, (*amount, since));
                if from.warehouse != to.warehouse {
                    self.book(&from.warehouse, |account| {
                        account.moved_out = account.moved_out.plus(*amount);
                    });
                    self.book(&to.warehouse, |account| account.moved_in = account.moved_in.plus(*amount));
                }
            }
            GoodsEvent::Issued { goods, entry } => self.issue(*goods, entry),
            GoodsEvent::Released { goods, release } => self.change(*goods, |goods| {
                match release.packages {
                    Some(packages) => goods.cleared = goods.cleared.saturating_add(packages),
                    None => (goods.customs, goods.cleared) = (Customs::Free, 0),
                }
                goods.releases.push(release.clone());
            }),
            GoodsEvent::Counted { location, corrections, at, .. } => {
                corrections.iter().for_each(|one| self.correct(location, *one, *at));
                self.counted.insert_mut(location.clone(), *at);
            }
            GoodsEvent::Damaged { goods, damage } => {
                self.change(*goods, |goods| goods.damages.push(damage.clone()));
            }
            GoodsEvent::Held { goods, hold } => {
                self.change(*goods, |goods| drop(goods.holds.insert(hold.id, hold.clone())));
            }
            GoodsEvent::Lifted { goods, hold, .. } => {
                self.change(*goods, |goods| drop(goods.holds.remove(hold)));
            }
            GoodsEvent::Righted { goods, entry, at, .. } => self.put_right(*goods, *entry, *at),
        }
    }

    /// Notes with what goods have left that were given to something, and lists of boxes.
    pub(crate) fn depart(&mut self, left: &Left, takes: &[UnitId]) {
        let gone: Vec<(GoodsId, usize)> = self
            .taken
            .iter()
            .filter(|(goods, entry)| {
                let entry = self.goods(*goods).and_then(|goods| goods.entries.get(entry.saturating_sub(1)));
                entry.is_some_and(|entry| goes_with(&entry.carrier, left.visit, takes))
            })
            .copied()
            .collect();
        for (goods, number) in gone {
            self.taken.remove_mut(&(goods, number));
            self.change(goods, |goods| {
                if let Some(entry) = goods.entries.get_mut(number.saturating_sub(1)) {
                    entry.left = Some(left.clone());
                }
            });
        }
        self.depart_lists(left, takes);
    }

    /// What was put into a unit goes with it, or is no longer in it.
    pub(crate) fn forget(&mut self, unit: UnitId) {
        self.loaded.remove_mut(&unit);
    }

    fn enter(&mut self, declaration: &Declaration) {
        if self.goods.contains_key(&declaration.id) {
            return;
        }
        self.numbers.insert_mut(number_key(&declaration.number), declaration.id);
        let goods = Goods::new(declaration.clone(), self.goods.size());
        self.goods.insert_mut(declaration.id, goods);
    }

    fn receive(&mut self, goods: GoodsId, entry: &Entry, leaves: Fill) {
        let amount = entry.amount;
        self.put(&entry.location, goods, (amount, entry.at));
        self.change(goods, |goods| {
            goods.account.received = goods.account.received.plus(amount);
            goods.entries.push(entry.clone());
        });
        self.book(&entry.location.warehouse, |account| account.received = account.received.plus(amount));
        if let (Carrier::Unit(unit), Fill::Empty) = (&entry.carrier, leaves) {
            self.forget(*unit);
        }
    }

    fn issue(&mut self, goods: GoodsId, entry: &Entry) {
        let amount = entry.amount;
        self.take(&entry.location, goods, amount);
        self.change(goods, |goods| {
            goods.account.issued = goods.account.issued.plus(amount);
            goods.cleared = goods.cleared.saturating_sub(drawn(goods, entry));
            goods.entries.push(entry.clone());
        });
        self.book(&entry.location.warehouse, |account| account.issued = account.issued.plus(amount));
        if let Carrier::Unit(unit) = &entry.carrier {
            let sum = self.loaded(*unit).saturating_add(amount.mass);
            self.loaded.insert_mut(*unit, sum);
        }
        if let Some(number) = self.goods(goods).map(|goods| goods.entries.len()) {
            self.taken.insert_mut((goods, number));
        }
    }

    fn correct(&mut self, location: &Location, Correction { goods, found }: Correction, at: Timestamp) {
        self.put(location, goods, (found, at));
        self.change(goods, |goods| goods.account.differ(Difference::Count, found));
        self.book(&location.warehouse, |account| account.differ(Difference::Count, found));
    }

    fn put_right(&mut self, goods: GoodsId, number: usize, at: Timestamp) {
        let place = number.saturating_sub(1);
        let Some(entry) = self.goods(goods).and_then(|goods| goods.entries.get(place)).cloned() else {
            return;
        };
        let warehouse = entry.location.warehouse.clone();
        match entry.way {
            Way::In => {
                self.take(&entry.location, goods, entry.amount);
                self.change(goods, |goods| {
                    goods.account.received = goods.account.received.minus(entry.amount);
                    goods.complete = None;
                });
                self.book(&warehouse, |account| account.received = account.received.minus(entry.amount));
            }
            Way::Out => {
                self.put(&entry.location, goods, (entry.amount, entry.since.unwrap_or(at)));
                self.change(goods, |goods| {
                    goods.account.issued = goods.account.issued.minus(entry.amount);
                    goods.cleared = goods.cleared.saturating_add(drawn(goods, &entry));
                });
                self.book(&warehouse, |account| account.issued = account.issued.minus(entry.amount));
                self.taken.remove_mut(&(goods, number));
                if let Carrier::Unit(unit) = entry.carrier {
                    let left = self.loaded(unit).saturating_sub(entry.amount.mass);
                    if left > Mass::ZERO { self.loaded.insert_mut(unit, left) } else { self.forget(unit) }
                }
            }
        }
        self.change(goods, |goods| {
            if let Some(entry) = goods.entries.get_mut(place) {
                entry.righted = true;
            }
        });
    }

    /// Adds to what stands somewhere; below 0 takes away.
    fn put(&mut self, location: &Location, goods: GoodsId, (amount, since): (Amount, Timestamp)) {
        let key = (location.clone(), goods);
        let before = self.stock.get(&key).copied().unwrap_or(Stock { amount: Amount::ZERO, since });
        let after = before.amount.plus(amount);
        let mut stands = self.stands.get(&goods).cloned().unwrap_or_default();
        if after == Amount::ZERO {
            self.stock.remove_mut(&key);
            stands.remove(location);
        } else {
            self.stock.insert_mut(key, Stock { amount: after, ..before });
            stands.insert(location.clone());
        }
        self.stands.insert_mut(goods, stands);
    }

    fn take(&mut self, location: &Location, goods: GoodsId, amount: Amount) {
        self.put(location, goods, (Amount::ZERO.minus(amount), Timestamp::UNIX_EPOCH));
    }

    fn change(&mut self, goods: GoodsId, change: impl FnOnce(&mut Goods)) {
        if let Some(mut state) = self.goods.get(&goods).cloned() {
            change(&mut state);
            self.goods.insert_mut(goods, state);
        }
    }

    fn book(&mut self, warehouse: &WarehouseId, change: impl FnOnce(&mut Account)) {
        let mut account = self.account(warehouse);
        change(&mut account);
        self.accounts.insert_mut(warehouse.clone(), account);
    }

    /// Returns the goods in the order in which they became known.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Goods> {
        let by_place: BTreeMap<usize, &Goods> = self.all().map(|goods| (goods.sequence, goods)).collect();
        by_place.into_values().collect()
    }
}

/// Returns how many packages of a partial release an issue uses up.
fn drawn(goods: &Goods, entry: &Entry) -> i64 {
    match goods.customs {
        Customs::Bonded if entry.transit.is_none() => entry.amount.packages,
        Customs::Bonded | Customs::Free => 0,
    }
}

fn goes_with(carrier: &Carrier, visit: VisitId, takes: &[UnitId]) -> bool {
    match carrier {
        Carrier::Unit(unit) => takes.contains(unit),
        Carrier::Visit { visit: of, .. } => *of == visit,
    }
}

/// Returns an identifier before all others of today: the beginning of ranges.
fn lowest_goods() -> GoodsId {
    GoodsId::at(0, [0; 10])
}
