//! What people's corrections teach, for each brand apart: which words say more of it than the tables know, and which texts
//! are about a homonym.
//!
//! Small on purpose: a brand gets a few dozen corrections, so that a linear model over the words near its name is all that
//! they can carry. It starts from what vigie answered and learns what the corrections leave; no correction changes
//! another brand. Deliberately absent: learning without a person's word.

mod linear;
mod terms;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use crate::model::{BrandId, Evidence, Language, TermHit, Tone, ToneLabel};
use linear::Linear;
pub use terms::{NotTerm, not_terms};

use super::tone;
use words::{Near, near};

/// What a person said of one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The brand.
    pub brand: BrandId,
    /// Title of the text.
    pub title: String,
    /// The text, as far as it was kept.
    pub text: String,
    /// Where it names the brand.
    pub hits: Vec<TermHit>,
    /// Its language.
    pub language: Language,
    /// The tone, where the person told it.
    pub tone: Option<ToneLabel>,
    /// Whether it is about the brand; absent for a text that nobody looked at.
    pub about: Option<bool>,
}

/// Rejections that a brand needs before a text is set aside by itself: one may be a slip.
const FEWEST_REJECTED: usize = 3;
/// A text is set aside when it is this likely about something else.
const SET_ASIDE: f64 = 0.8;
/// How likely a text is about the brand whose query it hits, before its words are looked at (as log-odds).
const ABOUT: f64 = 1.0;
/// How much a text counts that nobody looked at.
const UNSEEN: f64 = 0.3;

/// What was learnt, by brand.
#[derive(Clone, Debug, Default)]
pub struct Taught(HashMap<BrandId, Learnt>);

#[derive(Clone, Debug, Default)]
struct Learnt {
    tone: Linear<3>,
    about: Linear<2>,
    rejected: usize,
}

impl Taught {
    /// Learns from corrections; lessons that nobody looked at (`about` absent) stand for what usually is about the brand.
    pub fn learn(lessons: &[Lesson]) -> Self {
        let mut of_brand: HashMap<BrandId, Vec<&Lesson>> = HashMap::new();
        for lesson in lessons {
            of_brand.entry(lesson.brand).or_default().push(lesson);
        }
        Self(of_brand.into_iter().map(|(brand, lessons)| (brand, Learnt::learn(&lessons))).collect())
    }

    /// The tone, with what was learnt of the brand added to it.
    pub fn tone(&self, brand: BrandId, tone: Tone, title: &str, text: &str, hits: &[TermHit]) -> Tone {
        let Some(learnt) = self.0.get(&brand).filter(|learnt| !learnt.tone.is_empty()) else { return tone };
        let near = near(title, text, hits);
        let answer = learnt.tone.answer(odds(&tone), &near.keys());
        let [against, neither, towards] = answer;
        let (label, confidence) = if against > neither && against > towards {
            (ToneLabel::Negative, against)
        } else if towards > neither {
            (ToneLabel::Positive, towards)
        } else {
            (ToneLabel::Neutral, neither)
        };
        let mut evidence = tone.evidence;
        evidence.extend(reasons(&learnt.tone, &near));
        evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        Tone { label, score: towards - against, confidence, evidence }
    }

    /// The words of a text that corrections gave a meaning for this brand.
    pub fn reasons(&self, brand: BrandId, title: &str, text: &str, hits: &[TermHit]) -> Vec<Evidence> {
        self.0.get(&brand).map(|learnt| reasons(&learnt.tone, &near(title, text, hits))).unwrap_or_default()
    }

    /// How likely a text is about something else than the brand; nought while too few were rejected.
    pub fn elsewhere(&self, brand: BrandId, title: &str, text: &str, hits: &[TermHit]) -> f64 {
        let Some(learnt) = self.0.get(&brand).filter(|learnt| learnt.rejected >= FEWEST_REJECTED) else { return 0.0 };
        learnt.about.answer([0.0, ABOUT], &near(title, text, hits).keys())[0]
    }

    /// Whether a text is set aside as being about something else.
    pub fn sets_aside(&self, brand: BrandId, title: &str, text: &str, hits: &[TermHit]) -> bool {
        self.elsewhere(brand, title, text, hits) >= SET_ASIDE
    }
}

impl Learnt {
    fn learn(lessons: &[&Lesson]) -> Self {
        let read: Vec<(&Lesson, Vec<u64>)> =
            lessons.iter().map(|lesson| (*lesson, near(&lesson.title, &lesson.text, &lesson.hits).keys())).collect();
        let tones = read.iter().filter_map(|(lesson, keys)| {
            let class = match lesson.tone? {
                ToneLabel::Negative => 0,
                ToneLabel::Neutral => 1,
                ToneLabel::Positive => 2,
            };
            let said = tone::towards(&lesson.title, &lesson.text, &lesson.hits, lesson.language);
            Some(linear::Example { start: odds(&said), keys: keys.clone(), class, weight: 1.0 })
        });
        let abouts = read.iter().map(|(lesson, keys)| {
            let (class, weight) = match lesson.about {
                Some(about) => (usize::from(about), 1.0),
                None => (1, UNSEEN),
            };
            linear::Example { start: [0.0, ABOUT], keys: keys.clone(), class, weight }
        });
        let rejected = lessons.iter().filter(|lesson| lesson.about == Some(false)).count();
        let about = if rejected > 0 { Linear::learn(&abouts.collect::<Vec<_>>()) } else { Linear::default() };
        Self { tone: Linear::learn(&tones.collect::<Vec<_>>()), about, rejected }
    }
}

/// A tone as what its three shares stand at, in logarithms.
fn odds(tone: &Tone) -> [f64; 3] {
    let sure = tone.confidence.clamp(0.34, 0.98);
    let shares = match tone.label {
        ToneLabel::Negative => [sure, 1.0 - sure - (tone.score + sure), tone.score + sure],
        ToneLabel::Neutral => [(1.0 - sure - tone.score) / 2.0, sure, (1.0 - sure + tone.score) / 2.0],
        ToneLabel::Positive => [sure - tone.score, 1.0 - sure - (sure - tone.score), sure],
    };
    shares.map(|share| share.clamp(0.01, 1.0).ln())
}

/// Words whose learnt weight shows.
fn reasons(model: &Linear<3>, near: &Near<'_>) -> Vec<Evidence> {
    const TELLING: f64 = 0.15;
    let scale = linear::scale(near.keys().iter().filter(|key| model.weight(**key).is_some()).count());
    let reason = |word: &words::Word<'_>| {
        let [against, _, towards] = model.weight(word.key)?;
        let weight = (towards - against) * scale;
        let evidence = Evidence { field: word.field, start: word.start, end: word.end, weight };
        (weight.abs() >= TELLING && !word.run).then_some(evidence)
    };
    near.words.iter().filter_map(reason).collect()
}
