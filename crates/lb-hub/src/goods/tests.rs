//! Sharing out, segregation, codes, gross masses, against published figures and counting by hand.

use lb_base::Mass;
use proptest::prelude::*;

use super::stuffing::Plate;
use super::*;
use crate::article::BoxLength;

/// Source: OOCL, "IMO classes into one container", after IMDG 7.2.4: what the table has a figure for is not co-loaded. Of classes 2.1
/// and 4.3 later editions say 2.
const CLASSES: [&str; 14] =
    ["2.1", "2.2", "2.3", "3", "4.1", "4.2", "4.3", "5.1", "5.2", "6.1", "6.2", "7", "8", "9"];

#[test]
fn dangerous_goods_go_together_as_the_table_says() {
    // Pairs of the table that must be kept apart, each once, read off by hand.
    let apart = "2.1-3 2.1-4.1 2.1-4.2 2.1-4.3 2.1-5.1 2.1-5.2 2.1-6.2 2.1-7 2.1-8 2.2-3 2.2-4.2 2.2-5.2 2.2-6.2 2.2-7 \
                 2.3-3 2.3-4.2 2.3-5.2 2.3-6.2 2.3-7 3-4.2 3-4.3 3-5.1 3-5.2 3-6.2 3-7 4.1-4.2 4.1-5.1 4.1-5.2 4.1-6.2 \
                 4.1-7 4.1-8 4.2-4.3 4.2-5.1 4.2-5.2 4.2-6.1 4.2-6.2 4.2-7 4.2-8 4.3-5.1 4.3-5.2 4.3-6.2 4.3-7 4.3-8 \
                 5.1-5.2 5.1-6.1 5.1-6.2 5.1-7 5.1-8 5.2-6.1 5.2-6.2 5.2-7 5.2-8 6.1-6.2 6.2-7 6.2-8 7-8";
    for one in CLASSES {
        for other in CLASSES {
            let is_apart = apart
                .split_whitespace()
                .any(|pair| pair == format!("{one}-{other}") || pair == format!("{other}-{one}"));
            assert_eq!(may_go_together(one, other), !is_apart, "{one} with {other}");
        }
    }
    assert!(!may_go_together("1.1D", "3") && !may_go_together("1.4S", "8") && may_go_together("1.4S", "6.1"));
    assert!(known_class("1.4S") && !known_class("10") && !may_go_together("10", "3"));
}

#[test]
fn codes_of_packages_are_two_signs() {
    let check = |text: &str, expected: &str| {
        let found =
            text.parse::<PackageCode>().map_or_else(|error| error.to_string(), |code| code.to_string());
        assert_eq!(found, expected);
    };
    check("CT", "CT");
    check(" px ", "PX");
    check("43", "43");
    check("CTN", "expected two letters or digits such as CT, got \"CTN\"");
    check("", "expected two letters or digits such as CT, got \"\"");
    check("托盘", "expected two letters or digits such as CT, got \"托盘\"");
}

#[test]
fn some_packages_weigh_their_share() {
    let check = |(packages, kg): (i64, i64), some: i64, expected: i64| {
        assert_eq!(Amount::new(packages, Mass::from_kg(kg)).share(some).as_kg(), expected);
    };
    check((40, 1_000), 10, 250);
    check((3, 100), 1, 33);
    check((3, 100), 2, 67);
    check((3, 1), 1, 0);
    check((40, 1_000), 41, 1_025);
    check((40, 1_000), 0, 0);
}

proptest! {
    /// However goods are parted, the last packages take what is left, and nobody takes more than there is.
    #[test]
    fn parts_never_exceed_the_whole(packages in 1_i64..10_000, kg in 1_i64..1_000_000, first in 1_i64..10_000) {
        let all = Amount::new(packages, Mass::from_kg(kg));
        let first = first.min(packages);
        let part = all.share(first);
        prop_assert!(part >= Mass::ZERO && part <= all.mass);
        prop_assert_eq!(all.share(packages), all.mass);
    }
}

/// The heaviest load of a common 20 ft box by its plate: 30,480 kg less 2,250 kg.
#[test]
fn a_common_box_bears_its_rating_less_its_tare() {
    assert_eq!(Plate::common(BoxLength::Twenty).payload(), Mass::from_kg(28_230));
    assert_eq!(Plate::common(BoxLength::Forty).payload(), Mass::from_kg(26_730));
}
