//! The race of wheat into Viet Nam.

use crate::{json, landbridge, list, number, text};

#[test]
fn all_four_origins_of_wheat_have_legs_and_an_explanation() {
    let (code, answer) =
        json("race --to VNCLI --cargo 1001.99 --quantity 1200t --from KZKOV,AUKWI,USKAM,RUNVS");
    assert_eq!(code, 0);
    let rows = list(&answer, "rows");
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert!(number(row, "days") > 5.0 && number(row, "cost_per_tonne") > 5.0, "{row}");
        assert!(
            number(row, "days_p10") <= number(row, "days") && number(row, "days") <= number(row, "days_p90")
        );
        assert!(number(row, "days_quay_to_quay") <= number(row, "days"));
        assert!(!list(&row["itinerary"], "legs").is_empty());
        let hours: f64 = row["hours_by_part"].as_object().unwrap().values().filter_map(|h| h.as_f64()).sum();
        assert!((hours / 24.0 - number(row, "days")).abs() < 0.1, "{hours} h are not {} days", row["days"]);
    }
    let best = rows.iter().map(|row| number(row, "days_behind")).fold(f64::INFINITY, f64::min);
    assert!(best >= 0.0, "nobody is ahead of the fastest of all forms");
}

#[test]
fn the_table_names_form_parcel_and_where_the_days_go() {
    let run = landbridge("race --to VNCLI --cargo 1001.99 --quantity 1200t --from KZKOV,AUKWI");
    for word in ["parcel t", "waiting for ship", "sailing", "border", "quay to quay", "KZKOV", "AUKWI"] {
        assert!(run.out.contains(word), "{word}: {}", run.out);
    }
}

#[test]
fn an_unknown_origin_is_refused() {
    let run = landbridge("race --to VNCLI --cargo 1001.99 --quantity 1200t --from KZKOV,NOWHERE");
    assert!(run.code == 2 && run.err.contains("NOWHERE"), "{}", run.err);
    assert_eq!(
        text(&json("race --to VNCLI --cargo 1001.99 --quantity 1200t --from KZKOV").1["rows"][0], "from"),
        "KZKOV"
    );
}
