//! Between columns and the types of the model. What is a closed set in the model is its stable word in a column; what
//! is a list or a record is JSON.

use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};
use serde::Serialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer as _};

use crate::model::Timestamp;

/// An instant.
pub(super) fn at<I: RowIndex>(row: &Row<'_>, column: I) -> rusqlite::Result<Timestamp> {
    row.get(column).map(Timestamp::from_millis)
}

/// An instant that may be absent.
pub(super) fn maybe_at<I: RowIndex>(row: &Row<'_>, column: I) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp::from_millis))
}

/// Milliseconds of an instant that may be absent.
pub(super) fn millis(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::millis)
}

/// A member of a closed set, by its word.
pub(super) fn word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let word: StrDeserializer<'_, serde_json::Error> = row.get_ref(column)?.as_str()?.into_deserializer();
    T::deserialize(word).map_err(|error| unreadable(column, error))
}

/// The word of a member of a closed set.
pub(super) fn to_word<T: Serialize>(value: &T) -> anyhow::Result<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(word) => Ok(word),
        other => anyhow::bail!("{other} is not a word"),
    }
}

/// A list or record kept as JSON.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| unreadable(column, error))
}

/// A list or record, to be kept as JSON.
pub(super) fn to_json<T: Serialize + ?Sized>(value: &T) -> anyhow::Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// A count; never negative in the store, clamped should a hand have edited it.
pub(super) fn count<I: RowIndex>(row: &Row<'_>, column: I) -> rusqlite::Result<u32> {
    let count: i64 = row.get(column)?;
    Ok(u32::try_from(count.max(0)).unwrap_or(u32::MAX))
}

/// A large count.
pub(super) fn large<I: RowIndex>(row: &Row<'_>, column: I) -> rusqlite::Result<u64> {
    let count: i64 = row.get(column)?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// `$n, $n+1, …`: `many` placeholders after the first `before` ones.
pub(super) fn places(before: usize, many: usize) -> String {
    (before + 1..=before + many).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

fn unreadable(column: usize, error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}

/// Hashes as big-endian bytes.
pub(super) fn pack(hashes: &[u32]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.to_be_bytes()).collect()
}

pub(super) fn unpack(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|chunk| u32::from_be_bytes(*chunk)).collect()
}
