//! The small web of the demonstration: real HTTP on loopback, with ETags.

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::pages;
use crate::daemon::Clock;
use crate::model::{Timestamp, hex};

/// Where something is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    /// A newspaper's feed.
    Press,
    /// A blog's feed.
    Blog,
    /// A forum's topics and posts.
    Forum,
    /// Reviews, place by place.
    Reviews,
    /// The competitor's price.
    Prices,
    /// A wire text: every newspaper takes it over.
    Wire,
}

impl Place {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Press => "press",
            Self::Blog => "blog",
            Self::Forum => "forum",
            Self::Reviews => "reviews",
            Self::Prices => "prices",
            Self::Wire => "wire",
        }
    }
}

/// One thing that is published.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Event {
    /// Seconds after the start; negative for the past.
    pub(super) at: i64,
    pub(super) place: Place,
    pub(super) title: Option<String>,
    pub(super) topic: Option<String>,
    pub(super) text: String,
    #[serde(default)]
    pub(super) author: String,
}

#[derive(Deserialize)]
struct Story {
    event: Vec<Event>,
}

/// What has been published, with the instant of each.
pub(super) type Published = Arc<RwLock<Vec<(Timestamp, Event)>>>;

/// The running world.
pub(super) struct World {
    pub(super) address: SocketAddr,
    published: Published,
    story: Vec<Event>,
}

impl World {
    /// The events that have not happened yet, in order.
    pub(super) fn to_come(&self) -> Vec<Event> {
        let mut events = self.story.iter().filter(|event| event.at >= 0).cloned().collect::<Vec<_>>();
        events.sort_by_key(|event| event.at);
        events
    }

    /// Publishes one event now.
    pub(super) fn publish(&self, event: &Event) {
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        published.push((Clock::system().now(), event.clone()));
    }
}

/// Starts the web, with the story's past already published.
pub(super) async fn start(stop: CancellationToken) -> Result<World> {
    let story: Story = toml::from_str(include_str!("story.toml")).context("the story")?;
    let now = Clock::system().now();
    let past = story.event.iter().filter(|event| event.at < 0);
    let past = past.map(|event| (now.plus_millis(event.at * 1_000), event.clone())).collect::<Vec<_>>();
    let published: Published = Arc::new(RwLock::new(past));
    let listener = TcpListener::bind("127.0.0.1:0").await.context("listening for the demonstration's web")?;
    let address = listener.local_addr().context("the web's address")?;
    let router = Router::new().route("/{*path}", get(serve)).with_state(Arc::clone(&published));
    tokio::spawn(async move { axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await });
    Ok(World { address, published, story: story.event })
}

async fn serve(State(published): State<Published>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    let page = {
        let published = published.read().unwrap_or_else(PoisonError::into_inner);
        pages::page(&path, &published)
    };
    let Some((kind, body)) = page else { return (StatusCode::NOT_FOUND, "nothing here\n").into_response() };
    let digest = Sha256::digest(body.as_bytes());
    let tag = format!("\"{}\"", hex(&digest[..8]));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|asked| asked.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::ETAG, tag)], body).into_response()
}
