//! What is beside the matter on any page: menus, captions, sharing, related stories, comments.
//!
//! Names of classes are read word by word, because they are written for people. One name alone never silences most
//! of a page: `outline` sees to that.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::body::says_body;
use super::outline::Part;
use crate::ingest::read::html;

/// How sure it is that a part is beside the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noise {
    No,
    /// What readers wrote below.
    Comments,
    /// What nobody sees.
    Hidden,
    /// What asks for consent before anything is seen.
    Consent,
    Likely,
    Surely,
}

/// What the page is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Prose.
    Article,
    /// What is sold: folded away in tabs as often as not.
    Wares,
}

/// Elements that hold no text for readers.
pub(super) fn is_never_text(name: &str) -> bool {
    matches!(name, "head" | "script" | "style" | "select" | "textarea" | "button" | "dialog" | "audio" | "video")
}

/// Judges an element by its name, its attributes and the words of its classes.
pub(super) fn judge(part: &Part<'_>, manner: Manner) -> Noise {
    // Shops fold descriptions away, and show them at a touch.
    let is_whole = matches!(part.name(), "html" | "body" | "main" | "article" | "h1");
    // What members alone read is shown by a program: its name says what it is.
    if !is_whole && is_hidden(part) && !says_body(part) && (manner == Manner::Article || !unfolds(part)) {
        return Noise::Hidden;
    }
    if asks_consent(part) {
        return Noise::Consent;
    }
    match part.name() {
        "nav" | "footer" | "figcaption" | "menu" | "label" => return Noise::Surely,
        // A quotation with its source is a figure too (HTML, 4.4.12).
        "figure" if quotes(part) => return Noise::No,
        "aside" | "header" | "form" | "figure" => return Noise::Likely,
        "html" | "body" | "main" | "article" | "h1" => return Noise::No,
        "p" => return paragraph(part, manner),
        _ => {}
    }
    if matches!(
        part.attr("role"),
        "navigation" | "complementary" | "banner" | "contentinfo" | "dialog" | "menu" | "search"
    ) {
        return Noise::Likely;
    }
    words(part, manner)
}

/// Whether a style or an attribute hides it.
fn is_hidden(part: &Part<'_>) -> bool {
    let style: String = part.attr("style").chars().filter(|c| !c.is_whitespace()).take(400).collect();
    part.element.is_some_and(|element| element.attr("hidden").is_some())
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || part.attr("aria-hidden") == "true"
}

/// Whether it is the box of a service that asks for consent to cookies.
fn asks_consent(part: &Part<'_>) -> bool {
    let is_one = |given: &str| {
        let names = given.split_whitespace().take(24).map(str::to_ascii_lowercase);
        names.into_iter().any(|name| CONSENT.iter().any(|start| name.starts_with(start)))
    };
    !matches!(part.name(), "html" | "body") && (is_one(part.attr("id")) || is_one(part.attr("class")))
}

/// How they name their boxes: consentmanager, OneTrust, Didomi, Cookiebot, Quantcast, Usercentrics, Axeptio,
/// tarteaucitron, CookieYes, iubenda, Borlabs, Complianz, TrustArc, Sourcepoint, Google, Osano, Klaro and others.
const CONSENT: [&str; 24] = [
    "cmpbox",
    "onetrust",
    "didomi",
    "cybotcookiebot",
    "qc-cmp",
    "usercentrics",
    "axeptio",
    "tarteaucitron",
    "cky-",
    "cookieyes",
    "iubenda-cs",
    "borlabs",
    "cmplz",
    "truste",
    "trustarc",
    "sp_message",
    "fc-consent",
    "cookie-law",
    "cookielaw",
    "cookieconsent",
    "cookie-consent",
    "cc-window",
    "klaro",
    "moove_gdpr",
];

/// Whether somebody is quoted: what stands beside the quotation is its source.
fn quotes(part: &Part<'_>) -> bool {
    const PARTS: usize = 12;
    let inner = part.element.into_iter().flat_map(|figure| figure.descendent_elements().take(PARTS));
    inner.into_iter().any(|element| element.value().name() == "blockquote")
}

fn unfolds(part: &Part<'_>) -> bool {
    let names = format!("{} {} {}", part.attr("class"), part.attr("id"), part.attr("role")).to_ascii_lowercase();
    ["tab", "accord", "collaps", "panel", "descri", "detail", "spec", "content", "expand"]
        .iter()
        .any(|word| names.contains(word))
}

/// A paragraph is beside the matter only by the plainest of words.
fn paragraph(part: &Part<'_>, manner: Manner) -> Noise {
    if words(part, manner) == Noise::No { Noise::No } else { Noise::Likely }
}

fn words(part: &Part<'_>, manner: Manner) -> Noise {
    if matches!(part.attr("itemprop"), "articleBody" | "reviewBody" | "description" | "text") {
        return Noise::No;
    }
    let is_heading = matches!(part.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let mut found = Noise::No;
    for given in [
        part.attr("class"),
        // That of a heading is an address made of its words.
        if is_heading { "" } else { part.attr("id") },
        part.attr("data-testid"),
        part.attr("data-component"),
        part.attr("itemprop"),
    ] {
        for class in given.split_whitespace().take(24).filter(|class| !html::is_filed(class)) {
            if manner == Manner::Article && WHOLE.contains(class.to_ascii_lowercase().as_str()) {
                found = Noise::Likely;
            }
            for word in split(class) {
                if COMMENTS.contains(word.as_str()) {
                    return Noise::Comments;
                }
                let is_known = match manner {
                    Manner::Article => WORDS.contains(word.as_str()),
                    Manner::Wares => SHOP_WORDS.contains(word.as_str()),
                };
                if is_known || PARTS.iter().any(|known| word.contains(known)) {
                    found = Noise::Likely;
                }
            }
        }
    }
    found
}

/// `relatedPosts`, `related-posts` and `related_posts` are two words each.
pub(super) fn split(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_small = false;
    for c in class.chars().take(120) {
        // Classes that a program named have capitals anywhere: `hJpRRP`.
        let is_long = words.last().is_some_and(|word| word.len() >= 3);
        if !c.is_ascii_alphanumeric() || before_is_small && is_long && c.is_ascii_uppercase() {
            words.push(String::new());
        }
        before_is_small = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words
}

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

static COMMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("comment comments commentlist commentarea commentform disqus livefyre fyre viafoura coral respond")
});

/// Classes that say it as a whole and not as a part of another.
static WHOLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("hidden hide invisible meta tags date author time sr-only visually-hidden published updated toc")
});

static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "ad ads adv advert adsense advertisement advertising promo promos promotion promoted sponsor sponsored sponsors \
         share shares sharing sharebar sharetools social socials follow followus addthis addtoany whatsapp \
         related recirc recirculation recommended recommendations recommend trending popular mostread \
         newsletter newsletters subscribe subscription subscriptions signup paywall donate donation cta \
         byline bylines authorbox authorinfo bio dateline timestamp pubdate postmeta entrymeta breadcrumb breadcrumbs \
         nav navbar navigation menu pagination pager paginator taglist tagcloud toolbar tools \
         caption captions credit credits copyright slideshow gallery carousel lightbox thumbnails \
         sidebar footer masthead cookie cookies consent gdpr modal popup overlay tooltip \
         outbrain taboola rating ratings stars poll quiz",
    )
});

static SHOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set("ad ads advert promo promos promotion sponsored share shares sharing social socials follow \
         related recommended recommendations recommend recs upsell upsells crosssell trending popular \
         review reviews reviewlist testimonial testimonials ugc newsletter subscribe signup paywall \
         breadcrumb breadcrumbs nav navbar navigation menu megamenu pagination footer masthead cookie cookies consent \
         gdpr modal popup dialog drawer minicart cart wishlist tooltip toast announcement banner \
         thumbnails swatch swatches locale country currency filter filters search login account policy privacy")
});

/// Words so plain that they tell inside of longer ones too.
const PARTS: [&str; 14] = [
    "caption",
    "newsletter",
    "breadcrumb",
    "sidebar",
    "taboola",
    "outbrain",
    "byline",
    "relatedpost",
    "relatedart",
    "advertis",
    "slideshow",
    "sharedaddy",
    "postinfo",
    "morestories",
];
