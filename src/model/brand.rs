//! What is watched, and in which language its people are spoken to.

use serde::{Deserialize, Serialize};

use super::BrandId;

/// Why a brand is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The user's own brand: it alone opens incidents by default.
    Own,
    /// A competitor: stands beside the own brand in digests.
    Competitor,
    /// A sector or topic: trends, no incidents.
    Sector,
}

impl Role {
    /// The word of the config file and of the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Competitor => "competitor",
            Self::Sector => "sector",
        }
    }
}

/// A watched brand, as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The store's id.
    pub id: BrandId,
    /// The name in the config: unique, shown to people.
    pub name: String,
    /// Own brand, competitor or sector.
    pub role: Role,
}

/// A language that vigie speaks to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// French, with French typography.
    Fr,
    /// English.
    #[default]
    En,
}

impl Locale {
    /// Both, for tests and tables.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// BCP 47 tag, for `lang` and `Content-Language`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The locale of a POSIX or BCP 47 name such as `fr_FR.UTF-8`; English when it is not French.
    pub fn from_tag(tag: &str) -> Self {
        Self::of_tag(tag).unwrap_or_default()
    }

    /// The locale that such a name says; none for `C`, and for languages that vigie does not speak.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| language.eq_ignore_ascii_case(locale.tag()))
    }
}
