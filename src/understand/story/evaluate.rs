//! How often texts are told apart and put together rightly: written texts with their stories, and what reprints make of
//! them. The figures are of pairs: two texts that are one story, and are taken for one. Pure: the caller reads the file.

use std::collections::HashMap;

use super::{Window, sketch};
use crate::model::{MINUTE_MS, Timestamp};
use crate::understand::bootstrap;

/// Orders in which the texts are let come.
const ORDERS: u64 = 10;
/// Texts of fewer words are not reprinted.
const LONG: usize = 70;

/// One text, and the story that it tells.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Texts of one story are reprints of one text.
    pub story: String,
    /// The site that it stands on.
    pub site: String,
    /// Its title.
    pub title: String,
    /// The text.
    pub text: String,
}

/// The texts of a file of blocks, `@ STORY | SITE | TITLE` and the text below; absent where it is none.
pub fn labelled(file: &str) -> Option<Vec<Labelled>> {
    let block = |block: &str| {
        let (head, text) = block.split_once('\n')?;
        let mut head = head.splitn(3, '|').map(|word| word.trim().to_owned());
        Some(Labelled { story: head.next()?, site: head.next()?, title: head.next()?, text: text.trim().to_owned() })
    };
    let blocks = format!("\n{}", file.trim_start_matches('\u{feff}'));
    blocks.split("\n@ ").skip(1).map(block).collect::<Option<Vec<_>>>().filter(|texts| !texts.is_empty())
}

/// A small generator, the same in every run (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }
}

/// What other sites make of a text: a frame, cuts, sentences moved, words changed.
fn reprints(told: &Labelled, all: &[Labelled], dice: &mut Dice) -> Vec<Labelled> {
    let words: Vec<&str> = told.text.split_whitespace().collect();
    let others = all.iter().filter(|one| one.story != told.story);
    let other: Vec<&str> = others.flat_map(|one| one.text.split_whitespace()).collect();
    let mut foreign = |count: usize| {
        let from = dice.below(other.len().saturating_sub(count));
        other.iter().skip(from).take(count).copied().collect::<Vec<_>>().join(" ")
    };
    let cut = |share: usize| words[..words.len() * share / 100].join(" ");
    let frame = words.len() / 10;
    let framed = format!("{}. {} {}", foreign(frame), told.text, foreign(frame));
    let mut sentences: Vec<&str> = told.text.split_inclusive(". ").collect();
    if sentences.len() > 3 {
        sentences.remove(sentences.len() / 2);
        sentences.swap(0, 1);
    }
    let mut made = vec![("framed", framed), ("cut70", cut(70)), ("cut40", cut(40)), ("moved", sentences.concat())];
    for (name, share) in [("changed3", 3), ("changed10", 10), ("changed20", 20)] {
        let mut changed: Vec<&str> = words.clone();
        for _ in 0..(words.len() * share).div_ceil(100) {
            changed[dice.below(words.len())] = other.get(dice.below(other.len())).copied().unwrap_or("vigie");
        }
        made.push((name, changed.join(" ")));
    }
    let site = |how| format!("{how}.reprint.example");
    made.into_iter()
        .map(|(how, text)| Labelled { site: site(how), title: String::new(), text, ..told.clone() })
        .collect()
}

/// The pairs of texts that are one story, and were taken for one.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// Put together rightly.
    pub right: usize,
    /// Told apart wrongly.
    pub missed: usize,
    /// Put together wrongly, and which.
    pub wrong: usize,
    /// The stories of the pairs put together wrongly.
    pub confused: Vec<(String, String)>,
}

impl Pairs {
    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let all = 2 * self.right + self.missed + self.wrong;
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }

    fn figures(&self) -> [f64; 3] {
        let share = |of: usize| if of == 0 { 1.0 } else { self.right as f64 / of as f64 };
        [self.f1(), share(self.right + self.wrong), share(self.right + self.missed)]
    }
}

/// Lets the texts come one after the other within two days. Of each story, the pairs that begin with it.
fn put_together(texts: &[Labelled]) -> HashMap<&str, Pairs> {
    let mut window = Window::new(100_000);
    let minute = |nth: usize| i64::try_from(nth * 2_880 / texts.len()).unwrap_or(0) * MINUTE_MS;
    let place = |(nth, told): (usize, &Labelled)| {
        window.place(sketch(&told.title, &told.text), Some(&told.site), Timestamp::from_millis(minute(nth)))
    };
    let places: Vec<usize> = texts.iter().enumerate().map(place).collect();
    let mut pairs: HashMap<&str, Pairs> = HashMap::new();
    for (i, a) in texts.iter().enumerate() {
        let counts = pairs.entry(a.story.as_str()).or_default();
        for (j, b) in texts.iter().enumerate().skip(i + 1) {
            match (a.story == b.story, places[i] == places[j]) {
                (true, true) => counts.right += 1,
                (true, false) => counts.missed += 1,
                (false, true) => {
                    counts.wrong += 1;
                    counts.confused.push((a.story.clone(), b.story.clone()));
                }
                (false, false) => {}
            }
        }
    }
    pairs
}

/// The pairs of the texts as they are, without reprints.
#[cfg(test)]
pub(super) fn pairs_of(texts: &[Labelled]) -> Pairs {
    let mut sum = Pairs::default();
    for pairs in put_together(texts).into_values() {
        sum.add(&pairs);
        sum.confused.extend(pairs.confused);
    }
    sum
}

/// The texts with what other sites make of the long ones, in an order drawn by `seed`.
fn with_reprints(all: &[Labelled], seed: u64) -> Vec<Labelled> {
    let mut dice = Dice(seed);
    let mut texts = all.to_vec();
    for told in all.iter().filter(|told| told.text.split_whitespace().count() >= LONG) {
        texts.extend(reprints(told, all, &mut dice));
    }
    for i in (1..texts.len()).rev() {
        texts.swap(i, dice.below(i + 1));
    }
    texts
}

/// What came of it, with 95 % intervals over the stories.
#[derive(Clone, Debug)]
pub struct Report {
    /// The texts, with their reprints.
    pub texts: usize,
    /// Of all orders.
    pub pairs: Pairs,
    /// F1, precision and recall of pairs, each with its interval.
    pub figures: [(f64, (f64, f64)); 3],
}

/// Measures the texts and their reprints, in ten orders.
pub fn evaluate(all: &[Labelled]) -> Report {
    let mut by_story: HashMap<String, Pairs> = HashMap::new();
    let mut texts = 0;
    for seed in 1..=ORDERS {
        let drawn = with_reprints(all, seed);
        texts = drawn.len();
        for (story, pairs) in put_together(&drawn) {
            by_story.entry(story.to_owned()).or_default().add(&pairs);
        }
    }
    let mut stories: Vec<(String, Pairs)> = by_story.into_iter().collect();
    stories.sort_by(|a, b| a.0.cmp(&b.0));
    let sum = |rows: &mut dyn Iterator<Item = usize>| {
        let mut sum = Pairs::default();
        rows.filter_map(|row| stories.get(row)).for_each(|(_, pairs)| sum.add(pairs));
        sum
    };
    let pairs = sum(&mut (0..stories.len()));
    let intervals = bootstrap::intervals(stories.len(), |rows| sum(&mut rows.iter().copied()).figures());
    let [f1, precision, recall] = pairs.figures();
    let [a, b, c] = intervals;
    Report { texts, pairs, figures: [(f1, a), (precision, b), (recall, c)] }
}
