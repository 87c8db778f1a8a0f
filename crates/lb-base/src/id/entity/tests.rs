use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<ConsignmentId>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |id| id.to_string()), expected);
}

#[test]
fn reads_version_7_and_prints_it_with_hyphens() {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    check(id, id);
    check(" 01890A5D-AC96-774B-BCCE-B302099A8057 ", id);
    check("01890a5dac96774bbcceb302099a8057", id);
}

#[test]
fn refuses_other_texts_and_versions() {
    check("", "error: expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, got \"\"");
    check(
        "01890a5d",
        "error: expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, got \"01890a5d\"",
    );
    check("919108f7-52d1-4320-9bac-f847db4148a8", "error: expected a UUID of version 7, got version 4");
    check("00000000-0000-0000-0000-000000000000", "error: expected a UUID of version 7, got version 0");
}

#[test]
fn ids_order_by_the_time_they_were_made_at() {
    let [earlier, later] = [1_000, 1_001].map(|millis| BookingId::at(millis, [255; 10]));
    assert!(earlier < later);
    assert!(BookingId::at(1_001, [0; 10]) > earlier);
}

#[test]
fn made_ids_read_back() {
    let id = UnitId::at(1_764_849_600_000, [7; 10]);
    assert_eq!(id.to_string().parse(), Ok(id));
    assert_eq!(UnitId::try_from(id.uuid()), Ok(id));
    assert_eq!(format!("{id:?}"), format!("UnitId({id})"));
}
