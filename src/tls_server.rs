//! A server that speaks TLS, for tests of those who are to believe it or not.
//!
//! The certificates are made for tests and valid until 2120.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

/// One conversation.
pub(crate) type Conversation<'a> = Stream<'a, ServerConnection, TcpStream>;

pub(crate) fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/mail/tls").join(name)
}

/// The port of a server with this certificate, which speaks TLS from the first byte, to one client.
pub(crate) fn start(certificate: &str, key: &str, talk: impl FnOnce(&mut Conversation<'_>) + Send + 'static) -> u16 {
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
        talk(&mut Stream::new(&mut session, &mut socket));
    });
    port
}
