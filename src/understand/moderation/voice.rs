//! Whose words a flagged passage is: the author's own, or told, denied, spoken against, or said of oneself.
//!
//! By what stands round it in its sentence. A doubt falls on the author: a moderator looks, nothing is deleted.

use std::ops::Range;

use super::words::{Gap, Word};
use crate::model::Voice;

/// Words of the sentence that are read on each side.
const AROUND: usize = 14;
/// A quotation is no longer than this, in bytes.
const QUOTED: usize = 400;

/// Articles and their like: they stand between a verb and what it says.
const LINKS: [&str; 24] = [
    "un", "une", "des", "de", "d", "du", "que", "qu", "ce", "c", "sont", "est", "etait", "a", "an", "the", "vraiment",
    "bien", "gros", "grosse", "of", "such", "mon", "petit",
];

/// The byte spans of quotations.
pub(super) fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        open = match (open, c) {
            (Some((from, wanted)), c) if c == wanted => {
                if at - from <= QUOTED {
                    out.push(from..at);
                }
                None
            }
            (None, '«') => Some((at, '»')),
            (None, '“') => Some((at, '”')),
            (None, '"') => Some((at, '"')),
            (Some((from, _)), _) if at - from > QUOTED => None,
            (open, _) => open,
        };
    }
    out
}

/// Whose words `span` of the words is.
pub(super) fn voice(words: &[Word], span: Range<usize>, quotes: &[Range<usize>]) -> Voice {
    let (start, end) = (words[span.start].start, words[span.end - 1].end);
    let cited = quotes.iter().any(|quote| quote.start < start && end <= quote.end);
    let before: Vec<&str> = sentence_before(words, span.start);
    let after: Vec<&str> = sentence_after(words, span.end);
    // What stands before the articles, nearest first.
    let linked: Vec<&str> = before.iter().copied().skip_while(|word| LINKS.contains(word)).collect();
    let told = is_told(&before, words, span.start);
    let around = || before.iter().chain(&after);
    if is_denied(&linked) {
        return Voice::Against;
    }
    if (cited || told) && around().any(|word| CONDEMNING.contains(word)) {
        return Voice::Against;
    }
    if cited || told {
        return Voice::Quoted;
    }
    if is_of_oneself(&before, &linked, &after) { Voice::Oneself } else { Voice::Own }
}

/// The words of the sentence before it, nearest first.
fn sentence_before(words: &[Word], at: usize) -> Vec<&str> {
    let mut out = Vec::new();
    for nth in (at.saturating_sub(AROUND)..at).rev() {
        if words[nth + 1].gap == Gap::Sentence {
            break;
        }
        out.push(words[nth].plain.as_str());
    }
    out
}

fn sentence_after(words: &[Word], at: usize) -> Vec<&str> {
    let ahead = words[at..].iter().take(AROUND).take_while(|word| word.gap != Gap::Sentence);
    ahead.map(|word| word.plain.as_str()).collect()
}

/// `ne sont pas des …`, `are not …`.
fn is_denied(linked: &[&str]) -> bool {
    matches!(
        linked,
        ["pas" | "ni" | "not" | "jamais" | "never" | "aucun" | "aucune", ..]
            | ["t", "aren" | "isn" | "wasn" | "don" | "ain", ..]
    )
}

const CONDEMNING: [&str; 38] = [
    "insulte",
    "insultes",
    "insulter",
    "injure",
    "injures",
    "raciste",
    "racistes",
    "racisme",
    "homophobe",
    "sexiste",
    "antisemite",
    "inadmissible",
    "inacceptable",
    "intolerable",
    "honteux",
    "delit",
    "signalez",
    "moderer",
    "moderation",
    "respect",
    "stop",
    "arretez",
    "arrete",
    "merite",
    "personne",
    "harcelement",
    "insult",
    "insults",
    "slur",
    "racist",
    "racism",
    "homophobic",
    "sexist",
    "unacceptable",
    "disgusting",
    "stopped",
    "nobody",
    "deserves",
];

/// `m'a traité de …`, `called me a …`: the verb stands before, and leads to it.
fn is_told(before: &[&str], words: &[Word], at: usize) -> bool {
    const VERBS: [&str; 24] = [
        "insulter",
        "insulte",
        "traite",
        "traitee",
        "traites",
        "traitees",
        "traiter",
        "traitait",
        "traitent",
        "appele",
        "appelee",
        "appeler",
        "appelait",
        "appelaient",
        "called",
        "calling",
        "calls",
        "call",
        "insultee",
        "disant",
        "ecrit",
        "crie",
        "writing",
        "saying",
    ];
    const LEADS: [&str; 10] = ["de", "d", "a", "an", "me", "him", "her", "them", "us", "disant"];
    // An adjective may stand between: `traitée de grosse …`.
    let leads = before.iter().take(2).any(|word| LEADS.contains(word));
    let near = before.iter().take(6).any(|word| VERBS.contains(word));
    leads && near && words[at].gap != Gap::Sentence
}

/// `quel con je suis`, `on passe pour des …`, `ils nous prennent pour des …`.
fn is_of_oneself(before: &[&str], linked: &[&str], after: &[&str]) -> bool {
    // As read: the nearest word comes first.
    const SAID: [&[&str]; 19] = [
        &["suis", "je"],
        &["suis", "j"],
        &["ete", "ai", "j"],
        &["etais", "j"],
        &["sens", "me"],
        &["moi"],
        &["pauvre", "moi"],
        &["am", "i"],
        &["m", "i"],
        &["im"],
        &["was", "i"],
        &["like", "feel"],
        &["pour", "passe"],
        &["pour", "prennent"],
        &["pour", "prend"],
        &["pour", "prenez"],
        &["pour", "passer"],
        &["comme", "traite", "nous"],
        &["comme", "traitent", "nous"],
    ];
    if SAID.iter().any(|said| linked.starts_with(said)) {
        return true;
    }
    let exclaims = matches!(linked.first(), Some(&("quel" | "quelle" | "comme")));
    let follows = after.first().is_some_and(|word| matches!(*word, "je" | "j" | "suis" | "i"));
    follows
        && (exclaims || before.is_empty())
        && !after.iter().take(4).any(|word| matches!(*word, "te" | "vous" | "lui" | "you"))
}
