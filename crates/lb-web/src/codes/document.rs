//! docs/errors.md, written from the tables.

use std::fmt::Write;

use lb_base::refusal::Meaning;

use super::{ERRORS, WHY_NOT};

/// Returns docs/errors.md.
#[must_use]
pub fn errors_document() -> String {
    let mut text = String::from(HEAD);
    for error in ERRORS {
        let statuses: Vec<String> = error.statuses.iter().map(ToString::to_string).collect();
        // Writing to a text cannot fail.
        let _ = writeln!(text, "| `{}` | {} | {} |", error.code, statuses.join(", "), error.meaning);
    }
    text.push_str(BOOKING_HEAD);
    for refusal in lb_booking::Refusal::ALL {
        refused(&mut text, refusal);
    }
    text.push_str(HUB_HEAD);
    for refusal in lb_hub::Refusal::ALL {
        refused(&mut text, refusal);
    }
    text.push_str(WHY_NOT_HEAD);
    for rule in WHY_NOT {
        let _ = writeln!(text, "| `{}` | {} |", rule.code, rule.meaning);
    }
    text
}

/// Adds the row of a refusal of the rules.
fn refused(text: &mut String, refusal: &Meaning) {
    let facts: Vec<String> = refusal.fields.iter().map(|name| format!("`{name}`")).collect();
    let _ = writeln!(text, "| `{}` | {} | {} |", refusal.code, refusal.meaning, facts.join(", "));
}

const HEAD: &str = "# Errors

Written from `crates/lb-web/src/codes.rs`; after a change there: `LANDBRIDGE_BLESS=1 cargo test -p lb-web`.

Every error of the interface is `application/problem+json` (RFC 9457). A program reads `code`, which is stable; `title` and `detail`
are English sentences for people and may change. The screens translate `code` with `fields`.

```json
{
  \"type\": \"urn:landbridge:problem:request.unknown_place\",
  \"title\": \"Unknown place\",
  \"status\": 422,
  \"code\": \"request.unknown_place\",
  \"detail\": \"from: expected a place of the corridor (identifier, UN/LOCODE) or lat,lon, found `KZKOF`\",
  \"fields\": [
    {\"field\": \"from\", \"expected\": \"a place of the corridor (identifier, UN/LOCODE) or lat,lon\", \"found\": \"KZKOF\"}
  ]
}
```

`fields` stands where single fields are wrong, `line` and `column` where a body could not be read. The command line prints the codes with
status 422 too.

| code | status | meaning |
|---|---|---|
";

const BOOKING_HEAD: &str = "
## Consignments, capacity, bookings and units

Refusals of the rules in [booking.md](booking.md), status 422, or 404 where a thing is not found. Nothing was changed. `facts` holds what the sentence is
made of, as texts by these names. A code never changes its meaning.

| code | meaning | facts |
|---|---|---|
";

const HUB_HEAD: &str = "
## Hubs

Refusals of the rules in [hub.md](hub.md), status 422. Nothing was changed.

| code | meaning | facts |
|---|---|---|
";

const WHY_NOT_HEAD: &str = "
## Why not

No error: the question was answered, and a rule closed a way (or all ways). Each stands in `why_not[]` of the answer, with the place,
service or crossing where it binds.

| code | meaning |
|---|---|
";
