//! Names to addresses, through the guard: the connector gets only addresses that were judged.

use std::error::Error;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::dns::Name;
use tower_service::Service;

use super::guard::{Guard, Route};

/// A name that leads nowhere.
#[derive(Debug, thiserror::Error)]
#[error("{name} could not be resolved: {reason}")]
pub(super) struct Unresolved {
    name: String,
    reason: io::Error,
}

/// The system's resolver, with the guard behind it. The system's is kept because it knows the machine's own ways
/// (hosts file, search domains, systemd-resolved); it runs on the blocking pool and the connect timeout covers it (F37).
#[derive(Clone)]
pub(super) struct Guarded {
    pub(super) guard: Arc<Guard>,
    pub(super) route: Route,
}

impl Service<Name> for Guarded {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let (guard, route) = (Arc::clone(&self.guard), self.route);
        Box::pin(async move {
            let name = name.as_str();
            let found = lookup(name).await?;
            if route == Route::Strict {
                guard.admit(name, &found)?;
            }
            Ok(found.into_iter().map(|ip| SocketAddr::new(ip, 0)).collect::<Vec<_>>().into_iter())
        })
    }
}

/// The addresses of a name, or of an address itself.
pub(super) async fn lookup(name: &str) -> Result<Vec<IpAddr>, Unresolved> {
    let unresolved = |reason| Unresolved { name: name.to_owned(), reason };
    let found = tokio::net::lookup_host((name, 0)).await.map_err(unresolved)?;
    let found: Vec<IpAddr> = found.map(|address| address.ip()).collect();
    if found.is_empty() { Err(unresolved(io::Error::other("it has no address"))) } else { Ok(found) }
}
