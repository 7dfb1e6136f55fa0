//! Engines of forums that publish feeds. A forum without any is read from its pages: `kind = "forum"`.

use super::row::{Grade, Key, OPEN, Preset, Route, api, feed, key, route};
use super::value::Shape;
use crate::model::{ApiShape, SourceStatus};

const URL: Key = key("url", Shape::Site);
const SECTION: Key = key("section", Shape::Number);
const TOPIC: Key = key("topic", Shape::Number);
const TAG: Key = key("tag", Shape::Name);
const USER: Key = key("user", Shape::Name);

pub(super) const ALL: &[Preset] = &[
    Preset {
        name: "discourse",
        keys: &[URL, key("section", Shape::Path), key("topic", Shape::Path), USER, key("query", Shape::Words)],
        routes: &[
            route("posts", feed("{url}/posts.rss")),
            Route {
                what: "topics",
                to: feed("{url}/latest.rss"),
                instead: &[api(ApiShape::DiscourseTopics, "{url}/latest.json")],
            },
            route("top", feed("{url}/top.rss?period=weekly")),
            route("posts", feed("{url}/c/{section}.rss")),
            route("posts", feed("{url}/t/{topic}.rss")),
            route("posts", feed("{url}/u/{user}/activity.rss")),
            route("posts", api(ApiShape::DiscourseSearch, "{url}/search.json?q={query}%20order:latest")),
        ],
        example: "url = \"https://forum.acme.example\"",
        every_mins: 10,
        ..OPEN
    },
    Preset {
        name: "phpbb",
        keys: &[URL, SECTION, TOPIC],
        routes: &[
            route("posts", feed("{url}/feed.php")),
            route("topics", feed("{url}/feed.php?mode=topics_new")),
            route("active", feed("{url}/feed.php?mode=topics_active")),
            route("news", feed("{url}/feed.php?mode=news")),
            route("posts", feed("{url}/feed.php?f={section}")),
            route("posts", feed("{url}/feed.php?t={topic}")),
        ],
        example: "url = \"https://forum.example.org\"\nsection = [\"2\", \"5\"]",
        every_mins: 10,
        ..OPEN
    },
    Preset {
        name: "xenforo",
        keys: &[URL, key("section", Shape::Path)],
        routes: &[
            Route { what: "", to: feed("{url}/forums/-/index.rss"), instead: &[feed("{url}/index.rss")] },
            Route {
                what: "",
                to: feed("{url}/forums/{section}/index.rss"),
                instead: &[feed("{url}/f/{section}/index.rss")],
            },
        ],
        // A forum that is not there answers a document of errors.
        oddities: &[(404, SourceStatus::Missing)],
        example: "url = \"https://forum.example.org\"\nsection = [\"sav.12\"]",
        every_mins: 10,
        ..OPEN
    },
    Preset {
        name: "vbulletin",
        grade: Grade::B,
        keys: &[URL, SECTION],
        routes: &[
            route("posts", feed("{url}/external.php?type=RSS2&lastpost=1&count=100")),
            route("topics", feed("{url}/external.php?type=RSS2")),
            route("posts", feed("{url}/external.php?type=RSS2&forumids={section,}&lastpost=1&count=100")),
        ],
        example: "url = \"https://forum.example.org\"",
        every_mins: 10,
        ..OPEN
    },
    Preset {
        name: "invision",
        grade: Grade::B,
        keys: &[URL],
        routes: &[route("", feed("{url}.xml"))],
        example: "url = \"https://forum.example.org/forum/12-sav\"",
        ..OPEN
    },
    Preset {
        name: "smf",
        keys: &[URL, SECTION],
        routes: &[
            route("posts", feed("{url}/index.php?action=.xml;type=rss2;sa=recent;limit=50")),
            route("news", feed("{url}/index.php?action=.xml;type=rss2;sa=news;limit=50")),
            route("posts", feed("{url}/index.php?action=.xml;type=rss2;sa=recent;board={section};limit=50")),
        ],
        example: "url = \"https://forum.example.org\"\nsection = [\"4\"]",
        every_mins: 10,
        ..OPEN
    },
    Preset {
        name: "mybb",
        keys: &[URL, SECTION],
        routes: &[
            route("", feed("{url}/syndication.php?type=atom1.0&limit=50")),
            route("", feed("{url}/syndication.php?fid={section,}&type=atom1.0&limit=50")),
        ],
        example: "url = \"https://forum.example.org\"",
        every_mins: 10,
        ..OPEN
    },
    Preset {
        name: "nodebb",
        keys: &[URL, SECTION, TOPIC, TAG],
        routes: &[
            route("posts", feed("{url}/recentposts.rss")),
            route("topics", feed("{url}/recent.rss")),
            route("newest", feed("{url}/topics.rss")),
            route("posts", feed("{url}/category/{section}/recentposts.rss")),
            route("posts", feed("{url}/topic/{topic}.rss")),
            route("posts", feed("{url}/tags/{tag}.rss")),
        ],
        example: "url = \"https://forum.example.org\"",
        every_mins: 10,
        ..OPEN
    },
    Preset {
        name: "flarum",
        grade: Grade::B,
        keys: &[URL, TAG, TOPIC],
        routes: &[
            route("posts", feed("{url}/atom")),
            route("topics", feed("{url}/atom/discussions")),
            route("posts", feed("{url}/atom/t/{tag}")),
            route("topics", feed("{url}/atom/t/{tag}/discussions")),
            route("posts", feed("{url}/atom/d/{topic}")),
        ],
        example: "url = \"https://forum.example.org\"",
        every_mins: 10,
        ..OPEN
    },
];
