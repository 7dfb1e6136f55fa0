//! What every mail keeps to, in form.

use scraper::{Html, Selector};

use super::super::letter::Level;
use super::super::paint;
use super::all;
use crate::model::Locale;

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[track_caller]
fn contrast(ink: &str, ground: &str) {
    let (a, b) = (luminance(ink), luminance(ground));
    let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
    assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.2}");
}

#[test]
fn e8_every_ink_stands_out_from_its_ground() {
    for ground in [paint::CARD, paint::TILE] {
        for ink in [paint::INK, paint::MUTED, paint::LINK, paint::REMOVED, paint::ADDED] {
            contrast(ink, ground);
        }
    }
    for ground in [paint::DARK_CARD, paint::DARK_TILE] {
        for ink in [paint::DARK_INK, paint::DARK_MUTED, paint::DARK_LINK, paint::DARK_REMOVED, paint::DARK_ADDED] {
            contrast(ink, ground);
        }
    }
    for level in [Level::Critical, Level::Warning, Level::Notice, Level::Calm, Level::Info] {
        let paint = paint::of(level);
        for ground in [paint.tint, paint::CARD, paint::TILE] {
            contrast(paint.accent, ground);
        }
        for ground in [paint.dark_tint, paint::DARK_CARD, paint::DARK_TILE] {
            contrast(paint.dark_accent, ground);
        }
    }
}

#[test]
fn e8_mails_say_their_language_their_order_and_their_pictures() {
    for locale in Locale::ALL {
        for (name, mail) in all(locale) {
            let page = Html::parse_document(&mail.html);
            let count = |css: &str| page.select(&Selector::parse(css).unwrap()).count();
            assert_eq!(page.root_element().value().attr("lang"), Some(locale.tag()));
            assert_eq!(count("h1"), 1, "{name}");
            assert_eq!(count("h3, h4, script, form, iframe, link, svg"), 0, "{name}");
            assert_eq!(count("img"), count("img[alt][src^='cid:']"), "{name}");
            assert_eq!(count("img"), usize::from(mail.chart.is_some()), "{name}");
            assert_eq!(count("a"), count("a[href^='http']"), "{name}");
            assert_eq!(count("table"), count("table[role=presentation]") + count("table:has(> tbody > tr > th)"));
        }
    }
}

#[test]
fn e13_a54_no_pure_white_or_black_and_nothing_loaded_from_outside() {
    for (name, mail) in all(Locale::Fr) {
        let html = mail.html.to_lowercase();
        for word in
            ["#fff;", "#000;", "#ffffff", "#000000", "white;", "black;", "url(", "@import", "src=\"http", "data:"]
        {
            assert!(!html.contains(word), "{name} contains {word}");
        }
    }
}

#[test]
fn e4_the_text_keeps_to_72_columns_but_for_addresses() {
    for locale in Locale::ALL {
        for (name, mail) in all(locale) {
            for line in mail.text.lines().filter(|line| !line.contains("http")) {
                assert!(line.chars().count() <= 72, "{name}: {line}");
            }
        }
    }
}

#[test]
fn e4_both_parts_say_the_same_figures_and_links() {
    for locale in Locale::ALL {
        for (name, mail) in all(locale) {
            let page = Html::parse_document(&mail.html);
            for link in page.select(&Selector::parse("a[href]").unwrap()) {
                let href = link.value().attr("href").unwrap();
                assert!(mail.text.contains(href), "{name}: {href}");
            }
            let text: String = mail.text.split_whitespace().collect();
            for quote in page.select(&Selector::parse("h1, h2, li, p[dir]").unwrap()) {
                for run in quote.text() {
                    let run: String = run.split_whitespace().collect();
                    let plain = run.replace("[…]", "");
                    assert!(text.replace(['*', '_', '>'], "").contains(&plain), "{name}: {run}");
                }
            }
        }
    }
}

#[test]
fn e9_french_spaces_do_not_break_and_apostrophes_curl() {
    for (name, mail) in all(Locale::Fr) {
        // Quotations are shown as published.
        for line in mail.text.lines().filter(|line| !line.starts_with("> ") && !line.contains("Avis :")) {
            for wrong in [" ;", " ?", " !", " »", "« ", " %"] {
                assert!(!line.contains(wrong), "{name}: {line}");
            }
        }
        assert!(!mail.subject.contains(" :"), "{}", mail.subject);
    }
}
