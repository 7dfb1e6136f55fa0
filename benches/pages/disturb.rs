//! Answers that are no version of the page, or another dress of it: walls, errors, other layouts and encodings, of the
//! kinds that were looked at when rules were chosen.

use std::sync::LazyLock;

use regex::Regex;

use super::dice::below;
use super::family::{Disturb, Served, Stale};
use super::place::page;

pub(crate) const TUNED: &[Disturb] = &[
    ("challenge", 180, |_, _| {
        page(
            "<title>Just a moment...</title><body><script>window._cf_chl_opt={}</script><p>Checking your browser before accessing the site.</p>",
        )
    }),
    ("consent", 60, |_, _| {
        page(
            "<title>Avant de continuer</title><p>Avant de continuer, nous utilisons des cookies. <button>Tout accepter</button> <button>Continuer sans accepter</button></p>",
        )
    }),
    ("login", 120, |_, _| {
        page(
            "<title>Connexion</title><form>Identifiant <input name=u> Mot de passe <input type=\"password\"><button>Se connecter</button></form>",
        )
    }),
    ("503", 60, |_, _| Served::Status(503)),
    ("empty", 60, |_, _| {
        page("<html><head><title>x</title></head><body><div id=root></div><script src=/app.js></script></body></html>")
    }),
    ("maintenance", 150, |_, _| {
        page("<title>Site en maintenance</title><h1>Nous revenons bientôt</h1><p>Le site est en maintenance.</p>")
    }),
    ("redesign", i64::MAX, |text, _| {
        page(&PARAGRAPH.replace_all(text, "<${1}section").replace("class=\"", "class=\"n-"))
    }),
    ("encoding", 60, |text, _| page(&mojibake(text))),
    ("datadome", 180, |_, _| {
        page(
            "<html><head><title>site.example</title></head><body><p>Please enable JS and disable any ad blocker</p><script src=\"https://ct.captcha-delivery.com/c.js\"></script></body></html>",
        )
    }),
    ("odd wall", 120, |_, _| {
        page(
            "<title>Accès temporairement restreint</title><h1>Accès temporairement restreint</h1><p>Nous avons détecté une activité inhabituelle depuis votre connexion. Merci de confirmer que vous êtes bien humain pour poursuivre votre navigation.</p>",
        )
    }),
    ("oops", 120, |_, _| {
        page(
            "<title>Oups</title><h1>Oups ! Une erreur est survenue</h1><p>Nos équipes ont été prévenues. Réessayez dans quelques instants ou revenez à l'accueil.</p>",
        )
    }),
    ("soft 404", 180, |_, _| {
        page(
            "<title>Ma boutique</title><h1>Cette page n'existe plus</h1><p>Elle a peut-être été déplacée. Retrouvez nos produits depuis l'accueil.</p>",
        )
    }),
    ("parked", 300, |_, _| {
        page(
            "<title>site.example</title><h1>site.example</h1><p>This domain may be for sale. Buy this domain. Related searches: insurance, loans, hotels.</p>",
        )
    }),
    ("half a page", 30, |text, _| page(cut(text, 2))),
    ("wrapped anew", i64::MAX, |text, _| {
        page(
            &text
                .replace("<div", "<section><div")
                .replace("</div>", "</div></section>")
                .replace("<h2", "<h3")
                .replace("</h2>", "</h3>"),
        )
    }),
    ("truncated", 30, |text, moment| page(cut(text, 3 + below(3, &[moment.seed])))),
];

static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<(/?)p\b").expect("a valid pattern"));

fn mojibake(text: &str) -> String {
    encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(text.as_bytes())
        .0
        .replace("charset=\"utf-8\"", "")
        .replace("charset=utf-8", "")
}

fn cut(text: &str, parts: u64) -> &str {
    let mut end = text.len() * usize::try_from(parts - 1).unwrap_or(1) / usize::try_from(parts).unwrap_or(2);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A cache that has not heard of the last edit answers now and then, for half a day.
pub(crate) const STALE: Stale = Stale { minutes: 720, percent: 15, salt: 77 };
