//! The configuration of the demonstration: an ordinary one, at a fast beat.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use anyhow::{Context, Result};

use crate::model::Locale;

/// The digest is due this long after the start, when the story has been told.
const DIGEST_AFTER_SECS: i64 = 52;

/// A free port on loopback for the page.
pub(super) fn free_port() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("looking for a free port")?;
    listener.local_addr().context("looking for a free port")
}

/// The text of the configuration file.
pub(super) fn text(world: SocketAddr, relay: SocketAddr, page: SocketAddr, locale: Locale) -> String {
    let digest = crate::daemon::Clock::system().now().plus_millis(DIGEST_AFTER_SECS * 1_000).to_jiff();
    let digest = digest.to_zoned(jiff::tz::TimeZone::UTC).strftime("%H:%M:%S");
    let (language, other) = match locale {
        Locale::Fr => ("fr", "en"),
        Locale::En => ("en", "fr"),
    };
    let relay_port = relay.port();
    format!(
        r#"# Written by `vigie demo`.
language = "{language}"
time_zone = "UTC"

[[brand]]
name = "Bistrot Lumen"
query = '"Bistrot Lumen"'

[[brand]]
name = "Comptoir Vaugelas"
role = "competitor"
query = '"Comptoir Vaugelas"'

[[source]]
name = "La Gazette"
url = "http://{world}/press/feed.xml"
every = "2 s"

[[source]]
name = "Le Courrier"
url = "http://{world}/courrier/feed.xml"
every = "2 s"

[[source]]
name = "L’Écho du soir"
url = "http://{world}/echo/feed.xml"
every = "2 s"

[[source]]
name = "Nora’s table"
url = "http://{world}/blog/atom.xml"
every = "2 s"

[[source]]
name = "Forum des gourmands"
kind = "forum"
url = "http://{world}/forum/"
every = "2 s"
[source.forum]
topic = ".topic"
topic_link = ".topic-title"
topic_activity = ".replies"
post = ".post"
author = ".author"
date = "time"
text = ".content"
quote = "blockquote"

[[source]]
name = "Avis & tables"
kind = "forum"
url = "http://{world}/reviews/"
every = "2 s"
[source.forum]
topic = ".topic"
topic_link = ".topic-title"
topic_activity = ".replies"
post = ".post"
author = ".author"
date = "time"
text = ".content"

[[source]]
name = "Tarifs du Comptoir Vaugelas"
kind = "page"
url = "http://{world}/vaugelas/tarifs.html"
region = "main"
ignore = [".visits"]
every = "2 s"

[[recipient]]
name = "Léa"
mail = "lea@lumen.example"
language = "{language}"
alerts = "crisis"
daily = "{digest}"

[[recipient]]
name = "Sam"
mail = "sam@agency.example"
language = "{other}"
alerts = "crisis"

[mail]
from = "vigie@lumen.example"
relay = "127.0.0.1"
port = {relay_port}
security = "none"

[web]
listen = "{page}"
public_url = "http://{page}/"

[fetch]
allow_hosts = ["{world}"]
per_host_interval = "0 s"

[alerts]
update_after = ["5 s", "8 s", "20 s"]
"#
    )
}
