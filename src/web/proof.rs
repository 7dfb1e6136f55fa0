//! How who hands something in proves to know a secret: by saying it, or by signing the body with it.

use axum::http::{HeaderMap, HeaderValue, header};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

const SIGNATURE_256: &str = "x-hub-signature-256";

/// `Authorization: Bearer SECRET`. Both sides are hashed under the secret before they are compared: how long that takes
/// says nothing of it.
pub(super) fn bears(secret: &[u8], headers: &HeaderMap) -> bool {
    let said = headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
    let (scheme, token) = said.split_at_checked("Bearer ".len()).unwrap_or((said, b""));
    let wanted = keyed::<Hmac<Sha256>>(secret, secret).map(|mac| mac.finalize().into_bytes());
    let given = keyed::<Hmac<Sha256>>(secret, token.trim_ascii());
    let fits = given.zip(wanted).is_some_and(|(given, wanted)| given.verify(&wanted).is_ok());
    scheme.eq_ignore_ascii_case(b"Bearer ") && fits
}

/// Whether the body is signed, by whomever.
pub(super) fn is_signed_with_256(headers: &HeaderMap) -> bool {
    headers.contains_key(SIGNATURE_256)
}

/// `X-Hub-Signature-256: sha256=HEX`, as GitHub and others sign.
pub(super) fn signs_with_256(secret: &[u8], headers: &HeaderMap, body: &[u8]) -> bool {
    let said = text(headers, SIGNATURE_256);
    said.starts_with("sha256=") && fits(secret, said, body)
}

/// `X-Hub-Signature: METHOD=HEX`, as hubs sign (WebSub, 8).
pub(super) fn signs_as_hub(secret: &[u8], headers: &HeaderMap, body: &[u8]) -> bool {
    fits(secret, text(headers, "x-hub-signature"), body)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
}

fn fits(secret: &[u8], said: &str, body: &[u8]) -> bool {
    let Some((method, signature)) = said.split_once('=') else { return false };
    let Some(signature) = unhex(signature) else { return false };
    match method {
        "sha1" => verifies::<Hmac<Sha1>>(secret, body, &signature),
        "sha256" => verifies::<Hmac<Sha256>>(secret, body, &signature),
        "sha384" => verifies::<Hmac<Sha384>>(secret, body, &signature),
        "sha512" => verifies::<Hmac<Sha512>>(secret, body, &signature),
        _ => false,
    }
}

fn verifies<M: Mac + KeyInit>(secret: &[u8], body: &[u8], signature: &[u8]) -> bool {
    keyed::<M>(secret, body).is_some_and(|mac| mac.verify_slice(signature).is_ok())
}

fn keyed<M: Mac + KeyInit>(secret: &[u8], text: &[u8]) -> Option<M> {
    let mut mac = <M as KeyInit>::new_from_slice(secret).ok()?;
    mac.update(text);
    Some(mac)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    const LONGEST: usize = 128;
    if !text.is_ascii() || text.len() > LONGEST {
        return None;
    }
    text.as_bytes().chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"s3same-s3same-s3same";

    #[track_caller]
    fn check_bearer(said: &str, want: bool) {
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, said.parse().unwrap())]);
        assert_eq!(bears(SECRET, &headers), want, "{said:?}");
    }

    #[test]
    fn only_the_whole_secret_opens() {
        check_bearer("Bearer s3same-s3same-s3same", true);
        check_bearer("bearer  s3same-s3same-s3same", true);
        for wrong in ["", "Bearer", "Bearer ", "Bearer s3same", "Basic s3same-s3same-s3same", "s3same-s3same-s3same"] {
            check_bearer(wrong, false);
        }
    }

    fn signed<M: Mac + KeyInit>(body: &[u8]) -> String {
        crate::model::hex(&keyed::<M>(SECRET, body).unwrap().finalize().into_bytes())
    }

    fn header(name: &'static str, said: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::HeaderName::from_static(name), said.parse().unwrap())])
    }

    #[test]
    fn a_signature_is_of_this_body_alone() {
        let right = header("x-hub-signature-256", &format!("sha256={}", signed::<Hmac<Sha256>>(b"{}")));
        assert!(signs_with_256(SECRET, &right, b"{}"));
        assert!(!signs_with_256(SECRET, &right, b"{ }"));
        let weak = format!("sha1={}", signed::<Hmac<Sha1>>(b"{}"));
        for wrong in ["", "sha256=", "sha256=zz", "sha1=00", &weak, &"0".repeat(500)] {
            assert!(!signs_with_256(SECRET, &header("x-hub-signature-256", wrong), b"{}"), "{wrong}");
        }
    }

    #[test]
    fn hubs_sign_in_four_ways() {
        for said in [
            format!("sha1={}", signed::<Hmac<Sha1>>(b"<feed>")),
            format!("sha256={}", signed::<Hmac<Sha256>>(b"<feed>")),
            format!("sha384={}", signed::<Hmac<Sha384>>(b"<feed>")),
            format!("sha512={}", signed::<Hmac<Sha512>>(b"<feed>")),
        ] {
            assert!(signs_as_hub(SECRET, &header("x-hub-signature", &said), b"<feed>"), "{said}");
            assert!(!signs_as_hub(SECRET, &header("x-hub-signature", &said), b"<feed/>"), "{said}");
            assert!(!signs_as_hub(b"another", &header("x-hub-signature", &said), b"<feed>"), "{said}");
        }
        for wrong in ["", "md5=00", "sha1=", "sha1"] {
            assert!(!signs_as_hub(SECRET, &header("x-hub-signature", wrong), b"<feed>"), "{wrong}");
        }
    }
}
