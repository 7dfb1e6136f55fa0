//! Who speaks of a brand, and since when. Two rows a mention at most; a name alone is kept, never a text.

use anyhow::Result;
use rusqlite::{Connection, params};

use super::Store;
use super::columns::{at, count};
use super::records::{NewItem, NewMention, PollRecord};
use crate::model::{BrandId, NetText, NewVoice, Timestamp, ToneLabel, VoiceKind, outlet};

/// Characters of an author's name that are kept.
const LONGEST: usize = 80;

/// Remembers who told the mention.
pub(super) fn hear(connection: &Connection, record: &PollRecord, item: &NewItem, mention: &NewMention) -> Result<()> {
    let site = item.draft.url.as_deref().and_then(outlet);
    let author = item.draft.author.as_ref().filter(|author| !author.is_blank());
    let author = author.map(|author| match &site {
        Some(site) => format!("{} ({site})", author.clipped(LONGEST)),
        None => author.clipped(LONGEST).to_string(),
    });
    let mut add = connection.prepare_cached(
        "INSERT INTO voices (brand_id, kind, name, first_at, last_at, mentions, negative)
         VALUES ($1, $2, $3, $4, $4, 1, $5)
         ON CONFLICT (brand_id, kind, name) DO UPDATE SET
             last_at = MAX(voices.last_at, excluded.last_at), mentions = voices.mentions + 1,
             negative = voices.negative + excluded.negative",
    )?;
    let negative = i64::from(mention.tone.label == ToneLabel::Negative);
    for (kind, name) in [(VoiceKind::Outlet, site), (VoiceKind::Author, author)] {
        if let Some(name) = name {
            add.execute(params![mention.brand.0, kind.as_str(), name, record.at.millis(), negative])?;
        }
    }
    Ok(())
}

impl Store {
    /// Sites and authors whose first mention of the brand fell into the period, most mentions first, at most `limit` of
    /// each kind. None for a brand that was not watched before the period: everybody would be new.
    pub async fn new_voices(
        &self,
        brand: BrandId,
        from: Timestamp,
        to: Timestamp,
        limit: u32,
    ) -> Result<Vec<NewVoice>> {
        self.read(move |connection| {
            let watched = "SELECT 1 FROM brands WHERE id = $1 AND watched_since < $2";
            let mut watched = connection.prepare_cached(watched)?;
            if !watched.exists(params![brand.0, from.millis()])? {
                return Ok(Vec::new());
            }
            let mut statement = connection.prepare_cached(
                "SELECT name, mentions, negative, first_at FROM voices
                 WHERE brand_id = $1 AND kind = $2 AND first_at >= $3 AND first_at < $4
                 ORDER BY mentions DESC, first_at, name LIMIT $5",
            )?;
            let mut voices = Vec::new();
            for kind in [VoiceKind::Outlet, VoiceKind::Author] {
                let rows =
                    statement.query_map(params![brand.0, kind.as_str(), from.millis(), to.millis(), limit], |row| {
                        Ok(NewVoice {
                            kind,
                            name: NetText::new(row.get::<_, String>(0)?),
                            mentions: count(row, 1)?,
                            negative: count(row, 2)?,
                            first_at: at(row, 3)?,
                        })
                    })?;
                voices.extend(rows.collect::<Result<Vec<_>, _>>()?);
            }
            Ok(voices)
        })
        .await
    }
}
