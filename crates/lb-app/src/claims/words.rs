//! Numbers for people, and what a claim says.

use lb_network::model::Claim;

use super::finding::{Span, Untestable};

/// Words of a qualifier that belong in front of the figure.
const PREFIXES: [&str; 5] = ["more than", "about", "over", "nearly", "estimated"];
/// Figures in words.
const SIZES: [(&str, f64, f64); 3] =
    [("tens", 10.0, 100.0), ("hundreds", 100.0, 1_000.0), ("thousands", 1_000.0, 10_000.0)];

/// What a claim says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claimed<'a> {
    claim: &'a Claim,
}

impl<'a> Claimed<'a> {
    /// Returns what a claim says.
    pub const fn of(claim: &'a Claim) -> Self {
        Self { claim }
    }

    /// Returns the publication with its date.
    pub const fn publication(self) -> &'a str {
        self.claim.publication.as_str()
    }

    /// Returns the unit.
    pub const fn unit(self) -> &'a str {
        self.claim.unit.as_str()
    }

    /// Returns the value as a date text.
    pub fn date_text(self) -> String {
        let Claim { value, value_max, .. } = self.claim;
        // A date is never a range; a table that cut `2014-05` at its hyphen is read as it was meant.
        if value_max.is_empty() { value.clone() } else { format!("{value}-{value_max}") }
    }

    /// Returns the claimed figure or range.
    pub fn number(self) -> Result<Span, Untestable> {
        let Claim { value, value_max, .. } = self.claim;
        if let Some((_, low, high)) = SIZES.iter().find(|size| size.0 == value) {
            return Ok(Span { low: *low, high: *high });
        }
        let read = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
        let bad = |text: &str| Untestable::problem("a claimed number above 0", text);
        let low = read(value).ok_or_else(|| bad(value))?;
        let high = if value_max.is_empty() { low } else { read(value_max).ok_or_else(|| bad(value_max))? };
        if high < low { Err(bad(value_max)) } else { Ok(Span { low, high }) }
    }

    /// Returns the claimed figure as people write it.
    pub fn text(self) -> String {
        let Claim { value, value_max, unit, qualifier, .. } = self.claim;
        if unit == "date" {
            return self.date_text();
        }
        if value.is_empty() {
            return if qualifier.is_empty() { "no figure".to_owned() } else { qualifier.clone() };
        }
        let figure = |text: &str| match text.parse::<f64>() {
            Ok(number) if number.is_finite() && unit.starts_with("share") => percent(number),
            Ok(number) if number.is_finite() && unit != "year" => amount(number),
            Ok(_) | Err(_) => text.to_owned(),
        };
        let prefix = PREFIXES.iter().find(|prefix| qualifier.starts_with(*prefix));
        let prefix = prefix.map(|p| format!("{p} ")).unwrap_or_default();
        let range = if value_max.is_empty() { String::new() } else { format!(" to {}", figure(value_max)) };
        format!("{prefix}{}{range}", figure(value))
    }
}

/// Returns a table's integer as a number.
#[expect(clippy::as_conversions, reason = "metres, minutes and counts of a corridor are far below 2^53")]
pub(super) const fn real(value: i64) -> f64 {
    value as f64
}

/// Returns a count as a number.
pub(super) fn count(value: usize) -> f64 {
    real(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Returns a number with thousands separated, and so many decimals.
pub(super) fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Returns a number with as many decimals as its size deserves: none from 100, one from 10, else two; no idle zeros.
pub(super) fn amount(value: f64) -> String {
    let decimals = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else {
        2
    };
    let text = grouped(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Returns a share as per cent.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", amount(share * 100.0))
}

/// Returns metres as kilometres.
pub(super) fn km(metres: i64) -> String {
    grouped(real(metres) / 1_000.0, 0)
}

/// Returns `1 day`, `2 days`: a count with its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count(number), 0), if number == 1 { one } else { many })
}

/// Returns a text that begins with a capital and ends with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut symbols = text.chars();
    let first = symbols.next().map(|symbol| symbol.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", symbols.as_str())
}

/// Returns `a, b and c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
