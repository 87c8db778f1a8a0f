use std::path::Path;

use lb_network::{Corridor, CorridorFiles};

use super::*;

/// The tariff of a section of the small corridor, after changing its tables.
fn section(id: &str, change: impl Fn(CorridorFiles) -> CorridorFiles) -> Section {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors/tiny");
    let mut files = CorridorFiles::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    let (corridor, _) = Corridor::read(&change(files));
    corridor.sections.into_iter().find(|section| section.id.as_str() == id).unwrap()
}

fn shown(section: &Section, form: Form, at: &str) -> Vec<String> {
    let components = section_components(section, form, at.parse().unwrap());
    let one = |component: &TariffComponent| {
        let Rate { amount, for_quantity_e3 } = component.rate;
        let unit = amount.times_ratio(1_000, for_quantity_e3).unwrap();
        format!("{} {unit} {}", component.charge, component.tariff).replace('\u{2009}', "")
    };
    components.iter().map(one).collect()
}

#[test]
fn a_section_has_a_fixed_part_and_one_part_per_hop() {
    let ferry = section("SV-FER-ICN-1", |files| files);
    assert_eq!(
        shown(&ferry, Form::Box, "2026-12-01T00:00:00Z"),
        [
            "section SV-FER-ICN-1 150.00 USD SV-FER-ICN-1-box",
            "section SV-FER-ICN-1 hop 0 172.50 USD SV-FER-ICN-1-box",
            "section SV-FER-ICN-1 hop 1 172.50 USD SV-FER-ICN-1-box",
        ]
    );
    assert_eq!(shown(&ferry, Form::Bulk, "2026-12-01T00:00:00Z"), Vec::<String>::new());
}

#[test]
fn prices_below_a_cent_are_exact_in_the_quantity() {
    let voyage = section("SV-BLK-VN-1", |files| files);
    let components = section_components(&voyage, Form::Bulk, "2026-12-01T00:00:00Z".parse().unwrap());
    // 0.002 USD a kilometre over 3,565 km is 7.13 USD a tonne; 12,345.678 t.
    let price = |component: &TariffComponent| {
        component.rate.amount.times_ratio(12_345_678, component.rate.for_quantity_e3).unwrap().minor()
    };
    assert_eq!(components.iter().map(price).collect::<Vec<_>>(), [7_407_407, 8_802_468]);
}

#[test]
fn the_tariff_in_force_counts() {
    let row = "SV-BLK-VN-1-bulk,SV-BLK-VN-1,bulk,t,6,0.002,USD,,,modelled,M";
    let changed = |rows: &'static str| {
        let voyage = section("SV-BLK-VN-1", move |files| files.with_replaced("tariffs.csv", row, rows));
        move |at: &str| shown(&voyage, Form::Bulk, at).first().cloned().unwrap_or_default()
    };
    let dated = changed("T1,SV-BLK-VN-1,bulk,t,6,0,USD,2026-01-01,2026-06-30,modelled,M");
    assert_eq!(dated("2025-12-31T23:59:59Z"), "");
    assert_eq!(dated("2026-01-01T00:00:00Z"), "section SV-BLK-VN-1 6.00 USD T1");
    assert_eq!(dated("2026-06-30T23:59:59Z"), "section SV-BLK-VN-1 6.00 USD T1");
    assert_eq!(dated("2026-07-01T00:00:00Z"), "");
    let two = changed(
        "T1,SV-BLK-VN-1,,t,6,0,USD,2026-01-01,,modelled,M\nT2,SV-BLK-VN-1,bulk,t,7,0,USD,2026-02-01,,modelled,M\n\
         T3,SV-BLK-VN-1,bulk,t,8,0,USD,2026-03-01,,modelled,M",
    );
    assert_eq!(two("2026-01-15T00:00:00Z"), "section SV-BLK-VN-1 6.00 USD T1");
    assert_eq!(two("2026-02-15T00:00:00Z"), "section SV-BLK-VN-1 7.00 USD T2");
    assert_eq!(two("2026-03-15T00:00:00Z"), "section SV-BLK-VN-1 8.00 USD T3");
}
