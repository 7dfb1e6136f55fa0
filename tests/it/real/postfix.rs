//! A crisis told through Debian's Postfix: STARTTLS under an authority of our own, a login, delivery into a Maildir.
//!
//! Postfix starts as root only; its configuration, queue, data, log, certificates and users stand in one temporary folder
//! and its processes under a master of their own, so that the machine's Postfix, running or not, is not touched.

use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::{done, find, free_port, installed, skip};
use crate::support::Web;
use crate::support::process::{count, kill, run, start, wait_until};
use crate::support::world::{ordinary_past, publish_crisis, settings};

const PASSWORD: &str = "s3same-canary";
const NOBODY: u32 = 65_534;

struct Postfix {
    folder: TempDir,
    port: u16,
}

impl Postfix {
    fn start() -> Option<Self> {
        if !installed(&["postfix", "saslpasswd2", "openssl"]) {
            return None;
        }
        if !fs::read_to_string("/proc/self/status").unwrap_or_default().contains("\nUid:\t0\t") {
            skip("Postfix can be started by root only");
            return None;
        }
        let relay = Self { folder: tempfile::tempdir().unwrap(), port: free_port() };
        let at = relay.folder.path();
        // Its processes run as other users.
        fs::set_permissions(at, Permissions::from_mode(0o755)).unwrap();
        for name in ["etc", "etc/sasl", "queue", "data", "mail"] {
            fs::create_dir(at.join(name)).unwrap();
        }
        chown(at.join("mail"), Some(NOBODY), Some(NOBODY)).unwrap();
        done(at, "chown", &["postfix", "data"]);
        certify(at);
        enrol(at);
        fs::write(at.join("etc/main.cf"), main_cf(at)).unwrap();
        fs::write(at.join("etc/master.cf"), master_cf(relay.port)).unwrap();
        relay.control("start");
        Some(relay)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn control(&self, command: &str) {
        let etc = self.folder.path().join("etc");
        done(self.folder.path(), "postfix", &["-c", etc.to_str().unwrap(), command]);
    }

    /// What was delivered.
    fn mails(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.folder.path().join("mail/inbox/new")) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        self.control("stop");
    }
}

/// An authority, and a certificate of it for this machine.
fn certify(at: &Path) {
    let new_key = ["req", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout"];
    let openssl = |more: &[&str]| done(at, "openssl", &[&new_key, more].concat());
    openssl(&[
        "ca.key",
        "-x509",
        "-subj",
        "/CN=test",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-out",
        "ca.pem",
    ]);
    openssl(&["key.pem", "-subj", "/CN=localhost", "-out", "request.pem"]);
    fs::write(at.join("ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n").unwrap();
    let sign = ["x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    done(at, "openssl", &[&sign[..], &["-days", "2", "-extfile", "ext", "-out", "cert.pem"]].concat());
}

/// The user vigie@acme.example, in a database that Postfix's own user may read.
fn enrol(at: &Path) {
    let users = at.join("users.db");
    fs::write(at.join("password"), PASSWORD).unwrap();
    done(at, "sh", &["-c", "saslpasswd2 -p -c -f users.db -u acme.example vigie <password"]);
    done(at, "chown", &["postfix", "users.db"]);
    // Debian's Postfix looks for it beside main.cf, whatever cyrus_sasl_config_path says.
    let sasl = format!(
        "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: {}\nmech_list: PLAIN LOGIN\n",
        users.display()
    );
    fs::write(at.join("etc/sasl/smtpd.conf"), sasl).unwrap();
}

fn main_cf(at: &Path) -> String {
    let at = at.display();
    format!(
        "compatibility_level = 3.6\nqueue_directory = {at}/queue\ndata_directory = {at}/data\n\
         inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmyhostname = relay.acme.example\n\
         mydestination =\nmynetworks =\nalias_maps =\nvirtual_mailbox_domains = acme.example\n\
         virtual_mailbox_base = {at}/mail\nvirtual_mailbox_maps = static:inbox/\n\
         virtual_uid_maps = static:{NOBODY}\nvirtual_gid_maps = static:{NOBODY}\n\
         smtpd_tls_security_level = encrypt\nsmtpd_tls_cert_file = {at}/cert.pem\nsmtpd_tls_key_file = {at}/key.pem\n\
         smtpd_tls_auth_only = yes\nsmtpd_sasl_auth_enable = yes\n\
         smtpd_relay_restrictions = permit_sasl_authenticated, reject\n\
         smtpd_recipient_restrictions = permit_sasl_authenticated, reject\n\
         maillog_file = {at}/log\nmaillog_file_prefixes = {at}\n"
    )
}

/// The services that take a mail in and deliver it here; some insist on how many of them may run.
fn master_cf(port: u16) -> String {
    let mut text = format!("127.0.0.1:{port} inet n - n - - smtpd\npostlog unix-dgram n - n - 1 postlogd\n");
    for (service, limit, program) in [
        ("cleanup", "0", "cleanup"),
        ("qmgr", "1", "qmgr"),
        ("rewrite", "-", "trivial-rewrite"),
        ("tlsmgr", "1", "tlsmgr"),
        ("bounce", "0", "bounce"),
        ("defer", "0", "bounce"),
        ("trace", "0", "bounce"),
        ("proxymap", "-", "proxymap"),
        ("anvil", "1", "anvil"),
        ("retry", "-", "error"),
        ("error", "-", "error"),
    ] {
        let public = if matches!(service, "cleanup" | "qmgr") { "n" } else { "-" };
        writeln!(text, "{service} unix {public} - n - {limit} {program}").unwrap();
    }
    // Delivery changes to the mailbox's owner, so it starts as root.
    text.push_str("virtual unix - n n - - virtual\n");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn r1_r2_r10_postfix_takes_a_crisis_and_a_reader_reads_it() {
    let Some(relay) = Postfix::start() else { return };
    let web = Web::start().await;
    let ca = relay.folder.path().join("ca.pem");
    let mail = format!(
        "port = {}\nsecurity = \"starttls\"\nuser = \"vigie@acme.example\"\npassword_file = \"password\"\nca_file = \"{}\"",
        relay.port,
        ca.display()
    );
    let folder = settings(&web, &mail);
    let secret = |password: &str| {
        let path = folder.path().join("password");
        fs::write(&path, password).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    };

    secret("wr0ng-canary");
    for (language, want, step) in [("fr", "refusé", "identification"), ("en", "not accepted", "login")] {
        let refused = run(folder.path(), &["--lang", language, "test-email"]);
        let said = String::from_utf8([refused.stdout, refused.stderr].concat()).unwrap();
        assert!(
            !refused.status.success() && said.contains(want) && said.contains(step) && said.contains("535"),
            "{said}"
        );
        assert!(!said.contains("canary"), "{said}");
    }
    assert!(relay.mails().is_empty());

    secret(PASSWORD);
    let sent = run(folder.path(), &["--lang", "fr", "test-email"]);
    assert!(sent.status.success(), "{} {}", String::from_utf8_lossy(&sent.stdout), relay.log());
    wait_until("the trial mail was delivered", || relay.mails().len() == 1);

    ordinary_past(folder.path(), &web).await;
    let process = start(folder.path());
    publish_crisis(&web);
    let told = || relay.mails().into_iter().find(|path| subject(path).starts_with("[CRISE] Acme"));
    wait_until("the crisis mail was delivered", || told().is_some());
    wait_until("it was settled", || {
        let database = folder.path().join(".vigie/vigie.db");
        count(&database, "SELECT COUNT(*) FROM outbox WHERE state <> 'sent'") == 0
    });
    kill(process);
    let log = fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(!log.contains("canary"), "{log}");

    let crisis = told().unwrap();
    if find("python3").is_none() {
        return skip("python3 is not installed: nobody reads the delivered mail");
    }
    let read = read_by_python(&crisis);
    assert!(read["subject"].as_str().unwrap().starts_with("[CRISE] Acme"), "{read}");
    assert_eq!(read["ids"], 1, "{read}");
    assert_eq!(read["defects"], 0, "{read}");
    let parts = read["parts"].as_array().unwrap();
    for kind in ["text/plain", "text/html"] {
        let part = parts.iter().find(|part| part["kind"] == kind).unwrap_or_else(|| panic!("{kind}: {read}"));
        assert_eq!(part["charset"], "utf-8", "{read}");
        assert!(part["text"].as_str().unwrap().contains('é'), "{kind} is read in its charset: {read}");
    }
}

/// The way back: what Postfix delivers into a Maildir comes in as items, once, and stays where it is.
#[tokio::test(flavor = "multi_thread")]
async fn r3_postfix_delivers_and_the_mail_is_taken_in_once() {
    let Some(relay) = Postfix::start() else { return };
    let web = Web::start().await;
    let at = relay.folder.path().display();
    let port = relay.port;
    let mail = format!(
        "port = {port}\nsecurity = \"starttls\"\nuser = \"vigie@acme.example\"\npassword_file = \"password\"\n\
         ca_file = \"{at}/ca.pem\"\n[[source]]\nname = \"Inbox\"\nkind = \"maildir\"\npath = \"{at}/mail/inbox\"\n\
         from = [\"@acme.example\"]"
    );
    let folder = settings(&web, &mail);
    let password = folder.path().join("password");
    fs::write(&password, PASSWORD).unwrap();
    fs::set_permissions(&password, Permissions::from_mode(0o600)).unwrap();
    let sent = run(folder.path(), &["--lang", "fr", "test-email"]);
    assert!(sent.status.success(), "{} {}", String::from_utf8_lossy(&sent.stdout), relay.log());
    wait_until("the trial mail was delivered", || relay.mails().len() == 1);
    let polled = || {
        let output = run(folder.path(), &["poll", "--once", "--all", "--json"]);
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        (said["items"].as_u64().unwrap(), said["failed"].as_u64().unwrap())
    };
    assert_eq!(polled(), (1, 0));
    let new = relay.mails().remove(0);
    let read =
        new.parent().unwrap().with_file_name("cur").join(format!("{}:2,S", new.file_name().unwrap().to_str().unwrap()));
    fs::rename(&new, &read).unwrap();
    assert_eq!(polled(), (0, 0), "a mail that was opened is the same mail");
    assert!(read.is_file());
}

fn subject(path: &Path) -> String {
    let raw = fs::read(path).unwrap();
    mail_parser::MessageParser::new().parse(&raw).and_then(|mail| mail.subject().map(str::to_owned)).unwrap_or_default()
}

/// The mail as Python's own library reads it.
fn read_by_python(path: &Path) -> Value {
    const READER: &str = "
import email, email.policy, json, sys
mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
leaves = [part for part in mail.walk() if part.get_content_maintype() == 'text']
print(json.dumps({
    'subject': mail['subject'], 'ids': len(mail.get_all('message-id')),
    'defects': len(mail.defects) + sum(len(part.defects) for part in mail.walk()),
    'parts': [{'kind': part.get_content_type(), 'charset': part.get_content_charset(), 'text': part.get_content()} for part in leaves],
}))";
    let output = Command::new("python3").args(["-c", READER]).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
