//! The published figures of a corridor's claims table, recomputed from the corridor's own data.
//!
//! A row of `claims.csv` names a rule and its arguments; the rule returns a computed value, a verdict and one readable
//! sentence with the numbers used. docs/claims.md describes every rule. No verdict rests on a modelled row.

mod args;
mod dates;
mod departures;
mod facts;
mod finding;
mod line;
mod mass;
mod period;
mod reach;
mod rules;
mod series;
mod services;
mod share;
#[cfg(test)]
mod tests;
mod words;

use lb_network::model::Claim;

use crate::answers::{ClaimView, ClaimsAnswer};
use crate::app::App;

use args::Args;
use facts::Facts;
use finding::{Finding, Untestable, Verdict};
use words::Claimed;

impl App {
    /// Returns every published figure of the corridor with its recomputed value and verdict, in the table's order.
    ///
    /// Same corridor, same `now`: same answer. A rule that cannot be applied gives `not_testable` with its reason.
    #[must_use]
    pub fn claims(&self) -> ClaimsAnswer {
        let facts = Facts::new(self);
        ClaimsAnswer { claims: self.corridor().claims.iter().map(|claim| view(&facts, claim)).collect() }
    }
}

fn view(facts: &Facts<'_>, claim: &Claim) -> ClaimView {
    let finding = if claim.rule.is_empty() { without_rule(claim) } else { by_rule(facts, claim) };
    ClaimView {
        id: claim.id.clone(),
        publication: claim.publication.clone(),
        subject: claim.subject.clone(),
        claimed: Claimed::of(claim).text(),
        computed: finding.computed,
        unit: claim.unit.clone(),
        verdict: finding.verdict.word().to_owned(),
        how: finding.how,
        judgement: claim.judgement.clone(),
        reason: claim.reason.clone(),
    }
}

fn without_rule(claim: &Claim) -> Finding {
    let reason = if claim.reason.is_empty() {
        "the corridor's tables hold nothing that this figure could be computed from"
    } else {
        &claim.reason
    };
    Finding { computed: None, verdict: Verdict::NotTestable, how: format!("no rule: {reason}") }
}

fn by_rule(facts: &Facts<'_>, claim: &Claim) -> Finding {
    let found = rules::rule(&claim.rule).and_then(|rule| {
        let args = Args::parse(&claim.args, rule.keys)?;
        (rule.run)(facts, &args, &Claimed::of(claim))
    });
    let mut finding = found.unwrap_or_else(|untestable| Finding {
        computed: None,
        verdict: Verdict::NotTestable,
        how: match untestable {
            Untestable::Problem { expected, found } => {
                format!("claim {}, rule `{}`: expected {expected}, found {found}", claim.id, claim.rule)
            }
            Untestable::Modelled { row } => {
                format!("not testable: {row} is modelled, and no verdict rests on a modelled row")
            }
            Untestable::Missing { what } => format!("not testable: {what}"),
        },
    });
    finding.how = words::sentence(&finding.how);
    finding
}
