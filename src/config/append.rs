//! Adding sources to a config file that a person wrote: at its end, so that nothing of theirs moves.
//!
//! The whole file is checked with what is added before a byte is written, and then replaced in one step. A daemon that
//! reads meanwhile reads the old file or the new one (R9).

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::{Loaded, Report, Surroundings, parse, read_bounded};
use crate::locale::tell;
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

/// Checks the file with the block behind it; writes it unless `dry`.
pub fn append(path: &Path, block: &str, dry: bool, locale: Locale) -> Result<Loaded, NotAdded> {
    let unwritable = |key: &str, reason: String| NotAdded::Unwritable(tell(locale, key, &[("reason", reason.into())]));
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
    if !dry {
        replace(path, &after).map_err(|error| unwritable("config-file-unreadable", error.to_string()))?;
    }
    Ok(loaded)
}

/// In the file's own folder, with its permissions, and on disk before it takes the place.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    // A link stays a link: the file that it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let fresh = path.with_extension("toml.new");
    let mut file = fs::File::create(&fresh)?;
    file.set_permissions(fs::metadata(&path)?.permissions())?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&fresh, &path)
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
        assert_eq!(append(&path, &block, true, Locale::En).unwrap().config.sources.len(), 2);
        assert_eq!(fs::read_to_string(&path).unwrap(), BEFORE);
        let loaded = append(&path, &block, false, Locale::En).unwrap();
        assert_eq!(loaded.config.sources[1].name, "L'\"été\" [x]");
        assert_eq!(fs::read_to_string(&path).unwrap(), format!("{BEFORE}\n{block}\n"));
    }

    #[test]
    fn r9_a_block_that_is_refused_leaves_the_file_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vigie.toml");
        fs::write(&path, BEFORE).unwrap();
        for block in ["[[source]]\nurl = \"https://a.example/f\"", "[[source]]\nkind = \"instagram\"", "[[source"] {
            assert!(matches!(append(&path, block, false, Locale::En), Err(NotAdded::Refused(_))), "{block}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), BEFORE);
        assert!(append(&dir.path().join("absent"), "", false, Locale::En).is_err());
    }
}
