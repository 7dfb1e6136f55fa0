//! A page's address that leads a person to some of its words (WICG Scroll To Text Fragment), and tells posts and reviews of
//! one page apart that have no address of their own.

use url::Url;

/// Words of a line that are named.
const WORDS: usize = 8;
/// A line of fewer words begins many a post ("Bonjour à tous,"): then the next line is named too.
const FEW: usize = 4;

/// The page's address with the first words of a text.
pub(super) fn by_words(text: &str, page: &Url) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().take(WORDS).collect::<Vec<_>>());
    let mut lines = lines.filter(|words| !words.is_empty());
    let first = lines.next().unwrap_or_default();
    let second = if first.len() < FEW { lines.next() } else { None };
    // From the first to the second: one text does not go on in another block.
    let ends: Vec<String> = std::iter::once(first).chain(second).map(|words| encoded(&words)).collect();
    let mut url = page.clone();
    url.set_fragment(Some(&format!(":~:text={}", ends.join(","))));
    url.to_string()
}

/// Words as a fragment takes them, in which hyphens and commas have a meaning of their own.
fn encoded(words: &[&str]) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(words.join(" ").as_bytes()).collect();
    encoded.replace('+', "%20").replace('-', "%2D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_that_begin_alike_are_told_apart() {
        let page = Url::parse("https://forum.example/t/1?page=2").unwrap();
        for (text, want) in [
            (
                "Rien reçu depuis un mois, et personne ne répond.\nMerci.",
                "Rien%20re%C3%A7u%20depuis%20un%20mois%2C%20et%20personne%20ne",
            ),
            (
                "Bonjour,\n\nrendez-vous manqué & colis perdu",
                "Bonjour%2C,rendez%2Dvous%20manqu%C3%A9%20%26%20colis%20perdu",
            ),
            ("Merci !", "Merci%20%21"),
            ("", ""),
        ] {
            assert_eq!(by_words(text, &page), format!("https://forum.example/t/1?page=2#:~:text={want}"), "{text}");
        }
    }
}
