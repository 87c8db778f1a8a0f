//! Amending, rolling, rerouting and cancelling: one script a rule.

use crate::script::check;

#[test]
fn an_amended_booking_takes_more_or_less() {
    check(
        "
        0h hold a 4 A1 0-3 -> held a A1
        0h hold b 5 A1 0-3 -> held b A1
        0h amend a 6 -> booking.sold_out 0 teu 6 TEU 5 TEU
        0h amend a 5 -> amended a A1
        0h amend a 5 -> nothing
        0h confirm a -> confirmed a A1
        0h hold c 3 A1 0-3 wait -> waitlisted c A1
        1h amend a 2 -> amended a A1, promoted c A1 1h
        1h amend a 11 -> capacity.exceeds_run teu 11 TEU 10 TEU
        ",
    );
}

#[test]
fn one_share_takes_what_the_other_gives_up() {
    check(
        "
        0h hold a 10 A1 0-3 | A1 0-3 -> held a A1, held a A1
        0h hold b 1 A1 0-3 wait -> waitlisted b A1
        0h amend a 7+3 -> amended a A1, amended a A1
        0h amend a 7+4 -> booking.sold_out 0 teu 4 TEU 3 TEU
        0h amend a 3+6 -> amended a A1, amended a A1, promoted b A1 0h
        ",
    );
}

#[test]
fn who_waits_keeps_the_place_unless_it_wants_more() {
    check(
        "
        0h hold a 10 A1 0-3 until 20h -> held a A1
        0h hold b 4 A1 0-3 wait -> waitlisted b A1
        0h hold c 4 A1 0-3 wait -> waitlisted c A1
        0h hold d 4 A1 0-3 wait -> waitlisted d A1
        1h amend b 6 -> amended b A1
        1h amend c 3 -> amended c A1
        2h release a -> released a A1, promoted c A1 2h, promoted d A1 2h
        ",
    );
}

#[test]
fn less_is_possible_after_the_cut_off_and_not_after_departure() {
    check(
        "
        0h hold a 4 A1 0-3 -> held a A1
        0h confirm a -> confirmed a A1
        95h amend a 5 -> booking.cut_off_passed 0 88h 95h
        95h amend a 3 -> amended a A1, fee 2500
        100h amend a 2 -> booking.departed 0 100h 100h
        ",
    );
}

#[test]
fn a_booking_rolls_to_a_later_run() {
    check(
        "
        0h hold a 4 A1 0-3 -> held a A1
        0h confirm a -> confirmed a A1
        0h hold b 8 A2 0-3 until 9h -> held b A2
        0h hold c 10 A1 0-3 wait -> waitlisted c A1
        1h roll a 0=A2 -> booking.sold_out 0 teu 4 TEU 2 TEU
        10h roll a 0=A2 -> released a A1, promoted c A1 10h, lapsed b A2 9h, booked a A2
        10h roll a 0=A2 -> nothing
        10h roll a 0=A1 -> booking.not_later 0
        10h roll a 0=A9 -> booking.run_not_found
        10h roll a 1=A2 -> booking.leg_not_in_plan 1
        ",
    );
}

#[test]
fn legs_that_no_longer_meet_roll_together() {
    check(
        "
        0h hold a 4 A1 0-3 + B1 0-2 -> held a A1, held a B1
        0h confirm a -> confirmed a A1, confirmed a B1
        30h roll a 0=A2 -> plan.broken 1 P3 200h units 4 0
        30h roll a 0=A2 1=B2 -> released a A1, booked a A2, released a B1, booked a B2, fee 2500
        ",
    );
}

#[test]
fn a_fee_depends_on_the_hours_before_departure() {
    check(
        "
        0h hold a 1 A1 0-3 -> held a A1
        0h hold b 1 A1 0-3 -> held b A1
        0h hold c 1 A1 0-3 -> held c A1
        0h hold d 1 A1 0-3 -> held d A1
        0h hold e 1 A1 0-3 -> held e A1
        0h confirm a -> confirmed a A1
        0h confirm b -> confirmed b A1
        0h confirm c -> confirmed c A1
        0h confirm d -> confirmed d A1
        28h cancel a -> released a A1
        28h+1s cancel b -> released b A1, fee 10000
        76h cancel c carrier -> released c A1
        76h+1s cancel d -> released d A1, fee 50000
        77h cancel e -> released e A1
        77h cancel e -> booking.ended e cancelled
        ",
    );
}

#[test]
fn nothing_is_cancelled_after_departure() {
    check(
        "
        0h hold a 1 A1 0-3 -> held a A1
        0h confirm a -> confirmed a A1
        100h cancel a -> booking.departed 0 100h 100h
        100h close A1 cancelled -> sale_closed A1
        100h cancel a carrier -> released a A1
        ",
    );
}

#[test]
fn another_way_keeps_the_legs_that_are_the_same() {
    check(
        "
        0h hold a 4 A1 0-3 + B1 0-2 -> held a A1, held a B1
        0h confirm a -> confirmed a A1, confirmed a B1
        0h reroute a A1 0-3 + B2 0-2 -> released a B1, booked a B2
        0h reroute a A1 0-3 + B2 0-2 -> nothing
        0h reroute a A1 0-3 -> plan.not_all_goods P5 units 4 0
        110h reroute a A1 0-3 + B1 0-2 -> booked a B1, released a B2
        110h reroute a A2 0-3 + B2 0-2 -> booking.departed 0 100h 110h
        ",
    );
}
