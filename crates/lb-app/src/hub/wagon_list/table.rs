//! Lists as tables: CSV and the first sheet of an XLSX file, a row for each box, or for a wagon without.

use super::written::latin;
use super::{BoxDraft, Draft, DraftRow, TrainHeader, WagonDraft};
use crate::booking::import::Column;
use crate::booking::import::cells::{Cells, bad};
use crate::booking::import::columns::{Layout, column, layout_of};
use crate::booking::import::sheet::{SheetRow, open};
use crate::hub::requests::ThingView;
use crate::hub::views::{BoxLengthView, FillView, FormView, GrossView, PowerSourceView, WagonPapersView};
use crate::json::identity::UnitKindView;
use crate::refusal::Refusal;

/// The columns, in the order in which exports have them.
pub const COLUMNS: &[Column] = &[
    column("wagon", ["车号", "вагон", "вагон"], true, "94120018"),
    column("wagon_type", ["车型", "тип вагона", "вагон түрі"], false, "KZ-FLAT-80"),
    column("tare_kg", ["自重千克", "тара кг", "ыдыс салмағы кг"], false, "26000"),
    column("cargo_kg", ["货重千克", "груз кг", "жүк кг"], false, ""),
    column("station", ["到站", "станция назначения", "баратын станса"], false, "698001"),
    column("cargo_code", ["货物代码", "код груза", "жүк коды"], false, ""),
    column("consignee", ["收货人", "грузополучатель", "жүк алушы"], false, ""),
    column("roller", ["滚动轴承", "ролик", "ролик"], false, ""),
    column("cover", ["隔离", "прикрытие", "жабу"], false, ""),
    column("oversize", ["超限", "негабаритность", "өлшемнен тыс"], false, ""),
    column("exit_station", ["出境站", "выходная станция", "шығу стансасы"], false, ""),
    column("wagon_seals", ["车辆铅封", "пломбы вагона", "вагон пломбалары"], false, ""),
    column("seal_count", ["铅封数", "число пломб", "пломба саны"], false, ""),
    column("laden_boxes", ["重箱数", "гружёных контейнеров", "жүгі бар контейнерлер"], false, ""),
    column("empty_boxes", ["空箱数", "порожних контейнеров", "бос контейнерлер"], false, ""),
    column("note", ["备注", "примечание", "ескертпе"], false, ""),
    column("train_index", ["列车索引号", "индекс поезда", "пойыз индексі"], false, "6700 015 6980"),
    column("box", ["箱号", "контейнер", "контейнер"], false, "CSQU3054383"),
    column("slot", ["箱位", "место", "орын"], false, "1"),
    column("length", ["箱长", "длина фут", "ұзындығы фут"], false, "20"),
    column("fill", ["重空", "гружёный порожний", "толы бос"], false, "laden"),
    column("gross_kg", ["总重千克", "брутто кг", "брутто кг"], false, "24000"),
    column("verified", ["已核实", "масса проверена", "салмағы тексерілген"], false, "yes"),
    column("destination", ["目的地", "куда", "қайда"], false, "KZALA"),
    column("goods", ["hs编码", "код тн вэд", "тн вэд коды"], false, "1001.99"),
    column("dangerous", ["危险品类别", "класс опасности", "қауіптілік класы"], false, ""),
    column("set_point_dc", ["设定温度", "температура", "температура"], false, ""),
    column("power", ["供电", "питание", "қуат көзі"], false, ""),
    column("customer", ["客户", "клиент", "клиент"], false, ""),
    column("seals", ["铅封", "пломбы", "пломбалар"], false, "S1"),
];

/// Reads a table.
///
/// # Errors
/// A refusal where nothing of the file can be used. A row that is wrong is none.
pub fn read(bytes: &[u8], charset: Option<&str>, format: &'static str) -> Result<Draft, Refusal> {
    let sheet = open(bytes, charset)?;
    let layout = layout_of(COLUMNS, &sheet.header)?;
    let mut draft = Draft { format, unknown_columns: layout.unknown.clone(), ..Draft::default() };
    for row in &sheet.rows {
        add(&mut draft, &layout, row);
    }
    Ok(draft)
}

/// Adds a row: its wagon, unless it is that of the row before, and its box.
fn add(draft: &mut Draft, layout: &Layout, row: &SheetRow) {
    let line = row.line;
    let refused = |number: &str, is_wagon, refusal| DraftRow::Refused {
        line,
        number: number.to_owned(),
        is_wagon,
        refusal,
    };
    let cells = match Cells::new(layout, row, None) {
        Ok(cells) => cells,
        Err(refusal) => return draft.rows.push(refused("", true, refusal)),
    };
    if draft.header.is_none()
        && let Some(index) = cells.owned("train_index")
    {
        let message = "02".to_owned();
        draft.header = Some(TrainHeader { message, index: Some(index), ..TrainHeader::default() });
    }
    let boxed = cells.get("box").unwrap_or_default().to_owned();
    let number = match cells.need("wagon") {
        Ok(number) => number,
        Err(refusal) => return draft.rows.push(refused(&boxed, true, refusal)),
    };
    let before = draft.rows.iter().rev().find_map(|row| match row {
        DraftRow::Wagon(wagon) => Some(wagon.number.as_str()),
        DraftRow::Refused { number, is_wagon: true, .. } => Some(number.as_str()),
        DraftRow::Refused { .. } | DraftRow::Box(_) => None,
    });
    if before != Some(number) || boxed.is_empty() {
        draft.rows.push(match wagon(&cells, number, line) {
            Ok(wagon) => DraftRow::Wagon(Box::new(wagon)),
            Err(refusal) => refused(number, true, refusal),
        });
    }
    if boxed.is_empty() {
        return;
    }
    draft.rows.push(match on_wagon(&cells, &boxed) {
        Ok((slot, thing)) => DraftRow::Box(Box::new(BoxDraft { line, slot, thing })),
        Err(refusal) => refused(&boxed, false, refusal),
    });
}

fn small(cells: &Cells<'_>, name: &'static str) -> Result<Option<u8>, Refusal> {
    let Some(number) = cells.integer(name)? else { return Ok(None) };
    u8::try_from(number).map(Some).map_err(|_| bad(name, "a number of 0 to 255", &number.to_string()))
}

fn parts(cells: &Cells<'_>, name: &str) -> Vec<String> {
    let text = cells.get(name).unwrap_or_default();
    text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn wagon(cells: &Cells<'_>, number: &str, line: u64) -> Result<WagonDraft, Refusal> {
    Ok(WagonDraft {
        line,
        number: number.to_owned(),
        wagon_type: cells.get("wagon_type").map(latin),
        tare_kg: cells.integer("tare_kg")?,
        seals: parts(cells, "wagon_seals"),
        papers: WagonPapersView {
            cargo_kg: cells.integer("cargo_kg")?,
            station: cells.owned("station"),
            cargo_code: cells.owned("cargo_code"),
            consignee: cells.owned("consignee"),
            roller: cells.owned("roller"),
            cover: cells.owned("cover"),
            oversize: cells.owned("oversize"),
            exit_station: cells.owned("exit_station"),
            seal_count: small(cells, "seal_count")?,
            laden_boxes: small(cells, "laden_boxes")?,
            empty_boxes: small(cells, "empty_boxes")?,
            note: cells.owned("note"),
        },
        warnings: Vec::new(),
    })
}

fn on_wagon(cells: &Cells<'_>, number: &str) -> Result<(Option<u8>, ThingView), Refusal> {
    let length = match cells.integer("length")? {
        Some(20) => BoxLengthView::Twenty,
        Some(40 | 45) => BoxLengthView::Forty,
        Some(other) => return Err(bad("length", "20, 40 or 45", &other.to_string())),
        None => return Err(Refusal::field("import.empty_cell", "length", "20, 40 or 45", "nothing")),
    };
    let gross = match (cells.integer("gross_kg")?, cells.yes("verified")?) {
        (None, _) => GrossView::Unknown {},
        (Some(mass_kg), true) => GrossView::Verified { mass_kg },
        (Some(mass_kg), false) => GrossView::Declared { mass_kg },
    };
    let thing = ThingView {
        number: number.to_owned(),
        kind: Some(UnitKindView::Container),
        form: FormView::Box { length },
        fill: Some(cells.word("fill", "laden, empty")?.unwrap_or(FillView::Laden)),
        gross: Some(gross),
        set_point_dc: cells.read("set_point_dc")?,
        power: cells.word("power", "plug, own_set")?.filter(|power| *power != PowerSourceView::Plug),
        dangerous: parts(cells, "dangerous"),
        goods: cells.owned("goods"),
        destination: cells.owned("destination"),
        customer: cells.owned("customer"),
        consignment: None,
        onward: None,
        seals: parts(cells, "seals"),
        papers: None,
        sea: None,
    };
    Ok((small(cells, "slot")?, thing))
}
