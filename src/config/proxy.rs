//! `[proxy]`: through which machine sources are asked. The environment has no say in it (F82, A21).

use url::Url;

use super::login;
use super::section::Section;
use super::surroundings::Surroundings;
use crate::model::Proxy;

/// The proxy; none when there is no such section, or its address is not clear.
pub(super) fn read(root: &Section<'_>, around: &Surroundings) -> Option<Proxy> {
    if !root.has("proxy") {
        return None;
    }
    let proxy = root.section("proxy", "proxy");
    if proxy.has("password") {
        proxy.notes.error(&proxy.place("password"), "config-password-inline", &[]);
    }
    let login = login::read(&proxy, around);
    if !proxy.has("address") {
        proxy.notes.error(&proxy.span, "config-proxy-address", &[]);
        return None;
    }
    let text = proxy.text("address")?;
    let address = Url::parse(text.value.trim()).ok().filter(is_proxy);
    if address.is_none() {
        // It may hold a password: it is not shown.
        proxy.notes.error(&text.span, "config-proxy", &[]);
    }
    Some(Proxy { address: address?, login })
}

/// A host and a port, and nothing else: the login has keys of its own.
fn is_proxy(url: &Url) -> bool {
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    url.scheme() == "http" && url.has_host() && is_bare && url.username().is_empty() && url.password().is_none()
}
