//! Whether a term is said more than it was, and how much.

/// No accident once in ten thousand (chi square with one degree of freedom).
const LEAST_G2: f64 = 15.1;
/// Stories by which the prior weighs.
const PRIOR: f64 = 50.0;
/// A term that was never said is taken for half said: a ratio needs something to stand on.
const LEAST_PRIOR: f64 = 0.01;

/// How often a term is told: stories with it, of so many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    pub(super) with: usize,
    pub(super) all: usize,
}

impl Share {
    fn rate(self) -> f64 {
        self.with as f64 / (self.all as f64).max(1.0)
    }
}

/// What the two tests say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rise {
    pub(super) g2: f64,
    pub(super) z: f64,
    /// Stories that the past lets expect.
    pub(super) expected: f64,
}

/// The rise from the past to now; `None` for what is no rise, or may be an accident.
pub(super) fn rise(now: Share, past: Share) -> Option<Rise> {
    let g2 = log_likelihood(now, past);
    if now.rate() <= past.rate() || g2 < LEAST_G2 {
        return None;
    }
    Some(Rise { g2, z: log_odds(now, past), expected: past.rate() * now.all as f64 })
}

fn log_likelihood(now: Share, past: Share) -> f64 {
    let (a, b) = (now.with as f64, past.with as f64);
    let (c, d) = (now.all as f64 - a, past.all as f64 - b);
    let all = a + b + c + d;
    let term = |seen: f64, row: f64, column: f64| {
        if seen > 0.0 { seen * (seen * all / (row * column)).ln() } else { 0.0 }
    };
    2.0 * (term(a, a + b, a + c) + term(b, a + b, b + d) + term(c, c + d, a + c) + term(d, c + d, b + d))
}

fn log_odds(now: Share, past: Share) -> f64 {
    let both = Share { with: now.with + past.with, all: now.all + past.all };
    let prior = (PRIOR * both.rate()).max(LEAST_PRIOR);
    let odds = |share: Share| {
        let with = share.with as f64 + prior;
        (with / (share.all as f64 + PRIOR - with).max(LEAST_PRIOR)).ln()
    };
    let variance = 1.0 / (now.with as f64 + prior) + 1.0 / (past.with as f64 + prior);
    (odds(now) - odds(past)) / variance.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(now: (usize, usize), past: (usize, usize), want: Option<(f64, f64)>) {
        let share = |(with, all)| Share { with, all };
        let got =
            rise(share(now), share(past)).map(|rise| ((rise.g2 * 10.0).round() / 10.0, (rise.z * 10.0).round() / 10.0));
        assert_eq!(got, want);
    }

    /// The figures of G2 are those of the usual table of two by two.
    #[test]
    fn what_may_be_an_accident_is_no_rise() {
        check((10, 100), (0, 400), Some((33.0, 3.4)));
        check((10, 100), (40, 400), None);
        check((4, 20), (1, 400), Some((20.3, 3.2)));
        check((4, 100), (4, 400), None);
        check((1, 100), (30, 400), None);
    }
}
