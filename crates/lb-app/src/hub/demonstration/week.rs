//! The week behind the demonstration's day: trains that came, changed gauge or met a ship, and left again.
//!
//! Twenty trains a day at the dry port, in pairs that face each other; three a day and ten ships at the port hub, where what
//! came by rail leaves by sea and the other way round. The traffic is made up; how busy the hubs are follows the published
//! figures of both (docs/hub.md).

use std::collections::VecDeque;

use lb_network::layout::{Block, BlockPurpose, Equipment, Track, TrackId, TrackKind, WagonType};

use super::things::{Things, train};
use super::{Teller, first};
use crate::hub::requests::{HubAction, JobAction, JobWish, ListLine, PlacementAction, VisitAction};
use crate::hub::story::HubDone;
use crate::hub::views::{SpotView, UrgencyView, VisitVehicleView};
use crate::journal::Fault;
use crate::refusal::Refusal;

/// Minutes of a day.
const DAY: i64 = 1_440;
/// Days that are told.
const DAYS: i64 = 7;
/// The week ends so many minutes before now: the day that follows finds free tracks.
const BEFORE_NOW: i64 = 900;
/// Pairs of trains a day that change gauge.
const PAIRS_A_DAY: i64 = 10;
/// Trains a day at a hub with ships, and ships a week.
const TRAINS_A_DAY: i64 = 3;
const SHIPS: i64 = 10;
/// Platforms of a train.
const WAGONS: u16 = 42;
/// Boxes that a ship brings, and takes at most.
const ABOARD: u16 = 84;
/// Jobs that are told together: with two events each they stay within what one request may hold.
const JOBS_AT_ONCE: usize = 150;

/// When the stock was opened, minutes from now.
pub(super) const OPENED: i64 = -(DAYS * DAY + BEFORE_NOW + 2 * DAY);

/// Returns whether a half of a block (two 20 ft bays) is kept for what passes through.
pub(super) fn is_for_transit(block: &Block, half: u16) -> bool {
    block.purpose == BlockPurpose::Laden && half >= block.bays / 2 * 4 / 5
}

/// A train that stands on a track.
struct Standing {
    visit: String,
    placement: String,
    track: TrackId,
    lines: Vec<ListLine>,
}

/// One move of the story.
struct Move {
    unit: String,
    to: SpotView,
    equipment: Option<String>,
    urgency: UrgencyView,
}

/// What comes to a hub with ships.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    Train(i64),
    Ship(i64),
}

impl Teller<'_> {
    /// Tells the week.
    pub(super) async fn week(&self, things: &mut Things) -> Result<(), Fault> {
        let begins = -(DAYS * DAY + BEFORE_NOW);
        if self.layout.berths.is_empty() {
            for pair in 0..DAYS * PAIRS_A_DAY {
                self.pair(begins + pair * DAY / PAIRS_A_DAY, pair, things).await?;
            }
            return Ok(());
        }
        let trains =
            (0..DAYS * TRAINS_A_DAY).map(|at| (begins + 37 + at * DAY / TRAINS_A_DAY, Call::Train(at)));
        let ships = (0..SHIPS).map(|at| (begins + 300 + at * DAYS * DAY / SHIPS, Call::Ship(at)));
        let mut calls: Vec<(i64, Call)> = trains.chain(ships).collect();
        calls.sort_by_key(|(minutes, _)| *minutes);
        let mut blocks = self.layout.blocks.values().filter(|block| is_for_transit(block, block.bays));
        let (mut out, mut back) = (Stacks::of(blocks.next()), Stacks::of(blocks.next()));
        for (minutes, call) in calls {
            match call {
                Call::Train(at) => self.port_train(minutes, at, things, (&mut out, &mut back)).await?,
                Call::Ship(at) => self.port_ship(minutes, at, things, (&mut out, &mut back)).await?,
            }
        }
        Ok(())
    }

    /// Tells trains and ships that are expected in the day to come, beyond those of the story.
    pub(super) async fn ahead(&self, things: &mut Things) -> Result<(), Fault> {
        if !self.layout.berths.is_empty() {
            return Ok(());
        }
        for pair in 0..PAIRS_A_DAY {
            let arrival = 300 + pair * DAY / PAIRS_A_DAY;
            for (gauge, laden) in [(1_435, true), (1_520, false)] {
                self.announced(
                    &format!("{} (demo)", name_of(gauge, 700 + pair)),
                    (gauge, laden),
                    arrival,
                    things,
                )
                .await?;
            }
        }
        Ok(())
    }

    /// Two trains that face each other: what one brings leaves on the other.
    async fn pair(&self, arrival: i64, number: i64, things: &mut Things) -> Result<(), Fault> {
        let eastward = number % 2 == 1;
        let (laden, empty) = if eastward { (1_520, 1_435) } else { (1_435, 1_520) };
        let name = |gauge| format!("{} (demo)", name_of(gauge, number));
        let from = self.placed(&name(laden), (laden, true), (arrival, number), things).await?;
        let to = self.placed(&name(empty), (empty, false), (arrival, number), things).await?;
        let (Some(from), Some(to)) = (from, to) else { return Ok(()) };
        let platforms = wagons_of(&to.lines);
        let wagons = wagons_of(&from.lines);
        let cranes = self.cranes(|machine| machine.tracks.contains(&from.track));
        let mut moves = Vec::new();
        for line in &from.lines {
            let at = wagons.iter().position(|wagon| line.wagon.as_deref() == Some(*wagon));
            let (Some(at), Some(slot)) = (at, line.slot) else { continue };
            let Some(platform) = platforms.get(at) else { continue };
            moves.push(Move {
                unit: line.thing.number.clone(),
                to: SpotView::Wagon { wagon: (*platform).to_owned(), slot },
                equipment: share(&cranes, at, wagons.len()),
                urgency: UrgencyView::Normal,
            });
        }
        let done = self.done_moves(arrival + 50, &moves).await?;
        self.leaves(done, &from).await?;
        self.leaves(done, &to).await
    }

    /// A train of the port: its boxes wait for a ship, and it takes away what ships brought.
    async fn port_train(
        &self,
        arrival: i64,
        number: i64,
        things: &mut Things,
        (out, back): (&mut Stacks, &mut Stacks),
    ) -> Result<(), Fault> {
        let name = format!("{} (demo)", name_of(1_435, number));
        let Some(standing) = self.placed_long(&name, (arrival, number), things).await? else { return Ok(()) };
        let cranes = self.cranes(|machine| machine.tracks.contains(&standing.track));
        let mut moves = Vec::new();
        for (at, line) in standing.lines.iter().filter(|line| line.wagon.is_some()).enumerate() {
            let unit = line.thing.number.clone();
            let Some(to) = out.put(&unit, arrival + 60 + 2 * i64::from(WAGONS)) else { break };
            moves.push(Move {
                unit,
                to,
                equipment: share(&cranes, at, usize::from(WAGONS)),
                urgency: UrgencyView::Normal,
            });
        }
        let emptied = moves.len();
        let done = self.done_moves(arrival + 60, &moves).await?;
        let mut loads = Vec::new();
        let wagons = wagons_of(&standing.lines);
        for (at, unit) in back.take(arrival, emptied).into_iter().enumerate() {
            let Some(wagon) = wagons.get(at) else { break };
            let to = SpotView::Wagon { wagon: (*wagon).to_owned(), slot: 1 };
            loads.push(Move {
                unit,
                to,
                equipment: share(&cranes, at, wagons.len()),
                urgency: UrgencyView::Normal,
            });
        }
        let done = self.done_moves(done + 5, &loads).await?;
        self.leaves(done, &standing).await
    }

    /// A ship: what it brings waits for a train, and it takes what trains brought.
    async fn port_ship(
        &self,
        arrival: i64,
        number: i64,
        things: &mut Things,
        (out, back): (&mut Stacks, &mut Stacks),
    ) -> Result<(), Fault> {
        const METRES: i64 = 172;
        let berths: Vec<_> =
            self.layout.berths.values().filter(|berth| berth.length.as_mm() >= METRES * 1_000).collect();
        let at = usize::try_from(number).unwrap_or(0) % berths.len().max(1);
        let Some(berth) = berths.get(at) else { return Ok(()) };
        let expect = HubAction::Visit(VisitAction::Expect {
            vehicle: VisitVehicleView::Vessel { length_mm: METRES * 1_000, draught_mm: 9_400 },
            name: format!("Demo Bridge {:03}E (demo)", 40 + number),
            operator: None,
            arrival: Some(self.minute(arrival)),
            departure: Some(self.minute(arrival + 840)),
        });
        let visit = named(&self.must(arrival - 1_500, vec![expect]).await?, "visit")?;
        let lines = things.aboard(ABOARD);
        let brought: Vec<String> = lines.iter().map(|line| line.thing.number.clone()).collect();
        let moor = VisitAction::Moor {
            visit: visit.clone(),
            berth: berth.id.to_string(),
            offset_mm: 10_000,
            from: self.minute(arrival),
            until: self.minute(arrival + 840),
        };
        let list = VisitAction::List { visit: visit.clone(), from: 0, lines };
        self.must(arrival - 1_400, vec![HubAction::Visit(moor), HubAction::Visit(list)]).await?;
        let arrive = VisitAction::Arrive { visit: visit.clone(), at: None, found: None };
        self.must(arrival + 9, vec![HubAction::Visit(arrive)]).await?;
        let cranes = self.cranes(|machine| machine.berths.contains(&berth.id));
        let mut moves = Vec::new();
        for (at, unit) in brought.into_iter().enumerate() {
            let Some(to) = back.put(&unit, arrival + 60 + 2 * i64::from(ABOARD)) else { break };
            moves.push(Move {
                unit,
                to,
                equipment: share(&cranes, at, usize::from(ABOARD)),
                urgency: UrgencyView::Normal,
            });
        }
        let done = self.done_moves(arrival + 40, &moves).await?;
        let taken = out.take(arrival, usize::from(ABOARD));
        let count = taken.len();
        let aboard = |(at, unit): (usize, String)| {
            let to = super::aboard(&visit, format!("{:02}{:02}86", at / 8 * 4 + 2, at % 8 + 1));
            Move { unit, to, equipment: share(&cranes, at, count), urgency: UrgencyView::Direct }
        };
        let moves: Vec<Move> = taken.into_iter().enumerate().map(aboard).collect();
        let done = self.done_moves(done + 5, &moves).await?;
        let complete = VisitAction::Complete { visit: visit.clone(), at: None };
        self.must(done + 10, vec![HubAction::Visit(complete)]).await?;
        self.must(done + 60, vec![HubAction::Visit(VisitAction::Depart { visit, at: None })]).await?;
        Ok(())
    }

    /// A train of mixed boxes, or of empty platforms, on a working track.
    async fn placed(
        &self,
        name: &str,
        (gauge, laden): (u32, bool),
        (arrival, number): (i64, i64),
        things: &mut Things,
    ) -> Result<Option<Standing>, Fault> {
        let Some((visit, lines)) = self.announced(name, (gauge, laden), arrival, things).await? else {
            return Ok(None);
        };
        self.on_track(visit, lines, gauge, (arrival, number)).await
    }

    /// A train of long boxes with verified masses on a working track.
    async fn placed_long(
        &self,
        name: &str,
        (arrival, number): (i64, i64),
        things: &mut Things,
    ) -> Result<Option<Standing>, Fault> {
        let Some(wagon_type) = train(self.app, 1_435) else { return Ok(None) };
        let lines = things.long_train(wagon_type, WAGONS);
        let visit = self.listed(name, 1_435, arrival, lines.clone()).await?;
        self.on_track(visit, lines, 1_435, (arrival, number)).await
    }

    async fn announced(
        &self,
        name: &str,
        (gauge, laden): (u32, bool),
        arrival: i64,
        things: &mut Things,
    ) -> Result<Option<(String, Vec<ListLine>)>, Fault> {
        let Some(wagon_type): Option<&WagonType> = train(self.app, gauge) else { return Ok(None) };
        let lines = things.train(wagon_type, WAGONS, laden);
        let visit = self.listed(name, gauge, arrival, lines.clone()).await?;
        Ok(Some((visit, lines)))
    }

    async fn listed(
        &self,
        name: &str,
        gauge: u32,
        arrival: i64,
        lines: Vec<ListLine>,
    ) -> Result<String, Fault> {
        let expect = HubAction::Visit(VisitAction::Expect {
            vehicle: VisitVehicleView::Train { gauge_mm: gauge },
            name: name.to_owned(),
            operator: None,
            arrival: Some(self.minute(arrival)),
            departure: Some(self.minute(arrival + 300)),
        });
        let visit = named(&self.must(arrival.min(0) - 700, vec![expect]).await?, "visit")?;
        let list = VisitAction::List { visit: visit.clone(), from: 0, lines };
        self.must(arrival.min(0) - 600, vec![HubAction::Visit(list)]).await?;
        Ok(visit)
    }

    /// It arrives, and is offered, accepted and placed.
    async fn on_track(
        &self,
        visit: String,
        lines: Vec<ListLine>,
        gauge: u32,
        (arrival, number): (i64, i64),
    ) -> Result<Option<Standing>, Fault> {
        let works =
            |track: &&Track| track.kind == TrackKind::Work && !track.grain && track.gauges.contains(&gauge);
        let tracks: Vec<&Track> = self.layout.tracks.values().filter(works).collect();
        let at = usize::try_from(number).unwrap_or(0) % tracks.len().max(1);
        let Some(track) = tracks.get(at) else { return Ok(None) };
        let arrive = VisitAction::Arrive { visit: visit.clone(), at: None, found: None };
        let offer = PlacementAction::Offer {
            visit: visit.clone(),
            wagons: Vec::new(),
            track: track.id.to_string(),
            from: self.minute(arrival + 35),
            until: self.minute(arrival + 330),
            units: u32::from(WAGONS),
            to: self.railway.organisation().to_string(),
            expires: self.at(arrival + 180).rfc3339(),
        };
        let arrived = vec![HubAction::Visit(arrive), HubAction::Placement(offer)];
        let placement = named(&self.must(arrival, arrived).await?, "placement")?;
        let accept = PlacementAction::Accept { placement: placement.clone() };
        self.agrees(arrival + 15, accept).await?;
        let place = PlacementAction::Place { placement: placement.clone(), at: None };
        self.agrees(arrival + 40, place).await?;
        Ok(Some(Standing { visit, placement, track: track.id.clone(), lines }))
    }

    /// Plans moves and does them, one and a half minutes after another. Returns when the last is done.
    async fn done_moves(&self, begins: i64, moves: &[Move]) -> Result<i64, Fault> {
        let mut minutes = begins;
        for part in moves.chunks(JOBS_AT_ONCE) {
            let wish = |(order, one): (i64, &Move)| JobWish {
                unit: one.unit.clone(),
                to: one.to.clone(),
                equipment: one.equipment.clone(),
                urgency: Some(one.urgency),
                order,
            };
            let plan = JobAction::Plan { jobs: (0..).zip(part).map(wish).collect() };
            let planned = self.must(minutes, vec![HubAction::Job(plan)]).await?;
            let mut done = Vec::new();
            for (at, made) in (0..).zip(planned.made.iter().filter(|made| made.kind == "job")) {
                let starts = minutes + 5 + at * 3 / 2;
                let job = made.id.clone();
                done.push(HubAction::Job(JobAction::Start {
                    job: job.clone(),
                    at: Some(self.minute(starts)),
                }));
                let at = Some(self.minute(starts + 2));
                done.push(HubAction::Job(JobAction::Finish { job, at, to: None }));
            }
            minutes += 8 + i64::try_from(part.len()).unwrap_or(0) * 3 / 2;
            self.must(minutes, done).await?;
        }
        Ok(minutes)
    }

    /// Work on a train is over: it is released and leaves.
    async fn leaves(&self, done: i64, standing: &Standing) -> Result<(), Fault> {
        let (visit, placement) = (standing.visit.clone(), standing.placement.clone());
        let finished = PlacementAction::FinishWork { placement: placement.clone(), at: None };
        let complete = VisitAction::Complete { visit: visit.clone(), at: None };
        self.must(done + 5, vec![HubAction::Placement(finished), HubAction::Visit(complete)]).await?;
        self.agrees(done + 25, PlacementAction::Release { placement, at: None }).await?;
        self.must(done + 70, vec![HubAction::Visit(VisitAction::Depart { visit, at: None })]).await?;
        Ok(())
    }

    /// Has something done that cannot be refused in this story.
    async fn must(&self, minutes: i64, actions: Vec<HubAction>) -> Result<HubDone, Fault> {
        let told = self.tells(self.base, minutes, actions).await?;
        told.map_err(|refusal| self.broken(&refusal))
    }

    async fn agrees(&self, minutes: i64, action: PlacementAction) -> Result<(), Fault> {
        let told = self.tells(self.railway, minutes, vec![HubAction::Placement(action)]).await?;
        told.map(|_| ()).map_err(|refusal| self.broken(&refusal))
    }

    fn broken(&self, refusal: &Refusal) -> Fault {
        Fault::new(&format!("the week of {} cannot be told: {refusal}", self.layout.id))
    }

    fn cranes(&self, fits: impl Fn(&Equipment) -> bool) -> Vec<String> {
        use lb_network::layout::EquipmentKind::{QuayCrane, RailGantry};
        let lifts = |machine: &&Equipment| matches!(machine.kind, QuayCrane | RailGantry) && fits(machine);
        self.layout.equipment.values().filter(lifts).map(|machine| machine.id.to_string()).collect()
    }
}

/// Boxes that pass through, in stacks that are filled one after another and emptied in the same order.
struct Stacks {
    places: Vec<(String, u16, u8, u8)>,
    next: usize,
    /// Place, and what stands there from the ground up, with the minute from which it may leave.
    standing: VecDeque<(usize, Vec<(String, i64)>)>,
}

impl Stacks {
    fn of(block: Option<&Block>) -> Self {
        let halves = block.into_iter().flat_map(|block| (0..block.bays / 2).map(move |half| (block, half)));
        let halves = halves.filter(|(block, half)| is_for_transit(block, *half));
        let places = halves.flat_map(|(block, half)| {
            (1..=block.rows).map(move |row| (block.id.to_string(), half * 4 + 2, row, block.tiers))
        });
        let places = places.collect();
        Self { places, next: 0, standing: VecDeque::new() }
    }

    /// Returns where a box goes; nothing where all stacks are full.
    fn put(&mut self, unit: &str, ready: i64) -> Option<SpotView> {
        let has_room = |places: &[(String, u16, u8, u8)], (place, boxes): &(usize, Vec<_>)| {
            places.get(*place).is_some_and(|(_, _, _, tiers)| boxes.len() < usize::from(*tiers))
        };
        if !self.standing.back().is_some_and(|last| has_room(&self.places, last)) {
            if self.standing.len() == self.places.len() {
                return None;
            }
            self.standing.push_back((self.next, Vec::new()));
            self.next = (self.next + 1) % self.places.len();
        }
        let (place, boxes) = self.standing.back_mut()?;
        boxes.push((unit.to_owned(), ready));
        let (block, bay, row, _) = self.places.get(*place)?;
        Some(SpotView::Yard {
            block: block.clone(),
            bay: *bay,
            row: *row,
            tier: u8::try_from(boxes.len()).ok()?,
        })
    }

    /// Takes whole stacks away, the oldest first, the upper boxes first: so many boxes at most.
    fn take(&mut self, now: i64, most: usize) -> Vec<String> {
        let mut taken = Vec::new();
        while self.standing.len() > 1
            && let Some((_, boxes)) = self.standing.front()
            && taken.len() + boxes.len() <= most
            && boxes.iter().all(|(_, ready)| *ready <= now)
            && let Some((_, boxes)) = self.standing.pop_front()
        {
            taken.extend(boxes.into_iter().rev().map(|(unit, _)| unit));
        }
        taken
    }
}

/// Returns the number of a train as its railway numbers them.
fn name_of(gauge: u32, number: i64) -> String {
    if gauge == 1_520 {
        format!("{}", 2_100 + number * 2 + 1)
    } else {
        format!("X{}", 8_300 + number * 2 + 1)
    }
}

/// Returns the numbers of a list's wagons, in the order of the train.
fn wagons_of(lines: &[ListLine]) -> Vec<&str> {
    lines.iter().filter(|line| line.wagon.is_none()).map(|line| line.thing.number.as_str()).collect()
}

/// Returns the crane whose stretch a place in a row is in.
fn share(cranes: &[String], at: usize, of: usize) -> Option<String> {
    cranes.get(at * cranes.len() / of.max(1)).or(cranes.last()).cloned()
}

/// Returns the first thing of a kind that was made.
fn named(done: &HubDone, kind: &str) -> Result<String, Fault> {
    let missing = || Fault::new(&format!("expected a {kind} that was made, got none"));
    first(Some(done.clone()), kind).ok_or_else(missing)
}
