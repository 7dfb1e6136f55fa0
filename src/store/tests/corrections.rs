//! People's words on mentions: what they change, and what survives.

use super::*;
use crate::model::{HourCount, Mention, MentionId, Verdict};
use crate::store::{MentionFilter, Reread};

impl World {
    async fn listed(&self, excluded_too: bool) -> Vec<Mention> {
        let filter = MentionFilter { limit: 100, excluded_too, ..MentionFilter::default() };
        self.store.mentions(filter).await.unwrap()
    }

    async fn hour(&self) -> HourCount {
        self.store.hours(self.brands[0], START, hours(1)).await.unwrap()[0]
    }

    async fn said(&self, id: MentionId, verdict: Verdict) -> Mention {
        self.store.correct(id, verdict, "Léa", minutes(20)).await.unwrap().unwrap()
    }
}

/// Three counted mentions of one hour; the sketches of the first two make them one story.
async fn three() -> (World, Vec<MentionId>) {
    let world = World::new().await;
    let mut items = [("a", "Acme ment"), ("b", "Acme ment encore"), ("c", "Acme, rien à voir")]
        .map(|(guid, text)| world.item(guid, text, ToneLabel::Negative));
    items[0].sketch = Some(sketch([1, 2, 3, 4]));
    items[1].sketch = Some(sketch([1, 2, 3, 4]));
    world.poll(0, minutes(1), items.to_vec()).await;
    let mut ids: Vec<MentionId> = world.listed(false).await.iter().map(|mention| mention.id).collect();
    ids.sort_unstable();
    (world, ids)
}

fn counts(hour: HourCount) -> (u32, u32, u32, u32) {
    (hour.mentions, hour.stories, hour.negative, hour.positive)
}

#[tokio::test]
async fn a_persons_tone_is_kept_shown_and_counted() {
    let (world, ids) = three().await;
    assert_eq!(counts(world.hour().await), (3, 2, 3, 0));
    let mention = world.said(ids[0], Verdict::Tone(ToneLabel::Positive)).await;
    assert_eq!((mention.tone.label, mention.tone.confidence), (ToneLabel::Positive, 1.0));
    let said = mention.correction.unwrap();
    assert_eq!(
        (said.tone, said.about, said.by.as_str(), said.read),
        (Some(ToneLabel::Positive), true, "Léa", ToneLabel::Negative)
    );
    assert_eq!(counts(world.hour().await), (3, 2, 2, 1));
    // Said again otherwise: the hours follow, and what vigie had read stays told.
    let mention = world.said(ids[0], Verdict::Tone(ToneLabel::Neutral)).await;
    assert_eq!(mention.correction.unwrap().read, ToneLabel::Negative);
    assert_eq!(counts(world.hour().await), (3, 2, 2, 0));
    assert_eq!(world.store.last_correction().await.unwrap(), 2);
}

#[tokio::test]
async fn what_is_about_something_else_is_set_aside_and_comes_back() {
    let (world, ids) = three().await;
    world.said(ids[0], Verdict::NotAboutUs).await;
    // The next mention of its story leads in its place: the story still counts.
    assert_eq!(counts(world.hour().await), (2, 2, 2, 0));
    assert_eq!((world.listed(false).await.len(), world.listed(true).await.len()), (2, 3));
    world.said(ids[1], Verdict::NotAboutUs).await;
    assert_eq!(counts(world.hour().await), (1, 1, 1, 0));
    let mention = world.said(ids[0], Verdict::AboutUs).await;
    assert!(mention.counted && !mention.excluded);
    assert_eq!(counts(world.hour().await), (2, 2, 2, 0));
    let totals = world.store.totals(world.brands[0], START, hours(1), true).await.unwrap();
    assert_eq!((totals.mentions, totals.stories), (2, 2));
}

#[tokio::test]
async fn reading_anew_changes_no_persons_word() {
    let (world, ids) = three().await;
    world.said(ids[0], Verdict::Tone(ToneLabel::Positive)).await;
    world.said(ids[1], Verdict::NotAboutUs).await;
    let neutral = Tone { label: ToneLabel::Neutral, score: 0.0, confidence: 0.6, evidence: Vec::new() };
    let reread = |id: &MentionId| Reread { id: *id, tone: neutral.clone(), excluded: false };
    world.store.reread(ids.iter().map(reread).collect()).await.unwrap();
    let mut tones: Vec<_> = world.listed(true).await.iter().map(|m| (m.id, m.tone.label, m.excluded)).collect();
    tones.sort_by_key(|row| row.0);
    let want =
        [(ids[0], ToneLabel::Positive, false), (ids[1], ToneLabel::Neutral, true), (ids[2], ToneLabel::Neutral, false)];
    assert_eq!(tones, want);
    assert_eq!(counts(world.hour().await), (2, 2, 0, 1));
}

#[tokio::test]
async fn an_edit_by_the_publisher_leaves_a_persons_word() {
    let (world, ids) = three().await;
    world.said(ids[2], Verdict::Tone(ToneLabel::Positive)).await;
    world.poll(0, minutes(30), vec![world.item("c", "Acme, tout autre chose", ToneLabel::Negative)]).await;
    let mention = world.store.mention(ids[2]).await.unwrap().unwrap();
    assert_eq!(mention.text.as_str(), "Acme, tout autre chose");
    assert_eq!((mention.tone.label, mention.correction.unwrap().by.as_str()), (ToneLabel::Positive, "Léa"));
}

#[tokio::test]
async fn a_lesson_outlives_its_mention() {
    let (world, ids) = three().await;
    world.said(ids[0], Verdict::NotAboutUs).await;
    let all = hours(24 * 400);
    while world.store.prune(all, all, START, all).await.unwrap() > 0 {}
    let lessons = world.store.lessons().await.unwrap();
    assert_eq!(
        lessons.iter().map(|lesson| (lesson.text.as_str(), lesson.about)).collect::<Vec<_>>(),
        [("Acme ment", Some(false))]
    );
}

#[tokio::test]
async fn a_word_on_no_mention_is_none() {
    let world = World::new().await;
    assert!(world.store.correct(MentionId(9), Verdict::AboutUs, "Léa", START).await.unwrap().is_none());
}
