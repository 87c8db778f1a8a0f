//! Stowage plans: read as people send them, written and read back equal, broken in every way.

use jiff::civil::{DateTime, date};
use lb_base::{Length, Mass};
use lb_codec::baplie::{Fill, Hazard, Over, Plan, Stowed, Version, Weight, read, write};
use lb_codec::edifact::{Fault, PROBLEMS_MAX};

use crate::random::{Random, seeds};

const OLD: &str = "UNB+UNOA:2+LINE+TERM+261122:0600+9'\r\n\
UNH+1+BAPLIE:D:95B:UN:SMDG22'\r\n\
BGM++PLAN7+9'\r\n\
DTM+137:2611220600:201'\r\n\
TDT+20+014W+++LNX:172:20+++BQAB1:103::ASIAN STAR'\r\n\
LOC+5+VNSGN:139:6'LOC+61+CNLYG:139:6'\r\n\
LOC+147+0140282::5'MEA+WT++KGM:20800'LOC+9+VNSGN:139:6'LOC+11+CNLYG:139:6'RFF+BM:1'\
EQD+CN+CSQU3054383+45G1+++5'NAD+CA+LNX:172:20'DGS+IMD+9+3077++3'\r\n\
LOC+147+0070402::5'MEA+VGM++TNE:2.2'MEA+WT++KGM:2300'TMP+2+-18.0:CEL'DIM+7+CMT::20'DIM+9+CMT:35'\
LOC+9+VNSGN'LOC+11+RUVVO'RFF+BM:1'EQD+CN++22R1+++4'\r\n\
UNT+25+1'UNZ+1+9'";

#[test]
fn the_old_form_is_read() {
    let reading = read(OLD.as_bytes()).unwrap();
    let plan = &reading.plan;
    assert_eq!(
        (plan.ship.as_str(), plan.voyage.as_str(), plan.ship_code.as_str()),
        ("ASIAN STAR", "014W", "BQAB1")
    );
    assert_eq!((plan.from.as_str(), plan.next.as_str(), plan.version), ("VNSGN", "CNLYG", Version::V22));
    let [laden, reefer] = plan.boxes.as_slice() else { panic!("expected two boxes, got {plan:?}") };
    assert_eq!(laden.position().unwrap().to_string(), "0140282");
    assert_eq!(
        (laden.number.as_str(), laden.size_type.as_str(), laden.fill),
        ("CSQU3054383", "45G1", Some(Fill::Full))
    );
    assert_eq!(laden.mass, Some(Weight { mass: Mass::from_kg(20_800), is_verified: false }));
    assert_eq!((laden.hazards[0].class.as_str(), laden.hazards[0].number.unwrap().as_str()), ("9", "3077"));
    assert_eq!(laden.carrier, "LNX");
    assert_eq!(
        reefer.mass,
        Some(Weight { mass: Mass::from_kg(2_200), is_verified: true }),
        "what is verified stays"
    );
    assert_eq!((reefer.set_point, reefer.number.as_str(), reefer.fill), (Some(-180), "", Some(Fill::Empty)));
    assert_eq!(reefer.over.right, Some(Length::from_mm(200)));
    assert_eq!(
        reefer.over.height,
        Some(Length::from_mm(350)),
        "the measure stands in the wrong place and is read"
    );
    assert_eq!(reefer.discharge_at, "RUVVO");
    assert_eq!(reading.problems, []);
    assert_eq!((reading.places[0].segment, reading.places[1].segment), (8, 16));
    assert!(OLD[reading.places[1].offset..].starts_with("LOC+147+0070402"));
}

/// Segments of messages of the 3.1 form as terminals and lines show them in the open.
#[test]
fn the_new_form_is_read() {
    let text = "UNH+1+BAPLIE:D:13B:UN:SMDG31'TDT+20+014E47+++HLC:LINES:306+++9501332:146:11:NEW YORK EXPRESS'\
        LOC+147+0151212:9711:5'EQD+CN+CRSU1392345:6346:5+22G1:6346:5+++5'NAD+CF+CMA:LINES:306'\
        MEA+AAE+AET+KGM:22500'MEA+AAE+VGM+KGM:22400'LOC+9+CNTXG'LOC+11+NLRTM'TMP+2+-10.0:CEL'\
        DGS+IMD+2.1+1954+055:CEL+2'SEL+S 17'CNT+8:1'UNT+14+1'";
    let reading = read(text.as_bytes()).unwrap();
    let one = &reading.plan.boxes[0];
    assert_eq!((reading.plan.version, reading.plan.ship.as_str()), (Version::V31, "NEW YORK EXPRESS"));
    assert_eq!(
        (one.number.as_str(), one.size_type.as_str(), one.carrier.as_str()),
        ("CRSU1392345", "22G1", "CMA")
    );
    assert_eq!(one.mass, Some(Weight { mass: Mass::from_kg(22_400), is_verified: true }));
    assert_eq!((one.loaded_at.as_str(), one.discharge_at.as_str()), ("CNTXG", "NLRTM"));
    assert_eq!((one.set_point, one.seals.as_slice()), (Some(-100), ["S 17".to_owned()].as_slice()));
    assert_eq!(one.hazards, [Hazard { class: "2.1".to_owned(), number: "1954".parse().ok() }]);
    assert_eq!(reading.problems, []);
}

fn check(text: &str, expected: &[(Fault, &str)]) {
    let whole = format!("UNH+1+BAPLIE:D:95B:UN:SMDG22'LOC+147+0140282::5'{text}'UNT+4+1'");
    let reading = read(whole.as_bytes()).unwrap();
    let found: Vec<_> =
        reading.problems.iter().map(|problem| (problem.fault, problem.found.as_str())).collect();
    assert_eq!(found, expected, "{text}");
    assert_eq!(reading.places[0].problems, expected.len());
    assert!(reading.problems.iter().all(|problem| problem.segment == 3 && problem.offset == 48));
}

#[test]
fn what_is_wrong_is_told_and_the_box_stays() {
    check("MEA+WT++KGM:heavy", &[(Fault::BadValue, "KGM:heavy")]);
    check("MEA+WT++STN:2", &[(Fault::BadValue, "STN:2")]);
    check("MEA+WT++KGM:99999999999999", &[(Fault::BadValue, "KGM:99999999999999")]);
    check("MEA+WT++LBR:10000", &[]);
    check("TMP+2+cold:CEL", &[(Fault::BadValue, "cold:CEL")]);
    check("DIM+9+CMT:::99999999999", &[(Fault::BadValue, "CMT:99999999999")]);
    check("EQD+CN+X+22G1+++7", &[(Fault::BadValue, "7")]);
    check("DGS+IMD+3+0000", &[(Fault::BadValue, "0000")]);
    check("DGS+IMD", &[(Fault::Missing, "nothing")]);
    check("ZZZ+1", &[]);
}

#[test]
fn what_is_no_plan_is_told() {
    let fault = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(
        fault("UNH+1+COARRI:D:95B:UN:ITG10'BGM+1'UNT+3+1'"),
        "segment 0 at byte 0: expected a message BAPLIE at UNH/2, got COARRI"
    );
    assert_eq!(
        fault("box,length\nCSQU3054383,40"),
        "segment 0 at byte 0: expected a message BAPLIE at UNH/2, got none"
    );
}

fn now() -> DateTime {
    date(2026, 11, 22).at(6, 5, 0, 0)
}

fn text(random: &mut Random) -> String {
    random.pick(&["", "S1", "it's", "A+B:C?", "Ж", "0", "CNLYG"]).to_owned()
}

fn length(random: &mut Random) -> Option<Length> {
    random.chance(30).then(|| Length::from_mm(i64::try_from(random.below(3_000)).unwrap()))
}

fn drawn(random: &mut Random, version: Version) -> Plan {
    let stowed = |random: &mut Random| Stowed {
        stow: format!("{:03}{:02}{:02}", random.below(99) + 1, random.below(20), random.below(40) * 2 + 2),
        number: random.pick(&["", "CSQU3054383", "TOLU 473478-7"]).to_owned(),
        size_type: random.pick(&["", "22G1", "45R1", "L5G1"]).to_owned(),
        fill: random.pick(&[None, Some(Fill::Full), Some(Fill::Empty)]),
        mass: random.chance(80).then(|| Weight {
            mass: Mass::from_kg(i64::try_from(random.below(40_000)).unwrap()),
            is_verified: random.chance(50),
        }),
        loaded_at: text(random),
        discharge_at: text(random),
        delivered_at: text(random),
        carrier: text(random),
        set_point: random.chance(20).then(|| i16::try_from(random.below(600)).unwrap() - 300),
        hazards: (0..random.below(3))
            .map(|_| Hazard {
                class: random.pick(&["3", "2.1", "8"]).to_owned(),
                number: random.pick(&[None, "1203".parse().ok()]),
            })
            .collect(),
        seals: if version == Version::V22 {
            Vec::new()
        } else {
            (0..random.below(3)).map(|at| format!("S+{at}")).collect()
        },
        over: Over {
            front: length(random),
            back: length(random),
            right: length(random),
            left: length(random),
            height: length(random),
        },
    };
    let boxes = (0..random.below(20)).map(|_| stowed(random)).collect();
    Plan {
        version,
        sender: text(random),
        recipient: text(random),
        document: text(random),
        ship: text(random),
        ship_code: text(random),
        voyage: text(random),
        carrier: text(random),
        from: text(random),
        next: text(random),
        boxes,
    }
}

#[test]
fn what_is_written_is_read_back_equal() {
    for seed in seeds(2_000) {
        for version in Version::ALL {
            let plan = drawn(&mut Random(seed), version);
            let bytes = write(&plan, now());
            let reading = read(&bytes).unwrap();
            assert_eq!(reading.plan, plan, "seed {seed}\n{}", String::from_utf8_lossy(&bytes));
            assert_eq!(reading.problems, [], "seed {seed}\n{}", String::from_utf8_lossy(&bytes));
        }
    }
}

/// Bytes are changed, cut, doubled: something is read or told, and nothing ends the program.
#[test]
fn broken_files_are_told() {
    let mut kinds = std::collections::BTreeSet::new();
    for seed in seeds(4_000) {
        let mut random = Random(seed);
        let version = random.pick(&Version::ALL);
        let mut bytes = if random.chance(30) {
            OLD.as_bytes().to_vec()
        } else {
            write(&drawn(&mut random, version), now())
        };
        for _ in 0..=random.below(12) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
                1 => bytes[at] = random.pick(b"'+:?\n 0A"),
                2 => drop(bytes.drain(at..(at + random.below(30)).min(bytes.len()))),
                _ => {
                    let part = bytes[at..(at + random.below(60)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, part);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        match read(&bytes) {
            Ok(reading) => {
                assert_eq!(reading.plan.boxes.len(), reading.places.len(), "seed {seed}");
                assert!(reading.problems.len() <= PROBLEMS_MAX);
                for problem in &reading.problems {
                    assert!(
                        problem.offset <= bytes.len() && !problem.found.is_empty(),
                        "seed {seed}: {problem}"
                    );
                    kinds.insert(problem.fault);
                }
            }
            Err(problem) => drop(kinds.insert(problem.fault)),
        }
    }
    let met = [
        Fault::BadTag,
        Fault::Unpaired,
        Fault::WrongCount,
        Fault::WrongReference,
        Fault::BadValue,
        Fault::OtherMessage,
    ];
    if seeds(2).count() > 1 {
        let missing: Vec<&Fault> = met.iter().filter(|fault| !kinds.contains(fault)).collect();
        assert!(missing.is_empty(), "never met {missing:?}");
    }
}
