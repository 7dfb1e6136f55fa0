//! What sites asked of us, and when sources publish: what a polite schedule needs after a restart.

use std::time::Duration;

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::columns::{at, count, maybe_at};
use super::sources::SOURCES;
use super::{PollRecord, Store};
use crate::model::{SiteNote, SourceId, Timestamp};

impl Store {
    /// What sites asked of us and still stands.
    pub async fn site_notes(&self, now: Timestamp) -> Result<Vec<SiteNote>> {
        self.read(move |connection| {
            let mut notes = Vec::new();
            let mut shut = connection.prepare_cached("SELECT site, until, refusals FROM sites WHERE until > $1")?;
            for note in shut.query_map([now.millis()], |row| {
                Ok(SiteNote::Shut { site: row.get(0)?, until: at(row, 1)?, refusals: count(row, 2)? })
            })? {
                notes.push(note?);
            }
            let mut robots = connection.prepare_cached("SELECT file, body, until FROM robots WHERE until > $1")?;
            for note in robots.query_map([now.millis()], |row| {
                Ok(SiteNote::Robots { file: row.get(0)?, body: row.get(1)?, until: at(row, 2)? })
            })? {
                notes.push(note?);
            }
            Ok(notes)
        })
        .await
    }

    /// What is learnt of when the sources publish.
    pub async fn paces(&self) -> Result<Vec<Vec<u8>>> {
        self.read(|connection| {
            let sql = "SELECT pace FROM sources WHERE retired_at IS NULL AND pace IS NOT NULL";
            let mut statement = connection.prepare_cached(sql)?;
            let paces = statement.query_map([], |row| row.get(0))?;
            Ok(paces.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Asks these sources at `at`, if they would be asked later, however they are.
    pub async fn ask_again(&self, sources: Vec<SourceId>, at: Timestamp) -> Result<()> {
        self.write(move |connection| {
            let mut sooner = connection
                .prepare_cached("UPDATE source_polls SET next_due_at = $1 WHERE source_id = $2 AND next_due_at > $1")?;
            for source in sources {
                sooner.execute(params![at.millis(), source.0])?;
            }
            Ok(())
        })
        .await
    }

    /// Asks those of these sources one after another that could not be reached since before any of them last answered, or
    /// another that did at `heard`: their host was down, and is back.
    pub async fn bring_back(
        &self,
        sources: Vec<SourceId>,
        heard: Option<Timestamp>,
        now: Timestamp,
        apart: Duration,
    ) -> Result<()> {
        self.write(move |connection| {
            let mut read = connection.prepare_cached(&format!(
                "SELECT status = 'unreachable', failing_since, last_ok_at, next_due_at FROM {SOURCES}
                 WHERE source_id = $1 AND retired_at IS NULL"
            ))?;
            let (mut heard, mut failing) = (heard, Vec::new());
            for source in sources {
                let found = read.query_row([source.0], |row| {
                    Ok((row.get::<_, bool>(0)?, maybe_at(row, 1)?, maybe_at(row, 2)?, maybe_at(row, 3)?))
                });
                let Some((is_failing, since, last_ok, due)) = found.optional()? else { continue };
                heard = heard.max(last_ok);
                failing.extend(since.zip(due).filter(|_| is_failing).map(|(since, due)| (due, since, source)));
            }
            failing.sort_unstable();
            let mut sooner = connection
                .prepare_cached("UPDATE source_polls SET next_due_at = $1 WHERE source_id = $2 AND next_due_at > $1")?;
            let mut at = now;
            for (.., source) in failing.into_iter().filter(|(_, since, _)| heard.is_none_or(|heard| *since > heard)) {
                at = at.plus(apart);
                sooner.execute(params![at.millis(), source.0])?;
            }
            Ok(())
        })
        .await
    }

    /// Asks these sources by `at`, if they would be asked later: those that are read and can answer that nothing changed.
    pub async fn hasten(&self, sources: Vec<SourceId>, at: Timestamp) -> Result<()> {
        self.write(move |connection| {
            let mut sooner = connection.prepare_cached(
                "UPDATE source_polls SET next_due_at = $1 WHERE source_id = $2 AND next_due_at > $1
                     AND EXISTS (SELECT 1 FROM sources WHERE id = $2 AND status = 'ok'
                                 AND (etag IS NOT NULL OR last_modified IS NOT NULL))",
            )?;
            for source in sources {
                sooner.execute(params![at.millis(), source.0])?;
            }
            Ok(())
        })
        .await
    }
}

/// Keeps what a poll taught of sites; most teach nothing, and cost nothing here.
pub(super) fn save(connection: &Connection, record: &PollRecord) -> Result<()> {
    for note in &record.sites {
        match note {
            SiteNote::Shut { site, until, refusals } => {
                let sql = "INSERT INTO sites (site, until, refusals) VALUES ($1, $2, $3)
                           ON CONFLICT (site) DO UPDATE SET until = CASE WHEN excluded.until > sites.until
                               THEN excluded.until ELSE sites.until END, refusals = excluded.refusals";
                connection.prepare_cached(sql)?.execute(params![site, until.millis(), refusals])?
            }
            SiteNote::Robots { file, body, until } => {
                let sql = "INSERT INTO robots (file, body, until) VALUES ($1, $2, $3)
                           ON CONFLICT (file) DO UPDATE SET body = excluded.body, until = excluded.until";
                connection.prepare_cached(sql)?.execute(params![file, body, until.millis()])?
            }
        };
    }
    Ok(())
}
