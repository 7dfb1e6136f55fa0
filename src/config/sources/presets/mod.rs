//! Sources that are known by name: `kind = "reddit"` and `sub = ["france"]` instead of addresses to find out.
//!
//! A preset is a row of a table, one table a family: what it needs to be told, which addresses that makes, how their
//! answers are read, how often they may be asked, and what is known of the service's moods. Code only fills in
//! (`expand.rs`). Every row says what its knowledge rests on, because services change: `vigie sources expand` shows it.
//! Deliberately absent: scraping of networks that are closed. Their rows say what to do instead.

mod blogs;
mod closed;
mod code;
mod expand;
mod forums;
mod networks;
mod news;
mod reviews;
mod row;
mod template;
#[cfg(test)]
mod tests;
mod token;
mod value;
mod video;

use url::Url;

pub use row::{Evidence, Grade, Preset};

pub(super) use expand::{expand, kind_words};

use crate::model::{Locale, ReadAs, Token};

/// When the rows were last held against what they rest on.
pub const VERIFIED: &str = "2026-11";

/// All presets, family by family.
pub fn all() -> impl Iterator<Item = &'static Preset> {
    [news::ALL, blogs::ALL, networks::ALL, forums::ALL, video::ALL, code::ALL, reviews::ALL, closed::ALL]
        .into_iter()
        .flatten()
}

/// An address, and how its answer is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Where.
    pub url: Url,
    /// How.
    pub read_as: ReadAs,
}

/// What a preset gives a source beside its address.
#[derive(Clone, Debug)]
pub struct PresetUse {
    /// The row.
    pub preset: &'static Preset,
    /// The name that the whole `[[source]]` has in the file, when it makes several sources.
    pub group: Option<String>,
    /// Other addresses of the same thing, asked in this order when the first does not answer.
    pub fallbacks: Vec<Endpoint>,
    /// The person's own token.
    pub token: Option<Token>,
}

impl Preset {
    /// The keys that it takes.
    pub fn key_names(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.keys.iter().map(|key| key.name).collect();
        if expand::choices(self).len() > 1 {
            names.push(self.pick.key());
        }
        if self.token.is_some() {
            names.extend(["token_file", "credential"]);
        }
        names
    }

    /// The preset of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        all().find(|preset| preset.name == name)
    }

    /// The key of the message that tells what to know of it, in `presets.ftl`.
    pub fn note_key(&self) -> String {
        format!("preset-{}", self.name)
    }
}

/// The edition that goes with a language.
const fn edition(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "fr-FR",
        Locale::En => "en-GB",
    }
}
