//! A query, and asking it of a text: the first line is the query, the rest the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::model::{Language, Locale};
use vigie::understand::query::{About, Document, Query, fold, render};

fuzz_target!(|text: &str| {
    let (query, body) = text.split_once('\n').unwrap_or((text, "Acme déçoit ses clients : « nul », dit-on."));
    match Query::parse(query) {
        Ok(parsed) => {
            let _ = parsed.query.hits(&Document {
                title: query,
                text: body,
                author: Some("Ana"),
                url: Some("https://acme.example/a?b=c"),
                source: "forum",
                language: &|| Language::Fr,
                about: About::default(),
            });
            let _ = parsed.query.prefilter();
            // What it prints means the same.
            let printed = parsed.query.to_string();
            assert_eq!(Query::parse(&printed).map(|again| again.query).ok(), Some(parsed.query), "{printed:?}");
        }
        Err(errors) => drop(render(query, &errors, Locale::Fr)),
    }
    let _ = fold(body);
});
