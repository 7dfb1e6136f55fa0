//! From named fields to a draft, whatever the file was written by.

use crate::ingest::read;
use crate::model::{Column, Columns, Draft, NetText, Rating};

/// The names that fields usually go by, in lower case, `_` and `-` read as blanks.
const USUAL: [(Column, &[&str]); 7] = [
    (
        Column::Id,
        &["id", "guid", "identifiant", "uuid", "review id", "post id", "message id", "référence", "reference"],
    ),
    (Column::Title, &["title", "titre", "subject", "sujet", "objet", "headline", "review title", "titre de l’avis"]),
    (
        Column::Text,
        &[
            "text",
            "texte",
            "content",
            "contenu",
            "body",
            "message",
            "comment",
            "commentaire",
            "review",
            "avis",
            "review text",
            "content html",
            "content text",
            "description",
            "snippet",
            "extrait",
            "verbatim",
            "corps",
        ],
    ),
    (Column::Url, &["url", "link", "lien", "permalink", "adresse", "address", "web url", "post url", "review url"]),
    (
        Column::Author,
        &["author", "auteur", "user", "utilisateur", "username", "author name", "reviewer", "nom", "name", "pseudo"],
    ),
    (
        Column::Date,
        &[
            "date",
            "published",
            "published at",
            "date published",
            "pubdate",
            "created",
            "created at",
            "created time",
            "timestamp",
            "time",
            "publié le",
            "date de publication",
            "review date",
            "date de l’avis",
            "heure",
        ],
    ),
    (Column::Rating, &["rating", "note", "stars", "étoiles", "etoiles", "score", "star rating", "review rating"]),
];

/// A title is kept up to here, and a text.
const MAX_TITLE: usize = 1_000;
const MAX_TEXT: usize = 65_536;
const MAX_WORD: usize = 2_048;

/// Which of the names stands for the column: the configured one, or else the likeliest.
pub(super) fn find(names: &[String], column: Column, columns: &Columns) -> Option<usize> {
    let place = |wanted: &str| names.iter().position(|name| plain(name) == plain(wanted));
    if let Some(wanted) = columns.named(column) {
        return place(wanted);
    }
    let taken = |at: usize| columns.names.iter().flatten().any(|name| plain(name) == plain(&names[at]));
    let usual = USUAL.iter().find(|(known, _)| *known == column).map_or(&[][..], |(_, usual)| usual);
    usual.iter().filter_map(|name| place(name)).find(|&at| !taken(at))
}

fn plain(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}').replace(['_', '-', '\u{a0}'], " ").replace('\'', "’");
    name.to_lowercase()
}

/// The draft of a row; nothing when it says nothing.
pub(super) fn draft(get: impl Fn(Column) -> Option<String>, columns: &Columns) -> Option<Draft> {
    let word = |column| get(column).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let title = word(Column::Title).map(|text| shown(&text, MAX_TITLE)).unwrap_or_default();
    let text = word(Column::Text).map(|text| shown(&text, MAX_TEXT)).unwrap_or_default();
    if title.is_blank() && text.is_blank() {
        return None;
    }
    let url = word(Column::Url).and_then(|url| address(&url));
    let author = word(Column::Author).map(|name| NetText::new(clip(&name, MAX_TITLE)));
    let date = word(Column::Date);
    let guid = word(Column::Id).map(|id| clip(&id, MAX_WORD).to_owned()).or_else(|| {
        // Several people say "Parfait !" of one product, on one page: who and when tells them apart.
        let (author, date) = (author.as_ref()?, date.as_ref()?);
        Some(format!("row:{}|{}|{}", url.as_deref().unwrap_or_default(), author.as_str(), clip(date, MAX_WORD)))
    });
    Some(Draft {
        guid,
        title,
        text,
        author,
        published: date.and_then(|date| read::date(&date, columns.time_zone.as_deref())),
        rating: word(Column::Rating).and_then(|text| rating(&text, columns.best_rating)),
        url,
        ..Draft::default()
    })
}

fn shown(text: &str, most: usize) -> NetText {
    let text = clip(text, most);
    let is_markup = text.contains("</") || text.contains("<br") || text.contains("<p>");
    if is_markup { NetText::new(read::visible(text)) } else { NetText::new(text) }
}

fn clip(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// An address that a person may follow.
pub(super) fn address(text: &str) -> Option<String> {
    let url = url::Url::parse(text.trim()).ok().filter(|_| text.len() <= MAX_WORD)?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    is_web.then(|| url.to_string())
}

/// Stars, as people and programs write them: `4,5`, `4/5`, `8 sur 10`, `★★★★☆`.
fn rating(text: &str, best: Option<u32>) -> Option<Rating> {
    let (full, empty) = (count(text, "★⭐"), count(text, "☆"));
    if full > 0.0 {
        let best = if empty > 0.0 { full + empty } else { best.map_or(5.0, f64::from) };
        return Some(Rating { value: full.min(best), best });
    }
    let numbers: Vec<f64> = text
        .split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .filter_map(|word| word.trim_matches([',', '.']).replace(',', ".").parse().ok())
        .take(3)
        .collect();
    let (value, said) = match *numbers.as_slice() {
        [value] => (value, None),
        [value, best] => (value, Some(best)),
        _ => return None,
    };
    let scale = [5.0, 10.0, 20.0, 100.0].into_iter().find(|&scale| value <= scale);
    let best = said.or(best.map(f64::from)).or(scale)?;
    (best > 0.0 && value <= best).then_some(Rating { value, best })
}

fn count(text: &str, of: &str) -> f64 {
    text.chars().filter(|&c| of.contains(c)).take(100).count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_rating(text: &str, best: Option<u32>, want: Option<(f64, f64)>) {
        assert_eq!(rating(text, best).map(|rating| (rating.value, rating.best)), want, "{text}");
    }

    #[test]
    fn stars_are_read_as_people_write_them() {
        check_rating("4,5", None, Some((4.5, 5.0)));
        check_rating("4/5", None, Some((4.0, 5.0)));
        check_rating("8 sur 10", None, Some((8.0, 10.0)));
        check_rating("Note : 3 out of 5 stars", None, Some((3.0, 5.0)));
        check_rating("★★★☆☆", None, Some((3.0, 5.0)));
        check_rating("4", Some(10), Some((4.0, 10.0)));
        check_rating("12", None, Some((12.0, 20.0)));
        check_rating("6/5", None, None);
        check_rating("très bien", None, None);
        check_rating("1e400", None, Some((1.0, 400.0)));
    }

    #[test]
    fn usual_names_are_found_in_two_languages_and_given_ones_first() {
        let names = ["Date de l'avis", "NOTE", "Commentaire", "Auteur", "Réponse"].map(str::to_owned);
        let mut columns = Columns::default();
        let at = |column, columns: &Columns| find(&names, column, columns);
        assert_eq!((at(Column::Date, &columns), at(Column::Rating, &columns)), (Some(0), Some(1)));
        assert_eq!((at(Column::Text, &columns), at(Column::Author, &columns)), (Some(2), Some(3)));
        assert_eq!(at(Column::Id, &columns), None);
        columns.names[Column::Text as usize] = Some("réponse".into());
        assert_eq!(at(Column::Text, &columns), Some(4));
        columns.names[Column::Title as usize] = Some("absent".into());
        assert_eq!(at(Column::Title, &columns), None, "what is named is not guessed");
    }

    #[test]
    fn addresses_are_of_the_web_or_none() {
        for text in ["javascript:alert(1)", "file:///etc/passwd", "https://a:b@c.example/", "x"] {
            assert_eq!(address(text), None, "{text}");
        }
        assert_eq!(address(" https://a.example/é "), Some("https://a.example/%C3%A9".to_owned()));
    }
}
