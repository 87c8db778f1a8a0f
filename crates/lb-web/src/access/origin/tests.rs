use axum::http::Request;

use super::*;

fn check(headers: &[(&str, &str)], expected: Source) {
    let mut request = Request::post("/v1/session").header("host", "localhost:7878");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (parts, ()) = request.body(()).expect("a request").into_parts();
    assert_eq!(Source::of(&parts), expected, "{headers:?}");
}

#[test]
fn what_the_browser_says_of_the_page() {
    check(&[], Source::Unsaid);
    check(&[("sec-fetch-site", "same-origin")], Source::Own);
    for site in ["same-site", "cross-site", "none", "", "?"] {
        check(&[("sec-fetch-site", site)], Source::Foreign);
    }
    check(&[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:7878")], Source::Foreign);
    check(&[("origin", "http://localhost:7878")], Source::Own);
    check(&[("origin", "https://localhost:7878")], Source::Own);
    for origin in
        ["null", "", "http://localhost", "http://localhost:7879", "http://example.org", "localhost:7878"]
    {
        check(&[("origin", origin)], Source::Foreign);
    }
}

#[test]
fn what_is_not_said_is_refused_only_where_a_cookie_counts() {
    assert!(Source::Unsaid.check_not_foreign().is_ok());
    assert_eq!(Source::Unsaid.check_own().expect_err("refused").code, "access.foreign_origin");
    assert!(Source::Foreign.check_not_foreign().is_err() && Source::Own.check_own().is_ok());
}
