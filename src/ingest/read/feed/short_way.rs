//! The short ways held equal to the long one: what is read in one step, and what is not shown to feed-rs, is what a tree, the
//! mends and feed-rs would have given.

use std::fmt::Write as _;

use url::Url;

use super::feed_with;
use crate::ingest::read::Input;
use crate::ingest::read::real_feeds::real_feeds;

/// Which of the short ways were taken.
#[derive(Default)]
struct Taken {
    is_plain: bool,
    is_clean: bool,
}

/// Reads on all ways, which must give the same.
#[track_caller]
fn check(name: &str, bytes: &[u8], content_type: Option<&str>) -> Taken {
    thread_local!(static TAKEN: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    let url = Url::parse("https://feeds.example/a/feed").unwrap();
    let input = Input { bytes, content_type, url: &url, text: None };
    let short = feed_with(
        &input,
        |_, _| None,
        |channel| {
            let plain = super::atom::is_plain(channel);
            TAKEN.set(plain);
            plain
        },
    );
    assert_eq!(short, feed_with(&input, |_, _| None, |_| false), "{name}");
    let is_plain = TAKEN.replace(false) && !short.entries.is_empty();
    let shortest = feed_with(
        &input,
        |document, url| {
            let channel = super::clean::channel(document, url);
            TAKEN.set(channel.is_some());
            channel
        },
        super::atom::is_plain,
    );
    assert_eq!(shortest, short, "{name}");
    let is_clean = TAKEN.replace(false) && !short.entries.is_empty();
    Taken { is_plain, is_clean }
}

#[test]
fn real_feeds_read_the_same_on_both_ways() {
    let feeds = real_feeds();
    if feeds.is_empty() {
        return;
    }
    let (all, mut plain, mut clean) = (feeds.len(), 0, 0);
    for path in feeds {
        let taken = check(&path.display().to_string(), &std::fs::read(&path).unwrap(), None);
        plain += usize::from(taken.is_plain);
        clean += usize::from(taken.is_clean);
    }
    println!("{plain} of {all} real feeds take the short way, {clean} the shortest");
    assert!(plain * 3 > all, "{plain} of {all}");
    assert!(clean * 5 > all, "{clean} of {all}");
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

/// What else stands in feeds, each in its place or not.
const MORE: [&str; 34] = [
    "<category><![CDATA[actus]]></category>\n",
    "<category term='avis' scheme=\"x\"/>",
    "<!-- generator=\"x\" -->",
    "<!-->",
    "<image><url>https://a.example/i.png</url><title>Autre</title><link>https://a.example/</link></image>",
    "<language>fr-FR</language>",
    "<dc:language>en</dc:language>",
    "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\"/f\"/>",
    "<link rel=\"self\" href=\"https://site.example/self?a=1&amp;b=2\"/>",
    "<link rel='alternate' type='application/json' href='/j'/>",
    "<link rel=\"alternate\" type=\"text/html\" href=\"../page\"></link>",
    "<link/>",
    "<link>javascript:alert(1)</link>",
    "<enclosure url=\"https://a.example/a.mp3\" length=\"1\" type=\"audio/mpeg\" />",
    "<media:group><media:description>Film</media:description></media:group>",
    "<media:thumbnail url=\"a\"/>",
    "<itunes:author>Léa</itunes:author><itunes:summary>Court</itunes:summary>",
    "<summary>Un &lt;b&gt;chapeau&lt;/b&gt;</summary>",
    "<summary type=\"text\">5 &lt; 6</summary>",
    "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>x</p></div></content>",
    "<content:encoded><![CDATA[<p>Long</p>]]></content:encoded>",
    "<author>a@b.example (Ana)</author>",
    "<author><name>Ana &amp; Léo</name><uri>https://a.example/</uri><email>a@b.example</email></author>",
    "<author><name> </name></author>",
    "<source url=\"https://b.example/\">B</source>",
    "<source><title>B</title><author><name>C</name></author></source>",
    "<guid isPermaLink=\"true\">https://site.example/g</guid>",
    "<guid isPermaLink=\"false\"> </guid>",
    "<id>tag:site.example,2026:/a/b</id>",
    "<id>a/b</id>",
    "<dc:date>2026-03-02T09:05:00+01:00</dc:date><updated>hier</updated>",
    "<pubDate/><published> 2026-03-02T09:05:00Z </published>",
    "<x:rating xmlns:x=\"urn:x\">4</x:rating>",
    "<title type=\"html\">dÃ©Ã§u &amp;amp; &amp;lt;i&amp;gt;</title>",
];

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
    let (mut plain, mut clean) = (0, 0);
    for round in 0..4_000 {
        let mut text = written(round % 2 == 0, 3);
        for _ in 0..below(3) {
            // Where an element of an entry may stand.
            let places: Vec<usize> = text.match_indices("<title>").map(|(at, _)| at).collect();
            text.insert_str(places[below(places.len())], MORE[below(MORE.len())]);
        }
        for _ in 0..below(4) {
            let (from, cut) = (text.floor_char_boundary(below(text.len())), below(6));
            let to = text.floor_char_boundary((from + cut).min(text.len())).max(from);
            text.replace_range(from..to, PIECES[below(PIECES.len())]);
        }
        let taken = check(&text, text.as_bytes(), Some("application/xml"));
        plain += usize::from(taken.is_plain);
        clean += usize::from(taken.is_clean);
    }
    assert!(plain > 1_000 && clean > 500, "{plain} {clean}");
}
