//! Every seeded error is found, with file, line and column.

use lb_network::check::check;
use lb_network::model::{ENUMERATIONS, Enumeration};
use lb_network::{Corridor, CorridorFiles};

use crate::folder;

/// Returns every problem of a corridor, one a line: file, line, column, code.
fn problems(files: &CorridorFiles) -> Vec<String> {
    let (corridor, mut problems) = Corridor::read(files);
    problems.extend(check(&corridor));
    problems.iter().map(|p| format!("{}:{} {} {}", p.file, p.line, p.column, p.code)).collect()
}

/// Replaces text in one table of the tiny corridor and expects a problem.
fn finds(table: &str, from: &str, to: &str, expected: &str) {
    let files = folder::read("tiny");
    assert!(files.get(table).unwrap().contains(from), "{table} has no {from}");
    let found = problems(&files.with_replaced(table, from, to));
    assert!(found.iter().any(|problem| problem == expected), "expected {expected}, found {found:#?}");
}

#[test]
fn the_tiny_corridor_has_none() {
    assert_eq!(problems(&folder::read("tiny")), Vec::<String>::new());
}

#[test]
fn an_identifier_that_stands_twice() {
    let code = "corridor.duplicate_identifier";
    finds("services.csv", "SV-FER-ICN,", "SV-ALA-LYG,", &format!("services.csv:4 service_id {code}"));
    finds("places.csv", "CNLYG-BASE,", "CNLYG,", &format!("places.csv:4 place_id {code}"));
}

#[test]
fn broken_references() {
    let code = "corridor.unknown_reference";
    finds("calls.csv", "1,KZALA,", "1,NOWHERE,", &format!("calls.csv:2 place_id {code}"));
    finds("calls.csv", ",1966,KZALA", ",1966,NOWHERE", &format!("calls.csv:13 via {code}"));
    finds("sections.csv", "F-ROPAX,", "F-NONE,", &format!("sections.csv:5 factor_id {code}"));
    finds("sections.csv", "D-FERRY,", "D-NONE,", &format!("sections.csv:5 delay_id {code}"));
    finds("sections.csv", "X-HRS-ALT", "X-NONE", &format!("sections.csv:2 crossings {code}"));
    finds("tariffs.csv", ",USD", ",XXX", &format!("tariffs.csv:2 currency {code}"));
    finds("exceptions.csv", "SV-LYG-ALA-P1", "SV-NONE", &format!("exceptions.csv:2 pattern_id {code}"));
    finds("restrictions.csv", ",X-HRS-ALT", ",X-NONE", &format!("restrictions.csv:2 target_id {code}"));
}

#[test]
fn impossible_speeds() {
    let code = "corridor.impossible_speed";
    // 336 km of rail in an hour; a ship of 3,565 km that takes a month.
    finds("calls.csv", "KZALT,1,07:15", "KZALT,0,21:00", &format!("calls.csv:3 km {code}"));
    finds("calls.csv", "VNCLI,5,18:00", "VNCLI,35,18:00", &format!("calls.csv:18 km {code}"));
}

#[test]
fn negative_dwell_and_calls_out_of_order() {
    finds("calls.csv", "17:00,2,18:00", "17:00,1,16:00", "calls.csv:10 depart corridor.negative_dwell");
    finds("calls.csv", "KRINC,1,17:00", "KRINC,0,12:00", "calls.csv:10 arrive corridor.calls_out_of_order");
}

#[test]
fn unknown_zones_and_values() {
    finds("places.csv", "Asia/Seoul", "Asia/Atlantis", "places.csv:5 time_zone corridor.bad_value");
    finds("places.csv", ",34.75,", ",134.75,", "places.csv:3 lat corridor.bad_value");
    finds("calls.csv", "0,20:00", "0,25:00", "calls.csv:2 depart corridor.bad_value");
    finds("patterns.csv", ",26,", ",28,", "patterns.csv:4 weekdays corridor.bad_value");
    finds("delays.csv", ",20,90,", ",100,90,", "delays.csv:3 p10 corridor.bad_distribution");
    finds(
        "facilities.csv",
        "Mo-Sa 06:00-22:00",
        "Mo-Xx 06:00",
        "facilities.csv:6 opening corridor.bad_value",
    );
}

/// Puts a word into a cell of the first row of a table of the tiny corridor and returns the problems of that column.
fn told(column: &Enumeration, word: &str) -> Vec<String> {
    let file = format!("{}.csv", column.table);
    let files = folder::read("tiny");
    let text = files.get(&file).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let (header, mut row) = (lines.next().unwrap(), lines.next().unwrap());
    let at = header.iter().position(|name| *name == column.column).unwrap();
    let before = row.join(",");
    row[at] = word;
    let (corridor, mut problems) =
        Corridor::read(&files.clone().with_replaced(&file, &before, &row.join(",")));
    problems.extend(check(&corridor));
    let here = problems
        .iter()
        .filter(|p| p.file == file && p.column == column.column && p.code == "corridor.bad_value");
    here.map(ToString::to_string).collect()
}

#[test]
fn a_column_of_words_takes_its_words_and_no_other() {
    for column in ENUMERATIONS {
        for word in column.words {
            assert_eq!(told(column, word), Vec::<String>::new(), "{column:?} {word}");
        }
        let Enumeration { table, column: name, .. } = column;
        let problem = |found: &str| {
            format!(
                "{table}.csv:2: {name}: expected {}, found {found} [corridor.bad_value]",
                column.expected()
            )
        };
        assert_eq!(told(column, "Opne"), vec![problem("`Opne`")]);
        let empty = if column.required { vec![problem("nothing")] } else { Vec::new() };
        assert_eq!(told(column, ""), empty);
    }
}

#[test]
fn words_are_told_as_a_sentence() {
    let links = ENUMERATIONS.iter().find(|e| e.table == "links" && e.column == "mode").unwrap();
    assert_eq!(links.expected(), "rail, road or sea");
}

#[test]
fn flags_and_provenance_of_calls() {
    let code = "corridor.bad_value";
    finds("commodities.csv", ",yes,", ",perhaps,", &format!("commodities.csv:3 quarantine {code}"));
    finds("calls.csv", "48,yes,no", "48,maybe,no", &format!("calls.csv:2 board {code}"));
    finds("calls.csv", ",modelled,", ",certain,", &format!("calls.csv:2 reliability {code}"));
}

#[test]
fn a_call_without_words_of_its_own_has_its_section_s() {
    let files = folder::read("tiny").with_replaced("calls.csv", "no,,,modelled,M", "no,,,,");
    let files = files.with_replaced("calls.csv", ",336,,modelled,M", ",336,,seen,S12;K");
    let files = files.with_replaced("sections.csv", "modelled,M", "mixed,S11");
    let (corridor, told) = Corridor::read(&files);
    assert_eq!(told, Vec::new());
    let calls = &corridor.sections[0].calls;
    let told: Vec<String> = calls
        .iter()
        .map(|call| format!("{} {}", call.provenance.reliability, call.provenance.basis.join(";")))
        .collect();
    assert_eq!(told, ["mixed S11", "seen S12;K", "modelled M"]);
    // Tables made before calls had words of their own.
    let without: String = files.get("calls.csv").unwrap().lines().fold(String::new(), |text, line| {
        let cells: Vec<&str> = line.split(',').collect();
        text + &cells[..cells.len() - 2].join(",") + "\n"
    });
    let mut old = folder::read("tiny");
    old.insert("calls.csv", without);
    assert_eq!(problems(&old), Vec::<String>::new());
}

#[test]
fn ports_elsewhere() {
    let code = "corridor.port_position_differs";
    finds("port_checks.csv", "37.47,", "38.47,", &format!("port_checks.csv:3 unlocode {code}"));
}

#[test]
fn rail_islands() {
    let place = |id: &str| format!("{id},{id},,,,,KZ,,50,60,rail_station,1520,Asia/Almaty,seen,K,\n");
    let files = folder::read("tiny");
    let mut island = files.clone();
    let places = files.get("places.csv").unwrap().to_owned() + &place("KZAAA") + &place("KZBBB");
    let links = files.get("links.csv").unwrap().to_owned();
    let line = links.lines().count() + 1;
    island.insert("places.csv", places);
    island.insert("links.csv", links + "T900,KZAAA,KZBBB,rail,5,1520,1,diesel,1,2,3,KTZ,open,seen,K,\n");
    assert_eq!(problems(&island), vec![format!("links.csv:{line} from corridor.rail_island")]);
}

#[test]
fn gauges_that_do_not_meet() {
    let code = "corridor.gauge_does_not_meet";
    // The line Altynkol - Almaty in the Chinese gauge: Almaty has none, and trains of 1,520 mm ride it.
    finds("links.csv", "rail,336,1520", "rail,336,1435", &format!("links.csv:5 gauges {code}"));
    finds("links.csv", "rail,336,1520", "rail,336,1435", &format!("calls.csv:3 via {code}"));
    finds("connections.csv", ",gauge_change,", ",vehicle_change,", &format!("connections.csv:2 kind {code}"));
}

#[test]
fn missing_columns_and_tables() {
    finds("calls.csv", ",km,", ",miles,", "calls.csv:1 km corridor.missing_column");
    let mut files = CorridorFiles::default();
    for name in folder::read("tiny").names().filter(|name| *name != "lanes.csv") {
        files.insert(name, folder::read("tiny").get(name).unwrap());
    }
    let missing = "lanes.csv:0  corridor.missing_table".to_owned();
    assert!(problems(&files).contains(&missing), "{:#?}", problems(&files));
}

#[test]
fn rows_of_another_length() {
    finds("calls.csv", "20:00,48,yes,no,,", "20:00,48,yes,no,,,", "calls.csv:2  corridor.row_length");
    finds("calls.csv", "19:15,24,yes,yes,336,", "19:15,24,yes", "calls.csv:3  corridor.row_length");
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    let files = folder::read("tiny");
    let mut marked = CorridorFiles::default();
    for name in files.names() {
        marked.insert(name, format!("\u{feff}{}", files.get(name).unwrap()));
    }
    assert_eq!(problems(&marked), Vec::<String>::new());
}

#[test]
fn good_rows_stay_whatever_the_others() {
    let files = folder::read("tiny").with_replaced("services.csv", "SV-FER-ICN,", "SV-FER ICN,");
    let (corridor, problems) = Corridor::read(&files);
    assert!(!problems.is_empty());
    assert!(corridor.service("SV-LIN-VN").is_some());
    assert_eq!(corridor.services.len(), 5);
}
