//! What comes from outside is mutated, thousands of times: it is read or refused, never a panic, and rows that are good stay good.
//!
//! Seeds are real files: the templates that people fill in, a workbook, the tables of the tiny corridor, commands as the screens send
//! them. `LANDBRIDGE_SEED=17 cargo test -p lb-app --profile fast --test app fuzz` replays one mutation of each;
//! `LANDBRIDGE_CASES_TIMES=20` (`make soak`) draws twenty times as many.

use lb_app::booking::import::{ImportKind, read, template};
use lb_app::booking::views::{ConsignmentRequest, RunRequest, UnitRequest, decode};
use lb_app::hub::requests::HubRequest;
use lb_app::hub::views::hub_event;
use lb_network::{Corridor, CorridorFiles};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::files;

/// Mutations of each seed, before `LANDBRIDGE_CASES_TIMES`.
const MUTATIONS: u64 = 600;
/// Bytes and texts that parsers stumble over.
const NASTY: &[&[u8]] = &[
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\"",
    b"\"\"\"",
    b",,,,",
    b";",
    b"\r\n\r\n",
    b"-1",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"'",
    b"\xf0\x9f\x9a\x82",
    b"\xe2\x80\xae",
    b"<!--",
    b"{",
    b"[[[[",
    b"null",
    b"\\u0000",
    b"2026-02-30",
    b"=1+1",
];

/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// Returns bytes with a few things changed: flipped, cut out, doubled, put in from elsewhere or from the nasty ones.
fn mutated(random: &mut Random, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(24).min(bytes.len() - at.min(bytes.len()));
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let piece = bytes[at..at + length].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            3 => bytes.truncate(at),
            _ => {
                let nasty = NASTY[random.below(NASTY.len())];
                bytes.splice(at..at, nasty.iter().copied());
            }
        }
    }
    bytes
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.trim().parse().unwrap())
}

/// Gives a reader the mutations of a seed, and says which one broke it.
fn fuzz(what: &str, seed: &[u8], mut reads: impl FnMut(&[u8])) {
    let one = number("LANDBRIDGE_SEED");
    let count = MUTATIONS * number("LANDBRIDGE_CASES_TIMES").unwrap_or(1);
    for number in one.map_or(0..count, |one| one..one + 1) {
        let bytes = mutated(&mut Random(number), seed);
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| reads(&bytes)));
        assert!(read.is_ok(), "{what}: replay with LANDBRIDGE_SEED={number}");
    }
}

#[test]
fn tables_of_people_are_read_or_refused() {
    for kind in ImportKind::ALL {
        let text = template(kind);
        assert!(read(kind, "t.csv", text.as_bytes(), None).is_ok(), "{kind:?}");
        fuzz(kind.word(), text.as_bytes(), |bytes| {
            if let Ok(reading) = read(kind, "t.csv", bytes, None) {
                assert!(reading.refused.iter().all(|row| row.line > 0), "a refused row has its line");
            }
        });
    }
}

#[test]
fn workbooks_are_read_or_refused() {
    for kind in ImportKind::ALL {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let text = template(kind);
        let text = text.trim_start_matches('\u{feff}').as_bytes();
        let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        for (row, line) in rows.records().enumerate() {
            for (column, cell) in line.unwrap().iter().enumerate() {
                sheet
                    .write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell)
                    .unwrap();
            }
        }
        let bytes = workbook.save_to_buffer().unwrap();
        assert!(read(kind, "t.xlsx", &bytes, None).is_ok(), "{kind:?}");
        fuzz(kind.word(), &bytes, |bytes| drop(read(kind, "t.xlsx", bytes, None)));
    }
}

/// Railways' texts and tables: lists are read or refused, rows that are refused name their line, and what was read can be recorded
/// or says why not.
#[test]
fn wagon_lists_are_read_or_refused() {
    let app = crate::tiny();
    for name in ["naturka-02.txt", "naturka-02-1251.txt", "naturka-09.txt", "list.csv"] {
        let seed = crate::wagon_lists::example(name);
        assert!(crate::wagon_lists::read_for_fuzz(&app, &seed).is_ok(), "{name}");
        fuzz(name, &seed, |bytes| {
            if let Ok(reading) = crate::wagon_lists::read_for_fuzz(&app, bytes) {
                let refused = reading.rows.iter().filter(|row| !row.problems.is_empty());
                assert!(
                    refused
                        .flat_map(|row| &row.problems)
                        .all(|problem| problem.line > 0 && !problem.code.is_empty())
                );
                assert_eq!(reading.problem, None, "what was settled can be recorded");
            }
        });
    }
    let workbook = crate::wagon_lists::workbook();
    fuzz("workbook of wagons", &workbook, |bytes| drop(crate::wagon_lists::read_for_fuzz(&app, bytes)));
}

#[test]
fn commands_are_read_or_refused() {
    let order = r#"{"version":3,"action":{"do":"take_offer","legs":[{"from":"KZKOV","to":"VNSGN","depart":"2026-12-01T00:00:00Z","arrive":"2026-12-20T00:00:00Z","units":10,"mass_kg":260000,"carriage":{"kind":"run","run":"SV-GRN-LYG/2026-12-04","section":"SV-GRN-LYG-1","from_call":0,"to_call":1}}],"terms":{"minutes":60,"wait":true}}}"#;
    let run = r#"{"action":{"do":"set_room","room":{"teu":110,"tonnes":2000000}}}"#;
    let unit = r#"{"action":{"do":"correct_identity","kind":"container","number":"CSQU3054383"}}"#;
    let hub = r#"{"version":1,"actions":[{"do":"visit_list","visit":"01890a5d-ac96-774b-bcce-b302099a8057","lines":[{"thing":{"number":"45488855","form":{"form":"wagon","wagon_type":"KZ-FLAT-80"}}},{"thing":{"number":"CSQU3054383","form":{"form":"box","length":"40"},"gross":{"known":"verified","mass_kg":28000},"seals":["A1"]},"wagon":"45488855","slot":1}]}]}"#;
    let json = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok();
    fuzz("consignment", order.as_bytes(), |bytes| {
        drop(json(bytes).map(|value| decode::<ConsignmentRequest>(&value)))
    });
    fuzz("run", run.as_bytes(), |bytes| drop(json(bytes).map(|value| decode::<RunRequest>(&value))));
    fuzz("unit", unit.as_bytes(), |bytes| drop(json(bytes).map(|value| decode::<UnitRequest>(&value))));
    fuzz("hub", hub.as_bytes(), |bytes| {
        let Some(value) = json(bytes) else { return };
        // What is read is written the same.
        if let Ok(request) = decode::<HubRequest>(&value) {
            let again = serde_json::to_value(&request).unwrap();
            let twice = decode::<HubRequest>(&again).unwrap();
            assert_eq!(request.actions, twice.actions);
        }
    });
    let event = r#"{"type":"job_done","job":"01890a5d-ac96-774b-bcce-b302099a8057","unit":"01890a5d-ac96-774b-bcce-b302099a8058","from":{"at":"yard","block":"A","bay":2,"row":1,"tier":1},"to":{"at":"wagon","wagon":"01890a5d-ac96-774b-bcce-b302099a8059","slot":1},"at":"2026-12-01T00:00:00Z"}"#;
    assert!(hub_event("hub.job_done", &serde_json::from_str(event).unwrap()).is_ok());
    fuzz("event", event.as_bytes(), |bytes| drop(json(bytes).map(|value| hub_event("hub.job_done", &value))));
}

#[test]
fn tables_of_corridors_are_read_with_problems() {
    for name in [
        "places.csv",
        "hubs.csv",
        "tracks.csv",
        "yard_blocks.csv",
        "wagon_types.csv",
        "equipment.csv",
        "patterns.csv",
    ] {
        let seed = files().get(name).unwrap().to_owned();
        let others = files();
        let mut turn = 0_u32;
        fuzz(name, seed.as_bytes(), |bytes| {
            turn += 1;
            // A whole corridor takes its time: one mutation in twelve.
            if turn.is_multiple_of(12) || number("LANDBRIDGE_SEED").is_some() {
                let mut changed: CorridorFiles = others.clone();
                changed.insert(name, String::from_utf8_lossy(bytes));
                let (corridor, problems) = Corridor::read(&changed);
                assert!(problems.iter().all(|problem| !problem.code.is_empty()));
                drop(lb_network::check::check(&corridor));
            }
        });
    }
}
