//! A list of topics: which are there, and what shows that somebody answered.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::super::html::{self, Effort, MAX_HTML};
use super::super::{Input, Reading, Topic, classify, complain, feed, page};
use super::place::address;
use super::profile::Profile;
use super::{TOO_DEEP, front, lost, pages, thread};
use crate::model::{ComplaintKind, ForumSelectors, NetText};

const MAX_ROWS: usize = 1_000;

/// Reads a list of topics.
pub fn topics(input: &Input<'_>, selectors: &ForumSelectors) -> Reading {
    let mut reading = Reading::default();
    let source = input.decoded(MAX_HTML, &mut reading.complaints);
    let page = html::parse_telling(&source, &mut reading.complaints);
    reading.title = Some(page::title(&page)).filter(|title| !title.is_blank());
    let profile = Profile::configured(selectors, &page, input.url);
    let effort = Effort::of(&source);
    for row in thread::posts_of(&page, &profile.topic).into_iter().take(MAX_ROWS) {
        if !effort.look_into(row) {
            complain(&mut reading.complaints, ComplaintKind::Truncated, TOO_DEEP);
            break;
        }
        let Some(topic) = topic(row, &profile, input.url, &effort) else { continue };
        if !reading.topics.iter().any(|known| known.url == topic.url) {
            reading.topics.push(topic);
        }
    }
    if reading.topics.is_empty() && profile.topic.is_empty() {
        reading.topics = guessed(&page, input.url, &effort);
    }
    let front = front::of(&page, &profile, selectors, input.url);
    if reading.topics.is_empty() && front.sections.is_empty() {
        let lost = || lost(selectors.topic.as_deref().unwrap_or("the engine's selector of topics"));
        reading.complaints.push(classify::complaint(&source).unwrap_or_else(lost));
    }
    reading.forum = Some(front);
    reading
}

fn topic(row: ElementRef<'_>, profile: &Profile, base: &Url, effort: &Effort) -> Option<Topic> {
    let own = |link: &Selector| row.select(link).next().or_else(|| link.matches(&row).then_some(row));
    let link = profile.topic_link.iter().find_map(own)?;
    let url = front::plain(address(link, base)?);
    let shown: Vec<String> =
        activity(row, profile).into_iter().map(|place| html::text(place, &[], effort).replace('\n', " ")).collect();
    Some(Topic {
        url: url.to_string(),
        title: NetText::new(html::text(link, &[], effort)).clipped(300),
        activity: feed::clip(&shown.join(" "), 1_024).0.to_owned(),
        last_page: profile.last_page.iter().find_map(|links| pages::last_of(row, links, base)),
        previous_page: None,
    })
}

/// What changes when somebody answers; the whole row when nothing is known of it.
fn activity<'r>(row: ElementRef<'r>, profile: &Profile) -> Vec<ElementRef<'r>> {
    let found = profile.activity.iter().map(|selector| row.select(selector).take(4).collect::<Vec<_>>());
    found.into_iter().find(|places| !places.is_empty()).unwrap_or_else(|| vec![row])
}

/// The topics of a forum of unknown make: links whose addresses are of one shape with a number in it, or under one
/// path, the most of which stand on the page, and that are titles by their length.
fn guessed(page: &Html, base: &Url, effort: &Effort) -> Vec<Topic> {
    let links = selector!("a[href]");
    let mut shapes: Vec<(String, Vec<Topic>)> = Vec::new();
    for link in page.select(links).take(5 * MAX_ROWS) {
        let Some(url) = address(link, base).map(front::plain).filter(|url| url.host() == base.host()) else { continue };
        let Some(shape) = shape(&url) else { continue };
        let title = html::text(link, &[], effort).replace('\n', " ");
        if title.chars().count() < 8 {
            continue;
        }
        let row = link.ancestors().filter_map(ElementRef::wrap).take(4).find(|e| {
            matches!(e.value().name(), "tr" | "li" | "article") || e.attr("class").is_some_and(|c| c.contains("row"))
        });
        let row = row.filter(|row| effort.look_into(*row)).unwrap_or(link);
        let topic = Topic {
            url: url.to_string(),
            title: NetText::new(title).clipped(300),
            activity: feed::clip(&html::text(row, &[], effort).replace('\n', " "), 1_024).0.to_owned(),
            ..Topic::default()
        };
        let at = shapes.iter().position(|(known, _)| *known == shape).unwrap_or_else(|| {
            shapes.push((shape, Vec::new()));
            shapes.len() - 1
        });
        if !shapes[at].1.iter().any(|known| known.url == topic.url) {
            shapes[at].1.push(topic);
        }
        if shapes.len() > MAX_SHAPES {
            break;
        }
    }
    let weight = |topics: &[Topic]| topics.iter().map(|topic| topic.title.as_str().len()).sum::<usize>();
    shapes.into_iter().map(|(_, topics)| topics).max_by_key(|topics| weight(topics)).unwrap_or_default()
}

const MAX_SHAPES: usize = 300;

/// An address with a number or a long last part in it: its path without digits, the last part left out.
fn shape(url: &Url) -> Option<String> {
    const TOPICS: [&str; 8] = ["topic", "thread", "discussion", "/t/", "/d/", "question", "/post", "sujet"];
    let path = url.path().to_ascii_lowercase();
    if !TOPICS.iter().any(|word| path.contains(word) || url.query().is_some_and(|q| q.contains(word))) {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let shape = parts.iter().map(|part| if part.contains(|c: char| c.is_ascii_digit()) { "#" } else { part });
    let known = shape.take(parts.len().saturating_sub(1)).collect::<Vec<_>>().join("/");
    Some(format!("{known}/{}", parts.len()))
}
