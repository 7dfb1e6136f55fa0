//! The HTTP clients behind the guard.
//!
//! They stand on hyper's own pool and not on a larger client, because what matters here lies below such a one: how large a
//! header block and an idle connection's buffer may be, what came over the wire before it was decoded, and what an
//! unchanged feed costs, which is one request and nothing else.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    PROXY_AUTHORIZATION, UPGRADE, USER_AGENT,
};
use http::{Method, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::timeout;
use url::Url;

use super::answer::{Accept, Failure, FailureKind, Request};
use super::dial::{Dial, Tongues};
use super::explain::{explain, late};
use super::guard::{Guard, Route};
use super::policy::FetchPolicy;
use super::proxy::Proxy;
use super::trust::Trust;

/// An answer whose body has yet to come.
pub(super) type Response = http::Response<Incoming>;

/// Longest silence of a server, before it answers and while it does.
pub(super) const SILENCE: Duration = Duration::from_secs(20);
/// Largest header block of an answer (F66), and so what a connection of HTTP/1 holds ready. It is what Node.js takes of a
/// server, so that few send more.
const MAX_HEADER_BYTES: usize = 16 << 10;
/// Largest header block of HTTP/2, where it is counted uncompressed.
const MAX_HEADER_LIST: u32 = 64 << 10;
/// Polls are minutes apart: a connection is kept for robots.txt, redirects and the next page, not for the next poll.
const IDLE: Duration = Duration::from_secs(5);

static FEED: HeaderValue = HeaderValue::from_static(
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
     application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1",
);
static PAGE: HeaderValue =
    HeaderValue::from_static("text/html, application/xhtml+xml, application/xml;q=0.5, */*;q=0.1");
static ANYTHING: HeaderValue = HeaderValue::from_static("*/*");
/// What `body` can decode.
static ENCODINGS: HeaderValue = HeaderValue::from_static("gzip, br, deflate");

/// Clients that differ in what names may resolve to, and in whether HTTP/1.1 alone is spoken, which alone can become
/// another protocol. A connection stays with the client that opened it, so a connection to an allowed host is never used
/// for another request.
pub(super) struct Connector {
    guard: Arc<Guard>,
    user_agent: HeaderValue,
    proxy: Option<Proxy>,
    strict: Pools,
    open: Pools,
}

struct Pools {
    both: Client<Dial, Full<Bytes>>,
    plain: Client<Dial, Full<Bytes>>,
}

impl Connector {
    pub(super) fn new(policy: &FetchPolicy) -> Result<Self> {
        let guard = Arc::new(Guard::new(&policy.allow_hosts).context("reading fetch.allow_hosts")?);
        let trust = Arc::new(Trust::new(policy.ca_file.as_deref())?);
        let user_agent = HeaderValue::from_str(&policy.user_agent).context("reading fetch.user_agent")?;
        let proxy =
            policy.proxy.as_ref().map(|proxy| Proxy::new(proxy, &guard)).transpose().context("reading [proxy]")?;
        let pool = |route, tongues| {
            let proxy = proxy.as_ref().filter(|_| route == Route::Strict);
            client(Dial::new((&guard, route), proxy, &trust, tongues, policy.connect_timeout))
        };
        let pools = |route| Pools { both: pool(route, Tongues::Both), plain: pool(route, Tongues::Http1) };
        Ok(Self { strict: pools(Route::Strict), open: pools(Route::Open), user_agent, proxy, guard })
    }

    /// Judges an address before anything is asked.
    pub(super) fn judge(&self, url: &Url) -> Result<Route, Failure> {
        self.guard.check(url).map_err(|refusal| Failure::new(FailureKind::Refused, refusal.to_string()))
    }

    /// Sends one request; its answer may be a redirect.
    pub(super) async fn send(&self, url: &Url, route: Route, headers: HeaderMap) -> Result<Response, Failure> {
        self.execute(Method::GET, url, route, headers, Bytes::new()).await
    }

    /// Posts a form.
    pub(super) async fn post(&self, url: &Url, route: Route, form: String) -> Result<Response, Failure> {
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        self.execute(Method::POST, url, route, HeaderMap::from_iter([(CONTENT_TYPE, kind)]), form.into()).await
    }

    async fn execute(
        &self,
        method: Method,
        url: &Url,
        route: Route,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> Result<Response, Failure> {
        let pools = if route == Route::Strict { &self.strict } else { &self.open };
        let client = if headers.contains_key(UPGRADE) { &pools.plain } else { &pools.both };
        headers.entry(ACCEPT).or_insert_with(|| ANYTHING.clone());
        headers.insert(USER_AGENT, self.user_agent.clone());
        headers.insert(ACCEPT_ENCODING, ENCODINGS.clone());
        let login = self.proxy.as_ref().filter(|_| route == Route::Strict).and_then(Proxy::login);
        // Through a tunnel it would reach the host behind the proxy.
        if let Some(login) = login.filter(|_| url.scheme() == "http") {
            headers.insert(PROXY_AUTHORIZATION, login.clone());
        }
        let mut request = http::Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = Uri::try_from(&url[..url::Position::AfterQuery]).map_err(|error| explain(&error))?;
        *request.headers_mut() = headers;
        timeout(SILENCE, client.request(request)).await.map_err(|_| late())?.map_err(|error| explain(&error))
    }
}

fn client(dial: Dial) -> Client<Dial, Full<Bytes>> {
    Client::builder(TokioExecutor::new())
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(1)
        .http1_max_buf_size(MAX_HEADER_BYTES)
        .http2_max_header_list_size(MAX_HEADER_LIST)
        .build(dial)
}

/// The headers of a request: validators byte for byte, nothing about us but the program's name.
pub(super) fn headers(request: &Request<'_>) -> HeaderMap {
    /// These, and those of every request.
    const USUAL: usize = 8;
    let accept = match request.accept {
        Accept::Feed => &FEED,
        Accept::Page => &PAGE,
        Accept::Messages(_) => &ANYTHING,
    };
    let mut headers = HeaderMap::with_capacity(USUAL);
    headers.insert(ACCEPT, accept.clone());
    let validators = request.validators;
    for (name, value) in [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)] {
        // A validator that is no header value was not sent by a server; it is left out.
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}
