//! A forum's own feed: its entries are posts, and posts quote other posts.

use super::super::html::{self, Effort};
use super::super::{Input, Reading, feed};
use super::profile::{self, Profile};
use crate::model::{Draft, ForumSelectors};

/// Whether the answer is a feed: by its first bytes, because forums' servers name types as they like.
pub(super) fn is_feed(input: &Input<'_>) -> bool {
    const WINDOW: usize = 1_024;
    let start = &input.bytes[..input.bytes.len().min(WINDOW)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let is_page = start.contains("<html") || start.contains("<!doctype html");
    !is_page && ["<rss", "<feed", "<rdf:rdf", "<?xml"].iter().any(|mark| start.contains(mark))
}

/// The posts of a feed, quotations of others left out.
pub(super) fn posts(input: &Input<'_>, selectors: &ForumSelectors) -> Reading {
    let feed = feed::feed(input);
    let profile = selectors.engine.and_then(Profile::of).cloned().unwrap_or_else(Profile::unknown);
    let left_out: Vec<_> =
        profile.quote.into_iter().chain(profile::quotes().iter().cloned()).chain(profile.noise).collect();
    let unquoted = |mut draft: Draft, html: Option<String>| {
        if let Some(html) = html.filter(|html| html.contains('<')) {
            let page = html::parse(&html);
            let text = html::text(page.root_element(), &left_out, &Effort::of(&html));
            // A post that says nothing of its own is kept as the feed has it: better said twice than lost (R3).
            if !text.trim().is_empty() {
                draft.text = text.into();
            }
        }
        draft
    };
    let drafts = feed.entries.into_iter().map(|entry| unquoted(entry.draft, entry.html.or(entry.summary))).collect();
    Reading { title: feed.title, drafts, complaints: feed.complaints, ..Reading::default() }
}
