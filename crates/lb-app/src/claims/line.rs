//! Ways over the corridor's links: kilometres, typical days on the line, hours at the borders.

use lb_network::idx::PlaceIdx;
use lb_network::model::Mode;
use lb_network::railway::LinkFilter;

use super::args::Args;
use super::departures;
use super::facts::{Facts, published};
use super::finding::{Days, Finding, Span, Untestable, Verdict, judge_days, judge_size};
use super::words::{Claimed, amount, counted, grouped, km, listed, real};

/// No freight train keeps up more than this, kilometres per hour.
const TRAIN_KM_H_MAX: f64 = 120.0;

/// A way over links.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Metres.
    pub metres: i64,
    /// Days on the line at the links' typical kilometres a day.
    pub days: f64,
    /// Crossings passed and their hours.
    pub borders: Vec<(String, f64)>,
}

impl Line {
    /// Returns the days at all borders.
    pub fn border_days(&self) -> f64 {
        self.borders.iter().map(|border| border.1).sum::<f64>() / 24.0
    }
}

/// Returns the shortest way of one mode through the stops, with its typical days and the borders on it.
pub(super) fn line(facts: &Facts<'_>, mode: Mode, stops: &[PlaceIdx]) -> Result<Line, Untestable> {
    let corridor = facts.corridor;
    let first = stops.first().ok_or_else(|| Untestable::missing("a way without places"))?;
    let filter = LinkFilter { mode, gauge_mm: None, avoid: &[], planned: false };
    let route = corridor.graph.route(&corridor.links, stops, filter).ok_or_else(|| {
        let names: Vec<&str> = stops.iter().map(|stop| facts.name(*stop)).collect();
        Untestable::missing(format!(
            "the links hold no open way by {} over {}",
            mode.word(),
            names.join(", ")
        ))
    })?;
    if route.metres == 0 {
        return Err(Untestable::missing(format!(
            "the way from {0} to {0} has no length",
            facts.name(*first)
        )));
    }
    let mut line = Line { metres: route.metres, days: 0.0, borders: Vec::new() };
    for link in &route.links {
        let link = &corridor.links[link.at()];
        published(|| format!("link {}", link.id), &link.provenance)?;
        let daily = link.daily_km_typ.filter(|km| *km > 0);
        let daily =
            daily.ok_or_else(|| Untestable::missing(format!("link {} has no typical daily km", link.id)))?;
        line.days += real(link.metres) / 1_000.0 / real(daily);
    }
    for pair in route.places.windows(2) {
        let ends = [Some(pair[0]), Some(pair[1])];
        for crossing in corridor.crossings.iter().filter(|c| c.kind.ends_with("_border")) {
            if [crossing.from, crossing.to] == ends || [crossing.to, crossing.from] == ends {
                published(|| format!("crossing {}", crossing.id), &crossing.provenance)?;
                let hours = real(i64::from(crossing.crossing_minutes.unwrap_or(0))) / 60.0;
                line.borders.push((crossing.name.en().to_owned(), hours));
            }
        }
    }
    Ok(line)
}

/// `rail_km`: the sum of the links' kilometres over one or several ways, against claimed kilometres.
pub(super) fn rail_km(facts: &Facts<'_>, args: &Args, claimed: &Claimed<'_>) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    args.text("via")?;
    let mut lengths = Vec::new();
    let mut words = Vec::new();
    for text in args.list("via") {
        let way = facts.way(text)?;
        let line = line(facts, Mode::Rail, &way)?;
        lengths.push(real(line.metres) / 1_000.0);
        let borders: Vec<String> = line.borders.iter().map(|border| border.0.clone()).collect();
        words.push(format!("{} km over {}", km(line.metres), listed(&borders)));
    }
    let computed = Span::of(&lengths).ok_or_else(|| Untestable::problem("a way in `via`", ""))?;
    let (low, high) = (grouped(computed.low, 0), grouped(computed.high, 0));
    let first = facts.way(args.list("via").first().copied().unwrap_or_default())?;
    let (from, to) = (first.first().copied(), first.last().copied());
    let ends: Vec<&str> = [from, to].into_iter().flatten().map(|place| facts.name(place)).collect();
    Ok(Finding {
        computed: Some(if low == high { low } else { format!("{low} to {high}") }),
        verdict: judge_size(claim, computed),
        how: format!("the links from {} add up to {}", ends.join(" to "), listed(&words)),
    })
}

/// `speed`: claimed days over a way, against typical daily kilometres plus border hours.
pub(super) fn speed(facts: &Facts<'_>, args: &Args, claimed: &Claimed<'_>) -> Result<Finding, Untestable> {
    let claim = claimed.number()?.high;
    let line = line(facts, Mode::Rail, &facts.way(args.text("via")?)?)?;
    let kilometres = real(line.metres) / 1_000.0;
    let (needed_a_day, needed_an_hour) = (kilometres / claim, kilometres / claim / 24.0);
    let days = line.days + line.border_days();
    let verdict = if needed_an_hour > TRAIN_KM_H_MAX {
        Verdict::Impossible
    } else {
        judge_days(claim, Days::always(days))
    };
    let borders: Vec<String> =
        line.borders.iter().map(|(name, hours)| format!("{name} {} h", amount(*hours))).collect();
    let mut how = format!(
        "{} km in {} days is {} km a day or {} km/h day and night; at the links' typical daily kilometres the line alone \
         takes {} days and {} ({}) {} days, {} days and {} km/h in all",
        km(line.metres),
        amount(claim),
        grouped(needed_a_day, 0),
        grouped(needed_an_hour, 1),
        grouped(line.days, 1),
        counted(line.borders.len(), "border", "borders"),
        listed(&borders),
        grouped(line.border_days(), 1),
        grouped(days, 1),
        grouped(kilometres / days / 24.0, 1),
    );
    if let Some(chain) = args.get("train") {
        how.push_str(&departures::beside(facts, chain)?);
    }
    Ok(Finding {
        computed: Some(format!(
            "{} ({} km, {} km/h)",
            grouped(days, 1),
            km(line.metres),
            grouped(kilometres / days / 24.0, 1)
        )),
        verdict,
        how,
    })
}
