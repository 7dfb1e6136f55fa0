//! F41 to F49: whatever a publisher does to its ids, dates and texts, one item is one mention, and what was done is
//! noted once, where people look after their sources.

use std::fmt::Write as _;

use vigie::model::{DAY_MS, MINUTE_MS, SourceEventKind as Kind, Timestamp};

use crate::support::{TestApp, at, complaints, process};

/// One item of a feed, all of it as the publisher likes.
#[derive(Clone)]
struct Item {
    guid: String,
    link: String,
    title: String,
    text: String,
    at: Timestamp,
}

/// So many articles of the last days before `until`, each in words of its own.
fn articles(count: usize, until: Timestamp) -> Vec<Item> {
    const WHERE: [&str; 7] = ["Lille", "Brest", "Nice", "Metz", "Tours", "Pau", "Dijon"];
    const WHAT: [&str; 9] =
        ["livraison", "garantie", "vitrine", "facture", "panne", "notice", "couleur", "batterie", "caisse"];
    let article = |nth: usize| Item {
        guid: format!("tag:{nth}"),
        link: format!("https://journal.example/a/{nth}"),
        title: format!("Acme à {} : {} numéro {nth}", WHERE[nth % 7], WHAT[nth % 9]),
        text: format!(
            "Article {nth} sur la {} chez Acme, au magasin de {}, rue {}.",
            WHAT[nth % 9],
            WHERE[nth % 7],
            nth * 7
        ),
        at: until.plus_millis(-(i64::try_from(nth).unwrap() + 1) * 60 * MINUTE_MS),
    };
    (0..count).map(article).collect()
}

struct Story {
    app: TestApp,
    now: Timestamp,
}

impl Story {
    async fn start() -> Self {
        Self::start_at("2026-03-02T09:00").await
    }

    async fn start_at(now: &str) -> Self {
        let app = TestApp::start(now, &[("Forum", "forum", "every = \"5 min\"")]).await;
        Self { app, now: at(now) }
    }

    /// The feed says this at the next poll.
    async fn says(&mut self, items: &[Item]) {
        let mut feed = String::from("<rss version=\"2.0\"><channel><title>f</title>");
        for item in items {
            let date = item.at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT");
            write!(
                feed,
                "<item><title>{}</title><guid isPermaLink=\"false\">{}</guid><link>{}</link><pubDate>{date}</pubDate>\
                 <description>{}</description></item>",
                item.title, item.guid, item.link, item.text
            )
            .unwrap();
        }
        self.app.web.page("forum", "application/rss+xml", &(feed + "</channel></rss>"));
        self.app.at_instant(self.now).await;
        self.now = self.now.plus_millis(10 * MINUTE_MS);
    }

    async fn mentions(&self, count: usize) {
        assert_eq!(self.app.mentions().await.len(), count);
    }

    /// So many mentions, and these notes on the source: what it did, to how many, how often.
    async fn holds(&self, count: usize, notes: &[(Kind, u32, u32)]) {
        self.mentions(count).await;
        let row = self.app.app.store.source_rows(self.now).await.unwrap().remove(0);
        let mut got = row.events.iter().map(|event| (event.kind, event.items, event.times)).collect::<Vec<_>>();
        got.retain(|(kind, ..)| *kind != Kind::History);
        got.sort_by_key(|(kind, ..)| kind.as_str());
        assert_eq!(got, notes);
        assert_eq!(self.app.app.store.incidents(false, 10).await.unwrap().len(), 0, "R4: no crisis");
        assert_eq!(self.app.inbox().len(), 0, "a note is no mail");
    }
}

fn with(items: &[Item], change: impl Fn(usize, &mut Item)) -> Vec<Item> {
    let mut items = items.to_vec();
    items.iter_mut().enumerate().for_each(|(nth, item)| change(nth, item));
    items
}

#[tokio::test]
async fn f41_f43_a_feed_that_changes_its_ids_or_turns_between_two_sets_is_one_note() {
    let mut story = Story::start().await;
    let items = articles(230, story.now);
    let renamed = with(&items, |nth, item| item.guid = format!("https://new.example/{nth}"));
    story.says(&items).await;
    story.says(&renamed).await;
    story.holds(230, &[(Kind::Reidentified, 230, 1)]).await;
    for _ in 0..3 {
        story.says(&items).await;
        story.says(&renamed).await;
    }
    story.holds(230, &[(Kind::Reidentified, 230, 1)]).await;
}

#[tokio::test]
async fn f41_ids_and_words_that_change_together_leave_the_addresses() {
    let mut story = Story::start().await;
    let items = articles(40, story.now);
    story.says(&items).await;
    let moved = with(&items, |nth, item| {
        item.guid = format!("urn:{nth}");
        item.text = format!("Publié par la rédaction. {}", &item.text[..item.text.floor_char_boundary(30)]);
    });
    story.says(&moved).await;
    story.holds(40, &[(Kind::Reidentified, 40, 1)]).await;
    story.says(&moved).await;
    story.holds(40, &[(Kind::Reidentified, 40, 1)]).await;
}

#[tokio::test]
async fn f42_a_feed_that_dates_all_its_items_anew_is_one_note() {
    let mut story = Story::start().await;
    let items = articles(30, story.now);
    story.says(&items).await;
    let now = story.now;
    story.says(&with(&items, |_, item| item.at = now)).await;
    story.holds(30, &[(Kind::Redated, 30, 1)]).await;
}

#[tokio::test]
async fn f44_one_id_on_several_items_loses_none_of_them() {
    let mut story = Story::start().await;
    let items = with(&articles(6, story.now), |_, item| item.guid = "1".to_owned());
    story.says(&items).await;
    story.says(&with(&items, |nth, item| item.title.push_str(if nth == 0 { " !" } else { "" }))).await;
    let got = story.app.mentions().await.len();
    assert!((6..=7).contains(&got), "{got}: the edit of an item without an id of its own may be another item");
}

#[tokio::test]
async fn f44_an_id_that_comes_again_on_something_else_is_soon_not_believed() {
    let mut story = Story::start().await;
    let said = complaints(12, story.now).into_iter().enumerate().map(|(nth, said)| Item {
        guid: "latest".to_owned(),
        link: format!("https://journal.example/a/{nth}"),
        title: said.title,
        text: said.text,
        at: said.at,
    });
    let items = said.collect::<Vec<_>>();
    for item in &items {
        story.says(std::slice::from_ref(item)).await;
    }
    story.mentions(12).await;
    // Twelve angry articles are a crisis indeed; as edits of one they would have been none.
    assert!(!story.app.inbox().is_empty());
    let row = story.app.app.store.source_rows(story.now).await.unwrap().remove(0);
    assert!(row.events.iter().any(|event| event.kind == Kind::IdsDistrusted), "{:?}", row.events);
    // By their addresses, edits are edits again.
    let edited = with(&items[11..], |_, item| item.text.push_str(" Mise à jour : Acme répond enfin."));
    story.says(&edited).await;
    story.mentions(12).await;
    story.app.inbox();
}

#[tokio::test]
async fn f41_ids_drawn_anew_at_each_reading_are_soon_not_believed() {
    let mut story = Story::start().await;
    let items = articles(8, story.now);
    for round in 0..6 {
        story.says(&with(&items, |nth, item| item.guid = format!("{round}-{nth}"))).await;
    }
    story.holds(8, &[(Kind::IdsDistrusted, 8, 1), (Kind::Reidentified, 8, 3)]).await;
}

#[tokio::test]
async fn f45_an_empty_feed_that_fills_again_is_nothing() {
    let mut story = Story::start().await;
    let items = articles(30, story.now);
    story.says(&items).await;
    story.says(&[]).await;
    // Meanwhile their texts are pruned: only keys are left.
    let kept = &story.app.app.store;
    let (late, never) = (story.now.plus_millis(DAY_MS), Timestamp::from_millis(0));
    while kept.prune(late, late, never, story.now).await.unwrap() > 0 {}
    story.says(&items).await;
    story.holds(0, &[]).await;
}

#[tokio::test]
async fn f46_an_archive_is_imported_and_not_counted() {
    let mut story = Story::start().await;
    let items = articles(3, story.now);
    story.says(&items).await;
    let old = articles(300, story.now.plus_millis(-30 * DAY_MS)).split_off(10);
    story.says(&[items, old].concat()).await;
    story.holds(293, &[(Kind::Archive, 290, 1)]).await;
    assert!(story.app.mentions().await.iter().all(|mention| !mention.counted));
}

#[tokio::test]
async fn f47_a_new_source_brings_its_past_uncounted() {
    let mut story = Story::start().await;
    story.says(&articles(200, story.now)).await;
    let row = story.app.app.store.source_rows(story.now).await.unwrap().remove(0);
    assert_eq!(row.events.iter().map(|event| (event.kind, event.items)).collect::<Vec<_>>(), [(Kind::History, 200)]);
    story.holds(200, &[]).await;
}

#[tokio::test]
async fn f48_fifty_edits_are_one_mention_with_its_earlier_texts() {
    let mut story = Story::start().await;
    let items = articles(2, story.now);
    story.says(&items).await;
    for round in 0..50 {
        story
            .says(&with(&items, |nth, item| {
                if nth == 0 {
                    write!(item.text, " Mise à jour {round}.").unwrap();
                }
            }))
            .await;
    }
    story
        .says(&with(&items, |nth, item| {
            if nth == 0 {
                item.title = "Le magasin de Lille".to_owned();
                item.text = "Article 0 sur la livraison chez Globex, au magasin de Lille, rue 0.".to_owned();
            }
        }))
        .await;
    let mentions = story.app.mentions().await;
    assert_eq!(mentions.len(), 3, "two of Acme, and Globex that an edit brought in");
    let edited = mentions.iter().find(|mention| mention.brand_name == "Globex").unwrap();
    assert!(!edited.counted, "R4: an edit is no news");
    let revisions = story.app.app.store.revisions(edited.item).await.unwrap();
    let last = revisions.last().unwrap();
    assert_eq!(
        (revisions.len(), last.number, last.gained.as_slice(), last.lost.as_slice()),
        (20, 51, &["Globex".to_owned()][..], &["Acme".to_owned()][..])
    );
    assert!(last.text.as_str().ends_with("Mise à jour 49."), "{}", last.text);
}

#[tokio::test]
async fn f49_a_release_on_many_sites_is_one_story() {
    let sites = (0..8).map(|nth| (format!("Site {nth}"), format!("site{nth}"))).collect::<Vec<_>>();
    let sources = sites.iter().map(|(name, path)| (name.as_str(), path.as_str(), "")).collect::<Vec<_>>();
    let app = TestApp::start("2026-03-02T09:00", &sources).await;
    let text = "Acme annonce le rappel de dix mille biberons vendus depuis mars dans toute la France, et promet de \
                rembourser sous quinze jours les familles touchées par ce défaut de fabrication.";
    for (nth, (_, path)) in sites.iter().enumerate() {
        let feed = format!(
            "<rss version=\"2.0\"><channel><item><title>Acme rappelle ses biberons</title><guid>{nth}</guid>\
             <link>https://{path}.example/x</link><description>{text} {}</description></item></channel></rss>",
            ["", "(AFP)", "Lire aussi."][nth % 3]
        );
        app.web.page(path, "application/rss+xml", &feed);
    }
    app.at("2026-03-02T09:00").await;
    let mentions = app.mentions().await;
    let stories = mentions.iter().map(|mention| mention.story).collect::<std::collections::HashSet<_>>();
    assert_eq!((mentions.len(), stories.len()), (8, 1));
}

#[tokio::test]
async fn what_has_neither_id_nor_address_is_known_again_by_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("verbatims.csv");
    let source = format!("kind = \"csv\"\npath = \"{}\"", path.display());
    let words = "Acme a perdu mon dossier pendant trois mois et personne au service client ne répond jamais au téléphone \
                 ni aux lettres recommandées que j’envoie chaque semaine depuis le début de cette triste affaire ; mon \
                 voisin a vécu exactement la même chose avec sa commande de printemps, que le magasin prétend avoir livrée";
    std::fs::write(&path, format!("Avis\n\"{words}\"\n")).unwrap();
    let app = TestApp::start("2026-03-02T09:00", &[("Avis", "", &source)]).await;
    app.at("2026-03-02T09:00").await;
    std::fs::write(
        &path,
        format!("Avis\n\"{words}.\"\n\"Acme est parfait, rien à dire de plus sur ce magasin ouvert\"\n"),
    )
    .unwrap();
    app.at("2026-03-02T09:05").await;
    assert_eq!(app.mentions().await.len(), 2);
}

#[tokio::test]
async fn notes_and_edits_are_told_in_both_languages() {
    // The program that tells them reads the real clock, and tells no old notes.
    let today = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M").to_string();
    let mut story = Story::start_at(&today).await;
    let items = articles(6, story.now);
    story.says(&items).await;
    story.says(&with(&items, |nth, item| item.guid = format!("n{nth}"))).await;
    story
        .says(&with(&items, |nth, item| {
            item.guid = format!("n{nth}");
            if nth == 0 {
                item.text = item.text.replace("rue 0", "avenue 9");
            }
        }))
        .await;
    let mention =
        story.app.mentions().await.into_iter().find(|mention| mention.text.as_str().contains("avenue")).unwrap();
    let folder = story.app.folder().to_owned();
    let said = |language: &str, arguments: &[&str]| {
        let output = process::run(&folder, &[&["--lang", language], arguments].concat());
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    assert!(
        said("fr", &["sources"]).contains("flux ré-identifié\u{a0}: 6 articles reconnus"),
        "{}",
        said("fr", &["sources"])
    );
    assert!(said("en", &["sources"]).contains("feed re-identified: 6 items recognised"));
    let id = mention.id.to_string();
    let explained = said("fr", &["explain", &id]);
    assert!(explained.contains("Modifiée 1 fois") && explained.contains("[-rue 0-] {+avenue 9+}"), "{explained}");
    assert!(said("en", &["explain", &id]).contains("Edited once"));
    let page = crate::web::Page::over(story.app).await;
    let html = page.get("/?lang=fr").await;
    assert!(
        html.contains("flux ré-identifié") && html.contains("<del>rue 0</del>") && html.contains("Modifiée 1 fois")
    );
    // At some minute of the real day, a digest falls due.
    page.app.inbox();
}
