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
    let front = front::of(&page, &profile, selectors, input.url);
    // A theme that names nothing as its engine does is read as one of unknown make; few links may be of any page.
    let is_strange = selectors.topic.is_none() && front.sections.is_empty();
    if reading.topics.is_empty() && (profile.topic.is_empty() || is_strange) {
        let least = if profile.topic.is_empty() { 1 } else { FEW };
        reading.topics = Some(guessed(&page, input.url, &effort)).filter(|all| all.len() >= least).unwrap_or_default();
    }
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

/// A list of topics has as many.
const FEW: usize = 5;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ForumEngine;

    /// The engine, the names of the sections, the titles of the topics, and what was complained of.
    #[track_caller]
    fn check(source: &str, url: &str, want: (Option<ForumEngine>, &[&str], &[&str], &[ComplaintKind])) {
        let url = Url::parse(url).unwrap();
        let input = Input { bytes: source.as_bytes(), content_type: None, url: &url, text: None };
        let reading = topics(&input, &ForumSelectors::default());
        let front = reading.forum.unwrap();
        let sections: Vec<&str> = front.sections.iter().map(|(_, name)| name.as_str()).collect();
        let titles: Vec<&str> = reading.topics.iter().map(|topic| topic.title.as_str()).collect();
        let kinds: Vec<ComplaintKind> = reading.complaints.iter().map(|complaint| complaint.kind).collect();
        assert_eq!((front.engine, &*sections, &*titles, &*kinds), want);
    }

    #[test]
    fn the_front_of_an_old_theme_is_known_by_where_it_leads() {
        let boards = ["Lyon", "Lille", "Brest", "Nice", "Metz"];
        let row = |(n, name): (usize, &&str)| {
            format!(
                "<tr><td><b><a href='index.php?board={n}.0'>{name}</a></b><a name='b{n}'></a><td><a \
                 href='index.php?topic={n}7.0'>Re: planter…</a>"
            )
        };
        let page = ["<table>", &boards.iter().enumerate().map(row).collect::<String>(), "</table>"].concat();
        check(&page, "https://jardins.example/community/index.php", (Some(ForumEngine::Smf), &boards, &[], &[]));
        let row = |name: &&str| format!("<tr><td><strong><a href='Forum-{name}'>{name}</a></strong>");
        let rows = boards.iter().map(row).collect::<String>();
        let page = format!("<table>{rows}</table><a href='http://www.mybboard.net'>MyBB</a>");
        check(&page, "https://jardins.example/", (Some(ForumEngine::Mybb), &boards, &[], &[]));
    }

    #[test]
    fn topics_that_a_theme_names_as_no_other_are_read_and_a_door_holds_none() {
        const TITLES: [&str; 5] =
            ["Les tomates", "Arroser le soir", "Un mur au nord", "Semer en mars", "Tailler la vigne"];
        let body = "<body id=vanilla_discussions_index class=Vanilla>";
        let row = |title: &&str| {
            format!(
                "<li class=Item><div class=Discussion><a class=Title href='/discussion/{}/x'>{title}</a></div>",
                title.len()
            )
        };
        let rows = TITLES.iter().map(row).collect::<String>();
        check(&[body, &rows].concat(), "https://jardins.example/", (Some(ForumEngine::Vanilla), &[], &TITLES, &[]));
        let row = |title: &&str| format!("<p><a href='/discussion/{}/x'>{title}</a></p>", title.len());
        let rows = TITLES.iter().map(row).collect::<String>();
        check(&[body, &rows].concat(), "https://jardins.example/", (Some(ForumEngine::Vanilla), &[], &TITLES, &[]));
        let door = format!(
            "<title>Connexion</title>{body}<a href='/discussion/1/x'>Commencer une discussion</a><form><input type=password>"
        );
        let want: &[ComplaintKind] = &[ComplaintKind::WrongKind];
        check(&door, "https://jardins.example/", (Some(ForumEngine::Vanilla), &[], &[], want));
    }
}
