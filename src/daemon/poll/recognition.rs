//! What of an answer is known, what is new, and what the answer as a whole did (F40 to F48).
//!
//! The store knows keys; what keys cannot tell is told here by words: whether an id that comes again under another
//! address is an edit or another item, and whether a text without id and address is an old one, edited.

use std::collections::HashSet;

use anyhow::Result;

use super::freshness;
use super::understanding::Fresh;
use crate::daemon::rules::WatchedSource;
use crate::daemon::{App, pace};
use crate::model::{DAY_MS, Draft, HOUR_MS, Identity, MINUTE_MS, SourceEvent, SourceEventKind, Timestamp};
use crate::store::{DueSource, Recognised};
use crate::understand::likeness;

/// Items that must do the same before it is said of their source.
const SEVERAL: usize = 5;
/// Items of an archive that is imported.
const ARCHIVE: usize = 20;
/// An item older than this is no news.
const OLD_MS: i64 = 48 * HOUR_MS;
/// A publication date may lie this far ahead, in a zone that was forgotten; further ahead it is no date.
const AHEAD_MS: i64 = DAY_MS;
/// Before 1990 nothing was published here: a clock that starts at zero says 1970.
const EARLIEST: Timestamp = Timestamp::from_millis(631_152_000_000);
/// Two texts are one, edited, when they share at least that many of their words.
const ALIKE: f64 = 0.5;

/// An answer, recognised.
#[derive(Default)]
pub(super) struct Recognition {
    pub(super) fresh: Vec<Fresh>,
    /// Keys of the drafts, in their order.
    pub(super) identities: Vec<Identity>,
    /// Keys of what is known and unchanged.
    pub(super) still_there: Vec<Identity>,
    pub(super) events: Vec<SourceEvent>,
}

/// Recognises the drafts of one answer, of which so many more entries are known without having been read.
pub(super) async fn recognise(
    app: &App,
    source: &WatchedSource,
    due: &DueSource,
    drafts: Vec<Draft>,
    left_out: usize,
    now: Timestamp,
) -> Result<Recognition> {
    if drafts.is_empty() {
        return Ok(Recognition::default());
    }
    let drafts = drafts.into_iter().map(|draft| dated(draft, now)).collect::<Vec<_>>();
    let identities = drafts.iter().map(Draft::identity).collect::<Vec<_>>();
    let (identities, mut recognised) = app.store.recognise(due.id, identities).await?;
    tell_apart(app, &drafts, &mut recognised).await?;
    find_near(app, due, &drafts, &identities, &mut recognised, now).await?;
    let longest = pace::longest_pause(&source.config);
    let events = doings(due, &drafts, left_out, &identities, &recognised, now);
    let mut done = Recognition { events, identities: identities.clone(), ..Recognition::default() };
    for ((draft, identity), known) in drafts.into_iter().zip(identities).zip(recognised) {
        if known == Recognised::Known {
            done.still_there.push(identity);
        } else {
            let counted = is_new(known) && freshness::counts(&draft, due, longest, now);
            done.fresh.push(Fresh { draft, identity, recognised: known, counted });
        }
    }
    Ok(done)
}

/// The draft with a date that can be one: what lies ahead is of now, what cannot be is absent.
fn dated(mut draft: Draft, now: Timestamp) -> Draft {
    let possible = |at: &Timestamp| *at >= EARLIEST && at.since(now) <= AHEAD_MS;
    draft.published =
        draft.published.filter(possible).map(|at| if at > now.plus_millis(10 * MINUTE_MS) { now } else { at });
    draft.updated = draft.updated.filter(possible);
    draft
}

/// An id that comes again with another address and other words stands on something else now: both are kept (F44).
async fn tell_apart(app: &App, drafts: &[Draft], recognised: &mut [Recognised]) -> Result<()> {
    for (draft, known) in drafts.iter().zip(recognised) {
        let (Recognised::Edited(item), Some(_)) = (*known, &draft.guid) else { continue };
        let Some((url, title, text)) = app.store.item_words(item).await? else { continue };
        let before = Draft { url, ..Draft::default() }.identity().link;
        let has_moved = before.zip(draft.identity().link).is_some_and(|(before, now)| before != now);
        let words = |title: &str, text: &str| format!("{title} {text}");
        let after = words(draft.title.as_str(), draft.text.as_str());
        if has_moved && likeness::share(&words(&title, &text), &after) < ALIKE {
            *known = Recognised::Another;
        }
    }
    Ok(())
}

/// What has neither id nor address is known again by its words.
async fn find_near(
    app: &App,
    due: &DueSource,
    drafts: &[Draft],
    identities: &[Identity],
    recognised: &mut [Recognised],
    now: Timestamp,
) -> Result<()> {
    let bare = (0..drafts.len()).filter(|&at| {
        recognised[at] == Recognised::New && identities[at].guid.is_none() && identities[at].link.is_none()
    });
    let print = |at: usize| likeness::near_print(drafts[at].title.as_str(), drafts[at].text.as_str());
    let bare = bare.filter_map(|at| Some((at, print(at)?))).collect::<Vec<_>>();
    if bare.is_empty() || due.state.health.last_ok_at.is_none() {
        return Ok(());
    }
    let prints = bare.iter().map(|(_, print)| *print).collect();
    let mut claimed = HashSet::new();
    for ((at, _), near) in bare.into_iter().zip(app.store.near_items(due.id, prints, now).await?) {
        if let Some(item) = near.filter(|item| claimed.insert(*item)) {
            recognised[at] = Recognised::Edited(item);
        }
    }
    Ok(())
}

/// What the answer as a whole did.
fn doings(
    due: &DueSource,
    drafts: &[Draft],
    left_out: usize,
    identities: &[Identity],
    recognised: &[Recognised],
    now: Timestamp,
) -> Vec<SourceEvent> {
    use SourceEventKind as Kind;

    let count = |is: &dyn Fn(&Draft, Recognised) -> bool| {
        drafts.iter().zip(recognised).filter(|(draft, known)| is(draft, **known)).count()
    };
    let reused = count(&|_, known| known == Recognised::Another);
    let fresh = count(&|_, known| is_new(known));
    let renamed = count(&|_, known| matches!(known, Recognised::Renamed(_) | Recognised::Moved(_)));
    let mut found = vec![
        (Kind::ReusedIds, reused, 1),
        (Kind::SharedIds, shared(identities), 1),
        (Kind::Reidentified, renamed, SEVERAL),
    ];
    match due.state.health.last_ok_at {
        None => found.push((Kind::History, fresh, 1)),
        Some(last_ok) => {
            let known = left_out + drafts.len() - fresh;
            // What was known at the last reading cannot have been published since.
            let moved = |draft: &Draft| draft.published.is_some_and(|at| at > last_ok && at <= now);
            let redated = count(&|draft, known| known == Recognised::Known && moved(draft));
            if redated * 2 > known {
                found.push((Kind::Redated, redated, SEVERAL));
            }
            let is_old = |draft: &Draft| draft.published.is_some_and(|at| now.since(at) > OLD_MS && at < last_ok);
            let old = count(&|draft, known| is_new(known) && is_old(draft));
            found.push((Kind::Archive, old, ARCHIVE));
            if due.state.health.failures > 0 {
                found.push((Kind::CaughtUp, fresh - old, SEVERAL));
            }
        }
    }
    let found = found.into_iter().filter(|(_, items, least)| items >= least);
    found
        .map(|(kind, items, _)| SourceEvent {
            kind,
            items: u32::try_from(items).unwrap_or(u32::MAX),
            at: now,
            times: 1,
        })
        .collect()
}

fn is_new(known: Recognised) -> bool {
    matches!(known, Recognised::New | Recognised::Another)
}

/// Items of which another in the same answer has the id.
fn shared(identities: &[Identity]) -> usize {
    let with_id = identities.iter().filter_map(|identity| Some((identity.guid?, identity.print)));
    let mut texts: Vec<(i64, i64)> = with_id.collect();
    texts.sort_unstable();
    texts.dedup();
    texts.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len).filter(|&several| several > 1).sum()
}
