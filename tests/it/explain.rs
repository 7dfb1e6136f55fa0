//! `vigie explain` on five mentions: what it says of each, the one that it gets wrong included.

use crate::support::process::run;
use crate::support::{Entry, TestApp, at};

const SOURCES: &[(&str, &str, &str)] = &[("Forum", "forum", "every = \"10 min\"")];

/// One brand, two brands with two tones, a question, an insult, an irony.
const SAID: [(&str, &str); 5] = [
    ("Livraison Acme", "Le service client d’Acme est nul, mon colis est arrivé cassé et personne ne rembourse."),
    ("Acme ou Globex", "La friteuse Acme est dangereuse, une honte. Globex, en revanche, est excellent et fiable."),
    ("Question", "Quelqu’un sait-il à quelle heure ouvre la boutique Acme de Nantes le samedi ?"),
    ("Un client", "Le vendeur Acme m’a traité de connard devant tout le monde."),
    (
        "Quatrième panne",
        "Bravo Acme, quatre pannes en un mois, quel service formidable, vraiment merci, j’adore attendre.",
    ),
];

struct Told {
    brand: String,
    title: String,
    said: String,
}

async fn explained() -> Vec<Told> {
    let app = TestApp::start("2026-03-02T06:00", SOURCES).await;
    app.web.feed("forum", &[]);
    app.at("2026-03-02T06:00").await;
    let now = at("2026-03-02T06:15");
    let entries: Vec<Entry> =
        SAID.iter().enumerate().map(|(nth, (title, text))| Entry::new(&nth.to_string(), title, text, now)).collect();
    app.web.feed("forum", &entries);
    app.at("2026-03-02T06:20").await;
    let _ = app.inbox();
    let mut mentions = app.mentions().await;
    mentions.sort_by_key(|mention| mention.id);
    let told = |mention: vigie::model::Mention| {
        let out = run(app.folder(), &["--lang", "fr", "explain", &mention.id.to_string()]);
        let said = String::from_utf8(out.stdout).unwrap();
        assert!(out.status.success(), "{said}{}", String::from_utf8_lossy(&out.stderr));
        println!("{said}\n=====");
        Told { brand: mention.brand_name.clone(), title: mention.title.to_string(), said }
    };
    mentions.into_iter().map(told).collect()
}

#[track_caller]
fn check(told: &[Told], brand: &str, title: &str, parts: &[&str]) {
    let one = told.iter().find(|one| one.brand == brand && one.title == title).unwrap();
    for part in parts {
        assert!(one.said.contains(part), "{part:?} is not in:\n{}", one.said);
    }
}

#[tokio::test]
async fn five_mentions_are_explained_and_the_irony_that_is_misread_says_so() {
    let told = explained().await;
    assert_eq!(told.len(), 6, "one of the five speaks of two brands");
    check(
        &told,
        "Acme",
        "Livraison Acme",
        &["[Acme]", "négatif", "[nul]", "Son récit", "un site\u{a0}: forum.example"],
    );
    check(&told, "Acme", "Acme ou Globex", &["négatif", "[dangereuse]"]);
    check(&told, "Globex", "Acme ou Globex", &["positif", "[excellent]"]);
    check(&told, "Acme", "Question", &["neutre"]);
    check(&told, "Acme", "Un client", &["[Acme]"]);
    // It means the contrary of its words: they are what is weighed, and the reader is told so.
    let honest = "Le ton est celui des mots\u{a0}: l’ironie n’est pas comprise.";
    check(&told, "Acme", "Quatrième panne", &["positif", "[formidable]", honest]);
}
