use super::*;

#[test]
fn an_organisation_sends_so_much_a_day_and_no_other_pays_for_it() {
    let quota = Quota::new(100);
    let check = |organisation: &str, bytes: usize, at: &str, expected: Option<&str>| {
        let (organisation, now) = (organisation.parse().unwrap(), at.parse().unwrap());
        let refused = quota.take(&organisation, bytes, now).err();
        let left = refused.as_ref().map(|problem| problem.facts["left_bytes"].as_str());
        assert_eq!(left, expected, "{organisation} {bytes} {at}");
        assert!(
            refused.is_none_or(|problem| (problem.code, problem.status) == ("attachment.over_quota", 429))
        );
    };
    check("ORDA", 60, "2026-11-22T00:00:00Z", None);
    check("ORDA", 41, "2026-11-22T09:00:00Z", Some("40"));
    check("ORDA", 40, "2026-11-22T09:00:00Z", None);
    check("ORDA", 1, "2026-11-22T23:59:59Z", Some("0"));
    check("ORDA", 0, "2026-11-22T23:59:59Z", None);
    check("ALTAI", 101, "2026-11-22T23:59:59Z", Some("100"));
    check("ALTAI", 100, "2026-11-22T23:59:59Z", None);
    check("ORDA", 100, "2026-11-23T00:00:00Z", None);
    check("ORDA", usize::MAX, "2026-11-24T00:00:00Z", Some("100"));
}
