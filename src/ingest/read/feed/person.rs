//! Who wrote it, where name and address share one text.

use super::text::visible;

/// `name (mail)`, `mail (name)`, `name <mail>`, or one of both.
pub(super) fn read(text: &str) -> (Option<String>, Option<String>) {
    let text = text.trim();
    let text = if text.contains('<') { visible(&text.replace('<', "&lt;")) } else { visible(text) };
    if !text.contains('@') {
        return ((!text.is_empty()).then_some(text), None);
    }
    let is_mail = |word: &str| word.contains('@') && !word.contains(char::is_whitespace) && !word.starts_with('@');
    let cut = |c: char| matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ',' | ';' | '"');
    let mail =
        text.split(|c: char| c.is_whitespace() || cut(c)).map(|w| w.trim_start_matches("mailto:")).find(|w| is_mail(w));
    let Some(mail) = mail else { return ((!text.is_empty()).then_some(text), None) };
    let rest = text.replace(mail, " ").replace("mailto:", " ");
    let name = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| cut(c) || c.is_whitespace()).to_owned();
    ((!name.is_empty()).then_some(name), Some(mail.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_split_in_name_and_address() {
        let both = |name: &str, mail: &str| (Some(name.to_owned()), Some(mail.to_owned()));
        assert_eq!(read("a@b.fr (Ana Böhm)"), both("Ana Böhm", "a@b.fr"));
        assert_eq!(read("Ana <a@b.fr>"), both("Ana", "a@b.fr"));
        assert_eq!(read("foo@bar.com（山田）").1.as_deref(), Some("foo@bar.com（山田）"));
        assert_eq!(read("Ana"), (Some("Ana".into()), None));
    }
}
