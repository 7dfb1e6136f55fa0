//! The earlier texts of an item, each with what the next one changed, and what people said of it: for the page and the
//! command line.

use anyhow::Result;

use crate::ingest::read;
use crate::locale::{date_time, say, tell};
use crate::model::{DiffPart, Locale, Mention, PageVersion, Revision};
use crate::store::Store;

/// An edit: the text before it, and word by word what it changed.
pub struct Edit {
    /// What was replaced.
    pub before: Revision,
    /// Of title and text.
    pub diff: Vec<DiffPart>,
}

impl Edit {
    /// When it was, and which brands it gained and lost.
    pub fn head(&self, zone: &str, locale: Locale) -> String {
        let named = [("cli-explain-gained", &self.before.gained), ("cli-explain-lost", &self.before.lost)];
        let named = named.into_iter().filter(|(_, brands)| !brands.is_empty());
        let named = named.map(|(key, brands)| tell(locale, key, &[("brands", brands.join(", ").into())]));
        let at = date_time(locale, self.before.at, zone);
        std::iter::once(at).chain(named).collect::<Vec<_>>().join(" · ")
    }
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

/// What a person said of it, and what vigie had read; or that it is set aside.
pub fn said(mention: &Mention, zone: &str, locale: Locale) -> Option<String> {
    let Some(said) = &mention.correction else {
        return mention.excluded.then(|| say(locale, "cli-explain-aside"));
    };
    let key = match (said.about, said.tone) {
        (false, _) => "cli-explain-rejected",
        (true, Some(_)) => "cli-explain-corrected",
        (true, None) => "cli-explain-confirmed",
    };
    let facts = [
        ("by", said.by.as_str().into()),
        ("at", date_time(locale, said.at, zone).into()),
        ("read", say(locale, &format!("cli-tone-{}", said.read.as_str())).into()),
    ];
    Some(tell(locale, key, &facts))
}
