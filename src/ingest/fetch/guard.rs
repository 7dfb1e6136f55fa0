//! The guard (R12): nothing outside the policy is connected to. Addresses written in the URL are judged here, before
//! the request; names are judged when they are resolved, in [`super::resolver`], so that the address that was checked
//! is the address that is connected to (A14). Every hop of a redirect passes both.

use std::net::IpAddr;

use anyhow::{Result, bail};
use url::{Host, Url};

use super::address::{Net, is_public};

/// Longest address that is asked for.
const MAX_URL: usize = 8_192;

/// Ports on which something else than HTTP listens and could be talked into acting on a request
/// (the list of the Fetch standard, 2.9).
const BAD_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211,
];

/// Ends of names that never mean a host on the Internet (RFC 6761, 6762, 7686, 8375; `internal` by ICANN).
const LOCAL_SUFFIXES: &[&str] = &["localhost", "local", "internal", "home.arpa", "onion", "invalid", "lan", "intranet"];

/// Why something is not connected to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Refusal(pub(super) String);

/// Which of the two clients may carry a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// Names must resolve to public addresses, or to an allowed block.
    Strict,
    /// The policy names this very host (and port): it may be anywhere.
    Open,
}

/// What the policy opens beyond the public Internet.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    nets: Vec<(Net, Option<u16>)>,
    names: Vec<(String, Option<u16>)>,
}

impl Guard {
    /// Reads `allow_hosts`: `127.0.0.1:8081`, `localhost`, `10.0.0.0/8`, `[::1]:80`.
    pub(super) fn new(allow_hosts: &[String]) -> Result<Self> {
        let mut guard = Self { nets: Vec::new(), names: Vec::new() };
        for entry in allow_hosts {
            guard.open(entry.trim())?;
        }
        Ok(guard)
    }

    fn open(&mut self, entry: &str) -> Result<()> {
        if entry.contains('/') {
            let Some(net) = Net::parse(entry) else {
                bail!("`{entry}` is not a block of addresses: write it like `10.0.0.0/8`");
            };
            self.nets.push((net, None));
            return Ok(());
        }
        if let Ok(ip) = entry.trim_matches(['[', ']']).parse::<IpAddr>() {
            self.nets.push((Net::one(ip), None));
            return Ok(());
        }
        let (host, port) = match entry.rsplit_once(':') {
            Some((host, port)) => match port.parse::<u16>() {
                Ok(port) => (host, Some(port)),
                Err(_) => bail!("`{entry}` has no valid port: write it like `intranet.example:8080`"),
            },
            None => (entry, None),
        };
        match Host::parse(host) {
            Ok(Host::Domain(name)) => self.names.push((plain(&name).to_owned(), port)),
            Ok(Host::Ipv4(ip)) => self.nets.push((Net::one(ip.into()), port)),
            Ok(Host::Ipv6(ip)) => self.nets.push((Net::one(ip.into()), port)),
            Err(reason) => bail!("`{entry}` is not a host: {reason}"),
        }
        Ok(())
    }

    /// Judges what can be seen before anything is resolved.
    pub(super) fn check(&self, url: &Url) -> Result<Route, Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return refuse(format!("only http and https are fetched, not {}", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("the address carries a user name or a password");
        }
        if url.as_str().len() > MAX_URL {
            return refuse(format!("the address is longer than {MAX_URL} characters"));
        }
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return refuse("the address names no host");
        };
        match host {
            Host::Ipv4(ip) => self.check_ip(ip.into(), port),
            Host::Ipv6(ip) => self.check_ip(ip.into(), port),
            Host::Domain(name) => self.check_name(plain(name), port),
        }
    }

    fn check_ip(&self, ip: IpAddr, port: u16) -> Result<Route, Refusal> {
        if self.nets.iter().any(|&(net, only)| net.holds(ip) && only.is_none_or(|only| only == port)) {
            return Ok(Route::Open);
        }
        if !is_public(ip) {
            return refuse(format!("{ip} is not a public address; add it to fetch.allow_hosts if it is meant"));
        }
        check_port(port)
    }

    fn check_name(&self, name: &str, port: u16) -> Result<Route, Refusal> {
        if self.names.iter().any(|(open, only)| open == name && only.is_none_or(|only| only == port)) {
            return Ok(Route::Open);
        }
        if name.len() > 253 || name.split('.').any(|label| label.is_empty() || label.len() > 63) {
            return refuse("the host's name is not a valid one");
        }
        let local =
            |suffix: &&str| name.strip_suffix(*suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        if !name.contains('.') || LOCAL_SUFFIXES.iter().any(local) {
            return refuse(format!("{name} is a local name; add it to fetch.allow_hosts if it is meant"));
        }
        check_port(port)
    }

    /// Judges the addresses that a name was resolved to. One bad address refuses them all (A15): a name that points
    /// both outside and inside is an attack, not a mishap.
    pub(super) fn admit(&self, name: &str, found: &[IpAddr]) -> Result<(), Refusal> {
        let opened = |ip: IpAddr| self.nets.iter().any(|&(net, only)| only.is_none() && net.holds(ip));
        match found.iter().find(|&&ip| !is_public(ip) && !opened(ip)) {
            Some(ip) => refuse(format!("{name} leads to {ip}, which is not a public address")),
            None => Ok(()),
        }
    }
}

/// Reads an address as a person or a document wrote it. Backslashes and control characters are refused and not
/// mended: other programs mend them otherwise, and what one checks another would fetch.
pub(super) fn parse(raw: &str) -> Result<Url, Refusal> {
    if raw.contains(|c: char| c.is_control() || c == '\\') || raw.trim() != raw {
        return refuse("the address holds a backslash, a control character or white space at its ends");
    }
    Url::parse(raw).map_err(|reason| Refusal(format!("not an address: {reason}")))
}

fn check_port(port: u16) -> Result<Route, Refusal> {
    if BAD_PORTS.contains(&port) {
        return refuse(format!("port {port} belongs to another protocol"));
    }
    Ok(Route::Strict)
}

fn plain(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(why.into()))
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
