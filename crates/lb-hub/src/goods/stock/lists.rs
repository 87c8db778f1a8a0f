//! What events do to stuffing lists.

use std::collections::BTreeSet;

use jiff::Timestamp;
use lb_base::{Mass, StuffingListId, UnitId};

use super::Store;
use crate::floor::number_key;
use crate::goods::declaration::Location;
use crate::goods::item::Left;
use crate::goods::stuffing::{Heading, Line, ListStage, ListedGoods, Outcome, StuffingEvent, StuffingList};
use crate::goods::{Amount, Difference, GoodsId};

impl Store {
    pub(crate) fn apply_stuffing(&mut self, event: &StuffingEvent) {
        match event {
            StuffingEvent::Opened { heading, unit, at } => self.open(heading, Some(*unit), *at),
            StuffingEvent::Added { list, line, from, .. } => self.lay(*list, line, from),
            StuffingEvent::Removed { list, goods, amount, to, at } => {
                self.put(to, *goods, (*amount, *at));
                self.stuffed(*goods, to, Amount::ZERO.minus(*amount));
                self.change_list(*list, |list| list.lines.retain(|line| line.goods != *goods));
                self.change_listed(*goods, |lists| {
                    lists.remove(list);
                });
            }
            StuffingEvent::Sealed { list, seals, transit, dunnage, gross, at, .. } => {
                self.change_list(*list, |list| {
                    list.heading.seals.clone_from(seals);
                    list.heading.transit.clone_from(transit);
                    list.dunnage = *dunnage;
                    list.gross = Some(*gross);
                    (list.stage, list.since) = (ListStage::Sealed, *at);
                });
            }
            StuffingEvent::Cancelled { list, .. } => self.cancel(*list),
            StuffingEvent::Announced { heading, goods, at } => self.announce(heading, goods, *at),
            StuffingEvent::Stripping { list, unit, seals, at, .. } => self.change_list(*list, |list| {
                list.unit = Some(*unit);
                list.seals_found.clone_from(seals);
                (list.stage, list.since) = (ListStage::Stripping, *at);
            }),
            StuffingEvent::Told { list, goods, listed, found, damage, to, at } => {
                let damaged = damage.as_ref().map_or(0, |damage| damage.packages);
                let outcome = Outcome { found: *found, damaged, location: to.clone(), at: *at };
                self.tell(*list, *goods, *listed, &outcome);
                self.change(*goods, |goods| goods.damages.extend(damage.iter().cloned()));
            }
            StuffingEvent::Stripped { list, at, .. } => {
                if let Some(key) = self.list(*list).map(|list| number_key(&list.heading.container)) {
                    self.boxes.remove_mut(&key);
                }
                self.change_list(*list, |list| (list.stage, list.since) = (ListStage::Stripped, *at));
            }
        }
    }

    /// Boxes under a list leave: the list goes with them.
    pub(super) fn depart_lists(&mut self, left: &Left, takes: &[UnitId]) {
        let gone: Vec<(String, StuffingListId)> = self
            .boxes
            .iter()
            .filter(|(_, list)| {
                self.list(**list).and_then(|list| list.unit).is_some_and(|unit| takes.contains(&unit))
            })
            .map(|(key, list)| (key.clone(), *list))
            .collect();
        for (key, list) in gone {
            self.boxes.remove_mut(&key);
            self.change_list(list, |list| list.left = Some(left.clone()));
        }
    }

    fn open(&mut self, heading: &Heading, unit: Option<UnitId>, at: Timestamp) {
        let list = StuffingList {
            heading: heading.clone(),
            unit,
            sequence: self.lists.size(),
            stage: if unit.is_some() { ListStage::Open } else { ListStage::Sealed },
            is_own: unit.is_some(),
            lines: Vec::new(),
            dunnage: Mass::ZERO,
            gross: None,
            seals_found: Vec::new(),
            since: at,
            left: None,
        };
        self.list_numbers.insert_mut(number_key(&heading.number), heading.id);
        self.boxes.insert_mut(number_key(&heading.container), heading.id);
        self.lists.insert_mut(heading.id, list);
    }

    fn cancel(&mut self, list: StuffingListId) {
        let Some(heading) = self.list(list).map(|list| list.heading.clone()) else { return };
        self.boxes.remove_mut(&number_key(&heading.container));
        self.list_numbers.remove_mut(&number_key(&heading.number));
        self.lists.remove_mut(&list);
    }

    fn lay(&mut self, list: StuffingListId, line: &Line, from: &Location) {
        self.take(from, line.goods, line.amount);
        self.stuffed(line.goods, from, line.amount);
        self.change_listed(line.goods, |lists| {
            lists.insert(list);
        });
        self.change_list(list, |list| match list.lines.iter_mut().find(|other| other.goods == line.goods) {
            Some(there) => {
                there.amount = there.amount.plus(line.amount);
                there.weighed &= line.weighed;
                there.position.clone_from(&line.position);
            }
            None => list.lines.push(line.clone()),
        });
    }

    /// Books goods into a box, or with an amount below 0 out of it again.
    fn stuffed(&mut self, goods: GoodsId, from: &Location, amount: Amount) {
        self.change(goods, |goods| goods.account.stuffed = goods.account.stuffed.plus(amount));
        self.book(&from.warehouse, |account| account.stuffed = account.stuffed.plus(amount));
    }

    fn announce(&mut self, heading: &Heading, listed: &[ListedGoods], at: Timestamp) {
        if !self.lists.contains_key(&heading.id) {
            self.open(heading, None, at);
        }
        for ListedGoods { declaration, .. } in listed {
            self.enter(declaration);
            self.change_listed(declaration.id, |lists| {
                lists.insert(heading.id);
            });
        }
        let lines = listed.iter().map(|ListedGoods { declaration, amount, position, weighed }| Line {
            goods: declaration.id,
            amount: *amount,
            position: position.clone(),
            weighed: *weighed,
            outcome: None,
        });
        self.change_list(heading.id, |list| list.lines.extend(lines));
    }

    /// What a list has of goods comes out; what was found otherwise is a difference.
    fn tell(&mut self, list: StuffingListId, goods: GoodsId, listed: Amount, outcome: &Outcome) {
        let Outcome { found, location, at, .. } = outcome;
        self.put(location, goods, (*found, *at));
        let otherwise = found.minus(listed);
        let is_short = otherwise.packages < 0 || (otherwise.packages == 0 && otherwise.mass < Mass::ZERO);
        let difference = if is_short { Difference::Short } else { Difference::Over };
        let book = |account: &mut crate::goods::Account| {
            account.stripped = account.stripped.plus(listed);
            if otherwise != Amount::ZERO {
                account.differ(difference, otherwise);
            }
        };
        self.book(&location.warehouse, book);
        let weighed = self.list(list).and_then(|list| list.line(goods)).is_some_and(|line| line.weighed);
        self.change(goods, |goods| {
            book(&mut goods.account);
            goods.weighed &= weighed;
            goods.complete = goods.complete.or(Some(*at));
        });
        self.change_listed(goods, |lists| {
            lists.insert(list);
        });
        self.change_list(list, |list| {
            if let Some(line) = list.lines.iter_mut().find(|line| line.goods == goods) {
                line.outcome = Some(outcome.clone());
            } else {
                let (amount, position) = (Amount::ZERO, String::new());
                let outcome = Some(outcome.clone());
                list.lines.push(Line { goods, amount, position, weighed: false, outcome });
            }
        });
    }

    fn change_listed(&mut self, goods: GoodsId, change: impl FnOnce(&mut BTreeSet<StuffingListId>)) {
        let mut lists = self.listed.get(&goods).cloned().unwrap_or_default();
        change(&mut lists);
        self.listed.insert_mut(goods, lists);
    }

    fn change_list(&mut self, list: StuffingListId, change: impl FnOnce(&mut StuffingList)) {
        if let Some(mut state) = self.lists.get(&list).cloned() {
            change(&mut state);
            self.lists.insert_mut(list, state);
        }
    }
}
