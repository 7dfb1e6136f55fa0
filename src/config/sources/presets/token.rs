//! A person's own token: read from its own file or from systemd, never from the config (R10).

use url::Url;

use super::row::{Preset, TokenNeed};
use crate::config::secrets;
use crate::config::section::Section;
use crate::config::surroundings::Surroundings;
use crate::model::{Secret, Token, TokenPlace};

/// A token that was read, and what it is for.
pub(super) struct Given {
    need: TokenNeed,
    secret: Secret,
}

/// The token that the section names. One that is needed and not named is noted.
pub(super) fn read(section: &Section<'_>, preset: &Preset, around: &Surroundings) -> Option<Given> {
    for inline in ["token", "secret"] {
        if section.has(inline) {
            section.notes.error(&section.place(inline), "config-token-inline", &[("key", inline.into())]);
            return None;
        }
    }
    let need = preset.token?;
    if !section.has("token_file") && !section.has("credential") {
        if need.needed {
            section.notes.error(&section.place("kind"), "config-token-needed", &[("kind", preset.name.into())]);
        }
        return None;
    }
    let secret = secrets::named(section, "token_file", around)?;
    let secret = match need.place {
        // Copied whole from the address bar, often: what stands before the `?` is no secret.
        TokenPlace::Query => Secret::new(secret.reveal().trim().rsplit('?').next().unwrap_or_default()),
        TokenPlace::Bearer => Secret::new(secret.reveal().trim()),
    };
    if !is_well_formed(&secret, need.place) {
        let place = section.place(if section.has("token_file") { "token_file" } else { "credential" });
        let key = if need.place == TokenPlace::Query { "config-token-query" } else { "config-token-odd" };
        section.notes.error(&place, key, &[]);
        return None;
    }
    Some(Given { need, secret })
}

/// A token that would break out of its place in the request is refused.
fn is_well_formed(secret: &Secret, place: TokenPlace) -> bool {
    let text = secret.reveal();
    match place {
        TokenPlace::Query => {
            text.contains('=') && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"=&._-%~+*()".contains(&b))
        }
        TokenPlace::Bearer => !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic()),
    }
}

impl Given {
    /// The token for a source at this address, if it is meant for its host.
    pub(super) fn for_address(&self, url: &Url) -> Option<Token> {
        let host = url.host_str()?;
        let meant = self.need.host.is_empty() || self.need.host == host;
        meant.then(|| Token { place: self.need.place, host: host.to_owned(), secret: self.secret.clone() })
    }
}
