//! The short way held equal to the long one: what is not shown to feed-rs is what feed-rs would have given.

use std::fmt::Write as _;
use std::path::Path;

use url::Url;

use super::{feed, feed_with};
use crate::ingest::read::Input;

/// Whether the short way was taken, all of it the same on both.
#[track_caller]
fn check(name: &str, bytes: &[u8], content_type: Option<&str>) -> bool {
    thread_local!(static TAKEN: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    let url = Url::parse("https://feeds.example/a/feed").unwrap();
    let input = Input { bytes, content_type, url: &url, text: None };
    let short = feed_with(&input, |channel| {
        let plain = super::atom::is_plain(channel);
        TAKEN.set(plain);
        plain
    });
    assert_eq!(short, feed_with(&input, |_| false), "{name}");
    assert_eq!(short, feed(&input), "{name}");
    TAKEN.replace(false) && !short.entries.is_empty()
}

#[test]
fn real_feeds_read_the_same_on_both_ways() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|dir| dir.join("shared/corpora/feeds/files")).find(|dir| dir.is_dir());
    let Some(folder) = found else {
        println!("skipped: the conformance set is not at hand");
        return;
    };
    let (mut all, mut taken, mut folders) = (0, 0, vec![folder]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            all += 1;
            taken += usize::from(check(&path.display().to_string(), &std::fs::read(&path).unwrap(), None));
        }
    }
    println!("{taken} of {all} real feeds take the short way");
    assert!(taken * 3 > all, "{taken} of {all}");
}

/// A feed as blogs write it.
fn written(atom: bool, entries: usize) -> String {
    let mut out = String::from(if atom {
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><title>Le site</title>"
    } else {
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Le site</title>"
    });
    for n in 0..entries {
        let _ = if atom {
            write!(
                out,
                "<entry><title>Avis n° {n} &amp; « suite »</title><link href=\"https://site.example/{n}\"/><id>urn:{n}</id>\
                 <updated>2026-03-0{n}T09:05:00Z</updated><author><name>Zoé</name></author>\
                 <content type=\"html\">&lt;p&gt;L’été\n à Paris&lt;/p&gt; fin</content></entry>"
            )
        } else {
            write!(
                out,
                "<item><title>Avis {n} : déçu</title><link>https://site.example/{n}</link><guid>{n}</guid>\
                 <pubDate>Mon, 02 Mar 2026 09:0{n}:00 GMT</pubDate><dc:creator><![CDATA[Zoé]]></dc:creator>\
                 <description><![CDATA[<p>L’été &eacute;&nbsp;</p> <br/>fin]]></description></item>"
            )
        };
    }
    out + if atom { "</feed>" } else { "</channel></rss>" }
}

#[test]
fn changed_feeds_read_the_same_on_both_ways() {
    const PIECES: [&str; 24] = [
        "<",
        ">",
        "&",
        ";",
        "]]>",
        "<![CDATA[",
        "\r",
        "\n",
        " ",
        "\t",
        "\u{feff}",
        "\u{fffe}",
        "\u{1}",
        "\u{85}",
        "é",
        "&#13;",
        "&#160;",
        "&lt;b&gt;",
        "<b>x</b>",
        "</item>",
        "<title/>",
        "\"",
        "-",
        "&#x1F600;",
    ];
    let mut dice = 7_u64;
    let mut below = |end: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).unwrap() % end
    };
    let mut taken = 0;
    for round in 0..3_000 {
        let mut text = written(round % 2 == 0, 3);
        for _ in 0..below(4) {
            let (from, cut) = (text.floor_char_boundary(below(text.len())), below(6));
            let to = text.floor_char_boundary((from + cut).min(text.len())).max(from);
            text.replace_range(from..to, PIECES[below(PIECES.len())]);
        }
        taken += usize::from(check(&text, text.as_bytes(), Some("application/xml")));
    }
    assert!(taken > 1_000, "{taken}");
}
