use super::*;

/// Values as printed in 49 CFR 565.15 table III, independent of the formula under test.
const LETTER_VALUES: [(char, u32); 23] = [
    ('A', 1),
    ('B', 2),
    ('C', 3),
    ('D', 4),
    ('E', 5),
    ('F', 6),
    ('G', 7),
    ('H', 8),
    ('J', 1),
    ('K', 2),
    ('L', 3),
    ('M', 4),
    ('N', 5),
    ('P', 7),
    ('R', 9),
    ('S', 2),
    ('T', 3),
    ('U', 4),
    ('V', 5),
    ('W', 6),
    ('X', 7),
    ('Y', 8),
    ('Z', 9),
];

fn check(text: &str, expected: &str) {
    let read = text.parse::<VehicleNumber>();
    let shown = read.map_or_else(
        |error| format!("error: {error}"),
        |number| match number.check_digit() {
            VehicleCheck::Matches => number.to_string(),
            VehicleCheck::Differs { expected, found } => {
                format!("{number}: expected check digit {expected}, got {found}")
            }
        },
    );
    assert_eq!(shown, expected);
}

#[test]
fn reads_published_numbers() {
    // The examples of the rule's text and of the public decoders: X as a check digit, and all ones.
    for number in ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715", "1HGCM82633A004352"] {
        check(number, number);
    }
    check("1m8gdm9a-xkp042788", "1M8GDM9AXKP042788");
}

#[test]
fn a_wrong_digit_is_a_warning() {
    check("1M8GDM9A1KP042788", "1M8GDM9A1KP042788: expected check digit X, got 1");
    check("WVWZZZ1JZXW000001", "WVWZZZ1JZXW000001: expected check digit 0, got Z");
}

#[test]
fn rejects_other_shapes() {
    check("1M8GDM9AXKP04278", "error: expected 17 letters and digits, got 16");
    check(
        "1M8GDM9AXKPO42788",
        "error: expected a digit or a letter other than I, O and Q at position 12, got 'O'",
    );
}

#[test]
fn letters_have_the_values_of_the_table() {
    for (letter, value) in LETTER_VALUES {
        assert_eq!(symbol_value(u8::try_from(letter).unwrap()), value, "{letter}");
    }
}
