//! Searches of the news, and plain sites.

use super::row::{Evidence, Grade, Key, OPEN, Pick, Preset, Route, api, feed, key, key_or, route};
use super::value::Shape;
use crate::model::{ApiShape, SourceStatus};

const QUERY: Key = key("query", Shape::Words);
/// The file's language chooses when the file names none.
const EDITIONS: Key = key_or("editions", Shape::Edition, "");

const GOOGLE: Route = route(
    "google",
    api(
        ApiShape::GoogleNews,
        "https://news.google.com/rss/search?q={query}+when:7d&hl={editions.interface}&gl={editions.country}&ceid={editions.country}:{editions.language}",
    ),
);
const BING: Route = route(
    "bing",
    api(
        ApiShape::Redirected,
        "https://www.bing.com/news/search?q={query}&format=rss&mkt={editions}&setlang={editions.language}&cc={editions.country}",
    ),
);

const SEARCH: Preset = Preset {
    grade: Grade::B,
    keys: &[QUERY, EDITIONS],
    pick: Pick::InOrder,
    every_mins: 30,
    least_mins: 10,
    oddities: &[(503, SourceStatus::Throttled)],
    ..OPEN
};

pub(super) const ALL: &[Preset] = &[
    Preset {
        name: "news",
        routes: &[GOOGLE, BING],
        example: "query = '\"Acme\" OR \"Acmé\"'\neditions = [\"fr-FR\", \"fr-BE\"]\nproviders = [\"google\", \"bing\"]",
        ..SEARCH
    },
    Preset { name: "googlenews", routes: &[GOOGLE], example: "query = '\"Acme\"'\neditions = [\"fr-FR\"]", ..SEARCH },
    Preset { name: "bingnews", routes: &[BING], example: "query = '\"Acme\"'\neditions = [\"fr-FR\"]", ..SEARCH },
    Preset {
        name: "googlealerts",
        grade: Grade::C,
        keys: &[key("url", Shape::Under("https://www.google.com/alerts/feeds/"))],
        routes: &[route("", api(ApiShape::Redirected, "{url}"))],
        example: "url = \"https://www.google.com/alerts/feeds/01234567890123456789/9876543210987654321\"",
        ..OPEN
    },
    Preset {
        name: "site",
        keys: &[key("url", Shape::Site)],
        routes: &[Route {
            what: "",
            to: feed("{url}/feed"),
            instead: &[
                feed("{url}/rss"),
                feed("{url}/atom.xml"),
                feed("{url}/feed.xml"),
                feed("{url}/rss.xml"),
                feed("{url}/index.xml"),
                feed("{url}/feed.json"),
                feed("{url}/?feed=rss2"),
            ],
        }],
        evidence: Evidence::Code,
        example: "url = \"https://www.acme.example\"",
        ..OPEN
    },
    Preset {
        name: "podcast",
        keys: &[key("url", Shape::Site)],
        routes: &[route("", feed("{url}"))],
        every_mins: 60,
        example: "url = \"https://feeds.example/show.xml\"",
        ..OPEN
    },
];
