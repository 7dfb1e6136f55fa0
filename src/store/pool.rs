//! Connections that can only read. Each read is one snapshot on a blocking thread; there are never more than four.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::open;

/// Reads at one time: more would only fight for the same pages.
const READERS: usize = 4;

/// A few read-only connections, opened when first needed.
#[derive(Clone)]
pub(super) struct Pool {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

impl Pool {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), idle: Arc::default(), turns: Arc::new(Semaphore::new(READERS)) }
    }

    /// Runs `read` on one snapshot of the database.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.context("the database is closed")?;
        let pool = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            pool.read(read)
        });
        work.await.context("a read of the database panicked")?
    }

    /// The same on this thread, for opening.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = idle.map_or_else(|| connect(&self.path), Ok)?;
        let snapshot = connection.unchecked_transaction()?;
        let found = read(&snapshot)?;
        drop(snapshot);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        Ok(found)
    }

    /// No read after this one; the idle connections close.
    pub(super) fn close(&self) {
        self.turns.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn connect(path: &Path) -> Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .with_context(|| format!("opening the database {} for reading", path.display()))?;
    connection.busy_timeout(open::PATIENCE)?;
    connection.pragma_update(None, "query_only", "ON")?;
    // Whatever a poll reads is read once: the system keeps the rest.
    connection.pragma_update(None, "cache_size", -1_024)?;
    // A plan is made once, not anew for each value that is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
