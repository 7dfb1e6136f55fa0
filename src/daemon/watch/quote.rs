//! What is quoted of a mention: the sentences round the brand, with insults masked and the deciding words marked.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Field, Mention, NetText, Quote};
use crate::understand::moderation;

/// A quotation holds about so many characters.
const LONG: usize = 280;

/// The quotations of several mentions.
pub fn quotes(mentions: &[Mention]) -> Vec<Quote> {
    mentions.iter().map(quote).collect()
}

/// The quotation of one mention.
pub fn quote(mention: &Mention) -> Quote {
    let (field, passage) = passage(mention);
    let source = match field {
        Field::Title => mention.title.as_str(),
        _ => mention.text.as_str(),
    };
    let mut text = String::new();
    let mut moved = Moved::default();
    if passage.0 > 0 {
        text.push_str("[…] ");
    }
    let masked = |field: Field| {
        let flags = mention.flags.iter().filter(move |flag| flag.field == field && moderation::is_masked(flag.kind));
        flags.map(|flag| (flag.start, flag.end))
    };
    let masks = masked(field);
    moved.copy(&mut text, source, passage, &masks.collect::<Vec<_>>());
    if source.get(passage.1..).is_some_and(|rest| !rest.trim().is_empty()) {
        text.push_str(" […]");
    }
    let in_field = |spans: &mut dyn Iterator<Item = (Field, usize, usize)>| {
        spans.filter(|span| span.0 == field).filter_map(|(_, start, end)| moved.span(start, end)).collect::<Vec<_>>()
    };
    let brand_spans = in_field(&mut mention.hits.iter().map(|hit| (hit.field, hit.start, hit.end)));
    let tone_spans = in_field(&mut mention.tone.evidence.iter().map(|word| (word.field, word.start, word.end)));
    Quote {
        mention: mention.id,
        text: NetText::new(text),
        brand_spans,
        tone_spans,
        title: title(mention, &masked(Field::Title).collect::<Vec<_>>()),
        url: mention.url.clone(),
        source_name: mention.source_name.clone(),
        author: mention.author.clone(),
        at: mention.published.unwrap_or(mention.seen_at),
        language: mention.language,
        tone: mention.tone.label,
        confidence: mention.tone.confidence,
        judged_by: mention.correction.as_ref().filter(|said| said.tone.is_some()).map(|said| said.by.clone()),
        field,
    }
}

/// A title is as public as a quotation, and masked like one.
fn title(mention: &Mention, masks: &[(usize, usize)]) -> NetText {
    if masks.is_empty() {
        return mention.title.clone();
    }
    let (mut text, whole) = (String::new(), mention.title.as_str());
    Moved::default().copy(&mut text, whole, (0, whole.len()), masks);
    NetText::new(text)
}

/// The field that is quoted and the byte span of its passage: the sentence that holds the strongest deciding word beside
/// the brand, else the brand's, with its neighbours as long as they fit.
fn passage(mention: &Mention) -> (Field, (usize, usize)) {
    let text = mention.text.as_str();
    if mention.text.is_blank() {
        return (Field::Title, (0, mention.title.as_str().len()));
    }
    let brand_at = mention.hits.iter().find(|hit| hit.field == Field::Text).map(|hit| hit.start);
    let tone_at = mention.tone.evidence.iter().find(|word| word.field == Field::Text).map(|word| word.start);
    let heart = brand_at.or(tone_at).unwrap_or(0).min(text.len());
    let sentences = text.split_sentence_bound_indices().map(|(at, s)| (at, at + s.len())).collect::<Vec<_>>();
    let Some(mut first) = sentences.iter().position(|&(_, end)| heart < end) else {
        return (Field::Text, cut(text, 0, text.len()));
    };
    let mut last = first;
    loop {
        let wider = [(first, last + 1), (first.wrapping_sub(1), last)].into_iter().find(|&(a, b)| {
            a < sentences.len() && b < sentences.len() && text[sentences[a].0..sentences[b].1].chars().count() <= LONG
        });
        match wider {
            Some((a, b)) => (first, last) = (a, b),
            None => break,
        }
    }
    (Field::Text, cut(text, sentences[first].0, sentences[last].1))
}

/// The span without white space at its ends, and no longer than half as much again.
fn cut(text: &str, start: usize, end: usize) -> (usize, usize) {
    let slice = &text[start..end];
    let start = start + (slice.len() - slice.trim_start().len());
    let slice = text[start..end].trim_end();
    let end = slice.char_indices().nth(LONG * 3 / 2).map_or(start + slice.len(), |(at, _)| start + at);
    (start, end)
}

/// Where the bytes of a passage went when it was copied out: white space is folded, dangerous characters are dropped.
#[derive(Default)]
struct Moved {
    places: Vec<(usize, usize)>,
}

impl Moved {
    fn copy(&mut self, out: &mut String, source: &str, (start, end): (usize, usize), masks: &[(usize, usize)]) {
        let Some(passage) = source.get(start..end) else { return };
        for (at, c) in passage.char_indices() {
            let masked = masks.iter().any(|&(from, to)| from < start + at && start + at < to);
            let c = match c {
                c if c.is_whitespace() => ' ',
                c if masked && c.is_alphanumeric() => '*',
                c => c,
            };
            if c == ' ' && out.ends_with(' ') {
                continue;
            }
            self.places.push((start + at, out.len()));
            out.push(c);
        }
        self.places.push((end, out.len()));
    }

    fn span(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let (first, last) = (self.places.first()?.0, self.places.last()?.0);
        if start < first || end > last {
            return None;
        }
        let to = |at: usize| self.places[self.places.partition_point(|&(from, _)| from < at)].1;
        Some((to(start), to(end))).filter(|(start, end)| start < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        BrandId, Evidence, Flag, FlagKind, ItemId, Language, MentionId, SourceKind, StoryId, TermHit, Timestamp, Tone,
        Voice,
    };

    fn mention(text: &str, brand: &str, deciding: &str, insult: Option<&str>) -> Mention {
        let span = |word: &str| text.find(word).map(|at| (at, at + word.len())).unwrap();
        let (start, end) = span(brand);
        let (tone_start, tone_end) = span(deciding);
        let evidence = Evidence { field: Field::Text, start: tone_start, end: tone_end, weight: -1.0 };
        let flag = |word| {
            let (start, end) = span(word);
            Flag { kind: FlagKind::Insult, field: Field::Text, start, end, severity: 2, voice: Voice::Own }
        };
        Mention {
            id: MentionId(1),
            item: ItemId(1),
            brand: BrandId(1),
            brand_name: brand.to_owned(),
            story: StoryId(1),
            source_name: "forum".to_owned(),
            source_kind: SourceKind::Forum,
            url: None,
            title: "Titre".into(),
            text: text.into(),
            author: None,
            language: Language::Fr,
            published: None,
            seen_at: Timestamp::from_millis(0),
            counted: true,
            hits: vec![TermHit { field: Field::Text, start, end, term: brand.to_owned() }],
            tone: Tone { evidence: vec![evidence], ..Tone::default() },
            flags: insult.map(flag).into_iter().collect(),
            rating: None,
            correction: None,
            excluded: false,
        }
    }

    #[track_caller]
    fn check(mention: &Mention, want: &str, brand: &str, deciding: &str) {
        let quote = quote(mention);
        assert_eq!(quote.text.as_str(), want);
        let marked = |spans: &[(usize, usize)]| spans.iter().map(|&(a, b)| want[a..b].to_owned()).collect::<Vec<_>>();
        assert_eq!(marked(&quote.brand_spans), [brand]);
        assert_eq!(marked(&quote.tone_spans), [deciding]);
    }

    #[test]
    fn marks_follow_their_words_through_folded_white_space() {
        let text = "Été   chaud.\n\n Chez Acme,\tc’est  honteux.";
        check(&mention(text, "Acme", "honteux", None), "Été chaud. Chez Acme, c’est honteux.", "Acme", "honteux");
    }

    #[test]
    fn insults_are_masked_but_for_their_first_letter() {
        let text = "Acme : bande de crétins, honteux.";
        let want = "Acme : bande de c******, honteux.";
        check(&mention(text, "Acme", "honteux", Some("crétins")), want, "Acme", "honteux");
    }

    #[test]
    fn titles_are_masked_too_and_threats_stay_readable() {
        let mut mention = mention("Acme : je vais te tuer, honteux.", "Acme", "honteux", None);
        mention.title = "Quel connard".into();
        let flag = |kind, field, words: &str, text: &str| {
            let start = text.find(words).unwrap();
            Flag { kind, field, start, end: start + words.len(), severity: 2, voice: Voice::Own }
        };
        mention.flags = vec![
            flag(FlagKind::Insult, Field::Title, "connard", "Quel connard"),
            flag(FlagKind::Threat, Field::Text, "je vais te tuer", mention.text.as_str()),
        ];
        let quote = quote(&mention);
        assert_eq!(quote.title.as_str(), "Quel c******");
        assert!(quote.text.as_str().contains("je vais te tuer"));
    }

    #[test]
    fn a_long_text_is_quoted_round_the_brand() {
        let padding = "Une phrase de plus qui ne dit rien du tout. ".repeat(20);
        let text = format!("{padding}Acme est une arnaque. {padding}");
        let quote = quote(&mention(&text, "Acme", "arnaque", None));
        assert!(quote.text.as_str().starts_with("[…] ") && quote.text.as_str().ends_with(" […]"));
        assert!(quote.text.as_str().contains("Acme est une arnaque."));
        assert!(quote.text.as_str().chars().count() <= LONG + 8, "{}", quote.text);
    }
}
