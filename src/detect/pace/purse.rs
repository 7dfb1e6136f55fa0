//! The price of a request: what an index must reach for a source to be asked.
//!
//! It is learnt, not set: when the sources are asked at longer pauses than the budget allows for, a request is too dear,
//! and the other way round. Over many looks the mean pause is the time divided by the number of requests, so holding
//! it holds the budget, whatever the sources do. Once learnt, the price takes a day's looks to move: by day more is
//! published than at night and on Mondays more than on Sundays, so that is when more is asked.

use super::DAY;

/// Where the price starts: what 24 requests a source and day cost on recorded feeds.
const FIRST: f64 = 0.8;
/// The first price is believed as if so many looks had found it, and no look moves the price by more than its part.
const BELIEVED: f64 = 100.0;

/// Keeps a budget of requests.
#[derive(Clone, Debug)]
pub struct Purse {
    /// Minutes between two looks at a source, on average.
    pause: f64,
    price: f64,
    /// Looks at all sources that the price was learnt from, and that a day has.
    looks: f64,
    looks_a_day: f64,
}

impl Purse {
    /// For so many requests a source and day, on average.
    pub fn new(requests_a_day: f64, sources: usize) -> Self {
        let pause = DAY / requests_a_day.max(1.0);
        // A quarter of the requests wait twice as long, and the index grows with the square.
        let price = FIRST * (pause / 60.0).powi(2);
        let mut purse = Self { pause, price, looks: BELIEVED, looks_a_day: 0.0 };
        purse.share_among(sources);
        purse
    }

    /// Keeps what was learnt, for so many sources from now on.
    pub fn share_among(&mut self, sources: usize) {
        self.looks_a_day = DAY / self.pause * sources as f64;
    }

    /// What an index must reach.
    pub const fn price(&self) -> f64 {
        self.price
    }

    /// A source will be asked after so many minutes.
    pub fn spend(&mut self, pause: u32) {
        self.looks = (self.looks + 1.0).min(self.looks_a_day).max(BELIEVED);
        let dearer = (self.pause - f64::from(pause)) / self.pause;
        self.price = (self.price * (dearer.clamp(-3.0, 3.0) / self.looks).exp()).clamp(1e-4, 1e4);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day's looks at sources of which every second one is livelier: pauses grow with the square root of the price.
    fn spend(purse: &mut Purse, looks: u32, lively: f64) -> f64 {
        let pauses = (0..looks).map(|look| {
            let rate = lively * if look % 2 == 0 { 0.002 } else { 0.000_2 };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
            let pause = (2.0 * purse.price() / rate).sqrt().clamp(5.0, 120.0) as u32;
            purse.spend(pause);
            f64::from(pause)
        });
        pauses.sum::<f64>() / f64::from(looks)
    }

    #[test]
    fn the_mean_pause_is_held_by_few_sources_and_by_many() {
        for sources in [1, 50, 1_000] {
            let mut purse = Purse::new(24.0, sources);
            spend(&mut purse, 60_000, 1.0);
            let mean = spend(&mut purse, 10_000, 1.0);
            assert!((57.0..63.0).contains(&mean), "{sources}: {mean}");
        }
    }

    #[test]
    fn a_lively_hour_is_asked_more_and_a_lively_week_is_not() {
        let mut purse = Purse::new(24.0, 1_000);
        spend(&mut purse, 24_000 * 4, 1.0);
        let before = purse.price();
        let hour = spend(&mut purse, 1_000, 3.0);
        assert!(hour < 50.0, "{hour}");
        assert!(purse.price() < before * 1.05, "{} {before}", purse.price());
        spend(&mut purse, 24_000 * 7, 3.0);
        let week = spend(&mut purse, 10_000, 3.0);
        assert!((57.0..63.0).contains(&week), "{week}");
    }
}
