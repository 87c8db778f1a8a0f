//! The words that the reader takes are those of the data package.

use std::collections::BTreeMap;

use lb_base::Reliability;
use lb_network::model::ENUMERATIONS;
use serde_json::Value;

use crate::files;

/// Table and column: whether every row has a word, and the words.
type Columns = BTreeMap<(String, String), (bool, Vec<String>)>;

/// Columns of the tiny corridor's package that are restricted by `enum`.
fn packaged() -> Columns {
    let package: Value = serde_json::from_str(files().get("datapackage.json").unwrap()).unwrap();
    let mut columns = Columns::new();
    for table in package["resources"].as_array().unwrap() {
        for field in table["schema"]["fields"].as_array().unwrap() {
            let constraints = &field["constraints"];
            let Some(words) = constraints["enum"].as_array() else { continue };
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let required = constraints["required"].as_bool().unwrap_or(false);
            let words = words.iter().map(text).collect();
            columns.insert((text(&table["name"]), text(&field["name"])), (required, words));
        }
    }
    columns
}

#[test]
fn the_reader_and_the_package_know_the_same_words() {
    let (reliability, others): (Columns, Columns) =
        packaged().into_iter().partition(|((_, column), _)| column == "reliability");
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let read: Columns = ENUMERATIONS
        .iter()
        .map(|e| ((e.table.to_owned(), e.column.to_owned()), (e.required, owned(e.words))))
        .collect();
    assert_eq!(others, read);
    let mut known: Vec<String> = Reliability::ALL.iter().map(ToString::to_string).collect();
    known.sort();
    for ((table, _), (_, mut words)) in reliability {
        words.sort();
        assert_eq!(words, known, "{table}");
    }
}
