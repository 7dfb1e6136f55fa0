//! What is new in a digest: rising topics with a quotation, new voices, who was taken up.

use super::letter::{Block, Entry, Letter};
use super::words::{Words, line};
use super::{links, quote};
use crate::model::{BrandTrends, DigestFacts, NewVoice, Quote, Relayed, RisingTopic};

const MOST_BRANDS: usize = 3;
const MOST_TOPICS: usize = 4;
const MOST_VOICES: usize = 3;
const MOST_RELAYED: usize = 2;

/// Adds the trends of the brands that have any.
pub(super) fn add(letter: &mut Letter, facts: &DigestFacts, words: Words<'_>) {
    let many = facts.trends.iter().filter(|trends| !trends.is_empty()).count() > 1;
    for trends in facts.trends.iter().filter(|trends| !trends.is_empty()).take(MOST_BRANDS) {
        let brand = if many { line(&trends.brand, 60) } else { String::new() };
        let named = if many { "yes" } else { "no" };
        letter.blocks.push(Block::Heading(
            words.tell("mail-digest-trends", &[("named", named.into()), ("brand", brand.into())]),
        ));
        rising(letter, facts, trends, words);
        let voices = trends.voices.iter().take(MOST_VOICES).map(|one| voice(one, words));
        let relayed = trends.relayed.iter().take(MOST_RELAYED).map(|one| relayed(one, words));
        let entries: Vec<Entry> = voices.chain(relayed).collect();
        if !entries.is_empty() {
            letter.blocks.push(Block::List(entries));
        }
    }
}

fn rising(letter: &mut Letter, facts: &DigestFacts, trends: &BrandTrends, words: Words<'_>) {
    let topics: Vec<&RisingTopic> = trends.rising.iter().take(MOST_TOPICS).collect();
    if topics.is_empty() {
        return;
    }
    letter.blocks.push(Block::List(topics.iter().map(|topic| entry(topic, words)).collect()));
    // What is said, in its own words, unless the mail quotes it anyway.
    let is_quoted = |found: &&Quote| facts.quotes.iter().any(|known| known.mention == found.mention);
    if let Some(found) = topics.iter().flat_map(|topic| &topic.quotes).find(|found| !is_quoted(found)) {
        letter.blocks.push(Block::Quote(quote::quoted(found, words)));
    }
}

fn entry(topic: &RisingTopic, words: Words<'_>) -> Entry {
    let terms = std::iter::once(&topic.term).chain(&topic.companions);
    let args = [
        ("stories", topic.stories.into()),
        ("expected", words.about(topic.expected).into()),
        ("outlets", topic.outlets.into()),
        ("negative", topic.negative.into()),
        ("mentions", topic.mentions.into()),
    ];
    Entry {
        text: terms.map(|term| line(term.as_str(), 40)).collect::<Vec<_>>().join(" · "),
        url: None,
        note: words.tell("trend-topic", &args),
    }
}

fn voice(voice: &NewVoice, words: Words<'_>) -> Entry {
    let args = [
        ("kind", voice.kind.as_str().into()),
        ("name", line(voice.name.as_str(), 80).into()),
        ("mentions", voice.mentions.into()),
        ("negative", voice.negative.into()),
    ];
    Entry { text: words.tell("trend-voice", &args), url: None, note: words.date_time(voice.first_at) }
}

fn relayed(one: &Relayed, words: Words<'_>) -> Entry {
    let args = [
        ("outlet", line(one.outlet.as_str(), 60).into()),
        ("stories", one.stories.into()),
        ("relays", one.relays.into()),
        ("title", line(one.title.as_str(), 90).into()),
    ];
    let url = one.url.as_deref().and_then(links::safe);
    Entry { text: words.tell("trend-relayed", &args), url, note: String::new() }
}
