//! What is new of each brand in the last seven days: topics, voices, who is taken up.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::dashboard::{in_order, web_address};
use super::language::Speak;
use super::{Failure, page};
use crate::daemon::{App, trends};
use crate::locale::{date_time, decimal};
use crate::model::{BrandTrends, DAY_MS, NetText, Quote};

const DAYS: i64 = 7;
const QUOTES: usize = 2;
/// Brands that one page looks at: each costs a reading of thousands of texts (R7).
const BRANDS: usize = 8;

#[derive(Template)]
#[template(path = "web/trends.html")]
struct Page {
    speak: Speak,
    brands: Vec<BrandPart>,
}

struct BrandPart {
    name: String,
    head: String,
    topics: Vec<TopicPart>,
    voices: Vec<(String, String)>,
    relayed: Vec<(String, Option<String>)>,
}

struct TopicPart {
    terms: Vec<NetText>,
    fact: String,
    tone: &'static str,
    quotes: Vec<QuotePart>,
}

struct QuotePart {
    text: NetText,
    url: Option<String>,
    place: String,
}

pub(super) async fn show(State(app): State<Arc<App>>, speak: Speak) -> Result<Response, Failure> {
    let rules = app.rules();
    let to = app.clock.now().plus_millis(1);
    let from = to.plus_millis(-DAYS * DAY_MS);
    let mut brands = Vec::new();
    for brand in in_order(&rules).into_iter().take(BRANDS) {
        let found = trends::of_brand(&app.store, (brand.id, &brand.config.name), from, to, QUOTES).await?;
        brands.push(part(speak, &found, &rules.config.time_zone));
    }
    page(&Page { speak, brands })
}

fn part(speak: Speak, found: &BrandTrends, zone: &str) -> BrandPart {
    let facts = [("stories", found.stories.into()), ("past", found.past_stories.into())];
    let topics = found.rising.iter().map(|topic| TopicPart {
        terms: std::iter::once(&topic.term).chain(&topic.companions).map(|term| term.clipped(60)).collect(),
        fact: speak.tell(
            "trend-topic",
            &[
                ("stories", topic.stories.into()),
                ("expected", decimal(speak.0, topic.expected, 1).into()),
                ("outlets", topic.outlets.into()),
                ("negative", topic.negative.into()),
                ("mentions", topic.mentions.into()),
            ],
        ),
        tone: tone(topic.negative, topic.positive),
        quotes: topic.quotes.iter().map(|quote| quoted(speak, quote, zone)).collect(),
    });
    let voices = found.voices.iter().map(|voice| {
        let facts = [
            ("kind", voice.kind.as_str().into()),
            ("name", voice.name.clipped(90).to_string().into()),
            ("mentions", voice.mentions.into()),
            ("negative", voice.negative.into()),
        ];
        (speak.tell("trend-voice", &facts), date_time(speak.0, voice.first_at, zone))
    });
    let relayed = found.relayed.iter().map(|one| {
        let facts = [
            ("outlet", one.outlet.to_string().into()),
            ("stories", one.stories.into()),
            ("relays", one.relays.into()),
            ("title", one.title.clipped(110).to_string().into()),
        ];
        (speak.tell("trend-relayed", &facts), one.url.as_deref().and_then(web_address))
    });
    BrandPart {
        name: found.brand.clone(),
        head: speak.tell("web-trends-head", &facts),
        topics: topics.collect(),
        voices: voices.collect(),
        relayed: relayed.collect(),
    }
}

/// The side that more mentions take.
const fn tone(negative: u32, positive: u32) -> &'static str {
    if negative > positive {
        "negative"
    } else if positive > negative {
        "positive"
    } else {
        "neutral"
    }
}

fn quoted(speak: Speak, quote: &Quote, zone: &str) -> QuotePart {
    QuotePart {
        text: quote.text.clipped(240),
        url: quote.url.as_deref().and_then(web_address),
        place: format!("{} · {}", NetText::new(quote.source_name.clone()), date_time(speak.0, quote.at, zone)),
    }
}
