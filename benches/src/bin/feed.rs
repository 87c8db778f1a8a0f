//! Writes a benchmark network: `cargo run --profile fast -p lb-bench --bin feed -- --size corridor --seed 1 --out DIR`.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use lb_bench::gtfs::gtfs;
use lb_bench::network::{Network, Size};
use lb_bench::queries;
use lb_bench::tables::tables;

/// Writes a benchmark network and its questions (q.csv) into a folder.
#[derive(Debug, Parser)]
#[command(name = "feed")]
struct Arguments {
    /// corridor (400 terminals), country (6,000 stops) or world (5,000 places).
    #[arg(long)]
    size: Size,
    /// Same seed, same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder to write into; made when missing.
    #[arg(long)]
    out: PathBuf,
    /// gtfs (feed.zip) or tables (CSV tables of a corridor); unless given, gtfs, and tables for the world.
    #[arg(long)]
    format: Option<Format>,
}

/// What files to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Gtfs,
    Tables,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(told) => {
            // A closed pipe is no reason to fail: the files are written.
            let _ = writeln!(io::stdout(), "{told}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            let _ = writeln!(io::stderr(), "error: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<String, String> {
    let size = arguments.size;
    let usual = if size == Size::World { Format::Tables } else { Format::Gtfs };
    let format = arguments.format.unwrap_or(usual);
    match (size, format) {
        (Size::World, Format::Gtfs) => {
            return Err("expected --format tables for the world, which has many time zones".to_owned());
        }
        (Size::Country, Format::Tables) => {
            return Err("expected --format gtfs for the country, which is no freight network".to_owned());
        }
        (Size::Corridor | Size::World, Format::Tables) | (Size::Corridor | Size::Country, Format::Gtfs) => {}
    }
    let network = Network::generate(size, arguments.seed);
    let questions = queries::queries(&network);
    let out = &arguments.out;
    fs::create_dir_all(out).map_err(|e| format!("cannot make the folder {}: {e}", out.display()))?;
    write(&out.join("q.csv"), queries::csv(&network, &questions).as_bytes())?;
    match format {
        Format::Gtfs => zip(&network, &out.join("feed.zip"))?,
        Format::Tables => {
            for (name, text) in tables(&network) {
                write(&out.join(name), text.as_bytes())?;
            }
        }
    }
    Ok(format!(
        "{size}, seed {}: {} stops, {} lines, {} trips, {} connections and {} calls on {} days, {} questions, in {}",
        arguments.seed,
        network.stops.len(),
        network.lines.len(),
        network.trip_count(),
        network.connection_count(),
        network.call_count(),
        network.days,
        questions.len(),
        out.display()
    ))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

fn zip(network: &Network, path: &Path) -> Result<(), String> {
    let fault = |e: &dyn std::fmt::Display| format!("cannot write {}: {e}", path.display());
    let file = fs::File::create(path).map_err(|e| fault(&e))?;
    let mut zip = zip::ZipWriter::new(io::BufWriter::new(file));
    // A fixed date: same seed, same bytes.
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in gtfs(network) {
        zip.start_file(name, options).map_err(|e| fault(&e))?;
        zip.write_all(&bytes).map_err(|e| fault(&e))?;
    }
    zip.finish().map_err(|e| fault(&e))?.flush().map_err(|e| fault(&e))
}
