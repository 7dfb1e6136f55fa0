use proptest::prelude::*;

use super::*;
use crate::model::Field;
use Language::{En, Fr, Other};
use ToneLabel::{Negative, Neutral, Positive};

fn hits(text: &str, brand: &str) -> Vec<TermHit> {
    let hit = |(start, term): (usize, &str)| TermHit {
        field: Field::Text,
        start,
        end: start + term.len(),
        term: brand.into(),
    };
    text.match_indices(brand).map(hit).collect()
}

#[track_caller]
fn check(text: &str, language: Language, want: ToneLabel) {
    let tone = towards("", text, &hits(text, "Acme"), language);
    assert_eq!(tone.label, want, "{text:?}: {tone:?}");
}

#[track_caller]
fn stronger(weak: &str, strong: &str, language: Language) {
    let score = |text: &str| towards("", text, &[], language).score.abs();
    assert!(score(strong) > score(weak), "{strong:?} against {weak:?}");
}

#[test]
fn complaints_that_matter_to_brands_are_negative() {
    for text in [
        "Acme, une arnaque !",
        "Intoxication alimentaire chez Acme : trois hospitalisés",
        "Toujours aucun remboursement d’Acme",
        "Appel au boycott d’Acme",
        "Scandale Acme",
        "Le service client d’Acme est injoignable",
        "Très déçue par Acme",
        "Acme en panne depuis ce matin",
        "Acme : à fuir",
    ] {
        check(text, Fr, Negative);
    }
    for text in [
        "Acme is a scam",
        "Still no refund from Acme",
        "Acme recalls 12,000 fryers after fires: recall notice",
        "Food poisoning at Acme",
        "Acme outage this morning",
        "Acme faces a class action lawsuit over fraud",
        "Rude staff at Acme, avoid",
        "Worst experience ever at Acme",
    ] {
        check(text, En, Negative);
    }
}

#[test]
fn praise_is_positive_and_news_is_neutral() {
    check("Acme est génial, je recommande", Fr, Positive);
    check("Merci Acme, livraison rapide et soignée", Fr, Positive);
    check("I love Acme, great support", En, Positive);
    check("Acme ouvre un magasin à Lille le 3 mars", Fr, Neutral);
    check("Acme opens an office in Leeds on Monday", En, Neutral);
    check("", Fr, Neutral);
}

#[test]
fn negation_turns_round() {
    check("Je ne recommande pas Acme", Fr, Negative);
    check("J’aime pas Acme", Fr, Negative);
    check("Acme n’est pas fiable", Fr, Negative);
    check("Acme, c’est pas mal", Fr, Positive);
    check("Acme, c’est pas terrible", Fr, Negative);
    check("Acme n’est vraiment pas terrible", Fr, Negative);
    check("Commande Acme reçue sans problème", Fr, Positive);
    check("Acme, ce n’est que du bonheur", Fr, Positive);
    check("I don't recommend Acme", En, Negative);
    check("Acme is not good", En, Negative);
    check("Acme is not bad", En, Positive);
    check("Acme isn’t reliable", En, Negative);
}

#[test]
fn strength_is_heard() {
    stronger("nul", "vraiment nul", Fr);
    stronger("c'est nul", "c'est NUL", Fr);
    stronger("c'est nul", "c'est nuuuul", Fr);
    stronger("c'est nul", "c'est nul !!!", Fr);
    stronger("un peu déçu", "déçu", Fr);
    stronger("slightly annoying", "annoying", En);
    stronger("bad", "very bad", En);
    stronger("is it a scam?", "it is a scam", En);
}

#[test]
fn signs_speak_in_every_language() {
    check("Acme 😡😡", Other, Negative);
    check("Acme ❤️", Other, Positive);
    check("Acme :(", En, Negative);
    check("http://acme.example/ Acme", En, Neutral);
}

#[test]
fn two_brands_in_one_sentence_get_two_tones() {
    let text = "Acme est excellent, mais Zenith est une arnaque.";
    assert_eq!(towards("", text, &hits(text, "Acme"), Fr).label, Positive);
    assert_eq!(towards("", text, &hits(text, "Zenith"), Fr).label, Negative);
    let text = "Globex is much better than Acme";
    assert_eq!(towards("", text, &hits(text, "Acme"), En).label, Negative);
    assert_eq!(towards("", text, &hits(text, "Globex"), En).label, Positive);
}

#[test]
fn the_end_of_a_but_sentence_decides() {
    check("Acme livre vite mais le produit est nul", Fr, Negative);
    check("Acme was slow but the staff was wonderful", En, Positive);
}

#[test]
fn irony_is_read_wrongly_and_that_is_known() {
    check("Bravo Acme, trois semaines pour une lettre", Fr, Positive);
    check("Great job Acme, lost my parcel twice, amazing", En, Positive);
}

#[test]
fn evidence_is_the_words_themselves_strongest_first() {
    let text = "Été 2024 : Acme, une arnaque et un peu lent";
    let tone = towards("Titre", text, &hits(text, "Acme"), Fr);
    let words: Vec<&str> = tone.evidence.iter().map(|word| &text[word.start..word.end]).collect();
    assert_eq!(words, ["arnaque", "lent"]);
    assert!(tone.evidence.iter().all(|word| word.weight < 0.0 && word.field == Field::Text));
}

#[test]
fn a_long_text_is_read_round_the_brand_only() {
    let far = "scandale arnaque ".repeat(50_000);
    let text = format!("Acme ouvre un magasin à Lille. {} {far}", "Il fait gris. ".repeat(80));
    assert_eq!(towards("", &text, &hits(&text, "Acme"), Fr).label, Neutral);
}

#[test]
fn every_line_of_the_lists_can_be_read() {
    for source in [lexicon::FR, lexicon::EN] {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            assert!(lexicon::entry(line).is_some(), "{line:?}");
        }
    }
    for line in lexicon::EMOJI.lines().filter(|line| !line.starts_with('#')) {
        assert!(line.split_once('\t').is_some_and(|(_, weight)| weight.parse::<f64>().is_ok()), "{line:?}");
    }
}

proptest! {
    #[test]
    fn answers_are_bounded_and_point_at_characters(
        title in any::<String>(),
        text in "(\\PC|nul|pas |très |great |😡|\\?|\n| ){0,80}",
        start in 0..90_usize,
        len in 0..20_usize,
    ) {
        let hit = |field| TermHit { field, start, end: start + len, term: String::new() };
        for language in [Fr, En, Other] {
            let tone = towards(&title, &text, &[hit(Field::Text), hit(Field::Title)], language);
            prop_assert!(tone.score.abs() <= 1.0 && (0.0..=1.0).contains(&tone.confidence));
            prop_assert!(tone.evidence.len() <= 12);
            for word in &tone.evidence {
                let field = if word.field == Field::Title { &title } else { &text };
                prop_assert!(field.get(word.start..word.end).is_some_and(|span| !span.is_empty()));
            }
        }
    }
}
