//! The entries of each feed at its last poll, so that what is byte for byte as it was need not be read again.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::keys;
use crate::model::{KnownEntries, KnownEntry, SourceId, Timestamp};

/// Bytes of an entry: the print of its bytes, its keys.
const BYTES: usize = 8 + keys::BYTES;

impl Store {
    /// The entries of a feed at its last poll, where they can be known by their bytes.
    pub async fn known_entries(&self, source: SourceId) -> Result<Option<KnownEntries>> {
        self.read_now(move |connection| {
            let sql = "SELECT whole_at, entries FROM known_entries WHERE source_id = $1";
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, unpack(row.get_ref(1)?.as_blob()?)));
            let found = connection.prepare_cached(sql)?.query_row([source.0], row).optional()?;
            Ok(found.map(|(at, entries)| KnownEntries { whole_at: Timestamp::from_millis(at), entries }))
        })
        .await
    }
}

/// Keeps them for the next poll.
pub(super) fn save(connection: &Connection, source: SourceId, known: &KnownEntries) -> Result<()> {
    connection
        .prepare_cached(
            // Not REPLACE: it opens a savepoint, at which the index of mentions writes all that it has gathered.
            "INSERT INTO known_entries (source_id, whole_at, entries) VALUES ($1, $2, $3)
             ON CONFLICT (source_id) DO UPDATE SET whole_at = excluded.whole_at, entries = excluded.entries",
        )?
        .execute(params![source.0, known.whole_at.millis(), pack(&known.entries)])?;
    Ok(())
}

/// Forgets those of a source that is another now.
pub(super) fn forget(connection: &Connection, source: SourceId) -> Result<()> {
    connection.prepare_cached("DELETE FROM known_entries WHERE source_id = $1")?.execute([source.0])?;
    Ok(())
}

fn pack(entries: &[KnownEntry]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(entries.len() * BYTES);
    for entry in entries {
        packed.extend(entry.bytes.to_le_bytes());
        packed.extend(keys::packed(&entry.keys));
    }
    packed
}

fn unpack(packed: &[u8]) -> Vec<KnownEntry> {
    let (entries, _) = packed.as_chunks::<BYTES>();
    let entry = |packed: &[u8; BYTES]| {
        let (bytes, keys) = packed.split_first_chunk()?;
        Some(KnownEntry { bytes: i64::from_le_bytes(*bytes), keys: keys::unpacked(keys.first_chunk()?) })
    };
    entries.iter().filter_map(entry).collect()
}
