use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(text: &str, language: Language, want: &[(FlagKind, &str)]) {
    let found: Vec<_> =
        flags("", text, language).into_iter().map(|flag| (flag.kind, text[flag.start..flag.end].to_owned())).collect();
    let want: Vec<_> = want.iter().map(|&(kind, words)| (kind, words.to_owned())).collect();
    assert_eq!(found, want, "{text:?}");
}

use FlagKind::{Hate, Insult, Obscene, Threat};
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
        for text in source.lines().filter(|line| !line.starts_with('#')) {
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
