//! Rows of a list against the floor: what type a wagon is, which slot a box takes, what stands twice, what should be looked at.

use std::collections::BTreeSet;

use lb_base::UnitId;
use lb_base::codes::{CheckDigit, EsrStation, Identity, TrainIndex, UnitKind, WagonKind, WagonNumber8};
use lb_hub::article::{Article, BoxLength};
use lb_hub::consist::LISTED_MAX;
use lb_hub::floor::{Floor, number_key};
use lb_hub::loading;
use lb_hub::visit::{Vehicle, Visit};
use lb_network::layout::{Layouts, WagonType, WagonTypeId};

use super::written::{digits, latin};
use super::{
    BoxDraft, Draft, DraftRow, ListReading, ListRow, ListRowState, WagonDraft, WagonPapersView, draft,
    lines_of,
};
use crate::booking::import::RowProblem;
use crate::hub::requests::{ListLine, ThingView};
use crate::hub::views::{FillView, FormView, GrossView};
use crate::json::ViewError;
use crate::refusal::Refusal;

/// What a list is held against.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What stands at the hub.
    pub floor: &'a Floor,
    /// Types of wagons.
    pub layouts: &'a Layouts,
    /// Whose list it is.
    pub visit: &'a Visit,
    /// The type of wagons of which nothing else is known.
    pub wagon_type: Option<&'a WagonTypeId>,
}

/// Reads a list for a visit: every row with what becomes of it, and the lines that `visit_list` takes. Nothing is recorded.
///
/// # Errors
/// A refusal where nothing of the file can be used; `hub.too_many` where it is longer than one list may be.
pub fn settle(
    ground: Ground<'_>,
    file: &str,
    bytes: &[u8],
    charset: Option<&str>,
) -> Result<ListReading, Refusal> {
    let draft = draft(bytes, charset)?;
    let found = draft.rows.len();
    if found > LISTED_MAX {
        return Err(lb_hub::Refusal::TooMany { limit: LISTED_MAX, found }.into());
    }
    if found == 0 {
        return Err(Refusal::field("import.empty", "file", "a list with a wagon", "none"));
    }
    let is_correction = draft.header.as_ref().is_some_and(|header| header.message == "09");
    let mut settling =
        Settling { ground, file, rows: Vec::new(), lines: Vec::new(), seen: BTreeSet::new(), on: None };
    if is_correction {
        settling.detach(&draft)
    } else {
        settling.list(&draft)
    }
    Ok(settling.finish(draft))
}

struct Settling<'a> {
    ground: Ground<'a>,
    file: &'a str,
    rows: Vec<ListRow>,
    lines: Vec<ListLine>,
    /// Numbers of wagons and boxes that stand in the list.
    seen: BTreeSet<String>,
    /// The wagon to which boxes that follow belong; nothing when it was refused.
    on: Option<On<'a>>,
}

struct On<'a> {
    number: String,
    wagon_type: &'a WagonType,
    taken: BTreeSet<u8>,
    /// Where its row and its line are.
    at: (usize, usize),
    laden: u8,
    empty: u8,
    mass_kg: i64,
}

impl<'a> Settling<'a> {
    fn list(&mut self, draft: &Draft) {
        for row in &draft.rows {
            match row {
                DraftRow::Wagon(wagon) => {
                    self.close();
                    self.wagon(wagon, &draft.rows);
                }
                DraftRow::Box(boxed) => self.boxed(boxed),
                DraftRow::Refused { line, number, is_wagon, refusal } => {
                    if *is_wagon {
                        self.close();
                    }
                    let wagon = self.on.as_ref().filter(|_| !is_wagon).map(|on| on.number.clone());
                    self.tell((*line, number.clone(), wagon, None), Some(refusal), &[]);
                }
            }
        }
        self.close();
    }

    /// Takes detached wagons with their boxes out of what is listed.
    fn detach(&mut self, draft: &Draft) {
        let mut lines = lines_of(self.ground.floor, self.ground.visit);
        for row in &draft.rows {
            let (line, number) = match row {
                DraftRow::Wagon(wagon) => (wagon.line, &wagon.number),
                DraftRow::Box(boxed) => (boxed.line, &boxed.thing.number),
                DraftRow::Refused { line, number, refusal, .. } => {
                    self.tell((*line, number.clone(), None, None), Some(refusal), &[]);
                    continue;
                }
            };
            let key = number_key(number);
            let before = lines.len();
            lines.retain(|line| {
                number_key(&line.thing.number) != key
                    && line.wagon.as_deref().map(number_key).as_ref() != Some(&key)
            });
            let gone = || Refusal::field("list.not_listed", "wagon", "a wagon of the train's list", number);
            let refusal = (lines.len() == before).then(gone);
            self.tell((line, number.clone(), None, None), refusal.as_ref(), &[]);
        }
        self.lines = lines;
    }

    fn wagon(&mut self, draft: &WagonDraft, rows: &[DraftRow]) {
        let number = wagon_number(&draft.number);
        let place = (draft.line, number.clone(), None, None);
        if !self.seen.insert(number_key(&number)) {
            return self.tell(place, Some(&twice("wagon", &number)), &[]);
        }
        let mut warnings = draft.warnings.clone();
        let wagon_type = match self.wagon_type(draft, &number, rows) {
            Ok((wagon_type, assumed)) => {
                warnings.extend(assumed);
                wagon_type
            }
            Err(refusal) => return self.tell(place, Some(&refusal), &[]),
        };
        let thing = wagon_thing(draft, &number, wagon_type);
        match checked(&thing) {
            Ok(article) => warnings.extend(doubt("wagon", &article.identity)),
            Err(refusal) => return self.tell(place, Some(&refusal), &[]),
        }
        let stations = [("station", &draft.papers.station), ("exit_station", &draft.papers.exit_station)];
        warnings.extend(stations.iter().filter_map(|(field, code)| station_doubt(field, code.as_deref()?)));
        self.tell(place, None, &warnings);
        self.lines.push(ListLine { thing, wagon: None, slot: None, stow: None });
        let at = (self.rows.len().saturating_sub(1), self.lines.len().saturating_sub(1));
        let taken = BTreeSet::new();
        self.on = Some(On { number, wagon_type, taken, at, laden: 0, empty: 0, mass_kg: 0 });
    }

    /// Returns a wagon's type: as the list says, as the floor knows, as the caller says, else the likeliest, which is told.
    fn wagon_type(
        &self,
        draft: &WagonDraft,
        number: &str,
        rows: &[DraftRow],
    ) -> Result<(&'a WagonType, Option<Refusal>), Refusal> {
        let Ground { layouts, floor, visit, .. } = self.ground;
        let types = &layouts.wagon_types;
        let gauge = match visit.vehicle {
            Vehicle::Train { gauge } => gauge,
            Vehicle::Vessel { .. } | Vehicle::Truck => 0,
        };
        let known = || {
            let here = floor.numbered(number).and_then(|unit| floor.unit(unit)).map(|stay| &stay.article);
            let mut listed = visit.listed.iter().map(|line| &line.article);
            let key = number_key(number);
            here.or_else(|| listed.find(|article| number_key(&article.identity.to_string()) == key))
                .and_then(|article| types.get(article.wagon_type()?))
        };
        let given = || self.ground.wagon_type.and_then(|id| types.get(id));
        if let Some(word) = &draft.wagon_type {
            let unknown =
                || Refusal::field("import.bad_cell", "wagon_type", "a type of wagon of the corridor", word);
            let found = word.parse::<WagonTypeId>().ok().and_then(|id| types.get(&id)).ok_or_else(unknown)?;
            return on_gauge(found, gauge).map(|found| (found, None));
        }
        if let Some(found) = known().or_else(given) {
            return on_gauge(found, gauge).map(|found| (found, None));
        }
        let boxes = boxes_of(draft, rows);
        let likeliest = likeliest(types.values().filter(|one| one.gauge == gauge), draft, boxes);
        let none = || {
            Refusal::field(
                "import.empty_cell",
                "wagon_type",
                "a type of wagon of the train's gauge",
                "nothing",
            )
        };
        let found = likeliest.ok_or_else(none)?;
        let expected = "a type of wagon; the likeliest by number, boxes and tare was taken";
        Ok((found, Some(Refusal::field("list.type_assumed", "wagon_type", expected, found.id.as_str()))))
    }

    fn boxed(&mut self, draft: &BoxDraft) {
        let number = latin(&draft.thing.number);
        let wagon = self.on.as_ref().map(|on| on.number.clone());
        let place = (draft.line, number.clone(), wagon.clone(), draft.slot);
        let Some(on) = &mut self.on else {
            let refusal = Refusal::field(
                "list.no_wagon",
                "wagon",
                "a wagon of this list before it",
                "none that could be read",
            );
            return self.tell(place, Some(&refusal), &[]);
        };
        let thing = ThingView { number: number.clone(), ..draft.thing.clone() };
        let article = match checked(&thing) {
            Ok(article) => article,
            Err(refusal) => return self.tell(place, Some(&refusal), &[]),
        };
        if self.seen.contains(&number_key(&number)) {
            return self.tell(place, Some(&twice("box", &number)), &[]);
        }
        let Some(slot) = article.box_length().and_then(|length| on.put(draft.slot, length)) else {
            let expected = format!("a free slot of {} for its length", on.wagon_type.id);
            let found = draft.slot.map_or_else(|| "none".to_owned(), |slot| slot.to_string());
            let refusal = Refusal::field("list.no_slot", "slot", expected, &found);
            return self.tell(place, Some(&refusal), &[]);
        };
        match article.fill {
            lb_hub::article::Fill::Laden => on.laden = on.laden.saturating_add(1),
            lb_hub::article::Fill::Empty => on.empty = on.empty.saturating_add(1),
        }
        on.mass_kg = on.mass_kg.saturating_add(article.gross.mass().map_or(0, lb_base::Mass::as_kg));
        self.seen.insert(number_key(&number));
        let warnings: Vec<Refusal> = doubt("box", &article.identity).into_iter().collect();
        self.tell((draft.line, number, wagon.clone(), Some(slot)), None, &warnings);
        self.lines.push(ListLine { thing, wagon, slot: Some(slot), stow: None });
    }

    /// Compares what a wagon's row says of its boxes with the boxes that followed; what they tell better is not kept twice.
    fn close(&mut self) {
        let Some(on) = self.on.take() else { return };
        let (row, line) = on.at;
        let (Some(row), Some(line)) = (self.rows.get_mut(row), self.lines.get_mut(line)) else { return };
        let Some(papers) = &mut line.thing.papers else { return };
        let said = (papers.laden_boxes.unwrap_or(0), papers.empty_boxes.unwrap_or(0));
        let mut warnings = Vec::new();
        if (on.laden, on.empty) != (0, 0) {
            if said != (0, 0) && said != (on.laden, on.empty) {
                let expected = format!("{}/{} boxes, as the wagon's row says", said.0, said.1);
                let found = format!("{}/{}", on.laden, on.empty);
                warnings.push(Refusal::field("list.boxes_differ", "boxes", expected, &found));
            }
            (papers.laden_boxes, papers.empty_boxes) = (None, None);
            let boxes_t = (on.mass_kg + 500) / 1_000;
            if let Some(cargo_t) = papers.cargo_kg.map(|kg| kg / 1_000) {
                if cargo_t != boxes_t {
                    let expected = format!("{cargo_t} t of cargo, as the wagon's row says");
                    warnings.push(Refusal::field(
                        "list.masses_differ",
                        "cargo",
                        expected,
                        &format!("{boxes_t} t"),
                    ));
                }
                papers.cargo_kg = None;
            }
        } else if said != (0, 0) {
            let expected = "the numbers of the boxes";
            let found = format!("{}/{} boxes without", said.0, said.1);
            warnings.push(Refusal::field("list.boxes_unnumbered", "boxes", expected, &found));
        }
        if *papers == WagonPapersView::default() {
            line.thing.papers = None;
        }
        if !warnings.is_empty() && row.state == ListRowState::Read {
            row.state = ListRowState::Warned;
        }
        row.problems.extend(warnings.iter().map(|warning| RowProblem::of(warning, self.file, row.line)));
    }

    fn tell(
        &mut self,
        (line, number, wagon, slot): (u64, String, Option<String>, Option<u8>),
        refusal: Option<&Refusal>,
        warnings: &[Refusal],
    ) {
        let state = match (refusal, warnings) {
            (Some(_), _) => ListRowState::Refused,
            (None, []) => ListRowState::Read,
            (None, _) => ListRowState::Warned,
        };
        let problems =
            refusal.into_iter().chain(warnings).map(|refusal| RowProblem::of(refusal, self.file, line));
        self.rows.push(ListRow { line, number, wagon, slot, state, problems: problems.collect() });
    }

    fn finish(self, draft: Draft) -> ListReading {
        let count = |state| self.rows.iter().filter(|row| row.state == state).count();
        let wagons = self.lines.iter().filter(|line| line.wagon.is_none()).count();
        let index = draft.header.as_ref().and_then(|header| header.index.as_deref());
        let index = index.and_then(|index| index.parse::<TrainIndex>().ok());
        ListReading {
            file: self.file.to_owned(),
            format: draft.format.to_owned(),
            header: draft.header,
            wagons,
            boxes: self.lines.len() - wagons,
            refused: count(ListRowState::Refused),
            warned: count(ListRowState::Warned),
            rows: self.rows,
            unknown_columns: draft.unknown_columns,
            lines: self.lines,
            index: index.map(|index| index.to_string()),
            problem: None,
        }
    }
}

impl On<'_> {
    /// Takes the slots of a box: those asked, else the first that are free.
    fn put(&mut self, asked: Option<u8>, length: BoxLength) -> Option<u8> {
        let cells = |slot: u8| (0..length.slots()).map(move |further| slot.saturating_add(further));
        let is_free = |slot: &u8| {
            loading::fits(self.wagon_type, *slot, length)
                && cells(*slot).all(|cell| !self.taken.contains(&cell))
        };
        let slot = match asked {
            Some(slot) => Some(slot).filter(is_free),
            None => (1..=self.wagon_type.slots).find(is_free),
        }?;
        self.taken.extend(cells(slot));
        Some(slot)
    }
}

/// Returns a wagon's number with digits for what looks like them, unless it has other letters.
fn wagon_number(text: &str) -> String {
    let number = digits(text);
    let is_plain = number.chars().all(|sign| sign.is_ascii_digit() || " -./".contains(sign));
    if is_plain { number } else { text.trim().to_owned() }
}

fn wagon_thing(draft: &WagonDraft, number: &str, wagon_type: &WagonType) -> ThingView {
    let count = number.chars().filter(char::is_ascii_digit).count();
    let kind = if count > 8 { UnitKind::Wagon12 } else { UnitKind::Wagon8 };
    let mut papers = draft.papers.clone();
    if papers.seal_count.map(usize::from) == Some(draft.seals.len()) {
        papers.seal_count = None;
    }
    ThingView {
        number: number.to_owned(),
        kind: Some(kind.into()),
        form: FormView::Wagon { wagon_type: wagon_type.id.to_string() },
        fill: Some(FillView::Empty),
        gross: Some(GrossView::Declared { mass_kg: draft.tare_kg.unwrap_or(wagon_type.tare.as_kg()) }),
        set_point_dc: None,
        power: None,
        dangerous: Vec::new(),
        goods: None,
        destination: None,
        customer: None,
        consignment: None,
        onward: None,
        seals: draft.seals.clone(),
        papers: Some(papers),
        sea: None,
    }
}

/// Returns how many 20 ft slots the boxes of a wagon need: of the rows below it, or as its own row says.
fn boxes_of(draft: &WagonDraft, rows: &[DraftRow]) -> u8 {
    let own = |row: &DraftRow| matches!(row, DraftRow::Wagon(wagon) if wagon.line == draft.line);
    let below = rows.iter().skip_while(|row| !own(row)).skip(1).map_while(|row| match row {
        DraftRow::Box(boxed) => Some(boxed),
        DraftRow::Wagon(_) | DraftRow::Refused { .. } => None,
    });
    let slots = below.map(|boxed| match boxed.thing.form {
        FormView::Box { length } => BoxLength::from(length).slots(),
        FormView::Wagon { .. } | FormView::Vehicle {} | FormView::Piece {} => 0,
    });
    let counted: u8 = slots.fold(0, u8::saturating_add);
    counted.max(draft.papers.laden_boxes.unwrap_or(0).saturating_add(draft.papers.empty_boxes.unwrap_or(0)))
}

/// Returns the likeliest type: of those that bear as many boxes, or none where there are none, the one whose tare is nearest.
/// Nobody takes a wagon for one that feeds others unless it is said.
fn likeliest<'a>(
    types: impl Iterator<Item = &'a WagonType>,
    draft: &WagonDraft,
    boxes: u8,
) -> Option<&'a WagonType> {
    let number = wagon_number(&draft.number);
    let is_grain = number.starts_with("95");
    let is_flat = boxes > 0
        || number.starts_with("94")
        || number.parse::<WagonNumber8>().is_ok_and(|number| number.kind() == WagonKind::Flat);
    let suits = |one: &&WagonType| {
        if is_flat {
            one.slots >= boxes.max(1)
        } else {
            one.slots == 0 && one.grain == is_grain && one.power_points == 0
        }
    };
    let tare = draft.tare_kg;
    let off = |one: &WagonType| tare.map_or(0, |tare| (one.tare.as_kg() - tare).abs());
    types.filter(suits).min_by(|one, other| (off(one), &one.id).cmp(&(off(other), &other.id)))
}

fn on_gauge(found: &WagonType, gauge: u32) -> Result<&WagonType, Refusal> {
    if found.gauge == gauge {
        return Ok(found);
    }
    let expected = format!("a type of wagon of {gauge} mm");
    Err(Refusal::field("import.bad_cell", "wagon_type", expected, found.id.as_str()))
}

fn twice(field: &'static str, number: &str) -> Refusal {
    Refusal::field("list.twice", field, "every wagon and box once", number)
}

/// Returns a thing as the rules take it, its figures within reason.
fn checked(thing: &ThingView) -> Result<Article, Refusal> {
    let said = |error: ViewError| Refusal { code: "import.bad_cell", ..Refusal::from(error) };
    let article = thing.article(|_| UnitId::at(0, [0; 10])).map_err(said)?;
    lb_hub::decide::check_article(&article)?;
    Ok(article)
}

/// Returns what is wrong with a number that is kept all the same.
fn doubt(field: &'static str, identity: &Identity) -> Option<Refusal> {
    let finding = identity.finding()?;
    let sentence = finding.to_string();
    let (expected, found) = sentence.split_once(", got ").unwrap_or((&sentence, ""));
    let expected = expected.strip_prefix("expected ").unwrap_or(expected);
    let found = if found.is_empty() { identity.raw.clone() } else { format!("{found} ({identity})") };
    Some(Refusal::field("list.number_doubtful", field, expected, &found))
}

fn station_doubt(field: &'static str, code: &str) -> Option<Refusal> {
    if code.len() != 6 {
        return None;
    }
    match EsrStation::parse_lenient(code) {
        Ok((_, CheckDigit::Matches)) => None,
        Ok((_, CheckDigit::Differs { expected, .. })) => {
            let expected = format!("check digit {expected}");
            Some(Refusal::field("list.station_doubtful", field, expected, code))
        }
        Err(error) => Some(Refusal::field("list.station_doubtful", field, "six digits", &error.to_string())),
    }
}
