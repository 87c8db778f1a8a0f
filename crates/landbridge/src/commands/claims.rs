//! `landbridge claims`.

use super::{CommandError, Outcome, open};
use crate::cli::Cli;
use crate::output;

/// Recomputes the published figures and prints them.
pub fn run(cli: &Cli) -> Result<Outcome, CommandError> {
    let app = open(cli)?;
    let answer = app.claims();
    if cli.json {
        output::json(&answer)?;
        return Ok(Outcome::Done);
    }
    let mut lines = Vec::new();
    for claim in &answer.claims {
        let computed = claim.computed.as_deref().unwrap_or("-");
        lines.push(format!(
            "{}  {}: claimed {} {}, computed {computed}: {}",
            claim.id,
            claim.subject,
            claim.claimed,
            claim.unit,
            claim.verdict.replace('_', " ").to_uppercase()
        ));
        lines.push(format!("      {}", claim.how));
        lines.push(format!(
            "      the table says: {}; {} ({})",
            claim.judgement, claim.reason, claim.publication
        ));
    }
    output::print(&lines.join("\n"))?;
    Ok(Outcome::Done)
}
