//! Lists of ships out: BAPLIE in both forms, CSV, XLSX. What is written is read back equal.

use jiff::civil::DateTime;
use lb_base::{Length, Mass, StowPosition};
use lb_codec::baplie::{self, Fill as Filled, Hazard, Over, Plan, Stowed, Version, Weight};
use lb_hub::article::{Article, BoxLength, Fill, Gross, SeaPapers};
use lb_hub::ship::Direction;
use lb_hub::spot::Spot;
use lb_hub::stow::Stow;
use lb_hub::visit::Visit;
use lb_hub::{Floor, VisitId};
use lb_network::layout::Layout;

use super::table::COLUMNS;
use crate::export::{Field, Sheet, workbook};
use crate::hub::ship::{loaded, port_of, ship_of};
use crate::hub::wagon_list::Format;
use crate::refusal::Refusal;

/// The forms of a ship's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// BAPLIE.
    Plan(Version),
    /// CSV or a workbook.
    Table(Format),
}

impl Form {
    /// Reads the stable word: `baplie22`, `baplie31`, `csv` or `xlsx`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "baplie22" => Some(Self::Plan(Version::V22)),
            "baplie31" => Some(Self::Plan(Version::V31)),
            "csv" => Some(Self::Table(Format::Csv)),
            "xlsx" => Some(Self::Table(Format::Xlsx)),
            _ => None,
        }
    }

    /// Returns the media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Plan(_) => "application/edifact; charset=utf-8",
            Self::Table(format) => format.media_type(),
        }
    }

    /// Returns the ending of a file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Plan(_) => "edi",
            Self::Table(format) => format.ending(),
        }
    }
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Of which ship.
    pub visit: VisitId,
    /// What it is to discharge here or to load; all that stands aboard where nothing is said.
    pub list: Option<Direction>,
    /// In which form.
    pub form: Form,
}

/// Writes what stands aboard a ship, or one of its lists, at a clock time of the hub.
///
/// # Errors
/// `hub.visit_not_found`, `hub.wrong_vehicle`.
pub fn written(floor: &Floor, layout: &Layout, wanted: Written, now: DateTime) -> Result<Vec<u8>, Refusal> {
    let visit = ship_of(floor, wanted.visit)?;
    let things = things(floor, layout, visit, wanted.list);
    match wanted.form {
        Form::Plan(version) => Ok(baplie::write(&plan(visit, layout, version, &things), now)),
        Form::Table(format) => {
            let sheet = sheet(&things);
            let bytes = match format {
                Format::Csv | Format::Du1 => sheet.csv(),
                Format::Xlsx => workbook(&[sheet], now.date().at(0, 0, 0, 0)),
            };
            bytes.map_err(|fault| Refusal::new("request.bad_value", fault.to_string()))
        }
    }
}

/// Returns things with where they stand or are to stand, by place aboard.
fn things(floor: &Floor, layout: &Layout, visit: &Visit, list: Option<Direction>) -> Vec<(Stow, Article)> {
    let is_here = visit.is_here();
    let announced = visit.listed.iter().filter_map(|line| match &line.place {
        lb_hub::consist::ListedPlace::Aboard { stow } => Some((stow.clone(), line.article.clone())),
        lb_hub::consist::ListedPlace::Consist | lb_hub::consist::ListedPlace::Wagon { .. } => None,
    });
    let aboard = floor.aboard(visit.id).filter_map(|unit| {
        let stay = floor.unit(unit)?;
        let Spot::Visit { stow, .. } = &stay.spot else { return None };
        let article =
            visit.ship.load(unit).map_or_else(|| stay.article.clone(), |line| loaded(&stay.article, line));
        Some((stow.clone(), at_port(article, visit.ship.load(unit).is_some(), layout)))
    });
    let loads = visit.ship.loads.iter().filter(|line| line.shut_out.is_none());
    let loads = loads.map(|line| {
        let here = floor.unit(line.article.id).map(|stay| loaded(&stay.article, line));
        (line.stow.clone(), at_port(here.unwrap_or_else(|| line.article.clone()), true, layout))
    });
    let mut all: Vec<(Stow, Article)> = match list {
        None if is_here => aboard.collect(),
        None => announced.collect(),
        Some(Direction::Load) => loads.collect(),
        Some(Direction::Discharge) => {
            let all: Vec<(Stow, Article)> = if is_here { aboard.collect() } else { announced.collect() };
            all.into_iter().filter(|(_, article)| article.is_discharged_at(&layout.place)).collect()
        }
    };
    all.sort_by(|(one, first), (other, second)| {
        (one, first.identity.to_string()).cmp(&(other, second.identity.to_string()))
    });
    all
}

/// Returns what is loaded here with this port as its port of loading.
fn at_port(article: Article, is_loaded_here: bool, layout: &Layout) -> Article {
    let known = article.sea.as_ref().is_some_and(|sea| sea.load_port.is_some());
    if known || !is_loaded_here {
        return article;
    }
    let sea = article.sea.clone().map(|sea| *sea).unwrap_or_default();
    Article { sea: Some(Box::new(SeaPapers { load_port: Some(port_of(layout)), ..sea })), ..article }
}

fn plan(visit: &Visit, layout: &Layout, version: Version, things: &[(Stow, Article)]) -> Plan {
    let (name, voyage) = visit.name.rsplit_once(' ').unwrap_or((&visit.name, ""));
    let carrier = visit.operator.as_ref().map(ToString::to_string).unwrap_or_default();
    Plan {
        version,
        sender: port_of(layout),
        recipient: carrier.clone(),
        document: visit.id.to_string().chars().rev().take(12).collect(),
        ship: name.to_owned(),
        ship_code: String::new(),
        voyage: voyage.to_owned(),
        carrier,
        from: port_of(layout),
        next: String::new(),
        boxes: things.iter().filter_map(|(stow, article)| stowed(stow, article)).collect(),
    }
}

/// Returns a box of a plan. What rolls, and what is no box, is in no BAPLIE.
fn stowed(stow: &Stow, article: &Article) -> Option<Stowed> {
    let length = article.box_length()?;
    let sea = article.sea.as_deref().cloned().unwrap_or_default();
    let mass = |mass: Mass, is_verified| Some(Weight { mass, is_verified });
    let hazards = if sea.hazards.is_empty() {
        article.dangerous.iter().map(|class| Hazard { class: class.clone(), number: None }).collect()
    } else {
        sea.hazards.iter().map(|one| Hazard { class: one.class.clone(), number: one.number }).collect()
    };
    let over = sea.over;
    let said = Option::<String>::unwrap_or_default;
    Some(Stowed {
        stow: stow.to_string(),
        number: article.identity.to_string(),
        // The length is all that is known where nobody has said the type.
        size_type: sea.size_type.unwrap_or_else(|| match length {
            BoxLength::Twenty => "2".to_owned(),
            BoxLength::Forty => "4".to_owned(),
        }),
        fill: Some(match article.fill {
            Fill::Empty => Filled::Empty,
            Fill::Laden => Filled::Full,
        }),
        mass: match article.gross {
            Gross::Unknown => None,
            Gross::Declared(kilograms) => mass(kilograms, false),
            Gross::Verified(kilograms) => mass(kilograms, true),
        },
        loaded_at: said(sea.load_port),
        discharge_at: said(sea.discharge_port),
        delivered_at: said(sea.delivery),
        carrier: said(sea.carrier),
        set_point: article.set_point,
        hazards,
        seals: article.seals.clone(),
        over: Over {
            front: over.front,
            back: over.back,
            right: over.right,
            left: over.left,
            height: over.height,
        },
    })
}

/// Columns whose cells are numbers.
const NUMBERS: [&str; 5] = ["length", "gross_kg", "set_point_dc", "length_mm", "height_mm"];

fn sheet(things: &[(Stow, Article)]) -> Sheet {
    let row = |(stow, article): &(Stow, Article)| {
        let cells = cells(stow, article).into_iter().zip(COLUMNS);
        let field = |(cell, column): (String, &crate::booking::import::Column)| match cell.parse() {
            Ok(number) if NUMBERS.contains(&column.name) => Field::Number(number),
            Ok(_) | Err(_) => Field::Text(cell),
        };
        cells.map(field).collect()
    };
    Sheet {
        name: "ship",
        columns: COLUMNS.iter().map(|column| column.name.to_owned()).collect(),
        rows: things.iter().map(row).collect(),
    }
}

fn cells(stow: &Stow, article: &Article) -> Vec<String> {
    let sea = article.sea.as_deref().cloned().unwrap_or_default();
    let millimetres =
        |length: Option<Length>| length.map_or_else(String::new, |length| length.as_mm().to_string());
    let said = Option::<String>::unwrap_or_default;
    let hazards: Vec<String> = if sea.hazards.is_empty() {
        article.dangerous.clone()
    } else {
        let one = |hazard: &lb_hub::article::Hazard| match hazard.number {
            Some(number) => format!("{}:{}", hazard.class, number.as_str()),
            None => hazard.class.clone(),
        };
        sea.hazards.iter().map(one).collect()
    };
    let over = [sea.over.front, sea.over.back, sea.over.right, sea.over.left, sea.over.height];
    let is_over = over.iter().any(Option::is_some);
    let over = over.map(millimetres).join(";");
    vec![
        article.identity.to_string(),
        stow.position().as_ref().map_or_else(|| stow.to_string(), StowPosition::to_string),
        article.box_length().map_or("", BoxLength::word).to_owned(),
        said(sea.size_type),
        article.fill.word().to_owned(),
        article.gross.mass().map_or_else(String::new, |mass| mass.as_kg().to_string()),
        if matches!(article.gross, Gross::Verified(_)) { "yes" } else { "no" }.to_owned(),
        said(sea.load_port),
        said(sea.discharge_port),
        said(sea.delivery),
        said(sea.carrier),
        hazards.join(";"),
        article.set_point.map_or_else(String::new, |tenths| tenths.to_string()),
        article.seals.join(";"),
        article.goods.map(|goods| goods.to_string()).unwrap_or_default(),
        article.destination.as_ref().map(ToString::to_string).unwrap_or_default(),
        article.customer.as_ref().map(ToString::to_string).unwrap_or_default(),
        if is_over { over } else { String::new() },
        millimetres(sea.length),
        millimetres(sea.height),
    ]
}
