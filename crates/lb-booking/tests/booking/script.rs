//! Scripts of bookings: one command a line with what it gives, and what it gave is compared as text.

use std::collections::BTreeMap;

use lb_base::{BookingId, ConsignmentId, OfferId};
use lb_booking::amount::Dimension;
use lb_booking::booking::{AmendedLeg, BookingCommand, Cause, HoldRequest, LegRequest, RolledLeg, Shortage};
use lb_booking::consignment::ConsignmentCommand;
use lb_booking::ledger::{EntryKey, Holder, LedgerCommand, LedgerEvent, PoolId, Transfer};
use lb_booking::order::Draft;
use lb_booking::plan::{LegNo, PlanLeg, PlanNo};

use crate::fixtures::{at, calls, hours, ledger_id, leg, mass, order, place, quotation, room, short, teu};
use crate::world::{Outcome, Recorded, World};

/// Runs a script whose lines are `command -> outcome`; the lines with their real outcomes must be the script.
///
/// The first word of a line is the hour. Every run `A1`, `A2`, `B1`, `B2` has room for 10 TEU and 2 plugs and is owned by
/// the site `hub`.
pub fn check(script: &str) {
    let mut player = Player::new();
    let mut played = String::new();
    for line in script.trim().lines().map(str::trim) {
        let command = line.split("->").next().unwrap().trim();
        let outcome = player.play(command);
        played += &format!("{command} -> {outcome}\n");
    }
    let expected: String = script.trim().lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(played, expected, "\nplayed:\n{played}");
    player.world.assert_replays();
}

struct Player {
    world: World,
    names: BTreeMap<String, String>,
}

fn number(name: &str) -> u8 {
    name.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte))
}

fn booking(name: &str) -> BookingId {
    BookingId::at(u64::from(number(name)), [1; 10])
}

fn consignment(name: &str) -> ConsignmentId {
    ConsignmentId::at(u64::from(number(name)), [2; 10])
}

fn offer(name: &str) -> OfferId {
    OfferId::at(u64::from(number(name)), [3; 10])
}

fn pool(word: &str) -> PoolId {
    match word.split_once(':') {
        Some(("site", site)) => PoolId::Allotted(Holder::Site(site.parse().unwrap())),
        Some((_, customer)) => PoolId::Allotted(Holder::Customer(customer.parse().unwrap())),
        None => PoolId::Free,
    }
}

impl Player {
    fn new() -> Self {
        let mut world = World::new(at(0));
        for name in ["A1", "A2", "B1", "B2"] {
            let id = ledger_id(name);
            let open = LedgerCommand::Open { id: id.clone(), calls: calls(&id), room: room(10, 2) };
            world.ledger(&id, &open).unwrap();
        }
        Self { world, names: BTreeMap::new() }
    }

    fn play(&mut self, command: &str) -> String {
        let words: Vec<&str> = command.split_whitespace().collect();
        let hour = words[0].trim_end_matches('h');
        let (whole, seconds) = hour.split_once("h+").unwrap_or((hour, "0s"));
        let seconds: i64 = seconds.trim_end_matches('s').parse().unwrap();
        self.world.now = at(whole.parse().unwrap()) + jiff::SignedDuration::from_secs(seconds);
        let words = &words[1..];
        for name in &words[1..] {
            self.names.insert(booking(name).to_string(), (*name).to_owned());
            self.names.insert(offer(name).to_string(), (*name).to_owned());
        }
        let outcome = match words[0] {
            "by" => {
                self.world.site = words[1].parse().unwrap();
                return "ok".to_owned();
            }
            "hold" => self.hold(&words[1..], words[1]),
            // The same, under the identifier of another booking.
            "steal" => self.hold(&words[2..], words[1]),
            "confirm" => self.book(words[1], &BookingCommand::Confirm { booking: booking(words[1]) }),
            "release" => self.book(words[1], &BookingCommand::Release { booking: booking(words[1]) }),
            "cancel" => {
                let cause = if words.contains(&"carrier") { Cause::Carrier } else { Cause::Customer };
                let (booking, reason) = (booking(words[1]), "x".to_owned());
                self.book(words[1], &BookingCommand::Cancel { booking, cause, reason })
            }
            "amend" => self.amend(words[1], words[2]),
            "roll" => self.roll(words[1], &words[2..]),
            "reroute" => self.reroute(words[1], &words[2..]),
            verb => self.ledger_verb(verb, &words[1..]),
        };
        self.shown(outcome)
    }

    fn book(&mut self, name: &str, command: &BookingCommand) -> Outcome {
        self.world.book(consignment(name), command)
    }

    /// `NAME UNITS LEG [+ LEG] [reefer] [rolling] [elsewhere] [wait] [POOL] until HOUR`, where a leg is `A1 0-2`, and `A1 0-2 | A2 0-2` splits.
    fn hold(&mut self, words: &[&str], booking_name: &str) -> Outcome {
        let (name, units): (&str, u32) = (words[0], words[1].parse().unwrap());
        let mut legs = plan_legs(&words[2..], units);
        if words.contains(&"elsewhere") {
            legs[0].from = place(9);
        }
        self.ordered(name, units, &legs);
        let has = |word: &str| words.contains(&word);
        let until = words.windows(2).find(|pair| pair[0] == "until").map_or("90h", |pair| pair[1]);
        let pool = words.iter().find(|word| word.contains(':')).map_or(PoolId::Free, |word| pool(word));
        let plugs = |leg: &PlanLeg| if has("reefer") { i64::from(leg.units) } else { 0 };
        let deck = |leg: &PlanLeg| if has("rolling") { 5_000 * i64::from(leg.units) } else { 0 };
        let request = |leg: &PlanLeg| LegRequest {
            leg: leg.no,
            pool: pool.clone(),
            amounts: teu(i64::from(leg.units))
                .with(Dimension::Plugs, plugs(leg))
                .with(Dimension::Deck, deck(leg)),
        };
        let plan =
            self.world.states.consignment(consignment(name)).and_then(|c| c.plan()).map(|plan| plan.no);
        let request = HoldRequest {
            booking: booking(booking_name),
            plan: plan.unwrap_or(PlanNo(1)),
            legs: legs.iter().map(request).collect(),
            until: at(until.trim_end_matches('h').parse().unwrap()),
            shortage: if has("wait") { Shortage::Wait } else { Shortage::Refuse },
            quotation: quotation(1_000),
        };
        self.book(name, &BookingCommand::Hold(request))
    }

    fn ordered(&mut self, name: &str, units: u32, legs: &[PlanLeg]) {
        let id = consignment(name);
        if self.world.states.consignment(id).is_some() {
            return;
        }
        let (from, to) = (legs[0].from.clone(), legs[legs.len() - 1].to.clone());
        let order = order(from, to, units);
        let draft = Draft { route: Some(order.route), goods: order.goods };
        let customer = "acme".parse().unwrap();
        self.world.consignment(id, &ConsignmentCommand::Draft { id, customer, draft }).unwrap();
        self.world.consignment(id, &ConsignmentCommand::PlaceOrder).unwrap();
        self.world.consignment(id, &ConsignmentCommand::Plan { legs: legs.to_vec() }).unwrap();
    }

    /// `NAME UNITS`, the same for every leg, or `NAME 7+3` for two shares.
    fn amend(&mut self, name: &str, units: &str) -> Outcome {
        let known = self.world.states.consignment(consignment(name)).unwrap();
        let route = known.life().order().unwrap().route.clone();
        let shares: Vec<u32> = units.split('+').map(|units| units.parse().unwrap()).collect();
        let order = order(route.origin, route.destination, shares.iter().sum());
        let legs = known.plan().unwrap().legs.iter().zip(shares.iter().cycle());
        let amended = |(leg, units): (&PlanLeg, &u32)| AmendedLeg {
            leg: leg.no,
            units: *units,
            mass: mass(*units),
            amounts: teu(i64::from(*units)),
        };
        let legs = legs.map(amended).collect();
        let (booking, cause) = (booking(name), Cause::Customer);
        self.book(name, &BookingCommand::Amend { booking, order, legs, quotation: None, cause })
    }

    /// `NAME LEG=RUN ...`
    fn roll(&mut self, name: &str, words: &[&str]) -> Outcome {
        let rolled = |word: &&str| {
            let (leg, run) = word.split_once('=').unwrap();
            RolledLeg { leg: LegNo(leg.parse().unwrap()), run: ledger_id(run).run, pool: PoolId::Free }
        };
        let (booking, legs) = (booking(name), words.iter().map(rolled).collect());
        self.book(name, &BookingCommand::Roll { booking, legs, cause: Cause::Customer })
    }

    fn reroute(&mut self, name: &str, words: &[&str]) -> Outcome {
        let units =
            self.world.states.consignment(consignment(name)).unwrap().life().order().unwrap().unit_count();
        let plan = plan_legs(words, units);
        let request = |leg: &PlanLeg| LegRequest {
            leg: leg.no,
            pool: PoolId::Free,
            amounts: teu(i64::from(leg.units)),
        };
        let legs = plan.iter().map(request).collect();
        let (booking, cause) = (booking(name), Cause::Carrier);
        self.book(name, &BookingCommand::Reroute { booking, plan, legs, quotation: None, cause })
    }

    fn ledger_verb(&mut self, verb: &str, words: &[&str]) -> Outcome {
        let id = ledger_id(words[0]);
        let command = match verb {
            "room" => LedgerCommand::SetRoom { room: room(words[1].parse().unwrap(), 2) },
            "close" => LedgerCommand::CloseSale { reason: words[1].to_owned() },
            "reopen" => LedgerCommand::ReopenSale,
            "settle" => LedgerCommand::Settle,
            "retime" => {
                let later: i32 = words[1].parse().unwrap();
                let mut calls = calls(&id);
                for call in &mut calls {
                    if let lb_booking::ledger::Boarding::Until(cut_off) = &mut call.boarding {
                        *cut_off = lb_base::Minute::new(cut_off.get() + later * 60);
                    }
                }
                LedgerCommand::Retime { calls }
            }
            "allot" => {
                let amounts = teu(words[3].parse().unwrap());
                let transfer = Transfer { from: pool(words[1]), to: pool(words[2]), amounts };
                LedgerCommand::MoveAllotment { offer: offer(words.get(4).unwrap_or(&"o")), transfer }
            }
            "accept" => LedgerCommand::AcceptAllotment { offer: offer(words[1]) },
            "decline" => LedgerCommand::DeclineAllotment { offer: offer(words[1]) },
            other => panic!("expected a verb, got {other}"),
        };
        self.world.ledger(&id, &command)
    }

    fn shown(&self, outcome: Outcome) -> String {
        match outcome {
            Ok(events) if events.is_empty() => "nothing".to_owned(),
            Ok(events) => events.iter().filter_map(|event| self.event(event)).collect::<Vec<_>>().join(", "),
            Err(refusal) => {
                let fields =
                    refusal.fields().into_iter().filter(|(name, _)| !matches!(*name, "run" | "section"));
                let fields: Vec<String> = fields.map(|(_, text)| self.named(&text)).collect();
                format!("{} {}", refusal.code(), fields.join(" ")).trim().to_owned()
            }
        }
    }

    /// Bookings by their names, instants in hours.
    fn named(&self, text: &str) -> String {
        let name = self.names.get(text).cloned();
        name.or_else(|| text.parse().ok().map(hours)).unwrap_or_else(|| text.to_owned())
    }

    fn event(&self, recorded: &Recorded) -> Option<String> {
        let Recorded::Ledger(id, event) = recorded else {
            return recorded.fee().map(|fee| format!("fee {}", fee.minor()));
        };
        let name = |key: &EntryKey| self.names.get(&key.booking.to_string()).cloned().unwrap_or_default();
        let what = event.kind().trim_start_matches("ledger.");
        let (key, at) = about(event);
        let words = [Some(what.to_owned()), key.map(name), Some(short(id)), at.map(hours)];
        Some(words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

/// The leg that an event is about, and its own instant.
fn about(event: &LedgerEvent) -> (Option<&EntryKey>, Option<jiff::Timestamp>) {
    let key = match event {
        LedgerEvent::Entered { key, .. }
        | LedgerEvent::Amended { key, .. }
        | LedgerEvent::Confirmed { key, .. }
        | LedgerEvent::Released { key, .. }
        | LedgerEvent::Lapsed { key, .. }
        | LedgerEvent::Promoted { key, .. } => Some(key),
        LedgerEvent::Opened { .. }
        | LedgerEvent::RoomSet { .. }
        | LedgerEvent::Retimed { .. }
        | LedgerEvent::SaleClosed { .. }
        | LedgerEvent::SaleReopened
        | LedgerEvent::AllotmentMoved(_)
        | LedgerEvent::AllotmentOffered { .. }
        | LedgerEvent::AllotmentAccepted { .. }
        | LedgerEvent::AllotmentDeclined { .. } => None,
    };
    (key, event.happened_at())
}

/// Reads `A1 0-2 + B1 0-1`, or `A1 0-2 | A2 0-2` for a split in two halves; other words end it.
fn plan_legs(words: &[&str], units: u32) -> Vec<PlanLeg> {
    let mut legs = Vec::new();
    let mut position = 0;
    let splits = words.contains(&"|");
    while let Some([run, hops]) = words.get(position..position + 2) {
        let Some((from, to)) = hops.split_once('-') else { break };
        let hops = (from.parse::<u16>().unwrap(), to.parse::<u16>().unwrap());
        let share = if splits { units / 2 } else { units };
        let no = u16::try_from(legs.len()).unwrap();
        legs.push(leg(no, (run, hops.0, hops.1), share));
        match words.get(position + 2) {
            Some(&"+" | &"|") => position += 3,
            _ => break,
        }
    }
    legs
}
