//! The body of an answer: gathered up to a bound, then decoded up to the same bound (F64, F65, A25).

use std::io::{self, Read};
use std::time::Duration;

use brotli_decompressor::Decompressor;
use bytes::{Bytes, BytesMut};
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use http::header::{CONTENT_ENCODING, HeaderMap};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use tokio::time::timeout;

use super::answer::{Failure, FailureKind};
use super::connect::{Response, SILENCE};
use super::explain::{explain, late};
use super::headers;

/// Time given to the body of a refusal, which is only looked at for walls.
const HEAD_TIME: Duration = Duration::from_secs(3);
/// How much of a body's announced length is set aside before it comes.
const BELIEVED: usize = 128 << 10;
/// A body above this is decoded beside the reactor.
const LONG: usize = 128 << 10;
/// What brotli reads at a time.
const STEP: usize = 8 << 10;

/// How a body is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Identity,
    Gzip,
    Deflate,
    Brotli,
}

/// Bytes up to a bound, and whether there were more.
pub(super) struct Gathered {
    pub(super) bytes: Bytes,
    pub(super) is_cut: bool,
}

/// The whole body, or a failure: a part of a document is never given (F64).
pub(super) async fn whole(response: Response, max: usize) -> Result<Bytes, Failure> {
    let gathered = up_to(response, max).await?;
    if gathered.is_cut {
        return Err(Failure::new(FailureKind::TooLarge, format!("the body is larger than {max} bytes")));
    }
    Ok(gathered.bytes)
}

/// The beginning of a body, as far as it can be had.
pub(super) async fn head(response: Response, max: usize) -> Bytes {
    let read = timeout(HEAD_TIME, up_to(response, max)).await;
    read.ok().and_then(Result::ok).map(|gathered| gathered.bytes).unwrap_or_default()
}

/// At most `max` bytes of the body.
pub(super) async fn up_to(response: Response, max: usize) -> Result<Gathered, Failure> {
    let (head, body) = response.into_parts();
    let coding = coding(&head.headers)?;
    let wire = gather(body, max).await?;
    if coding == Coding::Identity || wire.bytes.is_empty() {
        return Ok(wire);
    }
    if wire.bytes.len() <= LONG {
        return decoded(coding, &wire, max);
    }
    let decoding = tokio::task::spawn_blocking(move || decoded(coding, &wire, max));
    decoding.await.unwrap_or_else(|broken| Err(undecodable(&io::Error::other(broken))))
}

async fn gather(mut body: Incoming, max: usize) -> Result<Gathered, Failure> {
    // A length that is told saves growing; it is a server's word, so no more than a feed's is believed.
    let told = body.size_hint().exact().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut bytes = BytesMut::with_capacity(told.min(max).min(BELIEVED));
    while let Some(frame) = timeout(SILENCE, body.frame()).await.map_err(|_| late())? {
        // What is no data is a trailer.
        let Ok(chunk) = frame.map_err(|error| explain(&error))?.into_data() else { continue };
        let room = max - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            return Ok(Gathered { bytes: bytes.freeze(), is_cut: true });
        }
    }
    Ok(Gathered { bytes: bytes.freeze(), is_cut: false })
}

/// How a body is written; nested and unknown ways are refused.
fn coding(headers: &HeaderMap) -> Result<Coding, Failure> {
    let Some(told) = headers::text(headers, CONTENT_ENCODING) else { return Ok(Coding::Identity) };
    match told.to_ascii_lowercase().as_str() {
        "identity" => Ok(Coding::Identity),
        "gzip" | "x-gzip" => Ok(Coding::Gzip),
        "deflate" => Ok(Coding::Deflate),
        "br" => Ok(Coding::Brotli),
        _ => {
            let told: String = told.chars().take(40).collect();
            Err(Failure::new(FailureKind::Protocol, format!("the body is encoded in an unknown way ({told})")))
        }
    }
}

fn decoded(coding: Coding, wire: &Gathered, max: usize) -> Result<Gathered, Failure> {
    let mut bytes = Vec::with_capacity(wire.bytes.len().saturating_mul(4).min(max).min(BELIEVED));
    // The beginning of a body decodes to a beginning, and breaks off.
    if let Err(error) = decode(coding, &wire.bytes, max, &mut bytes)
        && !wire.is_cut
    {
        return Err(undecodable(&error));
    }
    let is_cut = wire.is_cut || bytes.len() > max;
    bytes.truncate(max);
    Ok(Gathered { bytes: bytes.into(), is_cut })
}

/// Writes one byte more than `max` when there is more.
fn decode(coding: Coding, wire: &[u8], max: usize, into: &mut Vec<u8>) -> io::Result<()> {
    let most = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
    match coding {
        Coding::Identity => wire.take(most).read_to_end(into).map(drop),
        Coding::Gzip => members(wire, most, into),
        // RFC 9110 8.4.1.2 says zlib; some servers send the bare stream, and browsers take both.
        Coding::Deflate if is_zlib(wire) => ZlibDecoder::new(wire).take(most).read_to_end(into).map(drop),
        Coding::Deflate => DeflateDecoder::new(wire).take(most).read_to_end(into).map(drop),
        Coding::Brotli => Decompressor::new(wire, STEP).take(most).read_to_end(into).map(drop),
    }
}

/// The members of a gzip file, one after the other (RFC 1952, 2.2); what follows them and is none is left alone.
fn members(mut wire: &[u8], most: u64, into: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let left = most.saturating_sub(u64::try_from(into.len()).unwrap_or(u64::MAX));
        let mut member = GzDecoder::new(wire).take(left);
        member.read_to_end(into)?;
        let is_full = member.limit() == 0;
        wire = member.into_inner().into_inner();
        if is_full || !wire.starts_with(&[0x1f, 0x8b]) {
            return Ok(());
        }
    }
}

/// Whether a stream begins as zlib does (RFC 1950, 2.2).
fn is_zlib(wire: &[u8]) -> bool {
    matches!(wire, [method, flags, ..] if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31))
}

fn undecodable(error: &io::Error) -> Failure {
    let mut failure = explain(error);
    failure.kind = FailureKind::Protocol;
    failure
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const TEXT: &[u8] = "L’été, l’été, l’été.".as_bytes();

    fn read(mut from: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn gzip() -> Vec<u8> {
        read(GzEncoder::new(TEXT, Compression::default()))
    }

    #[track_caller]
    fn check(coding: Coding, wire: &[u8], max: usize, want: Option<(&[u8], bool)>) {
        let wire = Gathered { bytes: Bytes::copy_from_slice(wire), is_cut: false };
        let got = decoded(coding, &wire, max).ok().map(|got| (got.bytes, got.is_cut));
        assert_eq!(got.as_ref().map(|(bytes, is_cut)| (&bytes[..], *is_cut)), want);
    }

    #[test]
    fn deflate_is_read_in_both_ways_that_servers_write_it() {
        check(Coding::Deflate, &read(ZlibEncoder::new(TEXT, Compression::default())), 100, Some((TEXT, false)));
        check(Coding::Deflate, &read(DeflateEncoder::new(TEXT, Compression::default())), 100, Some((TEXT, false)));
    }

    #[test]
    fn members_of_gzip_follow_one_another_and_what_is_none_is_left_alone() {
        check(Coding::Gzip, &[gzip(), gzip()].concat(), 100, Some((&TEXT.repeat(2), false)));
        check(Coding::Gzip, &[gzip(), b"\0\0\0".to_vec()].concat(), 100, Some((TEXT, false)));
    }

    #[test]
    fn what_is_cut_short_is_refused_and_what_is_too_long_is_cut_f64_f65() {
        let brotli: &[u8] = b"\x0b\x02\x80hello\x03";
        for (coding, wire, text) in [(Coding::Gzip, &gzip()[..], TEXT), (Coding::Brotli, brotli, b"hello")] {
            check(coding, &wire[..wire.len() - 4], 100, None);
            check(coding, wire, text.len(), Some((text, false)));
            check(coding, wire, 4, Some((&text[..4], true)));
        }
        check(Coding::Gzip, &[gzip(), gzip()].concat(), TEXT.len(), Some((TEXT, true)));
    }

    #[test]
    fn the_beginning_of_an_encoded_body_decodes_to_a_beginning() {
        let long = TEXT.repeat(1_000);
        let wire = read(GzEncoder::new(&long[..], Compression::none()));
        let wire = Gathered { bytes: Bytes::copy_from_slice(&wire[..wire.len() / 2]), is_cut: true };
        let got = decoded(Coding::Gzip, &wire, long.len()).unwrap_or_else(|failure| panic!("{failure}"));
        assert!(got.is_cut && long.starts_with(&got.bytes) && got.bytes.len() > long.len() / 3);
    }
}
