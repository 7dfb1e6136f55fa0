//! What is new in what is said of a brand: terms, voices, who is taken up.

use serde::{Deserialize, Serialize};

use super::{NetText, Quote, Timestamp};

/// What a rising term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrendKind {
    /// One to three words.
    Words,
    /// A hashtag.
    Hashtag,
    /// A site that texts link to.
    Site,
}

/// A topic that rises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RisingTopic {
    /// What its first term is.
    pub kind: TrendKind,
    /// The term as it is written.
    pub term: NetText,
    /// Other terms of the same stories.
    pub companions: Vec<NetText>,
    /// Stories that tell it in the period.
    pub stories: u32,
    /// Sites that tell it.
    pub outlets: u32,
    /// Stories that the past lets expect in as long a time.
    pub expected: f64,
    /// Log-likelihood of the rise (Dunning).
    pub g2: f64,
    /// Log-odds of the rise over its deviation (Monroe).
    pub z: f64,
    /// Mentions in its stories, and the negative and positive ones among them.
    pub mentions: u32,
    /// Negative ones.
    pub negative: u32,
    /// Positive ones.
    pub positive: u32,
    /// At most three, the most telling first.
    pub quotes: Vec<Quote>,
}

/// What a voice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VoiceKind {
    /// A site.
    Outlet,
    /// A named author.
    Author,
}

impl VoiceKind {
    /// The word of the store and of locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Author => "author",
        }
    }
}

/// A voice that never spoke of the brand before the period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewVoice {
    /// Site or author.
    pub kind: VoiceKind,
    /// Its name; of an author, with the site.
    pub name: NetText,
    /// Mentions since.
    pub mentions: u32,
    /// Negative ones among them.
    pub negative: u32,
    /// When it was first heard.
    pub first_at: Timestamp,
}

/// A site that others take up, by the archive alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relayed {
    /// The site.
    pub outlet: NetText,
    /// Stories that it was the first to tell and that others told later.
    pub stories: u32,
    /// Sites that told them later, each counted once a story.
    pub relays: u32,
    /// Title of the one that most took up.
    pub title: NetText,
    /// Its address.
    pub url: Option<String>,
}

/// All of that, of one brand over one period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BrandTrends {
    /// The brand.
    pub brand: String,
    /// Stories in the period, and in the past that they are held against.
    pub stories: u32,
    /// Stories of the past.
    pub past_stories: u32,
    /// Strongest first.
    pub rising: Vec<RisingTopic>,
    /// Most mentions first.
    pub voices: Vec<NewVoice>,
    /// Most relays first.
    pub relayed: Vec<Relayed>,
}

impl BrandTrends {
    /// Whether there is nothing to tell.
    pub const fn is_empty(&self) -> bool {
        self.rising.is_empty() && self.voices.is_empty() && self.relayed.is_empty()
    }
}
