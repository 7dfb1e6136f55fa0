//! The archive, searched with the query language, on a page or as a table.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query as Asked, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::dashboard::{MentionRow, in_order, mention_row};
use super::language::Speak;
use super::{Failure, page};
use crate::daemon::archive::{Reach, Searched, search};
use crate::daemon::{App, sheet};
use crate::locale::MARK;
use crate::model::{BrandId, DAY_MS, ToneLabel};
use crate::store::MentionFilter;
use crate::understand::query::{self, Query};

/// Mentions on the page.
const SHOWN: usize = 50;
/// Mentions in a table.
const ROWS: usize = 10_000;
/// Mentions that one request may have looked at: a query of patterns alone is narrowed by no index (R7).
const LOOKED_AT: usize = 20_000;

/// What is looked for.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    brand: String,
    #[serde(default)]
    tone: String,
    #[serde(default)]
    days: String,
}

#[derive(Template)]
#[template(path = "web/search.html")]
struct Page {
    speak: Speak,
    wanted: Wanted,
    brands: Vec<(String, bool)>,
    tones: Vec<(&'static str, String, bool)>,
    spans: Vec<(u32, String, bool)>,
    /// What is wrong with the query.
    fault: String,
    found: String,
    mentions: Vec<MentionRow>,
    /// Where the table of the same search is.
    table: String,
    /// The same search in the other language.
    otherwise: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    speak: Speak,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Failure> {
    let rules = app.rules();
    let parsed = wanted.parse(&app, speak);
    let fault = parsed.as_ref().err().cloned().unwrap_or_default();
    let (mut mentions, mut found) = (Vec::new(), String::new());
    if let Ok(parsed) = &parsed {
        let reach = Reach { most: SHOWN, looked_at: LOOKED_AT };
        let searched = search(&app.store, parsed.as_ref(), wanted.filter(&app), reach, |mention| {
            let row = mention_row(&app, speak, mention, &rules.config.time_zone);
            mentions.push(MentionRow { back: format!("/search{}", wanted.address(speak.tag())), ..row });
            Ok(())
        });
        found = told(speak, searched.await?);
    }
    let brands = in_order(&rules).into_iter().map(|brand| brand.config.name.clone());
    let tones = ToneLabel::ALL.into_iter().map(ToneLabel::as_str);
    let shown = Page {
        speak,
        brands: brands.map(|name| (name.clone(), name == wanted.brand)).collect(),
        tones: tones.map(|tone| (tone, speak.say(&format!("cli-tone-{tone}")), tone == wanted.tone)).collect(),
        spans: SPANS
            .into_iter()
            .map(|days| {
                (days, speak.tell("web-search-days", &[("days", days.into())]), days.to_string() == wanted.days)
            })
            .collect(),
        table: format!("/search.csv{}", wanted.address(speak.tag())),
        otherwise: wanted.address(speak.other_tag()),
        fault,
        found,
        mentions,
        wanted,
    };
    if shown.fault.is_empty() {
        return page(&shown);
    }
    Ok((StatusCode::BAD_REQUEST, Html(shown.render()?)).into_response())
}

/// The same as a table.
pub(super) async fn table(
    State(app): State<Arc<App>>,
    speak: Speak,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Failure> {
    let parsed = match wanted.parse(&app, speak) {
        Ok(parsed) => parsed,
        Err(fault) => return Ok((StatusCode::BAD_REQUEST, fault).into_response()),
    };
    let mut text = format!("{MARK}{}", sheet::head(speak.0));
    let reach = Reach { most: ROWS, looked_at: LOOKED_AT };
    search(&app.store, parsed.as_ref(), wanted.filter(&app), reach, |mention| {
        text.push_str(&sheet::line(speak.0, mention));
        Ok(())
    })
    .await?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"vigie.csv\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], text).into_response())
}

/// Days that can be looked back on.
const SPANS: [u32; 4] = [1, 7, 30, 90];

fn told(speak: Speak, searched: Searched) -> String {
    let key = if searched.whole { "web-search-found" } else { "web-search-first" };
    speak.tell(key, &[("count", searched.found.into())])
}

impl Wanted {
    fn parse(&self, app: &App, speak: Speak) -> Result<Option<Query>, String> {
        let text = self.q.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let parsed = Query::parse_with(text, &app.rules().config.searches);
        parsed.map(|parsed| Some(parsed.query)).map_err(|errors| query::render(text, &errors, speak.0))
    }

    fn filter(&self, app: &App) -> MentionFilter {
        let rules = app.rules();
        let named = |id: &BrandId| rules.brands.get(id).is_some_and(|brand| brand.config.name == self.brand);
        let days = self.days.parse::<i64>().ok().filter(|days| (1..=3_650).contains(days));
        MentionFilter {
            brands: rules.brands.keys().copied().filter(named).collect(),
            from: days.map(|days| app.clock.now().plus_millis(-days * DAY_MS)),
            tone: ToneLabel::ALL.into_iter().find(|tone| tone.as_str() == self.tone),
            ..MentionFilter::default()
        }
    }

    /// What follows the path for the same search in a language.
    fn address(&self, language: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("q", &self.q), ("brand", &self.brand), ("tone", &self.tone), ("days", &self.days)] {
            query.append_pair(name, value);
        }
        format!("?{}", query.append_pair("lang", language).finish())
    }
}
