//! What keeps other sites' pages from reading or pressing ours.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::daemon::App;

/// Refuses host names that are not ours: a name that a stranger points at our address (DNS rebinding) would let their
/// page read ours.
pub(super) async fn known_host(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let rules = app.rules();
    let public = rules.config.web.public_url.as_ref().and_then(|url| url.host_str());
    if !is_ours(host, public) {
        return (StatusCode::MISDIRECTED_REQUEST, "This host name is not configured (web.public_url).\n")
            .into_response();
    }
    next.run(request).await
}

fn is_ours(host: &str, public: Option<&str>) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || public.is_some_and(|ours| ours.eq_ignore_ascii_case(name))
}

/// Nothing from elsewhere is loaded, run, framed or told where the reader came from (R11).
pub(super) async fn harden(mut response: Response) -> Response {
    const HEADERS: [(header::HeaderName, &str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_name_for_our_address_is_refused() {
        for ours in ["127.0.0.1:8080", "[::1]:8080", "localhost", "localhost:8080", "vigie.acme.example"] {
            assert!(is_ours(ours, Some("vigie.acme.example")), "{ours}");
        }
        for theirs in ["", "evil.example", "127.0.0.1.evil.example:8080", "localhost.evil.example"] {
            assert!(!is_ours(theirs, Some("vigie.acme.example")), "{theirs}");
        }
    }
}
