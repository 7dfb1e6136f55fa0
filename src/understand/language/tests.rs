use proptest::prelude::*;

use super::*;
use crate::understand::tone::{Row, measure};

#[track_caller]
fn check(text: &str, hint: Option<&str>, want: Language) {
    assert_eq!(detect(text, hint), want, "{text:?} with {hint:?}");
}

#[test]
fn sentences_are_told_apart_without_a_hint() {
    check("Je ne recommande pas cette enseigne, le service client est injoignable.", None, Language::Fr);
    check("I would not recommend this shop, their customer service never answers.", None, Language::En);
    check("Der Kundendienst ist leider überhaupt nicht erreichbar, sehr enttäuschend.", None, Language::Other);
    check("El servicio de atención al cliente no contesta nunca, muy mal.", None, Language::Other);
}

#[test]
fn too_few_words_go_by_function_words_then_by_the_source() {
    check("Acme arnaque", None, Language::Other);
    check("Acme arnaque", Some("fr-FR"), Language::Fr);
    check("Acme, c’est nul", None, Language::Fr);
    check("Acme is down", Some("fr"), Language::En);
    check("", None, Language::Other);
    check("", Some("fr"), Language::Fr);
    check("12 345", Some("en_GB"), Language::En);
    check("素晴らしい", Some("fr"), Language::Other);
}

#[test]
fn a_wrong_hint_does_not_win_over_a_sentence() {
    check("Je ne recommande pas cette enseigne, le service client est injoignable.", Some("en"), Language::Fr);
    check("I would not recommend this shop, their customer service never answers.", Some("fr"), Language::En);
}

#[test]
fn addresses_and_names_are_no_evidence() {
    check("@the_shop_of_the_world https://example.com/this-is-the-best c’est fermé", None, Language::Fr);
}

#[test]
fn tweets_are_told_apart() {
    let sets = [
        ("tweets_fr_umsab_val", "fr"),
        ("tweets_en_tweeteval_val", "en"),
        ("tweets_es_umsab_val", "other"),
        ("tweets_de_umsab_val", "other"),
    ];
    for (name, label) in sets {
        let Some(rows) = measure::rows(name) else { continue };
        let report = evaluate(rows.into_iter().map(|row| Row { label: label.to_owned(), ..row }), None);
        println!("{}", measure::line(&format!("language {name}"), &report));
        assert!(report.accuracy > 0.85, "{name}: {report:?}");
    }
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in any::<String>(), hint in proptest::option::of(any::<String>())) {
        let _ = detect(&text, hint.as_deref());
    }
}
