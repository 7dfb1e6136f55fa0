//! What is new is told: in the digest, on the page and to programs.

use vigie::daemon::trends;
use vigie::model::{DAY_MS, HOUR_MS, VoiceKind};

use crate::support::{Entry, TestApp, at};
use crate::web::Page;

const SOURCES: &[(&str, &str, &str)] =
    &[("Presse", "presse", "every = \"10 min\""), ("Forum", "forum", "every = \"10 min\"")];

/// A feed of what stands on other sites.
fn serve(app: &TestApp, path: &str, entries: &[Entry]) {
    let item = |entry: &Entry| {
        let date = entry.at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT");
        format!(
            "<item><title>{}</title><link>{1}</link><guid>{1}</guid><pubDate>{date}</pubDate><description>{2}</description></item>",
            entry.title, entry.id, entry.text
        )
    };
    let items: String = entries.iter().map(item).collect();
    app.web.page(
        path,
        "application/rss+xml",
        &format!("<rss version=\"2.0\"><channel><title>{path}</title>{items}</channel></rss>"),
    );
}

/// What is said of Acme any week, each time on another site and in other words.
fn usual(week: i64, count: usize) -> Vec<Entry> {
    const SAID: [&str; 8] = [
        "La boutique Acme de Nantes ouvre le dimanche, les cafetières y sont en promotion.",
        "Je cherche un avis sur la livraison Acme avant de commander un grille-pain.",
        "Acme recrute deux vendeurs, contrat de deux ans, débutants acceptés.",
        "Comparatif de bouilloires : Acme arrive deuxième pour le prix et le silence.",
        "Le salon de la cuisine ferme ses portes, Acme y montrait un robot pâtissier.",
        "Mon mixeur Acme tourne depuis six hivers sans une panne, qui dit mieux ?",
        "Acme parraine la course à pied du canal, trois mille inscrits attendus.",
        "Recette du soir : un gâteau au yaourt dans le moule Acme de ma grand-mère.",
    ];
    let start = at("2026-03-02T06:00").plus_millis(-week * 7 * DAY_MS);
    let entry = |nth: usize| {
        let text = SAID[nth % SAID.len()];
        let site = ["gazette", "courrier", "tribune"][nth % 3];
        let date = start.plus_millis(-i64::try_from(nth).unwrap() * HOUR_MS);
        Entry::new(&format!("https://{site}{nth}.example/{week}/{nth}"), &format!("Semaine {week}, {nth}"), text, date)
    };
    (0..count).map(entry).collect()
}

/// A new affair, told by six sites in their own words, and taken up by three from the first of them.
fn affair() -> Vec<Entry> {
    const TOLD: [&str; 6] = [
        "Un défaut de soudure ferait chauffer la friteuse Acme : trois départs de feu à Lille, dit la mairie.",
        "Ma friteuse a brûlé hier, défaut de soudure paraît-il. Acme ne répond pas, c’est honteux. #FriteuseGate",
        "Acme : les associations demandent le retrait des friteuses, un défaut de soudure est en cause.",
        "Notre cuisine a pris feu ! La friteuse Acme, encore un défaut de soudure. Scandaleux. #FriteuseGate",
        "Le défaut de soudure était connu chez Acme depuis mai, affirme un ancien salarié de l’usine.",
        "Que faire si vous avez une friteuse Acme ? Le défaut de soudure expliqué par un électricien.",
    ];
    let now = at("2026-03-02T06:30");
    let told = TOLD.iter().enumerate().map(|(nth, text)| {
        let date = now.plus_millis(-i64::try_from(nth).unwrap() * HOUR_MS / 4);
        Entry::new(&format!("https://media{nth}.example/friteuse"), &format!("Article {nth}"), text, date)
    });
    let wire = "Le fabricant Acme suspend la vente de son grand four mural après le signalement de deux clients de Bordeaux \
                qui ont vu la vitre éclater, a indiqué lundi la préfecture de Gironde ; une expertise est en cours et la \
                marque promet de rembourser les deux cents appareils vendus depuis janvier.";
    let reprise = |(nth, site): (i64, &str)| {
        let date = now.plus_millis((nth - 5) * HOUR_MS / 4);
        Entry::new(&format!("https://{site}.example/four"), &format!("Four mural, {site}"), wire, date)
    };
    let wires = [(0, "agence"), (1, "sudinfo"), (2, "nordinfo"), (3, "estinfo")].into_iter().map(reprise);
    told.chain(wires).collect()
}

#[tokio::test]
async fn a_new_affair_is_a_topic_of_the_day_with_its_words_its_tellers_and_who_told_it_first() {
    let app = TestApp::start("2026-01-26T05:00", SOURCES).await;
    serve(&app, "forum", &[]);
    for week in (1..=4).rev() {
        let now = at("2026-03-02T06:05").plus_millis(-week * 7 * DAY_MS);
        serve(&app, "presse", &usual(week + 1, 8));
        app.at_instant(now.plus_millis(-HOUR_MS)).await;
        serve(&app, "presse", &usual(week, 8));
        app.at_instant(now).await;
    }
    app.inbox();
    serve(&app, "presse", &usual(0, 6));
    app.at("2026-03-02T06:10").await;
    serve(&app, "forum", &affair());
    app.at("2026-03-02T06:40").await;
    app.at("2026-03-02T07:10").await;
    let mails = app.inbox();

    let brand = app.app.store.brands().await.unwrap().into_iter().find(|brand| brand.name == "Acme").unwrap();
    let (from, to) = (at("2026-03-02T07:00").plus_millis(-DAY_MS), at("2026-03-02T07:00"));
    let found = trends::of_brand(&app.app.store, (brand.id, "Acme"), from, to, 3).await.unwrap();
    assert!(found.past_stories >= 20, "{found:#?}");
    let topic = &found.rising[0];
    assert_eq!((topic.term.as_str(), topic.stories, topic.outlets), ("défaut de soudure", 6, 6), "{found:#?}");
    assert!(topic.g2 > 15.1 && topic.quotes.len() == 3 && topic.negative > 0, "{topic:#?}");
    let outlets = found.voices.iter().filter(|voice| voice.kind == VoiceKind::Outlet).count();
    assert_eq!(outlets, 5, "at most five of each kind: {:#?}", found.voices);
    let first = &found.relayed[0];
    assert_eq!((first.outlet.as_str(), first.stories, first.relays), ("agence.example", 1, 3), "{found:#?}");

    let digest = mails.iter().find(|mail| mail.text.contains("Ce qui est nouveau")).expect("a digest with news");
    assert!(digest.text.contains("défaut de soudure"), "{}", digest.text);
    assert!(digest.text.contains("agence.example"), "{}", digest.text);

    let page = Page::over(app).await;
    for lang in ["fr", "en"] {
        let shown = page.get(&format!("/trends?lang={lang}")).await;
        assert!(shown.contains("<span>défaut de soudure</span>") && shown.contains("agence.example"), "{shown}");
        println!("{shown}\n<!-- end -->");
    }
    println!("{}\n<!-- end -->", digest.html);
}
