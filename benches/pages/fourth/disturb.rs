//! Answers that are no version of the page, and other dresses of it, fourth kinds: hosts, proxies, copies, releases.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{page, part, replaced};

pub(crate) const ALL: &[Disturb] = &[
    ("welcome page", 180, |_, _| {
        page(
            "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>",
        )
    }),
    ("index of", 120, |_, _| {
        page(
            "<title>Index of /</title><h1>Index of /</h1><pre><a href=\"a/\">assets/</a> 2026-02-27 18:04 -\n<a href=\"b\">backup.sql.gz</a> 2026-03-01 03:00 41M</pre>",
        )
    }),
    ("suspended", 240, |_, _| {
        page(
            "<title>Compte suspendu</title><h1>Ce site est momentanément suspendu</h1><p>Le propriétaire de ce site est prié de contacter son hébergeur.</p>",
        )
    }),
    ("needs scripts", 90, |_, _| {
        page(
            "<title>Site</title><body><noscript>You need to enable JavaScript to run this app.</noscript><p>You need to enable JavaScript to run this app.</p><div id=app></div>",
        )
    }),
    ("old browser", 120, |_, _| {
        page(
            "<title>Navigateur non pris en charge</title><h1>Votre navigateur est trop ancien</h1><p>Mettez-le à jour ou choisissez-en un autre pour consulter ce site en toute sécurité.</p>",
        )
    }),
    ("proxy", 60, |_, now| {
        page(&format!(
            "<title>ERROR: The requested URL could not be retrieved</title><h1>ERROR</h1><p>The following error was encountered: Connection to 10.0.{}.4 failed. The system returned: (111) Connection refused</p>",
            below(9, &[now.asked])
        ))
    }),
    ("418", 60, |_, _| Served::Status(418)),
    ("nothing", 60, |_, _| page("")),
    ("database", 90, |_, _| page("<p>Error establishing a database connection</p>")),
    ("first lines", 120, |text, _| {
        page(&replaced(text, r"(?s)((?:</(?:p|li|td|div)>.*?){25})<(?:p|li|div)\b.*</(?:p|li|div)>", "$1"))
    }),
    ("subscribers", 150, |text, _| {
        page(&replaced(
            text,
            r"(?s)<(?:p|li)\b.*</(?:p|li)>",
            "<p>Cet espace est réservé aux adhérents. Identifiez-vous ou rejoignez-nous pour lire la suite.</p>",
        ))
    }),
    ("plain copy", 150, |text, _| {
        let bare = replaced(
            text,
            r"(?s)<(?:nav|aside|footer|header|form|script|style)\b.*?</(?:nav|aside|footer|header|form|script|style)>",
            "",
        );
        page(&replaced(&bare, r"<(/?)(?:div|section|span|article|main)\b[^>]*>", "\n"))
    }),
    ("twice", i64::MAX, |text, _| page(&twice(text))),
    ("accordion", i64::MAX, |text, _| {
        let text =
            replaced(text, r"<h([2-4])\b[^>]*>([^<]*)</h[2-4]>", "<div class=\"acc-head\"><button>$2</button></div>");
        page(&replaced(&text, r"(<(?:p|li|td)\b)[^>]*>", "$1 class=\"acc-text\">"))
    }),
    ("every word", i64::MAX, |text, _| {
        page(&replaced(text, r">([^<>&]*?)(\p{L}+)([^<>]*)<", "><span>$1</span><span>$2</span><span>$3</span><"))
    }),
    ("cut short", 50, |text, now| page(part(text, 40 + below(45, &[now.seed, now.asked])))),
];

/// The body once for wide screens and once for small ones.
fn twice(text: &str) -> String {
    let from = text.find("<body").and_then(|at| text[at..].find('>').map(|to| at + to + 1)).unwrap_or(0);
    let to = text.rfind("</body").unwrap_or(text.len()).max(from);
    let body = &text[from..to];
    format!("{}<div class=\"wide\">{body}</div><div class=\"small\">{body}</div>{}", &text[..from], &text[to..])
}
