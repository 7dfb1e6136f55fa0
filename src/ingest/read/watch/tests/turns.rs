//! F55: what changed of late changes by itself when it does so again.

use super::*;

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
fn f55_prices_that_creep_each_morning_are_told_once_at_most() {
    let litre = |day: i64| format!("Gazole 1,{} €/l, SP95 1,{} €/l", 688 + day * 7 % 11, 742 + day * 5 % 9);
    told(10, litre, &[ChangeKind::Watched, ChangeKind::Price]);
}
