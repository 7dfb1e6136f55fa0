use super::parsed;
use crate::model::{Field, Language};
use crate::understand::query::{About, Document};

fn document() -> Document<'static> {
    Document {
        title: "Acme recule",
        text: "Le groupe déçoit ses clients.",
        author: Some("Jeanne d’Arc"),
        url: Some("https://forum.exemple.fr/acme-avis?page=2"),
        source: "Le Monde Économie",
        language: &|| Language::Fr,
        about: About::default(),
    }
}

#[track_caller]
fn check(query: &str, want: Option<&[(Field, &str)]>) {
    let document = document();
    let hits = parsed(query).hits(&document);
    let found: Option<Vec<(Field, &str)>> = hits.as_ref().map(|hits| {
        let of = |field| match field {
            Field::Title => document.title,
            Field::Text => document.text,
            Field::Author => document.author.unwrap_or_default(),
            Field::Url => document.url.unwrap_or_default(),
        };
        hits.iter().map(|hit| (hit.field, &of(hit.field)[hit.start..hit.end])).collect()
    });
    assert_eq!(found.as_deref(), want, "{query}");
}

#[test]
fn a_field_holds_for_a_term_a_phrase_or_a_group() {
    check("title:acme", Some(&[(Field::Title, "Acme")]));
    check("text:acme", None);
    check("groupe title:\"acme recule\"", Some(&[(Field::Title, "Acme recule"), (Field::Text, "groupe")]));
    check("title:(globex OR recule)", Some(&[(Field::Title, "recule")]));
    check("title:(acme groupe)", None);
    check("author:arc", Some(&[(Field::Author, "Arc")]));
    check("author:=\"jeanne d'arc\"", Some(&[(Field::Author, "Jeanne d’Arc")]));
    check("author:{jeanne}", None);
    check("url:avis", Some(&[(Field::Url, "avis")]));
    check("jeanne", None);
    check("acme -title:recule", None);
    check("acme NEAR/5 groupe", None);
}

#[test]
fn a_site_is_a_host_or_what_is_under_it() {
    check("acme site:exemple.fr", Some(&[(Field::Title, "Acme")]));
    check("acme site:forum.exemple.fr", Some(&[(Field::Title, "Acme")]));
    check("acme site:*.EXEMPLE.fr", Some(&[(Field::Title, "Acme")]));
    check("acme site:mple.fr", None);
    check("acme -site:exemple.fr", None);
    check("acme site:(autre.fr OR exemple.fr)", Some(&[(Field::Title, "Acme")]));
    check("site:exemple.fr", Some(&[]));
}

#[test]
fn language_and_source_filter() {
    check("acme lang:fr", Some(&[(Field::Title, "Acme")]));
    check("acme lang:(en OR other)", None);
    check("acme source:\"le monde economie\"", Some(&[(Field::Title, "Acme")]));
    check("acme source:monde", None);
    check("acme source:*monde*", Some(&[(Field::Title, "Acme")]));
}
