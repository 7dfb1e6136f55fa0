//! A second reader beside the built-in one: a larger model that the configuration names, in the languages that it knows.
//!
//! It is asked for shares and for nothing else. Which words decided, what is said of the brand and what of others, what
//! people's corrections taught: all that stays as it is, and the program round it cannot tell whether somebody was asked.
//! Where there is no second reader, or it has no answer, or its time is out, the built-in one answers alone.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::focus;
use super::reading::Passage;
use crate::model::{Field, Language, TermHit, Tone};

/// Bytes of a text that are given to the second reader, at most: what it costs grows faster than the text.
const LONGEST: usize = 2_000;
/// Words round an occurrence of the brand that are given to it.
const ROOM: usize = 80;

/// Gives shares of against, neither, for; none where it cannot.
pub trait Judge: Debug + Send + Sync {
    /// The shares of one text.
    fn shares(&self, text: &str) -> Option<[f64; 3]>;
}

/// A judge, and where it is asked.
#[derive(Clone, Debug)]
pub struct Second {
    /// The judge.
    pub judge: Arc<dyn Judge>,
    /// The languages that it is asked in.
    pub languages: Vec<Language>,
    /// How much it counts beside the built-in reader, from 0 to 1.
    pub weight: f64,
}

/// Who reads the tone.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    others: Arc<[Second]>,
    errand: Arc<Errand>,
}

/// What is known of the second reader's work on a batch of texts.
#[derive(Debug, Default)]
pub struct Errand {
    is_over: AtomicBool,
    unanswered: AtomicU32,
}

impl Errand {
    /// From now on the built-in reader answers alone.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// Texts that the second reader was there for and gave no answer on.
    pub fn unanswered(&self) -> u32 {
        self.unanswered.load(Ordering::Relaxed)
    }
}

impl Reader {
    /// The built-in reader, with these beside it.
    pub fn with(others: Vec<Second>) -> Self {
        Self { others: others.into(), errand: Arc::default() }
    }

    /// Whether nobody stands beside the built-in reader: an answer then costs microseconds.
    pub fn is_alone(&self) -> bool {
        self.others.is_empty()
    }

    /// The same reader for one batch of texts, and the handle by which the batch is cut short.
    pub fn errand(&self) -> (Self, Arc<Errand>) {
        let errand = Arc::default();
        (Self { others: Arc::clone(&self.others), errand: Arc::clone(&errand) }, errand)
    }

    /// The tone towards the brand whose occurrences `hits` gives. Without occurrences the whole is weighed.
    pub fn towards(&self, title: &str, text: &str, hits: &[TermHit], language: Language) -> Tone {
        super::read(title, text, hits, language, self)
    }

    /// The built-in reader's shares, with the second reader's counted in.
    pub(super) fn heard(
        &self,
        shares: [f64; 3],
        (title, text): (&str, &str),
        passages: &[Passage],
        language: Language,
    ) -> [f64; 3] {
        let Some(second) = self.others.iter().find(|second| second.languages.contains(&language)) else {
            return shares;
        };
        let part = part(title, text, passages);
        let said = if self.errand.is_over.load(Ordering::Relaxed) || part.trim().is_empty() {
            None
        } else {
            second.judge.shares(&part)
        };
        if let Some(said) = said {
            return pooled(shares, said, second.weight);
        }
        self.errand.unanswered.fetch_add(1, Ordering::Relaxed);
        shares
    }
}

/// What the second reader is given: the sentences that name the brand, or the whole where none is named.
fn part(title: &str, text: &str, passages: &[Passage]) -> String {
    let is_named = passages.iter().any(|passage| !passage.brand.is_empty());
    let mut out = String::new();
    for passage in passages {
        let field = match passage.field {
            Field::Title => title,
            _ => text,
        };
        let whole = [(0, passage.tokens.len())];
        let named: Vec<_> = focus::stretches(&passage.tokens, &passage.brand, ROOM).collect();
        for &(from, to) in if is_named { named.as_slice() } else { &whole } {
            let tokens = passage.tokens.get(from..to).unwrap_or_default();
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            if let Some(words) = field.get(first.start..last.end) {
                out.push_str(if out.is_empty() { "" } else { "\n" });
                out.push_str(words);
            }
        }
    }
    out.truncate(out.floor_char_boundary(LONGEST));
    out
}

/// Two opinions as one: their shares multiplied, each as far as it counts.
fn pooled(ours: [f64; 3], theirs: [f64; 3], weight: f64) -> [f64; 3] {
    const LEAST: f64 = 1e-6;
    let mut out = [0.0; 3];
    for (slot, (ours, theirs)) in out.iter_mut().zip(ours.iter().zip(theirs)) {
        *slot = ours.max(LEAST).powf(1.0 - weight) * theirs.max(LEAST).powf(weight);
    }
    let sum: f64 = out.iter().sum();
    out.map(|share| share / sum)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::{Judge, Reader, Second};
    use crate::model::{Field, Language, TermHit, ToneLabel};
    use crate::understand::tone::towards;

    /// Says the same of every text, and remembers what it was asked.
    #[derive(Debug, Default)]
    struct Stubborn {
        says: Option<[f64; 3]>,
        asked: Mutex<Vec<String>>,
    }

    impl Judge for Stubborn {
        fn shares(&self, text: &str) -> Option<[f64; 3]> {
            self.asked.lock().unwrap().push(text.to_owned());
            self.says
        }
    }

    fn reader(says: Option<[f64; 3]>, weight: f64) -> (Reader, Arc<Stubborn>) {
        let judge = Arc::new(Stubborn { says, ..Stubborn::default() });
        let languages = vec![Language::Fr];
        (Reader::with(vec![Second { judge: Arc::clone(&judge) as Arc<dyn Judge>, languages, weight }]), judge)
    }

    const AGAINST: Option<[f64; 3]> = Some([0.98, 0.01, 0.01]);
    const PRAISE: &str = "J’adore cette boutique, accueil parfait et équipe adorable, je recommande vivement à tous.";

    #[track_caller]
    fn check(says: Option<[f64; 3]>, weight: f64, language: Language, want: ToneLabel) {
        let tone = reader(says, weight).0.towards("", PRAISE, &[], language);
        assert_eq!(tone.label, want, "{tone:?}");
        assert!((0.0..=1.0).contains(&tone.confidence) && tone.score.abs() <= 1.0, "{tone:?}");
        assert_eq!(tone.evidence, towards("", PRAISE, &[], language).evidence, "the words that decided stay");
    }

    #[test]
    fn a_second_reader_counts_as_far_as_it_weighs_and_in_its_languages() {
        check(AGAINST, 1.0, Language::Fr, ToneLabel::Negative);
        check(AGAINST, 0.01, Language::Fr, ToneLabel::Positive);
        check(AGAINST, 1.0, Language::En, towards("", PRAISE, &[], Language::En).label);
        check(None, 1.0, Language::Fr, ToneLabel::Positive);
        check(Some([0.0, 0.0, 1.0]), 1.0, Language::Fr, ToneLabel::Positive);
    }

    #[test]
    fn r6_a_reader_that_gives_no_answer_or_whose_time_is_out_changes_nothing() {
        let alone = towards("", PRAISE, &[], Language::Fr);
        let (reader, judge) = reader(None, 0.5);
        let (errand, handle) = reader.errand();
        assert_eq!(errand.towards("", PRAISE, &[], Language::Fr), alone);
        handle.end();
        assert_eq!(errand.towards("", PRAISE, &[], Language::Fr), alone);
        assert_eq!((handle.unanswered(), judge.asked.lock().unwrap().len()), (2, 1));
        assert_eq!(reader.errand().1.unanswered(), 0, "each batch counts for itself");
    }

    #[test]
    fn r7_it_is_given_the_sentences_that_name_the_brand_and_no_more_than_fits() {
        let (reader, judge) = reader(AGAINST, 0.5);
        let far = "Il a plu toute la journée sur le littoral breton. ".repeat(30);
        let text = format!("{far}Acme a menti à ses clients. {far}");
        let start = far.len();
        let hit = TermHit { field: Field::Text, start, end: start + 4, term: String::new() };
        reader.towards("", &text, &[hit], Language::Fr);
        reader.towards("Un titre", &"mot ".repeat(5_000), &[], Language::Fr);
        let asked = judge.asked.lock().unwrap();
        assert!(asked[0].contains("Acme a menti") && asked[0].len() < 1_000, "{}", asked[0]);
        assert!(asked[1].starts_with("Un titre\nmot") && asked[1].len() <= super::LONGEST, "{}", asked[1].len());
    }
}
