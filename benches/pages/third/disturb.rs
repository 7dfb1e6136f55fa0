//! Answers that are no version of the page, and other dresses of it, third kinds.

use regex::{Captures, Regex};

use super::super::dice::{below, roll};
use super::super::family::{Disturb, Served};
use super::super::place::{page, part, replaced};

pub(crate) const ALL: &[Disturb] = &[
    ("works", 200, |_, _| {
        page(
            "<title>We'll be right back</title><h1>Scheduled maintenance</h1><p>We are making some improvements and expect to be back by 04:30 UTC. Thank you for your patience.</p>",
        )
    }),
    ("security review", 150, |_, now| {
        page(&format!(
            "<title>site.example</title><h1>site.example</h1><h2>Verifying you are human. This may take a few seconds.</h2><p>site.example needs to review the security of your connection before proceeding.</p><p>Ray ID: {:016x}</p>",
            roll(&[now.seed, now.asked])
        ))
    }),
    ("puzzle", 150, |_, _| {
        page(
            "<html><head><title>site.example</title><style>#cmsg{}</style></head><body><p id=\"cmsg\">Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script><iframe src=\"https://geo.captcha-delivery.com/captcha/\" title=\"DataDome CAPTCHA\"></iframe></body></html>",
        )
    }),
    ("denied", 120, |_, now| {
        page(&format!(
            "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access \"http://site.example/\" on this server.<P>Reference #18.{:x}</P></BODY></HTML>",
            roll(&[now.seed, now.asked]) >> 24
        ))
    }),
    ("incident", 120, |_, _| {
        page(
            "<html><body><iframe src=\"/_Incapsula_Resource?x=1\">Request unsuccessful. Incapsula incident ID: 877000120</iframe></body></html>",
        )
    }),
    ("origin away", 90, |_, _| {
        page(
            "<title>site.example | 522: Connection timed out</title><h1>Connection timed out Error code 522</h1><p>The initial connection between the network and the origin web server timed out. Please try again in a few minutes.</p>",
        )
    }),
    ("502", 60, |_, _| Served::Status(502)),
    ("api error", 60, |_, _| page("{\"error\":{\"code\":429,\"message\":\"Too many requests, slow down\"}}")),
    ("trace", 60, |_, now| {
        page(&format!(
            "<title>Exception</title><h1>Uncaught TypeError</h1><pre>#0 /srv/www/app/View.php({}): render(Array)\n#1 /srv/www/app/Kernel.php(88): handle()\n#2 {{main}}</pre>",
            200 + below(90, &[now.seed])
        ))
    }),
    ("pay or accept", 120, |text, _| {
        page(&replaced(
            text,
            r"(?s)<p[ >].*</p>",
            "<p>Accepter et lire gratuitement, ou s'abonner pour 1 € par mois et lire sans publicité. En acceptant, vous autorisez nos partenaires à lire votre appareil.</p>",
        ))
    }),
    ("sign in", 120, |_, _| {
        page(
            "<title>Sign in to your account</title><h1>Sign in</h1><p>Use your work account to continue.</p><form><input type=\"email\" name=\"u\"><input type=\"password\" name=\"p\"><button>Next</button></form>",
        )
    }),
    ("light version", 150, |text, _| {
        page(&replaced(
            &replaced(text, r"(?s)<(?:nav|aside|footer|header)\b.*?</(?:nav|aside|footer|header)>", ""),
            r#"\s(?:class|id|style|role|aria-label)="[^"]*""#,
            "",
        ))
    }),
    ("other language", 120, |text, _| page(&translated(text))),
    ("division soup", i64::MAX, |text, now| page(&soup(text, now.seed))),
    ("upside down", i64::MAX, |text, _| page(&upside_down(text))),
    ("half rendered", 45, |text, now| page(part(text, 50 + below(30, &[now.seed, now.asked / 2])))),
];

/// Every word another one, letter for letter: what a translation looks like to who does not read it.
fn translated(text: &str) -> String {
    let Ok(words) = Regex::new(r">([^<>]{20,})<") else { return text.to_owned() };
    let turn = |c: char| match c {
        'a'..='z' => char::from(b'a' + (c as u8 - b'a' + 7) % 26),
        _ => c,
    };
    words
        .replace_all(text, |found: &Captures<'_>| format!(">{}<", found[1].chars().map(turn).collect::<String>()))
        .into_owned()
}

/// A new release: the same text in nested divisions with drawn names, other quotation marks and spaces.
fn soup(text: &str, seed: u64) -> String {
    let text = replaced(text, r#"\s(?:class|style|role)="[^"]*""#, "");
    let text = replaced(&text, r"<p\b[^>]*>", "<div class=\"rt-text\"><div>").replace("</p>", "</div></div>");
    let text = replaced(&text, r"<h[2-4]\b[^>]*>", "<div class=\"rt-title\">");
    let text = replaced(&text, r"</h[2-4]>", "</div>");
    let name: String = (0..5).map(|i| char::from(b'a' + u8::try_from(roll(&[seed, i]) % 26).unwrap_or(0))).collect();
    text.replace("<ul>", &format!("<ul class=\"{name}\">"))
        .replace(" €", "\u{202f}€")
        .replace('–', "-")
        .replace("« ", "«\u{202f}")
}

/// The menus after the matter, which comes first.
fn upside_down(text: &str) -> String {
    let Ok(menus) = Regex::new(r"(?s)<(?:nav|header)\b.*?</(?:nav|header)>") else { return text.to_owned() };
    let found: String = menus.find_iter(text).map(|found| found.as_str()).collect();
    let rest = menus.replace_all(text, "").replace("<section", "<div").replace("</section", "</div");
    let at = rest.rfind("</body").unwrap_or(rest.len());
    format!("{}<div class=\"after\">{found}</div>{}", &rest[..at], &rest[at..])
}
