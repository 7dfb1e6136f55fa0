//! What holds for every query and every text.

use std::sync::LazyLock;

use proptest::prelude::*;
use rusqlite::Connection;

use super::{in_text, parsed};
use crate::model::BrandId;
use crate::understand::query::{Hit, Library, Matcher, Prefilter, Query, fold, indexable, render};

const WORDS: [&str; 33] = [
    "acme~1",
    "cocacola",
    "coca-kola~2",
    "\"coca cola nul\"",
    "cocacol*",
    "acme.fr",
    "{CocaCola}",
    "/ac[mn]e/i",
    "/\\bnul\\b/",
    "search:ours",
    "wendys",
    "acme",
    "Acme",
    "ac*",
    "*me",
    "a?me",
    "coca-cola",
    "l'acme",
    "wendy's",
    "cœur",
    "coeur",
    "=pâté",
    "pate",
    "{BT}",
    "😡",
    "#acme",
    "@acme",
    "strasse",
    "\"acme nul\"",
    "\"cœur acme\"",
    "\"* acme\"",
    "\"acme pate\"~3",
    "o*r",
];
const TEXTS: [&str; 36] = [
    "amce",
    "acm",
    "Coca-Cola’s",
    "CocaCola",
    "acme.fr",
    "acme[.]fr",
    "acme dot fr",
    "ac-me",
    "\n",
    "coca-kola",
    "acme",
    "Acme",
    "ACME",
    "nul",
    "coca-cola",
    "cocacola",
    "coca",
    "cola",
    "l’",
    "l'acme",
    "wendy’s",
    "wendys",
    "cœur",
    "coeur",
    "pâté",
    "pate",
    "BT",
    "bt",
    "😡",
    "#acme",
    "@acme",
    ".",
    "Straße",
    "strasse",
    "\n\n",
    "or",
];

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::new([("ours".to_owned(), "acme OR coca-cola OR /nu[lt]/".to_owned())]));

fn query() -> impl Strategy<Value = String> {
    let term = proptest::sample::select(&WORDS[..]).prop_map(str::to_owned);
    let term = (prop_oneof![4 => Just(""), 1 => Just("title:"), 1 => Just("author:"), 1 => Just("url:")], term)
        .prop_map(|(field, term)| format!("{field}{term}"));
    let filter = proptest::sample::select(
        &["lang:fr", "site:acme.fr", "source:\"le *\"", "rating:[1 TO 2]", "is:review", "date:2026", "country:fr"][..],
    )
    .prop_map(str::to_owned);
    prop_oneof![6 => term, 1 => filter].prop_recursive(4, 24, 4, |inner| {
        let list = proptest::collection::vec(inner.clone(), 1..4);
        let word = prop_oneof![
            Just(" AND "),
            Just(" OR "),
            Just(" "),
            Just(" NEAR/2 "),
            Just(" NEAR/9f "),
            Just(" SENT "),
            Just(" PARA ")
        ];
        prop_oneof![
            3 => (list, word).prop_map(|(list, word)| format!("({})", list.join(word))),
            1 => inner.prop_map(|inner| format!("NOT ({inner})")),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    let gap = prop_oneof![4 => Just(" "), 1 => Just(""), 1 => Just(", "), 1 => Just("-")];
    proptest::collection::vec((proptest::sample::select(&TEXTS[..]), gap), 0..24)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

/// Whether what the prefilter asks for finds the row.
fn finds(index: &Connection, row: usize, prefilter: &Prefilter) -> bool {
    let Some(asked) = fts(prefilter) else { return true };
    let mut found = index.prepare_cached("SELECT 1 FROM item WHERE item MATCH $1 AND rowid = $2").expect("statement");
    found.exists((&asked, i64::try_from(row).expect("row"))).expect(&asked)
}

fn fts(prefilter: &Prefilter) -> Option<String> {
    let join = |parts: &[Prefilter], word| {
        Some(format!("({})", parts.iter().map(fts).collect::<Option<Vec<_>>>()?.join(word)))
    };
    match prefilter {
        Prefilter::All => None,
        Prefilter::Word(word) => Some(format!("\"{word}\"")),
        Prefilter::Prefix(word) => Some(format!("\"{word}\"*")),
        Prefilter::And(parts) => join(parts, " AND "),
        Prefilter::Or(parts) => join(parts, " OR "),
    }
}

fn index_of(texts: &[String]) -> Connection {
    let index = Connection::open_in_memory().expect("memory");
    let tokenizer = "tokenize = 'unicode61 remove_diacritics 2'";
    index
        .execute_batch(&format!("CREATE VIRTUAL TABLE item USING fts5(title, text, author, {tokenizer}); BEGIN"))
        .expect("table");
    for (row, text) in texts.iter().enumerate() {
        let mut insert =
            index.prepare_cached("INSERT INTO item (rowid, title, text) VALUES ($1, '', $2)").expect("statement");
        insert.execute((i64::try_from(row).expect("row"), text)).expect("row");
    }
    index.execute_batch("COMMIT").expect("commit");
    index
}

#[test]
fn a_pattern_ends_where_a_word_does_and_a_site_holds_no_quote() {
    for source in [
        "/a.c/\"b\"",
        "x /a.c/«b» y",
        "/a.c/i{B}",
        "/a/b \"c\"",
        "acm* -site:a%2eb",
        "site:exampleZZ\u{ff61}",
        "/a -site:e://b c/",
        "title:/a x://b c/",
        "=/a b/",
        "\\/a b/",
    ] {
        let read = Query::parse(source).expect(source);
        assert_eq!(parsed(&read.query.to_string()), read.query, "{source}");
    }
    for source in ["acm* -site:exam%22ple", "site:a%2fb"] {
        assert!(Query::parse(source).is_err(), "{source}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_parser_panic(source in "\\PC{0,60}") {
        if let Err(errors) = Query::parse(&source) {
            render(&source, &errors, crate::model::Locale::Fr);
        }
    }

    #[test]
    fn no_heap_of_signs_makes_the_parser_panic(source in "[-()\"{}=~#@*?:'a1é«»“”<> \n/\\[\\]|^.]{0,40}|((AND|OR|NOT|NEAR/2|SENT|PARA|title:|date:|rating:|\\[1 TO 2\\]|search:jobs|/a1/|site:a%22b|aaaa~1|country:|[(]|[)]|a1|\"|-) ?){0,20}") {
        match Query::parse(&source) {
            Ok(read) => {
                let printed = read.query.to_string();
                prop_assert_eq!(&parsed(&printed), &read.query, "{}", printed);
                read.query.hits(&in_text(&source));
            }
            Err(errors) => drop(render(&source, &errors, crate::model::Locale::En)),
        }
    }

    #[test]
    fn what_is_printed_reads_back(source in query()) {
        if let Ok(read) = Query::parse_with(&source, &LIBRARY) {
            let printed = read.query.to_string();
            let again = Query::parse_with(&printed, &LIBRARY).map(|again| again.query);
            prop_assert_eq!(again, Ok(read.query), "{}", printed);
        }
    }

    #[test]
    fn the_matcher_agrees_with_each_query(sources in proptest::collection::vec(query(), 1..6), text in text(), title in text()) {
        let queries: Vec<(BrandId, Query)> = (0..)
            .map(BrandId)
            .zip(sources.iter().filter_map(|source| Query::parse_with(source, &LIBRARY).ok()).map(|read| read.query))
            .collect();
        let document = super::Document { title: &title, author: Some(&title), url: Some("https://www.acme.fr/acme"), ..in_text(&text) };
        let one_by_one: Vec<Hit> = queries
            .iter()
            .filter_map(|(brand, query)| Some(Hit { brand: *brand, hits: query.hits(&document)? }))
            .collect();
        prop_assert_eq!(Matcher::new(queries).hits(&document), one_by_one);
    }

    #[test]
    fn the_prefilter_loses_nothing(source in query(), text in text()) {
        if let Ok(read) = Query::parse_with(&source, &LIBRARY)
            && read.query.hits(&in_text(&text)).is_some()
        {
            prop_assert!(finds(&index_of(&[indexable(&text)]), 0, &read.query.prefilter()), "{:?}", read.query.prefilter());
        }
    }
}

#[test]
fn every_letter_that_folds_to_ascii_is_in_the_index_too() {
    let letters = ('\u{80}'..'\u{3000}').chain('\u{f000}'..'\u{fb10}');
    let words: Vec<String> = letters
        .map(|c| format!("x{c}x"))
        .filter(|word| fold(word).bytes().all(|b| b.is_ascii_alphanumeric()))
        .collect();
    assert!(words.len() > 400);
    let index = index_of(&words);
    for (row, word) in words.iter().enumerate() {
        let query = parsed(&fold(word));
        assert!(query.hits(&in_text(word)).is_some(), "{word}");
        assert!(finds(&index, row, &query.prefilter()), "{word} {}", word.escape_unicode());
    }
}

#[test]
fn no_sign_hides_a_word_from_the_index() {
    let signs = ('\u{21}'..'\u{2fff}').chain('\u{e000}'..'\u{e010}').chain('\u{1f000}'..'\u{1fb00}');
    let texts: Vec<String> = signs.map(|c| format!("acme{c}nul")).collect();
    let index = index_of(&texts.iter().map(|text| indexable(text)).collect::<Vec<_>>());
    let queries = ["acme", "nul"].map(parsed);
    for (row, text) in texts.iter().enumerate() {
        for query in &queries {
            if query.hits(&in_text(text)).is_some() {
                assert!(finds(&index, row, &query.prefilter()), "{query} in {text} {}", text.escape_unicode());
            }
        }
    }
}

#[test]
fn a_text_of_one_word_is_read_to_its_end() {
    let text = "acme ".repeat(20_000);
    let found =
        Matcher::new([(BrandId(1), parsed("acme NEAR/5 acme NEAR/5 acme OR acm* NEAR/100f nul OR \"acme acme\""))])
            .hits(&in_text(&text));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].hits.last().map(|hit| hit.end), Some(text.len() - 1));
    let blob = "a".repeat(1_000_000);
    assert_eq!(Matcher::new([(BrandId(1), parsed("a*a*a*b OR *aab"))]).hits(&in_text(&blob)), []);
}
