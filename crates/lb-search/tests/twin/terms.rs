//! What one question finds at every section and place, from the written rules: which rules close what, and what
//! everything costs. Written apart from the product's code; slow and plain on purpose.

use std::collections::{BTreeMap, BTreeSet};

use lb_network::idx::{CrossingIdx, PlaceIdx, RunIdx, SectionIdx, ServiceIdx};
use lb_network::model::{Drayage, Effect, Form, Per, Restriction, Section, Target, Tariff};
use lb_network::opening::local_date;
use lb_network::timetable::Delay;
use lb_network::{Corridor, Timetable};
use lb_search::{Live, Query, Rule, Rules};

/// A hop of a section: the section and the position of the call it leaves.
pub type Hop = (SectionIdx, usize);

/// What a section asks of the load.
pub struct SectionTerms {
    pub closed: Rules,
    pub hop_closed: Vec<Rules>,
    pub fixed_cents: i64,
    pub hop_cents: Vec<i64>,
    pub hop_grams: Vec<i64>,
    /// Successive runs that carry the load.
    pub runs: u32,
    /// Per restriction that may close hops: start, end, and the hops it binds.
    dated: Vec<(Option<i32>, Option<i32>, Vec<usize>)>,
}

/// What a place does with the load.
#[derive(Clone, Copy)]
pub struct PlaceTerms {
    pub handled: bool,
    pub lift_cents: i64,
    pub unload: i32,
    pub load: i32,
    pub customs: i32,
    pub free_days: i32,
    pub storage_cents: i64,
}

pub struct Terms<'a> {
    pub corridor: &'a Corridor,
    pub timetable: &'a Timetable,
    pub query: &'a Query,
    pub lifted: Rules,
    pub sections: Vec<SectionTerms>,
    pub places: Vec<PlaceTerms>,
    pub lift_grams: i64,
    /// Runs that a quota shuts out of a hop.
    shut_out: BTreeMap<RunIdx, Vec<Hop>>,
    /// Runs that are not as planned.
    late: BTreeMap<(SectionIdx, RunIdx), Vec<(i32, i32)>>,
}

/// `value / unit`, half up.
fn rounded(value: i128, unit: i128) -> i64 {
    i64::try_from((2 * value + unit).div_euclid(2 * unit)).unwrap()
}

fn quantity(per: Per, query: &Query) -> i128 {
    i128::from(match per {
        Per::Unit => query.load.units * 1_000,
        Per::Teu => query.load.teu_e3,
        Per::Tonne => query.load.mass_kg,
        Per::LaneMetre => query.load.lane_m_e3,
    })
}

/// Ten-thousandths of USD per thousandth of a quantity, in cents.
fn price_cents(price: i64, per: Per, query: &Query) -> i64 {
    rounded(i128::from(price) * quantity(per, query), 100_000)
}

impl<'a> Terms<'a> {
    pub fn new(corridor: &'a Corridor, timetable: &'a Timetable, query: &'a Query, lifted: Rules) -> Self {
        let hub = if query.load.form == Form::Bulk { "F-HUB-BULK" } else { "F-HUB-BOX" };
        let hub = corridor.factors.iter().find(|f| f.id.as_str() == hub).map_or(0, |f| f.mg_per_t);
        let mut terms = Self {
            corridor,
            timetable,
            query,
            lifted,
            sections: Vec::new(),
            places: Vec::new(),
            lift_grams: rounded(i128::from(hub) * i128::from(query.load.mass_kg), 1_000_000),
            shut_out: BTreeMap::new(),
            late: BTreeMap::new(),
        };
        terms.late = terms.late();
        terms.sections = corridor.sections.iter().map(|section| terms.section(section)).collect();
        for service in &corridor.services {
            let most = service.sections.iter().map(|s| terms.sections[s.at()].runs).max().unwrap_or(1);
            for section in &service.sections {
                terms.sections[section.at()].runs = most;
            }
        }
        terms.places = (0..corridor.places.len()).map(|place| terms.place(PlaceIdx::new(place))).collect();
        for restriction in &terms.restrictions() {
            if let Effect::Quota { per_day } = restriction.effect
                && terms.concerns(restriction)
            {
                terms.quota(restriction, per_day);
            }
        }
        terms
    }

    fn concerns(&self, restriction: &Restriction) -> bool {
        let goods = restriction.hs.is_empty() || restriction.hs.iter().any(|hs| self.query.hs.is_within(hs));
        let form = restriction.forms.is_empty() || restriction.forms.has(self.query.load.form);
        restriction.effect == Effect::Closed || (goods && form)
    }

    fn section(&self, section: &Section) -> SectionTerms {
        let (query, load, corridor) = (self.query, &self.query.load, self.corridor);
        let needed = runs_needed(section, query);
        let tariff = self.tariff(section);
        let mut closed = Rules::NONE;
        let carried = section.forms.has(load.form);
        closed.add_if(!carried, Rule::Form);
        closed.add_if(needed.is_none_or(|runs| runs > i64::from(query.split_runs_max)), Rule::Capacity);
        closed.add_if(load.plugs > 0 && section.capacity.plugs.unwrap_or(0) == 0, Rule::Plugs);
        let parcel = section.parcel_min_t.is_some_and(|tonnes| load.mass_kg < tonnes * 1_000);
        closed.add_if(parcel && !query.share_parcel, Rule::Parcel);
        let refused = query.dangerous.as_ref().is_some_and(|class| !section.dangerous.accepts(class));
        closed.add_if(refused, Rule::Dangerous);
        let modelled =
            corridor.services[section.service.at()].provenance.reliability == lb_base::Reliability::Modelled;
        closed.add_if(query.published_only && modelled, Rule::PublishedOnly);
        closed.add_if(carried && tariff.is_none(), Rule::Tariff);
        let shut = section.crossings.iter().any(|c| !corridor.crossings[c.at()].is_open());
        closed.add_if(shut, Rule::CrossingStatus);
        let metres: Vec<i64> = section.calls.iter().skip(1).map(|call| call.metres).collect();
        let factor = corridor.factors[section.factor.at()].mg_per_tkm;
        let hop_cents = |metres: &i64| {
            tariff.map_or(0, |t| {
                let value = i128::from(t.per_km_e8) * quantity(t.per, query) * i128::from(*metres);
                rounded(value, 1_000_000_000_000)
            })
        };
        SectionTerms {
            closed,
            hop_closed: (0..metres.len()).map(|hop| self.avoided(section, hop)).collect(),
            fixed_cents: tariff.map_or(0, |t| price_cents(t.fixed, t.per, query)),
            hop_cents: metres.iter().map(hop_cents).collect(),
            hop_grams: metres.iter().map(|metres| self.transport_grams(factor, *metres)).collect(),
            runs: match needed {
                Some(runs) if runs <= i64::from(query.split_runs_max) => u32::try_from(runs).unwrap(),
                _ => 1,
            },
            dated: self.dated(section),
        }
    }

    fn dated(&self, section: &Section) -> Vec<(Option<i32>, Option<i32>, Vec<usize>)> {
        let closes = |r: &&Restriction| !matches!(r.effect, Effect::Quota { .. }) && self.concerns(r);
        let all = self.restrictions();
        let found = all.iter().filter(closes);
        let found = found.map(|r| (r.from, r.to, self.bound(r.target, section)));
        found.filter(|(_, _, hops)| !hops.is_empty()).collect()
    }

    pub fn transport_grams(&self, mg_per_tkm: i64, metres: i64) -> i64 {
        let value = i128::from(mg_per_tkm) * i128::from(self.query.load.mass_kg) * i128::from(metres);
        rounded(value, 1_000_000_000)
    }

    /// The tariff in force on the day (UTC) the cargo is ready; one for the form goes before one for any form.
    fn tariff<'s>(&self, section: &'s Section) -> Option<&'s Tariff> {
        let day = local_date(self.query.ready, &lb_base::Zone::UTC);
        let in_force = |t: &&Tariff| {
            t.valid_from.is_none_or(|from| from <= day) && t.valid_to.is_none_or(|to| to >= day)
        };
        let of = |form: Option<Form>| section.tariffs.iter().filter(in_force).find(|t| t.form == form);
        of(Some(self.query.load.form)).or_else(|| of(None))
    }

    fn avoided(&self, section: &Section, hop: usize) -> Rules {
        let query = self.query;
        let mut rules = Rules::NONE;
        for crossing in section.crossings.iter().filter(|c| query.avoid_crossings.contains(c)) {
            let passes = self.passing(section, *crossing).is_none_or(|at| at == hop);
            rules.add_if(passes, Rule::Avoided);
        }
        let country = |p: &PlaceIdx| query.avoid_countries.contains(&self.corridor.places[p.at()].country);
        rules.add_if(chain(section, hop).iter().any(country), Rule::Avoided);
        rules
    }

    /// The hop that passes both sides of a crossing; none where no single hop does.
    pub fn passing(&self, section: &Section, crossing: CrossingIdx) -> Option<usize> {
        let row = &self.corridor.crossings[crossing.at()];
        let sides = [row.from?, row.to?];
        (0..section.calls.len() - 1).find(|hop| sides.iter().all(|side| chain(section, *hop).contains(side)))
    }

    fn place(&self, place: PlaceIdx) -> PlaceTerms {
        let (query, form) = (self.query, self.query.load.form);
        let nothing = PlaceTerms {
            handled: self.lifted.has(Rule::Handling),
            lift_cents: 0,
            unload: 0,
            load: 0,
            customs: 0,
            free_days: 0,
            storage_cents: 0,
        };
        let able = |f: &&lb_network::model::Facility| f.place == place && f.handling[form.index()].is_some();
        let Some(facility) = self.corridor.facilities.iter().find(able) else { return nothing };
        let handling = facility.handling[form.index()].as_ref().unwrap();
        // Minutes of the whole quantity at the facility's rate, rounded up.
        let rate = handling.rate_e4.map_or(0, |rate| {
            // Tonnes for bulk, whatever the unit; thousandths of the quantity, ten-thousandths of the rate, 60 minutes.
            let load = &query.load;
            let quantity_e3 = if load.form == Form::Bulk { load.mass_kg } else { load.units * 1_000 };
            let units = i128::from(quantity_e3) * 600;
            i32::try_from(units / i128::from(rate) + i128::from(units % i128::from(rate) != 0)).unwrap()
        });
        let storage = match form {
            Form::Box | Form::Reefer => price_cents(facility.storage_teu_day, Per::Teu, query),
            Form::Bulk | Form::Roro => price_cents(facility.storage_t_day, Per::Tonne, query),
        };
        PlaceTerms {
            handled: true,
            lift_cents: price_cents(handling.price, handling.per, query),
            unload: handling.unload + rate,
            load: handling.load + rate,
            customs: handling.customs,
            free_days: facility.free_days,
            storage_cents: storage,
        }
    }

    pub fn drayage(&self, row: &Drayage) -> Option<(i64, i64)> {
        let query = self.query;
        let form = row.forms.has(query.load.form) || self.lifted.has(Rule::Form);
        let avoided = [row.from, row.to]
            .iter()
            .any(|p| query.avoid_countries.contains(&self.corridor.places[p.at()].country));
        let open = form && (!avoided || self.lifted.has(Rule::Avoided));
        let factor = self.corridor.factors[row.factor.at()].mg_per_tkm;
        open.then(|| (price_cents(row.price, row.per, query), self.transport_grams(factor, row.metres)))
    }

    /// When work can begin at a place.
    pub fn opens(&self, place: PlaceIdx, minute: i32) -> Option<i32> {
        let row = &self.corridor.places[place.at()];
        match self.corridor.facility_for(place, self.query.load.form) {
            Some(facility) => facility.opening.next_open(minute, &row.zone),
            None => Some(minute),
        }
    }

    /// The instants of a run's calls.
    pub fn calls(&self, section: SectionIdx, run: RunIdx) -> &[(i32, i32)] {
        let planned = || self.timetable.calls(self.corridor, section, run);
        self.late.get(&(section, run)).map_or_else(planned, Vec::as_slice)
    }

    /// The instants of the runs that are late: as planned, each later by what the last delay told before it says.
    fn late(&self) -> BTreeMap<(SectionIdx, RunIdx), Vec<(i32, i32)>> {
        let live = self.query.live.as_ref().and_then(|live| live.delayed.as_ref());
        let delays = live.map_or(&[][..], |delayed| delayed.delays());
        let runs: BTreeSet<RunIdx> = delays.iter().map(|delay| delay.run).collect();
        let mut late = BTreeMap::new();
        for run in runs {
            let mut minutes = 0;
            for &section in &self.corridor.services[self.timetable.run(run).service.at()].sections {
                let mut calls = self.timetable.calls(self.corridor, section, run).to_vec();
                for (number, call) in calls.iter_mut().enumerate() {
                    let told = |d: &&Delay| (d.run, d.section, usize::from(d.call)) == (run, section, number);
                    minutes = delays.iter().rfind(told).map_or(minutes, |delay| delay.minutes);
                    let moved = |minute: i32| if minute == i32::MAX { minute } else { minute + minutes };
                    *call = (moved(call.0), moved(call.1));
                }
                late.insert((section, run), calls);
            }
        }
        late
    }

    /// The rules, lifted or not, that close a hop of one run between two instants.
    pub fn closed_by(&self, (section, hop): Hop, run: RunIdx, span: (i32, i32)) -> Rules {
        let terms = &self.sections[section.at()];
        let mut closed = terms.closed.and(terms.hop_closed[hop]);
        for (from, to, hops) in &terms.dated {
            let begun = from.is_none_or(|from| span.1 >= from);
            let ended = to.is_some_and(|to| span.0 >= to);
            closed.add_if(begun && !ended && hops.contains(&hop), Rule::Restriction);
        }
        closed.add_if(self.after_hours((section, hop), run), Rule::CrossingHours);
        closed.add_if(self.is_sold_out((section, hop), run), Rule::SoldOut);
        let is_cancelled = |live: &Live| live.cancelled.contains(&run);
        closed.add_if(self.query.live.as_deref().is_some_and(is_cancelled), Rule::Cancelled);
        let shut = self.shut_out.get(&run).is_some_and(|hops| hops.contains(&(section, hop)));
        closed.add_if(shut, Rule::Quota);
        closed
    }

    /// Every restriction that holds: the corridor's, and those posted since.
    fn restrictions(&self) -> Vec<Restriction> {
        let mut all = self.corridor.restrictions.clone();
        all.extend(self.query.live.iter().flat_map(|live| live.restrictions.clone()));
        all
    }

    /// Whether what others took of a run on a hop leaves less than the part of the load that goes with it.
    fn is_sold_out(&self, (section, hop): Hop, run: RunIdx) -> bool {
        let Some(live) = &self.query.live else { return false };
        let key = (section, run, u16::try_from(hop).unwrap());
        let Some(taken) = live.taken.get(&key) else { return false };
        let (load, has) = (&self.query.load, &self.corridor.sections[section.at()].capacity);
        let runs = i64::from(self.sections[section.at()].runs);
        let boxes = matches!(load.form, Form::Box | Form::Reefer);
        let mut all = vec![
            (has.teu.map(|n| n * 1_000), taken.teu_e3, load.teu_e3),
            (has.tonnes.map(|n| n * 1_000), taken.mass_kg, load.mass_kg),
            (has.plugs, taken.plugs, load.plugs),
        ];
        if !boxes || has.teu.is_none() {
            all.push((has.wagons.map(|n| n * 1_000), taken.wagons_e3, load.wagons_e3));
        }
        if load.form == Form::Roro {
            all.push((has.deck_m.map(|n| n * 1_000), taken.lane_m_e3, load.lane_m_e3));
        }
        all.into_iter().any(|(has, taken, load)| {
            let part = load / runs + i64::from(load % runs != 0);
            part > 0 && has.is_some_and(|has| has - taken < part)
        })
    }

    /// Whether a run passes, on this hop, a crossing that is shut at that time of its own clock.
    fn after_hours(&self, (section, hop): Hop, run: RunIdx) -> bool {
        let row = &self.corridor.sections[section.at()];
        let calls = self.calls(section, run);
        let (depart, arrive) = (calls[hop].1, calls[hop + 1].0);
        let (leaves, reaches) = (row.calls[hop].place, row.calls[hop + 1].place);
        row.crossings.iter().filter(|c| self.passing(row, **c) == Some(hop)).any(|crossing| {
            let sides = &self.corridor.crossings[crossing.at()];
            let minutes = match (sides.from, sides.to) {
                (Some(from), _) if from == leaves => depart..=depart,
                (Some(from), _) if from == reaches => arrive..=arrive,
                (_, Some(to)) if to == leaves => depart..=depart,
                (_, Some(to)) if to == reaches => arrive..=arrive,
                _ => depart..=arrive,
            };
            self.keeps_shut(*crossing, minutes)
        })
    }

    /// Whether a crossing is shut at every one of some minutes.
    fn keeps_shut(&self, crossing: CrossingIdx, mut minutes: std::ops::RangeInclusive<i32>) -> bool {
        let row = &self.corridor.crossings[crossing.at()];
        let Some(side) = row.from.or(row.to) else { return false };
        let zone = &self.corridor.places[side.at()].zone;
        minutes.all(|minute| row.opening.next_open(minute, zone) != Some(minute))
    }

    /// The rules that close the connection after a section to the runs from `run` to `last`.
    pub fn connection_closed(&self, section: SectionIdx, run: RunIdx, last: RunIdx) -> Rules {
        let mut rules = Rules::NONE;
        let onward = self.corridor.sections[section.at()].onward.unwrap();
        let connection = &self.corridor.connections[onward.at()];
        let Some(crossing) = connection.crossing else { return rules };
        rules.add_if(!self.corridor.crossings[crossing.at()].is_open(), Rule::CrossingStatus);
        for run in (run.0..=last.0).map(RunIdx) {
            let before = self.calls(section, run).last().unwrap().0;
            let after = self.calls(connection.to, run)[0].1;
            rules.add_if(self.keeps_shut(crossing, before..=after), Rule::CrossingHours);
        }
        rules
    }

    /// Whether the question refuses to have cargo worked at a call.
    pub fn refuses(&self, section: SectionIdx, call: usize) -> bool {
        let call = &self.corridor.sections[section.at()].calls[call];
        let modelled = call.provenance.reliability == lb_base::Reliability::Modelled;
        modelled && self.query.published_only && !self.lifted.has(Rule::PublishedOnly)
    }

    /// The hops of a section that a target binds.
    fn bound(&self, target: Target, row: &Section) -> Vec<usize> {
        let hops = 0..row.calls.len() - 1;
        match target {
            Target::Crossing(crossing) if row.crossings.contains(&crossing) => {
                self.passing(row, crossing).map_or_else(|| hops.collect(), |hop| vec![hop])
            }
            Target::Place(place) => hops.filter(|hop| chain(row, *hop).contains(&place)).collect(),
            Target::Section(only) if self.corridor.sections[only.at()].id == row.id => hops.collect(),
            Target::Service(service) if service == row.service => hops.collect(),
            Target::Crossing(_) | Target::Section(_) | Target::Service(_) => Vec::new(),
        }
    }

    /// The first `per_day` runs of a local day pass, counted at the first hop by which a run passes the target.
    fn quota(&mut self, restriction: &Restriction, per_day: i64) {
        let mut days: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let zone = self.zone(restriction.target);
        for service in (0..self.corridor.services.len()).map(ServiceIdx::new) {
            let mut hops: Vec<Hop> = Vec::new();
            for &section in &self.corridor.services[service.at()].sections {
                let row = &self.corridor.sections[section.at()];
                if row.forms.has(self.query.load.form) {
                    hops.extend(self.bound(restriction.target, row).into_iter().map(|h| (section, h)));
                }
            }
            let Some(&(section, hop)) = hops.first() else { continue };
            for run in self.timetable.runs_of(service) {
                let depart = self.calls(section, run)[hop].1;
                let in_force = restriction.from.is_none_or(|from| depart >= from)
                    && restriction.to.is_none_or(|to| depart < to);
                if in_force {
                    let id = self.corridor.sections[section.at()].id.clone();
                    days.entry(local_date(depart, &zone)).or_default().push((depart, id, run, hops.clone()));
                }
            }
        }
        for (_, mut runs) in days {
            runs.sort();
            for (_, _, run, hops) in runs.into_iter().skip(usize::try_from(per_day).unwrap()) {
                self.shut_out.entry(run).or_default().extend(hops);
            }
        }
    }

    fn zone(&self, target: Target) -> lb_base::Zone {
        let place = match target {
            Target::Crossing(crossing) => self.corridor.crossings[crossing.at()].from,
            Target::Place(place) => Some(place),
            Target::Section(section) => Some(self.corridor.sections[section.at()].calls[0].place),
            Target::Service(_) => None,
        };
        place.map_or(lb_base::Zone::UTC, |place| self.corridor.places[place.at()].zone.clone())
    }
}

/// Every place of a hop: where it leaves, what it passes, where it arrives.
fn chain(section: &Section, hop: usize) -> Vec<PlaceIdx> {
    let (from, to) = (&section.calls[hop], &section.calls[hop + 1]);
    let mut places = vec![from.place, to.place];
    places.extend(&to.via);
    places
}

/// Runs that carry the load, each at most its capacity; none where a run carries nothing of it.
fn runs_needed(section: &Section, query: &Query) -> Option<i64> {
    let (has, load) = (&section.capacity, &query.load);
    let boxes = matches!(load.form, Form::Box | Form::Reefer);
    let mut bounds = vec![(load.teu_e3, has.teu), (load.mass_kg, has.tonnes)];
    // Boxes are held against TEU where the section counts TEU.
    if !boxes || has.teu.is_none() {
        bounds.push((load.wagons_e3, has.wagons));
    }
    if load.form == Form::Roro {
        bounds.push((load.lane_m_e3, has.deck_m));
    }
    // Where there is no plug at all, that is a rule of its own.
    bounds.push((load.plugs * 1_000, has.plugs.filter(|plugs| *plugs > 0)));
    let mut most = 1;
    for (needs_e3, has) in bounds {
        match has {
            Some(0) if needs_e3 > 0 => return None,
            Some(has) if has > 0 => {
                most = most.max(needs_e3 / (has * 1_000) + i64::from(needs_e3 % (has * 1_000) != 0));
            }
            Some(_) | None => {}
        }
    }
    Some(most)
}
