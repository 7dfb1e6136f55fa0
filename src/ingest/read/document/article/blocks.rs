//! The lines of a part of the page, each with what tells prose from furniture.

use scraper::ElementRef;

use crate::ingest::read::document::outline::Outline;

/// A line of the page.
#[derive(Clone, Debug, Default)]
pub(in crate::ingest::read::document) struct Block {
    pub(in crate::ingest::read::document) text: String,
    pub(in crate::ingest::read::document) letters: usize,
    pub(in crate::ingest::read::document) linked: usize,
    /// Where it begins in the outline.
    pub(in crate::ingest::read::document) at: usize,
    /// A heading, by its element.
    pub(in crate::ingest::read::document) heading: bool,
    /// An entry of a list.
    pub(in crate::ingest::read::document) listed: bool,
    /// The cells of the row in which it stands.
    pub(in crate::ingest::read::document) cells: usize,
    /// All in bold or italics.
    pub(in crate::ingest::read::document) emphatic: bool,
    /// Lines of the box in which it stands, itself among them, which only line breaks part.
    pub(in crate::ingest::read::document) lines: usize,
}

impl Block {
    pub(in crate::ingest::read::document) fn link_share(&self) -> f64 {
        if self.letters == 0 { 0.0 } else { self.linked as f64 / self.letters as f64 }
    }

    /// Whether it is a line of a poem, or of a list of ingredients: names and dates have fewer.
    pub(in crate::ingest::read::document) const fn is_verse(&self) -> bool {
        self.lines >= 5
    }
}

/// Lines that are read of a page: each is asked many things.
const MAX_BLOCKS: usize = 10_000;

/// Reads the lines of a part.
pub(in crate::ingest::read::document) fn read(outline: &Outline<'_>, root: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut now = Gathered::default();
    let mut ends: Vec<(usize, bool)> = Vec::new();
    for (at, part) in outline.within(root) {
        while let Some(&(end, is_block)) = ends.last()
            && end <= at
        {
            ends.pop();
            if is_block {
                now.finish(&mut blocks);
            }
        }
        if blocks.len() >= MAX_BLOCKS {
            return blocks;
        }
        if part.element.is_none() {
            let in_link = part.linked > 0;
            now.push(part.text, in_link, outline, at);
            continue;
        }
        let is_block = part.is_block();
        if is_block {
            now.finish(&mut blocks);
        } else if part.name() == "img" || part.name() == "span" && stands_apart(outline, at) {
            now.text.gap = true;
        }
        ends.push((part.end, is_block));
    }
    now.finish(&mut blocks);
    count_lines(outline, &mut blocks);
    blocks
}

/// Counts the lines that stand in one box, without those that are links.
fn count_lines(outline: &Outline<'_>, blocks: &mut [Block]) {
    let boxes: Vec<usize> = blocks.iter().map(|block| around(outline, block.at)).collect();
    let mut from = 0;
    for of_one in boxes.chunk_by(|a, b| a == b) {
        let lines = &mut blocks[from..from + of_one.len()];
        let count = lines.iter().filter(|line| line.link_share() < 0.5).count();
        for line in lines {
            line.lines = count;
        }
        from += of_one.len();
    }
}

/// The box in which a text stands.
fn around(outline: &Outline<'_>, text: usize) -> usize {
    let up = |at: usize| outline.parts[at].parent;
    std::iter::successors(Some(up(text)), |&at| Some(up(at)))
        .find(|&at| at == 0 || outline.parts[at].is_block())
        .unwrap_or(0)
}

/// Whether a box holds this, a `span` right before it and nothing else in letters: a style sheet sets such apart.
fn stands_apart(outline: &Outline<'_>, at: usize) -> bool {
    let parent = outline.parts[at].parent;
    let before = outline.parts.get(at.wrapping_sub(1)).map(|last| last.parent);
    let Some(before) = before.filter(|_| matches!(outline.parts[parent].name(), "div" | "li" | "dd" | "td")) else {
        return false;
    };
    let is_behind_span = outline.parts[before].name() == "span" && outline.parts[before].parent == parent;
    let element = outline.parts[parent].element;
    let has_letters = |element: ElementRef<'_>| {
        element.children().take(FEW).any(|child| child.value().as_text().is_some_and(|text| !text.trim().is_empty()))
    };
    is_behind_span && outline.parts[before].letters > 1 && !element.is_some_and(has_letters)
}

/// Whether a line begins as people write the entries of a list.
pub(super) fn is_marked(line: &str) -> bool {
    line.strip_prefix(['+', '-', '*', '•', '–', '·']).is_some_and(|rest| rest.starts_with(' '))
}

/// What is looked at of what a box or a row holds, for each thing in it.
const FEW: usize = 64;

/// The cells of a row, as far as they are few.
fn cells(outline: &Outline<'_>, row: usize) -> usize {
    outline.parts[row].element.map_or(0, |row| row.child_elements().take(FEW).count())
}

#[derive(Default)]
struct Gathered {
    text: Folded,
    block: Block,
    plain: usize,
}

/// Running text with white space folded.
#[derive(Default)]
struct Folded {
    out: String,
    gap: bool,
}

impl Gathered {
    fn push(&mut self, text: &str, in_link: bool, outline: &Outline<'_>, at: usize) {
        if self.text.out.is_empty() {
            self.block.at = at;
        }
        for c in text.chars() {
            if c.is_whitespace() {
                self.text.gap = true;
                continue;
            }
            if self.text.gap && !self.text.out.is_empty() {
                self.text.out.push(' ');
            }
            self.text.gap = false;
            self.text.out.push(c);
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.block.letters += letters;
        if in_link {
            self.block.linked += letters;
        }
        let mut up = outline.parts[at].parent;
        let mut is_emphatic = false;
        for _ in 0..4 {
            match outline.parts[up].name() {
                "strong" | "b" | "em" | "i" => is_emphatic = true,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.block.heading = true,
                "li" | "dd" | "dt" => self.block.listed = true,
                "tr" => self.block.cells = cells(outline, up),
                _ => {}
            }
            up = outline.parts[up].parent;
        }
        if !is_emphatic {
            self.plain += letters;
        }
    }

    fn finish(&mut self, blocks: &mut Vec<Block>) {
        let gathered = std::mem::take(self);
        if !gathered.text.out.is_empty() {
            let emphatic = gathered.plain == 0;
            let listed = gathered.block.listed || is_marked(&gathered.text.out);
            blocks.push(Block { text: gathered.text.out, emphatic, listed, ..gathered.block });
        }
    }
}
