//! The columns of every kind of file, by their names in four languages.

use std::collections::BTreeMap;

use super::ImportKind;
use crate::refusal::Refusal;

/// A column that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its name in Chinese, Russian, Kazakh.
    pub aliases: [&'static str; 3],
    /// Whether every file needs it.
    pub required: bool,
    /// What stands in it, in the template.
    pub example: &'static str,
}

/// Returns a column.
pub const fn column(
    name: &'static str,
    aliases: [&'static str; 3],
    required: bool,
    example: &'static str,
) -> Column {
    Column { name, aliases, required, example }
}

const HANDLINGS: &[Column] = &[
    column("consignment", ["货物编号", "партия", "жүк партиясы"], false, ""),
    column("reference", ["客户参考号", "ссылка клиента", "клиент сілтемесі"], false, "PO 17"),
    column("booking", ["订舱号", "бронирование", "брондау"], false, ""),
    column("customer", ["客户", "клиент", "клиент"], false, ""),
    column("unit", ["单元号", "единица", "бірлік"], false, "CSQU3054383"),
    column("kind", ["事件", "событие", "оқиға"], true, "arrived"),
    column("place", ["地点", "место", "орын"], true, "KZKOV"),
    column("run", ["班次", "рейс", "рейс"], false, ""),
    column("section", ["区段", "участок", "учаске"], false, ""),
    column("mode", ["运输方式", "вид транспорта", "көлік түрі"], false, "rail"),
    column("hold", ["扣留", "задержание", "ұстау"], false, ""),
    column("happened_at", ["发生时间", "время события", "оқиға уақыты"], true, "2026-12-01 08:00"),
    column("record", ["记录编号", "запись", "жазба"], false, ""),
];

const UNITS: &[Column] = &[
    column("kind", ["种类", "вид", "түрі"], true, "container"),
    column("number", ["号码", "номер", "нөмірі"], true, "CSQU3054383"),
    column("unit_type", ["单元类型", "тип единицы", "бірлік түрі"], false, "40HC"),
];

const ORDERS: &[Column] = &[
    column("reference", ["客户参考号", "ссылка клиента", "клиент сілтемесі"], false, "PO 17"),
    column("customer", ["客户", "клиент", "клиент"], false, ""),
    column("origin", ["起运地", "откуда", "қайдан"], true, "KZKOV"),
    column("destination", ["目的地", "куда", "қайда"], true, "VNSGN"),
    column("ready", ["备妥时间", "готовность", "дайын болуы"], true, "2026-12-01"),
    column("due", ["期望到达", "срок", "мерзімі"], false, "2027-01-31"),
    column("place_order", ["下单", "разместить", "орналастыру"], false, "yes"),
    column("hs", ["hs编码", "код тн вэд", "тн вэд коды"], true, "1001.99"),
    column("description", ["货物描述", "описание", "сипаттама"], true, "Wheat, class 3"),
    column("packaging", ["包装", "упаковка", "орама"], false, "bulk"),
    column("pieces", ["件数", "мест", "орын саны"], false, "0"),
    column("mass_kg", ["重量千克", "масса кг", "салмағы кг"], true, "26000"),
    column("volume_l", ["体积升", "объём л", "көлемі л"], false, ""),
    column("unit_type", ["单元类型", "тип единицы", "бірлік түрі"], false, "40HC"),
    column("unit_count", ["单元数量", "число единиц", "бірлік саны"], false, "1"),
    column("temperature_min_c", ["最低温度", "температура от", "температура бастап"], false, ""),
    column("temperature_max_c", ["最高温度", "температура до", "температура дейін"], false, ""),
    column("un_number", ["联合国编号", "номер оон", "бұұ нөмірі"], false, ""),
    column("dangerous_class", ["危险品类别", "класс опасности", "қауіптілік класы"], false, ""),
    column("packing_group", ["包装类别", "группа упаковки", "орама тобы"], false, ""),
];

/// Returns the columns that a kind of file may have.
#[must_use]
pub const fn columns(kind: ImportKind) -> &'static [Column] {
    match kind {
        ImportKind::Handlings => HANDLINGS,
        ImportKind::Units => UNITS,
        ImportKind::Orders => ORDERS,
    }
}

/// Returns a file of a kind with its header and one row: CSV in UTF-8, with the mark by which spreadsheets know it.
#[must_use]
pub fn template(kind: ImportKind) -> String {
    let quoted = |cell: &str| match cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    };
    let line = |cell: fn(&Column) -> &'static str| {
        let cells: Vec<String> = columns(kind).iter().map(|column| quoted(cell(column))).collect();
        cells.join(",")
    };
    format!("\u{feff}{}\r\n{}\r\n", line(|column| column.name), line(|column| column.example))
}

/// Where the columns of a file stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Places by the columns' names.
    pub places: BTreeMap<&'static str, usize>,
    /// Names of columns that mean nothing here.
    pub unknown: Vec<String>,
}

/// Finds the columns of a kind of file in its header.
///
/// # Errors
/// `import.missing_column` with everything that is missing, `import.column_twice`.
pub fn layout(kind: ImportKind, header: &[String]) -> Result<Layout, Refusal> {
    layout_of(columns(kind), header)
}

/// Finds columns in a header.
///
/// # Errors
/// `import.missing_column` with everything that is missing, `import.column_twice`.
pub fn layout_of(columns: &'static [Column], header: &[String]) -> Result<Layout, Refusal> {
    let mut layout = Layout::default();
    for (place, name) in header.iter().enumerate() {
        if name.trim().is_empty() {
            continue;
        }
        let folded = folded(name);
        let is_meant = |column: &&Column| {
            column.name == folded || column.aliases.iter().any(|alias| self::folded(alias) == folded)
        };
        match columns.iter().find(is_meant) {
            None => layout.unknown.push(name.trim().chars().take(80).collect()),
            Some(column) => {
                if layout.places.insert(column.name, place).is_some() {
                    let expected = format!("the column `{}` once", column.name);
                    return Err(Refusal::field("import.column_twice", column.name, expected, name.trim()));
                }
            }
        }
    }
    let missing = columns.iter().filter(|column| column.required);
    let missing: Vec<&str> =
        missing.map(|column| column.name).filter(|name| !layout.places.contains_key(name)).collect();
    if let Some(first) = missing.first() {
        let expected = format!("the columns {}", missing.join(", "));
        let found = header.join(", ");
        return Err(Refusal::field("import.missing_column", *first, expected, &found));
    }
    Ok(layout)
}

/// Returns a name as it is compared: in small letters, with `_` between words.
fn folded(name: &str) -> String {
    let name = name.trim().trim_end_matches('*').to_lowercase();
    let words: Vec<&str> =
        name.split(|letter: char| letter.is_whitespace() || "_-/,()（）".contains(letter)).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}
