use proptest::prelude::*;

use super::*;
use crate::model::{HOUR_MS, Sketch, Timestamp};

const WIRE: &str = "Le groupe Acme a annoncé mardi le rappel de 12 000 friteuses vendues en France depuis le mois de mars, après plusieurs \
    départs de feu signalés par des clients. Selon la direction générale de la concurrence, un défaut de soudure peut provoquer une \
    surchauffe de la résistance. Les appareils concernés portent un numéro de série commençant par FR24. Les clients sont invités à \
    débrancher immédiatement leur friteuse et à la rapporter en magasin, où elle sera remboursée intégralement. Aucun blessé n’est \
    à déplorer à ce stade. L’action du groupe perdait 4 % à la Bourse de Paris en fin de matinée. Le directeur général a présenté ses \
    excuses aux familles touchées et promis un audit complet de l’usine de Roubaix, qui emploie trois cents personnes. Les syndicats \
    demandent depuis un an davantage de contrôles sur la ligne d’assemblage.";
const SAME_EVENT: &str = "Mauvaise passe pour Acme : le fabricant d’électroménager doit reprendre des milliers d’appareils. En cause, une pièce \
    mal assemblée qui chauffe trop et met parfois le feu à la cuisine. Une dizaine d’incidents ont été recensés, sans gravité. La \
    marque promet de rendre l’argent à tous ceux qui ont acheté le modèle depuis le printemps. En Bourse, les investisseurs ont \
    réagi aussitôt et le titre recule. Sur les forums, la colère monte chez les consommateurs, qui disent avoir alerté l’entreprise.";

/// An hour later, on another site.
fn same_story(a: &Sketch, b: &Sketch) -> bool {
    is_like(a, b, HOUR_MS, false).is_some()
}

#[track_caller]
fn check(a: (&str, &str), b: (&str, &str), want: bool) {
    let (a, b) = (sketch(a.0, a.1), sketch(b.0, b.1));
    assert_eq!(same_story(&a, &b), want);
    assert_eq!(same_story(&b, &a), want);
    let mut window = Window::new(9);
    let at = Timestamp::from_millis(0);
    let places = [window.place(a, None, at), window.place(b, None, at.plus_millis(HOUR_MS))];
    assert_eq!(places == [0, 0], want && !window.is_empty());
}

#[test]
fn a_copied_wire_text_is_one_story_under_another_title_and_frame() {
    let framed = format!(
        "Publié le 3 mars à 14h02 par la rédaction. Lecture 2 min. {WIRE} Abonnez-vous à notre lettre, suivez-nous sur les \
        réseaux sociaux, et retrouvez toute l’actualité de votre région dans l’application."
    );
    check(("Acme rappelle ses friteuses", WIRE), ("Rappel massif chez Acme : ce qu’il faut savoir", &framed), true);
    let recounted = WIRE.replace("12 000", "13 500").replace("4 %", "5 %");
    check(("", WIRE), ("", &recounted), true);
    let words: Vec<&str> = WIRE.split_whitespace().collect();
    check(("", WIRE), ("", &words[..words.len() * 6 / 10].join(" ")), true);
}

#[test]
fn one_event_in_other_words_is_two_stories() {
    check(("Acme rappelle ses friteuses", WIRE), ("Acme rappelle ses friteuses", SAME_EVENT), false);
}

#[test]
fn short_posts_must_be_nearly_equal() {
    check(("", "Acme en panne ce matin à Lyon ?"), ("", "Acme : en panne, ce matin, à Lyon !"), true);
    check(("", "Acme en panne ce matin à Lyon ?"), ("", "Panne chez Acme depuis hier, personne ne répond"), false);
    check(("", "Merci !"), ("", "merci"), true);
    check(("", "Merci !"), ("", "Bravo"), false);
    check(("", ""), ("", ""), false);
    check(("", "Acme en panne ce matin à Lyon ?"), ("", WIRE), false);
}

#[test]
fn a_title_that_the_text_repeats_changes_nothing() {
    assert_eq!(sketch("Acme rappelle", &format!("Acme rappelle {WIRE}")), sketch("", &format!("Acme rappelle {WIRE}")));
}

#[test]
fn sketches_are_the_same_in_every_run_and_on_every_machine() {
    let sketch = sketch("", "Acme rappelle douze mille friteuses");
    assert_eq!((sketch.minima.len(), sketch.shingles), (63, 31));
    assert_eq!(sketch.minima[..4], [214, 56, 188, 14]);
}

proptest! {
    #[test]
    fn any_text_is_the_same_story_as_itself(title in "\\PC{0,40}", text in "\\PC{0,400}") {
        let sketch = sketch(&title, &text);
        prop_assert!(sketch.minima.is_empty() || same_story(&sketch, &sketch));
    }
}

/// Texts of words drawn from few: they meet by chance more often than real ones.
fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-f]{3,9}", 40..200)
}

proptest! {
    #[test]
    fn who_is_asked_first_does_not_matter(a in words(), b in words(), cut in 1_usize..40) {
        let (whole, part) = (sketch("", &a.join(" ")), sketch("", &a[cut..].join(" ")));
        let other = sketch("", &b.join(" "));
        for (x, y) in [(&whole, &part), (&whole, &other), (&part, &other)] {
            prop_assert_eq!(same_story(x, y), same_story(y, x));
        }
    }

    #[test]
    fn a_frame_of_a_fifth_makes_no_other_story(text in words(), head in words(), foot in words()) {
        let long = text.len() / 10;
        let framed = [&head[..long.min(head.len())], &text, &foot[..long.min(foot.len())]].concat().join(" ");
        prop_assert!(same_story(&sketch("", &text.join(" ")), &sketch("", &framed)));
    }
}

proptest! {
    /// What is compared in full is all that can be alike, of any length there is.
    #[test]
    fn no_text_that_is_alike_is_left_out(a in words(), b in words(), cut in 1_usize..60, few in 4_usize..20) {
        let texts = [a.join(" "), b.join(" "), a[cut.min(a.len() - 1)..].join(" "), a[..few].join(" "), b[..few].join(" ")];
        let sketches = texts.map(|text| sketch("", &text));
        let mut recent = Recent::new(9);
        let at = Timestamp::from_millis(0);
        for (nth, sketch) in sketches.iter().enumerate() {
            recent.push(&sketch.minima, at, nth);
        }
        for asked in sketches.iter().filter(|sketch| sketch.shingles > 0) {
            let near: Vec<usize> = recent.alike(&asked.minima).map(|(_, nth)| *nth).collect();
            let like = (0..sketches.len()).filter(|nth| same_story(&sketches[*nth], asked));
            prop_assert!(like.clone().all(|nth| near.contains(&nth)), "{:?} {near:?}", like.collect::<Vec<_>>());
            prop_assert!(near.is_sorted());
        }
    }
}

#[test]
fn texts_are_forgotten_by_age_and_by_number_r7() {
    let mut recent = Recent::new(3);
    for nth in 0..5_u8 {
        recent.push(&[nth; 63], Timestamp::from_millis(i64::from(nth)), nth);
    }
    assert_eq!(recent.iter().copied().collect::<Vec<_>>(), [2, 3, 4]);
    recent.forget(Timestamp::from_millis(4));
    assert_eq!(recent.iter().copied().collect::<Vec<_>>(), [4]);
    // Too many minima, or none: there is nothing to compare.
    recent.push(&[1; 300], Timestamp::from_millis(9), 9);
    assert!(recent.alike(&[4; 126]).next().is_none() && recent.alike(&[4; 300]).next().is_none());
    assert!(recent.alike(&[]).next().is_none());
}

proptest! {
    // Dozens of texts a case: fewer cases say as much.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_window_keeps_no_more_than_it_may_and_numbers_stories_by_their_first_text_r7(
        texts in prop::collection::vec((words(), 0_i64..40), 1..16),
        most in 1_usize..8,
    ) {
        let mut window = Window::new(most);
        let mut at = Timestamp::from_millis(0);
        let mut places: Vec<usize> = Vec::new();
        for (nth, (text, hours)) in texts.iter().enumerate() {
            at = at.plus_millis(hours * HOUR_MS);
            let story = window.place(sketch("", &text.join(" ")), None, at);
            prop_assert!(story == nth || places.get(story) == Some(&story), "{story} at {nth}");
            places.push(story);
            prop_assert!(window.len() <= most);
        }
    }
}
