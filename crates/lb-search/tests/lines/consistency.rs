//! Whether a journey can be travelled as it says, looked up in the twin's list of runs.

use lb_search::lines::{Journey, Leg};

use crate::twin::Twin;

/// Returns what is wrong with a journey between two places.
pub fn faults(twin: &Twin, (from, to): (usize, usize), journey: &Journey) -> Vec<String> {
    let mut faults = Vec::new();
    let (Some(first), Some(last)) = (journey.legs.first(), journey.legs.last()) else {
        return vec!["no rides".to_owned()];
    };
    for leg in &journey.legs {
        faults.extend(leg_faults(twin, leg));
    }
    if !faults.is_empty() {
        return faults;
    }
    for pair in journey.legs.windows(2) {
        let [before, after] = pair else { continue };
        let (stop, next) = (end(twin, before, before.alight), end(twin, after, after.board));
        let change = twin.change((stop, before.trip), (next, after.trip));
        if change.is_none_or(|seconds| before.arrival + seconds > after.departure) {
            faults.push(format!("a change that needs {change:?} between {before:?} and {after:?}"));
        }
    }
    if first.departure != journey.departure || last.arrival != journey.arrival {
        faults.push("times that are not those of its rides".to_owned());
    }
    let (start, stop) = (end(twin, first, first.board), end(twin, last, last.alight));
    if !twin.means(from).contains(&start) || !twin.means(to).contains(&stop) {
        faults.push(format!("from stop {start} to stop {stop}"));
    }
    faults
}

/// Returns the stop of a call of a leg that has no faults.
fn end(twin: &Twin, leg: &Leg, call: u16) -> usize {
    twin.run(leg.trip, leg.day).unwrap().calls[usize::from(call)].stop
}

fn leg_faults(twin: &Twin, leg: &Leg) -> Vec<String> {
    let Some(run) = twin.run(leg.trip, leg.day) else { return vec![format!("no such run: {leg:?}")] };
    let calls = [leg.board, leg.alight].map(|call| run.calls.get(usize::from(call)));
    let [Some(board), Some(alight)] = calls else { return vec![format!("no such call: {leg:?}")] };
    let mut faults = Vec::new();
    if leg.board >= leg.alight || board.depart != leg.departure || alight.arrive != leg.arrival {
        faults.push(format!("{leg:?} of {run:?}"));
    }
    if !board.can_board || !alight.can_alight {
        faults.push(format!("boards or alights where one may not: {leg:?} of {run:?}"));
    }
    faults
}
