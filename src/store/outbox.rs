//! The outbox: each message once, leased while it is being sent, kept when it is given up.
//!
//! A lease runs out: a daemon killed while it sends leaves a notice that the next one sends again under the same
//! Message-ID (R1, R2). What the relay took over stays sent, whoever says otherwise later.

use std::borrow::Cow;
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::answers::{OutboxRow, OutboxSummary};
use super::columns::{at, count, json, large, maybe_at, to_json, to_word, word};
use super::{Store, incidents};
use crate::model::{
    IncidentId, Message, Notice, NoticeDraft, NoticeId, NoticeState, Outcome, Priority, SourceId, Timestamp,
};

impl Store {
    /// Write 3: due and waiting, or leased with an expired lease; highest priority, then oldest due first.
    pub async fn lease_notices(&self, now: Timestamp, lease: Duration, limit: u32) -> Result<Vec<Notice>> {
        self.write(move |connection| take(connection, now, now.plus(lease), limit)).await
    }

    /// Write 4: what became of the leased notices.
    pub async fn settle(&self, outcomes: Vec<(NoticeId, Outcome)>, now: Timestamp) -> Result<()> {
        self.write(move |connection| {
            for (id, outcome) in &outcomes {
                settle(connection, *id, outcome, now).with_context(|| format!("settling notice {id}"))?;
            }
            Ok(())
        })
        .await
    }

    /// When the next notice is due, or the next lease runs out.
    pub async fn next_notice_due(&self) -> Result<Option<Timestamp>> {
        self.read(|connection| {
            let sql = format!(
                "SELECT MIN(next) FROM (
                     SELECT MIN(due_at) AS next FROM outbox WHERE state = 'waiting' AND NOT {OVERTAKES}
                     UNION ALL SELECT MIN(leased_until) FROM outbox WHERE state = 'leased') AS both"
            );
            Ok(connection.prepare_cached(&sql)?.query_row([], |row| maybe_at(row, 0))?)
        })
        .await
    }

    /// Adds notices (digests, health); those whose `message_id` exists already are left alone. How many were new.
    pub async fn enqueue(&self, drafts: Vec<NoticeDraft>, now: Timestamp) -> Result<u32> {
        self.write(move |connection| {
            let mut added = 0;
            for draft in &drafts {
                added += u32::from(add(connection, draft, now)?);
            }
            Ok(added)
        })
        .await
    }

    /// Whether a notice with this Message-ID was ever written.
    pub async fn notice_exists(&self, message_id: &str) -> Result<bool> {
        Ok(self.notice_written_at(message_id).await?.is_some())
    }

    /// When the notice with this Message-ID was written, if it was.
    pub async fn notice_written_at(&self, message_id: &str) -> Result<Option<Timestamp>> {
        let message_id = message_id.to_owned();
        self.read(move |connection| {
            let mut statement = connection.prepare_cached("SELECT created_at FROM outbox WHERE message_id = $1")?;
            Ok(statement.query_row([message_id], |row| at(row, 0)).optional()?)
        })
        .await
    }

    /// Marks sources' blindness as told or as ended, with the notices, in one write.
    pub async fn save_health(
        &self,
        blind: Vec<SourceId>,
        recovered: Vec<SourceId>,
        notices: Vec<NoticeDraft>,
        now: Timestamp,
    ) -> Result<()> {
        self.write(move |connection| {
            let mut told = connection.prepare_cached("UPDATE sources SET told_blind_at = $1 WHERE id = $2")?;
            for source in blind {
                told.execute(params![now.millis(), source.0])?;
            }
            for source in recovered {
                told.execute(params![None::<i64>, source.0])?;
            }
            for notice in &notices {
                add(connection, notice, now)?;
            }
            Ok(())
        })
        .await
    }

    /// The outbox at a glance.
    pub async fn outbox_summary(&self, now: Timestamp) -> Result<OutboxSummary> {
        self.read(move |connection| summary(connection, now)).await
    }

    /// Notices, newest first.
    pub async fn outbox_rows(&self, limit: u32) -> Result<Vec<OutboxRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT recipient, topic, state, attempts, due_at, last_error FROM outbox
                 ORDER BY created_at DESC, id DESC LIMIT $1",
            )?;
            let rows = statement.query_map([limit], |row| {
                Ok(OutboxRow {
                    recipient: row.get(0)?,
                    topic: row.get(1)?,
                    state: word(row, 2)?,
                    attempts: count(row, 3)?,
                    due_at: at(row, 4)?,
                    last_error: row.get(5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

/// An earlier mail of the same thread has not left yet: an update would tell of a crisis that nobody was told of. What
/// was given up holds up nothing.
const OVERTAKES: &str = "(outbox.incident_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM outbox AS earlier WHERE earlier.incident_id = outbox.incident_id
    AND earlier.recipient = outbox.recipient AND earlier.id < outbox.id AND earlier.state IN ('waiting', 'leased')))";

/// Adds a notice, unless its Message-ID is there already.
pub(super) fn add(connection: &Connection, draft: &NoticeDraft, now: Timestamp) -> Result<bool> {
    let mut message = Cow::Borrowed(&draft.message);
    if let Message::Alert(facts) = &draft.message {
        let mut facts = facts.clone();
        facts.finding = incidents::finite(&facts.finding);
        message = Cow::Owned(Message::Alert(facts));
    }
    let added = connection
        .prepare_cached(
            "INSERT INTO outbox (message_id, topic, root_message_id, incident_id, recipient, locale, time_zone, priority,
                 message, state, due_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $11)
             ON CONFLICT (message_id) DO NOTHING",
        )?
        .execute(params![
            draft.message_id,
            draft.topic,
            draft.root_message_id,
            draft.incident.map(|incident| incident.0),
            draft.recipient,
            to_word(&draft.locale)?,
            draft.time_zone,
            rank(draft.priority),
            to_json(message.as_ref())?,
            draft.due_at.millis(),
            now.millis(),
        ])
        .with_context(|| format!("writing notice {} to the outbox", draft.topic))?;
    Ok(added > 0)
}

fn take(connection: &Connection, now: Timestamp, until: Timestamp, limit: u32) -> Result<Vec<Notice>> {
    let mut due = connection.prepare_cached(&format!(
        "SELECT id, attempts, created_at, topic, message_id, root_message_id, incident_id, recipient, locale, time_zone,
             due_at, priority, message
         FROM outbox
         WHERE (state = 'waiting' AND due_at <= $1 AND NOT {OVERTAKES}) OR (state = 'leased' AND leased_until <= $1)
         ORDER BY priority DESC, due_at, id LIMIT $2",
    ))?;
    let rows = due.query_map(params![now.millis(), limit], |row| Ok((NoticeId(row.get(0)?), notice(row))))?;
    let mut notices = Vec::new();
    for (id, notice) in rows.collect::<Result<Vec<_>, _>>()? {
        match notice {
            Ok(notice) => notices.push(notice),
            // One row that a hand or an older version made unreadable must not hold up the others (R6).
            Err(error) => settle(connection, id, &Outcome::Dead { why: format!("not readable: {error}") }, now)?,
        }
    }
    // The try is counted before it is made: a notice that kills the daemon shows.
    let mut lease = connection.prepare_cached(
        "UPDATE outbox SET state = 'leased', leased_until = $1, attempts = attempts + 1 WHERE id = $2",
    )?;
    for notice in &notices {
        lease.execute([until.millis(), notice.id.0])?;
    }
    Ok(notices)
}

fn notice(row: &Row<'_>) -> rusqlite::Result<Notice> {
    let draft = NoticeDraft {
        topic: row.get(3)?,
        message_id: row.get(4)?,
        root_message_id: row.get(5)?,
        incident: row.get::<_, Option<i64>>(6)?.map(IncidentId),
        recipient: row.get(7)?,
        locale: word(row, 8)?,
        time_zone: row.get(9)?,
        due_at: at(row, 10)?,
        priority: priority(row.get(11)?),
        message: json(row, 12)?,
    };
    Ok(Notice { id: NoticeId(row.get(0)?), attempts: count(row, 1)?, created_at: at(row, 2)?, draft })
}

fn settle(connection: &Connection, id: NoticeId, outcome: &Outcome, now: Timestamp) -> Result<()> {
    match outcome {
        Outcome::Sent => connection
            .prepare_cached(
                "UPDATE outbox SET state = 'sent', settled_at = $1, leased_until = NULL
                 WHERE id = $2 AND state <> 'sent'",
            )?
            .execute(params![now.millis(), id.0])?,
        Outcome::Retry { at, why } => connection
            .prepare_cached(
                "UPDATE outbox SET state = 'waiting', due_at = $1, last_error = $2, leased_until = NULL
                 WHERE id = $3 AND state = 'leased'",
            )?
            .execute(params![at.millis(), why, id.0])?,
        Outcome::Dead { why } => connection
            .prepare_cached(
                "UPDATE outbox SET state = 'dead', settled_at = $1, last_error = $2, leased_until = NULL
                 WHERE id = $3 AND state IN ('leased', 'waiting')",
            )?
            .execute(params![now.millis(), why, id.0])?,
    };
    Ok(())
}

fn summary(connection: &Connection, now: Timestamp) -> Result<OutboxSummary> {
    let mut summary = OutboxSummary::default();
    let mut states = connection.prepare_cached("SELECT state, COUNT(*) FROM outbox GROUP BY state")?;
    let mut rows = states.query([])?;
    while let Some(row) = rows.next()? {
        let many = large(row, 1)?;
        match word(row, 0)? {
            NoticeState::Waiting | NoticeState::Leased => summary.waiting += many,
            NoticeState::Sent => summary.sent += many,
            NoticeState::Dead => summary.dead += many,
        }
    }
    let late = "SELECT MIN(created_at) FROM outbox WHERE state IN ('waiting', 'leased') AND due_at <= $1";
    summary.oldest_due = connection.prepare_cached(late)?.query_row([now.millis()], |row| maybe_at(row, 0))?;
    let error = "SELECT last_error FROM outbox WHERE last_error IS NOT NULL AND state <> 'sent'
                 ORDER BY created_at DESC, id DESC LIMIT 1";
    summary.last_error = connection.prepare_cached(error)?.query_row([], |row| row.get(0)).optional()?;
    Ok(summary)
}

const fn rank(priority: Priority) -> i64 {
    match priority {
        Priority::Low => 0,
        Priority::Normal => 1,
        Priority::High => 2,
    }
}

const fn priority(rank: i64) -> Priority {
    match rank {
        ..=0 => Priority::Low,
        1 => Priority::Normal,
        2.. => Priority::High,
    }
}
