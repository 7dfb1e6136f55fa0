//! The digest: the brands side by side, what was told of them, what changed on watched pages, what is not known.

use super::alert::story;
use super::health::{rest, unknown};
use super::letter::{Action, Block, Cell, Entry, Letter, Level, Rows};
use super::words::{Words, line};
use super::{MailStyle, curve, links, pages, quote, subject, trends};
use crate::model::{BrandFigures, DigestFacts, DigestPeriod, IncidentLine, Role};

const MOST_BRANDS: usize = 12;
const MOST_STORIES: usize = 7;
const MOST_QUOTES: usize = 5;
const MOST_INCIDENTS: usize = 10;

/// The letter of a digest.
pub(super) fn compose(facts: &DigestFacts, words: Words<'_>, style: &MailStyle) -> Letter {
    let mut letter = Letter::new(words, Level::Info, subject::digest(facts, words), style);
    letter.about = subject::brands(facts, words);
    let own: Vec<&BrandFigures> = facts.brands.iter().filter(|brand| brand.role == Role::Own).collect();
    if let [only] = own.as_slice() {
        letter.about = line(&only.brand, 60);
        letter.list.clone_from(&only.brand);
    }
    let page = facts.page_url.as_deref().and_then(links::safe);
    letter.headline = headline(facts, words);
    letter.lead = lead(facts, &own, words);
    if let Some(url) = page.clone() {
        letter.blocks.push(Block::Actions(vec![Action { label: words.say("mail-action-see"), url }]));
    }
    brands(&mut letter, facts, page.as_deref(), words);
    incidents(&mut letter, facts, page.as_deref(), words);
    stories(&mut letter, facts, page.as_deref(), words);
    trends::add(&mut letter, facts, words);
    pages::add(&mut letter, facts, page.as_deref(), words);
    if facts.curve.iter().any(|point| point.mentions > 0) {
        letter
            .blocks
            .push(Block::Heading(words.tell("mail-digest-curve", &[("period", facts.period.as_str().into())])));
        curve::add(&mut letter, &facts.curve, None, words);
        let counted = facts.curve.iter().fold(0_u32, |sum, point| sum.saturating_add(point.mentions));
        let found = own.iter().fold(0_u32, |sum, brand| sum.saturating_add(brand.mentions));
        if let apart @ 1.. = found.saturating_sub(counted) {
            letter.blocks.push(Block::Note(words.tell("mail-curve-apart", &[("count", apart.into())])));
        }
    }
    unknown(&mut letter, facts.coverage, &facts.blind, page.as_deref(), words);
    letter
}

fn headline(facts: &DigestFacts, words: Words<'_>) -> String {
    // The end of the period is the first instant that is not in it.
    let (from, to) = (words.date(facts.from), words.date(facts.to.plus_millis(-1)));
    let is_calendar_day = facts.period == DigestPeriod::Daily && from == to;
    let args = [
        ("period", if is_calendar_day { "day" } else { facts.period.as_str() }.into()),
        ("from", from.into()),
        ("to", to.into()),
        ("start", words.date_time(facts.from).into()),
        ("end", words.date_time(facts.to).into()),
    ];
    words.tell("mail-digest-headline", &args)
}

/// The period in one sentence; on an empty period, that vigie did look.
fn lead(facts: &DigestFacts, own: &[&BrandFigures], words: Words<'_>) -> String {
    let sum = |figure: fn(&BrandFigures) -> u32| own.iter().fold(0_u32, |sum, brand| sum.saturating_add(figure(brand)));
    let mentions = sum(|brand| brand.mentions);
    let before = own.iter().try_fold(0_u32, |sum, brand| Some(sum.saturating_add(brand.mentions_before?)));
    let args = [
        ("quiet", if mentions == 0 { "yes" } else { "no" }.into()),
        ("read", if facts.coverage.succeeded == 0 && facts.coverage.expected > 0 { "no" } else { "yes" }.into()),
        ("period", facts.period.as_str().into()),
        ("count", mentions.into()),
        ("negative", sum(|brand| brand.negative).into()),
        ("compared", if before.is_some() { "yes" } else { "no" }.into()),
        ("before", words.integer(before.unwrap_or_default()).into()),
        ("polls", facts.coverage.succeeded.into()),
        ("share", words.percent(facts.coverage.share()).into()),
    ];
    words.tell("mail-digest-lead", &args)
}

fn brands(letter: &mut Letter, facts: &DigestFacts, page: Option<&str>, words: Words<'_>) {
    if facts.brands.is_empty() {
        return;
    }
    letter.blocks.push(Block::Heading(words.say("mail-digest-brands")));
    let voiced = |brand: &&BrandFigures| brand.role != Role::Sector;
    let all: u64 = facts.brands.iter().filter(voiced).map(|brand| u64::from(brand.mentions)).sum();
    let compared = facts.brands.iter().filter(voiced).count() > 1 && all > 0;
    let mut head = vec![
        words.say("mail-column-brand"),
        words.say("mail-column-mentions"),
        words.say("mail-column-negative"),
        words.say("mail-column-positive"),
    ];
    if compared {
        head.push(words.say("mail-column-share"));
    }
    let rows = facts.brands.iter().take(MOST_BRANDS).map(|brand| {
        let mut row = figures(brand, words);
        if compared {
            let share = f64::from(brand.mentions) / all as f64;
            let main = if brand.role == Role::Sector { "–".to_owned() } else { words.percent(share) };
            row.push(Cell { main, sub: String::new() });
        }
        row
    });
    letter.blocks.push(Block::Rows(Rows { head, rows: rows.collect() }));
    rest(letter, facts.brands.len(), MOST_BRANDS, page, words);
}

fn figures(brand: &BrandFigures, words: Words<'_>) -> Vec<Cell> {
    let against = |now: u32, before: Option<u32>| {
        let Some(before) = before else { return Cell { main: words.integer(now), sub: String::new() } };
        let change = words.change(now, before);
        let args = [
            ("change", change.into()),
            ("before", words.integer(before).into()),
            ("same", if now == before { "yes" } else { "no" }.into()),
        ];
        Cell { main: words.integer(now), sub: words.tell("mail-change", &args) }
    };
    let role = words.tell("mail-role", &[("role", brand.role.as_str().into())]);
    vec![
        Cell { main: line(&brand.brand, 60), sub: role },
        against(brand.mentions, brand.mentions_before),
        against(brand.negative, brand.negative_before),
        Cell { main: words.integer(brand.positive), sub: String::new() },
    ]
}

fn incidents(letter: &mut Letter, facts: &DigestFacts, page: Option<&str>, words: Words<'_>) {
    if facts.incidents.is_empty() {
        return;
    }
    letter.blocks.push(Block::Heading(words.say("mail-digest-incidents")));
    let entry = |incident: &IncidentLine| {
        let title = words.tell(
            "mail-incident",
            &[
                ("tag", words.say(Level::from(incident.severity).key()).into()),
                ("brand", line(&incident.brand, 60).into()),
                ("count", incident.mentions.into()),
            ],
        );
        let note = words.tell(
            "mail-incident-note",
            &[
                ("state", incident.state.as_str().into()),
                ("opened", words.date_time(incident.opened_at).into()),
                ("lasted", words.between(incident.opened_at, incident.closed_at.unwrap_or(facts.to)).into()),
            ],
        );
        Entry { text: title, url: None, note }
    };
    letter.blocks.push(Block::List(facts.incidents.iter().take(MOST_INCIDENTS).map(entry).collect()));
    rest(letter, facts.incidents.len(), MOST_INCIDENTS, page, words);
}

fn stories(letter: &mut Letter, facts: &DigestFacts, page: Option<&str>, words: Words<'_>) {
    if !facts.stories.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-digest-stories")));
        letter.blocks.push(Block::List(facts.stories.iter().take(MOST_STORIES).map(|s| story(s, words)).collect()));
        rest(letter, facts.stories.len(), MOST_STORIES, page, words);
    }
    if !facts.quotes.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-digest-quotes")));
        let quotes = facts.quotes.iter().take(MOST_QUOTES);
        letter.blocks.extend(quotes.map(|found| Block::Quote(quote::quoted(found, words))));
    }
}
