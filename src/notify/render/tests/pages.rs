//! Watched pages in a digest: a price, an offer, terms by clause, a site of one's own.

use crate::model::{
    ChangeKind, ChangeReason, ClauseEffect, ClauseFate, DAY_MS, DiffPart, DigestPeriod, HOUR_MS, Locale, Message,
    NetText, NewChange, Notice, PageLine, PeriodUnit,
};
use crate::notify::sample;

fn same(text: &str) -> DiffPart {
    DiffPart::Same(text.into())
}

fn gone(text: &str) -> DiffPart {
    DiffPart::Removed(text.into())
}

fn come(text: &str) -> DiffPart {
    DiffPart::Added(text.into())
}

fn clause(heading: &str, fate: ClauseFate, effects: Vec<ClauseEffect>, diff: Vec<DiffPart>) -> ChangeReason {
    ChangeReason::Clause { heading: heading.into(), fate, effects, diff }
}

fn terms() -> NewChange {
    let days = |count| (count, PeriodUnit::Days);
    let headings: [NetText; 4] =
        ["4. Prix".into(), "5. Rétractation".into(), "7. Litiges".into(), "9. Vos données".into()];
    let clauses = vec![
        clause(
            "4. Prix",
            ClauseFate::Reworded,
            vec![ClauseEffect::Amount { before: "40.00 €".into(), after: "60.00 €".into() }],
            vec![same("Chaque relance coûte"), gone("40,00"), come("60,00"), same("€.")],
        ),
        clause(
            "5. Rétractation",
            ClauseFate::Reworded,
            vec![ClauseEffect::Period { before: days(30), after: days(14) }, ClauseEffect::Duty { added: true }],
            vec![
                same("Le client"),
                gone("peut"),
                come("doit"),
                same("se rétracter dans un délai de"),
                gone("30"),
                come("14"),
                same("jours."),
            ],
        ),
        clause(
            "7. Litiges",
            ClauseFate::Added,
            Vec::new(),
            vec![come("Tout différend est porté devant le tribunal de Paris.")],
        ),
        clause(
            "9. Vos données",
            ClauseFate::Reworded,
            vec![ClauseEffect::Negation { added: false }],
            vec![same("La société"), gone("ne transmet pas"), come("transmet"), same("vos données à des tiers.")],
        ),
    ];
    let mut reasons = vec![ChangeReason::Share { share: 0.06 }];
    reasons.push(ChangeReason::Clauses { clauses: headings.to_vec(), count: 4 });
    reasons.extend(clauses);
    reasons.push(ChangeReason::Effective { date: "1er mai 2026".into() });
    NewChange { kind: ChangeKind::Terms, importance: 0.8, reasons, diff: vec![gone("30"), come("14")] }
}

/// A daily digest with all that is told of pages.
pub(in crate::notify::render) fn digest(locale: Locale) -> Notice {
    let mut notice = sample::digest(locale, DigestPeriod::Daily);
    let Message::Digest(facts) = &mut notice.draft.message else { unreachable!() };
    let price = facts.pages[0].clone();
    let page = |name: &str, hours: i64, change: NewChange| PageLine {
        source_name: name.to_owned(),
        url: "https://plateforme.example/conditions".to_owned(),
        at: price.at.plus_millis(hours * HOUR_MS),
        change,
    };
    let site = NewChange {
        kind: ChangeKind::Site,
        importance: 1.0,
        reasons: vec![
            ChangeReason::Certificate { until: price.at.plus_millis(7 * DAY_MS) },
            ChangeReason::Slow { first_byte_ms: 7_400 },
            ChangeReason::Noindex,
        ],
        diff: Vec::new(),
    };
    let offer = NewChange {
        kind: ChangeKind::Offer,
        importance: 0.8,
        reasons: vec![ChangeReason::Availability { before: "in_stock".into(), after: "out_of_stock".into() }],
        diff: Vec::new(),
    };
    let watched = NewChange { kind: ChangeKind::Watched, importance: NewChange::DAILY, ..NewChange::default() };
    facts.pages = vec![
        page("Plateforme, conditions générales", -1, terms()),
        page("Notre boutique", -2, site),
        page("La lampe du voisin", -3, offer),
        price.clone(),
        page("Brasserie du Port, l’équipe", 0, watched),
    ];
    notice
}

#[test]
fn a_change_is_told_by_itself_and_what_closes_a_sentence_stands_close() {
    let change = NewChange {
        kind: ChangeKind::Price,
        reasons: vec![ChangeReason::Amount {
            before: "49.90 €".into(), after: "39.90 €".into(), change: Some(-0.2)
        }],
        diff: vec![same("Les frais sont à la charge du"), gone("vendeur"), come("client"), same(".")],
        ..NewChange::default()
    };
    let line =
        PageLine { source_name: "Lampe".to_owned(), url: "https://rival.example/".to_owned(), at: sample::NOW, change };
    let told = super::page_change(&line, Locale::Fr, "Europe/Paris");
    assert_eq!(told.reasons, ["de 49,90\u{a0}€ à 39,90\u{a0}€ (−20\u{a0}%)"]);
    assert_eq!(told.lines, ["Les frais sont à la charge du [-vendeur-] {+client+}."]);
}

#[test]
fn terms_are_told_clause_by_clause() {
    let line = PageLine {
        source_name: "CGV".to_owned(),
        url: "https://rival.example/cgv".to_owned(),
        at: sample::NOW,
        change: terms(),
    };
    let told = super::page_change(&line, Locale::Fr, "Europe/Paris");
    assert!(told.parts.is_empty());
    let titles: Vec<&str> = told.clauses.iter().map(|clause| clause.title.as_str()).collect();
    assert_eq!(titles, ["4. Prix", "5. Rétractation", "7. Litiges", "9. Vos données"]);
    assert_eq!(told.clauses[0].parts, [same("Chaque relance coûte"), gone("40,00"), come("60,00"), same("€.")]);
}
