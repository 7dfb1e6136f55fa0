//! Messages over a WebSocket (RFC 6455), as far as a poll needs them: from where the last poll ended up to now.
//!
//! A service that only streams is read as one that is asked: connect, take what has gathered, say goodbye. So it keeps its
//! place over restarts, and goes the way of every other answer. Deliberately absent: a connection that stays, and words of
//! our own but the handshake's.

use std::time::Duration;

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::StreamExt;
use http::header::{
    CONNECTION, HeaderMap, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use hyper_util::rt::TokioIo;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::{client::generate_key, derive_accept_key};
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use super::answer::{Failure, FailureKind, Messages};
use super::connect::Response;

/// Who says nothing for so long has said all.
const QUIET: Duration = Duration::from_secs(3);
/// One poll listens for so long.
const LISTEN: Duration = Duration::from_secs(15);
/// A goodbye is not waited for longer.
const GOODBYE: Duration = Duration::from_millis(500);
/// Bytes of one message.
const MOST: usize = 256 * 1_024;

/// How much is heard.
pub(super) struct Limits {
    pub(super) bytes: usize,
    pub(super) time: Duration,
}

/// What was heard.
pub(super) struct Heard {
    /// A message a line.
    pub(super) lines: Bytes,
    /// The time of the last of them.
    pub(super) last: Option<i64>,
    /// There is more already.
    pub(super) more: bool,
}

/// Asks for a WebSocket in the place of a document; the key that the answer must know.
pub(super) fn ask(headers: &mut HeaderMap) -> String {
    let key = generate_key();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
    if let Ok(value) = HeaderValue::from_str(&key) {
        headers.insert(SEC_WEBSOCKET_KEY, value);
    }
    key
}

/// Listens on the connection that an answer of 101 leaves open. What was heard before it broke off is given: messages are
/// whole by themselves.
pub(super) async fn hear(response: Response, key: &str, wanted: Messages, limits: Limits) -> Result<Heard, Failure> {
    let accepts = response.headers().get(SEC_WEBSOCKET_ACCEPT).map(HeaderValue::as_bytes);
    if accepts != Some(derive_accept_key(key.as_bytes()).as_bytes()) {
        return Err(broken(&"the server's handshake answers another request"));
    }
    let socket = hyper::upgrade::on(response).await.map_err(|why| broken(&why))?;
    let frames = WebSocketConfig::default().max_message_size(Some(MOST)).max_frame_size(Some(MOST));
    let mut socket = WebSocketStream::from_raw_socket(TokioIo::new(socket), Role::Client, Some(frames)).await;
    let mut heard = BytesMut::new();
    let (mut last, mut more, end) = (None, false, Instant::now() + limits.time.min(LISTEN));
    loop {
        let message = match timeout_at(end.min(Instant::now() + QUIET), socket.next()).await {
            Ok(Some(Ok(Message::Text(message)))) => message,
            Ok(Some(Ok(Message::Close(_))) | None) => break,
            Ok(Some(Ok(_))) => continue,
            Ok(Some(Err(why))) if heard.is_empty() => return Err(broken(&why)),
            Ok(Some(Err(_))) => break,
            Err(_) => {
                more = Instant::now() >= end;
                break;
            }
        };
        if heard.len() + message.len() + 1 > limits.bytes {
            more = true;
            break;
        }
        heard.extend(message.bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }));
        heard.put_u8(b'\n');
        let at = (wanted.time_of)(&message);
        // A time that has not come yet is nobody's place to go on from.
        last = last.max(at.map(|at| at.min(wanted.until)));
        if at.is_some_and(|at| at >= wanted.until) {
            break;
        }
    }
    // Out of courtesy; whoever does not answer it has said enough.
    let _ = timeout(GOODBYE, socket.close(None)).await;
    Ok(Heard { lines: heard.freeze(), last, more })
}

fn broken(why: &impl ToString) -> Failure {
    let told: String = why.to_string().chars().take(200).collect();
    Failure::new(FailureKind::Protocol, format!("the stream broke off: {told}"))
}
