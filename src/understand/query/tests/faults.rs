use crate::locale;
use crate::model::Locale;
use crate::understand::query::{ErrorKind, Query, Warning, render};

#[track_caller]
fn fails(query: &str, want: &[(&str, &str)]) {
    let errors = Query::parse(query).expect_err(query);
    let found: Vec<(String, &str)> = errors
        .iter()
        .map(|error| {
            let name = format!("{:?}", error.kind);
            (name.split([' ', '{']).next().unwrap_or_default().to_owned(), &query[error.span.clone()])
        })
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(name, at)| (name.as_str(), *at)).collect();
    assert_eq!(found, want, "{query}");
    for error in &errors {
        for locale in Locale::ALL {
            for text in [error.message(locale), error.remedy(locale)] {
                assert!(!text.starts_with("query-") && !text.contains('$'), "{text}");
            }
        }
    }
}

#[track_caller]
fn warns(query: &str, want: &[&str]) {
    let warnings = Query::parse(query).expect(query).warnings;
    let found: Vec<&str> = warnings.iter().map(|Warning { span, .. }| &query[span.clone()]).collect();
    assert_eq!(found, want, "{query}");
    for warning in warnings {
        for locale in Locale::ALL {
            assert!(!warning.message(locale).contains("query-") && !warning.remedy(locale).contains("query-"));
        }
    }
}

#[test]
fn what_cannot_be_asked_is_told_with_its_place() {
    fails("", &[("Empty", "")]);
    fails(" \n# rien\n", &[("Empty", "# rien")]);
    fails("NOT acme", &[("PurelyNegative", "NOT acme")]);
    fails("-acme -globex", &[("PurelyNegative", "-acme -globex")]);
    fails("acme OR NOT globex", &[("PurelyNegative", "acme OR NOT globex")]);
    fails("acme \"service", &[("UnclosedQuote", "\"")]);
    fails("{BT", &[("UnclosedBrace", "{")]);
    fails("acme <<< note", &[("UnclosedComment", "<<<")]);
    fails("(acme OR (globex)", &[("UnclosedParenthesis", "(")]);
    fails("acme) globex", &[("UnopenedParenthesis", ")")]);
    fails("acme ()", &[("EmptyGroup", "()")]);
    fails("AND acme", &[("MissingOperand", "AND")]);
    fails("acme AND", &[("MissingOperand", "AND")]);
    fails("acme OR OR globex", &[("MissingOperand", "OR")]);
    fails("acme NOT", &[("MissingOperand", "NOT")]);
    fails("acme NEAR/3", &[("MissingOperand", "NEAR/3")]);
    fails("titel:acme", &[("UnknownField", "titel:")]);
    fails("acme NAER/3 nul", &[("UnknownOperator", "NAER/3")]);
    fails("acme NEAR nul", &[("BadDistance", "NEAR")]);
    fails("acme NEAR/101 nul", &[("BadDistance", "NEAR/101")]);
    fails("\"a b\"~x", &[("BadDistance", "~x")]);
    fails("title: acme", &[("MissingValue", "title:")]);
    fails("acme lang:de", &[("BadLanguage", "de")]);
    fails("acme site:a/b", &[("BadSite", "a/b")]);
    fails("acme & globex", &[("NoWord", "&")]);
    fails("*", &[("OnlyWildcards", "*")]);
    fails("acme OR \"* ?\"", &[("OnlyWildcards", "\"* ?\"")]);
    fails("acme NEAR/3 -nul", &[("NotInNear", "-nul")]);
    fails("acme NOT emploi NEAR/3 acme", &[("NotInNear", "NOT emploi")]);
    fails("acme NEAR/3 lang:fr", &[("FilterInNear", "lang:fr")]);
    fails("titel:a1 AND (b1 OR", &[("UnknownField", "titel:"), ("UnclosedParenthesis", "("), ("MissingOperand", "OR")]);
}

#[test]
fn a_tower_of_parentheses_is_refused_and_a_long_list_is_not() {
    let tower = format!("{}acme{}", "(".repeat(100_000), ")".repeat(100_000));
    let errors = Query::parse(&tower).expect_err("too deep");
    assert!(matches!(
        errors[..],
        [crate::understand::query::QueryError { kind: ErrorKind::TooDeep { most: 200 }, .. }]
    ));
    assert!(Query::parse(&format!("{}acme{}", "(".repeat(200), ")".repeat(200))).is_ok());
    assert!(Query::parse(&vec!["acme"; 20_000].join(" NEAR/3 ")).is_ok());
    assert!(Query::parse(&format!("{}acme", "NOT ".repeat(20_000))).is_ok());
    assert!(Query::parse(&vec!["acme"; 20_000].join(" OR ")).is_ok());
}

#[test]
fn the_nearest_name_is_proposed() {
    for (query, want) in
        [("titel:a1", "title:"), ("titre:a1", "title:"), ("auhtor:a1", "author:"), ("langue:fr", "lang:")]
    {
        let errors = Query::parse(query).expect_err(query);
        assert!(errors[0].remedy(Locale::Fr).contains(want), "{}", errors[0].remedy(Locale::Fr));
    }
}

#[test]
fn what_is_doubtful_is_said_and_works() {
    warns("acme OR globex nul", &["acme OR globex nul"]);
    warns("acme AND (globex OR nul)", &[]);
    warns("x1 (acme OR globex AND nul)", &["acme OR globex AND nul"]);
    warns("acme and globex or not nul", &["and", "or", "not"]);
    warns("acme near/3 nul", &["near/3"]);
    warns("x acme", &["x"]);
    warns("{X}", &["{X}"]);
    warns("😡", &[]);
    warns("C++", &[]);
}

#[test]
fn an_error_is_shown_under_its_line() {
    let source = "acme\nAND titel:crise";
    let errors = Query::parse(source).expect_err(source);
    let expected = "There is no field titel:.\n  AND titel:crise\n      ^^^^^^\nDid you mean title:?\n";
    assert_eq!(render(source, &errors, Locale::En), expected);
}

#[test]
fn both_languages_have_the_same_messages() {
    let keys = |locale| locale::keys(locale).into_iter().filter(|(table, _)| *table == "query").collect::<Vec<_>>();
    assert_eq!(keys(Locale::Fr), keys(Locale::En));
}
