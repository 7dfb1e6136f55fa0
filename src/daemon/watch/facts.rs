//! What an alert says, read from the store once and frozen in the notice.

use anyhow::Result;

use super::{listed_from, quote};
use crate::daemon::{App, Rules};
use crate::detect::Advance;
use crate::model::{
    AlertFacts, CurvePoint, Finding, HOUR_MS, HourCount, Incident, IncidentEvent, IncidentId, Recipient, SourceLine,
    Stage, Timestamp,
};
use crate::store::{BrandSeries, SourceRow};

const QUOTES: u32 = 5;
const STORIES: u32 = 5;
const CURVE_HOURS: i64 = 48;

/// The facts of one stage of an incident.
pub(super) async fn alert(
    app: &App,
    rules: &Rules,
    series: &BrandSeries,
    incident: &Incident,
    advance: &Advance,
    told: &[Recipient],
    now: Timestamp,
) -> Result<AlertFacts> {
    let store = &app.store;
    let (from, to) = (listed_from(incident), now.plus_millis(1));
    let totals = store.totals(series.brand, from, to, true).await?;
    let first = match store.first_mention(series.brand, from, to, true).await? {
        Some(first) => Some(first),
        None => store.first_mention(series.brand, from, to, false).await?,
    };
    let worst = store.worst_mentions(vec![series.brand], from, to, true, QUOTES).await?;
    let hours = store.hours(series.brand, now.hour_start().plus_millis(-(CURVE_HOURS - 1) * HOUR_MS), to).await?;
    let stage = advance.tell.unwrap_or(Stage::Opened);
    Ok(AlertFacts {
        brand: series.name.clone(),
        incident: incident.id.unwrap_or(IncidentId(0)),
        stage,
        severity: incident.severity,
        opened_at: incident.key.opened_at,
        finding: told_finding(incident, advance).clone(),
        total_mentions: totals.mentions,
        total_negative: totals.negative,
        total_stories: totals.stories,
        first: first.as_ref().map(quote::quote),
        quotes: quote::quotes(&worst),
        stories: store.stories(vec![series.brand], from, to, true, STORIES).await?,
        curve: hours.iter().map(point).collect(),
        coverage: store.coverage(from, to).await?,
        blind: blind(&store.source_rows(now).await?),
        told: told.iter().map(|recipient| recipient.name.clone()).collect(),
        acknowledged: incident.acknowledged.clone(),
        page_url: rules.page_url(""),
        ack_url: None,
    })
}

/// The figures that a mail is about: those of the event, and the peak's when it is over.
fn told_finding<'a>(incident: &'a Incident, advance: &'a Advance) -> &'a Finding {
    let of_event = advance.events.iter().rev().find_map(|event| match event {
        IncidentEvent::Opened { finding } | IncidentEvent::Updated { finding, .. } => Some(finding),
        IncidentEvent::Acknowledged { .. } | IncidentEvent::Calmed | IncidentEvent::Closed => None,
    });
    of_event.unwrap_or(&incident.peak)
}

/// A point of the curve.
pub(crate) fn point(hour: &HourCount) -> CurvePoint {
    CurvePoint { start: hour.hour, mentions: hour.mentions, negative: hour.negative }
}

/// The sources that are not being read: what is not known.
pub(crate) fn blind(rows: &[SourceRow]) -> Vec<SourceLine> {
    let mut blind = rows.iter().filter(|row| !row.state.health.status.is_well()).map(line).collect::<Vec<_>>();
    blind.sort_by_key(|line| line.since);
    blind
}

fn line(row: &SourceRow) -> SourceLine {
    let health = &row.state.health;
    SourceLine {
        name: row.name.clone(),
        status: health.status,
        detail: health.detail.clone(),
        since: health.failing_since,
    }
}
