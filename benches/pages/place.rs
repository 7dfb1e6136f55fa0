//! Where markup is put into a page.

/// Puts markup at the start of the page's body.
pub(crate) fn first(page: &str, markup: &str) -> String {
    let at = page.find("<body").and_then(|at| page[at..].find('>').map(|to| at + to + 1)).unwrap_or(0);
    format!("{}{markup}{}", &page[..at], &page[at..])
}

/// Puts markup at the end of the page's body.
pub(crate) fn last(page: &str, markup: &str) -> String {
    let at = page.rfind("</body").unwrap_or(page.len());
    format!("{}{markup}{}", &page[..at], &page[at..])
}

/// Puts markup behind the n-th paragraph.
pub(crate) fn after_paragraph(page: &str, n: usize, markup: &str) -> String {
    let at = page.match_indices("</p>").nth(n).map_or(page.len(), |(at, _)| at + 4);
    format!("{}{markup}{}", &page[..at], &page[at..])
}
