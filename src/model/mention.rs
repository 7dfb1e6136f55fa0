//! An item that a brand's query hits, and what was understood of it.

use serde::{Deserialize, Serialize};

use super::{BrandId, ItemId, Language, MentionId, NetText, Rating, SourceKind, StoryId, Timestamp};

/// Where in an item a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The title.
    Title,
    /// The visible text.
    Text,
    /// The author's name.
    Author,
    /// The address.
    Url,
}

/// One place where a term of the query stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermHit {
    /// Which field.
    pub field: Field,
    /// Byte offset of its first byte in the field.
    pub start: usize,
    /// Byte offset past its last byte.
    pub end: usize,
    /// The term as the query writes it.
    pub term: String,
}

/// What is said, towards the brand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ToneLabel {
    /// Against the brand.
    Negative,
    /// Neither; a first-class answer.
    #[default]
    Neutral,
    /// For the brand.
    Positive,
}

impl ToneLabel {
    /// All of them, from against to for.
    pub const ALL: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];

    /// The word of the store, of `--json` and of locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}

/// A word that decided the tone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which field.
    pub field: Field,
    /// Byte offset of its first byte in the field.
    pub start: usize,
    /// Byte offset past its last byte.
    pub end: usize,
    /// What it added: under zero against, over zero for.
    pub weight: f64,
}

/// Tone towards the brand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tone {
    /// The answer.
    pub label: ToneLabel,
    /// From -1 (against) to 1 (for).
    pub score: f64,
    /// From 0 to 1.
    pub confidence: f64,
    /// The words that decided, strongest first.
    pub evidence: Vec<Evidence>,
}

/// What a moderator may have to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FlagKind {
    /// An insult.
    Insult,
    /// Hate against a group.
    Hate,
    /// A threat.
    Threat,
    /// Obscenity.
    Obscene,
    /// Sexual words about somebody.
    Sexual,
}

impl FlagKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Insult, Self::Hate, Self::Threat, Self::Obscene, Self::Sexual];

    /// The word of the store, of `--json` and of locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Insult => "insult",
            Self::Hate => "hate",
            Self::Threat => "threat",
            Self::Obscene => "obscene",
            Self::Sexual => "sexual",
        }
    }
}

/// Whose words a flagged passage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The author's, meant.
    #[default]
    Own,
    /// Another's, told by the author.
    Quoted,
    /// Named to be spoken against, or denied.
    Against,
    /// Said of oneself.
    Oneself,
}

impl Voice {
    /// The word of the store, of `--json` and of locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Quoted => "quoted",
            Self::Against => "against",
            Self::Oneself => "oneself",
        }
    }
}

/// A moderation flag with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What kind.
    pub kind: FlagKind,
    /// Which field.
    pub field: Field,
    /// Byte offset of its first byte in the field.
    pub start: usize,
    /// Byte offset past its last byte.
    pub end: usize,
    /// From 1 (coarse) by 2 (an attack) to 3 (against a group, or against life and limb).
    #[serde(default)]
    pub severity: u8,
    /// Whose words they are.
    #[serde(default)]
    pub voice: Voice,
}

impl Flag {
    /// Whether its author attacks somebody, which swearing at large does not.
    pub fn attacks(&self) -> bool {
        self.voice == Voice::Own && self.kind != FlagKind::Obscene
    }
}

/// What a person may say of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its tone is this.
    Tone(ToneLabel),
    /// It is about something else than the brand.
    NotAboutUs,
    /// It is about the brand.
    AboutUs,
}

impl Verdict {
    /// Reads `negative`, `neutral`, `positive`, `not-about-us` or `about-us`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "not-about-us" => Some(Self::NotAboutUs),
            "about-us" => Some(Self::AboutUs),
            _ => ToneLabel::ALL.into_iter().find(|label| label.as_str() == word).map(Self::Tone),
        }
    }
}

/// What a person said of a mention, and what vigie had said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The tone, where the person told it.
    pub tone: Option<ToneLabel>,
    /// Whether it is about the brand.
    pub about: bool,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The tone as vigie had read it.
    pub read: ToneLabel,
}

/// A stored mention, with as much of its item as a list shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The store's id; what `vigie explain` takes.
    pub id: MentionId,
    /// The item.
    pub item: ItemId,
    /// The brand whose query hits.
    pub brand: BrandId,
    /// The brand's name.
    pub brand_name: String,
    /// The story that the item belongs to.
    pub story: StoryId,
    /// The source's name.
    pub source_name: String,
    /// How the source is read.
    pub source_kind: SourceKind,
    /// Address of the item.
    pub url: Option<String>,
    /// Title of the item.
    pub title: NetText,
    /// Text of the item.
    pub text: NetText,
    /// Author of the item.
    pub author: Option<NetText>,
    /// Language of the item.
    pub language: Language,
    /// When the publisher says it was published.
    pub published: Option<Timestamp>,
    /// When vigie first saw it.
    pub seen_at: Timestamp,
    /// Whether it counts for spikes: fresh, and not from a first poll or a catch-up.
    pub counted: bool,
    /// Where the query hits.
    pub hits: Vec<TermHit>,
    /// Tone towards the brand.
    pub tone: Tone,
    /// Moderation flags.
    pub flags: Vec<Flag>,
    /// Stars, for a review.
    pub rating: Option<Rating>,
    /// What a person said of it last.
    pub correction: Option<Correction>,
    /// Whether it is set aside as being about something else: kept, not counted, not listed.
    pub excluded: bool,
}
