//! Films.

use super::row::{Evidence, Grade, OPEN, Preset, Route, api, feed, key, route};
use super::value::Shape;
use crate::model::{ApiShape, SourceStatus};

pub(super) const ALL: &[Preset] = &[
    Preset {
        name: "youtube",
        grade: Grade::B,
        evidence: Evidence::Reports,
        keys: &[key("channel", Shape::Channel), key("playlist", Shape::Name)],
        routes: &[
            // UULF: the channel without its Shorts; it is often missing. UU: all uploads.
            Route {
                what: "",
                to: feed("https://www.youtube.com/feeds/videos.xml?playlist_id=UULF{channel.bare}"),
                instead: &[
                    feed("https://www.youtube.com/feeds/videos.xml?playlist_id=UU{channel.bare}"),
                    feed("https://www.youtube.com/feeds/videos.xml?channel_id={channel}"),
                ],
            },
            route("", feed("https://www.youtube.com/feeds/videos.xml?playlist_id={playlist}")),
        ],
        // During its outages every feed answers so.
        oddities: &[(404, SourceStatus::Unreachable), (410, SourceStatus::Unreachable)],
        every_mins: 30,
        least_mins: 10,
        example: "channel = [\"UC0123456789abcdefghijkl\"]",
        ..OPEN
    },
    Preset {
        name: "dailymotion",
        keys: &[key("query", Shape::Words), key("user", Shape::Name)],
        routes: &[
            route(
                "",
                api(
                    ApiShape::Dailymotion,
                    "https://api.dailymotion.com/videos?fields=id,title,created_time,description&sort=recent&limit=100&search={query}",
                ),
            ),
            route("", feed("https://www.dailymotion.com/rss/user/{user}")),
        ],
        every_mins: 30,
        example: "query = \"Acme\"",
        ..OPEN
    },
];
