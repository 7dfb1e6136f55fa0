//! How mails leave.

use std::fmt;
use std::path::PathBuf;

/// A secret. It never shows itself: not in logs, not in `Debug`, not in errors (invariant R10).
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the secret, without the line end that editors leave.
    pub fn new(raw: &str) -> Self {
        Self(raw.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// The secret itself, for the one call that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How the connection to the relay is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (RFC 8314), usually port 465.
    ImplicitTls,
    /// STARTTLS, required: never clear when the relay does not offer it. Usually port 587.
    StartTls,
    /// None: accepted on loopback only.
    None,
}

/// Where mails go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailRoute {
    /// To a relay.
    Smtp {
        /// Host name or address.
        host: String,
        /// Port.
        port: u16,
        /// Protection of the connection.
        security: SmtpSecurity,
        /// User and password, when the relay wants them.
        login: Option<(String, Secret)>,
        /// A PEM file of certification authorities to trust beside the system's.
        ca_file: Option<PathBuf>,
    },
    /// Into a folder, one `.eml` a mail: what is done until a relay is configured.
    File {
        /// The folder; made when missing.
        dir: PathBuf,
    },
}
