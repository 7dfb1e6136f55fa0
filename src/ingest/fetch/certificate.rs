//! Until when the certificate of the server that answered is valid, so that its end can be told ahead.
//!
//! Whether the certificate is to be trusted was judged in the handshake. One that is not as it should be gives no date.

use std::time::Duration;

use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use super::connect::Response;
use crate::model::Timestamp;

/// Beside each answer that came over TLS.
#[derive(Clone, Copy, Debug)]
pub(super) struct ValidUntil(pub(super) Timestamp);

/// The end of the certificate that came with an answer; `None` without TLS.
pub(super) fn until(response: &Response) -> Option<Timestamp> {
    response.extensions().get::<ValidUntil>().map(|end| end.0)
}

/// The end of a certificate (DER; RFC 5280, 4.1.2.5).
pub(super) fn not_after(der: &[u8]) -> Option<Timestamp> {
    let certificate = Certificate::from_der(der).ok()?;
    let since_1970: Duration = certificate.tbs_certificate().validity().not_after.to_unix_duration();
    Some(Timestamp::from_millis(i64::try_from(since_1970.as_millis()).ok()?))
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
        for end in 0..whole.len() {
            check(&whole[..end], None);
        }
        for at in 0..whole.len() {
            for bits in [0x00, 0x7f, 0x80, 0x84, 0xff] {
                let mut other = whole.clone();
                other[at] = bits;
                let _ = not_after(&other);
            }
        }
        check(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], None);
        check(&[], None);
    }
}
