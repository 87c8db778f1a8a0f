use super::order::RICH;
use super::*;

/// What holds of every feed, whatever the files said.
fn assert_sound(feed: &Feed) {
    assert!(feed.stops.is_sorted_by(|a, b| a.id < b.id));
    assert!(feed.routes.is_sorted_by(|a, b| a.id < b.id));
    assert!(feed.trips.is_sorted_by(|a, b| (&a.id, a.headway_start) < (&b.id, b.headway_start)));
    assert!(feed.calendars.is_sorted_by(|a, b| a < b));
    let days = narrow(feed.day_base.len());
    assert!(feed.calendars.iter().all(|set| set.next_from(days).is_none()));
    let mut next = 0;
    for trip in &feed.trips {
        assert!(wide(trip.route) < feed.routes.len() && wide(trip.calendar) < feed.calendars.len());
        let calls = feed.calls(trip);
        assert!(trip.first == next && trip.count >= 2 && calls.len() == wide(trip.count));
        next += trip.count;
        let times: Vec<_> = calls.iter().flat_map(|call| [call.arrive, call.depart]).collect();
        assert!(times.is_sorted());
        assert!(calls.iter().all(|call| !feed.stops[call.stop.at()].is_station && call.line > 1));
        assert!(trip.headway_start.is_none_or(|start| start == calls[0].depart));
    }
    assert_eq!(wide(next), feed.stop_times.len());
    for (i, stop) in feed.stops.iter().enumerate() {
        let children = feed.children(StopIdx::new(i));
        assert!(stop.is_station || children.is_empty());
        assert!(children.iter().all(|child| feed.stops[child.at()].parent == Some(StopIdx::new(i))));
    }
    assert!(feed.transfers.is_sorted_by(|a, b| {
        let key = |row: &Transfer| {
            let Transfer { from, to, from_route, to_route, from_trip, to_trip, .. } = row.clone();
            (from, to, from_route, to_route, from_trip, to_trip)
        };
        key(a) < key(b)
    }));
    let is_stop = |stop: StopIdx| !feed.stops[stop.at()].is_station;
    assert!(feed.transfers.iter().all(|row| is_stop(row.from) && is_stop(row.to)));
}

/// Changes a few bytes of a file: drops, repeats, replaces, or moves a piece of it.
fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    const PIECES: [&[u8]; 12] =
        [b",", b"\"", b"\n", b"\r\n", b"\xff", b"9", b"99999999999999999999", b"-", b":", b" ", b"\0", b"1,"];
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(12)).min(bytes.len());
        let piece = match chance.below(3) {
            0 => Vec::new(),
            1 => PIECES[chance.below(PIECES.len())].to_vec(),
            _ => {
                let from = chance.below(bytes.len() + 1);
                bytes[from..(from + chance.below(40)).min(bytes.len())].to_vec()
            }
        };
        bytes.splice(at..end, piece);
    }
}

#[test]
fn whatever_the_bytes_the_feed_is_sound_and_nothing_breaks() {
    let good = files(RICH);
    let names: Vec<String> = good.names().map(str::to_owned).collect();
    let mut chance = Chance(7);
    let mut feeds = 0;
    for _ in 0..1_000 {
        let mut files = good.clone();
        for _ in 0..=chance.below(2) {
            let name = &names[chance.below(names.len())];
            let mut bytes = files.get(name).unwrap().to_vec();
            mutate(&mut bytes, &mut chance);
            files.insert(name, bytes);
        }
        let (feed, problems) = Feed::read(&files);
        assert!(feed.is_some() || !problems.is_empty());
        assert_eq!(Feed::read(&files), (feed.clone(), problems));
        feeds += usize::from(feed.as_ref().inspect(|feed| assert_sound(feed)).is_some());
    }
    assert!(feeds > 300, "{feeds}");
}
