//! The price of a request: what an index must reach for a source to be asked.
//!
//! It is learnt, not set: when the sources are asked at longer pauses than the budget allows for, a request is too dear,
//! and the other way round. Over many looks the mean pause is the time divided by the number of requests, so holding
//! it holds the budget, whatever the sources do. By day more is published than at night; the price hardly moves within
//! a day, so more is asked by day.

use super::DAY;

/// Where the price starts: what 24 requests a source and day cost on recorded feeds.
const FIRST: f64 = 0.8;
/// How far one pause moves it.
const STEP: f64 = 0.01;

/// Keeps a budget of requests.
#[derive(Clone, Debug)]
pub struct Purse {
    /// Minutes between two looks at a source, on average.
    pause: f64,
    price: f64,
}

impl Purse {
    /// For so many requests a source and day, on average.
    pub fn new(requests_a_day: f64) -> Self {
        let pause = DAY / requests_a_day.max(1.0);
        // A quarter of the requests wait twice as long, and the index grows with the square.
        Self { pause, price: FIRST * (pause / 60.0).powi(2) }
    }

    /// What an index must reach.
    pub const fn price(&self) -> f64 {
        self.price
    }

    /// A source will be asked after so many minutes.
    pub fn spend(&mut self, pause: u32) {
        let dearer = (self.pause - f64::from(pause)) / self.pause;
        self.price = (self.price * (STEP * dearer.clamp(-3.0, 3.0)).exp()).clamp(1e-4, 1e4);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_pause_is_held() {
        let mut purse = Purse::new(24.0);
        let mut last = Vec::new();
        for look in 0..20_000_u32 {
            // Sources of which every second one is livelier: pauses grow with the square root of the price.
            let rate = if look % 2 == 0 { 0.002 } else { 0.000_2 };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
            let pause = (2.0 * purse.price() / rate).sqrt().clamp(5.0, 120.0) as u32;
            purse.spend(pause);
            last.push(f64::from(pause));
        }
        let mean = last[10_000..].iter().sum::<f64>() / 10_000.0;
        assert!((57.0..63.0).contains(&mean), "{mean}");
    }
}
