//! Relays that speak TLS, rightly and wrongly (F26). The certificates are made for these tests and valid until 2120.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

use super::*;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/mail/tls").join(name)
}

/// A relay that speaks TLS from the first byte with this certificate, for one connection.
fn start(certificate: &str, key: &str) -> u16 {
    let chain = vec![CertificateDer::from_pem_file(fixture(certificate)).unwrap()];
    let key = PrivateKeyDer::from_pem_file(fixture(key)).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut session = ServerConnection::new(config).unwrap();
        let mut stream = Stream::new(&mut session, &mut socket);
        // A client that refuses the certificate ends the handshake: that is what some tests want.
        let _ = converse(&mut stream);
    });
    port
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
