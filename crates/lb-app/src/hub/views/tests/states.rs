//! What stands on a floor, as it is shown.

use jiff::{SignedDuration, Timestamp};
use lb_hub::placement::PlacementStage;
use serde_json::json;

use super::draw::Draw;
use crate::hub::views::{HoldView, JobView, PlacementRecordView, PlacementView, VisitView};
use crate::json::decode;

/// A state shown and read by a client is the same view.
#[test]
fn states_are_json() {
    for seed in 0..200 {
        let mut draw = Draw(seed);
        let view = VisitView::from(&draw.visit());
        assert_eq!(decode::<VisitView>(&serde_json::to_value(&view).unwrap()), Ok(view), "seed {seed}");
        let view = PlacementView::at(&draw.placement(), Timestamp::UNIX_EPOCH);
        assert_eq!(decode::<PlacementView>(&serde_json::to_value(&view).unwrap()), Ok(view), "seed {seed}");
        let view = JobView::from(&draw.job());
        assert_eq!(decode::<JobView>(&serde_json::to_value(&view).unwrap()), Ok(view), "seed {seed}");
        let view = HoldView::from(&draw.hold());
        assert_eq!(decode::<HoldView>(&serde_json::to_value(&view).unwrap()), Ok(view), "seed {seed}");
    }
}

#[test]
fn a_placement_expires_while_it_is_offered() {
    let mut placement = Draw(1).placement();
    placement.stage = PlacementStage::Offered;
    let expires = placement.proposal.expires;
    let before = expires.checked_sub(SignedDuration::from_nanos(1)).unwrap();
    assert!(!PlacementView::at(&placement, before).expired);
    assert!(PlacementView::at(&placement, expires).expired);
    placement.stage = PlacementStage::Accepted { at: before };
    assert!(!PlacementView::at(&placement, expires).expired);
}

/// The members stand side by side.
#[test]
fn a_placement_is_one_object() {
    let placement = Draw(2).placement();
    let view = PlacementView::at(&placement, Timestamp::UNIX_EPOCH);
    let mut expected = serde_json::to_value(PlacementRecordView::from(&placement)).unwrap();
    expected["expired"] = json!(view.expired);
    assert_eq!(serde_json::to_value(&view).unwrap(), expected);
}

#[test]
fn a_visit_tells_its_times_apart() {
    let text = json!({
        "id": "01890a5d-ac96-774b-bcce-b302099a8059", "vehicle": {"kind": "train", "gauge_mm": 1435},
        "name": "X9204",
        "arrival": {"planned": "2026-12-01T06:30:00Z", "estimated": {"early": "2026-12-01T05:00:00Z",
            "likely": "2026-12-01T06:00:00Z", "late": "2026-12-01T09:00:00Z"}, "actual": "2026-12-01T06:41:12.5Z"},
        "departure": {}, "stage": "working", "listed": [], "differences": [],
        "consist": ["01890a5d-ac96-774b-bcce-b302099a8058"],
    });
    let mut visit = Draw(3).visit();
    visit.id = "01890a5d-ac96-774b-bcce-b302099a8059".parse().unwrap();
    visit.vehicle = lb_hub::visit::Vehicle::Train { gauge: 1435 };
    "X9204".clone_into(&mut visit.name);
    (visit.operator, visit.index) = (None, None);
    visit.arrival.planned = Some(lb_base::time::Planned("2026-12-01T06:30:00Z".parse().unwrap()));
    visit.arrival.estimated = Some(lb_base::time::Estimated {
        early: "2026-12-01T05:00:00Z".parse().unwrap(),
        likely: "2026-12-01T06:00:00Z".parse().unwrap(),
        late: "2026-12-01T09:00:00Z".parse().unwrap(),
    });
    visit.arrival.actual = Some(lb_base::time::Actual("2026-12-01T06:41:12.5Z".parse().unwrap()));
    visit.departure = lb_hub::visit::Moments::default();
    visit.stage = lb_hub::visit::Stage::Working;
    (visit.listed, visit.differences, visit.mooring) = (Vec::new(), Vec::new(), None);
    visit.consist = vec!["01890a5d-ac96-774b-bcce-b302099a8058".parse().unwrap()];
    assert_eq!(serde_json::to_value(VisitView::from(&visit)).unwrap(), text);
}
