//! Mail addresses: what a relay will take, checked before the first mail.
//!
//! Deliberately narrower than RFC 5321: no quoted local parts, no comments, no address literals. Nothing that passes
//! can break out of a header or of an SMTP command.

use url::Host;

/// The address in its plain form, its domain in ASCII; nothing when it is not one.
pub(super) fn plain(text: &str) -> Option<String> {
    let (local, domain) = text.trim().rsplit_once('@')?;
    let local_ok = (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let Ok(Host::Domain(ascii)) = Host::parse(domain) else { return None };
    let domain_ok = ascii.len() <= 253
        && ascii.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        });
    (local_ok && domain_ok).then(|| format!("{local}@{ascii}"))
}

/// An address with or without a name before it: `Vigie <vigie@acme.example>`.
pub(super) fn mailbox(text: &str) -> Option<String> {
    let text = text.trim();
    let Some(before) = text.strip_suffix('>') else { return plain(text) };
    let (name, address) = before.rsplit_once('<')?;
    let name = name.trim().trim_matches('"');
    let name_ok = name.chars().all(|c| !c.is_control() && !"<>\"\\@,;:".contains(c));
    let address = plain(address)?;
    match name {
        "" => Some(address),
        _ if name_ok => Some(format!("\"{name}\" <{address}>")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Option<&str>) {
        assert_eq!(mailbox(text).as_deref(), want, "{text}");
    }

    #[test]
    fn addresses_are_taken_with_or_without_a_name() {
        check("ann@acme.example", Some("ann@acme.example"));
        check("ann+alerts@acme.example", Some("ann+alerts@acme.example"));
        check("root@localhost", Some("root@localhost"));
        check("ann@café.example", Some("ann@xn--caf-dma.example"));
        check("Vigie <vigie@acme.example>", Some("\"Vigie\" <vigie@acme.example>"));
        check("<vigie@acme.example>", Some("vigie@acme.example"));
    }

    #[test]
    fn what_could_break_out_of_a_header_is_refused() {
        for text in [
            "ann",
            "@acme.example",
            "ann@",
            "ann@acme..example",
            "ann acme@acme.example",
            "ann@acme.example\r\nBcc: x@y.example",
            "a\nb <ann@acme.example>",
            "ann@[127.0.0.1]",
            "ann@acme.example, bob@acme.example",
            "a@b <ann@acme.example>",
        ] {
            check(text, None);
        }
    }
}
