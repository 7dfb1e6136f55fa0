//! What a key of a preset may hold. Values end in addresses: nothing is let through that could change which host is asked.

use url::Url;

use crate::config::hosts;

/// The shapes of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words to search.
    Words,
    /// The address of a site.
    Site,
    /// The name of a host: `acme.fr`.
    Host,
    /// A name: letters, digits and a few signs.
    Name,
    /// Names with `/` between them.
    Path,
    /// Digits.
    Number,
    /// Two letters.
    Country,
    /// A language and a country: `fr-BE`.
    Edition,
    /// A YouTube channel: `UC…`.
    Channel,
    /// An address that begins so.
    Under(&'static str),
}

impl Shape {
    /// The word in the key of its complaint.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Site => "site",
            Self::Host => "host",
            Self::Name => "name",
            Self::Path => "path",
            Self::Number => "number",
            Self::Country => "country",
            Self::Edition => "edition",
            Self::Channel => "channel",
            Self::Under(_) => "under",
        }
    }

    /// The value as templates take it; nothing when it has another shape.
    pub(super) fn take(self, raw: &str) -> Option<String> {
        let raw = raw.trim();
        let named = |text: &str| {
            (1..=100).contains(&text.len())
                && !text.starts_with('.')
                && text.chars().all(|c| c.is_alphanumeric() || "._-@~".contains(c))
        };
        match self {
            Self::Words => (raw.chars().count() <= 500 && !raw.chars().any(char::is_control)).then(|| raw.to_owned()),
            Self::Site => site(raw),
            Self::Host => {
                let host = raw.to_lowercase();
                (hosts::is_host(&host) && host.contains('.')).then_some(host)
            }
            Self::Name => {
                let name = raw.trim_start_matches('@');
                named(name).then(|| name.to_owned())
            }
            Self::Path => (raw.len() <= 200 && raw.split('/').all(named)).then(|| raw.to_owned()),
            Self::Number => {
                ((1..=20).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_digit())).then(|| raw.to_owned())
            }
            Self::Country => {
                (raw.len() == 2 && raw.bytes().all(|b| b.is_ascii_alphabetic())).then(|| raw.to_ascii_lowercase())
            }
            Self::Edition => edition(raw),
            Self::Channel => {
                let fits = raw.len() == 24
                    && raw.starts_with("UC")
                    && raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
                fits.then(|| raw.to_owned())
            }
            Self::Under(start) => (raw.starts_with(start) && site(raw).is_some()).then(|| raw.to_owned()),
        }
    }
}

/// A site's address without its last slash, its query and its fragment.
fn site(raw: &str) -> Option<String> {
    let mut url = Url::parse(raw).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    if !url.username().is_empty() || url.password().is_some() || raw.len() > 1_000 || raw.contains('\\') {
        return None;
    }
    url.set_query(None);
    url.set_fragment(None);
    // Braces would be read as a template's.
    let text = url.as_str().trim_end_matches('/').to_owned();
    (!text.contains(['{', '}'])).then_some(text)
}

fn edition(raw: &str) -> Option<String> {
    let (language, country) = raw.split_once(['-', '_'])?;
    let letters = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    (letters(language) && letters(country))
        .then(|| format!("{}-{}", language.to_ascii_lowercase(), country.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(shape: Shape, raw: &str, want: Option<&str>) {
        assert_eq!(shape.take(raw).as_deref(), want, "{raw}");
    }

    #[test]
    fn a13_no_value_can_name_another_host() {
        check(Shape::Name, "@ann", Some("ann"));
        check(Shape::Name, "a/../b", None);
        check(Shape::Name, "../b", None);
        check(Shape::Path, "a/../b", None);
        check(Shape::Path, "acme/app", Some("acme/app"));
        check(Shape::Path, "/acme", None);
        check(Shape::Host, "Acme.FR", Some("acme.fr"));
        check(Shape::Host, "acme.fr/x", None);
        check(Shape::Host, "localhost", None);
        check(Shape::Site, "https://acme.fr/blog/?a#b", Some("https://acme.fr/blog"));
        check(Shape::Site, "https://ann:pw@acme.fr/", None);
        check(Shape::Site, "javascript:alert(1)", None);
        check(Shape::Site, "acme.fr", None);
        check(Shape::Under("https://a.example/f/"), "https://a.example/f/1", Some("https://a.example/f/1"));
        check(Shape::Under("https://a.example/f/"), "https://b.example/f/1", None);
    }

    #[test]
    fn editions_numbers_and_channels_are_read() {
        check(Shape::Edition, "FR-be", Some("fr-BE"));
        check(Shape::Edition, "french", None);
        check(Shape::Country, "FR", Some("fr"));
        check(Shape::Number, "310633997", Some("310633997"));
        check(Shape::Number, "x1", None);
        check(Shape::Channel, "UC0123456789abcdefghij-_", Some("UC0123456789abcdefghij-_"));
        check(Shape::Channel, "acme", None);
        check(Shape::Words, "a\u{0}b", None);
    }
}
