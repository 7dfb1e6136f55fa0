//! A forum that somebody made by hand: a table without names, each row a person beside their words.
//!
//! Asked last, and only of pages that say that they are a forum's. Deliberately absent: rows without a day, which any table
//! of two columns has.

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::super::date;
use super::super::fragment::by_words;
use super::super::html::{self, Effort};
use super::super::page;
use super::super::signature;
use super::post::MAX_TEXT;
use super::thread::Thread;
use super::{MAX_POSTS, profile};
use crate::ingest::read::feed::clip;
use crate::model::{Draft, NetText, Timestamp};

/// Tables that are looked at.
const MAX_TABLES: usize = 200;

/// The posts of the first table that is one of posts.
pub(super) fn thread(tree: &Html, url: &Url, effort: &Effort) -> Option<Thread> {
    let tables = selector!("table");
    let title = page::title(tree);
    let mut small = Vec::new();
    let of_one = tree.select(tables).take(MAX_TABLES).find_map(|table| {
        let rows: Vec<_> = rows(table)
            .take(MAX_POSTS)
            .filter(|row| row.iter().all(|cell| effort.look_into(*cell)))
            .filter(says)
            .collect();
        let drafts: Vec<Draft> = rows.iter().filter_map(|row| post(*row, effort, url, &title)).collect();
        let are_posts = drafts.len() >= 2 && 3 * drafts.len() >= 2 * rows.len();
        if drafts.len() == 1 && rows.len() == 1 {
            small.extend(drafts);
            return None;
        }
        are_posts.then_some(drafts)
    });
    // Some give each post a table of its own.
    let drafts = of_one.unwrap_or(small);
    (drafts.len() >= 2).then(|| {
        let mut thread = Thread::default();
        for draft in drafts {
            thread.push(draft);
        }
        thread
    })
}

/// What stands beside a person's own words.
static BESIDE: LazyLock<Vec<Selector>> = LazyLock::new(|| {
    let mut beside = profile::quotes().to_vec();
    beside.extend(html::selectors(["[class*=signature i], [class~=edit], [class*=edited i]"]));
    beside
});

/// The rows of two cells of a table itself, not of those that stand in it.
fn rows(table: ElementRef<'_>) -> impl Iterator<Item = [ElementRef<'_>; 2]> {
    let named = |name: &'static str| move |child: &ElementRef<'_>| child.value().name() == name;
    let rows = table.child_elements().filter(named("tbody")).flat_map(|body| body.child_elements());
    rows.filter(named("tr")).filter_map(|row| {
        let mut cells = row.child_elements();
        let pair = [cells.next()?, cells.next()?];
        let is_pair = cells.next().is_none() && pair.iter().all(|cell| cell.value().name() == "td");
        is_pair.then_some(pair)
    })
}

/// Whether anything is said beside the person: a link to the top stands alone.
fn says([_, words]: &[ElementRef<'_>; 2]) -> bool {
    words.text().any(|text| text.contains(char::is_alphanumeric))
}

fn post([person, words]: [ElementRef<'_>; 2], effort: &Effort, url: &Url, title: &NetText) -> Option<Draft> {
    const NAME: usize = 40;
    const ABOUT: usize = 300;
    let about = html::text(person, &[], effort);
    let name = about.lines().map(str::trim).find(|line| !line.is_empty())?;
    if about.len() > ABOUT || name.chars().count() > NAME || name.ends_with(':') || !name.contains(char::is_alphabetic)
    {
        return None;
    }
    let said = html::text(words, &BESIDE, effort);
    let (mut day, mut kept) = (about.lines().find_map(on_a_day), Vec::new());
    // Behind a long line a person signs.
    for line in said.lines().take_while(|line| !line.trim().starts_with("__________")) {
        match on_a_day(line) {
            Some(at) if day.is_none() => day = Some(at),
            _ => kept.push(line),
        }
    }
    let text = clip(kept.join("\n").trim(), MAX_TEXT).0.to_owned();
    let author = Some(NetText::new(name));
    let published = Some(day?);
    let own = numbered(person, url).or_else(|| numbered(words, url));
    let guid = own.clone();
    let url = own.or_else(|| Some(by_words(&text, url)));
    let draft = Draft { guid, url, title: title.clone(), author, published, text: text.into(), ..Draft::default() };
    (!draft.text.is_blank()).then_some(draft)
}

/// The place of a post on its page, which a link or an anchor gives the number of.
fn numbered(cell: ElementRef<'_>, page: &Url) -> Option<String> {
    let anchors = selector!("a[href^='#'], a[name], a[id]");
    let place = |anchor: ElementRef<'_>| {
        let place = anchor.attr("name").or_else(|| anchor.attr("id"));
        let place = place.or_else(|| anchor.attr("href")?.strip_prefix('#'))?;
        let digits = place.bytes().filter(u8::is_ascii_digit).count();
        (digits >= 2 && place.len() <= 40).then(|| place.to_owned())
    };
    let mut own = page.clone();
    own.set_fragment(Some(&cell.select(anchors).take(4).find_map(place)?));
    Some(own.into())
}

/// The day of a line that says hardly more: "Posté le 02/04/2024 à 10:00".
fn on_a_day(line: &str) -> Option<Timestamp> {
    const SHORT: usize = 60;
    const TITLES: [&str; 5] = ["titel:", "sujet", "subject:", "titre:", "asunto:"];
    let lower = line.to_lowercase();
    // "Posté le: 2 avril 2024 Sujet du message: Panne"
    let title = TITLES.iter().filter_map(|title| lower.find(title)).min().filter(|_| lower.len() == line.len());
    let line = title.and_then(|at| line.get(..at)).unwrap_or(line).trim();
    let is_said = line.len() <= SHORT && line.bytes().filter(u8::is_ascii_digit).count() >= 5;
    if !is_said || signature::is_of_membership(&lower) {
        return None;
    }
    date::parse(line, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &str, want: &[&str]) {
        let page = html::parse(&format!("<title>Panne</title><table border=1>{rows}</table>"));
        let url = Url::parse("https://forum.example/lire?id=9").unwrap();
        let posts = thread(&page, &url, &Effort::of_tree(&page)).unwrap_or_default().posts;
        let shown = |post: &Draft| {
            let day = post.published.unwrap().to_string();
            format!("{} {}: {}", post.author.as_ref().unwrap().as_str(), &day[..10], post.text.as_str())
        };
        assert_eq!(posts.iter().map(shown).collect::<Vec<_>>(), want);
    }

    #[test]
    fn a_row_is_a_person_beside_their_words() {
        let row = |name: &str, words: &str| {
            format!("<tr><td width=150><b>{name}</b><br>Inscrit le 03/03/2013</td><td>{words}</td></tr>")
        };
        let posts = row("Zoé", "<font size=1>Posté le 02/04/2024 à 10:00</font><hr>En panne.")
            + &row("Bob", "03/04/2024<br><blockquote>En panne.</blockquote>Le mien aussi,<br>depuis le 01/04/2024.");
        check(&posts, &["Zoé 2024-04-02: En panne.", "Bob 2024-04-03: Le mien aussi,\ndepuis le 01/04/2024."]);
        check(&(row("Poids :", "12 kg") + &row("Sortie :", "le 02/04/2024") + &row("Prix :", "9 €")), &[]);
        let own = |row: String| format!("{row}</table><table>");
        check(
            &(own(row("Zoé", "02/04/2024<br>A.")) + &row("Bob", "03/04/2024<br>B.")),
            &["Zoé 2024-04-02: A.", "Bob 2024-04-03: B."],
        );
        check(&(row("Zoé", "Sans jour.") + &row("Bob", "Sans jour non plus.")), &[]);
    }

    #[test]
    fn rows_of_old_themes_are_read_between_those_that_say_nothing() {
        let row = |name: &str, day: u32, words: &str| {
            format!(
                "<tr><td><b>{name}</b><br>Anmeldungsdatum: 02.01.2012</td><td>Verfasst am: {day}.05.2012, 18:20 Titel: Re: Der \
                 Filter von Acme brummt<hr>{words}</td></tr><tr><td><a href='#top'>Nach oben</a></td><td><img></td></tr>"
            )
        };
        let posts =
            row("Zoé", 14, "Er brummt.<br>_________________<br>Weniger ist Meer") + &row("Bob", 15, "Die Achse.");
        check(&posts, &["Zoé 2012-05-14: Er brummt.", "Bob 2012-05-15: Die Achse."]);
    }

    #[test]
    fn a_row_has_the_address_of_its_anchor() {
        let row = |number: u32, day: &str| {
            let words =
                format!("{day}<br>En panne.<div class=edited>Message édité</div><span class=signature>Zou</span>");
            format!("<tr><td><a name=t{number}></a><b>Zoé</b></td><td>{words}</td></tr>")
        };
        let page = html::parse(&format!("<table>{}{}</table>", row(118, "02/04/2024"), row(119, "03/04/2024")));
        let url = Url::parse("https://forum.example/lire?id=9").unwrap();
        let posts = thread(&page, &url, &Effort::of_tree(&page)).unwrap_or_default().posts;
        assert_eq!(posts[1].url.as_deref(), Some("https://forum.example/lire?id=9#t119"));
        assert_eq!(posts[1].text.as_str(), "En panne.");
    }
}
