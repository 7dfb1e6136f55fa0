//! Forums without a feed, read from their HTML: a list of topics, then the posts of each.
//!
//! The unit is the post, not the page: one angry post is one draft. Quotations of other posts are left out, or that
//! post would count once per answer; so are signatures.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::html::{self, Effort, MAX_HTML};
use super::{Input, Reading, Topic, classify, complain, date, feed, page};
use crate::model::{Complaint, ComplaintKind, Draft, ForumSelectors, NetText};

const MAX_ROWS: usize = 1_000;
const MAX_POSTS: usize = 1_000;
const MAX_TEXT: usize = 65_536;
const TOO_DEEP: &str = "too much of the page stands in several rows or posts, one in the other";

/// Reads a list of topics.
pub fn topics(input: &Input<'_>, selectors: &ForumSelectors) -> Reading {
    let mut reading = Reading::default();
    let source = input.decoded(MAX_HTML, &mut reading.complaints);
    let page = html::parse(&source);
    reading.title = Some(page::title(&page)).filter(|title| !title.is_blank());
    let Some([row, link]) = both(&selectors.topic, &selectors.topic_link) else {
        reading.complaints.push(lost(&selectors.topic));
        return reading;
    };
    let activity = selectors.topic_activity.as_deref().and_then(parsed);
    let last_page = selectors.last_page.as_deref().and_then(parsed);
    let effort = Effort::of(&source);
    for element in page.select(&row).take(MAX_ROWS) {
        if !effort.look_into(element) {
            complain(&mut reading.complaints, ComplaintKind::Truncated, TOO_DEEP);
            break;
        }
        let Some(link) = element.select(&link).next().or_else(|| link.matches(&element).then_some(element)) else {
            continue;
        };
        let Some(url) = address(link, input.url) else { continue };
        let activity = activity.as_ref().and_then(|activity| element.select(activity).next());
        let activity = html::text(activity.unwrap_or(element), &[], &effort).replace('\n', " ");
        let topic = Topic {
            url: url.to_string(),
            title: NetText::new(html::text(link, &[], &effort)).clipped(300),
            activity: feed::clip(&activity, 1_024).0.to_owned(),
            last_page: last_page.as_ref().and_then(|last| address(element.select(last).last()?, input.url)),
        };
        if !reading.topics.iter().any(|known| known.url == topic.url) {
            reading.topics.push(topic);
        }
    }
    if reading.topics.is_empty() {
        reading.complaints.push(classify::complaint(&source).unwrap_or_else(|| lost(&selectors.topic)));
    }
    reading
}

/// Reads the posts of a topic's page. The topic's last page, where the page links to it, is in `topics`.
pub fn posts(input: &Input<'_>, selectors: &ForumSelectors, topic_title: &str) -> Reading {
    let mut reading = Reading::default();
    let source = input.decoded(MAX_HTML, &mut reading.complaints);
    let page = html::parse(&source);
    reading.title = Some(page::title(&page)).filter(|title| !title.is_blank());
    let Some(post) = parsed(&selectors.post) else {
        reading.complaints.push(lost(&selectors.post));
        return reading;
    };
    let parts = Parts::of(selectors, Effort::of(&source));
    let mut cut = 0_usize;
    for element in page.select(&post).take(MAX_POSTS) {
        if !parts.effort.look_into(element) {
            complain(&mut reading.complaints, ComplaintKind::Truncated, TOO_DEEP);
            break;
        }
        let draft = parts.draft(element, input.url, topic_title, &mut cut);
        if !draft.text.is_blank() {
            reading.drafts.push(draft);
        }
    }
    if cut > 0 {
        let detail = format!("{cut} posts were cut to 64 KiB of text");
        complain(&mut reading.complaints, ComplaintKind::Truncated, &detail);
    }
    if reading.drafts.is_empty() {
        reading.complaints.push(classify::complaint(&source).unwrap_or_else(|| lost(&selectors.post)));
    }
    reading.topics.extend(last_page(&page, selectors, input.url, topic_title));
    reading
}

fn last_page(page: &Html, selectors: &ForumSelectors, url: &Url, title: &str) -> Option<Topic> {
    let selector = parsed(selectors.last_page.as_deref()?)?;
    let last_page = address(page.select(&selector).next_back()?, url)?;
    let own = Topic { url: url.to_string(), title: title.into(), activity: String::new(), last_page: Some(last_page) };
    Some(own)
}

/// The selectors of a post, parsed once a page.
struct Parts<'s> {
    author: Option<Selector>,
    date: Option<Selector>,
    text: Option<Selector>,
    permalink: Option<Selector>,
    left_out: Vec<Selector>,
    time_zone: Option<&'s str>,
    effort: Effort,
}

/// What most forums call quotations, when the config names none.
const QUOTES: &str = "blockquote, aside.quote, .bbCodeBlock--quote, .quotecontent, .bbp-quote";
const SIGNATURES: &str = ".signature, .message-signature, .postsignature, .post-signature, .sig, .user-signature";

impl<'s> Parts<'s> {
    fn of(selectors: &'s ForumSelectors, effort: Effort) -> Self {
        let one = |text: &Option<String>| text.as_deref().and_then(parsed);
        let mut left_out = html::selectors([selectors.quote.as_deref().unwrap_or(QUOTES), SIGNATURES]);
        // A post without a place for its text: what stands for something else is not its text.
        if selectors.text.is_none() {
            let others = [&selectors.author, &selectors.date, &selectors.permalink];
            left_out.extend(html::selectors(others.into_iter().flatten().map(String::as_str)));
        }
        Self {
            author: one(&selectors.author),
            date: one(&selectors.date),
            text: one(&selectors.text),
            permalink: one(&selectors.permalink),
            left_out,
            time_zone: selectors.time_zone.as_deref(),
            effort,
        }
    }

    fn draft(&self, post: ElementRef<'_>, topic: &Url, title: &str, cut: &mut usize) -> Draft {
        let find = |selector: &Option<Selector>| selector.as_ref().and_then(|selector| post.select(selector).next());
        let text = html::text(find(&self.text).unwrap_or(post), &self.left_out, &self.effort);
        let (text, text_cut) = feed::clip(&text, MAX_TEXT);
        *cut += usize::from(text_cut);
        let author = find(&self.author).map(|author| NetText::new(html::text(author, &[], &self.effort)).clipped(200));
        let own = find(&self.permalink).and_then(|link| address(link, topic)).or_else(|| by_id(post, topic));
        let guid = own.as_ref().map(Url::to_string);
        Draft {
            url: guid.clone().or_else(|| Some(by_words(text, topic))),
            guid,
            title: title.into(),
            author: author.filter(|name| !name.is_blank()),
            text: text.into(),
            published: find(&self.date).and_then(|element| self.date(element)),
            ..Draft::default()
        }
    }

    /// Machines' spellings first, then the text that people see.
    fn date(&self, element: ElementRef<'_>) -> Option<crate::model::Timestamp> {
        let inner = parsed("time[datetime], [data-time], [data-timestamp], abbr[title]");
        let inner = inner.and_then(|selector| element.select(&selector).next());
        let places = [Some(element), inner];
        let attrs = ["datetime", "data-time", "data-timestamp", "title", "content"];
        let mut given =
            places.into_iter().flatten().flat_map(|place| attrs.iter().filter_map(move |name| place.attr(name)));
        given
            .find_map(|text| date::parse(text, self.time_zone))
            .or_else(|| date::parse(&html::text(element, &[], &self.effort), self.time_zone))
    }
}

fn parsed(selector: &str) -> Option<Selector> {
    Selector::parse(selector).ok()
}

fn both(a: &str, b: &str) -> Option<[Selector; 2]> {
    Some([parsed(a)?, parsed(b)?])
}

fn lost(selector: &str) -> Complaint {
    Complaint { kind: ComplaintKind::SelectorLost, detail: format!("{selector:?} matches nothing") }
}

/// Where an element links to, if that is on the web.
fn address(element: ElementRef<'_>, base: &Url) -> Option<Url> {
    let inner = || element.select(&parsed("a[href]")?).next()?.attr("href");
    let url = base.join(element.attr("href").or_else(inner)?.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.as_str().len() <= 8_192).then_some(url)
}

/// The post's `id` as a fragment of the topic's address.
fn by_id(post: ElementRef<'_>, topic: &Url) -> Option<Url> {
    let anchor = || post.select(&parsed("a[name^=p], a[id]")?).next();
    let id = post.attr("id").or_else(|| anchor().and_then(|a| a.attr("name").or_else(|| a.attr("id"))))?;
    let mut url = topic.clone();
    url.set_fragment(Some(id).filter(|id| !id.is_empty() && id.len() <= 256));
    url.fragment().is_some().then_some(url)
}

/// A text fragment (WICG Scroll To Text Fragment): it leads a person to the post, and tells posts apart.
fn by_words(text: &str, topic: &Url) -> String {
    let words: Vec<&str> = text.lines().next().unwrap_or_default().split_whitespace().take(8).collect();
    let encoded: String = url::form_urlencoded::byte_serialize(words.join(" ").as_bytes()).collect();
    let mut url = topic.clone();
    url.set_fragment(Some(&format!(":~:text={}", encoded.replace('+', "%20").replace('-', "%2D"))));
    url.to_string()
}

/// The posts of a thread that nobody has described; nothing when the page is no thread.
pub(super) fn thread(_page: &Html, _url: &Url) -> Option<Vec<Draft>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selectors() -> ForumSelectors {
        ForumSelectors {
            topic: "li.row".into(),
            topic_link: "a.title".into(),
            topic_activity: Some(".replies".into()),
            last_page: Some(".pages a".into()),
            post: ".post".into(),
            author: Some(".author".into()),
            date: Some(".date".into()),
            text: Some(".body".into()),
            permalink: Some("a.link".into()),
            quote: None,
            time_zone: Some("Europe/Paris".into()),
            max_topics: 20,
        }
    }

    fn check<T>(source: &str, read: impl Fn(&Input<'_>) -> T) -> T {
        let url = Url::parse("https://forum.example/t/12?page=2").unwrap();
        read(&Input { bytes: source.as_bytes(), content_type: Some("text/html; charset=utf-8"), url: &url, text: None })
    }

    const LIST: &str = include_str!("../../../../tests/data/read/forum-list.html");
    const TOPIC: &str = include_str!("../../../../tests/data/read/forum-topic.html");

    #[test]
    fn a_list_gives_topics_once_each() {
        let reading = check(LIST, |input| topics(input, &selectors()));
        assert_eq!(reading.complaints, []);
        let got: Vec<_> =
            reading.topics.iter().map(|t| (t.url.as_str(), t.title.as_str(), t.activity.as_str())).collect();
        assert_eq!(
            got,
            [
                ("https://forum.example/t/12-acme", "Acme ne répond plus", "14 réponses"),
                ("https://forum.example/t/13", "Colis perdu", "0 réponse"),
            ]
        );
        assert_eq!(
            reading.topics[0].last_page.as_ref().map(Url::as_str),
            Some("https://forum.example/t/12-acme?page=3")
        );
    }

    #[test]
    fn a_post_is_one_draft_without_quotation_and_signature() {
        let reading = check(TOPIC, |input| posts(input, &selectors(), "Acme ne répond plus"));
        assert_eq!(reading.drafts.len(), 3);
        let [first, second, third] = &reading.drafts[..] else { panic!() };
        assert_eq!(first.url.as_deref(), Some("https://forum.example/t/12?post=101#p101"));
        assert_eq!(first.author.as_ref().unwrap().as_str(), "Ana");
        assert_eq!(first.text.as_str(), "Je n’ai jamais été remboursée.\nQuelqu’un d’autre\u{202f}?");
        assert_eq!(first.published.unwrap().to_string(), "2026-03-02T08:05:00Z");
        assert_eq!(second.text.as_str(), "Pareil\u{a0}!");
        assert_eq!(second.guid.as_deref(), Some("https://forum.example/t/12?page=2#p102"));
        assert_eq!(second.published.unwrap().to_string(), "2026-03-02T09:30:00Z");
        assert_eq!((third.published, third.guid.as_ref()), (None, None));
        assert!(third.url.as_ref().unwrap().ends_with("#:~:text=Moi%20aussi%2C%20hier"));
        let last = reading.topics[0].last_page.as_ref().unwrap();
        assert_eq!(last.as_str(), "https://forum.example/t/12?page=3");
    }

    #[test]
    fn a_login_page_is_no_empty_forum_f53() {
        let login = "<title>Connexion</title><form><input type=password name=p>Se connecter</form>";
        let kind = |source| check(source, |input| topics(input, &selectors())).complaints[0].kind;
        assert_eq!(kind(login), ComplaintKind::WrongKind);
        assert_eq!(kind("<p>Nouveau forum, nouvelle page, tout neuf."), ComplaintKind::SelectorLost);
    }
}
