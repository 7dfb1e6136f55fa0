//! The way out through a house's proxy: a tunnel for https (CONNECT, RFC 9110, 9.3.6), the whole address in the request for
//! http (RFC 9112, 3.2.2).
//!
//! Only the configuration names a proxy, never the environment (F82, A21), and hosts of `allow_hosts` are asked without it:
//! they are the house's own. The proxy resolves names, so the guard does not see what it connects to. What can be seen here
//! is judged all the same: an address in a URL always, a name where this machine can resolve it within a second. What other
//! names lead to inside the house is the proxy's to refuse.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use http::{HeaderValue, Uri};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Matcher;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tower_service::Service;

use super::guard::Guard;
use super::resolver::lookup;
use crate::model;

/// A name that takes longer is the proxy's to resolve: no visit is lost to a resolver that nobody answers.
const RESOLVED_WITHIN: Duration = Duration::from_secs(1);

/// A proxy that is ready to be asked.
#[derive(Clone)]
pub(super) struct Proxy {
    tcp: HttpConnector,
    address: Uri,
    login: Option<HeaderValue>,
    guard: Arc<Guard>,
}

impl Proxy {
    pub(super) fn new(proxy: &model::Proxy, guard: &Arc<Guard>) -> Result<Self> {
        let mut address = proxy.address.clone();
        if let Some((user, password)) = &proxy.login
            && (address.set_username(user), address.set_password(Some(password.reveal()))) != (Ok(()), Ok(()))
        {
            bail!("the proxy's address can bear no login");
        }
        let anywhere = Uri::from_static("http://www.example.org/");
        let Some(found) = Matcher::builder().all(address.as_str()).build().intercept(&anywhere) else {
            bail!("{} is not a proxy's address", proxy.address);
        };
        let mut tcp = HttpConnector::new();
        tcp.set_nodelay(true);
        let login = found.basic_auth().cloned();
        Ok(Self { tcp, address: found.uri().clone(), login, guard: Arc::clone(guard) })
    }

    /// What a request for http bears to be let through.
    pub(super) const fn login(&self) -> Option<&HeaderValue> {
        self.login.as_ref()
    }

    /// A connection to the proxy, which for https is one to the host behind it.
    pub(super) async fn open(&self, to: &Uri) -> Result<TcpStream, Box<dyn Error + Send + Sync>> {
        let name = to.host().unwrap_or_default().trim_matches(['[', ']']);
        // A machine behind a proxy often resolves no name of the Internet, and may be long in saying so: that is no failure.
        if let Ok(Ok(found)) = timeout(RESOLVED_WITHIN, lookup(name)).await {
            self.guard.admit(name, &found)?;
        }
        if to.scheme_str() != Some("https") {
            return Ok(self.tcp.clone().call(self.address.clone()).await?.into_inner());
        }
        let mut tunnel = Tunnel::new(self.address.clone(), self.tcp.clone());
        if let Some(login) = &self.login {
            tunnel = tunnel.with_auth(login.clone());
        }
        Ok(tunnel.call(to.clone()).await?.into_inner())
    }
}

#[cfg(test)]
#[path = "proxy_tests.rs"]
mod tests;
