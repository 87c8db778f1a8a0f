use jiff::SignedDuration;
use lb_base::{Length, Mass, Teu};
use lb_network::model::Form;
use proptest::prelude::*;

use super::*;
use crate::tariff::Validity;

fn at(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
}

fn currency(text: &str) -> Currency {
    text.parse().unwrap()
}

/// Two 40-foot boxes of together 30.5 t.
fn load() -> Load {
    Load {
        form: Form::Box,
        units: 2,
        teu: Teu::from_whole(4),
        wagons_e3: 2_000,
        mass: Mass::from_kg(30_500),
        plugs: 0,
        deck: Length::from_mm(24_400),
    }
}

/// Reads `hop S 0 | teu | 866.20 USD`, with ` from 2` or ` until 9` (hours) and ` free 3` (days) behind it.
fn component(text: &str) -> TariffComponent {
    let [charge, basis, rest] = text.split(" | ").collect::<Vec<_>>()[..] else { panic!("{text}") };
    let words: Vec<&str> = charge.split(' ').collect();
    let charge = match words[..] {
        ["section", id] => Charge::Section { section: id.parse().unwrap() },
        ["hop", id, hop] => Charge::Hop { section: id.parse().unwrap(), hop: hop.parse().unwrap() },
        ["lift", id] => Charge::Lift { facility: id.parse().unwrap() },
        ["storage", id] => Charge::Storage { facility: id.parse().unwrap() },
        _ => Charge::Booking,
    };
    let basis = match basis {
        "unit" => Basis::Per(Per::Unit),
        "teu" => Basis::Per(Per::Teu),
        "t" => Basis::Per(Per::Tonne),
        "lane" => Basis::Per(Per::LaneMetre),
        _ => Basis::Flat,
    };
    let words: Vec<&str> = rest.split(' ').collect();
    let after = |word: &str| {
        words.windows(2).find(|pair| pair[0] == word).map(|pair| pair[1].parse::<i64>().unwrap())
    };
    let amount: Money = format!("{} {}", words[0], words[1]).parse().unwrap();
    TariffComponent {
        tariff: "T".parse().unwrap(),
        charge,
        basis,
        rate: Rate { amount, for_quantity_e3: NonZeroI64::new(1_000).unwrap() },
        free_days: after("free").map_or(0, |days| u32::try_from(days).unwrap()),
        validity: Validity { from: after("from").map(at), until: after("until").map(at) },
    }
}

/// Two hops of section S, two lifts and five days at F.
fn request(in_currency: &str) -> QuotationRequest {
    let hops = Hops { from_call: 1, to_call: 3 };
    let facility: FacilityId = "F".parse().unwrap();
    QuotationRequest {
        rides: vec![PricedRide { leg: LegNo(1), section: "S".parse().unwrap(), hops, load: load() }],
        lifts: vec![PricedLift { facility: facility.clone(), load: load(), lifts: 2 }],
        stays: vec![PricedStay { facility, load: load(), days: 5 }],
        currency: currency(in_currency),
        valid_until: at(48),
        cancel_fees: FeeTable::free(),
        change_fees: FeeTable::free(),
    }
}

const TARIFF: [&str; 6] = [
    "section S | teu | 100.00 USD",
    "hop S 1 | t | 0.33 USD",
    "hop S 2 | lane | 1.00 USD until 24",
    "lift F | unit | 35.00 USD",
    "storage F | teu | 4.00 USD free 3",
    "booking | flat | 25.00 USD from 5",
];

fn quoted(in_currency: &str, tariff: &[&str], hours: i64) -> Result<Quotation, Refusal> {
    let tariff: Vec<TariffComponent> = tariff.iter().map(|text| component(text)).collect();
    let rate = |to: &str, rate_e6: i64| ExchangeRate { from: Currency::USD, to: currency(to), rate_e6 };
    let rates = [rate("CNY", 7_100_000), rate("KRW", 1_390_000_000), rate("EUR", 0)];
    quote(&request(in_currency), &tariff, &rates, at(hours))
}

fn check(in_currency: &str, tariff: &[&str], hours: i64, expected: &str) {
    let found = match quoted(in_currency, tariff, hours) {
        Ok(quotation) => {
            let amounts: Vec<String> =
                quotation.components.iter().map(|c| c.amount.minor().to_string()).collect();
            let hours = quotation.valid_until.duration_since(at(0)).as_hours();
            format!("{} = {} until {hours}", amounts.join(" + "), quotation.total.minor())
        }
        Err(refusal) => format!("{}: {refusal}", refusal.code()),
    };
    assert_eq!(found, expected);
}

#[test]
fn every_charge_is_priced_by_its_basis() {
    // 4 TEU; 30.5 t at 33 cents, rounded once; 24.4 m; 2 lifts of 2 units; 2 of 5 days of 4 TEU; the booking.
    check("USD", &TARIFF, 6, "40000 + 1007 + 2440 + 14000 + 3200 + 2500 = 63147 until 24");
}

#[test]
fn a_booking_fee_is_charged_where_there_is_one() {
    check("USD", &TARIFF[..5], 6, "40000 + 1007 + 2440 + 14000 + 3200 = 60647 until 24");
    check("USD", &TARIFF, 0, "40000 + 1007 + 2440 + 14000 + 3200 = 60647 until 24");
}

#[test]
fn a_charge_without_a_tariff_in_force_is_refused() {
    check(
        "USD",
        &TARIFF,
        24,
        "quotation.no_tariff: expected a tariff in force for section S hop 2, got none",
    );
    check("USD", &TARIFF[1..], 6, "quotation.no_tariff: expected a tariff in force for section S, got none");
    check("USD", &TARIFF[..3], 6, "quotation.no_tariff: expected a tariff in force for lift F, got none");
}

#[test]
fn amounts_are_exchanged_each_by_itself() {
    check("CNY", &TARIFF, 6, "284000 + 7150 + 17324 + 99400 + 22720 + 17750 = 448344 until 24");
    // The won has no smaller unit.
    check("KRW", &TARIFF, 6, "556000 + 13997 + 33916 + 194600 + 44480 + 34750 = 877743 until 24");
    check("EUR", &TARIFF, 6, "quotation.no_rate: expected a rate from USD to EUR, got none");
}

#[test]
fn an_old_or_absurd_quotation_is_refused() {
    let long = [
        "section S | teu | 1.00 USD",
        "hop S 1 | t | 1.00 USD",
        "hop S 2 | t | 1.00 USD",
        TARIFF[3],
        TARIFF[4],
    ];
    check(
        "USD",
        &long,
        48,
        "quotation.expired: expected a booking before 1970-01-03T00:00:00Z, got one at 1970-01-03T00:00:00Z",
    );
    let huge = ["section S | teu | 90000000000000000.00 USD", long[1], long[2], long[3], long[4]];
    check("USD", &huge, 6, "quotation.out_of_range: expected a price that fits, got none for section S");
}

proptest! {
    /// The total is the sum of what stands there, and no component is off by more than half a minor unit.
    #[test]
    fn a_quotation_adds_up(minor in 0_i64..1_000_000, kg in 1_i64..10_000_000, days in 0_u32..100) {
        let mut request = request("USD");
        request.rides[0].load.mass = Mass::from_kg(kg);
        request.stays[0].days = days;
        let mut tariff: Vec<TariffComponent> = TARIFF.iter().map(|text| component(text)).collect();
        tariff[1].rate.amount = Money::from_minor(minor, Currency::USD);
        let quotation = quote(&request, &tariff, &[], at(6)).unwrap();
        let sum: i64 = quotation.components.iter().map(|component| component.amount.minor()).sum();
        prop_assert_eq!(quotation.total.minor(), sum);
        let hop = &quotation.components[1];
        let exact_e3 = i128::from(minor) * i128::from(kg);
        prop_assert!((i128::from(hop.amount.minor()) * 1_000 - exact_e3).abs() <= 500);
        let storage = i64::from(days.saturating_sub(3)) * 4 * 400;
        let found = quotation.components.iter().find(|c| matches!(c.charge, Charge::Storage { .. }));
        prop_assert_eq!(found.map_or(0, |component| component.amount.minor()), storage);
    }
}
