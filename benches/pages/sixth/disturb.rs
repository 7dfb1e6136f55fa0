//! Answers that are no version of the page, and other dresses of it, sixth kinds.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{first, page, part, replaced};

pub(crate) const ALL: &[Disturb] = &[
    ("access denied", 120, |_, now| {
        page(&format!(
            "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access this page on this server.<P>Reference #18.{:x}.1772</BODY></HTML>",
            below(1 << 32, &[now.asked])
        ))
    }),
    ("429", 180, |_, _| Served::Status(429)),
    ("origin down", 60, |_, _| {
        page(
            "<title>site.example | 521: Web server is down</title><h1>Web server is down</h1><p>Error code 521</p><p>You: Browser Working. Paris: Cloudflare Working. site.example: Host Error.</p>",
        )
    }),
    ("age gate", 90, |_, _| {
        page(
            "<title>Avez-vous 18 ans ?</title><h1>Avez-vous l'âge légal ?</h1><p>Vous devez être majeur pour entrer.</p><a>Oui</a> <a>Non</a>",
        )
    }),
    ("choose your country", 120, |_, _| {
        page(
            "<title>Choose your region</title><h1>Choose your country or region</h1><ul><li>Belgique</li><li>Canada</li><li>Deutschland</li><li>España</li><li>France</li><li>United Kingdom</li></ul>",
        )
    }),
    ("blank", 60, |_, _| page("")),
    ("placeholder", 45, |text, _| {
        page(&replaced(
            text,
            r">[^<>]{60,}</p>",
            ">Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.</p>",
        ))
    }),
    ("queue", 100, |_, now| {
        page(&format!(
            "<title>File d'attente</title><h1>Vous êtes dans la file d'attente</h1><p>Il y a {} personnes devant vous. Ne rafraîchissez pas la page.</p>",
            120 + below(900, &[now.asked])
        ))
    }),
    ("trial wall", 150, |text, _| {
        page(&format!(
            "{}<div class=\"pw\"><h2>Il vous reste 82 % de cet article à lire</h2><p>La suite est réservée aux abonnés.</p></div></body></html>",
            part(text, 35)
        ))
    }),
    ("cut off", 30, |text, now| page(part(text, 40 + below(50, &[now.seed, now.asked])))),
    ("lean", i64::MAX, |text, _| page(&replaced(text, r#"\s(?:class|id|style|data-[a-z-]+)="[^"]*""#, ""))),
    ("built anew", i64::MAX, |text, now| {
        let text = replaced(text, r#"class="([a-z]+)"#, &format!("class=\"css-{}k9 $1", below(90, &[now.seed])));
        page(&text.replace("<p>", "<div class=\"rich-text\"><p>").replace("</p>", "</p></div>"))
    }),
    ("squeezed", i64::MAX, |text, _| page(&replaced(text, r">\s+<", "><"))),
    ("notice on top", 600, |text, _| {
        page(&first(text, "<div role=\"alert\">Nous rencontrons des lenteurs. Nos équipes sont mobilisées.</div>"))
    }),
    ("quotes and dashes", i64::MAX, |text, _| {
        page(&text.replace(" - ", " – ").replace("...", "…").replace("l'", "l’").replace("d'", "d’"))
    }),
];
