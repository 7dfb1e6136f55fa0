//! The life of an incident: a row of assessments becomes one thread of messages.
//!
//! A brand has at most one incident that is not closed; whatever else happens meanwhile makes that one worse. People are
//! told of the opening, of a worse severity at once, of growth by half at set times (E12), and of the end. What rises
//! again while it calms is the same incident; what rises again soon after the end must be worse than before to be told.
//!
//! Deliberately absent: who is told, and acknowledging, which is a person's act and no assessment's.

mod policy;
#[cfg(test)]
mod tests;

use super::Assessment;
use crate::model::{BrandId, Finding, Incident, IncidentEvent, IncidentKey, IncidentState, Stage, Timestamp, Trigger};
pub use policy::Policy;

/// What one assessment did to a brand's incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Advance {
    /// The incident after it, closed or not; absent when there is none.
    pub incident: Option<Incident>,
    /// What happened, for the timeline.
    pub events: Vec<IncidentEvent>,
    /// What people have to be told.
    pub tell: Option<Stage>,
}

/// Takes a brand's incident one assessment further. `last_closed` is the brand's incident that was closed last.
pub fn advance(
    current: Option<&Incident>,
    last_closed: Option<&Incident>,
    assessment: &Assessment,
    brand: BrandId,
    policy: &Policy,
    now: Timestamp,
) -> Advance {
    match current.filter(|incident| incident.state != IncidentState::Closed) {
        Some(incident) if assessment.fires => grow(incident, assessment, policy, now),
        Some(incident) => calm(incident, assessment, policy, now),
        None if assessment.fires && !resting(last_closed, assessment, policy, now) => open(assessment, brand, now),
        None => Advance { incident: None, events: Vec::new(), tell: None },
    }
}

fn resting(last_closed: Option<&Incident>, assessment: &Assessment, policy: &Policy, now: Timestamp) -> bool {
    last_closed.is_some_and(|last| {
        let closed_at = last.closed_at.unwrap_or(last.told_at);
        assessment.finding.severity <= last.severity && now < closed_at.plus(policy.cooldown)
    })
}

fn open(assessment: &Assessment, brand: BrandId, now: Timestamp) -> Advance {
    let finding = assessment.finding.clone();
    let incident = Incident {
        id: None,
        key: IncidentKey { brand, opened_at: now },
        state: IncidentState::Open,
        severity: finding.severity,
        finding: finding.clone(),
        peak: finding.clone(),
        updates: 0,
        told_mentions: assessment.rise_mentions,
        told_at: now,
        calm_since: None,
        acknowledged: None,
        closed_at: None,
    };
    Advance { incident: Some(incident), events: vec![IncidentEvent::Opened { finding }], tell: Some(Stage::Opened) }
}

fn grow(incident: &Incident, assessment: &Assessment, policy: &Policy, now: Timestamp) -> Advance {
    let mut incident = incident.clone();
    let finding = &assessment.finding;
    incident.calm_since = None;
    if finding.z > incident.peak.z {
        incident.peak = finding.clone();
    }
    let trigger = joined(&incident.finding, finding);
    let worse = finding.severity > incident.severity;
    if worse {
        incident.severity = finding.severity;
        incident.finding = finding.clone();
    }
    incident.finding.trigger = trigger;
    if !worse && !has_grown(&incident, assessment, policy, now) {
        return Advance { incident: Some(incident), events: Vec::new(), tell: None };
    }
    incident.updates = incident.updates.saturating_add(1);
    incident.told_at = now;
    incident.told_mentions = assessment.rise_mentions;
    let number = incident.updates;
    Advance {
        incident: Some(incident),
        events: vec![IncidentEvent::Updated { number, finding: finding.clone() }],
        tell: Some(Stage::Update(number)),
    }
}

fn joined(before: &Finding, now: &Finding) -> Trigger {
    if before.trigger == now.trigger { before.trigger } else { Trigger::Both }
}

/// Grown by half since people were last told, and the time for it has come. Who has taken it on knows that it grows.
fn has_grown(incident: &Incident, assessment: &Assessment, policy: &Policy, now: Timestamp) -> bool {
    let grown = u64::from(assessment.rise_mentions) * 2 >= u64::from(incident.told_mentions.max(1)) * 3;
    incident.state == IncidentState::Open && grown && now >= incident.told_at.plus(policy.wait(incident.updates))
}

fn calm(incident: &Incident, assessment: &Assessment, policy: &Policy, now: Timestamp) -> Advance {
    let mut incident = incident.clone();
    let mut events = Vec::new();
    let mut tell = None;
    if assessment.calm {
        if incident.calm_since.is_none() {
            events.push(IncidentEvent::Calmed);
        }
        let since = *incident.calm_since.get_or_insert(now);
        if now >= since.plus(policy.close_after(assessment.usual_per_hour)) {
            incident.state = IncidentState::Closed;
            incident.closed_at = Some(now);
            events.push(IncidentEvent::Closed);
            tell = Some(Stage::Closed);
        }
    } else {
        // Doubtful, or blind: nobody saw that it stayed calm.
        incident.calm_since = None;
    }
    Advance { incident: Some(incident), events, tell }
}
