//! Answers that are no version of the page, and other dresses of it, ninth kinds.

use regex::{Captures, Regex};

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{cut_off, each, first, page, part, parts_late, replaced, wall};

pub(crate) const ALL: &[Disturb] = &[
    ("slide to go on", 100, |_, now| {
        page(&format!(
            "<title>Vérification</title><h1>Faites glisser pour continuer</h1><p>Nous voulons nous assurer que vous n'êtes pas un robot.</p><p>ID {:x}</p>",
            below(1 << 40, &[now.asked])
        ))
    }),
    ("451", 90, |_, _| Served::Status(451)),
    ("522", 60, |_, _| {
        page(
            "<title>522: Connection timed out</title><h1>Connection timed out</h1><p>The initial connection between the network and the origin web server timed out.</p>",
        )
    }),
    ("get the app", 120, |_, _| {
        page(
            "<title>Continue in the app</title><h1>This page is better in the app</h1><p>Open the app or download it for free.</p><a>Open</a>",
        )
    }),
    ("back soon", 150, |_, _| {
        wall("Bientôt de retour", "Notre boutique fait peau neuve. Rendez-vous dans quelques heures.")
    }),
    ("sign in again", 110, |_, _| {
        page(
            "<title>Session expired</title><h1>Your session has expired</h1><p>Please sign in again to continue.</p><p>Email</p><p>Password</p>",
        )
    }),
    ("404 with suggestions", 50, |_, _| {
        page(
            "<title>Page introuvable</title><h1>Oups, cette page n'existe plus</h1><p>Essayez la recherche, ou revenez à l'accueil.</p><ul><li>Accueil</li><li>Catalogue</li></ul>",
        )
    }),
    ("in two pages", 70, |text, _| {
        page(&format!("{}<p><a href=\"?p=2\">Page suivante</a></p></body></html>", part(text, 55)))
    }),
    ("ends early", 35, |text, now| cut_off(text, (35, 55), (now, 301))),
    ("lists late", 75, |text, now| parts_late(text, ("</ul>", 3_000), 40, (now, 302))),
    ("contents on top", i64::MAX, |text, _| {
        let Ok(heading) = Regex::new(r"<h2[^>]*>([^<]+)</h2>") else { return page(text) };
        let item = |found: Captures<'_>| format!("<li><a href=\"#s\">{}</a></li>", &found[1]);
        let items: String = heading.captures_iter(text).map(item).collect();
        page(&first(text, &format!("<div class=\"toc\"><ol>{items}</ol></div>")))
    }),
    ("new window", i64::MAX, |text, _| page(&text.replace("</a>", " (nouvelle fenêtre)</a>"))),
    ("drop caps", i64::MAX, |text, _| {
        page(&replaced(text, r"(<p[^>]*>)([A-ZÀ-Ý])", "$1<span class=\"cap\">$2</span>"))
    }),
    ("own elements", i64::MAX, |text, _| {
        page(
            &text
                .replace("<div", "<x-box")
                .replace("</div>", "</x-box>")
                .replace("<section", "<x-part")
                .replace("</section>", "</x-part>"),
        )
    }),
    ("lettered headings", i64::MAX, |text, _| {
        each(text, r"(<h[2-4][^>]*>)([^<]+)(</h[2-4]>)", |n, found| {
            let letter = ('a'..='z').nth(n % 26).unwrap_or('a');
            format!("{}{letter}) {}{}", &found[1], &found[2], &found[3])
        })
    }),
    ("terms to rows", i64::MAX, |text, _| {
        let text = replaced(text, r"<dl\b[^>]*>", "<table>").replace("</dl>", "</table>");
        let text = text.replace("<dt>", "<tr><th>").replace("</dt>", "</th>");
        page(&text.replace("<dd>", "<td>").replace("</dd>", "</td></tr>"))
    }),
];
