//! One incident, and the button that takes it on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::dashboard::{MentionRow, mention_row};
use super::language::Speak;
use super::{Failure, page};
use crate::daemon::App;
use crate::daemon::watch::{facts, listed_from, notices::ack_key};
use crate::locale::{date_time, percent, window};
use crate::model::{Finding, Incident, IncidentEvent, IncidentId, IncidentState, Severity, TimelineEntry, Timestamp};

const WORST: u32 = 20;

/// An incident as the page shows it.
pub(super) struct IncidentCard {
    pub(super) id: i64,
    pub(super) severity: &'static str,
    pub(super) severity_name: String,
    pub(super) brand: String,
    pub(super) fact: String,
    pub(super) state: String,
    pub(super) open: bool,
}

impl IncidentCard {
    pub(super) async fn read(
        app: &App,
        speak: Speak,
        incident: &Incident,
        brand: &str,
        zone: &str,
    ) -> Result<Self, Failure> {
        let (from, until) = (listed_from(incident), last_shown(app, incident));
        let totals = app.store.totals(incident.key.brand, from, until, true).await?;
        let first = facts::first(app, incident.key.brand, from, until).await?;
        let since = facts::began(from, first.as_ref());
        let share = f64::from(totals.negative) / f64::from(totals.mentions.max(1));
        let opened = date_time(speak.0, incident.key.opened_at, zone);
        let state = match (&incident.state, &incident.acknowledged, incident.closed_at) {
            (IncidentState::Closed, _, Some(at)) => {
                speak.tell("web-closed", &[("at", date_time(speak.0, at, zone).into())])
            }
            (_, Some((by, at)), _) => {
                speak.tell("web-acknowledged", &[("by", by.into()), ("at", date_time(speak.0, *at, zone).into())])
            }
            _ => speak.tell("web-opened", &[("at", opened.into())]),
        };
        Ok(Self {
            id: incident.id.map_or(0, |id| id.0),
            severity: incident.severity.as_str(),
            severity_name: speak.say(severity_key(incident.severity)),
            brand: brand.to_owned(),
            fact: speak.tell(
                "web-incident-fact",
                &[
                    ("mentions", totals.mentions.into()),
                    ("negative", totals.negative.into()),
                    ("since", date_time(speak.0, since, zone).into()),
                    ("share", percent(speak.0, share).into()),
                    ("usual", percent(speak.0, incident.finding.usual_negative_share).into()),
                ],
            ),
            state,
            open: incident.state == IncidentState::Open,
        })
    }
}

/// Up to when an incident's mentions are shown: its end, or now.
fn last_shown(app: &App, incident: &Incident) -> Timestamp {
    incident.closed_at.unwrap_or_else(|| app.clock.now()).plus_millis(1)
}

const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "web-severity-notice",
        Severity::Warning => "web-severity-warning",
        Severity::Critical => "web-severity-critical",
    }
}

#[derive(Template)]
#[template(path = "web/incident.html")]
struct IncidentPage {
    speak: Speak,
    card: IncidentCard,
    /// Who the signed link was sent to, with its key; the button is shown to them, and to whoever reads on loopback.
    by: String,
    key: String,
    timeline: Vec<(String, String)>,
    mentions: Vec<MentionRow>,
    /// The same in the other language.
    otherwise: String,
}

impl IncidentPage {
    fn taken_on_as(&self) -> String {
        self.speak.tell("web-take-on-as", &[("by", self.by.as_str().into())])
    }
}

/// The address and key of a signed link.
#[derive(Default, Deserialize)]
pub(super) struct Signed {
    #[serde(default, rename = "as")]
    by: String,
    #[serde(default)]
    key: String,
}

impl Signed {
    /// What follows the path for the same link in a language.
    fn address(&self, language: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let pairs = [("as", self.by.as_str()), ("key", &self.key), ("lang", language)];
        format!("?{}", query.extend_pairs(pairs).finish())
    }
}

/// Shows the incident. Opening the link of a mail changes nothing.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<i64>,
    Query(signed): Query<Signed>,
    speak: Speak,
) -> Result<Response, Failure> {
    let id = IncidentId(id);
    let Some((incident, brand)) = app.store.incident(id).await? else {
        return Ok((StatusCode::NOT_FOUND, speak.say("web-no-incident")).into_response());
    };
    let rules = app.rules();
    let zone = &rules.config.time_zone;
    let until = last_shown(&app, &incident);
    let worst = app.store.worst_mentions(vec![incident.key.brand], listed_from(&incident), until, true, WORST).await?;
    let timeline = app.store.timeline(id).await?;
    let is_signed = is_signed(&app, id, &signed);
    let address = |language| if is_signed { signed.address(language) } else { format!("?lang={language}") };
    let (here, otherwise) = (format!("/incidents/{id}{}", address(speak.tag())), address(speak.other_tag()));
    let by = if is_signed { signed.by } else { speak.say("web-somebody") };
    page(&IncidentPage {
        speak,
        card: IncidentCard::read(&app, speak, &incident, &brand, zone).await?,
        key: ack_key(&app.store.instance().secret, id, &by),
        by,
        timeline: timeline.iter().map(|entry| timeline_line(speak, entry, zone)).collect(),
        mentions: worst
            .iter()
            .map(|mention| MentionRow { back: here.clone(), ..mention_row(&app, speak, mention, zone) })
            .collect(),
        otherwise,
    })
}

/// Takes the incident on, for whoever the form's key was made for.
pub(super) async fn acknowledge(
    State(app): State<Arc<App>>,
    Path(id): Path<i64>,
    speak: Speak,
    Form(signed): Form<Signed>,
) -> Result<Response, Failure> {
    let id = IncidentId(id);
    if !is_signed(&app, id, &signed) {
        return Ok((StatusCode::FORBIDDEN, speak.say("web-bad-key")).into_response());
    }
    app.store.acknowledge(id, &signed.by, app.clock.now()).await?;
    app.wake.watch.notify_one();
    Ok(Redirect::to(&format!("/incidents/{id}?lang={}", speak.tag())).into_response())
}

/// Keys are compared whole: at 128 bits behind a database write, timing tells nothing that helps.
fn is_signed(app: &App, id: IncidentId, signed: &Signed) -> bool {
    !signed.by.is_empty() && ack_key(&app.store.instance().secret, id, &signed.by) == signed.key
}

fn timeline_line(speak: Speak, entry: &TimelineEntry, zone: &str) -> (String, String) {
    let at = date_time(speak.0, entry.at, zone);
    let what = match &entry.event {
        IncidentEvent::Opened { finding } => finding_line(speak, "web-event-opened", 0, finding),
        IncidentEvent::Updated { number, finding } => finding_line(speak, "web-event-updated", *number, finding),
        IncidentEvent::Acknowledged { by } => speak.tell("web-event-acknowledged", &[("by", by.into())]),
        IncidentEvent::Calmed => speak.say("web-event-calmed"),
        IncidentEvent::Closed => speak.say("web-event-closed"),
    };
    (at, what)
}

fn finding_line(speak: Speak, key: &str, number: u32, finding: &Finding) -> String {
    speak.tell(
        key,
        &[
            ("number", number.into()),
            ("severity", speak.say(severity_key(finding.severity)).to_lowercase().into()),
            ("span", window(speak.0, finding.window_minutes).into()),
            ("mentions", finding.mentions.into()),
            ("negative", finding.negative.into()),
        ],
    )
}
