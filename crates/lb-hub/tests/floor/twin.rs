//! A twin that keeps nothing but a list of what stands where, and counts everything anew for each question.

use std::collections::BTreeMap;

use lb_base::{Mass, UnitId};
use lb_hub::article::{Article, BoxLength, Form, Gross};
use lb_hub::consist::ListedPlace;
use lb_hub::hold::{HoldEvent, HoldKind};
use lb_hub::inventory::{Correction, InventoryEvent};
use lb_hub::job::JobEvent;
use lb_hub::placement::{PlacementEvent, PlacementId};
use lb_hub::spot::Spot;
use lb_hub::stow::Stow;
use lb_hub::visit::{Vehicle, VisitEvent, VisitId};
use lb_hub::{Floor, HubEvent};
use lb_network::layout::{BlockPurpose, DangerousGoods, Layouts};

#[derive(Clone, Debug)]
pub struct Thing {
    pub article: Article,
    pub spot: Spot,
    pub holds: BTreeMap<lb_hub::HoldId, HoldKind>,
}

#[derive(Clone, Debug, Default)]
pub struct Twin {
    pub things: BTreeMap<UnitId, Thing>,
    pub entered: u64,
    pub left: u64,
    /// Placements that were offered: visit, wagons, and whether they stand on the track.
    placements: BTreeMap<PlacementId, (VisitId, Vec<UnitId>, bool)>,
    /// What each open job moves where.
    pub jobs: BTreeMap<lb_hub::JobId, (UnitId, Spot)>,
}

impl Twin {
    fn enter(&mut self, article: &Article, spot: Spot) {
        self.entered += 1;
        let thing = Thing { article: article.clone(), spot, holds: BTreeMap::new() };
        assert!(self.things.insert(article.id, thing).is_none(), "{} came twice", article.id);
    }

    fn leave(&mut self, unit: UnitId) {
        self.left += 1;
        assert!(self.things.remove(&unit).is_some(), "{unit} left and was not here");
        self.jobs.retain(|_, (moved, _)| *moved != unit);
    }

    pub fn hear(&mut self, event: &HubEvent) {
        match event {
            HubEvent::Inventory(InventoryEvent::Opened { units }) => {
                units.iter().for_each(|counted| self.enter(&counted.article, counted.spot.clone()));
            }
            HubEvent::Inventory(InventoryEvent::Counted { corrections, .. }) => {
                for correction in corrections {
                    match correction {
                        Correction::Moved { unit, to, .. } => {
                            self.things.get_mut(unit).unwrap().spot = to.clone()
                        }
                        Correction::Missing { unit, .. } => self.leave(*unit),
                        Correction::Found(counted) => self.enter(&counted.article, counted.spot.clone()),
                    }
                }
            }
            HubEvent::Inventory(InventoryEvent::Stated { unit, facts, .. }) => {
                let article = &mut self.things.get_mut(unit).unwrap().article;
                article.gross = facts.gross.unwrap_or(article.gross);
                article.fill = facts.fill.unwrap_or(article.fill);
            }
            HubEvent::Visit(VisitEvent::Arrived { visit, brings, .. }) => {
                for line in brings {
                    let spot = match &line.place {
                        ListedPlace::Consist => Spot::Visit { visit: *visit, stow: Stow::default() },
                        ListedPlace::Aboard { stow } => Spot::Visit { visit: *visit, stow: stow.clone() },
                        ListedPlace::Wagon { wagon, slot } => Spot::Wagon { wagon: *wagon, slot: *slot },
                    };
                    self.enter(&line.article, spot);
                }
            }
            HubEvent::Visit(VisitEvent::Formed { visit, wagons, .. }) => {
                for wagon in wagons {
                    self.things.get_mut(wagon).unwrap().spot =
                        Spot::Visit { visit: *visit, stow: Stow::default() };
                }
            }
            HubEvent::Visit(VisitEvent::Departed { visit, takes, .. }) => {
                let on_it = self.things.values().filter(|t| self.visit_of(&t.spot) == Some(*visit));
                let gone: Vec<UnitId> = on_it.map(|thing| thing.article.id).collect();
                assert_eq!(gone.len(), takes.len(), "{visit} takes what is on it");
                gone.into_iter().for_each(|unit| self.leave(unit));
            }
            HubEvent::Placement(event) => self.hear_placement(event),
            HubEvent::Job(JobEvent::Planned { job }) => {
                self.jobs.insert(job.id, (job.unit, job.to.clone()));
            }
            HubEvent::Job(JobEvent::Done { job, unit, to, .. }) => {
                self.jobs.remove(job);
                self.things.get_mut(unit).unwrap().spot = to.clone();
            }
            HubEvent::Job(JobEvent::Aborted { job, .. }) => drop(self.jobs.remove(job)),
            HubEvent::Hold(HoldEvent::Set { unit, hold }) => {
                self.things.get_mut(unit).unwrap().holds.insert(hold.id, hold.kind);
            }
            HubEvent::Hold(HoldEvent::Lifted { unit, hold, .. }) => {
                self.things.get_mut(unit).unwrap().holds.remove(hold);
            }
            HubEvent::Visit(_)
            | HubEvent::Job(_)
            | HubEvent::Gauge(_)
            | HubEvent::Equipment(_)
            | HubEvent::Grain(_)
            | HubEvent::Gate(_)
            | HubEvent::Goods(_)
            | HubEvent::Stuffing(_)
            | HubEvent::Ship(_)
            | HubEvent::Reefer(_) => {}
        }
    }

    fn hear_placement(&mut self, event: &PlacementEvent) {
        match event {
            PlacementEvent::Offered { placement } => {
                let proposal = &placement.proposal;
                self.placements.insert(proposal.id, (proposal.visit, proposal.wagons.clone(), false));
            }
            PlacementEvent::Placed { placement, .. } => self.placements.get_mut(placement).unwrap().2 = true,
            PlacementEvent::Released { placement, .. }
            | PlacementEvent::Refused { placement, .. }
            | PlacementEvent::Withdrawn { placement, .. } => {
                self.placements.remove(placement);
            }
            PlacementEvent::Accepted { .. } | PlacementEvent::Worked { .. } => {}
        }
    }

    fn visit_of(&self, spot: &Spot) -> Option<VisitId> {
        match spot {
            Spot::Visit { visit, .. } => Some(*visit),
            Spot::Wagon { wagon, .. } => self.visit_of(&self.things.get(wagon)?.spot),
            Spot::Yard(_) | Spot::Warehouse { .. } => None,
        }
    }

    fn on_track(&self, wagon: UnitId) -> bool {
        let Some(visit) = self.visit_of(&Spot::Wagon { wagon, slot: 1 }) else { return false };
        let stands = |(of, wagons, on): &(VisitId, Vec<UnitId>, bool)| {
            *on && *of == visit && (wagons.is_empty() || wagons.contains(&wagon))
        };
        self.placements.values().any(stands)
    }

    /// Returns the odd bays that a box takes, each with row and tier.
    fn places(thing: &Thing) -> Vec<(String, u16, u8, u8)> {
        let Spot::Yard(slot) = &thing.spot else { return Vec::new() };
        let bays = match thing.article.box_length() {
            Some(BoxLength::Twenty) => vec![slot.bay],
            Some(BoxLength::Forty) => vec![slot.bay - 1, slot.bay + 1],
            None => Vec::new(),
        };
        bays.into_iter().map(|bay| (slot.block.to_string(), bay, slot.row, slot.tier)).collect()
    }

    /// Returns whether a unit can have been put down at a spot: the rules, read off the plain list.
    pub fn may_stand(&self, unit: UnitId, to: &Spot, floor: &Floor, layouts: &Layouts) -> bool {
        let Some(thing) = self.things.get(&unit) else { return false };
        let others = || self.things.values().filter(|other| other.article.id != unit);
        let leaves = matches!(to, Spot::Visit { .. } | Spot::Wagon { .. });
        if thing.holds.values().any(|kind| leaves || *kind == HoldKind::Quarantine) {
            return false;
        }
        let own = Self::places(thing);
        let is_above = |other: &Thing| {
            let place =
                |(block, bay, row, tier): &(String, u16, u8, u8)| (block.clone(), *bay, *row, tier + 1);
            Self::places(other).iter().any(|there| own.iter().map(place).any(|above| above == *there))
        };
        if others().any(is_above) {
            return false;
        }
        if let Spot::Wagon { wagon, .. } = &thing.spot
            && !self.on_track(*wagon)
        {
            return false;
        }
        let there = Thing { spot: to.clone(), ..thing.clone() };
        match to {
            Spot::Yard(_) => self.may_stand_in_yard(&there, layouts),
            Spot::Wagon { .. } => self.may_stand_on_wagon(&there, layouts),
            Spot::Warehouse { .. } => false,
            Spot::Visit { visit, .. } => floor.visit(*visit).is_some_and(|visit| match visit.vehicle {
                Vehicle::Train { .. } => false,
                Vehicle::Truck => visit.is_here(),
                Vehicle::Vessel { .. } => {
                    visit.is_here() && matches!(thing.article.gross, Gross::Verified(_))
                }
            }),
        }
    }

    fn may_stand_in_yard(&self, there: &Thing, layouts: &Layouts) -> bool {
        let Spot::Yard(slot) = &there.spot else { return false };
        let layout = layouts.hubs.values().next().unwrap();
        let Some(block) = layout.blocks.get(&slot.block) else { return false };
        let (Some(length), article) = (there.article.box_length(), &there.article) else { return false };
        let last = block.bays * 2 - 1;
        let is_bay = match length {
            BoxLength::Twenty => slot.bay % 2 == 1 && slot.bay <= last,
            BoxLength::Forty => slot.bay % 2 == 0 && slot.bay >= 2 && slot.bay < last,
        };
        let is_in =
            is_bay && slot.row >= 1 && slot.row <= block.rows && slot.tier >= 1 && slot.tier <= block.tiers;
        let fill_fits = match block.purpose {
            BlockPurpose::Mixed => true,
            BlockPurpose::Empty => article.fill == lb_hub::article::Fill::Empty,
            BlockPurpose::Laden => article.fill == lb_hub::article::Fill::Laden,
        };
        let classes_fit = match &block.dangerous {
            DangerousGoods::Refused => article.dangerous.is_empty(),
            DangerousGoods::Classes(classes) => article.dangerous.iter().all(|class| classes.contains(class)),
        };
        if !(is_in && fill_fits && classes_fit) {
            return false;
        }
        let first = Self::places(there).first().map_or(0, |place| place.1);
        if article.needs_plug() && first > block.plug_bays {
            return false;
        }
        let others: Vec<&Thing> =
            self.things.values().filter(|other| other.article.id != article.id).collect();
        Self::places(there).iter().all(|(block, bay, row, tier)| {
            let at = |tier: u8| {
                let wanted = (block.clone(), *bay, *row, tier);
                others.iter().find(|other| Self::places(other).contains(&wanted))
            };
            let bears = |below: &&Thing| {
                length == BoxLength::Forty || below.article.box_length() == Some(BoxLength::Twenty)
            };
            at(*tier).is_none() && (*tier == 1 || at(tier - 1).is_some_and(bears))
        })
    }

    fn may_stand_on_wagon(&self, there: &Thing, layouts: &Layouts) -> bool {
        let Spot::Wagon { wagon, slot } = there.spot else { return false };
        let Some(under) = self.things.get(&wagon) else { return false };
        let Form::Wagon(wagon_type) = &under.article.form else { return false };
        let (Some(length), Some(gross)) = (there.article.box_length(), there.article.gross.mass()) else {
            return false;
        };
        let wagon_type = &layouts.wagon_types[wagon_type];
        let takes = |slot: u8, length: BoxLength| match length {
            BoxLength::Twenty => vec![slot],
            BoxLength::Forty => vec![slot, slot + 1],
        };
        let own = takes(slot, length);
        let fits = own.iter().all(|slot| (1..=wagon_type.slots).contains(slot))
            && (length == BoxLength::Twenty || wagon_type.long_from.contains(&slot));
        let on: Vec<(&Thing, u8)> = self
            .things
            .values()
            .filter(|other| other.article.id != there.article.id)
            .filter_map(|other| match other.spot {
                Spot::Wagon { wagon: of, slot } if of == wagon => Some((other, slot)),
                Spot::Yard(_) | Spot::Wagon { .. } | Spot::Visit { .. } | Spot::Warehouse { .. } => None,
            })
            .collect();
        let is_free = on.iter().all(|(other, at)| {
            takes(*at, other.article.box_length().unwrap()).iter().all(|slot| !own.contains(slot))
        });
        let mass = |thing: &Thing| thing.article.gross.mass().map_or(0, Mass::as_kg);
        let load: i64 = on.iter().map(|(other, _)| mass(other)).sum::<i64>() + gross.as_kg();
        let mut twenties: Vec<&Thing> = on.iter().map(|(other, _)| *other).collect();
        twenties.push(there);
        twenties.retain(|thing| thing.article.box_length() == Some(BoxLength::Twenty));
        let masses: Vec<i64> = twenties.iter().map(|thing| mass(thing)).collect();
        let is_even = masses.iter().max().unwrap_or(&0) - masses.iter().min().unwrap_or(&0) <= 6_000;
        let mut destinations: Vec<_> =
            twenties.iter().filter_map(|thing| thing.article.destination.clone()).collect();
        destinations.sort();
        destinations.dedup();
        let is_light = load <= 60_000 && load + 20_000 <= 4 * 23_000;
        self.on_track(wagon) && fits && is_free && is_even && is_light && destinations.len() <= 1
    }
}
