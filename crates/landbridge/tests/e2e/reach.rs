//! What can be reached from Lianyungang.

use crate::{json, landbridge, list, number};

#[test]
fn two_figures_published_and_with_modelled_services() {
    let (code, answer) = json("reach CNLYG --within 60d");
    assert_eq!(code, 0);
    let (published, modelled) = (&answer["published"], &answer["with_modelled"]);
    assert!(number(published, "ports") >= 20.0, "{published}");
    assert!(number(modelled, "ports") >= 900.0 && number(modelled, "countries") >= 150.0, "{modelled}");
    let ports = list(&answer, "ports");
    let resting = ports.iter().filter(|port| port["rests_on_modelled"] == true).count();
    assert!(resting > 0 && resting < ports.len());
    assert!(ports.windows(2).all(|pair| number(&pair[0], "days") <= number(&pair[1], "days")));
    assert!(ports.iter().all(|port| number(port, "days") <= 60.0));
}

#[test]
fn less_time_reaches_no_more() {
    let ports = |within: &str| list(&json(&format!("reach CNLYG --within {within}")).1, "ports").len();
    assert!(ports("5d") < ports("15d") && ports("15d") < ports("40d"));
}

#[test]
fn geojson_on_request_and_wrong_words_refused() {
    let run = landbridge("reach CNLYG --within 10d --geojson");
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(value["type"], "FeatureCollection");
    assert!(!list(&value, "features").is_empty());
    let run = landbridge("reach CNLYG --within soon");
    assert!(run.code == 2 && run.err.contains("[request.bad_duration]"), "{}", run.err);
    assert_eq!(landbridge("reach ATLANTIS").code, 2);
}
