//! R10: the relay's password shows nowhere, at the most talkative level, even when the relay repeats it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::process::{count, kill, spawn, wait_until};
use crate::support::world::publish_crisis;
use crate::support::{CANARY, Relay, Reply, Web};

#[tokio::test(flavor = "multi_thread")]
async fn r10_the_password_shows_nowhere() {
    let (web, relay) = (Web::start().await, Relay::start().await);
    let folder = tempfile::tempdir().unwrap();
    let page = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    settings(folder.path(), &web, &relay, page);
    web.feed("forum", &[]);
    web.feed("blog", &[]);
    relay.script(&[Reply::RefuseLogin, Reply::RefuseLogin]);

    let log = std::fs::File::create(folder.path().join("log")).unwrap();
    let daemon = spawn(vigie(folder.path(), "run").stdout(Stdio::null()).stderr(log));
    let database = folder.path().join(".vigie/vigie.db");
    wait_until("both sources were read", || {
        count(&database, "SELECT COUNT(*) FROM source_polls WHERE last_ok_at IS NOT NULL") == 2
    });
    publish_crisis(&web);
    wait_until("the relay refused the login", || {
        count(&database, "SELECT COUNT(*) FROM outbox WHERE last_error IS NOT NULL") > 0
    });
    let mut shown = Vec::new();
    for path in ["/", "/incidents/1", "/metrics", "/healthz"] {
        shown.push((format!("the page {path}"), get(page, path)));
    }
    for command in ["check", "status", "sources", "incidents", "test-email", "test-email"] {
        shown.push((format!("vigie {command}"), said(vigie(folder.path(), command).output().unwrap())));
    }
    kill(daemon);
    shown.push(("the log".to_owned(), std::fs::read_to_string(folder.path().join("log")).unwrap()));
    shown.push(("the mails".to_owned(), format!("{:?}", relay.mails())));
    for file in std::fs::read_dir(folder.path().join(".vigie")).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            shown.push((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    let inline = folder.path().join("inline.toml");
    let written = std::fs::read_to_string(folder.path().join("vigie.toml")).unwrap();
    std::fs::write(&inline, written.replace("password_file = \"pw\"", &format!("password = \"{CANARY}\""))).unwrap();
    let refused = vigie(folder.path(), "check").args(["--config", "inline.toml"]).output().unwrap();
    assert!(!refused.status.success());
    shown.push(("vigie check of a password in the file".to_owned(), said(refused)));

    let logins = relay.logins();
    assert!(logins.len() > 2 && !relay.mails().is_empty(), "refused twice, then accepted");
    for (place, text) in &shown {
        assert!(!text.is_empty() || place.contains("vigie.db"), "{place} is empty");
        for secret in logins.iter().map(String::as_str).chain([CANARY]) {
            assert!(!text.contains(secret), "the password stands in {place}");
        }
    }
}

/// Its address stands for a reader's own feed: whoever has it reads what they read.
#[tokio::test(flavor = "multi_thread")]
async fn r10_a_token_in_an_address_shows_nowhere() {
    let web = Web::start().await;
    let folder = tempfile::tempdir().unwrap();
    let place = |path: &str| web.url(&format!("{path}?lang=fr&token={CANARY}"));
    web.feed(&format!("feed?lang=fr&token={CANARY}"), &[]);
    web.page(
        &format!("page?lang=fr&token={CANARY}"),
        "text/html",
        "<html><body><p>Nos tarifs pour tous.</p></body></html>",
    );
    web.status(&format!("moved?lang=fr&token={CANARY}"), 301, &[("Location", &place("nowhere"))]);
    let text = format!(
        "language = \"en\"\n[[brand]]\nname = \"Acme\"\n[[source]]\nurl = \"{}\"\n[[source]]\nurl = \"{}\"\n\
         [[source]]\nurl = \"{}\"\n[[source]]\nurl = \"{}\"\nkind = \"page\"\n[[recipient]]\nmail = \"lea@acme.example\"\n\
         [mail]\nfrom = \"vigie@acme.example\"\n[fetch]\nallow_hosts = [\"{}\"]\nper_host_interval = \"0 s\"\n",
        place("feed"),
        place("gone"),
        place("moved"),
        place("page"),
        web.address
    );
    let file = folder.path().join("vigie.toml");
    std::fs::write(&file, &text).unwrap();
    let outlines = format!("<outline xmlUrl=\"{}\"/><outline xmlUrl=\"ftp{}\"/>", place("gone"), &place("feed")[4..]);
    std::fs::write(
        folder.path().join("feeds.opml"),
        format!("<opml><body>{}</body></opml>", outlines.replace('&', "&amp;")),
    )
    .unwrap();
    std::fs::write(folder.path().join("brands.txt"), "Acme\n").unwrap();
    let commands = [
        "poll --once --json",
        "poll --once --all",
        "sources",
        "sources --json",
        "sources expand",
        "sources expand --json",
        "sources probe",
        "sources probe --json",
        "sources import feeds.opml --dry-run",
        "pages --json",
        "poll --once --opml feeds.opml --brands brands.txt --state list --allow-hosts 127.0.0.0/8 --json",
        "poll --once --opml feeds.opml --brands brands.txt --state list --allow-hosts 127.0.0.0/8",
    ];
    let mut shown = Vec::new();
    for command in commands {
        let mut words = command.split(' ');
        let said = said(vigie(folder.path(), words.next().unwrap()).args(words).output().unwrap());
        assert!(said.contains("token=…") || said.contains("?…"), "{command} names its sources: {said}");
        shown.push((command, said));
    }
    std::fs::write(&file, text.replacen("url = \"", "adress = 1 # \"", 1)).unwrap();
    shown.push(("check", said(vigie(folder.path(), "check").output().unwrap())));
    for (command, said) in &shown {
        assert!(!said.contains(CANARY), "{command} shows the token: {said}");
    }
}

fn settings(folder: &Path, web: &Web, relay: &Relay, page: SocketAddr) {
    let secret = folder.join("pw");
    std::fs::write(&secret, format!("{CANARY}\n")).unwrap();
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = format!(
        "language = \"en\"\n[[brand]]\nname = \"Acme\"\n\
         [[source]]\nname = \"Forum\"\nurl = \"{}\"\nevery = \"1 s\"\n[[source]]\nname = \"Blog\"\nurl = \"{}\"\nevery = \"1 s\"\n\
         [[recipient]]\nname = \"Léa\"\nmail = \"lea@acme.example\"\nalerts = \"watch\"\n\
         [mail]\nfrom = \"vigie@acme.example\"\nrelay = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\nuser = \"lea\"\npassword_file = \"pw\"\n\
         [web]\nlisten = \"{page}\"\n[fetch]\nallow_hosts = [\"{}\"]\nper_host_interval = \"0 s\"\n",
        web.url("forum"),
        web.url("blog"),
        relay.address.port(),
        web.address
    );
    std::fs::write(folder.join("vigie.toml"), text).unwrap();
}

fn vigie(folder: &Path, command: &str) -> Command {
    let mut vigie = Command::new(env!("CARGO_BIN_EXE_vigie"));
    vigie.current_dir(folder).arg(command).env_remove("JOURNAL_STREAM").env("VIGIE_LOG", "trace");
    vigie
}

fn said(output: std::process::Output) -> String {
    let both = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&both).into_owned()
}

fn get(page: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(page).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {page}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer:.200}");
    answer
}
