//! A scripted web server on a real socket: each request gets the next bytes that the script says, and is written down.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// What the server does about a request, given its head.
pub(super) type Script = fn(&str) -> Vec<Do>;

/// One thing that the server does.
pub(super) enum Do {
    /// Writes.
    Say(Vec<u8>),
    /// Writes the same again and again, slowly.
    Drip(&'static [u8], Duration),
    /// Writes the same again and again, as fast as it is read.
    Pour(Vec<u8>),
    /// Says nothing for a while.
    Wait(Duration),
    /// Says nothing, and keeps the connection.
    Hang,
}

/// A running server; it ends with the test's runtime.
pub(super) struct Server {
    pub(super) host: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(super) async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                log.lock().unwrap().push(String::new());
                tokio::spawn(serve(socket, script, Arc::clone(&log)));
            }
        });
        Self { host, seen }
    }

    pub(super) fn url(&self, path: &str) -> Url {
        format!("http://{}{path}", self.host).parse().unwrap()
    }

    /// Heads of the requests, and an empty line for each connection.
    pub(super) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    /// Paths that were asked for, in order.
    pub(super) fn paths(&self) -> Vec<String> {
        self.seen().iter().filter_map(|head| head.split(' ').nth(1).map(ToOwned::to_owned)).collect()
    }
}

async fn serve(mut socket: TcpStream, script: Script, log: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.ok()?);
        // A TLS greeting: answered as web servers answer it on their plain port.
        if head == [0x16] {
            return socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok();
        }
    }
    let head = String::from_utf8(head).ok()?;
    log.lock().unwrap().push(head.clone());
    for step in script(&head) {
        match step {
            Do::Say(bytes) => socket.write_all(&bytes).await.ok()?,
            Do::Drip(bytes, pause) => loop {
                socket.write_all(bytes).await.ok()?;
                tokio::time::sleep(pause).await;
            },
            Do::Pour(bytes) => loop {
                socket.write_all(&bytes).await.ok()?;
            },
            Do::Wait(pause) => tokio::time::sleep(pause).await,
            Do::Hang => std::future::pending().await,
        }
    }
    socket.shutdown().await.ok()
}

/// A response with the right length; `head` is the status line's end and the headers, one a line.
pub(super) fn reply(head: &str, body: impl AsRef<[u8]>) -> Vec<Do> {
    let body = body.as_ref();
    let head = head.replace('\n', "\r\n");
    let mut bytes =
        format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    vec![Do::Say(bytes)]
}

/// `<rss>été</rss>`, compressed.
pub(super) const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\x29\x2a\x2e\xb6\x3b\xbc\xb2\xe4\xf0\x4a\x1b\x7d\x10\x13\x00\xd4\x0c\xfb\xfc\x10\x00\x00\x00";
/// `hello`.
pub(super) const BROTLI: &[u8] = b"\x0b\x02\x80hello\x03";
/// A thousand NULs to each byte, compressed twice.
pub(super) const BOMB_TWICE: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x93\xef\xe6\x60\x00\x01\x26\xe6\xb7\x07\x19\x19\x81\x8c\x26\x85\xff\xeb\xf3\x3c\x1c\x18\x19\x46\xc1\x28\x18\x05\x43\x1e\xac\x67\x9b\x77\xba\x52\xc8\xc1\x89\x9f\x01\x00\x8c\x79\xc3\x18\xeb\x03\x00\x00";
