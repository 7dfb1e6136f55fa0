//! The earlier texts of an item, each with what the next one changed, for the page and the command line.

use anyhow::Result;

use crate::ingest::read;
use crate::model::{DiffPart, Mention, PageVersion, Revision};
use crate::store::Store;

/// An edit: the text before it, and word by word what it changed.
pub struct Edit {
    /// What was replaced.
    pub before: Revision,
    /// Of title and text.
    pub diff: Vec<DiffPart>,
}

/// The edits of a mention's item that are kept, newest first.
pub async fn of(store: &Store, mention: &Mention) -> Result<Vec<Edit>> {
    let mut after = PageVersion { title: mention.title.clone(), text: mention.text.clone(), places: Vec::new() };
    let mut edits = Vec::new();
    for before in store.revisions(mention.item).await?.into_iter().rev() {
        let earlier = PageVersion { title: before.title.clone(), text: before.text.clone(), places: Vec::new() };
        let diff = read::diff(&whole(&earlier), &whole(&after));
        edits.push(Edit { before, diff });
        after = earlier;
    }
    Ok(edits)
}

/// The title as the first line: it is edited as often as the text.
fn whole(version: &PageVersion) -> PageVersion {
    let text = format!("{}\n{}", version.title.as_str(), version.text.as_str());
    PageVersion { title: version.title.clone(), text: text.into(), places: Vec::new() }
}
