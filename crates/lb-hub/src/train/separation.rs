//! Dangerous goods within a train: what stands nearer than the railway's rules let it.
//!
//! A distance is told in wagons that stand between. A wagon of fewer than four axles is half a one, as in the rule that two wagons
//! of two axles, or one of four, are enough. Where a rule lets 18 m stand for wagons, metres within loaded wagons are not counted:
//! what is told is never nearer than the rule.
//!
//! Source: RID 7.5.3 and SMGS annex 2, 7.5.3 (protective distance); which rules hold is in `railway_separations.csv`.

use lb_base::UnitId;
use lb_network::layout::{Apart, Counterpart, Railway, Separation};

use super::{Bound, TrainWagon};
use crate::article::Article;

/// The most that is told of one train; whether it may go does not depend on it.
pub const TOLD_MAX: usize = 200;
/// Axles from which a wagon counts as a whole one.
const AXLES_OF_ONE: u8 = 4;

/// Dangerous goods and where in the train they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The wagon.
    pub wagon: UnitId,
    /// The box, or the wagon where the goods are not in one.
    pub unit: UnitId,
    /// Its number.
    pub number: String,
    /// Classes.
    pub classes: Vec<String>,
}

/// To what goods stand too near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearby {
    /// Other goods, further from the head of the train.
    Goods(Standing),
    /// The locomotive.
    Locomotive,
    /// The end of the train.
    Tail,
}

impl Nearby {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Goods(_) => "goods",
            Self::Locomotive => "loco",
            Self::Tail => "tail",
        }
    }
}

/// Goods that stand nearer to something than the railway lets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooClose {
    /// The goods.
    pub one: Standing,
    /// To what they are too near.
    pub other: Nearby,
    /// The strictest rule that is broken.
    pub rule: Apart,
    /// How many wagons stand between.
    pub found: usize,
}

/// Goods of a train with the place of their wagon.
struct Item {
    at: usize,
    standing: Standing,
}

/// Returns goods that stand too near, nearest to the head first, each pair once with the strictest rule that it breaks; at most
/// [`TOLD_MAX`].
///
/// The first wagon is behind the locomotive. Boxes that jobs take away do not count.
///
/// Cost: dangerous goods squared, times the railway's rules.
#[must_use]
pub fn too_close(wagons: &[TrainWagon<'_>], railway: &Railway) -> Vec<TooClose> {
    let rules = railway.separations.as_slice();
    let items = items(wagons);
    // How much of wagons stands before each one, in halves.
    let mut before = vec![0];
    for wagon in wagons {
        let half = if wagon.wagon_type.axles < AXLES_OF_ONE { 1 } else { 2 };
        before.push(before.last().copied().unwrap_or(0) + half);
    }
    let whole = before.last().copied().unwrap_or(0);
    let at = |place: usize| before.get(place).copied().unwrap_or(whole);
    let mut told = Vec::new();
    for (number, one) in items.iter().enumerate() {
        let ends = [(Nearby::Locomotive, at(one.at)), (Nearby::Tail, whole - at(one.at + 1))];
        for (end, halves) in ends {
            told.extend(from_end(rules, &one.standing, end, halves));
        }
        for other in items.iter().skip(number + 1) {
            let halves = (one.at != other.at).then(|| at(other.at).saturating_sub(at(one.at + 1)));
            told.extend(from_goods(rules, &one.standing, &other.standing, halves));
        }
        if told.len() >= TOLD_MAX {
            break;
        }
    }
    told.truncate(TOLD_MAX);
    told
}

/// Returns the dangerous goods of a train from its head on.
fn items(wagons: &[TrainWagon<'_>]) -> Vec<Item> {
    let mut all = Vec::new();
    for (at, wagon) in wagons.iter().enumerate() {
        let boxes = wagon.boxes.iter().filter(|on| on.bound != Bound::Leaves).map(|on| &on.stay.article);
        let articles = std::iter::once(&wagon.stay.article).chain(boxes);
        let dangerous = articles.filter(|article| !article.dangerous.is_empty());
        all.extend(dangerous.map(|article| Item { at, standing: standing(wagon, article) }));
    }
    all
}

fn standing(wagon: &TrainWagon<'_>, article: &Article) -> Standing {
    Standing {
        wagon: wagon.stay.article.id,
        unit: article.id,
        number: article.identity.to_string(),
        classes: article.dangerous.clone(),
    }
}

/// Returns goods that stand too near to an end of the train.
fn from_end(rules: &[Separation], one: &Standing, end: Nearby, halves: usize) -> Option<TooClose> {
    let is_of = |rule: &&Separation| match (&rule.other, &end) {
        (Counterpart::Locomotive, Nearby::Locomotive) | (Counterpart::Tail, Nearby::Tail) => {
            rule.one.covers_any(&one.classes)
        }
        (Counterpart::Goods(_) | Counterpart::Locomotive | Counterpart::Tail, _) => false,
    };
    let rule = strictest(rules.iter().filter(is_of), Some(halves))?;
    Some(TooClose { one: one.clone(), other: end, rule, found: halves / 2 })
}

/// Returns goods that stand too near to others; on one wagon, nothing stands between.
fn from_goods(
    rules: &[Separation],
    one: &Standing,
    other: &Standing,
    halves: Option<usize>,
) -> Option<TooClose> {
    let rule = strictest(rules.iter().filter(|rule| rule.parts(&one.classes, &other.classes)), halves)?;
    let found = halves.unwrap_or(0) / 2;
    Some(TooClose { one: one.clone(), other: Nearby::Goods(other.clone()), rule, found })
}

/// Returns the strictest of the rules that are broken.
fn strictest<'a>(rules: impl Iterator<Item = &'a Separation>, halves: Option<usize>) -> Option<Apart> {
    let is_broken = |rule: &Apart| match rule {
        Apart::NotOnOneWagon => halves.is_none(),
        Apart::WagonsBetween(wanted) => halves.unwrap_or(0) < 2 * usize::from(*wanted),
        Apart::NotInOneTrain => true,
    };
    rules.map(|rule| rule.apart).filter(is_broken).max()
}
