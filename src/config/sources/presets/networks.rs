//! Networks where people talk.

use super::row::{Evidence, Grade, Key, OPEN, Pick, Preset, Route, TokenNeed, api, feed, key, key_or, route};
use super::value::Shape;
use crate::model::{ApiShape, SourceStatus, TokenPlace};

const URL: Key = key("url", Shape::Site);
const QUERY: Key = key("query", Shape::Words);
const SITE: Key = key("site", Shape::Host);
const TAG: Key = key("tag", Shape::Name);
const USER: Key = key("user", Shape::Name);

/// The token of /prefs/feeds, `feed=…&user=…`.
const REDDIT_TOKEN: Option<TokenNeed> =
    Some(TokenNeed { place: TokenPlace::Query, needed: false, host: "www.reddit.com" });
const fn bearer(host: &'static str) -> TokenNeed {
    TokenNeed { place: TokenPlace::Bearer, needed: true, host }
}

pub(super) const ALL: &[Preset] = &[
    Preset {
        name: "hn",
        keys: &[QUERY],
        routes: &[
            Route {
                what: "stories",
                to: api(
                    ApiShape::HackerNews,
                    "https://hn.algolia.com/api/v1/search_by_date?hitsPerPage=100&tags=story&query={query}",
                ),
                instead: &[feed("https://hnrss.org/newest?q={query}")],
            },
            Route {
                what: "comments",
                to: api(
                    ApiShape::HackerNews,
                    "https://hn.algolia.com/api/v1/search_by_date?hitsPerPage=100&tags=comment&query={query}",
                ),
                instead: &[feed("https://hnrss.org/newcomments?q={query}")],
            },
        ],
        example: "query = '\"Acme\"'\nwhat = [\"stories\", \"comments\"]",
        ..OPEN
    },
    Preset {
        name: "lobsters",
        keys: &[TAG, SITE],
        routes: &[
            route("newest", feed("https://lobste.rs/newest.rss")),
            route("comments", feed("https://lobste.rs/comments.rss")),
            route("newest", feed("https://lobste.rs/t/{tag,}.rss")),
            route("newest", feed("https://lobste.rs/domains/{site}.rss")),
        ],
        example: "site = \"acme.example\"",
        every_mins: 30,
        ..OPEN
    },
    Preset {
        name: "reddit",
        grade: Grade::B,
        evidence: Evidence::Reports,
        keys: &[key("sub", Shape::Name), QUERY, SITE, USER],
        routes: &[
            route("posts", feed("https://www.reddit.com/r/{sub+}/new/.rss")),
            route("comments", feed("https://www.reddit.com/r/{sub+}/comments/.rss")),
            route("posts", feed("https://www.reddit.com/r/{sub+}/search.rss?q={query}&restrict_sr=on&sort=new")),
            route("posts", feed("https://www.reddit.com/search.rss?q={query}&sort=new")),
            route("posts", feed("https://www.reddit.com/domain/{site}/.rss")),
            route("posts", feed("https://www.reddit.com/user/{user}/.rss")),
        ],
        token: REDDIT_TOKEN,
        every_mins: 20,
        least_mins: 10,
        oddities: &[(403, SourceStatus::Throttled), (429, SourceStatus::Throttled)],
        example: "sub = [\"france\", \"vosfinances\"]",
        ..OPEN
    },
    Preset {
        name: "linked-to",
        grade: Grade::B,
        evidence: Evidence::Reports,
        keys: &[SITE],
        pick: Pick::All,
        routes: &[
            route("reddit", feed("https://www.reddit.com/domain/{site}/.rss")),
            route("lobsters", feed("https://lobste.rs/domains/{site}.rss")),
            route(
                "hn",
                api(
                    ApiShape::HackerNews,
                    "https://hn.algolia.com/api/v1/search_by_date?hitsPerPage=100&tags=story&restrictSearchableAttributes=url&query={site}",
                ),
            ),
        ],
        token: REDDIT_TOKEN,
        every_mins: 30,
        least_mins: 10,
        oddities: &[(403, SourceStatus::Throttled), (429, SourceStatus::Throttled)],
        example: "site = \"acme.example\"\non = [\"reddit\", \"lobsters\"]",
    },
    Preset {
        name: "mastodon",
        keys: &[key_or("url", Shape::Site, "https://mastodon.social"), TAG, USER],
        routes: &[
            Route {
                what: "posts",
                to: feed("{url}/tags/{tag}.rss"),
                instead: &[api(ApiShape::Mastodon, "{url}/api/v1/timelines/tag/{tag}?limit=40")],
            },
            route("posts", feed("{url}/@{user}.rss")),
            route("replies", feed("{url}/@{user}/with_replies.rss")),
            route("posts", feed("{url}/@{user}/tagged/{tag}.rss")),
        ],
        example: "url = \"https://mamot.fr\"\ntag = [\"acme\"]",
        ..OPEN
    },
    Preset {
        name: "bluesky-author",
        evidence: Evidence::Documentation,
        keys: &[USER],
        routes: &[Route {
            what: "",
            to: feed("https://bsky.app/profile/{user}/rss"),
            instead: &[api(
                ApiShape::Bluesky,
                "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor={user}&limit=30",
            )],
        }],
        example: "user = [\"acme.bsky.social\"]",
        ..OPEN
    },
    Preset {
        name: "bluesky-search",
        grade: Grade::C,
        evidence: Evidence::Reports,
        keys: &[key_or("url", Shape::Site, "https://bsky.social"), QUERY],
        routes: &[route(
            "",
            api(ApiShape::Bluesky, "{url}/xrpc/app.bsky.feed.searchPosts?q={query}&sort=latest&limit=100"),
        )],
        token: Some(bearer("")),
        oddities: &[(401, SourceStatus::Blocked), (403, SourceStatus::Blocked)],
        example: "query = '\"Acme\"'\ntoken_file = \"bluesky-token\"",
        ..OPEN
    },
    Preset {
        name: "bluesky-stream",
        grade: Grade::B,
        evidence: Evidence::Documentation,
        keys: &[key_or("url", Shape::Site, "https://jetstream2.us-east.bsky.network")],
        routes: &[Route {
            what: "",
            to: api(ApiShape::BlueskyStream, "{url}/subscribe?wantedCollections=app.bsky.feed.post"),
            instead: &[api(
                ApiShape::BlueskyStream,
                "https://jetstream1.us-west.bsky.network/subscribe?wantedCollections=app.bsky.feed.post",
            )],
        }],
        every_mins: 5,
        least_mins: 1,
        example: "",
        ..OPEN
    },
    Preset {
        name: "lemmy",
        keys: &[URL, key("section", Shape::Name), USER, QUERY],
        routes: &[
            route("all", feed("{url}/feeds/all.xml?sort=New&limit=50")),
            route("local", feed("{url}/feeds/local.xml?sort=New&limit=50")),
            route("all", feed("{url}/feeds/c/{section}.xml?sort=New&limit=50")),
            route("all", feed("{url}/feeds/u/{user}.xml?sort=New&limit=50")),
            route("all", api(ApiShape::Lemmy, "{url}/api/v3/search?q={query}&type_=All&sort=New&limit=50")),
        ],
        example: "url = \"https://jlai.lu\"\nquery = \"Acme\"",
        every_mins: 30,
        least_mins: 10,
        ..OPEN
    },
    Preset {
        name: "telegram",
        grade: Grade::B,
        keys: &[key("channel", Shape::Name)],
        routes: &[route("", api(ApiShape::Telegram, "https://t.me/s/{channel}"))],
        example: "channel = [\"acme\"]",
        ..OPEN
    },
    Preset {
        name: "x",
        grade: Grade::C,
        evidence: Evidence::Documentation,
        keys: &[QUERY],
        routes: &[route(
            "",
            api(
                ApiShape::X,
                "https://api.x.com/2/tweets/search/recent?max_results=10&tweet.fields=created_at,author_id,lang&query={query}",
            ),
        )],
        token: Some(bearer("api.x.com")),
        every_mins: 60,
        least_mins: 15,
        example: "query = '\"Acme\" -is:retweet'\ntoken_file = \"x-token\"",
        ..OPEN
    },
    Preset {
        name: "facebook",
        grade: Grade::C,
        evidence: Evidence::Documentation,
        keys: &[USER],
        routes: &[route(
            "",
            api(
                ApiShape::FacebookPage,
                "https://graph.facebook.com/v26.0/{user}/feed?fields=id,message,story,created_time,permalink_url,from",
            ),
        )],
        token: Some(bearer("graph.facebook.com")),
        every_mins: 30,
        example: "user = [\"acme\"]\ntoken_file = \"facebook-page-token\"",
        ..OPEN
    },
];
