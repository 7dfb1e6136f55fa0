//! Queries with texts that they are to hit or not, as a person writes them down to be sure of a query.
//!
//! ```text
//! ? acme NOT emploi
//! + Acme recule // the brand alone
//! - Acme recrute : un emploi // the excluded word
//! + title: Acme || url: https://exemple.fr/ || text: rien // fields
//! ```

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::fields::KINDS;
use super::{About, AboutMention, Document, Query};
use crate::model::{Language, NetText, Rating, SourceKind, StoryId, Timestamp, ToneLabel};

/// One text, and whether the query is to hit it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// The line of the file, from 1.
    pub line: usize,
    /// The query.
    pub query: String,
    /// Whether it is to hit.
    pub wanted: bool,
    /// What is asked, as written.
    pub written: String,
    /// Why, as the person says.
    pub why: String,
    title: String,
    text: String,
    author: Option<String>,
    url: Option<String>,
    source: String,
    language: Language,
    kind: Option<SourceKind>,
    rating: Option<Rating>,
    published: Option<Timestamp>,
    brand: Option<String>,
    tone: ToneLabel,
}

/// Reads a file of trials; lines that are none are given back by their numbers.
pub fn read(source: &str) -> (Vec<Trial>, Vec<usize>) {
    let (mut trials, mut wrong) = (Vec::new(), Vec::new());
    let mut query: Option<String> = None;
    for (number, line) in (1..).zip(source.lines()) {
        let (sign, rest) = line.split_at(line.chars().next().map_or(0, char::len_utf8));
        match (sign, &query) {
            ("" | "#", _) => {}
            ("?", _) => query = Some(rest.trim().to_owned()),
            ("+" | "-", Some(query)) => match trial(rest) {
                Some(trial) => trials.push(Trial { line: number, query: query.clone(), wanted: sign == "+", ..trial }),
                None => wrong.push(number),
            },
            _ if line.trim().is_empty() => {}
            _ => wrong.push(number),
        }
    }
    (trials, wrong)
}

fn trial(line: &str) -> Option<Trial> {
    // As a text that comes from the network would be.
    let line = NetText::new(line);
    let (written, why) = line.as_str().rsplit_once(" // ").unwrap_or((line.as_str(), ""));
    let written = written.trim();
    let mut trial = Trial { written: written.to_owned(), why: why.trim().to_owned(), ..Trial::default() };
    for part in written.split(" || ") {
        let (name, value) = part.split_once(": ").unwrap_or(("", part));
        if !trial.set(name, value.trim())? {
            trial.text = part.replace("\\n", "\n");
        }
    }
    Some(trial)
}

impl Trial {
    /// Whether there is such a field; none when its value is wrong.
    fn set(&mut self, name: &str, value: &str) -> Option<bool> {
        match name {
            "title" => value.clone_into(&mut self.title),
            "text" => self.text = value.replace("\\n", "\n"),
            "author" => self.author = Some(value.to_owned()),
            "url" => self.url = Some(value.to_owned()),
            "source" => value.clone_into(&mut self.source),
            "brand" => self.brand = Some(value.to_owned()),
            "lang" => {
                let languages = [Language::Fr, Language::En, Language::Other];
                self.language = languages.into_iter().find(|language| language.as_str() == value)?;
            }
            "kind" => self.kind = Some(KINDS.into_iter().find(|kind| kind.as_str() == value)?),
            "rating" => {
                let (value, best) = value.split_once('/').unwrap_or((value, "5"));
                self.rating = Some(Rating { value: value.parse().ok()?, best: best.parse().ok()? });
            }
            "date" => {
                let noon = value.parse::<Date>().ok()?.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?;
                self.published = Some(Timestamp::from_millis(noon.timestamp().as_millisecond()));
            }
            "sentiment" => {
                let tones = [ToneLabel::Negative, ToneLabel::Neutral, ToneLabel::Positive];
                self.tone = tones.into_iter().find(|tone| tone.as_str() == value)?;
                self.brand.get_or_insert_default();
            }
            _ => return Some(false),
        }
        Some(true)
    }

    /// Whether the query hits.
    pub fn hits(&self, query: &Query) -> bool {
        let mention = self.brand.as_deref().map(|brand| AboutMention {
            brand,
            tone: self.tone,
            score: match self.tone {
                ToneLabel::Negative => -0.5,
                ToneLabel::Neutral => 0.0,
                ToneLabel::Positive => 0.5,
            },
            story: StoryId(1),
            counted: true,
            flagged: false,
        });
        let document = Document {
            title: &self.title,
            text: &self.text,
            author: self.author.as_deref(),
            url: self.url.as_deref(),
            source: &self.source,
            language: &|| self.language,
            about: About { kind: self.kind, rating: self.rating, published: self.published, mention },
        };
        query.hits(&document).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_trial_is_told_by_its_line() {
        let (trials, wrong) =
            read("+ no query yet\n? acme\n+ Acme // why\nnothing\n- rating: many || text: x\n\n# note\n");
        assert_eq!(trials.len(), 1);
        assert_eq!((trials[0].line, trials[0].why.as_str(), trials[0].wanted), (3, "why", true));
        assert_eq!(wrong, [1, 4, 5]);
    }
}
