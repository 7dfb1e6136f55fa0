//! JSON into values, and no more of them than a reader can use.
//!
//! A text of four megabytes can hold a million empty objects, or a hundred thousand with one field each, which in
//! memory are twenty times its size (A35). What is over the limit is read past, so that a text is still known to be
//! JSON. Depth is the parser's own limit.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Values that are kept.
const MAX_VALUES: usize = 250_000;
/// What an object's first field takes beside a value of a list, in such values.
const FIRST_FIELD: usize = 12;

/// The JSON at the start of the text, and whether some of it was left out. What follows it (a script, a second object)
/// is not looked at.
pub(super) fn leading(text: &str) -> Option<(Value, bool)> {
    read(text, |_| Ok(()))
}

/// The JSON that the text is, and whether some of it was left out.
pub(super) fn whole(text: &str) -> Option<(Value, bool)> {
    read(text, serde_json::Deserializer::end)
}

type Source<'t> = serde_json::Deserializer<serde_json::de::StrRead<'t>>;

fn read<'t>(text: &'t str, end: impl FnOnce(&mut Source<'t>) -> serde_json::Result<()>) -> Option<(Value, bool)> {
    let left = Cell::new(MAX_VALUES);
    let mut source = serde_json::Deserializer::from_str(text);
    let value = Bounded(&left).deserialize(&mut source).ok()?;
    end(&mut source).ok()?;
    Some((value, left.get() == 0))
}

#[derive(Clone, Copy)]
struct Bounded<'b>(&'b Cell<usize>);

impl Bounded<'_> {
    /// Whether there is room for a value of that size.
    fn take(self, size: usize) -> bool {
        let left = self.0.get().checked_sub(size).filter(|left| *left > 0);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("no number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while self.take(1) {
            let Some(value) = source.next_element_seed(self)? else { return Ok(Value::Array(list)) };
            list.push(value);
        }
        while source.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = source.next_key::<String>()? {
            if !self.take(if fields.is_empty() { FIRST_FIELD } else { 1 }) {
                source.next_value::<IgnoredAny>()?;
                while source.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                break;
            }
            fields.insert(key, source.next_value_seed(self)?);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_texts_are_read_as_they_are_and_large_ones_up_to_a_limit_a35() {
        for text in [
            "{\"a\":[1,-2,2.5,true,null,\"x\\n\"],\"a\":{\"b\":{}}}",
            "[]",
            "[[],{}]",
            "\"x\"",
            "1e400",
            "[1,]",
            "{\"a\" 1}",
            "",
            "{} {}",
        ] {
            let plain = serde_json::from_str::<Value>(text).ok();
            assert_eq!(whole(text), plain.map(|value| (value, false)), "{text}");
        }
        assert_eq!(leading("{} trailing").map(|(value, _)| value), Some(Value::Object(Map::new())));
        for (text, most) in [("{},", MAX_VALUES), ("{\"a\":1},", MAX_VALUES / FIRST_FIELD)] {
            let (value, cut) = whole(&format!("[{}{{}}]", text.repeat(MAX_VALUES + 1))).unwrap();
            assert!(cut && (most / 2..=most).contains(&value.as_array().unwrap().len()), "{text}");
        }
        assert_eq!(whole(&format!("[{}", "{},".repeat(MAX_VALUES + 1))), None);
    }
}
