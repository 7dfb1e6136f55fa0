//! What is known of a document beside its words, and the fields of a query that ask for it.
//!
//! What is not known of a document is not so: a text without a date is of no year, and a draft that is still to be
//! matched has no tone. `NOT` of such a field then holds.

use std::fmt;

use super::glob::Glob;
use crate::model::{Language, Mention, Rating, SourceKind, StoryId, Timestamp, ToneLabel};

/// What is known of a document beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// How its source is read.
    pub kind: Option<SourceKind>,
    /// Stars, for a review.
    pub rating: Option<Rating>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// What is known once it is a mention.
    pub mention: Option<AboutMention<'a>>,
}

/// What is known of a mention only.
#[derive(Clone, Copy, Debug)]
pub struct AboutMention<'a> {
    /// The brand's name.
    pub brand: &'a str,
    /// What is said, towards the brand.
    pub tone: ToneLabel,
    /// From -1 (against) to 1 (for).
    pub score: f64,
    /// The story that it belongs to.
    pub story: StoryId,
    /// Whether it counts for spikes.
    pub counted: bool,
    /// Whether a moderator may have to look at it.
    pub flagged: bool,
}

impl<'a> About<'a> {
    /// Of a stored mention, with the instant when it was seen where nobody says when it was published.
    pub fn of(mention: &'a Mention) -> Self {
        Self {
            kind: Some(mention.source_kind),
            rating: mention.rating,
            published: Some(mention.published.unwrap_or(mention.seen_at)),
            mention: Some(AboutMention {
                brand: &mention.brand_name,
                tone: mention.tone.label,
                score: mention.tone.score,
                story: mention.story,
                counted: mention.counted,
                flagged: !mention.flags.is_empty(),
            }),
        }
    }
}

/// What does not look at words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// The host, or the end of it from a dot on.
    Site(String),
    Language(Language),
    /// The name as written, and its pattern.
    Source(String, Glob),
    Kind(SourceKind),
    /// Of five stars.
    Rating(Between),
    /// Milliseconds, the end past what is meant.
    Date {
        written: String,
        from: Option<i64>,
        to: Option<i64>,
    },
    Brand(String, Glob),
    Tone(ToneLabel),
    Score(Between),
    Cluster(i64),
    Is(State),
}

/// What a mention may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Counted,
    Late,
    Flagged,
    Review,
}

impl State {
    pub(super) const ALL: [(&'static str, Self); 4] =
        [("counted", Self::Counted), ("late", Self::Late), ("flagged", Self::Flagged), ("review", Self::Review)];
}

/// A range of numbers in hundredths, ends included; what is absent is not bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Between {
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
}

impl Between {
    fn holds(self, number: f64) -> bool {
        let number = number * 100.0;
        self.from.is_none_or(|from| number >= from as f64 - 0.5) && self.to.is_none_or(|to| number <= to as f64 + 0.5)
    }
}

impl Filter {
    /// Whether it asks for what is known of mentions only.
    pub(super) const fn is_of_mentions(&self) -> bool {
        matches!(self, Self::Brand(..) | Self::Tone(_) | Self::Score(_) | Self::Cluster(_))
            || matches!(self, Self::Is(State::Counted | State::Late | State::Flagged))
    }

    /// Whether what is known lets the document through. Site, language and source are asked of its words.
    pub(super) fn passes(&self, about: &About<'_>) -> bool {
        let of_mention = |holds: &dyn Fn(&AboutMention<'_>) -> bool| about.mention.as_ref().is_some_and(holds);
        match self {
            Self::Site(_) | Self::Language(_) | Self::Source(..) => false,
            Self::Kind(kind) => about.kind == Some(*kind),
            Self::Rating(range) => {
                let stars = about.rating.filter(|rating| rating.best > 0.0);
                stars.is_some_and(|rating| range.holds(rating.value / rating.best * 5.0))
            }
            Self::Date { from, to, .. } => about
                .published
                .map(Timestamp::millis)
                .is_some_and(|at| from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to)),
            Self::Brand(_, name) => of_mention(&|mention| name.matches(&super::fold(mention.brand))),
            Self::Tone(tone) => of_mention(&|mention| mention.tone == *tone),
            Self::Score(range) => of_mention(&|mention| range.holds(mention.score)),
            Self::Cluster(story) => of_mention(&|mention| mention.story.0 == *story),
            Self::Is(State::Counted) => of_mention(&|mention| mention.counted),
            Self::Is(State::Late) => of_mention(&|mention| !mention.counted),
            Self::Is(State::Flagged) => of_mention(&|mention| mention.flagged),
            Self::Is(State::Review) => about.rating.is_some(),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(host) => write!(f, "site:{host}"),
            Self::Language(language) => write!(f, "lang:{}", language.as_str()),
            Self::Source(name, _) => write!(f, "source:\"{name}\""),
            Self::Kind(kind) => write!(f, "kind:{}", kind.as_str()),
            Self::Rating(range) => write!(f, "rating:{range}"),
            Self::Date { written, .. } => write!(f, "date:{written}"),
            Self::Brand(name, _) => write!(f, "brand:\"{name}\""),
            Self::Tone(tone) => write!(f, "sentiment:{}", tone.as_str()),
            Self::Score(range) => write!(f, "sentiment:{range}"),
            Self::Cluster(story) => write!(f, "cluster:{story}"),
            Self::Is(state) => {
                let name = State::ALL.iter().find(|(_, known)| known == state).map_or("", |(name, _)| name);
                write!(f, "is:{name}")
            }
        }
    }
}

impl fmt::Display for Between {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: Option<i64>| end.map_or("*".to_owned(), |number| (number as f64 / 100.0).to_string());
        write!(f, "[{} TO {}]", end(self.from), end(self.to))
    }
}
