//! Names and addresses of the network: URLs, hosts, the list of hosts that may be asked though they are private.

use std::net::IpAddr;

use url::{Host, Url};

use super::notes::Notes;
use super::section::{Section, Text};

/// An `http` or `https` address without user information. The complaint never repeats it: it may hold a password.
pub(super) fn url(notes: &Notes<'_>, text: &Text<'_>) -> Option<Url> {
    const LONGEST: usize = 2_048;
    let raw = text.value.trim();
    let parsed = match Url::parse(raw) {
        _ if raw.len() > LONGEST => Err("config-url-too-long"),
        Ok(url) if !matches!(url.scheme(), "http" | "https") && !raw.contains("://") => Err("config-url-no-scheme"),
        Ok(url) if !matches!(url.scheme(), "http" | "https") => Err("config-url-scheme"),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => Err("config-url-user"),
        Ok(url) => Ok(url),
        Err(_) if !raw.contains("://") => Err("config-url-no-scheme"),
        Err(_) => Err("config-url"),
    };
    match parsed {
        Ok(mut url) => {
            url.set_fragment(None);
            Some(url)
        }
        Err(key) => {
            notes.error(&text.span, key, &[]);
            None
        }
    }
}

/// The entries of `fetch.allow_hosts` that are well formed.
pub(super) fn allow_list(fetch: &Section<'_>) -> Vec<String> {
    let mut entries = Vec::new();
    for text in fetch.texts("allow_hosts") {
        let entry = text.value.trim().to_lowercase();
        if is_entry(&entry) {
            entries.push(entry);
        } else {
            fetch.notes.error(&text.span, "config-allow-host", &[]);
        }
    }
    entries
}

/// Whether the list names the host of the address.
pub(super) fn allows(entries: &[String], url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let port = url.port_or_known_default().unwrap_or_default();
    let address: Option<IpAddr> = host.parse().ok();
    entries.iter().any(|entry| match (address, network(entry), host_port(entry)) {
        (Some(address), Some(network), _) => contains(network, address),
        (_, _, Some((name, wanted))) => name == host && wanted.is_none_or(|wanted| wanted == port),
        _ => false,
    })
}

/// Whether the address names this machine or its own network: such a host is not asked unless it is allowed.
pub(super) fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback() || ip.is_unicast_link_local() || ip.is_unique_local() || ip.is_unspecified()
        }
        None => false,
    }
}

/// Whether the name is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Whether it is a host name or an address, without port.
pub(super) fn is_host(text: &str) -> bool {
    let named = |text: &str| {
        text.len() <= 253
            && text.trim_end_matches('.').split('.').all(|label| {
                (1..=63).contains(&label.len()) && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            })
    };
    text.parse::<IpAddr>().is_ok() || (named(text) && Host::parse(text).is_ok())
}

/// Whether it names hosts as `fetch.allow_hosts` does.
pub(super) fn is_entry(entry: &str) -> bool {
    network(entry).is_some() || host_port(entry).is_some()
}

/// `host`, `host:port`, `address`, `address:port`, `[v6]:port`.
fn host_port(entry: &str) -> Option<(&str, Option<u16>)> {
    if is_host(entry) {
        return Some((entry, None));
    }
    let (host, port) = entry.rsplit_once(':')?;
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let port: u16 = port.parse().ok()?;
    is_host(host).then_some((host, Some(port)))
}

fn network(entry: &str) -> Option<(IpAddr, u32)> {
    let (address, bits) = entry.split_once('/')?;
    let (address, bits): (IpAddr, u32) = (address.parse().ok()?, bits.parse().ok()?);
    (bits <= if address.is_ipv4() { 32 } else { 128 }).then_some((address, bits))
}

fn contains((base, bits): (IpAddr, u32), address: IpAddr) -> bool {
    match (base, address) {
        (IpAddr::V4(base), IpAddr::V4(ip)) => {
            let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
            base.to_bits() & mask == ip.to_bits() & mask
        }
        (IpAddr::V6(base), IpAddr::V6(ip)) => {
            let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
            base.to_bits() & mask == ip.to_bits() & mask
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(entry: &str, url: &str, want: bool) {
        assert_eq!(allows(&[entry.to_owned()], &Url::parse(url).unwrap()), want, "{entry} {url}");
    }

    #[test]
    fn the_list_names_hosts_ports_and_networks() {
        check("127.0.0.1:8081", "http://127.0.0.1:8081/feed", true);
        check("127.0.0.1:8081", "http://127.0.0.1:8082/feed", false);
        check("localhost", "http://localhost:99/", true);
        check("intranet.acme.example", "https://intranet.acme.example/", true);
        check("acme.example", "https://intranet.acme.example/", false);
        check("10.0.0.0/8", "http://10.1.2.3/", true);
        check("10.0.0.0/8", "http://11.1.2.3/", false);
        check("0.0.0.0/0", "http://11.1.2.3/", true);
        check("fd00::/8", "http://[fd00::1]/", true);
        check("::1", "http://[::1]:8080/", true);
        check("10.0.0.0/8", "http://ten.example/", false);
    }

    #[test]
    fn other_entries_are_refused() {
        for entry in ["http://a.example", "a.example/feed", "10.0.0.0/33", "a b", "*.example", "a.example:port", ""] {
            assert!(!is_entry(entry), "{entry}");
        }
    }

    #[test]
    fn private_addresses_are_recognised() {
        for (url, want) in [
            ("http://localhost/", true),
            ("http://192.168.1.4/", true),
            ("http://[::1]/", true),
            ("http://0x7f.1/", true),
            ("https://acme.example/", false),
            ("http://8.8.8.8/", false),
        ] {
            assert_eq!(is_private(&Url::parse(url).unwrap()), want, "{url}");
        }
    }
}
