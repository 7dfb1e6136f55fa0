//! `vigie sources`: each source, how it is doing, when it is asked next, and what happened to it.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use crate::cli::output::out;
use crate::cli::{Context, Exit, open};
use crate::daemon::Clock;
use crate::daemon::poll::elsewhere;
use crate::locale::{date_time, detail, percent, say, source_status, span, standing, tell};
use crate::model::{Locale, SourceKind, Timestamp, Wishes, shown};
use crate::store::SourceRow;

/// Complaints that are shown of one source.
const COMPLAINTS: usize = 3;

/// Lists the sources with their health.
pub(super) async fn list(context: &Context, as_json: bool) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let mut out = out();
    let now = Clock::system().now();
    for row in store.source_rows(now).await? {
        if as_json {
            writeln!(out, "{}", object(&row))?;
            continue;
        }
        writeln!(out, "{}", headline(&row, context.locale, now))?;
        for line in lines(&row, context.locale, &config.time_zone) {
            writeln!(out, "    {line}")?;
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}

fn object(row: &SourceRow) -> Value {
    let health = &row.state.health;
    json!({
        "name": row.name, "kind": row.kind.as_str(), "url": shown(&row.state.url), "status": health.status.as_str(),
        "detail": health.detail, "failures": health.failures, "items": row.items, "mentions": row.mentions,
        "last_ok_at": health.last_ok_at.map(|at| at.to_string()),
        "next_due_at": row.state.next_due_at.map(|at| at.to_string()),
        "ttl_seconds": row.state.wishes.ttl.map(|ttl| ttl.as_secs()),
        "elsewhere": elsewhere(&row.state).map(|(url, _)| shown(url)), "coverage": row.coverage.share(),
        "complaints": row.complaints, "rating": row.standing, "events": row.events,
    })
}

fn headline(row: &SourceRow, locale: Locale, now: Timestamp) -> String {
    let next = row.state.next_due_at.filter(|&due| due > now).map(|due| span(locale, now.until(due)));
    let facts = [
        ("name", row.name.as_str().into()),
        ("status", source_status(locale, row.state.health.status).into()),
        ("paged", if row.kind == SourceKind::Page { "yes" } else { "no" }.into()),
        ("items", row.items.into()),
        ("mentions", row.mentions.into()),
        ("coverage", percent(locale, row.coverage.share()).into()),
        ("next", next.unwrap_or_else(|| "none".to_owned()).into()),
    ];
    tell(locale, "cli-source", &facts)
}

/// What is to be known of it beside.
fn lines(row: &SourceRow, locale: Locale, zone: &str) -> Vec<String> {
    let health = &row.state.health;
    let mut lines = wished(row.state.wishes, locale);
    lines.extend(row.standing.map(|rating| standing(locale, rating)));
    let wrong = health.detail.as_ref().filter(|_| !health.status.is_well());
    lines.extend(wrong.map(|english| detail(locale, english)));
    if let Some((url, since)) = elsewhere(&row.state) {
        let facts = [("at", date_time(locale, since, zone).into()), ("url", shown(url).into())];
        lines.push(tell(locale, "cli-elsewhere", &facts));
    }
    for event in &row.events {
        let key = format!("cli-event-{}", event.kind.as_str());
        let what = tell(locale, &key, &[("items", event.items.into())]);
        let facts = [("at", date_time(locale, event.at, zone).into()), ("what", what.into())];
        lines.push(tell(locale, "cli-event", &facts));
    }
    let is_told = |detail: &str| health.detail.as_deref() == Some(detail);
    let complaints = row.complaints.iter().filter(|complaint| !is_told(&complaint.detail));
    lines.extend(complaints.take(COMPLAINTS).map(|complaint| detail(locale, &complaint.detail)));
    lines
}

/// Why it may be asked less often than the configuration says.
fn wished(wishes: Wishes, locale: Locale) -> Vec<String> {
    let ttl = wishes.ttl.map(|ttl| tell(locale, "cli-source-ttl", &[("ttl", span(locale, ttl).into())]));
    let skips = wishes.skip_hours != 0 || wishes.skip_days != 0;
    ttl.into_iter().chain(skips.then(|| say(locale, "cli-source-skips"))).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_a_feed_asks_for_is_told() {
        let wishes = Wishes { ttl: Some(Duration::from_hours(1)), skip_hours: 1, skip_days: 0 };
        let told = wished(wishes, Locale::Fr);
        let want = [
            "1\u{a0}h au moins entre deux lectures, à la demande du flux",
            "pas de lecture aux heures ou aux jours que le flux désigne",
        ];
        assert_eq!(told, want);
        assert!(wished(Wishes::default(), Locale::En).is_empty());
    }
}
