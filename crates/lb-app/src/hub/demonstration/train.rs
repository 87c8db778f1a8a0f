//! A made-up train with what rules are about: reefers with a generator wagon and with a set of their own, goods that stand too near,
//! an index.

use lb_network::layout::WagonType;

use super::things::{Things, train};
use super::{Teller, first};
use crate::hub::requests::{HubAction, ListLine, ThingView, VisitAction};
use crate::hub::views::{BoxLengthView, FillView, PowerSourceView, VisitVehicleView};
use crate::journal::Fault;

/// The train's name, and its index: both made up.
const NAME: &str = "1421 (demo)";
const INDEX: &str = "6700 421 6980";
/// Minutes from now to its arrival.
const ARRIVAL: i64 = 330;

/// What stands on a platform of the train.
#[derive(Clone, Copy)]
enum Load {
    Plain,
    Reefer,
    /// A reefer with a set of its own.
    OwnSet,
    Class(&'static str),
    Generator,
}

/// From the head on. Explosives and flammable liquids stand side by side: that is told.
const LOADS: [Load; 12] = [
    Load::Plain,
    Load::Plain,
    Load::Reefer,
    Load::Reefer,
    Load::Generator,
    Load::OwnSet,
    Load::Class("3"),
    Load::Class("1.1D"),
    Load::Plain,
    Load::Plain,
    Load::Plain,
    Load::Class("9"),
];

impl Teller<'_> {
    /// Announces the train: of the broad gauge where the hub has it.
    pub(super) async fn train_of_rules(&self, things: &mut Things) -> Result<(), Fault> {
        let has = |gauge: &u32| self.layout.tracks.values().any(|track| track.gauges.contains(gauge));
        let Some(gauge) = [1_520, 1_435].into_iter().find(has) else { return Ok(()) };
        let Some(platform) = train(self.app, gauge) else { return Ok(()) };
        let types = self.app.corridor().layouts.wagon_types.values();
        let generator = types.filter(|of| of.gauge == gauge).find(|of| of.power_points > 0);
        let expect = HubAction::Visit(VisitAction::Expect {
            vehicle: VisitVehicleView::Train { gauge_mm: gauge },
            name: NAME.to_owned(),
            operator: None,
            arrival: Some(self.minute(ARRIVAL)),
            departure: Some(self.minute(ARRIVAL + 600)),
        });
        let made = self.does(self.base, -500, vec![expect]).await?;
        let Some(visit) = first(made, "visit") else { return Ok(()) };
        let lines = things.train_of_rules(platform, generator);
        let list = HubAction::Visit(VisitAction::List { visit: visit.clone(), from: 0, lines });
        self.does(self.base, -400, vec![list]).await?;
        let index = HubAction::Visit(VisitAction::Index { visit, index: Some(INDEX.to_owned()) });
        self.does(self.base, -399, vec![index]).await?;
        Ok(())
    }
}

impl Things {
    fn train_of_rules(&mut self, platform: &WagonType, generator: Option<&WagonType>) -> Vec<ListLine> {
        let mut lines = Vec::new();
        for load in LOADS {
            let of = match load {
                Load::Generator => generator.unwrap_or(platform),
                Load::Plain | Load::Reefer | Load::OwnSet | Load::Class(_) => platform,
            };
            let wagon = self.train(of, 1, false);
            let number = wagon.first().map(|line| line.thing.number.clone());
            lines.extend(wagon);
            let thing = self.loaded(load);
            lines.extend(thing.map(|thing| ListLine { thing, wagon: number, slot: Some(1), stow: None }));
        }
        lines
    }

    fn loaded(&mut self, load: Load) -> Option<ThingView> {
        let mut thing = self.a_box(BoxLengthView::Forty, FillView::Laden);
        match load {
            Load::Plain => {}
            Load::Generator => return None,
            Load::Reefer | Load::OwnSet => {
                thing.set_point_dc = Some(-180);
                thing.goods = Some("0204.42".to_owned());
                thing.power = matches!(load, Load::OwnSet).then_some(PowerSourceView::OwnSet);
            }
            Load::Class(class) => {
                thing.dangerous = vec![class.to_owned()];
                thing.goods = None;
            }
        }
        Some(thing)
    }
}
