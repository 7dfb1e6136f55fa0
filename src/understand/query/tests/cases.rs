//! (query, text, what is found): `no` for no match, else the stretches of text, apart by `|`.

use super::{in_text, parsed};

#[track_caller]
fn check(cases: &[(&str, &str, &str)]) {
    for &(query, text, want) in cases {
        let hits = parsed(query).hits(&in_text(text));
        let found = hits.map_or("no".to_owned(), |hits| {
            hits.iter().map(|hit| &text[hit.start..hit.end]).collect::<Vec<_>>().join("|")
        });
        assert_eq!(found, want, "{query} on {text}");
    }
}

#[test]
fn words_end_at_their_borders() {
    check(&[
        ("acme", "Acme recule", "Acme"),
        ("acme", "acmeville", "no"),
        ("acme", "unacme", "no"),
        ("acme", "(Acme), acme!", "Acme|acme"),
        ("acme", "Acme's boss", "Acme"),
        ("acme", "acme-ville", "acme"),
        ("acme", "acme.fr", "acme"),
        ("acme", "#Acme et @acme", "Acme|acme"),
        ("acme", "", "no"),
        ("sfr", "SFR2", "no"),
        ("100", "100 euros", "100"),
    ]);
}

#[test]
fn case_accents_and_ligatures_fold() {
    check(&[
        ("pate", "Pâté en croûte", "Pâté"),
        ("PÂTÉ", "pate", "pate"),
        ("pâté", "pa\u{302}te\u{301}", "pa\u{302}te\u{301}"),
        ("coeur", "Le cœur net", "cœur"),
        ("cœur", "Le coeur net", "coeur"),
        ("œuvre", "ŒUVRE", "ŒUVRE"),
        ("aequo", "ex æquo", "æquo"),
        ("strasse", "Hauptstraße? Straße!", "Straße"),
        ("Straße", "STRASSE", "STRASSE"),
        ("istanbul", "İstanbul", "İstanbul"),
        ("finance", "ﬁnance", "ﬁnance"),
        ("=pâté", "pate pâté Pâté", "pâté|Pâté"),
        ("=pate", "pate pâté", "pate"),
        ("=\"crème brûlée\"", "creme brulee, Crème brûlée", "Crème brûlée"),
        ("nino NOT =niño", "El niño", "no"),
        ("nino NOT =niño", "El nino", "nino"),
    ]);
}

#[test]
fn exact_case_is_exact() {
    check(&[
        ("{BT}", "BT bt Bt", "BT"),
        ("{BT}", "bt", "no"),
        ("{Orange}", "orange Orange", "Orange"),
        ("{Le Monde}", "le monde, Le Monde", "Le Monde"),
        ("{METEO}", "MÉTÉO", "MÉTÉO"),
        ("={Pâté}", "pâté Pate Pâté", "Pâté"),
        ("{B*}", "BT bt", "BT"),
    ]);
}

#[test]
fn french_elisions_are_borders() {
    check(&[
        ("acme", "l'Acme", "Acme"),
        ("acme", "d’Acme", "Acme"),
        ("acme", "Qu'Acme réponde", "Acme"),
        ("acme", "jusqu’Acme, lorsqu'Acme, puisqu’acme", "Acme|Acme|acme"),
        ("acme", "j'acme n'acme c'acme m'acme t'acme s'acme", "acme|acme|acme|acme|acme|acme"),
        ("brien", "O'Brien", "no"),
        ("hui", "aujourd'hui", "no"),
        ("aujourd'hui", "Aujourd’hui", "Aujourd’hui"),
        ("l'acme", "l’Acme", "l’Acme"),
        ("\"service d'acme\"", "le service d’Acme", "service d’Acme"),
        ("\"l'oréal\"", "L’Oréal Paris", "L’Oréal"),
        ("acme", "dit 'Acme'", "Acme"),
    ]);
}

#[test]
fn apostrophes_and_hyphens_in_names_are_optional() {
    check(&[
        ("wendy's", "wendy's Wendy’s WENDYS wendy s", "wendy's|Wendy’s|WENDYS|wendy s"),
        ("wendy's", "wendy", "no"),
        ("o'brien", "O’Brien OBrien", "O’Brien|OBrien"),
        ("coca-cola", "Coca-Cola, coca cola, cocacola", "Coca-Cola|coca cola|cocacola"),
        ("coca-cola", "coca et cola", "no"),
        ("coca-cola", "coca, cola", "no"),
        ("coca-cola", "coca‑cola", "coca‑cola"),
        ("\"coca-cola zero\"", "CocaCola zéro", "CocaCola zéro"),
        ("saint-jean-de-luz", "Saint Jean de Luz", "Saint Jean de Luz"),
    ]);
}

#[test]
fn signs_are_part_of_names() {
    check(&[
        ("#acme", "#Acme acme", "#Acme"),
        ("#acme", "# acme", "no"),
        ("@acme", "@acme a@acme.fr @acme_fr", "@acme"),
        ("@acme_fr", "@acme_fr", "@acme_fr"),
        ("H&M", "H&M, H & M, H M", "H&M|H & M"),
        ("C++", "C et C++", "C++"),
        ("yahoo!", "Yahoo et Yahoo!", "Yahoo!"),
        ("$TSLA", "TSLA $TSLA", "$TSLA"),
        ("100%", "100 ou 100%", "100%"),
        ("acme.fr", "sur acme.fr, pas acme fr", "acme.fr"),
        ("😡", "nul 😡😡", "😡|😡"),
        ("👍", "bien 👍🏽", "👍🏽"),
        ("acme NEAR/2 😡", "Acme 😡", "Acme|😡"),
        ("🇫🇷", "Allez 🇫🇷🇧🇪", "🇫🇷"),
        ("acme,", "acme", "acme"),
    ]);
}

#[test]
fn wildcards_stand_anywhere() {
    check(&[
        ("acme*", "acmeville acme unacme", "acmeville|acme"),
        ("*acme", "unacme acmeville", "unacme"),
        ("*acme*", "xacmey", "xacmey"),
        ("arna*ur", "arnaqueur arnaque", "arnaqueur"),
        ("customi?e", "customise customize customie", "customise|customize"),
        ("arnaqu*", "Arnaqué, ARNAQUEUR", "Arnaqué|ARNAQUEUR"),
        ("*東京*", "私は東京が好き", "私は東京が好き"),
        ("\"service* client\"", "services client", "services client"),
        ("\"acme * nul\"", "Acme vraiment nul, acme nul", "Acme vraiment nul"),
        ("coca-col*", "coca colas cocacolas", "coca colas|cocacolas"),
        ("#acme*", "#acmegate", "#acmegate"),
        ("co*", "cœur", "cœur"),
    ]);
}

#[test]
fn phrases_hold_words_in_a_row() {
    check(&[
        ("\"service client\"", "Service client nul", "Service client"),
        ("\"service client\"", "client service", "no"),
        ("\"service client\"", "service au client", "no"),
        ("“service client”", "service client", "service client"),
        ("« service client »", "service client", "service client"),
        ("„service client“", "service client", "service client"),
        ("\"service   client\"", "service\nclient", "service\nclient"),
        ("\"bonjour, acme\"", "Bonjour Acme", "Bonjour Acme"),
        ("\"quoi ?\"", "Quoi", "Quoi"),
        ("\"AND\"", "and", "and"),
        ("\"acme\"", "acme", "acme"),
    ]);
}

#[test]
fn near_counts_the_words_between() {
    check(&[
        ("avis NEAR/3 arnaque", "Bons avis. Arnaque ?", "no"),
        ("avis NEAR/3 arnaque", "avis un deux trois arnaque", "avis|arnaque"),
        ("avis NEAR/3 arnaque", "avis un deux trois quatre arnaque", "no"),
        ("avis NEAR/1 arnaque", "arnaque avis", "arnaque|avis"),
        ("avis NEAR/3f arnaque", "arnaque avis", "no"),
        ("avis NEAR/3f arnaque", "avis arnaque", "avis|arnaque"),
        ("avis ONEAR/3 arnaque", "arnaque avis", "no"),
        ("\"avis arnaque\"~2", "arnaque ou bon avis", "arnaque|avis"),
        ("\"avis arnaque\"~1", "arnaque ou bon avis", "no"),
        ("(acme OR globex) NEAR/2 (nul OR arnaque)", "Globex est nul", "Globex|nul"),
        ("\"service client\" NEAR/2 nul", "service client très nul", "service client|nul"),
        ("acme NEAR/2 nul NEAR/2 cher", "Acme nul et cher", "Acme|nul|cher"),
        ("(acme NEAR/2 nul) NEAR/2 cher", "Acme nul. Cher", "no"),
        ("acme NEAR/1 acme", "acme", "no"),
        ("acme NEAR/1 acme", "acme acme", "acme|acme"),
        ("acme NEAR/1 nul", "acme nul et plus loin acme", "acme|nul"),
        ("acme NEAR/5 (nul AND cher)", "acme est nul", "no"),
        ("acme NEAR/5 (nul AND cher)", "cher acme nul", "cher|acme|nul"),
        ("acme NEAR/5 nul", "M. Acme est nul", "Acme|nul"),
        ("paul NEAR/3 nul", "nul, dit M. Paul", "nul|Paul"),
        ("acme NEAR/5 nul", "Acme !\n\nNul", "no"),
        ("acme NEAR/5 nul", "Acme\n\nnul", "no"),
        ("acme NEAR/5 nul", "Acme\nnul", "Acme|nul"),
        ("acme NEAR/9 fr", "voir acme.fr", "acme|fr"),
    ]);
}

#[test]
fn operators_bind_as_stated() {
    check(&[
        ("acme AND nul", "Acme est nul", "Acme|nul"),
        ("acme nul", "Acme est bon", "no"),
        ("acme OR globex", "Globex", "Globex"),
        ("acme NOT emploi", "Acme", "Acme"),
        ("acme NOT emploi", "emploi chez Acme", "no"),
        ("acme -emploi", "emploi chez Acme", "no"),
        ("acme -\"offre d'emploi\"", "Acme : offre d’emploi", "no"),
        ("acme -(emploi OR stage)", "Acme stage", "no"),
        ("acme AND NOT emploi", "Acme", "Acme"),
        ("NOT emploi acme", "Acme", "Acme"),
        ("acme NOT NOT nul", "Acme", "no"),
        ("a1 OR b1 AND c1", "a1", "a1"),
        ("(a1 OR b1) AND c1", "a1", "no"),
        ("a1 OR b1 c1", "b1 c1", "b1|c1"),
        ("acme and nul", "acme nul", "no"),
        ("((((acme))))", "acme", "acme"),
        ("acme NOT (emploi NEAR/3 acme) OR x1", "x1", "x1"),
        ("NOT (emploi NEAR/2 acme) AND acme", "acme recrute : un emploi", "no"),
    ]);
}

#[test]
fn comments_are_not_tags() {
    check(&[
        ("# la marque\nacme", "Acme", "Acme"),
        ("acme # suite NOT x1\nOR globex", "globex", "globex"),
        ("acme <<< (jamais >>> OR globex", "globex", "globex"),
        ("#acme # commentaire", "#acme", "#acme"),
        ("acme<<<x>>>", "acme", "acme"),
    ]);
}

#[test]
fn queries_brought_from_brandwatch_work() {
    let apple = "((apple NEAR/5 (iphone OR ipad OR mac*)) OR {AAPL} OR \"apple store\"~2) NOT (pie OR \"big apple\")";
    let french =
        "(\"crédit agricole\" OR créditagricole OR @CreditAgricole) AND (arnaque* OR \"service client\" OR panne)";
    check(&[
        (apple, "The Apple and the iPhone", "Apple|iPhone"),
        (apple, "aapl", "no"),
        (apple, "Apple pie on a Mac", "no"),
        (apple, "the store of Apple", "store|Apple"),
        (french, "Le Crédit Agricole : quelle arnaque !", "Crédit Agricole|arnaque"),
        (french, "Panne chez @CreditAgricole", "Panne|@CreditAgricole|CreditAgricole"),
    ]);
}
