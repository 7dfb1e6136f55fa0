//! F55: what changes by itself, by the calendar or by the hour, and what may be mistaken for it.

use super::*;

const DAY: i64 = 1_440;

/// The day after the one on which the page was first read, in UTC: that began at nine.
fn day(minute: i64) -> i64 {
    (minute + 9 * 60) / DAY
}

fn entries(entries: impl IntoIterator<Item = i64>, name: impl Fn(i64) -> String) -> String {
    let entry = |at: i64| format!("<li>{}</li>", name(at));
    let entries: String = entries.into_iter().map(entry).collect();
    page(&format!(
        "<p>Les billets se prennent au guichet ou par téléphone, jusqu'à la veille au soir, et se changent une fois sans rien payer si le voyage est long.</p><h3>Départs</h3><ol class=departs>{entries}</ol>"
    ))
}

fn departure(at: i64) -> String {
    let towns = ["Oslo", "Porto", "Riga", "Gand", "Turin", "Malmö", "Split", "Cork", "Graz", "Brno", "Nantes"];
    format!(
        "{} pour {}",
        ["Le ferry", "Un car", "Le train de nuit"][usize::try_from(at % 3).unwrap()],
        towns[usize::try_from(at % 11).unwrap()]
    )
}

#[test]
fn a_list_that_moves_on_each_night_is_left_out_and_an_entry_in_its_middle_is_told() {
    let mut watched = Watched::new(WatchFor::Text);
    let list = |minute: i64| entries(day(minute)..day(minute) + 5, departure);
    watched.hours(8 * 24, list).check(&[ChangeKind::Watched]);
    let edited = |minute: i64| {
        let middle = departure(day(minute) + 2);
        list(minute).replace(&middle, &format!("{middle} (annulé pour cause de grève)"))
    };
    watched.hours(14, edited).check(&[ChangeKind::Text]);
}

#[test]
fn a_list_whose_newest_come_first_is_told_once_at_most() {
    let mut watched = Watched::new(WatchFor::Text);
    let list = |minute: i64| entries((minute / 1_900..minute / 1_900 + 5).rev(), departure);
    watched.hours(9 * 24, list);
    let told = watched.told.iter().filter(|change| change.importance >= NewChange::DAILY).count();
    assert!(told <= 2, "{:#?}", watched.told);
}

#[test]
fn a_list_that_is_what_the_page_is_read_for_is_told_each_time() {
    let mut watched = Watched::new(WatchFor::Text);
    let jobs = |first: i64| {
        move |_: i64| {
            let job = |at: i64| {
                format!("<li>Poste {} : {} à pourvoir au printemps, en contrat durable</li>", at * 37, departure(at))
            };
            format!("<h1>Nous recrutons</h1><ul>{}</ul>", (first..first + 8).map(job).collect::<String>())
        }
    };
    watched.hours(48, jobs(1)).check(&[ChangeKind::Watched]);
    for first in 2..5 {
        watched.hours(48, jobs(first)).check(&[ChangeKind::Text]);
    }
}

#[test]
fn a_day_is_the_same_day_however_it_is_written() {
    for said in [
        ["Mis en ligne aujourd'hui", "Mis en ligne hier", "Mis en ligne le 2 mars 2026"],
        ["Today 08:12, by Zed", "Yesterday 08:12, by Zed", "March 2, 2026, 08:12, by Zed"],
        ["Answered 20 hours ago", "Answered yesterday", "Answered on 2 Mar"],
    ] {
        let mut watched = Watched::new(WatchFor::Text);
        let post = |minute: i64| {
            page(&format!(
                "<div class=post><b>{}</b><p>Merci, cela marche.</p></div>",
                said[usize::try_from(day(minute).min(2)).unwrap()]
            ))
        };
        watched.hours(96, post).check(&[ChangeKind::Watched]);
    }
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(30, |_| page("<p>Our shop is open today</p>")).check(&[ChangeKind::Watched]);
    watched.hours(12, |_| page("<p>Our shop reopens on 4 May 2026</p>")).check(&[ChangeKind::Text]);
}

#[test]
fn what_changes_each_midnight_or_each_noon_is_nobody_s_news() {
    let mut watched = Watched::new(WatchFor::Text);
    let moon = |minute: i64| {
        let day = day(minute);
        page(&format!("<p>Lune : lever à {:02} h {:02}, éclairée à {} %</p>", 4 + day, 11 * day % 60, 43 + 6 * day))
    };
    watched.hours(7 * 24, moon).check(&[ChangeKind::Watched]);
    let words = [
        "Ubac : versant à l'ombre",
        "Estran : ce que la mer découvre",
        "Tuilerie, four et séchoir",
        "Un bief amène l'eau",
        "Sente, layon, drailles",
        "Grève de galets ronds",
        "Adret au soleil",
        "Vasière et pré salé",
    ];
    let mut watched = Watched::new(WatchFor::Text);
    let word = |minute: i64| {
        page(&format!("<h4>Le mot</h4><p>{}</p>", words[usize::try_from((minute + 21 * 60) / DAY).unwrap()]))
    };
    watched.hours(7 * 24, word).check(&[ChangeKind::Watched]);
}

#[test]
fn a_limit_among_words_is_told_and_a_slow_count_is_not() {
    for (before, after) in [
        ("5,000 calls per minute", "500 calls per minute"),
        ("Jusqu'à 80 places assises", "Jusqu'à 45 places assises"),
        ("Maximum file size: 250", "Maximum file size: 100"),
        ("3 sièges inclus", "2 sièges inclus"),
        ("Compatible avec iOS 15 et Android 9", "Compatible avec iOS 17 et Android 12"),
    ] {
        let mut watched = Watched::new(WatchFor::Text);
        watched.hours(30, |_| page(&format!("<p>{before}</p>"))).check(&[ChangeKind::Watched]);
        watched.hours(3, |_| page(&format!("<p>{after}</p>"))).check(&[ChangeKind::Figure]);
    }
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(30, |_| page("<p>Notre réseau compte 143 relais</p>")).check(&[ChangeKind::Watched]);
    watched.hours(30, |_| page("<p>Notre réseau compte 144 relais</p>")).check(&[]);
}

#[test]
fn a_price_in_another_money_is_no_price_that_moved_and_where_a_word_may_be_cut_is_no_change() {
    let mut watched = Watched::new(WatchFor::Text);
    let by_country = |minute: i64| price(if (150..190).contains(&minute) { "£45" } else { "49 €" });
    watched.hours(30, by_country).check(&[ChangeKind::Watched]);
    let mut watched = Watched::new(WatchFor::Text);
    let cut = |minute: i64| {
        if minute < 2_000 {
            page("")
        } else {
            page("").replace("convient", "con\u{ad}vient").replace("engagement", "en\u{200b}gagement")
        }
    };
    watched.hours(30, cut).check(&[ChangeKind::Watched]);
}

#[test]
fn when_a_page_was_last_looked_after_is_no_news_and_what_happens_on_a_day_is() {
    let signed = |line: &'static str| move |_: i64| page(&format!("<p>{line}</p>"));
    let tells = |line: &'static str| {
        let mut watched = Watched::new(WatchFor::Text);
        watched.hours(30, signed("Mis à jour le 12 février 2026")).check(&[ChangeKind::Watched]);
        watched.hours(30, signed(line));
        watched.told.iter().any(|change| change.importance >= NewChange::DAILY)
    };
    for line in
        ["Relu par l'équipe le 3 mars 2026", "Publié le 12/02/2026 – mis à jour le 3/03/2026", "Last reviewed: 3 March"]
    {
        assert!(!tells(line), "{line}");
    }
    for line in [
        "Fermé le 9 mars 2026 pour travaux",
        "Mise à jour prévue le 20 avril 2026",
        "Modifié le 3 mars : 49 € par mois",
        "Publié le 3 mars 2026 : rappel du lot 42 des friteuses",
        "Sunset : 120 € la nuit au lieu de 90",
        "Coucher du soleil en musique sur la terrasse, entrée libre",
    ] {
        assert!(tells(line), "{line}");
    }
}

#[test]
fn what_each_day_has_another_of_is_no_news() {
    for [before, after] in [
        [
            "Ce jour-là, en 1953, le premier vol d'essai au-dessus du plateau",
            "Ce jour-là, en 1936, la foire et ses quarante mille",
        ],
        [
            "Lever du soleil 7 h 07, coucher 18 h 47. Pleine mer 9 h 48",
            "Lever du soleil 6 h 55, coucher 18 h 56. Pleine mer 11 h 20",
        ],
    ] {
        let mut watched = Watched::new(WatchFor::Text);
        let with = |line: &'static str| move |_: i64| page(&format!("<p>{line}</p>"));
        watched.hours(30, with(before)).check(&[ChangeKind::Watched]);
        watched.hours(30, with(after)).check(&[]);
        watched.hours(30, |_| page("")).check(&[]);
    }
}
