//! Lists of goods that shippers send, as CSV or the first sheet of an XLSX file: read, told row by row, recorded by nobody.

use std::collections::BTreeSet;

use lb_hub::Floor;
use lb_hub::floor::number_key;
use lb_hub::goods::{PackageCode, known_class};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::booking::import::cells::{Cells, bad};
use crate::booking::import::columns::{column, layout_of};
use crate::booking::import::sheet::{open, too_large};
use crate::booking::import::{Column, NAME_LETTERS_MAX, RowProblem};
use crate::hub::requests::GoodsWish;
use crate::hub::views::GoodsCustomsView;
use crate::refusal::Refusal;

/// Bytes of a list at most.
pub const GOODS_BYTES_MAX: usize = 1 << 20;
/// Rows of a list at most: what one stuffing list holds.
pub const GOODS_ROWS_MAX: usize = 5_000;

/// The columns, in the order in which exports have them.
const COLUMNS: &[Column] = &[
    column("number", ["单号", "номер", "нөмір"], true, "R-2026-00017"),
    column("owner", ["货主", "владелец", "иесі"], false, "DEMO-FORWARD"),
    column("consignment", ["订单", "отправка", "жөнелтім"], false, ""),
    column("reference", ["客户参考号", "ссылка", "сілтеме"], false, "PO 17"),
    column("marks", ["唛头", "маркировка", "таңба"], false, "ACME 1-40"),
    column("description", ["品名", "наименование", "атауы"], false, "Green tea"),
    column("hs", ["hs编码", "код тн вэд", "тн вэд коды"], false, "0902.10"),
    column("packaging", ["包装", "упаковка", "қаптама"], false, "CT"),
    column("packages", ["件数", "мест", "орын саны"], true, "40"),
    column("mass_kg", ["毛重千克", "брутто кг", "брутто кг"], true, "800"),
    column("volume_l", ["体积升", "объём л", "көлемі л"], false, "2400"),
    column("dangerous", ["危险品类别", "класс опасности", "қауіптілік класы"], false, ""),
    column("temperature_min_dc", ["最低温度", "температура от", "температура бастап"], false, ""),
    column("temperature_max_dc", ["最高温度", "температура до", "температура дейін"], false, ""),
    column("customs", ["海关状态", "таможенный статус", "кедендік мәртебе"], false, "free"),
    column("seals", ["铅封", "пломбы", "пломбалар"], false, ""),
];

/// A row of a list, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsReadRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The number; empty where none could be read.
    pub number: String,
    /// What is wrong; the row is left out then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<RowProblem>,
}

/// A list as it was read. Nothing is recorded: each of its goods is sent with `goods_declare`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsReading {
    /// The file's name.
    pub file: String,
    /// Every row and what became of it, in the order of the file.
    pub rows: Vec<GoodsReadRow>,
    /// Rows left out.
    pub refused: usize,
    /// Columns that mean nothing here.
    pub unknown_columns: Vec<String>,
    /// Packages of all goods that were read.
    pub packages: i64,
    /// Kilograms of all goods that were read.
    pub mass_kg: i64,
    /// Goods, as `goods_declare` takes them.
    pub goods: Vec<GoodsWish>,
}

/// Reads a list of goods against what is known at a hub.
///
/// `owner` is whose goods they are where the file does not say.
///
/// # Errors
/// A refusal where nothing of the file can be used: it is too large, no table, or lacks a column. A row that is wrong is none.
pub fn read_goods(
    floor: &Floor,
    (file, bytes): (&str, &[u8]),
    (charset, owner): (Option<&str>, Option<&str>),
) -> Result<GoodsReading, Refusal> {
    let name: String = file.trim().chars().filter(|letter| !letter.is_control()).collect();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        let expected = format!("the file's name, at most {NAME_LETTERS_MAX} letters");
        return Err(Refusal::field("request.bad_value", "name", expected, &name));
    }
    if bytes.len() > GOODS_BYTES_MAX {
        return Err(too_large("bytes", GOODS_BYTES_MAX, bytes.len()));
    }
    let sheet = open(bytes, charset)?;
    let layout = layout_of(COLUMNS, &sheet.header)?;
    if sheet.rows.len() > GOODS_ROWS_MAX {
        return Err(lb_hub::Refusal::TooMany { limit: GOODS_ROWS_MAX, found: sheet.rows.len() }.into());
    }
    let mut seen = BTreeSet::new();
    let (mut rows, mut goods) = (Vec::new(), Vec::new());
    for row in &sheet.rows {
        let wish = Cells::new(&layout, row, sheet.epoch)
            .and_then(|cells| wish(&cells, owner))
            .and_then(|wish| check_new(floor, &mut seen, wish));
        let (number, problem) = match wish {
            Ok(wish) => {
                goods.push(wish.clone());
                (wish.number, None)
            }
            Err(refusal) => (String::new(), Some(RowProblem::of(&refusal, &name, row.line))),
        };
        rows.push(GoodsReadRow { line: row.line, number, problem });
    }
    if rows.is_empty() {
        return Err(Refusal::field("import.empty", "file", "a list with goods", "none"));
    }
    let sum = |of: fn(&GoodsWish) -> i64| goods.iter().map(of).fold(0, i64::saturating_add);
    Ok(GoodsReading {
        file: name,
        refused: rows.iter().filter(|row| row.problem.is_some()).count(),
        rows,
        unknown_columns: layout.unknown,
        packages: sum(|wish| wish.packages),
        mass_kg: sum(|wish| wish.mass_kg),
        goods,
    })
}

/// Refuses a number that stands in the list before, or for goods that are known.
fn check_new(floor: &Floor, seen: &mut BTreeSet<String>, wish: GoodsWish) -> Result<GoodsWish, Refusal> {
    if floor.store().numbered(&wish.number).is_some() || !seen.insert(number_key(&wish.number)) {
        return Err(lb_hub::Refusal::GoodsExist { number: wish.number }.into());
    }
    Ok(wish)
}

fn wish(cells: &Cells<'_>, owner: Option<&str>) -> Result<GoodsWish, Refusal> {
    let positive = |name: &'static str| -> Result<i64, Refusal> {
        cells.need(name)?;
        let number = cells.integer(name)?.unwrap_or_default();
        if number >= 1 { Ok(number) } else { Err(bad(name, "1 or more", &number.to_string())) }
    };
    let owner = cells.get("owner").or(owner);
    let missing = || Refusal::field("import.empty_cell", "owner", "a value", "nothing");
    let packaging = cells.read::<PackageCode>("packaging")?.map(|code| code.to_string());
    let dangerous = parts(cells, "dangerous");
    if let Some(class) = dangerous.iter().find(|class| !known_class(class)) {
        return Err(bad("dangerous", "classes of dangerous goods such as 3", class));
    }
    Ok(GoodsWish {
        id: None,
        number: cells.need("number")?.to_owned(),
        owner: owner.ok_or_else(missing)?.to_owned(),
        consignment: cells.read::<lb_base::ConsignmentId>("consignment")?.map(|id| id.to_string()),
        reference: cells.owned("reference").unwrap_or_default(),
        marks: cells.owned("marks").unwrap_or_default(),
        description: cells.owned("description").unwrap_or_default(),
        commodity: cells.read::<lb_base::HsCode>("hs")?.map(|code| code.to_string()),
        packaging,
        packages: positive("packages")?,
        mass_kg: positive("mass_kg")?,
        volume_l: cells.integer("volume_l")?,
        dangerous,
        temperature_dc: range(cells)?,
        customs: cells.word("customs", "bonded, free")?.unwrap_or(GoodsCustomsView::Free),
        seals: parts(cells, "seals"),
    })
}

/// Returns the temperatures that goods bear: both, or none.
fn range(cells: &Cells<'_>) -> Result<Option<[i16; 2]>, Refusal> {
    let read = |name: &'static str| cells.read::<i16>(name);
    match (read("temperature_min_dc")?, read("temperature_max_dc")?) {
        (Some(lowest), Some(highest)) => Ok(Some([lowest, highest])),
        (None, None) => Ok(None),
        (Some(_), None) => Err(bad("temperature_max_dc", "the highest temperature too", "nothing")),
        (None, Some(_)) => Err(bad("temperature_min_dc", "the lowest temperature too", "nothing")),
    }
}

fn parts(cells: &Cells<'_>, name: &str) -> Vec<String> {
    let text = cells.get(name).unwrap_or_default();
    text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
