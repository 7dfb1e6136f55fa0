//! Newtypes for the ids that the store gives out. Ids have gaps and say nothing of order.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A polled source.
    SourceId,
    /// A watched brand.
    BrandId,
    /// One published thing.
    ItemId,
    /// An item that a brand's query hits.
    MentionId,
    /// A cluster of near-duplicate items.
    StoryId,
    /// An alert's life, from opening to closing.
    IncidentId,
    /// One message in the outbox.
    NoticeId,
    /// A change between two versions of a watched page.
    PageChangeId,
}
