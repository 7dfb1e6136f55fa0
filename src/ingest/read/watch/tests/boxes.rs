//! F55: boxes that change by themselves as their headings, their words or their places say.

use super::*;

const DAY: i64 = 1_440;

/// What stands there changes wholly every other day, and is no news; the same words edited elsewhere are.
#[track_caller]
fn is_nobodys_news(put: impl Fn(&str) -> String) {
    let texts = [
        "Un tour du Vexin à bicyclette",
        "How sails are mended",
        "Douze fours à pain, et un treizième",
        "Letters from a night train",
        "La craie, le silex, le vent",
    ];
    let mut watched = Watched::new(WatchFor::Text);
    let at = |minute: i64| put(texts[usize::try_from((minute + 300) / (2 * DAY) % 5).unwrap()]);
    watched.hours(9 * 24, at).check(&[ChangeKind::Watched]);
}

#[test]
fn f55_what_a_heading_says_to_change_by_itself_is_for_the_weekly_digest() {
    is_nobodys_news(|text| page(&format!("<div><h3>À lire aussi</h3><p>{text}</p></div>")));
    is_nobodys_news(|text| page(&format!("<h4>Recommended for you</h4><ul><li>{text}</li></ul>")));
    is_nobodys_news(|text| page(&format!("<p>Voir aussi : {text}</p>")));
    is_nobodys_news(|text| page(&format!("<p>Talk of the week: {text}</p>")));
    // What stands behind the foot of a page is put there by others.
    is_nobodys_news(|text| format!("{}<div><b>Bonjour</b><p>{text}</p></div>", page("")));
    // Below the box, the page's own matter goes on.
    let mut watched = Watched::new(WatchFor::Text);
    let own = |days: i64| {
        page(&format!("<h4>You may also like</h4><ul><li>Boots</li></ul><p>Le préavis est porté à {days} jours.</p>"))
    };
    watched.hours(30, |_| own(30)).check(&[ChangeKind::Watched]);
    watched.hours(12, |_| own(60)).check(&[ChangeKind::Figure]);
}

#[test]
fn f55_an_offer_that_another_one_follows_takes_its_price_with_it() {
    const GOODS: [&str; 5] = ["Théière en fonte", "Rice cooker", "Étau d'établi", "Rain jacket", "Vélo pliant"];
    let deal = |minute: i64| {
        let at = usize::try_from(minute / 170 * 3 % 5).unwrap();
        format!(
            "<div class=vente><b>{}</b><p>{},90 € au lieu de {},90 €</p></div>",
            GOODS[at],
            20 + 7 * at,
            30 + 9 * at
        )
    };
    let mut watched = Watched::new(WatchFor::Text);
    let both =
        |minute: i64, own: &str| price(own).replace("<p class=price>", &format!("{}<p class=price>", deal(minute)));
    watched.hours(96, |minute| both(minute, "49 €")).check(&[ChangeKind::Watched]);
    // The page's own price is told all the same.
    watched.hours(8, |minute| both(minute, "39 €")).check(&[ChangeKind::Price]);
}

#[test]
fn f55_what_was_announced_for_a_day_goes_when_it_is_past() {
    let mut watched = Watched::new(WatchFor::Text);
    let dates = |minute: i64| {
        let today = 2 + (minute + 9 * 60) / DAY;
        let left = (3..14).step_by(3).filter(|&day| day >= today);
        let row = |day: i64| {
            format!("<li>{day} mars, salle {}</li>", ["Bleue", "Ronde", "Haute"][usize::try_from(day % 3).unwrap()])
        };
        page(&format!("<h3>Rencontres</h3><ul>{}</ul>", left.map(row).collect::<String>()))
    };
    watched.hours(9 * 24, dates).check(&[ChangeKind::Watched]);
    // One that is to come is missed.
    let mut watched = Watched::new(WatchFor::Text);
    let with = |day: &str| {
        page(&format!("<h3>Rencontres</h3><ul><li>4 avril, salle Bleue</li>{day}<li>9 mai, salle Haute</li></ul>"))
    };
    watched.hours(48, |_| with("<li>18 avril, salle Ronde</li>")).check(&[ChangeKind::Watched]);
    watched.hours(12, |_| with("")).check(&[ChangeKind::Text]);
}

#[test]
fn f55_the_quotes_of_a_market_are_no_prices() {
    let mut watched = Watched::new(WatchFor::Text);
    let quotes = |minute: i64| {
        let day = (minute + 900) / DAY;
        page(&format!(
            "<table><tr><td>Ondine SA</td><td>{},{:02}</td><td>+{},{:02} %</td></tr></table>",
            46 + day % 3,
            17 * day % 100,
            day % 2,
            31 * day % 100
        ))
    };
    watched.hours(7 * 24, quotes).check(&[ChangeKind::Watched]);
}

#[test]
fn a_day_to_come_and_a_telephone_are_news_and_a_day_that_keeps_ahead_is_not() {
    for (before, after) in [
        ("<dl><dt>Clôture</dt><dd>2 mai 2026</dd></dl>", "<dl><dt>Clôture</dt><dd>18 avril 2026</dd></dl>"),
        ("<p>Reach us: +33 2 5550 1234</p>", "<p>Reach us: +33 2 5550 9876</p>"),
        ("<p>IBAN : FR76 3000 1234</p>", "<p>IBAN : FR76 3000 4321</p>"),
    ] {
        let mut watched = Watched::new(WatchFor::Text);
        watched.hours(30, |_| page(before)).check(&[ChangeKind::Watched]);
        watched.hours(8, |_| page(after));
        assert!(watched.told.iter().any(|change| change.importance >= NewChange::DAILY), "{after}");
    }
    let mut watched = Watched::new(WatchFor::Text);
    let names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let sent = |minute: i64| {
        let day = 4 + (minute + 200) / DAY;
        page(&format!("<p>Chez vous {} {day} mars</p>", names[usize::try_from((day + 5) % 7).unwrap()]))
    };
    watched.hours(8 * 24, sent).check(&[ChangeKind::Watched]);
    // The space between two elements is no word.
    let mut watched = Watched::new(WatchFor::Text);
    let spaced = |gap: &str| page(&format!("<p><span>Masse</span>{gap}<span>deux kilos</span></p>"));
    watched.hours(30, |_| spaced(" ")).check(&[ChangeKind::Watched]);
    watched.hours(12, |_| spaced("")).check(&[]);
}

#[test]
fn f55_a_change_whose_halves_come_apart_is_told_once() {
    let clause = |days: i64| format!("<p>Le préavis est de {days} jours pour tous les contrats en cours.</p>");
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(30, |_| page(&clause(30))).check(&[ChangeKind::Watched]);
    watched.hours(8, |_| page(&format!("{}{}", clause(30), clause(60))));
    watched.hours(8, |_| page(&clause(60)));
    let weights: Vec<f64> = watched.told.iter().map(|change| change.importance).collect();
    assert_eq!(watched.told.iter().filter(|change| change.importance >= NewChange::DAILY).count(), 1, "{weights:?}");
}

#[test]
fn a_quotation_and_a_note_are_part_of_the_text_whatever_their_element() {
    for (open, close) in [
        ("<aside class=\"quote no-group\"><blockquote>", "</blockquote></aside>"),
        ("<aside class=note><p>", "</p></aside>"),
    ] {
        let mut watched = Watched::new(WatchFor::Text);
        let days = |days: i64| page(&format!("{open}Le remboursement se fait sous {days} jours ouvrés.{close}"));
        watched.hours(48, |_| days(10)).check(&[ChangeKind::Watched]);
        watched.hours(12, |_| days(30)).check(&[ChangeKind::Figure]);
    }
    let mut watched = Watched::new(WatchFor::Text);
    let beside = |text: &str| page(&format!("<aside><p>{text}</p></aside>"));
    watched.hours(48, |_| beside("Un mot de nos voisins")).check(&[ChangeKind::Watched]);
    watched.hours(12, |_| beside("Trois idées pour dimanche")).check(&[]);
}

#[test]
fn elements_of_a_sites_own_are_blocks_but_within_a_sentence() {
    let text = |body: &str| {
        let url = Url::parse("https://rival.example/").unwrap();
        let input = Input { bytes: body.as_bytes(), content_type: Some("text/html"), url: &url, text: None };
        let how = ReadAs::Page { region: None, ignore: Vec::new(), watch: WatchFor::Text };
        read(&input, &how).page.unwrap().text.as_str().to_owned()
    };
    assert_eq!(text("<x-row><x-cell>Lundi</x-cell> <x-cell>9 h</x-cell></x-row>"), "Lundi\n9 h");
    assert_eq!(text("<p>Ouvert <time-ago>hier</time-ago> par Ana</p>"), "Ouvert hier par Ana");
}

#[test]
fn f54_a_page_of_elements_of_its_own_says_what_it_said() {
    let page =
        page("<div class=a>Préavis d'un mois</div><div class=b>Dépôt de garantie</div><div class=c>Sans frais</div>");
    let mut watched = Watched::new(WatchFor::Text);
    let own = page.replace("<div", "<x-box").replace("</div", "</x-box");
    watched
        .hours(5 * 24, |minute| if minute < 3_000 { page.clone() } else { own.clone() })
        .check(&[ChangeKind::Watched]);
}

#[test]
fn f55_a_box_that_turned_over_is_known_by_what_went_where_another_came() {
    const SAID: [(&str, &str); 6] = [
        ("Coralie, fleuriste", "Je ne reviendrais pas en arrière."),
        ("Dev, plumber", "Paid for itself in a month."),
        ("Atelier Sorel", "Tout est au même endroit."),
        ("Brigid, nurse", "My rota, at last, in one place."),
        ("Mairie de Lannoy", "Un outil que tous ont adopté."),
        ("Hugh, farmer", "Works where there is no signal."),
    ];
    let said = |minute: i64| {
        let turn = minute / 900;
        let one = |k: i64| {
            let (who, what) = SAID[usize::try_from((turn * turn * 5 + turn + k) % 6).unwrap()];
            format!("<dt>{who}</dt><dd>{what}</dd>")
        };
        page(&format!("<dl class=temoins>{}{}</dl>", one(0), one(1)))
    };
    Watched::new(WatchFor::Text).hours(8 * 24, said).check(&[ChangeKind::Watched]);
}

#[test]
fn a_caption_above_a_text_is_not_the_one_below_it() {
    let animals = |minute: i64| {
        let (who, what) =
            if minute < 3 * 1_440 { ("Biscuit", "Needs a garden.") } else { ("Mabel", "Good with children.") };
        page(&format!(
            "<div class=refuge><figure><figcaption>{who}</figcaption><p>{what}</p></figure><figure><figcaption>Olga</figcaption>\
             <p>Sept ans, très douce.</p></figure></div>"
        ))
    };
    Watched::new(WatchFor::Text).hours(5 * 24, animals).check(&[ChangeKind::Watched]);
}

#[test]
fn what_went_with_what_is_told_is_told_with_it() {
    let mut watched = Watched::new(WatchFor::Text);
    let notice = |minute: i64| {
        page(if minute < 3 * 1_440 {
            "<div class=avis>Le salon de thé ouvre ses portes chaque dimanche.</div>"
        } else {
            "<section><b>La boutique de Nantes ferme à la fin du mois de juin.</b></section>"
        })
    };
    watched.hours(5 * 24, notice).check(&[ChangeKind::Watched, ChangeKind::Text]);
}

#[test]
fn f55_a_list_whose_entries_age_moves_on_all_the_same() {
    const JOBS: [&str; 6] = [
        "Chef de rang, Annecy",
        "Midwife, Galway",
        "Métreur, Tours",
        "Shift lead, Derby",
        "Paysagiste, Pau",
        "Cook, Cork",
    ];
    let board = |minute: i64| {
        let newest = (minute + 180) / 1_200;
        let row = |k: i64| {
            let days = (k * 1_200 + (minute + 180) % 1_200) / 1_440;
            format!(
                "<tr><td>{}</td><td>depuis {days} j</td></tr>",
                JOBS[usize::try_from((newest + 12 - k) % 6).unwrap()]
            )
        };
        page(&format!("<table class=emplois>{}</table>", (0..4).map(row).collect::<String>()))
    };
    Watched::new(WatchFor::Text).hours(7 * 24, board).check(&[ChangeKind::Watched]);
}
