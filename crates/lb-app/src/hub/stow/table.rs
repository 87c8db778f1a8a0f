//! Lists of ships as tables: CSV and the first sheet of an XLSX file, a row for each box or vehicle.

use super::{Draft, DraftRow};
use crate::booking::import::Column;
use crate::booking::import::cells::{Cells, bad};
use crate::booking::import::columns::{Layout, column, layout_of};
use crate::booking::import::sheet::{SheetRow, open};
use crate::hub::requests::ThingView;
use crate::hub::views::{BoxLengthView, FillView, FormView, GrossView, HazardView, OverView, SeaPapersView};
use crate::json::identity::UnitKindView;
use crate::refusal::Refusal;

/// The columns, in the order in which exports have them.
pub const COLUMNS: &[Column] = &[
    column("box", ["箱号", "контейнер", "контейнер"], true, "CSQU3054383"),
    column("stow", ["积载位置", "место на судне", "кемедегі орын"], false, "0340482"),
    column("length", ["箱长", "длина фут", "ұзындығы фут"], false, "40"),
    column("size_type", ["箱型", "тип контейнера", "контейнер түрі"], false, "45G1"),
    column("fill", ["重空", "гружёный порожний", "толы бос"], false, "laden"),
    column("gross_kg", ["总重千克", "брутто кг", "брутто кг"], false, "24000"),
    column("verified", ["已核实", "масса проверена", "салмағы тексерілген"], false, "yes"),
    column("load_port", ["装货港", "порт погрузки", "тиеу порты"], false, "VNSGN"),
    column("discharge_port", ["卸货港", "порт выгрузки", "түсіру порты"], false, "CNLYG"),
    column("delivery", ["交货地", "место доставки", "жеткізу орны"], false, "KZALA"),
    column("carrier", ["承运人", "перевозчик", "тасымалдаушы"], false, "LNX"),
    column("dangerous", ["危险品类别", "класс опасности", "қауіптілік класы"], false, "3:1203"),
    column("set_point_dc", ["设定温度", "температура", "температура"], false, ""),
    column("seals", ["铅封", "пломбы", "пломбалар"], false, "S1"),
    column("goods", ["hs编码", "код тн вэд", "тн вэд коды"], false, "1001.99"),
    column("destination", ["目的地", "куда", "қайда"], false, "KZALA"),
    column("customer", ["客户", "клиент", "клиент"], false, ""),
    column("over_mm", ["超限毫米", "негабарит мм", "өлшемнен тыс мм"], false, "0;0;300;0;0"),
    column("length_mm", ["车长毫米", "длина мм", "ұзындығы мм"], false, ""),
    column("height_mm", ["车高毫米", "высота мм", "биіктігі мм"], false, ""),
];

/// Reads a table.
///
/// # Errors
/// A refusal where nothing of the file can be used. A row that is wrong is none.
pub fn read(bytes: &[u8], charset: Option<&str>) -> Result<Draft, Refusal> {
    let format = if bytes.starts_with(b"PK\x03\x04") { "xlsx" } else { "csv" };
    let sheet = open(bytes, charset)?;
    let layout = layout_of(COLUMNS, &sheet.header)?;
    let rows = sheet.rows.iter().map(|row| draft(&layout, row)).collect();
    Ok(Draft { format, unknown_columns: layout.unknown.clone(), rows, ..Draft::default() })
}

fn draft(layout: &Layout, row: &SheetRow) -> DraftRow {
    let line = row.line;
    match Cells::new(layout, row, None) {
        Ok(cells) => DraftRow {
            line,
            number: cells.get("box").unwrap_or_default().to_owned(),
            stow: cells.get("stow").map(padded).unwrap_or_default(),
            thing: thing(&cells),
            warnings: Vec::new(),
        },
        Err(refusal) => DraftRow {
            line,
            number: String::new(),
            stow: String::new(),
            thing: Err(refusal),
            warnings: Vec::new(),
        },
    }
}

/// Returns a position with the zeros before it that a spreadsheet has taken away.
fn padded(text: &str) -> String {
    let is_number = (5..7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("{text:0>7}") } else { text.to_owned() }
}

fn parts(cells: &Cells<'_>, name: &str) -> Vec<String> {
    let text = cells.get(name).unwrap_or_default();
    text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn thing(cells: &Cells<'_>) -> Result<ThingView, Refusal> {
    let number = cells.need("box")?.to_owned();
    let (form, kind) = form(cells)?;
    let gross = match (cells.integer("gross_kg")?, cells.yes("verified")?) {
        (None, _) => GrossView::Unknown {},
        (Some(mass_kg), true) => GrossView::Verified { mass_kg },
        (Some(mass_kg), false) => GrossView::Declared { mass_kg },
    };
    let sea = papers(cells)?;
    let mut dangerous: Vec<String> = sea.hazards.iter().map(|hazard| hazard.class.clone()).collect();
    dangerous.sort();
    dangerous.dedup();
    Ok(ThingView {
        number,
        kind: Some(kind),
        form,
        fill: Some(cells.word("fill", "laden, empty")?.unwrap_or(FillView::Laden)),
        gross: Some(gross),
        set_point_dc: cells.read("set_point_dc")?,
        power: None,
        dangerous,
        goods: cells.owned("goods"),
        destination: cells.owned("destination"),
        customer: cells.owned("customer"),
        consignment: None,
        onward: None,
        seals: parts(cells, "seals"),
        papers: None,
        sea: Some(sea).filter(|sea| *sea != SeaPapersView::default()),
    })
}

/// Returns what a row is: a box of a length, or something that rolls where it has a length of its own in millimetres.
fn form(cells: &Cells<'_>) -> Result<(FormView, UnitKindView), Refusal> {
    let size = cells.get("size_type").and_then(|code| code.chars().next());
    let length = match (cells.integer("length")?, size) {
        (Some(20), _) | (None, Some('2')) => BoxLengthView::Twenty,
        (Some(40 | 45), _) | (None, Some('4' | 'L' | 'M' | '9')) => BoxLengthView::Forty,
        (Some(other), _) => return Err(bad("length", "20, 40 or 45", &other.to_string())),
        (None, Some(_) | None) if cells.get("length_mm").is_some() => {
            return Ok((FormView::Vehicle {}, UnitKindView::Vehicle));
        }
        (None, Some(_) | None) => {
            return Err(Refusal::field("import.empty_cell", "length", "20, 40 or 45", "nothing"));
        }
    };
    Ok((FormView::Box { length }, UnitKindView::Container))
}

fn papers(cells: &Cells<'_>) -> Result<SeaPapersView, Refusal> {
    let hazard = |part: String| match part.split_once(':') {
        Some((class, number)) => HazardView { class: class.to_owned(), un_number: Some(number.to_owned()) },
        None => HazardView { class: part, un_number: None },
    };
    Ok(SeaPapersView {
        size_type: cells.owned("size_type"),
        load_port: cells.owned("load_port"),
        discharge_port: cells.owned("discharge_port"),
        delivery: cells.owned("delivery"),
        carrier: cells.owned("carrier"),
        hazards: parts(cells, "dangerous").into_iter().map(hazard).collect(),
        over: over(cells)?,
        length_mm: cells.integer("length_mm")?,
        height_mm: cells.integer("height_mm")?,
    })
}

/// Returns how far a box is over: front, back, right, left, height, with `;` between; nothing where a part is empty.
fn over(cells: &Cells<'_>) -> Result<OverView, Refusal> {
    let Some(text) = cells.get("over_mm") else { return Ok(OverView::default()) };
    let bad = || bad("over_mm", "front;back;right;left;height in millimetres", text);
    let part = |part: &str| match part.trim() {
        "" => Ok(None),
        number => number.parse::<i64>().map(Some).map_err(|_| bad()),
    };
    let all = text.split(';').map(part).collect::<Result<Vec<Option<i64>>, Refusal>>()?;
    let [front_mm, back_mm, right_mm, left_mm, height_mm] = all.as_slice() else { return Err(bad()) };
    Ok(OverView {
        front_mm: *front_mm,
        back_mm: *back_mm,
        right_mm: *right_mm,
        left_mm: *left_mm,
        height_mm: *height_mm,
    })
}
