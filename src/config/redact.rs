//! Strikes out what looks like a secret in a line that is about to be quoted.
//!
//! A file that is refused *because* it holds a password is quoted in terminals, logs and bug reports. Values of
//! password-like keys and the secret parts of addresses are replaced, whatever else is wrong in the line.

use std::ops::Range;

use crate::model::secrets;

const STRUCK: &str = "…";
const SECRET_KEYS: [&str; 9] =
    ["password", "passwd", "passphrase", "pass", "pwd", "mot_de_passe", "secret", "token", "api_key"];

/// The line without its secrets, and where the marked bytes are now.
pub(super) fn redact(line: &str, mark: Range<usize>) -> (String, Range<usize>) {
    let mut out = line.to_owned();
    let mut mark = mark;
    if let Some(secret) = secret_value(&out) {
        strike(&mut out, &mut mark, secret);
    }
    for secret in secrets(&out).into_iter().rev() {
        strike(&mut out, &mut mark, secret);
    }
    (out, mark)
}

/// All that follows the `=` of a password-like key: where its string ends cannot be known when it is broken.
fn secret_value(line: &str) -> Option<Range<usize>> {
    let lower = line.to_ascii_lowercase();
    SECRET_KEYS
        .iter()
        .flat_map(|key| lower.match_indices(key))
        .filter_map(|(at, key)| {
            let rest = &lower[at + key.len()..];
            let after_key = rest.trim_start_matches(['"', '\'', ' ', '\t']);
            let value = after_key.strip_prefix('=').or_else(|| after_key.strip_prefix(':'))?;
            let value = value.trim_start();
            (!value.is_empty()).then(|| line.len() - value.len())
        })
        .min()
        .map(|start| start..line.len())
}

fn strike(line: &mut String, mark: &mut Range<usize>, secret: Range<usize>) {
    let moved = |index: usize, inside: usize| {
        if index <= secret.start {
            index
        } else if index >= secret.end {
            index - (secret.end - secret.start) + STRUCK.len()
        } else {
            inside
        }
    };
    *mark = moved(mark.start, secret.start)..moved(mark.end, secret.start + STRUCK.len());
    line.replace_range(secret, STRUCK);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, marked: &str, want_line: &str, want_marked: &str) {
        let start = line.find(marked).unwrap();
        let (out, mark) = redact(line, start..start + marked.len());
        assert_eq!((out.as_str(), &out[mark]), (want_line, want_marked));
    }

    #[test]
    fn r10_secrets_are_struck_out_of_quoted_lines() {
        check(r#"password = "hunter2""#, "password", "password = …", "password");
        check(r#"password = "hunter2""#, r#""hunter2""#, "password = …", "…");
        check("mail = { api_key='k', porrt = 25 }", "porrt", "mail = { api_key=…", "…");
        check(r#"password = "unclosed"#, "unclosed", "password = …", "…");
        check(
            r#"url = "https://ann:pw@a.example/x" # here"#,
            "# here",
            r#"url = "https://…@a.example/x" # here"#,
            "# here",
        );
        check("x = ['ftp://a@b', 'ftp://c:d@e']", "x", "x = ['ftp://…@b', 'ftp://…@e']", "x");
        check(
            r#"url = "https://a.example/?key=k&q=1" # here"#,
            "# here",
            r#"url = "https://a.example/?key=…&q=1" # here"#,
            "# here",
        );
    }

    #[test]
    fn other_lines_are_left_alone() {
        check(
            r#"password_file = "/etc/vigie/pw""#,
            "password_file",
            r#"password_file = "/etc/vigie/pw""#,
            "password_file",
        );
        check(r#"mail = "ann@acme.example""#, "ann", r#"mail = "ann@acme.example""#, "ann");
        check(r#"url = "https://a.example/@ann""#, "url", r#"url = "https://a.example/@ann""#, "url");
    }
}
