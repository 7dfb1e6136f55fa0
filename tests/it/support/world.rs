//! A small world for the real program: a forum and a blog, one recipient, and a crisis that can break out.

use std::path::Path;

use tempfile::TempDir;
use vigie::daemon::{Clock, watch};
use vigie::model::MINUTE_MS;

use super::app::{open, poll_all};
use super::{Entry, Relay, Web, complaints};

/// The program's folder. What the program logged there is shown when the test fails.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", std::fs::read_to_string(self.path().join("log")).unwrap_or_default());
        }
    }
}

/// A folder with a configuration that watches the forum and the blog of this web and mails as `mail` says.
pub(crate) fn settings(web: &Web, mail: &str) -> Folder {
    web.feed("forum", &[]);
    web.feed("blog", &[]);
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "language = \"fr\"\n[[brand]]\nname = \"Acme\"\n\
         [[source]]\nname = \"Forum\"\nurl = \"{}\"\nevery = \"1 s\"\n[[source]]\nname = \"Blog\"\nurl = \"{}\"\nevery = \"1 s\"\n\
         [[recipient]]\nname = \"Léa\"\nmail = \"lea@acme.example\"\nalerts = \"watch\"\n\
         [mail]\nfrom = \"vigie@acme.example\"\nrelay = \"127.0.0.1\"\n{mail}\n\
         [web]\nlisten = \"off\"\n[fetch]\nallow_hosts = [\"{}\"]\nper_host_interval = \"0 s\"\n",
        web.url("forum"),
        web.url("blog"),
        web.address
    );
    std::fs::write(folder.path().join("vigie.toml"), text).unwrap();
    Folder(folder)
}

/// The way to the scripted relay.
pub(crate) fn in_clear(relay: &Relay) -> String {
    format!("port = {}\nsecurity = \"none\"", relay.address.port())
}

/// Three days of ordinary life up to now, lived in the folder's database on a clock that leaps half an hour at a time: a
/// crisis stands out against them.
pub(crate) async fn ordinary_past(folder: &Path, web: &Web) {
    let now = Clock::system().now();
    let clock = Clock::standing_at(now.plus_millis(-144 * 30 * MINUTE_MS));
    let app = open(&folder.join("vigie.toml"), &clock).await;
    let mut entries = Vec::new();
    for step in (1..=144).rev() {
        let then = now.plus_millis(-step * 30 * MINUTE_MS);
        clock.set(then);
        if step % 12 == 0 {
            let text = format!("Rien de spécial chez Acme aujourd’hui, passage numéro {step} à la boutique.");
            entries.push(Entry::new(&format!("o{step}"), &format!("Passage {step}"), &text, then));
            web.feed("forum", &entries);
        }
        let due = app.store.due_sources(then, u32::MAX).await.unwrap();
        poll_all(&app, due, |_, _| {}).await;
        watch::step(app.clone(), then).await.unwrap();
    }
    app.store.clone().close().await.unwrap();
}

/// Thirteen complaints, nine on the forum.
pub(crate) fn publish_crisis(web: &Web) {
    let now = Clock::system().now();
    let mut said = complaints(13, now);
    web.feed("blog", &said.split_off(9));
    web.feed("forum", &said);
}
