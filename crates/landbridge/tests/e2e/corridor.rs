//! Looking into corridors.

use std::fs;

use crate::{folder, json, landbridge, list};

#[test]
fn both_corridors_have_no_problems() {
    for name in ["corridors/tiny", "corridors/eurasia"] {
        let run = landbridge(&format!("corridor check {}", folder(name)));
        assert_eq!(run.code, 0, "{}", run.out);
    }
}

#[test]
fn problems_name_file_line_column_expected_and_found() {
    let broken = std::env::temp_dir().join(format!("landbridge-broken-{}", std::process::id()));
    fs::create_dir_all(&broken).unwrap();
    for entry in fs::read_dir(folder("corridors/tiny")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, broken.join(path.file_name().unwrap())).unwrap();
    }
    let places =
        fs::read_to_string(broken.join("places.csv")).unwrap().replace("Asia/Almaty", "Asia/Atlantis");
    fs::write(broken.join("places.csv"), places).unwrap();
    let (code, answer) = json(&format!("corridor check {}", broken.display()));
    assert_eq!(code, 1);
    let zone = list(&answer, "problems").iter().find(|p| p["column"] == "time_zone").unwrap();
    assert_eq!(zone["file"], "places.csv");
    assert!(zone["line"].as_u64().unwrap() > 1 && zone["found"] == "`Asia/Atlantis`", "{zone}");
    fs::remove_dir_all(&broken).unwrap();
}

#[test]
fn what_is_no_corridor_is_unusable() {
    assert_eq!(landbridge("corridor check /nonexistent").code, 2);
    let empty = std::env::temp_dir().join(format!("landbridge-empty-{}", std::process::id()));
    fs::create_dir_all(&empty).unwrap();
    assert_eq!(landbridge(&format!("corridor check {}", empty.display())).code, 2);
    fs::remove_dir_all(&empty).unwrap();
}

#[test]
fn stats_count_by_kind_country_and_reliability() {
    let (code, answer) = json(&format!("corridor stats {}", folder("corridors/eurasia")));
    assert_eq!(code, 0);
    assert!(answer["places_by_kind"]["seaport"].as_u64().unwrap() > 1_000);
    assert!(answer["places_by_country"].as_object().unwrap().len() > 150);
    assert!(answer["services_by_reliability"]["modelled"].as_u64().unwrap() > 100);
}
