//! A plan to bytes.

use jiff::civil::DateTime;
use lb_base::decimal::format_scaled;

use super::{Fill, Plan, Stowed, Version, Weight};
use crate::edifact::{Envelope, MessageType, Writer};

/// Writes a plan as an interchange of one message, at a clock time of the sender.
///
/// What is written is read back equal, seals of the 2.2 form left out: it has no place for them.
#[must_use]
pub fn write(plan: &Plan, at: DateTime) -> Vec<u8> {
    let envelope = Envelope {
        syntax: if is_plain(plan) { "UNOA" } else { "UNOY" }.to_owned(),
        sender: plan.sender.clone(),
        recipient: plan.recipient.clone(),
        reference: plan.document.clone(),
    };
    let (release, association) = match plan.version {
        Version::V22 => ("95B", "SMDG22"),
        Version::V31 => ("13B", "SMDG31"),
    };
    let mut writer = Writer::new(&envelope, at);
    writer.begin(&MessageType {
        name: "BAPLIE".to_owned(),
        release: release.to_owned(),
        association: association.to_owned(),
    });
    header(&mut writer, plan, at);
    for stowed in &plan.boxes {
        match plan.version {
            Version::V22 => old(&mut writer, stowed),
            Version::V31 => new(&mut writer, stowed),
        }
    }
    if plan.version == Version::V31 {
        writer.segment("CNT", &[&["8", &plan.boxes.len().to_string()]]);
    }
    writer.end();
    writer.finish()
}

/// Returns whether the letters of `UNOA` do for the texts of people.
fn is_plain(plan: &Plan) -> bool {
    plan.ship.is_ascii() && plan.boxes.iter().all(|stowed| stowed.stow.is_ascii() && stowed.number.is_ascii())
}

fn header(writer: &mut Writer, plan: &Plan, at: DateTime) {
    let (year, month, day) = (at.year(), at.month(), at.day());
    let clock = format!("{:02}{:02}", at.hour(), at.minute());
    match plan.version {
        Version::V22 => {
            let date = format!("{:02}{month:02}{day:02}{clock}", year.rem_euclid(100));
            writer.segment("BGM", &[&[], &[&plan.document], &["9"]]);
            writer.segment("DTM", &[&["137", &date, "201"]]);
            let (carrier, ship) = (
                [plan.carrier.as_str(), "172", "20"],
                [plan.ship_code.as_str(), "103", "", plan.ship.as_str()],
            );
            writer.segment(
                "TDT",
                &[&["20"], &[&plan.voyage], &[], &[], coded(&carrier), &[], &[], coded(&ship)],
            );
        }
        Version::V31 => {
            let date = format!("{year:04}{month:02}{day:02}{clock}");
            writer.segment("BGM", &[&["659"], &[&plan.document], &["9"]]);
            writer.segment("DTM", &[&["137", &date, "203"]]);
            let (carrier, ship) = (
                [plan.carrier.as_str(), "LINES", "306"],
                [plan.ship_code.as_str(), "146", "11", plan.ship.as_str()],
            );
            writer.segment(
                "TDT",
                &[&["20"], &[&plan.voyage], &[], &[], coded(&carrier), &[], &[], coded(&ship)],
            );
        }
    }
    writer.segment("LOC", &[&["5"], coded(&[&plan.from, "139", "6"])]);
    writer.segment("LOC", &[&["61"], coded(&[&plan.next, "139", "6"])]);
}

/// Returns a code with who keeps its list; nothing where there is neither code nor name.
fn coded<'a>(parts: &'a [&'a str]) -> &'a [&'a str] {
    let is_said = parts.first().is_some_and(|code| !code.is_empty())
        || parts.get(3).is_some_and(|name| !name.is_empty());
    if is_said { parts } else { &[] }
}

fn old(writer: &mut Writer, stowed: &Stowed) {
    writer.segment("LOC", &[&["147"], &[&stowed.stow, "", "5"]]);
    if let Some(Weight { mass, is_verified }) = stowed.mass {
        let word = if is_verified { "VGM" } else { "WT" };
        writer.segment("MEA", &[&[word], &[], &["KGM", &mass.as_kg().to_string()]]);
    }
    dimensions(writer, stowed);
    temperature(writer, stowed);
    ports(writer, stowed);
    // The form wants a reference; who has none writes one that says nothing.
    writer.segment("RFF", &[&["BM", "1"]]);
    writer.segment("EQD", &[&["CN"], &[&stowed.number], &[&stowed.size_type], &[], &[], &[fill(stowed)]]);
    carrier_of(writer, "CA", &[&stowed.carrier, "172", "20"]);
    hazards(writer, stowed);
}

fn new(writer: &mut Writer, stowed: &Stowed) {
    writer.segment("LOC", &[&["147"], &[&stowed.stow, "9711", "5"]]);
    let (number, size_type) =
        ([stowed.number.as_str(), "6346", "5"], [stowed.size_type.as_str(), "6346", "5"]);
    writer.segment("EQD", &[&["CN"], coded(&number), coded(&size_type), &[], &[], &[fill(stowed)]]);
    carrier_of(writer, "CF", &[&stowed.carrier, "LINES", "306"]);
    if let Some(Weight { mass, is_verified }) = stowed.mass {
        let word = if is_verified { "VGM" } else { "AET" };
        writer.segment("MEA", &[&["AAE"], &[word], &["KGM", &mass.as_kg().to_string()]]);
    }
    dimensions(writer, stowed);
    for seal in &stowed.seals {
        writer.segment("SEL", &[&[seal]]);
    }
    ports(writer, stowed);
    temperature(writer, stowed);
    hazards(writer, stowed);
}

fn carrier_of(writer: &mut Writer, party: &str, carrier: &[&str]) {
    if !coded(carrier).is_empty() {
        writer.segment("NAD", &[&[party], carrier]);
    }
}

const fn fill(stowed: &Stowed) -> &'static str {
    match stowed.fill {
        Some(Fill::Full) => "5",
        Some(Fill::Empty) => "4",
        None => "",
    }
}

fn ports(writer: &mut Writer, stowed: &Stowed) {
    for (word, port) in [("9", &stowed.loaded_at), ("11", &stowed.discharge_at), ("83", &stowed.delivered_at)]
    {
        if !port.is_empty() {
            writer.segment("LOC", &[&[word], &[port, "139", "6"]]);
        }
    }
}

fn temperature(writer: &mut Writer, stowed: &Stowed) {
    if let Some(tenths) = stowed.set_point {
        writer.segment("TMP", &[&["2"], &[&format_scaled(i64::from(tenths), 1, 1), "CEL"]]);
    }
}

/// Centimetres, each in the place of its measure: length, width, height.
fn dimensions(writer: &mut Writer, stowed: &Stowed) {
    let over = &stowed.over;
    let sides = [
        ("5", over.front, 1),
        ("6", over.back, 1),
        ("7", over.right, 2),
        ("8", over.left, 2),
        ("9", over.height, 3),
    ];
    for (word, length, place) in sides {
        let Some(length) = length else { continue };
        let centimetres = format_scaled(length.as_mm(), 1, 0);
        let mut parts = vec!["CMT"];
        parts.resize(place, "");
        parts.push(&centimetres);
        writer.segment("DIM", &[&[word], &parts]);
    }
}

fn hazards(writer: &mut Writer, stowed: &Stowed) {
    for hazard in &stowed.hazards {
        let number = hazard.number.map(|number| number.as_str().to_owned()).unwrap_or_default();
        writer.segment("DGS", &[&["IMD"], &[&hazard.class], &[&number]]);
    }
}
