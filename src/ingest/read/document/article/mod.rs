//! The body of an article: where it stands on the page, and which of its blocks are the article's own.
//!
//! `root` finds the smallest part of the page that holds the prose, `blocks` reads it line by line, `trim` leaves out
//! the lines that only stand round articles. Deliberately absent: any rule for one site.

pub(super) mod blocks;
mod root;
mod trim;

use super::outline::Outline;

/// The lines of the article's body. `title` is what the page is called: the line that repeats it is left out.
pub(super) fn body(outline: &Outline<'_>, title: &str) -> String {
    let mut blocks = Vec::new();
    for root in root::find(outline) {
        blocks.extend(blocks::read(outline, root));
    }
    let kept = trim::trim(blocks, title);
    kept.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
}
