//! `[[recipient]]`: who is told, of what, in which language and when.

use std::collections::HashMap;

use jiff::civil::Weekday;

use super::names::Names;
use super::nearest::nearest;
use super::notes::as_written;
use super::queries::{self, Query};
use super::section::{Section, Text};
use super::{address, units, zones};
use crate::model::{DigestPlan, Locale, Recipient, Severity};
use crate::understand::query::Library;

/// The languages that the file can name.
pub(super) const LANGUAGES: &[(&str, Locale)] = &[("fr", Locale::Fr), ("en", Locale::En)];

const ALERTS: &[(&str, Option<Severity>)] = &[
    ("crisis", Some(Severity::Critical)),
    ("alert", Some(Severity::Warning)),
    ("watch", Some(Severity::Notice)),
    ("none", None),
    ("crise", Some(Severity::Critical)),
    ("alerte", Some(Severity::Warning)),
    ("veille", Some(Severity::Notice)),
    ("aucune", None),
];

/// What a recipient without a word of their own gets.
pub(super) struct Defaults {
    pub(super) locale: Locale,
    pub(super) time_zone: String,
}

/// The recipients, and the queries of those who have one, by their address. The first is the operator unless the file says
/// otherwise.
pub(super) fn read(
    root: &Section<'_>,
    defaults: &Defaults,
    brands: &Names,
    searches: &Library,
) -> (Vec<Recipient>, HashMap<String, Query>) {
    if root.lacks("recipient") {
        root.notes.error(&root.span, "config-no-recipient", &[]);
    }
    let mut names = Names::default();
    let mut addresses: Vec<String> = Vec::new();
    let (mut recipients, mut routes) = (Vec::new(), HashMap::new());
    let sections = root.sections("recipient", "recipient");
    for (i, section) in sections.iter().enumerate() {
        let first = i == 0;
        if let Some(recipient) = recipient(section, first, defaults, brands, &mut names) {
            let place = section.place("mail");
            if addresses.iter().any(|known| known.eq_ignore_ascii_case(&recipient.address)) {
                section.notes.error(&place, "config-mail-twice", &[("mail", as_written(&recipient.address).into())]);
            }
            addresses.push(recipient.address.clone());
            let query = section.text("query").and_then(|text| queries::of_mentions(section.notes, &text, searches));
            routes.extend(query.map(|query| (recipient.address.clone(), query)));
            recipients.push(recipient);
        }
    }
    if let Some(first) = sections.first().filter(|_| recipients.len() == sections.len())
        && !recipients.iter().any(|recipient| recipient.operator)
    {
        root.notes.warn(&first.place("operator"), "config-no-operator", &[]);
    }
    (recipients, routes)
}

fn recipient(
    section: &Section<'_>,
    first: bool,
    defaults: &Defaults,
    brands: &Names,
    names: &mut Names,
) -> Option<Recipient> {
    let followed = section.texts("brands");
    brands.check(section, &followed, "config-unknown-brand");
    let name = section.text("name");
    let mail = section.required("mail", "config-recipient-mail");
    if let Some(name) = &name {
        names.add(section, name, "config-recipient-twice");
    }
    let locale = section.choice("language", LANGUAGES).unwrap_or(defaults.locale);
    let time_zone = zones::read(section).unwrap_or_else(|| defaults.time_zone.clone());
    let alerts_from = section.choice("alerts", ALERTS).unwrap_or(Some(Severity::Warning));
    let operator = section.flag("operator").unwrap_or(first);
    let daily = section.text_or("daily", "config-type-time").and_then(|text| plan(section, &text, false));
    let weekly = section.text_or("weekly", "config-type-time").and_then(|text| plan(section, &text, true));
    let mail = mail?;
    let Some(address) = address::plain(mail.value) else {
        section.notes.error(&mail.span, "config-mail", &[("value", as_written(mail.value).into())]);
        return None;
    };
    let name = name.map_or_else(|| address.clone(), |name| name.value.trim().to_owned());
    let brands = followed.iter().map(|brand| brand.value.trim().to_owned()).collect();
    Some(Recipient { name, address, locale, time_zone, brands, alerts_from, operator, daily, weekly })
}

/// `08:00`, `off`; with `weekly`, `monday 08:00`.
fn plan(section: &Section<'_>, text: &Text<'_>, weekly: bool) -> Option<DigestPlan> {
    let value = text.value.trim();
    if matches!(value, "off" | "non") {
        return None;
    }
    let (weekday, time) = match value.split_once(' ') {
        Some((day, time)) if weekly && day.chars().all(char::is_alphabetic) => {
            let weekday = units::weekday(day);
            if weekday.is_none() {
                let meant = nearest(day, units::day_names());
                let args = [("day", as_written(day).into())];
                section.suggest(&text.span, "config-weekday", &args, meant, &[]);
            }
            (weekday?, time)
        }
        _ => (Weekday::Monday, value),
    };
    let at = units::time_of_day(time);
    if at.is_none() {
        section.notes.error(&text.span, "config-time", &[("value", as_written(time).into())]);
    }
    Some(DigestPlan { at: at?, weekday })
}
