//! Values out of JSON that may be anything.

use serde_json::Value;

use crate::ingest::read::{date, feed};
use crate::model::{NetText, SECOND_MS, Timestamp};

/// A string that is not blank. A path goes through objects: `author.name.label`.
pub(super) fn string(of: &Value, path: &str) -> Option<String> {
    let text = at(of, path)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a person is shown of a string that is plain text.
pub(super) fn text(of: &Value, path: &str) -> NetText {
    string(of, path).unwrap_or_default().into()
}

/// What a person is shown of a string that is HTML.
pub(super) fn visible(of: &Value, path: &str) -> NetText {
    feed::visible(&string(of, path).unwrap_or_default()).into()
}

/// A whole number, also when it is written as a string.
pub(super) fn number(of: &Value, path: &str) -> Option<i64> {
    let value = at(of, path)?;
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// An id, whether it is a number or a string.
pub(super) fn id(of: &Value, path: &str) -> Option<String> {
    string(of, path).or_else(|| number(of, path).map(|number| number.to_string()))
}

/// An instant in seconds since 1970.
pub(super) fn seconds(of: &Value, path: &str) -> Option<Timestamp> {
    Some(Timestamp::from_millis(number(of, path)?.checked_mul(SECOND_MS)?))
}

/// An instant in words.
pub(super) fn instant(of: &Value, path: &str) -> Option<Timestamp> {
    date::parse(&string(of, path)?, None)
}

/// A name.
pub(super) fn name(of: &Value, path: &str) -> Option<NetText> {
    string(of, path).map(|name| NetText::new(name).clipped(200))
}

/// A list.
pub(super) fn list<'a>(of: &'a Value, path: &str) -> Option<&'a Vec<Value>> {
    at(of, path)?.as_array()
}

/// An address that people can follow; nothing when it is none.
pub(super) fn address(of: &Value, path: &str) -> Option<String> {
    string(of, path).filter(|text| text.len() <= 2_048 && (text.starts_with("https://") || text.starts_with("http://")))
}

fn at<'a>(of: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(of, |value, key| value.get(key))
}
