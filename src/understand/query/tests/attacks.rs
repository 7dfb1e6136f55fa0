//! Patterns and names that would cost too much, or would break what reads them.

use std::fs;
use std::path::Path;

use super::in_text;
use crate::model::Locale;
use crate::understand::query::{ErrorKind, Query, render};

#[track_caller]
fn refused(query: &str, want: &str) {
    let errors = Query::parse(query).expect_err(query);
    assert!(format!("{:?}", errors[0].kind).starts_with(want), "{query}: {:?}", errors[0].kind);
    for locale in Locale::ALL {
        let said = render(query, &errors, locale);
        assert!(!said.contains("query-") && said.contains('^'), "{said}");
    }
}

#[test]
fn a39_a_pattern_that_costs_too_much_is_refused_with_its_reason() {
    refused(r"/(a{1000}){1000}/", "PatternTooLarge");
    refused(r"/\w{100000}/", "PatternTooLarge");
    refused(r"/a*/", "PatternFitsEverywhere");
    refused(r"/(acme/", "BadPattern");
    refused(r"/(?=acme)a/", "BadPattern");
    refused(r"acme /[/", "BadPattern");
    refused(&format!("/{}a{}/", "(".repeat(5_000), ")".repeat(5_000)), "BadPattern");
}

#[test]
fn edits_fields_and_searches_are_refused_with_their_reason() {
    refused("ab~1", "BadEdits");
    refused("acme~2", "BadEdits");
    refused("acme~9", "BadEdits");
    refused("acm*~1", "BadEdits");
    refused("=acme~1", "BadEdits");
    refused("{Acme}~1", "BadEdits");
    refused("acme.fr~1", "BadEdits");
    refused("\"acme * nul\"~2", "OnlyWildcards");
    refused("acme rating:many", "BadValue");
    refused("acme rating:[5 TO 1]", "BadValue");
    refused("acme date:2026-02-30", "BadValue");
    refused("acme kind:telex", "BadValue");
    refused("acme is:nice", "BadValue");
    refused("acme sentiment:angry", "BadValue");
    refused("acme cluster:one", "BadValue");
    refused("acme search:job", "UnknownSearch");
    refused("acme SENT lang:fr", "FilterInNear");
    refused("acme PARA", "MissingOperand");
    refused("country:fr", "Empty");
    refused("NOT country:fr", "Empty");
}

#[test]
fn a39_patterns_of_attackers_are_refused_or_run_in_linear_time() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/hostile/regex.jsonl");
    let Ok(rows) = fs::read_to_string(&path) else {
        println!("skipped: no {}", path.display());
        return;
    };
    let texts = ["a".repeat(100_000), "ab ".repeat(30_000), "x".repeat(50_000) + &"\u{df}".repeat(20_000)];
    let (mut run, mut refused) = (0, 0);
    for row in rows.lines().filter_map(|row| serde_json::from_str::<serde_json::Value>(row).ok()) {
        let Some(pattern) = row["payload"].as_str() else { continue };
        match Query::parse(&format!("/{}/", pattern.replace('/', "\\/"))) {
            Err(errors) => {
                refused += 1;
                assert!(errors.iter().all(|error| !matches!(error.kind, ErrorKind::Empty)), "{pattern}");
            }
            Ok(read) => {
                run += 1;
                for text in &texts {
                    read.query.hits(&in_text(text));
                }
            }
        }
    }
    assert!(run > 0 && refused > 0, "{run} run, {refused} refused");
}
