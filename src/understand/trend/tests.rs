use super::*;

/// A story on a site of its own.
fn told(nth: usize, text: &str) -> Told {
    Told {
        text: text.to_owned(),
        outlets: vec![format!("site{nth}.example")],
        names: vec!["Acme".to_owned()],
        ..Told::default()
    }
}

/// What is said all year round.
fn usual(count: usize) -> Vec<Told> {
    const LINES: [&str; 5] = [
        "Acme livre vite, la boutique en ligne est simple et le prix correct.",
        "Une promotion chez Acme sur les cafetières, la livraison est offerte.",
        "Je cherche un avis sur le service client Acme avant de commander une cafetière.",
        "The Acme store near the station is open on Sundays, good coffee machines.",
        "Acme recrute un vendeur pour sa boutique de Lyon, contrat de deux ans.",
    ];
    (0..count).map(|nth| told(nth, LINES[nth % LINES.len()])).collect()
}

fn crisis(count: usize) -> Vec<Told> {
    let text = |nth: usize| {
        format!(
            "La friteuse Acme a pris feu hier, un défaut de soudure selon le vendeur n° {nth}. Acme rappelle l’appareil. \
             #BoycottAcme #FriteuseGate https://petitions.example/acme-{nth}"
        )
    };
    (0..count).map(|nth| told(100 + nth, &text(nth))).collect()
}

fn said(now: &[Told], past: &[Told]) -> Vec<String> {
    let line = |topic: Topic| {
        let terms = [vec![topic.term], topic.companions].concat();
        format!("{} {} {}", topic.stories.len(), topic.outlets, terms.join(" | "))
    };
    topics(now, past, 5).into_iter().map(line).collect()
}

#[test]
fn what_is_new_is_one_topic_with_its_words_its_hashtag_and_its_site() {
    let now = [usual(20), crisis(8)].concat();
    let found = topics(&now, &usual(100), 5);
    let [topic] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((topic.stories.len(), topic.outlets, topic.expected), (8, 8, 0.0));
    assert!(topic.g2 > 15.1 && topic.z > 2.0, "{topic:?}");
    let terms = [vec![topic.term.clone()], topic.companions.clone()].concat();
    assert!(terms.iter().all(|term| !term.split(' ').any(|word| word == "Acme" || word == "la")), "{terms:?}");
    assert!(terms.iter().any(|term| term == "défaut de soudure"), "{terms:?}");
}

#[test]
fn what_is_said_as_often_as_ever_is_no_topic() {
    assert_eq!(said(&usual(60), &usual(200)), Vec::<String>::new());
    // Nor is anything one, where there is no past to tell.
    assert_eq!(said(&crisis(20), &usual(3)), Vec::<String>::new());
}

#[test]
fn one_loud_site_is_no_topic_unless_many_people_speak_on_it() {
    let on_one_site = |authors: bool| -> Vec<Told> {
        let one = |(nth, told): (usize, Told)| {
            let authors = if authors { vec![format!("client{nth}")] } else { Vec::new() };
            Told { outlets: vec!["forum.example".to_owned()], authors, ..told }
        };
        [usual(20), crisis(8).into_iter().enumerate().map(one).collect()].concat()
    };
    assert_eq!(said(&on_one_site(false), &usual(100)), Vec::<String>::new());
    assert_eq!(said(&on_one_site(true), &usual(100)).len(), 1);
}

#[test]
fn a_text_that_says_a_word_twenty_times_is_one_voice() {
    let loud: Vec<Told> = (0..3).map(|nth| told(nth, &"scandale sanitaire ".repeat(20))).collect();
    assert_eq!(said(&[usual(20), loud].concat(), &usual(100)), Vec::<String>::new());
}

#[test]
fn what_a_site_writes_under_every_text_is_none_of_its_topics() {
    let framed = |nth: usize| {
        let mut one = told(nth % 3, "Acme livre vite.\nRecevez chaque matin notre infolettre gourmande gratuitement.");
        one.text = format!("{} Avis numéro {nth}.", one.text);
        one
    };
    let now: Vec<Told> = (0..18).map(framed).collect();
    let found = said(&now, &usual(100));
    assert!(found.iter().all(|line| !line.contains("infolettre")), "{found:?}");
}

#[test]
fn hostile_texts_are_read_in_bounds_r7() {
    let hostile =
        ["#".repeat(9_000), "http://".repeat(3_000), "a ".repeat(50_000), "’é".repeat(5_000), "\u{202e}#é".to_owned()];
    let now: Vec<Told> = hostile.iter().cycle().take(40).enumerate().map(|(nth, text)| told(nth, text)).collect();
    topics(&now, &usual(50), 5);
}
