//! Searches that are known by name: `preset = "googlenews"` with a `query`, instead of an address.
//!
//! A preset is one line of a table: its address in each language's edition, `{q}` standing for the words searched.
//! Deliberately small: a preset whose service asks for a key or a login does not belong here.

use url::Url;

use crate::model::Locale;

/// A search that is known by name.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The word of the config file.
    pub name: &'static str,
    french: &'static str,
    english: &'static str,
}

/// All presets.
pub const ALL: &[Preset] = &[
    Preset {
        name: "googlenews",
        french: "https://news.google.com/rss/search?q={q}&hl=fr&gl=FR&ceid=FR:fr",
        english: "https://news.google.com/rss/search?q={q}&hl=en-GB&gl=GB&ceid=GB:en",
    },
    Preset {
        name: "bingnews",
        french: "https://www.bing.com/news/search?q={q}&format=rss&mkt=fr-FR&setlang=fr&cc=FR",
        english: "https://www.bing.com/news/search?q={q}&format=rss&mkt=en-GB&setlang=en&cc=GB",
    },
    Preset {
        name: "reddit",
        french: "https://www.reddit.com/search.rss?q={q}&sort=new",
        english: "https://www.reddit.com/search.rss?q={q}&sort=new",
    },
];

impl Preset {
    /// The preset of that name.
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().copied().find(|preset| preset.name == name)
    }

    /// The address that searches the words in the language's edition.
    pub fn url(&self, words: &str, locale: Locale) -> Option<Url> {
        let template = if locale == Locale::Fr { self.french } else { self.english };
        let encoded: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
        Url::parse(&template.replace("{q}", &encoded)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(preset: &str, locale: Locale, words: &str, want: &str) {
        let url = Preset::named(preset).and_then(|preset| preset.url(words, locale)).map(String::from);
        assert_eq!(url.as_deref(), Some(want));
    }

    #[test]
    fn words_are_searched_in_the_edition_of_the_language() {
        check(
            "googlenews",
            Locale::Fr,
            "\"Café & Co\"",
            "https://news.google.com/rss/search?q=%22Caf%C3%A9+%26+Co%22&hl=fr&gl=FR&ceid=FR:fr",
        );
        check(
            "bingnews",
            Locale::En,
            "Acme",
            "https://www.bing.com/news/search?q=Acme&format=rss&mkt=en-GB&setlang=en&cc=GB",
        );
        check("reddit", Locale::En, "Acme", "https://www.reddit.com/search.rss?q=Acme&sort=new");
    }
}
