//! What people's corrections teach, for each brand apart: which words say more of it than the tables know, and which texts
//! are about a homonym; and for each kind of source, which tone is read there too often.
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

use crate::model::{BrandId, Evidence, Language, Mention, SourceKind, TermHit, Tone, ToneLabel};
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
    /// What its source is read as.
    pub kind: SourceKind,
    /// The tone, where the person told it.
    pub tone: Option<ToneLabel>,
    /// Whether it is about the brand; absent for a text that nobody looked at.
    pub about: Option<bool>,
}

/// Rejections that a brand needs before a text is set aside by itself: one may be a slip.
const FEWEST_REJECTED: usize = 3;
/// Corrections that a kind of source needs before it is given a bias of its own.
const FEWEST_OF_KIND: usize = 10;
/// A text is set aside when it is this likely about something else.
const SET_ASIDE: f64 = 0.8;
/// How likely a text is about the brand whose query it hits, before its words are looked at (as log-odds).
const ABOUT: f64 = 1.0;
/// How much a text counts that nobody looked at.
const UNSEEN: f64 = 0.3;

/// A text of a brand, to be answered for.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'t> {
    /// The brand.
    pub brand: BrandId,
    /// What its source is read as.
    pub kind: SourceKind,
    /// Its title.
    pub title: &'t str,
    /// The text.
    pub text: &'t str,
    /// Where it names the brand.
    pub hits: &'t [TermHit],
}

impl<'t> Subject<'t> {
    /// A stored mention.
    pub fn of(mention: &'t Mention) -> Self {
        let (title, text) = (mention.title.as_str(), mention.text.as_str());
        Self { brand: mention.brand, kind: mention.source_kind, title, text, hits: &mention.hits }
    }

    fn near(&self) -> Near<'t> {
        near(self.title, self.text, self.hits)
    }
}

/// What was learnt, by brand and by kind of source.
#[derive(Clone, Debug, Default)]
pub struct Taught {
    brands: HashMap<BrandId, Learnt>,
    kinds: HashMap<SourceKind, Bias>,
}

#[derive(Clone, Debug, Default)]
struct Learnt {
    tone: Linear<3>,
    about: Linear<2>,
    rejected: usize,
    terms: Vec<NotTerm>,
}

/// What is added to each tone in the sources of a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// Against, neither, for; in logarithms.
    pub added: [f64; 3],
    /// Corrections that it was learnt from.
    pub lessons: usize,
}

impl Taught {
    /// Learns from corrections; lessons that nobody looked at (`about` absent) stand for what usually is about the brand.
    pub fn learn(lessons: &[Lesson]) -> Self {
        let mut of_brand: HashMap<BrandId, Vec<&Lesson>> = HashMap::new();
        let mut of_kind: HashMap<SourceKind, Vec<&Lesson>> = HashMap::new();
        for lesson in lessons {
            of_brand.entry(lesson.brand).or_default().push(lesson);
            if lesson.tone.is_some() {
                of_kind.entry(lesson.kind).or_default().push(lesson);
            }
        }
        let kinds: HashMap<_, _> =
            of_kind.into_iter().filter_map(|(kind, lessons)| Some((kind, Bias::learn(&lessons)?))).collect();
        let learn = |lessons: Vec<&Lesson>| Learnt::learn(&lessons, &kinds);
        Self { brands: of_brand.into_iter().map(|(brand, lessons)| (brand, learn(lessons))).collect(), kinds }
    }

    /// The tone, with what was learnt of the brand and of the kind of source added to it.
    pub fn tone(&self, subject: &Subject<'_>, tone: Tone) -> Tone {
        let bias = self.bias(subject.kind);
        let learnt = self.brands.get(&subject.brand).filter(|learnt| !learnt.tone.is_empty());
        if bias.is_none() && learnt.is_none() {
            return tone;
        }
        let start = biased(odds(&tone), bias);
        let near = subject.near();
        let answer = learnt.map_or(&Linear::default(), |learnt| &learnt.tone).answer(start, &near.keys());
        let (label, confidence) = tone::strongest(answer);
        let mut evidence = tone.evidence;
        evidence.extend(learnt.map(|learnt| reasons(&learnt.tone, &near)).unwrap_or_default());
        evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        Tone { label, score: answer[2] - answer[0], confidence, evidence }
    }

    /// What was learnt of a kind of source; none where too few corrections speak of it.
    pub fn bias(&self, kind: SourceKind) -> Option<Bias> {
        self.kinds.get(&kind).copied()
    }

    /// The words of a text that corrections gave a meaning for this brand.
    pub fn reasons(&self, subject: &Subject<'_>) -> Vec<Evidence> {
        self.brands.get(&subject.brand).map(|learnt| reasons(&learnt.tone, &subject.near())).unwrap_or_default()
    }

    /// How likely a text is about something else than the brand; nought while too few were rejected.
    pub fn elsewhere(&self, subject: &Subject<'_>) -> f64 {
        let learnt = self.brands.get(&subject.brand).filter(|learnt| learnt.rejected >= FEWEST_REJECTED);
        learnt.map_or(0.0, |learnt| learnt.about.answer([0.0, ABOUT], &subject.near().keys())[0])
    }

    /// Terms that the brand's query might exclude.
    pub fn not_terms(&self, brand: BrandId) -> &[NotTerm] {
        self.brands.get(&brand).map_or(&[], |learnt| &learnt.terms)
    }

    /// Whether a text is set aside as being about something else.
    pub fn sets_aside(&self, subject: &Subject<'_>) -> bool {
        self.elsewhere(subject) >= SET_ASIDE
    }
}

impl Bias {
    /// One number a tone, fitted on all brands' corrections in sources of one kind; none from a few.
    fn learn(lessons: &[&Lesson]) -> Option<Self> {
        if lessons.len() < FEWEST_OF_KIND {
            return None;
        }
        let example = |lesson: &&Lesson| {
            Some(linear::Example { start: odds(&read(lesson)), keys: vec![0], class: class(lesson.tone?), weight: 0.1 })
        };
        let model = Linear::learn(&lessons.iter().filter_map(example).collect::<Vec<_>>());
        Some(Self { added: model.weight(0)?, lessons: lessons.len() })
    }
}

fn biased(start: [f64; 3], bias: Option<Bias>) -> [f64; 3] {
    let added = bias.map_or([0.0; 3], |bias| bias.added);
    std::array::from_fn(|class| start[class] + added[class])
}

/// What vigie answers without having been taught.
fn read(lesson: &Lesson) -> Tone {
    tone::towards(&lesson.title, &lesson.text, &lesson.hits, lesson.language)
}

fn class(label: ToneLabel) -> usize {
    match label {
        ToneLabel::Negative => 0,
        ToneLabel::Neutral => 1,
        ToneLabel::Positive => 2,
    }
}

impl Learnt {
    fn learn(lessons: &[&Lesson], kinds: &HashMap<SourceKind, Bias>) -> Self {
        let cut: Vec<(&Lesson, Vec<u64>)> =
            lessons.iter().map(|lesson| (*lesson, near(&lesson.title, &lesson.text, &lesson.hits).keys())).collect();
        let tones = cut.iter().filter_map(|(lesson, keys)| {
            let start = biased(odds(&read(lesson)), kinds.get(&lesson.kind).copied());
            Some(linear::Example { start, keys: keys.clone(), class: class(lesson.tone?), weight: 1.0 })
        });
        let abouts = cut.iter().map(|(lesson, keys)| {
            let (class, weight) = match lesson.about {
                Some(about) => (usize::from(about), 1.0),
                None => (1, UNSEEN),
            };
            linear::Example { start: [0.0, ABOUT], keys: keys.clone(), class, weight }
        });
        let rejected = lessons.iter().filter(|lesson| lesson.about == Some(false)).count();
        let about = if rejected > 0 { Linear::learn(&abouts.collect::<Vec<_>>()) } else { Linear::default() };
        let terms = if rejected > 0 { not_terms(lessons.iter().copied()) } else { Vec::new() };
        let tone = Linear::learn(&tones.collect::<Vec<_>>());
        Self { tone, about, rejected, terms }
    }
}

/// A tone as what its three shares stand at, in logarithms.
fn odds(tone: &Tone) -> [f64; 3] {
    let sure = tone.confidence.clamp(0.34, 0.98);
    let shares = match tone.label {
        ToneLabel::Negative => [sure, 1.0 - sure - (tone.score + sure), tone.score + sure],
        ToneLabel::Neutral => {
            let rest = 1.0 - sure;
            [(rest - tone.score) * 0.5, sure, (rest + tone.score) * 0.5]
        }
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
