//! A relay that accepts mails, or answers as the story wants.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mail_parser::{HeaderValue, MessageParser};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The password of stories about secrets, repeated by a relay that knows no better.
pub(crate) const CANARY: &str = "c4nari-Zq81-do-not-show";

/// What the relay does with the next mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// 535 at AUTH, with what the client said repeated in the answer.
    RefuseLogin,
    /// 451 at RCPT (greylisting).
    Greylist,
    /// The connection dies after the final dot, before the 250.
    DieAfterDot,
    /// The 250 comes two seconds after the final dot.
    SlowAfterDot,
    /// No answer ever comes after the final dot.
    HangAfterDot,
}

/// A mail that was accepted (or taken in, when the connection died).
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) message_id: String,
    pub(crate) in_reply_to: Option<String>,
    pub(crate) text: String,
    pub(crate) html: String,
    /// The one picture, if any.
    pub(crate) picture: Option<Vec<u8>>,
    pub(crate) acknowledged: bool,
}

/// The scripted relay.
#[derive(Clone)]
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    mails: Arc<Mutex<Vec<Kept>>>,
    script: Arc<Mutex<Vec<Reply>>>,
    logins: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let relay = Self {
            address: listener.local_addr().unwrap(),
            mails: Arc::default(),
            script: Arc::default(),
            logins: Arc::default(),
        };
        let serving = relay.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let relay = serving.clone();
                tokio::spawn(async move { relay.talk(stream).await });
            }
        });
        relay
    }

    /// The next mails meet these replies, in order.
    pub(crate) fn script(&self, replies: &[Reply]) {
        self.script.lock().unwrap().extend(replies);
    }

    pub(crate) fn mails(&self) -> Vec<Kept> {
        self.mails.lock().unwrap().clone()
    }

    /// What stood behind `AUTH PLAIN`.
    pub(crate) fn logins(&self) -> Vec<String> {
        self.logins.lock().unwrap().clone()
    }

    async fn talk(&self, mut stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.split();
        let mut lines = BufReader::new(read);
        write.write_all(b"220 test ESMTP\r\n").await.ok()?;
        let mut line = String::new();
        loop {
            line.clear();
            if lines.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let next = self.script.lock().unwrap().first().copied();
            let answer = match verb.as_str() {
                "EHLO" => "250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n",
                "AUTH" => {
                    let said = line.trim_start_matches("AUTH PLAIN").trim().to_owned();
                    self.logins.lock().unwrap().push(said.clone());
                    if next == Some(Reply::RefuseLogin) {
                        self.script.lock().unwrap().remove(0);
                        let answer = format!("535 5.7.8 {CANARY} is wrong: {said}\r\n");
                        write.write_all(answer.as_bytes()).await.ok()?;
                        continue;
                    }
                    "235 welcome\r\n"
                }
                "RCPT" if next == Some(Reply::Greylist) => {
                    self.script.lock().unwrap().remove(0);
                    "451 4.7.1 try again later\r\n"
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.ok()?;
                    let raw = data(&mut lines).await?;
                    let acknowledged = !matches!(next, Some(Reply::DieAfterDot | Reply::HangAfterDot));
                    self.mails.lock().unwrap().push(kept(&raw, acknowledged));
                    if next.is_some() {
                        self.script.lock().unwrap().remove(0);
                    }
                    match next {
                        Some(Reply::DieAfterDot) => return None,
                        Some(Reply::HangAfterDot) => return std::future::pending().await,
                        Some(Reply::SlowAfterDot) => tokio::time::sleep(Duration::from_secs(2)).await,
                        Some(Reply::Greylist | Reply::RefuseLogin) | None => {}
                    }
                    "250 kept\r\n"
                }
                "QUIT" => return None,
                _ => "250 ok\r\n",
            };
            write.write_all(answer.as_bytes()).await.ok()?;
        }
    }
}

async fn data(lines: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Vec<u8>> {
    let (mut raw, mut line) = (Vec::new(), Vec::new());
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).await.ok()? == 0 {
            return None;
        }
        if line == b".\r\n" {
            return Some(raw);
        }
        raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}

fn kept(raw: &[u8], acknowledged: bool) -> Kept {
    let mail = MessageParser::new().parse(raw).expect("a mail that a parser reads");
    let answers = match mail.in_reply_to() {
        HeaderValue::Text(id) => Some(id.to_string()),
        _ => None,
    };
    Kept {
        to: mail.to().and_then(|to| to.first()?.address().map(str::to_owned)).unwrap_or_default(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        message_id: mail.message_id().unwrap_or_default().to_owned(),
        in_reply_to: answers,
        text: mail.body_text(0).unwrap_or_default().into_owned(),
        html: mail.body_html(0).unwrap_or_default().into_owned(),
        picture: mail.attachments().next().map(|picture| picture.contents().to_vec()),
        acknowledged,
    }
}
