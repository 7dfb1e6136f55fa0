//! Incidents and their timelines.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::columns::{at, count, json, maybe_at, millis, to_json, word};
use crate::model::{
    BrandId, Finding, Incident, IncidentEvent, IncidentId, IncidentKey, IncidentState, TimelineEntry, Timestamp,
};

const COLUMNS: &str = "i.id, i.brand_id, i.opened_at, i.state, i.severity, i.finding, i.peak, i.updates, \
                       i.told_mentions, i.told_at, i.calm_since, i.acknowledged_by, i.acknowledged_at, i.closed_at";

impl Store {
    /// `vigie ack`, the page's button: the incident when it was open and is now acknowledged, `None` when it was not open.
    pub async fn acknowledge(&self, incident: IncidentId, by: &str, now: Timestamp) -> Result<Option<Incident>> {
        let by = by.to_owned();
        self.write(move |connection| {
            let taken = connection
                .prepare_cached(
                    "UPDATE incidents SET state = 'acknowledged', acknowledged_by = $1, acknowledged_at = $2
                     WHERE id = $3 AND state = 'open'",
                )?
                .execute(params![by, now.millis(), incident.0])?;
            if taken == 0 {
                return Ok(None);
            }
            add_event(connection, incident, &IncidentEvent::Acknowledged { by }, now)?;
            Ok(one(connection, incident)?.map(|(incident, _)| incident))
        })
        .await
    }

    /// An incident, with the brand's name.
    pub async fn incident(&self, id: IncidentId) -> Result<Option<(Incident, String)>> {
        self.read(move |connection| one(connection, id)).await
    }

    /// Incidents with their brands' names, newest first.
    pub async fn incidents(&self, open_only: bool, limit: u32) -> Result<Vec<(Incident, String)>> {
        self.read(move |connection| {
            let which = if open_only { "WHERE i.state <> 'closed'" } else { "" };
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {COLUMNS}, b.name FROM incidents i JOIN brands b ON b.id = i.brand_id {which}
                 ORDER BY i.opened_at DESC, i.id DESC LIMIT $1"
            ))?;
            let rows = statement.query_map([limit], |row| Ok((read(row)?, row.get(14)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// The brand's incident that was closed last.
    pub async fn last_closed_incident(&self, brand: BrandId) -> Result<Option<Incident>> {
        self.read(move |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM incidents i WHERE i.brand_id = $1 AND i.state = 'closed'
                 ORDER BY i.closed_at DESC LIMIT 1"
            );
            Ok(connection.prepare_cached(&sql)?.query_row([brand.0], read).optional()?)
        })
        .await
    }

    /// What happened to an incident, oldest first.
    pub async fn timeline(&self, id: IncidentId) -> Result<Vec<TimelineEntry>> {
        self.read(move |connection| {
            let mut statement =
                connection.prepare_cached("SELECT at, event FROM timeline WHERE incident_id = $1 ORDER BY at, id")?;
            let rows =
                statement.query_map([id.0], |row| Ok(TimelineEntry { at: at(row, 0)?, event: json(row, 1)? }))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

/// The brand's incident that is not closed.
pub(super) fn open_of(connection: &Connection, brand: BrandId) -> Result<Option<Incident>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM incidents i WHERE i.brand_id = $1 AND i.state <> 'closed'
         ORDER BY i.opened_at DESC LIMIT 1"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([brand.0], read).optional()?)
}

/// Saves by key. An acknowledgement made since the incident was read is not undone: a person's word stands.
pub(super) fn save(connection: &Connection, incident: &Incident) -> Result<IncidentId> {
    let (by, acknowledged_at) = incident.acknowledged.clone().unzip();
    let id = connection
        .prepare_cached(
            "INSERT INTO incidents (brand_id, opened_at, state, severity, finding, peak, updates, told_mentions,
                 told_at, calm_since, acknowledged_by, acknowledged_at, closed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (brand_id, opened_at) DO UPDATE SET
                 state = CASE WHEN incidents.state = 'acknowledged' AND excluded.state = 'open'
                              THEN 'acknowledged' ELSE excluded.state END,
                 severity = excluded.severity, finding = excluded.finding, peak = excluded.peak,
                 updates = excluded.updates, told_mentions = excluded.told_mentions, told_at = excluded.told_at,
                 calm_since = excluded.calm_since,
                 acknowledged_by = COALESCE(incidents.acknowledged_by, excluded.acknowledged_by),
                 acknowledged_at = COALESCE(incidents.acknowledged_at, excluded.acknowledged_at),
                 closed_at = excluded.closed_at
             RETURNING id",
        )?
        .query_row(
            params![
                incident.key.brand.0,
                incident.key.opened_at.millis(),
                incident.state.as_str(),
                incident.severity.as_str(),
                to_json(&finite(&incident.finding))?,
                to_json(&finite(&incident.peak))?,
                incident.updates,
                incident.told_mentions,
                incident.told_at.millis(),
                millis(incident.calm_since),
                by,
                millis(acknowledged_at),
                millis(incident.closed_at),
            ],
            |row| row.get(0),
        )?;
    Ok(IncidentId(id))
}

/// Adds a line to the timeline, unless it is there.
pub(super) fn add_event(connection: &Connection, id: IncidentId, event: &IncidentEvent, now: Timestamp) -> Result<()> {
    let (kind, event) = match event {
        IncidentEvent::Opened { finding } => ("opened", IncidentEvent::Opened { finding: finite(finding) }),
        IncidentEvent::Updated { number, finding } => {
            ("updated", IncidentEvent::Updated { number: *number, finding: finite(finding) })
        }
        IncidentEvent::Acknowledged { .. } => ("acknowledged", event.clone()),
        IncidentEvent::Calmed => ("calmed", event.clone()),
        IncidentEvent::Closed => ("closed", event.clone()),
    };
    connection
        .prepare_cached(
            "INSERT INTO timeline (incident_id, at, word, event) VALUES ($1, $2, $3, $4)
             ON CONFLICT (incident_id, at, word) DO NOTHING",
        )?
        .execute(params![id.0, now.millis(), kind, to_json(&event)?])?;
    Ok(())
}

/// JSON has no infinity: a figure that is one ("never in so many days") becomes the largest number instead of a row that
/// cannot be read back.
pub(super) fn finite(finding: &Finding) -> Finding {
    let bound = |value: f64| if value.is_nan() { 0.0 } else { value.clamp(f64::MIN, f64::MAX) };
    Finding {
        expected: bound(finding.expected),
        expected_low: bound(finding.expected_low),
        expected_high: bound(finding.expected_high),
        usual_negative_share: bound(finding.usual_negative_share),
        z: bound(finding.z),
        return_days: bound(finding.return_days),
        coverage: bound(finding.coverage),
        ..finding.clone()
    }
}

fn one(connection: &Connection, id: IncidentId) -> Result<Option<(Incident, String)>> {
    let sql = format!("SELECT {COLUMNS}, b.name FROM incidents i JOIN brands b ON b.id = i.brand_id WHERE i.id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok((read(row)?, row.get(14)?))).optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Incident> {
    let by: Option<String> = row.get(11)?;
    Ok(Incident {
        id: Some(IncidentId(row.get(0)?)),
        key: IncidentKey { brand: BrandId(row.get(1)?), opened_at: at(row, 2)? },
        state: word::<IncidentState>(row, 3)?,
        severity: word(row, 4)?,
        finding: json(row, 5)?,
        peak: json(row, 6)?,
        updates: count(row, 7)?,
        told_mentions: count(row, 8)?,
        told_at: at(row, 9)?,
        calm_since: maybe_at(row, 10)?,
        acknowledged: by.zip(maybe_at(row, 12)?),
        closed_at: maybe_at(row, 13)?,
    })
}
