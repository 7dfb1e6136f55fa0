//! R3, R8: forty feeds behind nginx, with its ETags and its gzip. What the reader counts is stored, an unchanged feed costs a
//! 304, and a process that is killed in the middle of a pass neither loses an entry nor stores one twice.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use tempfile::TempDir;
use url::Url;
use vigie::ingest::read::{Input, read};
use vigie::model::ReadAs;

use super::{find, free_port, installed};
use crate::support::process::{count, kill, run, spawn, vigie, wait_until};

const FEEDS: usize = 40;
const CHANGED: usize = 5;
/// How many passes are killed, each a little later in its course.
const KILLS: u32 = 20;

struct Nginx {
    folder: TempDir,
    port: u16,
    process: Child,
}

impl Nginx {
    fn start() -> Self {
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        fs::create_dir(folder.path().join("www")).unwrap();
        let at = folder.path().display();
        let temporary =
            ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|n| format!("{n}_temp_path {at}/{n};"));
        let settings = format!(
            "daemon off; master_process off; pid {at}/pid; error_log {at}/error.log;\n\
             events {{}}\n\
             http {{\n{}\nlog_format plain '$status $uri'; access_log {at}/access.log plain;\n\
             types {{ application/rss+xml rss; application/atom+xml atom; application/json json; text/xml xml rdf; }}\n\
             gzip on; gzip_types *;\nserver {{ listen 127.0.0.1:{port}; root {at}/www; }}\n}}\n",
            temporary.join(" ")
        );
        fs::write(folder.path().join("nginx.conf"), settings).unwrap();
        let process = Command::new(find("nginx").unwrap())
            .args(["-c", &format!("{at}/nginx.conf"), "-e", &format!("{at}/error.log")])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        wait_until("nginx listens", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        Self { folder, port, process }
    }

    fn page(&self, name: &str) -> PathBuf {
        self.folder.path().join("www").join(name)
    }

    /// How often feeds were answered with this status.
    fn answered(&self, status: &str) -> usize {
        let log = fs::read_to_string(self.folder.path().join("access.log")).unwrap_or_default();
        log.lines().filter(|line| line.starts_with(status) && !line.ends_with("robots.txt")).count()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing left to do then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn r3_r8_forty_feeds_behind_nginx_survive_kills_in_the_middle_of_a_pass() {
    if !installed(&["nginx"]) {
        return;
    }
    let nginx = Nginx::start();
    let names = publish(&nginx);
    let folder = settings(&nginx, &names);
    let database = folder.path().join(".vigie/vigie.db");
    let stored = || count(&database, "SELECT COUNT(*) FROM items");

    let first = pass(folder.path());
    let want = names.iter().map(|name| (name, entries(&nginx, name))).collect::<Vec<_>>();
    for (name, entries) in &want {
        let sql = format!("SELECT COUNT(*) FROM items JOIN sources s ON s.id = source_id WHERE s.name = '{name}'");
        assert_eq!(count(&database, &sql), i64::try_from(*entries).unwrap(), "{name}: {first}");
    }
    let total = stored();
    assert_eq!((&first["polled"], &first["failed"]), (&FEEDS.into(), &0.into()), "{first}");
    assert_eq!(nginx.answered("200"), FEEDS);

    let started = Instant::now();
    let second = pass(folder.path());
    let course = started.elapsed();
    assert_eq!((&second["not_modified"], &second["items"]), (&FEEDS.into(), &0.into()), "{second}");
    assert_eq!(nginx.answered("304"), FEEDS);
    assert_eq!(stored(), total);

    let alterable = names.iter().filter(|name| alter(&nginx.page(name), None)).take(CHANGED).collect::<Vec<_>>();
    assert_eq!(alterable.len(), CHANGED);
    let mut halfway = BTreeSet::new();
    for round in 0..KILLS {
        for name in &alterable {
            alter(&nginx.page(name), Some(round));
        }
        let process = spawn(vigie(folder.path()).args(["poll", "--once", "--all", "--json"]).stdout(Stdio::null()));
        std::thread::sleep(course * (round + 1) / KILLS);
        kill(process);
        halfway.insert(stored() - total);
    }
    let last = pass(folder.path());
    let added = i64::from(KILLS) * i64::try_from(CHANGED).unwrap();
    let new = "FROM items WHERE title LIKE 'Entry added in round %'";
    let distinct = count(&database, &format!("SELECT COUNT(*) FROM (SELECT DISTINCT source_id, title {new})"));
    let doubled = count(&database, &format!("SELECT COUNT(*) {new}")) - distinct;
    println!("{total} entries of {FEEDS} feeds; stored when killed: {halfway:?} of {added} more");
    assert_eq!((added - distinct, doubled), (0, 0), "lost, doubled: {last}");
    assert_eq!(stored(), total + added, "{last}");
    assert_eq!(last["failed"], 0, "{last}");
}

/// One pass to its end.
fn pass(folder: &Path) -> Value {
    let output = run(folder, &["poll", "--once", "--all", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn settings(nginx: &Nginx, names: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let host = format!("127.0.0.1:{}", nginx.port);
    let mut text = format!(
        "[[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"lea@acme.example\"\n[web]\nlisten = \"off\"\n\
         [fetch]\nallow_hosts = [\"{host}\"]\nper_host_interval = \"0 s\"\n"
    );
    for name in names {
        write!(text, "[[source]]\nname = \"{name}\"\nurl = \"http://{host}/{name}\"\n").unwrap();
    }
    fs::write(folder.path().join("vigie.toml"), text).unwrap();
    folder
}

/// Puts forty feeds on the server: real ones where a collection is at hand, else some of our own making.
fn publish(nginx: &Nginx) -> Vec<String> {
    let real = collection();
    (0..FEEDS)
        .map(|i| {
            let kind = real.get(i).and_then(|path| path.extension()?.to_str()).unwrap_or("rss");
            let name = format!("{i:02}.{kind}");
            match real.get(i) {
                Some(path) => fs::copy(path, nginx.page(&name)).map(|_| ()),
                None => fs::write(nginx.page(&name), our_own(i)),
            }
            .unwrap();
            settle(&nginx.page(&name));
            name
        })
        .collect()
}

/// A feed of an hour ago: one of this very second may change again under the same `ETag`, and is asked for whole once more.
fn settle(page: &Path) {
    let feed = fs::File::options().append(true).open(page).unwrap();
    feed.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
}

/// The ten longest feeds that hold entries in each of four parsers' collections.
fn collection() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(root) = here.ancestors().map(|dir| dir.join("shared/corpora/feeds/files")).find(|dir| dir.is_dir()) else {
        return Vec::new();
    };
    let makers =
        ["Ranchero-Software__NetNewsWire", "rometools__rome", "feedjira__feedjira", "feed-rs__feed-rs"].into_iter();
    makers
        .flat_map(|maker| {
            let mut files = files_under(&root.join(maker));
            files.retain(|path| count_entries(path, "http://acme.example/") > 0);
            files.sort_by_key(|path| (std::cmp::Reverse(fs::metadata(path).unwrap().len()), path.clone()));
            files.truncate(FEEDS / 4);
            files
        })
        .collect()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

fn our_own(feed: usize) -> String {
    let items = (0..=feed).map(|i| format!("<item><title>Title {i} of {feed}</title><guid>{feed}-{i}</guid></item>"));
    format!("<rss version=\"2.0\"><channel><title>Feed {feed}</title>{}</channel></rss>", items.collect::<String>())
}

fn entries(nginx: &Nginx, name: &str) -> usize {
    count_entries(&nginx.page(name), &format!("http://127.0.0.1:{}/{name}", nginx.port))
}

/// The distinct entries that our reader finds.
fn count_entries(path: &Path, url: &str) -> usize {
    let bytes = fs::read(path).unwrap();
    let url: Url = url.parse().unwrap();
    let reading = read(&Input { bytes: &bytes, content_type: None, url: &url, text: None }, &ReadAs::Feed);
    let key = |draft: vigie::model::Draft| (draft.guid, draft.url, draft.title.to_string(), draft.text.to_string());
    reading.drafts.into_iter().map(key).collect::<BTreeSet<_>>().len()
}

/// Adds an entry at the end of a feed; whether that is possible, when there is no round.
fn alter(path: &Path, round: Option<u32>) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return false };
    let end = ["</channel>", "</feed>"].into_iter().find_map(|end| Some((text.rfind(end)?, end)));
    let Some((place, end)) = end.filter(|_| !text.contains("<rdf:RDF")) else { return false };
    let Some(round) = round else { return true };
    let title = format!("<title>Entry added in round {round}</title>");
    let entry = match end {
        "</channel>" => format!("<item>{title}<guid isPermaLink=\"false\">added-{round}</guid></item>"),
        _ => format!("<entry>{title}<id>urn:added:{round}</id></entry>"),
    };
    // Renamed into place: a real publisher's server never shows half a file.
    let beside = path.with_extension("new");
    fs::write(&beside, format!("{}{entry}{}", &text[..place], &text[place..])).unwrap();
    fs::rename(beside, path).unwrap();
    true
}
