//! A front page or a list of topics of unknown make: what its links lead to, by their addresses and their rows.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::{ElementRef, Html};
use url::Url;

use super::super::html::{self, Effort};
use super::super::{Topic, feed};
use super::{front, place::address};
use crate::model::NetText;

/// What is found of a forum.
#[derive(Debug, Default)]
pub(super) struct Guess {
    pub(super) topics: Vec<Topic>,
    /// By address and name.
    pub(super) sections: Vec<(Url, String)>,
}

/// A link to somewhere in the forum.
struct Link {
    to: Url,
    title: String,
    /// The row of a table or of a list in which it stands.
    row: Option<NodeId>,
    shown: String,
}

const MAX_FEEDS: usize = 3;
/// Links that are looked at.
const MAX_LINKS: usize = 5_000;
const MAX_SECTIONS: usize = 100;
/// Letters of a topic's title, at least.
const TITLE: usize = 8;

/// The topics: links whose addresses are of one shape with a number in it, or under one path, the most of which stand on
/// the page, and that are titles by their length. Where they stand in the rows of sections only, each is the last of its
/// section, and the sections say more.
pub(super) fn of(page: &Html, base: &Url, effort: &Effort) -> Guess {
    let links = links(page, base, effort);
    let are_topics = |link: &&Link| is_of(&link.to, TOPICS) && link.title.chars().count() >= TITLE;
    let are_sections = |link: &&Link| is_section(&link.to, base) && counts(&link.shown) >= 2;
    let topics = largest(links.iter().filter(are_topics));
    let sections = largest(links.iter().filter(are_sections));
    let rows: HashSet<NodeId> = sections.iter().filter_map(|link| link.row).collect();
    let is_last_of_section = topics.iter().all(|link| link.row.is_some_and(|row| rows.contains(&row)));
    let topics = if sections.len() > 1 && is_last_of_section { Vec::new() } else { topics };
    let is_front = topics.is_empty();
    Guess {
        topics: topics.into_iter().map(topic).collect(),
        sections: sections
            .into_iter()
            .filter(|_| is_front)
            .take(MAX_SECTIONS)
            .map(|link| (link.to.clone(), link.title.clone()))
            .collect(),
    }
}

/// The feeds that the page names as its own.
pub(super) fn feeds(page: &Html, base: &Url) -> Vec<Url> {
    const NAMED: &str = "link[rel~=alternate i][type*='rss' i], link[rel~=alternate i][type*='atom' i]";
    page.select(selector!(NAMED)).filter_map(|link| address(link, base)).take(MAX_FEEDS).collect()
}

fn links(page: &Html, base: &Url, effort: &Effort) -> Vec<Link> {
    let in_forum = |link: ElementRef<'_>| {
        let to = address(link, base).map(front::plain).filter(|to| to.host() == base.host())?;
        if !is_of(&to, TOPICS) && !is_section(&to, base) {
            return None;
        }
        let row = row_of(link).filter(|row| effort.look_into(*row));
        Some(Link {
            title: html::text(link, &[], effort).replace('\n', " "),
            shown: html::text(row.unwrap_or(link), &[], effort).replace('\n', " "),
            row: row.map(|row| row.id()),
            to,
        })
    };
    page.select(selector!("a[href]"))
        .take(MAX_LINKS)
        .filter_map(in_forum)
        .filter(|link| !link.title.is_empty())
        .collect()
}

fn row_of(link: ElementRef<'_>) -> Option<ElementRef<'_>> {
    link.ancestors().filter_map(ElementRef::wrap).take(4).find(|e| {
        matches!(e.value().name(), "tr" | "li" | "article") || e.attr("class").is_some_and(|c| c.contains("row"))
    })
}

fn topic(link: &Link) -> Topic {
    Topic {
        url: link.to.to_string(),
        title: NetText::new(link.title.clone()).clipped(300),
        activity: feed::clip(&link.shown, 1_024).0.to_owned(),
        ..Topic::default()
    }
}

/// Those of the shape of address whose titles say most, each address once.
fn largest<'l>(links: impl Iterator<Item = &'l Link>) -> Vec<&'l Link> {
    let mut known = HashSet::new();
    let mut shapes: HashMap<String, Vec<&Link>> = HashMap::new();
    for link in links.filter(|link| known.insert(&link.to)) {
        shapes.entry(shape(&link.to)).or_default().push(link);
    }
    let weight = |links: &[&Link]| links.iter().map(|link| link.title.len()).sum::<usize>();
    // By shape when equal, or two readings of one page would differ.
    let best = shapes.into_iter().max_by(|(a, one), (b, other)| weight(one).cmp(&weight(other)).then_with(|| b.cmp(a)));
    best.map(|(_, links)| links).unwrap_or_default()
}

const TOPICS: &[&str] = &["topic", "thread", "discussion", "/t/", "/d/", "question", "/post", "sujet"];
const SECTIONS: &[&str] = &["forum/", "forum-", "forum=", "forumid", "board", "section", "categor", "rubri", "/f/"];

/// Whether an address has such a word in it.
fn is_of(url: &Url, words: &[&str]) -> bool {
    let path = url.path().to_ascii_lowercase();
    words.iter().any(|word| path.contains(word) || url.query().is_some_and(|query| query.contains(word)))
}

/// Whether an address names a section, behind that of the page: a whole forum may lie under `/forum/`.
fn is_section(url: &Url, base: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let folder = base.path().rfind('/').map_or("/", |end| &base.path()[..=end]).to_ascii_lowercase();
    let own = path.strip_prefix(&folder).filter(|own| !own.is_empty()).unwrap_or(&path);
    let own = format!("/{own}?{}", url.query().unwrap_or_default());
    url != base && SECTIONS.iter().any(|word| own.contains(word)) && !TOPICS.iter().any(|word| own.contains(word))
}

/// The path of an address without digits, the last part left out.
fn shape(url: &Url) -> String {
    let path = url.path().to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let shape = parts.iter().map(|part| if part.contains(|c: char| c.is_ascii_digit()) { "#" } else { part });
    let known = shape.take(parts.len().saturating_sub(1)).collect::<Vec<_>>().join("/");
    format!("{known}/{}", parts.len())
}

/// Numbers that stand alone in a row: of topics, of posts.
fn counts(row: &str) -> usize {
    let is_number = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
    };
    row.split_whitespace().filter(is_number).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of sections, and titles of topics.
    #[track_caller]
    fn check(source: &str, sections: &[&str], topics: &[&str]) {
        let page = html::parse(source);
        let url = Url::parse("https://jardins.example/forum/").unwrap();
        let found = of(&page, &url, &Effort::of(source));
        let names: Vec<&str> = found.sections.iter().map(|(_, name)| name.as_str()).collect();
        let titles: Vec<&str> = found.topics.iter().map(|topic| topic.title.as_str()).collect();
        assert_eq!((&*names, &*titles), (sections, topics));
    }

    const MENU: &str = "<ul><li><a href=/forum/>Forum</a><li><a href=/forum/category/1/>Jardins</a></ul><table>";

    fn section(number: u32, name: &str, last: &str) -> String {
        format!("<tr><td><a href='/forum/forum/{number}/'>{name}</a><td>14<td>44<td>{last}</tr>")
    }

    #[test]
    fn a_front_page_of_unknown_make_leads_to_its_sections() {
        let last = "<a href='/forum/topic/9/'>Les tomates éclatent</a> il y a 5 minutes";
        let rows = section(1, "Potager", last) + &section(2, "Verger", "") + &section(3, "Divers", "");
        check(&format!("{MENU}{rows}"), &["Potager", "Verger", "Divers"], &[]);
    }

    #[test]
    fn a_list_of_topics_beside_its_sections_is_read_for_its_topics() {
        let rows = section(4, "Semis", "") + &section(5, "Taille", "");
        let topic = |n: u32| format!("<tr><td><a href='/forum/topic/{n}/'>Les tomates {n}</a><td>3<td>120</tr>");
        let page = format!("{MENU}{rows}</table><table>{}{}", topic(7), topic(8));
        check(&page, &[], &["Les tomates 7", "Les tomates 8"]);
        check(&format!("{MENU}{}", topic(7)), &[], &["Les tomates 7"]);
        // A menu of sections counts nothing.
        check(MENU, &[], &[]);
    }
}
