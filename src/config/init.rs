//! The text of a fresh config file, commented in the person's language.
//!
//! It watches from its first minute: news searches for the brand need no account and no key. What the person did not
//! answer stands there as a comment, in the place where it belongs.

use url::Url;

use crate::locale::say;
use crate::model::Locale;

const FRENCH: &str = include_str!("init/fr.toml");
const ENGLISH: &str = include_str!("init/en.toml");

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
    let site = answers.site.as_deref().map_or("https://www.example.org", str::trim);
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
            "feed" => out.push_str(&quoted(&feed_guess(site))),
            "words" => out.push_str(&quoted(&format!("\"{}\"", answers.brand.trim().replace('"', " ")))),
            "relay" => out.push_str(&relay_lines(relay, answers)),
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where a site's feed most often is; the file says that it is a guess.
fn feed_guess(site: &str) -> String {
    let site = if site.contains("://") { site.to_owned() } else { format!("https://{site}") };
    Url::parse(&site).and_then(|url| url.join("/feed")).map_or(site, String::from)
}

/// The relay's lines, as comments when there is none: mails are then written as files.
fn relay_lines(relay: Option<&str>, answers: &Answers) -> String {
    let mark = if relay.is_some() { "" } else { "# " };
    let login = say(answers.locale, "config-init-login");
    format!(
        "{mark}from = {from}\n{mark}relay = {relay}\n{mark}security = \"tls\"\n# {login}\n# user = {from}\n\
         # password_file = \"smtp-password\"",
        from = quoted(&answers.mail),
        relay = quoted(relay.unwrap_or("smtp.example.org")),
    )
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.trim().replace(['\r', '\n'], " ")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Surroundings, parse};
    use crate::model::MailRoute;

    #[track_caller]
    fn check(brand: &str, relay: Option<&str>) {
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
            assert_eq!(loaded.config.sources.len(), 2);
            assert!(loaded.config.recipients.iter().all(|recipient| recipient.locale == locale));
            assert_eq!(matches!(loaded.config.mail.route, MailRoute::Smtp { .. }), relay.is_some());
            assert!(text.contains("https://acme.example/feed"), "{text}");
        }
    }

    #[test]
    fn a_fresh_config_is_taken_without_a_finding() {
        check("Acme", None);
        check("Acme", Some("smtp.acme.example"));
    }

    #[test]
    fn r9_no_answer_can_write_another_key() {
        check(r#"Acme "l'Original" \ {{mail}}"#, None);
        check("Café des Étoiles = \"x\" # fin", None);
    }
}
