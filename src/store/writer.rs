//! One thread, one writing connection. Jobs come by channel; those that wait are committed together, each under its
//! own savepoint, and each caller is answered after COMMIT.
//!
//! A commit costs an fsync whatever it holds, so a busy hour costs as few as a calm one, and `synchronous=FULL` is
//! affordable. A job that fails or panics rolls back alone (R6). There is no retry here: a caller polls again.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

/// Jobs in one commit: enough to share an fsync, few enough that the first caller does not wait for the last.
const GROUP: usize = 64;
/// Callers past this many wait at the door (R7).
const WAITING: usize = 256;

/// Called with how the COMMIT went.
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;
/// Does the work, and gives how to answer. `Err` carries the answer of a job to roll back.
type Work = Box<dyn FnOnce(&Connection) -> Result<Answer, Answer> + Send>;

enum Job {
    Work(Work),
    Stop(oneshot::Sender<()>),
}

/// The writer's door.
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Takes over the connection, and the lock file that is let go when the thread ends.
    pub(super) fn start(connection: Connection, lock: Option<File>) -> Result<Self> {
        let (jobs, queue) = mpsc::channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || {
                serve(&connection, queue);
                drop(connection);
                drop(lock);
            })
            .context("starting the thread that writes to the database")?;
        Ok(Self { jobs: Some(jobs), thread: Mutex::new(Some(thread)) })
    }

    /// Runs `work` in the next commit; comes back when it is on disk.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel::<Result<T>>();
        let job: Work = Box::new(move |connection| {
            let done = catch_unwind(AssertUnwindSafe(|| work(connection)))
                .unwrap_or_else(|_| Err(anyhow!("a write to the database panicked")));
            let failed = done.is_err();
            let reply: Answer = Box::new(move |committed| {
                // A caller that has gone away does not want to know.
                let _ = answer.send(match committed {
                    Ok(()) => done,
                    Err(why) => done.and(Err(anyhow!(why))),
                });
            });
            if failed { Err(reply) } else { Ok(reply) }
        });
        let closed = "the database is closed";
        self.jobs.as_ref().context(closed)?.send(Job::Work(job)).await.map_err(|_| anyhow!(closed))?;
        answered.await.context("the write was not made: the database failed or was closing")?
    }

    /// Finishes the jobs that wait, then closes the connection.
    pub(super) async fn stop(&self) -> Result<()> {
        let (done, stopped) = oneshot::channel();
        if let Some(jobs) = &self.jobs
            && jobs.send(Job::Stop(done)).await.is_ok()
        {
            let _ = stopped.await;
        }
        let thread = self.thread.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(thread) = thread {
            tokio::task::spawn_blocking(move || thread.join()).await?.map_err(|_| anyhow!("the writer panicked"))?;
        }
        Ok(())
    }
}

impl Drop for Writer {
    /// Waits for the running commit, so that whoever opens the database next finds it unlocked.
    fn drop(&mut self) {
        self.jobs = None;
        let thread = self.thread.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

fn serve(connection: &Connection, mut queue: mpsc::Receiver<Job>) {
    while let Some(first) = queue.blocking_recv() {
        let mut group = Vec::new();
        let mut next = Some(first);
        let mut stop = None;
        while let Some(job) = next {
            match job {
                Job::Work(work) => group.push(work),
                Job::Stop(done) => stop = Some(done),
            }
            next = if group.len() < GROUP && stop.is_none() { queue.try_recv().ok() } else { None };
        }
        commit(connection, group);
        if let Some(done) = stop {
            queue.close();
            // Best effort: a WAL that is left behind is read at the next start.
            let _ = connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
            let _ = done.send(());
            return;
        }
    }
}

/// One transaction for the whole group. When SQLite itself gives the transaction up half-way (disk full, I/O error),
/// nothing of the group was written, and everybody is told so.
fn commit(connection: &Connection, group: Vec<Work>) {
    if group.is_empty() {
        return;
    }
    let mut answers = Vec::with_capacity(group.len());
    let mut broken = connection.execute_batch("BEGIN IMMEDIATE").err().map(|error| error.to_string());
    for work in group {
        if broken.is_none() {
            match step(connection, work) {
                Ok(answer) => answers.push(answer),
                Err(error) => broken = Some(error.to_string()),
            }
        }
        // A job dropped here closes its channel: its caller is told that it did not run.
    }
    if broken.is_none() {
        broken = connection.execute_batch("COMMIT").err().map(|error| error.to_string());
    }
    if broken.is_some() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    for answer in answers {
        answer(broken.clone().map_or(Ok(()), |why| Err(format!("the database did not take the write: {why}"))));
    }
}

fn step(connection: &Connection, work: Work) -> Result<Answer, rusqlite::Error> {
    connection.execute_batch("SAVEPOINT job")?;
    let (answer, undo) = match work(connection) {
        Ok(answer) => (answer, ""),
        Err(answer) => (answer, "ROLLBACK TO job; "),
    };
    if let Err(error) = connection.execute_batch(&format!("{undo}RELEASE job")) {
        answer(Err(error.to_string()));
        return Err(error);
    }
    Ok(answer)
}
