//! Reads a secret from the file that holds it, and refuses a file that others can read.
//!
//! Secrets are never in the config itself, in the environment or on the command line (invariant R10): only in a file of
//! their own, or in a systemd credential.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::notes::as_written;
use super::section::{Section, Text};
use super::surroundings::Surroundings;
use crate::model::Secret;

/// Why a secret cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unavailable {
    /// It is not there, or may not be read.
    #[error("{0}")]
    Unreadable(ErrorKind),
    /// Not a plain file, longer than a secret, or not text.
    #[error("not a secret")]
    NotASecret,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Everybody on the machine can read it; the mode, in octal.
    #[error("mode {0:o}")]
    WorldReadable(u32),
}

/// The secret that a section names by `file_key` or by `credential`; naming both is a slip.
pub(super) fn named(section: &Section<'_>, file_key: &str, around: &Surroundings) -> Option<Secret> {
    let (file, credential) = (section.text(file_key), section.text("credential"));
    if let (Some(_), Some(credential)) = (&file, &credential) {
        section.notes.error(&credential.span, "config-token-twice", &[]);
    }
    of(section, file, credential, around)
}

/// The secret in the file, else in the credential.
pub(super) fn of(
    section: &Section<'_>,
    file: Option<Text<'_>>,
    credential: Option<Text<'_>>,
    around: &Surroundings,
) -> Option<Secret> {
    match (file, credential) {
        (Some(file), _) => {
            let path = around.base_dir.join(file.value);
            secret(section, &file, read(&path, false))
        }
        (None, Some(credential)) => of_systemd(section, &credential, around),
        (None, None) => None,
    }
}

fn of_systemd(section: &Section<'_>, name: &Text<'_>, around: &Surroundings) -> Option<Secret> {
    let args = [("name", as_written(name.value).into())];
    if !name.value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) || name.value.starts_with('.') {
        section.notes.error(&name.span, "config-credential-name", &args);
        return None;
    }
    match &around.credentials_dir {
        Some(dir) => secret(section, name, read(&dir.join(name.value), true)),
        None if around.only_checking => {
            section.notes.warn(&name.span, "config-credential-unchecked", &args);
            None
        }
        None => {
            section.notes.error(&name.span, "config-credential-outside", &args);
            None
        }
    }
}

fn secret(section: &Section<'_>, place: &Text<'_>, read: Result<Secret, Unavailable>) -> Option<Secret> {
    let file = ("file", as_written(place.value).into());
    match read {
        Ok(secret) => return Some(secret),
        Err(Unavailable::WorldReadable(mode)) => {
            let args = [file, ("mode", format!("{mode:04o}").into())];
            section.notes.error(&place.span, "config-secret-readable", &args);
        }
        Err(Unavailable::Unreadable(ErrorKind::NotFound)) => {
            section.notes.error(&place.span, "config-secret-missing", &[file]);
        }
        Err(Unavailable::Unreadable(reason)) => {
            let args = [file, ("reason", reason.to_string().into())];
            section.notes.error(&place.span, "config-secret-unreadable", &args);
        }
        Err(Unavailable::NotASecret) => section.notes.error(&place.span, "config-secret-odd", &[file]),
        Err(Unavailable::Empty) => section.notes.error(&place.span, "config-secret-empty", &[file]),
    }
    None
}

/// The secret in a file. `trusted`: its folder is guarded by systemd, its mode is not ours to judge.
pub(super) fn read(path: &Path, trusted: bool) -> Result<Secret, Unavailable> {
    const LONGEST: u64 = 4_096;
    let unreadable = |error: std::io::Error| Unavailable::Unreadable(error.kind());
    // A pipe would block at opening: what it is, is asked first.
    let meta = fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() || meta.len() > LONGEST {
        return Err(Unavailable::NotASecret);
    }
    let mode = meta.permissions().mode() & 0o777;
    if !trusted && mode & 0o007 != 0 {
        return Err(Unavailable::WorldReadable(mode));
    }
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LONGEST).read_to_string(&mut text).map_err(|_| Unavailable::NotASecret)?;
    let secret = Secret::new(&text);
    if secret.reveal().trim().is_empty() { Err(Unavailable::Empty) } else { Ok(secret) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: &[u8], mode: u32, trusted: bool, want: Result<&str, Unavailable>) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pw");
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(read(&path, trusted), want.map(Secret::new));
    }

    #[test]
    fn r10_a_secret_is_taken_only_from_a_guarded_file() {
        check(b"hunter2\n", 0o600, false, Ok("hunter2"));
        check(b"hunter2\n", 0o640, false, Ok("hunter2"));
        check(b"hunter2\n", 0o644, false, Err(Unavailable::WorldReadable(0o644)));
        check(b"hunter2\n", 0o444, true, Ok("hunter2"));
        check(b"\n", 0o600, false, Err(Unavailable::Empty));
        check(b"\xff\xfe", 0o600, false, Err(Unavailable::NotASecret));
        check(&[b'x'; 5_000], 0o600, false, Err(Unavailable::NotASecret));
    }

    #[test]
    fn what_is_not_a_file_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read(dir.path(), false), Err(Unavailable::NotASecret));
        assert_eq!(read(&dir.path().join("absent"), false), Err(Unavailable::Unreadable(ErrorKind::NotFound)));
    }
}
