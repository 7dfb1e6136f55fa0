//! What people rejected, as terms that a brand's query might exclude: with what each would cost, and the line to copy.

use super::language::Speak;
use crate::daemon::{Rules, WatchedBrand};
use crate::understand::taught::NotTerm;

/// Terms to exclude, for a brand's card.
pub(super) struct Exclusions {
    pub(super) head: String,
    pub(super) terms: Vec<String>,
    /// The brand's query with all of them excluded, as the configuration writes it.
    pub(super) line: String,
}

/// What the corrections of a brand propose; nothing where they propose nothing that its query does not say already.
pub(super) fn of_brand(speak: Speak, rules: &Rules, brand: &WatchedBrand) -> Option<Exclusions> {
    let taught = rules.taught();
    let query = brand.config.query_text.as_str();
    let said = query.to_lowercase();
    let is_new = |term: &&NotTerm| !said.contains(&format!("not {}", term.term));
    let terms: Vec<&NotTerm> = taught.not_terms(brand.id).iter().filter(is_new).collect();
    (!terms.is_empty()).then(|| Exclusions {
        head: speak.tell("web-exclude", &[("count", terms.len().into())]),
        terms: terms.iter().map(|term| term.told(speak.0)).collect(),
        line: line(query, terms.iter().map(|term| term.term.as_str())),
    })
}

/// `query = '…'`: a literal string of TOML, in which nothing needs a backslash.
fn line<'t>(query: &str, terms: impl Iterator<Item = &'t str>) -> String {
    let mut whole = format!("({})", query.trim());
    for term in terms {
        whole.push_str(" NOT ");
        whole.push_str(term);
    }
    let quote = if whole.contains(['\'', '\n']) { "'''" } else { "'" };
    format!("query = {quote}{whole}{quote}")
}

#[cfg(test)]
mod tests {
    use super::line;
    use crate::understand::query::Query;

    #[track_caller]
    fn check(query: &str, terms: &[&str], want: &str) {
        let line = line(query, terms.iter().copied());
        assert_eq!(line, want);
        let read: toml::Table = line.parse().unwrap();
        Query::parse(read["query"].as_str().unwrap()).unwrap();
    }

    #[test]
    fn the_line_can_be_copied_into_the_configuration_as_it_stands() {
        check("acme OR \"acme corp\"", &["escalade"], "query = '(acme OR \"acme corp\") NOT escalade'");
        check("l'acme", &["\"mur de\"", "bloc"], "query = '''(l'acme) NOT \"mur de\" NOT bloc'''");
        check(" acme\nOR corp ", &["rock"], "query = '''(acme\nOR corp) NOT rock'''");
    }
}
