//! What is not being read, told to the operator: in its own mail, and under every figure of the others.

use super::letter::{Action, Block, Entry, Letter, Level};
use super::words::{Words, line};
use super::{MailStyle, links, subject};
use crate::model::{Coverage, HealthFacts, SourceLine, SourceStatus};

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
    letter.about = words.tell("mail-health-about", &args);
    letter.headline = words.tell("mail-health-headline", &args);
    letter.lead = words.tell("mail-health-lead", &args);
    let page = facts.page_url.as_deref().and_then(links::safe);
    if let Some(url) = page.clone() {
        letter.blocks.push(Block::Actions(vec![Action { label: words.say("mail-action-sources"), url }]));
    }
    if !facts.blind.is_empty() {
        letter.blocks.push(Block::Heading(words.tell("mail-health-blind", &args)));
        list_blind(&mut letter, &facts.blind, page.as_deref(), words);
        letter.blocks.extend(next(facts).into_iter().map(|key| Block::Note(words.say(key))));
    }
    if !facts.recovered.is_empty() {
        letter.blocks.push(Block::Heading(words.tell("mail-health-recovered", &args)));
        let shown = facts.recovered.iter().take(MOST_SOURCES);
        letter.blocks.push(Block::List(
            shown.map(|name| Entry { text: line(name, 80), url: None, note: String::new() }).collect(),
        ));
        rest(&mut letter, facts.recovered.len(), MOST_SOURCES, page.as_deref(), words);
    }
    letter
}

/// What is told: a return, a cut network, one's own sites, sources that publish nothing, or that are no longer read.
pub(super) fn state(facts: &HealthFacts) -> &'static str {
    let answer = |line: &SourceLine| matches!(line.status, SourceStatus::Unreadable | SourceStatus::SelectorLost);
    match (facts.blind.is_empty(), facts.own_sites) {
        (true, true) => "online",
        (true, false) => "back",
        (false, _) if facts.outage => "cut",
        (false, true) if facts.blind.iter().all(answer) => "odd",
        (false, true) => "down",
        (false, false) if facts.blind.iter().all(|line| line.status == SourceStatus::Silent) => "silent",
        (false, false) => "blind",
    }
}

/// What vigie does next, and what is left to the reader.
fn next(facts: &HealthFacts) -> Vec<&'static str> {
    let any = |of: fn(SourceStatus) -> bool| facts.blind.iter().any(|line| of(line.status));
    let mut keys = Vec::new();
    if facts.own_sites {
        keys.push("mail-health-next-site");
    } else if any(|status| !matches!(status, SourceStatus::Gone | SourceStatus::Silent)) {
        keys.push("mail-health-next");
    }
    if any(|status| status == SourceStatus::Gone) {
        keys.push("mail-health-next-gone");
    }
    if any(|status| status == SourceStatus::Silent) {
        keys.push("mail-health-next-silent");
    }
    keys
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
    // A source that fails is asked more and more rarely: there may be hours in which none of it was due.
    let whole = match (coverage.succeeded >= coverage.expected, blind) {
        (true, []) => "yes",
        (true, _) => "but",
        (false, _) => "no",
    };
    let args = [
        ("whole", whole.into()),
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
        let last = source.last_ok.map(|last| words.date_time(last));
        let is_told = source.url.is_some() && source.detail.is_some();
        let detail = source.detail.as_deref().map(|english| line(&words.detail(english), 140)).unwrap_or_default();
        // Of a site of one's own, what its check met says more than the word for it.
        let note = words.tell(
            if is_told { "mail-site-line" } else { "mail-source-line" },
            &[
                ("status", status.into()),
                ("dated", if since.is_some() { "yes" } else { "no" }.into()),
                ("since", since.unwrap_or_default().into()),
                ("seen", if last.is_some() { "yes" } else { "no" }.into()),
                ("last", last.unwrap_or_default().into()),
                ("detailed", if detail.is_empty() { "no" } else { "yes" }.into()),
                ("detail", detail.into()),
            ],
        );
        Entry { text: line(&source.name, 80), url: source.url.as_deref().and_then(links::safe), note }
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
