//! Where developers talk.

use super::row::{Evidence, OPEN, Preset, TokenNeed, api, feed, key, key_or, route};
use super::value::Shape;
use crate::model::{ApiShape, SourceStatus, TokenPlace};

pub(super) const ALL: &[Preset] = &[
    Preset {
        name: "github",
        keys: &[key("repo", Shape::Path)],
        routes: &[
            route("releases", feed("https://github.com/{repo}/releases.atom")),
            route("discussions", feed("https://github.com/{repo}/discussions.atom")),
            route("commits", feed("https://github.com/{repo}/commits.atom")),
        ],
        every_mins: 60,
        example: "repo = [\"acme/app\"]\nwhat = [\"releases\", \"discussions\"]",
        ..OPEN
    },
    Preset {
        name: "stackexchange",
        evidence: Evidence::Documentation,
        keys: &[key("query", Shape::Words), key_or("site", Shape::Name, "stackoverflow")],
        routes: &[route(
            "",
            api(
                ApiShape::StackExchange,
                "https://api.stackexchange.com/2.3/search/advanced?order=desc&sort=creation&filter=withbody&site={site}&q={query}",
            ),
        )],
        token: Some(TokenNeed { place: TokenPlace::Query, needed: false, host: "api.stackexchange.com" }),
        oddities: &[(400, SourceStatus::Throttled)],
        every_mins: 30,
        least_mins: 10,
        example: "query = \"Acme\"\nsite = \"stackoverflow\"",
        ..OPEN
    },
];
