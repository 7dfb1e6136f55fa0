//! What a digest says, read from the store and frozen in the notice.

use anyhow::Result;

use crate::daemon::heard::Heard;
use crate::daemon::watch::{listed_from, quotes};
use crate::daemon::{App, Rules, WatchedBrand, routing, topics, trends};
use crate::model::{
    BrandFigures, BrandId, BrandTrends, CurvePoint, DAY_MS, DigestFacts, DigestPeriod, HourCount, IncidentLine,
    IncidentState, NewChange, PageLine, Recipient, Role, SourceId, Timestamp, ToneLabel,
};
use crate::store::ChangeFilter;

const STORIES: usize = 7;
const QUOTES: u32 = 5;
const INCIDENTS: u32 = 20;
const PAGES: u32 = 200;
/// Brands whose news are told.
const BRANDS: usize = 5;

/// The digest of `recipient` over the period, from what they follow and nothing else.
pub async fn compose(
    app: &App,
    rules: &Rules,
    recipient: &Recipient,
    period: DigestPeriod,
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> Result<DigestFacts> {
    let store = &app.store;
    let followed = followed(rules, recipient);
    let own = followed.iter().filter(|b| b.config.role == Role::Own).map(|b| b.id).collect::<Vec<_>>();
    let mut brands = Vec::new();
    for brand in &followed {
        brands.push(figures(app, brand, from, to).await?);
    }
    let (stories, mut worst, trends) = match routing::query(rules, recipient) {
        None => {
            let stories = store.stories(own.clone(), from, to, false, topics::LISTED).await?;
            let worst = store.worst_mentions(own.clone(), from, to, false, QUOTES).await?;
            (topics::topics(stories, STORIES), worst, new_things(app, &followed, from, to).await?)
        }
        // What is new in all that is said is not what they asked for.
        Some(query) => {
            let stories = routing::stories(app, query, own.clone(), (from, to), STORIES).await?;
            let worst = routing::worst(app, query, own.clone(), (from, to), QUOTES as usize).await?;
            (stories, worst, Vec::new())
        }
    };
    // In few mentions, the worst may be good.
    worst.retain(|mention| mention.tone.label == ToneLabel::Negative);
    let heard = Heard::of(app, |source| routing::hears(rules, recipient, source), now).await?;
    Ok(DigestFacts {
        period,
        from,
        to,
        brands,
        stories,
        quotes: quotes(&worst),
        trends,
        incidents: incidents(app, rules, recipient, from, to).await?,
        pages: pages(app, heard.ids(), period, from, to).await?,
        curve: curve(app, &own, period, from, to).await?,
        coverage: heard.coverage(app, from, to).await?,
        blind: heard.blind(),
        page_url: rules.page_url(""),
    })
}

/// The followed brands: own first, then competitors, then sectors, each by name.
fn followed<'a>(rules: &'a Rules, recipient: &Recipient) -> Vec<&'a WatchedBrand> {
    let mut followed = rules.brands.values().filter(|b| recipient.follows(&b.config.name)).collect::<Vec<_>>();
    let rank = |role: Role| match role {
        Role::Own => 0,
        Role::Competitor => 1,
        Role::Sector => 2,
    };
    followed.sort_by(|a, b| (rank(a.config.role), &a.config.name).cmp(&(rank(b.config.role), &b.config.name)));
    followed
}

async fn figures(app: &App, brand: &WatchedBrand, from: Timestamp, to: Timestamp) -> Result<BrandFigures> {
    let before = from.plus_millis(-to.since(from));
    let now = app.store.totals(brand.id, from, to, false).await?;
    let is_comparable = app.store.watched_since(brand.id).await? <= before;
    let then = if is_comparable { Some(app.store.totals(brand.id, before, from, false).await?) } else { None };
    Ok(BrandFigures {
        brand: brand.config.name.clone(),
        role: brand.config.role,
        mentions: now.mentions,
        mentions_before: then.map(|then| then.mentions),
        stories: now.stories,
        negative: now.negative,
        negative_before: then.map(|then| then.negative),
        positive: now.positive,
    })
}

/// Of the own brands, as far as one mail can tell.
async fn new_things(app: &App, followed: &[&WatchedBrand], from: Timestamp, to: Timestamp) -> Result<Vec<BrandTrends>> {
    let mut found = Vec::new();
    for brand in followed.iter().filter(|brand| brand.config.role == Role::Own).take(BRANDS) {
        found.push(trends::of_brand(&app.store, (brand.id, &brand.config.name), from, to, 1).await?);
    }
    Ok(found)
}

async fn incidents(
    app: &App,
    rules: &Rules,
    recipient: &Recipient,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<IncidentLine>> {
    let mut lines = Vec::new();
    for (incident, brand) in app.store.incidents(false, INCIDENTS).await? {
        let touches = incident.key.opened_at < to && incident.closed_at.is_none_or(|closed| closed >= from);
        let open = incident.state != IncidentState::Closed;
        let Some(id) = incident.id.filter(|_| recipient.follows(&brand) && (touches || open)) else { continue };
        let period = (listed_from(&incident), incident.closed_at.unwrap_or(to));
        if routing::hits(app, rules, recipient, incident.key.brand, period).await? {
            lines.push(IncidentLine {
                incident: id,
                brand,
                severity: incident.severity,
                state: incident.state,
                opened_at: incident.key.opened_at,
                closed_at: incident.closed_at,
                mentions: incident.peak.mentions,
            });
        }
    }
    Ok(lines)
}

/// What changed on watched pages: all that matters in a week, what matters most in a day; the weightiest first.
async fn pages(
    app: &App,
    sources: Option<Vec<SourceId>>,
    period: DigestPeriod,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<PageLine>> {
    let importance = match period {
        DigestPeriod::Daily => NewChange::DAILY,
        DigestPeriod::Weekly => NewChange::WEEKLY,
    };
    let which =
        |first| ChangeFilter { from, to, importance, sources: sources.clone(), first_looks: Some(first), limit: PAGES };
    let mut lines = app.store.page_changes(which(false)).await?;
    lines.sort_by(|a, b| b.change.importance.total_cmp(&a.change.importance).then(b.at.cmp(&a.at)));
    // A list of pages that are watched from now on leaves room for what changed.
    lines.extend(app.store.page_changes(which(true)).await?);
    Ok(lines.into_iter().map(PageLine::from).collect())
}

/// The own brands together: by hour for a day, by day for a week.
async fn curve(
    app: &App,
    own: &[BrandId],
    period: DigestPeriod,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<CurvePoint>> {
    let mut points: Vec<CurvePoint> = Vec::new();
    for &brand in own {
        for (i, hour) in app.store.hours(brand, from.hour_start(), to).await?.iter().enumerate() {
            let at = match period {
                DigestPeriod::Daily => i,
                DigestPeriod::Weekly => days_between(from, hour),
            };
            if points.len() <= at {
                points.resize(at + 1, CurvePoint { start: hour.hour, mentions: 0, negative: 0 });
                points[at].start = hour.hour;
            }
            points[at].mentions += hour.mentions;
            points[at].negative += hour.negative;
        }
    }
    Ok(points)
}

fn days_between(from: Timestamp, hour: &HourCount) -> usize {
    usize::try_from(hour.hour.since(from.hour_start()) / DAY_MS).unwrap_or_default()
}
