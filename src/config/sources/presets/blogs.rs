//! Blogs and the houses that host them.

use super::row::{Key, OPEN, Preset, feed, key, route};
use super::value::Shape;

const URL: Key = key("url", Shape::Site);
const SECTION: Key = key("section", Shape::Path);
const TAG: Key = key("tag", Shape::Name);
const USER: Key = key("user", Shape::Name);

pub(super) const ALL: &[Preset] = &[
    Preset {
        name: "wordpress",
        keys: &[URL, SECTION, TAG, USER, key("query", Shape::Words)],
        routes: &[
            route("posts", feed("{url}/feed/")),
            route("comments", feed("{url}/comments/feed/")),
            route("plain", feed("{url}/?feed=atom")),
            route("posts", feed("{url}/category/{section}/feed/")),
            route("posts", feed("{url}/tag/{tag}/feed/")),
            route("posts", feed("{url}/author/{user}/feed/")),
            route("posts", feed("{url}/?s={query}&feed=rss2")),
        ],
        example: "url = \"https://blog.acme.example\"\nwhat = [\"posts\", \"comments\"]",
        ..OPEN
    },
    Preset {
        name: "overblog",
        keys: &[URL],
        routes: &[route("", feed("{url}/rss"))],
        example: "url = \"https://acme.over-blog.com\"",
        ..OPEN
    },
    Preset {
        name: "blogger",
        keys: &[URL, key("section", Shape::Name)],
        routes: &[
            route("posts", feed("{url}/feeds/posts/default?alt=rss")),
            route("comments", feed("{url}/feeds/comments/default?alt=rss")),
            route("posts", feed("{url}/feeds/posts/default/-/{section}?alt=rss")),
        ],
        example: "url = \"https://acme.blogspot.com\"",
        ..OPEN
    },
    Preset {
        name: "medium",
        keys: &[USER, key("section", Shape::Name), TAG],
        routes: &[
            route("", feed("https://medium.com/feed/@{user}")),
            route("", feed("https://medium.com/feed/{section}")),
            route("", feed("https://medium.com/feed/tag/{tag}")),
            route("", feed("https://medium.com/feed/{section}/tagged/{tag}")),
        ],
        example: "tag = [\"acme\"]",
        every_mins: 30,
        ..OPEN
    },
    Preset {
        name: "substack",
        keys: &[URL],
        routes: &[route("", feed("{url}/feed"))],
        example: "url = \"https://acme.substack.com\"",
        every_mins: 30,
        ..OPEN
    },
    Preset {
        name: "tumblr",
        keys: &[URL, TAG],
        routes: &[route("", feed("{url}/rss")), route("", feed("{url}/tagged/{tag}/rss"))],
        example: "url = \"https://acme.tumblr.com\"",
        ..OPEN
    },
    Preset {
        name: "devto",
        keys: &[USER, TAG],
        routes: &[route("", feed("https://dev.to/feed/{user}")), route("", feed("https://dev.to/feed/tag/{tag}"))],
        example: "tag = [\"acme\"]",
        ..OPEN
    },
];
