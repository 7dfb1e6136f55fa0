//! Looking for odd bytes in text that has none, many in one step.
//!
//! Nearly all text is what it should be, and all of it is asked. The questions must be without branches (`&` and `|`), so
//! that sixteen bytes are one step; the last step goes back over bytes that were asked already, for a rest taken byte by
//! byte would cost more than a short text.

const STEP: usize = 16;

/// Whether some byte is odd.
#[inline]
pub(crate) fn any(text: &[u8], is_odd: impl Fn(u8) -> bool) -> bool {
    let Some(last) = text.last_chunk::<STEP>() else { return text.iter().any(|&byte| is_odd(byte)) };
    let steps = &text[..text.len() / STEP * STEP];
    let is_one_odd = |bytes: &[u8]| bytes.iter().fold(false, |found, &byte| found | is_odd(byte));
    is_one_odd(steps) | is_one_odd(last)
}

/// Whether some byte is odd with the one that follows it. The last byte is not asked.
#[inline]
pub(crate) fn any_pair(text: &[u8], is_odd: impl Fn(u8, u8) -> bool) -> bool {
    let Some((_, seconds)) = text.split_first() else { return false };
    let firsts = &text[..seconds.len()];
    let (Some(last), Some(after)) = (firsts.last_chunk::<STEP>(), seconds.last_chunk::<STEP>()) else {
        return firsts.iter().zip(seconds).any(|(&a, &b)| is_odd(a, b));
    };
    let steps = seconds.len() / STEP * STEP;
    let is_one_odd = |a: &[u8], b: &[u8]| a.iter().zip(b).fold(false, |found, (&a, &b)| found | is_odd(a, b));
    is_one_odd(&firsts[..steps], &seconds[..steps]) | is_one_odd(last, after)
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn steps_are_what_their_bytes_are(text in proptest::collection::vec(0_u8..40, 0..70), odd in 0_u8..40) {
            proptest::prop_assert_eq!(super::any(&text, |byte| byte == odd), text.contains(&odd));
            let pair = text.windows(2).any(|two| two[0] == odd && two[1] < 20);
            proptest::prop_assert_eq!(super::any_pair(&text, |a, b| a == odd && b < 20), pair);
        }
    }
}
