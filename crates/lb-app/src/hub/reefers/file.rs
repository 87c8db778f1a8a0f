//! Readings as a file: CSV or the first sheet of an XLSX file, a row for each reading. Reading it records nothing.

use jiff::Timestamp;
use lb_hub::reefer::Reading;
use lb_hub::{Acting, Command, Floor, Ground, decide};
use lb_network::layout::Layout;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::booking::import::cells::{Cells, When, bad};
use crate::booking::import::columns::{column, layout_of};
use crate::booking::import::sheet::open;
use crate::booking::import::{Column, NAME_LETTERS_MAX, RowProblem};
use crate::hub::requests::ReeferReadWish;
use crate::hub::views::ReeferReadingView;
use crate::refusal::Refusal;

/// Rows of a file at most: one command takes them.
const ROWS_MAX: usize = 500;
/// The columns. Temperatures are degrees Celsius with at most one decimal, as machines show them.
const COLUMNS: &[Column] = &[
    column("box", ["箱号", "контейнер", "контейнер"], true, "CSQU3054383"),
    column("at", ["时间", "время", "уақыты"], true, "2026-12-01 08:00"),
    column("supply_c", ["送风温度", "подача °c", "үрлеу °c"], false, "-19.5"),
    column("return_c", ["回风温度", "возврат °c", "қайту °c"], false, "-17.6"),
    column("ambient_c", ["环境温度", "наружный °c", "сыртқы °c"], false, "21.4"),
    column("source", ["来源", "источник", "дереккөз"], false, "round"),
];

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReeferFileRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The box as it is written.
    pub number: String,
    /// `new`, `known` (told before) or `refused`.
    pub state: String,
    /// Why it is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<RowProblem>,
}

/// Readings as they were read out of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReeferFileAnswer {
    /// Every row with what becomes of it.
    pub rows: Vec<ReeferFileRow>,
    /// Columns that mean nothing here.
    pub unknown_columns: Vec<String>,
    /// What `reefer_read` takes: the rows that are new.
    pub readings: Vec<ReeferReadWish>,
}

/// A file as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// Its name: problems name it.
    pub file: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// What its sender says its letters are written in.
    pub charset: Option<&'a str>,
}

/// Reads a file of readings: each row is decided as if it alone were told.
///
/// # Errors
/// A refusal where nothing of the file can be used. A row that is wrong is none.
pub fn read_file(
    floor: &Floor,
    ground: &Ground<'_>,
    sent: &Sent<'_>,
    acting: &Acting,
) -> Result<ReeferFileAnswer, Refusal> {
    let file: String = sent.file.chars().take(NAME_LETTERS_MAX).collect();
    let sheet = open(sent.bytes, sent.charset)?;
    let columns = layout_of(COLUMNS, &sheet.header)?;
    if sheet.rows.len() > ROWS_MAX {
        let expected = format!("at most {ROWS_MAX} rows");
        return Err(Refusal::field("request.too_large", "file", expected, &sheet.rows.len().to_string()));
    }
    let mut answer =
        ReeferFileAnswer { rows: Vec::new(), unknown_columns: columns.unknown.clone(), readings: Vec::new() };
    for row in &sheet.rows {
        let cells = Cells::new(&columns, row, sheet.epoch);
        let number = cells.as_ref().ok().and_then(|cells| cells.owned("box")).unwrap_or_default();
        let outcome = cells.and_then(|cells| wish(&cells, ground.layout)).and_then(|wish| {
            let is_twice = answer.readings.contains(&wish);
            decided(floor, ground, &wish, acting).map(|is_new| (wish, is_new && !is_twice))
        });
        let (state, problem) = match outcome {
            Ok((wish, true)) => {
                answer.readings.push(wish);
                ("new", None)
            }
            Ok((_, false)) => ("known", None),
            Err(refusal) => ("refused", Some(refusal)),
        };
        answer.rows.push(ReeferFileRow {
            line: row.line,
            number,
            state: state.to_owned(),
            problem: problem.map(|refusal| RowProblem::of(&refusal, &file, row.line)),
        });
    }
    Ok(answer)
}

/// Returns whether a reading is new.
fn decided(
    floor: &Floor,
    ground: &Ground<'_>,
    wish: &ReeferReadWish,
    acting: &Acting,
) -> Result<bool, Refusal> {
    let unit = floor.numbered(&wish.unit);
    let unit = unit.ok_or_else(|| bad("box", "the number of a box that is here", &wish.unit))?;
    let reading = Reading::try_from(&wish.reading).map_err(Refusal::from)?;
    let command = Command::Reefer(lb_hub::reefer::ReeferCommand::Read { readings: vec![(unit, reading)] });
    Ok(!decide(floor, ground, &command, acting)?.is_empty())
}

fn wish(cells: &Cells<'_>, layout: &Layout) -> Result<ReeferReadWish, Refusal> {
    let at = instant(cells.time("at")?, layout)
        .ok_or_else(|| bad("at", "a time of the hub's clock", cells.get("at").unwrap_or_default()))?;
    let reading = ReeferReadingView {
        at: at.to_string(),
        supply_dc: tenths(cells, "supply_c")?,
        return_dc: tenths(cells, "return_c")?,
        ambient_dc: tenths(cells, "ambient_c")?,
        source: cells.owned("source").unwrap_or_default(),
    };
    Ok(ReeferReadWish { unit: cells.need("box")?.to_owned(), reading })
}

/// Returns the instant of a time; one without a zone is by the hub's clock.
fn instant(when: When, layout: &Layout) -> Option<Timestamp> {
    match when {
        When::Instant(at) => Some(at),
        When::Clock(clock) => {
            clock.to_zoned(layout.zone.time_zone().clone()).ok().map(|zoned| zoned.timestamp())
        }
        When::Day(_) => None,
    }
}

/// Reads degrees with at most one decimal as tenths: `-17.6`, `-17,6` and `−17.6` are -176.
fn tenths(cells: &Cells<'_>, name: &'static str) -> Result<Option<i16>, Refusal> {
    let Some(text) = cells.get(name) else { return Ok(None) };
    let bad = || bad(name, "degrees Celsius such as -17.6", text);
    let plain = text.replace(',', ".").replace('\u{2212}', "-");
    let (sign, digits) = plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
    let (whole, tenth) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_plain = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_plain(whole, 3) || !is_plain(tenth, 1) {
        return Err(bad());
    }
    let value = |part: &str| part.parse::<i16>().map_err(|_| bad());
    Ok(Some(sign * (value(whole)? * 10 + value(tenth)?)))
}
