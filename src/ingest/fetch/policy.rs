//! What the connector may do.

use std::path::PathBuf;
use std::time::Duration;

use crate::model::Proxy;

/// Limits and permissions of a [`super::Fetcher`]. Start from the default and change what the config says.
#[derive(Clone, Debug)]
pub struct FetchPolicy {
    /// Sent as `User-Agent`: the program's name, and where its operator can be reached.
    pub user_agent: String,
    /// Hosts that are asked although they are not public: `127.0.0.1:8081`, `localhost`, `10.0.0.0/8`, `[::1]:80`.
    pub allow_hosts: Vec<String>,
    /// Longest wait for a name, a connection and TLS together.
    pub connect_timeout: Duration,
    /// Longest time for one visit: robots.txt, every redirect, and the last byte of the body.
    pub timeout: Duration,
    /// Largest body, after decompression.
    pub max_body_bytes: usize,
    /// Redirects followed.
    pub max_redirects: usize,
    /// Least time between two visits of one host.
    pub per_host_interval: Duration,
    /// Visits of one host at the same time.
    pub max_per_host: usize,
    /// A file of certificates (PEM) of authorities that are believed beside the machine's: a house's own.
    pub ca_file: Option<PathBuf>,
    /// Through which the hosts that `allow_hosts` does not name are asked; directly when absent.
    pub proxy: Option<Proxy>,
    /// Product token that robots.txt is read for.
    pub robots_agent: String,
}

impl Default for FetchPolicy {
    fn default() -> Self {
        Self {
            user_agent: concat!("vigie/", env!("CARGO_PKG_VERSION")).to_owned(),
            allow_hosts: Vec::new(),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            max_body_bytes: 8 << 20,
            max_redirects: 5,
            per_host_interval: Duration::from_secs(2),
            max_per_host: 1,
            ca_file: None,
            proxy: None,
            robots_agent: "vigie".to_owned(),
        }
    }
}
