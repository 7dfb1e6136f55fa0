//! The way out of a house whose machines may not ask the Internet themselves.

use url::Url;

use super::Secret;

/// An HTTP proxy.
#[derive(Clone, Debug)]
pub struct Proxy {
    /// `http://host:port/`.
    pub address: Url,
    /// User and password, where it wants them.
    pub login: Option<(String, Secret)>,
}
