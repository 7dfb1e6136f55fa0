//! `[web]`, `[fetch]`, `[retention]` and `[alerts]`: the service's own settings. All of them may be absent.

use std::fs;
use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::checked::{AlertsConfig, FetchConfig, RetentionConfig, WebConfig};
use super::hosts;
use super::notes::as_written;
use super::section::Section;
use super::surroundings::Surroundings;
use crate::model::Proxy;

const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
const DAY: Duration = Duration::from_hours(24);
const LARGEST_BODY: u64 = 64_000_000;
/// A bundle of all the authorities that there are has 300 kB.
const LARGEST_BUNDLE: u64 = 4_000_000;

/// Where pages are served. Webhooks come in there too.
pub(super) fn web(root: &Section<'_>, has_webhooks: bool) -> WebConfig {
    let web = root.section("web", "web");
    let public_url = web.text("public_url").and_then(|text| hosts::url(web.notes, &text));
    let listen = listen(&web, public_url.as_ref());
    if listen.is_none()
        && has_webhooks
        && let Some(off) = web.text("listen").filter(|text| is_off(text.value))
    {
        web.notes.warn(&off.span, "config-listen-webhooks", &[]);
    }
    let websub = web.flag("websub").unwrap_or(false);
    if websub && (listen.is_none() || public_url.is_none()) {
        web.notes.error(&web.place("websub"), "config-websub", &[]);
    }
    WebConfig { listen, public_url, websub }
}

fn listen(web: &Section<'_>, public_url: Option<&url::Url>) -> Option<SocketAddr> {
    if !web.has("listen") {
        return Some(DEFAULT_LISTEN);
    }
    let text = web.text("listen")?;
    let value = text.value.trim();
    if is_off(value) {
        return None;
    }
    let local = value.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    let address: Option<SocketAddr> = local.as_deref().unwrap_or(value).parse().ok();
    match address {
        None => web.notes.error(&text.span, "config-listen", &[("value", as_written(value).into())]),
        Some(address) => {
            let behind_proxy = public_url.is_some_and(|url| url.scheme() == "https");
            if !address.ip().is_loopback() && !behind_proxy {
                web.notes.warn(&text.span, "config-listen-open", &[]);
            }
        }
    }
    address
}

fn is_off(value: &str) -> bool {
    matches!(value.trim(), "off" | "non")
}

/// How sources are asked.
pub(super) fn fetch(
    fetch: &Section<'_>,
    allow_hosts: Vec<String>,
    proxy: Option<Proxy>,
    around: &Surroundings,
) -> FetchConfig {
    let at_least = |seconds| Duration::from_secs(seconds);
    FetchConfig {
        user_agent: user_agent(fetch),
        allow_hosts,
        ca_file: ca_file(fetch, around),
        proxy,
        timeout: fetch.duration("timeout", at_least(1)).unwrap_or(at_least(30)),
        max_body_bytes: fetch.size("max_body", LARGEST_BODY).unwrap_or(10_000_000),
        per_host_interval: fetch.duration("per_host_interval", at_least(0)).unwrap_or(at_least(2)),
        requests_per_day: fetch.number("requests_per_day", 13..=1_440).unwrap_or(24),
    }
}

/// Authorities that are believed beside the machine's.
pub(super) fn ca_file(section: &Section<'_>, around: &Surroundings) -> Option<PathBuf> {
    let text = section.text("ca_file")?;
    let path = around.base_dir.join(text.value);
    if !path.is_file() {
        section.notes.error(&text.span, "config-ca-file", &[]);
    } else if !holds_authorities(&path) {
        section.notes.error(&text.span, "config-ca-file-content", &[]);
    }
    Some(path)
}

/// Whether a file holds certificates, and nothing that only looks like one.
fn holds_authorities(path: &Path) -> bool {
    let mut pem = Vec::new();
    if fs::File::open(path).and_then(|file| file.take(LARGEST_BUNDLE).read_to_end(&mut pem)).is_err() {
        return false;
    }
    let mut roots = rustls::RootCertStore::empty();
    let is_good = |read: Result<CertificateDer<'_>, _>| read.is_ok_and(|certificate| roots.add(certificate).is_ok());
    CertificateDer::pem_slice_iter(&pem).all(is_good) && !roots.is_empty()
}

/// `user_agent`, or our own name with `contact`: who is asked should be able to answer.
fn user_agent(fetch: &Section<'_>) -> String {
    const OURS: &str = concat!("vigie/", env!("CARGO_PKG_VERSION"));
    let header = |key: &str| {
        let text = fetch.text(key)?;
        let fits = text.value.len() <= 200 && text.value.chars().all(|c| c == ' ' || c.is_ascii_graphic());
        if !fits {
            fetch.notes.error(&text.span, "config-header", &[("key", key.into())]);
        }
        fits.then(|| text.value.trim().to_owned())
    };
    let contact = header("contact").map(|contact| match contact.split_once('@') {
        Some(_) if !contact.contains(':') => format!("mailto:{contact}"),
        _ => contact,
    });
    match (header("user_agent"), contact) {
        (Some(agent), None) => agent,
        (Some(agent), Some(contact)) => format!("{agent} (+{contact})"),
        (None, Some(contact)) => format!("{OURS} (+{contact})"),
        (None, None) => OURS.to_owned(),
    }
}

/// How long things are kept.
pub(super) fn retention(root: &Section<'_>) -> RetentionConfig {
    let retention = root.section("retention", "retention");
    let kept = RetentionConfig {
        items: retention.duration_or_none("items", DAY).unwrap_or(90 * DAY),
        mentions: retention.duration("mentions", DAY).unwrap_or(730 * DAY),
    };
    if kept.mentions < kept.items {
        let place = retention.place(if retention.has("mentions") { "mentions" } else { "items" });
        retention.notes.warn(&place, "config-retention", &[]);
    }
    kept
}

/// The rhythm of alerts.
pub(super) fn alerts(root: &Section<'_>) -> AlertsConfig {
    const SHORTEST: Duration = Duration::from_secs(1);
    let alerts = root.section("alerts", "alerts");
    let updates = alerts.texts("update_after");
    let lengths: Vec<Duration> =
        updates.iter().filter_map(|text| alerts.as_duration("update_after", text, SHORTEST)).collect();
    if alerts.has("update_after") && updates.len() != 3 {
        alerts.notes.error(&alerts.place("update_after"), "config-update-after", &[]);
    }
    AlertsConfig {
        update_after: lengths.try_into().ok(),
        calm_for: alerts.duration("calm_for", SHORTEST),
        close_after: alerts.duration("close_after", SHORTEST),
        cooldown: alerts.duration("cooldown", Duration::ZERO),
    }
}
