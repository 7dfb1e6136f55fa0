//! The text of a fresh config file, commented in the person's language.
//!
//! It watches from its first minute: news searches for the brand need no account and no key. What the person did not
//! answer stands there as a comment, in the place where it belongs.

use url::Url;

use super::append::quoted;
use super::{address, hosts};
use crate::locale::say;
use crate::model::Locale;

/// Every setting, explained.
pub const EXAMPLE: &str = include_str!("../../config/vigie.toml");

const FRENCH: &str = include_str!("init/fr.toml");
const ENGLISH: &str = include_str!("init/en.toml");
const NO_SITE: &str = "https://www.example.org";

/// What a person answered.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The brand's name.
    pub brand: String,
    /// The brand's own site, when it has one.
    pub site: Option<String>,
    /// Where mails go.
    pub mail: String,
    /// The relay that takes mails, when there is one.
    pub relay: Option<String>,
    /// The language of the file's comments, of messages and of mails.
    pub locale: Locale,
}

/// The text of the file. What was answered is quoted: an odd answer gives a finding, never another key.
pub fn write(answers: &Answers) -> String {
    let template = if answers.locale == Locale::Fr { FRENCH } else { ENGLISH };
    let site = answers.site.as_deref().map(str::trim).filter(|site| !site.is_empty());
    let relay = answers.relay.as_deref().map(str::trim).filter(|relay| !relay.is_empty());
    // Filled in one pass, so that an answer that looks like a placeholder stays an answer.
    let mut out = String::with_capacity(template.len() + 1_024);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        out.push_str(before);
        match name {
            "brand" => out.push_str(&quoted(&answers.brand)),
            "mail" => out.push_str(&quoted(&answers.mail)),
            "site" => out.push_str(&site_lines(site, answers.locale)),
            "feed" => out.push_str(&quoted(&under(site.unwrap_or(NO_SITE), "/feed"))),
            "words" => out.push_str(&quoted(&format!("\"{}\"", answers.brand.trim().replace('"', " ")))),
            "relay" => out.push_str(&relay_lines(relay, answers)),
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether mails can be sent to this address.
pub fn is_mail(text: &str) -> bool {
    address::mailbox(text).is_some()
}

/// An address of the site, which may be written without its scheme.
fn under(site: &str, path: &str) -> String {
    let site = if site.contains("://") { site.to_owned() } else { format!("https://{site}") };
    Url::parse(&site).and_then(|url| url.join(path)).map_or(site, String::from)
}

/// The check of one's own site, as comments when none was named.
fn site_lines(site: Option<&str>, locale: Locale) -> String {
    let mark = if site.is_some() { "" } else { "# " };
    format!(
        "{mark}[[source]]\n{mark}name = {name}\n{mark}url = {url}\n{mark}kind = \"page\"\n{mark}watch = \"site\"\n\
         {mark}every = \"5 min\"",
        name = quoted(&say(locale, "config-init-site")),
        url = quoted(&under(site.unwrap_or(NO_SITE), "")),
    )
}

/// The relay's lines, as comments when there is none: mails are then written as files.
fn relay_lines(relay: Option<&str>, answers: &Answers) -> String {
    let mark = if relay.is_some() { "" } else { "# " };
    let login = say(answers.locale, "config-init-login");
    let (host, port) = host_and_port(relay.unwrap_or("smtp.example.org"));
    let security = match port {
        _ if hosts::is_loopback(host) => "none",
        Some(25 | 587) => "starttls",
        _ => "tls",
    };
    let port = port.map(|port| format!("port = {port}\n")).unwrap_or_default();
    format!(
        "{mark}from = {from}\n{mark}relay = {relay}\n{port}{mark}security = \"{security}\"\n# {login}\n# user = {from}\n\
         # password_file = \"smtp-password\"",
        from = quoted(&answers.mail),
        relay = quoted(host),
    )
}

/// `host:port` as people write it; anything odder stays as it is, for `vigie check` to tell.
fn host_and_port(relay: &str) -> (&str, Option<u16>) {
    match relay.rsplit_once(':').map(|(host, port)| (host, port.parse())) {
        Some((host, Ok(port))) if !host.contains(':') => (host, Some(port)),
        _ => (relay, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{SourceConfig, Surroundings, parse};
    use crate::model::{MailRoute, SmtpSecurity};

    #[track_caller]
    fn check(brand: &str, relay: Option<&str>, route: Option<(u16, SmtpSecurity)>) {
        for locale in Locale::ALL {
            let answers = Answers {
                brand: brand.to_owned(),
                site: Some("acme.example".to_owned()),
                mail: "ann@acme.example".to_owned(),
                relay: relay.map(str::to_owned),
                locale,
            };
            let text = write(&answers);
            let loaded = parse(&text, "vigie.toml", &Surroundings::default(), locale);
            let loaded = loaded.unwrap_or_else(|report| panic!("{report}\n{text}"));
            assert_eq!(loaded.warnings, [], "{text}");
            assert_eq!(loaded.config.brands[0].name, brand);
            assert_eq!(loaded.config.sources.len(), 3);
            assert!(loaded.config.sources.iter().any(SourceConfig::is_own_site));
            assert!(loaded.config.recipients.iter().all(|recipient| recipient.locale == locale));
            let got = match loaded.config.mail.route {
                MailRoute::Smtp { port, security, .. } => Some((port, security)),
                MailRoute::File { .. } => None,
            };
            assert_eq!(got, route);
            assert!(text.contains("https://acme.example/feed"), "{text}");
        }
    }

    #[test]
    fn a_fresh_config_is_taken_without_a_finding() {
        check("Acme", None, None);
        check("Acme", Some("smtp.acme.example"), Some((465, SmtpSecurity::ImplicitTls)));
        check("Acme", Some("smtp.acme.example:465"), Some((465, SmtpSecurity::ImplicitTls)));
        check("Acme", Some("smtp.acme.example:587"), Some((587, SmtpSecurity::StartTls)));
        check("Acme", Some("smtp.acme.example:2465"), Some((2465, SmtpSecurity::ImplicitTls)));
        check("Acme", Some("localhost:25"), Some((25, SmtpSecurity::None)));
    }

    #[test]
    fn without_a_site_its_check_waits_as_a_comment() {
        let answers = Answers {
            brand: "Acme".to_owned(),
            site: None,
            mail: "ann@acme.example".to_owned(),
            relay: None,
            locale: Locale::Fr,
        };
        let loaded = parse(&write(&answers), "vigie.toml", &Surroundings::default(), Locale::Fr).unwrap();
        assert_eq!(loaded.config.sources.len(), 2);
        assert!(loaded.warnings.is_empty());
    }

    #[test]
    fn r9_no_answer_can_write_another_key() {
        check(r#"Acme "l'Original" \ {{mail}}"#, None, None);
        check("Café des Étoiles = \"x\" # fin", None, None);
    }
}
