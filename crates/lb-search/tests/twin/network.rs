//! Random small corridors as CSV rows, each with a question, from a seed.

use lb_network::CorridorFiles;
use lb_network::model::Form;

/// A small deterministic generator: the same seed draws the same network on every machine.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number from 0 to below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap();
        usize::try_from(self.next() % bound).unwrap()
    }

    /// Returns a number between two, both included.
    pub fn between(&mut self, least: i32, most: i32) -> i32 {
        let width = usize::try_from(most - least + 1).unwrap();
        least + i32::try_from(self.below(width)).unwrap()
    }

    /// Returns true so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Returns one of the items.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// One table: file name without ending, header, rows.
#[derive(Clone, Debug)]
pub struct Rows {
    pub table: &'static str,
    pub header: &'static str,
    pub rows: Vec<String>,
}

/// A door or a terminal where cargo starts or ends.
#[derive(Clone, Debug)]
pub struct Door {
    pub place: String,
    pub minutes: i32,
    pub cents: i64,
    pub grams: i64,
}

/// A question in words and numbers: it means the same whatever the order of the rows.
#[derive(Clone, Debug)]
pub struct Question {
    pub origins: Vec<Door>,
    pub destinations: Vec<Door>,
    pub form: Form,
    pub units: i64,
    pub mass_kg: i64,
    pub teu_e3: i64,
    pub wagons_e3: i64,
    pub lane_m_e3: i64,
    pub plugs: i64,
    pub dangerous: Option<&'static str>,
    pub ready: i32,
    pub horizon: i32,
    pub due: Option<i32>,
    pub tolerance: i32,
    pub capital_e4_per_day: i64,
    pub avoid_crossings: Vec<String>,
    pub avoid_countries: Vec<String>,
    pub published_only: bool,
    pub split_runs_max: u32,
    pub share_parcel: bool,
    /// Arrival, cost, CO2e, handlings, rides, reliability.
    pub criteria: [bool; 6],
    pub rides_max: Option<u32>,
    /// Whether anything holds beside the timetable.
    pub live: bool,
    /// Service, and which of its runs.
    pub cancelled: Vec<(String, usize)>,
    /// Section, which of its runs, hop, amount.
    pub taken: Vec<(String, usize, u16, i64)>,
    /// Section, which of its runs, call, minutes.
    pub delayed: Vec<(String, usize, u16, i32)>,
}

/// A random corridor and a question about it.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub tables: Vec<Rows>,
    pub question: Question,
    /// Start of the timetable, minutes since 1970 UTC.
    pub now: i32,
}

impl Drawn {
    /// Returns the same network with every run later by some minutes of local time.
    pub fn shifted(&self, minutes: i32) -> Self {
        let mut shifted = self.clone();
        let patterns = shifted.tables.iter_mut().filter(|table| table.table == "patterns");
        for row in patterns.flat_map(|table| &mut table.rows) {
            let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
            cells[5] = (cells[5].parse::<i32>().unwrap_or(0) + minutes).to_string();
            *row = cells.join(",");
        }
        shifted
    }

    /// Returns whether no clocks are changed in the network's time.
    pub fn keeps_its_clocks(&self) -> bool {
        let start = |(year, month, day)| jiff::civil::date(year, month, day);
        let day = lb_network::opening::local_date(self.now, &lb_base::Zone::UTC);
        STARTS[2..].iter().any(|from| (start(*from).until(day).unwrap().get_days()).abs() < 10)
    }
}

/// A zone and its offset from UTC in minutes in winter: what turns a plan into local clock times.
const ZONES: [(&str, i32); 5] = [
    ("Asia/Shanghai", 480),
    ("Asia/Almaty", 300),
    ("Europe/Berlin", 60),
    ("Europe/Warsaw", 60),
    ("Asia/Kolkata", 330),
];
/// Days near the changes of summer time, and far from them.
const STARTS: [(i16, i8, i8); 4] = [(2026, 3, 24), (2026, 10, 19), (2026, 6, 5), (2026, 11, 20)];
const HOURS: [&str; 7] = [
    "24/7",
    "24/7",
    "Mo-Fr 08:00-17:00",
    "Mo-Sa 06:00-22:00;Su 10:00-12:00",
    "Tu 09:00-10:00;Fr 13:30-15:00",
    "Mo-Su 00:00-24:00",
    "Sa-Su 02:30-03:15;We 00:00-24:00",
];
const COUNTRIES: [&str; 3] = ["CN", "KZ", "DE"];

struct Spot {
    id: String,
    zone: (&'static str, i32),
}

/// What holds beside the timetable, as a question names it.
#[derive(Default)]
struct Holding {
    cancelled: Vec<(String, usize)>,
    taken: Vec<(String, usize, u16, i64)>,
    delayed: Vec<(String, usize, u16, i32)>,
}

struct Line {
    section: String,
    places: Vec<usize>,
}

struct Draw {
    random: Random,
    tables: Vec<Rows>,
    places: Vec<Spot>,
    form: Form,
    first_day: jiff::civil::Date,
    lines: Vec<Line>,
    /// Crossings by section.
    crossings: Vec<(String, String)>,
}

/// The rows of services and what belongs to them.
#[derive(Default)]
struct Timetable {
    services: Vec<String>,
    sections: Vec<String>,
    calls: Vec<String>,
    connections: Vec<String>,
    patterns: Vec<String>,
    exceptions: Vec<String>,
}

/// Where a service has come to while it is drawn.
struct Head {
    place: usize,
    /// Offset of the zone in which its minutes count.
    zone: i32,
    minute: i32,
}

impl Head {
    fn local(&self, places: &[Spot]) -> String {
        let minutes = self.minute - self.zone + places[self.place].zone.1;
        let of_day = minutes.rem_euclid(1_440);
        format!("{},{:02}:{:02}", minutes.div_euclid(1_440), of_day / 60, of_day % 60)
    }
}

/// Draws a network and a question.
pub fn draw(seed: u64) -> Drawn {
    let mut random = Random(seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
    let (year, month, day) = random.pick(&STARTS);
    let form = random.pick(&[Form::Box, Form::Box, Form::Bulk, Form::Reefer, Form::Roro]);
    let mut draw = Draw {
        random,
        tables: Vec::new(),
        places: Vec::new(),
        form,
        first_day: jiff::civil::date(year, month, day),
        lines: Vec::new(),
        crossings: Vec::new(),
    };
    draw.reference();
    draw.places();
    draw.services();
    draw.crossings();
    draw.tariffs();
    draw.restrictions();
    draw.drayages();
    let midnight = draw.first_day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second() / 60;
    let now = i32::try_from(midnight).unwrap();
    let question = draw.question(now);
    Drawn { tables: draw.tables, question, now }
}

impl Drawn {
    /// Returns the tables as files.
    pub fn files(&self) -> CorridorFiles {
        let mut files = CorridorFiles::default();
        for table in &self.tables {
            let text = format!("{}\n{}\n", table.header, table.rows.join("\n"));
            files.insert(format!("{}.csv", table.table), text);
        }
        files
    }

    /// Returns the network with the rows of every table in another order.
    pub fn shuffled(&self, seed: u64) -> Self {
        let mut random = Random(seed);
        let mut other = self.clone();
        for table in &mut other.tables {
            for i in (1..table.rows.len()).rev() {
                table.rows.swap(i, random.below(i + 1));
            }
        }
        other
    }

    /// Returns the whole network and its question as text.
    pub fn text(&self) -> String {
        let table = |t: &Rows| format!("--- {}.csv\n{}\n{}\n", t.table, t.header, t.rows.join("\n"));
        let tables: Vec<String> = self.tables.iter().filter(|t| !t.rows.is_empty()).map(table).collect();
        format!("{}--- question\n{:#?}\n", tables.concat(), self.question)
    }
}

const fn yes(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

impl Draw {
    fn table(&mut self, table: &'static str, header: &'static str, rows: Vec<String>) {
        self.tables.push(Rows { table, header, rows });
    }

    fn hours(&mut self, most: i32) -> String {
        let quarters = self.random.between(0, most * 4);
        format!("{}.{:02}", quarters / 4, quarters % 4 * 25)
    }

    fn day(&mut self, least: i32, most: i32) -> String {
        let days = self.random.between(least, most);
        self.first_day.saturating_add(jiff::Span::new().days(days)).to_string()
    }

    fn reference(&mut self) {
        let holidays =
            (0..3).map(|_| format!("{},{},day off", self.random.pick(&COUNTRIES), self.day(0, 14)));
        let holidays = holidays.collect();
        self.table("holidays", "country,date,name", holidays);
        let mut delays = Vec::new();
        for number in 0..self.random.between(2, 4) {
            let mut minutes = 0;
            let mut row = format!("D{number},late");
            for _ in 0..7 {
                minutes += if self.random.chance(30) { 0 } else { self.random.between(0, 900) };
                row += &format!(",{minutes}");
            }
            delays.push(row + ",modelled,M");
        }
        self.table("delays", "delay_id,name,p10,p50,p80,p90,p95,p99,max,reliability,basis", delays);
        let factor = |id: &str, tkm: i32, lift: i32| format!("{id},f,mode,{tkm}.5,{lift},modelled,M");
        let rows = vec![
            factor("F0", self.random.between(5, 20), 0),
            factor("F1", self.random.between(20, 90), 0),
            factor("F-HUB-BOX", 0, self.random.between(0, 2_000)),
            factor("F-HUB-BULK", 0, self.random.between(0, 900)),
        ];
        self.table("emission_factors", "factor_id,name,kind,g_per_tkm,g_per_t,reliability,basis", rows);
        self.table("currencies", "currency,per_usd", vec!["CNY,7.1".into(), "KZT,520".into()]);
    }

    fn places(&mut self) {
        let zones: Vec<(&'static str, i32)> =
            (0..self.random.between(1, 3)).map(|_| self.random.pick(&ZONES)).collect();
        let countries = self.random.between(1, 3);
        let (mut rows, mut facilities, mut handling) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..self.random.between(4, 7) {
            let id = format!("P{number}");
            let zone = self.random.pick(&zones);
            let country = COUNTRIES[usize::try_from(self.random.between(0, countries - 1)).unwrap()];
            rows.push(format!("{id},Place {number},{country},,0,0,seaport,{},modelled,M", zone.0));
            if self.random.chance(96) {
                self.facility(&id, &mut facilities, &mut handling);
            }
            self.places.push(Spot { id, zone });
        }
        let header = "place_id,name,country,area_id,lat,lon,kind,time_zone,reliability,basis";
        self.table("places", header, rows);
        let header = "facility_id,place_id,name,opening,closed_on_holidays,free_days,storage_per_teu_day,\
                      storage_per_t_day,currency,reliability,basis";
        self.table("facilities", header, facilities);
        let header = "facility_id,form,unload_hours,load_hours,customs_hours,rate_per_hour,price,price_per,\
                      currency,reliability,basis";
        self.table("handling", header, handling);
    }

    fn facility(&mut self, place: &str, facilities: &mut Vec<String>, handling: &mut Vec<String>) {
        let other = if self.form == Form::Bulk { Form::Box } else { Form::Bulk };
        // Never two that handle one form: which of them counts would hang on the order of the rows.
        let second = self.random.chance(25);
        for (number, form) in [self.form, other].into_iter().take(if second { 2 } else { 1 }).enumerate() {
            let (hours, shut) = (self.random.pick(&HOURS), yes(self.random.chance(30)));
            let (free, currency) = (self.random.between(0, 3), self.random.pick(&["USD", "CNY"]));
            let (teu, tonne) = (self.random.pick(&[0, 0, 5, 60]), self.random.pick(&["0", "0.15", "3.335"]));
            let id = format!("{place}-{number}");
            facilities
                .push(format!("{id},{place},Yard,{hours},{shut},{free},{teu},{tonne},{currency},modelled,M"));
            let (unload, load, customs) = (self.hours(6), self.hours(6), self.hours(20));
            let rate = self.random.pick(&["", "", "3.5", "40"]);
            let (price, per) = (self.random.between(0, 60), self.random.pick(&["unit", "teu", "t"]));
            let form = form.word();
            handling.push(format!(
                "{id},{form},{unload},{load},{customs},{rate},{price}.25,{per},{currency},modelled,M"
            ));
        }
    }

    fn services(&mut self) {
        let mut timetable = Timetable::default();
        for number in 0..self.random.between(4, 8) {
            let service = format!("S{number}");
            let trust = self.random.pick(&["modelled", "seen", "seen"]);
            timetable.services.push(format!("{service},Service {number},liner,,{trust},M"));
            self.sections(&service, &mut timetable);
            self.patterns(&service, &mut timetable.patterns, &mut timetable.exceptions);
        }
        self.table("services", "service_id,name,kind,operator,reliability,basis", timetable.services);
        let header = "section_id,service_id,seq,mode,gauge_mm,forms,crossings,capacity_teu,capacity_wagons,\
                      capacity_t,reefer_plugs,deck_m,parcel_min_t,dangerous,factor_id,delay_id,reliability,basis";
        self.table("sections", header, timetable.sections);
        let header = "section_id,seq,place_id,arrive_day,arrive,depart_day,depart,cutoff_hours,board,alight,km,via,\
             reliability,basis";
        self.table("calls", header, timetable.calls);
        let header = "connection_id,service_id,from_section,to_section,kind,crossing_id,hours_min,handlings,\
                      capacity_per_day,risk,reliability,basis";
        self.table("connections", header, timetable.connections);
        let header = "pattern_id,service_id,weekdays,every_days,anchor,shift_minutes,valid_from,valid_to,\
                      reliability,basis";
        self.table("patterns", header, timetable.patterns);
        self.table("exceptions", "pattern_id,date,kind,note", timetable.exceptions);
    }

    fn sections(&mut self, service: &str, timetable: &mut Timetable) {
        let place = self.random.below(self.places.len());
        let count = self.random.pick(&[1, 1, 2, 3]);
        let mut head =
            Head { place, zone: self.places[place].zone.1, minute: self.random.between(600, 1_439) };
        for seq in 1..=count {
            let section = format!("{service}-{seq}");
            let row = self.section(&section, service, seq);
            timetable.sections.push(row);
            let mut places = vec![head.place];
            let calls = if count > 1 { self.random.between(2, 3) } else { self.random.between(2, 4) };
            for call in 1..=calls {
                let row = self.call(&mut head, call, calls);
                timetable.calls.push(format!("{section},{call},{row}"));
                if call > 1 {
                    places.push(head.place);
                }
            }
            self.lines.push(Line { section: section.clone(), places });
            if seq < count {
                head.minute += self.random.between(0, 1_600);
                let next = format!("{service}-{}", seq + 1);
                let (lifts, risk) = (self.random.between(0, 2), self.random.pick(&["0", "0.05", "0.333333"]));
                timetable.connections.push(format!(
                    "{section},{service},{section},{next},gauge_change,,0,{lifts},,{risk},modelled,M"
                ));
            }
        }
    }

    fn call(&mut self, head: &mut Head, call: i32, calls: i32) -> String {
        let (mut arrive, mut depart, mut km) = (",".to_owned(), ",".to_owned(), String::new());
        if call > 1 {
            head.place = self.other_place(head.place);
            head.minute += self.random.between(200, 1_600);
            arrive = head.local(&self.places);
            km = format!("{}.{}", self.random.between(40, 2_000), self.random.between(0, 9));
        }
        if call < calls {
            head.minute += if call > 1 { self.random.between(0, 700) } else { 0 };
            depart = head.local(&self.places);
        }
        let board = call < calls && self.random.chance(85);
        let alight = yes(call > 1 && self.random.chance(88));
        let cutoff = if board { self.hours(20) } else { String::new() };
        let passed = self.other_place(head.place);
        let via = if call > 1 && self.random.chance(25) { self.places[passed].id.as_str() } else { "" };
        let at = &self.places[head.place].id;
        let trust = self.random.pick(&["seen", "seen", "seen", "unverified", "modelled"]);
        format!("{at},{arrive},{depart},{cutoff},{},{alight},{km},{via},{trust},M", yes(board))
    }

    fn other_place(&mut self, place: usize) -> usize {
        (place + 1 + self.random.below(self.places.len() - 1)) % self.places.len()
    }

    fn section(&mut self, id: &str, service: &str, seq: i32) -> String {
        let mut forms = vec![self.random.pick(&["box", "bulk", "roro", "reefer"])];
        if self.random.chance(97) {
            forms.push(self.form.word());
        }
        let some = |random: &mut Random, chance: usize, least: i32, most: i32| {
            if random.chance(chance) { random.between(least, most).to_string() } else { String::new() }
        };
        let small = self.random.chance(15);
        let most = if small { 12 } else { 90 };
        let teu = some(&mut self.random, 60, 4, most);
        let wagons = some(&mut self.random, 30, 4, most);
        let tonnes = some(&mut self.random, 30, 60, most * 40);
        let plugs = if self.form == Form::Reefer || self.random.chance(20) {
            some(&mut self.random, 85, 0, most)
        } else {
            String::new()
        };
        let deck = some(&mut self.random, 40, 60, 600);
        let parcel = some(&mut self.random, 5, 20, 400);
        let dangerous = self.random.pick(&["no", "all", "9", "8;3"]);
        let (factor, delay) = (self.random.between(0, 1), self.random.between(0, 1));
        format!(
            "{id},{service},{seq},sea,,{},,{teu},{wagons},{tonnes},{plugs},{deck},{parcel},{dangerous},\
             F{factor},D{delay},modelled,M",
            forms.join(";")
        )
    }

    fn patterns(&mut self, service: &str, patterns: &mut Vec<String>, exceptions: &mut Vec<String>) {
        for number in 0..self.random.pick(&[1, 1, 1, 2]) {
            let id = format!("{service}-P{number}");
            let days = if self.random.chance(50) {
                let days: String =
                    (1..=7).filter(|_| self.random.chance(35)).map(|day| day.to_string()).collect();
                format!("{},,", if days.is_empty() { "4" } else { &days })
            } else {
                format!(",{},{}", self.random.between(2, 6), self.day(-30, 5))
            };
            // A shift beyond a day makes service dates and departures run in different orders.
            let shift = self.random.pick(&[0, 0, 0, 300, 1_700]);
            let from = if self.random.chance(15) { self.day(0, 8) } else { String::new() };
            let to = if self.random.chance(15) { self.day(5, 16) } else { String::new() };
            patterns.push(format!("{id},{service},{days},{shift},{from},{to},modelled,M"));
            if self.random.chance(30) {
                exceptions.push(format!(
                    "{id},{},{},x",
                    self.day(0, 12),
                    self.random.pick(&["cancelled", "extra"])
                ));
            }
        }
    }

    fn crossings(&mut self) {
        let mut rows = Vec::new();
        for number in 0..self.random.between(0, 3) {
            let id = format!("X{number}");
            let line = self.random.below(self.lines.len());
            let hop = self.random.below(self.lines[line].places.len() - 1);
            let (from, to) = (self.lines[line].places[hop], self.lines[line].places[hop + 1]);
            let (from, to) = (self.places[from].id.clone(), self.places[to].id.clone());
            let (from, to) = match self.random.below(5) {
                0 => (String::new(), String::new()),
                1 => (from, String::new()),
                2 => (to, from),
                _ => (from, to),
            };
            let status = self.random.pick(&[
                "open",
                "open",
                "open",
                "open",
                "restricted",
                "restricted",
                "closed",
                "planned",
            ]);
            let hours = self.random.pick(&[
                "24/7",
                "24/7",
                "Mo-Fr 08:00-17:00",
                "Mo-Su 02:00-19:30",
                "We 00:00-12:00",
            ]);
            rows.push(format!("{id},Crossing {number},port,{from},{to},{status},{hours},modelled,M"));
            self.crossings.push((self.lines[line].section.clone(), id.clone()));
            for _ in 0..self.random.below(3) {
                let more = self.random.below(self.lines.len());
                self.crossings.push((self.lines[more].section.clone(), id.clone()));
            }
        }
        self.table("crossings", "crossing_id,name,kind,from,to,status,opening,reliability,basis", rows);
        let named = self.crossings.clone();
        let linked = !named.is_empty() && self.random.chance(20);
        for table in &mut self.tables {
            for row in &mut table.rows {
                let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
                if table.table == "sections" {
                    let mut ids: Vec<&str> =
                        named.iter().filter(|n| n.0 == cells[0]).map(|n| n.1.as_str()).collect();
                    ids.sort_unstable();
                    ids.dedup();
                    cells[6] = ids.join(";");
                } else if table.table == "connections" && linked {
                    cells[5].clone_from(&named[0].1);
                } else {
                    continue;
                }
                *row = cells.join(",");
            }
        }
    }

    fn tariffs(&mut self) {
        let mut rows = Vec::new();
        let sections: Vec<String> = self.lines.iter().map(|line| line.section.clone()).collect();
        for section in sections {
            for (name, form, chance) in [("any", "", 90), ("own", self.form.word(), 45)] {
                if !self.random.chance(chance) {
                    continue;
                }
                let per = self.random.pick(&["teu", "unit", "t"]);
                let fixed = format!("{}.{:02}", self.random.between(0, 200), self.random.between(0, 99));
                let per_km = format!("0.{:04}", self.random.between(0, 9_999));
                let currency = self.random.pick(&["USD", "USD", "CNY", "KZT"]);
                let from = if self.random.chance(10) { self.day(-5, 5) } else { String::new() };
                let to = if self.random.chance(10) { self.day(-2, 10) } else { String::new() };
                rows.push(format!(
                    "{section}-{name},{section},{form},{per},{fixed},{per_km},{currency},{from},{to},modelled,M"
                ));
            }
        }
        let header =
            "tariff_id,section_id,form,per,fixed,per_km,currency,valid_from,valid_to,reliability,basis";
        self.table("tariffs", header, rows);
    }

    fn restrictions(&mut self) {
        let mut rows = Vec::new();
        for number in 0..self.random.below(4) {
            let line = self.random.below(self.lines.len());
            let section = self.lines[line].section.clone();
            let crossing = self.crossings.get(self.random.below(self.crossings.len())).map(|c| c.1.clone());
            let (target, id) = match (self.random.below(6), crossing) {
                (0..=2, Some(crossing)) => ("crossing", crossing),
                (0..=3, _) => ("section", section),
                (4, _) => ("service", section.split('-').next().unwrap().to_owned()),
                _ => ("place", self.places[self.random.below(self.places.len())].id.clone()),
            };
            let effect = self.random.pick(&["closed", "ban", "quota", "quota"]);
            let per_day =
                if effect == "quota" { self.random.between(0, 2).to_string() } else { String::new() };
            let hs = self.random.pick(&["", "", "10", "02;1001.99", "02"]);
            let forms = self.random.pick(&["", "", "box;bulk", "roro;reefer"]);
            let from = if self.random.chance(60) { self.day(-2, 6) } else { String::new() };
            let to = if self.random.chance(70) { self.day(3, 12) } else { String::new() };
            rows.push(format!(
                "R{number},{target},{id},{effect},{hs},{forms},{per_day},{from},{to},why,modelled,M"
            ));
        }
        let header = "restriction_id,target,target_id,effect,hs,forms,per_day,valid_from,valid_to,reason,\
                      reliability,basis";
        self.table("restrictions", header, rows);
    }

    fn drayages(&mut self) {
        let mut rows = Vec::new();
        for number in 0..self.random.below(5) {
            let from = self.random.below(self.places.len());
            let to = self.other_place(from);
            let (from, to) = (self.places[from].id.clone(), self.places[to].id.clone());
            let (km, hours) = (self.random.between(1, 90), self.hours(12));
            let forms = if self.random.chance(85) { "box;bulk;reefer;roro" } else { "bulk" };
            let (price, per) = (self.random.between(0, 40), self.random.pick(&["unit", "teu", "t"]));
            let both = yes(self.random.chance(60));
            rows.push(format!(
                "R{number},{from},{to},road,{km},{hours},{forms},{price},{per},USD,F1,{both},modelled,M"
            ));
        }
        let header = "drayage_id,from,to,mode,km,hours,forms,price,price_per,currency,factor_id,both_ways,\
                      reliability,basis";
        self.table("drayages", header, rows);
    }

    fn door(&mut self, place: usize) -> Door {
        let place = self.places[place].id.clone();
        if self.random.chance(70) {
            return Door { place, minutes: 0, cents: 0, grams: 0 };
        }
        let most = self.random.pick(&[600, 600, 6_000]);
        let minutes = self.random.between(1, most);
        let (cents, grams) = (self.random.pick(&[0, 0, 7, 900]), self.random.pick(&[0, 0, 11, 9_000]));
        Door { place, minutes, cents: i64::from(minutes) * cents, grams: i64::from(minutes) * grams }
    }

    /// What holds beside the timetable.
    fn holding(&mut self) -> Holding {
        let sections: Vec<String> = self.lines.iter().map(|line| line.section.clone()).collect();
        let mut holding = Holding::default();
        for section in &sections {
            let service = section.split('-').next().unwrap().to_owned();
            for place in 0..40 {
                if self.random.chance(8) {
                    holding.cancelled.push((service.clone(), place));
                }
                if self.random.chance(10) {
                    let call = self.random.pick(&[0, 0, 0, 1, 2]);
                    let minutes = self.random.pick(&[30, 400, 1_500, 6_000, -45]);
                    holding.delayed.push((section.clone(), place, call, minutes));
                }
                if self.random.chance(15) {
                    let hop = self.random.pick(&[0, 1, 2]);
                    holding.taken.push((section.clone(), place, hop, i64::from(self.random.between(0, 90))));
                }
            }
        }
        holding
    }

    fn question(&mut self, now: i32) -> Question {
        let (first, last) = (self.random.below(self.lines.len()), self.random.below(self.lines.len()));
        let start = self.lines[first].places[0];
        let end = *self.lines[last].places.last().unwrap();
        let end = if end == start { self.other_place(start) } else { end };
        let mut origins = vec![self.door(start)];
        let mut destinations = vec![self.door(end)];
        if self.random.chance(25) {
            let place = if self.random.chance(50) { start } else { self.random.below(self.places.len()) };
            origins.push(self.door(place));
        }
        if self.random.chance(25) {
            let place = if self.random.chance(50) { end } else { self.random.below(self.places.len()) };
            destinations.push(self.door(place));
        }
        let units = i64::from(self.random.pick(&[1, 2, 3, 5, 8, 14]));
        let boxes = matches!(self.form, Form::Box | Form::Reefer);
        let ready = now + self.random.between(0, 4 * 1_440);
        let horizon = ready + self.random.between(6 * 1_440, 18 * 1_440);
        let Holding { cancelled, taken, delayed } = self.holding();
        let criteria = match self.random.below(5) {
            0..=2 => [true, true, true, true, false, true],
            _ => std::array::from_fn(|_| self.random.chance(50)),
        };
        Question {
            origins,
            destinations,
            form: self.form,
            units: if self.form == Form::Bulk { units * 20 } else { units },
            mass_kg: units * 20_000 + i64::from(self.random.between(0, 999)),
            teu_e3: if boxes { units * 2_000 } else { 0 },
            wagons_e3: units * 700,
            lane_m_e3: if self.form == Form::Roro { units * 12_200 } else { 0 },
            plugs: if self.form == Form::Reefer { units } else { 0 },
            dangerous: self.random.pick(&[None, None, None, None, None, None, None, Some("9"), Some("3.1")]),
            ready,
            horizon,
            due: self.random.chance(30).then(|| ready + self.random.between(2 * 1_440, 11 * 1_440)),
            tolerance: self.random.pick(&[0, 600, 2_880]),
            capital_e4_per_day: self.random.pick(&[0, 12_345, 9_876_543]),
            avoid_crossings: if self.random.chance(8) {
                self.crossings.iter().take(1).map(|c| c.1.clone()).collect()
            } else {
                Vec::new()
            },
            avoid_countries: if self.random.chance(8) { vec!["DE".to_owned()] } else { Vec::new() },
            published_only: self.random.chance(8),
            split_runs_max: self.random.pick(&[1, 1, 2, 4]),
            share_parcel: self.random.chance(20),
            criteria,
            live: self.random.chance(40),
            cancelled,
            taken,
            delayed,
            rides_max: self.random.pick(&[None, None, None, None, Some(1), Some(2)]),
        }
    }
}
