//! What an alert says, read from the store once and frozen in the notice.

use anyhow::Result;

use super::quote;
use crate::daemon::heard::Heard;
use crate::daemon::topics::{LISTED, topics};
use crate::daemon::{App, Rules, routing};
use crate::detect::Advance;
use crate::model::{
    AlertFacts, BrandId, CurvePoint, Finding, HOUR_MS, HourCount, Incident, IncidentEvent, IncidentId, Mention,
    Recipient, Stage, Timestamp,
};
use crate::store::BrandSeries;

const QUOTES: u32 = 5;
const STORIES: usize = 5;
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
    let first = first(app, series.brand, from, to).await?;
    let worst = store.worst_mentions(vec![series.brand], from, to, true, QUOTES).await?;
    let hours = store.hours(series.brand, now.hour_start().plus_millis(-(CURVE_HOURS - 1) * HOUR_MS), to).await?;
    let stories = store.stories(vec![series.brand], from, to, true, LISTED).await?;
    let finding = Finding { since: began(from, first.as_ref()), ..told_finding(incident, advance).clone() };
    let is_searched = |id| routing::looked_for(rules, id).is_none_or(|brands| brands.contains(&series.brand));
    let sources = Heard::of(app, is_searched, now).await?;
    let stage = advance.tell.unwrap_or(Stage::Opened);
    Ok(AlertFacts {
        brand: series.name.clone(),
        incident: incident.id.unwrap_or(IncidentId(0)),
        stage,
        severity: incident.severity,
        opened_at: incident.key.opened_at,
        finding,
        total_mentions: totals.mentions,
        total_negative: totals.negative,
        total_stories: totals.stories,
        first: first.as_ref().map(quote::quote),
        quotes: quote::quotes(&worst),
        stories: topics(stories, STORIES),
        curve: hours.iter().map(point).collect(),
        coverage: sources.coverage(app, from, to).await?,
        blind: sources.blind(),
        told: told.iter().map(|recipient| recipient.name.clone()).collect(),
        acknowledged: incident.acknowledged.clone(),
        page_url: rules.page_url(""),
        ack_url: None,
    })
}

/// From when an incident's mentions are listed: a little before the rise, within reach of the curve.
pub(crate) fn listed_from(incident: &Incident) -> Timestamp {
    incident.finding.since.min(incident.key.opened_at).max(incident.key.opened_at.plus_millis(-48 * HOUR_MS))
}

/// The earliest negative mention of the period, else the earliest.
pub(crate) async fn first(app: &App, brand: BrandId, from: Timestamp, to: Timestamp) -> Result<Option<Mention>> {
    match app.store.first_mention(brand, from, to, true).await? {
        Some(first) => Ok(Some(first)),
        None => app.store.first_mention(brand, from, to, false).await,
    }
}

/// Since when what was seen from `from` on rises: a poll sees at one instant what was written one after the other.
pub(crate) fn began(from: Timestamp, first: Option<&Mention>) -> Timestamp {
    first.map_or(from, |first| first.published.unwrap_or(first.seen_at).min(from))
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
