//! Marks: a word or two beside a text that stays, as entries of a list wear them for a while (`New`, `Popular`).
//!
//! A mark says nothing of its own once the page is known for it: when another entry wears it, or it was told lately. What
//! says a fact (`sold out`, `closed`) is none, however short it is. Deliberately absent: a list of marks.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::clauses::NEGATIONS;
use super::compare::{Compared, Line, Unit};
use super::tokens::{Token, mix, tokens};
use super::weigh::line;

/// Words of a mark, at most.
const MOST: usize = 3;
/// A short text that stands on a page so often says nothing of its own.
const MANY: usize = 4;

/// The mark that came or went, known by its words alone: the next entry wears the same.
pub(super) fn mark(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    words(compared, unit).map(|words| mix(("mark", words)))
}

/// Whether another entry of the list wears, or wore, the mark that came or went; or a short text did so that the page
/// says in another place as well.
pub(super) fn is_shared(compared: &Compared<'_>, unit: &Unit) -> bool {
    let Some(words) = words(compared, unit) else { return is_copy(compared, unit) };
    let own = line(compared, unit);
    let wears = |other: &Line<'_>| {
        other.place.path == own.place.path
            && marking(&other.tokens, &own.tokens).is_none()
            && marking(&own.tokens, &other.tokens).is_none()
            && other.exact != own.exact
            && other.tokens.len() > words.len()
            && (other.tokens.starts_with(words) || other.tokens.ends_with(words))
    };
    compared.old.iter().chain(&compared.new).any(wears)
}

/// The words at one end of a line that the other side is without, wherever that stands in its list.
fn words<'c>(compared: &'c Compared<'_>, unit: &Unit) -> Option<&'c [Token]> {
    let (one, others) = match (unit.before, unit.after) {
        (Some(before), Some(after)) => (&compared.old[before], &compared.new[after..=after]),
        (Some(before), None) => (&compared.old[before], &compared.new[..]),
        (None, Some(after)) => (&compared.new[after], &compared.old[..]),
        (None, None) => return None,
    };
    let same_place = others.iter().filter(|other| other.place.path == one.place.path);
    same_place.into_iter().find_map(|other| {
        let (with, without) = if one.tokens.len() > other.tokens.len() { (one, other) } else { (other, one) };
        marking(&with.tokens, &without.tokens).filter(|words| words.iter().all(is_plain))
    })
}

/// A word or two that one line has before or behind the words of the other one.
fn marking<'t>(with: &'t [Token], without: &[Token]) -> Option<&'t [Token]> {
    let more = with.len().checked_sub(without.len())?;
    let words = if with.ends_with(without) {
        &with[..more]
    } else if with.starts_with(without) {
        &with[without.len()..]
    } else {
        return None;
    };
    ((1..=MOST).contains(&more) && !without.is_empty()).then_some(words)
}

/// Whether a short text came or went of which the page has, and had, another one, or that came or went many times.
fn is_copy(compared: &Compared<'_>, unit: &Unit) -> bool {
    let line = line(compared, unit);
    let has = |lines: &[Line<'_>]| lines.iter().filter(|other| other.exact == line.exact).count();
    let others = has(&compared.old).min(has(&compared.new));
    let is_many = has(&compared.old).max(has(&compared.new)) >= MANY;
    line.tokens.len() <= MOST && line.tokens.iter().all(is_plain) && (others > 0 || is_many)
}

/// Whether a text came that stood on the page already, and still does, but for a word or two: its heading, in a bar of its own.
pub(super) fn is_said_again(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (None, Some(after)) = (unit.before, unit.after) else { return false };
    let line = &compared.new[after];
    let says = |(i, other): (usize, &Line<'_>)| {
        i != after
            && other.tokens.len() > MOST
            && (other.exact == line.exact
                || marking(&line.tokens, &other.tokens).is_some_and(|words| words.iter().all(is_plain)))
            && compared.about.0.says_anywhere(other)
    };
    compared.new.iter().enumerate().any(says)
}

/// Whether a word says no fact by itself.
pub(super) fn is_plain(token: &Token) -> bool {
    matches!(token, Token::Word(word) if !NEGATIONS.contains(&word.as_str())) && !FACTS.contains(token)
}

/// What a word or two can say in earnest.
static FACTS: LazyLock<HashSet<Token>> = LazyLock::new(|| {
    tokens(
        "plus fermé fermée fermés fermées fermeture complet complète complets complètes épuisé épuisée épuisés rupture stock \
         annulé annulée annulés annulées suspendu suspendue suspendus reporté reportée retiré retirée supprimé supprimée \
         interdit interdite obligatoire gratuit gratuite payant payante indisponible disponible interrompu interrompue \
         rappel rappelé rappelée arrêté arrêtée terminé terminée pourvu pourvue vendu vendue closed full sold out stock \
         cancelled canceled suspended postponed withdrawn removed recalled recall forbidden required free unavailable \
         available discontinued ended filled expired revoked mandatory",
    )
    .into_iter()
    .collect()
});
