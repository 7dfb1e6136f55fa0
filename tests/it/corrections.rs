//! People's corrections, through the page and the command line: kept, shown, learnt from, and read anew.

use vigie::model::ToneLabel;

use crate::support::process::run;
use crate::support::{Entry, TestApp, at};
use crate::web::Page;

const SOURCES: &[(&str, &str, &str)] = &[("Forum", "forum", "every = \"10 min\"")];

/// A homonym (a cartoon's factory) beside the brand, and a word that no list knows.
const POSTS: [(&str, &str); 8] = [
    ("c1", "Le dessin animé montre le coyote et sa fusée Acme"),
    ("c2", "Le coyote commande encore une enclume Acme dans ce dessin animé"),
    ("c3", "Dessin animé culte : le coyote, le ravin, la dynamite Acme"),
    ("b1", "Le service Acme est glauquissime ce matin"),
    ("b2", "Vraiment glauquissime, la hotline Acme"),
    ("b3", "Livraison Acme glauquissime à Lyon"),
    ("b4", "Acme ouvre une agence à Pau"),
    ("b5", "Acme glauquissime, encore une fois à Nantes"),
];

fn entries(posts: &[(&str, &str)]) -> Vec<Entry> {
    posts.iter().map(|(id, text)| Entry::new(id, text, "", at("2026-03-02T08:50"))).collect()
}

async fn told() -> TestApp {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    app.web.feed("forum", &[]);
    app.at("2026-03-02T09:00").await;
    app.web.feed("forum", &entries(&POSTS));
    app.at("2026-03-02T09:15").await;
    let _ = app.inbox();
    app
}

async fn id_of(app: &TestApp, words: &str) -> String {
    let found = app.mentions().await.into_iter().find(|mention| mention.title.as_str().contains(words));
    found.unwrap_or_else(|| panic!("no mention says {words:?}")).id.to_string()
}

#[track_caller]
fn vigie(app: &TestApp, arguments: &[&str]) -> String {
    let done = run(app.folder(), &[arguments, &["--lang", "en"]].concat());
    let (out, wrong) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{arguments:?}: {out}{wrong}");
    out.into_owned()
}

#[tokio::test]
async fn a_corrected_tone_is_shown_and_teaches_the_archive() {
    let app = told().await;
    for words in ["Le service Acme", "la hotline", "Livraison"] {
        let id = id_of(&app, words).await;
        let said = vigie(&app, &["correct", &id, "--tone", "negative", "--by", "Léa"]);
        assert!(said.contains("tone negative"), "{said}");
        assert!(vigie(&app, &["explain", &id]).contains("Tone told by Léa"));
        let json = vigie(&app, &["explain", &id, "--json"]);
        assert!(json.contains(r#""by":"Léa""#), "{json}");
    }
    let other = id_of(&app, "Nantes").await;
    assert!(vigie(&app, &["explain", &other]).contains("Learnt from corrections for Acme"));
    let would = vigie(&app, &["retone", "--brand", "Acme", "--dry-run"]);
    assert!(would.contains("→ negative") && would.contains("1 would change"), "{would}");
    assert!(vigie(&app, &["retone", "--brand", "Acme"]).contains("1 changed"));
    let tones: Vec<_> = app
        .mentions()
        .await
        .into_iter()
        .filter(|mention| mention.title.as_str().contains("glauquissime"))
        .map(|mention| (mention.tone.label, mention.correction.is_some()))
        .collect();
    assert_eq!(tones.iter().filter(|(label, _)| *label == ToneLabel::Negative).count(), 4, "{tones:?}");
    assert_eq!(tones.iter().filter(|(_, corrected)| *corrected).count(), 3, "{tones:?}");
    assert!(vigie(&app, &["retone"]).contains(", 0 changed"));
}

#[tokio::test]
async fn rejected_homonyms_are_set_aside_propose_terms_and_teach_the_daemon() {
    let app = told().await;
    let mut said = String::new();
    for words in ["sa fusée", "enclume", "ravin"] {
        said = vigie(&app, &["correct", &id_of(&app, words).await, "--not-about-us"]);
    }
    assert!(said.contains("NOT dessin: would remove 3 of 3 rejected mentions, and 0 of 5"), "{said}");
    assert_eq!(app.mentions().await.len(), 5);
    // The daemon learns it at its next upkeep, and sets the next one aside by itself.
    app.at("2026-03-02T09:31").await;
    let mut posts = POSTS.to_vec();
    posts.extend([("c4", "Ce coyote de dessin animé et sa dynamite Acme"), ("b6", "Acme agrandit son agence de Pau")]);
    app.web.feed("forum", &entries(&posts));
    app.at("2026-03-02T09:47").await;
    let _ = app.inbox();
    let mentions = app.mentions().await;
    assert_eq!(mentions.len(), 6, "{mentions:?}");
    assert!(!mentions.iter().any(|mention| mention.title.as_str().contains("coyote")));
}

#[tokio::test]
async fn the_brands_card_gives_the_line_that_excludes_what_was_rejected() {
    let page = Page::over(told().await).await;
    assert!(!page.get("/?lang=en").await.contains("to exclude"));
    for words in ["sa fusée", "enclume", "ravin"] {
        vigie(&page.app, &["correct", &id_of(&page.app, words).await, "--not-about-us"]);
    }
    page.app.at("2026-03-02T09:31").await;
    let _ = page.app.inbox();
    for (lang, head, cost) in [
        ("en", "Its corrections propose", "NOT dessin: would remove 3 of 3 rejected mentions, and 0 of 5 kept ones"),
        ("fr", "Ses corrections proposent", "écarterait 3 mentions rejetées sur 3, et 0 gardée sur 5"),
    ] {
        let shown = page.get(&format!("/?lang={lang}")).await.replace("&#39;", "'");
        assert!(shown.contains(head) && shown.contains(cost), "{shown}");
        assert!(shown.contains("query = '(acme) NOT dessin"), "{shown}");
    }
}

#[tokio::test]
async fn the_page_takes_a_persons_word_from_its_own_form_alone() {
    let page = Page::over(told().await).await;
    let id = id_of(&page.app, "agence à Pau").await;
    let shown = page.get("/?lang=en").await;
    let form = shown.split(&format!("action=\"/mentions/{id}")).nth(1).unwrap();
    let key = form.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    let path = format!("/mentions/{id}?lang=en");
    let refused = page.ask("POST", &path, kind, "verdict=positive&key=00").await;
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    let odd = page.ask("POST", &path, kind, &format!("verdict=splendid&key={key}")).await;
    assert!(odd.starts_with("HTTP/1.1 400"), "{odd}");
    for (back, want) in [
        ("", "/?lang=en#mentions"),
        ("%2Fsearch%3Fq%3Dacme%2Bpau%26lang%3Den", "/search?q=acme+pau&lang=en#mentions"),
        ("%2F%2Felsewhere.example%2F%3F", "/?lang=en#mentions"),
        ("%2F%3Fa%0D%0Ab", "/?lang=en#mentions"),
    ] {
        let taken = page.ask("POST", &path, kind, &format!("verdict=positive&key={key}&back={back}")).await;
        assert!(taken.starts_with("HTTP/1.1 303") && taken.contains(&format!("location: {want}\r\n")), "{taken}");
    }
    let searched = page.get("/search?q=Pau&lang=en").await;
    assert!(searched.contains("name=\"back\" value=\"/search?q=Pau"), "{searched}");
    assert!(page.get("/?lang=en").await.contains("Tone told by"));
    let mention = page.app.mentions().await.into_iter().find(|mention| mention.id.to_string() == id).unwrap();
    assert_eq!(mention.tone.label, ToneLabel::Positive);
}
