//! How fast the queries of many brands are asked: 1,000 queries of ten terms each over a megabyte of text, of which about
//! one word in a hundred belongs to some query; beside them a bare automaton over the same terms and text, in the same run.
//!
//! Names are as unlike words as brands are. `crowded_queries` has names made like all other words instead: every second
//! word then begins like one that a wildcard asks for, and every text is a mention of dozens of brands.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use vigie::model::{BrandId, Language};
use vigie::understand::query::{About, Document, Matcher, Query, fold};

fn main() {
    divan::main();
}

/// A small generator, the same in every run (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn word(&mut self) -> String {
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    /// A name that shares its first syllables with words, and no more.
    fn name(&mut self) -> String {
        let of_words = self.word();
        let own = (0..2).map(|_| OWN_SYLLABLES[self.below(OWN_SYLLABLES.len())]).collect::<String>();
        of_words + &own
    }
}

const SYLLABLES: [&str; 24] = [
    "ba", "ce", "di", "fo", "gu", "la", "mé", "ni", "po", "ru", "sa", "té", "vi", "zo", "bra", "cle", "dri", "flo",
    "gru", "plan", "ment", "tion", "er", "que",
];
const OWN_SYLLABLES: [&str; 16] =
    ["ax", "yx", "wu", "zen", "qi", "ko", "ju", "xo", "vyn", "kra", "oo", "ekt", "huw", "zlo", "jyb", "wix"];

fn queries(dice: &mut Dice, count: usize, name: fn(&mut Dice) -> String) -> (Matcher, Vec<String>) {
    let mut names = Vec::new();
    let parsed = (0..count).map(|nth| {
        let mut terms = (0..10).map(|_| name(dice)).collect::<Vec<_>>();
        let written = format!(
            "({} OR \"{} {}\" OR {}* OR {{{}}}) AND NOT ({} OR {}) OR {} NEAR/5 ({} OR {})",
            terms[0], terms[1], terms[2], terms[3], terms[4], terms[5], terms[6], terms[7], terms[8], terms[9]
        );
        names.append(&mut terms);
        let query = Query::parse(&written).expect("a query that can be asked").query;
        (BrandId(i64::try_from(nth).unwrap_or(0)), query)
    });
    let matcher = Matcher::new(parsed.collect::<Vec<_>>());
    (matcher, names)
}

/// Texts of `long` bytes, a megabyte in all.
fn texts(dice: &mut Dice, names: &[String], long: usize) -> Vec<String> {
    let text = |dice: &mut Dice| {
        let mut text = String::with_capacity(long + 32);
        while text.len() < long {
            let known = dice.below(100) == 0;
            text.push_str(&if known { names[dice.below(names.len())].clone() } else { dice.word() + "x" });
            text.push_str(if dice.below(12) == 0 { ". " } else { " " });
        }
        text
    };
    (0..1_000_000 / long).map(|_| text(dice)).collect()
}

#[divan::bench(args = [(50, 2_000), (1_000, 2_000), (1_000, 64_000)], sample_count = 10)]
fn queries_over_texts(bencher: Bencher<'_, '_>, (count, long): (usize, usize)) {
    let mut dice = Dice(7);
    let (matcher, names) = queries(&mut dice, count, Dice::name);
    ask(bencher, &matcher, &texts(&mut dice, &names, long));
}

#[divan::bench(args = [2_000], sample_count = 10)]
fn crowded_queries(bencher: Bencher<'_, '_>, long: usize) {
    let mut dice = Dice(7);
    let (matcher, names) = queries(&mut dice, 1_000, Dice::word);
    ask(bencher, &matcher, &texts(&mut dice, &names, long));
}

/// What any matcher must pay, over text that is folded already.
#[divan::bench(args = [2_000, 64_000], sample_count = 10)]
fn bare_automaton_over_texts(bencher: Bencher<'_, '_>, long: usize) {
    let mut dice = Dice(7);
    let (_, names) = queries(&mut dice, 1_000, Dice::name);
    let texts: Vec<String> = texts(&mut dice, &names, long).iter().map(|text| fold(text)).collect();
    let terms = names.iter().map(|name| fold(name));
    let bare = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(terms).expect("an automaton");
    bencher.counter(BytesCount::new(1_000_000_usize)).bench_local(|| {
        let found = texts.iter().map(|text| bare.find_overlapping_iter(text).count());
        found.sum::<usize>()
    });
}

/// One query of 10,000 terms; its items are the texts of 2,000 bytes.
#[divan::bench(sample_count = 10)]
fn one_query_of_10000_terms(bencher: Bencher<'_, '_>) {
    let mut dice = Dice(7);
    let names: Vec<String> = (0..10_000).map(|_| dice.name()).collect();
    let query = Query::parse(&names.join(" OR ")).expect("a query that can be asked").query;
    let matcher = Matcher::new([(BrandId(1), query)]);
    let texts = texts(&mut dice, &names, 2_000);
    bencher
        .counter(ItemsCount::new(texts.len()))
        .bench_local(|| texts.iter().map(|text| hits(&matcher, text)).sum::<usize>());
}

fn ask(bencher: Bencher<'_, '_>, matcher: &Matcher, texts: &[String]) {
    bencher
        .counter(BytesCount::new(1_000_000_usize))
        .bench_local(|| texts.iter().map(|text| hits(matcher, text)).sum::<usize>());
}

fn hits(matcher: &Matcher, text: &str) -> usize {
    let language = || Language::Fr;
    let about = About::default();
    let document = Document { title: "", text, author: None, url: None, source: "bench", language: &language, about };
    matcher.hits(&document).len()
}

#[divan::bench(sample_count = 10)]
fn building_1000_queries(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| queries(&mut Dice(7), 1_000, Dice::name));
}
