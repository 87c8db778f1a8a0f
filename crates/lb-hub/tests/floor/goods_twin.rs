//! A twin of the warehouses that keeps nothing but a ledger of packages and kilograms, and adds all of it up anew for each question.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::{StuffingListId, UnitId};
use lb_hub::article::Fill;
use lb_hub::goods::stuffing::{Heading, ListedGoods, StuffingCommand, StuffingEvent};
use lb_hub::goods::*;
use lb_hub::grain::Carrier;
use lb_hub::hold::HoldKind;
use lb_hub::inventory::InventoryEvent;
use lb_hub::{GoodsId, HoldId, HubEvent};

/// Packages and kilograms.
pub type Sum = (i64, i64);

/// One line of the ledger: what came to a place, or went, and why.
pub struct Line {
    pub goods: GoodsId,
    pub place: String,
    pub sum: Sum,
    pub why: &'static str,
}

pub struct TwinGoods {
    pub declaration: Declaration,
    pub bonded: bool,
    pub cleared: i64,
    pub complete: bool,
    pub weighed: bool,
    pub holds: BTreeMap<HoldId, HoldKind>,
    /// In or out, place, how much, whether it drew on a release, whether it was put right, what took it.
    pub entries: Vec<(Way, String, Sum, bool, bool, Carrier)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Open,
    Sealed,
    Stripping,
    Stripped,
}

pub struct TwinList {
    pub container: String,
    pub bonded: bool,
    pub at: At,
    pub lines: Vec<(GoodsId, Sum)>,
    pub told: BTreeSet<GoodsId>,
}

#[derive(Default)]
pub struct Twin {
    pub ledger: Vec<Line>,
    pub goods: BTreeMap<GoodsId, TwinGoods>,
    pub lists: BTreeMap<StuffingListId, TwinList>,
    pub numbers: BTreeMap<StuffingListId, String>,
    /// Fill, what is put in, what it bears at most, of what can be reached.
    pub units: BTreeMap<UnitId, (Fill, i64, i64)>,
    /// Boxes in reach by number.
    pub boxes: BTreeMap<String, UnitId>,
}

/// Bays, what a bay bears in kilograms, whether bonded, whether cold (-25 to -18 degrees Celsius).
pub const WAREHOUSES: [(&str, u16, i64, bool, bool); 3] =
    [("W1", 2, 40_000, true, false), ("W2", 3, 20_000, false, false), ("W3", 1, 25_000, true, true)];

/// What common boxes of 20 ft have: tare, greatest gross mass, litres.
pub const BOX: (i64, i64, i64) = (2_250, 30_480, 33_000);

pub fn place(location: &Location) -> String {
    location
        .bay
        .map_or_else(|| format!("{}-", location.warehouse), |bay| format!("{}-{bay}", location.warehouse))
}

/// Classes that the worlds draw; of these, which must not meet.
fn apart(one: &Declaration, other: &Declaration) -> bool {
    let meets = |a: &str, b: &str| {
        one.dangerous.iter().any(|class| class == a) && other.dangerous.iter().any(|class| class == b)
    };
    one.id != other.id && [("3", "5.1"), ("5.1", "8")].iter().any(|(a, b)| meets(a, b) || meets(b, a))
}

fn part(of: Sum, packages: i64) -> i64 {
    if packages == of.0 || of.0 == 0 {
        return if packages == 0 { 0 } else { of.1 };
    }
    (2 * of.1 * packages + of.0).div_euclid(2 * of.0)
}

impl Twin {
    fn sum(&self, fits: impl Fn(&Line) -> bool) -> Sum {
        let fitting = self.ledger.iter().filter(|line| fits(line));
        fitting.fold((0, 0), |sum, line| (sum.0 + line.sum.0, sum.1 + line.sum.1))
    }

    pub fn of(&self, goods: GoodsId, place: &str) -> Sum {
        self.sum(|line| line.goods == goods && line.place == place)
    }

    pub fn inside(&self, goods: GoodsId) -> Sum {
        self.sum(|line| line.goods == goods)
    }

    /// What is booked under a name, of goods, or of a warehouse.
    pub fn because(&self, why: &str, goods: Option<GoodsId>, warehouse: Option<&str>) -> Sum {
        self.sum(|line| {
            line.why == why
                && goods.is_none_or(|goods| line.goods == goods)
                && warehouse.is_none_or(|name| line.place.split('-').next() == Some(name))
        })
    }

    pub fn there(&self, place: &str) -> Vec<GoodsId> {
        self.goods.keys().copied().filter(|goods| self.of(*goods, place) != (0, 0)).collect()
    }

    fn exists(location: &Location) -> Option<&'static (&'static str, u16, i64, bool, bool)> {
        let row = WAREHOUSES.iter().find(|row| row.0 == location.warehouse.as_str())?;
        location.bay.is_none_or(|bay| (1..=row.1).contains(&bay)).then_some(row)
    }

    /// Whether goods may be put down somewhere, after what is gone from there.
    fn stands(&self, goods: GoodsId, location: &Location, kg: i64, gone: &[GoodsId]) -> bool {
        let Some((_, _, load, bonded, cold)) = Self::exists(location) else { return false };
        let own = &self.goods[&goods];
        let warm_enough = match own.declaration.temperature {
            Some((lowest, highest)) => *cold && lowest <= -250 && highest >= -180,
            None => !*cold,
        };
        let place = place(location);
        let level = self.sum(|line| line.place == place).1;
        let free = location.bay.is_none()
            || (level + kg <= *load
                && self
                    .there(&place)
                    .iter()
                    .filter(|other| !gone.contains(other))
                    .all(|other| !apart(&own.declaration, &self.goods[other].declaration)));
        (!own.bonded || *bonded) && warm_enough && free
    }

    /// What is taken, when it can be.
    fn taken(&self, goods: GoodsId, location: &Location, packages: i64, kg: Option<i64>) -> Option<Sum> {
        Self::exists(location)?;
        let there = self.of(goods, &place(location));
        let kg = kg.unwrap_or_else(|| part(there, packages));
        let is_rest = packages != there.0 || kg == there.1;
        ((1..=there.0).contains(&packages) && (0..=there.1).contains(&kg) && is_rest)
            .then_some((packages, kg))
    }

    fn goes(&self, goods: GoodsId, leaves: bool) -> bool {
        self.goods[&goods].holds.values().all(|kind| !leaves && *kind != HoldKind::Quarantine)
    }

    fn live(&self, container: &str) -> Option<&TwinList> {
        self.lists.values().find(|list| list.container == container && list.at != At::Stripped)
    }

    fn unit(&self, unit: UnitId) -> Option<(Fill, i64, i64)> {
        let number = self.boxes.iter().find(|(_, id)| **id == unit).map(|(number, _)| number);
        if number.is_some_and(|number| self.live(number).is_some()) {
            return None;
        }
        self.units.get(&unit).copied()
    }

    fn brings(&self, from: &Carrier) -> bool {
        match from {
            Carrier::Unit(unit) => self.unit(*unit).is_some_and(|(fill, ..)| fill == Fill::Laden),
            Carrier::Visit { visit, .. } => [1, 2].map(crate::fixtures::visit).contains(visit),
        }
    }

    fn carries(&self, to: &Carrier, kg: i64) -> bool {
        match to {
            Carrier::Unit(unit) => self.unit(*unit).is_some_and(|(fill, loaded, bears)| {
                (fill == Fill::Empty || loaded > 0) && loaded + kg <= bears
            }),
            Carrier::Visit { .. } => self.brings(to),
        }
    }

    /// Whether a wish about goods can be done, read off the ledger; nothing where the twin has no opinion.
    pub fn expects(&self, command: &GoodsCommand) -> Option<bool> {
        let known = |goods: &GoodsId| self.goods.contains_key(goods);
        Some(match command {
            GoodsCommand::Receive(wish) => {
                let Some(goods) = self.goods.get(&wish.goods) else { return Some(false) };
                let declared = goods.declaration.declared;
                let share = part((declared.packages, declared.mass.as_kg()), wish.packages);
                let kg = wish.mass.map_or(share, |mass| mass.as_kg());
                let damaged =
                    wish.damaged.as_ref().is_none_or(|(some, _)| (1..=wish.packages).contains(some));
                !goods.complete
                    && wish.packages > 0
                    && kg > 0
                    && damaged
                    && self.brings(&wish.from)
                    && self.stands(wish.goods, &wish.to, kg, &[])
            }
            GoodsCommand::PutAway(wish) => {
                if !known(&wish.goods) || !self.goes(wish.goods, false) {
                    return Some(false);
                }
                let kg = wish.mass.map(lb_base::Mass::as_kg);
                let taken = self.taken(wish.goods, &wish.from, wish.packages, kg);
                taken
                    .is_some_and(|(_, kg)| wish.from == wish.to || self.stands(wish.goods, &wish.to, kg, &[]))
            }
            GoodsCommand::Issue(wish) => {
                if !known(&wish.goods) || !self.goes(wish.goods, true) {
                    return Some(false);
                }
                let own = &self.goods[&wish.goods];
                let free = match &wish.transit {
                    None => !own.bonded || wish.packages <= own.cleared,
                    Some(transit) => own.bonded && !transit.seals.is_empty(),
                };
                let kg = wish.mass.map(lb_base::Mass::as_kg);
                let taken = self.taken(wish.goods, &wish.from, wish.packages, kg);
                free && taken.is_some_and(|(_, kg)| self.carries(&wish.to, kg))
            }
            GoodsCommand::Release { goods, packages, .. } => {
                let room = |own: &TwinGoods| {
                    packages.is_none_or(|some| some > 0 && some <= self.inside(*goods).0 - own.cleared)
                };
                self.goods.get(goods).is_some_and(|own| own.bonded && room(own))
            }
            GoodsCommand::Count { location, found, .. } => return Some(self.expects_count(location, found)),
            GoodsCommand::Damage { goods, packages, .. } => known(goods) && *packages > 0,
            GoodsCommand::PutRight { goods, entry, .. } => {
                let entries = self.goods.get(goods).map(|own| own.entries.as_slice()).unwrap_or_default();
                let Some((way, at, sum, _, righted, _)) = entry.checked_sub(1).and_then(|at| entries.get(at))
                else {
                    return Some(false);
                };
                let there = self.of(*goods, at);
                let left = (there.0 - sum.0, there.1 - sum.1);
                let fits = match way {
                    Way::In => left == (0, 0) || (left.0 > 0 && left.1 >= 0),
                    Way::Out => self.stands(*goods, &read(at), sum.1, &[]),
                };
                !righted && self.goes(*goods, false) && fits
            }
            GoodsCommand::Declare { .. } | GoodsCommand::Hold { .. } | GoodsCommand::Lift { .. } => {
                return None;
            }
        })
    }

    fn expects_count(&self, location: &Location, found: &[Found]) -> bool {
        let ids: BTreeSet<GoodsId> = found.iter().map(|line| line.goods).collect();
        if Self::exists(location).is_none() || ids.len() < found.len() {
            return false;
        }
        if !found.iter().all(|line| self.goods.contains_key(&line.goods) && line.packages > 0) {
            return false;
        }
        let at = place(location);
        let gone: Vec<GoodsId> = self.there(&at).into_iter().filter(|goods| !ids.contains(goods)).collect();
        let mut after = 0;
        let mut more = Vec::new();
        for line in found {
            let (there, declared) = (self.of(line.goods, &at), self.goods[&line.goods].declaration.declared);
            let like = if there == (0, 0) { (declared.packages, declared.mass.as_kg()) } else { there };
            let kg = part(like, line.packages);
            after += kg;
            if line.packages > there.0 {
                more.push(line.goods);
            }
        }
        let level = self.sum(|line| line.place == at).1;
        more.iter().all(|goods| {
            let beside = ids.iter().all(|other| {
                location.bay.is_none()
                    || !apart(&self.goods[goods].declaration, &self.goods[other].declaration)
            });
            beside && self.stands(*goods, location, after - level, &gone)
        })
    }

    /// Whether a wish about a list can be done.
    pub fn expects_list(&self, command: &StuffingCommand) -> Option<bool> {
        let at = |list: &StuffingListId, stage: At| self.lists.get(list).filter(|list| list.at == stage);
        Some(match command {
            StuffingCommand::Open { list, number, unit, .. } => {
                !self.lists.contains_key(list)
                    && !self.numbers.values().any(|other| other == number)
                    && self.boxes.values().any(|id| id == unit)
                    && self.unit(*unit).is_some_and(|(fill, loaded, _)| fill == Fill::Empty && loaded == 0)
            }
            StuffingCommand::Add(wish) => {
                let (Some(list), true) = (at(&wish.list, At::Open), self.goods.contains_key(&wish.goods))
                else {
                    return Some(false);
                };
                let own = &self.goods[&wish.goods];
                let kg = wish.mass.map(lb_base::Mass::as_kg);
                let Some((packages, kg)) = self.taken(wish.goods, &wish.from, wish.packages, kg) else {
                    return Some(false);
                };
                let inside: i64 = list.lines.iter().map(|(_, sum)| sum.1).sum();
                let volume: i64 = list.lines.iter().map(|(goods, sum)| self.litres(*goods, sum.0)).sum();
                let beside = |other: &GoodsId| !apart(&own.declaration, &self.goods[other].declaration);
                self.goes(wish.goods, true)
                    && own.bonded == list.bonded
                    && own.declaration.temperature.is_none()
                    && list.lines.iter().all(|(other, _)| beside(other))
                    && inside + kg <= BOX.1 - BOX.0
                    && volume + self.litres(wish.goods, packages) <= BOX.2
            }
            StuffingCommand::Remove(wish) => at(&wish.list, At::Open).is_some_and(|list| {
                let line = list.lines.iter().find(|(goods, _)| *goods == wish.goods);
                line.is_some_and(|(goods, sum)| self.stands(*goods, &wish.to, sum.1, &[]))
            }),
            StuffingCommand::Seal { list, seals, transit, dunnage, .. } => {
                at(list, At::Open).is_some_and(|list| {
                    let inside: i64 = list.lines.iter().map(|(_, sum)| sum.1).sum();
                    !list.lines.is_empty()
                        && !seals.is_empty()
                        && transit.is_some() == list.bonded
                        && list.lines.iter().all(|(goods, _)| self.goes(*goods, true))
                        && BOX.0 + dunnage.as_kg() + inside <= BOX.1
                })
            }
            StuffingCommand::Cancel { list, .. } => {
                at(list, At::Open).is_some_and(|list| list.lines.is_empty())
            }
            StuffingCommand::Announce { heading, goods, .. } => self.expects_announced(heading, goods),
            StuffingCommand::Strip { list, .. } => {
                at(list, At::Sealed).is_some_and(|list| self.boxes.contains_key(&list.container))
            }
            StuffingCommand::Tell(wish) => {
                let (Some(list), Some(own)) = (at(&wish.list, At::Stripping), self.goods.get(&wish.goods))
                else {
                    return Some(false);
                };
                let line = list.lines.iter().find(|(goods, _)| *goods == wish.goods).map(|(_, sum)| *sum);
                let declared = own.declaration.declared;
                let like = line.filter(|sum| sum.0 > 0).unwrap_or((declared.packages, declared.mass.as_kg()));
                let kg = part(like, wish.packages);
                !list.told.contains(&wish.goods)
                    && wish.packages >= 0
                    && self.stands(wish.goods, &wish.to, kg, &[])
            }
            StuffingCommand::Finish { list, .. } => at(list, At::Stripping)
                .is_some_and(|list| list.lines.iter().all(|(goods, _)| list.told.contains(goods))),
        })
    }

    fn litres(&self, goods: GoodsId, packages: i64) -> i64 {
        let declaration = &self.goods[&goods].declaration;
        let (all, of) = (declaration.volume.map(|all| all.as_litres()), declaration.declared.packages);
        all.map_or(0, |all| (all * packages + of - 1).div_euclid(of))
    }

    fn expects_announced(&self, heading: &Heading, listed: &[ListedGoods]) -> bool {
        let is_new = |one: &ListedGoods| {
            let known = self.goods.get(&one.declaration.id);
            known.is_none_or(|known| known.declaration == one.declaration)
        };
        let fits = |one: &ListedGoods| {
            heading.customs == Customs::Free || one.declaration.customs == Customs::Bonded
        };
        !self.lists.contains_key(&heading.id)
            && !self.numbers.values().any(|other| *other == heading.number)
            && self.live(&heading.container).is_none()
            && listed.iter().all(|one| is_new(one) && fits(one))
    }

    fn note(&mut self, goods: GoodsId, place: String, (amount, sign): (Amount, i64), why: &'static str) {
        let sum = (sign * amount.packages, sign * amount.mass.as_kg());
        self.ledger.push(Line { goods, place, sum, why });
    }

    pub fn hear(&mut self, event: &HubEvent) {
        match event {
            HubEvent::Inventory(InventoryEvent::Stated { unit, facts, .. }) => {
                if let (Some(state), Some(fill)) = (self.units.get_mut(unit), facts.fill) {
                    state.0 = fill;
                    state.1 = if fill == Fill::Empty { 0 } else { state.1 };
                }
            }
            HubEvent::Goods(event) => self.hear_goods(event),
            HubEvent::Stuffing(event) => self.hear_list(event),
            HubEvent::Inventory(_)
            | HubEvent::Visit(_)
            | HubEvent::Placement(_)
            | HubEvent::Job(_)
            | HubEvent::Gauge(_)
            | HubEvent::Hold(_)
            | HubEvent::Equipment(_)
            | HubEvent::Grain(_)
            | HubEvent::Gate(_)
            | HubEvent::Ship(_)
            | HubEvent::Reefer(_) => {}
        }
    }

    fn enter(&mut self, declaration: &Declaration) {
        self.goods.entry(declaration.id).or_insert_with(|| TwinGoods {
            declaration: declaration.clone(),
            bonded: declaration.customs == Customs::Bonded,
            cleared: 0,
            complete: false,
            weighed: true,
            holds: BTreeMap::new(),
            entries: Vec::new(),
        });
    }

    fn hear_goods(&mut self, event: &GoodsEvent) {
        match event {
            GoodsEvent::Declared { declaration } => self.enter(declaration),
            GoodsEvent::Received { goods, entry, weighed, is_last, .. } => {
                self.note(*goods, place(&entry.location), (entry.amount, 1), "received");
                let own = self.goods.get_mut(goods).unwrap();
                own.complete = *is_last;
                own.weighed &= *weighed;
                own.entries.push(heard(entry, false));
            }
            GoodsEvent::PutAway { goods, from, to, amount, .. } => {
                let (out, into) = if from.warehouse == to.warehouse {
                    ("within", "within")
                } else {
                    ("moved_out", "moved_in")
                };
                self.note(*goods, place(from), (*amount, -1), out);
                self.note(*goods, place(to), (*amount, 1), into);
            }
            GoodsEvent::Issued { goods, entry } => {
                self.note(*goods, place(&entry.location), (entry.amount, -1), "issued");
                if let Carrier::Unit(unit) = entry.carrier {
                    self.units.get_mut(&unit).unwrap().1 += entry.amount.mass.as_kg();
                }
                let own = self.goods.get_mut(goods).unwrap();
                let drew = own.bonded && entry.transit.is_none();
                own.cleared -= if drew { entry.amount.packages } else { 0 };
                own.entries.push(heard(entry, drew));
            }
            GoodsEvent::Released { goods, release } => {
                let own = self.goods.get_mut(goods).unwrap();
                match release.packages {
                    Some(some) => own.cleared += some,
                    None => (own.bonded, own.cleared) = (false, 0),
                }
            }
            GoodsEvent::Counted { location, corrections, .. } => {
                for one in corrections {
                    self.note(one.goods, place(location), (one.found, 1), "count");
                }
            }
            GoodsEvent::Held { goods, hold } => {
                self.goods.get_mut(goods).unwrap().holds.insert(hold.id, hold.kind);
            }
            GoodsEvent::Lifted { goods, hold, .. } => {
                self.goods.get_mut(goods).unwrap().holds.remove(hold);
            }
            GoodsEvent::Righted { goods, entry, .. } => self.hear_righted(*goods, *entry),
            GoodsEvent::Damaged { .. } => {}
        }
    }

    fn hear_righted(&mut self, goods: GoodsId, number: usize) {
        let own = self.goods.get_mut(&goods).unwrap();
        let (way, at, sum, drew, righted, carrier) = &mut own.entries[number - 1];
        *righted = true;
        let (why, sign) = if *way == Way::In { ("received", -1) } else { ("issued", 1) };
        if *way == Way::In {
            own.complete = false;
        } else {
            own.cleared += if *drew && own.bonded { sum.0 } else { 0 };
            if let Carrier::Unit(unit) = carrier {
                self.units.get_mut(unit).unwrap().1 -= sum.1;
            }
        }
        let (at, amount) = (at.clone(), Amount::new(sum.0, lb_base::Mass::from_kg(sum.1)));
        self.note(goods, at, (amount, sign), why);
    }

    fn hear_list(&mut self, event: &StuffingEvent) {
        let is_of = |goods: &GoodsId| {
            let goods = *goods;
            move |line: &&mut (GoodsId, Sum)| line.0 == goods
        };
        match event {
            StuffingEvent::Opened { heading, .. } | StuffingEvent::Announced { heading, .. } => {
                let is_own = matches!(event, StuffingEvent::Opened { .. });
                let mut list = TwinList {
                    container: heading.container.clone(),
                    bonded: heading.customs == Customs::Bonded,
                    at: if is_own { At::Open } else { At::Sealed },
                    lines: Vec::new(),
                    told: BTreeSet::new(),
                };
                if let StuffingEvent::Announced { goods, .. } = event {
                    for one in goods {
                        self.enter(&one.declaration);
                        list.lines.push((one.declaration.id, (one.amount.packages, one.amount.mass.as_kg())));
                    }
                }
                self.numbers.insert(heading.id, heading.number.clone());
                self.lists.insert(heading.id, list);
            }
            StuffingEvent::Added { list, line, from, .. } => {
                self.note(line.goods, place(from), (line.amount, -1), "stuffed");
                let (packages, kg) = (line.amount.packages, line.amount.mass.as_kg());
                let lines = &mut self.lists.get_mut(list).unwrap().lines;
                match lines.iter_mut().find(is_of(&line.goods)) {
                    Some((_, sum)) => *sum = (sum.0 + packages, sum.1 + kg),
                    None => lines.push((line.goods, (packages, kg))),
                }
            }
            StuffingEvent::Removed { list, goods, amount, to, .. } => {
                self.note(*goods, place(to), (*amount, 1), "stuffed");
                self.lists.get_mut(list).unwrap().lines.retain(|(of, _)| of != goods);
            }
            StuffingEvent::Sealed { list, .. } => self.lists.get_mut(list).unwrap().at = At::Sealed,
            StuffingEvent::Cancelled { list, .. } => {
                self.lists.remove(list);
                self.numbers.remove(list);
            }
            StuffingEvent::Stripping { list, .. } => self.lists.get_mut(list).unwrap().at = At::Stripping,
            StuffingEvent::Told { list, goods, listed, found, to, .. } => {
                self.note(*goods, place(to), (*listed, 1), "stripped");
                let otherwise = found.minus(*listed);
                let kg = otherwise.mass.as_kg();
                let short = otherwise.packages < 0 || (otherwise.packages == 0 && kg < 0);
                self.note(*goods, place(to), (otherwise, 1), if short { "short" } else { "over" });
                let own = self.goods.get_mut(goods).unwrap();
                own.complete = true;
                let list = self.lists.get_mut(list).unwrap();
                list.told.insert(*goods);
                if !list.lines.iter().any(|(of, _)| of == goods) {
                    list.lines.push((*goods, (0, 0)));
                }
            }
            StuffingEvent::Stripped { list, .. } => self.lists.get_mut(list).unwrap().at = At::Stripped,
        }
    }
}

fn heard(entry: &Entry, drew: bool) -> (Way, String, Sum, bool, bool, Carrier) {
    let sum = (entry.amount.packages, entry.amount.mass.as_kg());
    (entry.way, place(&entry.location), sum, drew, false, entry.carrier.clone())
}

/// Reads a place of the ledger again.
pub fn read(place: &str) -> Location {
    let (warehouse, bay) = place.split_once('-').unwrap();
    Location { warehouse: warehouse.parse().unwrap(), bay: bay.parse().ok() }
}
