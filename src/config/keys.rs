//! Every key of the file, table by table: what "unknown key" and its suggestions are measured against.

use crate::model::SourceKind::{self, Csv, Feed, Forum, Jsonl, Maildir, Page, Reviews, Webhook};

pub(super) const TABLES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "language",
            "time_zone",
            "state_dir",
            "brand",
            "search",
            "source",
            "tone",
            "recipient",
            "mail",
            "web",
            "fetch",
            "proxy",
            "retention",
            "alerts",
        ],
    ),
    ("brand", &["name", "role", "query", "sources"]),
    ("search", &["name", "query", "file"]),
    (
        "source",
        &[
            "name",
            "url",
            "kind",
            "every",
            "freshness",
            "region",
            "ignore",
            "watch",
            "price_change",
            "expect",
            "slow_after",
            "forum",
            "robots",
            "full_text",
            "path",
            "from",
            "subject",
            "columns",
            "secret_file",
            "proof",
        ],
    ),
    ("source", OF_PRESETS),
    ("source.columns", &["id", "title", "text", "url", "author", "date", "rating", "time_zone", "best_rating"]),
    (
        "source.forum",
        &[
            "engine",
            "depth",
            "sections",
            "topic",
            "topic_link",
            "topic_activity",
            "last_page",
            "post",
            "author",
            "date",
            "text",
            "permalink",
            "quote",
            "time_zone",
            "max_topics",
        ],
    ),
    ("tone", &["model", "tokenizer", "labels", "languages", "weight"]),
    (
        "recipient",
        &["name", "mail", "language", "time_zone", "brands", "query", "alerts", "daily", "weekly", "operator"],
    ),
    ("mail", &["from", "relay", "port", "security", "user", "password_file", "credential", "ca_file"]),
    ("web", &["listen", "public_url", "websub"]),
    (
        "fetch",
        &[
            "user_agent",
            "contact",
            "allow_hosts",
            "ca_file",
            "timeout",
            "max_body",
            "per_host_interval",
            "requests_per_day",
        ],
    ),
    ("proxy", &["address", "user", "password_file", "credential"]),
    ("retention", &["items", "mentions"]),
    ("alerts", &["update_after", "calm_for", "close_after", "cooldown"]),
];

/// Keys of a `[[source]]` that only presets know.
pub(super) const OF_PRESETS: &[&str] = &[
    "query",
    "site",
    "user",
    "tag",
    "sub",
    "channel",
    "playlist",
    "id",
    "country",
    "repo",
    "section",
    "topic",
    "what",
    "on",
    "editions",
    "providers",
    "token_file",
    "credential",
];

const ASKED: &[SourceKind] = &[Feed, Forum, Page, Reviews];

/// Keys of a `[[source]]` that only some kinds know, of which the first is suggested. Presets know `url` and `robots` of
/// them.
pub(super) const OF_KINDS: &[(&str, &[SourceKind])] = &[
    ("url", ASKED),
    ("robots", ASKED),
    ("freshness", ASKED),
    ("full_text", &[Feed]),
    ("forum", &[Forum]),
    ("region", &[Page]),
    ("ignore", &[Page]),
    ("watch", &[Page]),
    ("price_change", &[Page]),
    ("expect", &[Page]),
    ("slow_after", &[Page]),
    ("path", &[Csv, Jsonl, Maildir]),
    ("from", &[Maildir]),
    ("subject", &[Maildir]),
    ("columns", &[Csv, Jsonl, Webhook]),
    ("secret_file", &[Webhook]),
    ("proof", &[Webhook]),
];

/// Keys that have their own complaint, which says more than "unknown key".
const REFUSED: &[(&str, &str)] = &[("mail", "password"), ("source", "token"), ("source", "secret")];

/// The keys of a table.
pub(super) fn of(path: &str) -> Vec<&'static str> {
    TABLES.iter().filter(|(table, _)| *table == path).flat_map(|(_, keys)| *keys).copied().collect()
}

/// The table that knows the key, for a key that stands in another; the first, when several do.
pub(super) fn home_of(key: &str) -> Option<&'static str> {
    TABLES.iter().skip(1).find(|(_, keys)| keys.contains(&key)).map(|(table, _)| *table)
}

/// Whether the table's own reader complains of the key.
pub(super) fn is_refused(path: &str, key: &str) -> bool {
    REFUSED.contains(&(path, key))
}

/// How the table's header is written.
pub(super) fn header(path: &str) -> String {
    match path {
        "brand" | "search" | "source" | "tone" | "recipient" => format!("[[{path}]]"),
        _ => format!("[{path}]"),
    }
}
