//! `POST /in/NAME`: a program of the user's hands items in.
//!
//! Who does not prove to know the secret learns nothing, not even whether there is such a name. The answer comes after
//! the items are stored, and an item that is sent again is known again: a sender that is not sure sends twice.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::doors::{self, Doors};
use super::{Failure, proof};
use crate::daemon::{App, poll};
use crate::model::{Intake, Proof, ReadAs};

/// Complaints that the answer tells, of however many.
const MOST_COMPLAINTS: usize = 5;
/// The longest body.
const MAX_BODY: usize = 1_024 * 1_024;
/// A body that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) async fn receive(
    State(app): State<Arc<App>>,
    Extension(doors): Extension<Arc<Doors>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let rules = app.rules();
    let hook = rules.sources.iter().find_map(|(id, source)| match &source.config.read_as {
        ReadAs::Intake(intake) if source.config.name == name => match intake.as_ref() {
            Intake::Webhook(hook) => Some((id, hook.proof, hook.secret.as_ref()?.reveal().trim().as_bytes())),
            _ => None,
        },
        _ => None,
    });
    let borne = hook.filter(|&(_, proof, secret)| proof == Proof::Bearer && proof::bears(secret, &headers));
    let (id, door, body) = if let Some((id, ..)) = borne {
        let Some(door) = doors.let_in(id, app.clock.now()) else { return Ok(doors::full()) };
        let Some(body) = whole(body).await else { return Ok(too_long()) };
        (id, door, body)
    } else if proof::is_signed_with_256(&headers) {
        // The proof is in the body, which is read whatever name was guessed; a post is a source's when it is proven.
        let place = doors.unproven().await;
        let Some(body) = whole(body).await else { return Ok(too_long()) };
        drop(place);
        let is_signed = |secret| proof::signs_with_256(secret, &headers, &body);
        let signed = hook.filter(|&(_, proof, secret)| proof == Proof::Hmac && is_signed(secret));
        let Some((id, ..)) = signed else { return Ok(unproven()) };
        let Some(door) = doors.let_in(id, app.clock.now()) else { return Ok(doors::full()) };
        (id, door, body)
    } else {
        return Ok(unproven());
    };
    let _turn = door.turn().await;
    let received = match poll::receive(&app, id, body).await? {
        Ok(received) => received,
        Err(why) => return Ok((StatusCode::BAD_REQUEST, format!("{why}\n")).into_response()),
    };
    let summary = &received.summary;
    let said = json!({
        "received": received.items, "refused": received.complaints.len(), "new": summary.items, "edited": summary.edited,
        "mentions": summary.mentions, "complaints": received.complaints.iter().take(MOST_COMPLAINTS).collect::<Vec<_>>(),
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], format!("{said}\n")).into_response())
}

/// The body, if it comes in time and is not too long.
async fn whole(body: Body) -> Option<Bytes> {
    tokio::time::timeout(PATIENCE, to_bytes(body, MAX_BODY)).await.ok()?.ok()
}

fn too_long() -> Response {
    (StatusCode::PAYLOAD_TOO_LARGE, "A body is whole within 30 s, and of 1 MB at most.\n").into_response()
}

fn unproven() -> Response {
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], "This name and this secret do not fit.\n")
        .into_response()
}
