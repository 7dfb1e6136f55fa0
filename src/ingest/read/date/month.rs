//! The month that a date names, told from people and places of that name: "Avril Lavigne, 12 mars 2026".
//!
//! A month's name is one where a day or a year stands beside it; of several, that which has both.

use super::names;

/// What a date's month is looked for in: all but times, zones and dates in figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Number(String),
    Month(i8),
    Comma,
    /// What parts a date from its neighbours: a word, a sign.
    Other,
}

/// What stands round a month's name.
#[derive(Debug)]
pub(super) struct Named<'p> {
    pub(super) month: i8,
    pub(super) day: Option<&'p str>,
    pub(super) year: Option<&'p str>,
    sureness: u8,
}

/// Between a day and its month: "1er", "2nd of", "12 de", "den 12.".
const JOINTS: [&str; 16] =
    ["st", "nd", "rd", "th", "er", "re", "e", "de", "del", "di", "do", "of", "the", "den", "º", "η"];
const SURE: u8 = 3;

impl Piece {
    pub(super) fn of_word(word: &str) -> Option<Self> {
        if JOINTS.contains(&word) {
            return None;
        }
        Some(names::month(word.trim_end_matches('/')).map_or(Self::Other, Self::Month))
    }

    pub(super) fn of_mark(mark: char) -> Option<Self> {
        match mark {
            ',' => Some(Self::Comma),
            '|' | '·' | '•' | '»' | '—' | '–' | ':' => Some(Self::Other),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        if let Self::Number(digits) = self { Some(digits) } else { None }
    }
}

/// The month that these pieces name most surely; of equals, the first.
pub(super) fn named(pieces: &[Piece]) -> Option<Named<'_>> {
    let months = pieces.iter().enumerate().filter_map(|(at, piece)| match piece {
        Piece::Month(month) => Some(around(*month, &pieces[..at], &pieces[at + 1..])),
        _ => None,
    });
    months.rev().max_by_key(|named| named.sureness).filter(|named| named.sureness > 0)
}

/// Whether day, month and year stand side by side.
pub(super) fn is_whole(pieces: &[Piece]) -> bool {
    named(pieces).is_some_and(|named| named.sureness == SURE)
}

fn around<'p>(month: i8, before: &'p [Piece], after: &'p [Piece]) -> Named<'p> {
    let is_day = |digits: &&str| digits.len() <= 2;
    let is_year = |digits: &&str| digits.len() == 4 || digits.len() == 2;
    let bare = |pieces: &'p [Piece]| pieces.strip_prefix(&[Piece::Comma]).unwrap_or(pieces);
    let previous = before.last().and_then(Piece::number);
    let next = after.first().and_then(Piece::number);
    let behind_comma = bare(after).first().and_then(Piece::number);
    let second = after.get(1..).and_then(|rest| bare(rest).first()?.number());
    let day = |day, year: Option<&'p str>, sureness| Named { month, day: Some(day), year, sureness };
    if let Some(first) = previous.filter(is_day) {
        // "12 mars 2026", "12 mars, 2026".
        let year = behind_comma.filter(is_year);
        return day(first, year, if year.is_some() { SURE } else { 2 });
    }
    if let (Some(year), Some(next)) = (previous.filter(|digits| digits.len() == 4), next.filter(is_day)) {
        return day(next, Some(year), SURE);
    }
    if let Some(next) = next.filter(is_day) {
        let year = second.filter(is_year);
        return day(next, year, if year.is_some() { SURE } else { 2 });
    }
    let year = behind_comma.filter(|digits| digits.len() == 4).or(previous);
    let sureness = if next.is_some() || previous.is_some() { 2 } else { u8::from(behind_comma.is_some()) };
    Named { month, day: None, year: year.filter(is_year), sureness }
}
