//! Which of two figures is the month, where both may be: "10/02/17".

use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;

/// The order of day and month in the dates of one page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::ingest::read) enum Order {
    #[default]
    DayFirst,
    MonthFirst,
}

impl Order {
    /// What a page's dates show in which one of the two is above 12.
    pub(in crate::ingest::read) fn learnt<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        static DATE: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?:^|[^\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?:$|[^\d/-])"));
        let (mut days, mut months) = (0, 0);
        for found in texts.filter_map(|text| DATE.captures(text)) {
            let above = |at: usize| found[at].parse::<u8>().is_ok_and(|figure| (13..=31).contains(&figure));
            days += u32::from(above(1));
            months += u32::from(above(2));
        }
        if months > days { Self::MonthFirst } else { Self::DayFirst }
    }
}
