//! Answers that are no version of the page, and other dresses of it, eighth kinds.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{cut_off, each, page, parts_late, replaced};

pub(crate) const ALL: &[Disturb] = &[
    ("proxy's own words", 90, |_, now| {
        page(&format!(
            "<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this page on this server.</p><p>Reference #18.{:x}.{}</p>",
            below(1 << 32, &[now.asked]),
            now.minute
        ))
    }),
    ("shell", 110, |_, _| {
        page(
            "<html><head><title>App</title></head><body><div id=\"root\"></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
        )
    }),
    ("in another tongue", 160, |_, _| {
        page(
            "<title>Willkommen</title><h1>Willkommen</h1><p>Diese Seite ist in Ihrem Land unter einer anderen Adresse zu finden.</p><p>Bitte wählen Sie Ihr Land.</p>",
        )
    }),
    ("nightly works", 180, |_, _| {
        page(
            "<title>Maintenance</title><h1>Nous revenons vite</h1><p>Une opération de maintenance est en cours cette nuit. Merci de votre patience.</p>",
        )
    }),
    ("one sign on", 100, |_, _| {
        page(
            "<title>Connexion</title><h1>Authentification unique</h1><p>Identifiant</p><p>Mot de passe</p><button>Se connecter</button>",
        )
    }),
    ("503", 70, |_, _| Served::Status(503)),
    ("404 for a while", 50, |_, _| Served::Status(404)),
    ("default page", 200, |_, _| {
        page(
            "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed and working.</p>",
        )
    }),
    ("some parts late", 80, |text, now| parts_late(text, ("</div>", 4_000), 35, (now, 251))),
    ("broken off", 40, |text, now| cut_off(text, (30, 60), (now, 252))),
    ("no heads, no feet", i64::MAX, |text, _| {
        page(&replaced(text, r"(?s)<(?:header|footer|nav)\b.*?</(?:header|footer|nav)>", ""))
    }),
    ("numbered headings", i64::MAX, |text, _| {
        each(text, r"(<h[23][^>]*>)([^<]+)(</h[23]>)", |n, found| {
            format!("{}{}. {}{}", &found[1], n + 1, &found[2], &found[3])
        })
    }),
    ("lists to lines", i64::MAX, |text, _| {
        let text = replaced(text, r"</?[uo]l\b[^>]*>", "");
        page(&replaced(&text, r"<li\b[^>]*>", "<div class=\"line\">– ").replace("</li>", "</div>"))
    }),
    ("a menu twice", i64::MAX, |text, _| {
        let Some(from) = text.find("<nav") else { return page(text) };
        let to = text[from..].find("</nav>").map_or(from, |at| from + at + 6);
        page(&format!("{}{}{}", &text[..to], &text[from..to], &text[to..]))
    }),
    ("atoms", i64::MAX, |text, now| {
        let release = below(900, &[now.seed, 253]);
        page(&replaced(text, r#"class="[^"]*""#, &format!("class=\"css-{release}x p-4 mt-2 flex\"")))
    }),
    ("points in the middle", i64::MAX, |text, _| page(&text.replace(" | ", " · ").replace(" - ", " – "))),
];
