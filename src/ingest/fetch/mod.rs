//! The one guarded HTTP connector (R12). Everything that vigie reads from the network comes through
//! `Fetcher::fetch`: discovery, feeds, forums, pages and their robots.txt.
//!
//! One visit: the guard judges the address, the site's gate gives a place, robots.txt is asked, the request goes out,
//! redirects are followed by hand through the same three, and the body is read up to its limit. It reads straight down
//! in `Fetcher::visit`. A document is whole or it is not given.
//!
//! Absent on purpose: cookies, `Referer`, credentials in addresses, proxies from the environment (F82, A21; one that the
//! configuration names is in `proxy`), `Alt-Svc` (A22), meta refresh, retries (the daemon decides when to come back), and
//! zstd, whose 128 MiB window would let a small answer take that much memory (A25). A body is bounded as it comes over the
//! wire and again as it is decoded, and in time (F64, F65).

mod address;
mod answer;
mod body;
mod certificate;
mod connect;
mod dial;
mod explain;
mod gate;
mod guard;
mod headers;
mod manners;
mod messages;
mod notes;
mod policy;
mod proxy;
mod redirect;
mod resolver;
mod robots;
mod token;
mod trust;
mod wall;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use http::header::HeaderMap;
use tokio::time::Instant;
use url::Url;

pub use answer::{Accept, Answer, Failure, FailureKind, Messages, Page, Request};
pub use gate::site;
pub use policy::FetchPolicy;
pub use robots::Robots;

use crate::model::{SiteNote, Timestamp, Token};
use connect::{Connector, Response};
use gate::{Gates, Pass};
use manners::Manners;
use redirect::Trail;

/// Longest wait for a place at a site's gate; beyond it the caller is told to come back.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of a refusal's body is looked at, to tell a wall from a site.
const WALL_BYTES: usize = 32 * 1_024;

/// Fetches documents. Cheap to clone; clones share connections, gates and robots.txt.
#[derive(Clone)]
pub struct Fetcher {
    inner: Arc<Inner>,
}

struct Inner {
    policy: FetchPolicy,
    connector: Connector,
    gates: Gates,
    manners: Manners,
}

impl Fetcher {
    /// Makes a connector; fails when an entry of `allow_hosts` cannot be read.
    pub fn new(policy: FetchPolicy) -> Result<Self> {
        let connector = Connector::new(&policy)?;
        let gates = Gates::new(policy.per_host_interval, policy.max_per_host);
        let manners = Manners::new(policy.robots_agent.clone(), gates.notes().clone());
        Ok(Self { inner: Arc::new(Inner { policy, connector, gates, manners }) })
    }

    /// What visits have taught of sites since the last call: to be written down with a poll, and given back to
    /// [`Self::remember`] after a restart.
    pub fn take_notes(&self) -> Vec<SiteNote> {
        self.inner.gates.notes().take()
    }

    /// Keeps the promises that were made before a restart.
    pub fn remember(&self, notes: Vec<SiteNote>, now: Timestamp) {
        for note in notes {
            match note {
                SiteNote::Shut { site, until, refusals } => self.inner.gates.shut(&site, until, refusals, now),
                SiteNote::Robots { file, body, until } => self.inner.manners.remember(file, &body, until),
            }
        }
    }

    /// Reads an address as a person or a document wrote it, and judges it before anything is asked.
    pub fn check(&self, raw: &str) -> Result<Url, Failure> {
        let url = guard::parse(raw).map_err(|refusal| Failure::new(FailureKind::Refused, refusal.to_string()))?;
        self.inner.connector.judge(&url)?;
        Ok(url)
    }

    /// Asks for a document. Safe to drop at any point.
    pub async fn fetch(&self, request: &Request<'_>, now: Timestamp) -> Answer {
        self.fetch_as(request, None, now).await
    }

    /// Asks for a document with a person's own token, which only the token's host is shown (R10).
    pub async fn fetch_as(&self, request: &Request<'_>, token: Option<&Token>, now: Timestamp) -> Answer {
        self.enter_and_visit(request, token, now).await.unwrap_or_else(|answer| answer)
    }

    /// Posts a form, for instance to a hub; gives the status of the answer. Redirects are not followed.
    pub async fn post(&self, url: &Url, form: String, now: Timestamp) -> Result<u16, Answer> {
        let Inner { policy, connector, gates, .. } = &*self.inner;
        let route = connector.judge(url)?;
        let pass = gates.enter(&gate::site(url), now, PATIENCE, false).await?;
        let sent = tokio::time::timeout(policy.timeout, connector.post(url, route, form)).await;
        let response = sent.map_err(|_| explain::late())??;
        match response.status().as_u16() {
            status @ (429 | 503) => {
                let after = pass.refused(now, status, headers::retry_after(response.headers(), now));
                Err(Answer::Later { after, status: Some(status) })
            }
            status => Ok(status),
        }
    }

    async fn enter_and_visit(
        &self,
        request: &Request<'_>,
        token: Option<&Token>,
        now: Timestamp,
    ) -> Result<Answer, Answer> {
        self.inner.connector.judge(request.url)?;
        let site = gate::site(request.url);
        let pass = self.inner.gates.enter(&site, now, PATIENCE, request.by_owner).await?;
        let limit = self.inner.policy.timeout;
        let Ok(answer) = tokio::time::timeout(limit, self.visit(request, token, pass, now)).await else {
            let detail = format!("the whole visit took longer than {} s", limit.as_secs_f32());
            return Err(Failure::new(FailureKind::Timeout, detail).into());
        };
        answer
    }

    async fn visit(
        &self,
        request: &Request<'_>,
        token: Option<&Token>,
        mut pass: Pass,
        now: Timestamp,
    ) -> Result<Answer, Answer> {
        let Inner { policy, connector, gates, manners } = &*self.inner;
        let mut trail = Trail::new(request.url.clone(), policy.max_redirects);
        loop {
            let url = trail.here();
            let route = connector.judge(url).map_err(|failure| trail.fail(failure.kind, &failure.detail))?;
            if trail.has_moved() {
                let site = gate::site(url);
                if !pass.is_for(&site) {
                    // The old place is given back first: two sites that lead to one another must not wait for each other.
                    drop(pass);
                    pass = gates.enter(&site, now, policy.timeout / 3, request.by_owner).await?;
                }
            }
            if request.robots {
                manners.ask(connector, policy, url, &pass, now).await?;
            }
            let mut headers = connect::headers(request);
            let key = matches!(request.accept, Accept::Messages(_)).then(|| messages::ask(&mut headers));
            let (signed, asking) = token::sign(url, route, headers, token);
            let asked_at = Instant::now();
            let sent = connector.send(&signed, route, asking).await;
            trail.wait(asked_at.elapsed());
            let response = sent.map_err(|failure| trail.fail(failure.kind, &failure.detail))?;
            if let (101, Accept::Messages(wanted), Some(key)) = (response.status().as_u16(), request.accept, &key) {
                return self.listen(response, key, wanted, request, &trail, &pass).await;
            }
            if !trail.follow(response.status().as_u16(), response.headers())? {
                let answer = self.receive(response, request, &trail, &pass, now).await;
                return answer.map(|answer| token::forget(answer, token));
            }
        }
    }

    async fn listen(
        &self,
        response: Response,
        key: &str,
        wanted: Messages,
        request: &Request<'_>,
        trail: &Trail,
        pass: &Pass,
    ) -> Result<Answer, Answer> {
        let policy = &self.inner.policy;
        // Half of a visit's time, so that what was heard is given before it is over.
        let limits = messages::Limits { bytes: policy.max_body_bytes, time: policy.timeout / 2 };
        let heard = messages::hear(response, key, wanted, limits).await;
        let heard = heard.map_err(|failure| trail.fail(failure.kind, &failure.detail))?;
        pass.welcomed();
        let mut page = Page::new(trail.here().clone(), heard.lines, None);
        page.validators = request.validators.clone();
        if let Some(last) = heard.last {
            page.validators.etag = Some(last.to_string());
        }
        page.more = heard.more;
        Ok(Answer::Fresh(Box::new(page)))
    }

    async fn receive(
        &self,
        response: Response,
        request: &Request<'_>,
        trail: &Trail,
        pass: &Pass,
        now: Timestamp,
    ) -> Result<Answer, Answer> {
        let conditional = request.validators.etag.is_some() || request.validators.last_modified.is_some();
        let status = response.status().as_u16();
        if status == 304 && conditional {
            pass.welcomed();
            let validators = headers::renewed(request.validators, response.headers());
            return Ok(Answer::Same { validators, max_age: headers::max_age(response.headers(), now) });
        }
        let headers = response.headers().clone();
        let certificate_until = certificate::until(&response);
        match status {
            200 | 203 => {
                let read = body::whole(response, self.inner.policy.max_body_bytes).await;
                let bytes = read.map_err(|failure| trail.fail(failure.kind, &failure.detail))?;
                blocked(status, &headers, &bytes, trail, now)?;
                pass.welcomed();
                let mut page = Page::new(trail.here().clone(), bytes, headers::content_type(&headers));
                page.status = status;
                page.validators = headers::validators(&headers);
                page.settling = headers::is_settling(&headers);
                page.moved_permanently = trail.moved_permanently();
                page.max_age = headers::max_age(&headers, now);
                page.links = headers::links(&headers);
                page.certificate_until = certificate_until;
                page.first_byte = trail.waited();
                Ok(Answer::Fresh(Box::new(page)))
            }
            _ => {
                blocked(status, &headers, &body::head(response, WALL_BYTES).await, trail, now)?;
                Err(turned_away(status, &headers, trail, pass, now))
            }
        }
    }
}

/// An answer that a wall gave is no answer of the site's.
fn blocked(status: u16, headers: &HeaderMap, body: &[u8], trail: &Trail, now: Timestamp) -> Result<(), Failure> {
    let Some(vendor) = wall::recognise(status, headers, body) else { return Ok(()) };
    let mut failure = trail.fail(FailureKind::Blocked, &format!("{vendor} answered {status}"));
    failure.retry_after = headers::retry_after(headers, now);
    Err(failure)
}

/// What a status without a document means.
fn turned_away(status: u16, headers: &HeaderMap, trail: &Trail, pass: &Pass, now: Timestamp) -> Answer {
    let retry_after = headers::retry_after(headers, now);
    match status {
        429 | 503 => Answer::Later { after: pass.refused(now, status, retry_after), status: Some(status) },
        403 if retry_after.is_some() => {
            Answer::Later { after: pass.refused(now, status, retry_after), status: Some(status) }
        }
        // Behind a temporary redirect it is the other address that is gone.
        410 if trail.permanent() => Answer::Gone,
        404 | 410 => trail.fail(FailureKind::NotFound, &format!("the server answered {status}")).into(),
        _ => {
            let mut failure = trail.fail(FailureKind::BadStatus(status), &format!("the server answered {status}"));
            failure.retry_after = retry_after;
            failure.into()
        }
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tls_tests;
