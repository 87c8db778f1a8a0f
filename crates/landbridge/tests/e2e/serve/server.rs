//! The real server, started and stopped; the places it keeps its journal in.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use sqlx::{Connection, Executor};

use crate::folder;

use super::browser::Browser;

/// A place for one test, removed with it.
pub(super) struct Place {
    folder: tempfile::TempDir,
    database: Option<String>,
}

static DATABASES: AtomicUsize = AtomicUsize::new(0);

impl Place {
    pub(super) fn folder() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: None }
    }

    /// A database of its own on the server that `tools/postgres.sh` started.
    pub(super) fn database() -> Self {
        let server = std::env::var("LANDBRIDGE_TEST_POSTGRES").unwrap_or_else(|_| {
            panic!("expected LANDBRIDGE_TEST_POSTGRES: run the tests by tools/postgres.sh cargo test ..")
        });
        let number = DATABASES.fetch_add(1, Ordering::Relaxed);
        let name = format!("lb_e2e_{}_{number}", std::process::id());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
            let text = format!("CREATE DATABASE {name} TEMPLATE template0");
            admin.execute(sqlx::AssertSqlSafe(text)).await.unwrap();
        });
        let address = server.replacen("/postgres?", &format!("/{name}?"), 1);
        Self { folder: tempfile::tempdir().unwrap(), database: Some(address) }
    }

    fn arguments(&self) -> Vec<String> {
        match &self.database {
            None => vec!["--data".to_owned(), self.folder.path().display().to_string()],
            Some(address) => vec!["--database".to_owned(), address.clone()],
        }
    }

    /// Runs a command on the journal and returns its exit code and what it printed.
    pub(super) fn journal(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_landbridge"))
            .arg("journal")
            .args(arguments)
            .args(self.arguments())
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }

    /// Checks the whole chain by the program's own command.
    pub(super) fn verify(&self) {
        let output = Command::new(env!("CARGO_BIN_EXE_landbridge"))
            .args(["journal", "verify"])
            .args(self.arguments())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A running server; killed when it is dropped.
pub(super) struct Server {
    child: Child,
    address: String,
    printed: Arc<Mutex<Vec<String>>>,
    answered: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a server that signs everybody in.
    pub(super) fn start(place: &Place) -> Self {
        Self::start_with(place, &["--demo"])
    }

    pub(super) fn start_with(place: &Place, arguments: &[&str]) -> Self {
        Self::start_on(place, "corridors/tiny", arguments)
    }

    /// Starts a server of a corridor of this repository.
    pub(super) fn start_on(place: &Place, corridor: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_landbridge"))
            .args(["--corridor", &folder(corridor), "serve", "--addr", "127.0.0.1:0"])
            .args(place.arguments())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = Vec::new();
        let address = loop {
            let Some(Ok(line)) = lines.next() else {
                let mut error = String::new();
                std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut error).unwrap();
                panic!("the server did not start: {printed:?} {error}");
            };
            let found = line
                .split_once("open at http://")
                .map(|(_, rest)| rest.split('/').next().unwrap().to_owned());
            printed.push(line);
            if let Some(address) = found {
                break address;
            }
        };
        let printed = Arc::new(Mutex::new(printed));
        thread::spawn(move || lines.for_each(drop));
        Self { child, address, printed, answered: Arc::default() }
    }

    /// Somebody who is not signed in.
    pub(super) fn stranger(&self) -> Browser {
        Browser::new(&self.address, Arc::clone(&self.answered))
    }

    /// Somebody of a demonstration organisation.
    pub(super) fn browser(&self, organisation: &str) -> Browser {
        let mut browser = self.stranger();
        browser.sign_in(organisation);
        browser
    }

    /// What the server printed before it listened.
    pub(super) fn printed(&self) -> Vec<String> {
        self.printed.lock().unwrap().clone()
    }

    /// Whether so many requests were answered.
    pub(super) fn has_answered(&self, count: usize) -> bool {
        self.answered.load(Ordering::Relaxed) >= count
    }

    /// Ends the server as a power cut would.
    pub(super) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
