//! What changed between two versions of a page, word by word, for a person to read.
//!
//! Blocks are matched first: one that only moved is no change. What is left is compared word by word, and long
//! stretches without change are left out. Bounded by size rather than by time, so that the same two versions always
//! give the same diff.

use std::collections::HashMap;

use similar::{Algorithm, ChangeTag, DiffOp, DiffTag, TextDiff, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{DiffPart, PageVersion};

const MAX_LINES: usize = 3_000;
/// Words, and what stands between them, of one place that changed: as many again are compared with them.
const MAX_HUNK_PIECES: usize = 6_000;
/// Lines and pieces that are laid beside others, times those, in all places together; a place that would go beyond is told
/// by its lines.
const MAX_PAIRS: usize = 45_000_000;
/// Unchanged words shown on either side of a change.
const CONTEXT: usize = 8;

/// The difference; empty when nothing but the order of blocks changed.
pub fn diff(before: &PageVersion, after: &PageVersion) -> Vec<DiffPart> {
    compared(before, after).finish()
}

fn compared(before: &PageVersion, after: &PageVersion) -> Runs {
    let old: Vec<&str> = before.text.as_str().lines().take(MAX_LINES).collect();
    let new: Vec<&str> = after.text.as_str().lines().take(MAX_LINES).collect();
    let mut runs = Runs { pairs: old.len() * new.len(), ..Runs::default() };
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut moved = moved(&ops, &old, &new);
    for op in ops {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            for line in &old[old_range] {
                runs.push(ChangeTag::Equal, line);
                runs.push(ChangeTag::Equal, "\n");
            }
            continue;
        }
        let gone: Vec<&str> = old[old_range].iter().copied().filter(|line| !moved.take_old(line)).collect();
        let mut come = Vec::new();
        for line in &new[new_range] {
            if moved.take_new(line) {
                // Stood elsewhere before: shown as context, if at all.
                hunk(&mut runs, &[], &std::mem::take(&mut come));
                runs.push(ChangeTag::Equal, line);
                runs.push(ChangeTag::Equal, "\n");
            } else {
                come.push(*line);
            }
        }
        hunk(&mut runs, &gone, &come);
    }
    runs
}

/// How often a line that left one place came up in another, for each side.
struct Moved<'a> {
    old: HashMap<&'a str, usize>,
    new: HashMap<&'a str, usize>,
}

impl Moved<'_> {
    fn take_old(&mut self, line: &str) -> bool {
        take(&mut self.old, line)
    }

    fn take_new(&mut self, line: &str) -> bool {
        take(&mut self.new, line)
    }
}

fn take(counts: &mut HashMap<&str, usize>, line: &str) -> bool {
    counts.get_mut(line).is_some_and(|count| {
        let some = *count > 0;
        *count = count.saturating_sub(1);
        some
    })
}

fn moved<'a>(ops: &[DiffOp], old: &[&'a str], new: &[&'a str]) -> Moved<'a> {
    let (mut gone, mut come): (HashMap<&str, usize>, HashMap<&str, usize>) = (HashMap::new(), HashMap::new());
    for op in ops {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        if tag != DiffTag::Equal {
            old[old_range].iter().for_each(|line| *gone.entry(*line).or_default() += 1);
            new[new_range].iter().for_each(|line| *come.entry(*line).or_default() += 1);
        }
    }
    let both: HashMap<&'a str, usize> =
        old.iter().filter_map(|line| Some((*line, (*gone.get(line)?).min(*come.get(line)?)))).collect();
    Moved { old: both.clone(), new: both }
}

/// One place where lines went and came.
fn hunk(runs: &mut Runs, gone: &[&str], come: &[&str]) {
    let lines = |lines: &[&str]| lines.iter().flat_map(|line| [*line, "\n"]).collect::<String>();
    let (old, new) = (lines(gone), lines(come));
    let (old_pieces, new_pieces) = (pieces(&old), pieces(&new));
    // Not words by their blanks: Chinese has none, and a line of signs is as many pieces as signs.
    let pairs = runs.pairs + old_pieces.len() * new_pieces.len();
    let is_much = old_pieces.len().max(new_pieces.len()) > MAX_HUNK_PIECES || pairs > MAX_PAIRS;
    if old.is_empty() || new.is_empty() || is_much {
        runs.push(ChangeTag::Delete, &old);
        runs.push(ChangeTag::Insert, &new);
        return;
    }
    runs.pairs = pairs;
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_slices(&old_pieces, &new_pieces);
    // Texts with little in common read better one after the other than interwoven.
    if diff.ratio() < 0.4 {
        runs.push(ChangeTag::Delete, &old);
        runs.push(ChangeTag::Insert, &new);
        return;
    }
    for change in diff.iter_all_changes() {
        runs.push(change.tag(), change.value());
    }
}

/// Words and what stands between them; a number whose thousands stand apart is one word: `8 000`.
fn pieces(text: &str) -> Vec<&str> {
    let starts: Vec<usize> = text.split_word_bound_indices().map(|(start, _)| start).chain([text.len()]).collect();
    let at = |nth: usize| starts.get(nth).zip(starts.get(nth + 1)).map_or("", |(&from, &to)| &text[from..to]);
    let is_blank = |piece: &str| matches!(piece, " " | "\u{a0}" | "\u{202f}" | "\u{2009}");
    let is_group = |piece: &str| {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        digits == 3 && !piece[digits..].starts_with(char::is_alphabetic)
    };
    let mut pieces = Vec::new();
    let mut nth = 0;
    while nth + 1 < starts.len() {
        let first = starts[nth];
        let is_head = at(nth).len() <= 3 && at(nth).bytes().all(|byte| byte.is_ascii_digit());
        nth += 1;
        while is_head && is_blank(at(nth)) && is_group(at(nth + 1)) {
            nth += 2;
        }
        pieces.push(&text[first..starts[nth]]);
    }
    pieces
}

/// Gathers changes into runs: what is removed before what is added, with no crumbs of sameness in between.
#[derive(Default)]
struct Runs {
    done: Vec<(ChangeTag, String)>,
    gone: String,
    come: String,
    /// Unchanged text since the last change.
    same: String,
    /// Lines and pieces that were laid beside others, times those: no comparison costs more.
    pairs: usize,
}

impl Runs {
    fn push(&mut self, tag: ChangeTag, text: &str) {
        if text.is_empty() {
            return;
        }
        if tag == ChangeTag::Equal {
            self.same.push_str(text);
            return;
        }
        let crumb = !self.same.contains('\n') && self.same.chars().filter(|c| c.is_alphanumeric()).count() <= 3;
        let has_open = !self.gone.is_empty() || !self.come.is_empty();
        if has_open && crumb {
            let same = std::mem::take(&mut self.same);
            self.gone.push_str(&same);
            self.come.push_str(&same);
        } else {
            self.flush();
        }
        if tag == ChangeTag::Delete { self.gone.push_str(text) } else { self.come.push_str(text) }
    }

    fn flush(&mut self) {
        for (tag, text) in [(ChangeTag::Delete, &mut self.gone), (ChangeTag::Insert, &mut self.come)] {
            if !text.is_empty() {
                self.done.push((tag, std::mem::take(text)));
            }
        }
        if !self.same.is_empty() {
            self.done.push((ChangeTag::Equal, std::mem::take(&mut self.same)));
        }
    }

    fn finish(mut self) -> Vec<DiffPart> {
        self.flush();
        let visible = |(tag, text): &(ChangeTag, String)| *tag != ChangeTag::Equal && !text.trim().is_empty();
        if !self.done.iter().any(visible) {
            return Vec::new();
        }
        let last = self.done.len() - 1;
        let mut parts = Vec::new();
        for (i, (tag, text)) in self.done.into_iter().enumerate() {
            match tag {
                ChangeTag::Delete => parts.push(DiffPart::Removed(text.trim_end_matches('\n').into())),
                ChangeTag::Insert => parts.push(DiffPart::Added(text.trim_end_matches('\n').into())),
                ChangeTag::Equal if i == last && text.trim().is_empty() => {}
                ChangeTag::Equal => context(&mut parts, &text, i == 0, i == last),
            }
        }
        parts
    }
}

/// Unchanged text between two changes: its ends, when it is long.
fn context(parts: &mut Vec<DiffPart>, text: &str, is_first: bool, is_last: bool) {
    let starts = word_starts(text);
    let (head, tail) = (if is_first { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT });
    let text = if is_last { text.trim_end_matches('\n') } else { text };
    if starts.len() <= head + tail + 4 {
        parts.push(DiffPart::Same(text.into()));
        return;
    }
    if head > 0 {
        parts.push(DiffPart::Same(text[..starts[head]].trim_end().into()));
    }
    parts.push(DiffPart::Skipped);
    if tail > 0 {
        parts.push(DiffPart::Same(text[starts[starts.len() - tail]..].into()));
    }
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut before = true;
    let mut starts = Vec::new();
    for (at, c) in text.char_indices() {
        if before && !c.is_whitespace() {
            starts.push(at);
        }
        before = c.is_whitespace();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> PageVersion {
        PageVersion { text: text.into(), ..PageVersion::default() }
    }

    #[track_caller]
    fn check(before: &str, after: &str, want: &str) {
        let parts = diff(&version(before), &version(after));
        let shown = parts.iter().map(|part| match part {
            DiffPart::Same(text) => text.to_string(),
            DiffPart::Removed(text) => format!("[-{text}-]"),
            DiffPart::Added(text) => format!("[+{text}+]"),
            DiffPart::Skipped => "[…]".to_owned(),
        });
        assert_eq!(shown.collect::<String>(), want);
    }

    #[test]
    fn words_that_changed_stand_in_their_context() {
        check(
            "Le prix est de 10 € par mois.",
            "Le prix est de 12 € par mois.",
            "Le prix est de [-10-][+12+] € par mois.",
        );
        check("Caution : 8 000 € TTC", "Caution : 6 000 € TTC", "Caution : [-8 000-][+6 000+] € TTC");
        check(
            "12\u{202f}345,50 € et 3 200 m",
            "12\u{202f}349,50 € et 3 200 m",
            "[-12\u{202f}345,50-][+12\u{202f}349,50+] € et 3 200 m",
        );
        check("a\nb", "a\nb", "");
        check("a", "a\nNouveau bloc", "a\n[+Nouveau bloc+]");
    }

    #[test]
    fn long_stretches_are_left_out() {
        let long: Vec<String> = (0..60).map(|i| format!("mot{i}")).collect();
        let (before, after) = (format!("{} fin", long.join(" ")), format!("{} terme", long.join(" ")));
        check(&before, &after, "[…]mot52 mot53 mot54 mot55 mot56 mot57 mot58 mot59 [-fin-][+terme+]");
    }

    #[test]
    fn blocks_that_only_moved_are_no_change_f55() {
        check("un\ndeux\ntrois\nquatre", "trois\nquatre\nun\ndeux", "");
        check("un\ndeux\ntrois", "trois\nun\nquatre", "trois\nun\n[-deux-][+quatre+]");
    }

    #[test]
    fn large_versions_are_compared_in_bounded_work() {
        let lines = |from: usize| (0..20_000).map(|i| format!("ligne {}", from + i * 7)).collect::<Vec<_>>().join("\n");
        let signs = |mut dice: u32| {
            let mut roll = || {
                dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b"!?.,;:"[(dice >> 16) as usize % 6])
            };
            (0..120_000).map(|_| roll()).collect::<String>()
        };
        for (before, after) in [(lines(0), lines(3)), (signs(0), signs(3))] {
            let runs = compared(&version(&before), &version(&after));
            assert!(runs.pairs <= MAX_PAIRS, "{} pairs", runs.pairs);
            assert!(!runs.finish().is_empty());
        }
    }

    #[test]
    fn many_places_that_changed_are_compared_in_bounded_work_and_none_is_lost() {
        let page = |word: &str| {
            let place = |at: usize| {
                let words: Vec<_> =
                    (0..2_000).map(|i| if i % 9 == 0 { word.into() } else { format!("mot{i}") }).collect();
                format!("Article {at}\n{}\n", words.join(" "))
            };
            (0..40).map(place).collect::<String>()
        };
        let (before, after) = (page("ancien"), page("nouveau"));
        let mut runs = compared(&version(&before), &version(&after));
        assert!(runs.pairs <= MAX_PAIRS, "{} pairs", runs.pairs);
        runs.flush();
        let without = |left_out: ChangeTag| {
            runs.done.iter().filter(|(tag, _)| *tag != left_out).map(|(_, text)| text.as_str()).collect::<String>()
        };
        assert_eq!((without(ChangeTag::Insert), without(ChangeTag::Delete)), (before, after));
        // The first places word by word, the others line by line.
        let removed = |text: &str| runs.done.contains(&(ChangeTag::Delete, text.to_owned()));
        assert!(
            removed("ancien") && runs.done.iter().any(|(tag, text)| *tag == ChangeTag::Delete && text.len() > 9_000)
        );
    }
}
