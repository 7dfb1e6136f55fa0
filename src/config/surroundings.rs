//! What a configuration takes from the place that it is read in.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

/// The folders and the time zone of the machine. Gathered once, so that everything else is a function of its arguments.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The config file's folder: relative paths in the file start here.
    pub base_dir: PathBuf,
    /// systemd's `$STATE_DIRECTORY`.
    pub state_dir: Option<PathBuf>,
    /// systemd's `$CREDENTIALS_DIRECTORY`.
    pub credentials_dir: Option<PathBuf>,
    /// The machine's IANA time zone; UTC when absent.
    pub time_zone: Option<String>,
    /// Whether the file is only checked: a credential that systemd gives to the service alone is then a warning.
    pub only_checking: bool,
}

impl Surroundings {
    /// Those of this process, for a file at `path`.
    pub fn of(path: &Path) -> Self {
        let dir = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        Self {
            base_dir: path.parent().map(Path::to_path_buf).unwrap_or_default(),
            // systemd separates several directories by colons; the first is ours.
            state_dir: dir("STATE_DIRECTORY")
                .and_then(|dirs| dirs.to_str().and_then(|dirs| dirs.split(':').next()).map(PathBuf::from)),
            credentials_dir: dir("CREDENTIALS_DIRECTORY"),
            time_zone: TimeZone::try_system().ok().and_then(|zone| zone.iana_name().map(str::to_owned)),
            only_checking: false,
        }
    }
}
