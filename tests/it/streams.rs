//! A service that tells all that is said over a WebSocket: the real program against a real server of the protocol.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::{Message, WebSocket, accept_hdr};

use crate::support::{measured, process};

type Peer = WebSocket<TcpStream>;
type Script = fn(&mut Peer, cursor: i64) -> tokio_tungstenite::tungstenite::Result<()>;

fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap()
}

/// A server of the stream, and the places that it was asked to go on from.
fn serve(script: Script) -> (String, Arc<Mutex<Vec<i64>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let places = Arc::clone(&asked);
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let mut cursor = None;
            #[expect(clippy::result_large_err, reason = "the callback's type is the library's")]
            let seen = |request: &Request, response: Response| {
                let query = request.uri().query().unwrap_or_default().to_owned();
                cursor = query.split('&').find_map(|pair| pair.strip_prefix("cursor=")?.parse().ok());
                Ok(response)
            };
            let Ok(mut peer) = accept_hdr(socket, seen) else { continue };
            let Some(cursor) = cursor else { continue };
            places.lock().unwrap().push(cursor);
            std::thread::spawn(move || {
                let _ = script(&mut peer, cursor);
                // Until the other has said goodbye.
                while peer.read().is_ok() {}
            });
        }
    });
    (address, asked)
}

fn post(number: u32, at: i64, text: &str) -> Message {
    let told = serde_json::json!({
        "did": "did:plc:ana", "time_us": at, "kind": "commit",
        "commit": {
            "operation": "create", "collection": "app.bsky.feed.post", "rkey": format!("3k{number}"),
            "record": {"text": text, "langs": ["fr"], "createdAt": "2026-03-02T09:05:00Z"},
        },
    });
    Message::text(told.to_string())
}

fn configure(folder: &Path, server: &str) {
    let text = format!(
        "[web]\nlisten = \"off\"\n[fetch]\nallow_hosts = [\"{server}\"]\nper_host_interval = \"0 s\"\ntimeout = \"4 s\"\n\
         [[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"a@acme.example\"\n\
         [[source]]\nname = \"Sky\"\nkind = \"bluesky-stream\"\nurl = \"http://{server}\"\nrobots = false\n"
    );
    fs::write(folder.join("vigie.toml"), text).unwrap();
}

fn poll(folder: &Path) -> String {
    let output = process::run(folder, &["--lang", "en", "poll", "--once", "--all"]);
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn a_stream_is_taken_up_where_the_last_poll_ended() {
    let (server, asked) = serve(|peer, cursor| {
        let begun = now();
        // The last message of the poll before comes again, as the protocol allows.
        peer.send(post(1, cursor, "Acme ne répond plus"))?;
        for number in 2..200 {
            peer.send(post(number, cursor + i64::from(number), "Bonjour à tous"))?;
        }
        peer.send(post(u32::try_from(begun % 1_000_000).unwrap() + 1_000, begun - 1_000, "Merci Acme !"))?;
        loop {
            peer.send(post(0, now(), "Il fait beau"))?;
        }
    });
    let folder = tempfile::tempdir().unwrap();
    configure(folder.path(), &server);
    let first = poll(folder.path());
    assert!(first.contains("2 new items, 2 mentions"), "{first}");
    let second = poll(folder.path());
    assert!(second.contains("1 new item"), "{second}");
    let asked = asked.lock().unwrap().clone();
    let [begun, went_on] = asked[..] else { panic!("{asked:?}") };
    let five_minutes = 300_000_000;
    assert!(now() - begun >= five_minutes && went_on > begun + five_minutes - 1_000_000, "{asked:?}");
}

#[test]
fn a_stream_that_wants_to_hurt_costs_its_own_poll_alone_r7() {
    let rows: [(&str, Script, &str); 4] = [
        ("a message of 300 KiB", |peer, cursor| peer.send(post(1, cursor, &"x".repeat(300 << 10))), "broke off"),
        (
            "messages without time, without end",
            |peer, _| loop {
                peer.send(Message::text(format!("{{\"a\":\"{}\"}}", "<".repeat(4_000))))?;
            },
            "",
        ),
        ("a time that has not come", |peer, _| peer.send(post(1, i64::MAX, "Acme")), ""),
        (
            "no JSON",
            |peer, cursor| {
                peer.send(Message::text("[[[[{{\"time_us\":99999999999999999999999"))?;
                peer.send(post(1, cursor, "Acme"))
            },
            "",
        ),
    ];
    for (name, script, want) in rows {
        let (server, _) = serve(script);
        let folder = tempfile::tempdir().unwrap();
        configure(folder.path(), &server);
        let cost = measured::watched(folder.path(), &["--lang", "en", "poll", "--once"]);
        println!("{name:36} {:?} {} KiB {}", cost.cpu, cost.peak_kib, cost.output.trim());
        assert!(cost.well && cost.output.contains(want), "{name}: {}", cost.output);
        assert!(cost.peak_kib < 256 * 1_024, "{name}: {} KiB", cost.peak_kib);
        // The place is never one that has not come.
        let again = poll(folder.path());
        assert!(!again.contains("panicked"), "{name}: {again}");
    }
}
