//! What is new in what is said of a brand: its stories of a period against those of the same days and hours before.

use anyhow::{Context, Result};

use super::watch::quote;
use crate::model::{BrandId, BrandTrends, DAY_MS, NetText, Quote, Relayed, RisingTopic, Timestamp, outlet};
use crate::store::{Store, ToldStory};
use crate::understand::trend::{self, Told};

/// Stories looked at of the period, and of its past: of more, as many that lie evenly among them (R7).
const MOST_STORIES: usize = 2_000;
const TOPICS: usize = 7;
const VOICES: u32 = 5;
const RELAYED: usize = 5;
/// Periods of the past: the same days of four weeks.
const WEEKS: i64 = 4;

/// The trends of one brand; `quotes` of each topic, three at most.
pub async fn of_brand(
    store: &Store,
    (id, name): (BrandId, &str),
    from: Timestamp,
    to: Timestamp,
    quotes: usize,
) -> Result<BrandTrends> {
    let now = store.told_stories(id, vec![(from, to)], MOST_STORIES).await?;
    let past = store.told_stories(id, past(from, to), MOST_STORIES).await?;
    let brand = name.to_owned();
    let past_stories = u32::try_from(past.len()).unwrap_or(u32::MAX);
    // Thousands of texts are read: beside the reactor.
    let thought = tokio::task::spawn_blocking(move || {
        let told = |stories: &[ToldStory]| stories.iter().map(|story| told(story, &brand)).collect::<Vec<_>>();
        let topics = trend::topics(&told(&now), &told(&past), TOPICS);
        (topics, now)
    });
    let (topics, now) = thought.await.context("looking for trends panicked")?;
    let mut rising = Vec::new();
    for topic in topics {
        rising.push(shown(store, &topic, &now, quotes.min(3)).await?);
    }
    Ok(BrandTrends {
        brand: name.to_owned(),
        stories: u32::try_from(now.len()).unwrap_or(u32::MAX),
        past_stories,
        rising,
        voices: store.new_voices(id, from, to, VOICES).await?,
        relayed: relayed(&now),
    })
}

/// The same weekdays and hours of four weeks; of a period that is longer than a week, the four periods before it.
fn past(from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let weeks = (to.since(from).max(1) + 7 * DAY_MS - 1) / (7 * DAY_MS);
    let back = |nth: i64| -nth * weeks.max(1) * 7 * DAY_MS;
    (1..=WEEKS).rev().map(|nth| (from.plus_millis(back(nth)), to.plus_millis(back(nth)))).collect()
}

fn told(story: &ToldStory, brand: &str) -> Told {
    Told {
        title: story.title.clone(),
        text: story.text.clone(),
        outlets: story.outlets.clone(),
        authors: story.authors.clone(),
        names: story.names.iter().cloned().chain([brand.to_owned()]).collect(),
    }
}

async fn shown(store: &Store, topic: &trend::Topic, now: &[ToldStory], quotes: usize) -> Result<RisingTopic> {
    let stories: Vec<&ToldStory> = topic.stories.iter().filter_map(|&nth| now.get(nth)).collect();
    let sum = |count: fn(&ToldStory) -> u32| stories.iter().fold(0_u32, |sum, story| sum.saturating_add(count(story)));
    // The most widely told first; among equals, what is said against the brand.
    let mut telling = stories.clone();
    telling.sort_by_key(|story| std::cmp::Reverse((story.outlets.len(), story.negative > 0, story.mentions)));
    let mut found = Vec::new();
    for story in telling.into_iter().take(quotes) {
        if let Some(mention) = store.mention(story.mention).await? {
            // The same name as where sites are counted: a feed may gather what stands on many.
            let place = mention.url.as_deref().and_then(outlet).unwrap_or_else(|| mention.source_name.clone());
            found.push(Quote { source_name: place, ..quote(&mention) });
        }
    }
    Ok(RisingTopic {
        kind: topic.kind,
        term: NetText::new(topic.term.clone()),
        companions: topic.companions.iter().cloned().map(NetText::new).collect(),
        stories: u32::try_from(stories.len()).unwrap_or(u32::MAX),
        outlets: u32::try_from(topic.outlets).unwrap_or(u32::MAX),
        expected: topic.expected,
        g2: topic.g2,
        z: topic.z,
        mentions: sum(|story| story.mentions),
        negative: sum(|story| story.negative),
        positive: sum(|story| story.positive),
        quotes: found,
    })
}

/// Sites that were the first with stories which others told later.
fn relayed(now: &[ToldStory]) -> Vec<Relayed> {
    let mut found: Vec<(Relayed, usize)> = Vec::new();
    for story in now {
        let [first, later @ ..] = story.outlets.as_slice() else { continue };
        if later.is_empty() {
            continue;
        }
        let relays = u32::try_from(later.len()).unwrap_or(u32::MAX);
        let known = found.iter().position(|(one, _)| one.outlet.as_str() == first);
        let at = known.unwrap_or_else(|| {
            let (outlet, title) = (NetText::new(first.clone()), NetText::default());
            found.push((Relayed { outlet, stories: 0, relays: 0, title, url: None }, 0));
            found.len() - 1
        });
        let (one, most) = &mut found[at];
        one.stories += 1;
        one.relays = one.relays.saturating_add(relays);
        if later.len() > *most {
            *most = later.len();
            // Posts have no title.
            let title = if story.title.trim().is_empty() { &story.text } else { &story.title };
            (one.title, one.url) = (NetText::new(title.clone()).clipped(TITLE), story.url.clone());
        }
    }
    let mut found: Vec<Relayed> = found.into_iter().map(|(one, _)| one).collect();
    found.sort_by(|a, b| {
        (b.relays, b.stories).cmp(&(a.relays, a.stories)).then(a.outlet.as_str().cmp(b.outlet.as_str()))
    });
    found.truncate(RELAYED);
    found
}

/// Characters that stand for a story, in what has no room for its text.
const TITLE: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MentionId, StoryId};

    #[test]
    fn the_past_is_of_the_same_weekdays_and_hours() {
        let at = |day: i64| Timestamp::from_millis(day * DAY_MS);
        let days =
            |from, to| past(at(from), at(to)).into_iter().map(|(a, b)| (a.millis() / DAY_MS, b.millis() / DAY_MS));
        assert_eq!(days(100, 101).collect::<Vec<_>>(), [(72, 73), (79, 80), (86, 87), (93, 94)]);
        assert_eq!(days(100, 107).collect::<Vec<_>>(), [(72, 79), (79, 86), (86, 93), (93, 100)]);
        assert_eq!(days(100, 108).collect::<Vec<_>>(), [(44, 52), (58, 66), (72, 80), (86, 94)]);
    }

    #[test]
    fn a_post_without_title_is_named_by_its_words() {
        let story = |title: &str| ToldStory {
            mention: MentionId(1),
            story: StoryId(1),
            title: title.to_owned(),
            url: None,
            text: "Une panne sur toute la ligne.".to_owned(),
            names: Vec::new(),
            outlets: vec!["un.example".to_owned(), "deux.example".to_owned()],
            authors: Vec::new(),
            mentions: 2,
            negative: 0,
            positive: 0,
        };
        for (title, shown) in [("La panne", "La panne"), (" ", "Une panne sur toute la ligne.")] {
            let told = relayed(&[story(title)]);
            assert_eq!(told.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), [shown]);
        }
    }
}
