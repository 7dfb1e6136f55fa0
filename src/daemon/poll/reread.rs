//! What of a feed need not be read again: entries that are byte for byte as they were at the last poll.
//!
//! A feed with one new entry among twenty-five costs the reading of that one. It is read whole all the same once a day, so
//! that keys stay alive; when anything in it was mended; and when a new entry shares a key with one that was left out: what
//! is in the same answer under its own keys is never taken for something else.

use std::collections::{HashMap, HashSet};

use crate::ingest::fetch::Page;
use crate::ingest::read::{self, Reading};
use crate::model::{DAY_MS, Draft, Identity, KnownEntries, KnownEntry, Timestamp};

/// How much of a feed was read.
#[derive(Default)]
pub(super) enum Extent {
    /// All of it, and its entries cannot be known again by their bytes.
    #[default]
    Whole,
    /// All of it; prints of the bytes of its entries.
    Printed(Vec<i64>),
    /// What was not known; all that is known now, and how many of them were left out.
    Part(KnownEntries, usize),
}

impl Extent {
    /// Of an answer that was read whole.
    pub(super) fn whole(page: &Page, reading: &Reading) -> Self {
        // What was mended is mended, and told, at each poll.
        let stretches = reading.complaints.is_empty().then(|| read::stretches(&page.bytes)).flatten();
        let prints = stretches.map(|stretches| stretches.prints());
        prints
            .filter(|prints| prints.len() > 1 && prints.len() == reading.drafts.len())
            .map_or(Self::Whole, Self::Printed)
    }

    /// How many entries were known without being read.
    pub(super) const fn left_out(&self) -> usize {
        if let Self::Part(_, left_out) = self { *left_out } else { 0 }
    }

    /// What is to be known at the next poll; `identities` are those of what was read, in its order.
    pub(super) fn known(self, identities: &[Identity], now: Timestamp) -> Option<KnownEntries> {
        match self {
            Self::Printed(prints) if prints.len() == identities.len() => {
                let entries = prints.into_iter().zip(identities).map(|(bytes, &keys)| KnownEntry { bytes, keys });
                Some(KnownEntries { whole_at: now, entries: entries.collect() })
            }
            Self::Part(known, _) => Some(known),
            Self::Whole | Self::Printed(_) => None,
        }
    }
}

/// A feed that was shortened before it was read.
pub(super) struct Short {
    prints: Vec<i64>,
    /// By the number of the entry: what is left out.
    left_out: Vec<Option<KnownEntry>>,
    whole_at: Timestamp,
    /// What is left to read.
    pub(super) bytes: Vec<u8>,
}

/// Leaves out what is known; none when nothing is, or when it is time to read the whole.
pub(super) fn shorten(page: &Page, known: &KnownEntries, now: Timestamp) -> Option<Short> {
    if known.whole_at > now || now.since(known.whole_at) >= DAY_MS {
        return None;
    }
    let stretches = read::stretches(&page.bytes)?;
    let prints = stretches.prints();
    let by_print: HashMap<i64, &KnownEntry> = known.entries.iter().map(|entry| (entry.bytes, entry)).collect();
    let mut left_out: Vec<_> = prints.iter().map(|print| by_print.get(print).map(|entry| (*entry).clone())).collect();
    // A feed without any entry would be another kind of answer.
    left_out.first_mut()?.take();
    if left_out.iter().all(Option::is_none) {
        return None;
    }
    let bytes = stretches.without(|number| left_out[number].is_some());
    Some(Short { prints, left_out, whole_at: known.whole_at, bytes })
}

impl Short {
    fn count(&self) -> usize {
        self.left_out.iter().flatten().count()
    }

    /// What it comes to with what was read of the rest; none when the whole is to be read instead.
    pub(super) fn with(&self, reading: &Reading) -> Option<Extent> {
        let identities: Vec<Identity> = reading.drafts.iter().map(Draft::identity).collect();
        let keys = |keys: &Identity| [Some(keys.print), keys.guid, keys.link];
        let taken: HashSet<i64> =
            self.left_out.iter().flatten().flat_map(|entry| keys(&entry.keys)).flatten().collect();
        let is_apart = |read: &Identity| keys(read).into_iter().flatten().all(|key| !taken.contains(&key));
        let fits = identities.len() + self.count() == self.prints.len();
        if !fits || !reading.complaints.is_empty() || !identities.iter().all(is_apart) {
            return None;
        }
        let mut read = identities.into_iter();
        let entry = |(left_out, bytes): (&Option<KnownEntry>, &i64)| match left_out {
            Some(entry) => Some(entry.clone()),
            None => read.next().map(|keys| KnownEntry { bytes: *bytes, keys }),
        };
        let entries = self.left_out.iter().zip(&self.prints).filter_map(entry).collect();
        Some(Extent::Part(KnownEntries { whole_at: self.whole_at, entries }, self.count()))
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::ingest::read::Input;
    use crate::ingest::read::real_feeds::real_feeds;
    use crate::model::{HOUR_MS, ReadAs};

    const NOW: Timestamp = Timestamp::from_millis(1_772_442_300_000);

    /// An entry: its id and link, its words.
    fn entry(id: &str, words: &str) -> String {
        format!(
            "<item><guid isPermaLink=\"false\">{id}</guid><link>https://a.example/{id}</link><title>{words}</title>
             <description>{words}, and so on until the text is long enough to be known by its words.</description></item>"
        )
    }

    fn page(entries: &[String]) -> Page {
        let feed = format!("<rss version=\"2.0\"><channel><title>A</title>{}</channel></rss>", entries.concat());
        Page::new(Url::parse("https://a.example/feed").unwrap(), feed, None)
    }

    fn read(page: &Page, bytes: &[u8]) -> Reading {
        read::read(&Input { bytes, content_type: None, url: &page.url, text: None }, &ReadAs::Feed)
    }

    fn identities(reading: &Reading) -> Vec<Identity> {
        reading.drafts.iter().map(Draft::identity).collect()
    }

    /// What is known after a feed of these was read whole.
    fn known(entries: &[String]) -> KnownEntries {
        let page = page(entries);
        let reading = read(&page, &page.bytes);
        Extent::whole(&page, &reading).known(&identities(&reading), NOW).unwrap()
    }

    /// The titles that are read of the second feed after the first, and how many entries are left out; all of them where it
    /// is read whole.
    #[track_caller]
    fn check(before: &[String], after: &[String], want: Option<(&[&str], usize)>) {
        let page = page(after);
        let now = NOW.plus_millis(HOUR_MS);
        let part = shorten(&page, &known(before), now).and_then(|short| {
            let reading = read(&page, &short.bytes);
            Some((short.with(&reading)?, reading))
        });
        let got = part.as_ref().map(|(extent, reading)| {
            (reading.drafts.iter().map(|draft| draft.title.as_str()).collect::<Vec<_>>(), extent.left_out())
        });
        assert_eq!(got, want.map(|(titles, left_out)| (titles.to_vec(), left_out)));
        // What is known then is what would be, had all of it been read.
        if let Some((extent, _)) = part {
            let whole = KnownEntries { whole_at: NOW, ..known(after) };
            assert_eq!(extent.known(&[], now), Some(whole));
        }
    }

    #[test]
    fn what_is_as_it_was_is_left_out_but_for_the_first() {
        let [a, b, c, d] =
            [("1", "One"), ("2", "Two"), ("3", "Three"), ("4", "Four")].map(|(id, words)| entry(id, words));
        check(&[b.clone(), a.clone()], &[c.clone(), b.clone(), a.clone()], Some((&["Three"], 2)));
        check(&[c.clone(), b.clone(), a.clone()], &[c.clone(), b.clone(), a.clone()], Some((&["Three"], 2)));
        check(&[b.clone(), a.clone()], &[b.clone(), entry("1", "One, edited"), d.clone()], None);
        check(&[b.clone(), a.clone()], &[d, c], None);
    }

    #[test]
    fn a_new_entry_that_shares_a_key_with_a_known_one_is_read_beside_it_f44() {
        let [a, b] = [entry("1", "One"), entry("2", "Two")];
        let first = entry("9", "Nine");
        // The same words under another id, and other words under the same.
        for new in [entry("3", "One"), entry("1", "Three")] {
            check(&[b.clone(), a.clone()], &[first.clone(), new, b.clone(), a.clone()], None);
        }
    }

    #[test]
    fn a_feed_is_read_whole_once_a_day_and_when_something_in_it_is_mended() {
        let entries = [entry("1", "One"), entry("2", "Two"), entry("3", "Three")];
        let page = page(&entries);
        for (hours, want) in [(23, true), (24, false), (-1, false)] {
            let short = shorten(&page, &known(&entries), NOW.plus_millis(hours * HOUR_MS));
            assert_eq!(short.is_some(), want, "{hours}");
        }
        let mended = [entry("5", "Five"), entry("4", "TrÃ¨s dÃ©Ã§u")];
        check(&entries, &[&mended, &entries[..]].concat(), None);
    }

    #[test]
    fn real_feeds_read_in_part_read_as_they_do_whole() {
        let feeds = real_feeds();
        if feeds.is_empty() {
            return;
        }
        let mut shortened = 0;
        for path in feeds {
            let page = Page { bytes: std::fs::read(&path).unwrap().into(), ..page(&[]) };
            let whole = read(&page, &page.bytes);
            let Some(known) = Extent::whole(&page, &whole).known(&identities(&whole), NOW) else { continue };
            // Every second entry is known; the others are as if they had come since.
            let known = KnownEntries { entries: known.entries.into_iter().step_by(2).collect(), ..known };
            let Some(short) = shorten(&page, &known, NOW) else { continue };
            let part = read(&page, &short.bytes);
            if short.with(&part).is_none() {
                continue;
            }
            shortened += 1;
            let rest = whole.drafts.iter().zip(&short.left_out).filter(|(_, left_out)| left_out.is_none());
            assert_eq!(part.drafts, rest.map(|(draft, _)| draft.clone()).collect::<Vec<_>>(), "{}", path.display());
        }
        assert!(shortened > 30, "{shortened}");
    }
}
