use super::*;
use crate::amount::Dimension;
use crate::refusal::Refusal;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn site() -> SiteId {
    "hub".parse().unwrap()
}

fn id() -> LedgerId {
    LedgerId { run: "SV-A/2026-12-01".parse().unwrap(), section: "SV-A-1".parse().unwrap() }
}

/// Reads `A - 10 5, B 20 30 25, C 40 - -`: place, arrival, departure, cut-off; `-` where there is none.
fn calls(text: &str) -> Vec<CallTimes> {
    let minute = |word: &str| word.parse().ok().map(Minute::new);
    let call = |text: &str| {
        let [place, arrive, depart, cut_off] = text.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{text}")
        };
        CallTimes {
            place: place.parse().unwrap(),
            arrive: minute(arrive).map(Planned),
            depart: minute(depart).map(Planned),
            boarding: minute(cut_off).map_or(Boarding::Never, Boarding::Until),
            alighting: Alighting::Allowed,
        }
    };
    text.split(", ").filter(|text| !text.is_empty()).map(call).collect()
}

fn room(teu: i64) -> Room {
    Room::default().with(Dimension::Teu, Some(teu))
}

fn ran(state: &mut Option<Ledger>, command: &LedgerCommand) -> Result<usize, &'static str> {
    let events = decide(state.as_ref(), command, &site(), NOW).map_err(|refusal| refusal.code())?;
    events.iter().for_each(|event| apply(state, event));
    Ok(events.len())
}

fn check_calls(text: &str, expected: &str) {
    let open = LedgerCommand::Open { id: id(), calls: calls(text), room: room(1) };
    let found = decide(None, &open, &site(), NOW).map(|events| events[0].kind().to_owned());
    assert_eq!(found.unwrap_or_else(|refusal| refusal.to_string()), expected, "{text}");
}

#[test]
fn calls_are_in_order() {
    let problem =
        |call: u16| format!("expected two or more calls with times in order, got a problem at call {call}");
    check_calls("A - 10 5, B 20 30 25, C 40 - -", "ledger.opened");
    check_calls("A - 10 10, B 10 10 -, C 10 - -", "ledger.opened");
    check_calls("A - 10 5", &problem(0));
    check_calls("", &problem(0));
    check_calls("A - 10 11, B 20 - -", &problem(0));
    check_calls("A 5 10 5, B 20 - -", &problem(0));
    check_calls("A - - -, B 20 - -", &problem(0));
    check_calls("A - 10 5, B 9 - -", &problem(1));
    check_calls("A - 10 5, B 20 19 -, C 30 - -", &problem(1));
    check_calls("A - 10 5, B 20 30 -", &problem(1));
    check_calls("A - 10 5, B 20 - 15", &problem(1));
    check_calls(&vec!["A - 10 5"; CALLS_MAX + 1].join(", "), &problem(1));
}

#[test]
fn a_run_is_opened_once() {
    let mut state = None;
    assert_eq!(ran(&mut state, &LedgerCommand::ReopenSale), Err("ledger.not_open"));
    let open =
        |teu: i64| LedgerCommand::Open { id: id(), calls: calls("A - 10 5, B 20 - -"), room: room(teu) };
    assert_eq!(ran(&mut state, &open(-1)), Err("capacity.bad_amount"));
    assert_eq!(ran(&mut state, &open(9)), Ok(1));
    assert_eq!(ran(&mut state, &open(9)), Ok(0));
    assert_eq!(ran(&mut state, &open(8)), Err("ledger.exists"));
}

#[test]
fn other_times_are_those_of_the_same_calls() {
    let mut state = None;
    let open = LedgerCommand::Open { id: id(), calls: calls("A - 10 5, B 20 - -"), room: room(9) };
    ran(&mut state, &open).unwrap();
    let mut retime = |text: &str| ran(&mut state, &LedgerCommand::Retime { calls: calls(text) });
    assert_eq!(retime("A - 11 5, B 21 - -"), Ok(1));
    assert_eq!(retime("A - 11 5, B 21 - -"), Ok(0));
    assert_eq!(retime("A - 11 5, C 21 - -"), Err("ledger.other_places"));
    assert_eq!(retime("A - 11 5"), Err("ledger.other_places"));
    assert_eq!(retime("A - 11 5, B 10 - -"), Err("ledger.bad_calls"));
}

#[test]
fn what_is_left_is_the_least_of_the_hops() {
    let mut state = None;
    let open =
        LedgerCommand::Open { id: id(), calls: calls("A - 10 5, B 20 30 25, C 40 - -"), room: room(9) };
    ran(&mut state, &open).unwrap();
    let key = EntryKey { booking: BookingId::at(1, [1; 10]), leg: LegNo(0) };
    let hops = Hops { from_call: 1, to_call: 2 };
    let entry = Entry { hops, amounts: Amounts::ZERO.with(Dimension::Teu, 4), standing: Standing::Confirmed };
    apply(&mut state, &LedgerEvent::Entered { key, pool: PoolId::Free, entry });
    let ledger = state.unwrap();
    let left = |from_call: u16, to_call: u16| {
        ledger.left_over(&PoolId::Free, Hops { from_call, to_call }).get(Dimension::Teu)
    };
    assert_eq!((left(0, 1), left(1, 2), left(0, 2)), (9, 5, 5));
    assert_eq!(audit(&ledger), []);
}

#[test]
fn an_audit_finds_what_is_oversold() {
    let mut state = None;
    let open = LedgerCommand::Open { id: id(), calls: calls("A - 10 5, B 20 - -"), room: room(9_000) };
    ran(&mut state, &open).unwrap();
    let hops = Hops { from_call: 0, to_call: 1 };
    let amounts = Amounts::ZERO.with(Dimension::Teu, 5_000);
    for number in 1..=2 {
        let key = EntryKey { booking: BookingId::at(number, [1; 10]), leg: LegNo(0) };
        let entry = Entry { hops, amounts, standing: Standing::Held { until: NOW } };
        apply(&mut state, &LedgerEvent::Entered { key, pool: PoolId::Free, entry });
    }
    let customer = PoolId::Allotted(Holder::Customer("acme".parse().unwrap()));
    let transfer =
        Transfer { from: PoolId::Free, to: customer, amounts: Amounts::ZERO.with(Dimension::Teu, 10_000) };
    apply(&mut state, &LedgerEvent::AllotmentMoved(transfer));
    let found: Vec<String> = audit(&state.unwrap()).iter().map(ToString::to_string).collect();
    let expected = [
        "expected at most 9 TEU in allotments, got 10 TEU",
        "expected at most -1 TEU sold of free on hop 0, got 10 TEU",
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_answer_known_before_its_offer_ends_the_same() {
    let offer = OfferId::at(1, [3; 10]);
    let to = PoolId::Allotted(Holder::Site("dry".parse().unwrap()));
    let amounts = Amounts::ZERO.with(Dimension::Teu, 4);
    let transfer = Transfer { from: PoolId::Free, to, amounts };
    let offered = LedgerEvent::AllotmentOffered { offer, transfer: transfer.clone() };
    for answer in [
        LedgerEvent::AllotmentAccepted { offer, transfer: transfer.clone() },
        LedgerEvent::AllotmentDeclined { offer, transfer },
    ] {
        let mut states = [None, None];
        for state in &mut states {
            let open = LedgerCommand::Open { id: id(), calls: calls("A - 10 5, B 20 - -"), room: room(9) };
            ran(state, &open).unwrap();
        }
        let [in_order, reversed] = &mut states;
        [&offered, &answer].iter().for_each(|event| apply(in_order, event));
        [&answer, &offered].iter().for_each(|event| apply(reversed, event));
        assert_eq!(in_order, reversed);
    }
}

#[test]
fn refusals_of_a_ledger_name_run_and_section() {
    let refusal = Refusal::RunNotFound { run: id().run, section: id().section };
    assert_eq!(refusal.to_string(), "expected an open run, got SV-A/2026-12-01 SV-A-1");
    assert_eq!(id().to_string(), "SV-A/2026-12-01 SV-A-1");
}
