//! The rules by name, with the arguments each knows.

use super::args::Args;
use super::facts::Facts;
use super::finding::{Finding, Untestable};
use super::words::Claimed;
use super::{dates, departures, line, mass, reach, series, services, share};

/// What a rule does.
pub(super) type Run = fn(&Facts<'_>, &Args, &Claimed<'_>) -> Result<Finding, Untestable>;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Name in the claims table.
    pub name: &'static str,
    /// Arguments it knows.
    pub keys: &'static [&'static str],
    /// The computation.
    pub run: Run,
}

/// All rules, as docs/claims.md describes them.
pub(super) const RULES: [Rule; 15] = [
    Rule { name: "rail_km", keys: &["via"], run: line::rail_km },
    Rule { name: "speed", keys: &["via", "train"], run: line::speed },
    Rule { name: "door_days", keys: &["chain", "line", "terminal_days"], run: departures::door_days },
    Rule { name: "days_difference", keys: &["own", "against"], run: departures::days_difference },
    Rule { name: "frequency", keys: &["at", "kinds", "series", "period"], run: services::frequency },
    Rule { name: "count_services", keys: &["at", "kinds", "country"], run: services::count_services },
    Rule { name: "crossing_status", keys: &["crossing", "status"], run: services::crossing_status },
    Rule { name: "reach", keys: &["from", "within", "count"], run: reach::reach },
    Rule { name: "series_value", keys: &["series", "period"], run: series::value },
    Rule { name: "series_between", keys: &["series", "at", "from", "to"], run: series::between },
    Rule { name: "series_growth", keys: &["series", "from", "to", "since", "next"], run: series::growth },
    Rule {
        name: "share_of_series",
        keys: &["part", "part_period", "since", "whole", "whole_period", "bound"],
        run: share::share_of_series,
    },
    Rule {
        name: "trains_per_year_from_volume",
        keys: &["series", "period", "since"],
        run: series::trains_per_year_from_volume,
    },
    Rule {
        name: "mass_against_series",
        keys: &["series", "crossings", "train", "arrived", "arrived_period"],
        run: mass::mass_against_series,
    },
    Rule {
        name: "date_consistent",
        keys: &["before", "after", "same_year_as", "years_since"],
        run: dates::date_consistent,
    },
];

/// Returns a rule by its name.
pub(super) fn rule(name: &str) -> Result<&'static Rule, Untestable> {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let found = RULES.iter().find(|rule| rule.name == name);
    found.ok_or_else(|| Untestable::problem(format!("one of the rules {}", names.join(", ")), name))
}
