//! F55: an offer that another one follows is a turn of its list; a price under the name that it had is news.

use super::*;

const DAY: i64 = 1_440;

/// Three cards, by their names and prices.
fn cards(offers: [(&str, i64); 3]) -> String {
    let card = |(name, price): (&str, i64)| format!("<div class=lot><p>{name}</p><p>{price} €</p></div>");
    page(&format!("<div class=lots>{}</div>", offers.map(card).concat()))
}

#[test]
fn f55_a_list_of_offers_that_turns_takes_all_its_prices_with_it() {
    const LOTS: [&str; 6] =
        ["Buffet en merisier", "Brass sextant", "Paire de chenets", "Map of Kent", "Pendule", "Oak chest"];
    let lots = |minute: i64| {
        let turn = usize::try_from(minute / 1_200).unwrap();
        let lot = |k: usize| {
            (LOTS[(turn * 2 + k * (1 + turn % 2)) % 6], 80 + 10 * i64::try_from((turn * 7 + k * 5) % 60).unwrap())
        };
        cards([lot(0), lot(1), lot(2)])
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(9 * 24, lots).check(&[ChangeKind::Watched]);
}

#[test]
fn f55_a_list_that_turns_is_known_again_though_its_halves_are_not_sure_at_once() {
    const LOTS: [&str; 6] =
        ["Buffet en merisier", "Brass sextant", "Paire de chenets", "Map of Kent", "Pendule", "Oak chest"];
    let lots = |minute: i64| {
        let turn = usize::try_from(minute / 1_200).unwrap();
        let mut from = turn * 5 % 6;
        let card = |k: usize| {
            from = (from + 1 + (turn + k) % 2) % 6;
            format!("<div class=lot><p>{}</p><p>{} €</p></div>", LOTS[from], 80 + 10 * (turn * 11 + k * 7) % 600)
        };
        page(&format!("<div class=lots>{}</div>", (0..3).map(card).collect::<String>()))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(10 * 24, lots).check(&[ChangeKind::Watched]);
}

#[test]
fn prices_of_a_listing_are_told_under_the_names_that_they_had() {
    let mut watched = Watched::new(WatchFor::Text);
    let list = |second: i64| cards([("Vélo pliant", 480), ("Vélo cargo", second), ("Vélo de ville", 390)]);
    watched.hours(48, |_| list(2_100)).check(&[ChangeKind::Watched]);
    watched.hours(8, |_| list(1_890)).check(&[ChangeKind::Price]);
}

#[test]
fn f55_a_sum_that_others_make_is_no_price_of_the_pages_own() {
    let bid = |minute: i64| {
        let bids = 4 + minute / 290;
        page(&format!("<div><p>Lot 117</p><p>Enchère en cours : {} €</p><p>{bids} offres</p></div>", 300 + bids * 40))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(6 * 24, bid).check(&[ChangeKind::Watched]);
    let gifts = |minute: i64| {
        let gave = 30 + minute / 310;
        page(&format!("<div><b>{} €</b><p>sur 20 000 €</p><p>{gave} donateurs</p></div>", 900 + gave * 35))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(6 * 24, gifts).check(&[ChangeKind::Watched]);
}

#[test]
fn a_plan_by_another_name_another_address_and_a_count_of_staff_are_told() {
    let check = |before: &str, after: &str, kind| {
        let mut watched = Watched::new(WatchFor::Text);
        watched.hours(7 * 24, |minute| page(if minute < 2 * DAY + 720 { before } else { after }));
        watched.check(&[ChangeKind::Watched, kind]);
    };
    let plan = |name| format!("<div class=plan><h3>{name}</h3><p>49 € par mois</p><ul><li>Dix postes</ul></div>");
    check(&plan("Équipe"), &plan("Business"), ChangeKind::Text);
    let seat = |at| format!("<div class=seat>{at}</div>");
    check(&seat("12 rue des Carmes, 44000 Nantes"), &seat("48 quai de la Fosse, 44000 Nantes"), ChangeKind::Text);
    let staff = |count| format!("<section><p>Effectif : {count} personnes</p></section>");
    check(&staff(86), &staff(61), ChangeKind::Figure);
}
