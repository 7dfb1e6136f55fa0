//! Files and folders that others write into: only plain files are opened, and no more than a bound is read of one.

use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::model::SourceStatus;

/// The most that is read of one file.
pub(super) const MAX_FILE: u64 = 32 * 1_024 * 1_024;
/// The most entries of a folder that are looked at.
const MAX_ENTRIES: usize = 200_000;

/// A plain file of a folder.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) meta: Metadata,
}

/// Why something cannot be read.
pub(super) type Refused = (SourceStatus, String);

/// The bytes of a plain file; of one that is longer than `most`, nothing.
pub(super) fn read(found: &Found, most: u64) -> Result<Vec<u8>, Refused> {
    let path = &found.path;
    let failed = |error: std::io::Error| refused(path, &error);
    if found.meta.len() > most {
        let detail = format!("{} is longer than {} MB", path.display(), most / 1_048_576);
        return Err((SourceStatus::Refused, detail));
    }
    let file = File::open(path).map_err(failed)?;
    // What was looked at may have been put aside for something else since: then it is not read.
    let meta = file.metadata().map_err(failed)?;
    if !meta.is_file() || (meta.dev(), meta.ino()) != (found.meta.dev(), found.meta.ino()) {
        return Err((SourceStatus::Refused, format!("{} is being replaced", path.display())));
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// What the path leads to; the path itself may be a link, since the configuration names it.
pub(super) fn target(path: &Path) -> Result<(PathBuf, Metadata), Refused> {
    let real = fs::canonicalize(path).map_err(|error| refused(path, &error))?;
    let meta = fs::symlink_metadata(&real).map_err(|error| refused(path, &error))?;
    if !meta.is_file() && !meta.is_dir() {
        return Err((SourceStatus::Refused, format!("{} is neither a file nor a folder", path.display())));
    }
    Ok((real, meta))
}

/// The plain files of a folder, and how many links and other things were left out.
pub(super) fn list(folder: &Path) -> Result<(Vec<Found>, usize), Refused> {
    let (mut files, mut left_out) = (Vec::new(), 0);
    let entries = fs::read_dir(folder).map_err(|error| refused(folder, &error))?;
    for entry in entries.take(MAX_ENTRIES) {
        let Ok(entry) = entry else { continue };
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        // Of a link, this is the link's own: nothing outside the folder is looked at.
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => files.push(Found { path, name, meta }),
            Ok(meta) if meta.is_dir() => {}
            Ok(_) => left_out += 1,
            Err(_) => {}
        }
    }
    Ok((files, left_out))
}

fn refused(path: &Path, error: &std::io::Error) -> Refused {
    let path = path.display();
    match error.kind() {
        ErrorKind::NotFound => (SourceStatus::Missing, format!("{path} does not exist")),
        ErrorKind::PermissionDenied => {
            (SourceStatus::Refused, format!("{path} may not be read: let the user of the service read it"))
        }
        kind => (SourceStatus::Unreachable, format!("{path} cannot be read: {kind}")),
    }
}
