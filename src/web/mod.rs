//! One page for people, three addresses for programs.
//!
//! `/` shows sources' health, brands, incidents and the latest mentions; `/trends` what is new; `/search` searches the archive; `/incidents/N` one
//! incident, with the button that takes it on; `/mentions/N` takes a person's word on a mention; `/in/NAME` takes items in,
//! `/push/…` what hubs tell; `/healthz` and `/metrics` are for programs. Pages are whole without JavaScript. Deliberately absent:
//! accounts; the listener is meant for loopback, or for a reverse proxy that asks who is there.

mod chart;
mod correct;
mod dashboard;
mod doors;
mod edits;
mod exclusions;
mod guard;
mod incident;
mod language;
mod proof;
mod push;
mod search;
mod trends;
mod webhook;

use std::sync::Arc;

use anyhow::{Context, Result};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::daemon::App;

const STYLE: &str = include_str!("../../templates/web/style.css");

/// Serves until `stop`.
pub async fn serve(app: Arc<App>, listener: TcpListener, stop: CancellationToken) -> Result<()> {
    let stopped = async move { stop.cancelled().await };
    axum::serve(listener, router(app)).with_graceful_shutdown(stopped).await.context("serving the page")
}

fn router(app: Arc<App>) -> Router {
    let doors = Arc::new(doors::Doors::default());
    Router::new()
        .route("/", get(dashboard::show))
        .route("/trends", get(trends::show))
        .route("/search", get(search::show))
        .route("/search.csv", get(search::table))
        .route("/incidents/{id}", get(incident::show))
        .route("/incidents/{id}/ack", post(incident::acknowledge))
        .route("/mentions/{id}", post(correct::receive))
        .route("/style.css", get(|| async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE) }))
        .route("/in/{name}", post(webhook::receive))
        .route("/push/{source}/{token}", get(push::confirm).post(push::receive))
        .layer(Extension(doors))
        .route("/healthz", get(healthz))
        .route("/metrics", get(metrics))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guard::known_host))
        .layer(middleware::map_response(guard::harden))
        .with_state(app)
}

/// 200 while the store takes writes; 503 with the reason otherwise.
async fn healthz(State(app): State<Arc<App>>) -> Response {
    match app.store.ping(app.clock.now()).await {
        Ok(()) => (StatusCode::OK, "ok\n").into_response(),
        Err(failure) => (StatusCode::SERVICE_UNAVAILABLE, format!("the database does not take writes: {failure:#}\n"))
            .into_response(),
    }
}

async fn metrics(State(app): State<Arc<App>>) -> Result<Response, Failure> {
    let outbox = app.store.outbox_summary(app.clock.now()).await?;
    let text = app.metrics.text(&outbox, &app.store.figures().await?).context("writing the figures")?;
    let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// A page that could not be made: said to the reader without the inner details, which go to the log.
struct Failure(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(failure: E) -> Self {
        Self(failure.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!("A page could not be made: {:#}", self.0);
        (StatusCode::INTERNAL_SERVER_ERROR, "vigie could not make this page; its log says why.\n").into_response()
    }
}

fn page(template: &impl Template) -> Result<Response, Failure> {
    Ok(Html(template.render()?).into_response())
}
