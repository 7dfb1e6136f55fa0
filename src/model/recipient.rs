//! Who is told, of what, in which language and when.

use super::{Locale, Severity};

/// A person or a list that receives mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Name in the config, shown to others ("also told: …").
    pub name: String,
    /// Mail address.
    pub address: String,
    /// Language of the mails.
    pub locale: Locale,
    /// IANA time zone of the hours in the mails and of the digests' schedule.
    pub time_zone: String,
    /// Names of the brands; all when empty.
    pub brands: Vec<String>,
    /// Alerts from this severity on; none when absent.
    pub alerts_from: Option<Severity>,
    /// Told when sources or the mail path stop working.
    pub operator: bool,
    /// The daily digest.
    pub daily: Option<DigestPlan>,
    /// The weekly digest.
    pub weekly: Option<DigestPlan>,
}

impl Recipient {
    /// Whether this recipient follows the brand.
    pub fn follows(&self, brand: &str) -> bool {
        self.brands.is_empty() || self.brands.iter().any(|name| name == brand)
    }
}

/// When a digest leaves, in the recipient's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestPlan {
    /// Local time of day.
    pub at: jiff::civil::Time,
    /// Day of the week, for weekly digests; Monday by default.
    pub weekday: jiff::civil::Weekday,
}
