//! Servers that speak TLS: whom we believe, and until when their certificates are valid.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use super::*;
use crate::tls_server::{self, fixture};

const NOW: Timestamp = Timestamp::from_millis(1_772_442_300_000);

/// A site with this certificate, for one connection.
fn start(certificate: &str, key: &str) -> u16 {
    tls_server::start(certificate, key, |stream| {
        // A client that refuses the certificate ends the handshake: that is what one test wants.
        let mut head = [0; 4_096];
        if stream.read(&mut head).is_ok() {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    })
}

async fn answer(certificate: &str, key: &str, ca_file: Option<&str>) -> Answer {
    let port = start(certificate, key);
    let policy = FetchPolicy {
        allow_hosts: vec![format!("localhost:{port}")],
        ca_file: ca_file.map(fixture),
        per_host_interval: Duration::ZERO,
        ..FetchPolicy::default()
    };
    let url = Url::parse(&format!("https://localhost:{port}/")).unwrap();
    let request = Request { robots: false, ..Request::new(&url, Accept::Page) };
    Fetcher::new(policy).unwrap().fetch(&request, NOW).await
}

#[tokio::test]
async fn the_end_of_a_sites_certificate_comes_with_its_answer() {
    let Answer::Fresh(page) = answer("right.pem", "right.key", Some("ca.pem")).await else { panic!("no answer") };
    let end: jiff::Timestamp = "2120-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(page.certificate_until, Some(end.into()));
}

#[tokio::test]
async fn an_authority_that_nobody_named_is_not_believed_nor_a_certificate_of_another_name() {
    for (certificate, key, ca_file) in [("right.pem", "right.key", None), ("wrong.pem", "wrong.key", Some("ca.pem"))] {
        let Answer::Failed(failure) = answer(certificate, key, ca_file).await else { panic!("{certificate} answered") };
        assert_eq!(failure.kind, FailureKind::Tls, "{failure}");
    }
}
