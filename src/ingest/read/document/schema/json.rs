//! JSON as pages write it: with comments, trailing commas, raw line feeds in strings, and other wrappings round it.
//!
//! Nothing is refused; what cannot be read ends what is being read. Depth and count are bounded, so the recursion
//! over the input is too.

/// A value. Numbers and the three words are kept as they are written: who asks for them wants text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest::read) enum Json {
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

const MAX_DEPTH: usize = 40;
const MAX_VALUES: usize = 50_000;
const MAX_TEXT: usize = 262_144;

/// All values that stand in a block, one behind the other.
pub(super) fn read(text: &str) -> Vec<Json> {
    let mut reader = Reader { rest: text, values: 0, is_strict: false };
    let mut found = Vec::new();
    while let Some(at) = reader.rest.find(['{', '[']) {
        // `<![CDATA[` round the data.
        if let Some(inner) = reader.rest[at..].strip_prefix("[CDATA[") {
            reader.rest = inner;
            continue;
        }
        reader.rest = &reader.rest[at..];
        found.extend(reader.value(0));
        if found.len() >= MAX_BLOCK_VALUES {
            break;
        }
    }
    found
}

const MAX_BLOCK_VALUES: usize = 100;

/// The value that a text begins with, as a program wrote it, and how much of the text it is.
pub(in crate::ingest::read) fn written(text: &str) -> (Option<Json>, usize) {
    let mut reader = Reader { rest: text, values: 0, is_strict: true };
    let value = reader.value(0);
    (value, text.len() - reader.rest.len())
}

struct Reader<'a> {
    rest: &'a str,
    values: usize,
    /// Programs write no quote within a text without saying so.
    is_strict: bool,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Option<Json> {
        self.values += 1;
        if depth > MAX_DEPTH || self.values > MAX_VALUES {
            self.rest = "";
            return None;
        }
        self.skip_blank();
        match self.rest.as_bytes().first()? {
            b'{' => Some(Json::Map(self.map(depth))),
            b'[' => Some(Json::List(self.list(depth))),
            b'"' | b'\'' => Some(Json::Text(self.string())),
            _ => {
                let end = self.rest.find([',', ']', '}', '\n']).unwrap_or(self.rest.len());
                let word = self.rest[..end].trim();
                self.rest = &self.rest[end..];
                Some(Json::Text(if word == "null" { String::new() } else { word.to_owned() }))
            }
        }
    }

    fn list(&mut self, depth: usize) -> Vec<Json> {
        self.step();
        let mut list = Vec::new();
        while self.next_of(']') {
            list.extend(self.value(depth + 1));
        }
        list
    }

    fn map(&mut self, depth: usize) -> Vec<(String, Json)> {
        self.step();
        let mut map = Vec::new();
        while self.next_of('}') {
            let key = if self.rest.starts_with(['"', '\'']) {
                self.string()
            } else {
                let end = self.rest.find([':', '}', ',']).unwrap_or(self.rest.len());
                let key = self.rest[..end].trim().to_owned();
                self.rest = &self.rest[end..];
                key
            };
            self.skip_blank();
            if self.rest.starts_with(':') {
                self.step();
                if let Some(value) = self.value(depth + 1) {
                    map.push((key, value));
                }
            }
        }
        map
    }

    /// Whether another element follows; takes the commas before it, or the end.
    fn next_of(&mut self, end: char) -> bool {
        loop {
            self.skip_blank();
            match self.rest.chars().next() {
                None => return false,
                Some(c) if c == end => {
                    self.step();
                    return false;
                }
                // The end of something else: a bracket too many, or one forgotten.
                Some('}') if end == ']' => return false,
                Some(',' | ']' | ';' | ':') => self.step(),
                Some(_) => return true,
            }
        }
    }

    fn step(&mut self) {
        self.rest = &self.rest[1..];
    }

    fn skip_blank(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
            if self.rest.starts_with("/*") {
                self.rest = self.rest.split_once("*/").map_or("", |(_, after)| after);
            } else if self.rest.starts_with("//") {
                self.rest = self.rest.split_once('\n').map_or("", |(_, after)| after);
            } else {
                return;
            }
        }
    }

    fn string(&mut self) -> String {
        let quote = if self.rest.starts_with('\'') { '\'' } else { '"' };
        self.step();
        let mut text = String::new();
        while let Some(c) = self.rest.chars().next() {
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                '\\' => self.escape(&mut text),
                c if c == quote && (self.is_strict || self.ends_a_string()) => break,
                c if c.is_control() => text.push(' '),
                c => text.push(c),
            }
            if text.len() > MAX_TEXT {
                self.rest = "";
            }
        }
        text
    }

    /// Whether the quote that was just taken is the string's end: `"12" screen"` has one that is not.
    fn ends_a_string(&self) -> bool {
        let after = self.rest.trim_start().as_bytes();
        match after.first() {
            None | Some(b',' | b':' | b'}' | b']' | b'/' | b'\\') => true,
            Some(b'"' | b'\'') => self.rest.starts_with(char::is_whitespace),
            Some(_) => false,
        }
    }

    fn escape(&mut self, text: &mut String) {
        let Some(c) = self.rest.chars().next() else { return };
        self.rest = &self.rest[c.len_utf8()..];
        match c {
            'n' => text.push('\n'),
            'r' | 'b' | 'f' => {}
            't' => text.push('\t'),
            'u' => {
                let first = self.unit();
                let code = if (0xd800..0xdc00).contains(&first) && self.rest.starts_with("\\u") {
                    self.rest = &self.rest[2..];
                    0x1_0000 + ((first & 0x3ff) << 10) + (self.unit() & 0x3ff)
                } else {
                    first
                };
                text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            }
            c => text.push(c),
        }
    }

    /// Four hexadecimal digits, as far as they are there.
    fn unit(&mut self) -> u32 {
        let digits = self.rest.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
        let unit = u32::from_str_radix(&self.rest[..digits], 16).unwrap_or(0xfffd);
        self.rest = &self.rest[digits..];
        unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(json: &Json) -> String {
        match json {
            Json::Text(text) => format!("{text:?}"),
            Json::List(list) => format!("[{}]", list.iter().map(show).collect::<Vec<_>>().join(",")),
            Json::Map(map) => {
                format!("{{{}}}", map.iter().map(|(k, v)| format!("{k}:{}", show(v))).collect::<Vec<_>>().join(","))
            }
        }
    }

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(read(text).iter().map(show).collect::<Vec<_>>().join(" "), want);
    }

    #[test]
    fn correct_json_is_read() {
        check(
            r#"{"a": [1, 2.5, true, null, "x\n\u00e9\ud83d\ude00\/"], "b": {}}"#,
            r#"{a:["1","2.5","true","","x\né😀/"],b:{}}"#,
        );
    }

    #[test]
    fn broken_json_is_read_as_it_was_meant() {
        check("// <![CDATA[\n{\"a\": 1,}\n// ]]>", r#"{a:"1"}"#);
        check("\\u003c![CDATA[ {'a': 'b', /* c */ d: 2,, } ]]", r#"{a:"b",d:"2"}"#);
        check("{\"a\": \"two\nlines\t\u{1}\"}", r#"{a:"two lines  "}"#);
        check(r#"{"size": "12" screen", "b": 1}"#, r#"{size:"12\" screen",b:"1"}"#);
        check(r#"{"a": [1, 2, "b": 3}"#, r#"{a:["1","2","b","3"]}"#);
        check("{\"a\": 1};{\"b\": 2}", r#"{a:"1"} {b:"2"}"#);
        check("{\"a\": {\"b\": \"c", r#"{a:{b:"c"}}"#);
        check("nothing", "");
    }

    #[test]
    fn nesting_and_count_are_bounded_r7() {
        assert!(read(&"[".repeat(100_000)).len() <= MAX_BLOCK_VALUES);
        assert!(read(&"{\"a\":".repeat(100_000)).len() <= MAX_BLOCK_VALUES);
        assert!(read(&"[1,".repeat(100_000)).len() <= MAX_BLOCK_VALUES);
        assert_eq!(read(&"{}".repeat(1_000)).len(), MAX_BLOCK_VALUES);
        assert!(read(&format!("[{}]", "\"a\",".repeat(100_000))).len() == 1);
    }
}
