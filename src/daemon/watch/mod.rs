//! Watch: from counts to incidents and their notices. Write 2.

pub(crate) mod facts;
pub(crate) mod notices;
mod quote;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use tracing::warn;

pub(crate) use facts::listed_from;
pub use quote::{quote, quotes};

use super::{App, Next, Rules};
use crate::config::{AlertsConfig, Pacing};
use crate::detect::incident::{self, Advance};
use crate::detect::{self, Assessment, Policy};
use crate::model::{BrandId, Finding, Incident, IncidentEvent, IncidentState, Role, Timestamp};
use crate::store::{BrandSeries, IncidentWrite};

/// A brand without news is looked at this often, so that an incident can calm down and end.
const LOOK_AGAIN: Duration = Duration::from_mins(1);
/// When a brand gets into trouble, its sources are asked within this time.
const SOON: Duration = Duration::from_mins(5);
/// Nor more often than this, however short the configured pauses are.
const SHORTEST_LOOK: Duration = Duration::from_secs(1);

/// Looks at every brand that has news or an incident.
pub async fn step(app: Arc<App>, now: Timestamp) -> Result<Next> {
    let rules = app.rules();
    let mut watched = Vec::new();
    let mut writes = Vec::new();
    for series in app.store.brands_to_watch(now).await? {
        watched.push(series.brand);
        if series.role == Role::Own
            && let Some(write) = watch_brand(&app, &rules, &series, now).await?
        {
            writes.push(write);
        }
    }
    if !watched.is_empty() {
        let told = !writes.is_empty();
        app.store.save_watch(watched, writes, now).await?;
        if told {
            app.wake.deliver.notify_one();
        }
    }
    let soonest = policy(&rules.config.alerts).update_after.into_iter().min().unwrap_or_default();
    Ok(Next::At(now.plus(soonest.clamp(SHORTEST_LOOK, LOOK_AGAIN))))
}

async fn watch_brand(app: &App, rules: &Rules, series: &BrandSeries, now: Timestamp) -> Result<Option<IncidentWrite>> {
    let policy = policy(&rules.config.alerts);
    let assessment = detect::assess(&input(series), &policy, now);
    let last_closed = last_closed(app, series).await?;
    let advance =
        incident::advance(series.incident.as_ref(), last_closed.as_ref(), &assessment, series.brand, &policy, now);
    hasten(app, rules, series.brand, advance.incident.as_ref(), now).await?;
    let Some(incident) = advance.incident.clone() else { return Ok(None) };
    if advance.events.is_empty() && series.incident.as_ref() == Some(&incident) {
        return Ok(None);
    }
    log(series, &incident, &advance, &assessment);
    let notices = notices::write(app, rules, series, &incident, &advance, now).await?;
    Ok(Some(IncidentWrite { incident, events: advance.events, notices }))
}

/// While a brand is in trouble, its sources are asked sooner, as far as their sites can bear it.
async fn hasten(app: &App, rules: &Rules, brand: BrandId, incident: Option<&Incident>, now: Timestamp) -> Result<()> {
    let troubled = incident.is_some_and(|incident| incident.state != IncidentState::Closed);
    if !app.pacer.trouble(brand, troubled) {
        return Ok(());
    }
    let concerned = rules.sources.iter().filter(|(_, source)| {
        source.config.pacing != Pacing::Fixed && source.brands.as_ref().is_none_or(|brands| brands.contains(&brand))
    });
    let concerned = concerned.map(|(id, _)| id).collect();
    app.store.hasten(concerned, now.plus(SOON)).await?;
    app.wake.poll.notify_one();
    Ok(())
}

async fn last_closed(app: &App, series: &BrandSeries) -> Result<Option<Incident>> {
    if series.incident.is_some() {
        return Ok(None);
    }
    app.store.last_closed_incident(series.brand).await
}

/// What detection is given of what the store knows.
pub(crate) fn input(series: &BrandSeries) -> detect::Watch<'_> {
    detect::Watch {
        hours: &series.hours,
        recent: &series.recent,
        latest: &series.latest,
        watched_since: series.watched_since,
    }
}

/// The life of incidents as configured, with detection's own defaults for what is not.
fn policy(config: &AlertsConfig) -> Policy {
    let usual = Policy::default();
    Policy {
        update_after: config.update_after.unwrap_or(usual.update_after),
        calm_for: config.calm_for.unwrap_or(usual.calm_for),
        close_after: config.close_after.unwrap_or(usual.close_after),
        cooldown: config.cooldown.unwrap_or(usual.cooldown),
        ..usual
    }
}

fn log(series: &BrandSeries, incident: &Incident, advance: &Advance, assessment: &Assessment) {
    let (brand, severity) = (&series.name, incident.severity.as_str());
    let told = |finding: &Finding| format!("{} mentions, {} negative", finding.mentions, finding.negative);
    for event in &advance.events {
        match event {
            IncidentEvent::Opened { finding } => {
                warn!(brand, "Incident opened for {brand}: {severity}, {}", told(finding));
            }
            IncidentEvent::Updated { number, finding } => {
                warn!(brand, "Incident of {brand}, update {number}: {severity}, {}", told(finding));
            }
            IncidentEvent::Calmed => tracing::info!(brand, "Incident of {brand} is calming down"),
            IncidentEvent::Closed => tracing::info!(brand, "Incident of {brand} is over"),
            IncidentEvent::Acknowledged { by } => tracing::info!(brand, "Incident of {brand} taken on by {by}"),
        }
    }
    tracing::debug!(brand, "Assessment of {brand}: {assessment:?}");
}
