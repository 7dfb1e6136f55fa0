//! Reviews: of a feed whose entries carry stars, of a page that shows them in the words of schema.org, of a page that
//! says for its own program what it says to nobody else (Apple's store, review sites drawn in the browser); else of a
//! page that shows them to people.
//!
//! One review is one draft. The rating that sums them up is kept beside them: it moves on sites that show only a few.

use serde_json::Value;

use super::document::{review_drafts, schema, standing};
use super::fragment::by_words;
use super::html::{self, MAX_HTML};
use super::token::{Token, Tokens};
use super::{Input, Reading, classify, complain, date, feed, forum, page, values};
use crate::model::{ComplaintKind, Draft, NetText, Rating, Standing};

/// Reads a page, or a feed, of reviews.
pub(super) fn reviews(input: &Input<'_>) -> Reading {
    let mut complaints = Vec::new();
    let source = input.decoded(MAX_HTML, &mut complaints);
    if !is_page(&source) {
        return of_feed(input);
    }
    let tree = html::parse_telling(&source, &mut complaints);
    let nodes = schema::read(&tree);
    let mut reading = Reading {
        title: Some(page::title(&tree)).filter(|title| !title.is_blank()),
        drafts: review_drafts(&nodes, input.url),
        standing: standing(&nodes),
        complaints,
        ..Reading::default()
    };
    if reading.drafts.is_empty() {
        reading.drafts = served(&source, input, &mut reading.standing);
    }
    if reading.drafts.is_empty() {
        reading.drafts = forum::starred(&tree, input.url);
    }
    if reading.standing.is_none() {
        reading.standing = forum::summed(&tree);
    }
    if reading.drafts.is_empty() && reading.standing.is_none() {
        match classify::complaint(&source) {
            Some(complaint) => reading.complaints.push(complaint),
            None => complain(&mut reading.complaints, ComplaintKind::WrongKind, "no review and no rating on the page"),
        }
    }
    reading
}

fn is_page(source: &str) -> bool {
    let head = feed::clip(source, 4_096).0.to_ascii_lowercase();
    head.contains("<html")
        || head.contains("<!doctype html")
        || head.contains("<head")
        || head.contains("<body")
        || !head.contains("<feed")
            && !head.contains("<rss")
            && !head.contains("<rdf")
            && !head.trim_start().starts_with('{')
}

fn of_feed(input: &Input<'_>) -> Reading {
    let feed = feed::feed(input);
    let mut drafts: Vec<Draft> = feed.entries.into_iter().map(|entry| entry.draft).collect();
    // The first entry of such feeds may be the thing itself, which nobody gave stars.
    if drafts.iter().any(|draft| draft.rating.is_some()) {
        drafts.retain(|draft| draft.rating.is_some());
    }
    Reading { title: feed.title, drafts, complaints: feed.complaints, ..Reading::default() }
}

/// Ids of the scripts that hold it.
const SERVED: [&str; 2] = ["serialized-server-data", "__NEXT_DATA__"];
/// Values that are looked at.
const MAX_VALUES: usize = 200_000;

/// What a page keeps for its own program.
fn served(source: &str, input: &Input<'_>, standing: &mut Option<Standing>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let Some(data) = served_data(source) else { return drafts };
    let mut todo = vec![&data];
    let mut looked = 0;
    while let Some(value) = todo.pop() {
        looked += 1;
        if looked > MAX_VALUES || drafts.len() >= 1_000 {
            break;
        }
        match value {
            Value::Array(list) => todo.extend(list.iter().rev()),
            Value::Object(map) => {
                let number = |names: [&str; 2]| names.into_iter().find_map(|name| map.get(name));
                let average = number(["ratingAverage", "trustScore"]).and_then(Value::as_f64);
                if let Some(average) = average.filter(|average| (0.0..=5.0).contains(average)) {
                    let count = number(["totalNumberOfRatings", "numberOfReviews"]).and_then(Value::as_u64);
                    let count = count.and_then(|count| u32::try_from(count).ok());
                    standing.get_or_insert(Standing { rating: Rating { value: average, best: 5.0 }, count });
                }
                match served_review(value, input) {
                    Some(draft) if !drafts.iter().any(|known| known.guid == draft.guid && known.text == draft.text) => {
                        drafts.push(draft);
                    }
                    Some(_) => {}
                    None => todo.extend(map.values().rev()),
                }
            }
            _ => {}
        }
    }
    drafts
}

fn served_data(source: &str) -> Option<Value> {
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        let Token::Open { name, attrs, .. } = token else { continue };
        if name.eq_ignore_ascii_case("script") {
            let content = tokens.element_content("script");
            if attrs.iter().any(|&(key, value)| key == "id" && SERVED.contains(&value)) {
                return values::leading(content).map(|(value, _)| value);
            }
        }
    }
    None
}

fn served_review(value: &Value, input: &Input<'_>) -> Option<Draft> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(NetText::from);
    let stars = value.get("rating").and_then(Value::as_f64).filter(|stars| (0.0..=5.0).contains(stars))?;
    let contents = text("contents").or_else(|| text("body")).or_else(|| text("text"))?;
    let author = text("reviewerName").or_else(|| value.pointer("/consumer/displayName")?.as_str().map(NetText::from));
    let date = value.get("date").or_else(|| value.pointer("/dates/publishedDate")).and_then(Value::as_str);
    // Goods that are praised on a page have stars and words too, and nobody who gave them.
    if author.is_none() && date.is_none() {
        return None;
    }
    let id =
        value.get("id").and_then(|id| id.as_str().map(str::to_owned).or_else(|| id.as_u64().map(|id| id.to_string())));
    Some(Draft {
        guid: id,
        url: Some(by_words(contents.as_str(), input.url)),
        title: text("title").unwrap_or_default().clipped(1_024),
        author: author.map(|name| name.clipped(200)).filter(|name| !name.is_blank()),
        published: date.and_then(|at| date::parse(at, None)),
        text: NetText::new(feed::clip(contents.as_str(), 65_536).0),
        rating: Some(Rating { value: stars, best: 5.0 }),
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[track_caller]
    fn check(source: &str, want_standing: &str, want: &[&str]) {
        let url = Url::parse("https://avis.example/acme").unwrap();
        let reading = reviews(&Input { bytes: source.as_bytes(), content_type: None, url: &url, text: None });
        let stars = |rating: Rating| format!("{}/{}", rating.value, rating.best);
        let standing = reading.standing.map(|s| format!("{} {}", stars(s.rating), s.count.unwrap_or_default()));
        let got: Vec<String> = reading
            .drafts
            .iter()
            .map(|draft| {
                let stars = draft.rating.map_or_else(|| "-".to_owned(), stars);
                let author = draft.author.as_ref().map_or("-", NetText::as_str);
                format!("{stars} {author}: {} | {}", draft.title.as_str(), draft.text.as_str())
            })
            .collect();
        assert_eq!(
            (standing.unwrap_or_default().as_str(), got),
            (want_standing, want.iter().map(|&w| w.to_owned()).collect())
        );
        if want.is_empty() && want_standing.is_empty() {
            assert!(!reading.complaints.is_empty());
        }
    }

    #[test]
    fn a_graph_of_things_gives_reviews_and_their_sum() {
        check(
            r##"<!doctype html><title>Acme</title><script type="application/ld+json">{"@graph":[
            {"@type":"LocalBusiness","@id":"#b","name":"Acme","aggregateRating":{"@type":"AggregateRating","ratingValue":"2.3","reviewCount":"1 204"}},
            {"@type":"Review","@id":"https://avis.example/r/1","itemReviewed":{"@id":"#b"},"author":{"@type":"Person","name":"Zo\u00e9"},
             "reviewRating":{"@type":"Rating","bestRating":"5","ratingValue":"1"},"headline":"Jamais re&ccedil;u","reviewBody":"Rien depuis 3 semaines.",
             "datePublished":"2026-03-01T10:00:00.000Z"}]}</script>"##,
            "2.3/5 1204",
            &["1/5 Zoé: Jamais reçu | Rien depuis 3 semaines."],
        );
    }

    #[test]
    fn the_rating_of_the_thing_goes_before_that_of_the_house_that_sells_it() {
        let sum = |stars: &str, count: u32| {
            format!(r#""aggregateRating":{{"@type":"AggregateRating","ratingValue":{stars},"ratingCount":{count}}}"#)
        };
        let house = format!(r#"{{"@type":"Organization","name":"Acme",{}}}"#, sum("4.88", 42_406));
        let thing = format!(r#"{{"@type":"Recipe","name":"Ratatouille",{}}}"#, sum("3.5", 3));
        let page = |things: &str| {
            // Written as character references, which some pages do.
            format!("<html><script type=\"application&#x2F;ld&#x2B;json\">[{things}]</script>")
        };
        check(&page(&format!("{house},{thing}")), "3.5/5 3", &[]);
        check(&page(&house), "4.88/5 42406", &[]);
    }

    #[test]
    fn a_review_without_headline_bears_the_name_of_what_it_is_about() {
        let review = r#"{"@type":"Review","author":"Zo","reviewBody":"Fuit déjà.","reviewRating":{"ratingValue":1}"#;
        for page in [
            format!(r#"{{"@type":"Product","name":"Bouilloire Acme","review":[{review}}}]}}"#),
            format!(r#"{review},"itemReviewed":{{"@type":"Product","name":"Bouilloire Acme"}}}}"#),
        ] {
            let page = format!(r#"<html><script type="application/ld+json">{page}</script>"#);
            check(&page, "", &["1/5 Zo: Bouilloire Acme | Fuit déjà."]);
        }
    }

    #[test]
    fn microdata_serves_as_well() {
        check(
            "<html><div itemscope itemtype=https://schema.org/Product><span itemprop=name>Vis</span>\
             <div itemprop=review itemscope itemtype=https://schema.org/Review><b itemprop=author>Al</b>\
             <p itemprop=reviewBody>Casse au premier jour.</p>\
             <i itemprop=reviewRating itemscope itemtype=https://schema.org/Rating><meta itemprop=ratingValue content=2></i>\
             </div></div>",
            "",
            &["2/5 Al: Vis | Casse au premier jour."],
        );
    }

    #[test]
    fn a_feed_of_a_store_gives_stars() {
        check(
            r#"<?xml version="1.0"?><feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom">
            <entry><id>0</id><title>The app</title></entry>
            <entry><id>1</id><title>Plante</title><content type="text">Plante au lancement.</content><im:rating>1</im:rating>
            <author><name>Luc</name></author></entry></feed>"#,
            "",
            &["1/5 Luc: Plante | Plante au lancement."],
        );
        check(
            r#"<html><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"businessUnit":{"trustScore":3.4,
            "numberOfReviews":128},"related":[{"rating":5,"title":"Lampe","text":"Notre lampe"}],"reviews":[{"id":"r1",
            "text":"Jamais arrivée.","rating":1,"title":"Déçu","consumer":{"displayName":"Marc"},
            "dates":{"publishedDate":"2026-03-01T10:00:00.000Z"}}]}}}</script>"#,
            "3.4/5 128",
            &["1/5 Marc: Déçu | Jamais arrivée."],
        );
    }

    #[test]
    fn a_store_page_gives_what_it_keeps_for_its_program() {
        check(
            r#"<html><script type="application/json" id="serialized-server-data">[{"data":{"ratings":{"ratingAverage":4.7,
            "totalNumberOfRatings":52},"shelf":{"items":[{"$kind":"Review","id":"9","reviewerName":"Luc","rating":1,
            "title":"Plante","contents":"Plante au lancement.","date":"2026-03-01T10:00:00Z"}]}}}]</script>"#,
            "4.7/5 52",
            &["1/5 Luc: Plante | Plante au lancement."],
        );
    }

    #[test]
    fn what_is_read_of_many_objects_is_bounded_r7() {
        let objects = vec![r#"{"@type":"Review","reviewBody":"x","r":[[{}]]}"#; 20_000].join(",");
        let page = format!("<html><script type=\"application/ld+json\">[{objects}]</script>");
        let url = Url::parse("https://avis.example/acme").unwrap();
        let input = Input { bytes: page.as_bytes(), content_type: None, url: &url, text: None };
        assert_eq!(reviews(&input).drafts.len(), 1);
    }

    #[test]
    fn a_page_without_reviews_is_told_f50() {
        check("<html><title>Acme</title><p>Bonjour", "", &[]);
        check("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", "", &[]);
    }
}
