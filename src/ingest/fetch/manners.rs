//! robots.txt of the sites that are visited: asked once a day, through the same connector.
//!
//! RFC 9309, 2.3.1: a file that is not there (4xx, too many redirects) allows everything; one that cannot be had (5xx)
//! forbids everything, here for ten minutes. Where the network failed nothing is remembered: the failure itself is the
//! answer, because the document would fail in the same way and the person should read why.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use http::header::HeaderMap;
use url::Url;

use super::answer::{Answer, Failure, FailureKind};
use super::body;
use super::connect::Connector;
use super::gate::Pass;
use super::headers;
use super::notes::Notes;
use super::policy::FetchPolicy;
use super::redirect::{Trail, shown};
use super::robots::Robots;
use crate::model::{DAY_MS, MINUTE_MS, SiteNote, Timestamp};

/// What is read of a robots.txt (RFC 9309, 2.5).
const MAX_BYTES: usize = 500 << 10;
/// Redirects followed (RFC 9309, 2.3.1.2).
const MAX_REDIRECTS: usize = 5;
/// Files kept.
const MAX_KEPT: usize = 4_096;

/// The robots.txt that are known.
pub(super) struct Manners {
    agent: String,
    notes: Notes,
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Clone)]
struct Known {
    word: Word,
    until: Timestamp,
}

#[derive(Clone)]
enum Word {
    Rules(Arc<Robots>),
    Silence(Failure),
}

impl Manners {
    pub(super) fn new(agent: String, notes: Notes) -> Self {
        Self { agent, notes, known: Mutex::default() }
    }

    /// A file that was read before a restart.
    pub(super) fn remember(&self, file: String, body: &[u8], until: Timestamp) {
        self.keep(file, Word::Rules(Arc::new(Robots::parse(body, &self.agent))), until, until);
    }

    /// Whether the address may be asked for; the answer to give instead when it may not.
    pub(super) async fn ask(
        &self,
        connector: &Connector,
        policy: &FetchPolicy,
        url: &Url,
        pass: &Pass,
        now: Timestamp,
    ) -> Result<(), Answer> {
        let file = format!("{}/robots.txt", &url[..url::Position::BeforePath]);
        // A silence is not believed by an owner: it may be what is over.
        let known = self.known(&file, now).filter(|word| !(pass.is_by_owner() && matches!(word, Word::Silence(_))));
        let word = if let Some(word) = known {
            word
        } else {
            let Ok(file) = Url::parse(&file) else { return Ok(()) };
            self.learn(connector, policy, &file, pass, now).await?
        };
        let robots = match word {
            Word::Rules(robots) => robots,
            Word::Silence(failure) => return Err(failure.into()),
        };
        if let Some(delay) = robots.delay() {
            pass.slow_down(now, delay);
        }
        if !robots.allows(&url[url::Position::BeforePath..url::Position::AfterQuery]) {
            let file = url.join("/robots.txt").unwrap_or_else(|_| url.clone());
            let detail = format!("{} forbids {}", shown(&file), shown(url));
            return Err(Failure::new(FailureKind::Robots, detail).into());
        }
        Ok(())
    }

    async fn learn(
        &self,
        connector: &Connector,
        policy: &FetchPolicy,
        file: &Url,
        pass: &Pass,
        now: Timestamp,
    ) -> Result<Word, Answer> {
        let until = now.plus_millis(DAY_MS);
        let (word, until) = match read(connector, policy, file, pass, now).await? {
            Read::Body(body) => {
                self.notes.add(SiteNote::Robots { file: file.as_str().to_owned(), body: body.to_vec(), until });
                (Word::Rules(Arc::new(Robots::parse(&body, &self.agent))), until)
            }
            Read::Absent => {
                self.notes.add(SiteNote::Robots { file: file.as_str().to_owned(), body: Vec::new(), until });
                (Word::Rules(Arc::default()), until)
            }
            Read::Silent(failure) => (Word::Silence(failure), now.plus_millis(10 * MINUTE_MS)),
        };
        self.keep(file.as_str().to_owned(), word.clone(), until, now);
        Ok(word)
    }

    fn keep(&self, file: String, word: Word, until: Timestamp, now: Timestamp) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_KEPT {
            known.retain(|_, kept| kept.until > now);
        }
        if known.len() < MAX_KEPT {
            known.insert(file, Known { word, until });
        }
    }

    fn known(&self, file: &str, now: Timestamp) -> Option<Word> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // More than a day ahead: the clock was set back.
        let kept = known.get(file).filter(|kept| kept.until > now && kept.until.since(now) <= DAY_MS);
        kept.map(|kept| kept.word.clone())
    }
}

enum Read {
    Body(bytes::Bytes),
    Absent,
    Silent(Failure),
}

async fn read(
    connector: &Connector,
    policy: &FetchPolicy,
    file: &Url,
    pass: &Pass,
    now: Timestamp,
) -> Result<Read, Answer> {
    let mut trail = Trail::new(file.clone(), MAX_REDIRECTS.min(policy.max_redirects));
    loop {
        let url = trail.here();
        let about = |failure: &Failure| trail.fail(failure.kind, &format!("robots.txt: {}", failure.detail));
        let route = connector.judge(url).map_err(|failure| about(&failure))?;
        let response = connector.send(url, route, HeaderMap::new()).await.map_err(|failure| about(&failure))?;
        let status = response.status().as_u16();
        match status {
            200..=299 => {
                let read = body::up_to(response, MAX_BYTES).await.map_err(|failure| about(&failure))?;
                return Ok(Read::Body(read.bytes));
            }
            429 => {
                let after = pass.refused(now, status, headers::retry_after(response.headers(), now));
                return Err(Answer::Later { after, status: Some(status) });
            }
            500.. => {
                let what = format!("{} answered {status}, so nothing of the site is asked for", shown(url));
                return Ok(Read::Silent(trail.fail(FailureKind::BadStatus(status), &what)));
            }
            _ => {}
        }
        // A file may be kept on another site (RFC 9309, 2.3.1.2). One small request a day does not wait at its gate.
        match trail.follow(status, response.headers()) {
            Ok(true) => {}
            Err(failure) if failure.kind == FailureKind::Refused => return Err(failure.into()),
            Ok(false) | Err(_) => return Ok(Read::Absent),
        }
    }
}

#[cfg(test)]
#[path = "manners_tests.rs"]
mod tests;
