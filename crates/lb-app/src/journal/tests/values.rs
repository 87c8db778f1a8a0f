//! Canonical JSON, ids, moments, media types.

use super::*;

fn check_canonical(value: &str, expected: &str) {
    let value: Value = serde_json::from_str(value).unwrap();
    let text = canonical(&value).unwrap_or_else(|error| format!("error: {error}"));
    assert_eq!(text, expected);
}

#[test]
fn one_value_has_one_text() {
    check_canonical(r#"{ "b": [1, -2, true], "a": null }"#, r#"{"a":null,"b":[1,-2,true]}"#);
    check_canonical(
        r#""Қазақстан \u4e2d / \\ \" \u001f\t\n\r\b\f""#,
        r#""Қазақстан 中 / \\ \" \u001f\t\n\r\b\f""#,
    );
    check_canonical("[9007199254740991,-9007199254740991]", "[9007199254740991,-9007199254740991]");
}

#[test]
fn names_sort_as_in_rfc_8785() {
    // Its section 3.2.3: by UTF-16 code units, so the smiley stands before U+FB33.
    let value = r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#;
    check_canonical(value, "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}");
}

#[test]
fn what_has_no_one_text_is_refused() {
    check_canonical("1.5", "error: expected integers within 2^53 - 1, got 1.5");
    check_canonical("1e3", "error: expected integers within 2^53 - 1, got 1000.0");
    check_canonical("9007199254740992", "error: expected integers within 2^53 - 1, got 9007199254740992");
    check_canonical(r#""a\u0000b""#, "error: expected texts without the character U+0000");
    let deep = format!("{}1{}", "[".repeat(33), "]".repeat(33));
    check_canonical(&deep, "error: expected at most 32 levels of arrays and objects");
}

#[test]
fn a_body_has_a_largest_size() {
    let text = "x".repeat(BODY_BYTES_MAX - 2);
    assert_eq!(Body::of(&text).unwrap().as_bytes().len(), BODY_BYTES_MAX);
    let refused = Body::of(&format!("{text}x")).unwrap_err();
    assert_eq!(refused.to_string(), "expected a body of at most 262144 bytes, got 262145");
}

fn check_text<T: std::str::FromStr + std::fmt::Display>(text: &str, expected: &str)
where
    T::Err: std::fmt::Display,
{
    let read = text.parse::<T>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |value| value.to_string()), expected);
}

#[test]
fn names_are_read_and_printed() {
    check_text::<Entity>("booking:B-17", "booking:B-17");
    check_text::<Entity>("booking", "error: expected an entity such as booking:B-17, got \"booking\"");
    check_text::<Entity>(
        "booking:B 17",
        "error: expected a letter, digit, '-', '_' or '.' at position 2, got ' '",
    );
    check_text::<IdempotencyKey>("a/b:c", "a/b:c");
    check_text::<IdempotencyKey>("", "error: expected 1 to 128 visible ASCII characters, got \"\"");
    check_text::<IdempotencyKey>("a b", "error: expected 1 to 128 visible ASCII characters, got \"a b\"");
    check_text::<Hash>(&"0f".repeat(32), &"0f".repeat(32));
    check_text::<Hash>("0F", "error: expected 64 lower-case hexadecimal digits, got \"0F\"");
    check_text::<MediaType>("Text/CSV; charset=utf-8", "text/csv");
    check_text::<MediaType>(
        "text/html",
        "error: expected a media type such as application/pdf, got \"text/html\"",
    );
}

#[test]
fn moments_keep_microseconds() {
    check_text::<Moment>("2026-11-22T05:00:00.1234567+05:00", "2026-11-22T00:00:00.123456Z");
    check_text::<Moment>("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z");
    check_text::<Moment>(
        "yesterday",
        "error: expected an instant such as 2024-03-01T00:00:00Z, got \"yesterday\"",
    );
    assert_eq!(Moment::from_micros(i64::MAX), None);
}

#[test]
fn an_event_is_named_after_its_millisecond() {
    let id = EventId::new(moment(1_999), &mut chance());
    assert_eq!(id.to_string().get(..15), Some("01a2008d-7401-7"), "{id}");
    assert_ne!(EventId::new(moment(0), &mut chance()), EventId::new(moment(1_000), &mut chance()));
}

#[test]
fn randomness_repeats_for_its_seed_only() {
    let (mut one, mut same) = (chance(), chance());
    let first: [u8; 40] = one.draw();
    assert_eq!(first, same.draw::<40>());
    assert_ne!(one.draw::<40>(), first);
    assert_ne!(Randomness::from_seed([8; 32]).draw::<40>(), first);
}

#[test]
fn an_attachment_has_a_largest_size() {
    let pdf: MediaType = "application/pdf".parse().unwrap();
    let attachment = Attachment::new(pdf, b"abc".to_vec()).unwrap();
    let published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(attachment.hash().to_string(), published, "FIPS 180-4, example of one block");
    let refused = Attachment::new(pdf, vec![0; ATTACHMENT_BYTES_MAX + 1]).unwrap_err();
    assert_eq!(refused.code(), "attachment.too_large");
}
