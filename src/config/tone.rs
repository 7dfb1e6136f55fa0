//! `[[tone]]`: a larger model for the tone, read and tried out while the file is checked.
//!
//! A model that cannot be used is refused here, with its place: at a start nobody reads logs, and a tone that silently
//! comes from elsewhere than was asked is worse than none.

use std::path::Path;
use std::sync::Arc;

use super::notes::as_written;
use super::recipients::LANGUAGES;
use super::section::{Section, Text};
use super::surroundings::Surroundings;
use crate::model::{Language, Locale};
use crate::understand::tone::{Judge, Reader, Second};

const LABELS: [&str; 3] = ["negative", "neutral", "positive"];
/// Per cent that a model counts beside the built-in reader when the file does not say.
const WEIGHT: u32 = 50;

/// The reader that the file asks for: the built-in one where it names no model.
pub(super) fn read(root: &Section<'_>, around: &Surroundings) -> Reader {
    let mut taken = Vec::new();
    let sections = root.sections("tone", "tone");
    Reader::with(sections.iter().filter_map(|section| second(section, around, &mut taken)).collect())
}

fn second(section: &Section<'_>, around: &Surroundings, taken: &mut Vec<Language>) -> Option<Second> {
    let model = section.required("model", "config-tone-model");
    let tokenizer = section.required("tokenizer", "config-tone-tokenizer");
    let (labels, languages) = (labels(section), languages(section, taken));
    let weight = f64::from(section.number("weight", 1..=100).unwrap_or(WEIGHT)) / 100.0;
    let judge = load(section, &model?, &tokenizer?, labels?, &around.base_dir)?;
    Some(Second { judge, languages: languages?, weight })
}

/// For against, neither, for: which output of the model it is.
fn labels(section: &Section<'_>) -> Option<[usize; 3]> {
    if !section.has("labels") {
        return Some([0, 1, 2]);
    }
    let said = section.texts("labels");
    let place = |label: &&str| said.iter().position(|said| said.value.trim().eq_ignore_ascii_case(label));
    match LABELS.iter().filter_map(place).collect::<Vec<_>>().as_slice() {
        &[against, neither, towards] if said.len() == LABELS.len() => Some([against, neither, towards]),
        _ => {
            section.notes.error(&section.place("labels"), "config-tone-labels", &[]);
            None
        }
    }
}

fn languages(section: &Section<'_>, taken: &mut Vec<Language>) -> Option<Vec<Language>> {
    let said = section.texts("languages");
    let mut out = Vec::new();
    for text in &said {
        let Some((_, locale)) = LANGUAGES.iter().find(|(word, _)| *word == text.value.trim()) else {
            let args = [("value", as_written(text.value).into())];
            section.notes.error(&text.span, "config-tone-language", &args);
            return None;
        };
        out.push(of_locale(*locale));
    }
    if !section.has("languages") {
        out = LANGUAGES.iter().map(|(_, locale)| of_locale(*locale)).collect();
    }
    if out.iter().any(|language| taken.contains(language)) {
        section.notes.error(&section.place("languages"), "config-tone-twice", &[]);
        return None;
    }
    taken.extend(&out);
    Some(out)
}

fn of_locale(locale: Locale) -> Language {
    match locale {
        Locale::Fr => Language::Fr,
        Locale::En => Language::En,
    }
}

#[cfg(not(feature = "larger-tone"))]
fn load(section: &Section<'_>, model: &Text<'_>, _: &Text<'_>, _: [usize; 3], _: &Path) -> Option<Arc<dyn Judge>> {
    section.notes.error(&model.span, "config-tone-unbuilt", &[]);
    None
}

#[cfg(feature = "larger-tone")]
fn load(
    section: &Section<'_>,
    model: &Text<'_>,
    tokenizer: &Text<'_>,
    labels: [usize; 3],
    base: &Path,
) -> Option<Arc<dyn Judge>> {
    use crate::understand::tone::{Fault, Larger};

    let bytes = |file: &Text<'_>, longest| match super::bytes_bounded(&base.join(file.value), longest) {
        Ok(bytes) => Some(bytes),
        Err((key, reason)) => {
            let reason = crate::locale::tell(section.notes.locale(), key, &[("reason", reason.into())]);
            let args = [("file", as_written(file.value).into()), ("reason", reason.into())];
            section.notes.error(&file.span, "config-tone-file", &args);
            None
        }
    };
    // Both are read, so that both complaints are told at once.
    let (weights, pieces) = (bytes(model, 2 << 30), bytes(tokenizer, 64 << 20));
    let (place, key, args) = match Larger::read(weights?, &pieces?, labels) {
        Ok(larger) => return Some(Arc::new(larger)),
        Err(Fault::Tokenizer(reason)) => (tokenizer, "config-tone-pieces", ("reason", as_written(&reason).into())),
        Err(Fault::Model(reason)) => (model, "config-tone-weights", ("reason", as_written(&reason).into())),
        Err(Fault::Input(name)) => (model, "config-tone-input", ("name", as_written(&name).into())),
        Err(Fault::Outputs(n)) => (model, "config-tone-outputs", ("n", n.into())),
        Err(Fault::Run(reason)) => (model, "config-tone-run", ("reason", as_written(&reason).into())),
    };
    section.notes.error(&place.span, key, &[args]);
    None
}
