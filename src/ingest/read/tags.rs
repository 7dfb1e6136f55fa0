//! The start tags of a page, one after the other, without a tree: for what a head says and what links lead to.

use std::borrow::Cow;

use super::token::{Token, Tokens};

/// Calls `each` with the name of every start tag, in lower case, and a way to its attributes, references resolved.
pub(in crate::ingest) fn tags<'a>(source: &'a str, mut each: impl FnMut(&str, &dyn Fn(&str) -> Option<Cow<'a, str>>)) {
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        let Token::Open { name, attrs, empty } = token else { continue };
        let name = name.to_ascii_lowercase();
        let attribute = |wanted: &str| {
            let (_, value) = attrs.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted))?;
            Some(html_escape::decode_html_entities(*value))
        };
        each(&name, &attribute);
        if matches!(name.as_str(), "script" | "style") && !empty {
            tokens.skip_element(&name);
        }
    }
}
