//! A watched page: its region as lines of text, one block a line.

use scraper::{Html, Selector};

use super::document::offers_on;
use super::html::{self, Effort, MAX_HTML};
use super::watch::{self, Blocks};
use super::{Input, Reading, classify, complain, feed};
use crate::model::{ComplaintKind, NetText, PageVersion, WatchFor};

/// The most text that is kept of a region.
const MAX_TEXT: usize = 262_144;

/// Reads the region (the body when there is none) without what is ignored.
pub(super) fn page(input: &Input<'_>, region: Option<&str>, ignore: &[String], watch: &WatchFor) -> Reading {
    let mut reading = Reading::default();
    let source = input.decoded(MAX_HTML, &mut reading.complaints);
    let page = html::parse_telling(&source, &mut reading.complaints);
    let title = title(&page);
    reading.title = Some(title.clone()).filter(|title| !title.is_blank());
    let left_out = html::selectors(ignore.iter().map(String::as_str));
    let effort = Effort::of(&source);
    let Some(blocks) = region_blocks(&page, region.unwrap_or("body"), &left_out, &effort) else {
        // A wall in the page's place explains the missing region better than a lost selector.
        if let Some(complaint) = classify::complaint(&source) {
            reading.complaints.push(complaint);
        } else {
            let detail = format!("{:?} matches nothing with text in it", region.unwrap_or("body"));
            complain(&mut reading.complaints, ComplaintKind::SelectorLost, &detail);
        }
        return reading;
    };
    let (text, cut) = feed::clip(&blocks.text, MAX_TEXT);
    let version = PageVersion { title, text: text.into(), places: blocks.places };
    // The region that was asked for is there, or the words that are expected: it is no wall. The whole body may be one.
    if region.is_none()
        && !is_as_expected(&version, watch)
        && let Some(complaint) = classify::complaint(&source)
    {
        reading.complaints.push(complaint);
        return reading;
    }
    if cut {
        complain(&mut reading.complaints, ComplaintKind::Truncated, "the region was cut to 256 KiB of text");
    }
    watched(&mut reading, &page, version, watch);
    reading
}

/// Whether a site of one's own says all that it should: the door of one that is for members is a login page.
fn is_as_expected(version: &PageVersion, watch: &WatchFor) -> bool {
    matches!(watch, WatchFor::Site { expect, .. } if !expect.is_empty() && watch::missing(expect, version).is_empty())
}

/// The version of what the page is watched for.
fn watched(reading: &mut Reading, page: &Html, mut version: PageVersion, watch: &WatchFor) {
    match watch {
        WatchFor::Text | WatchFor::Terms => {}
        // A page that gives no offer to read is watched for its words.
        WatchFor::Offer { .. } => {
            if let Some(offers) = watch::of_offers(&version.title, &offers_on(page)) {
                version = offers;
            }
        }
        WatchFor::Site { expect, .. } => {
            let missing = watch::missing(expect, &version);
            if !missing.is_empty() {
                let detail = format!("the page lacks what is expected of it: {}", missing.join(", "));
                complain(&mut reading.complaints, ComplaintKind::WrongKind, &detail);
                return;
            }
            watch::add_robots(&mut version, page);
        }
    }
    reading.page = Some(version);
}

/// The blocks of all elements that the region's selector matches, outermost ones only.
fn region_blocks(page: &Html, region: &str, left_out: &[Selector], effort: &Effort) -> Option<Blocks> {
    let selector = Selector::parse(region).ok()?;
    let mut blocks = Blocks::default();
    for element in page.select(&selector).take(MAX_REGIONS) {
        let is_inner = element.ancestors().filter_map(scraper::ElementRef::wrap).any(|outer| selector.matches(&outer));
        if !is_inner {
            blocks.add(element, left_out, effort);
        }
    }
    (!blocks.text.is_empty()).then_some(blocks)
}

const MAX_REGIONS: usize = 1_000;

/// The title of a page.
pub(super) fn title(page: &Html) -> NetText {
    let found = page.select(selector!("title")).next();
    let text: String = found.map(|title| title.text().collect()).unwrap_or_default();
    NetText::new(text).clipped(300)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use url::Url;

    use super::*;

    fn read(source: &str, region: Option<&str>, ignore: &[&str]) -> Reading {
        let url = Url::parse("https://acme.example/cgv").unwrap();
        let input = Input { bytes: source.as_bytes(), content_type: None, url: &url, text: None };
        let ignore: Vec<String> = ignore.iter().map(|&s| s.to_owned()).collect();
        page(&input, region, &ignore, &WatchFor::Text)
    }

    const PAGE: &str = "<title>CGV</title><nav>Menu</nav><main><h1>Prix</h1><p>Le prix est de\n 10&nbsp;€.\
        <p class=clock>Il est 10:00</p></main><footer>Acme</footer><script>var x</script>";

    #[test]
    fn the_region_is_read_block_by_block_without_what_is_ignored() {
        let reading = read(PAGE, Some("main"), &[".clock"]);
        let page = reading.page.unwrap();
        assert_eq!(page.title.as_str(), "CGV");
        assert_eq!(page.text.as_str(), "Prix\nLe prix est de 10\u{a0}€.");
        assert_eq!(read(PAGE, None, &[".clock"]).page.unwrap().text.as_str().lines().count(), 3);
    }

    #[test]
    fn a_site_that_says_what_is_expected_is_no_wall() {
        let door = "<title>Connexion</title><h1>Espace client</h1><form><input type=password></form>";
        let url = Url::parse("https://acme.example/compte").unwrap();
        let input = Input { bytes: door.as_bytes(), content_type: None, url: &url, text: None };
        let is_read = |expect: &[&str]| {
            let watch = WatchFor::Site {
                expect: expect.iter().map(|&word| word.to_owned()).collect(),
                slow_after: Duration::from_secs(5),
            };
            page(&input, None, &[], &watch).page.is_some()
        };
        assert_eq!((is_read(&["espace client"]), is_read(&["Panier"]), is_read(&[])), (true, false, false));
    }

    #[test]
    fn a_region_that_is_gone_is_told_and_is_no_empty_page_f56() {
        let reading = read(PAGE, Some("#prices"), &[]);
        assert_eq!(reading.page, None);
        assert_eq!(reading.complaints[0].kind, ComplaintKind::SelectorLost);
        assert_eq!(read(PAGE, Some("[[["), &[]).complaints[0].kind, ComplaintKind::SelectorLost);
    }

    #[test]
    fn a_wall_is_no_version_of_the_page_f51() {
        let wall = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script><p>Enable JavaScript</p>";
        for region in [None, Some("main")] {
            let reading = read(wall, region, &[]);
            assert_eq!((reading.page, reading.complaints[0].kind), (None, ComplaintKind::Blocked));
        }
    }

    #[test]
    fn a_new_layout_with_the_same_text_reads_the_same_f54() {
        let other =
            "<main><div><h2>Prix</h2></div><section><div>Le prix est de <b>10&nbsp;€.</b></div></section></main>";
        let text = |source| read(source, Some("main"), &[".clock"]).page.unwrap().text;
        assert_eq!(text(PAGE), text(other));
    }
}
