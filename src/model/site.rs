//! What a site asked of us, kept so that a restart forgets no promise.

use super::Timestamp;

/// One thing to remember of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteNote {
    /// The site asked for peace (429, 503): nobody visits it before then.
    Shut {
        /// Registrable domain; host and port where there is none.
        site: String,
        /// Until when.
        until: Timestamp,
        /// Refusals in a row.
        refusals: u32,
    },
    /// Its robots.txt; empty where there is none.
    Robots {
        /// Address of the file.
        file: String,
        /// The file, cut to what is read of one.
        body: Vec<u8>,
        /// How long it stands.
        until: Timestamp,
    },
}
