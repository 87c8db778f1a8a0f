//! A feed as text: the rows of its files.

use lb_network::gtfs::{Feed, Files};

use crate::random::Random;

/// One file: name, header, rows.
#[derive(Clone, Debug)]
pub struct Table {
    pub file: &'static str,
    pub header: &'static str,
    pub rows: Vec<String>,
}

/// A drawn feed.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    pub tables: Vec<Table>,
}

impl Drawn {
    /// Adds a file, unless it has no rows.
    pub fn add(&mut self, file: &'static str, header: &'static str, rows: Vec<String>) {
        if !rows.is_empty() {
            self.tables.push(Table { file, header, rows });
        }
    }

    /// Returns the feed as a person reads it.
    pub fn text(&self) -> String {
        let file = |t: &Table| format!("# {}\n{}\n{}\n", t.file, t.header, t.rows.join("\n"));
        self.tables.iter().map(file).collect()
    }

    /// Returns the same feed with the rows of every file in another order.
    pub fn shuffled(&self, seed: u64) -> Self {
        let mut random = Random(seed);
        let mut shuffled = self.clone();
        shuffled.tables.iter_mut().for_each(|table| random.shuffle(&mut table.rows));
        shuffled
    }

    /// Reads the feed; every row drawn is a good one.
    pub fn read(&self) -> Feed {
        let mut files = Files::default();
        for table in &self.tables {
            files.insert(table.file, format!("{}\n{}\n", table.header, table.rows.join("\n")));
        }
        let (feed, problems) = Feed::read(&files);
        assert!(problems.is_empty(), "the drawn feed has problems: {problems:#?}\n{}", self.text());
        feed.unwrap()
    }
}

/// Returns seconds as a feed writes them.
pub fn clock(seconds: i32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}
