//! A feed that is clean already: RSS 2.0 or Atom as publishing software writes it, read in one step.
//!
//! Most feeds are, and need no tree, no second reader and nothing mended. What is read here is what the long way reads,
//! to the letter (a test holds the two equal); whatever could be read in two ways, is rare, or would draw a complaint
//! gives nothing, and the long way is taken from the start.

mod parts;
mod scan;

use std::borrow::Cow;

use url::Url;

use super::atom::{is_address, is_dated, is_trimmed};
use super::map::{Channel, Entry, as_html};
use super::names::{Ns, Scope};
use super::text::visible;
use super::tree::escaped;
use super::{address, mend, person};
use crate::ingest::read::date;
use crate::model::{Timestamp, bytes};
use parts::{DC_LANGUAGE, GUID, ID, IDENTIFIER, LANGUAGE, Parts, Piece, RATING, Role, Roles, SHORT, SPEAKER};
use scan::{Scan, Step};

/// A longer document has elements of any size; its limits are for the long way to tell of.
const MAX_LENGTH: usize = 512 * 1_024;

/// Reads the feed that begins here, in a text that [`is_plain`]; nothing where the long way must be taken.
pub(super) fn channel(document: &str, url: &Url) -> Option<Channel> {
    let mut scan = Scan::new(document);
    let Step::Open(root @ ("rss" | "feed"), false) = scan.open()? else { return None };
    let mut scope = Scope::default();
    scope.declare("", &scan.attrs, true);
    if scope.meaning("") != Ns::Feed || scan.attrs.iter().any(|(key, _)| key.eq_ignore_ascii_case("xml:base")) {
        return None;
    }
    let lang = scan.attrs.iter().find(|(key, _)| key.eq_ignore_ascii_case("xml:lang")).map(|(_, value)| *value);
    if lang.is_some_and(|lang| lang.contains('&')) {
        return None;
    }
    let is_atom = root == "feed";
    let mut reader = Reader { scan, roles: Roles::new(scope), url, is_atom, entries: Vec::new() };
    let mut parts = Parts::new();
    if is_atom {
        reader.channel(root, &mut parts)?;
    } else {
        let Step::Open("channel", false) = reader.scan.step(root)? else { return None };
        if !reader.scan.attrs.is_empty() {
            return None;
        }
        reader.channel("channel", &mut parts)?;
        let Step::Close = reader.scan.step(root)? else { return None };
    }
    reader.finish(&parts, lang)
}

/// Whether nothing in it would be mended, and nothing shown to feed-rs for being odd.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
pub(super) fn is_plain(text: &[u8]) -> bool {
    let odd = |byte: u8| (byte < b' ') & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f) | (byte == 0xef);
    // A C1 control is 0xC2 and a byte under 0xA0.
    text.len() <= MAX_LENGTH
        && !bytes::any(text, odd)
        && memchr::memchr_iter(0xc2, text).all(|at| text.get(at + 1).is_some_and(|&next| next >= 0xa0))
}

struct Reader<'a> {
    scan: Scan<'a>,
    roles: Roles<'a>,
    url: &'a Url,
    is_atom: bool,
    entries: Vec<Entry>,
}

impl<'a> Reader<'a> {
    /// Reads a channel to its end; its entries are kept.
    fn channel(&mut self, of: &str, parts: &mut Parts<'a>) -> Option<()> {
        while let Step::Open(name, is_empty) = self.scan.step(of)? {
            match self.roles.of(name) {
                Role::Entry if is_empty || !self.scan.attrs.is_empty() => return None,
                Role::Entry => {
                    let mut parts = Parts::new();
                    // An entry that holds nothing but white space holds no elements.
                    while let Step::Open(name, is_empty) = self.scan.step(name)? {
                        let role = self.roles.of(name);
                        self.part(&mut parts, name, role, is_empty)?;
                    }
                    let entry = self.entry(&parts)?;
                    self.entries.push(entry);
                }
                role => self.part(parts, name, role, is_empty)?,
            }
        }
        Some(())
    }

    fn part(&mut self, parts: &mut Parts<'a>, name: &'a str, role: Role, is_empty: bool) -> Option<()> {
        if self.scan.declares() {
            return None;
        }
        parts.take(&mut self.scan, name, role, is_empty)
    }

    /// Gives what the channel says of all entries to those that say nothing themselves.
    fn finish(mut self, parts: &Parts<'a>, lang: Option<&str>) -> Option<Channel> {
        let title = self.title(parts)?;
        let own = parts.at(LANGUAGE).or(parts.at(DC_LANGUAGE));
        let lang = match own {
            Some(own) => Some(own.text()?.into_owned()),
            None => lang.map(str::to_owned),
        };
        let (author, email) = if self.is_atom { author(parts)? } else { signed(parts.at(SPEAKER))? };
        for entry in &mut self.entries {
            if entry.author.is_none() && entry.email.is_none() {
                (entry.author, entry.email) = (author.clone(), email.clone());
            }
            if entry.author.is_none() && entry.email.is_some() {
                return None;
            }
            entry.lang = entry.lang.take().or_else(|| lang.clone());
        }
        Some(Channel { title, entries: self.entries })
    }

    fn entry(&self, parts: &Parts<'a>) -> Option<Entry> {
        let (author, email) = author(parts)?;
        let (published, updated) = (instant(parts.published())?, instant(parts.updated())?);
        let (content, summary) = self.texts(parts)?;
        let value = |piece: Option<Piece<'a>>| match piece {
            Some(piece) => piece.text().map(|text| Some(text.into_owned())),
            None => Some(None),
        };
        Some(Entry {
            id: self.id(parts)?,
            link: self.link(parts)?,
            title: self.title(parts)?,
            author,
            email,
            published,
            updated,
            content: content.map(Cow::into_owned),
            summary: summary.map(Cow::into_owned),
            lang: value(parts.at(DC_LANGUAGE))?,
            rating: value(parts.at(RATING))?,
        })
    }

    fn title(&self, parts: &Parts<'a>) -> Option<String> {
        let Some(piece) = parts.title() else { return Some(String::new()) };
        let inner = piece.text()?;
        let title = if memchr::memchr2(b'<', b'&', inner.as_bytes()).is_none() {
            visible(&inner)
        } else {
            visible(&as_html(inner, piece.kind, self.is_atom, piece.is_title))
        };
        sound(title).map(Option::unwrap_or_default)
    }

    /// The content and the summary as HTML source.
    #[expect(clippy::type_complexity, reason = "two texts, each of which may be absent")]
    fn texts(&self, parts: &Parts<'a>) -> Option<(Option<Cow<'a, str>>, Option<Cow<'a, str>>)> {
        let html = |piece: Option<Piece<'a>>| {
            let Some(piece) = piece else { return Some(None) };
            let text = as_html(piece.text()?, piece.kind, self.is_atom, piece.is_title);
            (mend::doubly_encoded(&text).is_none() && !text.trim().is_empty()).then_some(Some(text))
        };
        let (content, summary) = (html(parts.content())?, html(parts.summary())?);
        if content.is_none()
            && let Some(short) = html(parts.at(SHORT))?
            && summary.as_ref().is_some_and(|long| *long != short)
        {
            return Some((summary, Some(short)));
        }
        Some((content, summary))
    }

    #[expect(clippy::option_option, reason = "no id, and none that is read here, are two things")]
    fn id(&self, parts: &Parts<'a>) -> Option<Option<String>> {
        let own = parts.at(GUID).or(parts.at(ID)).or(parts.at(IDENTIFIER));
        let Some(own) = own else { return Some(None) };
        let id = own.text()?;
        // Relative to an address, perhaps.
        let is_path = self.is_atom && id.contains('/') && !address::is_plain(&id) && !address::has_scheme(&id);
        if is_path || !is_trimmed(&id) { None } else { Some(Some(id.into_owned())) }
    }

    #[expect(clippy::option_option, reason = "no address, and none that is read here, are two things")]
    fn link(&self, parts: &Parts<'a>) -> Option<Option<String>> {
        let given = match (parts.link, parts.alternate) {
            (Some(link), _) => Some(link.text()?),
            (None, Some(href)) => Some(href.address()?),
            _ => None,
        };
        let found = if let Some(given) = given {
            address::absolute(self.url, &[], &given)
        } else {
            let guid = parts.at(GUID).filter(|guid| !guid.is_no_link).or(parts.at(ID));
            let guid = if let Some(guid) = guid { Some(guid.text()?) } else { None };
            match (guid.filter(|guid| address::is_web(guid)), parts.other) {
                (Some(guid), _) => address::absolute(self.url, &[], &guid),
                (None, Some(other)) => address::absolute(self.url, &[], &other.address()?),
                (None, None) => None,
            }
        };
        found.as_deref().is_none_or(is_address).then_some(found)
    }
}

/// A short text that nothing would be made of; nothing where it would.
#[expect(clippy::option_option, reason = "no text, and none that is read here, are two things")]
fn sound(text: String) -> Option<Option<String>> {
    if text.is_empty() {
        return Some(None);
    }
    (is_trimmed(&text) && mend::doubly_encoded(&text).is_none()).then_some(Some(text))
}

/// Who wrote it: name and address.
fn author(parts: &Parts<'_>) -> Option<(Option<String>, Option<String>)> {
    if let Some((name, email)) = parts.person {
        let seen = |piece: Option<Piece<'_>>| match piece {
            Some(piece) => {
                let text = piece.text()?;
                let is_plain = memchr::memchr3(b'<', b'&', b'>', text.as_bytes()).is_none();
                sound(if is_plain { visible(&text) } else { visible(&escaped(&text)) })
            }
            None => Some(None),
        };
        let (name, email) = (seen(name)?, seen(email)?);
        return (name.is_some() || email.is_some()).then_some((name, email));
    }
    signed(parts.person_text())
}

/// The same out of one text.
fn signed(piece: Option<Piece<'_>>) -> Option<(Option<String>, Option<String>)> {
    let Some(piece) = piece else { return Some((None, None)) };
    let (name, email) = person::read(&piece.text()?);
    if name.is_none() && email.is_none() {
        return None;
    }
    let whole = |text: Option<String>| text.map_or(Some(None), sound);
    Some((whole(name)?, whole(email)?))
}

#[expect(clippy::option_option, reason = "no date, and none that is read here, are two things")]
fn instant(piece: Option<Piece<'_>>) -> Option<Option<Timestamp>> {
    let Some(piece) = piece else { return Some(None) };
    let at = date::parse(&piece.text()?, None)?;
    (is_dated(Some(at)) && date::is_meant(at)).then_some(Some(at))
}
