//! What a mail or a page says, in figures and quotations, before any language is chosen.

use serde::{Deserialize, Serialize};

use super::{
    BrandTrends, Coverage, Field, Finding, IncidentId, IncidentState, Language, MentionId, NetText, NewChange,
    PageChange, Role, Severity, SourceStatus, Stage, Timestamp, ToneLabel, secrets,
};

/// A mention worth reading, with the spans to underline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The mention.
    pub mention: MentionId,
    /// What is quoted: the sentences round the brand, with insults masked.
    pub text: NetText,
    /// Byte spans in `text` of the brand's terms.
    pub brand_spans: Vec<(usize, usize)>,
    /// Byte spans in `text` of the words that decided the tone.
    pub tone_spans: Vec<(usize, usize)>,
    /// Title of the item.
    pub title: NetText,
    /// Address of the item.
    pub url: Option<String>,
    /// Name of the source.
    pub source_name: String,
    /// Who wrote it.
    pub author: Option<NetText>,
    /// When it was published, or else seen.
    pub at: Timestamp,
    /// Its language.
    pub language: Language,
    /// Its tone towards the brand.
    pub tone: ToneLabel,
    /// Confidence of the tone, 0 to 1.
    pub confidence: f64,
    /// Who told the tone, where it was a person.
    #[serde(default)]
    pub judged_by: Option<String>,
    /// Which field the quotation is from.
    pub field: Field,
}

/// A story in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryLine {
    /// Title of the earliest item.
    pub title: NetText,
    /// Address of the earliest item.
    pub url: Option<String>,
    /// Source of the earliest item.
    pub source_name: String,
    /// When it was first seen.
    pub first_seen_at: Timestamp,
    /// Items that tell it within the period.
    pub pickups: u32,
    /// How many of them are negative.
    pub negative: u32,
    /// Sites that tell it, within the period or not.
    #[serde(default)]
    pub outlets: u32,
}

/// One point of a curve: an hour or a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Start of the hour or day.
    pub start: Timestamp,
    /// Fresh mentions.
    pub mentions: u32,
    /// Negative ones among them.
    pub negative: u32,
}

/// A source that is not being read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceLine {
    /// Name in the config.
    pub name: String,
    /// Why it is not read.
    pub status: SourceStatus,
    /// Details, in English.
    pub detail: Option<String>,
    /// Since when.
    pub since: Option<Timestamp>,
    /// When it was last as it should be.
    #[serde(default)]
    pub last_ok: Option<Timestamp>,
    /// Its address, where it is a site of one's own: others' may hold a token.
    #[serde(default)]
    pub url: Option<String>,
}

/// What an alert mail says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertFacts {
    /// The brand.
    pub brand: String,
    /// The incident's number.
    pub incident: IncidentId,
    /// Opening, n-th update or end.
    pub stage: Stage,
    /// How bad.
    pub severity: Severity,
    /// When the incident opened.
    pub opened_at: Timestamp,
    /// The figures now (at the peak, for the end).
    pub finding: Finding,
    /// Fresh mentions since the rise began.
    pub total_mentions: u32,
    /// Negative ones among them.
    pub total_negative: u32,
    /// Distinct stories among them; the rest are reprises.
    pub total_stories: u32,
    /// The earliest negative mention (or earliest mention) since the rise began.
    pub first: Option<Quote>,
    /// The worst, at most five.
    pub quotes: Vec<Quote>,
    /// The stories with most pickups.
    pub stories: Vec<StoryLine>,
    /// The last 48 hours, hour by hour.
    pub curve: Vec<CurvePoint>,
    /// Coverage over the window.
    pub coverage: Coverage,
    /// Sources that are not being read.
    pub blind: Vec<SourceLine>,
    /// Everybody who is told.
    pub told: Vec<String>,
    /// Who took it on, and when.
    pub acknowledged: Option<(String, Timestamp)>,
    /// The page of the incident; absent when no public address is configured.
    pub page_url: Option<String>,
    /// The page where it can be taken on; absent likewise. Opening it changes nothing: a button does.
    pub ack_url: Option<String>,
}

/// The length of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DigestPeriod {
    /// One local day.
    Daily,
    /// Seven local days, Monday first.
    Weekly,
}

impl DigestPeriod {
    /// Stable word for topics and locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }
}

/// One brand's figures over a period, beside the period before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrandFigures {
    /// The brand.
    pub brand: String,
    /// Own, competitor or sector.
    pub role: Role,
    /// Mentions in the period.
    pub mentions: u32,
    /// Mentions in the period before; absent when the brand was not yet watched over the whole of it.
    pub mentions_before: Option<u32>,
    /// Stories in the period.
    pub stories: u32,
    /// Negative mentions.
    pub negative: u32,
    /// Negative mentions in the period before; absent likewise.
    pub negative_before: Option<u32>,
    /// Positive mentions.
    pub positive: u32,
}

/// An incident in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentLine {
    /// Its number.
    pub incident: IncidentId,
    /// The brand.
    pub brand: String,
    /// How bad it got.
    pub severity: Severity,
    /// Where it stands.
    pub state: IncidentState,
    /// When it opened.
    pub opened_at: Timestamp,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// Mentions at its peak.
    pub mentions: u32,
}

/// A change of a watched page in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageLine {
    /// The page's name in the config.
    pub source_name: String,
    /// Its address; blank when it may hold a secret, for a mail is read by many.
    pub url: String,
    /// When the change was seen.
    pub at: Timestamp,
    /// What changed, and why it matters.
    pub change: NewChange,
}

impl From<PageChange> for PageLine {
    fn from(change: PageChange) -> Self {
        let url = Some(change.url).filter(|url| secrets(url).is_empty()).unwrap_or_default();
        Self { source_name: change.source_name, url, at: change.at, change: change.change }
    }
}

/// What a digest says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DigestFacts {
    /// Daily or weekly.
    pub period: DigestPeriod,
    /// Start of the period.
    pub from: Timestamp,
    /// End of the period.
    pub to: Timestamp,
    /// The brands, own first, then competitors, then sectors.
    pub brands: Vec<BrandFigures>,
    /// The own brands' stories with most pickups, at most seven.
    pub stories: Vec<StoryLine>,
    /// The own brands' negative mentions that matter most, at most five.
    pub quotes: Vec<Quote>,
    /// What is new in what is said of the own brands.
    #[serde(default)]
    pub trends: Vec<BrandTrends>,
    /// Incidents that were open at some time of the period.
    pub incidents: Vec<IncidentLine>,
    /// Changes of watched pages.
    pub pages: Vec<PageLine>,
    /// The own brands' mentions, hour by hour (daily) or day by day (weekly).
    pub curve: Vec<CurvePoint>,
    /// Coverage over the period.
    pub coverage: Coverage,
    /// Sources that are not being read.
    pub blind: Vec<SourceLine>,
    /// The page; absent when no public address is configured.
    pub page_url: Option<String>,
}

/// What a health notice says: what stopped, what works again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HealthFacts {
    /// Sources that are not being read.
    pub blind: Vec<SourceLine>,
    /// Names of sources that are read again.
    pub recovered: Vec<String>,
    /// How many sources there are.
    pub sources: u32,
    /// Nothing that was asked can be reached: the network is cut.
    pub outage: bool,
    /// They are sites of one's own, which are checked rather than read.
    #[serde(default)]
    pub own_sites: bool,
    /// The page; absent when no public address is configured.
    pub page_url: Option<String>,
}
