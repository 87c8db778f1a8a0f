//! The mass balance as a table: every lot and every cell a row, every way in and out a column; as CSV and as a workbook.

use std::io::{Cursor, Write};

use lb_hub::grain::{Account, Loss};
use lb_network::layout::CellId;
use zip::write::SimpleFileOptions;

use super::Silo;
use crate::journal::Fault;

/// What stands in a field.
enum Field {
    Text(String),
    Kilograms(i64),
}

/// Returns the headings of the table.
fn headings() -> Vec<String> {
    let fixed = ["what", "number", "owner", "commodity", "received_kg", "moved_in_kg", "blended_in_kg"];
    let out = ["issued_kg", "moved_out_kg", "blended_out_kg"];
    let lost = Loss::ALL.into_iter().map(|loss| format!("lost_{}_kg", loss.word()));
    let end = ["inside_kg", "difference_kg"];
    let fixed = fixed.into_iter().chain(out).map(str::to_owned);
    fixed.chain(lost).chain(end.into_iter().map(str::to_owned)).collect()
}

fn rows(silo: &Silo<'_>) -> Vec<Vec<Field>> {
    let grain = silo.grain();
    let lots = grain.lots().into_iter().map(|lot| {
        let declaration = &lot.declaration;
        let named =
            ["lot", &declaration.number, declaration.owner.as_str(), &declaration.commodity.to_string()]
                .map(str::to_owned);
        row(named, &lot.account, grain.inside(declaration.id).as_kg())
    });
    let cells = silo.layout.cells.keys().map(|id: &CellId| {
        let contents = silo.contents(id);
        let named = ["cell", id.as_str(), "", ""].map(str::to_owned);
        row(named, &contents.account, contents.level().as_kg())
    });
    lots.chain(cells).collect()
}

fn row(named: [String; 4], account: &Account, inside: i64) -> Vec<Field> {
    let ways = [
        account.received,
        account.moved_in,
        account.blended_in,
        account.issued,
        account.moved_out,
        account.blended_out,
    ];
    let lost = Loss::ALL.into_iter().map(|loss| account.lost.get(&loss).copied().unwrap_or_default());
    let ways = ways.into_iter().chain(lost).map(|mass| Field::Kilograms(mass.as_kg()));
    let difference = account.inside().as_kg().saturating_sub(inside);
    let end = [Field::Kilograms(inside), Field::Kilograms(difference)];
    named.into_iter().map(Field::Text).chain(ways).chain(end).collect()
}

/// Returns the mass balance as CSV in UTF-8.
///
/// # Errors
/// A fault of the writer.
pub fn balance_csv(silo: &Silo<'_>) -> Result<String, Fault> {
    let fault = |error| Fault::caused("mass balance", error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings()).map_err(fault)?;
    for row in rows(silo) {
        let fields = row.into_iter().map(|field| match field {
            Field::Text(text) => harmless(text),
            Field::Kilograms(kg) => kg.to_string(),
        });
        writer.write_record(fields).map_err(fault)?;
    }
    let bytes = writer.into_inner().map_err(|error| Fault::caused("mass balance", error.into_error()))?;
    String::from_utf8(bytes).map_err(|error| Fault::caused("mass balance", error))
}

/// A text that a spreadsheet would read as a formula is marked as text.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Mass balance" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// Returns the mass balance as a workbook of one sheet, kilograms as numbers.
///
/// Source: ISO/IEC 29500-1 (SpreadsheetML), the parts that a workbook cannot do without.
///
/// # Errors
/// A fault of the writer.
pub fn balance_workbook(silo: &Silo<'_>) -> Result<Vec<u8>, Fault> {
    let mut sheet = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    let head = headings().into_iter().map(Field::Text).collect();
    for row in std::iter::once(head).chain(rows(silo)) {
        sheet.push_str("<row>");
        row.iter().for_each(|field| sheet.push_str(&cell(field)));
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .map_err(|error| Fault::caused("workbook", error))?;
        archive.write_all(text.as_bytes()).map_err(|error| Fault::caused("workbook", error))?;
    }
    let written = archive.finish().map_err(|error| Fault::caused("workbook", error))?;
    Ok(written.into_inner())
}

fn cell(field: &Field) -> String {
    match field {
        Field::Kilograms(kg) => format!("<c><v>{kg}</v></c>"),
        Field::Text(text) => format!(r#"<c t="inlineStr"><is><t>{}</t></is></c>"#, escaped(text)),
    }
}

/// Returns a text as XML holds it; signs that XML does not know are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}
