//! The program under measurement.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    /// Starts it on a folder and waits until it listens.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::start_on(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors/tiny"), folder, arguments)
    }

    /// Starts it on a corridor and a folder, and waits until it listens.
    pub(crate) fn start_on(corridor: &Path, folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_landbridge"))
            .args(["--corridor".as_ref(), corridor.as_os_str()])
            .args(["serve", "--addr", "127.0.0.1:0", "--data"])
            .arg(folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().unwrap_or_else(|| panic!("the server did not start")).unwrap();
            if let Some((_, rest)) = line.split_once("open at http://") {
                break rest.split('/').next().unwrap_or_default().to_owned();
            }
        };
        thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
