//! What delays do to an itinerary: missed connections and their next runs, by seeded draws.

use crate::itinerary::{Itinerary, Leg, LegKind, RideLeg, StopReason};
use crate::planner::Planner;
use crate::query::Query;

/// Draws per itinerary.
pub const DRAWS: usize = 400;
const PPM: u64 = 1_000_000;

/// Percentiles of the door-to-door minutes of an itinerary under its delay distributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// 10th percentile.
    pub p10: i32,
    /// Median.
    pub p50: i32,
    /// 90th percentile.
    pub p90: i32,
    /// Leg whose missed connection cost most in all draws; `None` when the legs' own delays cost more.
    pub missed_leg: Option<usize>,
}

/// Draws delays leg by leg; a connection missed is continued by the next run of the same service that has a cut-off the
/// cargo meets. [`DRAWS`] draws from `seed`; the same seed gives the same answer.
#[must_use]
pub fn spread(planner: &Planner, query: &Query, itinerary: &Itinerary, seed: u64) -> Spread {
    let mut random = SplitMix(seed);
    let mut lost = vec![0_i64; itinerary.legs.len() + 1];
    let mut minutes: Vec<i32> =
        (0..DRAWS).map(|_| draw(planner, query, itinerary, &mut random, &mut lost)).collect();
    minutes.sort_unstable();
    let quantile = |tenths: usize| minutes.get(DRAWS * tenths / 10).copied().unwrap_or(0);
    let own = lost[itinerary.legs.len()];
    let worst = (0..itinerary.legs.len()).max_by_key(|&leg| lost[leg]).filter(|&leg| lost[leg] > own);
    Spread { p10: quantile(1), p50: quantile(5), p90: quantile(9), missed_leg: worst }
}

/// One draw: door-to-door minutes. Minutes lost by missing leg i's run go to `lost[i]`, the last arrival's own delay to the last.
fn draw(
    planner: &Planner,
    query: &Query,
    itinerary: &Itinerary,
    random: &mut SplitMix,
    lost: &mut [i64],
) -> i32 {
    let mut shift = 0_i32;
    let mut late = 0_i32;
    for (i, leg) in itinerary.legs.iter().enumerate() {
        let LegKind::Ride(ride) = leg.kind else { continue };
        let section = &planner.corridor.sections[ride.section.at()];
        // How much later than planned a run may leave and still be the one that is taken.
        let behind = if ride.through {
            let is_missed = random.below(PPM) < section_risk(planner, itinerary.legs.get(i.wrapping_sub(1)));
            shift + i32::from(is_missed)
        } else {
            (shift + late).saturating_sub(slack_before(itinerary, i)).max(0)
        };
        let goes_on = ride.through && behind == shift;
        let wait = if behind == 0 || goes_on { behind } else { next_run(planner, query, leg, ride, behind) };
        lost[i] += i64::from((wait - shift).max(0));
        shift = wait;
        let drawn = i64::try_from(random.below(PPM)).unwrap_or(0);
        late = i32::try_from(planner.corridor.delays[section.delay.at()].distribution.quantile(drawn))
            .unwrap_or(0);
    }
    lost[itinerary.legs.len()] += i64::from(late);
    itinerary.value.arrival - itinerary.ready + shift + late
}

fn section_risk(planner: &Planner, before: Option<&Leg>) -> u64 {
    let Some(LegKind::Ride(ride)) = before.map(|leg| leg.kind) else { return 0 };
    let section = &planner.corridor.sections[ride.section.at()];
    section.onward.map_or(0, |c| u64::from(planner.corridor.connections[c.at()].risk_ppm))
}

/// Minutes the cargo may come late to the place before a leg without missing its cut-off.
fn slack_before(itinerary: &Itinerary, leg: usize) -> i32 {
    // Drayages pass a delay on, so the waits of every stop since the last ride count.
    let last_ride = (0..leg).rev().find(|&i| matches!(itinerary.legs[i].kind, LegKind::Ride(_)));
    let Some(last_ride) = last_ride else { return i32::MAX };
    itinerary
        .stops
        .iter()
        .filter(|stop| stop.before_leg > last_ride && stop.before_leg <= leg)
        .flat_map(|stop| &stop.reasons)
        .filter(|(reason, _)| *reason == StopReason::Wait)
        .map(|(_, minutes)| *minutes)
        .sum()
}

/// Returns the minutes after plan at which the first later run departs that cargo `behind` minutes late can take.
fn next_run(planner: &Planner, query: &Query, leg: &Leg, ride: RideLeg, behind: i32) -> i32 {
    let departure =
        |run| query.timetable(planner).calls(&planner.corridor, ride.section, run)[usize::from(ride.board)].1;
    let planned = departure(ride.run);
    let later = (1..).map_while(|later| planner.timetable.later_run(ride.run, later));
    let in_time = later.map(departure).find(|depart| depart - planned >= behind || *depart > query.horizon);
    // Beyond the timetable or the horizon the delay alone counts, at least the length of the ride.
    in_time.map_or(behind.max(leg.arrive - leg.depart), |depart| behind.max(depart - planned))
}

/// A small deterministic generator. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
#[derive(Clone, Debug)]
pub struct SplitMix(pub u64);

impl SplitMix {
    /// Returns the next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number below `bound`; 0 where the bound is 0.
    pub const fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.next() % bound }
    }
}

#[cfg(test)]
mod tests;
