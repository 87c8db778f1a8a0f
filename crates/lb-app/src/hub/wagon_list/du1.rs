//! The railways' own text: the wagon list DU-1 as message 02, its kin 200, 201 and the correction 09.
//!
//! ```text
//! (:02 670000 2003 6700 015 6980 22 11 14 35 57 3420 0000
//! 01 94120018 1 048 698001 69304 1234 0 0000 02 02/00 709009 0260 note
//! = KZ-FLAT-80 26000 -
//! + CSQU3054383 1 20 laden 24000V KZALA 1001.99 3 - - S1,S2
//! :)
//! ```
//!
//! The message has no numbers of boxes, no type of wagon and tares of tenths of a tonne. Lines that begin with `=` (the wagon's type,
//! tare in kg, seals) and `+` (a box on the wagon before) are ours; readers that do not know them pass over them.
//!
//! Source: DU-1 and message 02 of the 1,520 mm railways, fields in the order of docs/decisions/0018-wagon-lists.md.

use super::written::{digits, latin, narrow, unword, unwords};
use super::{BoxDraft, Draft, DraftRow, TrainHeader, WagonDraft};
use crate::hub::requests::ThingView;
use crate::hub::views::{BoxLengthView, FillView, FormView, GrossView, PowerSourceView, WagonPapersView};
use crate::json::identity::UnitKindView;
use crate::refusal::Refusal;

/// The messages that hold wagons.
const MESSAGES: [&str; 5] = ["02", "2", "200", "201", "09"];
/// Words that end a telegram.
const CLOSING: [&str; 4] =
    ["NNNN", "\u{41d}\u{41d}\u{41d}\u{41d}", "END", "\u{41a}\u{41e}\u{41d}\u{415}\u{426}"];
/// Letters of a field that are kept.
const FIELD_LETTERS_MAX: usize = 200;

/// Returns whether a text is meant as such a message: it begins as one, or its first line is one of its wagons.
pub fn is_meant(text: &str) -> bool {
    let mut lines = text.lines().map(plain).filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else { return false };
    first.trim_start().starts_with("(:") || header_of(&first).is_some() || is_wagon(&first)
}

/// Reads a message. Every line that is wrong is told.
pub fn read(text: &str) -> Draft {
    let mut draft = Draft { format: "du1", ..Draft::default() };
    for (line, at) in text.lines().map(plain).zip(1_u64..) {
        let line = line.replace("(:", " ").replace(":)", " ");
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(first) = words.first() else { continue };
        if draft.header.is_none()
            && draft.rows.is_empty()
            && let Some(header) = header_of(&line)
        {
            draft.header = Some(header);
        } else if let Some(rest) = line.trim_start().strip_prefix('=') {
            extend(&mut draft.rows, rest, at);
        } else if let Some(rest) = line.trim_start().strip_prefix('+') {
            draft.rows.push(boxed(rest, at));
        } else if words.len() == 1 && CLOSING.contains(&first.to_uppercase().as_str()) {
            // Nothing stands in it.
        } else {
            let is_correction = draft.header.as_ref().is_some_and(|header| header.message == "09");
            draft.rows.push(wagon(&words, at, is_correction));
        }
    }
    draft
}

/// Returns a line without marks at its ends and with signs in their usual width.
fn plain(line: &str) -> String {
    line.trim_start_matches('\u{feff}').chars().map(narrow).filter(|letter| !is_unseen(*letter)).collect()
}

/// Returns whether nobody sees a sign: control characters, joiners, marks of direction.
fn is_unseen(letter: char) -> bool {
    (letter.is_control() && letter != '\t')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

fn is_number(word: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_wagon(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().map(digits), words.next().map(digits));
    let is_first = first.is_some_and(|first| is_number(&first, 1..=3));
    is_first && second.is_some_and(|second| is_number(&second, 8..=8) || is_number(&second, 12..=12))
}

/// Reads the first line: message, station, train, index, day and time, length, mass, marks.
fn header_of(line: &str) -> Option<TrainHeader> {
    let line = line.replace("(:", " ");
    let words: Vec<&str> = line.split_whitespace().collect();
    let message = digits(words.first()?);
    if !MESSAGES.contains(&message.as_str()) || is_wagon(&line) {
        return None;
    }
    let message = if message == "2" { "02".to_owned() } else { message };
    let mut rest = words.get(1..).unwrap_or_default();
    let mut header = TrainHeader { message, ..TrainHeader::default() };
    header.station = taken(&mut rest, 4..=6);
    header.train = train(&mut rest);
    header.index = index(&mut rest);
    // In which direction the wagons are written down: 1 from the head, 2 from the tail; one digit, where a day has two.
    if rest.len() > 6 && matches!(rest.first(), Some(&("1" | "2"))) {
        header.marks = rest.first().map(|mark| (*mark).to_owned());
        rest = rest.get(1..).unwrap_or_default();
    }
    header.at = day_and_time(&mut rest);
    header.units = taken(&mut rest, 1..=3).and_then(|units| units.parse().ok());
    header.gross_t = taken(&mut rest, 1..=5).and_then(|mass| mass.parse().ok());
    let marks: Vec<&str> = header.marks.as_deref().into_iter().chain(rest.iter().copied()).collect();
    let marks: String = marks.join(" ").chars().take(FIELD_LETTERS_MAX).collect();
    header.marks = Some(marks).filter(|marks| !marks.is_empty());
    Some(header)
}

/// Takes the next word where it is a number of so many digits.
fn taken(words: &mut &[&str], lengths: std::ops::RangeInclusive<usize>) -> Option<String> {
    let number = digits(words.first()?);
    if !is_number(&number, lengths) {
        return None;
    }
    *words = words.get(1..).unwrap_or_default();
    Some(number)
}

/// Takes a train's number: up to five digits, behind up to two letters on some railways (`X8155`).
fn train(words: &mut &[&str]) -> Option<String> {
    let word = latin(words.first()?);
    let number = word.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    if word.len() - number.len() > 2 || !is_number(number, 1..=5) {
        return None;
    }
    *words = words.get(1..).unwrap_or_default();
    Some(word)
}

/// Takes a train's index, in three words or in one with `-` or `+` between.
fn index(words: &mut &[&str]) -> Option<String> {
    let first = words.first()?;
    let one: Vec<String> = first.split(['-', '+']).map(digits).collect();
    let (parts, count) = match one.as_slice() {
        [_, _, _] => (one, 1),
        _ => (words.iter().take(3).map(|word| digits(word)).collect(), 3),
    };
    let [forming, number, destination] = parts.as_slice() else { return None };
    if !(is_number(forming, 4..=5) && is_number(number, 1..=3) && is_number(destination, 4..=5)) {
        return None;
    }
    let index = format!("{forming} {number:0>3} {destination}");
    *words = words.get(count..).unwrap_or_default();
    Some(index)
}

/// Takes day, month, hour and minute, in four words or in two.
fn day_and_time(words: &mut &[&str]) -> Option<String> {
    let mut parts = Vec::new();
    let mut count = 0;
    for word in words.iter().take(4) {
        if parts.len() >= 4 {
            break;
        }
        count += 1;
        parts.extend(word.split(['.', ':', '-', '/']).map(digits));
    }
    let numbers: Vec<u8> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let [day @ 1..=31, month @ 1..=12, hour @ 0..=23, minute @ 0..=59] = numbers.as_slice() else {
        return None;
    };
    if parts.len() != 4 {
        return None;
    }
    *words = words.get(count..).unwrap_or_default();
    Some(format!("{day:02}.{month:02} {hour:02}:{minute:02}"))
}

/// Reads a wagon: number in the train, wagon, roller mark, cargo, station, goods, consignee, cover, oversize, seals, boxes, exit
/// station, tare, note.
fn wagon(words: &[&str], line: u64, is_correction: bool) -> DraftRow {
    let has_place = words.first().is_some_and(|first| is_number(&digits(first), 1..=3));
    let words = if has_place { words.get(1..).unwrap_or_default() } else { words };
    let written = words.first().copied().unwrap_or("nothing");
    if !written.bytes().any(|byte| byte.is_ascii_digit()) {
        let expected = "a wagon's number of 8 or 12 digits";
        let refusal = Refusal::field("import.bad_cell", "wagon", expected, written);
        return DraftRow::Refused { line, number: String::new(), is_wagon: true, refusal };
    }
    let number = digits(written);
    let mut draft = WagonDraft { line, number: number.clone(), ..WagonDraft::default() };
    if is_correction {
        return DraftRow::Wagon(Box::new(draft));
    }
    match papers(words, &mut draft) {
        Ok(()) => DraftRow::Wagon(Box::new(draft)),
        Err(refusal) => DraftRow::Refused { line, number, is_wagon: true, refusal },
    }
}

/// Reads what stands behind a wagon's number.
fn papers(words: &[&str], draft: &mut WagonDraft) -> Result<(), Refusal> {
    let at = |place: usize| words.get(place).copied().filter(|word| *word != "-");
    let code = |place: usize| at(place).map(latin).filter(|code| code.bytes().any(|byte| byte != b'0'));
    let station = |place, field| match at(place).map(digits) {
        Some(code) if !is_number(&code, 1..=6) => {
            Err(Refusal::field("import.bad_cell", field, "a station's code of 4 to 6 digits", &code))
        }
        code => Ok(code.filter(|code| code.bytes().any(|byte| byte != b'0'))),
    };
    let tonnes = whole(at(2), "cargo", 3)?;
    let (laden, empty) = boxes(at(9))?;
    draft.tare_kg = whole(at(11), "tare", 4)?.map(|tenths| i64::from(tenths) * 100);
    let note: String = words.get(12..).unwrap_or_default().join(" ");
    draft.papers = WagonPapersView {
        cargo_kg: tonnes.map(|tonnes| i64::from(tonnes) * 1_000),
        roller: code(1),
        station: station(3, "station")?,
        cargo_code: code(4),
        consignee: code(5),
        cover: code(6),
        oversize: code(7),
        seal_count: whole(at(8), "seals", 2)?.and_then(|count| u8::try_from(count).ok()),
        exit_station: station(10, "exit_station")?,
        laden_boxes: laden,
        empty_boxes: empty,
        note: Some(note.chars().take(FIELD_LETTERS_MAX).collect::<String>()).filter(|note| !note.is_empty()),
    };
    Ok(())
}

/// Reads a number of at most so many digits; nothing for 0.
fn whole(word: Option<&str>, field: &'static str, letters: usize) -> Result<Option<u32>, Refusal> {
    let Some(word) = word else { return Ok(None) };
    let number = digits(word);
    let read =
        Some(&number).filter(|number| is_number(number, 1..=letters)).and_then(|number| number.parse().ok());
    let bad =
        || Refusal::field("import.bad_cell", field, format!("a number of at most {letters} digits"), word);
    read.ok_or_else(bad).map(|number: u32| Some(number).filter(|number| *number > 0))
}

/// Reads how many boxes are laden and empty: `02/00` or `0200`.
fn boxes(word: Option<&str>) -> Result<(Option<u8>, Option<u8>), Refusal> {
    let Some(word) = word else { return Ok((None, None)) };
    let plain = digits(word);
    let (laden, empty) = match plain.split_once('/') {
        Some(parts) => parts,
        None if plain.len() == 4 => plain.split_at_checked(2).unwrap_or((&plain, "0")),
        None => (plain.as_str(), "0"),
    };
    let count = |text: &str| {
        Some(text).filter(|text| is_number(text, 1..=2)).and_then(|text| text.parse::<u8>().ok())
    };
    match (count(laden), count(empty)) {
        (Some(0), Some(0)) => Ok((None, None)),
        (Some(laden), Some(empty)) => Ok((Some(laden), Some(empty))),
        _ => Err(Refusal::field("import.bad_cell", "boxes", "laden and empty boxes such as 02/00", word)),
    }
}

/// Reads what our own line adds to the wagon above it: type, tare, seals.
fn extend(rows: &mut Vec<DraftRow>, rest: &str, line: u64) {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let refused = |number: String, refusal| DraftRow::Refused { line, number, is_wagon: true, refusal };
    let wagon = match rows.last_mut() {
        Some(DraftRow::Wagon(wagon)) => wagon,
        // What belongs to a wagon that was refused goes with it.
        Some(DraftRow::Refused { is_wagon: true, .. }) => return,
        Some(DraftRow::Box(_) | DraftRow::Refused { .. }) | None => {
            let refusal = Refusal::field("import.bad_cell", "=", "a line below its wagon", rest.trim());
            return rows.push(refused(String::new(), refusal));
        }
    };
    let tare = words.get(1).filter(|word| **word != "-").map(|word| (word, word.parse()));
    match tare {
        Some((word, Err(_))) => {
            let refusal = Refusal::field("import.bad_cell", "tare", "kilograms such as 21000", word);
            let number = wagon.number.clone();
            rows.pop();
            return rows.push(refused(number, refusal));
        }
        Some((_, Ok(tare))) => wagon.tare_kg = Some(tare),
        None => {}
    }
    wagon.wagon_type = words.first().and_then(|word| unword(&latin(word)));
    wagon.seals = words.get(2).map(|word| unwords(word)).unwrap_or_default();
}

/// Reads a box: number, slot, length, fill, gross mass (`V` behind: verified), destination, goods, classes, set point, customer, seals,
/// and `own_set` behind them where a refrigerated box has a set of its own.
fn boxed(rest: &str, line: u64) -> DraftRow {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let number = words.first().and_then(|word| unword(word)).unwrap_or_default();
    match thing(&words, &number) {
        Ok((slot, thing)) => DraftRow::Box(Box::new(BoxDraft { line, slot, thing })),
        Err(refusal) => DraftRow::Refused { line, number, is_wagon: false, refusal },
    }
}

fn thing(words: &[&str], number: &str) -> Result<(Option<u8>, ThingView), Refusal> {
    let at = |place: usize| words.get(place).copied().filter(|word| *word != "-");
    let bad = |field, expected: &str, found: &str| Refusal::field("import.bad_cell", field, expected, found);
    if number.is_empty() {
        return Err(bad("box", "a box's number", "nothing"));
    }
    let slot =
        at(1).map(|word| word.parse().map_err(|_| bad("slot", "a slot such as 1", word))).transpose()?;
    let length = match at(2) {
        Some("20") => BoxLengthView::Twenty,
        Some("40" | "45") => BoxLengthView::Forty,
        found => return Err(bad("length", "20, 40 or 45", found.unwrap_or("nothing"))),
    };
    let fill = match at(3).map(str::to_lowercase).as_deref() {
        Some("empty") => FillView::Empty,
        Some("laden") | None => FillView::Laden,
        Some(found) => return Err(bad("fill", "laden or empty", found)),
    };
    let set_point =
        at(8).map(|word| word.parse().map_err(|_| bad("set_point", "tenths of a degree Celsius", word)));
    let power = at(11).map(|word| match word {
        "own_set" => Ok(PowerSourceView::OwnSet),
        other => Err(bad("power", "own_set or nothing", other)),
    });
    let thing = ThingView {
        number: number.to_owned(),
        kind: Some(UnitKindView::Container),
        form: FormView::Box { length },
        fill: Some(fill),
        gross: Some(gross(at(4)).map_err(|word| bad("gross_kg", "kilograms such as 24000", &word))?),
        set_point_dc: set_point.transpose()?,
        power: power.transpose()?,
        dangerous: at(7).map(unwords).unwrap_or_default(),
        goods: at(6).and_then(unword),
        destination: at(5).and_then(unword),
        customer: at(9).and_then(unword),
        consignment: None,
        onward: None,
        seals: at(10).map(unwords).unwrap_or_default(),
        papers: None,
        sea: None,
    };
    Ok((slot, thing))
}

fn gross(word: Option<&str>) -> Result<GrossView, String> {
    let Some(word) = word else { return Ok(GrossView::Unknown {}) };
    let (mass, is_verified) = word.strip_suffix(['V', 'v']).map_or((word, false), |mass| (mass, true));
    let mass_kg = mass.parse().map_err(|_| word.to_owned())?;
    Ok(if is_verified { GrossView::Verified { mass_kg } } else { GrossView::Declared { mass_kg } })
}
