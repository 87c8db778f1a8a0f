//! The text that both sides sign: one fact a line, words quoted, nothing left to a screen's taste.
//!
//! `sha256sum` of the text gives the hash that stands in the signatures. A line that stands here keeps its shape: acts outlive the
//! program. The text does not hold the signatures, so both sides sign the same.

use std::fmt::{self, Write};

use super::{Entry, GaugeChange, Outcome, SupplementaryNote, Tally, Witness};

impl GaugeChange {
    /// Returns the text of the act.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "gauge change {}", self.id)?;
        if let Some(corrected) = &self.corrects {
            writeln!(out, "corrects {} because {:?}", corrected.act, corrected.reason)?;
        }
        for (word, train) in [("from", &self.from), ("to", &self.to)] {
            writeln!(out, "{word} {:?} {} mm visit {}", train.name, train.gauge, train.visit)?;
        }
        writeln!(out, "between {} and {}", self.opened.organisation, self.partner)?;
        writeln!(out, "opened {}", Said(&self.opened))?;
        for (at, entry) in self.entries.iter().enumerate() {
            write_entry(out, at + 1, entry)?;
        }
        for number in &self.missing {
            writeln!(out, "missing {number:?}")?;
        }
        self.notes.iter().try_for_each(|note| self.write_note(out, note))
    }

    fn write_note(&self, out: &mut String, note: &SupplementaryNote) -> fmt::Result {
        writeln!(out, "note {:?} to {:?} drawn {}", note.number, note.main, Said(&note.by))?;
        for line in &note.lines {
            let number = self.entry(line.unit).map_or("", |entry| entry.number.as_str());
            write!(out, "  {number:?} {} kg {} pieces", line.mass.as_kg(), line.pieces)?;
            match &line.wagon {
                Some(wagon) => writeln!(out, " on {wagon:?}")?,
                None => writeln!(out)?,
            }
        }
        Ok(())
    }
}

fn write_entry(out: &mut String, at: usize, entry: &Entry) -> fmt::Result {
    write!(out, "unit {at} {:?}", entry.number)?;
    if let Some(gross) = entry.gross {
        write!(out, " {} kg", gross.as_kg())?;
    }
    write!(out, " from {:?} slot {} ", entry.from.number, entry.from.slot)?;
    match entry.outcome() {
        Outcome::Open => writeln!(out, "open")?,
        Outcome::Over(stand, at) => writeln!(out, "to {:?} slot {} at {at}", stand.number, stand.slot)?,
        Outcome::Behind(_) => writeln!(out, "stays behind")?,
    }
    writeln!(out, "  seals {}", Quoted(&entry.seals))?;
    if let Some(tally) = &entry.tally {
        write_tally(out, tally)?;
    }
    for exception in entry.exceptions() {
        writeln!(
            out,
            "  exception {} {:?} by {}",
            exception.kind.word(),
            exception.words,
            Said(&exception.by)
        )?;
    }
    Ok(())
}

fn write_tally(out: &mut String, tally: &Tally) -> fmt::Result {
    write!(out, "  tallied by {} seals ", Said(&tally.by))?;
    match &tally.seals {
        Some(found) => write!(out, "found {}", Quoted(found))?,
        None => write!(out, "as listed")?,
    }
    match &tally.damage {
        Some(words) => writeln!(out, " damage {words:?}")?,
        None => writeln!(out, " no damage")?,
    }
    tally.photos.iter().try_for_each(|photo| writeln!(out, "  photo {photo}"))
}

/// Who said something, and when.
struct Said<'a>(&'a Witness);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of {} at {}", self.0.person, self.0.organisation, self.0.at)
    }
}

/// Texts in quotes, one behind the other.
struct Quoted<'a>(&'a [String]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        for (at, text) in self.0.iter().enumerate() {
            write!(f, "{}{text:?}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
