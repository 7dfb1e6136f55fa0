//! What stands in a channel or an entry, by what it is for.

use std::borrow::Cow;

use super::super::atom::is_xml;
use super::super::map::{self, CONTENT, PERSON, PUBLISHED, SUMMARY, TITLE, UPDATED, trimmed};
use super::super::names::{Ns, Scope};
use super::super::text::{Declared, entities};
use super::super::tree::is_leaf;
use super::scan::{Attr, Inside, Scan, Step};

/// The text of an element, as written and without white space at its ends.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    raw: &'a str,
    is_verbatim: bool,
    /// Of an element with a type, the type.
    pub(super) kind: &'a str,
    /// Whether its element is called `title`.
    pub(super) is_title: bool,
    /// A `guid` that is no address.
    pub(super) is_no_link: bool,
}

impl<'a> Piece<'a> {
    const fn new(raw: &'a str, is_verbatim: bool) -> Self {
        Self { raw, is_verbatim, kind: "", is_title: false, is_no_link: false }
    }

    /// Its text, references resolved; nothing where they stand for what XML forbids.
    pub(super) fn text(&self) -> Option<Cow<'a, str>> {
        if self.is_verbatim {
            // Wrapped twice: the long way unwraps it.
            return Some(Cow::Borrowed(self.raw.trim())).filter(|_| !self.raw.starts_with("<![CDATA["));
        }
        match trimmed(entities(self.raw, &Declared::new())) {
            Cow::Owned(text) if !is_xml(&text) => None,
            text => Some(text),
        }
    }

    /// Whether nothing but white space is in it.
    fn is_blank(&self) -> bool {
        let speaks = match self.raw.as_bytes() {
            // The start of a tag, in most feeds whose content is not verbatim.
            [b'&', b'l', b't', b';', ..] => true,
            [first, ..] => first.is_ascii() && (*first != b'&' || self.is_verbatim),
            [] => false,
        };
        !speaks && (self.raw.is_empty() || self.text().is_some_and(|text| text.is_empty()))
    }
}

/// What an element is for, by the places of the lists: those of one list follow one another.
const TITLES: usize = 0;
const PERSONS: usize = TITLES + TITLE.len();
const DATES: usize = PERSONS + PERSON.len();
const UPDATES: usize = DATES + PUBLISHED.len();
const CONTENTS: usize = UPDATES + UPDATED.len();
const SUMMARIES: usize = CONTENTS + CONTENT.len();
const OTHERS: usize = SUMMARIES + SUMMARY.len();
const OTHER: [(Ns, &str); 6] = [
    (Ns::Feed, "guid"),
    (Ns::Feed, "id"),
    (Ns::Dc, "identifier"),
    (Ns::Feed, "language"),
    (Ns::Dc, "language"),
    (Ns::Other, "rating"),
];
const PLACES: usize = OTHERS + OTHER.len();

pub(super) const GUID: usize = OTHERS;
pub(super) const ID: usize = OTHERS + 1;
pub(super) const IDENTIFIER: usize = OTHERS + 2;
pub(super) const LANGUAGE: usize = OTHERS + 3;
pub(super) const DC_LANGUAGE: usize = OTHERS + 4;
pub(super) const RATING: usize = OTHERS + 5;
/// Who speaks in a podcast.
pub(super) const SPEAKER: usize = PERSONS + 2;
/// `summary`, beside a longer text.
pub(super) const SHORT: usize = SUMMARIES + 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Entry,
    Link,
    /// The first that is not empty is kept in this place.
    Place(usize),
    /// Nobody asks for it; whether it may hold elements.
    None(bool),
    Forbidden,
}

fn role(ns: Ns, local: &str) -> Role {
    let lower = local.to_ascii_lowercase();
    let local = &*lower;
    match (ns, local) {
        (Ns::Feed, "item" | "entry") => return Role::Entry,
        (Ns::Feed, "link") => return Role::Link,
        (Ns::Feed, "channel") => return Role::Forbidden,
        (Ns::Feed, "source") | (Ns::Media, "group") => return Role::None(false),
        _ => {}
    }
    let lists: [&[(Ns, &str)]; 7] = [&TITLE, &PERSON, &PUBLISHED, &UPDATED, &CONTENT, &SUMMARY, &OTHER];
    let place = lists.iter().flat_map(|list| list.iter()).position(|name| *name == (ns, local));
    place.map_or_else(|| may_hold(local).map_or(Role::Forbidden, Role::None), Role::Place)
}

/// Whether an element of that name may stand where nobody looks, and whether it may then hold others.
fn may_hold(name: &str) -> Option<bool> {
    let local = name.rsplit(':').next().unwrap_or(name);
    let is_one_of = |names: &[&str]| names.iter().any(|one| local.eq_ignore_ascii_case(one));
    if is_one_of(&["item", "entry", "channel", "feed", "rss", "rdf", "br", "img", "hr", "wbr"]) {
        return None;
    }
    Some(!is_leaf(&local.to_ascii_lowercase()))
}

/// The names of a feed, of which there are a dozen, met again and again in the same order.
pub(super) struct Roles<'a> {
    pub(super) scope: Scope<'a>,
    known: Vec<(&'a str, Role)>,
    next: usize,
}

impl<'a> Roles<'a> {
    pub(super) const fn new(scope: Scope<'a>) -> Self {
        Self { scope, known: Vec::new(), next: 0 }
    }

    pub(super) fn of(&mut self, name: &'a str) -> Role {
        let is_next = self.known.get(self.next).is_some_and(|known| known.0 == name);
        let at = if is_next { Some(self.next) } else { self.known.iter().position(|known| known.0 == name) };
        if let Some(at) = at {
            self.next = at + 1;
            return self.known[at].1;
        }
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
        let role = role(self.scope.meaning(prefix), local);
        if self.known.len() < MOST_NAMES {
            self.known.push((name, role));
            self.next = self.known.len();
        }
        role
    }
}

const MOST_NAMES: usize = 64;

/// A link by address.
#[derive(Clone, Copy)]
pub(super) struct Href<'a> {
    pub(super) rank: usize,
    href: &'a str,
}

impl<'a> Href<'a> {
    pub(super) fn address(&self) -> Option<Cow<'a, str>> {
        Piece::new(self.href, false).text()
    }
}

/// Parts of an element.
pub(super) struct Parts<'a> {
    places: [Option<Piece<'a>>; PLACES],
    /// Name and address of an author who has elements of his own.
    pub(super) person: Option<(Option<Piece<'a>>, Option<Piece<'a>>)>,
    /// A link that is a text.
    pub(super) link: Option<Piece<'a>>,
    pub(super) alternate: Option<Href<'a>>,
    pub(super) other: Option<Href<'a>>,
}

impl<'a> Parts<'a> {
    pub(super) const fn new() -> Self {
        Self { places: [None; PLACES], person: None, link: None, alternate: None, other: None }
    }

    pub(super) const fn at(&self, place: usize) -> Option<Piece<'a>> {
        self.places[place]
    }

    fn first(&self, from: usize, count: usize) -> Option<Piece<'a>> {
        self.all(from, count).next()
    }

    fn all(&self, from: usize, count: usize) -> impl Iterator<Item = Piece<'a>> {
        self.places[from..from + count].iter().flatten().copied()
    }

    pub(super) fn title(&self) -> Option<Piece<'a>> {
        self.first(TITLES, TITLE.len())
    }

    /// Beside the author that has elements.
    pub(super) fn person_text(&self) -> Option<Piece<'a>> {
        self.first(PERSONS, PERSON.len())
    }

    pub(super) fn published(&self) -> Option<Piece<'a>> {
        self.first(DATES, PUBLISHED.len())
    }

    pub(super) fn updated(&self) -> Option<Piece<'a>> {
        self.first(UPDATES, UPDATED.len())
    }

    pub(super) fn content(&self) -> Option<Piece<'a>> {
        self.first(CONTENTS, CONTENT.len())
    }

    pub(super) fn summary(&self) -> Option<Piece<'a>> {
        self.first(SUMMARIES, SUMMARY.len())
    }

    /// Takes up an element whose start tag was read last.
    pub(super) fn take(&mut self, scan: &mut Scan<'a>, name: &'a str, role: Role, is_empty: bool) -> Option<()> {
        match role {
            Role::Place(place) => {
                let (kind, is_no_link) = said(&scan.attrs, place)?;
                let inside = if is_empty { Inside::Text("", false) } else { scan.inside(name)? };
                match inside {
                    Inside::Text(raw, is_verbatim) => {
                        // All names of titles are `title`, and no other is.
                        let is_title = place < PERSONS;
                        let piece = Piece { raw, is_verbatim, kind, is_title, is_no_link };
                        // Which of two ids counts is a question of its own.
                        if place == GUID && (self.places[place].is_some() || piece.is_blank()) {
                            return None;
                        }
                        if self.places[place].is_none() && !piece.is_blank() {
                            self.places[place] = Some(piece);
                        }
                    }
                    Inside::Elements if place == PERSONS => {
                        let person = person(scan, name)?;
                        // An author before this one as a text would be the author.
                        if self.places[place].is_some() {
                            return None;
                        }
                        self.person.get_or_insert(person);
                    }
                    Inside::Elements => return None,
                }
            }
            Role::Link => self.take_link(scan, name, is_empty)?,
            Role::None(may_hold) if !is_empty => {
                let held: fn(&str) -> Option<bool> = self::may_hold;
                scan.skip(name, if may_hold { held } else { |_| None }, 0)?;
            }
            Role::None(_) => {}
            Role::Entry | Role::Forbidden => return None,
        }
        Some(())
    }

    fn take_link(&mut self, scan: &mut Scan<'a>, name: &'a str, is_empty: bool) -> Option<()> {
        let (href, rel, kind) = (value(&scan.attrs, "href")?, value(&scan.attrs, "rel")?, value(&scan.attrs, "type")?);
        let (rel, kind) = (rel.unwrap_or_default(), kind.unwrap_or_default());
        if memchr::memchr(b'&', rel.as_bytes()).is_some() || memchr::memchr(b'&', kind.as_bytes()).is_some() {
            return None;
        }
        let inside = if is_empty { Inside::Text("", false) } else { scan.inside(name)? };
        let Inside::Text(raw, is_verbatim) = inside else { return None };
        let Some(href) = href else {
            let piece = Piece::new(raw, is_verbatim);
            if self.link.is_none() && !piece.is_blank() {
                self.link = Some(piece);
            }
            return Some(());
        };
        let rel = rel.trim().to_ascii_lowercase();
        let (slot, rank) = match map::rank(&rel, || kind.to_ascii_lowercase()) {
            Some((true, rank)) => (&mut self.alternate, rank),
            Some((false, rank)) => (&mut self.other, rank),
            None => return Some(()),
        };
        if slot.is_none_or(|before| rank < before.rank) {
            *slot = Some(Href { rank, href });
        }
        Some(())
    }
}

/// The type that an element says it has, and whether it says that it is no address; nothing where it says more.
fn said<'a>(attrs: &[Attr<'a>], place: usize) -> Option<(&'a str, bool)> {
    if attrs.is_empty() {
        return Some(("", false));
    }
    if value(attrs, "mode")?.is_some() {
        return None;
    }
    let kind = value(attrs, "type")?.unwrap_or_default();
    let is_text = matches!(kind, "" | "text" | "html");
    let says = if place == GUID { value(attrs, "ispermalink")?.unwrap_or_default() } else { "" };
    let is_sure = memchr::memchr(b'&', says.as_bytes()).is_none();
    (is_text && is_sure).then(|| (kind, says.trim().eq_ignore_ascii_case("false")))
}

/// The value of an attribute; nothing where it has a prefix.
#[expect(clippy::option_option, reason = "no attribute, and none that is read here, are two things")]
fn value<'a>(attrs: &[Attr<'a>], name: &str) -> Option<Option<&'a str>> {
    let mut found = None;
    for (key, value) in attrs {
        let local = key.rsplit(':').next().unwrap_or(key);
        if local.len() == name.len() && local.eq_ignore_ascii_case(name) {
            if key.len() != name.len() || found.is_some() {
                return None;
            }
            found = Some(*value);
        }
    }
    Some(found)
}

/// Name and address of an author: the first elements of these names.
fn person<'a>(scan: &mut Scan<'a>, of: &str) -> Option<(Option<Piece<'a>>, Option<Piece<'a>>)> {
    let (mut name, mut email) = (None, None);
    while let Step::Open(tag, is_empty) = scan.step(of)? {
        let local = tag.rsplit(':').next().unwrap_or(tag);
        if scan.declares() || may_hold(tag).is_none() {
            return None;
        }
        let inside = if is_empty { Inside::Text("", false) } else { scan.inside(tag)? };
        let Inside::Text(raw, is_verbatim) = inside else { return None };
        let piece = Piece::new(raw, is_verbatim);
        if local.eq_ignore_ascii_case("name") {
            name.get_or_insert(piece);
        } else if local.eq_ignore_ascii_case("email") {
            email.get_or_insert(piece);
        }
    }
    Some((name, email))
}
