//! Where a mention stands among the others: its story, the topics of its days. And what no figure here tells.

use std::io::Write;

use anyhow::Result;

use crate::daemon::trends;
use crate::locale::{date_time, say, tell};
use crate::model::{DAY_MS, Locale, Mention};
use crate::store::Store;

const SITES: usize = 8;

/// One line for its story, one for the topics that it speaks of, one for irony.
pub(super) async fn write(
    out: &mut impl Write,
    store: &Store,
    mention: &Mention,
    (locale, zone): (Locale, &str),
) -> Result<()> {
    if let Some((story, sites)) = store.story(mention.story).await? {
        let facts = [
            ("pickups", story.pickups.into()),
            ("source", story.source_name.as_str().into()),
            ("at", date_time(locale, story.first_seen_at, zone).into()),
            ("outlets", sites.len().into()),
            ("sites", sites.iter().take(SITES).map(String::as_str).collect::<Vec<_>>().join(", ").into()),
        ];
        writeln!(out, "\n{}", tell(locale, "cli-explain-story", &facts))?;
    }
    let to = mention.seen_at.plus_millis(DAY_MS);
    let from = to.plus_millis(-7 * DAY_MS);
    let found = trends::of_brand(store, (mention.brand, &mention.brand_name), from, to, 0).await?;
    let text = format!("{}\n{}", mention.title, mention.text).to_lowercase();
    let said = found.rising.iter().flat_map(|topic| std::iter::once(&topic.term).chain(&topic.companions));
    let said = said.map(ToString::to_string).filter(|term| text.contains(&term.to_lowercase())).collect::<Vec<_>>();
    if !said.is_empty() {
        writeln!(out, "{}", tell(locale, "cli-explain-topics", &[("topics", said.join(" · ").into())]))?;
    }
    writeln!(out, "{}", say(locale, "cli-explain-irony"))?;
    Ok(())
}
