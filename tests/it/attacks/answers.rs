//! Attacks by how an answer comes: bombs, bodies without end, servers that keep a poll waiting, credentials (A24 to
//! A28). One poll by the real program asks each, beside a source that is well: what is due is read in time, and no
//! answer costs more than its budget. Prints a row for each.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{PEAK_KIB, is_optimised};
use crate::support::{measured, process};

/// What a server says to each who connects, until that one goes.
type Script = Arc<dyn Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync>;

pub(super) const SOUND: &str =
    "<rss version=\"2.0\"><channel><title>Forum</title><item><guid>1</guid><title>Acme</title></item></channel></rss>";

/// The address of a server that says it. It ends with the test's process.
fn serve(script: Script) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut peer in listener.incoming().flatten() {
            let script = Arc::clone(&script);
            std::thread::spawn(move || {
                let _ = peer.read(&mut [0; 4_096]);
                let _ = script(&mut peer);
            });
        }
    });
    address
}

fn head(more: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n{more}\r\n").into_bytes()
}

fn once(head: Vec<u8>, body: Vec<u8>) -> Script {
    Arc::new(move |peer| {
        peer.write_all(&head)?;
        peer.write_all(&body)
    })
}

/// The same again and again.
fn endless(start: Vec<u8>, piece: Vec<u8>, pause: Duration) -> Script {
    Arc::new(move |peer| {
        peer.write_all(&start)?;
        loop {
            peer.write_all(&piece)?;
            std::thread::sleep(pause);
        }
    })
}

fn zeros_packed(mebibytes: usize) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..mebibytes {
        packed.write_all(&vec![0; 1 << 20]).unwrap();
    }
    packed.finish().unwrap()
}

fn gzip(names: &str, body: Vec<u8>) -> Script {
    once(head(&format!("Content-Encoding: {names}\r\nContent-Length: {}\r\n", body.len())), body)
}

fn rows() -> Vec<(&'static str, &'static str, Script)> {
    let bomb = zeros_packed(if is_optimised() { 1_024 } else { 64 });
    let now = Duration::ZERO;
    let slow = Duration::from_millis(100);
    let chunk = [b"10000\r\n".as_slice(), "<".repeat(65_536).as_bytes(), b"\r\n"].concat();
    vec![
        ("A25", "gzip of 1 GiB", gzip("gzip", bomb.clone())),
        ("A25", "gzip, three times", gzip("gzip, gzip, gzip", bomb.clone())),
        ("A25", "deflate that is none", gzip("deflate", bomb)),
        ("A26", "chunks without end", endless(head("Transfer-Encoding: chunked\r\n"), chunk, now)),
        ("A26", "length of 10^15", once(head("Content-Length: 1000000000000000\r\n"), b"<rss>".to_vec())),
        ("A26", "length beyond the body", once(head("Content-Length: 2000\r\n"), b"<rss>".to_vec())),
        (
            "A26",
            "both lengths",
            once(head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), b"ffffffffffffffff\r\n<rss>".to_vec()),
        ),
        ("A27", "a byte of a header at a time", endless(b"HTTP/1.1 200 OK\r\nX-A: ".to_vec(), b"a".to_vec(), slow)),
        ("A27", "a byte of the body at a time", endless(head(""), b"<".to_vec(), slow)),
        (
            "A27",
            "no answer",
            Arc::new(|_| {
                std::thread::sleep(Duration::from_mins(1));
                Ok(())
            }),
        ),
        ("A28", "headers without end", endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"X-A: a\r\n".repeat(1_000), now)),
        ("A28", "one header without end", endless(b"HTTP/1.1 200 OK\r\nX-A: ".to_vec(), vec![b'a'; 65_536], now)),
        (
            "A28",
            "early hints without end",
            endless(Vec::new(), b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100), Duration::from_millis(1)),
        ),
    ]
}

pub(super) fn configure(folder: &Path, hosts: &[&str], fetch: &str, sources: &str) {
    let hosts = serde_json::to_string(hosts).unwrap();
    let text = format!(
        "[web]\nlisten = \"off\"\n[fetch]\nallow_hosts = {hosts}\nper_host_interval = \"0 s\"\ntimeout = \"2 s\"\n{fetch}\
         [[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"a@acme.example\"\n{sources}"
    );
    fs::write(folder.join("vigie.toml"), text).unwrap();
}

/// A hostile source and one that is well.
pub(super) fn two(hostile: &str, sound: &str, scheme: &str) -> String {
    format!(
        "[[source]]\nname = \"Hostile\"\nurl = \"{scheme}://{hostile}/feed\"\nrobots = false\n\
         [[source]]\nname = \"Sound\"\nurl = \"{scheme}://{sound}/feed\"\nrobots = false\n"
    )
}

/// Polls both, and prints what it cost; what was wrong, if anything was.
pub(super) fn check(id: &str, name: &str, folder: &Path) -> Option<String> {
    let cost = measured::watched(folder, &["--lang", "en", "poll", "--once"]);
    let told = cost.output.lines().find(|line| line.contains("Hostile")).unwrap_or("nothing told").trim().to_owned();
    let peak = if is_optimised() { PEAK_KIB } else { 3 * PEAK_KIB };
    let is_well = cost.well && cost.output.contains("1 new item,") && cost.peak_kib <= peak;
    let millis = cost.cpu.as_secs_f64() * 1e3;
    let row = format!("{id:4} {name:34} {millis:8.1} ms {:8} KiB  {told}", cost.peak_kib);
    println!("{row}");
    (!is_well).then(|| format!("{row}\n{}", cost.output))
}

#[test]
fn a25_a26_a27_a28_no_answer_holds_a_poll_or_fills_the_memory() {
    let sound = serve(once(head(&format!("Content-Length: {}\r\n", SOUND.len())), SOUND.into()));
    let mut failed = Vec::new();
    for (id, name, script) in rows() {
        let hostile = serve(script);
        let folder = tempfile::tempdir().unwrap();
        configure(folder.path(), &[&hostile, &sound], "", &two(&hostile, &sound, "http"));
        failed.extend(check(id, name, folder.path()));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a24_credentials_in_an_address_are_refused_and_never_shown() {
    let sound = serve(once(head("Content-Length: 0\r\n"), Vec::new()));
    let leads = serve(once(
        format!("HTTP/1.1 302 Found\r\nLocation: http://ana:s3same@{sound}/\r\nContent-Length: 0\r\n\r\n").into_bytes(),
        Vec::new(),
    ));
    for (name, url, command) in [
        ("in a source's address", format!("http://ana:s3same@{sound}/feed"), vec!["check"]),
        ("in an address to discover", format!("http://ana:s3same@{sound}/feed"), vec!["discover"]),
        ("in an address to add", format!("http://ana:s3same@{sound}/feed"), vec!["add", "--dry-run"]),
        ("in a redirect", format!("http://{leads}/feed"), vec!["poll", "--once"]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let is_source = matches!(command[0], "check" | "poll");
        let listed = if is_source { url.clone() } else { format!("http://{sound}/other") };
        let source = format!("[[source]]\nname = \"S\"\nurl = \"{listed}\"\n");
        configure(folder.path(), &[&sound, &leads], "", &source);
        let mut arguments = [vec!["--lang", "en"], command].concat();
        if !is_source {
            arguments.push(&url);
        }
        let output = process::run(folder.path(), &arguments);
        let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        println!("A24  {name:30} {}", told.split_whitespace().take(20).collect::<Vec<_>>().join(" "));
        assert!(!told.contains("s3same"), "{name}: {told}");
        assert!(!output.status.success() || arguments.contains(&"poll"), "{name}: {told}");
    }
}
