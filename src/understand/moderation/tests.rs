use proptest::prelude::*;

use super::*;
use crate::model::Voice;

#[track_caller]
fn check(text: &str, language: Language, want: &[(FlagKind, &str)]) {
    let found: Vec<_> =
        flags("", text, language).into_iter().map(|flag| (flag.kind, text[flag.start..flag.end].to_owned())).collect();
    let want: Vec<_> = want.iter().map(|&(kind, words)| (kind, words.to_owned())).collect();
    assert_eq!(found, want, "{text:?}");
}

use FlagKind::{Hate, Insult, Obscene, Sexual, Threat};
use Language::{En, Fr, Other};

#[test]
fn listed_words_are_found_where_they_stand() {
    check("Quel connard, ce vendeur !", Fr, &[(Insult, "connard")]);
    check("Des CONNARDS finis", Fr, &[(Insult, "CONNARDS")]);
    check("Allez tous crever. Je vais te tuer.", Fr, &[(Threat, "Je vais te tuer")]);
    check("You're a bunch of assholes", En, &[(Insult, "assholes")]);
    check("Go back to your country", En, &[(Hate, "Go back to your country")]);
    check("putain, c’est long", Fr, &[(Obscene, "putain")]);
}

#[test]
fn disguises_are_seen_through() {
    check("c0nn4rd !", Fr, &[(Insult, "c0nn4rd")]);
    check("connaaaaard", Fr, &[(Insult, "connaaaaard")]);
    check("c o n n a r d de vendeur", Fr, &[(Insult, "c o n n a r d")]);
    check("c.o.n.n.a.r.d", Fr, &[(Insult, "c.o.n.n.a.r.d")]);
    check("c*nnard et sal*pe", Fr, &[(Insult, "c*nnard"), (Insult, "sal*pe")]);
    check("what a b!tch, a$$hole", En, &[(Insult, "b!tch"), (Insult, "a$$hole")]);
    check("ENCULÉS", Fr, &[(Insult, "ENCULÉS")]);
}

#[test]
fn letters_of_other_alphabets_and_invisible_ones_hide_nothing() {
    check("Sаlоpe", Fr, &[(Insult, "Sаlоpe")]);
    check("con\u{200b}nard", Fr, &[(Insult, "con\u{200b}nard")]);
    check("salo_pard, k0nnards", Fr, &[(Insult, "salo_pard"), (Insult, "k0nnards")]);
    check("ｃｏｎｎａｒｄ", Fr, &[(Insult, "ｃｏｎｎａｒｄ")]);
    check("Sale c-o-n", Fr, &[(Insult, "c-o-n")]);
}

#[test]
fn patterns_make_threats_and_hate_of_harmless_words() {
    check("Si je le vois, je lui démonte la tête.", Fr, &[(Threat, "je lui démonte la tête")]);
    check("Le garagiste démonte la tête de delco.", Fr, &[]);
    check("Les migrants sont tous des voleurs", Fr, &[(Hate, "Les migrants sont tous des voleurs")]);
    check("Les voleurs sont en fuite", Fr, &[]);
    check("we will find and kill you", En, &[(Threat, "we will find and kill you")]);
    check("This offer will kill the market", En, &[]);
    check("Montre tes seins", Fr, &[(Sexual, "Montre tes seins")]);
}

#[track_caller]
fn voice(text: &str, language: Language, want: Voice) {
    let found = flags("", text, language);
    assert_eq!(found.iter().map(|flag| flag.voice).collect::<Vec<_>>(), [want], "{text:?}: {found:?}");
}

#[test]
fn what_is_told_denied_or_said_of_oneself_is_no_attack() {
    voice("Le vendeur est un connard", Fr, Voice::Own);
    voice("Il m’a traité de connard devant tout le monde", Fr, Voice::Quoted);
    voice("« Connard », a lancé le vigile", Fr, Voice::Quoted);
    voice("He called me a moron", En, Voice::Quoted);
    voice("Les vendeurs ne sont pas des connards", Fr, Voice::Against);
    voice("Écrire « connard » est une insulte, signalez-le", Fr, Voice::Against);
    voice("They are not idiots", En, Voice::Against);
    voice("Quel connard je suis", Fr, Voice::Oneself);
    voice("Ils nous prennent pour des abrutis", Fr, Voice::Oneself);
    voice("I am such an idiot", En, Voice::Oneself);
}

#[test]
fn gravity_goes_from_coarse_words_to_threats() {
    let grave = |text: &str| flags("", text, Fr).iter().map(|flag| flag.severity).collect::<Vec<_>>();
    assert_eq!(grave("putain"), [1]);
    assert_eq!(grave("Quel connard"), [2]);
    assert_eq!(grave("Je vais te tuer"), [3]);
}

/// Half of the set that no list was tuned on; what is asked is under what is reached, as one author wrote both.
#[test]
fn french_insults_are_found_and_clean_lookalikes_left_alone() {
    let rows = include_str!("../../../tests/data/moderation/fr_eval.jsonl").lines().map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let cell = |name: &str| row[name].as_str().unwrap().to_owned();
        crate::understand::tone::Row { text: cell("text"), label: cell("label"), target: None }
    });
    let found = evaluate(rows, Fr);
    println!("{found:?}");
    assert!(found.recall >= 0.80 && found.precision >= 0.85, "{found:?}");
}

#[test]
fn attacks_in_english_are_told_by_the_table() {
    let Some(rows) = crate::understand::tone::measure::rows("moderation_en_tweeteval-offensive_val") else { return };
    let found = evaluate(rows.into_iter(), En);
    println!("{found:?}");
    assert!(found.report.macro_f1 >= 0.73, "{found:?}");
}

#[test]
fn words_within_words_are_no_flags() {
    check("Scunthorpe, Penistone, le cocktail, un concert à Condom, la compute, le Kyste", Other, &[]);
    check("classic assessment of a cockpit in Essex", En, &[]);
    check("Le train a du retard, prends une douche. Vladimir Putin.", Other, &[]);
    check("https://connard.example/connard @connard", Fr, &[]);
}

#[test]
fn harmless_words_count_only_where_they_are_thrown() {
    check("Mon chien adore ces croquettes", Fr, &[]);
    check("Sale chien ! Bande de clowns !", Fr, &[(Insult, "chien"), (Insult, "clowns")]);
    check("A useful tool for my dog", En, &[]);
    check("you are such a tool", En, &[(Insult, "tool")]);
}

#[test]
fn masks_keep_first_and_last_letter_and_every_offset() {
    let check = |text: &str, want: &str| {
        assert_eq!(masked(text), want);
        assert_eq!(masked(text).len(), text.len());
    };
    check("Quel connard !", "Quel c*****d !");
    check("Fils de pute, va.", "F**s d* p**e, va.");
    check("Je vais te tuer", "Je vais te tuer");
    check("Rien à masquer.", "Rien à masquer.");
}

#[test]
fn every_line_of_the_lists_can_be_read() {
    for source in [list::FR, list::EN] {
        for text in source.lines().filter(|line| !line.starts_with(['#', '@'])) {
            assert!(list::line(text).is_some(), "{text:?}");
        }
    }
}

proptest! {
    #[test]
    fn flags_stand_on_characters_and_masks_move_nothing(text in "(\\PC|connard| |c\\*nnard|é){0,60}") {
        for flag in flags(&text, &text, Language::Other) {
            prop_assert!(text.get(flag.start..flag.end).is_some_and(|span| !span.is_empty()));
        }
        prop_assert_eq!(masked(&text).len(), text.len());
    }
}
