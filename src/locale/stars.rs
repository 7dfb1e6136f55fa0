//! Ratings, as a person reads them.

use super::{decimal, tell};
use crate::model::{Locale, Rating, Standing};

/// `4.5/5`, `4,5/5`.
pub fn stars(locale: Locale, rating: Rating) -> String {
    let shown = |value: f64| decimal(locale, value, usize::from((value - value.round()).abs() > 0.049));
    format!("{}/{}", shown(rating.value), shown(rating.best))
}

/// What all reviewers of a thing together say, with their number where it is known.
pub fn standing(locale: Locale, standing: Standing) -> String {
    let stars = stars(locale, standing.rating);
    match standing.count {
        Some(count) => tell(locale, "web-rating", &[("stars", stars.into()), ("count", count.into())]),
        None => stars,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_reads_as_people_write_it() {
        let rating = |value| Rating { value, best: 5.0 };
        assert_eq!(stars(Locale::En, rating(4.5)), "4.5/5");
        assert_eq!(stars(Locale::Fr, rating(4.52)), "4,5/5");
        assert_eq!(stars(Locale::Fr, rating(1.0)), "1/5");
        let all = Standing { rating: rating(2.3), count: Some(1) };
        assert_eq!(standing(Locale::En, all), "2.3/5 (1 rating)");
        assert!(standing(Locale::Fr, Standing { count: Some(1_204), ..all }).contains("204 notes"));
    }
}
