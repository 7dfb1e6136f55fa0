//! In which language a page speaks.

use axum::extract::{FromRequestParts, Query};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use serde::Deserialize;
use std::convert::Infallible;

use crate::locale::{Arg, detail, say, tell};
use crate::model::Locale;

/// The reader's language: `?lang=`, else the first of the browser's list that we speak, else English.
#[derive(Clone, Copy)]
pub(super) struct Speak(pub(super) Locale);

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Speak {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let asked = Query::<Asked>::from_request_parts(parts, state).await.ok().and_then(|Query(asked)| asked.lang);
        let listed = parts.headers.get(ACCEPT_LANGUAGE).and_then(|list| list.to_str().ok()).unwrap_or_default();
        let first = listed.split(',').map(str::trim).find(|tag| tag.starts_with("fr") || tag.starts_with("en"));
        Ok(Self(Locale::from_tag(asked.as_deref().or(first).unwrap_or("en"))))
    }
}

impl Speak {
    pub(super) fn say(self, key: &str) -> String {
        say(self.0, key)
    }

    pub(super) fn tell(self, key: &str, args: &[(&str, Arg)]) -> String {
        tell(self.0, key, args)
    }

    pub(super) fn detail(self, english: &str) -> String {
        detail(self.0, english)
    }

    pub(super) fn tag(self) -> &'static str {
        self.0.tag()
    }

    pub(super) fn other_tag(self) -> &'static str {
        match self.0 {
            Locale::Fr => "en",
            Locale::En => "fr",
        }
    }
}
