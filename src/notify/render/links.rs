//! Addresses that mails carry: links of the body, and those of the list headers.

use lettre::message::Mailbox;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::MailStyle;

/// Longer addresses are not linked: they cost more of the mail than the item is worth.
const LONGEST: usize = 800;

/// The address when it may be linked: http or https only, without the user and password it may hold.
pub(super) fn safe(raw: &str) -> Option<String> {
    let mut url = Url::parse(raw.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let printed = url.to_string().replace('\'', "%27");
    (printed.len() <= LONGEST).then_some(printed)
}

/// `<bistrot-lumen.instance.domain>`: stable, so that filters can rely on it (RFC 2919).
pub(super) fn list_id(list: &str, style: &MailStyle) -> String {
    let list = if list.is_empty() { "vigie" } else { list };
    format!("<{}.{}.{}>", label(list), label(&style.instance), host(&style.domain))
}

/// `List-Unsubscribe` by mail to whoever keeps the instance (RFC 2369); nothing when the sender is no address.
pub(super) fn unsubscribe(style: &MailStyle, topic: &str) -> Option<(&'static str, String)> {
    let from: Mailbox = style.from.parse().ok()?;
    let kind = label(topic.split('.').next().unwrap_or("digest"));
    let address: String = from.email.to_string();
    let plain = address.bytes().all(|b| b.is_ascii_alphanumeric() || b"@.-_+".contains(&b));
    plain.then(|| ("List-Unsubscribe", format!("<mailto:{address}?subject=unsubscribe%20{kind}>")))
}

/// A DNS label of any name; names without Latin letters are told apart by a hash.
pub(super) fn label(name: &str) -> String {
    let mut out = String::new();
    for c in name.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).take(200) {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out: String = out.trim_end_matches('-').chars().take(40).collect();
    if out.is_empty() {
        let digest = Sha256::digest(name.as_bytes());
        return format!("x{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2]);
    }
    out.trim_end_matches('-').to_owned()
}

fn host(domain: &str) -> String {
    let labels: Vec<String> = domain.split('.').filter(|part| !part.is_empty()).take(8).map(label).collect();
    if labels.is_empty() { "localhost".to_owned() } else { labels.join(".") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, want: Option<&str>) {
        assert_eq!(safe(raw).as_deref(), want, "{raw}");
    }

    #[test]
    fn only_web_addresses_are_linked_and_without_their_credentials() {
        check("https://forum.example/t/1?a=b&c", Some("https://forum.example/t/1?a=b&c"));
        check("javascript:alert(1)", None);
        check(" JaVaScRiPt:alert(1)", None);
        check("data:text/html,<script>", None);
        check("//forum.example", None);
        check("http://user:secret@forum.example/", Some("http://forum.example/"));
        check("http://forum.example/\"><script>", Some("http://forum.example/%22%3E%3Cscript%3E"));
    }

    #[test]
    fn list_labels_are_plain_and_stable() {
        assert_eq!(label("Bistrot Lumen"), "bistrot-lumen");
        assert_eq!(label("Crème & Café\r\nBcc: x"), "creme-cafe-bcc-x");
        assert_eq!(label("日本"), label("日本"));
        assert!(label("日本").starts_with('x'));
    }
}
