//! The response headers that matter here, read leniently and bounded.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::{
    AGE, CACHE_CONTROL, CONTENT_TYPE, DATE, ETAG, EXPIRES, HeaderMap, HeaderName, LAST_MODIFIED, LINK, RETRY_AFTER,
};

use crate::model::{Timestamp, Validators};

/// Longest wait that a server can ask for: a `Retry-After` of the year 2099 must not silence a source (F61).
pub(super) const LONGEST: Duration = Duration::from_hours(7 * 24);
/// Longest header value that is kept.
const MAX_VALUE: usize = 1_024;

/// A header as text, if it is text.
pub(super) fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let value = headers.get(name)?.as_bytes();
    std::str::from_utf8(value).ok().map(str::trim).filter(|text| !text.is_empty() && text.len() <= MAX_VALUE)
}

/// `ETag` and `Last-Modified`, byte for byte: they are echoed, never understood.
pub(super) fn validators(headers: &HeaderMap) -> Validators {
    let own = |name| text(headers, name).map(ToOwned::to_owned);
    Validators { etag: own(ETAG), last_modified: own(LAST_MODIFIED) }
}

/// Whether the document may change again under the same validators: it names the very second of the answer as that of its
/// last change (RFC 9110, 8.8.2.2). Programs that publish make their `ETag` of that second too.
pub(super) fn is_settling(headers: &HeaderMap) -> bool {
    let at = |name| text(headers, name).and_then(instant);
    at(LAST_MODIFIED).zip(at(DATE)).is_some_and(|(changed, sent)| changed >= sent)
}

/// What to keep after a 304: what the server sent anew, else what was known.
pub(super) fn renewed(known: &Validators, headers: &HeaderMap) -> Validators {
    let sent = validators(headers);
    Validators {
        etag: sent.etag.or_else(|| known.etag.clone()),
        last_modified: sent.last_modified.or_else(|| known.last_modified.clone()),
    }
}

/// `Content-Type` as sent.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    text(headers, CONTENT_TYPE).map(ToOwned::to_owned)
}

/// The first few `Link` headers, as sent.
pub(super) fn links(headers: &HeaderMap) -> Vec<String> {
    const MOST: usize = 16;
    let values = headers.get_all(LINK).into_iter().filter_map(|value| value.to_str().ok());
    values.filter(|value| value.len() <= 2 * MAX_VALUE).take(MOST).map(str::to_owned).collect()
}

/// `Retry-After`, in seconds or as a date.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?;
    let wait = if value.bytes().all(|byte| byte.is_ascii_digit()) {
        Duration::from_secs(value.parse().unwrap_or(u64::MAX))
    } else {
        now.until(instant(value)?)
    };
    Some(wait.min(LONGEST))
}

/// For how long the answer stands: `Cache-Control: max-age` less `Age`, else `Expires` less `Date`.
pub(super) fn max_age(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let mut stated = None;
    for value in headers.get_all(CACHE_CONTROL) {
        for directive in value.to_str().unwrap_or_default().split(',') {
            let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "no-store" | "no-cache" => return None,
                "max-age" => stated = value.trim().trim_matches('"').parse::<u64>().ok().or(stated),
                _ => {}
            }
        }
    }
    let lasts = if let Some(seconds) = stated {
        let age = text(headers, AGE).and_then(|age| age.parse::<u64>().ok()).unwrap_or(0);
        Duration::from_secs(seconds.saturating_sub(age))
    } else {
        let until = text(headers, EXPIRES).and_then(instant)?;
        text(headers, DATE).and_then(instant).unwrap_or(now).until(until)
    };
    (!lasts.is_zero()).then(|| lasts.min(LONGEST))
}

fn instant(value: &str) -> Option<Timestamp> {
    let at: SystemTime = httpdate::parse_http_date(value).ok()?;
    let since = at.duration_since(UNIX_EPOCH).ok()?;
    Some(Timestamp::from_millis(i64::try_from(since.as_millis()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_772_442_300_000); // Mon, 02 Mar 2026 09:05:00 GMT

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn retry_after_is_read_and_capped_f61() {
        for (value, want) in [
            ("120", Some(120)),
            ("Mon, 02 Mar 2026 09:06:00 GMT", Some(60)),
            ("Mon, 02 Mar 2026 08:00:00 GMT", Some(0)),
            ("Thu, 01 Jan 2099 00:00:00 GMT", Some(7 * 86_400)),
            ("99999999999999999999999", Some(7 * 86_400)),
            ("soon", None),
            ("-5", None),
        ] {
            let got = retry_after(&headers(&[("retry-after", value)]), NOW).map(|wait| wait.as_secs());
            assert_eq!(got, want, "{value}");
        }
    }

    #[test]
    fn max_age_is_read() {
        for (lines, want) in [
            (&[("cache-control", "public, Max-Age=600")][..], Some(600)),
            (&[("cache-control", "max-age=600"), ("age", "60")], Some(540)),
            (&[("cache-control", "no-cache, max-age=600")], None),
            (&[("cache-control", "max-age=0")], None),
            (&[("expires", "Mon, 02 Mar 2026 10:05:00 GMT")], Some(3_600)),
            (&[("expires", "Mon, 02 Mar 2026 10:05:00 GMT"), ("date", "Mon, 02 Mar 2026 10:00:00 GMT")], Some(300)),
            (&[("expires", "0")], None),
            (&[], None),
        ] {
            assert_eq!(max_age(&headers(lines), NOW).map(|age| age.as_secs()), want, "{lines:?}");
        }
    }

    #[test]
    fn what_was_changed_in_the_second_of_the_answer_is_settling() {
        let (before, then) = ("Mon, 02 Mar 2026 09:04:59 GMT", "Mon, 02 Mar 2026 09:05:00 GMT");
        for (changed, sent, want) in
            [(then, then, true), (then, before, true), (before, then, false), ("hier", then, false)]
        {
            assert_eq!(is_settling(&headers(&[("last-modified", changed), ("date", sent)])), want, "{changed}, {sent}");
        }
        assert!(!is_settling(&headers(&[("last-modified", then)])));
    }

    #[test]
    fn a_304_keeps_what_it_does_not_send() {
        let known = Validators { etag: Some("W/\"1\"".into()), last_modified: Some("yesterday".into()) };
        assert_eq!(renewed(&known, &headers(&[])), known);
        let kept = renewed(&known, &headers(&[("etag", "\"2\"")]));
        assert_eq!((kept.etag.as_deref(), kept.last_modified.as_deref()), (Some("\"2\""), Some("yesterday")));
    }
}
