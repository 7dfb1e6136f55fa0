use std::path::Path;

use super::evaluate::{Labelled, evaluate, labelled, pairs_of};

fn read(file: &str) -> Vec<Labelled> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stories").join(file);
    labelled(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[track_caller]
fn check(name: &str, all: &[Labelled], least: f64) {
    let report = evaluate(all);
    println!("{name}: {report:?}");
    assert!(report.pairs.f1() >= least, "{name}: {report:?}");
}

#[test]
fn reprints_are_put_together_and_what_only_looks_alike_is_told_apart() {
    check("tuned", &read("tuned.txt"), 0.95);
    // Two stock reports of one day share names and numbers as a copy does: most of what is wrong here.
    check("held out", &read("held_out.txt"), 0.90);
}

#[test]
fn as_they_stand_on_their_sites_nothing_that_only_looks_alike_is_put_together() {
    for file in ["tuned.txt", "held_out.txt"] {
        assert_eq!(pairs_of(&read(file)).confused, [], "{file}");
    }
}

/// The texts of real articles, where they are at hand.
#[test]
fn reprints_of_real_articles_are_put_together() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let path = root.join("shared/corpora/articles/aeb/ground-truth.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return;
    };
    let articles: serde_json::Value = serde_json::from_str(&text).unwrap();
    let told = |(id, article): (&String, &serde_json::Value)| Labelled {
        story: id.clone(),
        site: crate::model::outlet(article["url"].as_str().unwrap()).unwrap_or_default(),
        title: String::new(),
        text: article["articleBody"].as_str().unwrap().to_owned(),
    };
    check("real articles", &articles.as_object().unwrap().iter().map(told).collect::<Vec<_>>(), 0.95);
}
