//! Stars and what is written beside them.

use super::row::{Evidence, Grade, OPEN, Preset, Route, TokenNeed, api, key, key_or, reviews, route};
use super::value::Shape;
use crate::model::{ApiShape, SourceStatus, TokenPlace};

const RARE: Preset = Preset { grade: Grade::B, every_mins: 120, least_mins: 30, ..OPEN };

pub(super) const ALL: &[Preset] = &[
    Preset {
        name: "appstore",
        evidence: Evidence::Reports,
        keys: &[key("id", Shape::Number), key_or("country", Shape::Country, "fr")],
        routes: &[Route {
            what: "",
            to: api(
                ApiShape::AppStoreFeed,
                "https://itunes.apple.com/{country}/rss/customerreviews/id={id}/sortBy=mostRecent/page=1/xml",
            ),
            instead: &[api(
                ApiShape::AppStoreJson,
                "https://itunes.apple.com/{country}/rss/customerreviews/id={id}/sortBy=mostRecent/page=1/json",
            )],
        }],
        oddities: &[(502, SourceStatus::Unreachable)],
        example: "id = \"310633997\"\ncountry = [\"fr\", \"be\"]",
        ..RARE
    },
    Preset {
        name: "playstore",
        keys: &[key("id", Shape::Name), key_or("country", Shape::Country, "fr")],
        routes: &[route("", reviews("https://play.google.com/store/apps/details?id={id}&gl={country}&hl={country}"))],
        every_mins: 360,
        example: "id = \"com.acme.app\"",
        ..RARE
    },
    Preset {
        name: "jsonld",
        grade: Grade::A,
        evidence: Evidence::Documentation,
        keys: &[key("url", Shape::Under("http"))],
        routes: &[route("", reviews("{url}"))],
        example: "url = \"https://shop.example/acme-kettle\"",
        ..RARE
    },
    Preset {
        name: "trustpilot",
        keys: &[key("site", Shape::Host)],
        routes: &[route("", reviews("https://www.trustpilot.com/review/{site}"))],
        evidence: Evidence::Reports,
        every_mins: 360,
        example: "site = \"acme.example\"",
        ..RARE
    },
    Preset {
        name: "googlereviews",
        grade: Grade::C,
        evidence: Evidence::Documentation,
        keys: &[key("id", Shape::Path)],
        routes: &[route(
            "",
            api(ApiShape::GoogleReviews, "https://mybusiness.googleapis.com/v4/{id}/reviews?pageSize=50"),
        )],
        token: Some(TokenNeed { place: TokenPlace::Bearer, needed: true, host: "mybusiness.googleapis.com" }),
        example: "id = \"accounts/123/locations/456\"\ntoken_file = \"google-token\"",
        ..RARE
    },
];
