//! The page: what happens, in the order in which a person asks.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::chart::{self, Bar};
use super::correct;
use super::edits::{self, EditRow};
use super::exclusions::{self, Exclusions};
use super::incident::IncidentCard;
use super::language::Speak;
use super::{Failure, page};
use crate::daemon::heard;
use crate::daemon::poll::elsewhere;
use crate::daemon::watch::notices::correct_key;
use crate::daemon::watch::{facts, quote};
use crate::daemon::{App, Rules, WatchedBrand, changes, revisions};
use crate::locale::{date_time, decimal, percent, source_status, span, standing, stars};
use crate::model::{
    CurvePoint, DAY_MS, HOUR_MS, Mention, NetText, PageLine, Role, SourceKind, Timestamp, ToneLabel, shown,
};
use crate::store::{MentionFilter, SourceRow};

const CURVE_DAYS: i64 = 7;
const LATEST: u32 = 30;
/// Changed pages that are shown.
const PAGES: u32 = 8;

#[derive(Template)]
#[template(path = "web/dashboard.html")]
struct Dashboard {
    speak: Speak,
    summary: String,
    warnings: Vec<String>,
    incidents: Vec<IncidentCard>,
    brands: Vec<BrandCard>,
    mentions: Vec<MentionRow>,
    pages: Vec<PageRow>,
    sources: Vec<SourceLine>,
    coverage: String,
}

struct BrandCard {
    name: String,
    role: String,
    mentions: String,
    change: String,
    apart: String,
    negative: String,
    positive: String,
    bars: Vec<Bar>,
    trend: String,
    from: String,
    exclusions: Option<Exclusions>,
}

pub(super) struct MentionRow {
    pub(super) id: i64,
    pub(super) tone: &'static str,
    pub(super) tone_name: String,
    pub(super) brand: String,
    pub(super) title: NetText,
    pub(super) url: Option<String>,
    pub(super) quote: NetText,
    pub(super) source: String,
    pub(super) author: Option<NetText>,
    pub(super) at: String,
    pub(super) edited: String,
    pub(super) edits: Vec<EditRow>,
    pub(super) stars: Option<String>,
    /// What a person said of it.
    pub(super) said: String,
    /// What a moderator may have to look at.
    pub(super) flags: String,
    /// Proof for the form that takes a person's word, and the page that it is on.
    pub(super) key: String,
    pub(super) back: String,
}

/// A watched page that changed.
struct PageRow {
    name: String,
    url: Option<String>,
    note: String,
    parts: Vec<edits::Part>,
    clauses: Vec<ClauseRow>,
}

/// A clause that changed.
struct ClauseRow {
    title: String,
    note: String,
    parts: Vec<edits::Part>,
}

struct SourceLine {
    name: String,
    events: Vec<String>,
    well: bool,
    status: String,
    detail: String,
    last_ok: String,
    next: String,
    items: String,
    rating: String,
    coverage: String,
}

pub(super) async fn show(State(app): State<Arc<App>>, speak: Speak) -> Result<Response, Failure> {
    let rules = app.rules();
    let now = app.clock.now();
    let zone = &rules.config.time_zone;
    let mut brands = Vec::new();
    for brand in in_order(&rules) {
        brands.push(brand_card(&app, speak, brand, zone, now).await?);
    }
    let rows = app.store.source_rows(now).await?;
    let open = app.store.incidents(true, 20).await?;
    let mut incidents = Vec::new();
    for (incident, brand) in &open {
        incidents.push(IncidentCard::read(&app, speak, incident, brand, zone).await?);
    }
    let mut latest = app.store.mentions(MentionFilter { limit: LATEST, ..MentionFilter::default() }).await?;
    // What one poll found was seen at one instant.
    latest.sort_by_key(|mention| std::cmp::Reverse((mention.seen_at, mention.published)));
    let coverage = app.store.coverage(now.plus_millis(-DAY_MS), now).await?;
    let mut mentions = Vec::new();
    for mention in &latest {
        let (edited, edits) = edits::rows(&app.store, speak, mention, zone).await?;
        mentions.push(MentionRow { edited, edits, ..mention_row(&app, speak, mention, zone) });
    }
    page(&Dashboard {
        speak,
        summary: summary(speak, open.len(), rows.len(), heard::blind(&rows).len()),
        warnings: warnings(&app, speak, now).await?,
        incidents,
        brands,
        mentions,
        pages: page_rows(&app, speak, zone, now).await?,
        sources: rows.iter().map(|row| source_line(speak, row, zone, now)).collect(),
        coverage: speak.tell("web-coverage", &[("share", percent(speak.0, coverage.share()).into())]),
    })
}

async fn page_rows(app: &App, speak: Speak, zone: &str, now: Timestamp) -> Result<Vec<PageRow>, Failure> {
    let clause = |told: changes::ToldClause| ClauseRow {
        parts: told.parts.iter().map(edits::part).collect(),
        title: told.title,
        note: told.note,
    };
    let row = |(line, told): (PageLine, changes::ToldChange)| PageRow {
        name: line.source_name,
        url: web_address(&line.url),
        note: std::iter::once(told.seen).chain(told.reasons).collect::<Vec<_>>().join(" · "),
        clauses: told.clauses.into_iter().map(clause).collect(),
        parts: told.parts.iter().map(edits::part).collect(),
    };
    Ok(changes::recent(app, PAGES, speak.0, zone, now).await?.into_iter().map(row).collect())
}

/// An address that a link may lead to.
pub(super) fn web_address(url: &str) -> Option<String> {
    Some(url.to_owned()).filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

pub(super) fn in_order(rules: &Rules) -> Vec<&WatchedBrand> {
    let mut brands = rules.brands.values().collect::<Vec<_>>();
    brands.sort_by_key(|brand| {
        (brand.config.role != Role::Own, brand.config.role == Role::Sector, brand.config.name.clone())
    });
    brands
}

fn summary(speak: Speak, incidents: usize, sources: usize, blind: usize) -> String {
    let key = match (incidents, blind) {
        (0, 0) => "web-summary-calm",
        (0, _) => "web-summary-calm-blind",
        (..) => "web-summary-incidents",
    };
    speak.tell(key, &[("incidents", incidents.into()), ("sources", sources.into()), ("blind", blind.into())])
}

async fn warnings(app: &App, speak: Speak, now: Timestamp) -> Result<Vec<String>, Failure> {
    let outbox = app.store.outbox_summary(now).await?;
    let mut warnings = Vec::new();
    if let Some(oldest) = outbox.stuck_since(now) {
        let age = span(speak.0, oldest.until(now));
        let why = speak.detail(outbox.last_error.as_deref().unwrap_or_default());
        warnings.push(
            speak.tell(
                "web-warning-outbox",
                &[("count", outbox.waiting.into()), ("age", age.into()), ("why", why.into())],
            ),
        );
    }
    if outbox.dead > 0 {
        warnings.push(speak.tell("web-warning-dead", &[("count", outbox.dead.into())]));
    }
    Ok(warnings)
}

async fn brand_card(
    app: &App,
    speak: Speak,
    brand: &WatchedBrand,
    zone: &str,
    now: Timestamp,
) -> Result<BrandCard, Failure> {
    let from = now.hour_start().plus_millis(-(CURVE_DAYS * 24 - 1) * HOUR_MS);
    let to = now.plus_millis(1);
    let hours = app.store.hours(brand.id, from, to).await?.iter().map(facts::point).collect::<Vec<_>>();
    let points = chart::steps(&hours);
    let totals = app.store.totals(brand.id, from, to, true).await?;
    let found = app.store.totals(brand.id, from, to, false).await?.mentions;
    let before = app.store.totals(brand.id, from.plus_millis(-CURVE_DAYS * DAY_MS), from, true).await?;
    let role = match brand.config.role {
        Role::Own => "web-role-own",
        Role::Competitor => "web-role-competitor",
        Role::Sector => "web-role-sector",
    };
    Ok(BrandCard {
        name: brand.config.name.clone(),
        role: speak.say(role),
        mentions: speak.tell("web-mentions", &[("count", totals.mentions.into())]),
        change: change(speak, totals.mentions, before.mentions),
        apart: match found.saturating_sub(totals.mentions) {
            0 => String::new(),
            apart => speak.tell("web-apart", &[("count", apart.into())]),
        },
        negative: speak.tell("web-negative", &[("count", totals.negative.into())]),
        positive: speak.tell("web-positive", &[("count", totals.positive.into())]),
        trend: trend(speak, &points, zone),
        bars: chart::bars(&points),
        from: date_time(speak.0, from, zone),
        exclusions: exclusions::of_brand(speak, &app.rules(), brand),
    })
}

fn change(speak: Speak, now: u32, before: u32) -> String {
    if before == 0 {
        return speak.say("web-change-none");
    }
    let ratio = f64::from(now) / f64::from(before);
    speak.tell("web-change", &[("ratio", decimal(speak.0, ratio, 1).into()), ("before", before.into())])
}

/// The curve in words. The earliest of equal peaks: that is when it began to be so.
fn trend(speak: Speak, points: &[CurvePoint], zone: &str) -> String {
    match points.iter().rev().max_by_key(|point| point.mentions).filter(|point| point.mentions > 0) {
        None => speak.say("web-trend-empty"),
        Some(peak) => speak
            .tell("web-trend", &[("count", peak.mentions.into()), ("at", date_time(speak.0, peak.start, zone).into())]),
    }
}

pub(super) fn mention_row(app: &App, speak: Speak, mention: &Mention, zone: &str) -> MentionRow {
    let quoted = quote(mention);
    MentionRow {
        id: mention.id.0,
        tone: mention.tone.label.as_str(),
        tone_name: tone_name(speak, mention),
        brand: mention.brand_name.clone(),
        title: if mention.title.is_blank() { quoted.text.clipped(80) } else { mention.title.clipped(120) },
        url: mention.url.as_deref().and_then(web_address),
        // What has no title of its own is headed by its beginning.
        quote: if mention.title.is_blank() && quoted.text.as_str().chars().count() <= 80 {
            NetText::default()
        } else {
            quoted.text
        },
        source: mention.source_name.clone(),
        author: mention.author.clone(),
        at: date_time(speak.0, mention.published.unwrap_or(mention.seen_at), zone),
        edited: String::new(),
        edits: Vec::new(),
        stars: mention.rating.map(|rating| stars(speak.0, rating)),
        said: revisions::said(mention, zone, speak.0).unwrap_or_default(),
        flags: correct::flags(speak, mention),
        key: correct_key(&app.store.instance().secret, mention.id),
        back: format!("/?lang={}", speak.tag()),
    }
}

fn tone_name(speak: Speak, mention: &Mention) -> String {
    let key = match mention.tone.label {
        ToneLabel::Negative => "web-tone-negative",
        ToneLabel::Neutral => "web-tone-neutral",
        ToneLabel::Positive => "web-tone-positive",
    };
    speak.tell(key, &[("confidence", percent(speak.0, mention.tone.confidence).into())])
}

fn source_line(speak: Speak, row: &SourceRow, zone: &str, now: Timestamp) -> SourceLine {
    let health = &row.state.health;
    let at = |instant: Option<Timestamp>| instant.map_or_else(|| "–".to_owned(), |at| date_time(speak.0, at, zone));
    let next = match row.state.next_due_at {
        None => speak.say("web-never"),
        Some(due) if due.since(now) < 1_000 => speak.say("web-now"),
        Some(due) => speak.tell("web-in", &[("span", span(speak.0, now.until(due)).into())]),
    };
    let gone = elsewhere(&row.state)
        .map(|(url, since)| speak.tell("cli-elsewhere", &[("at", at(Some(since)).into()), ("url", shown(url).into())]));
    let events = row.events.iter().map(|event| edits::event(speak, *event, zone));
    SourceLine {
        name: row.name.clone(),
        events: gone.into_iter().chain(events).collect(),
        well: health.status.is_well(),
        status: source_status(speak.0, health.status),
        detail: speak.detail(health.detail.as_deref().unwrap_or_default()),
        last_ok: at(health.last_ok_at),
        next,
        items: match row.kind {
            SourceKind::Page => speak.say("web-watched-page"),
            _ => speak.tell("web-items", &[("items", row.items.into()), ("mentions", row.mentions.into())]),
        },
        rating: row.standing.map(|rating| standing(speak.0, rating)).unwrap_or_default(),
        coverage: percent(speak.0, row.coverage.share()),
    }
}
