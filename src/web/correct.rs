//! A person's word on a mention: the form under each of them.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::Failure;
use super::language::Speak;
use crate::daemon::App;
use crate::daemon::watch::notices::correct_key;
use crate::model::{Flag, Mention, MentionId, Verdict};

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Said {
    verdict: String,
    key: String,
    /// The page that it was on.
    #[serde(default)]
    back: String,
}

/// Takes the word, learns from it, and goes back to where it was said.
pub(super) async fn receive(
    State(app): State<Arc<App>>,
    Path(id): Path<i64>,
    speak: Speak,
    Form(said): Form<Said>,
) -> Result<Response, Failure> {
    let id = MentionId(id);
    // Compared whole, as the key of an incident is.
    if correct_key(&app.store.instance().secret, id) != said.key {
        return Ok((StatusCode::FORBIDDEN, speak.say("web-bad-key")).into_response());
    }
    let Some(verdict) = Verdict::from_word(&said.verdict) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    if app.store.correct(id, verdict, &speak.say("web-somebody"), app.clock.now()).await?.is_none() {
        return Ok((StatusCode::NOT_FOUND, speak.say("web-no-mention")).into_response());
    }
    app.rules().learn(&app.store).await?;
    app.wake.watch.notify_one();
    let page = if is_ours(&said.back) { said.back } else { format!("/?lang={}", speak.tag()) };
    Ok(Redirect::to(&format!("{page}#mentions")).into_response())
}

/// Whether an address leads to a page that has mentions, here and nowhere else.
fn is_ours(address: &str) -> bool {
    let begins = ["/?", "/search?", "/incidents/"].iter().any(|page| address.starts_with(page));
    begins && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#')
}

/// The kinds of attacks in a mention, in words; nothing where there is none.
pub(super) fn flags(speak: Speak, mention: &Mention) -> String {
    let mut kinds: Vec<&'static str> = Vec::new();
    for flag in mention.flags.iter().filter(|flag| Flag::attacks(flag)) {
        if !kinds.contains(&flag.kind.as_str()) {
            kinds.push(flag.kind.as_str());
        }
    }
    if kinds.is_empty() {
        return String::new();
    }
    let names = kinds.iter().map(|kind| speak.say(&format!("cli-flag-{kind}"))).collect::<Vec<_>>().join(", ");
    speak.tell("web-flags", &[("kinds", names.into())])
}
