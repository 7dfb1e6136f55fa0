//! Text from the network in every place where a mail shows it (R11, A1, A2, A5, A41, A54).

use std::sync::LazyLock;

use scraper::Html;

use super::style;
use crate::model::{
    ChangeReason, ClauseEffect, ClauseFate, DiffPart, DigestPeriod, Locale, Message, NetText, NewChange, Notice,
    PageLine,
};
use crate::notify::render::{Mail, mail};
use crate::notify::sample;

/// Puts the text wherever a stranger's text can stand.
fn poisoned(text: &str) -> Vec<Notice> {
    let mut alert = sample::alert(Locale::Fr);
    let mut digest = sample::digest(Locale::Fr, DigestPeriod::Daily);
    let net = || NetText::new(text);
    let Message::Alert(facts) = &mut alert.draft.message else { unreachable!() };
    for quote in facts.quotes.iter_mut().chain(&mut facts.first) {
        (quote.text, quote.title, quote.author) = (net(), net(), Some(net()));
        quote.brand_spans = vec![(0, text.len().min(4)), (3, usize::MAX), (9, 2)];
        quote.tone_spans = vec![(1, 3)];
        quote.source_name = text.to_owned();
        quote.url = Some(text.to_owned());
    }
    facts.stories[0].title = net();
    facts.brand = text.to_owned();
    facts.blind[0].detail = Some(text.to_owned());
    facts.told = vec![text.to_owned()];
    facts.page_url = Some(text.to_owned());
    // Drawn figures hold no text, and drawing them is most of the time.
    facts.curve.clear();
    let Message::Digest(facts) = &mut digest.draft.message else { unreachable!() };
    facts.brands[0].brand = text.to_owned();
    facts.stories[0].source_name = text.to_owned();
    facts.pages[0].url = text.to_owned();
    facts.curve.clear();
    facts.pages = [DiffPart::Removed(net()), DiffPart::Added(net()), DiffPart::Same(net())]
        .map(|part| PageLine {
            change: NewChange {
                diff: vec![part],
                reasons: vec![
                    ChangeReason::Amount { before: net(), after: net(), change: None },
                    ChangeReason::Clauses { clauses: vec![net()], count: 1 },
                    ChangeReason::Clause {
                        heading: net(),
                        fate: ClauseFate::Reworded,
                        effects: vec![ClauseEffect::Amount { before: net(), after: net() }],
                        diff: vec![DiffPart::Added(net())],
                    },
                    ChangeReason::Effective { date: net() },
                    ChangeReason::Availability { before: net(), after: net() },
                ],
                ..facts.pages[0].change.clone()
            },
            ..facts.pages[0].clone()
        })
        .to_vec();
    vec![alert, digest]
}

/// The mail's elements and attribute names, without text, `href` and links.
fn skeleton(page: &Html) -> Vec<String> {
    page.tree
        .values()
        .filter_map(|node| node.as_element())
        .filter(|element| !matches!(element.name(), "a" | "b" | "u"))
        .map(|element| {
            let names: Vec<&str> = element.attrs().map(|(name, _)| name).filter(|name| *name != "lang").collect();
            format!("{} {}", element.name(), names.join(" "))
        })
        .collect()
}

/// Skeletons and header names of the mails made with a harmless word.
static PLAIN: LazyLock<Vec<(Vec<String>, Vec<&str>)>> = LazyLock::new(|| {
    let mails = poisoned("Xabcdefgh").into_iter().map(|notice| mail(&notice, &style()));
    mails.map(|mail| (skeleton(&Html::parse_document(&mail.html)), names(&mail))).collect()
});

fn names(mail: &Mail) -> Vec<&'static str> {
    mail.headers.iter().map(|(name, _)| *name).collect()
}

#[track_caller]
fn check(payload: &str) {
    for (hostile, (plain_skeleton, plain_names)) in poisoned(payload).iter().zip(PLAIN.iter()) {
        let hostile = mail(hostile, &style());
        let page = Html::parse_document(&hostile.html);
        // A payload of nothing visible leaves optional pieces out.
        if payload.chars().filter(|c| c.is_alphanumeric()).count() > 3 {
            assert_eq!(skeleton(&page), *plain_skeleton, "{payload:?}");
        }
        assert_eq!(names(&hostile), *plain_names, "{payload:?}");
        assert!(!hostile.subject.contains(['\r', '\n', '\0']) && hostile.subject.chars().count() <= 70);
        assert!(hostile.headers.iter().all(|(_, value)| !value.contains(['\r', '\n', '\0'])));
        for link in page.tree.values().filter_map(|node| node.as_element()?.attr("href")) {
            assert!(link.starts_with("http://") || link.starts_with("https://"), "{link}");
        }
    }
}

#[test]
fn a1_a41_text_never_becomes_markup_header_or_template() {
    for payload in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "javascript:alert(1)//abcd",
        "</td></tr></table></body><h1>abcd",
        "<!--abcd",
        "]]><![CDATA[abcd",
        "&lt;script&gt;abcd",
        "{{7*7}}{% if abcd %}${7*7}",
        "abcd\r\nBcc: v@example.net\r\n\r\n.\r\n",
        "\u{202e}abcd\u{2066}efgh",
        "é\u{301}日本語🙂 abcd",
    ] {
        check(payload);
    }
}

#[test]
fn template_marks_are_printed_as_they_are() {
    let printed = &mail(&poisoned("{{7*7}} abcd")[0], &style());
    assert!(printed.html.contains("{{7*7}}") && printed.text.contains("{{7*7}}"));
}

#[test]
fn the_hostile_corpus_leaves_no_trace() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/hostile");
    for file in ["xss-html.jsonl", "mail-header.jsonl", "template.jsonl", "naughty-strings.jsonl"] {
        let Ok(rows) = std::fs::read_to_string(dir.join(file)) else {
            println!("{file} is absent: skipped");
            continue;
        };
        for row in rows.lines() {
            // Half a surrogate pair is JSON but no text: it cannot get as far as a mail.
            let Ok(row) = serde_json::from_str::<serde_json::Value>(row) else { continue };
            if row["enc"].is_null() {
                check(row["payload"].as_str().unwrap());
            }
        }
    }
}

#[test]
fn e5_the_longest_mail_stays_under_what_gmail_clips() {
    for filler in ["🙂", "<", "é", "& "] {
        let long = filler.repeat(20_000);
        for mut notice in poisoned(&long) {
            match &mut notice.draft.message {
                Message::Alert(facts) => {
                    facts.quotes = vec![facts.quotes[0].clone(); 50];
                    facts.stories = vec![facts.stories[0].clone(); 50];
                    facts.blind = vec![facts.blind[0].clone(); 50];
                }
                Message::Digest(facts) => {
                    facts.quotes = vec![facts.quotes[0].clone(); 50];
                    facts.pages = vec![facts.pages[0].clone(); 50];
                    facts.brands = vec![facts.brands[0].clone(); 50];
                    facts.blind = vec![facts.blind[0].clone(); 50];
                }
                Message::Health(_) => {}
            }
            let mail = mail(&notice, &style());
            // Base64 is the worst that a transfer encoding does to it.
            let wire = mail.html.len() * 137 / 100;
            assert!(wire <= 90_000, "{wire} of {filler}");
            assert!(mail.text.len() <= 90_000);
        }
    }
}
