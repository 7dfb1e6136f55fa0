//! What mails look like, word for word, and what no input can do to them.

mod hostile;
mod look;
mod pages;

use super::*;
use crate::model::{DigestPeriod, Message, Severity, Stage};
use crate::notify::sample;

pub(super) fn style() -> MailStyle {
    MailStyle {
        from: "vigie <vigie@lumen.example>".to_owned(),
        instance: "maison".to_owned(),
        domain: "lumen.example".to_owned(),
        program_url: Some("https://vigie.example/".to_owned()),
    }
}

/// Every kind of mail, with its name.
pub(super) fn all(locale: Locale) -> Vec<(&'static str, Mail)> {
    let style = style();
    vec![
        ("alert-open", mail(&sample::alert(locale), &style)),
        ("alert-update", mail(&sample::staged(locale, Stage::Update(2)), &style)),
        ("alert-end", mail(&sample::staged(locale, Stage::Closed), &style)),
        ("digest-daily", mail(&sample::digest(locale, DigestPeriod::Daily), &style)),
        ("digest-pages", mail(&pages::digest(locale), &style)),
        ("digest-weekly", mail(&sample::digest(locale, DigestPeriod::Weekly), &style)),
        ("digest-quiet", mail(&sample::quiet(locale), &style)),
        ("health", mail(&sample::health(locale), &style)),
        ("health-quiet", mail(&sample::quiet_sources(locale), &style)),
        ("site", mail(&sample::site(locale), &style)),
        ("test", test_mail(locale, "Europe/Paris", sample::NOW, &style)),
    ]
}

#[test]
fn each_mail_reads_as_its_golden_text() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/mail");
    for locale in Locale::ALL {
        for (name, mail) in all(locale) {
            let headers: Vec<String> = mail.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            let got = format!("Subject: {}\n{}\n\n{}", mail.subject, headers.join("\n"), mail.text);
            let path = dir.join(format!("{name}.{}.txt", locale.tag()));
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                std::fs::write(&path, &got).unwrap();
            }
            let want = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(want == got, "{} differs; UPDATE_EXPECT=1 writes it anew. Got:\n{got}", path.display());
        }
    }
}

#[test]
fn a_tone_that_a_person_told_is_told_as_theirs() {
    for (locale, want) in [(Locale::Fr, "Ton négatif, dit par Léa"), (Locale::En, "Negative tone, told by Léa")] {
        let mut notice = sample::alert(locale);
        let Message::Alert(facts) = &mut notice.draft.message else { panic!("no alert") };
        for quote in &mut facts.quotes {
            quote.judged_by = Some("Léa".to_owned());
        }
        let mail = mail(&notice, &style());
        let plain = |text: &str| text.replace(['\u{2068}', '\u{2069}'], "").contains(want);
        assert!(plain(&mail.text) && plain(&mail.html), "{}", mail.text);
    }
}

/// With VIGIE_RENDER_DIR set, the mails are left there as pages to look at.
#[test]
fn mails_can_be_looked_at() {
    let Some(dir) = std::env::var_os("VIGIE_RENDER_DIR").map(std::path::PathBuf::from) else { return };
    for locale in Locale::ALL {
        for (name, mail) in all(locale) {
            let picture = format!("{name}.{}.png", locale.tag());
            let html = mail.chart.as_ref().map_or(mail.html.clone(), |chart| {
                std::fs::write(dir.join(&picture), &chart.png).unwrap();
                mail.html.replace(&format!("cid:{}", chart.cid), &picture)
            });
            std::fs::write(dir.join(format!("{name}.{}.html", locale.tag())), html).unwrap();
        }
    }
}

#[track_caller]
fn subject(locale: Locale, edit: impl Fn(&mut crate::model::AlertFacts), want: &str) {
    let mut notice = sample::alert(locale);
    let Message::Alert(facts) = &mut notice.draft.message else { unreachable!() };
    edit(facts);
    let got = mail(&notice, &style()).subject;
    assert_eq!(got.replace(['\u{a0}', '\u{202f}'], " "), want);
    assert!(got.chars().count() <= 70, "{got}");
    let number = got.char_indices().skip(got.find(']').unwrap()).position(|(_, c)| c.is_ascii_digit()).unwrap();
    assert!(number + got.find(']').unwrap() < 40, "the fact stands in the first 40 characters: {got}");
}

#[test]
fn e1_subjects_say_how_bad_who_and_how_much() {
    use crate::model::Trigger;
    subject(Locale::Fr, |_| {}, "[CRISE] Bistrot Lumen : 34 mentions négatives en 40 min (x9)");
    subject(Locale::En, |_| {}, "[CRISIS] Bistrot Lumen: 34 negative mentions in 40 min (x9)");
    subject(
        Locale::Fr,
        |f| (f.stage, f.total_negative) = (Stage::Update(2), 51),
        "[CRISE] Bistrot Lumen : suite, 51 mentions négatives en 40 min",
    );
    subject(
        Locale::Fr,
        |f| (f.finding.window_minutes, f.finding.trigger, f.finding.negative) = (1_440, Trigger::Tone, 35),
        "[CRISE] Bistrot Lumen : 34 mentions négatives en 40 min",
    );
    subject(
        Locale::Fr,
        |f| (f.severity, f.finding.trigger) = (Severity::Warning, Trigger::Volume),
        "[ALERTE] Bistrot Lumen : 41 mentions en 40 min (x9)",
    );
    subject(
        Locale::En,
        |f| f.severity = Severity::Notice,
        "[WATCH] Bistrot Lumen: 34 negative mentions in 40 min (x9)",
    );
    subject(
        Locale::Fr,
        |f| (f.finding.negative, f.finding.expected) = (1, 0.01),
        "[CRISE] Bistrot Lumen : 1 mention négative en 40 min",
    );
    subject(
        Locale::Fr,
        |f| f.brand = "Compagnie générale des bistrots lumineux de France".to_owned(),
        "[CRISE] Compagnie générale des… : 34 mentions négatives en 40 min (x9)",
    );
}

#[test]
fn e1_a_rise_that_is_younger_than_its_window_is_told_over_its_own_length() {
    let mut notice = sample::alert(Locale::Fr);
    let Message::Alert(facts) = &mut notice.draft.message else { unreachable!() };
    (facts.finding.window_minutes, facts.finding.mentions, facts.finding.learning) = (1_440, 60, true);
    let text = mail(&notice, &style()).text.replace(['\u{a0}', '\u{202f}', '\n'], " ");
    assert!(text.contains("34 mentions négatives en 40 min"), "{text}");
    assert!(text.contains("41 mentions, négatives à 83 %, contre 12 % d’ordinaire."), "{text}");
    assert!(text.contains("35 récits distincts, quand on en attend 3,9 par jour."), "{text}");
}

#[test]
fn e2_followers_name_their_root_and_the_root_names_nobody() {
    let header = |mail: &Mail, name| mail.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone());
    let root = sample::alert(Locale::Fr);
    let (first, next) = (mail(&root, &style()), mail(&sample::staged(Locale::Fr, Stage::Update(1)), &style()));
    assert_eq!(header(&first, "References"), None);
    assert_eq!(header(&next, "References"), Some(root.draft.message_id.clone()));
    assert_eq!(header(&next, "In-Reply-To"), Some(root.draft.message_id));
}

#[test]
fn e3_only_a_crisis_that_goes_on_is_marked_important() {
    for (name, mail) in all(Locale::Fr) {
        let important = mail.headers.iter().any(|(name, _)| matches!(*name, "Importance" | "X-Priority"));
        assert_eq!(important, matches!(name, "alert-open" | "alert-update"), "{name}");
        let unsubscribe = mail.headers.iter().any(|(name, _)| *name == "List-Unsubscribe");
        assert_eq!(unsubscribe, name.starts_with("digest"), "{name}");
    }
}

#[test]
fn a_retry_says_the_same() {
    assert_eq!(mail(&sample::alert(Locale::Fr), &style()), mail(&sample::alert(Locale::Fr), &style()));
}
