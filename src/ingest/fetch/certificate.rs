//! Until when the certificate of the server that answered is valid: read from its bytes, so that its end can be told
//! ahead.
//!
//! Only the way to that one date is read (RFC 5280, 4.1); whether the certificate is to be trusted was judged in the
//! handshake. What is not as it should be gives no date.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::connect::Response;
use crate::model::Timestamp;

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// Beside each answer that came over TLS.
#[derive(Clone, Copy, Debug)]
pub(super) struct ValidUntil(pub(super) Timestamp);

/// The end of the certificate that came with an answer; `None` without TLS.
pub(super) fn until(response: &Response) -> Option<Timestamp> {
    response.extensions().get::<ValidUntil>().map(|end| end.0)
}

/// The end of a certificate (DER).
pub(super) fn not_after(der: &[u8]) -> Option<Timestamp> {
    let (_, certificate, _) = element(der)?;
    let (_, mut signed, _) = element(certificate)?;
    if signed.first() == Some(&VERSION) {
        signed = element(signed)?.2;
    }
    // Serial number, algorithm, issuer.
    for _ in 0..3 {
        signed = element(signed)?.2;
    }
    let (SEQUENCE, validity, _) = element(signed)? else { return None };
    let (kind, end, _) = element(element(validity)?.2)?;
    instant(kind, std::str::from_utf8(end).ok()?)
}

/// Tag, content and what follows.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let size = usize::from(first & 0x7f);
        // A certificate is no longer than four gigabytes, and a length is written.
        let (digits, rest) = (1..=4).contains(&size).then(|| rest.split_at_checked(size))??;
        (digits.iter().fold(0_usize, |length, &digit| length << 8 | usize::from(digit)), rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

/// `260302091500Z`, or with a year of four digits.
fn instant(kind: u8, text: &str) -> Option<Timestamp> {
    let digits = text.strip_suffix('Z').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let (year, rest) = digits.split_at_checked(if kind == GENERALIZED_TIME { 4 } else { 2 })?;
    let year: i16 = year.parse().ok()?;
    let year = match kind {
        UTC_TIME if year >= 50 => 1_900 + year,
        UTC_TIME => 2_000 + year,
        GENERALIZED_TIME => year,
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at + 2)?.parse::<i8>().ok();
    let time = DateTime::new(year, part(0)?, part(2)?, part(4)?, part(6)?, part(8)?, 0).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp().into())
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;

    use super::*;

    fn der(name: &str) -> Vec<u8> {
        let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/mail/tls").join(name);
        CertificateDer::from_pem_file(path).unwrap().to_vec()
    }

    #[track_caller]
    fn check(der: &[u8], want: Option<&str>) {
        assert_eq!(not_after(der), want.map(|at| at.parse::<jiff::Timestamp>().unwrap().into()));
    }

    #[test]
    fn the_end_is_read_in_both_ways_of_writing_it() {
        check(&der("right.pem"), Some("2120-01-01T00:00:00Z"));
        check(&der("expired.pem"), Some("2021-01-01T00:00:00Z"));
    }

    #[test]
    fn a65_a_certificate_that_is_cut_or_lies_about_its_lengths_gives_no_date_and_no_panic() {
        let whole = der("right.pem");
        for end in 0..120 {
            check(&whole[..end], None);
        }
        for at in 0..whole.len() {
            for bits in [0x00, 0x7f, 0x80, 0x84, 0xff] {
                let mut other = whole.clone();
                other[at] = bits;
                let _ = not_after(&other);
            }
        }
        check(&[SEQUENCE, 0x84, 0xff, 0xff, 0xff, 0xff], None);
        check(&[], None);
    }
}
