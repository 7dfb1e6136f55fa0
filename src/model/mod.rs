//! The words that every other room speaks: what is polled, what is found, what is told.
//!
//! Nothing here reads a file, a socket or a clock, and nothing here imports another room. A type lives
//! here only when two rooms need it; what one room alone uses stays in that room.

mod address;
mod brand;
pub(crate) mod bytes;
mod coverage;
mod event;
mod facts;
mod forum;
mod id;
mod incident;
mod intake;
mod item;
mod link;
mod mail;
mod mention;
mod notice;
mod offer;
mod outlet;
mod page;
mod proxy;
mod recipient;
mod series;
mod service;
mod site;
mod source;
mod story;
mod text;
mod time;
mod trend;
mod watch;
mod wishes;

pub use address::{name_of, secrets, shown};
pub use brand::{Brand, Locale, Role};
pub use coverage::Coverage;
pub use event::{IdentityPolicy, Revision, SourceEvent, SourceEventKind};
pub use facts::{
    AlertFacts, BrandFigures, CurvePoint, DigestFacts, DigestPeriod, HealthFacts, IncidentLine, PageLine, Quote,
    SourceLine, StoryLine,
};
pub use forum::{ForumDepth, ForumEngine, ForumSelectors, TopicMark};
pub use id::{BrandId, IncidentId, ItemId, MentionId, NoticeId, PageChangeId, SourceId, StoryId};
pub use incident::{
    Finding, Incident, IncidentEvent, IncidentKey, IncidentState, Severity, Stage, TimelineEntry, Trigger,
};
pub use intake::{Column, Columns, Intake, MailIntake, Proof, RowFormat, TableIntake, WebhookIntake};
pub use item::{Complaint, ComplaintKind, Draft, Identity, KnownEntries, KnownEntry, Language, Rating, key};
pub use mail::{MailRoute, Secret, SmtpSecurity};
pub use mention::{Correction, Evidence, Field, Flag, FlagKind, Mention, TermHit, Tone, ToneLabel, Verdict, Voice};
pub use notice::{Message, Notice, NoticeDraft, NoticeState, Outcome, Priority, hex, message_id};
pub use offer::{Availability, Currency, Money, Offer, Standing};
pub use outlet::outlet;
pub use page::{
    BlockPlace, ChangeKind, ChangeReason, ClauseEffect, ClauseFate, DiffPart, NewChange, PageChange, PageVersion,
    PeriodUnit,
};
pub use proxy::Proxy;
pub use recipient::{DigestPlan, Recipient};
pub use series::{Arrival, Bin, HourCount};
pub use service::{ApiShape, Token, TokenPlace};
pub use site::SiteNote;
pub use source::{Health, ReadAs, SourceKind, SourceStatus, Validators};
pub use story::Sketch;
pub use text::NetText;
pub use time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp, days_from_civil};
pub use trend::{BrandTrends, NewVoice, Relayed, RisingTopic, TrendKind, VoiceKind};
pub use watch::{Noise, NoiseKind, PageWatch, Pending, Seen, Slowness, WatchFor};
pub use wishes::{Hub, Subscription, Wishes};
