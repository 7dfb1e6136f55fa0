//! How fast a clean feed is read: forty kilobytes of RSS, its entries in CDATA, and the same with its markup escaped.

use std::fmt::Write as _;

use divan::Bencher;
use divan::counter::BytesCount;
use url::Url;
use vigie::ingest::read::{Input, feed};

fn main() {
    divan::main();
}

fn written(escaped: bool) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Le site</title>",
    );
    let paragraph =
        "<p>La livraison a pris du retard, écrit un client déçu &amp; las ; l’enseigne répond demain.</p>\n";
    let body = paragraph.repeat(15);
    for nth in 0..25 {
        let body = if escaped {
            body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
        } else {
            format!("<![CDATA[{body}]]>")
        };
        let _ = writeln!(
            out,
            "<item><title>Avis {nth}</title><link>https://site.example/{nth}</link><guid>urn:{nth}</guid>\
             <pubDate>Mon, 02 Mar 2026 09:05:00 GMT</pubDate><description>{body}</description></item>"
        );
    }
    out + "</channel></rss>"
}

#[divan::bench(args = [false, true])]
fn clean_feed(bencher: Bencher<'_, '_>, escaped: bool) {
    let document = written(escaped);
    let url = Url::parse("https://site.example/feed").expect("an address");
    let input = Input { bytes: document.as_bytes(), content_type: Some("application/rss+xml"), url: &url, text: None };
    bencher.counter(BytesCount::of_str(&document)).bench(|| feed(&input).entries.len());
}
