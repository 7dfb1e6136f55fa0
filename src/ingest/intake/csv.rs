//! Rows of comma-separated values, as exports really are: `;` or a tabulator for a comma, quotes that nothing closes.
//!
//! One pass; a record that would not end ends with its line. Deliberately absent: a header that is guessed. The first
//! line names the fields, or the file is not read.

/// The most fields of a record that are kept, and the most bytes that a quotation may hold.
const MAX_FIELDS: usize = 256;
const MAX_QUOTED: usize = 1_024 * 1_024;

/// The records of a text, and where each ended.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

impl<'t> Records<'t> {
    /// The records, the names of the fields first.
    pub(super) fn new(text: &'t str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut records = Self { text, at, delimiter: sniff(&text[at..]) };
        // What a spreadsheet writes about its own delimiter is no record.
        if let Some(rest) = text[at..].strip_prefix("sep=")
            && let [delimiter, b'\r' | b'\n', ..] = *rest.as_bytes()
        {
            records.delimiter = delimiter;
            records.at = at + text[at..].find('\n').map_or(text.len() - at, |end| end + 1);
        }
        records
    }

    /// Where the next record starts.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Goes on at a place where a record started.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = self.text.floor_char_boundary(at);
    }

    /// The next record, and whether a line end closed it. Blank lines are left out.
    pub(super) fn next(&mut self) -> Option<(Vec<String>, bool)> {
        while self.at < self.text.len() {
            let (fields, closed) = self.record();
            if fields.iter().any(|field| !field.trim().is_empty()) {
                return Some((fields, closed));
            }
        }
        None
    }

    fn record(&mut self) -> (Vec<String>, bool) {
        let bytes = self.text.as_bytes();
        let mut fields = Vec::new();
        loop {
            let field = self.field();
            if fields.len() < MAX_FIELDS {
                fields.push(field);
            }
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(b'\r') => {
                    self.at += 1 + usize::from(bytes.get(self.at + 1) == Some(&b'\n'));
                    return (fields, true);
                }
                Some(_) => {
                    self.at += 1;
                    return (fields, true);
                }
                None => return (fields, false),
            }
        }
    }

    /// One field; what is left stands at the delimiter, the line end or the end.
    fn field(&mut self) -> String {
        let mut out = String::new();
        let rest = &self.text[self.at..];
        if let Some(quoted) = rest.strip_prefix('"')
            && let Some(length) = unquote(quoted, &mut out)
        {
            self.at += 1 + length;
        }
        // What stands behind a closing quote belongs to the field too.
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| byte == self.delimiter || byte == b'\n' || byte == b'\r');
        let end = end.unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        self.at += end;
        out
    }
}

/// Adds what stands up to the closing quote; its length with the quote. Nothing when no quote closes it.
fn unquote(quoted: &str, out: &mut String) -> Option<usize> {
    let mut at = 0;
    let within = &quoted[..quoted.floor_char_boundary(MAX_QUOTED)];
    loop {
        let Some(end) = within[at..].find('"') else {
            out.clear();
            return None;
        };
        out.push_str(&within[at..at + end]);
        at += end + 1;
        if !within[at..].starts_with('"') {
            return Some(at);
        }
        out.push('"');
        at += 1;
    }
}

/// The delimiter that the first line holds most of, quotations apart.
fn sniff(text: &str) -> u8 {
    const LINE: usize = 16 * 1_024;
    let head = &text[..text.floor_char_boundary(LINE)];
    let (mut counts, mut quoted) = ([0_u32; 4], false);
    let candidates = [b',', b';', b'\t', b'|'];
    for byte in head.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                if let Some(which) = candidates.iter().position(|&candidate| candidate == byte) {
                    counts[which] += 1;
                }
            }
        }
    }
    let best = (0..candidates.len()).rev().max_by_key(|&which| counts[which]).unwrap_or(0);
    candidates[best]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[&[&str]]) {
        let mut records = Records::new(text);
        let mut got = Vec::new();
        while let Some((fields, _)) = records.next() {
            got.push(fields);
        }
        assert_eq!(got, want);
    }

    #[test]
    fn delimiters_are_sniffed() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("a;b\r\n1,5;2\r\n", &[&["a", "b"], &["1,5", "2"]]);
        check("a\tb\n1\t2", &[&["a", "b"], &["1", "2"]]);
        check("sep=|\na|b\n", &[&["a", "b"]]);
        check("\u{feff}\"a,b\";c\n", &[&["a,b", "c"]]);
        check("seul\nun, deux\n", &[&["seul"], &["un", " deux"]]);
    }

    #[test]
    fn quotations_hold_delimiters_lines_and_quotes() {
        check("a,b\n\"1,\n2\",\"dit \"\"oui\"\"\"\n", &[&["a", "b"], &["1,\n2", "dit \"oui\""]]);
        check("a,b\n\"1\"x,2\n", &[&["a", "b"], &["1x", "2"]]);
    }

    #[test]
    fn f68_what_nothing_closes_ends_with_its_line() {
        check("a,b\n\"1,2\n3,4\n", &[&["a", "b"], &["\"1", "2"], &["3", "4"]]);
        check("a\n\n\n \n1\n", &[&["a"], &["1"]]);
        check("", &[]);
        check("\"", &[&["\""]]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_fail_or_stand_still_r7(text in "[a,;\t\"\r\n é|]{0,80}") {
            let mut records = Records::new(&text);
            let mut before = records.at();
            while records.next().is_some() {
                assert!(records.at() > before);
                before = records.at();
            }
        }
    }
}
