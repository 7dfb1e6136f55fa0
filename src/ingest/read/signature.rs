//! What stands before the words of a post or an article in plain letters: "Posted by: Ana", "Date: 2 March 2026",
//! "par Zoé".
//!
//! Asked where no name of an element says where person and day stand. Deliberately absent: words that begin
//! sentences, too ("by the way"): the word is all that its text says, or a name in capitals follows.

use super::date;
use crate::model::Timestamp;

/// Whether a text says whose words follow: "Posted by:", "par Zoé".
pub(in crate::ingest::read) fn starts(text: &str) -> bool {
    let text = text.trim();
    name(text).is_some() || LABELS.contains(&text.trim_end_matches([':', ' ', '\u{a0}']).to_lowercase().as_str())
}

/// The person that a line names.
pub(in crate::ingest::read) fn name(line: &str) -> Option<&str> {
    const SHORT: usize = 60;
    let line = line.trim();
    let label = LABELS.iter().find(|label| begins(line, label))?;
    let rest = line.get(label.len()..)?;
    let is_label = rest.trim_start().starts_with(':');
    let name = rest.trim_start_matches([':', ' ', '\u{a0}']);
    // Behind the name: "(192.0.2.---)", "» 2 March", "on 2 March", "le 2 mars".
    let ends = [" (", " »", " | ", " - ", " on ", " le ", " am ", ", "].iter().filter_map(|end| name.find(end)).min();
    let name = name[..ends.unwrap_or(name.len())].trim();
    let is_name = is_label || name.starts_with(char::is_uppercase);
    (is_name && (2..=SHORT).contains(&name.len()) && rest.starts_with([':', ' ', '\u{a0}'])).then_some(name)
}

/// The day that a line says, and little else.
pub(in crate::ingest::read) fn day(line: &str) -> Option<Timestamp> {
    let line = unlabelled(line);
    let is_said = (8..=40).contains(&line.len()) && line.bytes().filter(u8::is_ascii_digit).count() >= 3;
    date::parse(line, None).filter(|_| is_said)
}

/// A text without the short word at its beginning that says what it is.
pub(in crate::ingest::read) fn unlabelled(text: &str) -> &str {
    const LABEL: usize = 14;
    let text = text.trim();
    match text.split_once(": ").or_else(|| text.split_once(":\u{a0}")) {
        Some((label, rest)) if label.len() <= LABEL && !label.contains(|c: char| c.is_ascii_digit()) => rest.trim(),
        _ => text,
    }
}

/// Whether a text says since when somebody is a member.
pub(in crate::ingest::read) fn is_of_membership(text: &str) -> bool {
    const SINCE: [&str; 10] = [
        "inscri",
        "registered",
        "joined",
        "member",
        "membre",
        "anmeld",
        "dabei seit",
        "registriert",
        "mitglied",
        "iscritto",
    ];
    let lower = text.to_lowercase();
    SINCE.iter().any(|word| lower.contains(word))
}

fn begins(line: &str, label: &str) -> bool {
    line.get(..label.len()).is_some_and(|start| start.to_lowercase() == label)
}

const LABELS: [&str; 17] = [
    "posted by",
    "written by",
    "submitted by",
    "author",
    "by",
    "auteur",
    "posté par",
    "écrit par",
    "envoyé par",
    "publié par",
    "message de",
    "par",
    "verfasst von",
    "geschrieben von",
    "autor",
    "von",
    "автор",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_who_wrote_what_follows() {
        for (line, want) in [
            ("Posted by: moorhen (192.0.2.---)", Some("moorhen")),
            ("par Zoé le 2 mars 2026", Some("Zoé")),
            ("Auteur\u{a0}: Bob", Some("Bob")),
            ("Submitted by Ana on Sat, 05/30/2015", Some("Ana")),
            ("by the way, it broke", None),
            ("Parfois ça marche", None),
            ("Bonjour", None),
        ] {
            assert_eq!(name(line), want, "{line}");
        }
        assert!(starts("Posted by:") && !starts("Posted in:"));
    }

    #[test]
    fn a_line_says_when() {
        let check = |line: &str, want: Option<&str>| {
            let got = day(line).map(|at| at.to_string());
            assert_eq!(got.as_deref(), want, "{line}");
        };
        check("Date: August 21, 2007 01:20PM", Some("2007-08-21T13:20:00Z"));
        check("Mar 10th, 2010, 8:00pm", Some("2010-03-10T20:00:00Z"));
        check("Posts: 2010", None);
        check("It broke on 2 March 2026, at nine in the morning.", None);
    }
}
