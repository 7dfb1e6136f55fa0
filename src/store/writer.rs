//! One thread, one writing connection. Jobs come by channel; those that wait are committed together, and each caller is
//! answered after COMMIT.
//!
//! Each job stands under a savepoint of its own. Jobs that can be done again, which are nearly all on a busy day, do
//! without until one of them fails: a savepoint makes SQLite copy every page anew that the job touches, and write its
//! part of the full-text index apart.
//!
//! A commit costs an fsync whatever it holds, so a busy hour costs as few as a calm one, and `synchronous=FULL` is
//! affordable. A job that fails or panics rolls back alone (R6). There is no retry here: a caller polls again.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

/// Jobs in one commit: enough to share an fsync, few enough that the first caller does not wait for the last.
const GROUP: usize = 64;
/// A commit waits for others that are announced, at most so long; for a few, such as on a calm day, it does not wait.
const GATHER: Duration = Duration::from_millis(25);
const FEW: usize = 4;
const STEP: Duration = Duration::from_millis(2);
/// Callers past this many wait at the door (R7).
const WAITING: usize = 256;

/// One job: how to do it (false when it is to be rolled back), and how to answer once it is known how the COMMIT went.
struct Task {
    work: Box<dyn FnMut(&Connection) -> bool + Send>,
    answer: Box<dyn FnOnce(Result<(), String>) + Send>,
    /// Whether it can be done again after a rollback.
    again: bool,
}

enum Job {
    Task(Task),
    Stop(oneshot::Sender<()>),
}

/// The writer's door.
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    coming: Arc<AtomicUsize>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Takes over the connection, and the lock file that is let go when the thread ends.
    pub(super) fn start(connection: Connection, lock: Option<File>) -> Result<Self> {
        let (jobs, queue) = mpsc::channel(WAITING);
        let coming = Arc::new(AtomicUsize::new(0));
        let announced = Arc::clone(&coming);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || {
                serve(&connection, queue, &announced);
                drop(connection);
                drop(lock);
            })
            .context("starting the thread that writes to the database")?;
        Ok(Self { jobs: Some(jobs), coming, thread: Mutex::new(Some(thread)) })
    }

    /// Runs `work` in the next commit; comes back when it is on disk.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let mut work = Some(work);
        let once = move |connection: &Connection| match work.take() {
            Some(work) => work(connection),
            None => Err(anyhow!("this write cannot be made twice")),
        };
        self.send(once, false).await
    }

    /// The same for what does as well when it is done a second time, after a rollback.
    pub(super) async fn run_again<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.send(work, true).await
    }

    async fn send<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&Connection) -> Result<T> + Send + 'static,
        again: bool,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel::<Result<T>>();
        let result: Arc<Mutex<Option<Result<T>>>> = Arc::default();
        let kept = Arc::clone(&result);
        let work = move |connection: &Connection| {
            let done = catch_unwind(AssertUnwindSafe(|| work(connection)))
                .unwrap_or_else(|_| Err(anyhow!("a write to the database panicked")));
            let well = done.is_ok();
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
            well
        };
        let answer = move |committed: Result<(), String>| {
            let done = result.lock().unwrap_or_else(PoisonError::into_inner).take();
            let done = done.unwrap_or_else(|| Err(anyhow!("the write was not made")));
            // A caller that has gone away does not want to know.
            let _ = answer.send(match committed {
                Ok(()) => done,
                Err(why) => done.and(Err(anyhow!(why))),
            });
        };
        let task = Task { work: Box::new(work), answer: Box::new(answer), again };
        let closed = "the database is closed";
        self.jobs.as_ref().context(closed)?.send(Job::Task(task)).await.map_err(|_| anyhow!(closed))?;
        answered.await.context("the write was not made: the database failed or was closing")?
    }

    /// Announces a job, until the guard is dropped.
    pub(super) fn announce(&self) -> Announced {
        self.coming.fetch_add(1, Ordering::Relaxed);
        Announced(Arc::clone(&self.coming))
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

/// A job that is coming.
pub struct Announced(Arc<AtomicUsize>);

impl Drop for Announced {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
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

fn serve(connection: &Connection, mut queue: mpsc::Receiver<Job>, coming: &AtomicUsize) {
    let mut held = None;
    while let Some(first) = held.take().or_else(|| queue.blocking_recv()) {
        let group;
        (group, held) = gather(first, &mut queue, coming);
        commit(connection, group);
        if let Some(Job::Stop(done)) = held {
            queue.close();
            // Best effort: a WAL that is left behind is read at the next start.
            let _ = connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
            let _ = done.send(());
            return;
        }
    }
}

/// The jobs that wait, as long as they are of one kind, and the job after them. While many more are announced, those that
/// come soon too: each page that several of them change is then written once.
fn gather(first: Job, queue: &mut mpsc::Receiver<Job>, coming: &AtomicUsize) -> (Vec<Task>, Option<Job>) {
    let (mut group, mut next, begun) = (Vec::<Task>::new(), Some(first), Instant::now());
    loop {
        match next {
            Some(Job::Task(task)) if group.first().is_none_or(|first| first.again == task.again) => group.push(task),
            Some(other) => return (group, Some(other)),
            None if coming.load(Ordering::Relaxed) > group.len() + FEW && begun.elapsed() < GATHER => {
                std::thread::sleep(STEP);
            }
            None => return (group, None),
        }
        if group.len() >= GROUP {
            return (group, None);
        }
        next = queue.try_recv().ok();
    }
}

/// One transaction for the whole group. When SQLite itself gives the transaction up half-way (disk full, I/O error),
/// nothing of the group was written, and everybody is told so.
fn commit(connection: &Connection, mut group: Vec<Task>) {
    if group.is_empty() || (group[0].again && commit_plainly(connection, &mut group)) {
        for task in group {
            (task.answer)(Ok(()));
        }
        return;
    }
    let mut broken = connection.execute_batch("BEGIN IMMEDIATE").err().map(|error| error.to_string());
    let mut done = Vec::with_capacity(group.len());
    for mut task in group {
        if broken.is_none() {
            broken = step(connection, &mut task).err().map(|error| error.to_string());
            done.push(task);
        }
        // A job dropped here closes its channel: its caller is told that it did not run.
    }
    if broken.is_none() {
        broken = connection.execute_batch("COMMIT").err().map(|error| error.to_string());
    }
    if broken.is_some() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    for task in done {
        (task.answer)(broken.clone().map_or(Ok(()), |why| Err(format!("the database did not take the write: {why}"))));
    }
}

/// The group without savepoints; false when nothing of it was written.
fn commit_plainly(connection: &Connection, group: &mut [Task]) -> bool {
    if connection.execute_batch("BEGIN IMMEDIATE").is_err() {
        return false;
    }
    let well = group.iter_mut().all(|task| (task.work)(connection)) && connection.execute_batch("COMMIT").is_ok();
    if !well && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    well
}

fn step(connection: &Connection, task: &mut Task) -> Result<(), rusqlite::Error> {
    connection.execute_batch("SAVEPOINT job")?;
    let undo = if (task.work)(connection) { "" } else { "ROLLBACK TO job; " };
    connection.execute_batch(&format!("{undo}RELEASE job"))
}
