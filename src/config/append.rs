//! Adding sources to a config file that a person wrote: at its end, so that nothing of theirs moves.
//!
//! The whole file is checked with what is added before a byte is written, and then replaced in one step. A daemon that
//! reads meanwhile reads the old file or the new one (R9), and who adds meanwhile waits: two at once lose nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, fchown};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, Instant};

use super::{Loaded, Report, Surroundings, parse, read_bounded};
use crate::locale::{detail, tell};
use crate::model::Locale;

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// The file would not be taken.
    #[error("{0}")]
    Refused(Report),
    /// The file could not be read or written.
    #[error("{0}")]
    Unwritable(String),
}

/// How long another who adds to the file is waited for, and after how long that is said.
const PATIENCE: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_secs(1);

/// Checks the file with the block behind it; writes it unless `dry`. Calls `waits` when somebody else is at it.
pub fn append(path: &Path, block: &str, dry: bool, locale: Locale, waits: impl FnMut()) -> Result<Loaded, NotAdded> {
    let unwritable = |key: &str, reason: String| NotAdded::Unwritable(tell(locale, key, &[("reason", reason.into())]));
    let unwritten = |error: io::Error| match error.kind() {
        io::ErrorKind::WouldBlock => {
            let facts = [("seconds", PATIENCE.as_secs().into())];
            NotAdded::Unwritable(tell(locale, "config-file-held", &facts))
        }
        _ => unwritable("config-file-unwritable", detail(locale, &error.to_string())),
    };
    let place = (!dry).then(|| Place::of(path, PATIENCE, waits)).transpose().map_err(unwritten)?;
    let before = read_bounded(path).map_err(|(key, reason)| unwritable(key, reason))?;
    let gap = if before.is_empty() || before.ends_with("\n\n") {
        ""
    } else if before.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let after = format!("{before}{gap}{}\n", block.trim_end());
    let around = Surroundings { only_checking: true, ..Surroundings::of(path) };
    let loaded = parse(&after, &path.display().to_string(), &around, locale).map_err(NotAdded::Refused)?;
    if let Some(place) = place {
        place.replace(&after).map_err(unwritten)?;
    }
    Ok(loaded)
}

/// A file, and its folder, which is held until this is let go. The file itself could not be: it is another one after each
/// addition.
struct Place {
    path: PathBuf,
    folder: File,
}

impl Place {
    fn of(path: &Path, patience: Duration, waits: impl FnMut()) -> io::Result<Self> {
        // A link stays a link: the file that it leads to is replaced.
        let path = fs::canonicalize(path)?;
        let folder = File::open(path.parent().unwrap_or(Path::new("/")))?;
        hold(&folder, patience, waits)?;
        Ok(Self { path, folder })
    }

    /// With its permissions and its group, and on disk before it takes the place.
    fn replace(&self, text: &str) -> io::Result<()> {
        // Ours alone: what is left there is of a process that was killed.
        let fresh = self.path.with_added_extension(format!("{}.new", process::id()));
        let _ = fs::remove_file(&fresh);
        let written = self.write(&fresh, text).and_then(|()| fs::rename(&fresh, &self.path));
        if written.is_err() {
            // Half a file helps nobody; why it was not written matters more than whether it could be removed.
            let _ = fs::remove_file(&fresh);
        }
        written?;
        self.folder.sync_all()
    }

    fn write(&self, fresh: &Path, text: &str) -> io::Result<()> {
        let old = fs::metadata(&self.path)?;
        // It may hold what only its owner may read: nobody else reads it on the way either.
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(fresh)?;
        let now = file.metadata()?;
        if (now.uid(), now.gid()) != (old.uid(), old.gid()) {
            // Only root gives files away; a group that reads it must not lose it.
            fchown(&file, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(&file, None, Some(old.gid())))?;
        }
        file.set_permissions(old.permissions())?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }
}

/// Takes the lock of a folder, or gives up.
fn hold(folder: &File, patience: Duration, mut waits: impl FnMut()) -> io::Result<()> {
    const PAUSE: Duration = Duration::from_millis(20);
    let since = Instant::now();
    let mut is_said = false;
    loop {
        match folder.try_lock() {
            Ok(()) => return Ok(()),
            // Where there are no locks, one person adds at a time.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
            Err(TryLockError::WouldBlock) if since.elapsed() < patience => {}
            Err(failure) => return Err(failure.into()),
        }
        if !is_said && since.elapsed() >= SILENCE.min(patience / 2) {
            waits();
            is_said = true;
        }
        std::thread::sleep(PAUSE);
    }
}

/// A string as TOML writes it, without blanks at its ends: nothing in it can end the string.
pub fn quoted(text: &str) -> String {
    let text: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    toml::Value::String(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "# mine\n[[brand]]\nname = \"Acme\" # ours\n[[source]]\nurl = \"https://a.example/f\"\n\
                          [[recipient]]\nmail = \"a@a.example\"\n";

    #[test]
    fn r9_what_is_added_stands_behind_what_was_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vigie.toml");
        fs::write(&path, BEFORE).unwrap();
        let block = format!("[[source]]\nname = {}\nurl = \"https://b.example/f\"", quoted("L'\"été\"\n[x]"));
        assert_eq!(append(&path, &block, true, Locale::En, || ()).unwrap().config.sources.len(), 2);
        assert_eq!(fs::read_to_string(&path).unwrap(), BEFORE);
        let loaded = append(&path, &block, false, Locale::En, || ()).unwrap();
        assert_eq!(loaded.config.sources[1].name, "L'\"été\" [x]");
        assert_eq!(fs::read_to_string(&path).unwrap(), format!("{BEFORE}\n{block}\n"));
    }

    #[test]
    fn r9_all_that_is_added_at_once_is_there() {
        use std::os::unix::fs::PermissionsExt as _;

        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vigie.toml");
        fs::write(&path, BEFORE).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::thread::scope(|scope| {
            for nth in 0..8 {
                let path = &path;
                let block = format!("[[source]]\nurl = \"https://b.example/{nth}\"");
                scope.spawn(move || append(path, &block, false, Locale::En, || ()).unwrap());
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches("https://b.example/").count(), 8, "{text}");
        assert!(text.starts_with(BEFORE));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn who_is_at_the_file_already_is_waited_for_and_not_for_ever() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vigie.toml");
        fs::write(&path, BEFORE).unwrap();
        let other = File::open(dir.path()).unwrap();
        other.lock().unwrap();
        let mut said = 0;
        let refused = Place::of(&path, Duration::from_millis(200), || said += 1).err();
        assert_eq!((refused.map(|error| error.kind()), said), (Some(io::ErrorKind::WouldBlock), 1));
        let lets_go = || other.unlock().unwrap();
        assert!(Place::of(&path, Duration::from_mins(1), lets_go).is_ok());
    }

    #[test]
    fn r9_a_block_that_is_refused_leaves_the_file_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vigie.toml");
        fs::write(&path, BEFORE).unwrap();
        for block in ["[[source]]\nurl = \"https://a.example/f\"", "[[source]]\nkind = \"instagram\"", "[[source"] {
            assert!(matches!(append(&path, block, false, Locale::En, || ()), Err(NotAdded::Refused(_))), "{block}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), BEFORE);
        assert!(append(&dir.path().join("absent"), "", false, Locale::En, || ()).is_err());
    }
}
