//! The fields of a query: their names here and in other tools, and what may stand behind the colon.

use super::about::{Filter, State};
use super::fault::ErrorKind;
use super::fold::{Keep, fold};
use super::glob::Glob;
use super::node::Node;
use super::ranges::{dates, numbers};
use super::term::{Form, Scope, Term};
use crate::model::{Language, SourceKind, ToneLabel};

/// What is written before the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Text,
    Author,
    Url,
    Site,
    Lang,
    Source,
    Kind,
    Tag,
    Rating,
    Date,
    Brand,
    Sentiment,
    Cluster,
    Is,
    Search,
    Subreddit,
    /// Known to another tool; nothing here can be asked for it.
    Elsewhere,
}

/// The fields, as written before the colon.
pub(super) const NAMES: [(&str, Field); 17] = [
    ("title", Field::Title),
    ("text", Field::Text),
    ("body", Field::Text),
    ("author", Field::Author),
    ("url", Field::Url),
    ("link", Field::Url),
    ("site", Field::Site),
    ("lang", Field::Lang),
    ("source", Field::Source),
    ("kind", Field::Kind),
    ("tag", Field::Tag),
    ("rating", Field::Rating),
    ("date", Field::Date),
    ("brand", Field::Brand),
    ("sentiment", Field::Sentiment),
    ("cluster", Field::Cluster),
    ("is", Field::Is),
];
/// Those that stand for something else than a text or a fact.
const OTHERS: [(&str, Field); 1] = [("search", Field::Search)];

/// As Brandwatch calls them, so that its queries are read as they are.
const BRANDWATCH: [(&str, Field); 22] = [
    ("links", Field::Url),
    ("language", Field::Lang),
    ("topleveldomain", Field::Site),
    ("weblogtitle", Field::Source),
    ("tags", Field::Tag),
    ("subreddit", Field::Subreddit),
    ("authorfollowers", Field::Elsewhere),
    ("authorgender", Field::Elsewhere),
    ("authorverified", Field::Elsewhere),
    ("authorverifiedtype", Field::Elsewhere),
    ("channelid", Field::Elsewhere),
    ("city", Field::Elsewhere),
    ("continent", Field::Elsewhere),
    ("country", Field::Elsewhere),
    ("engagementtype", Field::Elsewhere),
    ("guid", Field::Elsewhere),
    ("imagetype", Field::Elsewhere),
    ("itemreview", Field::Elsewhere),
    ("latitude", Field::Elsewhere),
    ("longitude", Field::Elsewhere),
    ("minuteofday", Field::Elsewhere),
    ("region", Field::Elsewhere),
];

/// What other tools, or French, call them.
pub(super) const ALIASES: [(&str, &str); 15] = [
    ("intitle", "title"),
    ("titre", "title"),
    ("auteur", "author"),
    ("from", "author"),
    ("langue", "lang"),
    ("domain", "site"),
    ("host", "site"),
    ("feed", "source"),
    ("texte", "text"),
    ("inurl", "url"),
    ("note", "rating"),
    ("marque", "brand"),
    ("tone", "sentiment"),
    ("type", "kind"),
    ("lien", "link"),
];

/// The field of a name.
pub(super) fn named(name: &str) -> Option<Field> {
    let of = |known: &[(&str, Field)], name: &str| known.iter().find(|(one, _)| *one == name).map(|&(_, field)| field);
    of(&NAMES, name).or_else(|| of(&OTHERS, name)).or_else(|| of(&BRANDWATCH, &name.to_ascii_lowercase()))
}

impl Field {
    /// Where its words are looked for, if it has words.
    pub(super) const fn scope(self) -> Option<Scope> {
        match self {
            Self::Title => Some(Scope::Title),
            Self::Text => Some(Scope::Text),
            Self::Author => Some(Scope::Author),
            Self::Url => Some(Scope::Url),
            _ => None,
        }
    }

    /// Whether a range in square brackets may follow.
    pub(super) const fn takes_range(self) -> bool {
        matches!(self, Self::Rating | Self::Date | Self::Sentiment | Self::Elsewhere)
    }
}

/// What a field without words asks for.
pub(super) fn filter(field: Field, text: String) -> Result<Node, ErrorKind> {
    if text.trim().is_empty() && !matches!(field, Field::Lang | Field::Site) {
        return Err(ErrorKind::MissingValue);
    }
    let bad = |written: String, allowed: String| ErrorKind::BadValue { written, allowed };
    let one_of = |known: &[&str]| known.join(", ");
    let filter = match field {
        Field::Lang => match text.to_ascii_lowercase().as_str() {
            "fr" => Filter::Language(Language::Fr),
            "en" => Filter::Language(Language::En),
            "other" => Filter::Language(Language::Other),
            _ => return Err(ErrorKind::BadLanguage { written: text }),
        },
        Field::Site => match host(&text) {
            Some(host) => Filter::Site(host),
            None => return Err(ErrorKind::BadSite { written: text }),
        },
        Field::Kind => match KINDS.iter().find(|kind| kind.as_str() == text.to_ascii_lowercase()) {
            Some(kind) => Filter::Kind(*kind),
            None => return Err(bad(text, one_of(&KINDS.map(SourceKind::as_str)))),
        },
        Field::Rating => match numbers(&text) {
            Some(range) => Filter::Rating(range),
            None => return Err(bad(text, "[1 TO 2], >=4, 5".to_owned())),
        },
        Field::Date => match dates(&text) {
            Some(dates) => dates,
            None => return Err(bad(text, "[2026-01-15 TO 2026-02], >=2026-03".to_owned())),
        },
        Field::Sentiment => match ToneLabel::ALL.iter().find(|tone| tone.as_str() == text.to_ascii_lowercase()) {
            Some(tone) => Filter::Tone(*tone),
            None => match numbers(&text) {
                Some(range) => Filter::Score(range),
                None => return Err(bad(text, "negative, neutral, positive, [-1 TO -0.3]".to_owned())),
            },
        },
        Field::Cluster => match text.parse() {
            Ok(story) => Filter::Cluster(story),
            Err(_) => return Err(bad(text, "1234".to_owned())),
        },
        Field::Is => match State::ALL.iter().find(|(name, _)| *name == text.to_ascii_lowercase()) {
            Some((_, state)) => Filter::Is(*state),
            None => return Err(bad(text, one_of(&State::ALL.map(|(name, _)| name)))),
        },
        Field::Brand => named_as(text, Filter::Brand),
        Field::Tag => return term(Scope::TitleOrText, "#", &text),
        Field::Subreddit => return term(Scope::Url, "r/", &text),
        _ => named_as(text, Filter::Source),
    };
    Ok(Node::Filter(filter))
}

/// Every kind of source, for its word.
pub(super) const KINDS: [SourceKind; 8] = [
    SourceKind::Feed,
    SourceKind::Forum,
    SourceKind::Page,
    SourceKind::Reviews,
    SourceKind::Maildir,
    SourceKind::Csv,
    SourceKind::Jsonl,
    SourceKind::Webhook,
];

fn named_as(text: String, make: fn(String, Glob) -> Filter) -> Filter {
    let pattern = Glob::new(fold(&text));
    make(text, pattern)
}

/// A term that its field writes in part.
fn term(scope: Scope, before: &str, text: &str) -> Result<Node, ErrorKind> {
    let text: String = text.trim_start_matches(before).chars().filter(|c| !c.is_whitespace()).collect();
    let term = Term::new(scope, Form::Bare, Keep::default(), format!("{before}{text}"));
    match term.filter(|term| term.parts.iter().all(|part| part.pieces.iter().any(|piece| piece.glob.letters() > 0))) {
        Some(term) => Ok(Node::Term(term)),
        None => Err(ErrorKind::NoWord { written: text }),
    }
}

/// The host of `acme.fr`, `*.acme.fr` or `https://acme.fr/`.
fn host(text: &str) -> Option<String> {
    let name = text.split_once("://").map_or(text, |(_, rest)| rest);
    let name = name.strip_suffix('/').unwrap_or(name);
    let name = name.strip_prefix("*.").unwrap_or(name).trim_matches('.');
    if name.contains([':', '*', '?', '[', '/']) {
        return None;
    }
    let host = url::Host::parse(name).ok()?.to_string();
    // What is hidden by percents may come out as anything, and other scripts' full stops as ours.
    let host = host.trim_matches('.');
    let is_host = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    (is_host && !host.is_empty()).then(|| host.to_owned())
}
