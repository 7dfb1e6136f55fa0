//! Whole files: what is taken, and how each kind of mistake is told. The mistakes and their renderings in both languages
//! are in `tests/data/config`; `UPDATE_EXPECT=1 cargo test --lib config::` writes the renderings again.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::{Weekday, time};

use super::{Config, Level, Loaded, Report, Surroundings, parse};
use crate::model::{Locale, MailRoute, ReadAs, Role, Severity, SmtpSecurity, SourceKind};

const MINIMAL: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/config/minimal.toml"));
const FULL: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/config/vigie.toml"));

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/config")
}

fn read(source: &str) -> Result<Loaded, Report> {
    let around = Surroundings { base_dir: "/etc/vigie".into(), ..Surroundings::default() };
    parse(source, "vigie.toml", &around, Locale::En)
}

#[track_caller]
fn taken(source: &str) -> Config {
    let loaded = read(source).unwrap_or_else(|report| panic!("{report}"));
    assert_eq!(loaded.warnings, []);
    loaded.config
}

/// The findings of the minimal file and some more lines, as `level line:column`.
#[track_caller]
fn check(more: &str, want: &[&str]) {
    let findings = match read(&format!("{MINIMAL}{more}")) {
        Ok(loaded) => loaded.warnings,
        Err(report) => report.findings,
    };
    let base = MINIMAL.lines().count();
    let got: Vec<String> = findings
        .iter()
        .map(|f| format!("{:?} {}:{} {}", f.level, f.line.saturating_sub(base), f.column, f.message))
        .collect();
    assert_eq!(got, want);
}

#[test]
fn a_brand_a_source_and_a_recipient_make_a_watch() {
    assert!(MINIMAL.lines().count() <= 12);
    let config = taken(MINIMAL);
    assert_eq!((config.brands[0].role, config.brands[0].query_text.as_str()), (Role::Own, "\"Acme\""));
    let source = &config.sources[0];
    assert_eq!((source.name.as_str(), source.every), ("www.example.org", Duration::from_mins(15)));
    assert_eq!((&source.read_as, source.respect_robots), (&ReadAs::Feed, true));
    let recipient = &config.recipients[0];
    assert_eq!((recipient.name.as_str(), recipient.operator), ("ann@example.org", true));
    assert_eq!((recipient.alerts_from, recipient.time_zone.as_str()), (Some(Severity::Warning), "UTC"));
    assert_eq!(config.mail.route, MailRoute::File { dir: "/etc/vigie/.vigie/mails".into() });
    assert_eq!(config.web.listen.map(|at| at.to_string()).as_deref(), Some("127.0.0.1:8080"));
}

#[test]
fn the_commented_example_is_taken_and_names_every_key() {
    let config = taken(FULL);
    assert_eq!(config.sources.iter().filter(|s| s.read_as.kind() == SourceKind::Forum).count(), 2);
    assert_eq!(config.fetch.user_agent, "vigie (+mailto:webmaster@acme.example)");
    assert_eq!(config.fetch.max_body_bytes, 10_000_000);
    assert_eq!(config.recipients[0].weekly.map(|w| (w.weekday, w.at)), Some((Weekday::Monday, time(8, 0, 0, 0))));
    assert_eq!(config.alerts.update_after.map(|after| after[2]), Some(Duration::from_hours(1)));
    let MailRoute::Smtp { port, security, login, .. } = config.mail.route else { panic!("no relay") };
    assert_eq!((port, security, login), (465, SmtpSecurity::ImplicitTls, None));
    for (table, keys) in super::keys::TABLES {
        for key in *keys {
            let lines = FULL.lines().map(|line| line.trim_start_matches(['#', ' ', '[']));
            let lines = lines.map(|line| line.strip_prefix("source.").unwrap_or(line));
            let is_named =
                lines.filter(|line| line.starts_with(key)).any(|line| line[key.len()..].starts_with([' ', ']']));
            assert!(is_named, "[{table}] {key}");
        }
    }
}

#[test]
fn f69_every_mistake_is_told_with_its_place_and_its_remedy() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut files: Vec<PathBuf> = fs::read_dir(data()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ext| ext == "toml"));
    files.sort();
    assert!(files.len() >= 30);
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        let around = Surroundings { base_dir: data(), ..Surroundings::default() };
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut places = BTreeSet::new();
        for locale in Locale::ALL {
            let report = parse(&source, name, &around, locale).expect_err(name);
            assert!(report.findings.iter().any(|finding| finding.level == Level::Error), "{name}");
            assert!(report.findings.iter().all(|f| f.line > 0 && f.column > 0 && f.remedy.len() > 10), "{name}");
            places.insert(report.findings.iter().map(|f| (f.line, f.column)).collect::<Vec<_>>());
            let rendered = format!("{report}\n");
            assert!(!rendered.contains("hunter2"), "R10 {name}:\n{rendered}");
            assert!(!rendered.contains("config-"), "a message is missing, {name}:\n{rendered}");
            let expected = path.with_extension(format!("{}.txt", locale.tag()));
            if update {
                fs::write(&expected, &rendered).unwrap();
            }
            assert_eq!(rendered, fs::read_to_string(&expected).unwrap_or_default(), "{}", expected.display());
        }
        assert_eq!(places.len(), 1, "both languages find the same, {name}");
    }
}

#[test]
fn doubts_do_not_refuse_the_file() {
    check(
        "[web]\nlisten = \"0.0.0.0:80\"\n",
        &["Warning 2:10 Anybody who reaches this address can read the pages, in the clear."],
    );
    check("[web]\nlisten = \"0.0.0.0:80\"\npublic_url = \"https://vigie.acme.example\"\n", &[]);
    check(
        "[[source]]\nkind = \"webhook\"\nname = \"shop\"\ncredential = \"shop\"\n[web]\nlisten = \"off\"\n",
        &[
            "Error 4:14 systemd gave no credential to this program.",
            "Warning 6:10 Webhooks are configured, and nothing can be posted to them while no page is served.",
        ],
    );
    check("operator = false\n", &["Warning 1:12 Nobody will be told when a source or the mails stop working."]);
    check(
        "[[source]]\nurl = \"http://192.168.1.4/feed\"\n",
        &["Warning 2:7 This address is that of a private machine: it will not be read."],
    );
    check(
        "[retention]\nitems = \"3 years\"\n",
        &["Warning 2:9 Mentions would be deleted before the items that they are in."],
    );
}

#[test]
fn a_host_of_ones_own_may_be_asked_often() {
    let source = "[[source]]\nurl = \"http://127.0.0.1:8081/feed\"\nevery = \"5 s\"\n";
    check(&format!("{source}[fetch]\nallow_hosts = [\"127.0.0.1:8081\"]\n"), &[]);
    check(
        source,
        &[
            "Warning 2:7 This address is that of a private machine: it will not be read.",
            "Error 3:9 A source is asked once a minute at most.",
        ],
    );
}

#[test]
fn unnamed_sources_are_told_apart_whatever_their_order() {
    let names = |paths: [&str; 2]| {
        let [a, b] = paths.map(|path| format!("[[source]]\nurl = \"https://news.example/{path}\"\n"));
        let config = taken(&format!("{MINIMAL}{a}{b}"));
        config.sources.iter().map(|source| source.name.clone()).collect::<BTreeSet<_>>()
    };
    let want = ["news.example/a", "news.example/b", "www.example.org"].map(str::to_owned);
    assert_eq!(names(["a", "b"]), BTreeSet::from(want));
    assert_eq!(names(["a", "b"]), names(["b", "a"]));
}

#[test]
fn words_are_understood_in_french() {
    let more = "[[recipient]]\nmail = \"léa@example.org\"\n";
    check(more, &["Error 2:8 \"léa@example.org\" is not a mail address."]);
    let more = "[[recipient]]\nmail = \"lea@example.org\"\nlanguage = \"fr\"\nalerts = \"crise\"\n\
                weekly = \"Vendredi 17 h 30\"\ntime_zone = \"europe/paris\"\n";
    let recipient = taken(&format!("{MINIMAL}{more}")).recipients.remove(1);
    assert_eq!((recipient.locale, recipient.alerts_from), (Locale::Fr, Some(Severity::Critical)));
    assert_eq!(recipient.weekly.map(|w| (w.weekday, w.at)), Some((Weekday::Friday, time(17, 30, 0, 0))));
    assert_eq!((recipient.time_zone.as_str(), recipient.operator), ("Europe/Paris", false));
}

#[test]
fn r10_f71_the_password_is_read_anew_and_never_shown() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("vigie.toml");
    let mail = "[mail]\nfrom = \"v@example.org\"\nrelay = \"127.0.0.1\"\nsecurity = \"none\"\nuser = \"v\"\n";
    fs::write(&file, format!("{MINIMAL}{mail}password_file = \"pw\"\n")).unwrap();
    for password in ["first", "second"] {
        fs::write(dir.path().join("pw"), format!("{password}\n")).unwrap();
        fs::set_permissions(dir.path().join("pw"), fs::Permissions::from_mode(0o600)).unwrap();
        let config = super::load(&file, Locale::En).unwrap_or_else(|report| panic!("{report}")).config;
        assert!(!format!("{config:?}").contains(password));
        let MailRoute::Smtp { login: Some((user, secret)), port: 25, .. } = config.mail.route else {
            panic!("no login")
        };
        assert_eq!((user.as_str(), secret.reveal()), ("v", password));
    }
    fs::set_permissions(dir.path().join("pw"), fs::Permissions::from_mode(0o644)).unwrap();
    let report = super::load(&file, Locale::En).unwrap_err();
    assert_eq!(report.findings[0].message, "Everybody on this machine can read this secret (mode 0644).");
}

#[test]
fn a_credential_is_systemds_to_give() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("smtp-password"), "secret").unwrap();
    let text = format!(
        "{MINIMAL}[mail]\nfrom = \"v@example.org\"\nrelay = \"smtp.example.org\"\nuser = \"v\"\ncredential = \"smtp-password\"\n"
    );
    let level = |around: Surroundings| match parse(&text, "vigie.toml", &around, Locale::En) {
        Ok(loaded) => (true, loaded.warnings.len()),
        Err(report) => (false, report.findings.len()),
    };
    let given = Surroundings { credentials_dir: Some(dir.path().to_owned()), ..Surroundings::default() };
    assert_eq!(level(given), (true, 0));
    assert_eq!(level(Surroundings { only_checking: true, ..Surroundings::default() }), (true, 1));
    assert_eq!(level(Surroundings::default()), (false, 1));
}

#[test]
fn a_file_that_cannot_be_read_is_told_like_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let message = |name: &str| super::load(&dir.path().join(name), Locale::En).unwrap_err().findings[0].message.clone();
    assert_eq!(message("absent.toml"), "This file does not exist.");
    fs::write(dir.path().join("latin1.toml"), b"# a\n# caf\xe9\n").unwrap();
    assert_eq!(message("latin1.toml"), "This file is not UTF-8 text (line 2).");
    fs::write(dir.path().join("long.toml"), vec![b'#'; 5 << 20]).unwrap();
    assert_eq!(message("long.toml"), "This file is longer than 4 MB: it is no configuration.");
}

#[test]
fn both_languages_say_the_same_things() {
    let keys = |locale| {
        let keys = crate::locale::keys(locale);
        keys.into_iter().filter(|(table, _)| *table == "config").map(|(_, key)| key).collect::<BTreeSet<_>>()
    };
    assert_eq!(keys(Locale::Fr), keys(Locale::En));
    assert!(keys(Locale::Fr).len() > 150);
}

proptest::proptest! {
    #[test]
    fn r7_no_text_makes_the_reader_fall(cut in 0..FULL.len(), drop in 0..40_usize, junk in "[\\[\\]{}\"'=.,\\n é#\\\\0-9a-z]{0,12}") {
        let start = FULL.floor_char_boundary(cut);
        let end = FULL.floor_char_boundary((start + drop).min(FULL.len()));
        let text = format!("{}{junk}{}", &FULL[..start], &FULL[end..]);
        if let Err(report) = read(&text) {
            proptest::prop_assert!(!report.render(false).is_empty());
        }
    }
}

#[test]
#[cfg(not(feature = "larger-tone"))]
fn a_model_is_not_passed_over_by_a_vigie_that_cannot_run_it() {
    check(
        "[[tone]]\nmodel = \"tone.onnx\"\ntokenizer = \"tokenizer.json\"\n",
        &["Error 2:9 This vigie was built without larger models for the tone."],
    );
}
