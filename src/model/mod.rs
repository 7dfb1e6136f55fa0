//! The words that every other room speaks: what is polled, what is found, what is told.
//!
//! Nothing here reads a file, a socket or a clock, and nothing here imports another room. A type lives
//! here only when two rooms need it; what one room alone uses stays in that room.

mod brand;
mod coverage;
mod facts;
mod id;
mod incident;
mod item;
mod mail;
mod mention;
mod notice;
mod page;
mod recipient;
mod series;
mod site;
mod source;
mod story;
mod text;
mod time;

pub use brand::{Brand, Locale, Role};
pub use coverage::Coverage;
pub use facts::{
    AlertFacts, BrandFigures, CurvePoint, DigestFacts, DigestPeriod, HealthFacts, IncidentLine, PageLine, Quote,
    SourceLine, StoryLine,
};
pub use id::{BrandId, IncidentId, ItemId, MentionId, NoticeId, PageChangeId, SourceId, StoryId};
pub use incident::{
    Finding, Incident, IncidentEvent, IncidentKey, IncidentState, Severity, Stage, TimelineEntry, Trigger,
};
pub use item::{Complaint, ComplaintKind, Draft, Identity, Language, Rating};
pub use mail::{MailRoute, Secret, SmtpSecurity};
pub use mention::{Evidence, Field, Flag, FlagKind, Mention, TermHit, Tone, ToneLabel};
pub use notice::{Message, Notice, NoticeDraft, NoticeState, Outcome, Priority, hex, message_id};
pub use page::{DiffPart, PageChange, PageVersion};
pub use recipient::{DigestPlan, Recipient};
pub use series::{Arrival, Bin, HourCount};
pub use site::SiteNote;
pub use source::{ForumSelectors, Health, ReadAs, SourceKind, SourceStatus, TopicMark, Validators};
pub use story::Sketch;
pub use text::NetText;
pub use time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
