//! How plainly a part of a page says that it holds the article.

use super::outline::Part;

/// From nothing (0) over `<main>`, `<article>` and the names of classes to what is said for machines (4).
pub(super) fn hint(part: &Part<'_>) -> usize {
    if part.element.is_none() || part.prose == 0 || part.name() == "p" {
        return 0;
    }
    if is_marked(part) {
        return 4;
    }
    if is_named(part) {
        return 3;
    }
    if part.name() == "article" || part.attr("role") == "article" {
        return 2;
    }
    usize::from(part.name() == "main" || part.attr("role") == "main")
}

/// Whether it says that it is the body, for machines or in the name of a class.
pub(super) fn says_body(part: &Part<'_>) -> bool {
    is_marked(part) || is_named(part)
}

fn is_marked(part: &Part<'_>) -> bool {
    part.attr("itemprop").split_whitespace().any(|word| word == "articleBody")
}

fn is_named(part: &Part<'_>) -> bool {
    let class = part.attr("class").to_ascii_lowercase();
    let id = part.attr("id").to_ascii_lowercase();
    BODY.iter().any(|word| squeezed(&class, word) || squeezed(&id, word))
}

/// Whether one of the classes is the word, its hyphens and underscores left out.
fn squeezed(classes: &str, word: &str) -> bool {
    classes.split_whitespace().any(|class| {
        let mut letters = class.bytes().filter(u8::is_ascii_alphanumeric);
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

const BODY: [&str; 24] = [
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
    "bodycopy",
    "articlebodytext",
    "storybodytext",
    "bodytext",
    "contentarticle",
    "fulltext",
    "tdpostcontent",
];
