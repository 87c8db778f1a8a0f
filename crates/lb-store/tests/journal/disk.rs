//! A disk that loses power, runs full or fails, under a child process: `disk.c`, built by the C compiler that SQLite needs too.

use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::sync::OnceLock;

use lb_store::Place;
use sqlx::{AssertSqlSafe, Connection, Executor};

/// How a child ends whose disk lost power.
pub(crate) const POWER_CUT: i32 = 99;
/// How a child ends that did with files what `disk.c` does not model.
pub(crate) const UNSUPPORTED: i32 = 98;

/// What goes wrong with a disk. Numbers count calls from 1; 0 is never.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Disk {
    /// What is drawn.
    pub(crate) seed: u64,
    /// The changing call at which power fails.
    pub(crate) cut_at: u64,
    /// The first write that finds no room, and how many do not.
    pub(crate) full: (u64, u64),
    /// The read that fails.
    pub(crate) read_fails_at: u64,
    /// The synchronisation that fails.
    pub(crate) sync_fails_at: u64,
    /// Synchronising does nothing and says that it did.
    pub(crate) lies: bool,
}

impl Disk {
    /// Returns the environment of a process whose files in a folder are on this disk.
    pub(crate) fn environment(self, folder: &Path) -> Vec<(&'static str, String)> {
        vec![
            ("LD_PRELOAD", library().display().to_string()),
            ("LANDBRIDGE_DISK_FOLDER", folder.display().to_string()),
            ("LANDBRIDGE_DISK_SEED", self.seed.to_string()),
            ("LANDBRIDGE_DISK_CUT_AT", self.cut_at.to_string()),
            ("LANDBRIDGE_DISK_FULL_AT", self.full.0.to_string()),
            ("LANDBRIDGE_DISK_FULL_FOR", self.full.1.to_string()),
            ("LANDBRIDGE_DISK_READ_FAILS_AT", self.read_fails_at.to_string()),
            ("LANDBRIDGE_DISK_SYNC_FAILS_AT", self.sync_fails_at.to_string()),
            ("LANDBRIDGE_DISK_LIES", u8::from(self.lies).to_string()),
        ]
    }
}

/// Builds the library, once.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("libdisk-{}.so", std::process::id()));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journal/disk.c");
        let built = Process::new("cc")
            .args(["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread", "-o"])
            .args([&file, &source])
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        // Under one name for all runs; whoever builds at the same time builds the same.
        let named = file.with_file_name("libdisk.so");
        std::fs::rename(&file, &named).unwrap();
        named
    })
}

/// Copies the log into the database, as SQLite does by itself when the log is long; each time in another way.
pub(crate) async fn tidy(place: &Place, time: u64) {
    let way = ["PASSIVE", "FULL", "RESTART", "TRUNCATE"][usize::try_from(time).unwrap() % 4];
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(place.to_string());
    // A disk that fails may fail here: then the log stays as it is.
    let Ok(mut connection) = sqlx::SqliteConnection::connect_with(&options).await else { return };
    let _ = connection.execute(AssertSqlSafe(format!("PRAGMA wal_checkpoint({way})"))).await;
    let _ = connection.close().await;
}
