//! One word with wildcards: `*` for any letters or none, `?` for one letter.

/// Words longer than this in bytes are blobs, not words: no wildcard is tried on them.
const LONGEST_WORD: usize = 512;

/// A pattern for one folded word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glob {
    pattern: String,
    wild: bool,
}

impl Glob {
    pub(super) fn new(pattern: String) -> Self {
        let wild = pattern.contains(['*', '?']);
        Self { pattern, wild }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.pattern
    }

    /// The word when there is no wildcard in it.
    pub(super) fn literal(&self) -> Option<&str> {
        (!self.wild).then_some(self.pattern.as_str())
    }

    /// How many letters it fixes.
    pub(super) fn letters(&self) -> usize {
        self.pattern.chars().filter(|c| !matches!(c, '*' | '?')).count()
    }

    /// The longest run of fixed letters, with a blank where the word's border is part of it.
    pub(super) fn anchor(&self) -> Option<String> {
        let bordered = format!(" {} ", self.pattern);
        bordered.split(['*', '?']).filter(|run| !run.trim().is_empty()).max_by_key(|run| run.len()).map(str::to_owned)
    }

    pub(super) fn matches(&self, word: &str) -> bool {
        if !self.wild {
            return self.pattern == word;
        }
        word.len() <= LONGEST_WORD && wild_match(&self.pattern, word)
    }
}

/// Goes back to the last star only, so the cost is at most the product of both lengths.
fn wild_match(pattern: &str, word: &str) -> bool {
    let (mut p, mut w) = (pattern, word);
    let mut retry: Option<(&str, &str)> = None;
    loop {
        let (mut rest, mut letters) = (p.chars(), w.chars());
        match (rest.next(), letters.next()) {
            (Some('*'), _) => {
                p = rest.as_str();
                retry = Some((p, w));
                continue;
            }
            (None, None) => return true,
            (Some(want), Some(got)) if want == '?' || want == got => {
                (p, w) = (rest.as_str(), letters.as_str());
                continue;
            }
            _ => {}
        }
        let Some((after_star, from)) = retry else { return false };
        let mut next = from.chars();
        if next.next().is_none() {
            return false;
        }
        (p, w) = (after_star, next.as_str());
        retry = Some((after_star, w));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, word: &str, want: bool) {
        assert_eq!(Glob::new(pattern.to_owned()).matches(word), want, "{pattern} on {word}");
    }

    #[test]
    fn stars_and_question_marks_fit_as_in_a_shell() {
        check("acme*", "acmeville", true);
        check("acme*", "acme", true);
        check("*ville", "acmeville", true);
        check("a*v*e", "acmeville", true);
        check("a*x*e", "acmeville", false);
        check("a?me", "acme", true);
        check("a?me", "ame", false);
        check("?", "é", true);
        check("*", "acme", true);
    }

    #[test]
    fn the_anchor_knows_the_borders() {
        let anchor = |pattern: &str| Glob::new(pattern.to_owned()).anchor();
        assert_eq!(anchor("acme").as_deref(), Some(" acme "));
        assert_eq!(anchor("ac*ville").as_deref(), Some("ville "));
        assert_eq!(anchor("*cm*").as_deref(), Some("cm"));
        assert_eq!(anchor("*?"), None);
    }
}
