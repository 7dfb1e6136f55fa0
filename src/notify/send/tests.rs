//! Deliveries against a relay that follows a script, on a real socket.

mod tls;

use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::model::{Locale, Secret, SmtpSecurity};
use crate::notify::render::{self, MailStyle};
use crate::notify::sample;

/// What the relay does when a verb comes. `HELLO` is the connection, `.` the end of the mail.
#[derive(Clone, Copy)]
enum Act {
    Say(&'static str),
    Stall,
    HangUp,
}

type Script = fn(connection: usize, line: &str) -> Act;

/// What a willing relay does.
fn willing(_: usize, line: &str) -> Act {
    Act::Say(match line.split([' ', ':']).next().unwrap_or_default() {
        "HELLO" => "220 relay ready",
        "EHLO" => "250-relay\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
        "AUTH" => "235 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    })
}

struct ScriptedRelay {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl ScriptedRelay {
    async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&heard);
        tokio::spawn(async move {
            for connection in 0.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                tokio::spawn(talk(stream, connection, script, Arc::clone(&log)));
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> String {
        self.heard.lock().unwrap().join("\n")
    }

    fn mails(&self) -> usize {
        self.heard.lock().unwrap().iter().filter(|line| *line == ".").count()
    }
}

async fn talk(stream: TcpStream, connection: usize, script: Script, log: Arc<Mutex<Vec<String>>>) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let (mut line, mut body) = ("HELLO".to_owned(), false);
    loop {
        log.lock().unwrap().push(line.clone());
        if !body || line == "." {
            match script(connection, &line) {
                Act::Say(answer) => {
                    body = answer.starts_with("354");
                    if writer.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                        return;
                    }
                }
                Act::Stall => return std::future::pending().await,
                Act::HangUp => return,
            }
        }
        let Ok(Some(next)) = lines.next_line().await else { return };
        line = next;
    }
}

const FROM: &str = "vigie <vigie@lumen.example>";
const ID: &str = "<v1.maison.i12.open.0a1b2c@lumen.example>";

fn a_mail() -> Mail {
    let style = MailStyle {
        from: FROM.to_owned(),
        instance: "maison".to_owned(),
        domain: "lumen.example".to_owned(),
        program_url: None,
    };
    render::mail(&sample::alert(Locale::Fr), &style)
}

fn route(port: u16, security: SmtpSecurity, password: Option<&str>) -> MailRoute {
    let login = password.map(|password| ("vigie".to_owned(), Secret::new(password)));
    MailRoute::Smtp { host: "127.0.0.1".to_owned(), port, security, login, ca_file: None }
}

fn sender(port: u16, limit: Duration) -> Sender {
    Sender::new(&route(port, SmtpSecurity::None, Some("s3same")), FROM, limit).unwrap()
}

async fn send_to(relay: &ScriptedRelay, to: &str) -> Outcome {
    sender(relay.port, COMMAND_TIMEOUT).send(&a_mail(), ID, to, sample::NOW, 0).await
}

/// The word for an outcome: `sent`, `dead`, or the seconds to wait, without the jitter.
fn word(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Sent => "sent".to_owned(),
        Outcome::Dead { .. } => "dead".to_owned(),
        Outcome::Retry { at, .. } => {
            let wait = at.since(sample::NOW) / 1_000;
            let step = [20, 600].into_iter().find(|step| (*step..=step * 11 / 10).contains(&wait));
            format!("retry {}", step.unwrap_or(wait))
        }
    }
}

fn why(outcome: Outcome) -> String {
    match outcome {
        Outcome::Sent => String::new(),
        Outcome::Retry { why, .. } | Outcome::Dead { why } => why,
    }
}

#[track_caller]
fn holds(got: &Outcome, want: &str, reason: &str) {
    assert_eq!(word(got), want, "{got:?}");
    assert!(why(got.clone()).contains(reason), "{got:?}");
}

#[tokio::test]
async fn f20_a_greylisted_crisis_is_tried_again_within_a_minute_and_then_arrives() {
    let relay = ScriptedRelay::start(|connection, line| match line {
        _ if connection == 0 && line.starts_with("RCPT") => Act::Say("451 4.7.1 greylisted"),
        _ => willing(connection, line),
    })
    .await;
    holds(&send_to(&relay, "crise@lumen.example").await, "retry 20", "451");
    holds(&send_to(&relay, "crise@lumen.example").await, "sent", "");
    assert_eq!(relay.mails(), 1);
}

#[tokio::test]
async fn f21_one_refused_recipient_is_dead_and_the_others_are_served() {
    let relay = ScriptedRelay::start(|connection, line| match line {
        "RCPT TO:<b@lumen.example>" => Act::Say("550 5.1.1 no such user"),
        _ => willing(connection, line),
    })
    .await;
    for (to, want, reason) in
        [("a@lumen.example", "sent", ""), ("b@lumen.example", "dead", "no such user"), ("c@lumen.example", "sent", "")]
    {
        holds(&send_to(&relay, to).await, want, reason);
    }
    assert_eq!(relay.mails(), 2);
}

#[tokio::test]
async fn f22_refused_content_goes_once_more_as_text_and_is_then_dead() {
    let refuses_html = ScriptedRelay::start(|connection, line| match line {
        "." if connection == 0 => Act::Say("554 5.7.1 looks like spam"),
        _ => willing(connection, line),
    })
    .await;
    holds(&send_to(&refuses_html, "a@lumen.example").await, "sent", "");
    let heard = refuses_html.heard();
    assert_eq!(heard.matches("Content-Type: text/html").count(), 1, "the second try has no HTML");
    assert_eq!(heard.matches(ID).count(), 2, "both tries are the same mail");

    let refuses_all = ScriptedRelay::start(|connection, line| match line {
        "." => Act::Say("554 5.7.1 looks like spam"),
        _ => willing(connection, line),
    })
    .await;
    holds(&send_to(&refuses_all, "a@lumen.example").await, "dead", "looks like spam");
    assert_eq!(refuses_all.mails(), 2);
}

#[tokio::test]
async fn f23_a_relay_that_closes_for_now_is_come_back_to() {
    for verb in ["HELLO", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."] {
        let script: Script = match verb {
            "HELLO" => |c, l| if l == "HELLO" { Act::Say("421 too busy") } else { willing(c, l) },
            "EHLO" => |c, l| if l.starts_with("EHLO") { Act::Say("421 too busy") } else { willing(c, l) },
            "AUTH" => |c, l| if l.starts_with("AUTH") { Act::Say("421 too busy") } else { willing(c, l) },
            "MAIL" => |c, l| if l.starts_with("MAIL") { Act::Say("421 too busy") } else { willing(c, l) },
            "RCPT" => |c, l| if l.starts_with("RCPT") { Act::Say("421 too busy") } else { willing(c, l) },
            "DATA" => |c, l| if l.starts_with("DATA") { Act::Say("421 too busy") } else { willing(c, l) },
            _ => |c, l| if l == "." { Act::Say("421 too busy") } else { willing(c, l) },
        };
        let relay = ScriptedRelay::start(script).await;
        holds(&send_to(&relay, "a@lumen.example").await, "retry 20", "421");
    }
}

#[tokio::test]
async fn f24_a_stall_at_any_verb_ends_in_a_retry() {
    let scripts: [Script; 7] = [
        |c, l| if l == "HELLO" { Act::Stall } else { willing(c, l) },
        |c, l| if l.starts_with("EHLO") { Act::Stall } else { willing(c, l) },
        |c, l| if l.starts_with("AUTH") { Act::Stall } else { willing(c, l) },
        |c, l| if l.starts_with("MAIL") { Act::Stall } else { willing(c, l) },
        |c, l| if l.starts_with("RCPT") { Act::Stall } else { willing(c, l) },
        |c, l| if l.starts_with("DATA") { Act::Stall } else { willing(c, l) },
        |c, l| if l == "." { Act::Stall } else { willing(c, l) },
    ];
    for script in scripts {
        let relay = ScriptedRelay::start(script).await;
        let sender = sender(relay.port, Duration::from_millis(300));
        holds(&sender.send(&a_mail(), ID, "a@lumen.example", sample::NOW, 0).await, "retry 20", "no answer in time");
    }
}

#[tokio::test]
async fn f24_a_relay_that_takes_the_mail_and_then_stalls_has_taken_it() {
    let relay = ScriptedRelay::start(|c, l| if l.starts_with("QUIT") { Act::Stall } else { willing(c, l) }).await;
    holds(&send_to(&relay, "a@lumen.example").await, "sent", "");
}

#[tokio::test]
async fn f25_a_connection_that_dies_after_the_last_dot_is_tried_again_under_the_same_id() {
    let relay = ScriptedRelay::start(|connection, line| match line {
        "." if connection == 0 => Act::HangUp,
        _ => willing(connection, line),
    })
    .await;
    holds(&send_to(&relay, "a@lumen.example").await, "retry 20", "DATA");
    holds(&send_to(&relay, "a@lumen.example").await, "sent", "");
    assert_eq!(relay.heard().matches(&format!("Message-ID: {ID}")).count(), 2);
}

#[tokio::test]
async fn f19_a_refused_connection_is_tried_again() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let sent = sender(port, COMMAND_TIMEOUT).send(&a_mail(), ID, "a@lumen.example", sample::NOW, 0).await;
    holds(&sent, "retry 20", "connection");
}

#[tokio::test]
async fn f26_starttls_that_is_not_offered_sends_nothing_in_clear() {
    let relay = ScriptedRelay::start(willing).await;
    let sender =
        Sender::new(&route(relay.port, SmtpSecurity::StartTls, Some("s3same")), FROM, COMMAND_TIMEOUT).unwrap();
    let sent = sender.send(&a_mail(), ID, "a@lumen.example", sample::NOW, 0).await;
    holds(&sent, "retry 20", "STARTTLS is not offered");
    assert!(!relay.heard().contains("AUTH") && !relay.heard().contains("MAIL"));
}

#[test]
fn f26_clear_text_stays_on_this_machine() {
    for (host, allowed) in
        [("localhost", true), ("127.0.0.1", true), ("::1", true), ("relay.example", false), ("10.0.0.1", false)]
    {
        let route = MailRoute::Smtp {
            host: host.to_owned(),
            port: 25,
            security: SmtpSecurity::None,
            login: None,
            ca_file: None,
        };
        assert_eq!(Sender::new(&route, FROM, COMMAND_TIMEOUT).is_ok(), allowed, "{host}");
    }
}

#[tokio::test]
async fn f27_r10_a_refused_login_waits_ten_minutes_and_does_not_show_the_password() {
    let relay = ScriptedRelay::start(|connection, line| match line {
        _ if line.starts_with("AUTH") => Act::Say("535 5.7.8 wrong password s3same"),
        _ => willing(connection, line),
    })
    .await;
    let sent = send_to(&relay, "a@lumen.example").await;
    holds(&sent, "retry 600", "535");
    assert!(!format!("{sent:?}").contains("s3same"));
}

#[tokio::test]
async fn f27_after_a_refused_login_no_other_mail_knocks_for_ten_minutes() {
    let relay = ScriptedRelay::start(|connection, line| match line {
        _ if line.starts_with("AUTH") => Act::Say("535 5.7.8 no"),
        _ => willing(connection, line),
    })
    .await;
    let logins = || relay.heard().matches("AUTH").count();
    let sender = sender(relay.port, COMMAND_TIMEOUT);
    for id in ["<a@x>", "<b@x>", "<c@x>"] {
        let sent = sender.send(&a_mail(), id, "a@lumen.example", sample::NOW, 0).await;
        assert!(matches!(sent, Outcome::Retry { at, .. } if at >= sample::NOW.plus_millis(600_000)), "{sent:?}");
    }
    let once = logins();
    let later = sample::NOW.plus_millis(601_000);
    sender.send(&a_mail(), "<a@x>", "a@lumen.example", later, 1).await;
    assert_eq!(logins(), 2 * once, "asked once, then once again");
}

#[tokio::test]
async fn an_address_that_is_none_is_dead_and_not_connected_for() {
    let relay = ScriptedRelay::start(willing).await;
    for to in ["", "nobody", "a@b\r\nRCPT TO:<c@d>", "a@lumen.example, b@lumen.example"] {
        holds(&send_to(&relay, to).await, "dead", "not a mail address");
    }
    assert_eq!(relay.heard(), "");
}

/// The raw mail, through the folder.
async fn raw(mail: &Mail) -> String {
    let dir = tempfile::tempdir().unwrap();
    let sender = Sender::new(&MailRoute::File { dir: dir.path().to_owned() }, FROM, COMMAND_TIMEOUT).unwrap();
    assert_eq!(sender.send(mail, ID, "crise@lumen.example", sample::NOW, 0).await, Outcome::Sent);
    let entry = fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap();
    assert_eq!(entry.path().extension().unwrap(), "eml");
    fs::read_to_string(entry.path()).unwrap()
}

#[tokio::test]
async fn e2_e3_e4_the_bytes_hold_the_headers_and_the_parts_in_order() {
    let raw = raw(&a_mail()).await;
    for header in [
        "Message-ID: <v1.maison.i12.open.0a1b2c@lumen.example>\r\n",
        "Date: Sat, 21 Nov 2026 13:40:00 +0000\r\n",
        "MIME-Version: 1.0\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "X-Auto-Response-Suppress: All\r\n",
        "Content-Language: fr\r\n",
        "List-Id: <bistrot-lumen.maison.lumen.example>\r\n",
        "Importance: high\r\n",
        "To: crise@lumen.example\r\n",
    ] {
        assert_eq!(raw.matches(header).count(), 1, "{header}\n{}", raw.get(..1_500).unwrap_or(&raw));
    }
    let order = ["multipart/alternative", "text/plain", "multipart/related", "text/html", "Content-ID: <curve@vigie>"];
    let places: Vec<usize> = order.iter().map(|part| raw.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(!raw.contains("User-Agent") && !raw.contains("X-Mailer"));
}

#[tokio::test]
async fn a5_e5_no_long_line_no_bare_line_end_whatever_the_subject_and_ids_hold() {
    let mut mail = a_mail();
    for subject in
        ["é".repeat(3_000), "a".repeat(3_000), "x\r\nBcc: v@example.net".to_owned(), "🙂\u{2028}X: y".to_owned()]
    {
        mail.subject = crate::model::NetText::new(subject).clipped(70).to_string();
        mail.headers.push(("References", "<a@b>\r\nBcc: v@example.net".to_owned()));
        let raw = raw(&mail).await;
        let head = raw.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc") || line.starts_with("X:")), "{head}");
        assert!(raw.is_ascii() && !raw.replace("\r\n", "").contains(['\r', '\n', '\0']));
        assert!(raw.split("\r\n").all(|line| line.len() <= 998));
        assert!(raw.len() <= 250_000);
    }
}
