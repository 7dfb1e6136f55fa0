//! What an item costs once a query has hit: language, tone, moderation, sketch; and what a hostile one costs.

use divan::Bencher;
use vigie::model::{Field, Language, TermHit};
use vigie::understand::{language, moderation, story, tone};

fn main() {
    divan::main();
}

const POST: &str = "J’ai commandé chez Acme il y a trois semaines et toujours rien. Le service client est nul, personne ne \
    répond, et maintenant ils refusent de rembourser. Une honte ! Pourtant mon frère en était très content l’an dernier ; \
    la livraison était rapide et le produit impeccable. Je ne recommande pas. ";

/// A post, an article, the longest text that is kept.
const LENGTHS: [usize; 3] = [300, 4_000, 65_000];

fn text(long: usize) -> String {
    let mut text = POST.repeat(long / POST.len() + 1);
    text.truncate(text.floor_char_boundary(long));
    text
}

fn hits(text: &str) -> Vec<TermHit> {
    let hit = |(start, found): (usize, &str)| TermHit {
        field: Field::Text,
        start,
        end: start + found.len(),
        term: "acme".to_owned(),
    };
    text.match_indices("Acme").map(hit).take(64).collect()
}

#[divan::bench(args = LENGTHS)]
fn detecting_the_language(bencher: Bencher<'_, '_>, long: usize) {
    let text = text(long);
    bencher.bench_local(|| language::detect(&text, Some("fr")));
}

#[divan::bench(args = LENGTHS)]
fn judging_the_tone(bencher: Bencher<'_, '_>, long: usize) {
    let text = text(long);
    let hits = hits(&text);
    bencher.bench_local(|| tone::towards("Acme ne répond plus", &text, &hits, Language::Fr));
}

#[divan::bench(args = LENGTHS)]
fn flagging(bencher: Bencher<'_, '_>, long: usize) {
    let text = text(long);
    bencher.bench_local(|| moderation::flags("Acme ne répond plus", &text, Language::Fr));
}

#[divan::bench(args = LENGTHS)]
fn sketching(bencher: Bencher<'_, '_>, long: usize) {
    let text = text(long);
    bencher.bench_local(|| story::sketch("Acme ne répond plus", &text));
}

/// Thousands of clauses round as many names: the worst that sixty-four kilobytes can ask of the tone.
#[divan::bench(sample_count = 10)]
fn judging_a_hostile_text(bencher: Bencher<'_, '_>) {
    let text = format!("{}{}", format!("Acme{}", ",a".repeat(700)).repeat(11), "Acme,".repeat(300));
    let hits = hits(&text);
    bencher.bench_local(|| tone::towards("", &text, &hits, Language::Fr));
}
