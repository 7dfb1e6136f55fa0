//! What went wrong with a source, in the reader's language.
//!
//! The code that sees it knows no language and writes an English sentence, which is kept with the source and logged. The
//! tables hold these sentences under `detail-…`; the English message is also the pattern by which a sentence is known
//! again, as gettext's messages are their own keys. A sentence that no pattern fits, such as a server's own words, stays
//! as it is.

use std::sync::LazyLock;
use std::time::Duration;

use super::format::{date, span};
use super::messages::{self, Arg, has, tell};
use crate::model::{Locale, Timestamp};

/// Sentences in sentences: an address was not read, because robots.txt was not, because of an answer.
const DEEPEST: usize = 4;

/// Longest first, by the letters that are fixed: the most telling pattern is tried before those that fit more.
static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let sentences = messages::table(Locale::En, "detail").filter(|(key, _)| !key.ends_with(TOLD));
    let mut all: Vec<Pattern> = sentences.map(|(key, text)| Pattern::new(key, text)).collect();
    all.sort_by_key(|pattern| std::cmp::Reverse(pattern.fixed.iter().map(|part| part.len()).sum::<usize>()));
    all
});

/// What a sentence is told by, where the sentence itself is a program's: waits in seconds, instants as numbers.
const TOLD: &str = "-told";

/// The sentence in the reader's language.
pub fn detail(locale: Locale, english: &str) -> String {
    translated(locale, english, DEEPEST)
}

fn translated(locale: Locale, english: &str, depth: usize) -> String {
    let mut known = PATTERNS.iter().filter(|_| depth > 0);
    let Some((key, held)) = known.find_map(|pattern| Some((pattern.key, pattern.fit(english)?))) else {
        return english.to_owned();
    };
    let args: Vec<(&str, Arg)> = held.into_iter().map(|(name, text)| (name, told(locale, name, text, depth))).collect();
    let short = format!("{key}{TOLD}");
    tell(locale, if has(locale, &short) { &short } else { key }, &args)
}

/// What stands in a gap.
fn told(locale: Locale, name: &str, text: &str, depth: usize) -> Arg {
    match (name, text.parse::<u32>()) {
        ("count", Ok(count)) if locale == Locale::Fr => count.into(),
        ("seconds", Ok(seconds)) => span(locale, Duration::from_secs(seconds.into())).into(),
        ("unix", Ok(seconds)) => date(locale, Timestamp::from_millis(i64::from(seconds) * 1_000), "UTC").into(),
        _ => translated(locale, text, depth - 1).into(),
    }
}

/// What is fixed in a sentence, and the names of what stands between.
struct Pattern {
    key: &'static str,
    fixed: Vec<&'static str>,
    names: Vec<&'static str>,
}

impl Pattern {
    fn new(key: &'static str, text: &'static str) -> Self {
        let mut parts = text.split("{ $");
        let (mut fixed, mut names) = (vec![parts.next().unwrap_or_default()], Vec::new());
        for (name, after) in parts.filter_map(|part| part.split_once(" }")) {
            names.push(name);
            fixed.push(after);
        }
        Self { key, fixed, names }
    }

    /// What stands in the gaps, by name; none when the sentence is another.
    fn fit<'a>(&self, sentence: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
        let (first, rest) = self.fixed.split_first()?;
        let mut left = sentence.strip_prefix(first)?;
        let mut held = Vec::with_capacity(self.names.len());
        for (nth, (name, after)) in self.names.iter().zip(rest).enumerate() {
            let is_last = nth + 1 == self.names.len();
            let end = if is_last { left.len().checked_sub(after.len())? } else { left.find(after)? };
            let (text, tail) = left.split_at_checked(end)?;
            if text.is_empty() || !tail.starts_with(after) {
                return None;
            }
            held.push((*name, text));
            left = &tail[after.len()..];
        }
        left.is_empty().then_some(held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(english: &str, french: &str) {
        assert_eq!(detail(Locale::Fr, english), french);
        assert_eq!(detail(Locale::En, english), english);
    }

    #[test]
    fn a_sentence_is_told_in_french_with_what_it_holds() {
        check("the server answered 503", "le serveur a répondu 503");
        check("the body is larger than 20971520 bytes", "le corps dépasse 20\u{202f}971\u{202f}520 octets");
        check("port 22 belongs to another protocol", "le port 22 est celui d’un autre protocole");
    }

    #[test]
    fn sentences_in_sentences_are_told_too() {
        check(
            "https://a.example/t/1 was not read: robots.txt: the server answered 500 (https://a.example/ -> https://b.example/)",
            "https://a.example/t/1 n’a pas été lue\u{a0}: robots.txt\u{a0}: le serveur a répondu 500 (https://a.example/ -> https://b.example/)",
        );
    }

    #[test]
    fn why_a_mail_waits_is_told_with_the_relays_own_words() {
        check(
            "the mail relay 127.0.0.1:25, at RCPT TO: permanent error (550): no such user",
            "relais de courriel 127.0.0.1:25, à l’étape RCPT TO\u{a0}: refus définitif (550)\u{a0}: no such user",
        );
        check(
            "given up after five days and 127 tries: the mail relay mx.example:465, at connection: Connection error: Connection refused (os error 111)",
            "abandonné après cinq jours et 127 essais\u{a0}: relais de courriel mx.example:465, à l’étape connexion\u{a0}: connexion impossible\u{a0}: connexion refusée",
        );
        check(
            "cannot write the mail out/a.eml: Permission denied (os error 13)",
            "le courriel out/a.eml ne peut pas être écrit\u{a0}: accès refusé",
        );
    }

    #[test]
    fn what_is_wrong_with_a_file_of_figures_is_told() {
        check("line 7: late is not a number", "ligne 7\u{a0}: late n’est pas un nombre");
        check("line 1: the header has no column value", "ligne 1\u{a0}: l’en-tête n’a pas de colonne value");
        check(
            "a.jsonl: label \"mixed\": write negative, neutral or positive",
            "a.jsonl\u{a0}: étiquette \"mixed\"\u{a0}: écrivez negative, neutral ou positive",
        );
    }

    #[test]
    fn waits_and_dates_are_told_as_people_say_them() {
        let wait = "the site said not now (429 or 503), and is asked again in 3599 s";
        assert_eq!(
            detail(Locale::Fr, wait),
            "le site répond «\u{202f}pas maintenant\u{202f}» (429 ou 503)\u{202f}; prochain essai dans 59\u{a0}min"
        );
        assert_eq!(detail(Locale::En, wait), "the site said not now (429 or 503), and is asked again in 59\u{a0}min");
        let ended = "certificate expired: verification time 1795404020 (UNIX), but certificate is not valid after 1791244801 (4159219 seconds ago)";
        let refused = format!("could not connect: invalid peer certificate: {ended}");
        assert_eq!(
            detail(Locale::Fr, &refused),
            "connexion impossible\u{a0}: certificat refusé\u{a0}: il a expiré le 6\u{a0}oct. 2026"
        );
        assert!(detail(Locale::En, &refused).ends_with(": it expired on 6\u{a0}Oct 2026"));
    }

    #[test]
    fn what_no_table_knows_stays_as_it_is() {
        check("", "");
        check("Quota exceeded for project 7", "Quota exceeded for project 7");
        check("could not connect: ", "could not connect: ");
    }

    #[test]
    fn every_english_sentence_is_known_again_by_its_own_key() {
        for (key, text) in messages::table(Locale::En, "detail").filter(|(key, _)| !key.ends_with(TOLD)) {
            let sentence = text.replace("{ $", "⟨").replace(" }", "⟩");
            let first = PATTERNS.iter().find(|pattern| pattern.fit(&sentence).is_some());
            assert_eq!(first.map(|pattern| pattern.key), Some(key), "{sentence}");
        }
    }
}
