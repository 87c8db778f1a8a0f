//! What railways keep apart: the tiny corridor's rules as they stand, every seeded error, and what the reference corridor says of
//! published rules.

use lb_network::check::check;
use lb_network::layout::{Apart, Counterpart};
use lb_network::{Corridor, CorridorFiles};

use crate::folder;

const FILE: &str = "railway_separations.csv";

fn problems(files: &CorridorFiles) -> Vec<String> {
    let (corridor, mut problems) = Corridor::read(files);
    problems.extend(check(&corridor));
    problems.iter().map(ToString::to_string).collect()
}

fn finds(from: &str, to: &str, expected: &[&str]) {
    let files = folder::read("tiny");
    assert!(files.get(FILE).unwrap().contains(from), "no {from}");
    assert_eq!(problems(&files.with_replaced(FILE, from, to)), expected, "{from} -> {to}");
}

fn strings(classes: &[&str]) -> Vec<String> {
    classes.iter().map(|class| (*class).to_owned()).collect()
}

#[test]
fn rules_are_read_into_their_railway() {
    let (corridor, _) = Corridor::read(&folder::read("tiny"));
    let rules = &corridor.layouts.railways["CN"].separations;
    let told: Vec<(Apart, bool)> =
        rules.iter().map(|rule| (rule.apart, rule.parts(&strings(&["3"]), &strings(&["1.1D"])))).collect();
    assert_eq!(
        told,
        [(Apart::WagonsBetween(1), true), (Apart::NotOnOneWagon, true), (Apart::WagonsBetween(2), false)]
    );
    assert_eq!(rules[2].other, Counterpart::Locomotive);
    assert_eq!(corridor.layouts.wagon_types["CN-POWER"].power_points, 20);
    assert_eq!(corridor.layouts.wagon_types["CN-FLAT-40"].power_points, 0);
}

#[test]
fn a_corridor_without_rules_or_generator_wagons_is_read() {
    let mut files = CorridorFiles::default();
    let all = folder::read("tiny");
    for name in all.names().filter(|name| *name != FILE) {
        let text = all.get(name).unwrap();
        // As the table was before it had the column.
        let text = if name == "wagon_types.csv" { without(text, "power_points") } else { text.to_owned() };
        files.insert(name, text);
    }
    assert_eq!(problems(&files), Vec::<String>::new());
    let (corridor, _) = Corridor::read(&files);
    assert!(corridor.layouts.railways["CN"].separations.is_empty());
    assert!(corridor.layouts.wagon_types.values().all(|of| of.power_points == 0));
}

/// A table without one of its columns, which stands fourth from its end.
fn without(text: &str, column: &str) -> String {
    assert!(text.lines().next().unwrap().ends_with(&format!("{column},reliability,basis,note")));
    let cut = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells.remove(cells.len() - 4);
        cells.join(",")
    };
    text.lines().map(cut).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_error_of_a_rule_is_told() {
    let told = |line: u64, column: &str, what: &str| format!("{FILE}:{line}: {column}: expected {what}");
    let bad = "[corridor.bad_value]";
    let classes = "* for every class, or classes such as 1.1;3";
    finds(
        "CN,1.1;",
        "XX,1.1;",
        &[&told(2, "railway_id", "an identifier of railways.csv, found `XX` [corridor.unknown_reference]")],
    );
    finds("CN,1.1;", "CN,1.9;", &[&told(2, "one", &format!("{classes}, found `1.9` {bad}"))]);
    finds("CN,1.1;1.2;1.3;1.5;1.6,", "CN,,", &[&told(2, "one", &format!("{classes}, found nothing {bad}"))]);
    finds(",loco,", ",head,", &[&told(4, "other", &format!("{classes}, found `head` {bad}"))]);
    let words = "not_on_one_wagon, wagons_between or not_in_one_train";
    finds("wagons_between", "far", &[&told(2, "rule", &format!("{words}, found `far` {bad}"))]);
    finds(
        "loco,wagons_between,2",
        "loco,not_on_one_wagon,",
        &[&told(
            4,
            "rule",
            &format!("wagons_between for an end of the train, found `not_on_one_wagon` {bad}"),
        )],
    );
    let wagons = "a whole number from 1 to 50";
    finds(
        "wagons_between,1,",
        "wagons_between,,",
        &[&told(2, "wagons", &format!("{wagons}, found nothing {bad}"))],
    );
    finds(
        "wagons_between,1,",
        "wagons_between,0,",
        &[&told(2, "wagons", &format!("{wagons}, found `0` {bad}"))],
    );
    finds(
        "wagons_between,1,",
        "wagons_between,21,",
        &[&told(2, "wagons", "1 to 20, found 21 [corridor.implausible]")],
    );
    finds(
        "not_on_one_wagon,,",
        "not_on_one_wagon,3,",
        &[&told(3, "wagons", &format!("nothing with this rule, found `3` {bad}"))],
    );
    finds(
        "not_on_one_wagon,,",
        "wagons_between,2,",
        &[&told(
            3,
            "rule",
            "every rule once, found `CN 1.1;1.2;1.3;1.5;1.6 2.1;3;4.1;4.2;4.3;5.1;5.2 wagons_between` again, after line 2 \
         [corridor.duplicate_identifier]",
        )],
    );
}

#[test]
fn a_wagon_that_feeds_carries_no_boxes() {
    let files = folder::read("tiny").with_replaced("wagon_types.csv", ",4,2,1,no,0,", ",4,2,1,no,9,");
    let told = "wagon_types.csv:2: power_points: expected 0 on a wagon that carries boxes or grain, found 9 with 2 slots \
                [corridor.implausible]";
    assert_eq!(problems(&files), [told]);
}

/// RID 7.5.3, and SMGS annex 2, 7.5.3: model 1, 1.5 and 1.6 placards (divisions 1.1, 1.2, 1.3, 1.5, 1.6) against 2.1, 3, 4.1, 4.2, 4.3,
/// 5.1 and 5.2; one wagon of four axles is enough. China's own table has four wagons between explosives and gases.
#[test]
fn the_reference_corridor_has_the_published_rules() {
    let (corridor, _) = Corridor::read(&folder::read("eurasia"));
    let railways = &corridor.layouts.railways;
    let between = |railway: &str, one: &str, other: &str| -> Option<Apart> {
        let rules = railways[railway].separations.iter();
        rules.filter(|rule| rule.parts(&strings(&[one]), &strings(&[other]))).map(|rule| rule.apart).max()
    };
    for railway in ["CN", "CN-EXPRESS", "KTZ", "PKP-1435", "PKP-1520"] {
        for one in ["1.1D", "1.2", "1.3G", "1.5", "1.6N"] {
            for other in ["3", "4.1", "4.2", "4.3", "5.1", "5.2"] {
                assert_eq!(
                    between(railway, one, other),
                    Some(Apart::WagonsBetween(1)),
                    "{railway} {one} {other}"
                );
            }
        }
        assert_eq!(between(railway, "3", "8"), None);
        assert_eq!(between(railway, "1.4S", "3"), None);
    }
    assert_eq!(between("PKP-1435", "1.1", "2.1"), Some(Apart::WagonsBetween(1)));
    assert_eq!(between("CN", "1.1", "2.2"), Some(Apart::WagonsBetween(4)));
    assert_eq!(between("CN", "1.1", "7"), Some(Apart::NotInOneTrain));
    assert_eq!(between("KTZ", "1.1", "8"), Some(Apart::WagonsBetween(3)));
    for railway in ["LCR", "SRT"] {
        assert!(railways[railway].separations.is_empty(), "no rule of {railway} was found");
    }
    for gauge in [1_435, 1_520] {
        let mut types = corridor.layouts.wagon_types.values();
        assert!(types.any(|of| of.gauge == gauge && of.power_points > 0));
    }
}
