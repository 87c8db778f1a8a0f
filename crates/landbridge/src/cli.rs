//! Arguments.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use lb_app::journal::SiteId;

use crate::commands::journal::{JournalArgs, PlaceArgs};

/// Plans freight over a land-sea corridor: itineraries door to door by sea, rail and road, with days, cost, CO2e and the source of
/// every figure.
#[derive(Debug, Parser)]
#[command(name = "landbridge", version, max_term_width = 110, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 done, 1 nothing found or problems found, 2 unusable arguments or corridor."
)]
pub struct Cli {
    /// Prints JSON instead of a table.
    #[arg(long, global = true)]
    pub json: bool,
    /// The corridor's folder.
    #[arg(
        long,
        global = true,
        default_value = "corridors/eurasia",
        env = "LANDBRIDGE_CORRIDOR",
        value_name = "DIR"
    )]
    pub corridor: PathBuf,
    /// The instant taken as now, RFC 3339; the clock when absent. The timetable covers 24 months from it.
    #[arg(long, global = true, value_name = "TIME")]
    pub now: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Finds every non-dominated itinerary between two places.
    Plan(Box<PlanArgs>),
    /// Compares origins of the same goods over the departures of a year.
    Race(Box<RaceArgs>),
    /// Tells when one arrives from each origin at each destination of a timetable.
    Matrix(Box<MatrixArgs>),
    /// Lists the ports and countries that can be reached from a place.
    Reach(ReachArgs),
    /// Recomputes the corridor's published figures.
    Claims,
    /// Looks into a corridor's tables.
    Corridor {
        /// What to look at.
        #[command(subcommand)]
        command: CorridorCommand,
    },
    /// Checks, shows, exports, rebuilds, backs up and restores a site's journal.
    Journal(Box<JournalArgs>),
    /// Serves the screens and the HTTP API.
    Serve(ServeArgs),
}

/// Questions about the tables.
#[derive(Debug, Subcommand)]
pub enum CorridorCommand {
    /// Prints every problem with file, line, column, expected and found. Exit 0 none, 1 some, 2 unusable.
    Check {
        /// The corridor's folder.
        dir: PathBuf,
    },
    /// Prints what a corridor holds, by table, kind, country and reliability.
    Stats {
        /// The corridor's folder.
        dir: PathBuf,
    },
}

/// The cargo and the wishes.
#[derive(Clone, Debug, Args)]
pub struct CargoArgs {
    /// When the cargo is ready: a date (00:00 local at the origin) or RFC 3339; now when absent.
    #[arg(long, value_name = "TIME")]
    pub depart: Option<String>,
    /// Unit type (20GP, 40HC, 40RF, hopper, bulk, roro) or form (box, reefer, bulk, roro).
    #[arg(long)]
    pub unit: Option<String>,
    /// Temperature to keep, degrees Celsius.
    #[arg(long, allow_negative_numbers = true)]
    pub temperature: Option<f64>,
    /// Dangerous goods: class (9) or UN number (UN3480).
    #[arg(long, value_name = "UN")]
    pub dangerous: Option<String>,
    /// Value of the whole quantity: its capital cost on the way is added.
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub value: Option<String>,
    /// Currency of every amount.
    #[arg(long, default_value = "USD")]
    pub currency: String,
    /// Longest time from ready to arrival; 60d when absent, 120d in a race.
    #[arg(long)]
    pub horizon: Option<String>,
    /// Splits a shipment larger than a run over successive runs.
    #[arg(long)]
    pub split: bool,
    /// Crossings not to use (may be repeated or joined by commas).
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub avoid_crossing: Vec<String>,
    /// Countries not to pass (may be repeated or joined by commas).
    #[arg(long, value_delimiter = ',', value_name = "CC")]
    pub avoid_country: Vec<String>,
    /// Uses published services only.
    #[arg(long)]
    pub published_only: bool,
}

/// A question for itineraries.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  landbridge plan --from KZKOV --to VNCLI --cargo 1001.99 --quantity 1200t --depart 2026-12-01
  landbridge plan --from KRINC --to KZALA --cargo 3304.99 --quantity 2u --unit 40HC --depart 2026-12-01 --json
  landbridge plan --from KZALA --to VNSGN --cargo 0204.42 --quantity 24t --temperature -18 --avoid-country RU

Many questions to one timetable (--timetable), one line of JSON an answer:
  landbridge plan --timetable feed.zip --queries q.csv --criteria arrival,rides
  landbridge plan --timetable feed.zip --queries q.csv --max-rides 3 --window 24h --threads 4 > answers.jsonl
  landbridge plan --timetable corridors/eurasia --queries q.csv --criteria arrival,cost --bound exact

q.csv, with the stops of the feed or the places of the corridor:
  from,to,depart
  CNLYG,KZALA,2026-12-01T00:00:00Z

A line of the answers tells the query's row (from 0), its itineraries or its error, and the microseconds of the search.
The last line of standard error tells the figures of the whole as JSON.")]
pub struct PlanArgs {
    /// Origin: place id, UN/LOCODE or lat,lon.
    #[arg(long, allow_hyphen_values = true, required_unless_present = "timetable")]
    pub from: Option<String>,
    /// Destination: place id, UN/LOCODE or lat,lon.
    #[arg(long, allow_hyphen_values = true, required_unless_present = "timetable")]
    pub to: Option<String>,
    /// HS code of the goods, 2 to 6 digits.
    #[arg(long = "cargo", value_name = "HS", required_unless_present = "timetable")]
    pub goods: Option<String>,
    /// Quantity: 1200t, 800kg, 12u (units).
    #[arg(long, allow_hyphen_values = true, required_unless_present = "timetable")]
    pub quantity: Option<String>,
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub batch: BatchArgs,
    /// Wanted arrival: a date (by its end, local) or RFC 3339.
    #[arg(long, value_name = "TIME")]
    pub arrive_by: Option<String>,
    /// Leaves as late as arrives by --arrive-by; --depart is then the earliest.
    #[arg(long, requires = "arrive_by")]
    pub leave_latest: bool,
    /// How late may still count as on time when no arrival is wanted.
    #[arg(long, default_value = "48h")]
    pub tolerance: String,
    /// The cargo may be ready at any minute of this window; leaving later is then a criterion too.
    #[arg(long)]
    pub window: Option<String>,
    /// Lets the cargo be part of a vessel's larger parcel.
    #[arg(long)]
    pub share_parcel: bool,
    /// Criteria out of arrival, cost, co2e, handlings, reliability and rides; all but rides when absent. Of a GTFS feed:
    /// arrival, rides.
    #[arg(long, value_delimiter = ',')]
    pub criteria: Vec<String>,
    /// Looks for ways by other crossings and other modes too.
    #[arg(long)]
    pub alternatives: bool,
    /// Itineraries to show; 0 = all, as always with --timetable.
    #[arg(long, default_value_t = 12)]
    pub limit: usize,
}

/// How complete an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BoundWord {
    /// Every itinerary that no other matches in all criteria.
    Exact,
    /// For each of those one close to it: within 12 h, and per leg 4 % of cost, 6 % of CO2e and reliability.
    Default,
    /// The same within 6 h, 1 % of cost, 2 % of CO2e and reliability.
    Fine,
}

/// A file of queries to a timetable.
#[derive(Debug, Args)]
pub struct BatchArgs {
    /// A timetable to be asked many queries: a GTFS feed (zip file or folder) or a corridor's folder. A corridor's queries all
    /// carry what --cargo, --quantity, --unit, --temperature, --dangerous and --value say, else 20 t of undeclared goods in one
    /// 20 ft box; its timetable covers 24 months from --now, else from the earliest departure of the queries.
    #[arg(
        long,
        value_name = "FILE",
        requires = "queries",
        conflicts_with_all = ["from", "to", "depart", "arrive_by", "leave_latest", "alternatives", "limit"]
    )]
    pub timetable: Option<PathBuf>,
    /// The queries: CSV with the columns from, to and depart (RFC 3339). arrive_by may stand beside depart, or in its place
    /// for the latest departures.
    #[arg(long, value_name = "FILE", requires = "timetable")]
    pub queries: Option<PathBuf>,
    /// How complete an answer is; exact when absent and at most two criteria are asked, else default. Of a feed always exact.
    #[arg(long, value_name = "WORD", requires = "timetable")]
    pub bound: Option<BoundWord>,
    #[command(flatten)]
    pub work: WorkArgs,
}

/// How many questions are worked off.
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// Most rides of an itinerary. A corridor's matrix knows no limit.
    #[arg(long, value_name = "N", requires = "timetable", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_rides: Option<u32>,
    /// Questions searched at the same time, 1 to 64. The answers are the same whatever the number.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        requires = "timetable",
        value_parser = clap::value_parser!(u16).range(1..=64)
    )]
    pub threads: u16,
    /// Tells the progress on standard error also when that is no terminal.
    #[arg(long, requires = "timetable")]
    pub progress: bool,
    /// Live changes of a GTFS feed: CSV with the columns trip_id, service_date, change, call, seconds. change is cancelled,
    /// delayed (by seconds from its stop number call on, counted from 1; the whole run when empty) or sold_out (nobody boards
    /// at stop number call; at no stop when empty). Of a corridor: run (as answers name it), change, section, call, minutes;
    /// delayed counts minutes from that call of that section on. A bad row is told and left out.
    #[arg(long, value_name = "FILE", requires = "timetable")]
    pub changes: Option<PathBuf>,
}

/// Every origin to every destination.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  landbridge matrix --timetable feed.zip --from A,B,C --to X,Y --depart 2026-12-01T08:00:00Z
  landbridge matrix --timetable feed.zip --from @stops.txt --to all --depart 2026-12-01 --threads 4 --csv > matrix.csv
  landbridge matrix --timetable corridors/eurasia --from CNLYG --to KZALA,DEDUI --depart 2026-12-01

Small answers are a table; large ones, or with --json, one line of JSON an origin:
  {\"from\":\"A\",\"depart\":\"...\",\"to\":[{\"to\":\"X\",\"arrival\":\"...\",\"rides\":2}],\"elapsed_us\":34}
arrival is null where a destination is not reached within the horizon. Ctrl-C ends after a whole row.
The last line of standard error tells the figures of the whole as JSON.
Exit codes: 0 everything reached, 1 something not reached or unknown, 2 unusable arguments or timetable.")]
pub struct MatrixArgs {
    /// A GTFS feed (zip file or folder) or a corridor's folder. In a corridor travel 20 t of undeclared goods in one 20 ft box.
    #[arg(long, value_name = "FILE")]
    pub timetable: PathBuf,
    /// Origins, joined by commas, or @FILE with one a line: stop_ids of a feed, place ids or UN/LOCODEs of a corridor.
    #[arg(long, value_name = "LIST", required = true)]
    pub from: String,
    /// Destinations, likewise; all = every stop or place.
    #[arg(long, value_name = "LIST", required = true)]
    pub to: String,
    /// Earliest departure: a date (00:00 local) or RFC 3339.
    #[arg(long, value_name = "TIME")]
    pub depart: String,
    /// Longest time from departure to arrival; 60d when absent.
    #[arg(long)]
    pub horizon: Option<String>,
    #[command(flatten)]
    pub work: WorkArgs,
    /// Prints CSV: from,to,arrival,rides,error.
    #[arg(long)]
    pub csv: bool,
}

/// A comparison of origins.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  landbridge race --to VNCLI --cargo 1001.99 --quantity 1200t --from KZKOV,AUKWI,USKAM,RUNVS")]
pub struct RaceArgs {
    /// Origins, joined by commas.
    #[arg(long, value_delimiter = ',', required = true)]
    pub from: Vec<String>,
    /// Destination: place id, UN/LOCODE or lat,lon.
    #[arg(long, allow_hyphen_values = true)]
    pub to: String,
    /// HS code of the goods, 2 to 6 digits.
    #[arg(long = "cargo", value_name = "HS")]
    pub goods: String,
    /// Quantity: 1200t, 800kg, 12u (units).
    #[arg(long, allow_hyphen_values = true)]
    pub quantity: String,
    #[command(flatten)]
    pub cargo: CargoArgs,
}

/// A question for what can be reached.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  landbridge reach CNLYG --within 60d
  landbridge reach CNLYG --within 30d --geojson > reach.geojson")]
pub struct ReachArgs {
    /// Origin: place id or UN/LOCODE.
    pub from: String,
    /// Time allowed.
    #[arg(long, default_value = "60d")]
    pub within: String,
    /// Prints GeoJSON points.
    #[arg(long)]
    pub geojson: bool,
    /// Ports to list in the table; 0 = all.
    #[arg(long, default_value_t = 30)]
    pub limit: usize,
}

/// How much the demonstration tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Demo {
    /// A working day.
    Day,
    /// A busy week, and the day after it.
    Week,
}

/// Where to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Address to listen at.
    #[arg(long, default_value = "127.0.0.1:7878", env = "LANDBRIDGE_ADDR")]
    pub addr: SocketAddr,
    #[command(flatten)]
    pub place: PlaceArgs,
    /// The site whose journal it is: the hub, the dry port.
    #[arg(long, default_value = "LYG", env = "LANDBRIDGE_SITE", value_name = "ID")]
    pub site: SiteId,
    /// Allows an address that other machines reach. Put a proxy with TLS in front: passwords travel in the clear without it.
    #[arg(long)]
    pub public: bool,
    /// Signs everybody in to organisations to try the program with. On a loopback address only, and with a journal of its own.
    ///
    /// An empty journal is filled with a working day; `--demo=week` puts a busy week behind it, with some 18,000 boxes standing.
    #[arg(long, conflicts_with = "public", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "day")]
    pub demo: Option<Demo>,
    /// Allows webhooks to private networks and to this machine. Otherwise they reach the public internet only, and this machine
    /// when the server listens on a loopback address itself.
    #[arg(long)]
    pub webhooks_to_private_networks: bool,
    /// Lets people sign in by an OpenID Connect provider too: a TOML file, explained in docs/access.md.
    #[arg(long, env = "LANDBRIDGE_OIDC", value_name = "FILE")]
    pub oidc: Option<PathBuf>,
    /// How much an organisation may send a day in documents and files of imports, in MiB; counted by each server from its start.
    #[arg(long, default_value_t = 2_048, value_name = "MIB", value_parser = clap::value_parser!(u64).range(..=1_048_576))]
    pub documents_mib_a_day: u64,
}
