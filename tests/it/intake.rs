//! What comes in by itself: mails, files and posts, through the front door, with nothing lost and nothing taken twice.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use vigie::ingest::intake::{Taken, take};
use vigie::model::{Columns, Intake, MailIntake, RowFormat, SourceStatus, TableIntake, Timestamp, hex};

use crate::support::{TestApp, at};
use crate::web::Page;

const ALERT: &str = "From: Google Alerts <googlealerts-noreply@google.com>\r\nTo: a@acme.example\r\nSubject: Alerte \
    Google - Acme\r\nMessage-ID: <1@google.com>\r\nDate: Mon, 2 Mar 2026 08:55:00 +0000\r\nMIME-Version: 1.0\r\n\
    Content-Type: text/html; charset=UTF-8\r\n\r\n<table><tr><td>ACTUALIT&Eacute;S</td></tr><tr><td>\
    <a href=\"https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://journal.example/acme-rappelle&amp;ct=ga&amp;cd=x\">\
    <b>Acme</b> rappelle ses biberons</a><div>Le Journal</div><div>Acme retire dix mille biberons, les parents sont \
    furieux.</div><a href=\"https://www.google.com/alerts/share?x\">Facebook</a></td></tr><tr><td>\
    <a href=\"https://www.google.com/url?rct=j&amp;url=https://blog.example/acme%3Fp%3D2&amp;ct=ga\">Acme, le bilan</a>\
    <div>Un an avec Acme.</div></td></tr></table><p><a href=\"https://www.google.com/alerts/remove?x\">Se désabonner</a></p>";

const COMMENT: &str = "From: =?utf-8?q?R=C3=A9seau?= <notification@social.example>\r\nSubject: \
    =?iso-8859-1?Q?L=E9a_a_comment=E9?=\r\nMessage-ID: <c1@social.example>\r\nDate: Mon, 2 Mar 2026 08:50:00 +0100\r\n\
    Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=windows-1252\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\nL=E9a a =E9crit sur votre page : =AB Acme m=92a vendu un produit \
    cass=E9, c=92est honteux. =BB\r\n> ancien message sur Acme\r\n-- \r\nSe d=E9sabonner\r\n--b\r\nContent-Type: \
    text/html\r\n\r\n<p>Bonjour<a href=\"https://social.example/p/1\">Voir</a></p>\r\n--b--\r\n";

fn maildir(folder: &Path) -> Intake {
    for name in ["new", "cur", "tmp"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    let from = vec!["googlealerts-noreply@google.com".to_owned(), "@social.example".to_owned()];
    Intake::Maildir(MailIntake { path: folder.to_owned(), from, subject: None })
}

fn table(path: &Path, format: RowFormat) -> Intake {
    Intake::Table(TableIntake { path: path.to_owned(), format, columns: Columns::default() })
}

fn now() -> Timestamp {
    jiff::Timestamp::now().into()
}

fn later(seconds: i64) -> Timestamp {
    now().plus_millis(seconds * 1_000)
}

/// What a file system stamps moves on every few milliseconds only, and the looks are said to be seconds apart.
fn tick() {
    std::thread::sleep(Duration::from_millis(20));
}

fn titles(taken: &Taken) -> Vec<&str> {
    taken.drafts.iter().map(|draft| draft.title.as_str()).collect()
}

#[test]
fn an_alert_is_parted_into_its_articles_and_a_notice_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let intake = maildir(folder.path());
    fs::write(folder.path().join("new/1.host"), ALERT).unwrap();
    fs::write(folder.path().join("cur/2.host:2,S"), COMMENT).unwrap();
    fs::write(folder.path().join("new/3.host"), COMMENT.replace("social.example", "private.example")).unwrap();
    let taken = take(&intake, None, later(60));
    assert_eq!(titles(&taken), ["Acme rappelle ses biberons", "Acme, le bilan", "Léa a commenté"]);
    let urls = taken.drafts.iter().map(|draft| draft.url.as_deref().unwrap()).collect::<Vec<_>>();
    assert_eq!(
        urls,
        ["https://journal.example/acme-rappelle", "https://blog.example/acme?p=2", "https://social.example/p/1"]
    );
    assert_eq!(taken.drafts[0].text.as_str(), "Le Journal\nAcme retire dix mille biberons, les parents sont furieux.");
    let comment = &taken.drafts[2];
    assert_eq!(
        comment.text.as_str(),
        "Léa a écrit sur votre page : « Acme m’a vendu un produit cassé, c’est honteux. »"
    );
    assert_eq!(
        (comment.guid.as_deref(), comment.author.as_ref().map(vigie::model::NetText::as_str)),
        (Some("c1@social.example"), Some("Réseau"))
    );
    assert_eq!(comment.published, Some(at("2026-03-02T07:50")));
    assert!(fs::exists(folder.path().join("new/1.host")).unwrap(), "no mail is moved");
}

#[test]
fn r3_a_mail_is_read_wherever_it_turns_up_and_an_unchanged_folder_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let intake = maildir(folder.path());
    fs::write(folder.path().join("new/1.host"), COMMENT).unwrap();
    let first = take(&intake, None, later(60));
    assert_eq!((first.drafts.len(), first.same), (1, false));
    assert!(take(&intake, first.cursor.as_deref(), later(61)).same);
    tick();
    // Copied by a program that keeps the old date of the file.
    let copy = folder.path().join("cur/2.host:2,");
    fs::write(&copy, COMMENT.replace("c1@", "c2@")).unwrap();
    fs::File::open(&copy).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    let second = take(&intake, first.cursor.as_deref(), later(62));
    assert!(second.drafts.iter().any(|draft| draft.guid.as_deref() == Some("c2@social.example")), "{second:?}");
    tick();
    fs::write(folder.path().join("new/3.host"), COMMENT.replace("c1@", "c3@")).unwrap();
    let early = take(&intake, second.cursor.as_deref(), Timestamp::from_millis(0));
    assert_eq!(early.drafts.len(), 3, "a clock that was set back hides nothing");
}

#[test]
fn r7_a_full_maildir_is_read_in_several_looks() {
    let folder = tempfile::tempdir().unwrap();
    let intake = maildir(folder.path());
    for nth in 0..1_200 {
        fs::write(folder.path().join(format!("new/{nth}.host")), COMMENT.replace("c1@", &format!("{nth}@"))).unwrap();
    }
    let (mut cursor, mut seen, mut looks) = (None, std::collections::HashSet::new(), 0);
    loop {
        let taken = take(&intake, cursor.as_deref(), later(60));
        seen.extend(taken.drafts.into_iter().map(|draft| draft.guid.unwrap()));
        cursor = taken.cursor;
        looks += 1;
        if !taken.more {
            break;
        }
        assert!(looks < 50);
    }
    assert_eq!((seen.len(), looks > 1), (1_200, true));
}

#[test]
fn a42_a43_nothing_outside_a_folder_is_opened_and_no_pipe_or_device() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), COMMENT).unwrap();
    let intake = maildir(folder.path());
    symlink(outside.path().join("secret"), folder.path().join("new/1.host")).unwrap();
    symlink("/dev/zero", folder.path().join("new/2.host")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join("new/3.host")).status().unwrap().success());
    let taken = take(&intake, None, later(60));
    assert_eq!((taken.drafts.len(), taken.complaints.len()), (0, 1), "{taken:?}");

    let status = |path: &Path| take(&table(path, RowFormat::Csv), None, later(60)).failed.map(|(status, _)| status);
    assert_eq!(status(Path::new("/dev/zero")), Some(SourceStatus::Refused));
    assert_eq!(status(&folder.path().join("new/3.host")), Some(SourceStatus::Refused));
    assert_eq!(status(&folder.path().join("absent")), Some(SourceStatus::Missing));
    let large = folder.path().join("large.csv");
    fs::File::create(&large).unwrap().set_len(64 << 20).unwrap();
    assert_eq!(status(&large), Some(SourceStatus::Refused));
}

#[track_caller]
fn check_csv(bytes: &[u8], want: &[(&str, &str, Option<f64>, Option<&str>)]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.csv");
    fs::write(&path, bytes).unwrap();
    let taken = take(&table(&path, RowFormat::Csv), None, later(60));
    let got = taken.drafts.iter().map(|draft| {
        let published = draft.published.map(|at| at.to_string());
        (
            draft.author.as_ref().map(ToString::to_string).unwrap_or_default(),
            draft.text.to_string(),
            draft.rating.map(|r| r.value),
            published,
        )
    });
    let want = want
        .iter()
        .map(|(author, text, rating, at)| ((*author).to_owned(), (*text).to_owned(), *rating, at.map(str::to_owned)));
    assert_eq!(got.collect::<Vec<_>>(), want.collect::<Vec<_>>(), "{:?}", taken.failed);
}

#[test]
fn exports_are_read_in_the_encodings_delimiters_and_dates_that_they_come_in() {
    let rows = "Date;Auteur;Note;Avis\r\n21/01/2026 10:00;Léa;4,5;\"Très bien ; merci\"\r\n;Zoé;2/10;Déçue\r\n";
    let want =
        [("Léa", "Très bien ; merci", Some(4.5), Some("2026-01-21T10:00:00Z")), ("Zoé", "Déçue", Some(2.0), None)];
    check_csv(rows.as_bytes(), &want);
    check_csv(format!("\u{feff}{rows}").as_bytes(), &want);
    let latin = rows.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>();
    check_csv(&latin, &want);
    check_csv(
        rows.replace("; merci", ", merci").replace(';', "\t").as_bytes(),
        &[("Léa", "Très bien , merci", Some(4.5), Some("2026-01-21T10:00:00Z")), want[1]],
    );
    check_csv(b"Article;Prix\n1;2\n", &[]);
    check_csv(b"", &[]);
}

#[test]
fn r3_rows_are_taken_once_however_the_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.csv");
    let intake = table(&path, RowFormat::Csv);
    let row = |nth: usize| format!("{nth},Avis numéro {nth}\n");
    fs::write(&path, format!("id,text\n{}{}", row(1), row(2))).unwrap();
    let first = take(&intake, None, later(60));
    assert_eq!(first.drafts.len(), 2);
    assert!(take(&intake, first.cursor.as_deref(), later(60)).same);
    // Rows are added; the last one is still being written.
    fs::write(&path, format!("id,text\n{}{}{}4,Avis num", row(1), row(2), row(3))).unwrap();
    let second = take(&intake, first.cursor.as_deref(), now());
    assert_eq!(second.drafts.iter().map(|d| d.guid.as_deref().unwrap()).collect::<Vec<_>>(), ["3"]);
    fs::write(&path, format!("id,text\n{}{}{}{}", row(1), row(2), row(3), row(4))).unwrap();
    let third = take(&intake, second.cursor.as_deref(), now());
    assert_eq!(third.drafts.iter().map(|d| d.guid.as_deref().unwrap()).collect::<Vec<_>>(), ["4"]);
    // Written anew, newest first: all are read again, and the store knows them.
    fs::write(&path, format!("id,text\n{}{}{}", row(5), row(4), row(3))).unwrap();
    assert_eq!(take(&intake, third.cursor.as_deref(), later(60)).drafts.len(), 3);
}

#[test]
fn r7_a_long_file_is_read_in_several_looks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let line = |nth: usize| format!("{{\"id\":{nth},\"text\":\"Avis {nth}\"}}");
    let lines = (0..12_000).map(line).collect::<Vec<_>>().join("\n");
    fs::write(&path, lines).unwrap();
    let (mut cursor, mut got) = (None, 0);
    for look in 1..=3 {
        let taken = take(&table(folder.path(), RowFormat::Jsonl), cursor.as_deref(), later(60));
        got += taken.drafts.len();
        assert_eq!(taken.more, look < 3, "{look}");
        cursor = taken.cursor;
    }
    assert_eq!(got, 12_000);
}

#[tokio::test]
async fn mails_and_rows_become_mentions_once() {
    let folder = tempfile::tempdir().unwrap();
    maildir(&folder.path().join("inbox"));
    let sources = format!(
        "kind = \"maildir\"\npath = \"{0}/inbox\"\nfrom = [\"@social.example\"]\n[[source]]\nname = \"Avis\"\nkind = \"csv\"\npath = \"{0}/avis.csv\"",
        folder.path().display()
    );
    let csv = folder.path().join("avis.csv");
    fs::write(&csv, "Date;Auteur;Avis\n02/03/2026 08:00;Zoé;Acme est parfait\n").unwrap();
    let app = TestApp::start("2026-03-02T09:00", &[("Inbox", "", &sources)]).await;
    app.at("2026-03-02T09:00").await;
    assert_eq!(app.mentions().await.len(), 1);
    fs::write(folder.path().join("inbox/new/1.host"), COMMENT).unwrap();
    fs::write(&csv, "Date;Auteur;Avis\n02/03/2026 08:00;Léo;Acme est parfait\n02/03/2026 08:00;Zoé;Acme est parfait\n")
        .unwrap();
    let ended = app.at("2026-03-02T09:05").await;
    assert!(ended.iter().all(|(_, end)| end.status == SourceStatus::Ok), "{ended:?}");
    let mentions = app.mentions().await;
    assert_eq!(mentions.len(), 3, "{mentions:?}");
    // Read and put away: the mail is known in its new place.
    fs::rename(folder.path().join("inbox/new/1.host"), folder.path().join("inbox/cur/1.host:2,S")).unwrap();
    app.at("2026-03-02T09:10").await;
    assert_eq!(app.mentions().await.len(), 3);
}

#[tokio::test]
async fn r10_a_webhook_takes_items_from_who_knows_its_secret_once() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "s3same-s3same-s3same\n").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let source = format!("kind = \"webhook\"\nsecret_file = \"{}\"", secret.display());
    let page = Page::over(TestApp::start("2026-03-02T09:00", &[("shop", "", &source)]).await).await;
    let knows = "Authorization: Bearer s3same-s3same-s3same\r\n";
    let body = r#"[{"id":"1","text":"Acme est une arnaque","author":"Léa"},{"id":"2","text":"Rien"}]"#;
    for (path, headers) in [("/in/shop", ""), ("/in/shop", "Authorization: Bearer x\r\n"), ("/in/absent", knows)] {
        let said = page.ask("POST", path, headers, body).await;
        assert!(said.starts_with("HTTP/1.1 401"), "{said}");
    }
    assert_eq!(page.app.mentions().await.len(), 0);
    let said = page.ask("POST", "/in/shop", knows, body).await;
    assert!(
        said.starts_with("HTTP/1.1 200") && said.contains(r#""new":2"#) && said.contains(r#""mentions":1"#),
        "{said}"
    );
    let said = page.ask("POST", "/in/shop", knows, body).await;
    assert!(said.contains(r#""new":0"#) && said.contains(r#""received":2"#), "{said}");
    assert_eq!(page.app.mentions().await.len(), 1);
    assert!(page.app.mentions().await[0].counted, "what is handed in is news");
    let said = page.ask("POST", "/in/shop", knows, "{").await;
    assert!(said.starts_with("HTTP/1.1 400") && said.contains("not JSON"), "{said}");
    let said = page.ask("POST", "/in/shop", knows, r#"{"titel":"Acme"}"#).await;
    assert!(said.contains(r#""refused":1"#) && said.contains("neither title nor text"), "{said}");
    let long = format!("{{\"text\":\"{}\"}}", "a".repeat(1 << 20));
    let said = page.ask("POST", "/in/shop", knows, &long).await;
    assert!(said.starts_with("HTTP/1.1 413"), "{said}");
    for _ in 0..60 {
        page.ask("POST", "/in/shop", knows, "{\"text\":\"x\"}").await;
    }
    let said = page.ask("POST", "/in/shop", knows, body).await;
    assert!(said.starts_with("HTTP/1.1 429"), "{said}");
}

#[tokio::test]
async fn r10_who_guesses_the_name_of_a_webhook_neither_learns_of_it_nor_shuts_its_sender_out() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "s3same-s3same-s3same\n").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let source = format!("kind = \"webhook\"\nproof = \"hmac\"\nsecret_file = \"{}\"", secret.display());
    let page = Page::over(TestApp::start("2026-03-02T09:00", &[("shop", "", &source)]).await).await;
    let body = r#"{"id":"1","text":"Acme est une arnaque"}"#;
    let signed = |key: &[u8]| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.update(body.as_bytes());
        format!("X-Hub-Signature-256: sha256={}\r\n", hex(&mac.finalize().into_bytes()))
    };
    let wrong = signed(b"another secret");
    for path in ["/in/shop", "/in/absent"] {
        for headers in ["", "Authorization: Bearer s3same-s3same-s3same\r\n", &wrong] {
            for _ in 0..40 {
                let said = page.ask("POST", path, headers, body).await;
                assert!(said.starts_with("HTTP/1.1 401"), "{path} {headers}: {said}");
            }
        }
    }
    let said = page.ask("POST", "/in/shop", &signed(b"s3same-s3same-s3same"), body).await;
    assert!(said.starts_with("HTTP/1.1 200") && said.contains(r#""mentions":1"#), "{said}");
}
