//! Asks vulture every question of a file; one JSON line each.
//!
//! `peer-vulture FEED.zip QUERIES.csv OUT.jsonl [--split]` (the questions are those of stations.py; `--split`: the feed
//! is one of split.py).
//!
//! All service days are loaded at once (its "overnight days"); a question's time is the local one, so the feed must not
//! change its clocks between its first day and the answer.

use std::fmt::Write as _;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use gtfs_structures::Gtfs;
use jiff::civil::{Date, DateTime};
use vulture::gtfs::{GtfsTimetable, OvernightDays};
use vulture::{ArrivalTime, Duration, RaptorCache, SecondOfDay, StopIdx, Timetable};

/// Rounds; the corridor's longest fronts need 14 rides.
const RIDES_MAX: u8 = 24;

fn main() -> Result<()> {
    let is_split = std::env::args().any(|argument| argument == "--split");
    let paths: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--split").collect();
    let [feed, queries, out] = paths.as_slice() else {
        bail!("expected FEED.zip QUERIES.csv OUT.jsonl [--split]");
    };
    let gtfs = Gtfs::new(feed)?;
    let first = gtfs.calendar.values().map(|week| week.start_date).min().context("no calendar")?;
    let last = gtfs.calendar.values().map(|week| week.end_date).max().context("no calendar")?;
    let days = u8::try_from((last - first).num_days())?;
    let first: Date = first.to_string().parse()?;
    // One walk between two rides, as the feed says, never a chain of them.
    let timetable =
        GtfsTimetable::new_with_overnight_days(&gtfs, first, OvernightDays(days))?.assert_footpaths_closed();
    drop(gtfs);
    let mut cache: RaptorCache<ArrivalTime> = RaptorCache::for_timetable(&timetable);
    let [board, alight] = if is_split { ["#b", "#a"] } else { ["", ""] };
    let mut text = String::new();
    let queries = std::fs::read_to_string(queries)?;
    for (number, line) in queries.lines().skip(1).enumerate() {
        let [from, to, depart] = line.split(',').collect::<Vec<_>>()[..] else {
            bail!("line {number}: {line}")
        };
        let stops = |ids: &str, side: &str| -> Result<Vec<(StopIdx, Duration)>> {
            let stop = |id: &str| timetable.stop_idx(&format!("{id}{side}")).context(id.to_owned());
            ids.split(';').map(|id| Ok((stop(id)?, Duration::ZERO))).collect()
        };
        let (from, to) = (stops(from, board)?, stops(to, alight)?);
        let instant = depart.parse::<jiff::Timestamp>()?.as_second();
        let local: DateTime = depart.get(..19).context("expected RFC 3339")?.parse()?;
        let second = u32::try_from(local.duration_since(first.at(0, 0, 0, 0)).as_secs())?;
        let query =
            timetable.query().from(from).to(to).max_transfers(RIDES_MAX).depart_at(SecondOfDay(second));
        let started = Instant::now();
        let journeys = query.run_with_cache(&mut cache);
        let elapsed = started.elapsed();
        let found: Vec<String> = journeys
            .iter()
            .map(|journey| {
                let arrival = instant + i64::from(journey.arrival().0) - i64::from(second);
                format!("{{\"arrival\":{arrival},\"rides\":{}}}", journey.plan.len())
            })
            .collect();
        let (found, micros) = (found.join(","), elapsed.as_secs_f64() * 1e6);
        writeln!(text, "{{\"query\":{number},\"itineraries\":[{found}],\"elapsed_us\":{micros:.1}}}")?;
    }
    std::fs::write(out, text)?;
    Ok(())
}
