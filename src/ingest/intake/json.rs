//! Items written as JSON: one object a line, a list of objects, or one object.

use serde_json::{Map, Value};

use super::{MOST_COMPLAINTS, MOST_ITEMS, row};
use crate::model::{Column, Columns, Complaint, ComplaintKind, Draft};

/// A line that is longer is left out.
const MAX_LINE: usize = 1_024 * 1_024;
/// Lists under these names are lists of items.
const LISTS: [&str; 6] = ["items", "data", "results", "reviews", "entries", "mentions"];

/// The items of a body that was handed in: an object, a list, a list under its usual name, or an object a line. An error
/// when it is none of these.
pub fn items(body: &str, columns: &Columns) -> Result<(Vec<Draft>, Vec<Complaint>), String> {
    let (mut drafts, mut complaints) = (Vec::new(), Vec::new());
    let whole = serde_json::from_str::<Value>(body);
    let values = match whole {
        Ok(Value::Array(values)) => values,
        Ok(Value::Object(mut object)) => {
            let list = LISTS.iter().find(|name| object.get(**name).is_some_and(Value::is_array));
            match list.and_then(|name| object.remove(*name)) {
                Some(Value::Array(values)) => values,
                _ => vec![Value::Object(object)],
            }
        }
        Ok(_) => return Err("an item is a JSON object".to_owned()),
        Err(error) if !body.trim_start().starts_with('{') || !body.trim().contains('\n') => {
            return Err(format!("the body is not JSON: {error}"));
        }
        Err(_) => {
            for line in body.lines().filter(|line| !line.trim().is_empty()) {
                one_line(line, columns, &mut drafts, &mut complaints);
            }
            return if drafts.is_empty() {
                Err("no line is a JSON object".to_owned())
            } else {
                Ok((drafts, complaints))
            };
        }
    };
    if values.len() > MOST_ITEMS {
        return Err(format!("more than {MOST_ITEMS} items"));
    }
    for value in &values {
        match value.as_object().and_then(|object| draft(object, columns)) {
            Some(draft) => drafts.push(draft),
            None => complain(&mut complaints, "an item has neither title nor text".to_owned()),
        }
    }
    Ok((drafts, complaints))
}

/// The item of one line.
pub(super) fn one_line(line: &str, columns: &Columns, drafts: &mut Vec<Draft>, complaints: &mut Vec<Complaint>) {
    if line.len() > MAX_LINE {
        return complain(complaints, "a line is longer than 1 MB".to_owned());
    }
    match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(object)) => match draft(&object, columns) {
            Some(draft) => drafts.push(draft),
            None => complain(complaints, "a line has neither title nor text".to_owned()),
        },
        Ok(_) => complain(complaints, "a line is no JSON object".to_owned()),
        Err(error) => complain(complaints, format!("a line is not JSON: {error}")),
    }
}

fn complain(complaints: &mut Vec<Complaint>, detail: String) {
    if complaints.len() < MOST_COMPLAINTS {
        complaints.push(Complaint { kind: ComplaintKind::Rejected, detail });
    }
}

fn draft(object: &Map<String, Value>, columns: &Columns) -> Option<Draft> {
    const MOST_NAMES: usize = 256;
    let names = object.keys().take(MOST_NAMES).cloned().collect::<Vec<_>>();
    let get = |column: Column| {
        if let Some(path) = columns.named(column)
            && let Some(value) = follow(object, path)
        {
            return text(value);
        }
        row::find(&names, column, columns).and_then(|at| text(&object[&names[at]]))
    };
    row::draft(get, columns)
}

/// `user.name`: a field within a field.
fn follow<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    if let Some(value) = object.get(path) {
        return Some(value);
    }
    let (first, rest) = path.split_once('.')?;
    follow(object.get(first)?.as_object()?, rest)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        // Who wrote it is often an object of its own.
        Value::Object(object) => ["name", "display_name", "username", "value"]
            .iter()
            .find_map(|key| object.get(*key))
            .and_then(|value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, want: Option<usize>) {
        assert_eq!(items(body, &Columns::default()).ok().map(|(drafts, _)| drafts.len()), want, "{body:.60}");
    }

    #[test]
    fn an_object_a_list_and_lines_are_items() {
        check(r#"{"title":"Acme"}"#, Some(1));
        check(r#"[{"text":"a"},{"text":"b"},{"x":1}]"#, Some(2));
        check("{\"text\":\"a\"}\n\n{\"text\":\"b\"}\nnot json\n", Some(2));
        check(r#"{"items":[{"text":"a"},{"text":"b"}]}"#, Some(2));
    }

    #[test]
    fn a35_what_is_none_is_refused() {
        for body in ["", "nul", "12", "\"a\"", "{", "[{\"text\":\"a\"}", "{\"text\":1e400}"] {
            check(body, None);
        }
        check(&"[".repeat(100_000), None);
        check(&format!("{}{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)), None);
        check(&format!("[{}]", "{\"text\":\"a\"},".repeat(MOST_ITEMS + 1).trim_end_matches(',')), None);
    }

    #[test]
    fn fields_within_fields_are_named_by_their_path() {
        let mut columns = Columns::default();
        columns.names[Column::Text as usize] = Some("review.body".into());
        let body = r#"{"review":{"body":"Déçu"},"user":{"name":"Léa"},"created_at":1737453600}"#;
        let (drafts, _) = items(body, &columns).unwrap();
        assert_eq!(drafts[0].text.as_str(), "Déçu");
        assert_eq!(drafts[0].author.as_ref().map(NetText::as_str), Some("Léa"));
        assert_eq!(drafts[0].published.map(|at| at.to_string()).as_deref(), Some("2025-01-21T10:00:00Z"));
    }

    use crate::model::NetText;
}
