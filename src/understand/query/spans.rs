//! Proximity: which places of two lists stand near each other.
//!
//! Each place is paired with its nearest neighbours only, so the cost grows with the number of places, not with
//! their pairs, and of what is found the shortest from each start and to each end is kept: a chain of any length
//! over any text stays linear (R7).

use super::node::Reach;
use super::words::Words;

/// Words `first..=last` of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) field: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The shortest stretches that hold one span of each list, near enough.
pub(super) fn near(words: &Words<'_>, left: &[Span], right: &[Span], reach: Reach) -> Vec<Span> {
    let mut found = Vec::new();
    follow(words, left, right, reach, &mut found);
    if !matches!(reach, Reach::Words { ordered: true, .. }) {
        follow(words, right, left, reach, &mut found);
    }
    shortest(found)
}

/// Pairs each span of `before` with the next of `after`, and each of `after` with the last of `before`.
fn follow(words: &Words<'_>, before: &[Span], after: &[Span], reach: Reach, found: &mut Vec<Span>) {
    let mut by_end = before.to_vec();
    by_end.sort_unstable_by_key(|span| (span.field, span.last));
    let mut by_start = after.to_vec();
    by_start.sort_unstable();
    let mut pair = |a: Span, b: Span| {
        if a.field != b.field {
            return;
        }
        let place = &words.fields[a.field].words;
        let (left, right) = (&place[a.last], &place[b.first]);
        let is_near = match reach {
            Reach::Words { words, .. } => b.first - a.last <= usize::from(words) + 1 && left.sentence == right.sentence,
            Reach::Sentence => left.sentence == right.sentence,
            Reach::Paragraph => left.paragraph == right.paragraph,
        };
        if is_near {
            found.push(Span { field: a.field, first: a.first, last: b.last });
        }
    };
    for &a in before {
        let next = by_start.partition_point(|b| (b.field, b.first) <= (a.field, a.last));
        if let Some(&b) = by_start.get(next) {
            pair(a, b);
        }
    }
    for &b in after {
        let past = by_end.partition_point(|a| (a.field, a.last) < (b.field, b.first));
        if let Some(&a) = past.checked_sub(1).and_then(|last| by_end.get(last)) {
            pair(a, b);
        }
    }
}

fn shortest(mut found: Vec<Span>) -> Vec<Span> {
    found.sort_unstable();
    let mut kept = found.clone();
    kept.dedup_by_key(|span| (span.field, span.first));
    found.sort_unstable_by_key(|span| (span.field, span.last, std::cmp::Reverse(span.first)));
    found.dedup_by_key(|span| (span.field, span.last));
    kept.append(&mut found);
    kept.sort_unstable();
    kept.dedup();
    kept
}
