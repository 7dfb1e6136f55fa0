//! The parts of the page that hold the article.
//!
//! A part that says that it is the article's body is believed. Else paragraphs vote for what holds them, the nearer
//! the more (the way of Arc90's Readability), and the winner takes with it the neighbours that are nearly as good.

use std::collections::HashSet;

use super::trim::SENTENCE_ENDS;
use crate::ingest::read::document::body::hint;
use crate::ingest::read::document::noise;
use crate::ingest::read::document::outline::{Outline, Part};

/// The places of the parts, in the order of the page.
pub(super) fn find(outline: &Outline<'_>) -> Vec<usize> {
    let total = outline.parts.first().map_or(0, |page| page.prose);
    let own = headed(outline, total);
    let around = own.unwrap_or_else(|| scope(outline, total));
    let roots = match said(outline, own.unwrap_or(0)) {
        Some(body) => {
            let rank = hint(&outline.parts[body]);
            grown(outline, vec![body], around, |at| outline.within(at).any(|(_, part)| hint(part) == rank))
        }
        None => grown(outline, voted(outline, around), around, |_| true),
    };
    led(outline, roots)
}

/// The roots with the lead that stands before them, behind the heading.
fn led(outline: &Outline<'_>, mut roots: Vec<usize>) -> Vec<usize> {
    let Some(&first) = roots.first() else { return roots };
    let mut inner = first;
    for _ in 0..LEVELS {
        let outer = outline.parts[inner].parent;
        let before = children(outline, outer).take_while(|&at| at < inner);
        let lead = before.filter(|&at| is_lead(outline, at)).last();
        if let Some(lead) = lead.filter(|_| outer != inner) {
            roots.insert(0, lead);
            return roots;
        }
        inner = outer;
    }
    roots
}

/// Whether it is one paragraph of sentences.
fn is_lead(outline: &Outline<'_>, at: usize) -> bool {
    let part = &outline.parts[at];
    let mut names = part.attr("class").split_whitespace().take(24).flat_map(noise::split);
    names.any(|word| LEADS.contains(&word.as_str()))
        && part.own == part.prose
        && part.link_share() < 0.2
        && is_told(outline, at)
}

const LEADS: [&str; 14] = [
    "lead",
    "lede",
    "leadin",
    "chapo",
    "chapeau",
    "standfirst",
    "intro",
    "introduction",
    "excerpt",
    "summary",
    "deck",
    "dek",
    "abstract",
    "subtitle",
];

/// The roots with what else of `<article>` or `<main>` is prose like them: some pages set an article in several boxes.
fn grown(outline: &Outline<'_>, roots: Vec<usize>, scope: usize, is_like: impl Fn(usize) -> bool) -> Vec<usize> {
    let Some(mut inner) = roots.first().copied().filter(|&root| scope < root && root < outline.parts[scope].end) else {
        return roots;
    };
    let last = roots.last().copied().unwrap_or(inner);
    let known: HashSet<usize> = roots.iter().copied().collect();
    let mut all = roots;
    while inner != scope {
        let outer = outline.parts[inner].parent;
        let mut leading = Vec::new();
        for at in children(outline, outer) {
            let part = &outline.parts[at];
            if at == inner || known.contains(&at) {
                leading.clear();
            } else if is_prose(part) && (at < last || is_told(outline, at)) && is_like(at) {
                all.append(&mut leading);
                all.push(at);
            } else if matches!(part.name(), "h2" | "h3" | "h4" | "ul" | "ol") && part.link_share() < 0.2 {
                leading.push(at);
            } else {
                leading.clear();
            }
        }
        inner = outer;
    }
    all.sort_unstable();
    all
}

/// The elements right within one, noise left out.
fn children<'o>(outline: &'o Outline<'_>, outer: usize) -> impl Iterator<Item = usize> + use<'o> {
    let end = outline.parts[outer].end;
    let next = move |at: usize| (at < end).then_some(at);
    let all = std::iter::successors(next(outer + 1), move |&at| next(outline.parts[at].end));
    all.filter(|&at| outline.parts[at].element.is_some() && !outline.parts[at].noise)
}

/// Whether nearly all of a part is in paragraphs, and hardly any of it in links.
fn is_prose(part: &Part<'_>) -> bool {
    part.prose >= 60 && part.prose * 4 >= part.letters * 3 && part.link_share() < 0.2
}

/// Of several articles on a page the one that bears the page's heading, unless it is a mere beginning.
fn headed(outline: &Outline<'_>, total: usize) -> Option<usize> {
    let heading = outline.parts.iter().position(|part| part.name() == "h1")?;
    let mut articles = outline.within(0).filter(|(_, part)| hint(part) == 2);
    let (at, own) = articles.by_ref().find(|&(at, part)| at < heading && heading < part.end)?;
    let is_one_of_many = articles.any(|(other, _)| other >= own.end);
    (is_one_of_many && own.prose >= 300 && own.prose * 8 >= total).then_some(at)
}

/// The part that says that it is the body, if it holds enough to be.
fn said(outline: &Outline<'_>, scope: usize) -> Option<usize> {
    let total = outline.parts.get(scope)?.prose;
    let mut best: Option<(usize, usize)> = None;
    for (at, part) in outline.within(scope) {
        let rank = hint(part);
        if rank < 3 || part.prose < 300 || part.prose * 7 < total {
            continue;
        }
        let is_better = best.is_none_or(|(known, known_at)| {
            let other = &outline.parts[known_at];
            let is_inner = at < other.end;
            // The plainer word, or the same one further in that loses little, or elsewhere with much more.
            rank > known && (is_inner || part.prose >= other.prose)
                || rank == known && is_inner && part.prose * 20 >= other.prose * 17
                || rank == known && !is_inner && part.prose > other.prose * 3 / 2
        });
        if is_better {
            best = Some((rank, at));
        }
    }
    best.map(|(_, at)| at)
}

/// `<article>` or `<main>`, if one of them has most of the page's prose.
fn scope(outline: &Outline<'_>, total: usize) -> usize {
    let mut scope = 0;
    for (at, part) in outline.within(0) {
        if matches!(hint(part), 1 | 2) && part.prose * 2 >= outline.parts[scope].prose && part.prose * 3 >= total {
            scope = at;
        }
    }
    scope
}

/// How far up paragraphs vote.
const LEVELS: usize = 4;

fn voted(outline: &Outline<'_>, scope: usize) -> Vec<usize> {
    let parts = &outline.parts;
    let mut votes = vec![0.0_f64; parts.len()];
    for (at, part) in outline.within(scope) {
        if part.own == 0 {
            continue;
        }
        let points = (1.0 + (part.own as f64 / 80.0).min(50.0)) * if part.name() == "li" { 0.3 } else { 1.0 };
        let mut up = at;
        if part.name() != "p" {
            votes[at] += points;
        }
        for level in 0..LEVELS {
            if up == scope {
                break;
            }
            up = parts[up].parent;
            votes[up] += points / [1.0, 2.0, 6.0, 9.0][level];
        }
    }
    let worth = |at: usize| votes[at] * (1.0 - parts[at].link_share()) * weight(&parts[at]);
    let Some(mut best) = (scope..parts[scope].end).max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)))
    else {
        return vec![scope];
    };
    // A part that is all that another holds, or has a better neighbourhood, stands for it.
    while best > scope {
        let parent = parts[best].parent;
        let adds_nothing = parts[parent].letters == parts[best].letters;
        if !adds_nothing && worth(parent) < worth(best) * 0.95 || parts[parent].name() == "body" {
            break;
        }
        best = parent;
    }
    if best == scope {
        return vec![best];
    }
    neighbours(outline, best, &worth)
}

/// What the names of its classes promise.
fn weight(part: &Part<'_>) -> f64 {
    let names = format!("{} {}", part.attr("class"), part.attr("id")).to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| names.contains(word));
    let good = says(&["article", "body", "content", "entry", "main", "post", "text", "story", "blog"]);
    let bad = says(&["side", "widget", "footer", "breaking", "teaser", "list", "header", "foot", "extra", "box"]);
    1.0 + if good { 0.25 } else { 0.0 } - if bad { 0.4 } else { 0.0 }
}

/// The winner with the parts beside it that are nearly as good.
fn neighbours(outline: &Outline<'_>, best: usize, worth: &dyn Fn(usize) -> f64) -> Vec<usize> {
    let parts = &outline.parts;
    let parent = parts[best].parent;
    let mut roots = Vec::new();
    let mut at = parent + 1;
    while at < parts[parent].end {
        let part = &parts[at];
        let is_prose = part.name() == "p" && part.letters > 80 && part.link_share() < 0.25;
        if at == best || !part.noise && part.element.is_some() && (worth(at) > worth(best) * 0.2 || is_prose) {
            roots.push(at);
        }
        at = part.end;
    }
    roots
}

/// Whether it is more than an address or a number to call, such as stand behind articles.
fn is_told(outline: &Outline<'_>, at: usize) -> bool {
    let texts = outline.within(at).filter(|(_, part)| part.letters > 0).map(|(_, part)| part.text.trim_end());
    let end = texts.filter(|text| !text.is_empty()).last().unwrap_or_default();
    outline.parts[at].prose >= 200 || end.ends_with(SENTENCE_ENDS)
}
