use super::*;

fn headers(cookies: &[&str]) -> HeaderMap {
    let values = cookies.iter().map(|text| (COOKIE, HeaderValue::from_str(text).expect("a value")));
    values.collect()
}

#[test]
fn one_cookie_of_the_name_counts_wherever_it_stands() {
    let cookie = SessionCookie::new(Some(7878));
    let secret = Secret::from_bytes(SecretKind::Session, [7; 32]);
    let text = secret.reveal();
    let check = |cookies: &[&str], is_read: bool| {
        let found = cookie.read(&headers(cookies));
        assert_eq!(found.as_ref(), is_read.then_some(&secret), "{cookies:?}");
    };
    check(&[&format!("__Host-landbridge-7878={text}")], true);
    check(&[&format!("a=b; __Host-landbridge-7878={text};c=d")], true);
    check(&["a=b", &format!("__Host-landbridge-7878={text}")], true);
    check(&[], false);
    check(&[&format!("__Host-landbridge={text}")], false);
    check(&[&format!("__Host-landbridge-7879={text}")], false);
    check(&[&format!("landbridge-7878={text}")], false);
    check(&["__Host-landbridge-7878="], false);
    check(&[&format!("__Host-landbridge-7878={text}; __Host-landbridge-7878={text}")], false);
    let key = Secret::from_bytes(SecretKind::Key, [7; 32]).reveal();
    check(&[&format!("__Host-landbridge-7878={key}")], false);
}

#[test]
fn the_cookie_is_set_and_removed_with_everything_that_protects_it() {
    let secret = Secret::from_bytes(SecretKind::Session, [0; 32]);
    let cookie = SessionCookie::new(None);
    assert_eq!(
        cookie.set(&secret),
        format!(
            "__Host-landbridge=lb_session_{}; Max-Age=43200; Path=/; Secure; HttpOnly; SameSite=Strict",
            "0".repeat(64)
        )
    );
    assert_eq!(cookie.remove(), "__Host-landbridge=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict");
    assert!(cookie.set(&secret).is_sensitive());
}
