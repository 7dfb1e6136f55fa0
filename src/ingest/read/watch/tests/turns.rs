//! F55: what changed of late changes by itself when it does so again.

use super::*;

const DAY: i64 = 1_440;

#[track_caller]
fn told(days: i64, says: impl Fn(i64) -> String, want: &[ChangeKind]) {
    let mut watched = Watched::new(WatchFor::Text);
    let at = |minute: i64| page(&format!("<p>{}</p>", says((minute + 700) / 1_440)));
    watched.hours(24 * days, at).check(want);
}

#[test]
fn f55_what_follows_a_text_of_this_week_is_for_the_weekly_digest() {
    // No heading, no day and no list says that it changes by itself.
    let said = ["Bourg sous la neige", "Ferry timetable", "Trois recettes", "Un luthier raconte", "Night trains"];
    told(13, |day| said[usize::try_from(day / 3).unwrap()].to_owned(), &[ChangeKind::Watched, ChangeKind::Text]);
}

#[test]
fn a_price_that_moves_twice_and_a_line_that_is_edited_twice_are_told_twice() {
    let price = |day: i64| format!("Prix : {} €", 90 - 20 * (day / 3));
    told(8, price, &[ChangeKind::Watched, ChangeKind::Price, ChangeKind::Price]);
    let sentence = |day: i64| {
        let who = ["le maire", "la préfète", "le recteur"][usize::try_from(day / 3).unwrap()];
        format!("La fermeture du pont de pierre a été décidée jeudi par {who} après deux mois de mesures.")
    };
    told(8, sentence, &[ChangeKind::Watched, ChangeKind::Text, ChangeKind::Text]);
    let stock = |day: i64| {
        let line =
            ["en stock, expédié sous 13 jours", "en stock, expédié sous 16 jours", "en rupture, expédié sous 16 jours"];
        format!("Disponibilité : {}", line[usize::try_from(day / 3).unwrap()])
    };
    told(8, stock, &[ChangeKind::Watched, ChangeKind::Figure, ChangeKind::Text]);
}

#[test]
fn f55_prices_that_creep_each_morning_are_nobody_s_news() {
    let litre = |day: i64| format!("Gazole 1,{} €/l, SP95 1,{} €/l", 688 + day * 7 % 11, 742 + day * 5 % 9);
    told(10, litre, &[ChangeKind::Watched]);
}

#[test]
fn f55_a_figure_of_the_first_day_waits_for_the_second() {
    let mut watched = Watched::new(WatchFor::Text);
    let depth = |minute: i64| 118 + (minute + 840) / DAY * 37 % 23;
    let snow = |minute: i64| page(&format!("<p>Neige : {} cm en haut, 12 pistes ouvertes.</p>", depth(minute)));
    watched.hours(7 * 24, snow).check(&[ChangeKind::Watched]);
}

#[test]
fn f55_what_was_for_today_makes_room_for_what_is_for_later_and_what_is_put_off_is_told() {
    let talk = |minute: i64| {
        let next = (minute + 420).div_euclid(3 * DAY);
        let what = ["Réussir son dossier", "Heat pumps after one year", "Lire un bilan"];
        page(&format!("<p>{}, le {} mars à 16 h</p>", what[usize::try_from(next % 3).unwrap()], 4 + 3 * next))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(8 * 24, talk).check(&[ChangeKind::Watched]);
    let until = |day: i64| page(&format!("<p>Le pont de pierre reste fermé jusqu'au {day} mars au soir</p>"));
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(48, |_| until(4)).check(&[ChangeKind::Watched]);
    watched.hours(12, |_| until(20));
    assert!(watched.told.iter().any(|change| change.importance >= NewChange::DAILY), "{:#?}", watched.told);
}

#[test]
fn f55_what_went_and_comes_back_within_the_week_is_told_once() {
    let mut watched = Watched::new(WatchFor::Text);
    let strip = |minute: i64| {
        let is_away = (3 * DAY..5 * DAY).contains(&minute);
        page(if is_away { "" } else { "<p>La visite du chantier se fait en bottes et en casque.</p>" })
    };
    watched.hours(8 * 24, strip).check(&[ChangeKind::Watched, ChangeKind::Text]);
}

#[test]
fn f55_prices_of_the_day_side_by_side_are_nobody_s_news_and_one_of_them_alone_is() {
    let rooms = |minute: i64| {
        let day = (minute + 1_100).div_euclid(DAY);
        let night = |k: i64| 60 + (day * 37 + k * 53) % 80;
        // On the third day something is told of what they are known to stand behind.
        let head = if minute < 2 * DAY { "Où dormir" } else { "Étape 4 – Où dormir" };
        page(&format!(
            "<h4>{head}</h4><p>Chambre sur cour dès {} €</p><p>Chambre sur mer dès {} €</p>",
            night(1),
            night(2)
        ))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(8 * 24, rooms).check(&[ChangeKind::Watched, ChangeKind::Text]);
    let fares = |minute: i64| {
        let fare = |k: i64| 19 + 5 * ((minute + 100) / 540 * k % 14);
        page(&format!("<p>Paris–Lyon dès {} €, Lille–Nantes dès {} €</p>", fare(3), fare(5)))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(8 * 24, fares).check(&[ChangeKind::Watched]);
    let plans = |minute: i64| {
        let solo = if minute < 600 { 12 } else { 15 };
        page(&format!("<p>Formule Solo : {solo} €</p><p>Formule Atelier : 29 €</p>"))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(13, plans).check(&[ChangeKind::Watched, ChangeKind::Price]);
}

#[test]
fn what_did_not_stand_a_day_and_a_half_is_waited_for_longer_than_it_stood() {
    let price = |minute: i64| page(&format!("<p>Séjour : {} €</p>", 80 + (minute + 300).div_euclid(DAY) * 31 % 47));
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(8 * 24, price).check(&[ChangeKind::Watched, ChangeKind::Price]);
    let twice = |minute: i64| {
        page(&format!("<p>Séjour : {} €</p>", [80, 95, 99][usize::from(minute > 3_000) + usize::from(minute > 4_000)]))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(8 * 24, twice).check(&[ChangeKind::Watched, ChangeKind::Price, ChangeKind::Price]);
}

#[test]
fn f55_a_price_that_moves_by_the_hour_from_the_first_one_on_is_nobody_s_news() {
    let spot = |minute: i64| page(&format!("<p>Prix de gros : 0,{} €/kWh</p>", 1_000 + minute / 60 * 617 % 900));
    Watched::new(WatchFor::Text).hours(96, spot).check(&[ChangeKind::Watched]);
    // One of two fares in a line, on the first day.
    let fares = |minute: i64| {
        page(&format!("<div class=vols>Paris–Lyon dès 34 €, Lille–Nantes dès {} €</div>", 69 + minute / 540 % 7))
    };
    Watched::new(WatchFor::Text).hours(96, fares).check(&[ChangeKind::Watched]);
}

#[test]
fn f55_a_label_whose_words_change_on_the_first_day_is_of_a_place_that_does_so() {
    const DISHES: [&str; 5] = ["poire", "fromage blanc", "compote", "riz au lait", "tarte aux noix"];
    let menu = |minute: i64| {
        let dish = DISHES[usize::try_from((minute + 900) / DAY % 5).unwrap()];
        page(&format!("<div class=menu><p>Dessert : {dish}</p></div>"))
    };
    Watched::new(WatchFor::Text).hours(6 * 24, menu).check(&[ChangeKind::Watched]);
    let lead = |minute: i64| {
        let who = if minute < 2 * DAY { "Claire Aubin" } else { "Marc Tissot" };
        page(&format!("<div class=lead><p>Directrice : {who}</p></div>"))
    };
    Watched::new(WatchFor::Text).hours(3 * 24, lead).check(&[ChangeKind::Watched, ChangeKind::Text]);
}

#[test]
fn f55_words_are_known_wherever_a_new_layout_puts_them() {
    const WHO: [&str; 4] = ["Ghislaine", "Yannick", "Ada", "Bertille"];
    let winner = |minute: i64| {
        let who = WHO[usize::try_from((minute + 200) / (2 * DAY) % 4).unwrap()];
        let name = if minute < 4 * DAY { "photo" } else { "cliche" };
        page(&format!("<div class={name}><p>La photo gagnante est de {who}</p></div>"))
    };
    Watched::new(WatchFor::Text).hours(8 * 24, winner).check(&[ChangeKind::Watched, ChangeKind::Text]);
}

#[test]
fn what_kept_still_for_days_is_told_soon_though_it_changes_twice_in_a_day() {
    let price = |price: u32| move |_| page(&format!("<p class=price>Formule de base : {price} € par mois</p>"));
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(5 * 24, price(49)).check(&[ChangeKind::Watched]);
    watched.hours(2, price(39)).check(&[ChangeKind::Price]);
    watched.hours(8, price(39)).check(&[]);
    watched.hours(4, price(45)).check(&[ChangeKind::Price]);
}

#[test]
fn f55_prices_of_a_list_that_all_move_each_week_are_told_once() {
    let leaflet = |minute: i64| {
        let week = (minute + 4 * DAY) / (7 * DAY);
        let row = |(k, name): (i64, &&str)| format!("<li>{name} {},{}9 €</li>", 2 + (week * 5 + k * 3) % 8, k);
        let rows: String = (0..).zip(&["Lessive", "Comté", "Café", "Pain"]).map(row).collect();
        page(&format!("<ul class=semaine>{rows}</ul>"))
    };
    Watched::new(WatchFor::Text).hours(12 * 24, leaflet).check(&[ChangeKind::Watched, ChangeKind::Price]);
}
