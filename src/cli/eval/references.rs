//! What others reach, beside what is measured here: published or measured by hand on the test texts of the same sets.
//! Figures in per cent. A file is known by its name; what nobody has published stands without.

/// Measure, part of the file's name, who reaches what.
const KNOWN: [(&str, &str, &str); 16] = [
    ("tone-recall", "tweeteval", "VADER 57.0, SVM 62.9, fastText 62.9, RoBERTa 71.3, TimeLMs 73.7"),
    ("tone-recall", "vader-tweets", "VADER 70.9"),
    ("tone-recall", "goemotions", "VADER 64.1"),
    ("tone-recall", "nytEditorial", "VADER 57.2"),
    ("tone-recall", "reviews_fr_mabsa", "vaderSentiment-fr 50.9"),
    ("tone-recall", "reviews_en_mabsa", "VADER 55.4"),
    ("tone-f1", "fr_umsab", "vaderSentiment-fr 55.4, fastText 54.8, XLM-T 68.2, XLM-R 72.0"),
    ("tone-f1", "newsmtsc_rw", "VADER 52.4, BERT-SPC 80.1, GRU-TSC 83.1"),
    ("tone-f1", "newsmtsc_mt", "VADER 49.2, BERT-SPC 73.7, GRU-TSC 82.5"),
    ("language", "fr_umsab", "whatlang 97.5, whichlang 98.2, lingua 99.5"),
    ("language", "tweets_en", "whatlang 83.1, whichlang 97.7, lingua 98.6"),
    ("moderation-f1", "tweeteval-offensive", "SVM 52.3, fastText 73.4, RoBERTa 80.5, TimeLMs 82.2"),
    ("moderation-f1", "tweeteval-hate", "SVM 36.7, fastText 50.6, BERTweet 56.4"),
    ("moderation-f1", "fr_mlma", "word list 27.1, HurtLex 48.3"),
    ("moderation-precision", "fr_mlma", "word list 91.7, HurtLex 86.5"),
    ("moderation-recall", "fr_mlma", "word list 10.6, HurtLex 45.3"),
];

/// What others reach in this measure on this file.
pub(super) fn of(measure: &str, file: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(known, part, _)| *known == measure && file.contains(part)).map(|(_, _, figures)| *figures)
}
