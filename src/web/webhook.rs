//! `POST /in/NAME`: a program of the user's hands items in.
//!
//! Who does not prove to know the secret learns nothing, not even whether there is such a name. The answer comes after
//! the items are stored, and an item that is sent again is known again: a sender that is not sure sends twice.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use super::Failure;
use crate::daemon::{App, poll};
use crate::model::{Intake, MINUTE_MS, Proof, ReadAs, SourceId, Timestamp, WebhookIntake};

/// The longest body.
const MAX_BODY: usize = 1_024 * 1_024;
/// Posts of one source in a minute.
const MOST_POSTS: u32 = 60;
/// A body that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is remembered of each webhook while the page is served.
#[derive(Default)]
pub(super) struct Doors(Mutex<HashMap<SourceId, Arc<Door>>>);

#[derive(Default)]
struct Door {
    /// The minute that is counted, and the posts in it.
    posts: Mutex<(i64, u32)>,
    /// One at a time: two posts of one item must not both find it new.
    turn: tokio::sync::Mutex<()>,
}

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
            Intake::Webhook(hook) => Some((*id, hook)),
            _ => None,
        },
        _ => None,
    });
    let Some((id, hook)) = hook else { return Ok(unproven()) };
    if hook.proof == Proof::Bearer && !bears(hook, &headers) {
        return Ok(unproven());
    }
    let door = Arc::clone(doors.0.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default());
    if !door.lets_in(app.clock.now()) {
        let wait = [(header::RETRY_AFTER, "60")];
        return Ok((StatusCode::TOO_MANY_REQUESTS, wait, "More than 60 posts in a minute.\n").into_response());
    }
    let Ok(Ok(body)) = tokio::time::timeout(PATIENCE, to_bytes(body, MAX_BODY)).await else {
        return Ok(
            (StatusCode::PAYLOAD_TOO_LARGE, "A body is whole within 30 s, and of 1 MB at most.\n").into_response()
        );
    };
    if hook.proof == Proof::Hmac && !is_signed(hook, &headers, &body) {
        return Ok(unproven());
    }
    let _turn = door.turn.lock().await;
    let received = match poll::receive(&app, id, body).await? {
        Ok(received) => received,
        Err(why) => return Ok((StatusCode::BAD_REQUEST, format!("{why}\n")).into_response()),
    };
    let summary = &received.summary;
    let said = json!({
        "received": received.items, "refused": received.refused, "new": summary.items, "edited": summary.edited,
        "mentions": summary.mentions,
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], format!("{said}\n")).into_response())
}

fn unproven() -> Response {
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], "This name and this secret do not fit.\n")
        .into_response()
}

impl Door {
    fn lets_in(&self, now: Timestamp) -> bool {
        let mut posts = self.posts.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.millis().div_euclid(MINUTE_MS);
        if posts.0 != minute {
            *posts = (minute, 0);
        }
        posts.1 = posts.1.saturating_add(1);
        posts.1 <= MOST_POSTS
    }
}

/// Both sides are hashed under the secret before they are compared: how long that takes says nothing of it.
fn bears(hook: &WebhookIntake, headers: &HeaderMap) -> bool {
    let Some(secret) = &hook.secret else { return false };
    let said = headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
    let (scheme, token) = said.split_at_checked("Bearer ".len()).unwrap_or((said, b""));
    let secret = secret.reveal().trim().as_bytes();
    let (Some(given), Some(wanted)) = (keyed(secret, token.trim_ascii()), keyed(secret, secret)) else { return false };
    scheme.eq_ignore_ascii_case(b"Bearer ") && given.verify(&wanted.finalize().into_bytes()).is_ok()
}

fn is_signed(hook: &WebhookIntake, headers: &HeaderMap, body: &[u8]) -> bool {
    let Some(secret) = &hook.secret else { return false };
    let said = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(signature) = said.trim().strip_prefix("sha256=").and_then(unhex) else { return false };
    keyed(secret.reveal().trim().as_bytes(), body).is_some_and(|mac| mac.verify_slice(&signature).is_ok())
}

fn keyed(secret: &[u8], text: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(text);
    Some(mac)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    const LONGEST: usize = 128;
    if !text.is_ascii() || text.len() > LONGEST {
        return None;
    }
    text.as_bytes().chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Columns, Secret};

    fn hook(proof: Proof) -> WebhookIntake {
        WebhookIntake { secret: Some(Secret::new("s3same-s3same-s3same\n")), proof, columns: Columns::default() }
    }

    #[track_caller]
    fn check_bearer(said: &str, want: bool) {
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, said.parse().unwrap())]);
        assert_eq!(bears(&hook(Proof::Bearer), &headers), want, "{said:?}");
    }

    #[test]
    fn only_the_whole_secret_opens() {
        check_bearer("Bearer s3same-s3same-s3same", true);
        check_bearer("bearer  s3same-s3same-s3same", true);
        for wrong in ["", "Bearer", "Bearer ", "Bearer s3same", "Basic s3same-s3same-s3same", "s3same-s3same-s3same"] {
            check_bearer(wrong, false);
        }
        assert!(!bears(&WebhookIntake { secret: None, ..hook(Proof::Bearer) }, &HeaderMap::new()));
    }

    #[test]
    fn a_signature_is_of_this_body_alone() {
        let hook = hook(Proof::Hmac);
        let mac = keyed(b"s3same-s3same-s3same", b"{}").unwrap().finalize().into_bytes();
        let headers =
            |said: String| HeaderMap::from_iter([("x-hub-signature-256".parse().unwrap(), said.parse().unwrap())]);
        let signed = headers(format!("sha256={}", crate::model::hex(&mac)));
        assert!(is_signed(&hook, &signed, b"{}"));
        assert!(!is_signed(&hook, &signed, b"{ }"));
        for wrong in ["", "sha256=", "sha256=zz", "sha1=00", &"0".repeat(500)] {
            assert!(!is_signed(&hook, &headers(wrong.to_owned()), b"{}"), "{wrong}");
        }
    }
}
