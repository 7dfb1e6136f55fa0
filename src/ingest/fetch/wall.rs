//! Anti-robot walls (F51): answers that come from a gatekeeper and not from the site.
//!
//! A wall taken for a document would look like a changed page or an empty feed. Headers that only challenges carry
//! are believed at any status. Words in the body are believed only in a refusal, or in a small HTML answer: real pages
//! embed the same vendors' widgets and beacons. A vendor's name in `Server` proves nothing, half of the web has it.

use http::header::HeaderMap;

/// Headers that only a challenge carries: name, values (any when empty), vendor.
const HEADERS: &[(&str, &[&str], &str)] = &[
    ("cf-mitigated", &["challenge"], "Cloudflare"),
    ("x-amzn-waf-action", &["challenge", "captcha"], "AWS WAF"),
    ("x-vercel-mitigated", &["challenge", "deny"], "Vercel"),
    ("x-datadome-cid", &[], "DataDome"),
    ("x-sucuri-block", &[], "Sucuri"),
];

/// Marks of a challenge's own page, and the vendor.
const MARKS: &[(&str, &str)] = &[
    ("_cf_chl_opt", "Cloudflare"),
    ("cf-browser-verification", "Cloudflare"),
    ("geo.captcha-delivery.com", "DataDome"),
    ("_incapsula_resource", "Imperva"),
    ("px-captcha", "HUMAN"),
    ("awswafcookiedomainlist", "AWS WAF"),
    ("errors.edgesuite.net", "Akamai"),
    ("sucuri_cloudproxy_js", "Sucuri"),
    ("anubis_challenge", "Anubis"),
    ("ddos-guard/js-challenge", "DDoS-Guard"),
    ("<title>just a moment...</title>", "Cloudflare"),
    ("<title>attention required! | cloudflare</title>", "Cloudflare"),
];

/// What a wall's page holds at most. Imperva's is under 2 KiB, Cloudflare's and Anubis' about 10.
const SMALL: usize = 24 * 1_024;

/// The gatekeeper that answered instead of the site, if one did.
pub(super) fn recognise(status: u16, headers: &HeaderMap, body: &[u8]) -> Option<&'static str> {
    let header = HEADERS.iter().find(|(name, values, _)| {
        let value = headers.get(*name).and_then(|value| value.to_str().ok()).map(str::to_ascii_lowercase);
        value.is_some_and(|value| values.is_empty() || values.contains(&value.trim()))
    });
    if let Some((_, _, vendor)) = header {
        return Some(vendor);
    }
    let refusal = matches!(status, 401 | 403 | 405 | 406 | 429 | 503);
    if !refusal && (body.len() > SMALL || !is_html(body)) {
        return None;
    }
    let head = String::from_utf8_lossy(&body[..body.len().min(SMALL)]).to_ascii_lowercase();
    MARKS.iter().find(|(mark, _)| head.contains(mark)).map(|&(_, vendor)| vendor)
}

fn is_html(body: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&body[..body.len().min(1_024)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head")
}

#[cfg(test)]
mod tests {
    use http::header::HeaderName;

    use super::*;

    #[track_caller]
    fn check(status: u16, lines: &[(&'static str, &str)], body: &str, want: Option<&str>) {
        let headers =
            lines.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
        assert_eq!(recognise(status, &headers, body.as_bytes()), want, "{status} {lines:?} {body:.60}");
    }

    #[test]
    fn walls_are_recognised_f51() {
        check(403, &[("cf-mitigated", "challenge")], "", Some("Cloudflare"));
        check(200, &[("cf-mitigated", "challenge")], "", Some("Cloudflare"));
        check(503, &[], "<html><head><title>Just a moment...</title>", Some("Cloudflare"));
        check(202, &[("x-amzn-waf-action", "challenge")], "", Some("AWS WAF"));
        check(429, &[("x-vercel-mitigated", "challenge")], "", Some("Vercel"));
        check(403, &[], "<script src=\"https://geo.captcha-delivery.com/captcha/\">", Some("DataDome"));
        check(403, &[], "Access Denied ... https://errors.edgesuite.net/18.1", Some("Akamai"));
        let imperva = "<html style=\"height:100%\"><head><script src=\"/_Incapsula_Resource?SWJIYLWA=1\">";
        check(200, &[("x-iinfo", "9-1-0")], imperva, Some("Imperva"));
        check(200, &[], "<!doctype html><script id=\"anubis_challenge\">", Some("Anubis"));
    }

    #[test]
    fn sites_behind_the_same_vendors_are_not_walls_f51() {
        let page = "<!doctype html><html><title>Avis</title>";
        check(200, &[("server", "cloudflare"), ("cf-ray", "8")], page, None);
        let beacon = format!("{page}<script src=\"/cdn-cgi/challenge-platform/scripts/jsd/main.js\">");
        check(200, &[("server", "cloudflare")], &beacon, None);
        let turnstile = format!("{page}<script src=\"https://challenges.cloudflare.com/turnstile/v0/api.js\">");
        check(200, &[], &turnstile, None);
        check(
            200,
            &[("x-iinfo", "9-1-0")],
            &format!("{page}<p>{}<script src=/_Incapsula_Resource>", "a".repeat(SMALL)),
            None,
        );
        check(200, &[], "<rss><item><title>What px-captcha and _cf_chl_opt are</title>", None);
        check(403, &[("server", "cloudflare")], "<html>Members only", None);
    }
}
