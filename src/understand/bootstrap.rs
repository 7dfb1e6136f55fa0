//! How far a figure may be off, by drawing the rows anew (Efron 1979): a thousand times, with a fixed seed, so that the
//! same rows give the same interval.

/// Draws.
const DRAWS: usize = 1_000;
/// Of a thousand draws, those left out on each side.
const OUTSIDE: usize = 25;

/// The 95 % intervals of several figures of `rows` rows; `measure` gives them for the rows drawn.
pub fn intervals<const N: usize>(rows: usize, measure: impl Fn(&[usize]) -> [f64; N]) -> [(f64, f64); N] {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut drawn = vec![0_usize; rows];
    let mut found: [Vec<f64>; N] = std::array::from_fn(|_| Vec::with_capacity(DRAWS));
    for _ in 0..if rows == 0 { 0 } else { DRAWS } {
        for row in &mut drawn {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Knuth's MMIX constants; the upper half is the better mixed.
            *row = usize::try_from(state >> 33).unwrap_or(0) % rows;
        }
        for (figures, figure) in found.iter_mut().zip(measure(&drawn)) {
            figures.push(figure);
        }
    }
    found.map(|mut figures| {
        figures.sort_unstable_by(f64::total_cmp);
        let at = |place: usize| figures.get(place).copied().unwrap_or(0.0);
        (at(OUTSIDE), at(figures.len().saturating_sub(OUTSIDE + 1)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_share_is_the_one_of_the_books() {
        // 300 of 400: 0.75 and 1.96 deviations of 0.0217 on each side.
        let [(low, high)] = intervals(400, |rows| [rows.iter().filter(|&&row| row < 300).count() as f64 / 400.0]);
        assert!((low - 0.7075).abs() < 0.01 && (high - 0.7925).abs() < 0.01, "{low} {high}");
        assert_eq!(intervals(0, |_| [1.0]), [(0.0, 0.0)]);
    }
}
