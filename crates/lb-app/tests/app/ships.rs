//! Lists of ships: written as BAPLIE, CSV and XLSX and read back; what is wrong in a row is told, the others stay.

use jiff::civil::date;
use lb_app::hub::requests::{HubAction, ListLine};
use lb_app::hub::stow::{Form, Sent, StowReading, Written, read, written};
use lb_base::codes::{Identity, UnitKind};
use lb_base::{Length, Mass, StowPosition, UnitId};
use lb_hub::article::{Article, BoxLength, Fill, Form as Shape, Gross, Hazard, Over, PowerSource, SeaPapers};
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::ship::Direction;
use lb_hub::stow::Stow;
use lb_hub::visit::{Announcement, Vehicle, VisitEvent};
use lb_hub::{Floor, HubEvent, VisitId};

use crate::tiny;

fn visit() -> VisitId {
    "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()
}

/// A floor on which a ship is expected with things aboard.
fn floor(listings: Vec<Listing>) -> Floor {
    let metres = Length::from_metres;
    let announcement = Announcement {
        id: visit(),
        vehicle: Vehicle::Vessel { length: metres(150), draught: metres(8) },
        name: "ASIAN STAR 014W".to_owned(),
        operator: None,
        arrival: None,
        departure: None,
    };
    let mut floor = Floor::new("TINY".parse().unwrap());
    floor.apply(&HubEvent::Visit(VisitEvent::Expected { announcement }));
    floor.apply(&HubEvent::Visit(VisitEvent::Listed { visit: visit(), from: 0, listings }));
    floor
}

fn read_on(floor: &Floor, bytes: &[u8], direction: Direction) -> Result<StowReading, String> {
    let sent = Sent { visit: visit(), direction, port: "CNLYG", file: "list", bytes, charset: None };
    read(floor, &sent).map_err(|refusal| refusal.to_string())
}

struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }

    fn maybe<T>(&mut self, of: T) -> Option<T> {
        (self.below(2) == 0).then_some(of)
    }

    fn length(&mut self) -> Option<Length> {
        let found = Length::from_mm(i64::try_from(10 + self.below(200) * 10).unwrap());
        self.maybe(found)
    }

    fn sea(&mut self, length: BoxLength, has_seals: bool) -> SeaPapers {
        let size = if length == BoxLength::Twenty { "22G1" } else { "45R1" };
        let hazards = (0..self.below(3)).map(|at| Hazard {
            class: (at + 3).to_string(),
            number: if at == 0 { "1203".parse().ok() } else { None },
        });
        let hazards = hazards.collect();
        SeaPapers {
            size_type: Some(size.to_owned()),
            load_port: self.maybe("VNSGN".to_owned()),
            discharge_port: self.maybe("CNLYG".to_owned()),
            delivery: self.maybe("KZALA".to_owned()),
            carrier: self.maybe("L+X".to_owned()),
            hazards,
            over: Over {
                front: self.length(),
                back: self.length(),
                right: self.length(),
                left: self.length(),
                height: self.length().filter(|_| !has_seals),
            },
            length: None,
            height: None,
        }
    }

    fn article(&mut self, number: u64, length: BoxLength, seals: u64) -> Article {
        let kilograms = Mass::from_kg(i64::try_from(self.below(30_000)).unwrap());
        let sea = self.sea(length, seals > 0);
        let mut dangerous: Vec<String> = sea.hazards.iter().map(|hazard| hazard.class.clone()).collect();
        dangerous.dedup();
        Article {
            id: UnitId::at(number, [7; 10]),
            identity: Identity::read(UnitKind::Container, &format!("DEMU{number:07}")),
            form: Shape::Box(length),
            fill: if self.below(4) == 0 { Fill::Empty } else { Fill::Laden },
            gross: [Gross::Unknown, Gross::Declared(kilograms), Gross::Verified(kilograms)]
                [usize::try_from(self.below(3)).unwrap()],
            set_point: self.maybe(-180),
            power: PowerSource::Plug,
            dangerous,
            goods: None,
            destination: None,
            customer: None,
            consignment: None,
            onward: None,
            seals: (0..seals).map(|at| format!("S{at}")).collect(),
            papers: None,
            sea: Some(Box::new(sea)),
        }
    }

    /// Boxes in places of their own, by place.
    fn ship(&mut self, has_seals: bool) -> Vec<Listing> {
        let mut all = Vec::new();
        for number in 0..1 + self.below(30) {
            let length = if self.below(2) == 0 { BoxLength::Twenty } else { BoxLength::Forty };
            let bay = u16::try_from(number).unwrap() * 4 + if length == BoxLength::Twenty { 1 } else { 2 };
            let at = StowPosition::new(bay, u8::try_from(self.below(12)).unwrap(), 82).unwrap();
            let seals = if has_seals { self.below(3) } else { 0 };
            let article = self.article(number, length, seals);
            all.push(Listing { article, place: ListedPlace::Aboard { stow: Stow::Position(at) } });
        }
        all
    }
}

#[test]
fn what_is_written_is_read_back_equal() {
    let app = tiny();
    let layout = app.corridor().layouts.hubs.values().next().unwrap();
    for seed in 0..300 {
        for word in ["baplie22", "baplie31", "csv", "xlsx"] {
            let listings = Draw(seed).ship(word != "baplie22");
            let form = Form::from_word(word).unwrap();
            let wanted = Written { visit: visit(), list: None, form };
            let bytes =
                written(&floor(listings.clone()), layout, wanted, date(2026, 11, 22).at(8, 0, 0, 0)).unwrap();
            let reading = read_on(&floor(Vec::new()), &bytes, Direction::Discharge).unwrap();
            assert_eq!((reading.refused, reading.problems.len()), (0, 0), "seed {seed}, {word}: {reading:?}");
            assert_eq!(reading.format, word);
            let expected: Vec<ListLine> = listings
                .iter()
                .map(|line| {
                    let ListedPlace::Aboard { stow } = &line.place else { panic!("expected a place aboard") };
                    let thing = lb_app::hub::requests::ThingView::of(&line.article);
                    ListLine { thing, wagon: None, slot: None, stow: Some(stow.to_string()) }
                })
                .collect();
            assert_eq!(reading.lines, expected, "seed {seed}, {word}\n{}", String::from_utf8_lossy(&bytes));
        }
    }
}

/// Returns every row as its place, number, state and codes.
fn told(reading: &StowReading) -> Vec<String> {
    let row = |row: &lb_app::hub::stow::StowRow| {
        let codes: Vec<&str> = row.problems.iter().map(|problem| problem.code.as_str()).collect();
        let place = row.stow.clone().unwrap_or_default();
        format!("{} {} {place} {:?} {}", row.line, row.number, row.state, codes.join(" ")).trim().to_owned()
    };
    reading.rows.iter().map(row).collect()
}

#[test]
fn wrong_rows_are_told_and_good_ones_stay() {
    let text = "箱号,积载位置,箱长,总重千克,已核实,over_mm\n\
        CSQU3054383,0020082,40,24000,yes,\n\
        TOLU4734787,10082,20,20000,no,\n\
        TGHU1643396,0020084,20,20000,no,\n\
        CSQU3054383,0060082,40,24000,yes,\n\
        CBHU6192031,0050082,30,,,\n\
        CSQU3054384,0070082,20,,,1;2\n\
        FCIU9908030,0070084,20,,,;;300;;\n";
    let reading = read_on(&floor(Vec::new()), text.as_bytes(), Direction::Discharge).unwrap();
    assert_eq!(
        told(&reading),
        [
            "2 CSQU3054383 0020082 Read",
            "3 TOLU4734787 0010082 Refused list.twice",
            "4 TGHU1643396 0020084 Refused list.wrong_bay",
            "5 CSQU3054383 0060082 Refused list.twice",
            "6 CBHU6192031 0050082 Refused import.bad_cell",
            "7 CSQU3054384 0070082 Refused import.bad_cell",
            "8 FCIU9908030 0070084 Read",
        ]
    );
    assert_eq!((reading.boxes, reading.refused), (2, 5));
    let over = reading.lines[1].thing.sea.as_ref().unwrap().over;
    assert_eq!((over.right_mm, over.front_mm), (Some(300), None));
}

#[test]
fn plans_tell_segments_and_bytes() {
    let text = "UNB+UNOA:2+A+B+261122:0600+9'UNH+1+BAPLIE:D:95B:UN:SMDG22'BGM++1+9'\
        LOC+147+0020082::5'MEA+WT++KGM:heavy'EQD+CN+CSQU3054384+45G1+++5'\
        LOC+147+0060082::5'EQD+CN++45G1+++5'\
        LOC+147+D3'EQD+CN+TOLU4734787'UNT+99+1'UNZ+1+9'";
    let reading = read_on(&floor(Vec::new()), text.as_bytes(), Direction::Discharge).unwrap();
    assert_eq!(
        told(&reading),
        [
            "4 CSQU3054384 0020082 Warned edifact.bad_value list.number_doubtful",
            "7  0060082 Refused stow.no_number",
            "9 TOLU4734787 D3 Refused stow.no_length",
        ]
    );
    let problem = &reading.rows[0].problems[0];
    assert_eq!(problem.found.as_deref(), Some("KGM:heavy (byte 86)"));
    assert_eq!(
        reading.problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(),
        ["edifact.wrong_count"]
    );
    let other = "UNH+1+COARRI:D:95B:UN:ITG10'UNT+2+1'";
    let refused = read_on(&floor(Vec::new()), other.as_bytes(), Direction::Discharge).unwrap_err();
    assert!(refused.contains("BAPLIE"), "{refused}");
}

/// Of a plan of departure what was loaded elsewhere is aboard already; of what is to be loaded the absent is told.
#[test]
fn plans_for_loading_leave_out_what_is_aboard() {
    let text = "UNH+1+BAPLIE:D:95B:UN:SMDG22'LOC+147+0020082::5'LOC+9+CNLYG'EQD+CN+CSQU3054383+45G1+++5'\
        LOC+147+0060082::5'LOC+9+VNSGN'EQD+CN+TOLU4734787+45G1+++5'UNT+8+1'";
    let reading = read_on(&floor(Vec::new()), text.as_bytes(), Direction::Load).unwrap();
    assert_eq!(told(&reading), ["2 CSQU3054383 0020082 Warned list.not_here"]);
}

#[test]
fn wishes_about_ships_are_read() {
    let wish = r#"{"do":"ship_plan","visit":"01890a5d-ac96-774b-bcce-b302099a8057","direction":"load"}"#;
    assert!(matches!(serde_json::from_str(wish), Ok(HubAction::Ship(_))));
}
