//! Time zones by their IANA name.

use jiff::tz::TimeZone;

use super::nearest::nearest;
use super::notes::as_written;
use super::section::Section;

/// The canonical name in the table's `time_zone`.
pub(super) fn read(section: &Section<'_>) -> Option<String> {
    let text = section.text("time_zone")?;
    let name = text.value.trim();
    let zone = TimeZone::get(name).ok();
    let canonical = zone.as_ref().and_then(TimeZone::iana_name).map(str::to_owned);
    if canonical.is_none() {
        let known: Vec<String> = jiff::tz::db().available().map(|zone| zone.as_str().to_owned()).collect();
        let city = name.rsplit('/').next().unwrap_or(name).replace(' ', "_");
        let meant = nearest(name, known.iter().map(String::as_str)).or_else(|| {
            known
                .iter()
                .map(String::as_str)
                .find(|zone| zone.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&city)))
        });
        section.suggest(&text.span, "config-time-zone", &[("name", as_written(name).into())], meant, &[]);
    }
    canonical
}
