//! Which engine made a page, by the marks that engines leave in every page of theirs.

use url::Url;

/// An engine that publishes feeds.
#[derive(Debug, PartialEq, Eq)]
pub struct Engine {
    /// The word of `kind` for it.
    pub kind: &'static str,
    marks: &'static [&'static str],
    hosts: &'static [&'static str],
    /// Its addresses start where its scripts stand, not at the root of the site.
    in_folder: bool,
}

const fn engine(kind: &'static str, marks: &'static [&'static str]) -> Engine {
    Engine { kind, marks, hosts: &[], in_folder: false }
}

const fn in_folder(kind: &'static str, marks: &'static [&'static str]) -> Engine {
    Engine { kind, marks, hosts: &[], in_folder: true }
}

const fn at_host(kind: &'static str, hosts: &'static [&'static str]) -> Engine {
    Engine { kind, marks: &[], hosts, in_folder: false }
}

/// Forums first: a forum may stand in a blog's folder.
const ENGINES: &[Engine] = &[
    engine("discourse", &["content=\"discourse", "data-discourse-setup", "id=\"data-discourse-setup\""]),
    engine("xenforo", &["<html id=\"xf\"", "data-xf-init"]),
    in_folder("phpbb", &["id=\"phpbb\"", "https://www.phpbb.com/\">phpbb"]),
    in_folder("vbulletin", &["content=\"vbulletin", "vbulletin_menu"]),
    in_folder("smf", &["smf_theme_url", "var smf_scripturl"]),
    in_folder("mybb", &["var my_post_key", "mybb.com\" target"]),
    engine("nodebb", &["content=\"nodebb", "app.nodebb", "window.config = json.parse(decodeuricomponent"]),
    engine("flarum", &["id=\"flarum-loading\"", "flarum.core.app"]),
    engine("mastodon", &["<div class=\"app-holder\" data-props", "id=\"mastodon\""]),
    engine("blogger", &["content=\"blogger\"", "content='blogger'"]),
    engine("wordpress", &["content=\"wordpress", "/wp-content/", "/wp-includes/"]),
    at_host("overblog", &["over-blog.com", "over-blog.fr", "over-blog.net", "over-blog.org", "overblog.com"]),
    at_host("blogger", &["blogspot.com"]),
    at_host("substack", &["substack.com"]),
    at_host("tumblr", &["tumblr.com"]),
];

/// The engine that made the page.
pub fn engine_of(source: &str, url: &Url) -> Option<&'static Engine> {
    let lower = source.to_ascii_lowercase();
    let host = url.host_str().unwrap_or_default();
    let is_under = |parent: &&str| host.strip_suffix(*parent).is_some_and(|rest| rest.ends_with('.'));
    ENGINES
        .iter()
        .find(|engine| engine.marks.iter().any(|mark| lower.contains(mark)) || engine.hosts.iter().any(is_under))
}

impl Engine {
    /// The address that its preset takes.
    pub fn base(&self, page: &Url) -> Option<Url> {
        let mut base = if self.in_folder { page.join("./").ok()? } else { page.join("/").ok()? };
        base.set_query(None);
        base.set_fragment(None);
        Some(base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, url: &str, want: Option<(&str, &str)>) {
        let url = Url::parse(url).unwrap();
        let engine = engine_of(source, &url);
        let got = engine.map(|engine| (engine.kind, engine.base(&url).unwrap().to_string()));
        assert_eq!(got, want.map(|(kind, base)| (kind, base.to_owned())));
    }

    #[test]
    fn engines_are_known_by_their_marks() {
        let page = "https://a.example/forum/viewforum.php?f=2";
        check("<body id=\"phpbb\" class=\"nojs\">", page, Some(("phpbb", "https://a.example/forum/")));
        check("<html id=\"XF\" lang=\"fr\">", page, Some(("xenforo", "https://a.example/")));
        check("<meta name=\"generator\" content=\"Discourse 3.5\">", page, Some(("discourse", "https://a.example/")));
        check("<link href=\"/wp-content/x.css\">", page, Some(("wordpress", "https://a.example/")));
        check("", "https://acme.over-blog.com/x", Some(("overblog", "https://acme.over-blog.com/")));
        check("", "https://notover-blog.com/x", None);
        check("<p>Discourse on method", page, None);
    }
}
