//! The negative-binomial law with a fixed shape: how surprising a count is, and between which bounds it usually falls.
//!
//! Mentions beget mentions, so counts vary more than a Poisson law allows. The shape was chosen on labelled series of
//! brand mentions, where the Poisson law raised far more false alarms and a shape of 3 missed true ones.

/// Shape of the law: variance = mean + mean² / shape.
pub(super) const SHAPE: f64 = 30.0;

/// Above this mean the bounds are those of the normal law: summing probabilities one by one would take too long.
const NORMAL_ABOVE: f64 = 2_000.0;
/// The 95 % point of the normal law.
const NORMAL_95: f64 = 1.645;

/// How far `count` lies above `mean`: the logarithm of the signed root deviance, 0 at the mean and below.
pub(super) fn surprise(count: f64, mean: f64) -> f64 {
    if count <= mean || mean <= 0.0 {
        return 0.0;
    }
    let deviance = count * (count / mean).ln() - (count + SHAPE) * ((count + SHAPE) / (mean + SHAPE)).ln();
    (2.0 * deviance).max(0.0).sqrt().ln_1p()
}

/// The counts between which nine in ten fall.
pub(super) fn interval_90(mean: f64) -> (f64, f64) {
    (quantile(mean, 0.05), quantile(mean, 0.95))
}

/// Probability that nothing at all is counted.
pub(super) fn probability_of_none(mean: f64) -> f64 {
    (SHAPE / (SHAPE + mean.max(0.0))).powf(SHAPE)
}

fn quantile(mean: f64, share: f64) -> f64 {
    if !mean.is_finite() || mean <= 0.0 {
        return 0.0;
    }
    if mean > NORMAL_ABOVE {
        let deviation = (mean + mean * mean / SHAPE).sqrt();
        let sign = if share < 0.5 { -1.0 } else { 1.0 };
        return (mean + sign * NORMAL_95 * deviation).max(0.0).round();
    }
    let ratio = mean / (mean + SHAPE);
    let mut probability = probability_of_none(mean);
    let (mut below, mut count) = (probability, 0.0);
    while below < share && count < 10.0 * NORMAL_ABOVE {
        probability *= ratio * (count + SHAPE) / (count + 1.0);
        below += probability;
        count += 1.0;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mean: f64, low: f64, high: f64) {
        assert_eq!(interval_90(mean), (low, high));
    }

    #[test]
    fn nine_in_ten_counts_fall_in_the_interval() {
        check(0.0, 0.0, 0.0);
        check(0.12, 0.0, 1.0);
        check(6.0, 2.0, 11.0);
        check(100.0, 68.0, 136.0);
        check(f64::NAN, 0.0, 0.0);
    }

    #[test]
    fn the_normal_law_takes_over_smoothly() {
        let (below, above) = (interval_90(1_999.0), interval_90(2_001.0));
        assert!(
            (below.0 / above.0 - 1.0).abs() < 0.07 && (below.1 / above.1 - 1.0).abs() < 0.07,
            "{below:?} {above:?}"
        );
    }

    #[test]
    fn surprise_grows_with_the_count() {
        let values: Vec<f64> = (0..200).map(|count| surprise(f64::from(count), 5.0)).collect();
        assert!(values.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(values[5].abs() < 1e-12);
    }
}
