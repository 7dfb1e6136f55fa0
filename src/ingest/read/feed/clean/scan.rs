//! The markup of a clean feed, element by element: everything closed by its own name, nothing between elements but white
//! space and comments, in an element either elements or one text.
//!
//! What is written otherwise is not read here: every step gives nothing as soon as it meets something else.

/// Elements of one feed, at most. Fewer than any limit of the tree.
const MAX_ELEMENTS: usize = 9_000;
/// Elements within one another that are passed over.
const MAX_DEPTH: usize = 8;
/// Attributes of an element.
const MAX_ATTRS: usize = 16;

/// An attribute's name and its value as written.
pub(super) type Attr<'a> = (&'a str, &'a str);

pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    elements: usize,
    /// The attributes of the tag that was read last.
    pub(super) attrs: Vec<Attr<'a>>,
}

/// What follows between elements.
pub(super) enum Step<'a> {
    /// A start tag: its name, and whether it is an end tag too.
    Open(&'a str, bool),
    /// The end tag of the element around.
    Close,
}

/// What is in an element.
pub(super) enum Inside<'a> {
    /// One text, read to the end of the element, and whether it is without references. No white space at its ends.
    Text(&'a str, bool),
    /// Elements, not read yet.
    Elements,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, elements: 0, attrs: Vec::new() }
    }

    /// Whether something stands here; then it is passed.
    fn take(&mut self, what: &str) -> bool {
        let is_here = self.text.as_bytes()[self.at..].starts_with(what.as_bytes());
        self.at += if is_here { what.len() } else { 0 };
        is_here
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn skip_blank(&mut self) {
        while is_blank(self.byte()) {
            self.at += 1;
        }
    }

    /// The next start tag, or the end of the element `of`.
    pub(super) fn step(&mut self, of: &str) -> Option<Step<'a>> {
        loop {
            self.skip_blank();
            if self.take("<!--") {
                // `<!-->` is a whole comment.
                let from = self.at - 2;
                self.at = from + memchr::memmem::find(&self.text.as_bytes()[from..], b"-->")? + 3;
                continue;
            }
            if self.take("</") {
                return self.ends(of).then_some(Step::Close);
            }
            return self.open();
        }
    }

    /// The rest of an end tag.
    fn ends(&mut self, of: &str) -> bool {
        self.take(of) && self.take(">")
    }

    fn name(&mut self) -> Option<&'a str> {
        let rest = &self.text.as_bytes()[self.at..];
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.');
        let length = rest.iter().take_while(|byte| is_name(byte)).count();
        let name = &self.text[self.at..self.at + length];
        self.at += length;
        (length > 0 && length < 64 && rest[0].is_ascii_alphabetic()).then_some(name)
    }

    /// A start tag; its attributes are kept until the next one.
    pub(super) fn open(&mut self) -> Option<Step<'a>> {
        self.attrs.clear();
        self.elements += 1;
        if !self.take("<") || self.elements > MAX_ELEMENTS {
            return None;
        }
        let name = self.name()?;
        while !self.take(">") {
            let before = self.at;
            self.skip_blank();
            if self.take("/>") {
                return Some(Step::Open(name, true));
            }
            if self.take(">") {
                break;
            }
            if self.at == before || self.attrs.len() == MAX_ATTRS {
                return None;
            }
            let key = self.name()?;
            let quote = self.byte_after("=").filter(|quote| matches!(quote, b'"' | b'\''))?;
            let rest = &self.text[self.at..];
            let length = memchr::memchr(quote, rest.as_bytes())?;
            let value = &rest[..length];
            if memchr::memchr2(b'<', b'>', value.as_bytes()).is_some() || self.attrs.iter().any(|one| one.0 == key) {
                return None;
            }
            self.attrs.push((key, value));
            self.at += length + 1;
        }
        Some(Step::Open(name, false))
    }

    /// The byte that follows `what`, both passed.
    fn byte_after(&mut self, what: &str) -> Option<u8> {
        let byte = self.take(what).then(|| self.byte());
        self.at += usize::from(byte.is_some_and(|byte| byte.is_ascii_graphic()));
        byte
    }

    /// What is in the element whose start tag was read last, which is no end tag too.
    pub(super) fn inside(&mut self, name: &str) -> Option<Inside<'a>> {
        self.skip_blank();
        if self.byte() != b'<' {
            let rest = &self.text[self.at..];
            let length = memchr::memchr(b'<', rest.as_bytes())?;
            self.at += length;
            let is_whole = self.take("</") && self.ends(name);
            return is_whole.then(|| Inside::Text(rest[..length].trim_ascii_end(), false));
        }
        if self.take("<![CDATA[") {
            let rest = &self.text[self.at..];
            let length = memchr::memmem::find(rest.as_bytes(), b"]]>")?;
            self.at += length + 3;
            self.skip_blank();
            let is_whole = self.take("</") && self.ends(name);
            return is_whole.then(|| Inside::Text(rest[..length].trim_ascii(), true));
        }
        if self.take("</") {
            return self.ends(name).then_some(Inside::Text("", false));
        }
        Some(Inside::Elements)
    }

    /// Passes over what is in an element that nobody asks for. `may_hold` says which elements may stand within it, and which
    /// of those may hold others.
    pub(super) fn skip(&mut self, name: &str, may_hold: fn(&str) -> Option<bool>, depth: usize) -> Option<()> {
        if matches!(self.inside(name)?, Inside::Text(..)) {
            return Some(());
        }
        if depth == MAX_DEPTH || !may_hold(name)? {
            return None;
        }
        while let Step::Open(name, is_empty) = self.step(name)? {
            may_hold(name)?;
            if self.declares() {
                return None;
            }
            if !is_empty {
                self.skip(name, may_hold, depth + 1)?;
            }
        }
        Some(())
    }

    /// Whether the tag that was read last changes what prefixes or addresses mean.
    pub(super) fn declares(&self) -> bool {
        self.attrs.iter().any(|(key, _)| key.starts_with('x') && (key.starts_with("xmlns") || *key == "xml:base"))
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t')
}
