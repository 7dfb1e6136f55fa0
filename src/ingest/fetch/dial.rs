//! How a connection is opened: the name is resolved through the guard, the address that it gave is connected to, TLS is
//! spoken when the address says so, all within one time.

use std::error::Error;
use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::Uri;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead as _, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_util::either::Either;
use tower_service::Service;

use super::certificate::{self, ValidUntil};
use super::guard::{Guard, Route};
use super::proxy::Proxy;
use super::resolver::Guarded;
use super::trust::Trust;
use crate::model::Timestamp;

/// What is read at one time: less than what hyper's buffer begins with, which it doubles when a read fills it, and keeps
/// doubled for as long as the connection is idle.
const SIP: usize = (8 << 10) - 1;

/// Nobody answered in time.
#[derive(Debug, thiserror::Error)]
#[error("connecting took too long")]
pub(super) struct TooLate;

/// What is spoken with a server that leaves the choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongues {
    /// HTTP/2, else HTTP/1.1.
    Both,
    /// HTTP/1.1.
    Http1,
}

/// Opens connections. The pool clones it for every request, so it is no larger than a pointer.
#[derive(Clone)]
pub(super) struct Dial(Arc<Means>);

struct Means {
    tcp: HttpConnector<Guarded>,
    proxy: Option<Proxy>,
    trust: Arc<Trust>,
    tongues: Tongues,
    limit: Duration,
}

impl Dial {
    /// Through the proxy, where one is given.
    pub(super) fn new(
        (guard, route): (&Arc<Guard>, Route),
        proxy: Option<&Proxy>,
        trust: &Arc<Trust>,
        tongues: Tongues,
        limit: Duration,
    ) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Guarded { guard: Arc::clone(guard), route });
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Shared among a name's addresses, so that a dead one leaves time for the next.
        tcp.set_connect_timeout(Some(limit));
        Self(Arc::new(Means { tcp, proxy: proxy.cloned(), trust: Arc::clone(trust), tongues, limit }))
    }
}

impl Means {
    async fn open(&self, to: Uri) -> Result<Wire, Box<dyn Error + Send + Sync>> {
        let is_proxied = self.proxy.is_some();
        let tcp = match &self.proxy {
            Some(proxy) => proxy.open(&to).await?,
            None => self.tcp.clone().call(to.clone()).await?.into_inner(),
        };
        if to.scheme_str() != Some("https") {
            return Ok(Wire {
                stream: TokioIo::new(Either::Left(tcp)),
                is_proxied,
                is_http2: false,
                valid_until: None,
            });
        }
        let host = to.host().unwrap_or_default().trim_matches(['[', ']']);
        let name = ServerName::try_from(host.to_owned())?;
        let tls = TlsConnector::from(self.trust.config(self.tongues)?).connect(name, tcp).await?;
        let (_, session) = tls.get_ref();
        let is_http2 = session.alpn_protocol() == Some(b"h2");
        let valid_until = session.peer_certificates().and_then(|chain| certificate::not_after(chain.first()?));
        Ok(Wire { stream: TokioIo::new(Either::Right(tls)), is_proxied: false, is_http2, valid_until })
    }
}

impl Service<Uri> for Dial {
    type Response = Wire;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Wire, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let means = Arc::clone(&self.0);
        Box::pin(async move {
            tokio::time::timeout(means.limit, means.open(to)).await.unwrap_or_else(|_| Err(TooLate.into()))
        })
    }
}

/// An open connection, and what was seen when it was opened.
pub(super) struct Wire {
    stream: TokioIo<Either<TcpStream, TlsStream<TcpStream>>>,
    /// What is said to it goes to a proxy, which wants whole addresses.
    is_proxied: bool,
    is_http2: bool,
    /// Of the server's certificate.
    valid_until: Option<Timestamp>,
}

impl Connection for Wire {
    fn connected(&self) -> Connected {
        let connected = self.valid_until.map_or_else(Connected::new, |end| Connected::new().extra(ValidUntil(end)));
        let connected = connected.proxy(self.is_proxied);
        if self.is_http2 { connected.negotiated_h2() } else { connected }
    }
}

impl Read for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, mut into: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        let mut space = [MaybeUninit::uninit(); SIP];
        let room = into.remaining().min(SIP);
        let mut sip = ReadBuf::uninit(&mut space[..room]);
        ready!(Pin::new(self.stream.inner_mut()).poll_read(cx, &mut sip))?;
        into.put_slice(sip.filled());
        Poll::Ready(Ok(()))
    }
}

impl Write for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
