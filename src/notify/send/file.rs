//! Mails into a folder, one `.eml` each: what is done until a relay is configured.
//!
//! Written beside, synced, then renamed: a reader never sees half a mail. A second try under the same Message-ID
//! overwrites the first one's file (R2).

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest, Sha256};

use crate::model::{Timestamp, hex};

/// Writes the mail; it is on the disk when this returns.
pub(super) async fn write(dir: PathBuf, message_id: String, mail: Vec<u8>, now: Timestamp) -> Result<()> {
    tokio::task::spawn_blocking(move || write_now(&dir, &message_id, &mail, now)).await.context("writing a mail")?
}

fn write_now(dir: &Path, message_id: &str, mail: &[u8], now: Timestamp) -> Result<()> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make the mail folder {}", dir.display()))?;
    let ending = format!("-{}.eml", slug(message_id));
    let name = earlier(dir, &ending)?.unwrap_or_else(|| {
        let time = now.to_string().replace([':', '-'], "");
        format!("{}{ending}", time.split('.').next().unwrap_or_default().trim_end_matches('Z'))
    });
    let (target, draft) = (dir.join(&name), dir.join(format!(".{name}.tmp")));
    let kept = || -> std::io::Result<()> {
        let mut file = File::create(&draft)?;
        file.write_all(mail)?;
        file.sync_all()?;
        fs::rename(&draft, &target)?;
        File::open(dir)?.sync_all()
    };
    kept().with_context(|| format!("cannot write the mail {}", target.display()))
}

/// The file of an earlier try.
fn earlier(dir: &Path, ending: &str) -> Result<Option<String>> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read the mail folder {}", dir.display()))?;
    let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.find(|name| name.ends_with(ending) && !name.starts_with('.')))
}

/// Letters and digits of the Message-ID, and a hash, so that no name leaves the folder and no two ids share a file.
fn slug(message_id: &str) -> String {
    let local = message_id.trim_matches(['<', '>']).split('@').next().unwrap_or_default();
    let plain: String = local.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    let digest = Sha256::digest(message_id.as_bytes());
    format!("{plain}-{}", hex(&digest[..4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn r2_a_second_try_overwrites_the_first() {
        let dir = tempfile::tempdir().unwrap();
        for (id, body, at) in [("<a@x>", "one", 0), ("<a@x>", "two", 90_000), ("<../../b@x>", "three", 0)] {
            let now = Timestamp::from_millis(at);
            write(dir.path().join("out"), id.to_owned(), body.into(), now).await.unwrap();
        }
        let mut bodies: Vec<String> = fs::read_dir(dir.path().join("out"))
            .unwrap()
            .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        bodies.sort();
        assert_eq!(bodies, ["three", "two"]);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_says_which() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("taken");
        fs::write(&file, "").unwrap();
        let error = write(file, "<a@x>".into(), vec![], Timestamp::from_millis(0)).await.unwrap_err();
        assert!(error.to_string().contains("taken"), "{error}");
    }
}
