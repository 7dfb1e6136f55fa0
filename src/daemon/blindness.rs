//! Which sources are no longer read, told to the operators once (R5), and that they are read again.
//!
//! When all that was asked of late cannot be reached, it is the network that is cut: told as one thing, and sooner than
//! any source (F37, F39). When the first source answers again the others are asked at once, so that their return is one
//! mail too.

use std::collections::HashSet;

use anyhow::Result;
use tracing::{info, warn};
use url::Url;

use super::heard::line;
use super::{App, Rules};
use crate::ingest::fetch::site;
use crate::model::{
    DAY_MS, HOUR_MS, HealthFacts, MINUTE_MS, Message, NoticeDraft, Priority, Recipient, SourceId, SourceLine,
    SourceStatus, Timestamp, message_id,
};
use crate::store::SourceRow;

/// A source is told as blind after so long and so many failures in a row: not for a server's short nap.
const BLIND_AFTER_MS: i64 = 6 * HOUR_MS;
const BLIND_AFTER_POLLS: u32 = 6;
/// A site of one's own is down after so many failures in a row.
const DOWN_AFTER_POLLS: u32 = 2;
/// One that is asked rarely, or asked to wait for long, has had fewer polls to fail by then.
const BLIND_ANYWAY_AFTER_MS: i64 = DAY_MS;
/// The network is cut when so many sources of several sites, and all that were asked since, cannot be reached, one of them so often.
const OUTAGE_SOURCES: usize = 3;
const OUTAGE_POLLS: u32 = 3;
/// After the first source answered again, the others are waited for so long before their return is told.
const RETURN_WITHIN_MS: i64 = 10 * MINUTE_MS;

/// Tells what there is to tell.
pub(super) async fn tell(app: &App, rules: &Rules, rows: &[SourceRow], now: Timestamp) -> Result<()> {
    let outage = is_outage(rows);
    let is_our_site = |row: &SourceRow| rules.sources.get(row.id).is_some_and(|source| source.config.is_own_site());
    let is_down = |row: &SourceRow| is_our_site(row) && row.state.health.failures >= DOWN_AFTER_POLLS;
    let is_cut = |row: &SourceRow| outage && is_unreachable(row);
    let newly = rows
        .iter()
        .filter(|row| row.told_blind_at.is_none() && (is_down(row) || is_blind(row, now) || is_cut(row)))
        .collect::<Vec<_>>();
    let is_back = |row: &&SourceRow| row.told_blind_at.is_some() && row.state.health.status == SourceStatus::Ok;
    let mut back = rows.iter().filter(is_back).collect::<Vec<_>>();
    if let Some(first) = back.iter().filter_map(|row| row.state.health.last_ok_at).min()
        && others_are_asked(app, rows, first, now).await?
    {
        back.clear();
    }
    if newly.is_empty() && back.is_empty() {
        return Ok(());
    }
    let ids = |rows: &[&SourceRow]| rows.iter().map(|row| row.id).collect::<Vec<SourceId>>();
    if outage && back.is_empty() && rows.iter().any(|row| row.told_blind_at.is_some() && is_unreachable(row)) {
        // It was told that the network is cut: what else fails now is no news.
        return app.store.save_health(ids(&newly), Vec::new(), Vec::new(), now).await;
    }
    for row in &newly {
        warn!(source.id = %row.id, "Source {} is not read: telling the operators", row.name);
    }
    for row in &back {
        info!(source.id = %row.id, "Source {} is read again: telling the operators", row.name);
    }
    let (told, heard) = (ids(&newly), ids(&back));
    // A cut network is one thing, whatever it hides; else a site that is down is not told as a source among others.
    let (sites_newly, newly): (Vec<&SourceRow>, _) = newly.into_iter().partition(|row| !outage && is_our_site(row));
    let (sites_back, back): (Vec<&SourceRow>, _) = back.into_iter().partition(|row| is_our_site(row));
    let mut notices = Vec::new();
    for (kind, newly, back) in [("site", sites_newly, sites_back), ("health", newly, back)] {
        if newly.is_empty() && back.is_empty() {
            continue;
        }
        let url = |row: &SourceRow| (kind == "site").then(|| row.state.url.clone());
        let mut blind = newly.iter().map(|row| SourceLine { url: url(row), ..line(row) }).collect::<Vec<_>>();
        blind.sort_by_key(|line| line.since);
        let facts = HealthFacts {
            blind,
            recovered: back.iter().map(|row| row.name.clone()).collect(),
            sources: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            outage,
            own_sites: kind == "site",
            page_url: rules.page_url(""),
        };
        notices.extend(to_operators(app, rules, kind, &facts, now));
    }
    app.store.save_health(told, heard, notices, now).await?;
    app.wake.deliver.notify_one();
    Ok(())
}

fn to_operators(app: &App, rules: &Rules, kind: &str, facts: &HealthFacts, now: Timestamp) -> Vec<NoticeDraft> {
    let operators = rules.config.recipients.iter().filter(|recipient| recipient.operator);
    let notice = |recipient: &Recipient| {
        let topic = format!("{kind}.{}", now.millis());
        let id = message_id(&app.store.instance().id, &topic, &recipient.address, &rules.style.domain);
        NoticeDraft::new(recipient, topic, id, Priority::Normal, now, Message::Health(Box::new(facts.clone())))
    };
    operators.map(notice).collect()
}

/// Asks at once what could not be reached and was not asked since the first of them answered again; whether their
/// answers are still to be waited for.
async fn others_are_asked(app: &App, rows: &[SourceRow], first: Timestamp, now: Timestamp) -> Result<bool> {
    if now.since(first) >= RETURN_WITHIN_MS {
        return Ok(false);
    }
    let is_waiting = |row: &&SourceRow| {
        row.told_blind_at.is_some()
            && is_unreachable(row)
            && row.state.last_polled_at.is_some_and(|at| at < first)
            && row.state.next_due_at.is_some()
    };
    let waiting = rows.iter().filter(is_waiting).map(|row| row.id).collect::<Vec<SourceId>>();
    if waiting.is_empty() {
        return Ok(false);
    }
    app.store.ask_again(waiting, now).await?;
    app.wake.poll.notify_one();
    Ok(true)
}

/// Whether all that was asked since the first of them failed cannot be reached.
fn is_outage(rows: &[SourceRow]) -> bool {
    let unreachable = rows.iter().filter(|row| is_unreachable(row)).collect::<Vec<_>>();
    let often = unreachable.iter().filter(|row| row.state.health.failures >= OUTAGE_POLLS);
    let Some(since) = often.filter_map(|row| row.state.health.failing_since).max() else { return false };
    let answered = |row: &SourceRow| row.state.health.last_ok_at.is_some_and(|at| at >= since);
    let addresses = unreachable.iter().filter_map(|row| row.state.url.parse().ok()).collect::<Vec<Url>>();
    let sites = addresses.iter().map(site).collect::<HashSet<_>>();
    unreachable.len() >= OUTAGE_SOURCES
        && sites.len() > 1
        && !rows.iter().any(|row| row.kind.is_asked() && answered(row))
}

fn is_unreachable(row: &SourceRow) -> bool {
    row.state.health.status == SourceStatus::Unreachable
}

fn is_blind(row: &SourceRow, now: Timestamp) -> bool {
    let health = &row.state.health;
    let failing = health.failing_since.map_or(0, |since| now.since(since));
    let long = failing >= BLIND_AFTER_MS && health.failures >= BLIND_AFTER_POLLS;
    match health.status {
        SourceStatus::Gone | SourceStatus::Refused | SourceStatus::Silent => true,
        status => !status.is_well() && (long || failing >= BLIND_ANYWAY_AFTER_MS && health.failures > 1),
    }
}
