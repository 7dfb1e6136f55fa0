//! Knowing again what a source has published before, whatever it does to its ids (F41 to F48).
//!
//! Three keys: the publisher's id, the address, the print of the words. An id decides, unless the source uses it for
//! several texts (F44); then, and without an id, the words decide, then an address that is the item's alone. What is
//! in the same answer under its own keys is never taken for something else: a feed that carries two posts has two.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use anyhow::Result;
use rusqlite::{Connection, Row, params};

use super::keys::{self, Run, same};
use super::{Recognised, Store, events, moved};
use crate::model::{Identity, IdentityPolicy, ItemId, SourceId};

/// Rows looked at for one key: a hostile source may have thousands under one print (R7).
const ROWS: u32 = 64;

impl Store {
    /// For each draft's identity, in the order of the answer, what is known of it; and the identities less what the source
    /// has lost the right to be believed in.
    pub async fn recognise(
        &self,
        source: SourceId,
        mut drafts: Vec<Identity>,
    ) -> Result<(Vec<Identity>, Vec<Recognised>)> {
        self.read_now(move |connection| {
            if events::identity_policy(connection, source)? == IdentityPolicy::Link {
                drafts.iter_mut().filter(|draft| draft.link.is_some()).for_each(|draft| draft.guid = None);
            }
            let known = load(connection, source, &drafts)?;
            let mut found = decide(&known, &drafts);
            // A source of which nothing is known has moved nothing.
            if !known.is_empty() || keys::has_any(connection, source)? {
                moved::find(connection, source, &drafts, &mut found)?;
            }
            Ok((drafts, found))
        })
        .await
    }
}

/// One row of keys. Without an item it is a key alone: known, its text not kept.
#[derive(Clone, Copy, Debug)]
struct Known {
    row: usize,
    keys: Identity,
    item: Option<ItemId>,
    kept_at: i64,
}

/// What shares a key with the answer, in the order of arrival. Most sources have few enough kept items for their keys to
/// be read in one stretch; of the others, each key is asked for.
fn load(connection: &Connection, source: SourceId, drafts: &[Identity]) -> Result<Vec<Known>> {
    let mut all = connection.prepare_cached(&format!("{COLUMNS} source_id = $1 LIMIT $2"))?;
    let mut known = all.query_map(params![source.0, STRETCH + 1], read)?.collect::<Result<Vec<_>, _>>()?;
    if known.len() > STRETCH as usize {
        known = load_each(connection, source, drafts)?;
    }
    let runs = keys::runs(connection, source)?;
    if known.is_empty() && runs.is_empty() {
        return Ok(known);
    }
    let touched = Touched::by(drafts);
    if known.len() > drafts.len() {
        let same_words = known.iter().filter(|row| touched.prints.contains(&row.keys.print));
        let items = same_words.filter_map(|row| row.item).collect::<HashSet<_>>();
        known.retain(|row| touched.has(&row.keys) || row.item.is_some_and(|item| items.contains(&item)));
    }
    for run in runs {
        known.extend(alone(&run).filter(|row| touched.has(&row.keys)));
    }
    known.sort_unstable_by_key(|row| (row.kept_at, row.item, row.keys.print, row.keys.guid, row.keys.link));
    for (number, row) in known.iter_mut().enumerate() {
        row.row = number;
    }
    Ok(known)
}

const COLUMNS: &str = "SELECT guid, link, print, item_id, kept_at FROM item_keys WHERE";
/// Rows of one source that are read in one stretch.
const STRETCH: u32 = 1_024;

/// The keys of an answer.
struct Touched {
    guids: HashSet<i64>,
    prints: HashSet<i64>,
    links: HashSet<i64>,
}

impl Touched {
    fn by(drafts: &[Identity]) -> Self {
        let set = |of: fn(&Identity) -> Option<i64>| drafts.iter().filter_map(of).collect();
        Self { guids: set(|draft| draft.guid), prints: set(|draft| Some(draft.print)), links: set(|draft| draft.link) }
    }

    fn has(&self, keys: &Identity) -> bool {
        self.prints.contains(&keys.print)
            || keys.guid.is_some_and(|guid| self.guids.contains(&guid))
            || keys.link.is_some_and(|link| self.links.contains(&link))
    }
}

fn load_each(connection: &Connection, source: SourceId, drafts: &[Identity]) -> Result<Vec<Known>> {
    let by = |key: &str| format!("{COLUMNS} source_id = $1 AND {key} = $2 ORDER BY kept_at DESC LIMIT $3");
    let mut by_guid = connection.prepare_cached(&by("guid <> 0 AND guid"))?;
    let mut by_print = connection.prepare_cached(&by("print"))?;
    let mut by_link = connection.prepare_cached(&by("link <> 0 AND link"))?;
    let mut by_item = connection.prepare_cached(&format!("{COLUMNS} item_id = $1 LIMIT $2"))?;
    let mut known = Vec::new();
    let (mut guids, mut prints, mut links, mut items) =
        (HashSet::new(), HashSet::new(), HashSet::new(), HashSet::new());
    for draft in drafts {
        if let Some(guid) = draft.guid.filter(|guid| guids.insert(*guid)) {
            known.extend(by_guid.query_map(params![source.0, guid, ROWS], read)?.collect::<Result<Vec<_>, _>>()?);
        }
        if prints.insert(draft.print) {
            let rows =
                by_print.query_map(params![source.0, draft.print, ROWS], read)?.collect::<Result<Vec<_>, _>>()?;
            // The other ids that an item went by: one of them may be in this answer.
            for item in rows.iter().filter_map(|row| row.item).filter(|item| items.insert(*item)) {
                known.extend(by_item.query_map(params![item.0, ROWS], read)?.collect::<Result<Vec<_>, _>>()?);
            }
            known.extend(rows);
        }
        if let Some(link) = draft.link.filter(|link| links.insert(*link)) {
            known.extend(by_link.query_map(params![source.0, link, ROWS], read)?.collect::<Result<Vec<_>, _>>()?);
        }
    }
    let mut seen = HashSet::new();
    known.retain(|row: &Known| seen.insert(row.keys));
    Ok(known)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Known> {
    let keys = Identity { guid: keys::some(row.get(0)?), link: keys::some(row.get(1)?), print: row.get(2)? };
    Ok(Known { row: 0, keys, item: Some(ItemId(row.get(3)?)), kept_at: row.get(4)? })
}

fn alone(run: &Run) -> impl Iterator<Item = Known> {
    run.keys.iter().map(|keys| {
        let (guid, print, link) = same(keys);
        Known { row: 0, keys: Identity { guid, link, print }, item: None, kept_at: run.kept_at }
    })
}

/// What one answer is, in the light of what is known. Pure; the order of `known` is the order of arrival.
fn decide(known: &[Known], drafts: &[Identity]) -> Vec<Recognised> {
    if known.is_empty() {
        return first_meeting(drafts);
    }
    let known = Shelves::new(known);
    let answer = Answer::new(&known, drafts);
    let mut search = Search { known, answer, claimed: HashSet::new() };
    let mut seen = HashSet::new();
    let found = |draft| if seen.insert(same(draft)) { search.take(draft) } else { Recognised::Known };
    drafts.iter().map(found).collect()
}

/// Nothing is known yet: all is new but what the answer says twice.
fn first_meeting(drafts: &[Identity]) -> Vec<Recognised> {
    let mut seen = HashSet::with_capacity(drafts.len());
    drafts.iter().map(|draft| if seen.insert(same(draft)) { Recognised::New } else { Recognised::Known }).collect()
}

/// The rows by each of their keys, in order of arrival: an answer may hold thousands of drafts, and so may the store.
struct Shelves<'k> {
    all: &'k [Known],
    guids: HashMap<i64, Vec<&'k Known>>,
    prints: HashMap<i64, Vec<&'k Known>>,
    /// Of rows without guid.
    links: HashMap<i64, Vec<&'k Known>>,
    items: HashMap<ItemId, Vec<&'k Known>>,
}

impl<'k> Shelves<'k> {
    fn new(all: &'k [Known]) -> Self {
        let mut shelves =
            Self { all, guids: HashMap::new(), prints: HashMap::new(), links: HashMap::new(), items: HashMap::new() };
        for row in all {
            shelves.prints.entry(row.keys.print).or_default().push(row);
            match (row.keys.guid, row.keys.link) {
                (Some(guid), _) => shelves.guids.entry(guid).or_default().push(row),
                (None, Some(link)) => shelves.links.entry(link).or_default().push(row),
                (None, None) => {}
            }
            if let Some(item) = row.item {
                shelves.items.entry(item).or_default().push(row);
            }
        }
        shelves
    }
}

fn of<'k, K: Eq + Hash + Copy>(shelf: &HashMap<K, Vec<&'k Known>>, key: K) -> impl Iterator<Item = &'k Known> {
    shelf.get(&key).into_iter().flatten().copied()
}

/// What an answer says as a whole.
struct Answer {
    guids: HashSet<i64>,
    /// Links of drafts without guid, and how many different texts stand under each.
    bare_links: HashMap<i64, HashSet<i64>>,
    /// Guids that stand for several texts, here or in what is known (F44).
    shared_guids: HashSet<i64>,
    /// Known items of which one guid is in this answer: they are here under their own name.
    present: HashSet<ItemId>,
    prints: HashSet<i64>,
    /// Guids that stand for several texts in this very answer.
    here_twice: HashSet<i64>,
}

impl Answer {
    fn new(known: &Shelves<'_>, drafts: &[Identity]) -> Self {
        let mut texts: HashMap<i64, HashSet<i64>> = HashMap::new();
        let mut known_texts: HashMap<i64, HashSet<i64>> = HashMap::new();
        let mut bare_links: HashMap<i64, HashSet<i64>> = HashMap::new();
        for draft in drafts {
            match (draft.guid, draft.link) {
                (Some(guid), _) => _ = texts.entry(guid).or_default().insert(draft.print),
                (None, Some(link)) => _ = bare_links.entry(link).or_default().insert(draft.print),
                (None, None) => {}
            }
        }
        for row in known.all {
            if let Some(guid) = row.keys.guid {
                known_texts.entry(guid).or_default().insert(row.keys.print);
            }
        }
        let guids: HashSet<i64> = texts.keys().copied().collect();
        let shared = texts.iter().chain(&known_texts).filter(|(_, prints)| prints.len() > 1);
        let here = known.all.iter().filter(|row| row.keys.guid.is_some_and(|guid| guids.contains(&guid)));
        Self {
            shared_guids: shared.map(|(guid, _)| *guid).collect(),
            present: here.filter_map(|row| row.item).collect(),
            here_twice: texts.iter().filter(|(_, prints)| prints.len() > 1).map(|(guid, _)| *guid).collect(),
            prints: drafts.iter().map(|draft| draft.print).collect(),
            guids,
            bare_links,
        }
    }

    /// Whether these keys, without guid, stand in this answer as they are.
    fn holds_bare(&self, keys: &Identity) -> bool {
        keys.guid.is_none()
            && keys.link.and_then(|link| self.bare_links.get(&link)).is_some_and(|prints| prints.contains(&keys.print))
    }
}

/// The drafts of one answer, looked for one after the other.
struct Search<'k> {
    known: Shelves<'k>,
    answer: Answer,
    /// Rows that a draft was taken for.
    claimed: HashSet<usize>,
}

impl<'k> Search<'k> {
    /// What a draft is. Each row is taken for one draft only; the rows of an item go together.
    fn take(&mut self, draft: &Identity) -> Recognised {
        let Some((row, found)) = self.one(draft) else { return self.unknown(draft) };
        self.claimed.insert(row.row);
        if let Some(item) = row.item {
            self.claimed.extend(of(&self.known.items, item).map(|row| row.row));
        }
        found
    }

    /// The row that the draft is known by, and how; absent when it is new.
    fn one(&self, draft: &Identity) -> Option<(&'k Known, Recognised)> {
        match draft.guid {
            Some(guid) if self.answer.shared_guids.contains(&guid) => {
                let row = of(&self.known.guids, guid).find(|row| row.keys.print == draft.print)?;
                Some((row, Recognised::Known))
            }
            Some(guid) => self.by_guid(guid, draft.print).or_else(|| self.by_print(draft)),
            None => self.by_print(draft).or_else(|| self.by_link(draft)),
        }
    }

    /// What is not known: whether its id is.
    fn unknown(&self, draft: &Identity) -> Recognised {
        let is_shared_here = |guid| self.answer.here_twice.contains(&guid);
        match draft.guid {
            Some(guid) if self.known.guids.contains_key(&guid) && !is_shared_here(guid) => Recognised::Another,
            _ => Recognised::New,
        }
    }

    fn by_guid(&self, guid: i64, print: i64) -> Option<(&'k Known, Recognised)> {
        let row = of(&self.known.guids, guid).next()?;
        Some(match row.item {
            Some(item) if row.keys.print != print => (row, Recognised::Edited(item)),
            None if row.keys.print != print => (row, Recognised::Rewritten),
            _ => (row, Recognised::Known),
        })
    }

    /// The same words under a key that is not in this answer: the publisher changed its ids (F41, F43).
    fn by_print(&self, draft: &Identity) -> Option<(&'k Known, Recognised)> {
        let same = || of(&self.known.prints, draft.print);
        let itself = |row: &&Known| row.keys.guid.is_none() && row.keys.link == draft.link;
        if draft.guid.is_none()
            && let Some(row) = same().find(itself)
        {
            return Some((row, Recognised::Known));
        }
        let elsewhere = |row: &&Known| {
            let here = row.item.is_some_and(|item| self.answer.present.contains(&item))
                || row.keys.guid.is_some_and(|guid| self.answer.guids.contains(&guid))
                || self.answer.holds_bare(&row.keys);
            !here && !self.claimed.contains(&row.row)
        };
        same().find(elsewhere).map(|row| match (draft.guid, row.item) {
            (Some(_), Some(item)) => (row, Recognised::Renamed(item)),
            _ => (row, Recognised::Known),
        })
    }

    /// Other words under an address that is one item's alone, there and here; its old words are gone.
    fn by_link(&self, draft: &Identity) -> Option<(&'k Known, Recognised)> {
        let is_of_one = |link: &i64| self.answer.bare_links.get(link).is_some_and(|prints| prints.len() == 1);
        let mut rows = of(&self.known.links, draft.link.filter(is_of_one)?);
        let (row, None) = (rows.next()?, rows.next()) else { return None };
        let is_here = self.answer.prints.contains(&row.keys.print);
        match row.item {
            None if is_here => Some((row, Recognised::Known)),
            None => Some((row, Recognised::Rewritten)),
            Some(item) if !self.claimed.contains(&row.row) && !is_here => Some((row, Recognised::Edited(item))),
            Some(_) => None,
        }
    }
}
