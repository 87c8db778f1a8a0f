use super::*;
use lb_network::model::Form;

/// Three 40-foot boxes of 20.5 t each.
fn boxes() -> Load {
    Load {
        unit_type: "40HC".to_owned(),
        form: Form::Box,
        units: 3,
        mass_kg: 61_500,
        teu_e3: 6_000,
        wagons_e3: 3_000,
        lane_m_e3: 36_600,
        plugs: 0,
    }
}

#[test]
fn prices_are_rounded_half_up_to_cents() {
    let check = |price, per, cents| assert_eq!(priced(price, per, &boxes()), cents, "{price} {per:?}");
    // 12.3456 USD x 6 TEU = 74.0736 USD.
    check(123_456, Per::Teu, 7_407);
    // 0.15 USD x 61.5 t = 9.225 USD: half a cent goes up.
    check(1_500, Per::Tonne, 923);
    check(350_000, Per::Unit, 10_500);
    // 20 USD x 36.6 m of lane.
    check(200_000, Per::LaneMetre, 73_200);
    check(0, Per::Unit, 0);
}

#[test]
fn distances_are_priced_per_hop() {
    // 0.035 USD a TEU-kilometre x 6 TEU x 3,565 km = 748.65 USD.
    assert_eq!(priced_distance(3_500_000, Per::Teu, &boxes(), 3_565_000), 74_865);
    // Two halves are rounded each: 0.035 x 6 x 1,782.5 km = 374.325 USD, twice.
    assert_eq!(2 * priced_distance(3_500_000, Per::Teu, &boxes(), 1_782_500), 2 * 37_433);
}

#[test]
fn grams_follow_mass_and_distance() {
    // 9.48 g/tkm x 61.5 t x 3,565 km = 2,078,466.3 g.
    assert_eq!(transport_grams(9_480, &boxes(), 3_565_000), 2_078_466);
    // 1,200 g/t x 61.5 t.
    assert_eq!(lift_grams(1_200_000, &boxes()), 73_800);
}

#[test]
fn a_rate_adds_minutes_rounded_up() {
    let check = |rate_e4, minutes| {
        let provenance =
            lb_network::model::Provenance { reliability: lb_base::Reliability::Seen, basis: Vec::new() };
        let handling =
            Handling { unload: 0, load: 0, customs: 0, rate_e4, price: 0, per: Per::Unit, provenance };
        assert_eq!(rate_minutes(&handling, &boxes()), minutes, "{rate_e4:?}");
    };
    check(None, 0);
    // 3 units at 40 an hour: 4.5 minutes.
    check(Some(400_000), 5);
    // 3 units at 2.5 an hour: 72 minutes.
    check(Some(25_000), 72);
}

#[test]
fn storage_counts_started_days_after_the_free_ones() {
    let check = |minutes, free, days| assert_eq!(storage_days(minutes, free), days, "{minutes} {free}");
    check(0, 0, 0);
    check(1, 0, 1);
    check(1_440, 0, 1);
    check(1_441, 0, 2);
    check(3 * 1_440, 3, 0);
    check(3 * 1_440 + 1, 3, 1);
    check(-5, 0, 0);
}

#[test]
fn earlier_by_a_span_pays_at_most_its_started_days_more() {
    // What lets one label stand for another that comes later: the dominance of `bags`.
    for span in [0, 1, 700, 1_440, 1_441, 5_000] {
        for wait in (0..9_000).step_by(7) {
            for free in [0, 2] {
                let more = storage_days(wait + span, free) - storage_days(wait, free);
                assert!(more <= i64::from(started_days(span)), "{span} {wait} {free}");
            }
        }
    }
}
