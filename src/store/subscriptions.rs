//! Which hubs tell of which sources' news.

use anyhow::Result;
use rusqlite::params;

use super::Store;
use super::columns::{at, maybe_at, millis};
use crate::model::{Hub, SourceId, Subscription};

impl Store {
    /// All of them.
    pub async fn subscriptions(&self) -> Result<Vec<(SourceId, Subscription)>> {
        self.read(|connection| {
            let sql = "SELECT s.source_id, s.hub, s.topic, s.asked_at, s.leased_until FROM subscriptions s
                       JOIN sources ON sources.id = s.source_id WHERE sources.retired_at IS NULL";
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], |row| {
                let hub = Hub { url: row.get(1)?, topic: row.get(2)? };
                let subscription = Subscription { hub, asked_at: at(row, 3)?, leased_until: maybe_at(row, 4)? };
                Ok((SourceId(row.get(0)?), subscription))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Keeps what a hub was asked, or has promised.
    pub async fn save_subscription(&self, source: SourceId, subscription: Subscription) -> Result<()> {
        self.write(move |connection| {
            let Subscription { hub, asked_at, leased_until } = &subscription;
            connection
                .prepare_cached(
                    "INSERT INTO subscriptions (source_id, hub, topic, asked_at, leased_until)
                     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (source_id) DO UPDATE SET hub = excluded.hub,
                         topic = excluded.topic, asked_at = excluded.asked_at, leased_until = excluded.leased_until",
                )?
                .execute(params![source.0, hub.url, hub.topic, asked_at.millis(), millis(*leased_until)])?;
            Ok(())
        })
        .await
    }
}
