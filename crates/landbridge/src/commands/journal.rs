//! `landbridge journal`: checks, shows, exports, rebuilds, backs up and restores a site's journal.

mod export;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use lb_app::journal::{
    Author, Break, Entity, Fault, Head, Journal, Moment, PAGE_RECORDS_MAX, Position, Randomness, RecordView,
    Stored,
};
use lb_store::{
    Audit, Day, Place, PublicKey, Restoration, SignedDays, Store, StoreError, audit, backup, check_heads,
    read_statements, restore,
};
use serde_json::{Value, json};

use super::{CommandError, Outcome, instant};
use crate::cli::Cli;
use crate::output;

/// Where a site's journal is kept.
#[derive(Clone, Debug, Args)]
pub struct PlaceArgs {
    /// The site's folder, with its journal in one SQLite file.
    #[arg(long, global = true, default_value = "data", env = "LANDBRIDGE_DATA", value_name = "DIR")]
    pub data: PathBuf,
    /// A PostgreSQL database (15 or newer) instead of the folder.
    #[arg(long, global = true, env = "LANDBRIDGE_DATABASE", hide_env_values = true, value_name = "URL")]
    pub database: Option<String>,
    /// The folder of signed heads: their key and the statements. The folder of --data where the journal is there; with a
    /// database none, unless it is named.
    #[arg(long, global = true, env = "LANDBRIDGE_HEADS", value_name = "DIR")]
    pub heads: Option<PathBuf>,
}

impl PlaceArgs {
    /// Returns the place that the arguments name.
    pub fn place(&self) -> Result<Place, StoreError> {
        self.database.as_deref().map_or_else(|| Ok(Place::folder(&self.data)), Place::database)
    }

    /// Returns the folder of signed heads, where there is to be one.
    pub fn heads_folder(&self) -> Option<&Path> {
        let beside = self.database.is_none().then_some(&self.data);
        self.heads.as_ref().or(beside).map(PathBuf::as_path)
    }
}

/// What to do with the journal.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  landbridge journal verify --data data
  landbridge journal show --entity booking:B-17 --database postgres://landbridge@db/landbridge
  landbridge journal backup --out /backups/2026-11-22.db
  landbridge journal restore /backups/2026-11-22.db --data new-data

Exit codes: 0 done and sound, 1 the chain does not hold or nothing was found, 2 unusable arguments or journal.")]
pub struct JournalArgs {
    #[command(flatten)]
    place: PlaceArgs,
    #[command(subcommand)]
    command: JournalCommand,
}

/// What to do with the journal.
#[derive(Debug, Subcommand)]
enum JournalCommand {
    /// Checks every record, body, place, head and document, and the signed heads where there are some. Exit 0 sound, 1 not,
    /// 2 unusable.
    #[command(after_help = "Examples:
  landbridge journal verify
  landbridge journal verify --heads /mnt/elsewhere --signed-by 19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1
  landbridge journal verify --exported records.jsonl")]
    Verify {
        /// Trusts this public key alone to sign heads; the server prints it at its start.
        #[arg(long, value_name = "KEY", conflicts_with = "exported")]
        signed_by: Option<PublicKey>,
        /// Checks a file that `export` wrote instead.
        #[arg(long, value_name = "FILE")]
        exported: Option<PathBuf>,
    },
    /// Shows the records of one entity, oldest first. Exit 1 when there are none.
    #[command(after_help = "Example:
  landbridge journal show --entity booking:B-17 --json")]
    Show {
        /// The entity.
        #[arg(long, value_name = "KIND:ID")]
        entity: Entity,
    },
    /// Writes this site's records to a new file, one JSON object a line, after a line that says whose they are.
    #[command(after_help = "Example:
  landbridge journal export --out records.jsonl --from-seq 1000")]
    Export {
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The first sequence number.
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
        from_seq: u64,
    },
    /// Makes the tables that are derived from records again. Whoever records waits meanwhile.
    Rebuild,
    /// Copies the journal to a new file while it is in use, and checks the copy. Both engines make the same kind of file.
    #[command(after_help = "Example:
  landbridge journal backup --out /backups/2026-11-22.db

The file holds everything that the journal holds, names of people too: keep it as carefully.")]
    Backup {
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Checks a backup and copies it to a place without a journal, in the next epoch.
    #[command(after_help = "Examples:
  landbridge journal restore /backups/2026-11-22.db --data new-data
  landbridge journal restore /backups/2026-11-22.db --database postgres://landbridge@db/landbridge --epoch 4

What the site recorded after the backup is lost here; other sites may still have it. The new epoch tells them.")]
    Restore {
        /// The backup.
        file: PathBuf,
        /// The epoch that begins; one after the backup's when absent. Restoring the same backup a second time needs a later one
        /// than the first time.
        #[arg(long, value_name = "N")]
        epoch: Option<u64>,
        /// Who restores: the name that the journal records.
        #[arg(long, default_value = "operator", value_name = "ID")]
        actor: String,
        /// For which organisation.
        #[arg(long, default_value = "operator", value_name = "ID")]
        organisation: String,
    },
}

/// Carries out a command on the journal.
pub fn run(cli: &Cli, args: &JournalArgs) -> Result<Outcome, CommandError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match runtime.block_on(carry_out(cli, args)) {
        Err(Failure::Store(StoreError::Broken(broken))) => not_sound(cli, &broken),
        Err(Failure::Store(StoreError::Fault(fault))) => Err(CommandError::Io(io::Error::other(fault))),
        Err(Failure::Store(error)) => Err(CommandError::Argument(error.to_string())),
        Err(Failure::Command(error)) => Err(error),
        Ok(outcome) => Ok(outcome),
    }
}

/// Why a command on the journal was not carried out.
enum Failure {
    Store(StoreError),
    Command(CommandError),
}

impl<E: Into<StoreError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl Failure {
    fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        let text = format!("{doing} {}: {error}", path.display());
        Self::Command(CommandError::Io(io::Error::new(error.kind(), text)))
    }

    fn argument(name: &str, error: &dyn std::fmt::Display) -> Self {
        Self::Command(CommandError::Argument(format!("{name}: {error}")))
    }
}

/// Prints what it did.
fn say(cli: &Cli, value: &Value, words: &str) -> Result<(), Failure> {
    let said = if cli.json { output::json(value) } else { output::print(words) };
    said.map_err(|error| Failure::Command(CommandError::Io(error)))
}

async fn carry_out(cli: &Cli, args: &JournalArgs) -> Result<Outcome, Failure> {
    let place = args.place.place()?;
    match &args.command {
        JournalCommand::Verify { exported: None, signed_by } => {
            verify(cli, &place, (args.place.heads_folder(), *signed_by)).await
        }
        JournalCommand::Verify { exported: Some(file), .. } => export::verify(cli, file),
        JournalCommand::Show { entity } => show(cli, place, entity).await,
        JournalCommand::Export { out, from_seq } => export::run(cli, place, out, *from_seq).await,
        JournalCommand::Rebuild => rebuild(cli, place).await,
        JournalCommand::Backup { out } => {
            let copied = backup(&place, out).await?;
            let words = format!("{}\nbacked up to {}", audit_words(&copied), out.display());
            say(cli, &json!({ "file": out, "audit": audit_view(&copied) }), &words)?;
            Ok(Outcome::Done)
        }
        JournalCommand::Restore { file, epoch, actor, organisation } => {
            let author = Author {
                actor: actor.parse().map_err(|error| Failure::argument("--actor", &error))?,
                organisation: organisation
                    .parse()
                    .map_err(|error| Failure::argument("--organisation", &error))?,
            };
            restore_to(cli, file, &place, author, *epoch).await
        }
    }
}

fn head_view(head: &Head) -> Value {
    json!({ "site": head.site.as_str(), "epoch": head.epoch, "sequence": head.sequence, "hash": head.hash.to_string() })
}

fn head_words(head: &Head) -> String {
    format!("{}: epoch {}, sequence {}, hash {}", head.site, head.epoch, head.sequence, head.hash)
}

fn audit_view(audit: &Audit) -> Value {
    json!({
        "head": head_view(&audit.head),
        "received": audit.received.iter().map(head_view).collect::<Vec<_>>(),
        "records": audit.records,
        "bodies": audit.bodies,
        "erased": audit.erased,
        "withheld": audit.withheld,
        "attachments": audit.attachments,
    })
}

fn audit_words(audit: &Audit) -> String {
    let mut lines = vec![head_words(&audit.head)];
    lines.extend(audit.received.iter().map(|head| format!("received from {}", head_words(head))));
    lines.push(format!(
        "{} records, {} bodies, {} erased, {} withheld, {} attachments",
        audit.records, audit.bodies, audit.erased, audit.withheld, audit.attachments
    ));
    lines.join("\n")
}

/// Tells where a chain does not hold.
fn not_sound(cli: &Cli, broken: &Break) -> Result<Outcome, CommandError> {
    let view = json!({
        "sound": false,
        "site": broken.site,
        "sequence": broken.sequence,
        "flaw": broken.flaw.word(),
        "detail": broken.to_string(),
    });
    if cli.json {
        output::json(&view)?;
    } else {
        output::print(&format!("not sound: {broken}"))?;
    }
    Ok(Outcome::Lacking)
}

async fn verify(
    cli: &Cli,
    place: &Place,
    (folder, signed_by): (Option<&Path>, Option<PublicKey>),
) -> Result<Outcome, Failure> {
    let audit = match audit(place).await {
        Ok(audit) => audit,
        Err(error @ StoreError::BrokenAttachment { .. }) => {
            let view = json!({ "sound": false, "flaw": "attachment", "detail": error.to_string() });
            say(cli, &view, &format!("not sound: {error}"))?;
            return Ok(Outcome::Lacking);
        }
        Err(error) => return Err(error.into()),
    };
    let statements = folder.map(read_statements).transpose();
    let now = Moment::from(instant(cli).map_err(Failure::Command)?);
    let signed = match statements {
        Ok(statements) => check_heads(place, &statements.unwrap_or_default(), (signed_by, now)).await,
        Err(error) => Err(error),
    };
    let signed = match signed {
        Err(StoreError::BrokenHeads { line, flaw }) => {
            let detail = StoreError::BrokenHeads { line, flaw }.to_string();
            let view = json!({ "sound": false, "line": line, "flaw": flaw.word(), "detail": detail });
            say(cli, &view, &format!("not sound: {detail}"))?;
            return Ok(Outcome::Lacking);
        }
        checked => checked?,
    };
    let mut view = audit_view(&audit);
    view["signed"] = signed_view(&signed);
    view["sound"] = json!(true);
    say(cli, &view, &format!("{}\n{}\nsound", audit_words(&audit), signed_words(&signed)))?;
    Ok(Outcome::Done)
}

fn signed_view(signed: &SignedDays) -> Value {
    let texts = |days: &[Day]| days.iter().map(Day::to_string).collect::<Vec<_>>();
    json!({
        "heads": signed.statements,
        "before_restore": signed.before_restore,
        "keys": signed.keys.iter().map(PublicKey::to_string).collect::<Vec<_>>(),
        "first": signed.days.map(|(first, _)| first.to_string()),
        "last": signed.days.map(|(_, last)| last.to_string()),
        "missing": texts(&signed.missing),
    })
}

fn signed_words(signed: &SignedDays) -> String {
    let Some((first, last)) = signed.days else { return "no signed heads".to_owned() };
    let keys: Vec<String> = signed.keys.iter().map(PublicKey::to_string).collect();
    let mut text = format!("{} signed heads, {first} to {last}, by {}", signed.statements, keys.join(", "));
    if signed.before_restore > 0 {
        text.push_str(&format!(
            "\n{} of them were signed before a backup was restored",
            signed.before_restore
        ));
    }
    if !signed.missing.is_empty() {
        let days: Vec<String> = signed.missing.iter().map(Day::to_string).collect();
        text.push_str(&format!("\n{} days without one: {}", days.len(), days.join(" ")));
    }
    text
}

/// Closes a store whose work is done.
async fn close(store: Store) -> Result<(), Failure> {
    Ok(store.close().await.map_err(StoreError::from)?)
}

async fn show(cli: &Cli, place: Place, entity: &Entity) -> Result<Outcome, Failure> {
    let store = Store::open(place, lb_app::desk::projections()?).await?;
    let mut records: Vec<Stored> = Vec::new();
    loop {
        let after = records.last().map_or(Position::default(), |stored| stored.position);
        let page = store.read_entity(entity, after, PAGE_RECORDS_MAX).await;
        let page = page.map_err(StoreError::from)?;
        if page.is_empty() {
            break;
        }
        records.extend(page);
    }
    close(store).await?;
    let views: Vec<Value> = records.iter().map(stored_view).collect();
    say(cli, &json!({ "entity": entity.to_string(), "records": views }), &history(entity, &records))?;
    Ok(if records.is_empty() { Outcome::Lacking } else { Outcome::Done })
}

fn stored_view(stored: &Stored) -> Value {
    let mut view = json!(RecordView::from(&stored.record));
    view["position"] = json!(stored.position.0);
    view
}

fn history(entity: &Entity, records: &[Stored]) -> String {
    if records.is_empty() {
        return format!("{entity}: no record");
    }
    let row = |stored: &Stored| {
        let header = &stored.record.header;
        let body = stored.record.content.as_ref();
        let body = body.map_or("(erased or withheld)".to_owned(), |content| {
            String::from_utf8_lossy(content.body.as_bytes()).into_owned()
        });
        vec![
            format!("{}", header.entity_version),
            header.happened_at.to_string(),
            header.recorded_at.to_string(),
            header.kind.to_string(),
            format!("{}/{}", header.organisation, header.actor),
            format!("{}#{}", header.origin.site, header.origin.sequence),
            body,
        ]
    };
    let rows: Vec<Vec<String>> = records.iter().map(row).collect();
    let header = [">version", "happened at", "recorded at", "kind", "by", "record", "body"];
    format!("{entity}\n{}", output::table(&header, &rows))
}

async fn rebuild(cli: &Cli, place: Place) -> Result<Outcome, Failure> {
    let store = Store::open(place, lb_app::desk::projections()?).await?;
    let rebuilt = store.rebuild().await?;
    let records = store.latest().0;
    close(store).await?;
    let words = format!("{rebuilt} projections made again from {records} records");
    say(cli, &json!({ "projections": rebuilt, "records": records }), &words)?;
    Ok(Outcome::Done)
}

async fn restore_to(
    cli: &Cli,
    file: &Path,
    place: &Place,
    author: Author,
    epoch: Option<u64>,
) -> Result<Outcome, Failure> {
    let now = Moment::from(instant(cli).map_err(Failure::Command)?);
    let mut randomness = randomness()?;
    let with = Restoration { author, now, epoch, randomness: &mut randomness };
    let head = restore(file, place, with).await?;
    // Opening makes the projections.
    close(Store::open(place.clone(), lb_app::desk::projections()?).await?).await?;
    say(cli, &head_view(&head), &format!("restored {}", head_words(&head)))?;
    Ok(Outcome::Done)
}

/// Takes a seed from the operating system.
fn randomness() -> Result<Randomness, StoreError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| Fault::caused("take randomness from the system", error))?;
    Ok(Randomness::from_seed(seed))
}
