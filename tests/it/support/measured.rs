//! What the real program computed and held while it read one input, seen from outside.
//!
//! Its output is a socket that is full already: when it has read all and wants to write, it stops there, alive, and its
//! processor time and its peak can be read before it ends.

use std::io::{ErrorKind, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What one run cost.
#[derive(Debug)]
pub(crate) struct Cost {
    pub(crate) cpu: Duration,
    pub(crate) peak_kib: u64,
    pub(crate) output: String,
    /// It ended by itself and well.
    pub(crate) well: bool,
}

/// Nothing that the program reads takes it a minute, however slow the machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// Runs the program to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Cost {
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    let filled = fill(&theirs);
    let program = std::env::var_os("VIGIE_HOSTILE_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_vigie").into());
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).stderr(Stdio::null()).stdin(Stdio::null());
    let mut child = command.stdout(OwnedFd::from(theirs)).spawn().unwrap();
    // The command holds our copy of the socket, which would keep it open.
    drop(command);
    let (cpu, peak_kib, late) = wait_until_it_writes(&mut child);
    let mut skipped = vec![0; filled];
    ours.read_exact(&mut skipped).unwrap();
    let mut output = Vec::new();
    ours.set_read_timeout(Some(PATIENCE)).unwrap();
    let _ = ours.read_to_end(&mut output);
    let well = !late && child.wait().unwrap().success();
    Cost { cpu, peak_kib, output: String::from_utf8_lossy(&output).into_owned(), well }
}

/// Runs the program to its end and looks at it all the while: for what waits on others before it says anything.
pub(crate) fn watched(folder: &Path, arguments: &[&str]) -> Cost {
    let program = std::env::var_os("VIGIE_HOSTILE_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_vigie").into());
    let file = |name: &str| std::fs::File::create(folder.join(name)).unwrap();
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).stdout(file("said")).stderr(file("complained"));
    let mut child = command.spawn().unwrap();
    let process = format!("/proc/{}", child.id());
    let began = Instant::now();
    let (mut cpu, mut peak_kib) = (Duration::ZERO, 0);
    let ended = loop {
        cpu = cpu.max(busy(&process));
        peak_kib = peak_kib.max(high_water(&process));
        if child.try_wait().unwrap().is_some() {
            break true;
        }
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            break false;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let output = ["said", "complained"].map(|name| std::fs::read(folder.join(name)).unwrap()).concat();
    Cost { cpu, peak_kib, output: String::from_utf8_lossy(&output).into_owned(), well: ended }
}

fn fill(socket: &UnixStream) -> usize {
    socket.set_nonblocking(true).unwrap();
    let (mut socket, mut filled) = (socket, 0);
    for size in [4_096, 1] {
        loop {
            match socket.write(&vec![b'.'; size]) {
                Ok(written) => filled += written,
                Err(full) if full.kind() == ErrorKind::WouldBlock => break,
                Err(failure) => panic!("{failure}"),
            }
        }
    }
    socket.set_nonblocking(false).unwrap();
    filled
}

/// Asleep for several looks without having computed: it waits to write.
fn wait_until_it_writes(child: &mut Child) -> (Duration, u64, bool) {
    const LOOKS: u32 = 6;
    let process = format!("/proc/{}", child.id());
    let began = Instant::now();
    let (mut last, mut peak, mut still) = (Duration::ZERO, 0, 0);
    while still < LOOKS {
        std::thread::sleep(Duration::from_millis(2));
        let stat = std::fs::read_to_string(format!("{process}/stat")).unwrap_or_default();
        let state = stat.rsplit_once(") ").map_or('Z', |(_, rest)| rest.chars().next().unwrap_or('Z'));
        if state == 'Z' {
            break;
        }
        let now = busy(&process);
        peak = peak.max(high_water(&process));
        still = if state == 'S' && now == last && !now.is_zero() { still + 1 } else { 0 };
        last = last.max(now);
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            return (last, peak, true);
        }
    }
    (last, peak, false)
}

fn busy(process: &str) -> Duration {
    let Ok(tasks) = std::fs::read_dir(format!("{process}/task")) else { return Duration::ZERO };
    let of = |path: std::path::PathBuf| {
        let told = std::fs::read_to_string(path.join("schedstat")).unwrap_or_default();
        told.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0)
    };
    Duration::from_nanos(tasks.flatten().map(|task| of(task.path())).sum())
}

fn high_water(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
