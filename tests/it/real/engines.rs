//! R3: what people say on live engines, through the engines' own ways, is found exactly once: a forum by its address
//! alone, a blog's posts and comments, a wiki's changes. Each engine runs where its packages are.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use super::{done, find, free_port, installed, skip};
use crate::support::process::{count, run, wait_until};

/// A process that ends with its test.
struct Server(Child);

impl Server {
    fn start(folder: &Path, program: &Path, arguments: &[&str]) -> Self {
        let log = std::fs::File::create(folder.join("server.log")).unwrap();
        let mut command = Command::new(program);
        command.current_dir(folder).args(arguments).stdout(Stdio::null()).stderr(log);
        Self(command.spawn().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing left to do then.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn listens(port: u16) {
    wait_until("the engine listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/engines").join(name)
}

/// A vigie that watches the sources, given as the lines of their tables.
fn watching(port: u16, sources: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources.iter().map(|lines| ["[[source]]\n", lines, "\n"].concat()).collect::<Vec<_>>().concat();
    let text = format!(
        "[[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"lea@acme.example\"\n[web]\nlisten = \"off\"\n\
         [fetch]\nallow_hosts = [\"127.0.0.1:{port}\"]\nper_host_interval = \"0 s\"\n{sources}"
    );
    std::fs::write(folder.path().join("vigie.toml"), text).unwrap();
    folder
}

/// Two passes, the second of which must bring nothing.
#[track_caller]
fn poll_twice(folder: &Path) {
    let pass = || {
        let output = run(folder, &["poll", "--once", "--all", "--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let first = pass();
    assert_eq!(first["failed"], 0, "{first}");
    let second = pass();
    assert_eq!(
        (&second["failed"], &second["items"], &second["renamed"]),
        (&0.into(), &0.into(), &0.into()),
        "{second}"
    );
}

/// How many items say so.
fn saying(folder: &Path, words: &str) -> i64 {
    count(&folder.join(".vigie/vigie.db"), &format!("SELECT COUNT(*) FROM items WHERE text LIKE '%{words}%'"))
}

#[track_caller]
fn once(folder: &Path, words: &[&str]) {
    for words in words {
        assert_eq!(saying(folder, words), 1, "{words}");
    }
}

/// Where `pip install django-spirit` put the forum: in the path, or in the environment that CI makes.
fn spirit() -> Option<PathBuf> {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/engines/bin");
    let found = find("spirit").and_then(|path| Some(path.parent()?.to_owned()));
    found.or_else(|| ours.join("spirit").is_file().then_some(ours))
}

#[test]
fn r3_a_forum_is_read_post_by_post_by_its_address_alone() {
    let Some(programs) = spirit() else {
        return skip("spirit is not installed");
    };
    let folder = tempfile::tempdir().unwrap();
    let python = programs.join("python");
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let succeeds = |at: &Path, program: &Path, arguments: &[&str], env: &[(&str, &str)]| {
        let mut command = Command::new(program);
        let output = command.current_dir(at).args(arguments).env("PATH", &path).envs(env.iter().copied()).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    succeeds(folder.path(), &programs.join("spirit"), &["startproject", "board"], &[]);
    let board = folder.path().join("board");
    succeeds(&board, &python, &["manage.py", "spiritinstall"], &[]);
    let script = format!("exec(open({:?}).read())", data("spirit_say.py"));
    let say = |category: &str, title: &str, texts: &str| {
        let env = [("CATEGORY", category), ("TITLE", title), ("TEXTS", texts)];
        succeeds(&board, &python, &["manage.py", "shell", "-c", &script], &env);
    };
    say("Avis", "Acme ne répond plus", "Le colis d’Acme est perdu.|Pareil chez moi, depuis mardi.");
    let port = free_port();
    let address = format!("127.0.0.1:{port}");
    let _server = Server::start(&board, &python, &["manage.py", "runserver", "--noreload", &address]);
    listens(port);
    let watch = watching(port, &[&format!("name = \"board\"\nkind = \"forum\"\nurl = \"http://{address}/\"")]);
    poll_twice(watch.path());
    once(watch.path(), &["colis d’Acme est perdu", "Pareil chez moi"]);

    // So many answers that the topic has several new pages, one of which quotes; a new topic; and the first one moves.
    let answers = (0..45).map(|i| format!("Réponse numéro {i}.")).collect::<Vec<_>>().join("|");
    say("SAV", "Acme ne répond plus", &format!("{answers}|> Le colis d’Acme est perdu.\n\nRetrouvé entre temps."));
    say("Avis", "Merci Acme", "Tout est arrivé à l’heure.");
    poll_twice(watch.path());
    once(watch.path(), &["colis d’Acme est perdu", "Pareil chez moi", "Retrouvé entre temps", "arrivé à l’heure"]);
    assert_eq!(saying(watch.path(), "Réponse numéro"), 45);
}

#[test]
fn r3_a_blogs_posts_and_comments_are_found_once() {
    const BLOG: &str = "/usr/share/wordpress";
    if !installed(&["php", "mariadbd", "mariadb-install-db", "mariadb"]) {
        return;
    }
    if !Path::new(BLOG).join("wp-load.php").is_file() {
        return skip("wordpress is not installed");
    }
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let (store, socket) = (format!("--datadir={}", at.join("db").display()), at.join("db.sock"));
    done(
        at,
        "mariadb-install-db",
        &["--no-defaults", &store, "--auth-root-authentication-method=normal", "--skip-test-db"],
    );
    let socket_option = format!("--socket={}", socket.display());
    let pid = format!("--pid-file={}", at.join("db.pid").display());
    let options = ["--no-defaults", &store, &socket_option, &pid, "--skip-networking", "--user=root"];
    let _database = Server::start(at, &find("mariadbd").unwrap(), &options);
    wait_until("the database answers", || {
        let mut client = Command::new(find("mariadb").unwrap());
        client.args(["--no-defaults", &socket_option, "-u", "root", "-e", "CREATE DATABASE IF NOT EXISTS wp"]);
        client.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    });
    let blog = at.join("www");
    done(at, "cp", &["-a", BLOG, "www"]);
    std::fs::remove_file(blog.join("wp-config.php")).ok();
    std::fs::copy(data("wp-config.php"), blog.join("wp-config.php")).unwrap();
    let port = free_port();
    let (address, origin) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}"));
    let script = |name: &str| data(name).display().to_string();
    // Its scripts are run where WordPress is: they load it from there.
    let php = |name: &str, arguments: &[&str]| {
        let source = std::fs::read_to_string(script(name)).unwrap();
        std::fs::write(blog.join(name), source).unwrap();
        let all: Vec<&str> = [&[name], arguments].concat();
        String::from_utf8_lossy(&done(&blog, "php", &all).stdout).trim().to_owned()
    };
    php("wordpress_install.php", &[&origin]);
    let entry = php("wordpress_post.php", &["Un mois après", "Acme ne répond plus."]);
    let _server = Server::start(at, &find("php").unwrap(), &["-S", &address, "-t", "www"]);
    listens(port);
    let watch = watching(
        port,
        &[
            &format!("name = \"posts\"\nurl = \"{origin}/?feed=rss2\""),
            &format!("name = \"comments\"\nurl = \"{origin}/?feed=comments-rss2\""),
        ],
    );
    poll_twice(watch.path());
    once(watch.path(), &["Acme ne répond plus"]);

    // Its validators tell nothing apart within a second, and the second pass saw nothing new.
    std::thread::sleep(Duration::from_secs(1));
    comment(port, &entry, "Pareil+chez+moi+avec+Acme");
    php("wordpress_post.php", &["Deux mois après", "Acme a répondu."]);
    poll_twice(watch.path());
    once(watch.path(), &["Acme ne répond plus", "Pareil chez moi avec Acme", "Acme a répondu"]);
}

/// Sends the form under a post, as a browser does.
fn comment(port: u16, entry: &str, words: &str) {
    let body = format!("author=Bob&email=bob%40acme.example&comment={words}&comment_post_ID={entry}");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(
        stream,
        "POST /wp-comments-post.php HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains(" 302 "), "{answer}");
}

#[test]
fn r3_a_wikis_changes_are_found_once() {
    const WIKI: &str = "/usr/share/dokuwiki";
    if !installed(&["php"]) {
        return;
    }
    if !Path::new(WIKI).join("doku.php").is_file() {
        return skip("dokuwiki is not installed");
    }
    let folder = tempfile::tempdir().unwrap();
    let (at, wiki) = (folder.path(), folder.path().join("www"));
    done(at, "cp", &["-rL", WIKI, "www"]);
    done(at, "cp", &["-rL", "/etc/dokuwiki", "www/conf"]);
    // Debian's own preload points to the machine's wiki.
    std::fs::remove_file(wiki.join("inc/preload.php")).ok();
    let settings =
        "<?php\n$conf['title'] = 'Wiki'; $conf['useacl'] = 0; $conf['savedir'] = './data'; $conf['rss_update'] = 1;";
    std::fs::write(wiki.join("conf/local.php"), settings).unwrap();
    for part in
        ["attic", "cache", "index", "locks", "log", "media", "media_attic", "media_meta", "meta", "pages", "tmp"]
    {
        std::fs::create_dir_all(wiki.join("data").join(part)).unwrap();
    }
    let write = |page: &str, text: &str| {
        std::fs::write(at.join("page.txt"), text).unwrap();
        done(&wiki, "php", &["bin/dwpage.php", "commit", "-m", "Changed", "../page.txt", page]);
    };
    write("avis", "Acme ne répond plus.\n");
    let port = free_port();
    let address = format!("127.0.0.1:{port}");
    let _server = Server::start(at, &find("php").unwrap(), &["-S", &address, "-t", "www"]);
    listens(port);
    let watch = watching(port, &[&format!("name = \"wiki\"\nurl = \"http://{address}/feed.php?type=atom1\"")]);
    poll_twice(watch.path());
    once(watch.path(), &["Acme ne répond plus"]);
    // The wiki keeps its feed for a second.
    std::thread::sleep(Duration::from_secs(2));
    write("sav", "Acme a répondu.\n");
    poll_twice(watch.path());
    once(watch.path(), &["Acme ne répond plus", "Acme a répondu"]);
}
