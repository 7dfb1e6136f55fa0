//! One message for one recipient, in the outbox.

use serde::{Deserialize, Serialize};

use sha2::{Digest, Sha256};

use super::{AlertFacts, DigestFacts, HealthFacts, IncidentId, Locale, NoticeId, Recipient, Timestamp};

/// Which notices leave first when several are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Digests.
    Low,
    /// Alerts, health notices.
    Normal,
    /// Crises overtake everything.
    High,
}

/// What a notice says: facts, frozen when it was written, so that a retry says the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "message", rename_all = "lowercase")]
pub enum Message {
    /// An incident opened, grew or ended.
    Alert(Box<AlertFacts>),
    /// What happened in a day or a week.
    Digest(Box<DigestFacts>),
    /// Sources are not read any more, or are read again.
    Health(Box<HealthFacts>),
}

/// A notice that has not been stored yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoticeDraft {
    /// Unique word for (incident or digest, stage): with the recipient, the whole identity of the notice.
    /// `i12.open`, `i12.u1`, `daily.2026-03-02`.
    pub topic: String,
    /// Pure function of (instance, topic, recipient), see [`message_id`].
    pub message_id: String,
    /// Message-ID of the thread's root, for all but the root itself.
    pub root_message_id: Option<String>,
    /// The incident, for alerts.
    pub incident: Option<IncidentId>,
    /// Mail address of the one recipient.
    pub recipient: String,
    /// Language of the recipient.
    pub locale: Locale,
    /// IANA time zone of the recipient.
    pub time_zone: String,
    /// When it may leave.
    pub due_at: Timestamp,
    /// Which notices leave first.
    pub priority: Priority,
    /// What it says.
    pub message: Message,
}

impl NoticeDraft {
    /// A notice that is no part of a thread, for one recipient in their own language and time zone.
    pub fn new(
        to: &Recipient,
        topic: String,
        message_id: String,
        priority: Priority,
        due_at: Timestamp,
        message: Message,
    ) -> Self {
        Self {
            topic,
            message_id,
            root_message_id: None,
            incident: None,
            recipient: to.address.clone(),
            locale: to.locale,
            time_zone: to.time_zone.clone(),
            due_at,
            priority,
            message,
        }
    }
}

/// `<v1.{instance}.{topic}.{recipient hash}@{domain}>`: what makes a retry recognisable as the same mail (R2).
pub fn message_id(instance: &str, topic: &str, recipient: &str, domain: &str) -> String {
    let digest = Sha256::digest(recipient.to_lowercase().as_bytes());
    format!("<v1.{instance}.{topic}.{}@{domain}>", hex(&digest[..6]))
}

/// The bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |hex, byte| hex + &format!("{byte:02x}"))
}

/// What became of one try to deliver a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The relay took it over.
    Sent,
    /// Not now; the reason is for the operator.
    Retry {
        /// When to try again.
        at: Timestamp,
        /// What the relay or the network said.
        why: String,
    },
    /// Never; the reason is for the operator.
    Dead {
        /// What the relay said.
        why: String,
    },
}

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeState {
    /// Waiting for its time or a retry.
    Waiting,
    /// Being sent.
    Leased,
    /// Accepted by the relay.
    Sent,
    /// Given up, with a reason shown to the operator.
    Dead,
}

/// A leased notice: what delivery works on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The store's id.
    pub id: NoticeId,
    /// Tries made before this one.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
    /// The draft it was made from.
    pub draft: NoticeDraft,
}
