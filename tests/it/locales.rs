//! Both languages say the same things, and French is set as French is.

use std::collections::BTreeSet;

use vigie::locale::keys;
use vigie::model::Locale;

#[test]
fn e9_every_message_exists_in_both_languages() {
    let [fr, en] = Locale::ALL.map(|locale| keys(locale).into_iter().collect::<BTreeSet<_>>());
    let missing = fr.symmetric_difference(&en).collect::<Vec<_>>();
    assert!(missing.is_empty(), "said in one language only: {missing:?}");
    assert!(fr.len() > 150);
}

#[test]
fn e9_no_key_is_given_twice() {
    for locale in Locale::ALL {
        let mut seen = BTreeSet::new();
        let twice = keys(locale).into_iter().filter(|(_, key)| !seen.insert(key.clone())).collect::<Vec<_>>();
        assert!(twice.is_empty(), "{locale:?}: {twice:?}");
    }
}

#[test]
fn e9_tables_parse_and_use_the_same_arguments() {
    for folder in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/config/locales")).unwrap() {
        for table in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = table.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let parsed = fluent_bundle::FluentResource::try_new(text);
            assert!(parsed.is_ok(), "{}: {:?}", path.display(), parsed.err().map(|(_, errors)| errors));
        }
    }
    let [fr, en] = ["fr", "en"].map(arguments);
    assert_eq!(fr, en);
}

/// A sentence that the code words otherwise would be told in English to French readers.
#[test]
fn e9_each_detail_is_worded_as_the_code_that_sees_it_words_it() {
    let code = source_of("src");
    let (_, details) = tables("en").into_iter().find(|(table, _)| table.ends_with("detail.ftl")).unwrap();
    // Those from outside are the words of libraries and of the system; those to be told stand for a sentence above them.
    let is_own = |key: &str| !key.starts_with("detail-outside-") && !key.ends_with("-told");
    let own = details.lines().filter(|line| line.starts_with("detail-"));
    let mut seen = 0;
    for (key, text) in own.filter_map(|line| line.split_once(" = ")).filter(|(key, _)| is_own(key)) {
        for fixed in text.split("{ $").map(|part| part.split_once(" }").map_or(part, |(_, after)| after)) {
            assert!(code.contains(fixed), "{key}: no code says {fixed:?}");
        }
        seen += 1;
    }
    assert!(seen > 100);
}

/// All Rust text below a folder.
fn source_of(folder: &str) -> String {
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut text = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                text.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    text
}

#[test]
fn e9_french_spaces_do_not_break() {
    for (table, text) in tables("fr") {
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            // Inside braces Fluent's own syntax stands, whose spaces are not ours.
            let parts = said.split('{').map(|part| part.rsplit('}').next().unwrap_or(part));
            let said = parts.collect::<Vec<_>>().join("x");
            assert_eq!(said, set_as_french(&said), "{table}:{}", i + 1);
            let is_spaced_twice =
                ['\u{a0}', '\u{202f}'].iter().any(|space| line.contains(&format!("{{\" \"}}{space}")));
            assert!(!is_spaced_twice, "{table}:{}: two spaces: {line}", i + 1);
            // In code, quotation marks are what the shell and TOML take.
            let is_code = said.contains("'\"") || said.contains("mentions '") || said.contains('`');
            assert!(!said.contains('\'') || is_code, "{table}:{}: typewriter apostrophe: {said}", i + 1);
        }
    }
}

/// The text with the spaces that French takes beside its signs.
fn set_as_french(text: &str) -> String {
    let mut out = text.to_owned();
    for (signs, own, other) in [(";?!»", '\u{202f}', '\u{a0}'), (":%", '\u{a0}', '\u{202f}')] {
        for sign in signs.chars() {
            for wrong in [' ', other] {
                out = out.replace(&format!("{wrong}{sign}"), &format!("{own}{sign}"));
            }
        }
    }
    out.replace("« ", "«\u{202f}").replace("«\u{a0}", "«\u{202f}")
}

/// `key $argument` for each argument of each message.
fn arguments(language: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in tables(language) {
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =")
                && !line.starts_with(' ')
            {
                name.clone_into(&mut key);
            }
            for (at, _) in line.match_indices('$') {
                let name = line[at + 1..].split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').next().unwrap();
                found.insert(format!("{key} ${name}"));
            }
        }
    }
    found
}

fn tables(language: &str) -> Vec<(String, String)> {
    let folder = format!("{}/config/locales/{language}", env!("CARGO_MANIFEST_DIR"));
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
}
