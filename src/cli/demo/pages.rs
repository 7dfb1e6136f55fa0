//! The pages and feeds of the demonstration's web.

use html_escape::encode_text;
use unicode_normalization::UnicodeNormalization;

use super::world::{Event, Place};
use crate::model::Timestamp;

type Publication = (Timestamp, Event);

const RSS: &str = "application/rss+xml; charset=utf-8";
const ATOM: &str = "application/atom+xml; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Content type and body of a path.
pub(super) fn page(path: &str, published: &[Publication]) -> Option<(&'static str, String)> {
    let words = path.split('/').collect::<Vec<_>>();
    Some(match *words.as_slice() {
        ["press", "feed.xml"] => (RSS, rss("La Gazette", "press", &of(published, &[Place::Press, Place::Wire]))),
        ["courrier", "feed.xml"] => (RSS, rss("Le Courrier", "courrier", &of(published, &[Place::Wire]))),
        ["echo", "feed.xml"] => (RSS, rss("L’Écho du soir", "echo", &of(published, &[Place::Wire]))),
        ["blog", "atom.xml"] => (ATOM, atom(&of(published, &[Place::Blog]))),
        ["forum", ""] => (HTML, topics("Forum des gourmands", &of(published, &[Place::Forum]))),
        ["reviews", ""] => (HTML, topics("Avis & tables", &of(published, &[Place::Reviews]))),
        ["forum", topic] => (HTML, posts(topic, &of(published, &[Place::Forum]))?),
        ["reviews", topic] => (HTML, posts(topic, &of(published, &[Place::Reviews]))?),
        ["vaugelas", "tarifs.html"] => (HTML, prices(published)),
        _ => return None,
    })
}

fn of<'a>(published: &'a [Publication], places: &[Place]) -> Vec<&'a Publication> {
    published.iter().filter(|(_, event)| places.contains(&event.place)).collect()
}

fn rss(name: &str, path: &str, entries: &[&Publication]) -> String {
    let items = entries.iter().rev().map(|(at, event)| {
        let title = event.title.as_deref().unwrap_or_default();
        let slug = slug(title);
        format!(
            "<item><title>{}</title><link>http://{path}.example/{slug}</link><guid isPermaLink=\"false\">{path}-{slug}</guid>\
             <dc:creator>{}</dc:creator><pubDate>{}</pubDate><description>{}</description></item>\n",
            encode_text(title),
            encode_text(&event.author),
            at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT"),
            encode_text(&event.text),
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\
         <title>{name}</title><link>http://{path}.example/</link><language>fr</language>\n{}</channel></rss>\n",
        items.collect::<String>()
    )
}

fn atom(entries: &[&Publication]) -> String {
    let updated = entries.iter().map(|(at, _)| *at).max().map_or_else(String::new, |at| at.to_string());
    let entries = entries.iter().rev().map(|(at, event)| {
        let title = event.title.as_deref().unwrap_or_default();
        let slug = slug(title);
        format!(
            "<entry><title>{}</title><id>tag:nora.example,2026:{slug}</id><link href=\"http://nora.example/{slug}\"/>\
             <author><name>{}</name></author><published>{at}</published><updated>{at}</updated>\
             <content type=\"text\">{}</content></entry>\n",
            encode_text(title),
            encode_text(&event.author),
            encode_text(&event.text),
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Nora’s table</title>\
         <id>tag:nora.example,2026:blog</id><updated>{updated}</updated>\n{}</feed>\n",
        entries.collect::<String>()
    )
}

fn topics(name: &str, posts: &[&Publication]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (_, post) in posts {
        let topic = post.topic.as_deref().unwrap_or_default();
        if !names.contains(&topic) {
            names.push(topic);
        }
    }
    let rows = names.iter().rev().map(|topic| {
        let count = posts.iter().filter(|(_, post)| post.topic.as_deref() == Some(topic)).count();
        format!(
            "<li class=\"topic\"><a class=\"topic-title\" href=\"{}\">{}</a> <span class=\"replies\">{count}</span></li>\n",
            slug(topic),
            encode_text(topic),
        )
    });
    let rows = rows.collect::<String>();
    document(name, &format!("<ul>\n{rows}</ul>"))
}

fn posts(topic: &str, posts: &[&Publication]) -> Option<String> {
    let posts = posts.iter().filter(|(_, post)| post.topic.as_deref().is_some_and(|name| slug(name) == topic));
    let posts = posts.collect::<Vec<_>>();
    let title = posts.first()?.1.topic.as_deref()?;
    let blocks = posts.iter().enumerate().map(|(i, (at, post))| {
        format!(
            "<article class=\"post\" id=\"p{}\"><b class=\"author\">{}</b> <time datetime=\"{at}\">{at}</time>\
             <div class=\"content\">{}</div></article>\n",
            i + 1,
            encode_text(&post.author),
            encode_text(&post.text),
        )
    });
    Some(document(title, &blocks.collect::<String>()))
}

fn prices(published: &[Publication]) -> String {
    let price = published.iter().rev().find(|(_, event)| event.place == Place::Prices);
    let price = price.map_or("49 €", |(_, event)| event.text.as_str());
    let visits = published.len() * 17;
    document(
        "Le Comptoir Vaugelas : nos formules",
        &format!(
            "<main><h1>Nos formules</h1><p>Formule du midi : 24 €, du lundi au vendredi.</p>\
             <p>Formule complète du soir : {price}, boissons non comprises.</p><p class=\"visits\">{visits} visites</p></main>"
        ),
    )
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{0}</title></head><body><h1>{0}</h1>\n{body}\n</body></html>\n",
        encode_text(title)
    )
}

/// A topic's or article's name in an address.
fn slug(title: &str) -> String {
    let plain = title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>();
    let words = plain.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>();
    // Letters without their accents.
    words.join("-").nfd().filter(char::is_ascii).collect()
}
