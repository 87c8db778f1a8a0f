use std::num::NonZeroU32;

use serde::Deserialize;

use super::{bad_json, is_json};

#[test]
fn only_json_is_json() {
    let check = |media_type: &str, expected: bool| assert_eq!(is_json(media_type), expected, "{media_type}");
    check("application/json", true);
    check("Application/JSON; charset=utf-8", true);
    check("text/plain", false);
    check("text/plain; application/json", false);
    check("application/jsonp", false);
    check("", false);
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    #[serde(rename = "from")]
    _from: String,
}

#[test]
fn says_where_a_body_goes_wrong() {
    let check = |body: &str, expected: (u32, u32), words: &str| {
        let error = serde_json::from_str::<Wish>(body).expect_err("a wrong body");
        let problem = bad_json(&error);
        let place = (problem.line.map(NonZeroU32::get), problem.column.map(NonZeroU32::get));
        assert_eq!(place, (Some(expected.0), Some(expected.1)), "{body}: {problem:?}");
        assert!(problem.detail.contains(words), "{body}: {problem:?}");
    };
    check("{\n  \"from\": }", (2, 11), "expected value");
    check("{\"from\": 3}", (1, 10), "invalid type: integer `3`, expected a string");
    check("{\"form\": \"KZKOV\"}", (1, 7), "unknown field `form`");
    check("{\"from\": \"KZKOV\"", (1, 16), "EOF while parsing an object");
}
