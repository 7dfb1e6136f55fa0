//! robots.txt (RFC 9309): which rules are ours, and what they say of a path. Pure.
//!
//! Reads what Google's open-source parser reads: typing errors in keys, a missing colon, a product token followed by
//! anything. Beyond it, `Crawl-delay` is honoured. Absent on purpose: `Sitemap` and everything else.

use std::time::Duration;

/// Longest delay that a site may ask for between two visits.
const MAX_DELAY: Duration = Duration::from_secs(30);
/// What is read of one line.
const MAX_LINE: usize = 2_083 * 8;

/// The rules of one robots.txt that speak to one agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: Vec<u8>,
}

enum Line<'a> {
    Agent(&'a [u8]),
    Rule { allow: bool, pattern: &'a [u8] },
    Delay(&'a [u8]),
}

impl Robots {
    /// Reads the rules for `agent`, a product token: those of the groups that name it, else those of `*`.
    pub fn parse(body: &[u8], agent: &str) -> Self {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let (mut ours, mut everyone) = (Self::default(), Self::default());
        let (mut named, mut in_ours, mut in_everyone, mut rules_began) = (false, false, false, false);
        for line in body.split(|&byte| byte == b'\n' || byte == b'\r').filter_map(read) {
            if let Line::Agent(value) = line {
                if rules_began {
                    (in_ours, in_everyone, rules_began) = (false, false, false);
                }
                in_everyone |= is_star(value);
                in_ours |= !agent.is_empty() && token(value).eq_ignore_ascii_case(agent.as_bytes());
                named |= in_ours;
                continue;
            }
            // A delay closes the list of agents as a rule does: otherwise `User-agent: *`, `Crawl-delay: 10`,
            // `User-agent: BadBot`, `Disallow: /` would forbid everything to everyone.
            rules_began = true;
            for (inside, group) in [(in_ours, &mut ours), (in_everyone && !in_ours, &mut everyone)] {
                match line {
                    Line::Rule { allow, pattern } if inside => group.rules.push(Rule::new(allow, pattern)),
                    Line::Delay(value) if inside => group.delay = delay(value).or(group.delay),
                    _ => {}
                }
            }
        }
        if named { ours } else { everyone }
    }

    /// Whether a path (with its query, percent-encoded as on the wire) may be asked for. The longest rule that
    /// matches decides, and `Allow` wins a draw.
    pub fn allows(&self, path: &str) -> bool {
        let path = path.as_bytes();
        let longest = |allow| {
            let own = self.rules.iter().filter(|rule| rule.allow == allow && rule.matches(path));
            own.map(|rule| rule.pattern.len()).max().unwrap_or(0)
        };
        longest(true) >= longest(false)
    }

    /// Time wanted between two visits.
    pub const fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

impl Rule {
    fn new(allow: bool, pattern: &[u8]) -> Self {
        Self { allow, pattern: escaped(pattern) }
    }

    fn matches(&self, path: &[u8]) -> bool {
        if glob(&self.pattern, path) {
            return true;
        }
        // `Allow: /news/index.html` also opens `/news/`.
        let folder = self.pattern.strip_suffix(b"index.html").or_else(|| self.pattern.strip_suffix(b"index.htm"));
        folder.is_some_and(|folder| self.allow && folder.ends_with(b"/") && path == folder)
    }
}

/// Whether the pattern matches the beginning of the path; `*` stands for anything, a last `$` for the end.
/// Each part is sought once, leftmost first, which is enough for this language and cannot blow up (R7).
fn glob(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, anchored) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split(|&byte| byte == b'*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !anchored || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if anchored && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = find(rest, part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    let Some(&first) = part.first() else { return Some(0) };
    let last = text.len().checked_sub(part.len())?;
    (0..=last).find(|&at| text[at] == first && text[at..].starts_with(part))
}

fn read(line: &[u8]) -> Option<Line<'_>> {
    let line = &line[..line.len().min(MAX_LINE)];
    let line = line.split(|&byte| byte == b'#').next().unwrap_or_default().trim_ascii();
    let (key, value) = if let Some(colon) = line.iter().position(|&byte| byte == b':') {
        (&line[..colon], &line[colon + 1..])
    } else {
        // `disallow /x`: the colon is forgotten often enough, but only two words are taken so.
        let space = line.iter().position(u8::is_ascii_whitespace)?;
        let value = line[space..].trim_ascii();
        (!value.iter().any(u8::is_ascii_whitespace)).then_some((&line[..space], value))?
    };
    let (key, value) = (key.trim_ascii().to_ascii_lowercase(), value.trim_ascii());
    let begins = |names: &[&str]| names.iter().any(|name| key.starts_with(name.as_bytes()));
    if begins(&["user-agent", "useragent", "user agent"]) {
        Some(Line::Agent(value))
    } else if begins(&["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"]) {
        Some(Line::Rule { allow: false, pattern: value })
    } else if begins(&["allow"]) {
        Some(Line::Rule { allow: true, pattern: value })
    } else if begins(&["crawl-delay", "crawldelay"]) {
        Some(Line::Delay(value))
    } else {
        None
    }
}

fn is_star(value: &[u8]) -> bool {
    value.first() == Some(&b'*') && value.get(1).is_none_or(u8::is_ascii_whitespace)
}

/// The product token at the head of the value: letters, `-` and `_`.
fn token(value: &[u8]) -> &[u8] {
    let end = value.iter().position(|byte| !(byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_')));
    &value[..end.unwrap_or(value.len())]
}

fn delay(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = std::str::from_utf8(value).ok()?.split_ascii_whitespace().next()?.parse().ok()?;
    // Also false for NaN.
    (seconds > 0.0).then(|| Duration::from_secs_f64(seconds.min(MAX_DELAY.as_secs_f64())))
}

/// Patterns as they appear on the wire: letters beyond ASCII percent-encoded, escapes in capitals.
fn escaped(pattern: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pattern.len());
    for (at, &byte) in pattern.iter().enumerate() {
        let escape = |back: usize| {
            at >= back
                && pattern[at - back] == b'%'
                && pattern[at - back + 1..].iter().take(2).all(u8::is_ascii_hexdigit)
        };
        if !byte.is_ascii() {
            out.extend(format!("%{byte:02X}").bytes());
        } else if byte.is_ascii_hexdigit() && (escape(1) || escape(2)) {
            out.push(byte.to_ascii_uppercase());
        } else {
            out.push(byte);
        }
    }
    out
}

#[cfg(test)]
#[path = "robots_tests.rs"]
mod tests;
