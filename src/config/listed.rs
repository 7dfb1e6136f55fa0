//! A configuration without a file: a list of feeds, a list of brands, a folder for the state.
//!
//! For one pass over a list of subscriptions (`vigie poll --once --opml …`). Everything that is not listed is what an
//! empty config file would have, so that no default is written down twice. Such a pass keeps the text of mentions
//! alone, and asks for no robots.txt: whoever names a feed in a list of subscriptions asks for that very document,
//! which is what RFC 9309 leaves out.

use std::path::{Path, PathBuf};
use std::time::Duration;

use url::Url;

use super::checked::{BrandConfig, Config, Pacing, SourceConfig};
use super::queries::{self, Query};
use super::{Report, Surroundings, hosts, parse};
use crate::model::{Locale, name_of};
use crate::understand::query::Library;

/// An empty file is refused: this is the least that is taken. Its brand and its source are models for those listed.
const LEAST: &str = "[[brand]]\nname = \"model\"\n[[source]]\nname = \"model\"\nurl = \"https://www.example.org/feed\"\n\
                     [[recipient]]\nmail = \"nobody@example.org\"\n[mail]\nfrom = \"nobody@example.org\"\n";

/// What is listed.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Addresses of feeds.
    pub feeds: Vec<Url>,
    /// Names of brands with the line that each stands on.
    pub brands: Vec<(usize, String)>,
    /// Where the database lives.
    pub state_dir: PathBuf,
    /// Hosts that may be asked though they are not public.
    pub allow_hosts: Vec<String>,
    /// Pause between two requests to one host; the usual one when absent.
    pub per_host_interval: Option<Duration>,
}

/// What cannot be taken of the lists.
#[derive(Debug)]
pub enum Unlisted {
    /// A brand's name: its line, and why.
    Brand(usize, String),
    /// An entry of the allowed hosts.
    Host(String),
    /// No feed, or no brand.
    Nothing,
    /// The model itself is refused: a slip of this program.
    Model(Report),
}

/// The configuration that the lists make.
pub fn listed(lists: Lists, locale: Locale) -> Result<Config, Unlisted> {
    let around = Surroundings { state_dir: Some(lists.state_dir.clone()), ..Surroundings::of(Path::new("")) };
    let mut config = parse(LEAST, "", &around, locale).map_err(Unlisted::Model)?.config;
    let (Some(brand), Some(source)) = (config.brands.pop(), config.sources.pop()) else {
        return Err(Unlisted::Nothing);
    };
    if lists.feeds.is_empty() || lists.brands.is_empty() {
        return Err(Unlisted::Nothing);
    }
    if let Some(bad) = lists.allow_hosts.iter().find(|entry| !hosts::is_entry(entry)) {
        return Err(Unlisted::Host(bad.clone()));
    }
    for (line, name) in lists.brands {
        let (query_text, query) = query(&name, &config.searches, locale).map_err(|why| Unlisted::Brand(line, why))?;
        config.brands.push(BrandConfig { name, query_text, query, ..brand.clone() });
    }
    // A feed goes by its address, less the secret that it may hold: titles change, and two may bear the same one.
    // Nobody waits for the next poll: who starts the next pass says when.
    let of_feed = |url: Url| SourceConfig {
        name: name_of(url.as_str()),
        url,
        respect_robots: false,
        pacing: Pacing::Fixed,
        ..source.clone()
    };
    config.sources = lists.feeds.into_iter().map(of_feed).collect();
    config.state_dir = lists.state_dir;
    config.fetch.allow_hosts = lists.allow_hosts;
    config.fetch.per_host_interval = lists.per_host_interval.unwrap_or(config.fetch.per_host_interval);
    config.retention.items = Duration::ZERO;
    Ok(config)
}

fn query(name: &str, searches: &Library, locale: Locale) -> Result<(String, Query), String> {
    let quoted = queries::quoted(name);
    match Query::parse_with(&quoted, searches) {
        Ok(parsed) => Ok((quoted, parsed.query)),
        Err(errors) => Err(errors.first().map(|error| error.message(locale)).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(brands: &[&str], allow_hosts: &[&str]) -> Lists {
        Lists {
            feeds: vec!["https://a.example/feed".parse().unwrap()],
            brands: brands.iter().enumerate().map(|(at, name)| (at + 1, (*name).to_owned())).collect(),
            state_dir: PathBuf::from("/nowhere"),
            allow_hosts: allow_hosts.iter().map(|host| (*host).to_owned()).collect(),
            per_host_interval: None,
        }
    }

    #[test]
    fn lists_make_a_configuration() {
        let config = listed(lists(&["L'Atelier \"R\"", "C++"], &["127.0.0.0/8"]), Locale::En).unwrap();
        let names: Vec<&str> = config.brands.iter().map(|brand| brand.name.as_str()).collect();
        assert_eq!(names, ["L'Atelier \"R\"", "C++"]);
        assert_eq!(config.sources[0].name, "https://a.example/feed");
        assert_eq!((config.state_dir, config.retention.items), (PathBuf::from("/nowhere"), Duration::ZERO));
    }

    #[test]
    fn what_cannot_be_taken_is_told() {
        assert!(matches!(listed(lists(&[], &[]), Locale::En), Err(Unlisted::Nothing)));
        assert!(matches!(listed(lists(&["Acme", "…"], &[]), Locale::Fr), Err(Unlisted::Brand(2, _))));
        assert!(matches!(listed(lists(&["Acme"], &["10.0.0.0/99"]), Locale::Fr), Err(Unlisted::Host(_))));
    }
}
