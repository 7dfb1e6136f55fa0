//! Reviews of a page that says nothing for machines: blocks of like shape, each with a person, words and stars.
//!
//! Stars are written in a dozen ways: `4/5`, `★★★★☆`, `4 étoiles sur 5` beside a picture, a bar of 80 % of a width, a class
//! `rating-4`, five icons of which some are empty. Deliberately absent: a rating out of the words of a review.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};
use url::Url;

use super::super::html::Effort;
use super::super::page;
use super::blocks;
use super::post::Reader;
use crate::model::{Draft, Rating};

/// The reviews that people see.
pub(in crate::ingest::read) fn reviews(tree: &Html, url: &Url) -> Vec<Draft> {
    let effort = Effort::of_tree(tree);
    let are_starred = |group: &[ElementRef<'_>]| {
        let starred = group.iter().filter(|block| effort.look_into(**block) && stars(**block).is_some()).count();
        3 * starred >= 2 * group.len()
    };
    let Some((blocks, profile)) = blocks::find_such(tree, &effort, are_starred) else { return Vec::new() };
    let title = page::title(tree);
    let mut reader = Reader::new(&profile, Effort::of_tree(tree), None, None);
    let mut drafts = Vec::new();
    for block in blocks {
        let Some(rating) = stars(block).filter(|_| reader.effort.look_into(block)) else { continue };
        let draft = reader.post(block, url, title.as_str()).draft;
        if !draft.text.is_blank() {
            drafts.push(Draft { rating: Some(rating), ..draft });
        }
    }
    drafts
}

/// The stars of a block, by the first of its elements that shows any.
fn stars(block: ElementRef<'_>) -> Option<Rating> {
    let elements = std::iter::once(block).chain(block.descendants().skip(1).filter_map(ElementRef::wrap));
    elements.take(MAX_ELEMENTS).find_map(|element| {
        let said = ["aria-label", "alt", "title"].iter().filter_map(|name| element.attr(name)).find_map(in_words);
        let counted = || {
            let names = ["data-rating", "data-score", "data-stars", "data-note", "data-service-review-rating"];
            names.iter().find_map(|name| of_five(element.attr(name)?))
        };
        let written = || {
            let mut text = String::new();
            for piece in element.text() {
                text.push_str(piece);
                if text.len() > SHORT {
                    return None;
                }
            }
            in_words(text.trim()).or_else(|| in_signs(&text))
        };
        said.or_else(counted).or_else(written).or_else(|| in_looks(element))
    })
}

const MAX_ELEMENTS: usize = 400;
/// A rating in words is no longer.
const SHORT: usize = 60;

/// "4/5", "4,5 sur 5", "Rated 4 out of 5", "4 étoiles".
fn in_words(text: &str) -> Option<Rating> {
    static OF: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:^|[^\d.,/])(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:stars?|étoiles?|sterne[n]?|estrellas?)?\s*(?:/|sur|out of|von|de|su)\s*(5|10|20)(?:$|[^\d/.,%])",
        )
        .ok()
    });
    static STARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[^\d.,])([0-5](?:[.,]\d)?)[\s-]*(?:stars?|étoiles?|sterne|estrellas?|stelle)\b").ok()
    });
    if text.len() > SHORT {
        return None;
    }
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    if let Some(found) = OF.as_ref()?.captures(text) {
        let (value, best) = (number(&found[1])?, number(&found[2])?);
        return (value <= best).then_some(Rating { value, best });
    }
    of_five(&STARS.as_ref()?.captures(text)?[1].replace(',', "."))
}

/// "★★★★☆", "★★★★".
fn in_signs(text: &str) -> Option<Rating> {
    let count = |signs: &[char]| u32::try_from(text.chars().filter(|c| signs.contains(c)).count()).ok();
    let (full, empty) = (count(&['★', '⭐'])?, count(&['☆', '✩'])?);
    let is_row = text.chars().all(|c| "★⭐☆✩\u{fe0f}".contains(c) || c.is_whitespace());
    (is_row && full > 0 && full + empty <= 5).then(|| Rating { value: f64::from(full), best: 5.0 })
}

/// A bar of a part of a width, a class with a number, a row of icons.
fn in_looks(element: ElementRef<'_>) -> Option<Rating> {
    static WIDTH: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)(?:^|[;\s])width:\s*(\d{1,3}(?:\.\d+)?)%").ok());
    static CLASS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[\s_-])(?:stars?|rating|note|etoiles?|bubble)[_-]?([0-5])[_-]?([05])?(?:$|\s)").ok()
    });
    let class = element.attr("class").unwrap_or_default();
    let around = element.parent().and_then(ElementRef::wrap).and_then(|outer| outer.attr("class")).unwrap_or_default();
    if let Some(style) = element.attr("style")
        && (is_of_stars(class) || is_of_stars(around))
        && let Some(found) = WIDTH.as_ref()?.captures(style)
    {
        let share: f64 = found[1].parse().ok()?;
        return (share <= 100.0).then(|| Rating { value: (share / 10.0).round() / 2.0, best: 5.0 });
    }
    if let Some(found) = CLASS.as_ref()?.captures(class) {
        return of_five(&format!("{}.{}", &found[1], found.get(2).map_or("0", |half| half.as_str())));
    }
    let icons: Vec<&str> = element.child_elements().take(6).filter_map(|icon| icon.attr("class")).collect();
    let are_icons = icons.len() == 5 && element.child_elements().count() == 5 && icons.iter().all(|c| is_of_stars(c));
    if !are_icons {
        return None;
    }
    let is_empty = |class: &&&str| {
        let mut names = class.split_ascii_whitespace();
        names.any(|name| name == "far" || EMPTY.iter().any(|end| name.ends_with(end)))
    };
    let empty = u32::try_from(icons.iter().filter(is_empty).count()).ok()?;
    let halves = u32::try_from(icons.iter().filter(|class| class.contains("half")).count()).ok()?;
    // Five alike may be one star in five pieces of which a style sheet fills some.
    let are_told_apart = empty > 0 || icons.iter().any(|class| FULL.iter().any(|word| class.contains(word)));
    are_told_apart.then(|| Rating { value: f64::from(5 - empty) - f64::from(halves) / 2.0, best: 5.0 })
}

const EMPTY: [&str; 6] = ["-o", "empty", "-off", "regular", "outline", "grey"];
const FULL: [&str; 6] = ["fa-star", "full", "filled", "active", "solid", "-on"];

fn is_of_stars(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    ["star", "rating", "etoile", "note"].iter().any(|word| class.contains(word))
}

fn of_five(text: &str) -> Option<Rating> {
    let value: f64 = text.trim().replace(',', ".").parse().ok()?;
    (0.0..=5.0).contains(&value).then_some(Rating { value, best: 5.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read::html;

    #[track_caller]
    fn check(bad: &str, good: &str) {
        let review = |number: u32, stars: &str, name: &str, text: &str| {
            format!(
                "<li class=avis id=avis-{number}><b class=author>{name}</b> {stars} <i class=date>12/02/2026</i>\
                 <p class=text>{text}</p><button>Utile (2)</button></li>"
            )
        };
        let page = format!(
            "<h1>Avis</h1><p class=sum>4,2/5 sur 318 avis</p><ul>{}{}</ul>",
            review(1, bad, "Julie M.", "La machine est tombée en panne au bout de 4/5 semaines."),
            review(2, good, "Karim", "Parfait, rien à redire, livraison rapide et conforme.")
        );
        let got = reviews(&html::parse(&page), &Url::parse("https://avis.example/acme").unwrap());
        let shown = got.iter().map(|draft| {
            let (rating, author) = (draft.rating.unwrap(), draft.author.as_ref().unwrap());
            let day = draft.published.unwrap().to_string();
            format!("{}/{} {} {}", rating.value, rating.best, author.as_str(), &day[..10])
        });
        assert_eq!(shown.collect::<Vec<_>>(), ["1/5 Julie M. 2026-02-12", "5/5 Karim 2026-02-12"], "{bad}");
        assert!(got[0].text.as_str().ends_with("semaines."));
    }

    #[test]
    fn stars_are_read_as_pages_draw_them() {
        check("<span>1/5</span>", "<span>5/5</span>");
        check("<span>★☆☆☆☆</span>", "<span>★★★★★</span>");
        check("<i aria-label='Note : 1 sur 5 étoiles'></i>", "<i aria-label='Note : 5 sur 5 étoiles'></i>");
        check("<img alt='1 étoile'>", "<img alt='5 étoiles'>");
        check("<span>Rated 1.0 out of 5 stars</span>", "<span>Rated 5.0 out of 5 stars</span>");
        check("<p data-rating=1></p>", "<p data-rating=5></p>");
        check("<p class=stars><i style='width:20%'></i></p>", "<p class=stars><i style='width: 100%'></i></p>");
        check("<i class='icon star-1'></i>", "<i class='icon star-5'></i>");
        check("<i class='bubble bubble_10'></i>", "<i class='bubble bubble_50'></i>");
        let icons = |full: usize| {
            let row = "<i class='fa fa-star'></i>".repeat(full) + &"<i class='fa fa-star-o'></i>".repeat(5 - full);
            format!("<span>{row}</span>")
        };
        check(&icons(1), &icons(5));
    }

    #[test]
    fn blocks_without_stars_are_no_reviews() {
        let page =
            "<li class=post><b class=author>Ana</b><i class=date>12/02/2026</i><p class=text>On a parlé du 4/5 de \
            la somme, le 3/5 au soir, et de tout le reste de la journée.</p></li>"
                .repeat(3);
        assert_eq!(reviews(&html::parse(&page), &Url::parse("https://avis.example/").unwrap()), []);
    }
}
