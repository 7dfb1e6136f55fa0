//! `/push/SOURCE/TOKEN`: hubs confirm that they will tell of a feed's news, and tell them (WebSub, W3C 2018, 5.3 and 7).
//!
//! What is not signed with the secret that the hub was given is ignored, and answered like the rest: a stranger learns
//! nothing, and a hub need not try again.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::doors::{self, Doors};
use super::{Failure, proof};
use crate::daemon::hubs::{self, Asked};
use crate::daemon::{App, poll};
use crate::model::SourceId;

/// The longest body: what a feed may be.
const MAX_BODY: usize = 4 * 1_024 * 1_024;
/// A body that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest challenge that is repeated.
const MAX_CHALLENGE: usize = 1_024;

#[derive(Deserialize)]
pub(super) struct Question {
    #[serde(rename = "hub.mode", default)]
    mode: String,
    #[serde(rename = "hub.topic", default)]
    topic: String,
    #[serde(rename = "hub.challenge", default)]
    challenge: String,
    #[serde(rename = "hub.lease_seconds")]
    lease_seconds: Option<u64>,
}

/// A hub asks whether it was we who asked.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    Path((source, token)): Path<(i64, String)>,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let asked = Asked { source: SourceId(source), token: &token, topic: &question.topic };
    let is_ours = match question.mode.as_str() {
        "subscribe" => hubs::lease(&app, &asked, question.lease_seconds.map(Duration::from_secs)).await?,
        "denied" => hubs::deny(&app, &asked).await?,
        // Nobody here ever asks for an end: leases run out.
        _ => false,
    };
    if !is_ours || question.challenge.len() > MAX_CHALLENGE {
        return Ok((StatusCode::NOT_FOUND, "Not asked for.\n").into_response());
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], question.challenge).into_response())
}

/// A hub tells.
pub(super) async fn receive(
    State(app): State<Arc<App>>,
    Extension(doors): Extension<Arc<Doors>>,
    Path((source, token)): Path<(i64, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let id = SourceId(source);
    let Some(secret) = hubs::secret(&app, id, &token) else {
        return Ok((StatusCode::NOT_FOUND, "Not asked for.\n").into_response());
    };
    let Some(door) = doors.let_in(id, app.clock.now()) else { return Ok(doors::full()) };
    let Ok(Ok(body)) = tokio::time::timeout(PATIENCE, to_bytes(body, MAX_BODY)).await else {
        return Ok(
            (StatusCode::PAYLOAD_TOO_LARGE, "A body is whole within 30 s, and of 4 MB at most.\n").into_response()
        );
    };
    if !proof::signs_as_hub(secret.as_bytes(), &headers, &body) {
        tracing::warn!(source.id = %id, "What came for this source was not signed by its hub, and was ignored");
        return Ok(StatusCode::ACCEPTED.into_response());
    }
    let _turn = door.turn().await;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind: &HeaderValue| kind.to_str().ok()).map(str::to_owned);
    Ok(match poll::pushed(&app, id, body, kind).await? {
        poll::Pushed::Taken => StatusCode::OK.into_response(),
        poll::Pushed::Busy => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")]).into_response(),
    })
}
