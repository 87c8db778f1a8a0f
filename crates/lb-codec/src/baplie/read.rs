//! Bytes to a plan.

use lb_base::decimal::parse_scaled;
use lb_base::{Length, Mass};

use super::{Fill, Hazard, Plan, STOWED_MAX, Stowed, Version, Weight};
use crate::edifact::{Fault, Message, PROBLEMS_MAX, Problem, Segment, interchange};

/// The heaviest box or piece that is believed, kilograms.
const MASS_KG_MAX: i64 = 2_000_000;

/// A box with the segment at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The number of the segment, from 1.
    pub segment: usize,
    /// The byte of the file at which it begins.
    pub offset: usize,
    /// How many problems were told of it.
    pub problems: usize,
}

/// A plan as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The plan.
    pub plan: Plan,
    /// Where each box of the plan stands in the file, in the same order.
    pub places: Vec<Placed>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

/// Returns whether bytes look like an interchange and not like a table.
#[must_use]
pub fn is_meant(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    [b"UNA".as_slice(), b"UNB", b"UNH"].iter().any(|tag| bytes.starts_with(tag))
}

/// Reads the first BAPLIE of an interchange.
///
/// # Errors
/// A problem where there is none; what is wrong with one that is there stands in [`Reading::problems`].
pub fn read(bytes: &[u8]) -> Result<Reading, Problem> {
    let (envelope, messages, mut problems) = interchange(bytes);
    let first = messages.iter().find(|message| message.kind.name == "BAPLIE");
    let Some(message) = first else {
        let other = messages.first().map(|message| message.kind.name.clone()).unwrap_or_default();
        let none = Problem {
            fault: Fault::OtherMessage,
            segment: 0,
            offset: 0,
            at: "UNH/2".to_owned(),
            expected: "a message BAPLIE".to_owned(),
            found: if other.is_empty() { "none".to_owned() } else { other },
        };
        return Err(problems.into_iter().find(|problem| problem.fault == Fault::TooLong).unwrap_or(none));
    };
    let mut draft = Draft::new(message);
    for segment in &message.segments {
        draft.take(segment);
    }
    problems.append(&mut draft.problems);
    problems.sort_by_key(|problem| problem.segment);
    problems.truncate(PROBLEMS_MAX);
    let plan = Plan { sender: envelope.sender, recipient: envelope.recipient, ..draft.plan };
    Ok(Reading { plan, places: draft.places, problems })
}

struct Draft {
    plan: Plan,
    places: Vec<Placed>,
    problems: Vec<Problem>,
    /// Whether boxes were left out because there are too many.
    is_full: bool,
}

impl Draft {
    fn new(message: &Message<'_>) -> Self {
        let kind = &message.kind;
        let is_newer = kind.release == "13B" || kind.association.starts_with("SMDG3");
        let version = if is_newer { Version::V31 } else { Version::V22 };
        let nothing = String::new;
        let plan = Plan {
            version,
            sender: nothing(),
            recipient: nothing(),
            document: nothing(),
            ship: nothing(),
            ship_code: nothing(),
            voyage: nothing(),
            carrier: nothing(),
            from: nothing(),
            next: nothing(),
            boxes: Vec::new(),
        };
        Self { plan, places: Vec::new(), problems: Vec::new(), is_full: false }
    }

    fn take(&mut self, segment: &Segment<'_>) {
        let before = self.problems.len();
        let is_place = segment.tag() == "LOC" && segment.text(1, 1).as_deref() == Some("147");
        if is_place {
            self.begin(segment);
        } else if let Some(stowed) = self.plan.boxes.last_mut() {
            // What follows a box that was left out is no part of the last one that was kept.
            if !self.is_full {
                self.problems.extend(of_box(stowed, segment));
            }
        } else {
            self.header(segment);
        }
        let told = self.problems.len() - before;
        if let Some(place) = self.places.last_mut() {
            place.problems += told;
        }
    }

    fn begin(&mut self, segment: &Segment<'_>) {
        if self.plan.boxes.len() >= STOWED_MAX {
            if !self.is_full {
                let expected = format!("at most {STOWED_MAX} positions");
                self.problems.push(segment.problem(Fault::TooLong, 2, &expected, "more"));
            }
            self.is_full = true;
            return;
        }
        let stow = owned(segment, 2, 1);
        self.plan.boxes.push(Stowed { stow, ..Stowed::default() });
        self.places.push(Placed { segment: segment.number, offset: segment.offset, problems: 0 });
    }

    fn header(&mut self, segment: &Segment<'_>) {
        match segment.tag() {
            "BGM" => self.plan.document = owned(segment, 2, 1),
            "TDT" => {
                let plan = &mut self.plan;
                plan.voyage = owned(segment, 2, 1);
                plan.carrier = owned(segment, 5, 1);
                plan.ship_code = owned(segment, 8, 1);
                plan.ship = owned(segment, 8, 4);
                if plan.ship.is_empty() {
                    // Some put the name one component further.
                    plan.ship = owned(segment, 8, 5);
                }
            }
            "LOC" => match segment.text(1, 1).as_deref() {
                Some("5") => self.plan.from = owned(segment, 2, 1),
                Some("61") => self.plan.next = owned(segment, 2, 1),
                Some(_) | None => {}
            },
            _ => {}
        }
    }
}

/// Takes what a segment says of a box; returns what is wrong with it.
fn of_box(stowed: &mut Stowed, segment: &Segment<'_>) -> Option<Problem> {
    match segment.tag() {
        "LOC" => {
            let port = owned(segment, 2, 1);
            match segment.text(1, 1).as_deref() {
                Some("9" | "6") => stowed.loaded_at = port,
                Some("11" | "12") => stowed.discharge_at = port,
                Some("83" | "7") => stowed.delivered_at = port,
                Some(_) | None => {}
            }
            None
        }
        "EQD" => equipment(stowed, segment),
        "NAD" => {
            if matches!(segment.text(1, 1).as_deref(), Some("CA" | "CF")) {
                stowed.carrier = owned(segment, 2, 1);
            }
            None
        }
        "SEL" => {
            stowed.seals.extend(segment.text(1, 1).map(std::borrow::Cow::into_owned));
            None
        }
        "MEA" => mass(stowed, segment),
        "TMP" => temperature(stowed, segment),
        "DIM" => dimension(stowed, segment),
        "DGS" => hazard(stowed, segment),
        _ => None,
    }
}

fn equipment(stowed: &mut Stowed, segment: &Segment<'_>) -> Option<Problem> {
    if segment.text(1, 1).as_deref() != Some("CN") {
        return None;
    }
    stowed.number = owned(segment, 2, 1);
    stowed.size_type = owned(segment, 3, 1);
    stowed.fill = match segment.text(6, 1).as_deref() {
        Some("4") => Some(Fill::Empty),
        Some("5") => Some(Fill::Full),
        None => None,
        Some(other) => return Some(segment.problem(Fault::BadValue, 6, "4 (empty) or 5 (full)", other)),
    };
    None
}

/// `MEA+WT++KGM:24000` and `MEA+VGM++KGM:24000` in the old form, `MEA+AAE+AET+KGM:..` and `MEA+AAE+VGM+KGM:..` in the new.
fn mass(stowed: &mut Stowed, segment: &Segment<'_>) -> Option<Problem> {
    let words = [segment.text(1, 1), segment.text(2, 1)];
    let has = |wanted: &[&str]| words.iter().flatten().any(|word| wanted.contains(&word.as_ref()));
    let is_verified = has(&["VGM"]);
    if !is_verified && !has(&["WT", "AET", "G", "AAD"]) {
        return None;
    }
    let (unit, value) = (owned(segment, 3, 1), owned(segment, 3, 2));
    let Some(mass) = kilograms(&unit, &value) else {
        let expected = "kilograms, tonnes or pounds";
        return Some(segment.problem(Fault::BadValue, 3, expected, &format!("{unit}:{value}")));
    };
    // What is verified goes before what is not, whichever comes first.
    if is_verified || !stowed.mass.is_some_and(|before| before.is_verified) {
        stowed.mass = Some(Weight { mass: Mass::from_kg(mass), is_verified });
    }
    None
}

/// Returns a mass in whole kilograms, halves away from nothing.
fn kilograms(unit: &str, value: &str) -> Option<i64> {
    let grams = parse_scaled(&value.replace(',', "."), 3).ok().filter(|grams| *grams >= 0)?;
    let kilograms = match unit {
        "KGM" | "" => grams.checked_add(500)? / 1_000,
        "TNE" => grams,
        // One pound is 0.45359237 kg.
        "LBR" => i64::try_from((i128::from(grams) * 45_359_237 + 50_000_000_000) / 100_000_000_000).ok()?,
        _ => return None,
    };
    (kilograms <= MASS_KG_MAX).then_some(kilograms)
}

fn temperature(stowed: &mut Stowed, segment: &Segment<'_>) -> Option<Problem> {
    if segment.text(1, 1).as_deref() != Some("2") {
        return None;
    }
    let (value, unit) = (owned(segment, 2, 1), owned(segment, 2, 2));
    let tenths = parse_scaled(&value.replace(',', "."), 1).ok().filter(|tenths| tenths.abs() <= 10_000);
    let celsius = match (tenths, unit.as_str()) {
        (Some(tenths), "CEL" | "C" | "") => Some(tenths),
        (Some(tenths), "FAH" | "F") => Some((tenths - 320) * 5 / 9),
        (Some(_) | None, _) => None,
    };
    stowed.set_point = celsius.and_then(|tenths| i16::try_from(tenths).ok());
    match stowed.set_point {
        Some(_) => None,
        None => {
            let expected = "degrees Celsius or Fahrenheit";
            Some(segment.problem(Fault::BadValue, 2, expected, &format!("{value}:{unit}")))
        }
    }
}

/// `DIM+7+CMT::20`: how far over, to the right, in centimetres. Some write every measure first.
fn dimension(stowed: &mut Stowed, segment: &Segment<'_>) -> Option<Problem> {
    let over = &mut stowed.over;
    let side = match segment.text(1, 1).as_deref() {
        Some("5") => &mut over.front,
        Some("6") => &mut over.back,
        Some("7") => &mut over.right,
        Some("8") => &mut over.left,
        Some("9" | "13") => &mut over.height,
        Some(_) | None => return None,
    };
    let element = segment.element(2);
    let unit = element.text(1).unwrap_or_default();
    let value = (2..=4).find_map(|place| element.text(place))?;
    let millimetres = match (parse_scaled(&value.replace(',', "."), 3), unit.as_ref()) {
        (Ok(scaled), "CMT" | "") => Some(scaled / 100),
        (Ok(scaled), "MMT") => Some(scaled / 1_000),
        (Ok(scaled), "MTR") => Some(scaled),
        (Ok(_) | Err(_), _) => None,
    };
    match millimetres.filter(|length| (0..=100_000).contains(length)) {
        Some(length) => {
            *side = Some(Length::from_mm(length));
            None
        }
        None => Some(segment.problem(
            Fault::BadValue,
            2,
            "a length in CMT, MMT or MTR",
            &format!("{unit}:{value}"),
        )),
    }
}

/// `DGS+IMD+3+1203`: class and UN number. Some have several numbers as components of one element.
fn hazard(stowed: &mut Stowed, segment: &Segment<'_>) -> Option<Problem> {
    let class = owned(segment, 2, 1);
    let numbers: Vec<String> = segment.element(3).texts().map(|text| text.trim().to_owned()).collect();
    let mut wrong = None;
    let mut known = Vec::new();
    for number in numbers.iter().filter(|number| !number.is_empty()) {
        match format!("{number:0>4}").parse() {
            Ok(number) => known.push(Some(number)),
            Err(_) => wrong = Some(segment.problem(Fault::BadValue, 3, "a UN number of four digits", number)),
        }
    }
    if known.is_empty() {
        known.push(None);
    }
    stowed.hazards.extend(known.into_iter().map(|number| Hazard { class: class.clone(), number }));
    if class.is_empty() {
        return Some(segment.problem(Fault::Missing, 2, "a class of dangerous goods", "nothing"));
    }
    wrong
}

fn owned(segment: &Segment<'_>, element: usize, component: usize) -> String {
    segment.text(element, component).unwrap_or_default().into_owned()
}
