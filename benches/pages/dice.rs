//! Chance that is the same at every run: a number is a pure function of what it is for.

/// SplitMix64 over the parts.
pub(crate) fn roll(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9E37_79B9_7F4A_7C15, |state, part| {
        let mut z = (state ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// Below `n`.
pub(crate) fn below(n: u64, parts: &[u64]) -> u64 {
    roll(parts) % n.max(1)
}

/// With a probability in percent.
pub(crate) fn chance(percent: u64, parts: &[u64]) -> bool {
    below(100, parts) < percent
}

/// A place in a list of so many.
pub(crate) fn at(length: usize, parts: &[u64]) -> usize {
    usize::try_from(below(length as u64, parts)).unwrap_or_default()
}

pub(crate) fn pick<'a, T: ?Sized>(list: &[&'a T], parts: &[u64]) -> &'a T {
    list[at(list.len(), parts)]
}

/// Indexes of a list in another order.
pub(crate) fn shuffled(n: usize, parts: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&i| roll(&[roll(parts), i as u64]));
    order
}
