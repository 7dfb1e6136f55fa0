//! What is told of a page, and what is not: each case is a row of answers, read in the way that the daemon reads them.

mod boxes;
mod by_itself;
mod by_kind;
mod marks;
mod offers;
mod turns;

use url::Url;

use super::*;
use crate::ingest::read::{Input, read};
use crate::model::{
    ChangeKind, ChangeReason, ClauseEffect, ClauseFate, DiffPart, MINUTE_MS, NewChange, PageWatch, PeriodUnit, ReadAs,
    Timestamp, WatchFor,
};

const START: i64 = 1_772_442_000_000;

struct Watched {
    watch: Option<PageWatch>,
    now: Timestamp,
    what: WatchFor,
    told: Vec<NewChange>,
}

impl Watched {
    fn new(what: WatchFor) -> Self {
        Self { watch: None, now: Timestamp::from_millis(START), what, told: Vec::new() }
    }

    /// Serves `page` for so many hours of hourly polls; it is asked again out of turn whenever that is wished.
    fn hours(&mut self, hours: i64, mut page: impl FnMut(i64) -> String) -> &mut Self {
        let mut next = self.now;
        let end = self.now.plus_millis(hours * 60 * MINUTE_MS);
        while next < end {
            let body = page((next.millis() - START) / MINUTE_MS);
            let url = Url::parse("https://rival.example/prices").unwrap();
            let input = Input { bytes: body.as_bytes(), content_type: Some("text/html"), url: &url, text: None };
            let how = ReadAs::Page { region: None, ignore: Vec::new(), watch: self.what.clone() };
            let mut pause = 60 * MINUTE_MS;
            if let Some(version) = read(&input, &how).page {
                let watching = Watching { what: &self.what, is_named: &|text| text.contains("Acme") };
                let step = advance(self.watch.take(), version, next, &watching);
                self.watch = Some(step.watch);
                self.told.extend(step.change);
                pause = step.come_back.map_or(pause, |soon| i64::try_from(soon.as_millis()).unwrap());
            }
            next = next.plus_millis(pause);
        }
        self.now = next;
        self
    }

    /// Kinds of what is told in the daily digest since the last look.
    #[track_caller]
    fn check(&mut self, want: &[ChangeKind]) {
        let told = std::mem::take(&mut self.told);
        let kinds: Vec<ChangeKind> =
            told.iter().filter(|change| change.importance >= NewChange::DAILY).map(|change| change.kind).collect();
        assert_eq!(kinds, want, "{told:#?}");
    }
}

fn page(more: &str) -> String {
    format!(
        "<title>Tarifs</title><header class=top>Acme et Rival</header><main><h1>Nos formules</h1><p>La formule de base \
         convient aux petites équipes, sans engagement.</p><p>La formule complète ajoute le suivi et les rapports.</p>\
         <p>Nous répondons à toutes les questions sous deux jours ouvrés.</p>{more}</main><footer>Rival SA</footer>"
    )
}

fn price(price: &str) -> String {
    page(&format!("<p class=price>Formule de base : {price} par mois</p>"))
}

#[test]
fn the_first_version_is_told_as_watched_and_sampled_twice_within_the_hour() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(1, |_| price("49 €")).check(&[ChangeKind::Watched]);
    assert!(watched.watch.unwrap().samples >= 3);
}

#[test]
fn a_price_is_told_once_it_was_seen_again_with_what_it_was_and_is() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(5, |_| price("49 €")).check(&[ChangeKind::Watched]);
    watched.hours(5, |_| price("39 €"));
    let change = watched.told[0].clone();
    let amount =
        ChangeReason::Amount { before: "49.00 €".into(), after: "39.00 €".into(), change: Some(-10.0 / 49.0) };
    assert_eq!(change.reasons[0], amount);
    assert!(change.diff.contains(&DiffPart::Removed("49".into())), "{:?}", change.diff);
    watched.check(&[ChangeKind::Price]);
}

#[test]
fn f55_what_differs_at_every_look_is_learnt_and_a_price_beside_it_is_still_told() {
    let noisy = |price: &'static str| {
        move |minute: i64| {
            page(&format!(
                "<p>Il est {:02}:{:02}, {} visiteurs, session {:x}a9</p><p class=price>Base : {price}, plus que {} places</p>\
                 <div class=x>{}</div><ul><li>{}</ul>",
                minute / 60 % 24,
                minute % 60,
                1_000 + minute,
                minute * 7_919_113,
                minute % 50,
                ["Achetez des skis", "Une voiture neuve", "Des vacances au soleil", "Un crédit facile"]
                    [usize::try_from(minute / 3 % 4).unwrap()],
                if minute % 2 == 0 { "un<li>deux" } else { "deux<li>un" },
            ))
        }
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(24, noisy("49 €")).check(&[ChangeKind::Watched]);
    watched.hours(6, noisy("39 €")).check(&[ChangeKind::Price]);
    watched.hours(48, noisy("39 €")).check(&[]);
}

#[test]
fn f54_a_new_layout_with_the_same_text_is_no_change() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(5, |_| price("49 €")).check(&[ChangeKind::Watched]);
    let other = "<title>Tarifs</title><div class=top>Acme et Rival</div><section><div><h2>Nos formules</h2><div>La \
        formule de base convient aux petites équipes, sans engagement. La formule complète ajoute le suivi et les \
        rapports.</div><div><span>Nous répondons à toutes les questions</span> sous deux jours ouvrés.</div><ul><li>\
        Formule de base : <b>49,00 €</b> par mois</ul></div></section><div>Rival SA</div>";
    watched.hours(5, |_| other.to_owned()).check(&[]);
}

#[test]
fn f57_another_encoding_is_no_change() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(5, |_| price("49 €")).check(&[ChangeKind::Watched]);
    watched.hours(5, |_| price("49 €").replace('é', "Ã©").replace('à', "Ã\u{a0}").replace('€', "â‚¬")).check(&[]);
}

#[test]
fn a_page_that_goes_to_and_fro_is_not_told_each_time() {
    let mut watched = Watched::new(WatchFor::Text);
    let variant =
        |minute: i64| page(if minute / 60 % 3 == 1 { "<p>Essayez gratuitement !" } else { "<p>Demandez une démo." });
    watched.hours(72, variant);
    let told = watched.told.iter().filter(|change| change.importance >= NewChange::DAILY).count();
    assert!(told <= 2, "{:#?}", watched.told);
}

#[test]
fn a_text_that_came_and_went_is_told_once_it_stays() {
    let mut watched = Watched::new(WatchFor::Text);
    let (one, other) = ("<p>Demandez une démonstration.", "<p>Nous ne prenons plus de nouveaux clients.");
    watched.hours(5, |_| page(one));
    // A cache that knows the old page answers every third time.
    watched.hours(12, |minute| page(if minute / 20 % 3 == 1 { one } else { other }));
    watched.hours(24, |_| page(other));
    let says = |change: &NewChange| {
        change.diff.iter().any(|part| matches!(part, DiffPart::Added(text) if text.as_str().contains("clients")))
    };
    let told = watched.told.iter().filter(|change| change.importance >= NewChange::DAILY && says(change));
    assert_eq!(told.count(), 1, "{:#?}", watched.told);
}

#[test]
fn f52_a_page_that_lost_most_of_its_text_waits_for_hours() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(5, |_| price("49 €")).check(&[ChangeKind::Watched]);
    let away = "<title>Tarifs</title><main><p>Nous préparons du nouveau pour vous. Revenez nous voir très vite, vous ne \
        serez pas déçus. Toute l'équipe vous remercie de votre patience et de votre fidélité.</main>";
    watched.hours(4, |_| away.to_owned()).hours(5, |_| price("49 €")).check(&[]);
    watched.hours(10, |_| away.to_owned()).check(&[ChangeKind::Text]);
}

#[test]
fn terms_are_told_by_clause_with_the_date_on_which_they_take_effect() {
    let terms = |days: &str, date: &str| {
        format!(
            "<h1>Conditions générales</h1><p>Version en vigueur au {date}.</p><h2>Article 4 - Prix</h2><p>Les prix sont \
             indiqués toutes taxes comprises et sont révisés chaque année.</p><h2>Article 5 - Rétractation</h2><p>Le \
             client dispose d'un délai de {days} jours pour se rétracter.</p>"
        )
    };
    let mut watched = Watched::new(WatchFor::Terms);
    watched.hours(5, |_| terms("14", "1er mars 2025")).check(&[ChangeKind::Watched]);
    watched.hours(5, |_| terms("7", "1er janvier 2027"));
    let reasons = watched.told[0].reasons.clone();
    watched.check(&[ChangeKind::Terms]);
    let clauses = ChangeReason::Clauses {
        clauses: vec!["Conditions générales".into(), "Article 5 - Rétractation".into()],
        count: 2,
    };
    assert!(reasons.contains(&clauses), "{reasons:?}");
    assert!(reasons.contains(&ChangeReason::Effective { date: "1er janvier 2027".into() }), "{reasons:?}");
}

#[test]
fn a_count_of_views_is_nobody_s_news() {
    let mut watched = Watched::new(WatchFor::Text);
    let views = |minute: i64| {
        page(&format!("<p class=meta>{} vues, {} commentaires</p>", 100 + minute / 500, 3 + minute / 900))
    };
    watched.hours(72, views).check(&[ChangeKind::Watched]);
}

#[test]
fn a65_large_pages_are_compared_in_bounded_work() {
    let lines = |from: usize| (0..30_000).map(|i| format!("<p>ligne {}", from + i * 7)).collect::<Vec<_>>().concat();
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(1, |minute| lines(usize::try_from(minute).unwrap()));
}

const PROMOS: [&str; 7] = [
    "Achetez des skis neufs dès 199 € par mois",
    "Une voiture pour toute la famille",
    "Des vacances au soleil",
    "Un crédit facile",
    "Le couteau des grands chefs",
    "Apprenez le japonais en dormant",
    "Dormez mieux avec ce matelas",
];

/// Another promotion every two hours.
fn promo(minute: i64) -> &'static str {
    PROMOS[usize::try_from(minute / 120 * 3 % 7).unwrap()]
}

#[test]
fn f55_what_changes_every_other_hour_is_learnt_on_the_first_day() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(72, |minute| page(&format!("<div class=x>{}</div>", promo(minute)))).check(&[ChangeKind::Watched]);
}

#[test]
fn f55_a_promotion_is_known_again_where_a_new_layout_puts_it() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(48, |minute| page(&format!("<div class=x>{}</div>", promo(minute)))).check(&[ChangeKind::Watched]);
    let anew = |minute: i64| {
        page(&format!("<blockquote class=y>{}</blockquote>", promo(minute)))
            .replace("<p", "<section")
            .replace("</p", "</section")
    };
    watched.hours(72, anew).check(&[]);
}

#[test]
fn a_place_that_is_left_out_does_not_hide_its_neighbour() {
    let mut watched = Watched::new(WatchFor::Text);
    let both = |minute: i64, fact: &str| page(&format!("<div>{}</div><div>{fact}</div>", promo(minute)));
    watched.hours(48, |minute| both(minute, "Réponse sous deux jours")).check(&[ChangeKind::Watched]);
    watched.hours(12, |minute| both(minute, "Réponse sous trois semaines")).check(&[ChangeKind::Text]);
}

#[test]
fn f52_half_a_page_teaches_nothing_of_the_other_half() {
    let mut watched = Watched::new(WatchFor::Text);
    let whole = page("<p>Les retours sont gratuits pendant un mois entier.</p><p>Un conseiller répond le matin.</p>");
    let cut = |hours: i64, whole: &str| whole[..whole.len() - usize::try_from(hours).unwrap() - 160].to_owned();
    watched.hours(5, |_| whole.clone());
    for hours in 1..4 {
        watched.hours(1, |_| cut(hours, &whole)).hours(4, |_| whole.clone());
    }
    watched.check(&[ChangeKind::Watched]);
    watched.hours(24, |_| whole.replace("gratuits", "payants")).check(&[ChangeKind::Text]);
}

#[test]
fn a_cache_that_has_not_heard_of_an_edit_does_not_make_noise_of_its_place() {
    let mut watched = Watched::new(WatchFor::Text);
    let (one, other) = ("<p>Le vendeur peut résilier.", "<p>Le vendeur ne peut pas résilier.");
    watched.hours(4, |_| page(one)).check(&[ChangeKind::Watched]);
    watched.hours(8, |minute| page(if minute / 60 % 5 == 3 { one } else { other }));
    watched.hours(24, |_| page(other)).check(&[ChangeKind::Text]);
}

#[test]
fn a_change_on_the_first_day_waits_and_a_price_does_not() {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(5, |_| price("49 €")).check(&[ChangeKind::Watched]);
    watched.hours(2, |_| price("39 €")).check(&[ChangeKind::Price]);
    let word = |minute: i64| page(if minute < 600 { "<p>Nous ouvrons.</p>" } else { "<p>Nous fermons.</p>" });
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(14, word).check(&[ChangeKind::Watched]);
    watched.hours(6, word).check(&[ChangeKind::Text]);
}

#[test]
fn a_term_of_a_few_months_is_news_though_it_is_a_number() {
    let mut watched = Watched::new(WatchFor::Text);
    let months = |months: i64| move |_| page(&format!("<p>Garantie : {months} mois</p>"));
    watched.hours(30, months(24)).check(&[ChangeKind::Watched]);
    watched.hours(3, months(12)).check(&[ChangeKind::Figure]);
}

#[test]
fn another_day_in_a_sentence_and_another_telephone_are_news() {
    let mut watched = Watched::new(WatchFor::Text);
    let facts = |day: u32, phone: &str| {
        page(&format!("<p>Notre fête aura lieu le {day} avril 2027 à Lyon.</p><p>Service client : {phone}</p>"))
    };
    watched.hours(30, |_| facts(3, "01 44 55 66 77")).check(&[ChangeKind::Watched]);
    watched.hours(3, |_| facts(10, "01 44 55 66 77")).check(&[ChangeKind::Figure]);
    watched.hours(3, |_| facts(10, "01 80 12 34 56")).check(&[ChangeKind::Figure]);
}

#[test]
fn a_clause_tells_its_title_its_fate_and_what_its_words_do() {
    let terms = |clauses: &[(&str, &str)]| {
        let clauses = clauses.iter().map(|(title, text)| format!("<h2>{title}</h2><p>{text}</p>"));
        format!("<h1>Terms of service</h1><p>Please read them.</p>{}", clauses.collect::<String>())
    };
    let kept = ("1. Scope", "These terms govern the use of the service by any person.");
    let old = [
        kept,
        ("2. Termination", "You may cancel within 30 days of an order, without charge."),
        ("3. Liability", "We are liable for direct damage only."),
        ("4. Fees", "Late payment costs 40,00 € for each reminder."),
        ("5. Data", "We may not share your data."),
    ];
    let new = [
        kept,
        ("2. Termination", "You may cancel within 14 days of an order, without charge."),
        ("4. Fees", "Late payment costs 60,00 € for each reminder."),
        ("5. Data", "We may share your data."),
        ("6. Arbitration", "Any dispute must be settled by an arbiter."),
    ];
    let mut watched = Watched::new(WatchFor::Terms);
    watched.hours(5, |_| terms(&old)).hours(8, |_| terms(&new));
    let change = watched.told.iter().find(|change| change.kind == ChangeKind::Terms).unwrap();
    assert!(change.importance >= 0.8, "{change:#?}");
    let told: Vec<(&str, ClauseFate, &[ClauseEffect])> = change
        .reasons
        .iter()
        .filter_map(|reason| match reason {
            ChangeReason::Clause { heading, fate, effects, .. } => Some((heading.as_str(), *fate, effects.as_slice())),
            _ => None,
        })
        .collect();
    let days = |count| (count, PeriodUnit::Days);
    let period = [ClauseEffect::Period { before: days(30), after: days(14) }];
    let amount = [ClauseEffect::Amount { before: "40.00 €".into(), after: "60.00 €".into() }];
    let want: [(&str, ClauseFate, &[ClauseEffect]); 5] = [
        ("2. Termination", ClauseFate::Reworded, &period),
        ("3. Liability", ClauseFate::Removed, &[]),
        ("4. Fees", ClauseFate::Reworded, &amount),
        ("5. Data", ClauseFate::Reworded, &[ClauseEffect::Negation { added: false }]),
        ("6. Arbitration", ClauseFate::Added, &[]),
    ];
    for clause in want {
        assert!(told.contains(&clause), "{clause:?} in {told:#?}");
    }
}

#[test]
fn f55_cards_that_rotate_are_no_prices_that_moved_and_a_price_of_a_list_is_told_with_its_name() {
    const GOODS: [&str; 8] =
        ["Lampe", "Chaise pliante", "Cafetière", "Tapis rond", "Miroir", "Étagère", "Coussin", "Plaid"];
    let cards = |at: i64| -> String {
        let card = |i: i64| {
            let i = usize::try_from((at * 5 + i * 3) % 8).unwrap();
            format!("<li><a href=/p{i}>{}</a><p>{}9,90 €</p></li>", GOODS[i], i + 1)
        };
        format!("<ul>{}</ul>", (0..4).map(card).collect::<String>())
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(96, |minute| page(&cards(minute / 180))).check(&[ChangeKind::Watched]);
    let list = |price: &str| {
        page(&format!(
            "<ul><li><b>Lampe</b><p>19,90 €</p><li><b>Plaid</b><p>{price}</p><li><b>Miroir</b><p>29,90 €</p></ul>"
        ))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(5, |_| list("49,90 €")).check(&[ChangeKind::Watched]);
    watched.hours(2, |_| list("39,90 €")).check(&[ChangeKind::Price]);
}

#[test]
fn f55_a_place_that_shows_several_texts_by_turns_is_left_out_though_each_comes_back() {
    let mut watched = Watched::new(WatchFor::Text);
    let footer = |minute: i64| {
        let node = ["web-01", "web-02", "edge-par-3", "front-b"][usize::try_from(minute * 7_919 / 13 % 4).unwrap()];
        page("").replace("Rival SA", &format!("v4.{}.0 (9170ca{}) {node}", minute / 1_800, minute / 1_800))
    };
    watched.hours(144, footer).check(&[ChangeKind::Watched]);
}

#[test]
fn a_counter_that_a_script_puts_in_late_is_nobody_s_news() {
    let mut watched = Watched::new(WatchFor::Text);
    let late = |minute: i64| {
        let text = if minute * 31 % 7 < 3 {
            "Chargement des commentaires…".to_owned()
        } else {
            format!("{} commentaires", 37 + minute / 300)
        };
        page(&format!("<div>{text}</div>"))
    };
    watched.hours(96, late).check(&[ChangeKind::Watched]);
}
