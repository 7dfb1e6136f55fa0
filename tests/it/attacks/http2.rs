//! Attacks in HTTP/2 (A28): floods of empty frames, resets, pings and settings, header blocks without end or without
//! measure. One poll by the real program asks each over TLS, beside a source that is well. Prints a row for each.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::answers::{SOUND, check, configure};

type Peer = StreamOwned<ServerConnection, TcpStream>;
/// What a server says once it was asked, until the other goes.
type Script = fn(&mut Peer) -> std::io::Result<()>;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const CONTINUATION: u8 = 9;

const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
/// The client's first request.
const ASKED: u32 = 1;
/// `:status: 200`, as the static table of HPACK has it.
const OK: &[u8] = &[0x88];

fn frame(kind: u8, flags: u8, stream: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), body].concat()
}

/// A header of its own, not to be kept: `x-a: …`.
fn header(value: &[u8]) -> Vec<u8> {
    assert!(value.len() < 127, "a length of one byte");
    [b"\x00\x03x-a".as_slice(), &[u8::try_from(value.len()).unwrap()], value].concat()
}

fn for_ever(peer: &mut Peer, piece: &[u8]) -> std::io::Result<()> {
    let many = piece.repeat(1 + 8_192 / piece.len());
    loop {
        peer.write_all(&many)?;
    }
}

fn rows() -> Vec<(&'static str, Script)> {
    vec![
        ("h2, resets without end", |peer| for_ever(peer, &frame(RST_STREAM, 0, ASKED, &[0, 0, 0, 8]))),
        ("h2, pings without end", |peer| for_ever(peer, &frame(PING, 0, 0, &[7; 8]))),
        ("h2, settings without end", |peer| for_ever(peer, &frame(SETTINGS, 0, 0, &[]))),
        ("h2, a window of nothing", |peer| {
            peer.write_all(&frame(SETTINGS, 0, 0, &[0, 4, 0, 0, 0, 0]))?;
            peer.flush()?;
            let _ = peer.read_to_end(&mut Vec::new());
            Ok(())
        }),
        ("h2, empty data without end", |peer| {
            peer.write_all(&frame(HEADERS, END_HEADERS, ASKED, OK))?;
            for_ever(peer, &frame(DATA, 0, ASKED, &[]))
        }),
        ("h2, data without end", |peer| {
            peer.write_all(&frame(HEADERS, END_HEADERS, ASKED, OK))?;
            for_ever(peer, &frame(DATA, 0, ASKED, &[b'<'; 8_192]))
        }),
        ("h2, headers that never end", |peer| {
            peer.write_all(&frame(HEADERS, 0, ASKED, OK))?;
            for_ever(peer, &frame(CONTINUATION, 0, ASKED, &header(&[b'a'; 100])))
        }),
        ("h2, empty ones that never end", |peer| {
            peer.write_all(&frame(HEADERS, 0, ASKED, OK))?;
            for_ever(peer, &frame(CONTINUATION, 0, ASKED, &[]))
        }),
        ("h2, 100,000 headers", |peer| {
            peer.write_all(&frame(HEADERS, 0, ASKED, OK))?;
            for _ in 0..1_000 {
                peer.write_all(&frame(CONTINUATION, 0, ASKED, &header(b"a").repeat(100)))?;
            }
            peer.write_all(&frame(CONTINUATION, END_HEADERS, ASKED, &[]))?;
            for_ever(peer, &frame(DATA, 0, ASKED, b"<"))
        }),
        ("h2, one header, said 16,000 times", |peer| {
            // Kept in the table, then named by one byte each.
            let kept = [b"\x40\x03x-b\x7e".as_slice(), &[b'b'; 126]].concat();
            peer.write_all(&frame(HEADERS, END_HEADERS, ASKED, &[OK, &kept, &[0xbe; 16_000]].concat()))?;
            for_ever(peer, &frame(DATA, 0, ASKED, b"<"))
        }),
    ]
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/mail/tls").join(name)
}

/// The address of a server that speaks nothing but HTTP/2. It ends with the test's process.
fn serve(script: Script) -> String {
    let chain = vec![CertificateDer::from_pem_file(fixture("right.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(fixture("right.key")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = config.with_no_client_auth().with_single_cert(chain, key).unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let config = Arc::clone(&config);
            std::thread::spawn(move || {
                let mut peer = StreamOwned::new(ServerConnection::new(config).unwrap(), socket);
                let _ = answer(&mut peer, script);
            });
        }
    });
    format!("localhost:{port}")
}

/// Waits for the request, which is the first frame with headers.
fn answer(peer: &mut Peer, script: Script) -> std::io::Result<()> {
    peer.read_exact(&mut [0; b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len()])?;
    peer.write_all(&frame(SETTINGS, 0, 0, &[]))?;
    loop {
        let mut head = [0; 9];
        peer.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        peer.read_exact(&mut vec![0; usize::try_from(length).unwrap()])?;
        if head[3] == HEADERS {
            return script(peer);
        }
    }
}

/// What a well-behaved server says.
fn sound(peer: &mut Peer) -> std::io::Result<()> {
    peer.write_all(&frame(HEADERS, END_HEADERS, ASKED, OK))?;
    peer.write_all(&frame(DATA, END_STREAM, ASKED, SOUND.as_bytes()))?;
    peer.flush()?;
    let _ = peer.read_to_end(&mut Vec::new());
    Ok(())
}

#[test]
fn a28_no_flood_of_http_2_holds_a_poll_or_fills_the_memory() {
    let sound = serve(sound);
    let mut failed = Vec::new();
    for (name, script) in rows() {
        let hostile = serve(script);
        let folder = tempfile::tempdir().unwrap();
        let authority = format!("ca_file = {:?}\n", fixture("ca.pem"));
        configure(folder.path(), &[&hostile, &sound], &authority, &super::answers::two(&hostile, &sound, "https"));
        failed.extend(check("A28", name, folder.path()));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
