//! From an answer to drafts. Reading runs off the reactor, but for what takes less time than the way there and back.

use std::sync::Arc;

use anyhow::Result;
use url::Url;

use super::finds::{Finds, off_reactor};
use super::reread::{self, Extent};
use super::schedule::Ended;
use super::{certificate, page as versions, slowness, stream, topics};
use crate::daemon::App;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::fetch::Page;
use crate::ingest::read::{self, Input, Reading};
use crate::model::{ReadAs, SourceKind, Timestamp, Wishes};
use crate::store::DueSource;

/// A feed of so many bytes is read in a fraction of a millisecond.
const IN_PLACE: usize = 128 * 1024;

/// Reads the answer, and what it leads to.
pub(super) async fn read_answer(
    app: &App,
    rules: &Arc<Rules>,
    source: &WatchedSource,
    due: &DueSource,
    page: &Page,
    now: Timestamp,
) -> Result<Finds> {
    let how = source.config.read_as.clone();
    let links = (rules.config.web.websub && how.kind() == SourceKind::Feed).then(|| page.links.clone());
    let is_feed = matches!(how, ReadAs::Feed);
    let was_read = is_feed && due.state.health.last_ok_at.is_some();
    let known = if was_read { app.store.known_entries(due.id).await? } else { None };
    let short =
        known.and_then(|known| reread::shorten(page, &known, now)).filter(|short| short.bytes.len() <= IN_PLACE);
    let whose = stream::is_stream(&how).then(|| (Arc::clone(rules), due.id));
    let read = move |input: &Input<'_>| {
        let mut reading = read::read(input, &how);
        if let Some((rules, source)) = &whose
            && let Some(source) = rules.sources.get(*source)
        {
            stream::leave_out_others(&mut reading.drafts, rules, source);
        }
        (reading, links.as_ref().and_then(|links| read::hub(input, links)))
    };
    let content_type = page.content_type.as_deref();
    let of_part = short.and_then(|short| {
        let (reading, hub) = read(&Input { bytes: &short.bytes, content_type, url: &page.url, text: None });
        Some((short.with(&reading)?, reading, hub))
    });
    let (extent, reading, hub) = if let Some(part) = of_part {
        part
    } else {
        let (reading, hub) = if is_feed && page.bytes.len() <= IN_PLACE {
            read(&Input { bytes: &page.bytes, content_type, url: &page.url, text: None })
        } else {
            off_reactor(page, read).await?
        };
        let extent = if is_feed { Extent::whole(page, &reading) } else { Extent::default() };
        (extent, reading, hub)
    };
    let ended = ending(&reading, page, due.state.wishes);
    let mut finds = Finds {
        extent,
        come_back: stream::come_back(page, &due.state.validators),
        standing: reading.standing,
        hub,
        settling: page.settling,
        ..Finds::of(reading.drafts, reading.complaints, page.validators.clone(), ended)
    };
    if let ReadAs::Forum(selectors) = &source.config.read_as {
        topics::read_forum(rules, source, selectors, due, (reading.topics, reading.forum), now, &mut finds).await?;
    }
    if let Some(version) = reading.page {
        let (mut find, come_back) = versions::compare(app, rules, source, due, version, now).await?;
        if source.config.is_own_site() {
            certificate::look(&mut find, page.certificate_until, now);
            slowness::look(&mut find, &source.config.read_as, page.first_byte);
        }
        (finds.page, finds.come_back) = (Some(find), come_back);
    }
    Ok(finds)
}

/// A complaint about the whole answer is a state of the source, not a change of what it says (F50 to F53).
fn ending(reading: &Reading, page: &Page, known: Wishes) -> Ended {
    let whole = reading.complaints.iter().find_map(|complaint| {
        let status = complaint.kind.status()?;
        Some(Ended::Badly { status, detail: complaint.detail.clone(), retry_after: None })
    });
    let moved = page.moved_permanently.as_ref().map(Url::to_string);
    let wishes = reading.wishes.unwrap_or(known);
    whole.unwrap_or(Ended::Well { max_age: page.max_age.max(reading.wait), wishes, moved })
}
