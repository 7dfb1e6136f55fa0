//! Redirects, followed by hand: every hop goes through the guard, and what the chain means is kept.

use std::time::Duration;

use http::header::{HeaderMap, LOCATION};
use url::Url;

use super::answer::{Failure, FailureKind};

/// The way from the address that was asked for to the one that answers.
#[derive(Debug)]
pub(super) struct Trail {
    hops: Vec<Url>,
    max: usize,
    permanent: bool,
    waited: Duration,
}

impl Trail {
    pub(super) fn new(mut start: Url, max: usize) -> Self {
        start.set_fragment(None);
        Self { hops: vec![start], max, permanent: true, waited: Duration::ZERO }
    }

    /// The address to ask now.
    pub(super) fn here(&self) -> &Url {
        &self.hops[self.hops.len() - 1]
    }

    /// So long it took until an answer began.
    pub(super) fn wait(&mut self, time: Duration) {
        self.waited += time;
    }

    /// The time until answers began, of all hops.
    pub(super) const fn waited(&self) -> Duration {
        self.waited
    }

    /// Whether a redirect was followed.
    pub(super) const fn has_moved(&self) -> bool {
        self.hops.len() > 1
    }

    /// Whether every redirect so far, if any, was a permanent one.
    pub(super) const fn permanent(&self) -> bool {
        self.permanent
    }

    /// Where the document has moved for good, if it has.
    pub(super) fn moved_permanently(&self) -> Option<Url> {
        (self.hops.len() > 1 && self.permanent).then(|| self.here().clone())
    }

    /// Takes an answer: true when it leads on to another address.
    pub(super) fn follow(&mut self, status: u16, headers: &HeaderMap) -> Result<bool, Failure> {
        if !matches!(status, 301 | 302 | 303 | 307 | 308) {
            return Ok(false);
        }
        let here = self.here();
        let location = headers.get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let Some(mut next) = location.and_then(|location| here.join(location.trim()).ok()) else {
            return Err(self.fail(FailureKind::BadStatus(status), "a redirect without a readable address"));
        };
        next.set_fragment(None);
        if here.scheme() == "https" && next.scheme() == "http" {
            self.hops.push(next);
            return Err(self.fail(FailureKind::Refused, "a redirect from https to http"));
        }
        let again = self.hops.contains(&next);
        self.permanent &= matches!(status, 301 | 308);
        self.hops.push(next);
        if again {
            return Err(self.fail(FailureKind::RedirectLoop, "the redirects go in a circle"));
        }
        if self.hops.len() > self.max + 1 {
            return Err(self.fail(FailureKind::RedirectLoop, &format!("more than {} redirects", self.max)));
        }
        Ok(true)
    }

    /// A failure that tells the chain that led to it.
    pub(super) fn fail(&self, kind: FailureKind, what: &str) -> Failure {
        if self.hops.len() == 1 {
            return Failure::new(kind, what);
        }
        let chain: Vec<String> = self.hops.iter().map(shown).collect();
        Failure::new(kind, format!("{what} ({})", chain.join(" -> ")))
    }
}

/// An address as it may be logged: without user information, query or fragment, where secrets live (R10).
pub(super) fn shown(url: &Url) -> String {
    let mut bare = url.clone();
    let hidden = bare.query().is_some();
    bare.set_query(None);
    bare.set_fragment(None);
    // Both fail only for addresses that cannot hold user information.
    let _ = bare.set_username("");
    let _ = bare.set_password(None);
    let mut text: String = bare.as_str().chars().take(200).collect();
    if hidden {
        text.push_str("?…");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Follows `status location` steps from `start`.
    fn walk(start: &str, steps: &[(u16, &str)]) -> (Trail, Result<bool, Failure>) {
        let mut trail = Trail::new(start.parse().unwrap(), 5);
        let mut last = Ok(false);
        for (status, location) in steps {
            last = trail.follow(*status, &HeaderMap::from_iter([(LOCATION, location.parse().unwrap())]));
            if last.is_err() {
                break;
            }
        }
        (trail, last)
    }

    #[track_caller]
    fn check(start: &str, steps: &[(u16, &str)], want: Result<Option<&str>, FailureKind>) {
        let (trail, last) = walk(start, steps);
        let got = last.map(|_| trail.moved_permanently()).map_err(|failure| failure.kind);
        assert_eq!(got, want.map(|url| url.map(|url| url.parse().unwrap())), "{start} {steps:?}");
    }

    #[test]
    fn only_a_chain_of_permanent_redirects_moves_a_source_f58() {
        check("http://a.test/", &[(301, "https://a.test/#top")], Ok(Some("https://a.test/")));
        check("http://a.test/", &[(308, "/b"), (301, "/c")], Ok(Some("http://a.test/c")));
        check("http://a.test/", &[(301, "/b"), (302, "/c")], Ok(None));
        check("http://a.test/", &[(307, "/b"), (301, "/c")], Ok(None));
        check("http://a.test/", &[], Ok(None));
    }

    #[test]
    fn chains_end_f59_a18_a19() {
        check("http://a.test/", &[(301, "/")], Err(FailureKind::RedirectLoop));
        check("http://a.test/", &[(302, "/b"), (302, "/")], Err(FailureKind::RedirectLoop));
        let steps = [(302, "/1"), (302, "/2"), (302, "/3"), (302, "/4"), (302, "/5"), (302, "/6")];
        check("http://a.test/", &steps, Err(FailureKind::RedirectLoop));
        check("https://a.test/", &[(301, "http://a.test/")], Err(FailureKind::Refused));
        check("https://a.test/", &[(301, "http://[")], Err(FailureKind::BadStatus(301)));
        check("https://a.test/", &[(300, "/b")], Ok(None));
    }

    #[test]
    fn failures_tell_the_chain_without_its_secrets() {
        let (trail, _) = walk("http://a.test/x?key=secret", &[(302, "http://u:p@b.test/y")]);
        let told = trail.fail(FailureKind::Refused, "no").detail;
        assert_eq!(told, "no (http://a.test/x?… -> http://b.test/y)");
    }
}
