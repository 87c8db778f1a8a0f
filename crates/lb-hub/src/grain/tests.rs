//! Sharing out, drying, blending, weighing, against published figures and counting by hand.

use lb_base::Mass;
use proptest::prelude::*;

use super::*;

fn kg(kg: i64) -> Mass {
    Mass::from_kg(kg)
}

/// Source: largest remainders as in textbooks on apportionment: 25 seats by 1,500, 1,500, 900, 500, 500, 200 votes of 5,100.
#[test]
fn shares_go_to_the_largest_remainders() {
    let check = |total: i64, weights: &[i64], expected: &[i64]| {
        let weights: Vec<Mass> = weights.iter().copied().map(kg).collect();
        let found: Vec<i64> = apportion(kg(total), &weights).into_iter().map(Mass::as_kg).collect();
        assert_eq!(found, expected);
    };
    check(25, &[1_500, 1_500, 900, 500, 500, 200], &[7, 7, 4, 3, 3, 1]);
    check(10, &[1, 1, 1], &[4, 3, 3]);
    check(-10, &[1, 1, 1], &[-4, -3, -3]);
    check(7, &[0, 5, 0], &[0, 7, 0]);
    check(7, &[0, 0], &[7, 0]);
    check(7, &[], &[]);
}

proptest! {
    #[test]
    fn shares_sum_and_are_nowhere_a_kilogram_off(total in 0_i64..3_000_000_000, weights in proptest::collection::vec(0_i64..600_000_000, 1..20)) {
        let shares = apportion(kg(total), &weights.iter().copied().map(kg).collect::<Vec<_>>());
        prop_assert_eq!(shares.iter().map(|share| share.as_kg()).sum::<i64>(), total);
        let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (share, weight) in shares.iter().zip(&weights) {
            if sum > 0 {
                let off = i128::from(share.as_kg()) * sum - i128::from(total) * i128::from(*weight);
                prop_assert!(off.abs() < sum);
            }
        }
    }

    /// Drying in two steps loses what drying in one does, to the rounding.
    #[test]
    fn dry_matter_stays(mass in 1_000_i64..500_000_000, from in 1_500_u16..3_000, mid in 1_300_u16..1_400, to in 800_u16..1_200) {
        let once = shrink(kg(mass), from, to).unwrap().as_kg();
        let first = shrink(kg(mass), from, mid).unwrap().as_kg();
        let second = shrink(kg(mass - first), mid, to).unwrap().as_kg();
        prop_assert!((once - first - second).abs() <= 1);
    }

    /// A blend of blends is what a blend of all is, to the rounding of basis points.
    #[test]
    fn blends_lie_between_their_parts(parts in proptest::collection::vec((1_i64..90_000_000, 800_u16..2_000, 600_u16..850), 1..8)) {
        let parts: Vec<(Mass, Quality)> = parts
            .iter()
            .map(|(mass, moisture, weight)| {
                (kg(*mass), Quality { moisture_bp: Some(*moisture), test_weight_gl: Some(*weight), ..Quality::default() })
            })
            .collect();
        let blend = Quality::of_blend(&parts);
        let moistures: Vec<u16> = parts.iter().filter_map(|(_, quality)| quality.moisture_bp).collect();
        let weights: Vec<u16> = parts.iter().filter_map(|(_, quality)| quality.test_weight_gl).collect();
        let between = |of: &[u16], found: Option<u16>| {
            found.is_some_and(|found| of.iter().min() <= Some(&found) && Some(&found) <= of.iter().max())
        };
        prop_assert!(between(&moistures, blend.moisture_bp) && between(&weights, blend.test_weight_gl));
        prop_assert_eq!(blend.protein_bp, None);
    }
}

/// Sources: Pioneer, "Moisture shrink" (25.5 % to 15.5 %: 11.83 %, with the factor cut to 1.183 there); South Dakota State
/// University Extension (25 % to 15.5 %: 11.24 %); a published calculator's 1,000 lb from 25 % to 15.5 %: 887.57 lb are left.
#[test]
fn drying_loses_what_published_examples_say() {
    let check = |mass: i64, from: u16, to: u16, expected: Option<i64>| {
        assert_eq!(shrink(kg(mass), from, to).map(Mass::as_kg), expected);
    };
    check(1_000, 2_550, 1_550, Some(118));
    check(10_000, 2_550, 1_550, Some(1_183));
    check(10_000, 2_500, 1_550, Some(1_124));
    check(100_000, 2_500, 1_550, Some(100_000 - 88_757));
    check(10_000, 1_550, 1_550, None);
    check(10_000, 1_400, 1_550, None);
    check(10_000, 10_001, 1_550, None);
}

/// By hand: 60 t of 12.00 % and 40 t of 14.50 % hold 7.2 t and 5.8 t of water, 13.00 %. 60 t at 800 g/l fill 75 m3, 40 t at 700
/// fill 57.142857 m3: 100 t in 132.142857 m3 are 756.76 g/l.
#[test]
fn a_blend_is_reckoned_by_mass_and_by_volume() {
    let quality = |moisture, weight, protein| Quality {
        moisture_bp: Some(moisture),
        protein_bp: protein,
        gluten_bp: Some(2_600),
        test_weight_gl: Some(weight),
    };
    let parts = [(kg(60_000), quality(1_200, 800, Some(1_400))), (kg(40_000), quality(1_450, 700, None))];
    let expected = quality(1_300, 757, None);
    assert_eq!(Quality::of_blend(&parts), expected);
}

#[test]
fn weighings_are_summed_by_leg_and_method() {
    let weighing = |leg, reading| Weighing {
        leg,
        reading,
        noted: Noted::default(),
        by: "LYG".parse().unwrap(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let bridge = |gross, tare| Reading::Weighbridge { gross: kg(gross), tare: kg(tare) };
    let all = [
        weighing(Leg::In, bridge(40_120, 15_100)),
        weighing(Leg::In, bridge(39_980, 15_060)),
        weighing(Leg::In, Reading::Hopper(kg(49_900))),
        weighing(Leg::Out, Reading::Draught { laden: kg(9_000_000), light: kg(4_000_500) }),
    ];
    let found: Vec<_> =
        tally(&all).into_iter().map(|(at, sum)| (at, sum.weighings, sum.net.as_kg())).collect();
    assert_eq!(
        found,
        [
            ((Leg::In, Method::Weighbridge), 2, 49_940),
            ((Leg::In, Method::Hopper), 1, 49_900),
            ((Leg::Out, Method::Draught), 1, 4_999_500),
        ]
    );
}
