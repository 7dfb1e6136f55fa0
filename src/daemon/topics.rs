//! What mails list of stories: the topics that they make.

use crate::model::{NetText, StoryLine};
use crate::understand::moderation;

/// So many stories are looked at for the topics that they make.
pub(super) const LISTED: u32 = 200;

/// Stories of one title at one place are one topic: the posts of a thread, the reviews of a house. Most told first.
pub(super) fn topics(stories: Vec<StoryLine>, most: usize) -> Vec<StoryLine> {
    let mut topics: Vec<StoryLine> = Vec::new();
    for story in stories {
        let same = |topic: &&mut StoryLine| topic.title == story.title && topic.source_name == story.source_name;
        let Some(topic) = topics.iter_mut().find(same).filter(|topic| !topic.title.is_blank()) else {
            topics.push(story);
            continue;
        };
        topic.pickups = topic.pickups.saturating_add(story.pickups);
        topic.outlets = topic.outlets.max(story.outlets);
        topic.negative = topic.negative.saturating_add(story.negative);
        if story.first_seen_at < topic.first_seen_at {
            (topic.first_seen_at, topic.url) = (story.first_seen_at, story.url);
        }
    }
    topics.sort_by_key(|topic| std::cmp::Reverse((topic.pickups, topic.negative, topic.first_seen_at)));
    topics.truncate(most);
    for topic in &mut topics {
        topic.title = NetText::new(moderation::masked(topic.title.as_str()));
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn story(title: &str, source: &str, at: i64, pickups: u32) -> StoryLine {
        StoryLine {
            title: title.into(),
            url: Some(format!("https://forum.example/{at}")),
            source_name: source.to_owned(),
            first_seen_at: Timestamp::from_millis(at),
            pickups,
            outlets: 0,
            negative: 1,
        }
    }

    #[test]
    fn the_posts_of_a_thread_are_one_topic() {
        let stories = vec![
            story("Une enquête", "Gazette", 5, 3),
            story("Malade", "Forum", 9, 1),
            story("Malade", "Forum", 2, 3),
            story("Malade", "Avis", 3, 1),
            story("", "Avis", 4, 1),
            story("", "Avis", 6, 1),
        ];
        let told = topics(stories, 4).into_iter().map(|topic| (topic.url.unwrap_or_default(), topic.pickups));
        let want = [("2", 4), ("5", 3), ("6", 1), ("4", 1)].map(|(at, n)| (format!("https://forum.example/{at}"), n));
        assert_eq!(told.collect::<Vec<_>>(), want);
    }
}
