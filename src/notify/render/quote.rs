//! Quotations: the words that name the brand and those that decided the tone, told apart.

use super::letter::{Entry, Quoted, Run};
use super::links;
use super::words::{Words, line};
use crate::model::{Language, Quote, outlet};

/// Characters of a quotation.
const LONGEST: usize = 600;
/// Spans looked at in one quotation.
const MOST_SPANS: usize = 64;

/// A quotation as it is shown: text, where it is from, why it counts.
pub(super) fn quoted(quote: &Quote, words: Words<'_>) -> Quoted {
    Quoted {
        runs: runs(quote),
        lang: match quote.language {
            Language::Fr => Some("fr"),
            Language::En => Some("en"),
            Language::Other => None,
        },
        item: item(quote, words),
        why: why(quote, words),
    }
}

/// Title, address, source, author and time of what is quoted.
pub(super) fn item(quote: &Quote, words: Words<'_>) -> Entry {
    let source = line(&quote.source_name, 60);
    let author = quote.author.as_ref().filter(|author| !author.is_blank()).map(|author| line(author.as_str(), 40));
    let note = words.tell(
        "mail-quote-from",
        &[
            ("by", if author.is_some() { "known" } else { "unknown" }.into()),
            ("author", author.unwrap_or_default().into()),
            ("source", source.clone().into()),
            ("at", words.date_time(quote.at).into()),
        ],
    );
    let title = line(quote.title.as_str(), 110);
    let place = || quote.url.as_deref().and_then(outlet).map_or(source, |site| line(&site, 60));
    Entry {
        text: if title.is_empty() { place() } else { title },
        url: quote.url.as_deref().and_then(links::safe),
        note,
    }
}

fn why(quote: &Quote, words: Words<'_>) -> String {
    let cited = |spans: &[(usize, usize)]| {
        let mut seen: Vec<String> = Vec::new();
        for text in spans.iter().take(MOST_SPANS).filter_map(|&(start, end)| quote.text.as_str().get(start..end)) {
            let text = line(text, 30);
            if !text.is_empty() && !seen.contains(&text) && seen.len() < 4 {
                seen.push(text);
            }
        }
        seen.join(", ")
    };
    let (brand, tone) = (cited(&quote.brand_spans), cited(&quote.tone_spans));
    if let Some(by) = &quote.judged_by {
        return words.tell("mail-quote-judged", &[("tone", quote.tone.as_str().into()), ("by", line(by, 60).into())]);
    }
    words.tell(
        "mail-quote-why",
        &[
            ("tone", quote.tone.as_str().into()),
            ("confidence", words.percent(quote.confidence).into()),
            ("named", if brand.is_empty() { "no" } else { "yes" }.into()),
            ("brand", brand.into()),
            ("told", if tone.is_empty() { "no" } else { "yes" }.into()),
            ("words", tone.into()),
        ],
    )
}

/// Cuts the text wherever a span begins or ends. Spans that do not fit the text are left out.
fn runs(quote: &Quote) -> Vec<Run> {
    let text = quote.text.as_str();
    let fits = |&(start, end): &(usize, usize)| start < end && text.get(start..end).is_some();
    let brand: Vec<_> = quote.brand_spans.iter().copied().filter(fits).take(MOST_SPANS).collect();
    let tone: Vec<_> = quote.tone_spans.iter().copied().filter(fits).take(MOST_SPANS).collect();
    let mut cuts: Vec<usize> = brand.iter().chain(&tone).flat_map(|&(start, end)| [start, end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let within = |spans: &[(usize, usize)], at: usize| spans.iter().any(|&(start, end)| start <= at && at < end);

    let mut runs = Vec::new();
    let (mut left, mut spaced) = (LONGEST, true);
    for pair in cuts.windows(2) {
        let mut piece = String::new();
        for c in text[pair[0]..pair[1]].chars() {
            let space = c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
            if space && spaced {
                continue;
            }
            spaced = space;
            if left == 0 {
                piece.push('…');
                break;
            }
            left -= 1;
            piece.push(if space { ' ' } else { c });
        }
        let cut = piece.ends_with('…') && left == 0;
        if !piece.is_empty() {
            runs.push(Run { text: piece, brand: within(&brand, pair[0]), tone: within(&tone, pair[0]) });
        }
        if cut {
            break;
        }
    }
    runs
}
