//! Opening: the daemon's lock, the settings of a connection, migrations, who this installation is.
//!
//! Nothing here reads more than a page or two, however large the database: SQLite recovers from a kill by itself (R8).

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use refinery::{Migration, Runner};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params};

use super::pool::Pool;
use super::writer::Writer;
use super::{Inner, Instance, Store};
use crate::model::Timestamp;

/// How long one connection waits for another process that writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

const MIGRATIONS: [(&str, &str); 1] = [("V1__first", include_str!("migrations/V1__first.sql"))];

impl Store {
    /// Opens (makes, migrates) the database at `path`; refuses when another process holds it (F79).
    pub fn open(path: &Path, now: Timestamp) -> Result<Self> {
        let lock = lock(path)?;
        make_private(path)?;
        let mut connection = connect(path)?;
        migrate(&mut connection, path)?;
        identify(&connection, now)?;
        release_leases(&connection)?;
        Self::with_writer(path, connection, Some(lock))
    }

    /// Opens for a single write beside a running daemon (`vigie ack`): SQLite's own locks suffice for that.
    /// Never makes nor migrates.
    pub fn open_shared(path: &Path) -> Result<Self> {
        require(path)?;
        let connection = connect(path)?;
        check_version(&connection, path)?;
        Self::with_writer(path, connection, None)
    }

    /// Opens read-only for `vigie mentions` etc. while a daemon may be running; never migrates, never locks.
    pub fn open_reader(path: &Path) -> Result<Self> {
        require(path)?;
        let pool = Pool::new(path);
        pool.read(|connection| check_version(connection, path))?;
        Self::with(pool, None)
    }

    fn with_writer(path: &Path, connection: Connection, lock: Option<File>) -> Result<Self> {
        Self::with(Pool::new(path), Some(Writer::start(connection, lock)?))
    }

    fn with(pool: Pool, writer: Option<Writer>) -> Result<Self> {
        let instance = pool.read(read_instance)?;
        Ok(Self(Arc::new(Inner {
            writer,
            pool,
            instance,
            touches_seen: std::sync::Mutex::default(),
            quiet: std::sync::Mutex::default(),
        })))
    }

    /// Finishes the waiting writes and closes; later calls on other clones fail.
    pub async fn close(self) -> Result<()> {
        if self.0.writer.is_some() {
            self.write_quiet().await?;
        }
        self.0.pool.close();
        let Some(writer) = &self.0.writer else { return Ok(()) };
        writer.stop().await
    }

    /// Proves that a write goes through (for the watchdog and READY).
    pub async fn ping(&self, now: Timestamp) -> Result<()> {
        self.write(move |connection| {
            connection.execute("UPDATE instance SET pinged_at = $1", [now.millis()])?;
            Ok(())
        })
        .await
    }

    /// Who this installation is.
    pub fn instance(&self) -> &Instance {
        &self.0.instance
    }
}

/// Whoever held a lease is dead: this process alone holds the database. What was being sent is due again at once (R1).
fn release_leases(connection: &Connection) -> Result<()> {
    connection
        .execute("UPDATE outbox SET state = 'waiting', leased_until = NULL WHERE state = 'leased'", [])
        .context("releasing the leases of a process that is gone")?;
    Ok(())
}

/// The lock is a file of its own: locking the database file itself would disturb SQLite's locks.
fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    owner_only(&mut options);
    let file = options.open(&name).with_context(|| {
        format!("making {}: the folder must exist and belong to the user that runs vigie", name.display())
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another vigie is running on {}; stop it first, or give this one another database", path.display())
        }
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("locking {}", name.display())),
    }
}

/// The database holds the key of signed links: nobody else reads it. SQLite gives its side files the same rights.
fn make_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    owner_only(&mut options);
    options.open(path).with_context(|| format!("making the database {}", path.display()))?;
    Ok(())
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
fn owner_only(_: &mut OpenOptions) {}

fn require(path: &Path) -> Result<()> {
    ensure!(path.is_file(), "there is no database at {}; `vigie run` or `vigie poll` makes it", path.display());
    Ok(())
}

fn connect(path: &Path) -> Result<Connection> {
    let open = || -> rusqlite::Result<Connection> {
        let connection =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        // In KiB. What a poll touches is touched again by the next poll of that source, minutes later: the system keeps it.
        connection.pragma_update(None, "cache_size", -1_024)?;
        connection.pragma_update(None, "trusted_schema", "OFF")?;
        // A page that many commits change is copied back once in a while, not every thousand pages.
        connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
        connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
        // A plan is made once, not anew for each value that is bound.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(128);
        Ok(connection)
    };
    open().with_context(|| format!("opening the database {}", path.display()))
}

/// Each migration is one transaction with its line of history: a kill leaves the old schema or the new one (F2).
fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    refuse_newer(applied(connection)?, path)?;
    let migrations = MIGRATIONS.iter().map(|(name, sql)| Migration::unapplied(name, sql));
    let migrations = migrations.collect::<Result<Vec<_>, _>>().context("reading the migrations")?;
    Runner::new(&migrations)
        .run(connection)
        .with_context(|| format!("bringing the database {} to this version", path.display()))?;
    Ok(())
}

fn check_version(connection: &Connection, path: &Path) -> Result<()> {
    let applied = applied(connection)?;
    refuse_newer(applied, path)?;
    ensure!(
        applied == known(),
        "the database {} is of an older vigie; start `vigie run` once to bring it to this version",
        path.display()
    );
    Ok(())
}

fn refuse_newer(applied: i64, path: &Path) -> Result<()> {
    ensure!(
        applied <= known(),
        "the database {} was written by a newer vigie (schema {applied}, this one knows {}\
         ); install that version, or restore a backup made before the upgrade",
        path.display(),
        known()
    );
    Ok(())
}

fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

fn applied(connection: &Connection) -> Result<i64> {
    let made: i64 = connection.query_row(
        "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'refinery_schema_history'",
        [],
        |row| row.get(0),
    )?;
    if made == 0 {
        return Ok(0);
    }
    let sql = "SELECT COALESCE(MAX(version), 0) FROM refinery_schema_history";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// `randomblob` is ChaCha20 seeded from the system, so no crate for randomness is needed.
fn identify(connection: &Connection, now: Timestamp) -> Result<()> {
    connection.execute(
        "INSERT INTO instance (id, secret, created_at, pinged_at)
         SELECT lower(hex(randomblob(6))), randomblob(32), $1, $1 WHERE NOT EXISTS (SELECT 1 FROM instance)",
        params![now.millis()],
    )?;
    Ok(())
}

fn read_instance(connection: &Connection) -> Result<Instance> {
    let (id, secret, created_at) = connection.query_row("SELECT id, secret, created_at FROM instance", [], |row| {
        Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?))
    })?;
    let secret =
        secret.try_into().map_err(|_| anyhow!("the key of signed links in the database has a wrong length"))?;
    Ok(Instance { id, secret, created_at: Timestamp::from_millis(created_at) })
}
