//! What the daemon counts of itself, in the OpenMetrics text format.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::model::Outcome;
use crate::store::{OutboxSummary, PollSummary, StoreFigures};

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labelled {
    kind: &'static str,
}

type Counts = Family<Labelled, Counter>;

/// Counters and gauges, with the registry that prints them.
pub struct Metrics {
    registry: Registry,
    polls: Counts,
    items: Counter,
    mentions: Counter,
    mails: Counts,
    loop_failures: Counts,
    outbox: Family<Labelled, Gauge>,
    stored: Family<Labelled, Gauge<u64, AtomicU64>>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("vigie"),
            polls: Counts::default(),
            items: Counter::default(),
            mentions: Counter::default(),
            mails: Counts::default(),
            loop_failures: Counts::default(),
            outbox: Family::default(),
            stored: Family::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("polls", "Polls by what they ended in", metrics.polls.clone());
        registry.register("items", "Items stored", metrics.items.clone());
        registry.register("mentions", "Mentions stored", metrics.mentions.clone());
        registry.register("mails", "Tries to send a mail, by outcome", metrics.mails.clone());
        registry.register("loop_failures", "Steps that failed, by loop", metrics.loop_failures.clone());
        registry.register("outbox", "Notices by state", metrics.outbox.clone());
        registry.register("stored", "Rows and bytes in the database", metrics.stored.clone());
        metrics
    }
}

impl Metrics {
    /// A poll ended in `kind` (a source status, or `same` for a 304).
    pub fn poll(&self, kind: &'static str, summary: &PollSummary) {
        self.polls.get_or_create(&Labelled { kind }).inc();
        self.items.inc_by(summary.items.into());
        self.mentions.inc_by(summary.mentions.into());
    }

    /// A try to send a mail ended.
    pub fn mail(&self, outcome: &Outcome) {
        let kind = match outcome {
            Outcome::Sent => "sent",
            Outcome::Retry { .. } => "retry",
            Outcome::Dead { .. } => "dead",
        };
        self.mails.get_or_create(&Labelled { kind }).inc();
    }

    /// A loop's step failed.
    pub fn loop_failed(&self, kind: &'static str) {
        self.loop_failures.get_or_create(&Labelled { kind }).inc();
    }

    /// The text that a scrape is answered with, figures of the store included.
    pub fn text(&self, outbox: &OutboxSummary, figures: &StoreFigures) -> Result<String, std::fmt::Error> {
        for (kind, count) in [("waiting", outbox.waiting), ("sent", outbox.sent), ("dead", outbox.dead)] {
            self.outbox.get_or_create(&Labelled { kind }).set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let stored = [
            ("sources", figures.sources),
            ("items", figures.items),
            ("mentions", figures.mentions),
            ("stories", figures.stories),
            ("open_incidents", figures.open_incidents),
            ("bytes", figures.bytes),
        ];
        for (kind, count) in stored {
            self.stored.get_or_create(&Labelled { kind }).set(count);
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
