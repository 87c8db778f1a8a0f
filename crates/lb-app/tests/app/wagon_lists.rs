//! Wagon lists: read from the railways' text, CSV and XLSX, held against a floor, written and read back.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::date;
use lb_app::App;
use lb_app::hub::requests::{ListLine, ThingView};
use lb_app::hub::views::{BoxLengthView, FillView, FormView, GrossView, PowerSourceView, WagonPapersView};
use lb_app::hub::wagon_list::{
    Format, ListReading, Sent, TrainHeader, TrainSheet, export, lines_of, rehearse,
};
use lb_app::json::UnitKindView;
use lb_hub::visit::{Announcement, Vehicle, VisitEvent};
use lb_hub::{Acting, Floor, Ground, HubEvent, VisitId};

use crate::tiny;

fn visit() -> VisitId {
    "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()
}

fn now() -> Timestamp {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

/// A floor on which one train is expected.
fn floor(gauge: u32) -> Floor {
    let announcement = Announcement {
        id: visit(),
        vehicle: Vehicle::Train { gauge },
        name: "2501".to_owned(),
        operator: None,
        arrival: None,
        departure: None,
    };
    let mut floor = Floor::new("TINY".parse().unwrap());
    floor.apply(&HubEvent::Visit(VisitEvent::Expected { announcement }));
    floor
}

fn read_on(app: &App, floor: &Floor, bytes: &[u8]) -> Result<ListReading, String> {
    let layouts = &app.corridor().layouts;
    let layout = layouts.hubs.values().next().unwrap();
    let sent = Sent { visit: visit(), file: "list", bytes, charset: None, wagon_type: None };
    let acting = Acting { organisation: "ORDA".parse().unwrap(), now: now() };
    rehearse(floor, &Ground { layout, layouts }, &sent, &acting).map_err(|refusal| refusal.to_string())
}

/// Reads a list for a train of 1,520 mm.
pub(crate) fn read_for_fuzz(app: &App, bytes: &[u8]) -> Result<ListReading, String> {
    read_on(app, &floor(1_520), bytes)
}

/// A list as a workbook.
pub(crate) fn workbook() -> Vec<u8> {
    let header = TrainHeader { message: "02".to_owned(), ..TrainHeader::default() };
    export(&sheet(&header, &Draw(3).train()), Format::Xlsx).unwrap()
}

/// Reads a list for a train of 1,520 mm and tells every row: line, number, slot, what is wrong.
fn told(bytes: &[u8]) -> String {
    let reading = match read_on(&tiny(), &floor(1_520), bytes) {
        Ok(reading) => reading,
        Err(refusal) => return refusal,
    };
    assert_eq!(reading.problem, None);
    let row = |row: &lb_app::hub::wagon_list::ListRow| {
        let slot = row.slot.map(|slot| format!(" #{slot}")).unwrap_or_default();
        let problem = |problem: &lb_app::booking::import::RowProblem| {
            assert_eq!((problem.file.as_str(), problem.line), ("list", row.line));
            format!(" {:?} {} {}", row.state, problem.code, problem.column.clone().unwrap_or_default())
        };
        let problems: String = row.problems.iter().map(problem).collect();
        format!("{} {}{slot}{problems}", row.line, row.number)
    };
    let rows: Vec<String> = reading.rows.iter().map(row).collect();
    format!("{} {}+{}\n{}", reading.format, reading.wagons, reading.boxes, rows.join("\n"))
}

pub(crate) fn example(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists").join(name)).unwrap()
}

#[test]
fn the_railways_text_is_read_with_what_is_wrong_in_it() {
    let expected = "du1 3+2\n\
        2 94120011\n\
        4 CSQU3054383 #1\n\
        5 TOLU4734787 #3\n\
        6 9412 Refused import.bad_cell cargo\n\
        7 94120029 Warned list.type_assumed wagon_type\n\
        8 95123451 Warned list.type_assumed wagon_type";
    assert_eq!(told(&example("naturka-02.txt")), expected);
}

#[test]
fn no_line_is_passed_over_in_silence() {
    let head = "(:02 670000 2505 6700 015 6980 22 11 18 00 004 0090:)";
    let wagon = "01 94120011 1 000 698004 00000 0000 0 0000 00 00/00 000000 0260";
    let text = format!("{head}\n= KZ-FLAT-80 26000 -\nnonsense\n{wagon}\n= KZ-FLAT-80 heavy -\nNNNN\n");
    let expected = "du1 0+0\n\
        2  Refused import.bad_cell =\n\
        3  Refused import.bad_cell wagon\n\
        5 94120011 Refused import.bad_cell tare";
    assert_eq!(told(text.as_bytes()), expected);
}

#[test]
fn a_table_is_read_with_what_is_wrong_in_it() {
    let expected = "csv 3+2\n\
        2 94120011\n\
        2 CSQU3054383 #1\n\
        3 TOLU4734787 #3\n\
        4 94120029\n\
        4 OOLU4293959 Refused import.bad_cell length\n\
        5 95123451";
    assert_eq!(told(&example("list.csv")), expected);
}

/// Russian letters in the charset of railways' programs; a wrong check digit of a wagon, and of a station; boxes without numbers.
#[test]
fn windows_1251_is_read_and_wrong_check_digits_lose_nothing() {
    let bytes = example("naturka-02-1251.txt");
    let expected = "du1 2+0\n\
        2 94120037 Warned list.type_assumed wagon_type Warned list.boxes_unnumbered boxes\n\
        3 94120046 Warned list.type_assumed wagon_type Warned list.number_doubtful wagon Warned list.station_doubtful station";
    assert_eq!(told(&bytes), expected);
    let reading = read_on(&tiny(), &floor(1_520), &bytes).unwrap();
    let header = reading.header.unwrap();
    assert_eq!(header.marks.as_deref(), Some("0000 маршрут"));
    assert_eq!(header.index.as_deref(), Some("6700 016 6980"));
    assert_eq!(
        (header.at.as_deref(), header.units, header.gross_t),
        (Some("23.11 02:05"), Some(4), Some(130))
    );
    let papers = reading.lines[0].thing.papers.clone().unwrap();
    assert_eq!((papers.cargo_kg, papers.laden_boxes), (Some(26_000), Some(2)));
    assert_eq!((papers.note.as_deref(), papers.station.as_deref()), (Some("охрана"), Some("698004")));
}

#[test]
fn a_correction_takes_a_wagon_and_its_boxes_out() {
    let app = tiny();
    let reading = read_on(&app, &floor(1_520), &example("naturka-02.txt")).unwrap();
    let floor = listed(&app, &reading.lines);
    let after = read_on(&app, &floor, &example("naturka-09.txt")).unwrap();
    let numbers: Vec<&str> = after.lines.iter().map(|line| line.thing.number.as_str()).collect();
    assert_eq!(numbers, ["94120011", "CSQU3054383", "TOLU4734787", "95123451"]);
    assert_eq!((after.refused, after.rows[1].problems[0].code.as_str()), (1, "list.not_listed"));
}

/// Returns a floor on which the lines are listed, by the one command that records them.
fn listed(app: &App, lines: &[ListLine]) -> Floor {
    let mut floor = floor(1_520);
    let bytes = export(
        &sheet(&TrainHeader { message: "02".to_owned(), ..TrainHeader::default() }, lines),
        Format::Du1,
    );
    let reading = read_on(app, &floor, &bytes.unwrap()).unwrap();
    let layouts = &app.corridor().layouts;
    let ground = Ground { layout: layouts.hubs.values().next().unwrap(), layouts };
    let acting = Acting { organisation: "ORDA".parse().unwrap(), now: now() };
    let listings = lb_app::hub::wagon_list::listings(&floor, visit(), &reading.lines, now()).unwrap();
    let command =
        lb_hub::Command::Visit(lb_hub::visit::VisitCommand::List { visit: visit(), from: 0, listings });
    for event in lb_hub::decide(&floor, &ground, &command, &acting).unwrap() {
        floor.apply(&event);
    }
    floor
}

#[test]
fn what_stands_twice_fits_nowhere_or_is_too_much_is_told() {
    let wagon = "01 94120011 1 000 0 0 0 0 0 0 0 0 0260\n= KZ-FLAT-80 26000 -\n";
    let text = format!(
        "{wagon}+ CSQU3054383 1 40 laden 1000\n+ TOLU4734787 2 20 laden 1000\n+ CSQU3054383 3 20 laden 1000\n\
         + OOLU4293959 - 20 empty -\n+ MSKU1234567 4 20 laden 1000\n{wagon}+ FCIU9908030 1 20 laden x\n"
    );
    let expected = "du1 1+3\n\
        1 94120011\n\
        3 CSQU3054383 #1\n\
        4 TOLU4734787 #2 Refused list.no_slot slot\n\
        5 CSQU3054383 #3 Refused list.twice box\n\
        6 OOLU4293959 #3\n\
        7 MSKU1234567 #4 Warned list.number_doubtful box\n\
        8 94120011 Refused list.twice wagon\n\
        10 FCIU9908030 Refused import.bad_cell gross_kg";
    assert_eq!(told(text.as_bytes()), expected);
    let long = (0..501)
        .fold("(:02\n".to_owned(), |text, at| format!("{text}{:03} {:08} 0\n", at % 999, at + 20_000_000));
    assert_eq!(told(long.as_bytes()), "expected at most 500, got 501 [hub.too_many]");
    assert!(told(&vec![b'0'; (1 << 20) + 1]).contains("import.too_large"));
    assert!(told(b"").contains("import.empty"));
}

/// The longest trains of the tables' railways, loaded with 20 ft boxes to the last slot, stay within one list.
#[test]
fn a_list_holds_the_longest_train() {
    let app = tiny();
    let layouts = &app.corridor().layouts;
    for railway in layouts.railways.values() {
        for wagon in layouts.wagon_types.values().filter(|wagon| wagon.gauge == railway.gauge) {
            let wagons = railway.train_length.as_mm() / wagon.length.as_mm();
            let lines = usize::try_from(wagons * (1 + i64::from(wagon.slots))).unwrap();
            assert!(lines <= lb_hub::consist::LISTED_MAX, "{lines} lines of {} on {}", wagon.id, railway.id);
        }
    }
}

fn sheet<'a>(header: &'a TrainHeader, lines: &'a [ListLine]) -> TrainSheet<'a> {
    TrainSheet { header, lines, written: date(2026, 11, 22).at(16, 0, 0, 0) }
}

/// Trains from a seed: each field that a list carries, there or not.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(u64::try_from(all.len()).unwrap())).unwrap()].clone()
    }

    fn text(&mut self, all: &[&str]) -> Option<String> {
        (self.below(2) == 0).then(|| self.pick(all).to_owned())
    }

    fn thing(&mut self, number: String, form: FormView, is_wagon: bool) -> ThingView {
        let kg = i64::try_from(self.below(30_000)).unwrap();
        let gross =
            [GrossView::Declared { mass_kg: kg }, GrossView::Verified { mass_kg: kg }, GrossView::Unknown {}];
        ThingView {
            number,
            kind: Some(if is_wagon { UnitKindView::Wagon8 } else { UnitKindView::Container }),
            form,
            fill: Some(if is_wagon {
                FillView::Empty
            } else {
                self.pick(&[FillView::Empty, FillView::Laden])
            }),
            gross: Some(if is_wagon {
                GrossView::Declared { mass_kg: 20_000 + kg }
            } else {
                self.pick(&gross)
            }),
            set_point_dc: None,
            power: None,
            dangerous: Vec::new(),
            goods: None,
            destination: None,
            customer: None,
            consignment: None,
            onward: None,
            seals: (0..self.below(3)).map(|at| format!("S-{at}/{kg}")).collect(),
            papers: None,
            sea: None,
        }
    }

    fn papers(&mut self, has_boxes: bool, has_seals: bool) -> Option<WagonPapersView> {
        let counted = !has_boxes && self.below(2) == 0;
        let papers = WagonPapersView {
            cargo_kg: (!has_boxes && self.below(2) == 0)
                .then(|| 1_000 * i64::try_from(1 + self.below(900)).unwrap()),
            station: self.text(&["698004", "70900", "6700"]),
            cargo_code: self.text(&["69304", "01101"]),
            consignee: self.text(&["1234", "98765"]),
            roller: self.text(&["1"]),
            cover: self.text(&["3"]),
            oversize: self.text(&["1230"]),
            exit_station: self.text(&["709001"]),
            seal_count: (!has_seals).then(|| u8::try_from(self.below(9) + 1).unwrap()),
            laden_boxes: counted.then_some(2),
            empty_boxes: counted.then_some(1),
            note: self.text(&["охрана", "cut the train here, 02"]),
        };
        Some(papers).filter(|papers| *papers != WagonPapersView::default())
    }

    fn train(&mut self) -> Vec<ListLine> {
        let mut lines = Vec::new();
        for wagon in 0..1 + self.below(12) {
            let number = format!("{}", 94_120_000 + wagon);
            let form = FormView::Wagon { wagon_type: "KZ-FLAT-80".to_owned() };
            let mut thing = self.thing(number.clone(), form, true);
            let mut boxes = Vec::new();
            let mut slot = 1;
            while slot <= 4 && self.below(4) > 0 {
                let length =
                    if slot < 4 && self.below(2) == 0 { BoxLengthView::Forty } else { BoxLengthView::Twenty };
                let id = format!("DEMU{wagon:03}{:04}", self.below(10_000));
                let mut boxed = self.thing(id, FormView::Box { length }, false);
                boxed.goods = self.text(&["1001.99", "8471.30"]);
                boxed.destination = self.text(&["KZALA", "CNLYG"]);
                boxed.customer = self.text(&["ORDA"]);
                boxed.set_point_dc = (self.below(4) == 0).then_some(-180);
                boxed.power = (self.below(6) == 0).then_some(PowerSourceView::OwnSet);
                boxed.dangerous = (0..self.below(3)).map(|at| format!("{}", at + 3)).collect();
                let taken = if length == BoxLengthView::Forty { 2 } else { 1 };
                if !boxes.iter().any(|line: &ListLine| line.thing.number == boxed.number) {
                    boxes.push(ListLine {
                        thing: boxed,
                        wagon: Some(number.clone()),
                        slot: Some(slot),
                        stow: None,
                    });
                }
                slot += taken;
            }
            thing.papers = self.papers(!boxes.is_empty(), !thing.seals.is_empty());
            lines.push(ListLine { thing, wagon: None, slot: None, stow: None });
            lines.extend(boxes);
        }
        lines
    }
}

#[test]
fn what_is_written_is_read_back_equal() {
    let app = tiny();
    let header = TrainHeader {
        message: "02".to_owned(),
        station: Some("700007".to_owned()),
        train: Some("X8155".to_owned()),
        index: Some("6700 015 6980".to_owned()),
        at: Some("22.11 16:00".to_owned()),
        units: Some(57),
        gross_t: Some(3_420),
        marks: Some("0000".to_owned()),
    };
    for seed in 0..300 {
        let lines = Draw(seed).train();
        for format in Format::ALL {
            let bytes = export(&sheet(&header, &lines), format).unwrap();
            let reading = read_on(&app, &floor(1_520), &bytes).unwrap();
            assert_eq!(reading.refused, 0, "seed {seed}, {format:?}: {:?}", reading.rows);
            assert_eq!(reading.lines, lines, "seed {seed}, {format:?}");
            assert_eq!(reading.format, format.word());
            assert_eq!(reading.index, header.index, "seed {seed}, {format:?}");
            if format == Format::Du1 {
                assert_eq!(reading.header.as_ref(), Some(&header), "seed {seed}");
            }
            assert_eq!(bytes, export(&sheet(&header, &lines), format).unwrap(), "the same bytes again");
        }
    }
}

#[test]
fn what_is_recorded_is_what_the_floor_writes() {
    let app = tiny();
    let lines = Draw(17).train();
    let floor = listed(&app, &lines);
    assert_eq!(lines_of(&floor, floor.visit(visit()).unwrap()), lines);
}
