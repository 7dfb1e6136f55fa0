//! What is not being read, told to the operator: in its own mail, and under every figure of the others.

use super::letter::{Action, Block, Entry, Letter, Level};
use super::words::{Words, line};
use super::{MailStyle, links, subject};
use crate::model::{Coverage, HealthFacts, SourceLine};

/// Sources named in one mail.
const MOST_SOURCES: usize = 12;

/// The letter of a health notice.
pub(super) fn compose(facts: &HealthFacts, words: Words<'_>, style: &MailStyle) -> Letter {
    let level = if facts.blind.is_empty() { Level::Calm } else { Level::Warning };
    let mut letter = Letter::new(words, level, subject::health_notice(facts, level, words), style);
    "sources".clone_into(&mut letter.list);
    let count = if facts.blind.is_empty() { facts.recovered.len() } else { facts.blind.len() };
    let state = state(facts);
    let args = [("state", state.into()), ("count", count.into()), ("sources", facts.sources.into())];
    letter.headline = words.tell("mail-health-headline", &args);
    letter.lead = words.tell("mail-health-lead", &args);
    let page = facts.page_url.as_deref().and_then(links::safe);
    if let Some(url) = page.clone() {
        letter.blocks.push(Block::Actions(vec![Action { label: words.say("mail-action-sources"), url }]));
    }
    if !facts.blind.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-health-blind")));
        list_blind(&mut letter, &facts.blind, page.as_deref(), words);
        letter.blocks.push(Block::Note(words.say("mail-health-next")));
    }
    if !facts.recovered.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-health-recovered")));
        let shown = facts.recovered.iter().take(MOST_SOURCES);
        letter.blocks.push(Block::List(
            shown.map(|name| Entry { text: line(name, 80), url: None, note: String::new() }).collect(),
        ));
        rest(&mut letter, facts.recovered.len(), MOST_SOURCES, page.as_deref(), words);
    }
    letter
}

/// What is told: a return, a cut network, or sources that are no longer read.
pub(super) fn state(facts: &HealthFacts) -> &'static str {
    match facts.blind.is_empty() {
        true => "back",
        false if facts.outage => "cut",
        false => "blind",
    }
}

/// What a mail does not know: its coverage, and the sources that are not being read.
pub(super) fn unknown(
    letter: &mut Letter,
    coverage: Coverage,
    blind: &[SourceLine],
    page: Option<&str>,
    words: Words<'_>,
) {
    letter.blocks.push(Block::Heading(words.say("mail-unknown-title")));
    let whole = coverage.succeeded >= coverage.expected && blind.is_empty();
    let args = [
        ("whole", if whole { "yes" } else { "no" }.into()),
        ("share", words.percent(coverage.share()).into()),
        ("succeeded", coverage.succeeded.into()),
        ("expected", coverage.expected.into()),
    ];
    letter.blocks.push(Block::Text(words.tell("mail-unknown-coverage", &args)));
    if !blind.is_empty() {
        letter.blocks.push(Block::Text(words.tell("mail-unknown-blind", &[("count", blind.len().into())])));
        list_blind(letter, blind, page, words);
    }
}

fn list_blind(letter: &mut Letter, blind: &[SourceLine], page: Option<&str>, words: Words<'_>) {
    let entries = blind.iter().take(MOST_SOURCES).map(|source| {
        let status = words.say(&format!("mail-source-{}", source.status.as_str().replace('_', "-")));
        let since = source.since.map(|since| words.date_time(since));
        let detail = source.detail.as_deref().map(|english| line(&words.detail(english), 140)).unwrap_or_default();
        let note = words.tell(
            "mail-source-line",
            &[
                ("status", status.into()),
                ("dated", if since.is_some() { "yes" } else { "no" }.into()),
                ("since", since.unwrap_or_default().into()),
                ("detailed", if detail.is_empty() { "no" } else { "yes" }.into()),
                ("detail", detail.into()),
            ],
        );
        Entry { text: line(&source.name, 80), url: None, note }
    });
    letter.blocks.push(Block::List(entries.collect()));
    rest(letter, blind.len(), MOST_SOURCES, page, words);
}

/// "See the 12 others", where a list was cut.
pub(super) fn rest(letter: &mut Letter, all: usize, shown: usize, page: Option<&str>, words: Words<'_>) {
    let more = all.saturating_sub(shown);
    if more == 0 {
        return;
    }
    let args = [("count", more.into()), ("linked", if page.is_some() { "yes" } else { "no" }.into())];
    let text = words.tell("mail-more", &args);
    letter.blocks.push(Block::List(vec![Entry { text, url: page.map(str::to_owned), note: String::new() }]));
}
