//! Whose site a page stands on: what an outlet is counted by.

use url::{Host, Url};

/// The registrable domain of an address (`eco.lefigaro.example` and `www.lefigaro.example` are one house); the host where
/// there is none.
pub fn outlet(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    match url.host()? {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            Some(psl::domain_str(&name).map_or_else(|| name.clone(), ToOwned::to_owned))
        }
        Host::Ipv4(address) => Some(address.to_string()),
        Host::Ipv6(address) => Some(address.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, want: Option<&str>) {
        assert_eq!(outlet(url).as_deref(), want);
    }

    #[test]
    fn the_house_is_one_whatever_the_door() {
        check("https://www.Gazette.fr/a?b", Some("gazette.fr"));
        check("http://eco.gazette.fr:8080/", Some("gazette.fr"));
        check("https://news.gazette.co.uk./", Some("gazette.co.uk"));
        check("https://lea.github.io/blog", Some("lea.github.io"));
        check("https://localhost/", Some("localhost"));
        check("https://127.0.0.1/x", Some("127.0.0.1"));
        check("mailto:lea@gazette.fr", None);
        check("no address", None);
    }
}
