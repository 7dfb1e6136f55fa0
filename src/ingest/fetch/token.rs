//! A person's own token, put into the request at the last moment (R10): the trail, the log, the page that is read and
//! the address that is kept never hold it.

use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use url::Url;

use super::answer::Answer;
use super::guard::Route;
use crate::model::{Token, TokenPlace};

/// The request as it is sent: with the token when it is for this host and nobody on the way can read it. A hop of a
/// redirect is another request: a redirect to another host goes without.
pub(super) fn sign(url: &Url, route: Route, mut headers: HeaderMap, token: Option<&Token>) -> (Url, HeaderMap) {
    let mut url = url.clone();
    let is_safe = url.scheme() == "https" || route == Route::Open;
    let Some(token) = token.filter(|token| is_safe && url.host_str() == Some(token.host.as_str())) else {
        return (url, headers);
    };
    match token.place {
        TokenPlace::Query => {
            let query = url.query().map(|query| format!("{query}&")).unwrap_or_default();
            url.set_query(Some(&format!("{query}{}", token.secret.reveal())));
        }
        TokenPlace::Bearer => {
            if let Ok(mut value) = HeaderValue::from_str(&format!("Bearer {}", token.secret.reveal())) {
                value.set_sensitive(true);
                headers.insert(AUTHORIZATION, value);
            }
        }
    }
    (url, headers)
}

/// An answer to a request with a token tells no new address: a server may have written the token into it.
pub(super) fn forget(mut answer: Answer, token: Option<&Token>) -> Answer {
    if let (Answer::Fresh(page), Some(token)) = (&mut answer, token) {
        page.moved_permanently = None;
        let is_told = page.url.as_str().contains(token.secret.reveal());
        if is_told {
            page.url.set_query(None);
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Secret;

    #[track_caller]
    fn check(url: &str, route: Route, place: TokenPlace, want: (&str, Option<&str>)) {
        let secret = Secret::new(if place == TokenPlace::Query { "feed=s3cr3t&user=ann" } else { "s3cr3t" });
        let token = Token { place, host: "a.example".to_owned(), secret };
        let (url, headers) = sign(&url.parse().unwrap(), route, HeaderMap::new(), Some(&token));
        let sent = headers.get(AUTHORIZATION).map(|value| value.to_str().unwrap());
        assert_eq!((url.as_str(), sent), want);
        assert!(!format!("{headers:?}").contains("s3cr3t"));
    }

    #[test]
    fn r10_only_the_tokens_host_is_shown_it_and_never_in_the_clear() {
        use TokenPlace::{Bearer, Query};
        check("https://a.example/x", Route::Strict, Bearer, ("https://a.example/x", Some("Bearer s3cr3t")));
        check("https://a.example/x?y=1", Route::Strict, Query, ("https://a.example/x?y=1&feed=s3cr3t&user=ann", None));
        check("https://b.example/x", Route::Strict, Bearer, ("https://b.example/x", None));
        check("http://a.example/x", Route::Strict, Query, ("http://a.example/x", None));
        check("http://a.example/x", Route::Open, Bearer, ("http://a.example/x", Some("Bearer s3cr3t")));
    }
}
