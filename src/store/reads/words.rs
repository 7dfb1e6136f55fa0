//! From what a query can be narrowed to, to what FTS5 understands.
//!
//! Every word is quoted, so that nothing in it is an operator. The index may find too much (the caller evaluates the
//! query itself), never too little: what cannot be said to the index narrows nothing.

use crate::understand::query::Prefilter;

/// Parts and depth taken from one query; what is beyond narrows nothing (R7).
const PARTS: usize = 256;
const DEPTH: usize = 32;

/// The MATCH expression; absent when every mention is a candidate.
pub(super) fn expression(filter: &Prefilter) -> Option<String> {
    build(filter, 0, &mut 0)
}

fn build(filter: &Prefilter, depth: usize, parts: &mut usize) -> Option<String> {
    *parts += 1;
    if depth > DEPTH || *parts > PARTS {
        return None;
    }
    match filter {
        Prefilter::All => None,
        Prefilter::Word(word) => quoted(word),
        Prefilter::Prefix(start) => quoted(start).map(|start| format!("{start} *")),
        Prefilter::And(all) => {
            let said: Vec<_> = all.iter().filter_map(|part| build(part, depth + 1, parts)).collect();
            join(&said, " AND ")
        }
        Prefilter::Or(any) => {
            let said: Option<Vec<_>> = any.iter().map(|part| build(part, depth + 1, parts)).collect();
            join(&said?, " OR ")
        }
    }
}

fn join(parts: &[String], with: &str) -> Option<String> {
    if parts.is_empty() { None } else { Some(format!("({})", parts.join(with))) }
}

/// A word of signs alone is no token for the index.
fn quoted(word: &str) -> Option<String> {
    let word = word.replace('\0', " ");
    word.chars().any(char::is_alphanumeric).then(|| format!("\"{}\"", word.replace('"', "\"\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(filter: &Prefilter, want: Option<&str>) {
        assert_eq!(expression(filter).as_deref(), want);
    }

    #[test]
    fn nothing_in_a_word_is_an_operator() {
        let word = |text: &str| Prefilter::Word(text.to_owned());
        check(&word("NEAR"), Some("\"NEAR\""));
        check(&word("a\" OR \"b"), Some("\"a\"\" OR \"\"b\""));
        check(&word("-acme*"), Some("\"-acme*\""));
        check(&Prefilter::Prefix("arnaq".into()), Some("\"arnaq\" *"));
    }

    #[test]
    fn what_cannot_be_said_narrows_nothing() {
        let word = Prefilter::Word("acme".into());
        check(&Prefilter::All, None);
        check(&Prefilter::Word("!?".into()), None);
        check(&Prefilter::Or(vec![word.clone(), Prefilter::All]), None);
        check(&Prefilter::And(vec![word, Prefilter::All]), Some("(\"acme\")"));
        check(&Prefilter::Or(Vec::new()), None);
        let deep = (0..100).fold(Prefilter::Word("x".into()), |inner, _| Prefilter::Or(vec![inner]));
        check(&deep, None);
    }
}
