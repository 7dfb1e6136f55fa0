//! What elements of HTML do to the text in them: those that nobody sees, and those on lines of their own.

/// Whether nothing in the element is seen.
pub(super) fn is_hidden(name: &str) -> bool {
    // Most tags are told by their first letter.
    matches!(name.as_bytes().first(), Some(b's' | b't' | b'n' | b'i' | b'o' | b'a')) && HIDDEN.contains(&name)
}

const HIDDEN: [&str; 7] = ["script", "style", "template", "noscript", "iframe", "object", "applet"];

/// Whether an HTML element stands on lines of its own.
pub(in crate::ingest::read) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "br"
            | "div"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "tr"
            | "table"
            | "thead"
            | "tbody"
            | "caption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "pre"
            | "blockquote"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "aside"
            | "main"
            | "nav"
            | "figure"
            | "figcaption"
            | "form"
            | "fieldset"
            | "address"
            | "details"
            | "summary"
            | "option"
            | "body"
            | "center"
            | "dialog"
            | "dir"
            | "hgroup"
            | "legend"
            | "menu"
            | "optgroup"
            | "search"
            | "tfoot"
    )
}
