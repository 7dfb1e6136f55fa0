//! Who is told what of an incident.

use anyhow::Result;
use sha2::Sha256;

use super::facts;
use crate::daemon::{App, Rules, routing};
use crate::detect::incident::Advance;
use crate::model::{
    AlertFacts, Incident, IncidentId, MentionId, Message, NoticeDraft, Priority, Recipient, Severity, Stage, Timestamp,
    hex, message_id,
};
use crate::store::BrandSeries;

type Notices = Box<dyn FnOnce(IncidentId) -> Vec<NoticeDraft> + Send>;

/// The notices of a stage, to be made once the store has given the incident its id.
///
/// A recipient who was not told of the opening (it was below what they asked for, or had nothing of what their query hits)
/// gets their first mail as a root: a thread never begins with an update.
pub(super) async fn write(
    app: &App,
    rules: &Rules,
    series: &BrandSeries,
    incident: &Incident,
    advance: &Advance,
    now: Timestamp,
) -> Result<Notices> {
    let Some(stage) = advance.tell else { return Ok(Box::new(|_| Vec::new())) };
    let period = (facts::listed_from(incident), now.plus_millis(1));
    let (mut told, mut rooted) = (Vec::new(), Vec::new());
    for recipient in recipients(rules, &series.name, incident.severity) {
        // Who was told of an incident hears of it to its end.
        let is_rooted = has_root(app, rules, incident, &recipient).await?;
        if is_rooted || routing::hits(app, rules, &recipient, series.brand, period).await? {
            told.push(recipient);
            rooted.push(is_rooted);
        }
    }
    if told.is_empty() {
        return Ok(Box::new(|_| Vec::new()));
    }
    let facts = facts::alert(app, rules, series, incident, advance, &told, now).await?;
    let mut letters = Vec::new();
    for (recipient, rooted) in told.into_iter().zip(rooted) {
        letters.push(Letter {
            stage: if rooted { stage } else { Stage::Opened },
            skip: !rooted && stage == Stage::Closed,
            recipient,
        });
    }
    let desk = Desk::new(app, rules, incident.severity, now);
    Ok(Box::new(move |id| {
        letters
            .into_iter()
            .filter(|letter| !letter.skip)
            .map(|letter| desk.notice(id, &letter, facts.clone()))
            .collect()
    }))
}

struct Letter {
    recipient: Recipient,
    stage: Stage,
    skip: bool,
}

/// What every notice of a stage has in common.
struct Desk {
    instance: String,
    secret: [u8; 32],
    domain: String,
    public_url: Option<String>,
    severity: Severity,
    now: Timestamp,
}

impl Desk {
    fn new(app: &App, rules: &Rules, severity: Severity, now: Timestamp) -> Self {
        let instance = app.store.instance();
        Self {
            instance: instance.id.clone(),
            secret: instance.secret,
            domain: rules.style.domain.clone(),
            public_url: rules.page_url(""),
            severity,
            now,
        }
    }

    fn notice(&self, id: IncidentId, letter: &Letter, mut facts: AlertFacts) -> NoticeDraft {
        let address = &letter.recipient.address;
        let name = |stage: Stage| message_id(&self.instance, &topic(id, stage), address, &self.domain);
        facts.incident = id;
        facts.stage = letter.stage;
        facts.page_url = self.public_url.as_ref().map(|base| format!("{base}incidents/{id}"));
        facts.ack_url = self.public_url.as_ref().map(|base| {
            format!("{base}incidents/{id}?as={}&key={}", form_encoded(address), ack_key(&self.secret, id, address))
        });
        let priority = if self.severity == Severity::Critical { Priority::High } else { Priority::Normal };
        let (topic, message) = (topic(id, letter.stage), Message::Alert(Box::new(facts)));
        NoticeDraft {
            root_message_id: (letter.stage != Stage::Opened).then(|| name(Stage::Opened)),
            incident: Some(id),
            ..NoticeDraft::new(&letter.recipient, topic, name(letter.stage), priority, self.now, message)
        }
    }
}

fn topic(id: IncidentId, stage: Stage) -> String {
    format!("i{id}.{}", stage.word())
}

fn form_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Proof that a link to take an incident on was sent by us to this address. It opens a page with a button; opening it
/// changes nothing, so that a mail scanner that follows links does no harm.
pub(crate) fn ack_key(secret: &[u8; 32], id: IncidentId, address: &str) -> String {
    sign(secret, &format!("ack\n{id}\n{}", address.to_lowercase()))
}

/// Proof that a page of ours asked for it, which no other site can read.
pub(crate) fn correct_key(secret: &[u8; 32], id: MentionId) -> String {
    sign(secret, &format!("correct\n{id}"))
}

fn sign(secret: &[u8; 32], text: &str) -> String {
    use hmac::{Hmac, KeyInit, Mac};

    // A key of any length is a key for HMAC (RFC 2104): the error cannot happen.
    let Ok(mut tag) = <Hmac<Sha256>>::new_from_slice(secret) else { return String::new() };
    tag.update(text.as_bytes());
    let tag = tag.finalize().into_bytes();
    hex(&tag[..16])
}

fn recipients(rules: &Rules, brand: &str, severity: Severity) -> Vec<Recipient> {
    let wants = |r: &&Recipient| r.follows(brand) && r.alerts_from.is_some_and(|from| severity >= from);
    rules.config.recipients.iter().filter(wants).cloned().collect()
}

async fn has_root(app: &App, rules: &Rules, incident: &Incident, recipient: &Recipient) -> Result<bool> {
    let Some(id) = incident.id else { return Ok(false) };
    let root = message_id(&app.store.instance().id, &topic(id, Stage::Opened), &recipient.address, &rules.style.domain);
    app.store.notice_exists(&root).await
}
