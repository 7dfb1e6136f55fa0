//! A site of one's own that answers late: told once when it has become slow, and again only after it was fast meanwhile.
//!
//! One late answer is the network's doing as often as the site's: three in a row are wanted, of either kind.

use std::time::Duration;

use crate::model::{ChangeKind, ChangeReason, ReadAs, Slowness, WatchFor};
use crate::store::PageFind;

/// Answers in a row that make a site slow, or fast.
const ROW: u8 = 3;
/// Told in the day's digest: the site is there.
const IMPORTANCE: f64 = 0.6;

/// Adds to what is told of the page that it has become slow, when it has.
pub(super) fn look(find: &mut PageFind, read_as: &ReadAs, first_byte: Duration) {
    let ReadAs::Page { watch: WatchFor::Site { slow_after, .. }, .. } = read_as else { return };
    let Slowness { answers, told } = find.watch.slowness;
    let is_slow = first_byte > *slow_after;
    let answers = if is_slow == told { 0 } else { answers + 1 };
    if answers < ROW {
        find.watch.slowness.answers = answers;
        return;
    }
    find.watch.slowness = Slowness { answers: 0, told: is_slow };
    if !is_slow {
        return;
    }
    let first_byte_ms = u32::try_from(first_byte.as_millis()).unwrap_or(u32::MAX);
    let change = find.change.get_or_insert_default();
    change.kind = ChangeKind::Site;
    change.importance = change.importance.max(IMPORTANCE);
    change.reasons.insert(0, ChangeReason::Slow { first_byte_ms });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PageVersion, PageWatch, Timestamp};

    /// Which of these answers are told: their beginnings in seconds, of a site that is slow after five.
    #[track_caller]
    fn check(first_bytes: &[u64], want: &[usize]) {
        let watch = WatchFor::Site { expect: Vec::new(), slow_after: Duration::from_secs(5) };
        let site = ReadAs::Page { region: None, ignore: Vec::new(), watch };
        let watch = PageWatch::new(PageVersion::default(), Timestamp::from_millis(0));
        let mut find = PageFind { watch, change: None };
        let mut told = Vec::new();
        for (at, &seconds) in first_bytes.iter().enumerate() {
            find.change = None;
            look(&mut find, &site, Duration::from_secs(seconds));
            if let Some(change) = &find.change {
                let first_byte_ms = u32::try_from(seconds * 1_000).unwrap();
                assert_eq!(change.reasons, [ChangeReason::Slow { first_byte_ms }]);
                told.push(at);
            }
        }
        assert_eq!(told, want, "{first_bytes:?}");
    }

    #[test]
    fn a_site_is_told_once_when_it_becomes_slow_and_again_when_it_was_fast_meanwhile() {
        check(&[1, 1, 1], &[]);
        check(&[6, 6, 6, 6, 9], &[2]);
        check(&[6, 6, 1, 6, 6], &[]);
        check(&[6, 6, 6, 1, 1, 6, 6, 6], &[2]);
        check(&[6, 6, 6, 1, 1, 1, 6, 6, 6], &[2, 8]);
        check(&[5, 5, 5], &[]);
    }

    #[test]
    fn no_other_page_is_told_to_be_slow() {
        let watch = PageWatch::new(PageVersion::default(), Timestamp::from_millis(0));
        let mut find = PageFind { watch, change: None };
        let page = ReadAs::Page { region: None, ignore: Vec::new(), watch: WatchFor::Text };
        (0..5).for_each(|_| look(&mut find, &page, Duration::from_mins(1)));
        assert_eq!(find.change, None);
    }
}
