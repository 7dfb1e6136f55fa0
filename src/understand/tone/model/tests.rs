use super::*;
use crate::understand::tone::evaluate::evaluate;
use crate::understand::tone::measure::{line, rows};
use crate::understand::tone::{Reader, Row};

fn lesson(text: &str, label: &str) -> Row {
    Row { text: text.into(), label: label.into(), target: None }
}

fn lessons() -> Vec<(Vec<Row>, f32)> {
    let texts =
        [("un zorble parfait", "positive"), ("un glinque affreux", "negative"), ("un mardi à Lille", "neutral")];
    vec![(texts.iter().cycle().take(60).map(|(text, label)| lesson(text, label)).collect(), 1.0)]
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    let plan = Plan { orders: 2, ..Head::French.plan() };
    let first = train(Head::French, &lessons(), &[], &plan);
    assert_eq!(first, train(Head::French, &lessons(), &[], &plan));
    assert_ne!(first, train(Head::French, &lessons(), &[], &Plan { epochs: plan.epochs + 1, ..plan }));
}

#[test]
fn a_table_answers_what_it_was_taught() {
    let plan = Plan { epochs: 8, rate: 0.3, orders: 1, ..Head::French.plan() };
    let table = Table::read(train(Head::French, &lessons(), &[], &plan).leak()).unwrap();
    for (text, class) in [("zorble", 2), ("glinque", 0)] {
        let passages = crate::understand::tone::reading::passages("", text, &[], Language::Fr);
        let seen = features::seen(&passages, false);
        let answer = judge(&table, &seen, 0.0, vec![vec![0.0; passages[1].tokens.len()]; 2]);
        assert!((0..3).all(|other| answer.shares[other] <= answer.shares[class]), "{text}: {:?}", answer.shares);
        assert!((answer.added[1][0] > 0.0) == (class == 2), "{text}: {:?}", answer.added);
    }
}

#[test]
fn noisy_labels_make_an_unsure_table() {
    // One row in four says the opposite: a table that is sure of itself would be wrong as often.
    let (mut rows, clean) = (lessons().remove(0).0, lessons());
    for row in rows.iter_mut().step_by(4) {
        row.label = if row.label == "negative" { "positive" } else { "negative" }.into();
    }
    let plan = Plan { orders: 1, epochs: 8, rate: 0.3, ..Head::French.plan() };
    let temperature = |lessons: &[(Vec<Row>, f32)]| {
        Table::read(train(Head::French, lessons, &[], &plan).leak()).unwrap().temperature()
    };
    assert!(temperature(&[(rows, 1.0)]) > temperature(&clean));
}

#[test]
fn what_only_a_tutor_knows_reaches_the_table() {
    let row = |(text, label): (&str, &str)| lesson(text, label);
    let own = [("you zorble", "offensive"), ("a calm evening", "not-offensive"), ("that zorble again", "offensive")];
    let tutor = [("zorble glinque", "negative"), ("the evening train", "neutral"), ("glinque zorble", "negative")];
    let repeat = |texts: [(&'static str, &'static str); 3]| texts.into_iter().cycle().take(60).map(row).collect();
    let head = Head::EnglishOffence;
    let plan = Plan { epochs: 8, rate: 0.3, orders: 1, ..head.plan() };
    let share = |tutors: &[Vec<Row>]| {
        let table = Table::read(train(head, &[(repeat(own), 1.0)], tutors, &plan).leak()).unwrap();
        let passages = crate::understand::tone::reading::passages("", "a glinque", &[], Language::En);
        let added = passages.iter().map(|passage| vec![0.0; passage.tokens.len()]).collect();
        judge(&table, &features::seen(&passages, false), 0.0, added).shares[0]
    };
    assert!(share(&[repeat(tutor)]) > share(&[]) + 0.02, "{} {}", share(&[repeat(tutor)]), share(&[]));
}

#[test]
fn a_file_that_is_no_table_is_none() {
    let good = train(Head::French, &lessons(), &[], &Plan { epochs: 1, orders: 1, ..Head::French.plan() });
    assert!(Table::read(good.clone().leak()).is_some());
    for (name, at) in [("magic", 3), ("version", 7), ("weight", 5_000), ("checksum", good.len() - 1)] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert!(Table::read(bad.leak()).is_none(), "{name}");
    }
    for len in [0, 7, 8, 100, good.len() - 1] {
        assert!(Table::read(good[..len].to_vec().leak()).is_none(), "{len}");
    }
}

#[test]
fn the_shipped_tables_are_whole_and_small() {
    let sizes = Head::ALL.map(|head| {
        assert!(head.table().is_some(), "{head:?}");
        std::fs::metadata(format!("{}/config/models/{}", env!("CARGO_MANIFEST_DIR"), head.file())).unwrap().len()
    });
    assert!(sizes.iter().sum::<u64>() < 4_000_000, "{sizes:?}");
}

#[test]
fn the_shipped_tables_hold_their_figures() {
    let sets = [
        ("tweets_en_tweeteval_val", Language::En, 0.71, 0.69),
        ("forum_en_goemotions_val", Language::En, 0.68, 0.66),
        ("tweets_fr_umsab_val", Language::Fr, 0.66, 0.66),
        ("target_en_newsmtsc_rw_val", Language::En, 0.68, 0.68),
        ("target_en_newsmtsc_mt_val", Language::En, 0.64, 0.65),
    ];
    let brands = include_str!("../../../../tests/data/tone/fr_brands_eval.jsonl");
    let report = evaluate(brands.lines().map(crate::understand::tone::measure::row), Language::Fr, &Reader::default());
    println!("{}", line("fr_brands_eval", &report));
    assert!(report.macro_recall >= 0.64, "{report:?}");
    for (name, language, recall, f1) in sets {
        let Some(rows) = rows(name) else { continue };
        let report = evaluate(rows.into_iter(), language, &Reader::default());
        println!("{}", line(name, &report));
        assert!(report.macro_recall >= recall && report.macro_f1 >= f1, "{name}: {report:?}");
    }
}
