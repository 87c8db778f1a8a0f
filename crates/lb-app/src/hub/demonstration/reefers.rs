//! Refrigerated boxes of the day: plugged in, read on every round, one too warm, one that nobody has read, one off its plug.

use super::Teller;
use crate::desk::{State, hub_entity};
use crate::hub::requests::{HubAction, ReeferAction, ReeferReadWish};
use crate::hub::views::{ReeferAlarmKindView, ReeferAnswerView, ReeferReadingView};
use crate::journal::Fault;

/// When rounds were made, minutes from now.
const ROUNDS: [i64; 10] = [-2_340, -2_040, -1_760, -1_450, -1_190, -880, -610, -330, -180, -45];
/// Boxes of one command.
const AT_ONCE: usize = 100;

impl Teller<'_> {
    /// Tells the refrigerated boxes that stand in bays with plugs.
    pub(super) async fn reefers(&self) -> Result<(), Fault> {
        let boxes = self.refrigerated().await?;
        for unit in &boxes {
            let plug = ReeferAction::Plug { unit: unit.clone(), at: None };
            self.does(self.base, -2_600, vec![HubAction::Reefer(plug)]).await?;
        }
        for (round, minutes) in ROUNDS.into_iter().enumerate() {
            let read = |(at, unit): (usize, &String)| self.reading((at, unit), (round, minutes));
            let readings: Vec<ReeferReadWish> = boxes.iter().enumerate().filter_map(read).collect();
            for part in readings.chunks(AT_ONCE) {
                let read = ReeferAction::Read { readings: part.to_vec() };
                self.does(self.base, minutes, vec![HubAction::Reefer(read)]).await?;
            }
        }
        if let Some(unit) = boxes.get(2) {
            let off = ReeferAction::Unplug { unit: unit.clone(), at: None };
            self.does(self.base, -240, vec![HubAction::Reefer(off)]).await?;
        }
        let Some(warm) = boxes.first() else { return Ok(()) };
        let answer = ReeferAction::Answer {
            unit: warm.clone(),
            alarm: ReeferAlarmKindView::Temperature,
            began: self.at(ROUNDS[7]).rfc3339(),
            answer: ReeferAnswerView::Acknowledged,
            note: "technician on his way (demo)".to_owned(),
        };
        self.does(self.base, -20, vec![HubAction::Reefer(answer)]).await.map(|_| ())
    }

    /// Returns the refrigerated boxes that stand on the floor, by number.
    async fn refrigerated(&self) -> Result<Vec<String>, Fault> {
        let sight = self.desk.look(&hub_entity(&self.layout.id)?).await?;
        let Some(floor) = sight.state.as_ref().and_then(State::hub) else { return Ok(Vec::new()) };
        let cold = floor.units().filter(|(_, stay)| stay.article.needs_plug());
        let mut numbers: Vec<String> = cold.map(|(_, stay)| stay.article.identity.to_string()).collect();
        numbers.sort();
        Ok(numbers)
    }

    /// Returns what a round read off a box; the second one is not read any more after the fifth round.
    fn reading(
        &self,
        (at, unit): (usize, &String),
        (round, minutes): (usize, i64),
    ) -> Option<ReeferReadWish> {
        if at == 1 && round > 5 {
            return None;
        }
        let drift = i16::try_from((at * 7 + round * 3) % 9).unwrap_or(0);
        let warm = if at == 0 && round >= 7 { 34 + 12 * i16::try_from(round).unwrap_or(0) - 84 } else { 0 };
        let reading = ReeferReadingView {
            at: self.at(minutes).rfc3339(),
            supply_dc: Some(-196 + drift + warm / 2),
            return_dc: Some(-184 + drift + warm),
            ambient_dc: Some(60 + 11 * i16::try_from(round % 5).unwrap_or(0)),
            source: "round (demo)".to_owned(),
        };
        Some(ReeferReadWish { unit: unit.clone(), reading })
    }
}
