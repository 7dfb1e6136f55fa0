//! Boxes whose heading says that they change by themselves: what else to read, what is next, the dish of the day.
//!
//! Such a heading is the publisher's own word that what stands below it is no matter of the page. It holds for its box
//! alone: for the element that it begins, or, in the middle of one, for the element behind it.

use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;

/// Lines of an element that was left: from, to (behind the last one), and whether it is the page's own matter by name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) is_matter: bool,
}

/// Headings of one page that are looked at.
const MAX_HEADINGS: usize = 60;
/// A heading has no more characters than this.
const LONGEST: usize = 60;

/// The lines of such boxes, from and to. `path` says where a line stands.
pub(super) fn boxes<'p>(text: &str, spans: &[Span], path: impl Fn(usize) -> &'p str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let headings = lines.iter().enumerate().filter(|(_, line)| line.chars().count() <= LONGEST);
    let headings = headings.filter(|(_, line)| HEADING.is_match(line)).map(|(at, _)| at).take(MAX_HEADINGS);
    let mut boxes: Vec<(usize, usize)> = headings.filter_map(|at| headed(at, spans, &path)).collect();
    let teasers = lines.iter().enumerate().filter(|(_, line)| is_teaser(line));
    boxes.extend(teasers.map(|(at, _)| (at, at + 1)));
    boxes
}

fn headed<'p>(at: usize, spans: &[Span], path: impl Fn(usize) -> &'p str) -> Option<(usize, usize)> {
    let parent = spans
        .iter()
        .filter(|span| span.from <= at && at + 1 < span.to)
        .min_by_key(|span| (span.to - span.from, span.is_matter));
    if let Some(parent) = parent.filter(|parent| parent.from == at && !parent.is_matter) {
        // Another heading of the same make begins something else.
        let next = (at + 1..parent.to).find(|&line| path(line) == path(at));
        return Some((at, next.unwrap_or(parent.to)));
    }
    let within = parent.map_or(usize::MAX, |parent| parent.to);
    let behind = spans.iter().filter(|span| span.from == at + 1 && span.to <= within).map(|span| span.to).max()?;
    Some((at, behind))
}

/// A heading of what changes by itself, as a whole.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    let lines = include_str!("../../../../config/pages/headings.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut words, mut patterns) = (Vec::new(), Vec::new());
    for line in lines {
        match line.split_once(" = ") {
            Some(words_for) => words.push(words_for),
            None => patterns.push(line),
        }
    }
    let mut all = patterns.join("|");
    for (name, each) in words {
        all = all.replace(name, &format!("(?:{each})"));
    }
    pattern(&format!(r"(?i)^\W*(?:{all})\s*(?:[:?!…»]|\u{{a0}}|\u{{202f}}|\s)*$"))
});

/// Whether a line points to something else to read, and says little more.
fn is_teaser(line: &str) -> bool {
    const TITLE: usize = 200;
    TEASER.find(line).is_some_and(|found| line[found.end()..].chars().nth(TITLE).is_none())
}

/// How such a line begins.
static TEASER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(?:(?:[àa] lire|lire|voir|[àa] voir)(?: aussi| [ée]galement| notre (?:article|dossier))?|sur le m[êe]me (?:sujet|th[èe]me)|read (?:also|more|next)|see also|related(?: \w+)?|also read|more on this)\s?[:›»>]\s*\S",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that begin with `>` are the box that is expected, of a page of lines in the elements given.
    #[track_caller]
    fn check(lines: &[&str], spans: &[(usize, usize)]) {
        let text = lines.iter().map(|line| line.trim_start_matches('>')).collect::<Vec<_>>().join("\n");
        let spans: Vec<Span> = spans.iter().map(|&(from, to)| Span { from, to, is_matter: false }).collect();
        let boxes =
            boxes(&text, &spans, |line| if HEADING.is_match(lines[line].trim_start_matches('>')) { "h2" } else { "p" });
        let is_in = |line: usize| boxes.iter().any(|&(from, to)| (from..to).contains(&line));
        for (i, line) in lines.iter().enumerate() {
            assert_eq!(is_in(i), line.starts_with('>'), "{line}: {boxes:?}");
        }
    }

    #[test]
    fn f55_a_heading_of_what_changes_by_itself_stands_for_its_box_alone() {
        check(&["Nos tarifs", "49 €", ">À lire aussi", ">Un titre", ">Un autre", "Conditions"], &[(2, 5), (0, 6)]);
        // In the middle of an element, for what stands behind it.
        check(&["Nos tarifs", ">You may also like", ">Boots", ">Hats", "49 €"], &[(1, 2), (2, 4), (0, 5)]);
        check(&["Un texte.", ">À lire aussi : la grève des ports", "Un autre texte."], &[(0, 3)]);
        // A heading without a box says nothing of what comes.
        check(&["Un texte.", "À venir", "Le prix passe à 12 €"], &[(0, 3)]);
    }

    #[test]
    fn a_heading_of_the_pages_own_matter_is_none_of_those() {
        for text in [
            "Nos tarifs",
            "Conditions générales de vente",
            "New terms of service",
            "Pricing",
            "Horaires d'ouverture",
            "À propos de nous",
            "Our latest price list is below and takes effect in May",
            "Recent price changes to your plan",
            "Presse",
            "You may cancel at any time",
            "We may change these terms",
            "Vous pourriez perdre vos droits",
            "Les clients ont aussi droit à un échange",
            "Carrières",
            "More than 30 days' notice is required by law for each party",
        ] {
            assert!(!HEADING.is_match(text), "{text}");
        }
        for text in [
            "Les plus lus",
            "Recommandé pour vous",
            "Articles similaires",
            "Le plat du jour",
            "Most popular",
            "Related articles",
            "What's on",
            "Météo à Brest",
            "Word of the day",
            "Suivez-nous !",
            "Prochains départs",
            "People also viewed",
        ] {
            assert!(HEADING.is_match(text), "{text}");
        }
    }
}
