//! The part of the page that holds the article.

use crate::ingest::read::document::outline::{Outline, Part};

/// The smallest part that holds the prose: the one that says that it is the article, else the deepest with most of it.
pub(super) fn find(outline: &Outline<'_>) -> usize {
    let total = outline.parts.first().map_or(0, |page| page.prose);
    let mut best = (0_usize, 0_usize);
    for (at, part) in outline.within(0) {
        let rank = hint(part);
        if rank == 0 || part.prose * 5 < total * 2 {
            continue;
        }
        // A better hint, or the same one further in that loses little.
        if rank > best.0 || rank == best.0 && part.prose * 20 >= outline.parts[best.1].prose * 17 {
            best = (rank, at);
        }
    }
    descend(outline, best.1)
}

/// Goes inward as long as one part has nearly all of the prose.
fn descend(outline: &Outline<'_>, from: usize) -> usize {
    let mut here = from;
    loop {
        let (prose, end) = (outline.parts[here].prose, outline.parts[here].end);
        let mut next = None;
        let mut child = here + 1;
        while child < end {
            let part = &outline.parts[child];
            if !part.noise && part.element.is_some() && part.prose * 100 >= prose * 93 && part.prose > 0 {
                next = Some(child);
            }
            child = part.end;
        }
        match next {
            Some(child) if outline.parts[child].name() != "p" => here = child,
            _ => return here,
        }
    }
}

/// How plainly a part says that it holds the article.
fn hint(part: &Part<'_>) -> usize {
    if part.element.is_none() || part.prose == 0 {
        return 0;
    }
    if part.attr("itemprop").split_whitespace().any(|word| word == "articleBody") {
        return 4;
    }
    let class = part.attr("class").to_ascii_lowercase();
    let id = part.attr("id").to_ascii_lowercase();
    let says = |known: &[&str]| known.iter().any(|word| squeezed(&class, word) || squeezed(&id, word));
    if says(&BODY) {
        return 3;
    }
    if part.name() == "article" || part.attr("role") == "article" {
        return 2;
    }
    usize::from(part.name() == "main" || part.attr("role") == "main")
}

/// Whether one of the classes is the word, its hyphens and underscores left out.
fn squeezed(classes: &str, word: &str) -> bool {
    classes.split_whitespace().any(|class| {
        let mut letters = class.bytes().filter(|b| b.is_ascii_alphanumeric());
        let mut rest = word.bytes();
        loop {
            match (letters.next(), rest.next()) {
                (None, None) => return true,
                (a, b) if a == b => {}
                _ => return false,
            }
        }
    })
}

const BODY: [&str; 26] = [
    "articlebody",
    "articlecontent",
    "articletext",
    "articlebodycontent",
    "entrycontent",
    "postcontent",
    "postbody",
    "storybody",
    "storycontent",
    "storytext",
    "newsbody",
    "newscontent",
    "newstext",
    "contentbody",
    "articlemain",
    "singlecontent",
    "blogcontent",
    "textcontent",
    "bodycopy",
    "articlebodytext",
    "storybodytext",
    "bodytext",
    "posttext",
    "contentarticle",
    "fulltext",
    "tdpostcontent",
];
