//! A list of topics: which are there, and what shows that somebody answered.

use scraper::{ElementRef, Selector};
use url::Url;

use super::super::html::{self, Effort, MAX_HTML};
use super::super::{Input, Reading, Topic, classify, complain, feed, page};
use super::place::address;
use super::profile::Profile;
use super::{TOO_DEEP, front, guess, lost, pages, thread};
use crate::model::{ComplaintKind, ForumSelectors, NetText};

const MAX_ROWS: usize = 1_000;
/// A list of topics has as many.
const FEW: usize = 5;

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
    let mut front = front::of(&page, &profile, selectors, input.url);
    // A theme that names nothing as its engine does is read as one of unknown make; few links may be of any page.
    let is_strange = selectors.topic.is_none() && front.sections.is_empty();
    if reading.topics.is_empty() && (profile.topic.is_empty() || is_strange) {
        let least = if profile.topic.is_empty() { 1 } else { FEW };
        let found = guess::of(&page, input.url, &effort);
        reading.topics = Some(found.topics).filter(|all| all.len() >= least).unwrap_or_default();
        if front.sections.is_empty() {
            front.sections = found.sections;
            front.sections.retain(|(address, name)| front::is_wanted(address, name, selectors));
        }
    }
    if reading.topics.is_empty() && front.sections.is_empty() {
        let lost = || lost(selectors.topic.as_deref().unwrap_or("the engine's selector of topics"));
        let wall = classify::complaint(&source);
        // A mailing list's archive, a forum that only a program draws: what they name as their feed says what is new. It
        // says all, where only some sections are asked for.
        if wall.is_none() && front.feeds.is_empty() && selectors.sections.is_empty() && !selectors.describes_pages() {
            front.feeds = guess::feeds(&page, input.url);
        }
        reading.complaints.push(wall.unwrap_or_else(lost));
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
    fn of_a_forum_of_unknown_make_only_what_is_asked_for_is_read() {
        let row = |name: &str| format!("<tr><td><a href='/forum/{name}/'>{name}</a><td>14<td>44</tr>");
        let feed = "<link rel=alternate type=application/rss+xml href=/feed>";
        let front = |source: &str, sections: &[&str]| {
            let url = Url::parse("https://jardins.example/").unwrap();
            let input = Input { bytes: source.as_bytes(), content_type: None, url: &url, text: None };
            let sections = sections.iter().map(|&name| name.to_owned()).collect();
            let front = topics(&input, &ForumSelectors { sections, ..ForumSelectors::default() }).forum.unwrap();
            (front.sections.into_iter().map(|(_, name)| name).collect::<Vec<_>>(), front.feeds.len())
        };
        let page = format!("{feed}<table>{}{}", row("Potager"), row("Verger"));
        assert_eq!(front(&page, &[]), (vec!["Potager".to_owned(), "Verger".to_owned()], 0));
        assert_eq!(front(&page, &["verger"]), (vec!["Verger".to_owned()], 0));
        assert_eq!(front(&page, &["cave"]), (Vec::new(), 0));
        assert_eq!(front(&format!("{feed}<p>Archive"), &[]), (Vec::new(), 1));
        let door = format!("<title>Connexion</title>{feed}<p>Connectez-vous<form><input type=password></form>");
        assert_eq!(front(&door, &[]), (Vec::new(), 0));
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
