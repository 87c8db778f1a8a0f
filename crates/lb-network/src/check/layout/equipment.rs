//! Equipment: each piece reaches something that it can work at, and nothing else.

use super::Row;
use crate::layout::{Equipment, EquipmentKind, Layout};
use crate::problem::Problem;

/// What equipment can reach: the columns of `equipment.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Tracks,
    Blocks,
    Berths,
    Warehouses,
}

impl Reach {
    const ALL: [Self; 4] = [Self::Tracks, Self::Blocks, Self::Berths, Self::Warehouses];

    const fn column(self) -> &'static str {
        match self {
            Self::Tracks => "tracks",
            Self::Blocks => "blocks",
            Self::Berths => "berths",
            Self::Warehouses => "warehouses",
        }
    }

    fn count(self, equipment: &Equipment) -> usize {
        match self {
            Self::Tracks => equipment.tracks.len(),
            Self::Blocks => equipment.blocks.len(),
            Self::Berths => equipment.berths.len(),
            Self::Warehouses => equipment.warehouses.len(),
        }
    }
}

/// What a kind works at, of which it reaches at least one, and what it may reach besides.
const fn works_at(kind: EquipmentKind) -> (&'static [Reach], &'static [Reach]) {
    match kind {
        EquipmentKind::RailGantry => (&[Reach::Tracks, Reach::Blocks], &[]),
        EquipmentKind::YardGantry => (&[Reach::Blocks], &[Reach::Tracks]),
        EquipmentKind::QuayCrane => (&[Reach::Berths], &[Reach::Tracks]),
        EquipmentKind::ReachStacker => (&[Reach::Tracks, Reach::Blocks], &[Reach::Warehouses]),
        EquipmentKind::EmptyHandler => (&[Reach::Blocks], &[Reach::Warehouses]),
        EquipmentKind::GrainLoader => (&[Reach::Tracks, Reach::Berths], &[]),
        EquipmentKind::Forklift => (&[Reach::Warehouses], &[Reach::Tracks]),
    }
}

pub(super) fn check(hub: &Layout, problems: &mut Vec<Problem>) {
    for equipment in hub.equipment.values() {
        let mut row = Row { file: "equipment.csv", line: equipment.line, problems: &mut *problems };
        row.tonnes("lift_t", equipment.lift, (1, 100));
        row.count("moves_per_hour", equipment.moves_per_hour, (1, 60));
        reach(equipment, &mut row);
        if equipment.kind == EquipmentKind::GrainLoader {
            grain(hub, equipment, &mut row);
        }
    }
}

fn reach(equipment: &Equipment, row: &mut Row<'_>) {
    let word = equipment.kind.word();
    let (needs, besides) = works_at(equipment.kind);
    if !needs.iter().any(|reach| reach.count(equipment) > 0) {
        let columns: Vec<&str> = needs.iter().map(|reach| reach.column()).collect();
        let expected = format!("a {word} that reaches {}", columns.join(" or "));
        row.bad(columns[0], "corridor.equipment_reaches_nothing", expected, "none");
    }
    for reach in Reach::ALL.into_iter().filter(|reach| !needs.contains(reach) && !besides.contains(reach)) {
        let found = reach.count(equipment);
        if found > 0 {
            let expected = format!("no {} for a {word}", reach.column());
            row.bad(reach.column(), "corridor.equipment_cannot_work", expected, found);
        }
    }
}

/// A grain loader works on tracks where grain can be loaded.
fn grain(hub: &Layout, equipment: &Equipment, row: &mut Row<'_>) {
    let tracks = equipment.tracks.iter().filter_map(|id| hub.tracks.get(id));
    for track in tracks.filter(|track| !track.grain) {
        let expected = "tracks for grain under a grain_loader";
        row.bad("tracks", "corridor.equipment_cannot_work", expected, format!("`{}`", track.id));
    }
}
