//! Comparing signed heads with the journal.

use std::collections::BTreeSet;
use std::fmt;

use lb_app::journal::{Fault, Head, Moment};

use super::statement::{Day, PublicKey, SignedHead};
use crate::codec::{read_record, signed as count};
use crate::engine::Arg;
use crate::error::StoreError;
use crate::known;
use crate::place::Place;
use crate::schema;
use crate::session::Session;
use crate::statements::READ_CHAIN;

/// What was being done when storage failed.
const CHECKING: &str = "check the signed heads";

/// Days that are named one by one.
const MISSING_MAX: usize = 10_000;

/// What is wrong with a signed head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadFlaw {
    /// The line is no statement.
    Unreadable,
    /// It is about another site.
    Site,
    /// The key that it names has not signed it.
    Signature,
    /// Another key than the one that is trusted has signed it.
    Key,
    /// It was signed before the one above it, or says less than that one.
    Order,
    /// The journal ends before it.
    CutOff,
    /// The journal has another record there.
    OtherRecord,
}

impl HeadFlaw {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "head_unreadable",
            Self::Site => "head_site",
            Self::Signature => "head_signature",
            Self::Key => "head_key",
            Self::Order => "head_order",
            Self::CutOff => "head_cut_off",
            Self::OtherRecord => "head_other_record",
        }
    }
}

impl fmt::Display for HeadFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "expected a signed head",
            Self::Site => "expected a head of this site",
            Self::Signature => "expected the signature of the key that it names",
            Self::Key => "expected the signature of the key that is trusted",
            Self::Order => "expected a head that was signed after the one above it",
            Self::CutOff => "expected the record that was signed, the journal ends before it",
            Self::OtherRecord => "expected the record that was signed, the journal has another one",
        })
    }
}

/// What signed heads say about a journal that they fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedDays {
    /// How many there are.
    pub statements: usize,
    /// Those about records that a restored backup did not have.
    pub before_restore: usize,
    /// The keys that signed.
    pub keys: BTreeSet<PublicKey>,
    /// The first and the last day, where there is one.
    pub days: Option<(Day, Day)>,
    /// Days without one, from the first to the day of the check.
    pub missing: Vec<Day>,
}

/// Compares signed heads with a journal: every signature, their order, and that the journal still has the records that were
/// signed. Records of an epoch that ended by a restored backup may be gone.
///
/// # Errors
/// [`StoreError::BrokenHeads`] with the first that does not hold; a fault.
pub async fn check_heads(
    place: &Place,
    statements: &[SignedHead],
    (trusted, now): (Option<PublicKey>, Moment),
) -> Result<SignedDays, StoreError> {
    let mut session = Session::new(place.connect().await?);
    schema::migrate(session.connection()).await?;
    session.begin_read().await.map_err(StoreError::fault(CHECKING))?;
    let standing = known::read_head(&mut session).await.map_err(|error| error.into_fault(CHECKING))?;
    let head = standing.ok_or_else(|| StoreError::NoJournal { place: place.to_string() })?.head;
    let mut before: Option<&SignedHead> = None;
    let mut before_restore = 0;
    for (at, signed) in statements.iter().enumerate() {
        let broken = |flaw| StoreError::BrokenHeads { line: at.saturating_add(1), flaw };
        alone(signed, before, (&head, trusted)).map_err(broken)?;
        match in_chain(&mut session, (&head, signed.head())).await? {
            Found::There => {}
            Found::BeforeRestore => before_restore += 1,
            Found::Not(flaw) => return Err(broken(flaw)),
        }
        before = Some(signed);
    }
    session.roll_back().await.map_err(StoreError::fault(CHECKING))?;
    session.close().await.map_err(StoreError::fault("close the database"))?;
    Ok(SignedDays { before_restore, ..days(statements, now) })
}

/// Checks a statement by itself and against the one above it.
fn alone(
    signed: &SignedHead,
    before: Option<&SignedHead>,
    (head, trusted): (&Head, Option<PublicKey>),
) -> Result<(), HeadFlaw> {
    if signed.head().site != head.site {
        return Err(HeadFlaw::Site);
    }
    if !signed.is_signed() {
        return Err(HeadFlaw::Signature);
    }
    if trusted.is_some_and(|trusted| trusted != signed.key()) {
        return Err(HeadFlaw::Key);
    }
    let Some(before) = before else { return Ok(()) };
    let (last, this) = (before.head(), signed.head());
    let falls_back = this.epoch < last.epoch || (this.epoch == last.epoch && this.sequence < last.sequence);
    if falls_back || signed.at() < before.at() { Err(HeadFlaw::Order) } else { Ok(()) }
}

/// Whether a journal has what was signed.
enum Found {
    There,
    BeforeRestore,
    Not(HeadFlaw),
}

async fn in_chain(session: &mut Session, (head, signed): (&Head, &Head)) -> Result<Found, StoreError> {
    if signed.sequence == 0 {
        let is_start = *signed == Head { epoch: signed.epoch, ..Head::start(signed.site.clone()) };
        return Ok(if is_start { Found::There } else { Found::Not(HeadFlaw::OtherRecord) });
    }
    let after = count(signed.sequence.saturating_sub(1))?;
    let args = [Arg::text(signed.site.as_str()), Arg::integer(after), Arg::integer(1)];
    let rows = session.fetch(&READ_CHAIN, &args).await.map_err(StoreError::fault(CHECKING))?;
    let found = rows.first().map(read_record).transpose().map_err(Fault::from)?;
    let found = found.map(|row| row.stored.record);
    let found = found.filter(|record| record.header.origin.sequence == signed.sequence);
    match found {
        Some(record) if record.hash == signed.hash => Ok(Found::There),
        Some(record) if record.header.origin.epoch > signed.epoch => Ok(Found::BeforeRestore),
        Some(_) => Ok(Found::Not(HeadFlaw::OtherRecord)),
        None if head.epoch > signed.epoch => Ok(Found::BeforeRestore),
        None => Ok(Found::Not(HeadFlaw::CutOff)),
    }
}

fn days(statements: &[SignedHead], now: Moment) -> SignedDays {
    let signed: BTreeSet<Day> = statements.iter().map(|signed| Day::of(signed.at())).collect();
    let days = signed.first().copied().zip(signed.last().copied());
    let mut missing = Vec::new();
    if let Some((first, last)) = days {
        let (mut day, end) = (first, last.max(Day::of(now)));
        while day < end && missing.len() < MISSING_MAX {
            day = day.next();
            if !signed.contains(&day) {
                missing.push(day);
            }
        }
    }
    let keys = statements.iter().map(SignedHead::key).collect();
    SignedDays { statements: statements.len(), before_restore: 0, keys, days, missing }
}
