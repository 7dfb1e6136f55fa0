//! What the elements of every feed format mean, in one shape.
//!
//! Atom 0.3 and 1.0, RSS 0.9 to 2.0 and RDF name the same few things differently; where several elements could
//! serve, the first of a list does. Deliberately absent: a title made from the content, an enclosure taken for a link.

use std::borrow::Cow;

use url::Url;

use super::names::Ns;
use super::text::{looks_like_html, visible};
use super::tree::{Tree, escaped};
use super::{address, base64, person, sitemap};
use crate::ingest::read::date;
use crate::model::{Complaint, ComplaintKind, Timestamp};

/// One entry, before it is written as Atom.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) id: Option<String>,
    pub(super) link: Option<String>,
    /// Visible text.
    pub(super) title: String,
    pub(super) author: Option<String>,
    pub(super) email: Option<String>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    /// HTML source.
    pub(super) content: Option<String>,
    /// HTML source.
    pub(super) summary: Option<String>,
    pub(super) lang: Option<String>,
    /// Stars, where a store's feed gives them.
    pub(super) rating: Option<String>,
}

/// A whole feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Channel {
    pub(super) title: String,
    pub(super) entries: Vec<Entry>,
}

/// Reads a tree; what was not readable goes to `complaints`.
pub(super) fn channel(tree: &Tree<'_>, url: &Url, complaints: &mut Vec<Complaint>) -> Option<Channel> {
    if tree.node(0).local == "urlset" {
        return sitemap::channel(tree, url);
    }
    let is_atom = matches!(&*tree.node(0).local, "feed" | "entry");
    let map = Map { tree, url, is_atom };
    let top = map.top();
    let title = top.and_then(|top| map.first(top, &[(Ns::Feed, "title"), (Ns::Dc, "title")]));
    // What the whole feed says of its author; of RSS's own, `managingEditor` and the rest write no entries.
    let author = top.map(|top| if is_atom { map.person(top) } else { map.speaker(top) }).unwrap_or_default();
    let lang = top.and_then(|top| map.value(top, &[(Ns::Feed, "language"), (Ns::Dc, "language")]));
    let lang = lang.or_else(|| tree.attr(0, "xml:lang"));
    let mut entries = Vec::with_capacity(tree.entries.len());
    for (number, &id) in tree.entries.iter().enumerate() {
        let mut entry = map.entry(id, number, complaints);
        if entry.author.is_none() && entry.email.is_none() {
            (entry.author, entry.email) = author.clone();
        }
        entry.lang = entry.lang.or_else(|| lang.clone());
        entries.push(entry);
    }
    Some(Channel { title: title.map(|id| map.title(id)).unwrap_or_default(), entries })
}

pub(super) type Names<'n> = [(Ns, &'n str)];

struct Map<'t, 'a> {
    tree: &'t Tree<'a>,
    url: &'t Url,
    is_atom: bool,
}

impl Map<'_, '_> {
    /// The element that holds the feed's own title.
    fn top(&self) -> Option<usize> {
        let root = self.tree.node(0);
        if matches!(&*root.local, "feed" | "channel") {
            return Some(0);
        }
        self.tree.children(0).find(|&id| self.tree.node(id).local == "channel").or(Some(0))
    }

    fn all<'n>(&self, of: usize, ns: Ns, local: &'n str) -> impl Iterator<Item = usize> + use<'_, 'n> {
        self.tree.children(of).filter(move |&id| self.tree.node(id).is(ns, local))
    }

    /// The first element with something in it, by the order of the names.
    fn first(&self, of: usize, names: &Names<'_>) -> Option<usize> {
        names.iter().find_map(|&(ns, local)| {
            self.all(of, ns, local).find(|&id| self.tree.has_elements(id) || !self.tree.is_blank(id))
        })
    }

    fn value(&self, of: usize, names: &Names<'_>) -> Option<String> {
        Some(self.plain(self.first(of, names)?)).filter(|text| !text.is_empty())
    }

    /// The text of an element that should hold no markup, whatever stands in it.
    fn plain(&self, id: usize) -> String {
        let text = self.tree.text(id);
        if text.trim().is_empty() && self.tree.has_elements(id) {
            return visible(&self.tree.inner(id));
        }
        trimmed(text).into_owned()
    }

    fn entry(&self, id: usize, number: usize, complaints: &mut Vec<Complaint>) -> Entry {
        let title = self.first(id, &TITLE);
        let (author, email) = self.person(id);
        let mut date = |names: &Names<'_>| self.date(id, names, number, complaints);
        let published = date(&PUBLISHED);
        let updated = date(&UPDATED);
        let attr_date = || date::parse(&self.tree.attr(id, "lastmod")?, None);
        let text = |names: &Names<'_>| self.first(id, names).and_then(|id| self.rich(id));
        let media = || {
            let group = self.all(id, Ns::Media, "group").next()?;
            self.first(group, &[(Ns::Media, "description")]).and_then(|id| self.rich(id))
        };
        let (mut content, mut summary) = (text(&CONTENT), text(&SUMMARY).or_else(media));
        // Where both are given and nothing longer is, the description is the content.
        if content.is_none()
            && let Some(short) = text(&[(Ns::Feed, "summary")])
            && summary.as_ref().is_some_and(|long| *long != short)
        {
            (content, summary) = (summary, Some(short));
        }
        Entry {
            id: self.guid(id),
            link: self.link(id),
            title: title.map(|id| self.title(id)).unwrap_or_default(),
            author,
            email,
            published: published.or_else(attr_date),
            updated,
            content,
            summary,
            lang: self.tree.attr(id, "xml:lang").or_else(|| self.value(id, &[(Ns::Dc, "language")])),
            rating: self.value(id, &[(Ns::Other, "rating")]),
        }
    }

    fn guid(&self, id: usize) -> Option<String> {
        let own = || {
            let node = self.first(id, &[(Ns::Feed, "guid"), (Ns::Feed, "id")])?;
            Some(self.whole_id(node, self.tree.inner(node).trim()))
        };
        let about = || self.tree.attr(id, "about");
        let identifier = || self.value(id, &[(Ns::Dc, "identifier")]);
        own()
            .or_else(about)
            .or_else(identifier)
            .map(|guid| trimmed(guid.into()).into_owned())
            .filter(|guid| !guid.is_empty())
    }

    /// Atom's ids are addresses: one that was written relative to a base means the whole.
    fn whole_id(&self, node: usize, id: &str) -> String {
        let is_path = self.is_atom && id.contains('/') && !id.contains(char::is_whitespace) && !address::is_plain(id);
        let is_relative = is_path
            && self.tree.node(node).local == "id"
            && matches!(Url::parse(id), Err(url::ParseError::RelativeUrlWithoutBase));
        let whole = if is_relative { self.absolute(node, id) } else { None };
        whole.unwrap_or_else(|| id.to_owned())
    }

    fn link(&self, id: usize) -> Option<String> {
        let mut alternates = Vec::new();
        let mut others = Vec::new();
        for link in self.all(id, Ns::Feed, "link") {
            let Some(href) = self.tree.attr(link, "href") else {
                let text = self.plain(link);
                if text.trim().is_empty() {
                    continue;
                }
                return self.absolute(link, &text);
            };
            let rel = self.tree.attr(link, "rel").unwrap_or_default().to_ascii_lowercase();
            match rank(&rel, || self.tree.attr(link, "type").unwrap_or_default().to_ascii_lowercase()) {
                Some((true, rank)) => alternates.push((rank, link, href)),
                Some((false, rank)) => others.push((rank, link, href)),
                None => {}
            }
        }
        if let Some((_, link, href)) = alternates.iter().min_by_key(|(rank, ..)| *rank) {
            return self.absolute(*link, href);
        }
        if let Some(href) = self.tree.attr(id, "href") {
            return self.absolute(id, &href);
        }
        let is_permalink = |&guid: &usize| {
            let says = self.tree.attr(guid, "ispermalink").unwrap_or_default();
            !says.trim().eq_ignore_ascii_case("false")
        };
        let guid = self.all(id, Ns::Feed, "guid").find(is_permalink).map(|guid| self.tree.text(guid).into_owned());
        let about = || self.tree.attr(id, "about");
        let named = || self.value(id, &[(Ns::Feed, "id")]);
        let guid = guid.or_else(about).or_else(named).filter(|guid| address::is_web(guid.trim()));
        if let Some(guid) = guid {
            return self.absolute(id, guid.trim());
        }
        let (_, link, href) = others.iter().min_by_key(|(rank, ..)| *rank)?;
        self.absolute(*link, href)
    }

    /// The address, made absolute by the `xml:base`s around it and the address of the feed.
    fn absolute(&self, at: usize, address: &str) -> Option<String> {
        let address = address.trim();
        if address::is_plain(address) {
            return Some(address.to_owned());
        }
        let mut bases = Vec::new();
        let mut node = Some(at);
        while let Some(id) = node {
            bases.extend(self.tree.attr(id, "xml:base"));
            node = self.tree.node(id).parent;
        }
        address::absolute(self.url, &bases, address)
    }

    fn date(&self, id: usize, names: &Names<'_>, number: usize, complaints: &mut Vec<Complaint>) -> Option<Timestamp> {
        for &(ns, local) in names {
            for node in self.all(id, ns, local) {
                let text = self.plain(node);
                match date::parse(&text, None) {
                    Some(at) if date::is_meant(at) => return Some(at),
                    Some(_) => continue,
                    None => {}
                }
                if !text.trim().is_empty() && complaints.len() < MAX_COMPLAINTS {
                    let short: String = text.trim().chars().take(60).collect();
                    let detail = format!("entry {}: date {short:?} is not readable", number + 1);
                    complaints.push(Complaint { kind: ComplaintKind::Repaired, detail });
                }
            }
        }
        None
    }

    /// Name and e-mail address of who wrote it.
    fn person(&self, id: usize) -> (Option<String>, Option<String>) {
        for (ns, local) in PERSON {
            for node in self.all(id, ns, local) {
                let parts = self.atom_person(node);
                let found = if parts == (None, None) { person::read(&self.plain(node)) } else { parts };
                if found != (None, None) {
                    return found;
                }
            }
        }
        match self.all(id, Ns::Feed, "source").next() {
            Some(source) => self.person(source),
            None => (None, None),
        }
    }

    fn atom_person(&self, node: usize) -> (Option<String>, Option<String>) {
        let part = |local| {
            let found = self.tree.children(node).find(|&id| self.tree.node(id).local == local)?;
            let text = visible(&escaped(self.tree.text(found).trim()));
            (!text.is_empty()).then_some(text)
        };
        (part("name"), part("email"))
    }

    /// Who speaks in a podcast.
    fn speaker(&self, top: usize) -> (Option<String>, Option<String>) {
        self.value(top, &[(Ns::Itunes, "author")]).map(|text| person::read(&text)).unwrap_or_default()
    }

    /// A title's visible text.
    fn title(&self, id: usize) -> String {
        let inner = self.tree.inner(id);
        let is_coded = || {
            self.tree.attr(id, "mode").is_some() || self.tree.attr(id, "type").is_some_and(|kind| kind.contains('/'))
        };
        if memchr::memchr2(b'<', b'&', inner.as_bytes()).is_none() && !is_coded() {
            return visible(inner.trim());
        }
        visible(&self.rich(id).unwrap_or_default())
    }

    /// What is in a text construct, as HTML source.
    fn rich(&self, id: usize) -> Option<String> {
        let kind = self.tree.attr(id, "type").unwrap_or_default().trim().to_ascii_lowercase();
        let mode = self.tree.attr(id, "mode").unwrap_or_default().trim().to_ascii_lowercase();
        let whole = trimmed(self.tree.inner(id));
        let inner = &*whole;
        if inner.is_empty() {
            return None;
        }
        if self.tree.has_elements(id) {
            return Some(whole.into_owned());
        }
        let is_other =
            kind.contains('/') && !kind.starts_with("text/") && !kind.contains("xml") && !kind.contains("html");
        if mode == "base64" || self.is_atom && is_other && mode.is_empty() {
            let Some(text) = base64::text(inner) else { return Some(escaped(inner)) };
            return Some(if kind.contains("html") { text } else { escaped(&text) });
        }
        Some(as_html(whole, &kind, self.is_atom, self.tree.node(id).local == "title").into_owned())
    }
}

/// How near a link is to the page of an entry, the nearest at nought: whether it is said to be that page, and how far from
/// it among its like. `rel` and `kind` are in small letters.
pub(super) fn rank(rel: &str, kind: impl FnOnce() -> String) -> Option<(bool, usize)> {
    let rel = rel.trim();
    if matches!(rel, "" | "alternate" | "http://www.iana.org/assignments/relation/alternate") {
        let kind = kind();
        // A page that says so, then what says nothing, then other formats.
        return Some((true, if kind.contains("html") { 0 } else { 2 - usize::from(kind.is_empty()) }));
    }
    OTHER_LINKS.iter().position(|other| *other == rel).map(|rank| (false, rank))
}

/// What the text of an element is as HTML source, its type being `kind`.
pub(super) fn as_html<'t>(whole: Cow<'t, str>, kind: &str, is_atom: bool, is_title: bool) -> Cow<'t, str> {
    let inner = &*whole;
    let plain = match kind {
        "text" | "text/plain" | "plain" => true,
        "" => is_atom || is_title,
        _ => false,
    };
    // Many publishers forget to say that it is HTML.
    let says_plain = kind == "text/plain" || kind == "text";
    if plain && (!looks_like_html(inner) || says_plain && is_title) {
        let twice = is_title && !is_atom;
        return Cow::Owned(if twice { inner.replace('<', "&lt;") } else { escaped(inner) });
    }
    whole
}

/// Without white space at its ends, and copied only where there is some.
pub(super) fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// What an entry without a page of its own is found by, the nearest to a page first.
const OTHER_LINKS: [&str; 5] = ["self", "canonical", "related", "via", "enclosure"];

const MAX_COMPLAINTS: usize = 50;

pub(super) const TITLE: [(Ns, &str); 4] =
    [(Ns::Feed, "title"), (Ns::Dc, "title"), (Ns::Media, "title"), (Ns::Itunes, "title")];
pub(super) const PERSON: [(Ns, &str); 5] =
    [(Ns::Feed, "author"), (Ns::Dc, "creator"), (Ns::Itunes, "author"), (Ns::Dc, "author"), (Ns::Media, "credit")];
pub(super) const PUBLISHED: [(Ns, &str); 8] = [
    (Ns::Feed, "pubdate"),
    (Ns::Feed, "published"),
    (Ns::Feed, "issued"),
    (Ns::Terms, "issued"),
    (Ns::Feed, "created"),
    (Ns::Terms, "created"),
    (Ns::Terms, "available"),
    (Ns::Feed, "date"),
];
pub(super) const UPDATED: [(Ns, &str); 6] = [
    (Ns::Feed, "updated"),
    (Ns::Feed, "modified"),
    (Ns::Terms, "modified"),
    (Ns::Dc, "date"),
    (Ns::Feed, "lastbuilddate"),
    (Ns::Dc, "modified"),
];
pub(super) const CONTENT: [(Ns, &str); 6] = [
    (Ns::Content, "encoded"),
    (Ns::Feed, "content"),
    (Ns::Xhtml, "body"),
    (Ns::Feed, "body"),
    (Ns::Feed, "fullitem"),
    (Ns::Xhtml, "div"),
];
pub(super) const SUMMARY: [(Ns, &str); 8] = [
    (Ns::Feed, "description"),
    (Ns::Feed, "summary"),
    (Ns::Dc, "description"),
    (Ns::Itunes, "summary"),
    (Ns::Terms, "abstract"),
    (Ns::Media, "description"),
    (Ns::Feed, "abstract"),
    (Ns::Itunes, "subtitle"),
];
