//! The whole text behind a feed that gives only its beginning, for sources that ask for it.
//!
//! Only what is new is fetched, a few pages a poll, through the same gates and under the same robots.txt as
//! everything else. What identifies an entry stays what the feed says: the next poll must know it again. Deliberately
//! absent: a second try. A page that cannot be read now leaves the entry with the feed's own text.

use anyhow::Result;

use super::finds::off_reactor;
use super::understanding::Fresh;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::fetch::{Accept, Answer, Request};
use crate::ingest::read;
use crate::model::{Complaint, ComplaintKind, Draft, NetText, Timestamp};

/// Pages fetched in one poll.
const PAGES: usize = 10;
/// Failures after which the site is left in peace until the next poll.
const FAILURES: usize = 3;
/// The most that is kept of a text, as of a feed's own.
const MAX_TEXT: usize = 65_536;
/// How much of a feed's text tells whether the page repeats it.
const BEGINNING: usize = 60;

/// Completes the texts of new entries from their pages; what could not be read is told.
pub(super) async fn complete(
    rules: &Rules,
    source: &WatchedSource,
    fresh: &mut [Fresh],
    now: Timestamp,
) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    if !source.config.full_text {
        return Ok(complaints);
    }
    for entry in fresh.iter_mut().filter(|entry| entry.draft.url.is_some()).take(PAGES) {
        match page_text(rules, source, &entry.draft, now).await? {
            Found::Text(text) => entry.draft.text = joined(&entry.draft.text, &text),
            Found::Nothing(why) => {
                let detail = format!("the page of {:?} was not read: {why}", entry.draft.title.clipped(60).as_str());
                complaints.push(Complaint { kind: ComplaintKind::Repaired, detail });
            }
            Found::Stop => break,
        }
        if complaints.len() >= FAILURES {
            break;
        }
    }
    Ok(complaints)
}

enum Found {
    Text(NetText),
    Nothing(String),
    /// The host wants no more for now.
    Stop,
}

async fn page_text(rules: &Rules, source: &WatchedSource, draft: &Draft, now: Timestamp) -> Result<Found> {
    let url = match rules.fetcher.check(draft.url.as_deref().unwrap_or_default()) {
        Ok(url) => url,
        Err(failure) => return Ok(Found::Nothing(failure.detail)),
    };
    let request = Request { robots: source.config.respect_robots, ..Request::new(&url, Accept::Page) };
    Ok(match rules.fetcher.fetch(&request, now).await {
        Answer::Fresh(page) => {
            let document = off_reactor(&page, read::document).await?;
            let stands_in =
                |complaint: &&Complaint| matches!(complaint.kind, ComplaintKind::Blocked | ComplaintKind::WrongKind);
            match document.complaints.iter().find(stands_in) {
                Some(complaint) => Found::Nothing(complaint.detail.clone()),
                None => Found::Text(document.text),
            }
        }
        Answer::Later { .. } | Answer::Busy { .. } => Found::Stop,
        Answer::Gone => Found::Nothing("it is gone".to_owned()),
        Answer::Same { .. } => Found::Nothing("the server says that nothing changed".to_owned()),
        Answer::Failed(failure) => Found::Nothing(failure.detail),
    })
}

/// The page's text in place of the feed's where it repeats it, behind it where it does not; the feed's own where the
/// page says less.
fn joined(own: &NetText, page: &NetText) -> NetText {
    let (own, page) = (own.as_str(), page.as_str());
    if page.len() <= own.len() {
        return own.into();
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning: String = words(own).trim_end_matches(['…', '.', ']', '[', ' ']).chars().take(BEGINNING).collect();
    let whole = if words(page).contains(&beginning) { page.to_owned() } else { format!("{own}\n{page}") };
    NetText::new(&whole[..whole.floor_char_boundary(MAX_TEXT)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(own: &str, page: &str, want: &str) {
        assert_eq!(joined(&own.into(), &page.into()).as_str(), want);
    }

    #[test]
    fn the_page_completes_the_feed_and_never_takes_from_it() {
        check("Le début […]", "Le début\net la fin.", "Le début\net la fin.");
        check("Un chapeau.", "Le texte de l’article.", "Un chapeau.\nLe texte de l’article.");
        check("Un texte déjà entier, plus long.", "Acceptez les cookies", "Un texte déjà entier, plus long.");
        check("", "La page", "La page");
    }
}
