//! Ways over the sea lanes of the reference corridor, where its tables are present.

use lb_network::Corridor;
use lb_network::sea::{ARCTIC, SeaRoute};

use crate::folder;

/// Returns the reference corridor, if its lanes are there.
fn eurasia() -> Option<Corridor> {
    folder::path("eurasia").join("lanes.csv").exists().then(|| Corridor::read(&folder::read("eurasia")).0)
}

fn route(corridor: &Corridor, from: &str, to: &str, closed: &[&str]) -> SeaRoute {
    let point = |code: &str| corridor.places[corridor.place(code).unwrap().at()].point;
    corridor.sea.route(point(from), point(to), closed).unwrap()
}

#[test]
fn lianyungang_to_rotterdam() {
    let Some(corridor) = eurasia() else { return };
    let open = route(&corridor, "CNLYG", "NLRTM", &[]);
    assert!((19_500_000..=20_600_000).contains(&open.metres), "{} m", open.metres);
    assert!(open.passages.iter().any(|p| p == "suez"), "{:?}", open.passages);
    let closed = route(&corridor, "CNLYG", "NLRTM", &["suez"]);
    assert!(closed.metres > 24_000_000, "{} m", closed.metres);
    assert!(!closed.passages.iter().any(|p| p == "suez"), "{:?}", closed.passages);
    // Over the Pacific it is about as far as around Africa, where no canal is left to close.
    let cape = route(&corridor, "CNLYG", "NLRTM", &["suez", "panama"]);
    assert!(cape.metres >= closed.metres && cape.metres < 29_000_000, "{} m", cape.metres);
    assert!(cape.passages.iter().any(|p| p == "cape"), "{:?}", cape.passages);
}

#[test]
fn the_way_back_is_as_long() {
    let Some(corridor) = eurasia() else { return };
    let (there, back) = (route(&corridor, "CNLYG", "NLRTM", &[]), route(&corridor, "NLRTM", "CNLYG", &[]));
    assert_eq!(there.metres, back.metres);
    assert!(there.passages.iter().rev().eq(&back.passages), "{:?} {:?}", there.passages, back.passages);
    assert_eq!(there.points.len(), back.points.len());
}

#[test]
fn the_arctic_is_never_used() {
    let Some(corridor) = eurasia() else { return };
    let ports: Vec<_> = corridor.places.iter().filter(|p| p.kind == "seaport").collect();
    assert!(ports.len() > 20, "{} ports", ports.len());
    // From both ends of the Arctic ways to every port, also when the other ways are closed.
    for from in ["NLRTM", "CNLYG"] {
        let from = corridor.places[corridor.place(from).unwrap().at()].point;
        for closed in [&[][..], &["suez", "panama"][..]] {
            for to in ports.iter().step_by(5) {
                let Some(route) = corridor.sea.route(from, to.point, closed) else { continue };
                let arctic = route.passages.iter().find(|p| ARCTIC.contains(&p.as_str()));
                assert_eq!(arctic, None, "to {}", to.id);
            }
        }
    }
}
