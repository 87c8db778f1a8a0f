//! Holding, waiting, allotments, cut-offs: one script a rule.

use crate::script::check;

#[test]
fn room_is_sold_per_hop() {
    check(
        "
        0h hold a 6 A1 0-2 -> held a A1
        0h hold b 6 A1 1-3 -> booking.sold_out 1 teu 6 TEU 4 TEU
        0h hold c 6 A1 2-3 -> held c A1
        0h hold d 4 A1 0-3 -> held d A1
        0h hold e 1 A1 2-3 -> booking.sold_out 2 teu 1 TEU 0 TEU
        ",
    );
}

#[test]
fn every_dimension_counts() {
    check(
        "
        0h hold a 2 A1 0-3 reefer -> held a A1
        0h hold b 1 A1 0-1 reefer -> booking.sold_out 0 reefer_plugs 1 plugs 0 plugs
        0h hold c 1 A1 0-1 -> held c A1
        0h hold d 11 A1 0-1 -> capacity.exceeds_run teu 11 TEU 10 TEU
        0h hold e 1 A1 0-1 rolling -> booking.not_carried deck_m 5 m
        ",
    );
}

#[test]
fn a_hold_ends_at_its_instant() {
    check(
        "
        0h hold a 10 A1 0-3 until 5h -> held a A1
        4h+3599s hold b 1 A1 0-1 until 9h -> booking.sold_out 0 teu 1 TEU 0 TEU
        5h hold b 1 A1 0-1 until 9h -> lapsed a A1 5h, held b A1
        5h confirm a -> booking.hold_expired a 5h 5h
        9h confirm b -> booking.hold_expired b 9h 9h
        9h release b -> booking.hold_expired b 9h 9h
        ",
    );
}

#[test]
fn a_hold_is_no_longer_than_the_cut_off() {
    check(
        "
        80h hold a 10 A1 0-3 until 200h -> held a A1
        87h+3599s confirm a -> confirmed a A1
        87h hold b 1 A1 1-3 until 200h -> booking.sold_out 1 teu 1 TEU 0 TEU
        88h hold c 1 A1 0-3 until 200h -> booking.cut_off_passed 0 88h 88h
        ",
    );
}

#[test]
fn confirmed_room_stays() {
    check(
        "
        0h hold a 10 A1 0-3 until 5h -> held a A1
        4h confirm a -> confirmed a A1
        4h confirm a -> nothing
        50h hold b 1 A1 0-1 -> booking.sold_out 0 teu 1 TEU 0 TEU
        50h release a -> booking.already_confirmed a
        50h confirm b -> booking.not_found b
        ",
    );
}

#[test]
fn all_legs_or_none() {
    check(
        "
        0h hold a 8 B1 0-2 -> held a B1
        0h hold b 4 A1 0-3 + B1 0-2 -> booking.sold_out 0 teu 4 TEU 2 TEU
        0h hold c 10 A1 0-3 -> held c A1
        0h hold d 2 A2 0-3 + B2 0-2 -> held d A2, held d B2
        0h confirm d -> confirmed d A2, confirmed d B2
        ",
    );
}

#[test]
fn a_consignment_is_split_over_successive_runs() {
    check(
        "
        0h hold a 16 A1 0-3 | A2 0-3 -> held a A1, held a A2
        0h hold b 3 A1 0-3 -> booking.sold_out 0 teu 3 TEU 2 TEU
        0h hold c 3 A2 1-2 -> booking.sold_out 1 teu 3 TEU 2 TEU
        ",
    );
}

#[test]
fn who_waits_first_is_promoted_first() {
    check(
        "
        0h hold a 10 A1 0-3 until 5h -> held a A1
        1h hold b 6 A1 0-3 wait until 50h -> waitlisted b A1
        1h hold c 6 A1 0-2 wait until 50h -> waitlisted c A1
        2h hold d 4 A1 0-3 wait until 50h -> waitlisted d A1
        3h confirm b -> booking.still_waiting b 0
        6h hold e 1 A1 2-3 until 50h -> booking.sold_out 2 teu 1 TEU 0 TEU
        6h settle A1 -> lapsed a A1 5h, promoted b A1 5h, promoted d A1 5h
        ",
    );
}

#[test]
fn one_that_does_not_fit_lets_smaller_ones_pass() {
    check(
        "
        0h hold a 7 A1 0-3 until 50h -> held a A1
        0h hold b 8 A1 0-3 wait until 50h -> waitlisted b A1
        0h hold c 3 A1 0-3 until 50h -> held c A1
        0h hold d 3 A1 0-3 wait until 50h -> waitlisted d A1
        1h release c -> released c A1, promoted d A1 1h
        2h release a -> released a A1
        3h release d -> released d A1, promoted b A1 3h
        3h confirm b -> confirmed b A1
        ",
    );
}

#[test]
fn a_wait_ends_at_its_instant_and_at_the_cut_off() {
    check(
        "
        0h hold a 10 A1 0-3 until 50h -> held a A1
        0h hold b 5 A1 0-3 wait until 20h -> waitlisted b A1
        0h hold c 5 A1 0-3 wait until 300h -> waitlisted c A1
        30h confirm a -> lapsed b A1 20h, confirmed a A1
        87h settle A1 -> nothing
        88h settle A1 -> lapsed c A1 88h
        ",
    );
}

#[test]
fn room_that_falls_free_by_itself_goes_on_at_that_instant() {
    check(
        "
        0h hold a 10 A1 0-3 until 5h -> held a A1
        0h hold b 10 A1 0-3 wait until 7h -> waitlisted b A1
        0h hold c 10 A1 0-3 wait until 50h -> waitlisted c A1
        8h settle A1 -> lapsed a A1 5h, promoted b A1 5h, lapsed b A1 7h, promoted c A1 7h
        8h confirm c -> confirmed c A1
        ",
    );
}

#[test]
fn other_legs_of_one_that_waits_are_held() {
    check(
        "
        0h hold a 10 B1 0-2 until 40h -> held a B1
        0h hold b 3 A1 0-3 + B1 0-2 wait until 50h -> held b A1, waitlisted b B1
        0h hold c 8 A1 0-3 until 50h -> booking.sold_out 0 teu 8 TEU 7 TEU
        1h confirm b -> booking.still_waiting b 1
        2h release a -> released a B1, promoted b B1 2h
        2h confirm b -> confirmed b A1, confirmed b B1
        ",
    );
}

#[test]
fn an_allotment_is_sold_by_itself() {
    check(
        "
        0h allot A1 free customer:acme 4 -> allotment_moved A1
        0h hold a 7 A1 0-3 -> booking.sold_out 0 teu 7 TEU 6 TEU
        0h hold b 5 A1 0-3 customer:acme -> booking.allotment_exhausted customer:acme 0 teu 5 TEU 4 TEU
        0h hold c 3 A1 0-3 customer:acme -> held c A1
        0h hold d 3 A1 0-3 customer:other -> booking.no_allotment customer:other
        0h allot A1 customer:acme free 2 -> allotment.not_free customer:acme 0 teu 2 TEU 1 TEU
        0h allot A1 customer:acme free 1 -> allotment_moved A1
        0h hold e 7 A1 0-3 -> held e A1
        0h allot A1 free customer:acme 1 -> allotment.not_free free 0 teu 1 TEU 0 TEU
        0h allot A1 free free 1 -> allotment.same_pool free
        0h allot A1 free customer:acme -1 -> capacity.bad_amount teu -1000
        ",
    );
}

#[test]
fn room_that_an_allotment_gives_back_goes_to_who_waits() {
    check(
        "
        0h allot A1 free customer:acme 4 -> allotment_moved A1
        0h hold a 8 A1 0-3 wait until 50h -> waitlisted a A1
        1h allot A1 customer:acme free 2 -> allotment_moved A1, promoted a A1 1h
        ",
    );
}

#[test]
fn another_sites_allotment_is_offered_first() {
    check(
        "
        0h allot A1 free site:dry 4 first -> allotment_offered A1
        0h allot A1 free site:dry 4 first -> allotment.offer_exists first
        0h hold a 7 A1 0-3 -> booking.sold_out 0 teu 7 TEU 6 TEU
        0h hold b 1 A1 0-3 site:dry -> booking.not_custodian site:dry dry hub
        0h accept A1 first -> booking.not_custodian site:dry dry hub
        0h by dry -> ok
        0h hold b 1 A1 0-3 site:dry -> booking.no_allotment site:dry
        0h accept A1 first -> allotment_accepted A1
        0h accept A1 first -> allotment.offer_not_found first
        0h hold b 1 A1 0-3 site:dry -> held b A1
        0h hold c 1 A1 0-3 -> booking.not_custodian free hub dry
        0h room A1 12 -> ledger.not_owner hub dry
        0h allot A1 site:dry free 4 back -> allotment.not_free site:dry 0 teu 4 TEU 3 TEU
        0h allot A1 site:dry free 3 back -> allotment_offered A1
        0h by hub -> ok
        0h hold d 7 A1 0-3 wait until 50h -> waitlisted d A1
        1h accept A1 back -> allotment_accepted A1, promoted d A1 1h
        ",
    );
}

#[test]
fn a_declined_offer_goes_back() {
    check(
        "
        0h allot A1 free site:dry 4 first -> allotment_offered A1
        0h hold a 7 A1 0-3 wait until 50h -> waitlisted a A1
        0h by dry -> ok
        0h decline A1 first -> allotment_declined A1
        0h by hub -> ok
        1h settle A1 -> promoted a A1 1h
        ",
    );
}

#[test]
fn room_in_use_is_not_taken_away() {
    check(
        "
        0h allot A1 free customer:acme 4 -> allotment_moved A1
        0h hold a 3 A1 1-2 -> held a A1
        0h room A1 6 -> capacity.in_use 1 teu 6 TEU 7 TEU
        0h room A1 7 -> room_set A1
        0h room A1 7 -> nothing
        0h room A1 -1 -> capacity.bad_amount teu -1000
        0h hold b 1 A1 1-3 wait -> waitlisted b A1
        1h room A1 8 -> room_set A1, promoted b A1 1h
        ",
    );
}

#[test]
fn a_run_set_aside_sells_nothing() {
    check(
        "
        0h hold a 5 A1 0-3 -> held a A1
        0h hold b 6 A1 0-3 wait -> waitlisted b A1
        1h close A1 strike -> sale_closed A1
        1h close A1 strike -> nothing
        1h hold c 1 A1 0-3 -> booking.sale_closed strike
        1h confirm a -> booking.sale_closed strike
        1h release a -> released a A1
        2h reopen A1 -> sale_reopened A1, promoted b A1 2h
        2h confirm b -> confirmed b A1
        ",
    );
}

#[test]
fn a_later_cut_off_lets_wait_and_book_again() {
    check(
        "
        88h hold a 1 A1 0-3 until 98h -> booking.cut_off_passed 0 88h 88h
        88h retime A1 6 -> retimed A1
        88h hold a 1 A1 0-3 until 98h -> held a A1
        89h retime A1 -6 -> retimed A1
        89h confirm a -> booking.cut_off_passed 0 82h 89h
        89h retime A1 13 -> ledger.bad_calls 0
        ",
    );
}

#[test]
fn calls_say_where_cargo_boards_and_alights() {
    check(
        "
        0h hold a 1 A1 0-4 -> booking.no_such_call 0 4 4
        0h hold b 1 A1 0-3 elsewhere -> booking.other_place 0 0 P0 P9
        ",
    );
}

#[test]
fn one_booking_at_a_time() {
    check(
        "
        0h hold a 1 A1 0-3 until 5h -> held a A1
        0h hold a 1 A1 0-3 until 5h -> nothing
        0h hold a 1 A1 0-3 until 6h -> booking.exists a
        0h hold a 1 A1 0-3 wait until 5h -> booking.exists a
        6h hold a 1 A1 0-3 until 9h -> booking.hold_expired a 5h 6h
        ",
    );
}

#[test]
fn an_identifier_stands_for_one_booking() {
    check(
        "
        0h hold a 1 A1 0-3 -> held a A1
        0h steal a b 1 A1 0-3 -> booking.exists a
        ",
    );
}
