//! Reviews of a page that says nothing for machines: blocks of like shape, each with a person, words and stars.
//!
//! Stars are written in a dozen ways: `4/5`, `★★★★☆`, `4 étoiles sur 5` beside a picture, a bar of 80 % of a width, a class
//! `rating-4`, five icons of which some are empty. Deliberately absent: a rating out of the words of a review.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::super::html::{self, Effort};
use super::super::pattern;
use super::super::{date, page};
use super::blocks;
use super::post::Reader;
use crate::model::{Draft, NetText, Rating, Standing, Timestamp};

/// The reviews that people see.
pub(in crate::ingest::read) fn reviews(tree: &Html, url: &Url) -> Vec<Draft> {
    let effort = Effort::of_tree(tree);
    let are_starred = |group: &[ElementRef<'_>]| {
        let starred = group.iter().filter(|block| effort.look_into(**block) && stars(**block).is_some()).count();
        3 * starred >= 2 * group.len()
    };
    let Some((blocks, profile)) = blocks::find_such(tree, &effort, false, are_starred) else { return Vec::new() };
    let mut profile = profile.clone();
    // A name of the whole block is no reply's.
    let is_reply = |reply: &&Selector| !blocks.iter().any(|block| reply.matches(block));
    profile.noise.extend(REPLIES.iter().filter(is_reply).cloned());
    let title = page::title(tree);
    let mut reader = Reader::new(&profile, Effort::of_tree(tree), None, None);
    let mut drafts = Vec::new();
    for block in blocks {
        let Some(rating) = stars(block).filter(|_| reader.effort.look_into(block)) else { continue };
        let draft = reader.post(block, url, title.as_str()).draft;
        let text = NetText::new(before_reply(draft.text.as_str()));
        if !text.is_blank() {
            let published = draft.published.or_else(|| dated(block, text.as_str()));
            // The stars may stand where a name does elsewhere.
            let author = draft.author.filter(|name| in_words(name.as_str()).is_none());
            drafts.push(Draft { rating: Some(rating), published, author, text, ..draft });
        }
    }
    drafts
}

/// What the house answers under a review is not its reviewer's word.
static REPLIES: LazyLock<Vec<Selector>> = LazyLock::new(|| {
    html::selectors([
        "[class*=owner i]",
        "[class*=reply i], [class*=replies i]",
        "[class*=response i]",
        "[class*=reponse i]",
        "[class*=answer i]",
        "[class*=merchant i]",
    ])
});

/// The text up to a line that says who answers.
fn before_reply(text: &str) -> &str {
    static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\n\W*(?:réponse (?:du|de|des)\b|réponse\W*\n|(?:owner|seller|merchant|business|management)(?:.s)? (?:response|reply)|(?:response|reply) from\b|antwort (?:von|vom|des)\b)",
        )
    });
    ANSWERS.find(text).map_or(text, |found| &text[..found.start()])
}

/// The day that a piece of the block names which is none of its words, nor that of a purchase or a stay.
fn dated(block: ElementRef<'_>, words: &str) -> Option<Timestamp> {
    const FEW: usize = 40;
    const OTHER_DAYS: [&str; 10] =
        ["séjour", "visite", "achat", "expérience", "stay", "visit", "purchase", "experience", "inscri", "member"];
    // A day that stands in an element of its own is no part of a sentence.
    let is_bare = |piece: &str| piece.starts_with(|c: char| c.is_ascii_digit()) && piece.len() <= 20;
    let pieces = block.text().map(str::trim).filter(|piece| (8..=60).contains(&piece.len())).take(FEW);
    let mut days = pieces
        .filter(|piece| piece.contains(|c: char| c.is_ascii_digit()) && (is_bare(piece) || !words.contains(piece)));
    days.find_map(|piece| {
        let lower = piece.to_lowercase();
        date::parse(piece, None).filter(|_| !OTHER_DAYS.iter().any(|word| lower.contains(word)))
    })
}

/// What all reviewers together say, where a page says it in words: "4,2/5 sur 318 avis".
pub(in crate::ingest::read) fn summed(tree: &Html) -> Option<Standing> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(\d{1,3}(?:[ \u{a0}\u{202f}.,’']\d{3})+|\d{1,7})\s*(?:(?:customer|client|product|user|verified|global|google|total|published)\s+)*(?:avis|reviews?|évaluations?|ratings?|commentaires?|votes?|notes|notations?|bewertungen|rezensionen|opiniones|valoraciones|reseñas|recensioni|valutazioni|avaliações|beoordelingen|opini[ei])\b",
        )
    });
    let effort = Effort::of_tree(tree);
    let elements = tree.tree.nodes().filter_map(ElementRef::wrap).take(MAX_LOOKED_AT);
    elements.filter(|element| !html::is_noise(element.value().name())).find_map(|element| {
        short(element, 2 * SHORT).filter(|text| text.bytes().filter(u8::is_ascii_digit).count() > 2)?;
        let text = html::text(element, &[], &effort).replace('\n', " ");
        let count = COUNT.captures(&text)?.get(1)?;
        // "4,2/5 (5 avis)": the count is no part of the rating.
        let (before, after) = (&text[..count.start()], &text[count.end()..]);
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(SHORT))..];
        let after = &after[..after.floor_char_boundary(SHORT)];
        let rating = in_words(before).or_else(|| in_words(after))?;
        let count = count.as_str().chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()?;
        Some(Standing { rating, count: Some(count) })
    })
}

const MAX_LOOKED_AT: usize = 60_000;

/// The text of an element that holds and says little.
fn short(element: ElementRef<'_>, most: usize) -> Option<String> {
    const FEW: usize = 60;
    if element.descendants().nth(FEW).is_some() {
        return None;
    }
    let mut text = String::new();
    for piece in element.text() {
        text.push_str(piece);
        if text.len() > most {
            return None;
        }
    }
    Some(text)
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
            let text = short(element, SHORT)?;
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
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:^|[^\d.,/])(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:stars?|étoiles?|sterne[n]?|estrellas?)?\s*(?:/|sur|out of|of|von|van|de|su|z)\s*/?\s*(5|10|20)(?:[.,]0{1,2})?(?:$|[^\d/,%.]|\.(?:\D|$))",
        )
    });
    static STARS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)(?:^|[^\d.,])([0-5](?:[.,]\d)?)[\s-]*(?:stars?|étoiles?|sterne|estrellas?|stelle)\b")
    });
    if text.len() > SHORT {
        return None;
    }
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    if let Some(found) = OF.captures(text) {
        let (value, best) = (number(&found[1])?, number(&found[2])?);
        return (value <= best).then_some(Rating { value, best });
    }
    of_five(&STARS.captures(text)?[1].replace(',', "."))
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
    static WIDTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|[;\s])width:\s*(\d{1,3}(?:\.\d+)?)%"));
    static CLASS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)(?:^|[\s_-])(?:stars?|rating|note|etoiles?|bubble)[_-]?([0-5])[_-]?([05])?(?:$|\s)")
    });
    let class = element.attr("class").unwrap_or_default();
    let around = element.parent().and_then(ElementRef::wrap).and_then(|outer| outer.attr("class")).unwrap_or_default();
    if let Some(style) = element.attr("style")
        && (is_of_stars(class) || is_of_stars(around))
        && let Some(found) = WIDTH.captures(style)
    {
        let share: f64 = found[1].parse().ok()?;
        return (share <= 100.0).then(|| Rating { value: (share / 10.0).round() / 2.0, best: 5.0 });
    }
    if let Some(found) = CLASS.captures(class) {
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
    fn what_the_house_answers_is_not_the_reviewer_s_word() {
        let review = |reply: &str, day: &str| {
            format!(
                "<article class=review><div class=reviewer><b class=name>Zoé</b> a écrit un avis le {day} avril 2024</div>\
                 <i aria-label='2 sur 5'></i><p class=content>Service lent, plat froid.</p>{reply}<p>Séjour du 1 mars 2024</p></article>"
            )
        };
        let marked = "<div class=owner-response><b>Réponse</b> Merci de votre visite.</div>";
        let said = "<p>Réponse de l’établissement</p><p>Merci de votre visite.</p>";
        let page = [review(marked, "2"), review(said, "3"), review("", "4")].concat();
        let got = reviews(&html::parse(&page), &Url::parse("https://avis.example/").unwrap());
        let day = |draft: &Draft| draft.published.unwrap().to_string()[..10].to_owned();
        assert_eq!(got.iter().map(day).collect::<Vec<_>>(), ["2024-04-02", "2024-04-03", "2024-04-04"]);
        for draft in got {
            assert_eq!(draft.author.as_ref().map(NetText::as_str), Some("Zoé"));
            assert!(draft.text.as_str().contains("Service lent") && !draft.text.as_str().contains("Merci"));
        }
    }

    #[test]
    fn reviews_without_a_person_are_read_by_their_stars_and_days() {
        let review = |stars: u32, day: &str, reply: &str| {
            format!(
                "<div class=review><i>{stars}<span>/5</span></i><div class=content>Commande annulée sans explication.</div>\
                 <p>Avis du <b>{day}/04/2024</b>, suite à une expérience du 15/03/2024</p>{reply}</div>"
            )
        };
        let reply = format!("<div class=reply>{}</div>", "Bonjour, nous sommes navrés. ".repeat(9));
        let page = [review(1, "02", &reply), review(5, "03", ""), review(4, "04", "")].concat();
        let got = reviews(&html::parse(&page), &Url::parse("https://avis.example/").unwrap());
        let shown = |draft: &Draft| {
            let (rating, day) = (draft.rating.unwrap().value, draft.published.unwrap().to_string());
            format!("{rating} {} {}", &day[..10], draft.text.as_str())
        };
        let want = ["1 2024-04-02", "5 2024-04-03", "4 2024-04-04"]
            .map(|start| format!("{start} Commande annulée sans explication."));
        assert_eq!(got.iter().map(shown).collect::<Vec<_>>(), want);
        assert!(got.iter().all(|draft| draft.author.is_none()));
    }

    #[test]
    fn a_sum_in_words_is_read() {
        let sum =
            |page: &str| summed(&html::parse(page)).map(|sum| (sum.rating.value, sum.rating.best, sum.count.unwrap()));
        for (page, want) in [
            ("<p>4,2/5 sur 318 avis</p>", Some((4.2, 5.0, 318))),
            ("<p><b>4.6</b> out of 5 (<i>1,204 reviews</i>)</p>", Some((4.6, 5.0, 1_204))),
            ("<div>1 204 avis<br>8,1/10</div>", Some((8.1, 10.0, 1_204))),
            (
                "<i>Rated <b>5.00</b> out of 5 based on <b>7</b> customer ratings</i><a>(<b>7</b> customer reviews)</a>",
                Some((5.0, 5.0, 7)),
            ),
            ("<p>Note <b>4.50</b> sur 5 basée sur <b>12</b> notations client</p>", Some((4.5, 5.0, 12))),
            ("<p>4.7 / 5.0 <a>90 Reviews</a></p>", Some((4.7, 5.0, 90))),
            ("<p>53 Bewertungen | 4.85 von 5 Sternen</p>", Some((4.85, 5.0, 53))),
            ("<p>Page 2 of 5.5, 3 reviews</p>", None),
            (
                "<p>318 avis</p><p>Des clients de tous les pays d’Europe disent ce qu’ils en pensent.</p><p>4/5</p>",
                None,
            ),
        ] {
            assert_eq!(sum(page), want, "{page}");
        }
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
