//! A connection that runs statements of the registry.

use std::collections::BTreeMap;

use sqlx::SqlStr;

use crate::engine::{Arg, Connection, Engine, Row};
use crate::statements::{COMMIT, GROUPS, ROLLBACK, Statement, begin_read, begin_write};

/// A connection and the texts of the statements that it has run.
#[derive(Debug)]
pub(crate) struct Session {
    connection: Connection,
    texts: BTreeMap<(&'static str, usize), SqlStr>,
}

impl Session {
    pub(crate) const fn new(connection: Connection) -> Self {
        Self { connection, texts: BTreeMap::new() }
    }

    pub(crate) const fn engine(&self) -> Engine {
        self.connection.engine()
    }

    fn sql(&mut self, statement: &Statement, rows: usize) -> SqlStr {
        let engine = self.connection.engine();
        let text = self.texts.entry((statement.name, rows));
        text.or_insert_with(|| statement.sql(engine, rows)).clone()
    }

    /// Runs a statement and returns how many rows it changed.
    pub(crate) async fn execute(
        &mut self,
        statement: &Statement,
        args: &[Arg<'_>],
    ) -> Result<u64, sqlx::Error> {
        let sql = self.sql(statement, 1);
        self.connection.execute(sql, args).await
    }

    /// Runs a statement and returns its rows.
    pub(crate) async fn fetch(
        &mut self,
        statement: &Statement,
        args: &[Arg<'_>],
    ) -> Result<Vec<Row>, sqlx::Error> {
        let sql = self.sql(statement, 1);
        self.connection.fetch(sql, args).await
    }

    /// Writes rows: a statement with `{rows}`, as often as it takes.
    pub(crate) async fn insert(
        &mut self,
        statement: &Statement,
        rows: &[Vec<Arg<'_>>],
    ) -> Result<(), sqlx::Error> {
        let engine = self.engine();
        self.insert_rows(statement.name, |group| statement.sql(engine, group), rows).await
    }

    /// Writes rows by a text that is composed for so many rows, and kept under a name.
    pub(crate) async fn insert_rows(
        &mut self,
        name: &'static str,
        compose: impl Fn(usize) -> SqlStr,
        rows: &[Vec<Arg<'_>>],
    ) -> Result<(), sqlx::Error> {
        let mut rest = rows;
        for group in GROUPS {
            while rest.len() >= group {
                let (now, later) = rest.split_at(group);
                rest = later;
                let sql = self.texts.entry((name, group)).or_insert_with(|| compose(group)).clone();
                self.connection.execute(sql, &now.concat()).await?;
            }
        }
        Ok(())
    }

    /// Looks rows up by many keys: a statement with `{rows}`, whose groups may be said twice without harm.
    pub(crate) async fn look_up(
        &mut self,
        statement: &Statement,
        once: &[Arg<'_>],
        keys: &[Vec<Arg<'_>>],
    ) -> Result<Vec<Row>, sqlx::Error> {
        let mut found = Vec::new();
        for (sql, args) in self.pages(statement, once, keys) {
            found.extend(self.connection.fetch(sql, &args).await?);
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// Returns a statement with `{rows}` and its parameters, page by page. The last key fills a page up to the next size that
    /// stays prepared.
    fn pages<'a>(
        &mut self,
        statement: &Statement,
        once: &[Arg<'a>],
        keys: &[Vec<Arg<'a>>],
    ) -> Vec<(SqlStr, Vec<Arg<'a>>)> {
        let largest = GROUPS.iter().copied().max().unwrap_or(1);
        let mut pages = Vec::new();
        for page in keys.chunks(largest) {
            let group = GROUPS.iter().copied().filter(|group| *group >= page.len()).min().unwrap_or(largest);
            let filling =
                page.last().into_iter().flat_map(|last| std::iter::repeat_n(last, group - page.len()));
            let mut args = once.to_vec();
            args.extend(page.iter().chain(filling).flatten());
            pages.push((self.sql(statement, group), args));
        }
        pages
    }

    /// Changes many rows by their keys: a statement with `{rows}`, whose groups may be said twice without harm.
    pub(crate) async fn update_many(
        &mut self,
        statement: &Statement,
        once: &[Arg<'_>],
        keys: &[Vec<Arg<'_>>],
    ) -> Result<(), sqlx::Error> {
        for (sql, args) in self.pages(statement, once, keys) {
            self.connection.execute(sql, &args).await?;
        }
        Ok(())
    }

    /// Runs text composed for a projection's tables.
    pub(crate) async fn execute_text(&mut self, sql: SqlStr, args: &[Arg<'_>]) -> Result<u64, sqlx::Error> {
        self.connection.execute(sql, args).await
    }

    /// Runs text without parameters, which may hold several statements.
    pub(crate) async fn run(&mut self, text: String) -> Result<(), sqlx::Error> {
        self.connection.run(text).await
    }

    pub(crate) async fn begin_write(&mut self) -> Result<(), sqlx::Error> {
        let statement = begin_write(self.engine());
        self.execute(&statement, &[]).await.map(drop)
    }

    pub(crate) async fn begin_read(&mut self) -> Result<(), sqlx::Error> {
        let statement = begin_read(self.engine());
        self.execute(&statement, &[]).await.map(drop)
    }

    pub(crate) async fn commit(&mut self) -> Result<(), sqlx::Error> {
        self.execute(&COMMIT, &[]).await.map(drop)
    }

    pub(crate) async fn roll_back(&mut self) -> Result<(), sqlx::Error> {
        self.execute(&ROLLBACK, &[]).await.map(drop)
    }

    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        self.connection.close().await
    }

    pub(crate) const fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }
}
