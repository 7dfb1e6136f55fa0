//! Templates of addresses, filled with the values of a `[[source]]`.
//!
//! `{key}` makes one address of each value; `{key+}` and `{key,}` join all values in one address; `{key.part}` takes a
//! part of a value. Values are encoded for where they stand: the path, or the query behind `?`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use url::Url;

/// The values of a `[[source]]` by key; none is empty.
pub(super) type Values = BTreeMap<&'static str, Vec<String>>;

/// The keys that a template needs.
pub(super) fn keys(template: &str) -> impl Iterator<Item = &str> {
    placeholders(template).map(|placeholder| parse(placeholder).0)
}

/// The values of one address, by key.
pub(super) type Choice<'a> = BTreeMap<&'a str, &'a str>;

/// The addresses that a template makes, each with its own values. None when a value does not fit into an address.
pub(super) fn fill<'a>(template: &'static str, values: &'a Values, most: usize) -> Option<Vec<(Choice<'a>, Url)>> {
    let mut spread: Vec<&str> = Vec::new();
    for (key, how) in placeholders(template).map(parse) {
        if !matches!(how, How::Joined(_)) && !spread.contains(&key) {
            spread.push(key);
        }
    }
    // One choice of a value for each key that is spread, as in nested loops.
    let mut choices: Vec<Choice<'_>> = vec![Choice::new()];
    for key in spread {
        let all = values.get(key)?;
        let longer = choices.iter().flat_map(|choice| {
            all.iter().map(move |value| {
                let mut choice = choice.clone();
                choice.insert(key, value);
                choice
            })
        });
        choices = longer.take(most).collect();
    }
    let filled = choices.into_iter().map(|choice| {
        let url = Url::parse(&one(template, &choice, values)?).ok()?;
        Some((choice, url))
    });
    filled.collect()
}

fn one(template: &str, choice: &Choice<'_>, values: &Values) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}')?;
        out.push_str(before);
        let in_query = out.contains('?');
        let (key, how) = parse(placeholder);
        match how {
            How::Whole if key == "url" => out.push_str(choice.get(key)?),
            How::Whole => out.push_str(&encoded(choice.get(key)?, in_query)),
            How::Part(name) => out.push_str(&encoded(&part(choice.get(key)?, name), in_query)),
            How::Joined(sign) => {
                let all = values.get(key)?.iter().map(|value| encoded(value, in_query));
                out.push_str(&all.collect::<Vec<_>>().join(sign));
            }
        }
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

enum How<'a> {
    Whole,
    Part(&'a str),
    Joined(&'a str),
}

fn parse(placeholder: &str) -> (&str, How<'_>) {
    if let Some((key, part)) = placeholder.split_once('.') {
        return (key, How::Part(part));
    }
    match placeholder.strip_suffix(['+', ',']) {
        Some(key) => (key, How::Joined(&placeholder[key.len()..])),
        None => (placeholder, How::Whole),
    }
}

fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|piece| piece.split_once('}').map(|(placeholder, _)| placeholder))
}

/// A part of a value that has parts: an edition's language and country, a channel's id without its prefix.
fn part<'a>(value: &'a str, name: &str) -> Cow<'a, str> {
    let (language, country) = value.split_once('-').unwrap_or((value, ""));
    match name {
        "country" => country.into(),
        // English has an interface for each country, French only one.
        "interface" if language == "en" => value.into(),
        "interface" | "language" => language.into(),
        "bare" => value.get(2..).unwrap_or_default().into(),
        _ => value.into(),
    }
}

fn encoded(value: &str, in_query: bool) -> String {
    if in_query {
        return url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    }
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' | b'@' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                // A string takes everything.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &'static str, values: &[(&'static str, &[&str])], want: &[(&str, &str)]) {
        let values = values.iter().map(|(key, all)| (*key, all.iter().map(|v| (*v).to_owned()).collect())).collect();
        let filled = fill(template, &values, 100).unwrap();
        let told = |choice: &Choice<'_>| choice.values().copied().collect::<Vec<_>>().join(" ");
        let got: Vec<(String, String)> = filled.iter().map(|(choice, url)| (told(choice), url.to_string())).collect();
        let want: Vec<(String, String)> = want.iter().map(|(l, u)| ((*l).to_owned(), (*u).to_owned())).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn values_are_spread_joined_and_encoded() {
        check(
            "https://r.example/r/{sub+}/x.rss?q={query}",
            &[("sub", &["a", "b"]), ("query", &["\"Café & Co\""])],
            &[("\"Café & Co\"", "https://r.example/r/a+b/x.rss?q=%22Caf%C3%A9+%26+Co%22")],
        );
        check(
            "https://t.example/t/{tag}.rss",
            &[("tag", &["été", "b"])],
            &[("été", "https://t.example/t/%C3%A9t%C3%A9.rss"), ("b", "https://t.example/t/b.rss")],
        );
        check(
            "{url}/p?hl={editions.interface}&gl={editions.country}",
            &[("url", &["https://n.example/a"]), ("editions", &["fr-BE", "en-US"])],
            &[
                ("fr-BE https://n.example/a", "https://n.example/a/p?hl=fr&gl=BE"),
                ("en-US https://n.example/a", "https://n.example/a/p?hl=en-US&gl=US"),
            ],
        );
    }
}
