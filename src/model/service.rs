//! Services that are known by name: how their answers are read, and how a person's own token is shown to them.

use serde::{Deserialize, Serialize};

use super::Secret;

/// A known service whose answers need a reader of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiShape {
    /// A feed whose titles end in the publisher's name.
    GoogleNews,
    /// A feed whose links lead through the search engine.
    Redirected,
    /// Algolia's search of Hacker News.
    HackerNews,
    /// Questions of the Stack Exchange network.
    StackExchange,
    /// A timeline of Mastodon.
    Mastodon,
    /// Posts of one author, or found by a search, on Bluesky.
    Bluesky,
    /// All posts of Bluesky's network, as they are told.
    BlueskyStream,
    /// Lemmy's search.
    Lemmy,
    /// Dailymotion's search.
    Dailymotion,
    /// Discourse's search.
    DiscourseSearch,
    /// Discourse's list of topics.
    DiscourseTopics,
    /// The public page of a Telegram channel.
    Telegram,
    /// Apple's reviews as Atom, with stars.
    AppStoreFeed,
    /// Apple's reviews as JSON.
    AppStoreJson,
    /// Posts found by X's recent search.
    X,
    /// Posts of a Facebook page.
    FacebookPage,
    /// Reviews of a Google Business Profile.
    GoogleReviews,
}

impl ApiShape {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::GoogleNews,
        Self::Redirected,
        Self::HackerNews,
        Self::StackExchange,
        Self::Mastodon,
        Self::Bluesky,
        Self::BlueskyStream,
        Self::Lemmy,
        Self::Dailymotion,
        Self::DiscourseSearch,
        Self::DiscourseTopics,
        Self::Telegram,
        Self::AppStoreFeed,
        Self::AppStoreJson,
        Self::X,
        Self::FacebookPage,
        Self::GoogleReviews,
    ];

    /// Whether it is told as it happens, over a WebSocket, and says nothing about whom to.
    pub const fn is_stream(self) -> bool {
        matches!(self, Self::BlueskyStream)
    }

    /// What the bytes are.
    pub const fn format(self) -> &'static str {
        match self {
            Self::GoogleNews | Self::Redirected | Self::AppStoreFeed => "RSS/Atom",
            Self::Telegram => "HTML",
            Self::BlueskyStream => "WebSocket, JSON",
            _ => "JSON",
        }
    }
}

/// A person's own token for a service. It shows itself to nobody but the host that it is for (R10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where in the request it stands.
    pub place: TokenPlace,
    /// The only host that is shown it.
    pub host: String,
    /// The token.
    pub secret: Secret,
}

/// Where in a request a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// As `name=value` pairs at the end of the query.
    Query,
    /// As `Authorization: Bearer`.
    Bearer,
}
