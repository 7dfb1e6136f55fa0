//! F55: what entries of a list wear for a while.

use super::*;

const DAY: i64 = 1_440;
const ENTRIES: [&str; 5] = ["Guide du candidat", "Plan des rues", "Form 12-B", "Barème des aides", "Timetable"];

/// A list of which the entries given wear a mark.
fn list(mark: &str, wears: impl Fn(i64) -> bool) -> String {
    let entry = |(i, text): (i64, &&str)| format!("<li>{}{text}</li>", if wears(i) { mark } else { "" });
    page(&format!("<ul class=docs>{}</ul>", (0..).zip(&ENTRIES).map(entry).collect::<String>()))
}

#[test]
fn f55_a_mark_that_entries_wear_by_turns_is_no_news() {
    let young = |minute: i64, i: i64| (0..2 * DAY).contains(&(minute - i * 2_100 + 1_500));
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(9 * 24, |minute| list("Nouveau ", |i| young(minute, i))).check(&[ChangeKind::Watched]);
    // Worn by one at a time, it is told once.
    let mut watched = Watched::new(WatchFor::Text);
    let one = |minute: i64| list("Popular: ", |i| minute > 2 * DAY && minute / (2 * DAY) == i + 1);
    watched.hours(8 * 24, one);
    let told = watched.told.iter().filter(|change| change.importance >= NewChange::DAILY).count();
    assert!(told <= 2, "{:#?}", watched.told);
}

#[test]
fn a_word_that_says_a_fact_is_told_though_another_entry_has_it() {
    for fact in ["Complet : ", "Closed ", "Plus de "] {
        let mut watched = Watched::new(WatchFor::Text);
        watched.hours(48, |_| list(fact, |i| i == 0)).check(&[ChangeKind::Watched]);
        watched.hours(12, |_| list(fact, |i| i == 0 || i == 3)).check(&[ChangeKind::Text]);
    }
}

#[test]
fn f55_what_a_new_dress_puts_in_many_times_or_says_again_is_nobody_s_news() {
    let parts = |open: &str, close: &str| -> String {
        let part =
            |(head, text): &(&str, &str)| format!("<section>{open}<h2>{head}</h2><p>{text}</p>{close}</section>");
        [
            ("Prix", "Toutes taxes comprises."),
            ("Délais", "Sous trois jours."),
            ("Retours", "Pendant un mois."),
            ("Contact", "Par lettre seulement."),
        ]
        .iter()
        .map(part)
        .collect()
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(48, |_| page(&parts("", ""))).check(&[ChangeKind::Watched]);
    let folded = page(&parts("<details open><summary>Voir</summary>", "</details>"));
    watched.hours(36, |_| folded.clone()).check(&[]);
    let bar = folded
        .replace("<main>", "<div class=bar>La formule complète ajoute le suivi et les rapports. En haut</div><main>");
    watched.hours(36, |_| bar.clone()).check(&[]);
    let asked = bar
        .replace("</main>", "<form class=utile>Cette page vous a-t-elle été utile ?<button>Oui</button></form></main>");
    watched.hours(36, |_| asked.clone()).check(&[]);
}
