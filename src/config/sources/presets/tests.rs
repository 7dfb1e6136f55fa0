//! Every row of the tables: what its example becomes, and that its answers are read.
//!
//! `tests/data/presets/expansions.txt` holds all addresses: a change of a preset is a visible change of that file
//! (`UPDATE_EXPECT=1 cargo test --lib presets::`).

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::config::{Config, Finding, Surroundings, keys, parse};
use crate::locale::has;

const REST: &str = "[[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"ann@acme.example\"\n";

/// A folder with the tokens that examples name.
fn tokens() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (file, token) in [
        ("bluesky-token", "s3cr3t"),
        ("x-token", "s3cr3t"),
        ("facebook-page-token", "s3cr3t"),
        ("google-token", "s3cr3t"),
        ("reddit-feed", "https://www.reddit.com/.rss?feed=s3cr3t&user=ann\n"),
    ] {
        fs::write(dir.path().join(file), token).unwrap();
        fs::set_permissions(dir.path().join(file), fs::Permissions::from_mode(0o600)).unwrap();
    }
    dir
}

fn read(lines: &str) -> Result<Config, Vec<Finding>> {
    let dir = tokens();
    let around = Surroundings { base_dir: dir.path().to_owned(), ..Surroundings::default() };
    let text = format!("{REST}[[source]]\n{lines}\n");
    parse(&text, "vigie.toml", &around, Locale::Fr).map(|loaded| loaded.config).map_err(|report| report.findings)
}

#[track_caller]
fn check(lines: &str, want: &[&str]) {
    let config = read(lines).unwrap_or_else(|findings| panic!("{findings:?}"));
    let got: Vec<String> = config.sources.iter().map(|source| format!("{} {}", source.name, source.url)).collect();
    assert_eq!(got, want);
}

#[track_caller]
fn check_refused(lines: &str, want: &str) {
    let findings = read(lines).map(|_| ()).unwrap_err();
    let got: Vec<String> = findings.iter().map(|f| format!("{}:{} {}", f.line - 5, f.column, f.message)).collect();
    assert_eq!(got, [want]);
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/presets").join(name)
}

#[test]
fn every_example_expands_to_pinned_addresses() {
    let mut told = String::new();
    for preset in all().filter(|preset| preset.grade != Grade::D) {
        writeln!(told, "{} [{}] {}", preset.name, preset.grade.as_str(), preset.example.replace('\n', "; ")).unwrap();
        let lines = format!("kind = \"{}\"\n{}", preset.name, preset.example);
        let config = read(&lines).unwrap_or_else(|findings| panic!("{}: {findings:?}", preset.name));
        for source in &config.sources {
            writeln!(told, "  {}\n    {} {:?}", source.name, source.url, source.read_as).unwrap();
            let used = source.preset.as_ref().unwrap();
            assert_eq!((used.preset.name, source.every), (preset.name, preset.every()));
            for other in &used.fallbacks {
                writeln!(told, "    else {} {:?}", other.url, other.read_as).unwrap();
            }
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(data("expansions.txt"), &told).unwrap();
    }
    assert_eq!(told, fs::read_to_string(data("expansions.txt")).unwrap_or_default());
}

#[test]
fn every_route_of_every_preset_makes_an_address() {
    for preset in all() {
        for route in preset.routes {
            for address in std::iter::once(&route.to).chain(route.instead) {
                for key in template::keys(address.template) {
                    let known = preset.keys.iter().any(|known| known.name == key);
                    assert!(known, "{}: {} needs {key}", preset.name, address.template);
                }
            }
        }
        assert!(preset.grade == Grade::D || !preset.routes.is_empty(), "{}", preset.name);
        assert!(preset.least() <= preset.every(), "{}", preset.name);
        assert!(
            preset.keys.iter().all(|key| keys::OF_PRESETS.contains(&key.name) || key.name == "url"),
            "{}",
            preset.name
        );
        for locale in Locale::ALL {
            assert!(has(locale, &preset.note_key()), "{}", preset.note_key());
        }
    }
    let mut names: Vec<&str> = all().map(|preset| preset.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all().count());
}

#[test]
fn routes_are_taken_by_what_is_given() {
    check("kind = \"wordpress\"\nurl = \"https://b.example/\"", &["wordpress: b.example https://b.example/feed/"]);
    check(
        "name = \"B\"\nkind = \"wordpress\"\nurl = \"https://b.example/\"\nsection = \"news\"\ntag = [\"a\", \"b\"]",
        &[
            "B (news) https://b.example/category/news/feed/",
            "B (a) https://b.example/tag/a/feed/",
            "B (b) https://b.example/tag/b/feed/",
        ],
    );
    check(
        "name = \"R\"\nkind = \"reddit\"\nsub = [\"a\", \"b\"]\nquery = \"x y\"",
        &["R https://www.reddit.com/r/a+b/search.rss?q=x+y&restrict_sr=on&sort=new"],
    );
    check(
        "name = \"R\"\nkind = \"reddit\"\nsub = \"a\"\nwhat = [\"posts\", \"comments\"]",
        &["R (posts) https://www.reddit.com/r/a/new/.rss", "R (comments) https://www.reddit.com/r/a/comments/.rss"],
    );
    check(
        "kind = \"news\"\nquery = \"Acme\"\nproviders = [\"bing\", \"google\"]",
        &["news: Acme https://www.bing.com/news/search?q=Acme&format=rss&mkt=fr-FR&setlang=fr&cc=FR"],
    );
}

#[test]
fn a_slip_is_told_at_its_place() {
    check_refused("kind = \"reddit\"", "0:1 Une source `kind = \"reddit\"` doit savoir quoi lire.");
    check_refused("kind = \"reddit\"\nsub = \"a/b\"", "2:7 «\u{202f}a/b\u{202f}» n’est pas un nom pour `sub`.");
    check_refused(
        "kind = \"hn\"\nquery = \"a\"\nsub = \"b\"",
        "3:7 `sub` ne vaut pas pour une source `kind = \"hn\"`.",
    );
    check_refused(
        "kind = \"hn\"\nquery = \"a\"\nevery = \"1 min\"",
        "3:9 hn n’est interrogé que toutes les 5\u{a0}min au plus.",
    );
    check_refused(
        "kind = \"instagram\"\nuser = \"acme\"",
        "1:8 Instagram ne se lit qu’entre membres\u{a0}: ni flux public, ni API gratuite.",
    );
    check_refused("kind = \"x\"\nquery = \"a\"", "1:8 Une source `kind = \"x\"` a besoin de votre propre jeton.");
    check_refused(
        "kind = \"hn\"\nquery = \"a\"\nwhat = \"storys\"",
        "3:8 `what` ne peut pas être «\u{202f}storys\u{202f}».",
    );
    check_refused(
        "url = \"https://a.example/\"\nsub = \"a\"",
        "2:7 `sub` ne vaut pas pour une source `kind = \"feed\"`.",
    );
}

#[test]
fn r10_a_token_is_for_its_host_and_never_in_the_file() {
    let config =
        read("name = \"L\"\nkind = \"linked-to\"\nsite = \"acme.example\"\ntoken_file = \"reddit-feed\"").unwrap();
    let tokens: Vec<Option<&Token>> = config.sources.iter().map(|s| s.preset.as_ref()?.token.as_ref()).collect();
    assert_eq!(
        tokens[0].map(|t| (t.host.as_str(), t.secret.reveal())),
        Some(("www.reddit.com", "feed=s3cr3t&user=ann"))
    );
    assert_eq!(tokens[1..], [None, None]);
    assert!(!format!("{config:?}").contains("s3cr3t"));
    let findings = read("kind = \"x\"\nquery = \"a\"\ntoken = \"s3cr3t\"").map(|_| ()).unwrap_err();
    assert!(findings[0].message.contains("`token`") && !findings[0].render(false).contains("s3cr3t"));
}

#[test]
fn a_brand_that_names_the_source_means_all_that_it_became() {
    let text = "[[brand]]\nname = \"Acme\"\nsources = [\"Presse\"]\n[[recipient]]\nmail = \"a@acme.example\"\n[[source]]\n\
                name = \"Presse\"\nkind = \"news\"\nquery = \"Acme\"\neditions = [\"fr-FR\", \"fr-BE\"]\n";
    let config = parse(text, "vigie.toml", &Surroundings::default(), Locale::Fr).unwrap().config;
    assert_eq!(config.brands[0].sources, ["Presse (fr-FR)", "Presse (fr-BE)"]);
}
