//! Searches saved under a name, which a query says with `search:NAME`.
//!
//! A few come with the program: what brands mostly want left out (`config/packs`). One may say others, not itself, and
//! what a query grows to with all of them is bounded (R7).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::fault::{ErrorKind, nearest};
use super::fields::Field;
use super::fold::fold;
use super::lex::{Kind, lex};
use super::node::Node;
use super::parse::{Read, parse};

/// Parts of a query with all that its searches say.
pub(super) const MOST_PARTS: usize = 200_000;
/// Searches that are saved; more are not read.
const MOST_SEARCHES: usize = 1_000;

const PACKS: [(&str, &str); 4] = [
    ("jobs", include_str!("../../../config/packs/jobs.query")),
    ("coupons", include_str!("../../../config/packs/coupons.query")),
    ("obituaries", include_str!("../../../config/packs/obituaries.query")),
    ("classifieds", include_str!("../../../config/packs/classifieds.query")),
];

static PACKED: LazyLock<Library> = LazyLock::new(|| Library::new([]));

/// Saved searches by their names, in which case and accents do not count.
#[derive(Debug)]
pub struct Library {
    saved: BTreeMap<String, Result<Saved, ErrorKind>>,
}

/// What a name stands for.
#[derive(Debug)]
pub(super) struct Saved {
    pub(super) root: Node,
    /// How many parts it has.
    pub(super) parts: usize,
    pub(super) is_of_mentions: bool,
}

impl Library {
    /// The searches that come with the program.
    pub fn packed() -> &'static Self {
        &PACKED
    }

    /// These searches (name, query), and those of the program whose names are not among them.
    pub fn new(searches: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut texts: BTreeMap<String, String> =
            PACKS.iter().map(|(name, text)| (fold(name), (*text).to_owned())).collect();
        let searches = searches.into_iter().take(MOST_SEARCHES);
        texts.extend(searches.map(|(name, text)| (fold(name.trim()), text)));
        let mut library = Self { saved: BTreeMap::new() };
        for name in texts.keys() {
            library.save(name, &texts, &mut Vec::new());
        }
        library
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.saved.keys().map(String::as_str)
    }

    /// Saves what the search says, then the search.
    fn save<'t>(&mut self, name: &'t str, texts: &'t BTreeMap<String, String>, within: &mut Vec<&'t str>) {
        if self.saved.contains_key(name) {
            return;
        }
        let Some(text) = texts.get(name) else { return };
        within.push(name);
        let said = said(text);
        for (own, _) in said.iter().filter_map(|one| texts.get_key_value(one)) {
            if within.contains(&own.as_str()) {
                self.saved.insert(own.clone(), Err(ErrorKind::SearchInItself { name: own.clone() }));
            } else {
                self.save(own, texts, within);
            }
        }
        within.pop();
        if !self.saved.contains_key(name) {
            let read = parse(text, self).map_err(|errors| {
                let why = errors.into_iter().next().map_or(ErrorKind::Empty, |error| error.kind);
                match why {
                    deeper @ (ErrorKind::BadSearch { .. }
                    | ErrorKind::SearchInItself { .. }
                    | ErrorKind::SearchTooLong { .. }) => deeper,
                    why => ErrorKind::BadSearch { name: name.to_owned(), why: Box::new(why) },
                }
            });
            self.saved
                .insert(name.to_owned(), read.map(|Read { root, of_mentions, .. }| Saved::new(root, &of_mentions)));
        }
    }

    /// What the name stands for.
    pub(super) fn get(&self, name: &str) -> Result<&Saved, ErrorKind> {
        let folded = fold(name.trim());
        match self.saved.get(&folded) {
            Some(Ok(saved)) => Ok(saved),
            Some(Err(kind)) => Err(kind.clone()),
            None => {
                let nearest = nearest(&folded, self.names(), 2).map(str::to_owned);
                Err(ErrorKind::UnknownSearch { name: name.to_owned(), nearest })
            }
        }
    }
}

impl Saved {
    fn new(root: Node, of_mentions: &[std::ops::Range<usize>]) -> Self {
        let mut parts = 0;
        root.each(&mut |_| parts += 1);
        Self { root, parts, is_of_mentions: !of_mentions.is_empty() }
    }
}

/// The folded names of the searches that a query says.
fn said(text: &str) -> Vec<String> {
    let tokens = lex(text).tokens;
    let name = |two: &[super::lex::Token]| match two {
        [field, super::lex::Token { kind: Kind::Term { text, .. }, .. }]
            if field.kind == Kind::Field(Field::Search) =>
        {
            Some(fold(text.trim()))
        }
        _ => None,
    };
    tokens.windows(2).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::query::Query;

    fn library(searches: &[(&str, &str)]) -> Library {
        Library::new(searches.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
    }

    #[track_caller]
    fn check(library: &Library, query: &str, want: &str) {
        let kind = match Query::parse_with(query, library) {
            Ok(_) => "well".to_owned(),
            Err(errors) => format!("{:?}", errors[0].kind),
        };
        assert!(kind.starts_with(want), "{query}: {kind}");
    }

    #[test]
    fn what_comes_with_the_program_can_be_asked() {
        for (name, text) in PACKS {
            let read = Query::parse(text).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
            assert_eq!(read.warnings, [], "{name}");
            check(Library::packed(), &format!("acme NOT search:{name}"), "well");
        }
    }

    #[test]
    fn a_search_may_say_others_but_not_itself() {
        let saved = library(&[
            ("Ours", "acme OR search:theirs"),
            ("theirs", "globex"),
            ("loop", "acme OR search:loop"),
            ("one", "x1 search:two"),
            ("two", "search:one"),
            ("broken", "acme AND"),
            ("jobs", "emploi"),
        ]);
        check(&saved, "search:ours", "well");
        check(&saved, "search:OURS NOT search:jobs", "well");
        check(&saved, "search:loop", "SearchInItself");
        check(&saved, "search:one", "SearchInItself");
        check(&saved, "search:two", "SearchInItself");
        check(&saved, "search:broken", "BadSearch");
        check(&saved, "search:our", "UnknownSearch { name: \"our\", nearest: Some(\"ours\") }");
        check(&saved, "search:", "MissingValue");
    }

    #[test]
    fn r7_searches_within_searches_are_bounded() {
        let doubling = (1..40).map(|nth| (format!("s{nth}"), format!("search:s{0} OR search:s{0}", nth - 1)));
        let saved = Library::new(std::iter::once(("s0".to_owned(), "acme globex".to_owned())).chain(doubling));
        check(&saved, "search:s5", "well");
        check(&saved, "search:s39", "SearchTooLong");
    }
}
