//! The HTTP clients behind the guard, and their errors in our words.

use std::error::Error;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context, Result};
use bytes::{Bytes, BytesMut};
use reqwest::header::{
    ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, UPGRADE,
};
use reqwest::{Certificate, Client, Method, Response, redirect, retry};
use url::Url;

use super::answer::{Accept, Failure, FailureKind, Request};
use super::guard::{Guard, Refusal, Route};
use super::headers;
use super::policy::FetchPolicy;
use super::resolver::{Guarded, Unresolved};

/// Longest silence of a server that has begun to answer.
const SILENCE: Duration = Duration::from_secs(20);
/// Time given to the body of a refusal, which is only looked at for walls.
const HEAD_TIME: Duration = Duration::from_secs(3);
/// How much of a body's announced length is set aside before it comes.
const BELIEVED: usize = 128 << 10;
/// Largest header block of HTTP/2 (F66); HTTP/1 is bounded by the client at 100 headers.
const MAX_HEADER_BYTES: u32 = 64 << 10;

const FEED: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
                    application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1";
const PAGE: &str = "text/html, application/xhtml+xml, application/xml;q=0.5, */*;q=0.1";

/// Two clients that differ only in what names may resolve to. A connection stays with the client that opened it, so a
/// connection to an allowed host is never used for another request.
pub(super) struct Connector {
    guard: Arc<Guard>,
    strict: Lazy,
    open: Lazy,
    /// The same for what HTTP/1.1 alone can do: to become another protocol.
    strict_plain: Lazy,
    open_plain: Lazy,
}

/// A client is made when it is first needed: each reads the machine's certificates, which is most of what a start costs.
struct Lazy {
    made: OnceLock<Client>,
    route: Route,
    policy: FetchPolicy,
    /// HTTP/1.1 alone.
    plain: bool,
}

impl Connector {
    pub(super) fn new(policy: &FetchPolicy) -> Result<Self> {
        let guard = Arc::new(Guard::new(&policy.allow_hosts).context("reading fetch.allow_hosts")?);
        let lazy = |route, plain| Lazy { made: OnceLock::new(), route, policy: policy.clone(), plain };
        Ok(Self {
            guard,
            strict: lazy(Route::Strict, false),
            open: lazy(Route::Open, false),
            strict_plain: lazy(Route::Strict, true),
            open_plain: lazy(Route::Open, true),
        })
    }

    /// Judges an address before anything is asked.
    pub(super) fn judge(&self, url: &Url) -> Result<Route, Failure> {
        self.guard.check(url).map_err(|refusal| Failure::new(FailureKind::Refused, refusal.to_string()))
    }

    /// Sends one request; its answer may be a redirect.
    pub(super) async fn send(&self, url: Url, route: Route, headers: HeaderMap) -> Result<Response, Failure> {
        let mut request = reqwest::Request::new(Method::GET, url);
        *request.headers_mut() = headers;
        self.execute(request, route).await
    }

    /// Posts a form.
    pub(super) async fn post(&self, url: Url, route: Route, form: String) -> Result<Response, Failure> {
        let mut request = reqwest::Request::new(Method::POST, url);
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        *request.body_mut() = Some(form.into());
        self.execute(request, route).await
    }

    async fn execute(&self, request: reqwest::Request, route: Route) -> Result<Response, Failure> {
        let client = match (route, request.headers().contains_key(UPGRADE)) {
            (Route::Strict, false) => &self.strict,
            (Route::Open, false) => &self.open,
            (Route::Strict, true) => &self.strict_plain,
            (Route::Open, true) => &self.open_plain,
        };
        client.get(&self.guard)?.execute(request).await.map_err(|error| explain(&error))
    }
}

impl Lazy {
    fn get(&self, guard: &Arc<Guard>) -> Result<&Client, Failure> {
        if let Some(client) = self.made.get() {
            return Ok(client);
        }
        let client = client(&self.policy, guard, self.route, self.plain);
        let client = client.map_err(|why| Failure::new(FailureKind::Tls, format!("{why:#}")))?;
        Ok(self.made.get_or_init(|| client))
    }
}

fn client(policy: &FetchPolicy, guard: &Arc<Guard>, route: Route, plain: bool) -> Result<Client> {
    let builder = if plain { Client::builder().http1_only() } else { Client::builder() };
    builder
        .tls_info(true)
        .tls_certs_merge(authorities(policy)?)
        .user_agent(&policy.user_agent)
        .dns_resolver(Guarded { guard: Arc::clone(guard), route })
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .no_zstd()
        .referer(false)
        .connect_timeout(policy.connect_timeout)
        .read_timeout(SILENCE.min(policy.timeout))
        .timeout(policy.timeout)
        .http2_max_header_list_size(MAX_HEADER_BYTES)
        // Polls are minutes apart: a connection is kept for robots.txt and redirects, not for the next poll.
        .pool_idle_timeout(Duration::from_secs(5))
        .pool_max_idle_per_host(1)
        .build()
        .context("setting up the HTTP client")
}

/// Authorities of one's own, beside those of the machine.
fn authorities(policy: &FetchPolicy) -> Result<Vec<Certificate>> {
    let Some(path) = &policy.ca_file else { return Ok(Vec::new()) };
    let shown = path.display();
    let pem = std::fs::read(path).with_context(|| format!("cannot read the CA file {shown}"))?;
    Certificate::from_pem_bundle(&pem).with_context(|| format!("{shown} is not a PEM file of CAs"))
}

/// The headers of a request: validators byte for byte, nothing about us but the program's name.
pub(super) fn headers(request: &Request<'_>) -> HeaderMap {
    let accept = match request.accept {
        Accept::Feed => FEED,
        Accept::Page => PAGE,
        Accept::Messages(_) => "*/*",
    };
    let mut headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]);
    let validators = request.validators;
    for (name, value) in [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)] {
        // A validator that is no header value was not sent by a server; it is left out.
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

/// The whole body, or a failure: a part of a document is never given (F64).
pub(super) async fn whole(response: Response, max: usize) -> Result<Bytes, Failure> {
    // What the client could not decode is still encoded: unknown or nested encodings.
    if let Some(encoding) = headers::text(response.headers(), CONTENT_ENCODING)
        && !encoding.eq_ignore_ascii_case("identity")
    {
        let told: String = encoding.chars().take(40).collect();
        return Err(Failure::new(FailureKind::Protocol, format!("the body is encoded in an unknown way ({told})")));
    }
    let (bytes, cut) = up_to(response, max).await.map_err(|error| explain(&error))?;
    if cut {
        return Err(Failure::new(FailureKind::TooLarge, format!("the body is larger than {max} bytes")));
    }
    Ok(bytes)
}

/// The beginning of a body, as far as it can be had.
pub(super) async fn head(response: Response, max: usize) -> Bytes {
    let read = tokio::time::timeout(HEAD_TIME, up_to(response, max)).await;
    read.ok().and_then(Result::ok).map(|(bytes, _)| bytes).unwrap_or_default()
}

/// At most `max` bytes of the decoded body, and whether there were more.
pub(super) async fn up_to(mut response: Response, max: usize) -> Result<(Bytes, bool), reqwest::Error> {
    // A length that is told saves growing; it is a server's word, so no more than a feed's is believed.
    let told = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut body = BytesMut::with_capacity(told.min(max).min(BELIEVED));
    while let Some(chunk) = response.chunk().await? {
        let room = max - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            return Ok((body.freeze(), true));
        }
    }
    Ok((body.freeze(), false))
}

/// A client's error in our words: the sort by the deepest cause that we know, the detail from the deepest of all.
pub(super) fn explain(error: &reqwest::Error) -> Failure {
    let (mut kind, mut deepest) = (None, String::new());
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(inner) = cause {
        kind = sort(inner).or(kind);
        deepest = inner.to_string();
        cause = inner.source();
    }
    let kind = kind.unwrap_or(match error {
        _ if error.is_timeout() => FailureKind::Timeout,
        _ if error.is_connect() => FailureKind::Connect,
        _ => FailureKind::Protocol,
    });
    let told: String = deepest.chars().take(300).collect();
    let detail = match kind {
        FailureKind::Timeout if error.is_connect() => "connecting took too long".to_owned(),
        FailureKind::Timeout => "the server fell silent or took too long".to_owned(),
        FailureKind::Connect => format!("could not connect: {told}"),
        FailureKind::Tls => format!("TLS failed: {told}"),
        FailureKind::Protocol => format!("the answer broke off or is not HTTP: {told}"),
        _ => told,
    };
    Failure::new(kind, detail)
}

fn sort(cause: &(dyn Error + 'static)) -> Option<FailureKind> {
    // An I/O error names the cause of what it wraps as its own, and hides what it wraps.
    if let Some(wrapped) = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        return sort(wrapped);
    }
    if cause.is::<Refusal>() {
        Some(FailureKind::Refused)
    } else if cause.is::<Unresolved>() {
        Some(FailureKind::Dns)
    } else if cause.is::<rustls::Error>() {
        Some(FailureKind::Tls)
    } else {
        None
    }
}
