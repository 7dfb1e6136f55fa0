//! A linear model of a few dozen examples over words: what to add to a given start so that the classes come out right.

use crate::understand::fixed::FixedMap;

const ROUNDS: usize = 40;
const RATE: f64 = 0.6;
/// How much a weight shrinks in a round: a word that was seen once learns little.
const SHRINK: f64 = 0.01;

/// One example.
pub(super) struct Example<const N: usize> {
    pub start: [f64; N],
    pub keys: Vec<u64>,
    pub class: usize,
    pub weight: f64,
}

/// What each word adds to each class.
#[derive(Clone, Debug)]
pub(super) struct Linear<const N: usize> {
    weights: FixedMap<u64, [f64; N]>,
}

impl<const N: usize> Default for Linear<N> {
    fn default() -> Self {
        Self { weights: FixedMap::default() }
    }
}

impl<const N: usize> Linear<N> {
    /// Learns from the examples, in their order: the same examples give the same weights.
    pub(super) fn learn(examples: &[Example<N>]) -> Self {
        let mut model = Self::default();
        for _ in 0..ROUNDS {
            for example in examples {
                let mut errors = model.answer(example.start, &example.keys);
                errors[example.class] -= 1.0;
                let scale = scale(example.keys.len());
                for key in &example.keys {
                    let weights = model.weights.entry(*key).or_insert([0.0; N]);
                    for (weight, error) in weights.iter_mut().zip(errors) {
                        *weight -= RATE * example.weight * error * scale;
                    }
                }
            }
            for weights in model.weights.values_mut() {
                *weights = weights.map(|weight| weight * (1.0 - SHRINK));
            }
        }
        model
    }

    pub(super) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    pub(super) fn weight(&self, key: u64) -> Option<[f64; N]> {
        self.weights.get(&key).copied()
    }

    /// The shares of the classes.
    pub(super) fn answer(&self, start: [f64; N], keys: &[u64]) -> [f64; N] {
        // Words that nobody taught neither help nor thin out those that somebody did.
        let known: Vec<&[f64; N]> = keys.iter().filter_map(|key| self.weights.get(key)).collect();
        let scale = scale(known.len());
        let mut sums = start;
        for weights in known {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight * scale;
            }
        }
        let top = sums.iter().copied().fold(f64::MIN, f64::max);
        let parts = sums.map(|sum| (sum - top).exp());
        let all: f64 = parts.iter().sum();
        parts.map(|part| part / all)
    }
}

/// Many words share what one word says alone.
pub(super) fn scale(words: usize) -> f64 {
    1.0 / (words.max(1) as f64).sqrt()
}
