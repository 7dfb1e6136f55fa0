//! A date's text in words, numbers and marks.

/// What a date is read by.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(String),
    Word(String),
    Mark(char),
}

/// The text in lower case, one blank between its words.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut fresh = true;
    for c in text.chars().flat_map(char::to_lowercase) {
        match (c, out.last_mut()) {
            ('0'..='9', Some(Token::Number(number))) if !fresh => number.push(c),
            ('0'..='9', _) => out.push(Token::Number(c.to_string())),
            (c, Some(Token::Word(word))) if !fresh && (c.is_alphabetic() || c == '_' || c == '\u{302}') => word.push(c),
            ('/', Some(Token::Word(word))) if !fresh && word.len() > 3 => word.push(c),
            (c, _) if c.is_alphabetic() => out.push(Token::Word(c.to_string())),
            (c, _) if c.is_whitespace() || c == '(' || c == ')' => {
                if out.last() != Some(&Token::Mark(' ')) {
                    out.push(Token::Mark(' '));
                }
            }
            (c, _) => out.push(Token::Mark(c)),
        }
        fresh = c.is_whitespace();
    }
    out
}
