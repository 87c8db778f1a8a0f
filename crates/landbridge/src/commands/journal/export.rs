//! Records in a file: one JSON object a line, after a line that says whose they are and where they end.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use lb_app::journal::{Head, Journal, PAGE_RECORDS_MAX, Record, RecordView, Stored, Verifier};
use lb_store::{Place, Store, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Failure, close, head_view, head_words, say};
use crate::cli::Cli;
use crate::commands::Outcome;

/// What the first line's `format` says.
const FORMAT: &str = "landbridge.journal";
/// The first line's `version`.
const VERSION: u32 = 1;
/// The longest line: a body of 256 KiB as an escaped text, and its header.
const LINE_BYTES_MAX: usize = 2 * 1_024 * 1_024;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    format: String,
    version: u32,
    site: String,
    /// The first sequence number in the file, and the epoch and hash of the record before it.
    from_sequence: u64,
    epoch_before: u64,
    previous: String,
    /// The end of the chain when the file was written.
    epoch: u64,
    sequence: u64,
    hash: String,
}

/// Writes the site's records from a sequence number on.
pub(super) async fn run(cli: &Cli, place: Place, out: &Path, from: u64) -> Result<Outcome, Failure> {
    if out.exists() {
        return Err(StoreError::FileExists { file: out.to_owned() }.into());
    }
    let store = Store::open(place, lb_app::desk::projections()?).await?;
    let head = store.head().await.map_err(StoreError::from)?;
    let before = before(&store, &head, from).await?;
    let unfinished = beside(out);
    let written = write(&store, &unfinished, &before, &head).await;
    close(store).await?;
    let records = written?;
    fs::rename(&unfinished, out).map_err(|error| Failure::io("write", out, &error))?;
    let words = format!("{records} records to {}\n{}", out.display(), head_words(&head));
    say(cli, &json!({ "file": out, "records": records, "head": head_view(&head) }), &words)?;
    Ok(if records == 0 { Outcome::Lacking } else { Outcome::Done })
}

fn beside(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}

/// Returns the end of the chain before the first record to write.
async fn before(store: &Store, head: &Head, from: u64) -> Result<Head, Failure> {
    let site = &head.site;
    if from < 2 || from > head.sequence {
        return Ok(if from < 2 { Head::start(site.clone()) } else { head.clone() });
    }
    let found = store.read_chain(site, from - 2, 1).await.map_err(StoreError::from)?;
    Ok(found.first().map_or_else(|| Head::start(site.clone()), |stored| stored.record.head()))
}

async fn write(store: &Store, file: &Path, before: &Head, head: &Head) -> Result<u64, Failure> {
    let failed = |error: std::io::Error| Failure::io("write", file, &error);
    let mut out = BufWriter::new(File::create(file).map_err(failed)?);
    let opening = Opening {
        format: FORMAT.to_owned(),
        version: VERSION,
        site: head.site.to_string(),
        from_sequence: before.sequence + 1,
        epoch_before: before.epoch,
        previous: before.hash.to_string(),
        epoch: head.epoch,
        sequence: head.sequence,
        hash: head.hash.to_string(),
    };
    line(&mut out, &opening).map_err(failed)?;
    let mut last = before.sequence;
    while last < head.sequence {
        let page: Vec<Stored> =
            store.read_chain(&head.site, last, PAGE_RECORDS_MAX).await.map_err(StoreError::from)?;
        if page.is_empty() {
            break;
        }
        for stored in page.iter().filter(|stored| stored.record.header.origin.sequence <= head.sequence) {
            line(&mut out, &RecordView::from(&stored.record)).map_err(failed)?;
        }
        last = page.last().map_or(head.sequence, |stored| stored.record.header.origin.sequence);
    }
    let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)?;
    Ok(last.min(head.sequence) - before.sequence)
}

fn line<T: Serialize>(out: &mut impl Write, value: &T) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Checks a file of records: each of them, and that they end where the first line says.
pub(super) fn verify(cli: &Cli, file: &Path) -> Result<Outcome, Failure> {
    let failed = |error: std::io::Error| Failure::io("read", file, &error);
    let mut lines = BufReader::new(File::open(file).map_err(failed)?);
    let wrong = |number: u64, reason: &dyn std::fmt::Display| {
        Failure::argument(&format!("{} line {number}", file.display()), reason)
    };
    let mut number = 1;
    let text = next(&mut lines).map_err(failed)?.unwrap_or_default();
    let opening: Opening = serde_json::from_str(&text).map_err(|error| wrong(number, &error))?;
    if opening.format != FORMAT || opening.version != VERSION {
        return Err(wrong(number, &format!("expected {FORMAT} version {VERSION}")));
    }
    let (before, end) = ends(&opening).map_err(|reason| wrong(number, &reason))?;
    let mut verifier = Verifier::after(before);
    while let Some(text) = next(&mut lines).map_err(failed)? {
        number += 1;
        let view: RecordView = serde_json::from_str(&text).map_err(|error| wrong(number, &error))?;
        let record = Record::try_from(view).map_err(|error| wrong(number, &error))?;
        verifier.push(&record).map_err(StoreError::from)?;
    }
    if *verifier.head() != end {
        let flaw = lb_app::journal::Flaw::Gap { found: None };
        return Err(StoreError::from(verifier.broken(flaw)).into());
    }
    let words = format!("{}\n{} records, sound", head_words(&end), number - 1);
    say(cli, &json!({ "sound": true, "head": head_view(&end), "records": number - 1 }), &words)?;
    Ok(Outcome::Done)
}

fn ends(opening: &Opening) -> Result<(Head, Head), String> {
    let site = || opening.site.parse().map_err(|error: lb_base::IdError| error.to_string());
    let hash = |text: &str| text.parse().map_err(|error: lb_app::journal::HashError| error.to_string());
    let sequence = opening.from_sequence.checked_sub(1).ok_or("expected a sequence from 1")?;
    let before =
        Head { site: site()?, epoch: opening.epoch_before, sequence, hash: hash(&opening.previous)? };
    let end =
        Head { site: site()?, epoch: opening.epoch, sequence: opening.sequence, hash: hash(&opening.hash)? };
    Ok((before, end))
}

/// Reads a line of at most [`LINE_BYTES_MAX`]; nothing at the end.
fn next(lines: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX);
    std::io::Read::take(lines.by_ref(), most).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.last() != Some(&b'\n') && bytes.len() >= LINE_BYTES_MAX {
        return Err(std::io::Error::other(format!("expected lines of at most {LINE_BYTES_MAX} bytes")));
    }
    String::from_utf8(bytes).map(Some).map_err(std::io::Error::other)
}
