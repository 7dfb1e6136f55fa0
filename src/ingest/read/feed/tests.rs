//! Feeds of every make, small; and feeds that want to hurt.

use url::Url;

use super::{FeedReading, feed};
use crate::ingest::read::Input;
use crate::model::ComplaintKind;

fn read(text: &str) -> FeedReading {
    let url = Url::parse("https://acme.example/blog/feed").unwrap();
    feed(&Input { bytes: text.as_bytes(), content_type: None, url: &url, text: None })
}

/// `title | url | text | author | published` of the first entry.
#[track_caller]
fn check(text: &str, want: &str) {
    let reading = read(text);
    let draft = &reading.entries.first().expect("an entry").draft;
    let author = draft.author.as_ref().map(ToString::to_string).unwrap_or_default();
    let published = draft.published.map(|at| at.to_string()).unwrap_or_default();
    let url = draft.url.clone().unwrap_or_default();
    assert_eq!([draft.title.to_string(), url, draft.text.to_string(), author, published].join(" | "), want);
}

#[test]
fn every_format_says_the_same() {
    let want = "R&D à Paris | https://acme.example/a | Un\nDeux | Ana | 2025-01-21T09:00:00Z";
    check(
        "<rss><channel><item><title>R&D &agrave; Paris</title><link>/a</link><description><![CDATA[<p>Un<p>Deux]]>\
         </description><author>a@acme.example (Ana)</author><pubDate>mar., 21 janv. 2025 10:00:00 CET</pubDate></item>",
        want,
    );
    check(
        "<feed xmlns='http://purl.org/atom/ns#' xml:base='/a/'><entry><title>R&amp;D à Paris</title><link href='../a'/>\
         <content mode='escaped' type='text/html'>&lt;p>Un&lt;p>Deux</content><issued>2025-01-21T10:00:00+01:00</issued>\
         <author><name>Ana</name></author></entry></feed>",
        want,
    );
    check(
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>t</title></channel><item rdf:about='https://acme.example/a'>\
         <title>R&amp;D à Paris</title><content:encoded>&lt;p>Un&lt;p>Deux</content:encoded><dc:creator>Ana</dc:creator>\
         <dcterms:issued>2025-01-21 09:00</dcterms:issued></item></rdf:RDF>",
        want,
    );
    check(
        r#"{"items":[{"title":"R&D à Paris","url":"/a","content_html":"<p>Un<p>Deux","authors":[{"name":"Ana"}],
        "date_published":"2025-01-21T09:00:00Z"}]}"#,
        want,
    );
}

#[test]
fn siblings_of_the_usual_are_read_too() {
    check(
        "<channel href='https://acme.example/'><item href='/a' lastmod='2025-01-21T09:00:00Z'><title>CDF</title>\
         <abstract>Un résumé</abstract></item></channel>",
        "CDF | https://acme.example/a | Un résumé |  | 2025-01-21T09:00:00Z",
    );
    check(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='base64'>w4l0w6k=</title>\
         <content type='application/xhtml+xml' mode='xml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b></div>\
         </content><link rel='self' href='/a'/></entry></feed>",
        "Été | https://acme.example/a | a b |  | ",
    );
    check(
        "<rdf:RDF xmlns='http://purl.org/net/rss1.1#' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><Channel>\
         <items><item rdf:about='https://acme.example/a'><title>1.1</title></item></items></Channel></rdf:RDF>",
        "1.1 | https://acme.example/a |  |  | ",
    );
    check(
        "<rss><item><link><p>/a</p></link><pubDate><b>21 Jan 2025 09:00 GMT</b></pubDate><author><i>Ana</i></author>\
         <title>naked</title></item></rss>",
        "naked | https://acme.example/a |  | Ana | 2025-01-21T09:00:00Z",
    );
    check(
        r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"external_url":"/a","title":null,
        "content_text":"<b> reste","author":{"name":"Ana"}}]}"#,
        " | https://acme.example/a | <b> reste | Ana | ",
    );
}

#[test]
fn links_and_ids_are_made_whole_where_they_can_be() {
    let read_one = |entry: &str| {
        let document =
            format!("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/x/'>{entry}</feed>");
        let entry = read(&document).entries.remove(0);
        (entry.id.unwrap_or_default(), entry.draft.url.unwrap_or_default())
    };
    let both = |id: &str, url: &str| (id.to_owned(), url.to_owned());
    assert_eq!(read_one("<entry><id>a/1</id></entry>"), both("https://b.example/x/a/1", ""));
    assert_eq!(
        read_one("<entry><id>urn:uuid:1</id><link rel='related' href='r'/><link rel='self' href='s'/></entry>"),
        both("urn:uuid:1", "https://b.example/x/s")
    );
    assert_eq!(read_one("<entry><id>no address</id><link rel='edit' href='e'/></entry>"), both("no address", ""));
    assert_eq!(
        read_one("<entry><link rel='via' href='v'/><link rel='alternate' href='a'/></entry>"),
        both("", "https://b.example/x/a")
    );
}

#[test]
fn spoilt_text_is_mended() {
    check("<rss><item><title>T\u{b}r\u{1}Ã¨s dÃ©Ã§u</title></item></rss>", "Très déçu |  |  |  | ");
    check("<rss><item><title>NESTLÉ® \u{92}</title></item></rss>", "NESTLÉ® ’ |  |  |  | ");
    check("<rss><item><title>a<item/></title><description>b</description></item></rss>", "a |  | b |  | ");
}

#[test]
fn what_is_not_given_is_not_invented() {
    let reading = read("<rss><channel><item><title>x</title><pubDate>hier</pubDate></item></channel></rss>");
    let draft = &reading.entries[0].draft;
    assert_eq!((&draft.guid, &draft.url, draft.published), (&None, &None, None));
    assert_eq!(reading.complaints[0].detail, "entry 1: date \"hier\" is not readable");
}

#[test]
fn one_id_on_several_things_identifies_none_f44() {
    let item = |n| format!("<item><guid isPermaLink='false'>same</guid><link>/{n}</link><title>{n}</title></item>");
    let reading = read(&format!("<rss><channel>{}{}</channel></rss>", item(1), item(2)));
    let guids: Vec<_> = reading.entries.iter().map(|entry| (&entry.draft.guid, entry.id.as_deref())).collect();
    assert_eq!(guids, [(&None, Some("same")), (&None, Some("same"))]);
}

#[test]
fn a_portal_in_a_feeds_place_gives_no_entries_f50() {
    let kind = |text: &str| {
        let reading = read(text);
        assert_eq!(reading.entries, []);
        reading.complaints[0].kind
    };
    assert_eq!(kind("<!DOCTYPE html><title>WiFi</title><p>Bienvenue à l’hôtel"), ComplaintKind::WrongKind);
    assert_eq!(kind("<html><title>Just a moment...</title>"), ComplaintKind::Blocked);
    assert_eq!(kind(""), ComplaintKind::WrongKind);
    assert_eq!(kind("pas un flux"), ComplaintKind::WrongKind);
    assert_eq!(kind("{\"a\":1}"), ComplaintKind::WrongKind);
    assert_eq!(kind("<rdf:RDF\nxmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-s<!--"), ComplaintKind::WrongKind);
}

#[test]
fn hostile_feeds_cost_little_f68() {
    let deep = "<a>".repeat(300_000);
    let names = (0..100_000).map(|i| format!(" xmlns:n{i}='u'")).collect::<Vec<_>>().concat();
    let laughs = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>]>";
    let hostile = [
        format!("<rss><item><title>t</title><description>{deep}</description></item></rss>"),
        format!("<rss{names}><item><title>t</title></item></rss>"),
        format!("{laughs}<rss><item><title>{}</title></item></rss>", "&a;".repeat(200_000)),
        format!("<rss><item><title>{}</title></item></rss>", "x".repeat(3_000_000)),
        format!("<rss><item><title>{}</item></rss>", "<!--".repeat(100_000)),
        format!("<rss><item><title>t</title><x a='{}'/></item></rss>", "é".repeat(500_000)),
    ];
    for text in hostile {
        let reading = read(&text);
        assert_eq!(reading.entries.len(), 1);
        assert!(reading.entries[0].draft.title.as_str().len() <= super::MAX_TITLE);
    }
    let many = read(&format!("<rss>{}</rss>", "<item><title>t</title></item>".repeat(6_000)));
    assert_eq!(many.entries.len(), 5_000);
    assert_eq!(many.complaints[0].kind, ComplaintKind::Truncated);
}

#[test]
fn an_offset_of_years_is_no_offset() {
    check("<rss><item><title>t</title><pubDate>10:08 -201214121:00</pubDate></item></rss>", "t |  |  |  | ");
}

#[test]
fn javascript_is_no_address() {
    check("<rss><item><title>t</title><link>javascript:alert(1)</link></item></rss>", "t |  |  |  | ");
}

#[test]
fn a_sitemap_of_news_is_a_feed_and_another_is_none() {
    let sitemap = |news: &str| {
        format!(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>\
             <url><loc>https://acme.example/a</loc><image:image><image:title>Photo</image:title></image:image>{news}</url></urlset>"
        )
    };
    check(
        &sitemap(
            "<news:news><news:publication><news:language>fr</news:language></news:publication>\
             <news:publication_date>2025-01-21T10:00:00+01:00</news:publication_date>\
             <news:title>Grève &amp;amp; prix chez Acme</news:title></news:news>",
        ),
        "Grève & prix chez Acme | https://acme.example/a |  |  | 2025-01-21T09:00:00Z",
    );
    let other = read(&sitemap("<lastmod>2025-01-21</lastmod>"));
    assert_eq!((other.entries.len(), other.complaints[0].kind), (0, ComplaintKind::WrongKind));
}

#[test]
fn what_a_feed_says_of_itself_serves_its_entries() {
    check(
        "<rss><channel><itunes:author>Radio Acme</itunes:author><item><title>1</title><link>https://acme.example/1</link>\
         </item></channel></rss>",
        "1 | https://acme.example/1 |  | Radio Acme | ",
    );
    check(
        "<rss><channel><managingEditor>a@b.fr</managingEditor><item><title>2</title><link>/2</link>\
         <pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate></item></channel></rss>",
        "2 | https://acme.example/2 |  |  | ",
    );
}
