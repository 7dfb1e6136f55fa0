//! What is quoted of a mention: the sentences round the brand, with insults masked and the deciding words marked.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Field, Mention, NetText, Quote};

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
    let masks = mention.flags.iter().filter(|flag| flag.field == field).map(|flag| (flag.start, flag.end));
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
        title: mention.title.clone(),
        url: mention.url.clone(),
        source_name: mention.source_name.clone(),
        author: mention.author.clone(),
        at: mention.published.unwrap_or(mention.seen_at),
        language: mention.language,
        tone: mention.tone.label,
        confidence: mention.tone.confidence,
        field,
    }
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
