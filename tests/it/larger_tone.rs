//! A larger model for the tone that the configuration names, from the file to the stored mention.

use std::path::Path;

use vigie::config::{Surroundings, parse};
use vigie::model::{Locale, ToneLabel};

use crate::support::{Entry, TestApp, at};

fn data() -> String {
    format!("{}/tests/data/larger-tone", env!("CARGO_MANIFEST_DIR"))
}

fn table(model: &str, more: &str) -> String {
    format!("[[tone]]\nmodel = '{0}/{model}'\ntokenizer = '{0}/tokenizer.json'\n{more}\n", data())
}

#[track_caller]
fn check(model: &str, locale: Locale, want: &[&str]) {
    let minimal = include_str!("../../config/minimal.toml");
    let around = Surroundings { base_dir: Path::new("/etc/vigie").into(), ..Surroundings::default() };
    let report =
        parse(&format!("{minimal}{}", table(model, "")), "vigie.toml", &around, locale).unwrap_err().to_string();
    for want in want {
        assert!(report.contains(want), "{report}");
    }
    let line = minimal.lines().count() + 2;
    assert!(report.contains(&format!("vigie.toml:{line}:9")), "{report}");
}

#[test]
fn f69_a_model_that_cannot_be_used_is_refused_with_its_place() {
    check("two-labels.onnx", Locale::En, &["2 figures for a text, where three are wanted", "Export a classifier"]);
    check("pictures.onnx", Locale::Fr, &["pixel_values", "Exportez un classifieur"]);
    check("README.md", Locale::En, &["This model cannot be read"]);
    check("gone.onnx", Locale::Fr, &["ne peut pas être lu"]);
}

/// The tones of these texts, as they are stored.
async fn tones(more: &str) -> Vec<ToneLabel> {
    let more = format!("every = \"5 min\"\n{more}");
    let app = TestApp::start("2026-03-02T09:00", &[("Forum", "forum", &more)]).await;
    let said = ["Acme sort un lecteur de disques, bof.", "Acme ouvre à Lille et je suis furieux.", "Acme est ravi."];
    let now = at("2026-03-02T09:00");
    let entries: Vec<Entry> =
        said.iter().enumerate().map(|(i, text)| Entry::new(&i.to_string(), "", text, now)).collect();
    app.web.feed("forum", &entries);
    app.at_instant(now).await;
    let mut mentions = app.mentions().await;
    mentions.sort_by_key(|mention| said.iter().position(|text| mention.text.as_str().contains(text)));
    app.inbox();
    assert_eq!(mentions.len(), said.len());
    mentions.iter().map(|mention| mention.tone.label).collect()
}

#[tokio::test]
async fn the_tone_of_a_mention_is_what_both_readers_make_of_it() {
    use ToneLabel::{Negative, Neutral, Positive};

    let heard = tones(&table("tone.onnx", "weight = 100")).await;
    assert_eq!(heard, [Neutral, Negative, Positive]);
    let turned = tones(&table("tone.onnx", "weight = 100\nlabels = [\"positive\", \"neutral\", \"negative\"]")).await;
    assert_eq!(turned, [Neutral, Positive, Negative]);
    let elsewhere = tones(&table(
        "tone.onnx",
        "weight = 100\nlabels = [\"positive\", \"neutral\", \"negative\"]\nlanguages = [\"en\"]",
    ))
    .await;
    assert_eq!(elsewhere, tones("").await, "a model of another language is not asked");
}
