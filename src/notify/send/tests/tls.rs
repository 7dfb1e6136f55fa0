//! Relays that speak TLS, rightly and wrongly (F26).

use std::io::{Read, Write};

use super::*;
use crate::tls_server::{self, fixture};

/// A relay with this certificate, for one connection.
fn start(certificate: &str, key: &str) -> u16 {
    tls_server::start(certificate, key, |stream| {
        // A client that refuses the certificate ends the handshake: that is what some tests want.
        let _ = converse(stream);
    })
}

fn converse(stream: &mut (impl Read + Write)) -> std::io::Result<()> {
    stream.write_all(b"220 relay ready\r\n")?;
    let (mut heard, mut body) = (Vec::new(), false);
    let mut byte = [0];
    while stream.read(&mut byte)? == 1 {
        heard.push(byte[0]);
        if !heard.ends_with(b"\r\n") {
            continue;
        }
        let line = String::from_utf8_lossy(&heard).trim_end().to_owned();
        heard.clear();
        if !body || line == "." {
            let Act::Say(answer) = willing(0, &line) else { return Ok(()) };
            body = answer.starts_with("354");
            stream.write_all(format!("{answer}\r\n").as_bytes())?;
        }
    }
    Ok(())
}

async fn check(certificate: &str, key: &str, authority: Option<&str>, want: &str, reason: &str) {
    let route = MailRoute::Smtp {
        host: "localhost".to_owned(),
        port: start(certificate, key),
        security: SmtpSecurity::ImplicitTls,
        login: Some(("vigie".to_owned(), Secret::new("s3same"))),
        ca_file: authority.map(fixture),
    };
    let sender = Sender::new(&route, FROM, COMMAND_TIMEOUT).unwrap();
    holds(&sender.send(&a_mail(), ID, "a@lumen.example", sample::NOW, 0).await, want, reason);
}

#[tokio::test]
async fn f26_a_certificate_of_ones_own_authority_is_trusted() {
    check("right.pem", "right.key", Some("ca.pem"), "sent", "").await;
}

#[tokio::test]
async fn f26_unknown_wrong_and_expired_certificates_are_refused_and_named() {
    check("right.pem", "right.key", None, "retry 20", "UnknownIssuer").await;
    check("wrong.pem", "wrong.key", Some("ca.pem"), "retry 20", "not valid for name").await;
    check("expired.pem", "right.key", Some("ca.pem"), "retry 20", "expired").await;
}

#[tokio::test]
async fn f26_a_relay_that_speaks_clear_text_where_tls_is_due_is_refused() {
    let relay = ScriptedRelay::start(willing).await;
    let sender = Sender::new(&super::route(relay.port, SmtpSecurity::ImplicitTls, None), FROM, COMMAND_TIMEOUT);
    let sent = sender.unwrap().send(&a_mail(), ID, "a@lumen.example", sample::NOW, 0).await;
    holds(&sent, "retry 20", "connection");
    assert!(!relay.heard().contains("MAIL"));
}

#[test]
fn a_ca_file_that_is_missing_or_none_is_named_at_the_start() {
    for (file, reason) in [("absent.pem", "cannot read the CA file"), ("right.key", "holds no certificate")] {
        let route = MailRoute::Smtp {
            host: "localhost".to_owned(),
            port: 465,
            security: SmtpSecurity::ImplicitTls,
            login: None,
            ca_file: Some(fixture(file)),
        };
        let error = Sender::new(&route, FROM, COMMAND_TIMEOUT).err().unwrap();
        assert!(format!("{error:#}").contains(reason), "{error:#}");
    }
}
