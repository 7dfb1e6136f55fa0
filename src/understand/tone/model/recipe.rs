//! What each table is trained on, and how. Chosen on parts of the training rows; the validation rows only report.

use super::Head;
use super::train::Plan;

/// A file of labelled texts, and how much each of them counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The file's name, without its ending.
    pub file: &'static str,
    /// How much a row of it counts.
    pub weight: f32,
}

const fn part(file: &'static str, weight: f32) -> Part {
    Part { file, weight }
}

/// Texts with labels of another kind, which train a table of their own first: see `tutor`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tutor {
    /// The file's name, without its ending.
    pub file: &'static str,
    /// The labels that it tells apart; the last may be none.
    classes: [&'static [&'static str]; 3],
}

impl Tutor {
    pub(super) fn class(&self, label: &str) -> Option<usize> {
        self.classes.iter().position(|labels| labels.contains(&label))
    }

    /// What it says something of: against, and towards where there is such a thing.
    pub(super) fn sides(&self) -> usize {
        1 + usize::from(!self.classes[2].is_empty())
    }
}

const fn tone(file: &'static str) -> Tutor {
    Tutor { file, classes: [&["negative"], &["neutral"], &["positive"]] }
}

const fn attack(file: &'static str, against: &'static [&'static str], neither: &'static [&'static str]) -> Tutor {
    Tutor { file, classes: [against, neither, &[]] }
}

impl Head {
    /// The files that it is trained on.
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::French => const { &[part("tweets_fr_umsab_train", 1.0)] },
            Self::FrenchTarget => const { &[part("tweets_fr_umsab_train", 1.0), part("fr_brands_train", 3.0)] },
            Self::English => {
                const {
                    &[
                        part("tweets_en_semeval2013-2016_train", 1.0),
                        part("forum_en_goemotions_train", 0.3),
                        part("review-product_en_vader-amazonReviewSnippets_train", 0.3),
                        part("review-movie_en_vader-movieReviewSnippets_train", 0.3),
                        part("news_en_vader-nytEditorialSnippets_train", 0.3),
                        part("tweet_en_vader-tweets_train", 0.3),
                    ]
                }
            }
            Self::EnglishTarget => const { &[part("target_en_newsmtsc_train", 1.0)] },
            Self::EnglishOffence => const { &[part("moderation_en_tweeteval-offensive_train", 1.0)] },
        }
    }

    /// What it is told before. Davidson's coarse words and HatEval's hate are not what people mean by an attack: they train
    /// no row of it, they only have a say.
    pub const fn tutors(self) -> &'static [Tutor] {
        match self {
            Self::EnglishOffence => {
                const {
                    &[
                        tone("tweets_en_semeval2013-2016_train"),
                        attack("moderation_en_davidson_train", &["offensive", "hate"], &["neither"]),
                        attack("moderation_en_tweeteval-hate_train", &["hate"], &["not-hate"]),
                    ]
                }
            }
            _ => &[],
        }
    }

    /// How tutors are trained.
    pub(super) const fn tutoring() -> Plan {
        Plan { epochs: 3, rate: 0.05, plain: 0.3, rarity: 0.3, uneven: 0.5, orders: 2 }
    }

    /// The class that a label of its files stands for; none for a row to be left out.
    pub(super) fn class(self, label: &str) -> Option<usize> {
        match (self, label) {
            (Self::EnglishOffence, "offensive") | (_, "negative") => Some(0),
            (Self::EnglishOffence, "not-offensive") | (_, "neutral") => Some(1),
            (_, "positive") => Some(2),
            _ => None,
        }
    }

    /// How it is trained.
    pub const fn plan(self) -> Plan {
        let plan = Plan { epochs: 3, rate: 0.05, plain: 0.3, rarity: 0.3, uneven: 0.5, orders: 5 };
        match self {
            Self::French | Self::FrenchTarget => Plan { rarity: 0.15, uneven: 1.0, ..plan },
            Self::English => plan,
            Self::EnglishOffence => Plan { rate: 0.045, uneven: 1.0, ..plan },
            Self::EnglishTarget => Plan { rate: 0.04, plain: 0.2, rarity: 0.4, uneven: 1.0, ..plan },
        }
    }
}
