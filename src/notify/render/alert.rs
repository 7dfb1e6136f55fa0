//! The alert mail. Its first screen answers: what, since when, how much against the usual, where it began, who can see
//! it, and what can be done. Then the evidence, then the curve, then what is not known.

use super::health::{rest, unknown};
use super::letter::{Action, Block, Entry, Figure, Letter, Level};
use super::rise::{self, Rise};
use super::words::{Words, line};
use super::{MailStyle, curve, links, quote, subject};
use crate::model::{AlertFacts, Stage, StoryLine, Timestamp};

const MOST_QUOTES: usize = 5;
const MOST_STORIES: usize = 5;
const MOST_TOLD: usize = 8;

/// The letter of an alert, written at `written`.
pub(super) fn compose(facts: &AlertFacts, written: Timestamp, words: Words<'_>, style: &MailStyle) -> Letter {
    let level = if facts.stage == Stage::Closed { Level::Calm } else { facts.severity.into() };
    let mut letter = Letter::new(words, level, subject::alert(facts, level, written, words), style);
    letter.about = line(&facts.brand, 60);
    letter.list.clone_from(&facts.brand);
    letter.headline = headline(facts, written, words);
    letter.lead = lead(facts, written, words);
    begin(&mut letter, facts, words);
    letter.blocks.push(Block::Figures(figures(facts, words)));
    known(&mut letter, facts, words);
    actions(&mut letter, facts, words);
    evidence(&mut letter, facts, words);
    if !facts.curve.is_empty() {
        letter.blocks.push(Block::Heading(words.tell("mail-alert-curve", &[("points", facts.curve.len().into())])));
        curve::add(&mut letter, &facts.curve, rise::hourly(facts), words);
    }
    unknown(
        &mut letter,
        facts.coverage,
        &facts.blind,
        facts.page_url.as_deref().and_then(links::safe).as_deref(),
        words,
    );
    let incident = words.tell("mail-footer-incident", &[("number", facts.incident.to_string().into())]);
    letter.footer.push(Entry {
        text: incident,
        url: facts.page_url.as_deref().and_then(links::safe),
        note: String::new(),
    });
    letter
}

fn headline(facts: &AlertFacts, written: Timestamp, words: Words<'_>) -> String {
    let stage = match facts.stage {
        Stage::Opened => "open",
        Stage::Update(_) => "update",
        Stage::Closed => "end",
    };
    let rise = Rise::of(facts, written, words);
    words.tell(
        "mail-alert-headline",
        &[
            ("stage", stage.into()),
            ("about", if rise::is_volume(facts) { "volume" } else { "negative" }.into()),
            ("young", if rise.young { "yes" } else { "no" }.into()),
            ("count", rise.count.into()),
            ("span", rise.span.into()),
            ("total", facts.total_mentions.into()),
            ("lasted", words.between(facts.opened_at, written).into()),
        ],
    )
}

/// What, since when, and how much against the usual.
fn lead(facts: &AlertFacts, written: Timestamp, words: Words<'_>) -> String {
    let finding = &facts.finding;
    let (unit, rate) = rise::usual(facts);
    let young = Rise::of(facts, written, words).young;
    // A first estimate has bounds so wide that they tell nothing.
    let compared = match (young, finding.learning) {
        (true, _) => "rate",
        (false, true) => "guess",
        (false, false) => "range",
    };
    words.tell(
        "mail-alert-lead",
        &[
            ("stage", if facts.stage == Stage::Closed { "end" } else { "on" }.into()),
            ("compared", compared.into()),
            ("since", words.date_time(finding.since).into()),
            ("mentions", facts.total_mentions.into()),
            ("negative", facts.total_negative.into()),
            ("share", words.percent(share(facts)).into()),
            ("usual", words.percent(finding.usual_negative_share).into()),
            ("stories", if young { facts.total_stories } else { finding.stories }.into()),
            ("span", words.minutes(finding.window_minutes).into()),
            ("expected", words.about(finding.expected).into()),
            ("low", words.about(finding.expected_low).into()),
            ("high", words.about(finding.expected_high).into()),
            ("rate", words.about(rate).into()),
            ("unit", unit.into()),
        ],
    )
}

/// The negative share of the whole rise.
fn share(facts: &AlertFacts) -> f64 {
    f64::from(facts.total_negative) / f64::from(facts.total_mentions.max(1))
}

/// Where it began, and who is told.
fn begin(letter: &mut Letter, facts: &AlertFacts, words: Words<'_>) {
    if let Some(first) = &facts.first {
        let text = words.tell(
            "mail-alert-first",
            &[("source", line(&first.source_name, 60).into()), ("at", words.date_time(first.at).into())],
        );
        letter.blocks.push(Block::Text(text));
    }
    if let Some((by, at)) = &facts.acknowledged {
        let args = [("by", line(by, 60).into()), ("at", words.date_time(*at).into())];
        letter.blocks.push(Block::Text(words.tell("mail-alert-acknowledged", &args)));
    }
    if !facts.told.is_empty() {
        let names: Vec<String> = facts.told.iter().take(MOST_TOLD).map(|name| line(name, 40)).collect();
        let more = facts.told.len().saturating_sub(MOST_TOLD);
        let args = [
            ("names", names.join(", ").into()),
            ("cut", if more > 0 { "yes" } else { "no" }.into()),
            ("more", more.into()),
        ];
        letter.blocks.push(Block::Note(words.tell("mail-alert-told", &args)));
    }
}

fn figures(facts: &AlertFacts, words: Words<'_>) -> Vec<Figure> {
    let reprises = facts.total_mentions.saturating_sub(facts.total_stories);
    let ratio = rise::ratio(facts);
    let (unit, rate) = rise::usual(facts);
    vec![
        Figure {
            value: words.integer(facts.total_negative),
            label: words.tell("mail-figure-negative", &[("count", facts.total_negative.into())]),
            note: words.tell("mail-figure-share", &[("share", words.percent(share(facts)).into())]),
        },
        Figure {
            value: words.integer(facts.total_mentions),
            label: words.tell("mail-figure-mentions", &[("count", facts.total_mentions.into())]),
            note: words.tell("mail-figure-reprises", &[("count", reprises.into())]),
        },
        Figure {
            value: words.integer(facts.total_stories),
            label: words.tell("mail-figure-stories", &[("count", facts.total_stories.into())]),
            note: words.tell(
                "mail-figure-ratio",
                &[
                    ("risen", if ratio.is_some() { "yes" } else { "no" }.into()),
                    ("ratio", words.about(ratio.unwrap_or(0.0)).into()),
                    ("rate", words.about(rate).into()),
                    ("unit", unit.into()),
                ],
            ),
        },
    ]
}

/// How sure the alert is of itself.
fn known(letter: &mut Letter, facts: &AlertFacts, words: Words<'_>) {
    let days = facts.finding.return_days;
    if facts.finding.learning {
        letter.blocks.push(Block::Note(words.say("mail-alert-learning")));
    } else if days.is_finite() && days >= 2.0 && facts.stage != Stage::Closed {
        let (unit, count) = if days < 60.0 {
            ("days", days.round())
        } else if days < 730.0 {
            ("months", (days / 30.4).round())
        } else if days < 3_650.0 {
            ("years", (days / 365.25).round())
        } else {
            ("decade", 0.0)
        };
        let args = [("unit", unit.into()), ("count", count.into())];
        letter.blocks.push(Block::Note(words.tell("mail-alert-rarity", &args)));
    }
}

fn actions(letter: &mut Letter, facts: &AlertFacts, words: Words<'_>) {
    let open = facts.stage != Stage::Closed && facts.acknowledged.is_none();
    let take_on = facts.ack_url.as_deref().filter(|_| open).and_then(links::safe);
    let see = facts.page_url.as_deref().and_then(links::safe);
    let actions: Vec<Action> = [("mail-action-take-on", take_on), ("mail-action-see", see)]
        .into_iter()
        .filter_map(|(key, url)| Some(Action { label: words.say(key), url: url? }))
        .collect();
    if !actions.is_empty() {
        letter.blocks.push(Block::Actions(actions));
    }
}

fn evidence(letter: &mut Letter, facts: &AlertFacts, words: Words<'_>) {
    if !facts.quotes.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-alert-quotes")));
        let quotes = facts.quotes.iter().take(MOST_QUOTES);
        letter.blocks.extend(quotes.map(|found| Block::Quote(quote::quoted(found, words))));
    }
    if let Some(first) = facts.first.as_ref().filter(|first| !facts.quotes.iter().any(|q| q.mention == first.mention)) {
        letter.blocks.push(Block::Heading(words.say("mail-alert-origin")));
        letter.blocks.push(Block::Quote(quote::quoted(first, words)));
    }
    if !facts.stories.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-alert-stories")));
        letter.blocks.push(Block::List(facts.stories.iter().take(MOST_STORIES).map(|s| story(s, words)).collect()));
        let page = facts.page_url.as_deref().and_then(links::safe);
        rest(letter, facts.stories.len(), MOST_STORIES, page.as_deref(), words);
    }
}

/// One story in a list.
pub(super) fn story(story: &StoryLine, words: Words<'_>) -> Entry {
    let note = words.tell(
        "mail-story",
        &[
            ("source", line(&story.source_name, 60).into()),
            ("at", words.date_time(story.first_seen_at).into()),
            ("pickups", story.pickups.into()),
            ("outlets", story.outlets.into()),
            ("negative", story.negative.into()),
        ],
    );
    let title = line(story.title.as_str(), 110);
    let text = if title.is_empty() { line(&story.source_name, 60) } else { title };
    Entry { text, url: story.url.as_deref().and_then(links::safe), note }
}
